"""Whether a title says again what is known of the job: employer, place, pay, number."""

from __future__ import annotations

import re
from functools import lru_cache
from string import ascii_letters
from typing import NamedTuple

from jobs.lib import vocabulary
from jobs.lib.countries import country_code, name_key, regions_by_text
from jobs.lib.employers import base_name
from jobs.lib.money import Salary, parse_salary
from jobs.lib.places import ParsedPlace
from jobs.lib.skills import known_skill
from jobs.lib.text import fold

# Where a title speaks of an area or a rank, the place behind it tells of what: "Regional Manager -
# Texas". A town says so less often than a country or a region.
_SCOPED = re.compile(
    r"\b(?:country|region(?:al)?|territory|area|district|markets?|state|city|national|local|zonal?)\b",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"\b(?:head|director|manager|lead|leader|chief|vp|vice president|president|officer|partner"
    r"|representative|executive|ambassador|leiter(?:in)?|directeur|directrice|responsable)\b",
    re.IGNORECASE,
)
_CODES = frozenset("us uk usa uae".split())  # codes of countries that are no other word
# Towns that are called like what people do: known only beside a region or country.
_WORDS = frozenset(
    """mobile reading bath nice split orange essen hamm hull deal sandwich bar bend surprise normal
    enterprise commerce energy industry independence liberty union media art sale barking beer
    worms date male most police""".split()
)
_REMOTE = re.compile(r"^remote\s+|\s+remote$", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[,/|;&()]\s*|\s+(?:-|\u2013|or|and|und|oder)\s+")
_PAY_WORDS = re.compile(
    r"up|to|from|bis|ab|per|pro|an?|hours?|hr|h|k|years?|yr|annum|pa|months?|mo|weeks?|wk|days?"
    r"|salary|pay|gehalt|jahr|stunde|std|monat|gross|brutto|usd|eur|gbp|cad|aud|chf|us|ca|au|kr|sek"
    r"|nok|dkk|pln|p|hourly|yearly|annually|monthly|weekly|daily"
)
_NUMBER = re.compile(
    r"(?P<label>#|(?:(?:job|req(?:uisition)?|ref(?:erence)?|vacancy|position|posting|kennziffer|id"
    r"|nr|no|number|code)\b[\s.:#_-]*)+)?\s*(?P<code>[a-z]{0,4}[-_ ]?\d[\w-]{0,30})",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SIGNS = re.compile(r"[^a-z0-9]+")
_SET_OFF = re.compile(r"[()\[\]{}|,;:/\u2022\u00b7]|\s[-\u2013\u2014]+\s|\s(?=#)")
_AT = re.compile(r"\s(?:at\s|@)", re.IGNORECASE)
_LABELLED = re.compile(
    r"(?<!\w)(?:#|(?:job|req(?:uisition)?|ref(?:erence)?|vacancy|posting|kennziffer)\b"
    r"(?:[\s.]{0,2}(?:id|no|nr|number|code)\b)?[\s.:#_-]{0,3})[a-z]{0,4}[-_]?\d{2}",
    re.IGNORECASE,
)
_PRICE = re.compile(r"[$\u20ac\u00a3\u00a5]\s?\d")
# Employers are called so, and so are roles and departments.
_ROLES = frozenset(
    """chef cook baker barista bartender waiter driver security guard nurse care carer caregiver
    teacher tutor trainer coach clerk sales marketing retail design designer engineer engineering
    development developer software support service services manager management assistant
    receptionist reception cleaner cleaning housekeeping kitchen catering hospitality finance
    accounting accountant legal lawyer law hr it people talent recruiting recruiter recruitment
    logistics warehouse transport delivery operations production construction builder plumber
    electrician carpenter painter welder mechanic technician doctor dentist pharmacy pharmacist
    therapist health medical science scientist research researcher analyst data product project
    consulting consultant remote hybrid night day intern internship trainee apprentice freelance
    part-time full-time temporary contract senior junior lead head director executive office
    administration facilities maintenance quality education school academy studio media""".split()
)


class Known(NamedTuple):
    """What is known of a job without its title; empty where nothing is."""

    employer: str = ""
    places: tuple[ParsedPlace, ...] = ()
    arrangement: str = ""  # a slug of `vocabulary.ARRANGEMENTS`
    salary: Salary = Salary()
    numbers: str = ""  # what may hold the number of the job: its id and its Apply address


def repeats(part: str, rest: str, known: Known, *, said: bool = False) -> bool:
    """Whether a part of a title, set off from the rest, says nothing new.

    `said`: it stands behind "at" or "@", where an employer stands.
    """
    return (
        is_employer(part, known.employer, said=said)
        or (not said and _is_place(part, rest, known))
        or (not said and any(map(str.isdigit, part)) and _is_number_or_pay(part, known))
    )


def is_alone(title: str, known: Known) -> bool:
    """Whether a title is nothing but one: it surely names no employer, town, pay or number.

    Search engines ask for such titles. `Platform Engineer, Acme Cloud` may be so called at Acme;
    `Engineer, Acme (Cloud)` is not. What stands at either end has been taken off by `titles`.
    """
    parts = [part.strip() for part in _SET_OFF.split(title) if part.strip()]
    only_job = known._replace(places=(), arrangement="")
    if len(parts) > 1 and any(repeats(part, "", only_job) for part in parts):
        return False
    if any(is_employer(part, known.employer, said=True) for part in _AT.split(title)[1:]):
        return False
    words = fold(title)
    if any(_names_town(words, place.city) for place in known.places if place.city):
        return False
    if not any(map(str.isdigit, title)):
        return True
    pay = parse_salary(title)  # "PHP 8 Developer" names a currency, but no period
    paid = _PRICE.search(title) or (pay.currency and pay.period)
    return not (paid or _LABELLED.search(title))


def _names_town(words: str, town: str) -> bool:
    folded = fold(town)
    return (
        folded in words
        and name_key(town) not in _WORDS
        and re.search(rf"(?<!\w){re.escape(folded)}(?!\w)", words) is not None
    )


def is_employer(part: str, employer: str, *, said: bool = False) -> bool:
    """With or without its legal form; one that is called like a role only with it, or `said`."""
    bare, ambiguous = _employer(employer)
    letters = _letters(part)
    if not bare or not letters.startswith(bare):
        return False
    if letters == bare:
        return said or not ambiguous
    return _letters(base_name(part)) == bare


@lru_cache(maxsize=10_000)
def _employer(name: str) -> tuple[str, bool]:
    base = base_name(name)
    return _letters(base), fold(base) in _ROLES or known_skill(base) is not None


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))


def _is_place(part: str, rest: str, known: Known) -> bool:
    if _is_arrangement(part, known):
        return True
    whole = fold(part)
    if any(place.city and fold(place.text) == whole for place in known.places):
        return _SCOPED.search(rest) is None
    kinds = _kinds(part, known)
    if not kinds or _SCOPED.search(rest):
        return False
    if kinds == ["city"]:
        return name_key(part) not in _WORDS
    return "city" in kinds or ("area" in kinds and _LEADING.search(rest) is None)


def _kinds(part: str, known: Known) -> list[str]:
    """What each name in a part is, none when one of them is nothing of the job's places."""
    kinds: list[str] = []
    for name in filter(None, _BETWEEN.split(part)) if known.places else ():
        kinds.append(_kind(name, known))
        if not kinds[-1]:
            return []
    return kinds


def _is_arrangement(part: str, known: Known) -> bool:
    slug = _arrangement(part)
    if not slug:
        return False
    only_remote = bool(known.places) and all(place.remote for place in known.places)
    return slug == (known.arrangement or ("remote" if only_remote else ""))


@lru_cache(maxsize=5_000)
def _arrangement(part: str) -> str:
    word = vocabulary.word(part, vocabulary.ARRANGEMENTS)
    return "" if word is None or word.slug == "onsite" else word.slug  # "Office" is on site


def _kind(name: str, known: Known) -> str:
    """What of the job's places a name is: city, area, code, or remote; "" for nothing."""
    key, country, regions = name_key(name), country_code(name), regions_by_text(name)
    for place in known.places:
        if key and key == name_key(place.city):
            return "city"
        if country == place.country != "" or (place.country, place.region) in regions:
            return "code" if len(key) <= 3 and key not in _CODES else "area"
    if _is_arrangement(name, known):
        return "remote"
    bare = _REMOTE.sub("", name) if "remote" in key else name
    return _kind(bare, known) if bare != name and _is_arrangement("remote", known) else ""


def _is_number_or_pay(part: str, known: Known) -> bool:
    return _is_number(part, known.numbers) or _is_pay(part, known)


def _is_number(part: str, numbers: str) -> bool:
    """A number without a word before it must be long, and no year."""
    found = _NUMBER.fullmatch(part.strip())
    if found is None:
        return False
    digits = sum(map(str.isdigit, found["code"]))
    if not found["label"] and (digits < 4 or _YEAR.fullmatch(found["code"])):
        return False
    held = _parted(numbers)
    codes = (part, found["code"], found["code"].lstrip(ascii_letters + "-_ "))
    return any(_parted(code) in held for code in codes)


def _parted(text: str) -> str:
    return f"-{_SIGNS.sub('-', fold(text)).strip('-')}-"


def _is_pay(part: str, known: Known) -> bool:
    """Bounds, currency and period as far as the part states them are those of the job."""
    pay = known.salary
    if pay.minimum is None and pay.maximum is None:
        return False
    words = re.findall(r"[^\W\d_]+", part.lower())
    if not all(_PAY_WORDS.fullmatch(word) for word in words):
        return False
    countries = {place.country for place in known.places}
    said = parse_salary(part, country=countries.pop() if len(countries) == 1 else "")
    stated = [
        (said.minimum, pay.minimum),
        (said.maximum, pay.maximum),
        (said.currency or None, pay.currency),
        (said.period or None, pay.period),
    ]
    certain = "k" in words or said.currency or said.period
    bounds = said.minimum is not None or said.maximum is not None
    return bool(certain) and bounds and all(one is None or one == other for one, other in stated)
