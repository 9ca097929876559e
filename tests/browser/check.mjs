// Open pages in headless Chromium and report what axe-core finds (WCAG 2.2 A and AA, best practice), whether the page
// is wider than its window, and whether the browser complains. Every page in both colour schemes at three widths.
//
// `make browser` runs it. By hand, in a folder where playwright-core and axe-core are installed:
//
//   CHROMIUM=/usr/bin/chromium node …/tests/browser/check.mjs report.en.html report.zh.html
//
// Exit code 1 where anything is found.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(pathToFileURL(`${process.cwd()}/`));
const { chromium } = require("playwright-core");
const axe = await readFile(require.resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const files = process.argv.slice(2);
if (!files.length) throw new Error("no page named");

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
let failed = false;
for (const file of files) {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1280, 390, 320]) {
      // bypassCSP: the page itself lets no foreign script run, axe included.
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
      const page = await context.newPage();
      const said = [];
      page.on("console", (message) => said.push(message.text()));
      page.on("pageerror", (error) => said.push(String(error)));
      page.on("request", (request) => request.url().startsWith("file:") || said.push(`asks for ${request.url()}`));
      await page.goto(pathToFileURL(resolve(file)).href);
      // Everything that opens, but of the items of each dimension the first alone: they are alike.
      await page.evaluate(() => {
        for (const one of document.querySelectorAll("details:not(.item), .dimension > details.item")) one.open = true;
        for (const one of document.querySelectorAll("h4 + details.item")) one.open = true;
      });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      await page.addScriptTag({ content: axe });
      const { violations } = await page.evaluate((values) => axe.run({ runOnly: values }), tags);
      const found = violations.map((one) => `${one.id}: ${one.nodes.length} × ${one.help}, ${one.nodes[0].html}`);
      if (wide > width) found.push(`is ${wide} wide`);
      failed ||= Boolean(found.length || said.length);
      console.log(`${file} ${colorScheme} ${width}: ${[...found, ...said].join("\n  ") || "nothing found"}`);
      await context.close();
    }
  }
}
await browser.close();
process.exit(failed ? 1 : 0);
