"""CSV (RFC 4180) that no spreadsheet takes for a program, whoever wrote the texts in it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from jobs.lib.text import printable, squeeze

BOM = "\ufeff"  # without it Excel does not read UTF-8
# Where a formula can begin: a cell, and what a spreadsheet that expects semicolons takes for one.
# https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = re.compile(r"""((?:^|;)[\s"']*)(?=[=+\-@＝＋－＠])""")


def lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A document of these rows, a line at a time, for programs that open it by a click."""
    yield BOM
    for row in rows:
        line = StringIO()
        csv.writer(line).writerow([_cell(one) if isinstance(one, str) else one for one in row])
        yield line.getvalue()


def _cell(text: str) -> str:
    """One line of text. A formula begins with an apostrophe, and so is none."""
    return _FORMULA.sub(r"\1'", squeeze(printable(text)))
