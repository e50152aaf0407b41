"""What a font says itself of the letters it has."""

from __future__ import annotations

import struct
from pathlib import Path


def characters(path: Path) -> set[str]:
    """Those of the Unicode table of the Basic Multilingual Plane, as the OpenType specification
    has it: `cmap`, format 4.
    """
    data = path.read_bytes()
    tables = {data[at : at + 4]: at for at in range(12, 12 + 16 * _number(data, 4), 16)}
    (start,) = struct.unpack_from(">L", data, tables[b"cmap"] + 8)
    for at in range(start + 4, start + 4 + 8 * _number(data, start + 2), 8):
        (offset,) = struct.unpack_from(">L", data, at + 4)
        if _number(data, start + offset) == 4:
            return _of_format_4(data, start + offset)
    raise ValueError("expected a table of format 4")


def _of_format_4(data: bytes, at: int) -> set[str]:
    count = _number(data, at + 6) // 2
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{count}H", data, at + 14 + skip)
        for skip in (0, 2 * count + 2, 4 * count + 2, 6 * count + 2)
    )
    known = set()
    for number, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code + deltas[number]
            if offsets[number]:
                place = at + 14 + 6 * count + 2 + 2 * number
                glyph = _number(data, place + offsets[number] + 2 * (code - first))
            if glyph % 0x10000:
                known.add(chr(code))
    return known


def _number(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "big")
