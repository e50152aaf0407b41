"""The figures as a person reads them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Column = tuple[str, Callable[[dict[str, Any]], str]]


def _number(name: str) -> Column:
    return name, lambda found: f"{found[name]:,}"


def _several(name: str, title: str) -> Column:
    return title, lambda found: str(len(found[name]))


LOAD: Sequence[Column] = (
    ("status", lambda found: str(found["status"])),
    *(_number(name) for name in ("bytes", "html", "css", "js", "requests", "elements")),
    ("shift", lambda found: f"{found['shift']:g}"),
    *(_several("violations", "axe"), _several("incomplete", "open"), _several("invalid", "vnu")),
    ("live", lambda found: {None: "", True: "yes", False: "NO"}[found["live"]]),
)
SCORE: Sequence[Column] = (
    ("speed", lambda found: f"{found['performance']:g}"),
    ("access", lambda found: f"{found['accessibility']:g}"),
    ("practice", lambda found: f"{found['best-practices']:g}"),
    ("seo", lambda found: f"{found['seo']:g}"),
    ("LCP", lambda found: f"{found['lcp'] / 1000:.2f} s"),
    ("TBT", lambda found: f"{found['tbt']:.0f} ms"),
    ("CLS", lambda found: f"{found['cls']:g}"),
    ("bytes", lambda found: f"{found['bytes']:,.0f}"),
    ("requests", lambda found: f"{found['requests']:g}"),
)


def print_table(columns: Sequence[Column], rows: Mapping[str, dict[str, Any]]) -> None:
    """One line a page, figures to the right."""
    lines = [["", *(title for title, _of in columns)]]
    lines += [[name, *(of(found) for _title, of in columns)] for name, found in rows.items()]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for first, *rest in lines:
        cells = (cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))
        print(" ", first.ljust(widths[0]), *cells)
