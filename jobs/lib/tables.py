"""Reads the .tsv tables beside this file. Every row of a table has the same number of cells."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent


def rows(name: str, width: int) -> tuple[tuple[str, ...], ...]:
    """The lines of `name`, each as `width` cells; missing cells at the end are empty."""
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return tuple(_cells(line, width) for line in lines if line)


def listed(cell: str) -> tuple[str, ...]:
    """The parts of a cell joined by `|`."""
    return tuple(part for part in cell.split("|") if part)


def _cells(line: str, width: int) -> tuple[str, ...]:
    cells = tuple(line.split("\t"))
    return (cells + ("",) * width)[:width]
