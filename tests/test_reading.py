"""Reading: YAML 1.2 scalars, places, limits, encodings."""

from __future__ import annotations

from pathlib import Path

import pytest

from xgov.reading.document import Span
from xgov.reading.files import MAX_BYTES, read_file
from xgov.reading.yaml import read_yaml


def read(text: str) -> object:
    document = read_yaml("a.yaml", text, "").document
    assert document is not None
    return document.data


def test_scalars_of_yaml_1_2() -> None:
    text = "[NO, ON, 12:30, 007, 2026-01-02, ~, null, true, 3, -2, 0.5, 1e3, 0x10, '3', \"\", 1.2.3]"
    assert read(text) == [
        "NO",
        "ON",
        "12:30",
        "007",
        "2026-01-02",
        None,
        None,
        True,
        3,
        -2,
        0.5,
        1000.0,
        16,
        "3",
        "",
        "1.2.3",
    ]
    assert read("{NO: 1, 3: 2, '': 4}") == {"NO": 1, "3": 2, "": 4}


def test_places_count_code_points() -> None:
    document = read_yaml("a.yaml", "城市: {名: 苏州}\r\nb:\r\n  - x\n", "").document
    assert document is not None
    assert document.span(("城市", "名")) == Span(1, 9, 1, 11)
    assert document.span(("b",)) == Span(2, 1, 2, 2)
    assert document.span(("b", 0)) == Span(3, 5, 3, 6)
    assert document.span(("城市", "no", "way")) == Span(1, 1, 1, 3)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 70, "XG103"),
        ("a: " + "x" * 70_000, "XG103"),
        ("a: [", "XG106"),
        ("a: 'b", "XG106"),
        ("a: b: c", "XG106"),
        ("a\n---\nb", "XG110"),
        ("a: \x00", "XG105"),
    ],
)
def test_what_is_refused(text: str, code: str) -> None:
    assert [fault.code for fault in read_yaml("a.yaml", text, "").faults] == [code]


@pytest.mark.parametrize(
    ("raw", "code", "values"),
    [
        ("城市: a".encode("gbk"), "XG104", {"encoding": "GBK"}),
        ("a: b".encode("utf-16"), "XG104", {"encoding": "UTF-16"}),
        (b"a: " + b"x" * MAX_BYTES, "XG103", {"what": "bytes", "limit": "8 MiB"}),
    ],
)
def test_bytes_that_are_refused(raw: bytes, code: str, values: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(raw)
    (fault,) = read_file(str(path)).faults
    assert (fault.code, fault.values) == (code, values)


def test_byte_order_mark_and_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    document = read_file(str(path)).document
    assert document is not None
    assert document.data == {"a": 1, "b": 2}


def test_what_is_not_a_file(tmp_path: Path) -> None:
    assert [fault.code for fault in read_file(str(tmp_path)).faults] == ["XG102"]
    assert [fault.code for fault in read_file(str(tmp_path / "none")).faults] == ["XG101"]
    assert [fault.code for fault in read_file("/dev/zero").faults] == ["XG102"]
