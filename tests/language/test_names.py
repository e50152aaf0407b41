"""Names of the board in another language: of countries, places and the fixed words of a job."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.http import QueryDict
from django.utils.translation import override

from jobs.lib import local_names
from jobs.lib.cities import CITY_STATES, cities
from jobs.lib.countries import REGIONS, country_code, country_name
from jobs.lib.local_names import inside, local_country, local_place, local_word
from jobs.lib.places import parse_places
from jobs.lib.tables import rows
from jobs.lib.vocabulary import ARRANGEMENTS, JOB_TYPES, LEVELS
from jobs.models import JobType, Level, Place
from jobs.models.place import new_place
from jobs.search import memory
from jobs.search.page import results
from jobs.search.suggest import suggestions
from jobs.search.values import values
from tests.make import make_job

TABLE = rows("names.de.tsv", 5)
AREAS = {name for name, *_rest in rows("areas.tsv", 5)}


def german(text: str) -> str:
    """The name of the place that a feed calls so."""
    place = parse_places(text)[0]
    facts = (place.city, place.region, place.country, place.remote)
    return local_place(new_place(place).name, *facts, "de")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lund, Sweden", "Lund, Schweden"),
        ("Munich, Germany", "München, Bayern, Deutschland"),
        ("Vienna, Austria", "Wien, Österreich"),
        ("Zurich, CH", "Zürich, Schweiz"),
        ("Geneva, Switzerland", "Genf, Schweiz"),
        ("Milan, Italy", "Mailand, Italien"),
        ("Prague, Czechia", "Prag, Tschechien"),
        ("Warsaw, Poland", "Warschau, Polen"),
        ("Bavaria, Germany", "Bayern, Deutschland"),
        ("Berlin, Germany", "Berlin, Deutschland"),
        ("Naples, FL, US", "Naples, Florida, Vereinigte Staaten"),
        ("Rome, Georgia, US", "Rome, Georgia, Vereinigte Staaten"),
        ("Tbilisi, Georgia", "Tiflis, Georgien"),
        ("State of New York, United States", "Bundesstaat New York, Vereinigte Staaten"),
        ("Singapore", "Singapur"),
        ("Hong Kong", "Hongkong"),
        ("Germany", "Deutschland"),
        ("Remote, Canada", "Remote, Kanada"),
        ("Remote, Europe", "Remote, Europa"),
        ("Remote, EMEA", "Remote, EMEA"),
        ("Remote", "Remote"),
        ("Somewhere nice", "Somewhere nice"),
    ],
)
def test_a_place_is_called_as_a_german_would(text: str, name: str) -> None:
    assert german(text) == name


def test_what_is_not_composed_of_its_parts_keeps_its_name() -> None:
    facts = ("Munich", "Bavaria", "de", False)

    assert local_place("Our beautiful Munich", *facts, "de") == "Our beautiful Munich"
    assert local_place("Munich, Bavaria, Germany", *facts, "fr") == "Munich, Bavaria, Germany"
    assert local_place("Munich, Bavaria, Germany", *facts, "en") == "Munich, Bavaria, Germany"


def test_every_country_has_a_name_that_reads_as_that_country() -> None:
    """As far as the board reads German; the few others are the same in both languages."""
    codes = [code for code, *_rest in rows("countries.tsv", 4)]
    unread = {
        code: local_country(code, "de")
        for code in codes
        if country_code(local_country(code, "de")) not in ("", code)
    }

    assert len(codes) == 249
    assert unread == {}
    assert all(local_country(code, "de") for code in codes)
    assert [local_country(code, "de") for code in ("de", "us", "tr", "xx")] == [
        *("Deutschland", "Vereinigte Staaten", "Türkei", "")
    ]


def test_the_table_names_what_there_is() -> None:
    regions = {(country, name) for country, _code, name, _aliases in REGIONS}
    for kind, of, name, local, _inside in TABLE:
        if kind == "country":
            assert country_name(of) == name
        elif kind == "region":
            assert (of, name) in regions or name in AREAS, name
        elif kind == "city":
            assert cities(name, of) or CITY_STATES.get(of) == name, name
        assert local, name
    assert len({row[:3] for row in TABLE}) == len(TABLE)


def test_how_one_is_in_a_country() -> None:
    names = ("Schweiz", "Vereinigtes Königreich", "Philippinen", "Kanada", "Lund, Schweden")

    assert [inside(name, "de") for name in names] == [
        *("in der Schweiz", "im Vereinigten Königreich", "auf den Philippinen", "", "")
    ]
    assert inside("Schweiz", "en") == ""


def test_the_fixed_words_of_a_job_are_all_translated() -> None:
    for kind, words in (("job_type", JOB_TYPES), ("level", LEVELS), ("arrangement", ARRANGEMENTS)):
        assert {row[2] for row in TABLE if row[0] == kind.removeprefix("job_")} == {
            word.slug for word in words
        }
    assert local_word("job_type", "full-time", "Full-time", "de") == "Vollzeit"
    assert local_word("job_type", "full-time", "Full time!", "de") == "Full time!"
    assert local_word("job_type", "shifts", "Shifts", "de") == "Shifts"
    assert local_word("level", "full-time", "Full-time", "de") == "Full-time"


def test_every_language_of_the_site_has_a_table_beside_its_texts(settings: Any) -> None:
    spoken = {code for code, _name in settings.LANGUAGES if not code.startswith("en")}

    assert set(local_names.LANGUAGES) == spoken
    assert {path.name for path in Path(settings.LOCALE_PATHS[0]).iterdir()} == spoken


@pytest.mark.django_db
def test_terms_say_what_they_are_called_to_the_reader() -> None:
    job = make_job(job_type="Full-time", level="Senior", places="Munich, DE", arrangement="onsite")
    own = JobType.objects.create(name="Night shift", slug="night-shift")
    Level.objects.filter(pk=job.level_id).update(name="Old hand")
    job.refresh_from_db()

    with override("de"):
        said = [job.job_type.label, own.label, job.level.label, job.get_arrangement_display()]
        assert said == ["Vollzeit", "Night shift", "Old hand", "Vor Ort"]
        assert Place.objects.get().label == "München, Bayern, Deutschland"
        assert job.employer.label == "Harbourline"
    assert [job.job_type.label, job.get_arrangement_display()] == ["Full-time", "On-site"]
    assert Place.objects.get().label == "Munich, Bavaria, Germany"


def said() -> list[object]:
    page = results(QueryDict("country=de&type=full-time"))
    (card,) = page.jobs
    return [
        page.headline,
        [chip.label for chip in page.chips],
        [place.label for place in card.place_list],
        card.job_type and card.job_type.label,
        card.get_arrangement_display(),
        [value.label for value in page.facets["level"].values],
        [value.label for value in values(QueryDict("find=de"), "country").values],
        [one.label for one in suggestions(memory.current(), "munich")],
    ]


@pytest.mark.django_db
def test_what_a_process_remembers_is_not_of_one_language() -> None:
    make_job(
        job_type="Full-time",
        level="Entry level",
        places="Munich, DE",
        arrangement="onsite",
        title="Baker",
    )
    english = [
        "1 full-time job in Germany",
        ["Full-time", "Germany"],
        ["Munich, Bavaria, Germany"],
        "Full-time",
        "On-site",
        ["Entry level"],
        [],
        ["Munich, Bavaria, Germany"],
    ]
    german = [
        "1 Stelle in Deutschland: Vollzeit",
        ["Vollzeit", "Deutschland"],
        ["München, Bayern, Deutschland"],
        "Vollzeit",
        "Vor Ort",
        ["Berufseinstieg"],
        ["Deutschland"],
        ["München, Bayern, Deutschland"],
    ]

    for _ in range(2):
        with override("de"):
            assert said() == german
        with override("en"):
            assert said() == english


@pytest.mark.django_db
def test_the_words_that_are_searched_are_the_same_whoever_comes_first() -> None:
    make_job(arrangement="onsite", title="Baker")
    with override("de"):
        memory.forget()
        assert results(QueryDict("q=on-site")).total == 1
        assert results(QueryDict("q=vor ort")).total == 0
