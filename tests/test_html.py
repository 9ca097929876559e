"""The page: valid HTML, every number as in the JSON, nothing loaded, nothing from a file taken for markup."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import html5lib
import pytest

from xgov.api import assess, load_framework, load_submissions
from xgov.render import html
from xgov.render.json import report
from xgov.texts.page import PAGE
from xgov.texts.report import REPORT

ROOT = Path(__file__).parent
EXAMPLES = ROOT.parent / "examples"
NASTY = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>]]>&amp;\x1b[31m\u202e\u200b"


def assessed(*paths: Path, **options: Any) -> Any:
    dossier = load_submissions([str(path) for path in paths], **options).dossier
    assert dossier is not None
    return assess(dossier)


CASES = {
    "pair": [EXAMPLES / "upriver-downriver"], "sparse": [EXAMPLES / "suzhou-jiaxing"],
    "exchanges": [EXAMPLES / "huangshan-hangzhou"], "alone": [EXAMPLES / "upriver-downriver" / "upriver.yaml"],
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_pages_are_valid_and_need_nothing_else(name: str, lang: str) -> None:
    page = html.render(assessed(*CASES[name]), lang)
    parser = html5lib.HTMLParser(strict=True)
    parser.parse(page)
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", page)
    assert "@import" not in page
    assert "url(" not in page
    assert page.count("<h1") == 1
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    for target in re.findall(r'href="#([^"]+)"', page):
        assert target in ids


def test_chinese_pages_hold_no_english_of_ours() -> None:
    page = html.render(assessed(*CASES["pair"]), "zh")
    body = re.sub(r"<(style|script)\b.*?</\1>|<[^>]*>", " ", page[page.index("<body") :], flags=re.DOTALL)
    for english, _ in [*PAGE.values(), *REPORT.values()]:
        if re.search("[a-z]{3}", english) and english.count(" ") > 1 and "{" not in english:
            assert english not in body


def test_figures_are_those_of_the_json() -> None:
    one = assessed(*CASES["pair"])
    page, data = html.render(one, "en"), report(one)["pairs"][0]
    text = re.sub(r"<[^>]*>", " ", page)
    for node in data["dimensions"].values():
        assert f"{node['score']:.0f}" in text
    for key in data["dimensions"]["TRU"]["indicators"]:
        assert key in text
    assert "12 of 15" in text
    assert "INTERNAL" in text


def test_nothing_from_a_file_is_markup(tmp_path: Path) -> None:
    small = load_framework(str(ROOT / "frameworks" / "small.yaml"))
    city = {"name": NASTY, "answers": {"A-1.1": {"answer": 2, "note": NASTY, "evidence": ["E1"]}}}
    data = {
        "xgov": "submission/1", "framework": "small@1", "evaluator": {"kind": "self", "name": NASTY}, "as_of": "2026-06-30",
        "filing": {"prepared_by": NASTY, "contact": NASTY}, "cities": {"a": city, "b": city},
        "evidence": {"E1": {"kind": "document", "title": NASTY, "ref": NASTY, "issuer": NASTY, "note": NASTY, "date": "2026"}},
        "records": {"requests": [{"id": "R1", "by": "a", "to": "b", "what": NASTY, "asked_at": "2026-01-01T00:00Z", "refused_because": NASTY}]},
    }  # fmt: skip
    path = tmp_path / "nasty.yaml"
    path.write_text(json.dumps(data), encoding="utf-8")
    page = html.render(assessed(path, framework=small), "en")
    html5lib.HTMLParser(strict=True).parse(page)
    assert page.count("<script") == 1
    assert "<img" not in page
    assert "\x1b" not in page
    assert "\u202e" not in page


def test_a_community_is_a_page_too(tmp_path: Path) -> None:
    small = load_framework(str(ROOT / "frameworks" / "small.yaml"))
    cities = {f"c{n}": {"answers": {"A-1.1": {"answer": n % 5}}} for n in range(12)}
    head = {"xgov": "submission/1", "framework": "small@1", "evaluator": {"kind": "self"}, "as_of": "2026-06-30"}
    path = tmp_path / "all.yaml"
    path.write_text(json.dumps({**head, "cities": cities}), encoding="utf-8")
    page = html.render(assessed(path, framework=small), "en")
    html5lib.HTMLParser(strict=True).parse(page)
    assert "66" in page  # pairs of twelve cities
