"""Google's checklist for JobPosting, read from a page as a stranger would.

Every rule is a sentence and the test of it; none asks the code that writes the markup. Sources:
Google's document of JobPosting and its content policies, and the types of schema.org.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings
from lxml import html as lxml_html

from jobs.lib.countries import country_code
from jobs.lib.money.words import CODES
from jobs.models import Job
from tests.seo.seen import Seen, read

PROPERTIES = {
    "JobPosting": {
        *("@context", "title", "description", "datePosted", "validThrough", "employmentType"),
        *("hiringOrganization", "identifier", "jobLocation", "jobLocationType", "baseSalary"),
        *("applicantLocationRequirements", "directApply", "url"),
    },
    "Organization": {"name", "sameAs", "logo"},
    "PropertyValue": {"name", "value"},
    "Place": {"address"},
    "PostalAddress": {"addressLocality", "addressRegion", "addressCountry"},
    "Country": {"name"},
    "State": {"name"},
    "MonetaryAmount": {"currency", "value"},
    "QuantitativeValue": {"value", "minValue", "maxValue", "unitText"},
}
# Google's words, by what a page calls them. It knows PER_DIEM too, and no page says so.
EMPLOYMENT = {
    "Full-time": "FULL_TIME",
    "Part-time": "PART_TIME",
    "Contract": "CONTRACTOR",
    "Freelance": "CONTRACTOR",
    "Temporary": "TEMPORARY",
    "Internship": "INTERN",
    "Volunteer": "VOLUNTEER",
    "Other": "OTHER",
}
UNITS = {"HOUR", "DAY", "WEEK", "MONTH", "YEAR"}
MONEY = re.compile(
    r"[$€£¥]\s?\d|\b\d+\s?k\b|\b(?:USD|EUR|GBP|CAD)\s?\d[\d.,]{2}"
    r"|\d[\d.,]{2,}\s?(?:USD|EUR|GBP|CAD)\b"
)
CODE = re.compile(r"#\s?\w*\d|\b(?:req|ref|job id|id)\W{0,3}\w*\d\d|\b\d{6,}\b", re.IGNORECASE)
LEGAL = re.compile(r",?\s(?:gmbh|inc|ltd|llc|limited|ag|se|plc|corp)\.?$", re.IGNORECASE)


Rule = Callable[[Seen], bool]
RULES: list[Rule] = []


def rule(check: Rule) -> Rule:
    RULES.append(check)
    return check


def faults(page: str, job: Job) -> list[str]:
    """The sentences of the checklist that do not hold on the page of a job with markup."""
    seen = Seen(page, job)
    return [sentence(one) for one in RULES if not one(seen)]


def sentence(check: Rule) -> str:
    return str(check.__doc__)


@rule
def one_posting(seen: Seen) -> bool:
    """The page has exactly one JobPosting, and all of its structured data are JSON."""
    return len(seen.postings) == 1 and all(map(read, seen.scripts))


@rule
def escaped(seen: Seen) -> bool:
    """Structured data hold no sign that has a meaning in HTML."""
    return not re.search("[<>&\u2028\u2029]", "".join(seen.scripts))


@rule
def live(seen: Seen) -> bool:
    """Only a job that is open has markup."""
    return Job.objects.live().filter(pk=seen.job.pk).exists()


@rule
def permitted(seen: Seen) -> bool:
    """A page with markup may be listed."""
    return not seen.document.xpath("//meta[@name='robots'][contains(@content, 'noindex')]")


@rule
def canonical(seen: Seen) -> bool:
    """Its url is the canonical address of the page, on this site."""
    address = seen.at("url")
    canonicals = seen.document.xpath("//link[@rel='canonical']/@href")
    return canonicals == [address] and address.startswith(f"{settings.SITE_URL}/jobs/")


@rule
def known_names(seen: Seen) -> bool:
    """Types and properties are those of schema.org."""
    at_home = seen.posting.get("@context") in ("https://schema.org", "https://schema.org/")
    return at_home and all(
        set(one) - {"@type"} <= PROPERTIES.get(str(one.get("@type")), set())
        for one in objects(seen.posting)
    )


def objects(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    for one in inner:
        yield from objects(one)


@rule
def title_is_shown(seen: Seen) -> bool:
    """The title is the heading of the page."""
    return bool(seen.text("//h1")) and " ".join(str(seen.at("title")).split()) == seen.text("//h1")


@rule
def title_without_employer(seen: Seen) -> bool:
    """The title does not name the employer beside the job."""
    parts = re.split(r"\s+[-–—|@]+\s+|[,;:()\[\]|]|\sat\s", str(seen.at("title")).casefold())
    name = seen.job.employer.name.casefold()
    names = {name, LEGAL.sub("", name)}
    return len(parts) == 1 or not names & {part.strip() for part in parts}


@rule
def title_without_place(seen: Seen) -> bool:
    """The title names no town of the job."""
    towns = {place.city.casefold() for place in seen.job.place_list} - {""}
    title = str(seen.at("title")).casefold()
    return not any(re.search(rf"(?<!\w){re.escape(town)}(?!\w)", title) for town in towns)


@rule
def title_without_pay(seen: Seen) -> bool:
    """The title names no pay."""
    return not MONEY.search(str(seen.at("title")))


@rule
def title_without_code(seen: Seen) -> bool:
    """The title holds no code of the job."""
    return not CODE.search(str(seen.at("title")))


@rule
def description_is_shown(seen: Seen) -> bool:
    """The description is the whole text that the page shows, in HTML."""
    told = described(seen)
    (shown,) = seen.document.xpath("//div[@class='prose']")
    return words(told) == words(shown) and tags(told) == tags(shown)


def described(seen: Seen) -> Any:
    return lxml_html.fragment_fromstring(seen.at("description") or "", create_parent="div")


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def tags(element: Any) -> list[str]:
    return [str(one.tag) for one in element.iterdescendants()]


@rule
def description_tells(seen: Seen) -> bool:
    """The description says more than the title."""
    return words(described(seen)).casefold() not in ("", str(seen.at("title")).casefold())


@rule
def posted(seen: Seen) -> bool:
    """The date on which it was posted is a day that has begun, and the page shows it."""
    day = str(seen.at("datePosted"))
    known = re.fullmatch(r"\d{4}-\d\d-\d\d", day) and date.fromisoformat(day) <= today()
    return bool(known) and day == str(seen.job.posted_on) and day in seen.times()


@rule
def ends(seen: Seen) -> bool:
    """A job with an end says so to the second and with a time zone, and no other job does."""
    end = seen.posting.get("validThrough")
    if end is None or seen.job.expires_on is None:
        return end is seen.job.expires_on
    moment = moment_of(end)
    last = datetime.combine(seen.job.expires_on, datetime.max.time(), UTC).replace(microsecond=0)
    shown = str(seen.job.expires_on) in seen.times()
    return moment == last and last >= datetime.now(UTC) and shown


def moment_of(text: str) -> datetime | None:
    """None without a time zone."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


@rule
def employer(seen: Seen) -> bool:
    """The organisation is the employer that the page names."""
    name = str(seen.at("hiringOrganization.name"))
    is_one = seen.at("hiringOrganization.@type") == "Organization"
    return is_one and bool(name) and " ".join(name.split()) == seen.text("//p[@class='by']")


@rule
def employer_addresses(seen: Seen) -> bool:
    """The website is the employer's own, the logo is our copy, both with their whole address."""
    website, logo = seen.at("hiringOrganization.sameAs"), seen.at("hiringOrganization.logo")
    own = website is None or bool(re.match(r"https?://[^/]+\.[^/]+", website))
    return own and (logo is None or logo.startswith(f"{settings.SITE_URL}/logos/"))


@rule
def countries(seen: Seen) -> bool:
    """Every location has the country of a place, by its two capital letters of ISO 3166."""
    places = {place.country for place in seen.job.place_list if not place.remote}
    return all(
        re.fullmatch("[A-Z]{2}", code) and country_code(code) == code.lower() in places
        for code in seen.countries
    )


@rule
def locations_are_shown(seen: Seen) -> bool:
    """The towns and regions of all locations are on the page."""
    shown = seen.text("//dl")
    return all(
        one.get("address", {}).get(name, "") in shown
        for one in seen.parts("jobLocation")
        for name in ("addressLocality", "addressRegion")
    )


@rule
def somewhere(seen: Seen) -> bool:
    """Who has to come has a location to come to."""
    return seen.is_remote or bool(seen.countries)


@rule
def every_place(seen: Seen) -> bool:
    """Every town of a known country is a location."""
    towns = {p.city for p in seen.job.place_list if p.city and p.country and not p.remote}
    return towns <= {
        one.get("address", {}).get("addressLocality") for one in seen.parts("jobLocation")
    }


@rule
def remote(seen: Seen) -> bool:
    """TELECOMMUTE is said of jobs that are all remote, and the page says that they are."""
    arrangement = seen.posting.get("jobLocationType")
    shown = "Remote" in seen.text("//dl")
    return arrangement is None or (seen.is_remote and seen.job.arrangement == "remote" and shown)


@rule
def remote_from(seen: Seen) -> bool:
    """A remote job may be done from somewhere: countries or states by their names."""
    areas = seen.parts("applicantLocationRequirements")
    named = all(
        one.get("@type") in ("Country", "State")
        and country_code(str(one.get("name", "")).rpartition(", ")[2])
        for one in areas
    )
    return named and bool(areas) == seen.is_remote


@rule
def remote_is_said(seen: Seen) -> bool:
    """A job that is all remote is said to be: without TELECOMMUTE it would be done on site."""
    return seen.is_remote or seen.job.arrangement != "remote"


@rule
def employment(seen: Seen) -> bool:
    """The kind of employment is the one that the page shows, in Google's word for it."""
    shown = seen.text("//dl/div[dt='Type']/dd")
    return bool(seen.posting.get("employmentType") == EMPLOYMENT.get(shown))


@rule
def pay_is_stated(seen: Seen) -> bool:
    """Pay has the amounts, the currency and the period that are stated."""
    job, pay = seen.job, seen.at("baseSalary.value") or {}
    if "baseSalary" not in seen.posting:
        return True
    told = {job.salary_min, job.salary_max}
    amounts = {value for name, value in pay.items() if name in ("value", "minValue", "maxValue")}
    units = (seen.at("baseSalary.currency"), str(pay.get("unitText")).lower())
    return amounts == {float(one) for one in told if one is not None} and (
        units == (job.salary_currency, job.salary_period)
    )


@rule
def pay_is_shown(seen: Seen) -> bool:
    """The page shows the amounts of pay."""
    pay, shown = seen.at("baseSalary.value") or {}, seen.text("//dl")
    amounts = (pay.get(name) for name in ("value", "minValue", "maxValue"))
    return all(one is None or f"{int(one):,}" in shown for one in amounts)


@rule
def pay_is_whole(seen: Seen) -> bool:
    """Pay is one amount or a range from low to high, in a currency of ISO 4217 and a period."""
    if "baseSalary" not in seen.posting:
        return True
    value = seen.at("baseSalary.value") or {}
    types = (seen.at("baseSalary.@type"), value.get("@type"))
    bounds = [value.get("minValue"), value.get("maxValue")]
    one = value.get("value")
    amounts = bounds if one is None else [one]
    whole = all(type(amount) in (int, float) for amount in amounts) and sorted(amounts) == amounts
    alone = one is None or bounds == [None, None]
    units = seen.at("baseSalary.currency") in CODES and value.get("unitText") in UNITS
    return types == ("MonetaryAmount", "QuantitativeValue") and whole and alone and units


@rule
def identifier(seen: Seen) -> bool:
    """The identifier is that of the feed, under the name of the employer."""
    told = {"@type": "PropertyValue", "name": seen.job.employer.name}
    return seen.at("identifier") == told | {"value": seen.job.external_id}


@rule
def apply(seen: Seen) -> bool:
    """Apply is on the page, and leads elsewhere."""
    links = seen.document.xpath("//a[contains(@href, '/apply/')]")
    return seen.posting.get("directApply") is False and bool(links)


def today() -> date:
    return datetime.now(UTC).date()
