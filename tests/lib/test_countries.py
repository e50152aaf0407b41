"""Countries and regions by every spelling feeds use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.lib.countries import REGIONS, country_code, country_name, region_name, regions_by_text
from jobs.lib.tables import listed, rows


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("United States", "us"),
        ("USA", "us"),
        ("U.S.", "us"),
        ("U.S.A.", "us"),
        ("united states of america", "us"),
        ("EE.UU.", "us"),
        ("UK", "gb"),
        ("Great Britain", "gb"),
        ("Deutschland", "de"),
        ("Allemagne", "de"),
        ("DEU", "de"),
        ("de", "de"),
        ("España", "es"),
        ("espana", "es"),
        ("Österreich", "at"),
        ("Oesterreich", "at"),
        ("Schweiz", "ch"),
        ("Suisse", "ch"),
        ("The Netherlands", "nl"),
        ("Holland", "nl"),
        ("Brasil", "br"),
        ("Côte d\u2019Ivoire", "ci"),
        ("Bosnia & Herzegovina", "ba"),
        ("Czech Republic", "cz"),
        ("  South   Korea ", "kr"),
        ("日本", "jp"),
        ("Congo", ""),
        ("England", ""),
        ("Europe", ""),
        ("", ""),
        ("-", ""),
    ],
)
def test_a_country_is_known_by_name_alias_and_code(text: str, code: str) -> None:
    assert country_code(text) == code


def test_every_country_of_the_standard_has_one_row() -> None:
    table = rows("countries.tsv", 4)
    assert len(table) == 249
    assert len({code for code, *_ in table}) == 249
    assert len({alpha3 for _, _, alpha3, _ in table}) == 249


def test_every_spelling_of_a_country_means_that_country() -> None:
    wrong = [
        (spelling, code, country_code(spelling))
        for code, name, alpha3, aliases in rows("countries.tsv", 4)
        for spelling in (code, code.upper(), name, alpha3, *listed(aliases))
        if country_code(spelling) != code
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("code", "name"),
    [("us", "United States"), ("GB", "United Kingdom"), ("kr", "South Korea"), ("cz", "Czechia"),
     ("xx", ""), ("", "")],
)  # fmt: skip
def test_a_code_has_its_english_name(code: str, name: str) -> None:
    assert country_name(code) == name


@pytest.mark.parametrize(
    ("text", "country", "name"),
    [
        ("ON", "ca", "Ontario"),
        ("on", "CA", "Ontario"),
        ("Québec", "ca", "Quebec"),
        ("CA", "us", "California"),
        ("Bayern", "de", "Bavaria"),
        ("Nordrhein Westfalen", "de", "North Rhine-Westphalia"),
        ("England", "gb", "England"),
        ("ZH", "ch", "Zurich"),
        ("NSW", "au", "New South Wales"),
        ("KA", "in", "Karnataka"),
        ("SP", "br", "São Paulo"),
        ("Catalunya", "es", "Catalonia"),
        ("CDMX", "mx", "Mexico City"),
        ("CA", "ca", ""),
        ("", "us", ""),
    ],
)
def test_a_region_is_known_within_its_country(text: str, country: str, name: str) -> None:
    assert region_name(text, country) == name


def test_a_region_text_may_mean_regions_of_several_countries() -> None:
    assert regions_by_text("WA") == (("us", "Washington"), ("au", "Western Australia"))
    assert regions_by_text("Punjab") == (("in", "Punjab"), ("pk", "Punjab"))
    assert regions_by_text("nowhere") == ()


def test_every_region_is_found_by_its_code_and_name() -> None:
    wrong = [
        (country, code)
        for country, code, name, _ in REGIONS
        if (region_name(code, country), region_name(name, country)) != (name, name)
    ]
    assert wrong == []


@given(st.text())
def test_any_text_is_a_country_of_the_table_or_unknown(text: str) -> None:
    code = country_code(text)
    assert (country_name(code) != "") == (code != "")
    assert all(region_name(text, country) for country, _ in regions_by_text(text))
