"""Reading: YAML 1.2 scalars, places, limits, encodings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from xgov.reading.document import Span
from xgov.reading.files import MAX_BYTES, read_file
from xgov.reading.scalars import MAX_FAULTS, MAX_SCALAR
from xgov.reading.yaml import MAX_DEPTH, MAX_NODES, read_yaml


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


@pytest.mark.parametrize("text", [".inf", "-.Inf", ".nan", "1e999", "99999999999999999999", "9007199254740993", "0x" + "f" * 60])
def test_numbers_that_cannot_be_used(text: str) -> None:
    (fault,) = read_yaml("a.yaml", f"a: {text}", "").faults
    assert (fault.code, fault.span) == ("XG112", Span(1, 4, 1, 4 + len(text)))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("9007199254740992", 2**53), ("-.5", -0.5), ("+1.", 1.0), ("0o17", 15), ("0", 0), ("-0", 0), ("1_000", "1_000"), ("1:2", "1:2"),
        ("yes", "yes"), ("y", "y"), ("Null", None), ("TRUE", True), ("tRUE", "tRUE"), ("0b1", "0b1"), ("1e", "1e"), ("+", "+"),
        ("-007", "-007"), ("00.5", 0.5), ("=", "="), ("<<", "<<"), ("'null'", "null"), ("|\n 12", "12"),
    ],
)  # fmt: skip
def test_scalars_one_by_one(text: str, value: object) -> None:
    found: Any = read(f"a: {text}")
    assert found == {"a": value}
    assert type(found["a"]) is type(value)


def test_all_faults_are_reported_and_the_rest_is_read() -> None:
    reading = read_yaml("a.yaml", "a: *x\na: 2\nb: !t 3\n? {c: 1}\n: 4\nd: .inf\ne: [1, 2]\n", "")
    assert [(fault.code, fault.span.line) for fault in reading.faults if fault.span] == [
        ("XG108", 1), ("XG107", 2), ("XG109", 3), ("XG111", 4), ("XG112", 6),
    ]  # fmt: skip
    assert reading.faults[1].related == Span(1, 1, 1, 2)
    assert reading.document is not None
    assert reading.document.data == {"a": None, "b": None, "d": None, "e": [1, 2]}


def test_limits_are_inclusive() -> None:
    assert read("[" * MAX_DEPTH + "]" * MAX_DEPTH) is not None
    assert read("a: " + "x" * MAX_SCALAR) == {"a": "x" * MAX_SCALAR}
    reading = read_yaml("a.yaml", "[" + "0," * (MAX_NODES + 1) + "]", "")
    assert [fault.values["what"] for fault in reading.faults] == ["nodes"]
    assert reading.document is not None
    assert reading.document.data is None
    assert len(read_yaml("a.yaml", "a: *x\n" * 1000, "").faults) == MAX_FAULTS + 1


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n", "~"])
def test_nothing_in_a_file(text: str) -> None:
    assert read_yaml("a.yaml", text, "").faults == ()
    assert read(text) is None


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
        ("a: bcdefgh 苏".encode("utf-16-be"), "XG104", {"encoding": "UTF-16"}),
        (b"a: \xff\xfe\xfd", "XG104", {"encoding": "unknown"}),
        (b"\xef\xbb\xbfa: \x00", "XG105", {"character": "U+0000"}),
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
