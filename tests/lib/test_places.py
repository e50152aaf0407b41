"""What holds of the places of any text; what texts mean is in `tests/facts/places.tsv`."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from jobs.lib.countries import country_code, country_name, regions_by_text
from jobs.lib.place_readings import readings
from jobs.lib.place_words import part_of_world
from jobs.lib.places import MOST_PLACES, ParsedPlace, number_of_places, parse_places, places_of_job
from jobs.lib.tables import rows
from jobs.models.place import new_place, place_key
from tests.facts.cases import cases as labelled

WORD = re.compile(r"\w+")
COMPLETE = set("au br ca ch de es gb in mx us".split())  # countries with all regions
CASES = [(case["text"], case["country"]) for case in labelled("places")]


def test_a_place_keeps_the_text_it_was_read_from() -> None:
    assert parse_places("Durham, NC, US;  Remote\t(US; CA) | München") == (
        ParsedPlace("Durham, NC, US", "Durham", "North Carolina", "us"),
        ParsedPlace("Remote (US; CA)", country="us", remote=True),
        ParsedPlace("Remote (US; CA)", country="ca", remote=True),
        ParsedPlace("München", "Munich"),
    )


def test_a_text_without_a_place_is_in_the_country_of_the_field() -> None:
    assert places_of_job("various", country="Germany") == (ParsedPlace("Germany", country="de"),)
    assert places_of_job("no remote", country="nowhere") == ()
    assert parse_places("various", country="Germany") == ()


def test_at_most_twenty_places_are_taken() -> None:
    text = ";".join(f"Town {'x' * i}" for i in range(1, 60))

    assert (len(parse_places(text)), number_of_places(text)) == (MOST_PLACES, 59)


TOWNS = """|Kaltstadt|KALTSTADT|Berlin|Munich|New York|Washington|Ontario|DFW
|NYC|Georgia|10115 Berlin|12 Main St|St. John's|Frankfurt (Oder)|Victoria|Bay Area|Kreuzberg
|São Paulo|Québec|Ahrensburg an der Au""".replace("\n", "")
REGIONS = "|TX|NY|Georgia|Bavaria|ON|NCR|Kaltland|CA|IN|Berlin|State of New York|Victoria"
COUNTRIES = "|US|CA|Germany|Georgia|DE|EMEA|Canada|Deutschland|GE|Singapore|IN"
SHAPES = ("{}, {}, {}|{} - {} - {}|{}, {} ({})|Remote, {}, {}, {}|{}, {}, {} (Remote)"
          "|Hybrid - {}, {}, {}|{} ({}), {}|Remote (not {}, {}, {})"
          "|{}, {}, {} (m/w/d)")  # fmt: skip


def one_of(words: str) -> st.SearchStrategy[str]:
    return st.sampled_from(words.split("|"))


ADDRESSES = st.builds(
    str.format, one_of(SHAPES), one_of(TOWNS), one_of(REGIONS), one_of(COUNTRIES)
)  # fmt: skip
LISTS = st.builds(str.join, one_of("; | / |\n"), st.lists(ADDRESSES, max_size=3))
NOISE = st.lists(one_of(f"(|)|,|;|/|-|not|or|Remote|10115|N/A|é|{TOWNS}|{COUNTRIES}")).map(" ".join)
TEXTS = st.one_of(st.text(), LISTS, NOISE)
FIELDS = one_of("|us|Georgia|DE|Kaltland")


@given(TEXTS, FIELDS)
def test_any_text_gives_places_of_known_countries_and_regions(text: str, country: str) -> None:
    places = places_of_job(text, country=country)

    assert len(places) <= MOST_PLACES
    assert len(set(map(place_key, places))) == len(places)
    for place in places:
        assert place.text == " ".join(place.text.split()) != ""
        assert set(WORD.findall(place.text)) <= set(WORD.findall(f"{text} {country}"))
        assert (country_name(place.country) != "") == (place.country != "")
        inside = (place.country, place.region) in regions_by_text(place.region)
        world = not place.country and part_of_world(place.region) == place.region
        assert not place.region or inside or world


@given(TEXTS, FIELDS)
def test_no_country_is_told_that_neither_text_nor_field_tells(text: str, country: str) -> None:
    """By a name or code of the country, of one of its regions, or of an area inside it."""
    words = text.replace("(", ",").replace(")", ",").replace("/", ",").replace("-", ",").split(",")
    runs = [word.split() for part in words for word in [*part.split(";"), *part.split("|"), part]]
    spelt = {
        " ".join(run[i:j]) for run in runs for i in range(len(run)) for j in range(len(run) + 1)
    }
    told = {option.country for words in spelt for option in readings(words)}

    assert {place.country for place in places_of_job(text, country=country)} <= {
        *told, country_code(country), ""
    }  # fmt: skip


@given(LISTS, FIELDS)
@example("Ontario, CA", "")
@example("NY, USA", "")
def test_the_name_of_a_place_is_read_as_that_place(text: str, country: str) -> None:
    for place in parse_places(text, country=country):
        name = new_place(place).name
        assert [place_key(again) for again in parse_places(name)] == [place_key(place)]


def test_the_name_of_every_labelled_place_is_read_as_that_place() -> None:
    wrong = [
        (place, name, again)
        for text, country in CASES
        for place in parse_places(text, country=country)
        for name in [new_place(place).name]
        for again in [parse_places(name)]
        if [place_key(one) for one in again] != [place_key(place)]
    ]

    assert wrong == []


def test_every_city_and_area_of_the_tables_lies_in_a_known_country_and_region() -> None:
    cities = [row[:3] for row in rows("cities.tsv", 4)]
    areas = [row[:3] for row in rows("areas.tsv", 5) if row[2]]
    wrong = [
        (name, region, country)
        for name, region, country in (*cities, *areas)
        if not country_name(country)
        or (region and (country, region) not in regions_by_text(region))
    ]

    assert wrong == []
    assert [city for city in cities if not city[1] and city[2] in COMPLETE] == []
    assert len(set(cities)) == len(cities)
