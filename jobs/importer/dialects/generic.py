"""Any other feed: repeated elements with a title and a link, a text or an id, by known names.

Values may stand in text, in attributes (`<location city="Bergen">`) and below neutral containers
(`<job><details><title>`, `<company><name>`, `<locations><location>`). "name" alone is the title
only where nothing better is, and never below a contact or another element that has names too.
"""

from __future__ import annotations

from functools import lru_cache

from jobs.importer.dialects import names
from jobs.importer.dialects.dialect import Dialect
from jobs.importer.dialects.texts import OF_DOCUMENT, Nested, Parts
from jobs.importer.dialects.usual import USUAL
from jobs.lib.text import fold

_KNOWN = frozenset(name for meaning in names.MEANINGS.values() for name in meaning)
# Containers that hold the record's own facts.
_RECORD_LIKE = frozenset(
    """details detail jobdetails jobdetail info jobinfo information jobinformation data jobdata
    general basic main header common fields properties attributes job position vacancy posting
    jobposting offer listing ad positionprofile positiondetail jobpositioninformation
    stelle stellenangebot daten buchung anzeige""".split()
)
# Below these, too, an element means what it means in the record itself, but for id and title.
_NEUTRAL = _RECORD_LIKE | frozenset(
    """location locations joblocation joblocations address addresses joblocationaddress place
    places worklocation workplace locationdetails geo geography postaladdress office offices
    city cities countries regions states skills tags keywords categories
    category industries jobfunctions departments links urls dates description descriptions
    salary compensation pay basesalary salaryrange salaries wage remuneration value
    types jobtypes employmenttypes contracts publication publicationinfo
    arbeitsort arbeitsorte standort standorte lieu lieutravail ubicacion luogo locatie""".split()
)
# A place holds facts of a place: the pay inside an office is another thing's.
_OF_PLACE = frozenset((*names.PLACE, *names.CITY, *names.REGION, *names.COUNTRY, *names.REMOTE))
_PLACE_BOXES = _NEUTRAL & frozenset(
    """location locations joblocation joblocations address addresses joblocationaddress place
    places worklocation workplace locationdetails geo geography postaladdress office offices
    city cities countries regions arbeitsort arbeitsorte standort standorte lieu lieutravail
    ubicacion luogo locatie""".split()
)
_EMPLOYERS = frozenset(("company", "employer", "organization", "hiringorganization"))
_TEXTS = frozenset(
    "value text name label title description nombre nom nome naam nazwa nazev namn navn".split()
)
_VALUES = frozenset(("value", "text"))
_OWN = frozenset(name for group in (names.ID, names.TITLE) for name in group)


@lru_cache(maxsize=20_000)
def meaning_of(path: str) -> str:
    """The known name a path stands for; the path itself when it stands for none."""
    if path.startswith("@"):
        return path if path in _KNOWN else _attribute("", path[1:])
    element, _, attribute = fold(path).partition("@")
    if attribute:
        return _attribute(element, attribute)
    if path in _KNOWN:  # with an accent it may be another word
        return path
    return _element(element.split("/")) or path


def _element(steps: list[str]) -> str:
    last = steps[-1]
    if len(steps) == 1:
        return last if last in _KNOWN else ""
    meaning = _nested(steps)
    return meaning if _fits(meaning, steps[:-1]) else ""


def _fits(meaning: str, boxes: list[str]) -> bool:
    """Whether all that stands around is the job's own: related jobs and agencies have facts too."""
    around = _NEUTRAL | _EMPLOYERS if meaning in names.LOGO else _NEUTRAL
    if not around.issuperset(boxes[:-1]):
        return False
    return meaning in _OF_PLACE or _PLACE_BOXES.isdisjoint(boxes)


def _nested(steps: list[str]) -> str:
    last, parent = steps[-1], steps[-2]
    if parent == "description" and last == "title":
        return ""  # the heading of a text beside it
    if parent + last in _KNOWN and parent + last != "jobid":
        return parent + last
    if last.startswith(parent) and last in _KNOWN:  # company/companyname
        return last
    if parent in _RECORD_LIKE and last in _KNOWN and set(steps[:-1]) <= _NEUTRAL:
        return last
    if last in _TEXTS and parent in _KNOWN and last != parent:
        # <identifier><name> is whose number it is.
        return _element(steps[:-1]) if last in _VALUES or parent not in names.ID else ""
    if last not in _KNOWN or not set(steps[:-1]) <= _NEUTRAL:
        return ""
    # <category><id> is the category's own, and so is <location><name>, dealt with above.
    return "" if last in _OWN else last


_PLACED = frozenset((*names.CITY, *names.REGION, *names.COUNTRY))
_PLACES = frozenset((*names.PLACE, "locations", "address"))
_PAY = frozenset((*names.SALARY, "salary", "salaries"))


def _attribute(element: str, name: str) -> str:
    """<link href>, <location city>, <salary min currency>, <category term>; never <title lang>."""
    *boxes, last = element.split("/")
    if not element:
        return name if name in _KNOWN and name not in ("type", "name") else f"@{name}"
    if not _NEUTRAL.issuperset(boxes):
        return f"{element}@{name}"
    if last == "link" and name == "href":
        return "link"
    if name in ("value", "term") and last in _KNOWN:
        return last
    if last in _PLACES and name in _PLACED:
        return name
    if last in _PAY and f"salary{name}" in _KNOWN:
        return f"salary{name}"
    if last in _PAY and name in names.PERIOD:
        return name
    return f"{element}@{name}"


dialect = Dialect(
    name="generic",
    label="any feed with titles and links",
    # What holds records of a kind is an honest feed without any.
    roots=tuple(
        """jobs joblist jobslist jobpostings jobfeed positions vacancies offers listings postings
        openings stellen stellenangebote annonces offres ofertas empleos vagas annunci offerte
        vacatures oferty annonser joblistings stellenanzeigen inserate""".split()
    ),
    rank=0,
    key=meaning_of,
    marks=(names.TITLE, (*names.LINK, *names.TEXT, *names.ID)),
    elements={
        **USUAL,
        "external_id": names.ID,
        "title": names.TITLE,
        "description": (Parts(names.SECTIONS, names.TEXT, heading="description/title"),),
        "employer": (*names.EMPLOYER, *OF_DOCUMENT),
        "employer_description": names.EMPLOYER_TEXT,
        "employer_website": names.EMPLOYER_SITE,
        "apply_url": names.LINK,
        "posted": (*names.POSTED, *map(Nested, ("publishdate", "dateposted", "date"))),
        "expires": (*names.EXPIRES, *map(Nested, ("expiredate", "expirydate", "expirationdate"))),
    },
)
