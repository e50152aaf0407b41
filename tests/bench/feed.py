"""A large feed of jobs that nobody offers: as long, as varied and as untidy as real ones.

Written record by record, the same for the same number; memory holds one record.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from xml.sax.saxutils import escape

from jobs.lib.tables import rows

COMMON = """the of and to in for with you our we your are will as on team work is that be this from
at by an their have new who more people help across build years ability strong working experience
support within all it what they into time make every other can how when business customers design
deliver lead plan review improve daily shared clear quality safety reports schedule partners budget
field tools""".split()
STARTS = (
    "ba be bo da de do fa fe fi ga go ka ke ko la le lo ma me mo na no pa pe ra re ro sa".split()
)
ENDS = "bel cor dan der fin gar hal len lor mar mer nal nel per ran ser sol tan ter tion".split()
ROLES = """Baker Nurse Welder Analyst Designer Electrician Accountant Driver Teacher Planner
Engineer Developer Chemist Surveyor Mechanic Librarian Recruiter Translator Architect Pharmacist
""".split()
GRADES = ("", "", "", "Senior ", "Junior ", "Lead ", "Assistant ", "Principal ")
FIELDS = (
    "Engineering",
    "Care",
    "Finance",
    "Logistics",
    "Education",
    "Kitchen",
    "Sales",
    "Research",
)
INDUSTRIES = ("Technology", "Health", "Banking", "Transport", "Schools", "Food", "Retail", "Energy")
TYPES = ("full-time", "full-time", "Full time", "part-time", "contract", "internship", "")
LEVELS = ("entry", "mid", "senior", "Senior", "lead", "")
ARRANGEMENTS = ("onsite", "hybrid", "remote", "")
PAY: tuple[Callable[[int], str], ...] = (
    lambda n: "",
    lambda n: f"${40_000 + 117 * n:,}-${60_000 + 131 * n:,} USD",
    lambda n: f"€{30_500 + 61 * n:,} - €{45_500 + 67 * n:,} per year",
    lambda n: f"£{12 + n % 30}.{n % 4 * 25:02} an hour",
    lambda n: f"{50 + n % 90}k to {150 + n % 60}k CAD",
    lambda n: f"Up to ${70_000 + 55 * n:,} a year plus bonus",
)
SIGNATURE = (
    '<p style="margin-top:2em"><small style="color:#666">Gathered by '
    '<a href="https://gatherers.example" rel="noopener">The Gatherers</a></small></p>'
)


def write_feed(path: Path, number: int, *, changed: bool = False) -> None:
    """A YubHub document of `number` jobs; `changed`: the same with 1 % of them changed."""
    pick = random.Random(7)
    maker = _Maker(pick, number)
    with path.open("w", encoding="utf-8") as sink:
        sink.write('<?xml version="1.0" encoding="UTF-8"?><source><jobs>\n')
        for index in range(number):
            sink.write(maker.record(index, changed=changed and index % 100 == 50))
        sink.write("</jobs></source>\n")


class _Maker:
    def __init__(self, pick: random.Random, number: int) -> None:
        self.pick = pick
        stems = [f"{a}{b}{c}" for a in STARTS for b in STARTS for c in ENDS]
        rare = pick.sample(stems, 12_000)
        self.words = COMMON + rare
        self.weights = _falling(len(self.words))
        known = [name for name, _ in rows("skills.tsv", 2)]
        invented = [
            f"{a} {b}" for a in rare[:120] for b in ("planning", "systems", "care", "tools")
        ]
        self.skills = known + invented
        self.skill_weights = _falling(len(self.skills))
        self.towns = rows("cities.tsv", 4)
        self.town_weights = _falling(len(self.towns))
        self.employers = max(20, number // 20)
        self.today = date.today()

    def record(self, index: int, *, changed: bool) -> str:
        pick = self.pick
        employer = pick.randrange(self.employers)
        word, end = self.words[100 + employer % 2500], ENDS[employer % len(ENDS)]
        name = f"{word.title()} {end.title()} {employer}"
        title = f"{pick.choice(GRADES)}{pick.choice(ROLES)}, {self._words(2).title()}"
        facts = {
            "externalid": f"{index * 2_654_435_761 % 2**32:08x}-{index % 4096:03x}",
            "Title": title + (" (new)" if changed else ""),
            "Description": f"<![CDATA[{self._description()}]]>",
            "Jobtype": pick.choice(TYPES),
            "Experiencelevel": pick.choice(LEVELS),
            "Workarrangement": pick.choice(ARRANGEMENTS),
            "Salaryrange": pick.choice(PAY)(pick.randrange(900)),
            "Skills": escape(", ".join(self._skills())),
            "Category": pick.choice(FIELDS),
            "Industry": pick.choice(INDUSTRIES),
            "Employername": name,
            "Employerlogo": f"https://logos.example/{employer}.png",
            "Employerdescription": f"{name} makes {self._words(12)}.",
            "Employerwebsite": f"https://employer-{employer}.example",
            "Applyto": f"https://apply.example/jobs/{index}?source=board&amp;board={employer}",
            "Location": "; ".join(self._places()),
            "Country": "",
            "Postedate": str(self.today - timedelta(days=pick.randrange(90))),
        }
        children = "\n".join(f"    <{key}>{value}</{key}>" for key, value in facts.items())
        return f"  <job>\n{children}\n  </job>\n"

    def _description(self) -> str:
        parts = [f"<p>{self._sentences(3)}</p>", "<p><strong>What you will do:</strong></p>"]
        parts += ["<ul>", *self._items(6), "</ul>", f"<p>{self._sentences(4)}</p>"]
        parts += ["<p>What you bring:</p>", *(f"<ul>{item}</ul>" for item in self._items(5))]
        parts += [f"<p>We&#39;re {self._sentences(3)} &amp; more.</p>", SIGNATURE]
        return "\n".join(parts)

    def _items(self, number: int) -> Iterator[str]:
        return (f"<li>{self._sentences(1)}</li>" for _ in range(number))

    def _sentences(self, number: int) -> str:
        return " ".join(f"{self._words(14).capitalize()}." for _ in range(number))

    def _words(self, number: int) -> str:
        return " ".join(self.pick.choices(self.words, cum_weights=self.weights, k=number))

    def _skills(self) -> list[str]:
        number = self.pick.randint(10, 25)
        return self.pick.choices(self.skills, cum_weights=self.skill_weights, k=number)

    def _places(self) -> Iterator[str]:
        number = self.pick.choice((1, 1, 1, 2))
        for town, region, country, _ in self.pick.choices(
            self.towns, cum_weights=self.town_weights, k=number
        ):
            yield ", ".join(filter(None, (town, region, country.upper())))


def _falling(number: int) -> list[float]:
    """Weights by which few words are frequent and most are rare, as in every language."""
    return list(accumulate(1 / (rank + 2.7) for rank in range(number)))
