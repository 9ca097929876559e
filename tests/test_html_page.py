"""The page in depth: every number of the JSON report, every text of every file, contrast, outline, print."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import html5lib
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from xgov.api import assess, load_framework, load_submissions
from xgov.redact import redact
from xgov.render import html
from xgov.render.figures import half_up
from xgov.render.json import report
from xgov.render.markup import Markup, el, escape, inline, join

ROOT = Path(__file__).parent
PAIR = ROOT.parent / "examples" / "upriver-downriver"
#: What would do harm as markup, in a terminal, in a data island, or by turning the text around.
HOSTILE = "<script>alert(1)</script>'\"><img src=x onerror=alert(1)>]]>--></style></details>&amp;{x}%s\x1b[31m\u202e\u2066\u200b"
ADDRESS = "data-json"


@cache
def pair() -> Any:
    dossier = load_submissions([str(PAIR)]).dossier
    assert dossier is not None
    return assess(dossier)


def parsed(page: str) -> Any:
    """The page as a browser reads it; raises where it is not valid."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


def at(data: Any, pointer: str) -> Any:
    """What a JSON pointer leads to."""
    for part in pointer.split("/")[1:]:
        data = data[int(part)] if isinstance(data, list) else data[part]
    return data


def text_of(element: Any) -> str:
    """The text of an element, charts apart."""
    if "svg" in str(element.tag):
        return ""
    return (element.text or "") + "".join(text_of(child) + (child.tail or "") for child in element)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_number_is_that_of_its_address_in_the_json(lang: str) -> None:
    data = report(pair())
    seen = 0
    for one in parsed(html.render(pair(), lang)).iter():
        address = one.get(ADDRESS) if isinstance(one.tag, str) else None
        if address is None:
            continue
        expected = at(data, address)
        if expected is None:
            assert one.tag == "span"
        elif isinstance(expected, str):
            assert text_of(one) == expected
        else:
            assert float(one.get("value")) == expected
            value = 100 * expected if text_of(one).endswith("%") else expected
            digits = re.sub(r"[^0-9.]", "", text_of(one))
            assert digits == half_up(abs(value), 1 if "." in digits else 0), address
            seen += 1
    assert seen > 1000


def figures_of(node: dict[str, Any], address: str) -> list[str]:
    """Addresses of the numbers of a node and of all below it."""
    found = [f"{address}/score", f"{address}/claimed"] if node["range"] else []
    found += [f"{address}/range/0", f"{address}/range/1", f"{address}/coverage"] if node["range"] else []
    for kind in ("criteria", "indicators"):
        for key, child in node.get(kind, {}).items():
            found += figures_of(child, f"{address}/{kind}/{key}")
    return found


def test_every_number_of_the_pair_is_on_the_page() -> None:
    data = report(pair())["pairs"][0]
    wanted = [f"/pairs/0/{key}" for key in ("score", "claimed", "range/0", "range/1", "coverage")]
    for key, node in data["dimensions"].items():
        wanted += figures_of(node, f"/pairs/0/dimensions/{key}")
        wanted += [f"/cities/{city}/dimensions/{key}/score" for city in data["cities"]]
    for number, _ in enumerate(data["directions"]):
        wanted += [f"/pairs/0/directions/{number}/score"]
    wanted += [f"/pairs/0/third_party/{key}/difference" for key in data["third_party"]]
    wanted += [f"/pairs/0/next_steps/{number}/gain" for number, _ in enumerate(data["next_steps"])]
    shown = set(re.findall(rf'{ADDRESS}="([^"]+)"', html.render(pair(), "en")))
    assert not set(wanted) - shown


def test_every_item_has_its_question_levels_evidence_clauses_and_remedy() -> None:
    framework = pair().dossier.framework
    clauses = {clause.id: clause.text for clause in framework.clauses}
    for lang in ("en", "zh"):
        tree = parsed(html.render(pair(), lang))
        items = {one.get("id"): text_of(one) for one in tree.iter("details") if one.get("class") == "item"}
        assert list(items) == list(framework.indicators())
        for item in map(pair().dossier.worded, framework.walk()):
            texts = [item.question, *item.levels, *item.remedy, *(clauses[key] for key in item.clauses)]
            texts += [item.evidence] if item.evidence else []
            assert not [one[lang] for one in texts if one[lang] not in items[item.id]]


def hostile(data: Any, key: str = "") -> Any:
    """The same data with every free text made hostile; names of things and values of scales stay."""
    if isinstance(data, dict):
        return {name: hostile(value, name) for name, value in data.items()}
    if isinstance(data, list):
        return [hostile(one, key) for one in data]
    if isinstance(data, str) and key in TEXTS:
        return data + HOSTILE
    return str(data) if isinstance(data, dt.date) else data


#: Keys of files that hold text as people write it.
TEXTS = {
    "en", "zh", "name", "note", "title", "ref", "issuer", "commissioned_by", "period", "method", "prepared_by", "reviewed_by",
    "contact", "not_applicable", "what", "source", "author", "published", "event", "limit_source", "refused_because", "item",
    "unit", "estimator", "measure", "edition", "item_title", "observer", "size", "rank",
}  # fmt: skip


def written(folder: Path, data: Any, name: str) -> str:
    path = folder / name
    path.write_text(json.dumps(data), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_text_of_any_file_becomes_markup(tmp_path: Path, lang: str) -> None:
    shipped = ROOT.parent / "frameworks" / "cross-jurisdiction-risk"
    whole = yaml.safe_load((shipped / "framework.yaml").read_text(encoding="utf-8"))
    parts = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in shipped.glob("dimensions/*.yaml")}
    whole["dimensions"] = [parts[name] for name in whole["dimensions"]]
    for name in ("clauses", "crosswalk"):
        read = yaml.safe_load((shipped / f"{name}.yaml").read_text(encoding="utf-8"))
        whole[name] = read.get(name, read) if isinstance(read, dict) else read
    framework = load_framework(written(tmp_path, hostile(whole), "framework.json"))
    each = [item.id for item in framework.walk() if item.asked_of == "each" and item.kind == "levels" and item.scored]
    paths = []
    for number, path in enumerate(sorted(PAIR.glob("*.yaml"))):
        data = hostile(yaml.safe_load(path.read_text(encoding="utf-8")))
        for city in data["cities"].values():
            city["answers"][each[0]] = {"answer": 2, "note": HOSTILE}
            city["answers"][each[1]] = {"not_applicable": HOSTILE}
        paths.append(written(tmp_path, data, f"{number}.yaml"))
    filed = load_submissions(paths, framework)
    assert filed.dossier is not None, [one.message("en") for one in filed.diagnostics][:5]
    page = html.render(assess(filed.dossier), lang)
    count = Counter(one.tag for one in parsed(page).iter())
    assert (count["script"], count["style"], count["img"]) == (1, 1, 0)
    assert not [one for one in parsed(page).iter() if any(str(name).startswith("on") for name in one.attrib)]
    assert page.count("&lt;script&gt;") > 1000
    assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e\u2066-\u2069\u200b]", page)


@given(st.text(), st.text())
def test_text_stays_text(first: str, second: str) -> None:
    made = parsed("<!DOCTYPE html><title>t</title>" + str(el("p", first, join(second), title=first)))
    (paragraph,) = made.iter("p")
    assert not list(paragraph)
    assert "".join(paragraph.itertext()).count("<script") == (first + second).count("<script")


def test_markup_is_made_here_alone() -> None:
    assert el("p.a.b", "<", el("br"), None, ["x", 3], hidden=True, lang=None) == '<p class="a b" hidden>&lt;<br>x3</p>'
    assert escape(el("b", "x")) == "<b>x</b>"
    assert not isinstance(el("b") + "<i>", Markup)
    with pytest.raises(TypeError):
        f"{el('b')}"
    for name in ("p onclick", "p>", "1"):
        with pytest.raises(ValueError, match=re.escape(name)):
            el(name)
    with pytest.raises(ValueError, match="x y"):
        el("p", **{"x y": "1"})
    with pytest.raises(ValueError, match="script"):
        inline("script", "'</script>'")


def test_a_redacted_page_holds_no_note_and_no_contact() -> None:
    whole, left = html.render(pair(), "en"), html.render(redact(pair()), "en")
    for text in ("the agreement is in the archive and will be sent", "duty room of Downriver"):
        assert text in whole
        assert text not in left


def colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6})", css))


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_keep_their_contrast(scheme: str) -> None:
    css = Path(html.__file__).with_name("html.css").read_text(encoding="utf-8")
    light, dark = css.split("@media screen and (prefers-color-scheme: dark)")
    named = colours(light) if scheme == "light" else colours(light) | colours(dark.split("\n}\n")[0])
    grounds = ["paper", "sheet", "band", "band-odd", "flag-ground"]
    text = [(name, ground) for name in ("ink", "soft", "link") for ground in grounds]
    text += [(name, ground) for name in ("bad", "warn", "good", "first") for ground in ("paper", "sheet")]
    text += [("bad", "bad-ground"), ("sheet", "bad"), ("sheet", "first"), *(("ink", f"t{tone}") for tone in range(5))]
    marks = [(name, ground) for name in ("pair", "first", "second", "focus") for ground in grounds[:4]]
    low = {one: contrast(*(named[name] for name in one)) for one in text}
    assert not {one: found for one, found in low.items() if found < 4.5}
    low = {one: contrast(*(named[name] for name in one)) for one in marks}
    assert not {one: found for one, found in low.items() if found < 3}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_outline_is_as_the_golden_file_shows(lang: str) -> None:
    """Headings, heads of tables and charts in their order; XGOV_GOLDEN=1 writes them anew."""
    dossier = load_submissions([str(PAIR)], core=True).dossier
    assert dossier is not None
    tree = parsed(html.render(assess(dossier), lang))
    lines = []
    for one in tree.iter():
        depth = re.fullmatch("h([1-3])", str(one.tag))
        if depth:
            lines.append(f"{'#' * int(depth[1])} {re.sub('[0-9]+', 'N', text_of(one))}")
        elif one.tag == "table" and "quiet" not in (one.get("class") or ""):
            heads = [text_of(head).strip() for head in one.iter("th") if head.get("scope") == "col"]
            lines.append(f"  | {' | '.join(heads)}")
        elif one.tag.endswith("svg") and one.get("role") == "img":
            lines.append(f"  chart: {re.sub('[0-9]+', 'N', one.get('aria-label'))}")
    golden = ROOT / "golden" / f"{lang}-report-outline.txt"
    found = "\n".join(lines) + "\n"
    if os.environ.get("XGOV_GOLDEN"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


def test_tables_name_their_rows_and_columns() -> None:
    for table in parsed(html.render(pair(), "en")).iter("table"):
        assert table.find("caption") is not None
        assert all(head.get("scope") in {"col", "row"} for head in table.iter("th"))
        rows = table.find("tbody").findall("tr")
        assert all(row[0].get("scope") == "row" for row in rows)


@pytest.mark.skipif(
    not (shutil.which("chromium") and shutil.which("pdftotext")), reason="needs chromium and pdftotext to print"
)
@pytest.mark.parametrize(("lang", "mark"), [("en", "INTERNAL"), ("zh", "内部资料")])
def test_every_printed_page_says_internal(tmp_path: Path, lang: str, mark: str) -> None:
    (tmp_path / "page.html").write_text(html.render(pair(), lang), encoding="utf-8")
    settings = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    where = [f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={tmp_path / 'page.pdf'}"]
    subprocess.run(
        ["chromium", *settings, *where, "--no-pdf-header-footer", str(tmp_path / "page.html")],  # noqa: S607 - found above
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    printed = subprocess.run(["pdftotext", str(tmp_path / "page.pdf"), "-"], check=True, capture_output=True)  # noqa: S607
    sheets = printed.stdout.decode().split("\f")[:-1]
    assert len(sheets) > 5
    assert all(mark in sheet for sheet in sheets)


def test_of_two_views_of_a_joint_item_the_lower_alone_is_said_to_count() -> None:
    tree = parsed(html.render(pair(), "en"))
    (item,) = [one for one in tree.iter("details") if one.get("id") == "COM-1.1"]
    chips = [text_of(one) for one in item.iter("span") if (one.get("class") or "").startswith("chip")]
    assert sorted(chips) == ["Downriver counts", "Upriver claims"]
    assert "not counted" in text_of(item)
