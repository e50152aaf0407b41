"""Places from location texts: what is told, and nothing that is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.lib.countries import country_name, regions_by_text
from jobs.lib.places import MOST_PLACES, ParsedPlace, number_of_places, parse_places

Where = tuple[str, str, str]  # city, region, country


def where(text: str, country: str = "") -> list[Where]:
    return [(p.city, p.region, p.country) for p in parse_places(text, country=country)]


def only(text: str, country: str = "") -> ParsedPlace:
    (place,) = parse_places(text, country=country)
    return place


@pytest.mark.parametrize(
    ("text", "city", "region", "country"),
    [
        ("Toronto, ON, CA", "Toronto", "Ontario", "ca"),
        ("San Francisco, CA, US", "San Francisco", "California", "us"),
        ("San Francisco, CA", "San Francisco", "California", "us"),
        ("Toronto, CA", "Toronto", "", "ca"),
        ("Paris, TX, US", "Paris", "Texas", "us"),
        ("Paris, TX", "Paris", "Texas", "us"),
        ("Atlanta, GA, US", "Atlanta", "Georgia", "us"),
        ("Berlin, Germany", "Berlin", "", "de"),
        ("München, DE", "München", "", "de"),
        ("London, England, GB", "London", "England", "gb"),
        ("London, ON", "London", "Ontario", "ca"),
        ("Leeds, UK", "Leeds", "", "gb"),
        ("Dublin, IE", "Dublin", "", "ie"),
        ("Galway, Irland", "Galway", "", "ie"),
        ("Austin, TX", "Austin", "Texas", "us"),
        ("New York, New York", "New York", "New York", "us"),
        ("Washington, DC", "Washington", "District of Columbia", "us"),
        ("Washington, D.C.", "Washington", "District of Columbia", "us"),
        ("São Paulo, SP, BR", "São Paulo", "São Paulo", "br"),
        ("Bengaluru, Karnataka, IN", "Bengaluru", "Karnataka", "in"),
        ("Zürich, ZH, CH", "Zürich", "Zurich", "ch"),
        ("Köln, Nordrhein-Westfalen, Deutschland", "Köln", "North Rhine-Westphalia", "de"),
        ("Hue, Vietnam", "Hue", "", "vn"),
        ("Portland, OR", "Portland", "Oregon", "us"),
        ("Mexico, NY", "Mexico", "New York", "us"),
        ("Ithaca, New York", "Ithaca", "New York", "us"),
        ("Victoria, BC", "Victoria", "British Columbia", "ca"),
        ("Naka, Kanagawa, JP", "Naka", "", "jp"),
        ("Springfield, Sangamon County, IL", "Springfield", "Illinois", "us"),
        ("Halle (Saale)", "Halle (Saale)", "", ""),
        ("Leeds (North), Yorkshire (West) (GB)", "Leeds (North)", "", "gb"),
    ],
)
def test_an_address_is_read_from_the_right(text: str, city: str, region: str, country: str) -> None:
    assert only(text) == ParsedPlace(text, city, region, country)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tbilisi, Georgia", ("Tbilisi", "", "ge")),
        ("Atlanta, Georgia", ("Atlanta", "Georgia", "us")),
        ("Kaltstadt, Georgia", ("Kaltstadt", "", "")),
        ("Georgia", ("", "", "")),
        ("Medellín, CO", ("Medellín", "", "co")),
        ("Denver, CO", ("Denver", "Colorado", "us")),
        ("Tel Aviv, IL", ("Tel Aviv", "", "il")),
        ("Decatur, IL", ("Decatur", "Illinois", "us")),
        ("Valletta, MT", ("Valletta", "", "mt")),
        ("Wilmington, DE", ("Wilmington", "Delaware", "us")),
        ("Unterhaching, DE", ("Unterhaching", "", "")),
        ("Pune, IN", ("Pune", "", "in")),
        ("Gary, IN", ("Gary", "Indiana", "us")),
        ("Perth, WA", ("Perth", "Western Australia", "au")),
        ("Seattle, WA", ("Seattle", "Washington", "us")),
        ("Lévis, CA", ("Lévis", "", "ca")),
        ("Évrard, CA", ("Évrard", "", "")),
        ("Ontario, CA", ("Ontario", "", "")),
        ("Lahore, Punjab", ("Lahore", "Punjab", "pk")),
        ("Amritsar, Punjab", ("Amritsar", "", "")),
        ("Zwolle, NL", ("Zwolle", "", "")),
        ("Cali, Valle del Cauca, CO", ("Cali", "", "co")),
    ],
)
def test_codes_of_two_areas_are_settled_by_the_city_or_left_unknown(
    text: str, expected: Where
) -> None:
    assert where(text) == [expected]


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("Lisbon", "PT", ("Lisbon", "", "pt")),
        ("London", "Grande Bretagne", ("London", "", "gb")),
        ("London", "no country", ("London", "", "")),
        ("Malta", "MT", ("", "", "mt")),
        ("Unterhaching, DE", "Germany", ("Unterhaching", "", "de")),
        ("São Paulo, SP", "BR", ("São Paulo", "São Paulo", "br")),
        ("Melun, Seine-et-Marne", "France", ("Melun", "", "fr")),
        ("Milano, MI", "IT", ("Milano", "", "it")),
        ("Georgia", "US", ("", "Georgia", "us")),
        ("Georgia", "GE", ("", "", "ge")),
        ("Vancouver, BC, CA", "United States", ("Vancouver", "British Columbia", "ca")),
        ("Vancouver, BC", "United States", ("Vancouver", "British Columbia", "ca")),
        ("Envigado, Antioquia, CO", "United States", ("Envigado", "", "")),
    ],
)
def test_the_feeds_country_fills_and_never_overrides(
    text: str, country: str, expected: Where
) -> None:
    assert where(text, country) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("London", ("London", "", "")),
        ("Berlin", ("Berlin", "", "")),
        ("New York", ("New York", "", "")),
        ("Singapore", ("Singapore", "", "sg")),
        ("Hong Kong", ("Hong Kong", "", "hk")),
        ("Singapore, SG", ("Singapore", "", "sg")),
        ("Luxembourg", ("", "", "lu")),
        ("USA", ("", "", "us")),
        ("USA only", ("", "", "us")),
        ("Texas", ("", "Texas", "us")),
        ("NY, US", ("", "New York", "us")),
        ("New York, US", ("New York", "", "us")),
        ("Ontario, Canada", ("", "Ontario", "ca")),
        ("CA", ("", "", "")),
        ("DE", ("", "", "")),
        ("Europe", ("", "", "")),
    ],
)
def test_one_word_tells_only_what_it_says(text: str, expected: Where) -> None:
    assert where(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10115 Berlin, DE", ("Berlin", "", "de")),
        ("D-10115 Berlin, Germany", ("Berlin", "", "de")),
        ("Leeds LS1 4AP, UK", ("Leeds", "", "gb")),
        ("1012 AB Amsterdam, Netherlands", ("Amsterdam", "", "nl")),
        ("114 55 Stockholm, Sweden", ("Stockholm", "", "se")),
        ("Toronto, ON M5V 2T6, Canada", ("Toronto", "Ontario", "ca")),
        ("12 Main St, Austin, TX 78701, USA", ("Austin", "Texas", "us")),
    ],
)
def test_postal_codes_and_streets_are_no_city(text: str, expected: Where) -> None:
    assert where(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("US, CA, Santa Clara", ("Santa Clara", "California", "us")),
        ("US-CA-Menlo Park", ("Menlo Park", "California", "us")),
        ("United States, California", ("", "California", "us")),
        ("Germany - Berlin", ("Berlin", "", "de")),
        ("Berlin - Germany", ("Berlin", "", "de")),
        ("Austin TX", ("Austin", "Texas", "us")),
        ("Berlin Germany", ("Berlin", "", "de")),
        ("South Jordan", ("South Jordan", "", "")),
        ("London (UK)", ("London", "", "gb")),
    ],
)
def test_other_orders_and_separators_are_read(text: str, expected: Where) -> None:
    assert where(text) == [expected]


def test_comma_lists_are_cut_only_at_whole_addresses_and_known_cities() -> None:
    assert where("Vancouver, BC, CA,Austin, TX, US") == [
        ("Vancouver", "British Columbia", "ca"),
        ("Austin", "Texas", "us"),
    ]
    assert where("Austin, TX, Boston, MA") == [
        ("Austin", "Texas", "us"),
        ("Boston", "Massachusetts", "us"),
    ]
    assert where("Berlin, Hamburg", "DE") == [("Berlin", "", "de"), ("Hamburg", "", "de")]
    assert where("London, New York") == [("London", "", ""), ("New York", "", "")]


def test_a_town_with_its_river_stays_one() -> None:
    assert where("Frankfurt / Oder") == [("Frankfurt / Oder", "", "")]
    assert where("Berlin / Hamburg") == [("Berlin", "", ""), ("Hamburg", "", "")]


def test_the_same_place_twice_is_one() -> None:
    assert where("Austin, TX; Austin, Texas, US; AUSTIN, TX") == [("Austin", "Texas", "us")]
    assert len(parse_places("Remote / Austin, TX / Remote")) == 2


@pytest.mark.parametrize(
    "text",
    ["", " ", "N/A", "null", "none", "-", "not specified", "Undisclosed", "TBD", "various",
     "Multiple Locations", "Various US States", ",,,", "()", "12345"],
)  # fmt: skip
def test_words_for_no_place_are_no_place(text: str) -> None:
    assert parse_places(text) == ()


def test_at_most_twenty_places_are_taken() -> None:
    text = ";".join(f"Town {'x' * i}" for i in range(1, 60))

    assert (len(parse_places(text)), number_of_places(text)) == (MOST_PLACES, 59)


_WORDS = st.sampled_from(
    [
        *"();,|/-\n",
        " / ",
        " or ",
        "Remote",
        "US",
        "CA",
        "Georgia",
        "Berlin",
        "TX",
        "10115",
        "é",
        "N/A",
    ]
)


@given(st.one_of(st.text(), st.lists(_WORDS).map(" ".join)), st.sampled_from(["", "us", "Georgia"]))
def test_any_text_gives_places_of_known_countries_and_regions(text: str, country: str) -> None:
    places = parse_places(text, country=country)
    assert len(places) <= MOST_PLACES
    assert len(set(places)) == len(places)
    for place in places:
        assert place.text
        assert place.text == " ".join(place.text.split())
        assert (country_name(place.country) != "") == (place.country != "")
        assert not place.region or (place.country, place.region) in regions_by_text(place.region)
