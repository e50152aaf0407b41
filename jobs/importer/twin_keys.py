"""By what the same job is known where it stands twice: role, Apply address and text. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from hashlib import blake2b
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from jobs.lib.fingerprint import fingerprint
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
_NUMBER, _YEAR = re.compile(r"\d{3,}"), re.compile(r"(?:19|20)\d\d")


class Keys(NamedTuple):
    """Signed 64-bit digests. Jobs with an equal `role` or `apply` may be the same job."""

    role: int | None  # of employer, title and places; None without places
    apply: int | None  # of Apply address and places; None for an address of no certain job
    text: int | None  # of the description, see lib.fingerprint; alone it leads to nothing

    @property
    def leads(self) -> tuple[int | None, int | None]:
        """Those by which jobs are looked for."""
        return self.role, self.apply


def keys(
    employer: int, title: str, apply_url: str, places: Iterable[int], description: str
) -> Keys:
    """The keys of a job by what is stored of it; `employer` and `places` are primary keys.

    Different places make different keys, so that no two towns ever become one job. `apply_url` is
    a `lib.urls.web_address`, `description` HTML.
    """
    where, role = sorted(set(places)), role_of(title)
    address = _address(apply_url, role)
    return Keys(
        role=_digest([employer, role, where]) if where and role else None,
        apply=_digest([address, where]) if address else None,
        text=fingerprint(description),
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


def tells_job(address: str) -> bool:
    """Whether an Apply address can be that of one job only: a number follows its host.

    Three digits at least, and no year: "/v2/apply" and "/2026/careers" are for every job.
    """
    found = _parts(address)
    return found is not None and any(
        not _YEAR.fullmatch(number) for number in _NUMBER.findall(found.told)
    )


class _Parts(NamedTuple):
    """An address without what only says how it was reached."""

    canonical: list[object]
    told: str  # what follows the host


def _parts(apply_url: str) -> _Parts | None:
    try:
        parts = urlsplit(apply_url)
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return None
    path = unquote(parts.path).rstrip("/")
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = sorted(pair for pair in pairs if not _TRACKING.fullmatch(pair[0]))
    fragment = unquote(parts.fragment)
    if fragment.startswith(":~:") or not _has_digit(fragment):  # "#apply", not "#/job/123"
        fragment = ""
    told = " ".join([path, fragment, *(value for _name, value in query)])
    return _Parts([host, port if port not in (80, 443) else None, path, query, fragment], told)


def _address(apply_url: str, role: str) -> list[object]:
    """What of the address tells the job, empty where the address may be that of many jobs.

    An employer's page "/careers" is the Apply address of all its jobs: only a number, or the whole
    title, makes an address that of one.
    """
    found = _parts(apply_url)
    if found is None:
        return []
    told = found.told
    if not _has_digit(told) and not set(_WORD.findall(role)) <= set(_WORD.findall(fold(told))):
        return []
    return found.canonical


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _digest(facts: list[object]) -> int:
    told = json.dumps(facts, separators=(",", ":")).encode()
    return int.from_bytes(blake2b(told, digest_size=8).digest(), "big", signed=True)
