"""What an employer is called without its legal form, and whose website is its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.lib.employers import base_name, contradict, domain_of, site_of
from jobs.lib.text import fold, squeeze
from jobs.models.term import key_of
from tests.facts.cases import cases

FORMS = ["Inc.", "GmbH", "& Co. KG", "(UK)", "Ltd", "S.p.A.", "e.V.", "Holding", "AG", "The", "SA"]
names = st.one_of(
    st.text(),
    st.lists(st.sampled_from([*FORMS, "Acme", "Ö", "A", ",", "&"]), max_size=8).map(" ".join),
)


@pytest.mark.parametrize("case", cases("employers"), ids=lambda case: case["name"])
def test_a_name_without_its_legal_form(case: dict[str, str]) -> None:
    assert base_name(case["name"]) == case["base"]


@pytest.mark.parametrize("case", cases("websites"), ids=lambda case: case["website"] or "none")
def test_the_label_of_a_website_of_its_own(case: dict[str, str]) -> None:
    assert site_of(case["website"]) == case["site"]


@given(names)
def test_a_base_begins_the_name_and_is_its_own_base(name: str) -> None:
    base = base_name(name)

    assert squeeze(name).startswith(base)
    assert bool(base) == bool(squeeze(name))
    assert base_name(base) == base


@given(names)
def test_spellings_that_are_one_name_have_one_base(name: str) -> None:
    for other in (name.upper(), name.lower(), f"  {name}\n"):
        if key_of(other) == key_of(name):
            assert fold(base_name(other)) == fold(base_name(name))


@given(st.one_of(st.text(), st.text().map("https://{}".format)))
def test_any_website_has_a_domain_or_none(website: str) -> None:
    domain, site = domain_of(website), site_of(website)

    assert bool(domain) == bool(site)
    assert domain.startswith(site)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("https://acme.com", "https://www.acme.de/jobs", False),
        ("https://acme.com", "https://acme-tools.com", True),
        ("https://acme.com", "", False),
        ("https://acme.com", "https://jobs.lever.co/acme", False),
    ],
)
def test_websites_speak_against_each_other_only_where_both_are_known(
    one: str, other: str, expected: bool
) -> None:
    assert contradict(one, other) is expected
    assert contradict(other, one) is expected
