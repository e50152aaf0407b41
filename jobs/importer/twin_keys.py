"""By what the same job of two feeds is known: its role and its Apply address. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from hashlib import blake2b
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from jobs.lib.text import fold

# Parameters that only say where a click came from. `ref` and `source` are not among them: to some
# sites they are the number of the job.
_TRACKING = re.compile(
    r"utm_\w+|gclid|gclsrc|dclid|gbraid|wbraid|fbclid|msclkid|yclid|ttclid|twclid|li_fat_id"
    r"|mc_[ce]id|_hs(?:enc|mi)|gh_src|lever-(?:source|origin)(?:\[\])?",
    re.IGNORECASE,
)
_GENDERS = re.compile(  # "(m/w/d)", "(all genders)": a note to the reader, no part of the role
    r"[(\[]\s*(?:[mwfdxhv](?:\s*[/|,*:]\s*(?:[mwfdxhv]|div))+|gn\*?|all genders)\s*[)\]]"
    r"|(?<![\w/])[mwf]/[mwf](?:/[dx])?(?![\w/])"
)
_BETWEEN = re.compile(r"[\s,;:|/\\()\[\]{}\"'`\u00b7\u2022\u2010-\u2015-]+")
_WORD = re.compile(r"\w+")


class Keys(NamedTuple):
    """Signed 64-bit digests. Jobs with an equal one, of two feeds, may be the same job."""

    role: int | None  # of employer, title and places; None without places
    apply: int | None  # of Apply address and places; None for an address of no certain job


def keys(employer: int, title: str, apply_url: str, places: Iterable[int]) -> Keys:
    """The keys of a job by what is stored of it; `employer` and `places` are primary keys.

    Different places make different keys, so that no two towns ever become one job. `apply_url` is
    a `lib.urls.web_address`.
    """
    where, role = sorted(set(places)), role_of(title)
    address = _address(apply_url, role)
    return Keys(
        role=_digest([employer, role, where]) if where and role else None,
        apply=_digest([address, where]) if address else None,
    )


def role_of(title: str) -> str:
    """The title as titles are compared: folded, without punctuation and notes on gender."""
    folded = fold(title)
    bare = _BETWEEN.sub(" ", _GENDERS.sub(" ", folded)).strip()
    return bare or folded


def alike(one: str, other: str) -> bool:
    """Whether two titles of one Apply address name one job: half the words of the shorter one."""
    words, others = set(role_of(one).split()), set(role_of(other).split())
    return 2 * len(words & others) >= min(len(words), len(others))


def _address(apply_url: str, role: str) -> list[object]:
    """What of the address tells the job, empty where the address may be that of many jobs.

    An employer's page "/careers" is the Apply address of all its jobs: only a number, or the whole
    title, makes an address that of one.
    """
    try:
        parts = urlsplit(apply_url)
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return []
    path = unquote(parts.path).rstrip("/")
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = sorted(pair for pair in pairs if not _TRACKING.fullmatch(pair[0]))
    fragment = unquote(parts.fragment)
    if fragment.startswith(":~:") or not _has_digit(fragment):  # "#apply", not "#/job/123"
        fragment = ""
    told = " ".join([path, fragment, *(value for _name, value in query)])
    if not _has_digit(told) and not set(_WORD.findall(role)) <= set(_WORD.findall(fold(told))):
        return []
    return [host, port if port not in (80, 443) else None, path, query, fragment]


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _digest(facts: list[object]) -> int:
    told = json.dumps(facts, separators=(",", ":")).encode()
    return int.from_bytes(blake2b(told, digest_size=8).digest(), "big", signed=True)
