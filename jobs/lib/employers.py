"""Employers by what they are called and by whose website they have; nothing is guessed.

Tables of our own making: `legal_forms.tsv` (forms joined by `|`; `dots`: only with exactly the dots
written there, for "Spa" and "EV" are words), `shared_hosts.tsv` (hosts where many employers have a
page; `name.*` under any ending) and `second_level.tsv` (endings of two labels, by country).
"""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import ip_address
from typing import NamedTuple

from jobs.lib.countries import country_code
from jobs.lib.tables import listed, rows
from jobs.lib.text import fold, squeeze
from jobs.lib.urls import host_of

LONGEST_NAME = 200  # characters; what is longer is no name
_TOKEN = re.compile(r"[^\s,;()\[\]&+]+|[&+]")
_INNER = re.compile(r"[^\w&]")
_AND = frozenset("& and und et y e".split())
_AROUND = " ,;&+([-–—"
_LEAST = 2  # letters and digits of a name without its legal form
# Words that many employers are called: "Consulting GmbH" is not every "Consulting".
_GENERIC = frozenset(
    """the a an and of for global international group holding holdings company companies
    enterprise enterprises business services service solutions solution systems consulting
    consultants consultancy technologies technology tech software digital data it media
    marketing design studio engineering construction logistics transport trading trade energy
    security health healthcare care medical pharma dental finance financial capital invest
    investment investments insurance bank partner partners management ventures labs industries
    industry production products recruitment recruiting recruiters staffing personnel personal
    personalservice jobs career careers hr talent people team agency agentur gesellschaft gruppe
    beratung dienstleistungen dienstleistung immobilien handel vertrieb verwaltung bau technik
    logistik transporte conseil groupe employer confidential client unternehmen verein""".split()
)


class _Token(NamedTuple):
    start: int
    exact: str  # folded, with its dots
    bare: str  # without


def base_name(name: str) -> str:
    """The name without the legal forms at its end: "Acme" for "Acme, Inc." and "Acme GmbH".

    The name itself where nothing, a single letter, or only words that many employers are called
    would be left. Its words stay as they are; names of one `fold` have bases of one `fold`.
    """
    whole = squeeze(name)
    if len(whole) > LONGEST_NAME:
        return whole
    return _base_name(whole)


def domain_of(website: str) -> str:
    """The registered domain of an employer's own website: "acme.co.uk"; "" where it is not known.

    Pages at job boards, applicant tracking systems, social networks and site builders tell nothing.
    """
    host = host_of(website).rstrip(".")
    labels = host.split(".")
    if len(labels) < 2 or not all(labels) or _is_address(host):
        return ""
    size = _ending(labels)
    if not size or len(labels) <= size:
        return ""
    label, domain = labels[-size - 1], ".".join(labels[-size - 1 :])
    return "" if {domain, f"{label}.*"} & _SHARED else domain


def site_of(website: str) -> str:
    """The label of an employer's own domain, acme.com and acme.de share it; "" if unknown."""
    return domain_of(website).partition(".")[0]


def contradict(one: str, other: str) -> bool:
    """Whether two websites are those of two employers, as far as they tell."""
    sites = site_of(one), site_of(other)
    return all(sites) and sites[0] != sites[1]


@lru_cache(maxsize=10_000)
def _base_name(whole: str) -> str:
    tokens = [_token(found) for found in _TOKEN.finditer(whole)]
    left = len(tokens)
    while size := _form_at_end(tokens[:left]):
        left -= size
    if left == len(tokens):
        return whole
    base = whole[: tokens[left].start].rstrip(_AROUND)
    balanced = base.count("(") == base.count(")") and base.count("[") == base.count("]")
    return base if balanced and _says_something(base, tokens[:left]) else whole


def _token(found: re.Match[str]) -> _Token:
    exact = fold(found[0])
    bare = "&" if exact in _AND or exact == "+" else _INNER.sub("", exact)
    return _Token(found.start(), exact, bare)


def _form_at_end(tokens: list[_Token]) -> int:
    """How many of the last tokens are one legal form, the longest there is; 0 when none."""
    for size in range(min(_LONGEST_FORM, len(tokens)), 0, -1):
        last = tokens[-size:]
        known = " ".join(token.bare for token in last) in _FORMS
        if known or " ".join(token.exact for token in last) in _DOTTED:
            before = tokens[-size - 1].bare if size < len(tokens) else ""
            return 0 if before == "&" else size
    return 0


def _says_something(base: str, tokens: list[_Token]) -> bool:
    letters = sum(character.isalnum() for character in base)
    special = any(token.bare and token.bare not in _GENERIC | {"&"} for token in tokens)
    return letters >= _LEAST and special and not country_code(base)


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _ending(labels: list[str]) -> int:
    """How many labels the registry's ending has; 0 where nobody can tell."""
    last, second = labels[-1], labels[-2]
    if second in _SECOND_LEVEL.get(last, ()):
        return 2
    if len(last) == 2 and len(labels) > 2 and (second in _USUAL or len(second) == 2):
        return 0  # acme.com.xx, acme.k12.ca.us
    return 1


def _form_keys(dots: bool) -> frozenset[str]:
    forms = [form for cell, flag in rows("legal_forms.tsv", 2) if bool(flag) == dots
             for form in listed(cell)]  # fmt: skip
    return frozenset(fold(form) for form in forms)


_FORMS, _DOTTED = _form_keys(dots=False), _form_keys(dots=True)
_LONGEST_FORM = max(form.count(" ") + 1 for form in _FORMS)
_SHARED = frozenset(host for host, _kind in rows("shared_hosts.tsv", 2))
_SECOND_LEVEL = {country: frozenset(listed(cell)) for country, cell in rows("second_level.tsv", 2)}
_USUAL = frozenset(label for labels in _SECOND_LEVEL.values() for label in labels)
