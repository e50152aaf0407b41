"""What the search remembers of a job, as bytes: a head of fixed size, then its lists.

    head | primary keys of skills, of places, 4 bytes each | words of the title, in UTF-8

Little-endian without gaps, so that the heads of a million jobs are one array.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from itertools import starmap
from typing import NamedTuple

import numpy as np

NEVER = 2**31 - 1  # the last day of a job that does not expire
UNKNOWN = -1  # pay that is not stated, or not for a known period
ARRANGEMENTS = ("", "onsite", "hybrid", "remote")
LAYOUT = 4  # raised when these bytes change: `migrate` then writes all rows anew


class RowFacts(NamedTuple):
    """Of one job. Terms are primary keys, 0 for none; days are ordinals (`date.toordinal`)."""

    employer: int
    job_type: int
    level: int
    category: int
    industry: int
    arrangement: int  # of ARRANGEMENTS
    currency: str  # ISO 4217 or empty
    stated: bool  # some amount of pay is stated
    yearly: bool  # ... for a year, so that no conversion stands between it and the feed
    posted: int  # 0 when it is not known
    expires: int  # the last day, or NEVER
    pay_from: int  # a year, in hundredths, or UNKNOWN
    pay_to: int
    feed: int  # primary key
    changed: int  # when its feed or an editor last changed it, in seconds since 1970 (UTC)
    featured: int  # the last day in front of lists, 0 for none
    skills: Sequence[int]
    places: Sequence[int]
    title: Sequence[str]  # `bare_words` of the title, in order


class Columns(NamedTuple):
    """Of many jobs, in the order in which their bytes came."""

    header: np.ndarray  # of HEADER
    skills: tuple[np.ndarray, np.ndarray]  # offsets (one more than jobs), values
    places: tuple[np.ndarray, np.ndarray]
    titles: list[str]  # words with a space between


# Field of HEADER, as numpy has it, as struct has it.
_FIELDS = (
    ("employer", "u4", "I"),
    ("job_type", "u4", "I"),
    ("level", "u4", "I"),
    ("category", "u4", "I"),
    ("industry", "u4", "I"),
    ("arrangement", "u1", "B"),
    ("currency", "S3", "3s"),
    ("stated", "?", "?"),
    ("yearly", "?", "?"),
    ("posted", "i4", "i"),
    ("expires", "i4", "i"),
    ("pay_from", "i8", "q"),
    ("pay_to", "i8", "q"),
    ("feed", "u4", "I"),
    ("changed", "u4", "I"),
    ("featured", "i4", "i"),
    ("layout", "u1", "B"),
    ("skills", "u2", "H"),  # how many
    ("places", "u2", "H"),
    ("title", "u2", "H"),  # bytes
)
HEADER = np.dtype([(name, kind) for name, kind, _code in _FIELDS]).newbyteorder("<")
_HEAD = struct.Struct("<" + "".join(code for _name, _kind, code in _FIELDS))


def pack(facts: RowFacts) -> bytes:
    """Raises ValueError when a number or a list does not fit; no real job comes near."""
    *head, skills, places, title = facts
    words = " ".join(title).encode()
    try:
        head[6] = facts.currency.encode("ascii")
        start = _HEAD.pack(*head, LAYOUT, len(skills), len(places), len(words))
        lists = struct.pack(f"<{len(skills) + len(places)}I", *skills, *places)
    except (struct.error, UnicodeEncodeError) as problem:
        raise ValueError(f"expected facts that fit their bytes, got {facts}") from problem
    return start + lists + words


def unpack(blobs: Sequence[bytes]) -> Columns:
    """What was packed. Raises ValueError on bytes that were not packed by this layout."""
    size = HEADER.itemsize
    lengths = np.fromiter(map(len, blobs), np.int64, len(blobs))
    if len(blobs) and lengths.min() < size:
        raise ValueError(f"expected rows of at least {size} bytes, got {lengths.min()}")
    header = np.frombuffer(b"".join([blob[:size] for blob in blobs]), HEADER)
    counts = {name: header[name].astype(np.int64) for name in ("skills", "places", "title")}
    skills_end = size + 4 * counts["skills"]
    places_end = skills_end + 4 * counts["places"]
    if (header["layout"] != LAYOUT).any() or (lengths != places_end + counts["title"]).any():
        raise ValueError("expected rows of this layout: run manage.py rebuild_search")
    ends = list(zip(blobs, skills_end.tolist(), places_end.tolist(), strict=True))
    return Columns(
        header,
        (_offsets(counts["skills"]), _keys([blob[size:end] for blob, end, _last in ends])),
        (_offsets(counts["places"]), _keys([blob[start:end] for blob, start, end in ends])),
        list(starmap(_text, ends)),
    )


def _offsets(counts: np.ndarray) -> np.ndarray:
    return np.concatenate(([0], np.cumsum(counts))).astype(np.int64)


def _keys(parts: list[bytes]) -> np.ndarray:
    return np.frombuffer(b"".join(parts), np.dtype("<u4"))


def _text(blob: bytes, _start: int, end: int) -> str:
    return str(blob[end:], "utf-8")
