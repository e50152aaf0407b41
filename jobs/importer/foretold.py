"""What terms the spellings of a feed will be, found out without creating any."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any

from jobs.importer.records import CleanJob
from jobs.lib.places import ParsedPlace
from jobs.models import Category, Employer, Industry, JobType, Level, Place, Skill, Term
from jobs.models.place import new_place, place_key
from jobs.models.register import Register
from jobs.models.term import NewTerm, key_of

# The names of what some spellings mean, each term once and in their order. Those spellings alone
# are asked for whose jobs it was made of.
Names = Callable[[type[Term], Iterable[Hashable]], list[str]]


def names_for(jobs: Sequence[CleanJob]) -> Names:
    """By which names these jobs (at most BATCH) would be stored now. Nine queries."""
    found: dict[type[Term], dict[Hashable, str]] = {
        Employer: _employers(jobs),
        Category: _named(Category, (job.category for job in jobs)),
        Industry: _named(Industry, (job.industry for job in jobs)),
        JobType: _named(JobType, (job.job_type for job in jobs)),
        Level: _named(Level, (job.level for job in jobs)),
        Skill: _named(Skill, (name for job in jobs for name in job.skills)),
        Place: _placed(place for job in jobs for place in job.places),
    }

    def names(model: type[Term], spellings: Iterable[Hashable]) -> list[str]:
        known = found[model]
        return list(dict.fromkeys(known[one] for one in spellings if one in known))

    return names


def _employers(jobs: Sequence[CleanJob]) -> dict[Hashable, str]:
    rows = [(job.employer, job.employer_facts.get("website", "")) for job in jobs]
    told = [(key, name, site) for name, site in rows if (key := key_of(name))]
    register = Register(Employer, told)
    for key, name, site in told:
        register.meet(key, name, site)
    return {name: register.of(key).name for key, name, _site in told}


def _named(model: type[Term], names: Iterable[str]) -> dict[Hashable, str]:
    keys = {name: key for name in names if (key := key_of(name))}
    first = {key: name for name, key in reversed(keys.items())}  # as `Term.named` has it
    found = _resolved(model, {key: model.new(first[key]) for key in keys.values()})
    return {name: found[key] for name, key in keys.items()}


def _placed(places: Iterable[ParsedPlace]) -> dict[Hashable, str]:
    """As `PlaceQuerySet.parsed` has it."""
    texts = {place: key_of(place.text) for place in places}
    mapped = Place.objects.known(texts.values())
    keys = {place: place_key(place) for place, text in texts.items() if text not in mapped}
    first = {key: place for place, key in reversed(keys.items())}
    found = _resolved(Place, {key: new_place(first[key]) for key in keys.values()})
    return {
        place: mapped[text].name if text in mapped else found[keys[place]]
        for place, text in texts.items()
    }


def _resolved(model: type[Term], wanted: Mapping[str, NewTerm]) -> dict[str, str]:
    """The name of the term of every key, as `TermQuerySet.resolve` would find or create it."""
    terms: Any = model.objects
    names = {key: term.name for key, term in terms.known(wanted).items()}
    missing = {key: new for key, new in sorted(wanted.items()) if key not in names}
    spelt = {key: new.spellings(key) for key, new in missing.items()}
    names |= {
        key: term.name
        for key, term in terms.known(one for several in spelt.values() for one in several).items()
    }
    for key, new in missing.items():
        if key not in names:  # another spelling of one that came before it
            name = names.get(key_of(new.name), new.name) if key_of(new.name) in spelt[key] else ""
            for spelling in spelt[key]:
                names.setdefault(spelling, name or new.name)
    return {key: names[key] for key in wanted}
