"""Jobs near a town: a distance widens the chosen places, and nothing else does."""

from __future__ import annotations

import html
import re
import sys
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from jobs.models import Job, Place
from jobs.search import memory, rows
from jobs.search.memory.places import Places
from jobs.search.page import results
from tests.gazetteer import COBH, CORK, DUBLIN, put
from tests.make import make_job

pytestmark = pytest.mark.django_db
KNOWN = {  # kilometres, of the great circle
    ("51.898,-8.4706", "53.3331,-6.2489"): 219.0,  # Cork and Dublin
    ("40.7128,-74.0060", "51.5074,-0.1278"): 5570.2,  # New York and London
    ("-33.8679,151.2073", "35.6895,139.6917"): 7826.5,  # Sydney and Tokyo
    ("0,179.9", "0,-179.9"): 22.2,  # over the date line
    ("89.9,0", "89.9,180"): 22.2,  # over the pole
    ("0,0", "0,180"): 20015.1,  # as far as can be
}
points = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The haversine formula, which `near` does without."""
    (north, east), (north2, east2) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((north2 - north) / 2) ** 2 + cos(north) * cos(north2) * sin((east2 - east) / 2) ** 2
    return 2 * 6371.0088 * asin(min(1, sqrt(half)))


def places(*coordinates: tuple[float, float]) -> Places:
    numbered = dict(enumerate(coordinates, 1))
    return Places([(pk, f"Town {pk}", "", "ie", False) for pk in numbered], numbered)


@pytest.mark.parametrize(("pair", "distance"), KNOWN.items())
def test_known_distances(pair: tuple[str, str], distance: float) -> None:
    one, other = (tuple(map(float, point.split(","))) for point in pair)
    both = places(one, other)  # type: ignore[arg-type]

    assert both.near([1], distance - 0.1) == [1]
    assert both.near([1], distance + 0.1) == [1, 2]
    assert both.near([2], distance + 0.1) == [1, 2]


@given(st.lists(points, min_size=1, max_size=20), st.sampled_from([10, 25, 50, 100]))
def test_what_is_near_is_what_the_haversine_formula_says(
    coordinates: list[tuple[float, float]], limit: int
) -> None:
    far = [kilometres(coordinates[0], other) for other in coordinates]
    near = set(places(*coordinates).near([1], limit))

    assert {pk for pk, away in enumerate(far, 1) if away < limit - 1e-6} <= near
    assert near <= {pk for pk, away in enumerate(far, 1) if away < limit + 1e-6}


def test_nothing_is_near_what_has_no_coordinates() -> None:
    some = Places([(1, "Cork", "", "ie", False), (2, "Cobh", "", "ie", False)], {2: (51.8, -8.3)})

    assert [some.near([1], 20_100), some.near([3], 10), some.near([], 10)] == [[], [], []]
    assert some.near([1, 2], 10) == [2]
    assert places().near([1], 10) == []


# --- searches ---------------------------------------------------------------------------------
@pytest.fixture
def ireland() -> None:
    """Jobs of which the titles say where they are; Cobh is 13 km from Cork, Dublin 219."""
    for title, where in {
        "in cork": "Cork, Ireland",
        "in cobh": "Cobh, Ireland",
        "in dublin": "Dublin, Ireland",
        "in ireland": "Ireland",
        "from afar": "Remote, Cork, Ireland",
        "in both": "Cork, Ireland; Cobh, Ireland",
    }.items():
        make_job(title=title, places=where)
    put("cork-ireland", CORK)
    put("cobh-ireland", COBH)
    put("dublin-ireland", DUBLIN)


def found(query: str) -> set[str]:
    return {job.title for job in results(QueryDict(query)).jobs}


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("place=cork-ireland", {"in cork", "in both"}),
        ("place=cork-ireland&within=10", {"in cork", "in both"}),
        ("place=cork-ireland&within=25", {"in cork", "in both", "in cobh"}),
        ("place=cobh-ireland&within=25", {"in cork", "in both", "in cobh"}),
        ("place=dublin-ireland&within=100", {"in dublin"}),
        (
            "place=cobh-ireland&place=dublin-ireland&within=25",
            {"in cork", "in both", "in cobh", "in dublin"},
        ),
        ("place=cork-ireland&within=25&q=cobh", {"in cobh", "in both"}),
        ("place=cork-ireland&within=50&within=10", {"in cork", "in both", "in cobh"}),
        (
            "place=ireland&within=10",  # a country is near nothing
            {"in cork", "in both", "in cobh", "in dublin", "in ireland"},
        ),
    ],
)
def test_a_distance_widens_the_chosen_places(ireland: None, query: str, titles: set[str]) -> None:
    assert found(query) == titles


def test_a_distance_goes_with_the_last_town(ireland: None) -> None:
    page = results(QueryDict("place=cork-ireland&place=ireland&place=cobh-ireland&within=25"))

    assert {chip.label: chip.query for chip in page.chips} == {
        "Cork, Ireland": "place=ireland&place=cobh-ireland&within=25",
        "Ireland": "place=cork-ireland&place=cobh-ireland&within=25",
        "Cobh, Ireland": "place=cork-ireland&place=ireland&within=25",
        "Within 25 km": "place=cork-ireland&place=ireland&place=cobh-ireland",
    }
    both = results(QueryDict("place=dublin-ireland&place=ireland&within=25"))
    assert {chip.label: chip.query for chip in both.chips} == {
        "Dublin, Ireland": "place=ireland",
        "Ireland": "place=dublin-ireland&within=25",
        "Within 25 km": "place=dublin-ireland&place=ireland",
    }


def test_remote_areas_are_near_nothing(ireland: None) -> None:
    remote = Place.objects.get(remote=True)
    Place.objects.filter(pk=remote.pk).update(latitude=CORK.latitude, longitude=CORK.longitude)
    rows.terms_changed()

    assert found("place=cork-ireland&within=25") == {"in cork", "in both", "in cobh"}
    assert found(f"place={remote.slug}&within=25") == {"from afar"}


def test_what_lies_in_a_chosen_place_stays(ireland: None) -> None:
    """Cork, Ireland holds every Cork in Ireland, located or not."""
    make_job(title="in munster", places="Cork, Ireland")
    Place.objects.create(name="Cork, Munster", slug="cork-munster", city="Cork", country="ie",
                         region="Munster")  # fmt: skip
    job = Job.objects.get(title="in munster")
    job.place_links.update(place=Place.objects.get(slug="cork-munster"))
    rows.write([job.pk])

    assert found("place=cork-ireland&within=10") == {"in cork", "in both", "in munster"}


@pytest.mark.parametrize("query", ["within=25", "q=cork&within=25", "within=25&place="])
def test_a_distance_without_a_place_means_nothing(ireland: None, query: str) -> None:
    page = results(QueryDict(query))

    assert (page.total, page.notices, page.chips) == (6 if "q" not in query else 3, [], [])
    assert "within" not in str(page.address)


@pytest.mark.parametrize(
    ("query", "notices"),
    [
        ("place=cork-ireland&within=25", []),
        (
            "place=cork-ireland&within=7",
            ["There is no distance “7” here, so it was left out of your search."],
        ),
        (
            "place=cork-ireland&within=25&within=50",
            ["Too many values of distance were chosen; the last of them were left out."],
        ),
        (
            "place=ireland&within=25",
            ["There is no distance “25” here, so it was left out of your search."],
        ),
    ],
)
def test_a_distance_that_cannot_be_measured_is_told(
    ireland: None, query: str, notices: list[str]
) -> None:
    assert results(QueryDict(query)).notices == notices


def test_the_search_is_said_in_words_and_can_be_taken_back(ireland: None) -> None:
    page = results(QueryDict("place=cork-ireland&within=25&sort=newest"))

    assert page.headline == "3 jobs within 25 km of Cork, Ireland"
    assert str(page.address) == "place=cork-ireland&within=25&sort=newest"
    assert [(chip.group, chip.label, chip.query) for chip in page.chips] == [
        ("Place", "Cork, Ireland", "sort=newest"),
        ("Distance", "Within 25 km", "place=cork-ireland&sort=newest"),
    ]


def test_a_distance_from_some_of_the_places_is_left_to_the_chips(ireland: None) -> None:
    page = results(QueryDict("place=ireland&place=cork-ireland&within=25&q=cobh"))

    assert page.headline == "2 jobs matching “cobh” in Ireland or Cork, Ireland"
    assert [chip.label for chip in page.chips] == ["Ireland", "Cork, Ireland", "Within 25 km"]


def test_all_values_of_a_facet_are_those_around_the_town(client: Client, ireland: None) -> None:
    page = client.get("/jobs/values/employer/?place=cork-ireland&within=25").content.decode()

    assert "3 jobs within 25 km of Cork, Ireland" in page
    assert '<input type="hidden" name="within" value="25">' in page


def test_a_distance_stays_while_another_place_is_left(ireland: None) -> None:
    page = results(QueryDict("place=cork-ireland&place=dublin-ireland&within=25"))

    assert [chip.query for chip in page.chips] == [
        "place=dublin-ireland&within=25",
        "place=cork-ireland&within=25",
        "place=cork-ireland&place=dublin-ireland",
    ]


def test_the_way_out_of_an_empty_search_leaves_place_and_distance(ireland: None) -> None:
    page = results(QueryDict("q=dublin&place=cork-ireland&within=25"))

    assert [(way.label, way.query, way.count) for way in page.ways] == [
        ("“dublin”", "place=cork-ireland&within=25", 3),
        ("Cork, Ireland", "q=dublin", 1),
    ]


def test_the_counts_of_distances_are_the_totals_after_choosing_them(ireland: None) -> None:
    make_job(title="night shift in cobh", places="Cobh, Ireland", arrangement="onsite")
    for query in ("place=cork-ireland", "place=cork-ireland&within=100", "q=cobh&arrangement=onsite"
                  "&place=cork-ireland&within=10"):  # fmt: skip
        values = results(QueryDict(query)).facets["within"].values
        for value in values:
            asked = QueryDict(query, mutable=True)
            asked["within"] = value.value
            assert results(asked).total == value.count
        assert [value.label for value in values] == [
            f"Within {far} km" for far in (10, 25, 50, 100) if value_of(values, far)
        ]
        assert all(one.count <= more.count for one, more in pairwise(values))


def value_of(values: object, far: int) -> bool:
    return any(value.value == str(far) for value in values)  # type: ignore[attr-defined]


@pytest.mark.parametrize("query", ["", "q=cork", "place=ireland"])
def test_no_distance_is_offered_without_a_town_to_measure_from(ireland: None, query: str) -> None:
    assert results(QueryDict(query)).facets["within"].values == ()


def test_coordinates_are_known_to_the_next_search(ireland: None) -> None:
    cobh = Place.objects.get(slug="cobh-ireland")
    assert "in cobh" in found("place=cork-ireland&within=25")

    cobh.latitude = cobh.longitude = None
    cobh.save()
    rows.terms_changed()

    assert "in cobh" not in found("place=cork-ireland&within=25")


# --- pages ------------------------------------------------------------------------------------
def test_the_form_keeps_place_and_distance(client: Client, ireland: None) -> None:
    page = client.get("/jobs/?place=cork-ireland&within=25").content.decode()

    assert page.count('name="place" value="cork-ireland"') == 1
    assert re.findall(r'name="within" value="(\d*)"( checked)?', page) == [
        ("", ""),
        ("10", ""),
        ("25", " checked"),
        ("50", ""),
        ("100", ""),
    ]


@pytest.mark.parametrize("query", ["", "?q=cork", "?place=ireland"])
def test_the_form_asks_for_no_distance_without_a_town(
    client: Client, ireland: None, query: str
) -> None:
    assert 'name="within"' not in client.get(f"/jobs/{query}").content.decode()


def test_the_page_of_a_town_leads_to_its_surroundings(client: Client, ireland: None) -> None:
    page = client.get("/places/cork-ireland/?q=in").content.decode()
    links = re.findall(r'within 25 km: <a href="([^"]*)">(\d+) jobs</a>', page)

    assert [count for _address, count in links] == ["3"]
    assert 'within 25 km: <a href="/jobs/?q=in&amp;place=cork-ireland&amp;within=25">' in page
    surroundings = client.get(html.unescape(links[0][0])).content.decode()
    assert (
        '<h1 id="headline">3 jobs matching “in” within 25 km of Cork, Ireland</h1>' in surroundings
    )


@pytest.mark.parametrize("slug", ["dublin-ireland", "ireland", "remote-cork-ireland"])
def test_a_page_with_nothing_around_it_leads_nowhere(
    client: Client, ireland: None, slug: str
) -> None:
    response = client.get(f"/places/{slug}/")

    assert response.status_code == 200
    assert "within 25 km" not in response.content.decode()


def test_the_read_api_takes_a_distance(client: Client, ireland: None) -> None:
    body = client.get("/jobs.json?place=cork-ireland&within=25").json()

    assert body["total"] == 3
    assert body["facets"]["within"] == [
        {"value": "10", "label": "Within 10 km", "count": 2, "selected": False},
        {"value": "25", "label": "Within 25 km", "count": 3, "selected": True},
        {"value": "50", "label": "Within 50 km", "count": 3, "selected": False},
        {"value": "100", "label": "Within 100 km", "count": 3, "selected": False},
    ]


def test_a_distance_takes_no_query(
    client: Client,
    ireland: None,
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys.modules["jobs.search.memory.current"], "FRESH", 3600)
    memory.current(now=True)
    client.get("/jobs.json?place=cork-ireland&within=100")  # labels are remembered

    with django_assert_num_queries(1):  # the jobs of the page
        client.get("/jobs.json?place=cork-ireland&within=25")


def test_the_page_of_a_town_counts_a_single_job_around_it(client: Client) -> None:
    make_job(places="Cobh, Ireland")
    make_job(places="Cork, Ireland", hidden=True)
    put("cork-ireland", CORK)
    put("cobh-ireland", COBH)

    page = client.get("/places/cork-ireland/").content.decode()

    assert 'within 25 km: <a href="/jobs/?place=cork-ireland&amp;within=25">1 job</a>' in page


def test_what_may_be_done_from_anywhere_is_in_no_place(client: Client) -> None:
    make_job(places="Remote")

    page = client.get("/places/remote/").content.decode()

    assert '<h1 dir="auto">Remote jobs</h1>' in page
    assert "<title>Remote jobs – " in page


@pytest.mark.parametrize(
    ("query", "ways"),
    [
        ("q=afloat&place=cork-ireland", [("q=afloat&place=cork-ireland&within=25", 1, 25)]),
        (
            "q=afloat&place=cork-ireland&within=10",
            [("q=afloat&place=cork-ireland&within=25", 1, 25)],
        ),
        ("q=afar&place=cork-ireland", []),
        ("q=afloat&place=ireland&arrangement=remote", []),
    ],
)
def test_a_little_farther_is_a_way_out_where_that_helps(
    ireland: None, query: str, ways: list[tuple[str, int, int]]
) -> None:
    make_job(title="afloat", places="Cobh, Ireland")
    page = results(QueryDict(query))

    assert page.total == 0
    first = page.ways[: len(ways)]
    assert [(way.query, way.count, way.kilometres) for way in first] == ways
    assert [way for way in page.ways if way.kilometres] == first
    for way in page.ways:
        assert results(QueryDict(way.query)).total == way.count
