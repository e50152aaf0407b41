"""Labelled cases: what a text says, as a person reads it. One a line, cells apart by a tab."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent


def cases(kind: str) -> list[dict[str, str]]:
    """The cases of `kind`.tsv by the names in its first line; an empty cell is "".

    Lines that are empty or begin with "# " are for the reader. `\\n` in a cell is a line end.
    """
    lines = (HERE / f"{kind}.tsv").read_text().splitlines()
    kept = [line for line in lines if line.strip() and not line.startswith("# ")]
    names = kept[0].split("\t")
    rows = [line.replace("\\n", "\n").split("\t") for line in kept[1:]]
    return [dict(zip(names, [*row, *[""] * (len(names) - len(row))], strict=True)) for row in rows]
