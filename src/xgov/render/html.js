"use strict";
// Comfort only: the page is whole without it.
for (const button of document.querySelectorAll("button[data-open]")) {
  const items = [...document.querySelectorAll("details.item")];
  button.hidden = false;
  button.addEventListener("click", () => {
    const open = items.some((item) => !item.open);
    for (const item of items) item.open = open;
    button.textContent = open ? button.dataset.close : button.dataset.open;
  });
}
function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) {
    target.open = true;
    target.scrollIntoView();
  }
}
addEventListener("hashchange", reveal);
reveal();
