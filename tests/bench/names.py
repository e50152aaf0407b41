"""Words and names that nobody uses, as many and as unevenly frequent as those of real boards.

The same for the same seed. Every list is in the order of frequency: number i is the i-th most used.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import cycle

from jobs.lib.countries import country_name
from jobs.lib.tables import rows
from jobs.models.term import key_of
from tests.bench.feed import COMMON, ENDS, STARTS

ROLES = """Engineer Developer Manager Analyst Nurse Driver Designer Accountant Consultant Teacher
Technician Administrator Assistant Coordinator Specialist Architect Scientist Recruiter Mechanic
Electrician Planner Chef Cleaner Welder Baker Buyer Controller Editor Operator Chemist Surveyor
Librarian Translator Pharmacist Physiotherapist Carpenter Plumber Researcher Trainer Producer
Inspector Dispatcher Cashier Barista Paralegal Auditor Economist Biologist Geologist
Statistician Copywriter Photographer Animator Midwife Dentist Optician Joiner Roofer Gardener
Conductor
""".split()
GRADES = "Senior Junior Lead Principal Assistant Head Chief Graduate Associate Staff".split()
FIELDS = """Software Data Sales Product Project Marketing Operations Finance Support Security Cloud
Quality Customer Business Network Process Supply Clinical Legal Research Content Energy Retail
Safety Payroll Logistics Mobile Frontend Backend Platform Machine Systems Field Credit Risk Tax
Brand Media Health Care Kitchen Warehouse Fleet Rail Marine Solar Water Food Textile Print Claims
""".split()
KINDS = """planning systems care tools design analysis testing methods control repair modelling
audits training writing automation processing safety records forecasting""".split()
CATEGORIES = [f"{field} {end}" for field in FIELDS[:20] for end in ("Work", "and Advice")]
INDUSTRIES = [f"{field} {end}" for field in FIELDS[20:50] for end in ("Services", "Makers")]
COUNTRIES = """
us gb de ca fr in nl au es ie pl se ch it pt br at be sg dk fi no nz mx jp za il ro cz
ae hu gr ua ar tr co cl kr my ph th vn id pk bd ng ke gh eg ma tn lt lv ee bg hr rs si sk lu mt
cy is
hk tw cn sa qa kw jo lb lk np kz ge am az by md ba mk al pe ec uy py bo cr pa gt do""".split()


class Names:
    """All words and names of a board."""

    def __init__(self, seed: int, *, words: int, skills: int, employers: int, towns: int) -> None:
        self._pick = random.Random(seed)
        self.words = self._words(words)
        self.skills = self._distinct(self._skills(), skills)
        self.employers = self._distinct(self._employers(), employers)
        self.places = self._places(towns)

    def _words(self, number: int) -> list[str]:
        short = [a + b for a in STARTS for b in ENDS]
        middle = [a + b + c for a in STARTS for b in STARTS for c in ENDS]
        used = [word.lower() for word in (*ROLES, *FIELDS, *GRADES, *KINDS)]
        known = list(dict.fromkeys([*COMMON, *used]))
        self._pick.shuffle(short)
        invented = dict.fromkeys(short + self._pick.sample(middle, 15_000))
        while len(invented) + len(known) < number:
            parts = (*self._pick.choices(STARTS, k=3), self._pick.choice(ENDS))
            invented["".join(parts)] = None
        return (known + [word for word in invented if word not in known])[:number]

    def _skills(self) -> Iterator[str]:
        """First those that everybody names, then what only a few employers have heard of."""
        yield from (name for name, _aliases in rows("skills.tsv", 2))
        for number in cycle(range(20)):
            first, second, third = (word.title() for word in self._pick.choices(self.words, k=3))
            if number < 7:
                yield first
            elif number < 19:
                yield f"{first} {self._pick.choice((second, *KINDS)).title()}"
            else:  # a sentence, which the board keeps out of its filters
                yield f"{first} with {second} and {third} too"

    def _employers(self) -> Iterator[str]:
        for end in cycle(("", "", "Group", "Ltd", "GmbH", "Partners", "Systems", "Labs", "& Co")):
            first, second = self._pick.choices(self.words[300:], k=2)
            yield f"{first.title()} {second.title() if self._pick.random() < 0.4 else ''} {end}"

    def _distinct(self, names: Iterator[str], number: int) -> list[str]:
        found: dict[str, str] = {}
        while len(found) < number:
            name = " ".join(next(names).split())
            found.setdefault(key_of(name), name)
        return list(found.values())

    def _places(self, number: int) -> list[tuple[str, str, str, bool]]:
        """(city, region, country, remote): known towns, then invented ones; areas between them."""
        known = [
            (town, region, country, False) for town, region, country, _ in rows("cities.tsv", 4)
        ]
        weights = [1 / (rank + 2) for rank in range(len(COUNTRIES))]
        self._pick.shuffle(known)
        found = dict.fromkeys(known)
        while len(found) < number:
            country = self._pick.choices(COUNTRIES, weights)[0]
            town = (
                f"{self._pick.choice(self.words[300:])}{self._pick.choice(('', ' ville', ' bay'))}"
            )
            found[(town.title(), "", country, False)] = None
        places = list(found)
        areas = [("", "", country, remote) for country in COUNTRIES for remote in (True, False)]
        for rank, area in enumerate(areas):
            places.insert(rank * 3 + 2, area)
        named = {key_of(place_name(place)): place for place in reversed(places)}
        return list(reversed(named.values()))  # Singapore in Singapore is Singapore


def place_name(place: tuple[str, str, str, bool]) -> str:
    city, region, country, remote = place
    parts = dict.fromkeys(part for part in (city, region, country_name(country)) if part)
    return ("Remote, " if remote else "") + ", ".join(parts)
