"""CSV that is read back as it was, and in which no spreadsheet finds a formula."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.lib.spreadsheet import lines
from jobs.lib.text import printable, squeeze

FORMULA = tuple("=+-@＝＋－＠\t\r\n")


def cells(*row: object, separator: str = ",") -> list[str]:
    """One row, as a program reads it that expects this separator."""
    document = "".join(lines([row]))
    assert document.startswith("\ufeff")
    assert document.endswith("\r\n")
    line = document[1:].removesuffix("\r\n")
    (read,) = csv.reader(StringIO(line, newline=""), delimiter=separator)
    return read


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("Cook, Baker", "Cook, Baker"),
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(1)", "'@SUM(1)"),
        ("＝1+1", "'＝1+1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠A1", "'＠A1"),
        ("\t=1", "'=1"),
        ("\r=1", "'=1"),
        ("\tCook", "Cook"),
        ('"=1"', '"\'=1"'),
        ("Cook;=1+1", "Cook;'=1+1"),
        ("Cook\r\n=1+1", "Cook =1+1"),
        ("C++ - 5 days", "C++ - 5 days"),
        ("Köchin 日本", "Köchin 日本"),
    ],
)
def test_a_cell_that_begins_like_a_formula_is_text(text: str, cell: str) -> None:
    assert cells(text) == [cell]


def test_numbers_and_days_stay_what_they_are() -> None:
    assert "".join(lines([["day", "clicks"], ["2026-11-23", 7]])) == (
        "\ufeffday,clicks\r\n2026-11-23,7\r\n"
    )


@given(st.text(max_size=60) | st.text(alphabet="=+-@＝;,\"' \t\r\nx1", max_size=30))
def test_no_text_becomes_a_formula_whatever_stands_between_cells(text: str) -> None:
    """Also where semicolons are expected, as in Germany: there a text may be several cells."""
    (read,) = cells(text)
    assert read.replace("'", "") == squeeze(printable(text)).replace("'", "")
    for cell in (read, *cells("2026-11-23", text, separator=";")):
        assert not cell.lstrip(' "').startswith(FORMULA)
