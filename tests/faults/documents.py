"""Documents for the proofs, of our own invention: one like YubHub's, a large one, a history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tests.make import record, yubhub

TITLES = ("Harbour Pilot", "Keeper of Maps", "Night Baker", "Bell Founder", "Signal Engineer")
EMPLOYERS = ("Quay & Lantern", "QUAY AND LANTERN", "Ember Loaf", "Brasswing")
TOWNS = ("Toronto, ON, CA", "Leeds, UK", "Cork, IE; Remote, IE", "San Francisco, CA, US")
SKILLS = ("Python, Go", "golang, Charts", "Sourdough", "Casting; Tuning", "PostgreSQL, python")
DATES = ("2026-11-02", "03/04/2026", "")  # unknown until a rewritten job shows the order
PAY = ("$50,000-$60,000 USD", "€40,000", "", "£18 per hour")

SAMPLE = """<?xml version="1.0" encoding="UTF-8"?>
<!-- written for tests -->
<source>
  <jobs>
    <job>
      <externalid>1f0c-77a</externalid>
      <Title>Harbour Pilot  &amp; Guide</Title>
      <Description><![CDATA[<p>Bring ships in.</p><ul><li>Tides &gt; timetables</li></ul>]]>
      </Description>
      <Jobtype>full-time</Jobtype>
      <Salaryrange>$50,000-$60,000 CAD</Salaryrange>
      <Skills>Charts, Radio, Python/Java</Skills>
      <Employername>Quay &#38; Lantern</Employername>
      <Applyto>https://quay.example/jobs/1?from=feed&amp;lang=en</Applyto>
      <Location>Toronto, ON, CA; Remote, CA</Location>
      <Country></Country>
      <Postedate>2026-11-02</Postedate>
    </job>
    <job>
      <externalid>1f0c-77b</externalid>
      <Title>Nachtb\u00e4cker</Title>
      <Description><![CDATA[<p>Brot, jede Nacht.</p>]]></Description>
      <Employername>Ember Loaf</Employername>
      <Applyto>https://ember.example/2</Applyto>
      <Location>M\u00fcnchen, DE</Location>
      <Postedate/>
    </job>
  </jobs>
</source>
"""


@dataclass(frozen=True, slots=True)
class Step:
    """One run of a history: the feed and what it says."""

    feed: str
    document: str
    does: str


def job(number: int, external_id: str = "", *, version: int = 0, feed: str = "alpha") -> str:
    """A record whose every fact follows from these arguments."""
    host = "shared" if feed == "shared" else f"{feed}"
    again = f", rewritten {version} times" if version else ""
    return record(
        external_id or f"{feed}-{number}",
        Title=f"{TITLES[number % 5]} {number}{again}",
        Description=f"<![CDATA[<p>Work number {number}{again}, by hand and by {host}.</p>]]>",
        Employername=EMPLOYERS[(number + version) % 4].replace("&", "&amp;"),
        Employerdescription=f"Known for work number {number % 4}.",
        Jobtype=("full-time", "contract", "Zeitarbeit")[number % 3],
        Experiencelevel=("mid", "senior", "Obermaat")[version % 3],
        Category=("Harbour", "Bakery")[number % 2],
        Skills=SKILLS[(number + version) % 5],
        Location=TOWNS[(number + version) % 4],
        Salaryrange=PAY[(number + version) % 4],
        Postedate="25/04/2026" if version else DATES[number % 3],
        Applyto=f"https://{host}.example/{number}",
    )


def large(number: int) -> str:
    """A feed of so many jobs, one a line."""
    return yubhub(*(job(one, version=one % 3) + "\n" for one in range(number)))


def _document(*parts: Iterable[str]) -> str:
    return yubhub(*(one for part in parts for one in part))


def history(scale: int) -> list[Step]:
    """Runs that create, update, refuse, rebind, close, reopen, hold and find again.

    Two feeds, `scale` times eight jobs in the first; the second has some of its jobs too.
    """
    number = 8 * scale
    few = number // 8
    first = [job(one) for one in range(number)]
    both = [job(one, f"beta-{one}", feed="shared") for one in range(few)]
    staying = [job(one, version=one % 4 == 1) for one in range(few, number - 2 * few)]
    renumbered = [job(one, f"new-{one}") for one in range(number - 2 * few, number - few)]
    fresh = [job(one) for one in range(number, number + few)]
    refused = [record("refused", Applyto="javascript:alert(1)")]
    shared = [job(one, feed="shared") for one in range(few)]
    back = [job(one, version=2) for one in range(number - few, number)]
    other = [job(one, f"other-{one}", feed="elsewhere") for one in range(5000, 5000 + 2 * few)]
    second = (shared, staying, renumbered, fresh)
    return [
        Step("beta", _document(both), "creates beside"),
        Step("alpha", _document(first), "creates"),
        Step("alpha", _document(*second, refused), "updates, rebinds, refuses and closes"),
        Step("alpha", _document(*second, back), "reopens with changes"),
        Step("alpha", _document(other), "creates and holds"),
        Step("alpha", _document(*second, back), "finds again and closes"),
    ]
