"""Which employer a spelling is, and which facts of it stay."""

from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from jobs.models import Employer, EmployerAlias
from tests.make import make_employer

pytestmark = pytest.mark.django_db
COM, TOOLS = "https://acme.com", "https://www.acme-tools.com"


def told(*rows: tuple[str, str]) -> list[str]:
    """The name that is shown for each row, after its feed was read in this order."""
    found = Employer.objects.told(rows)
    return [found[name].name for name, _website in rows]


def spellings() -> dict[str, list[str]]:
    aliases = EmployerAlias.objects.order_by("pk").select_related("term")
    shown: dict[str, list[str]] = {}
    for alias in aliases:
        shown.setdefault(alias.term.name, []).append(alias.text)
    return shown


def test_spellings_with_and_without_a_legal_form_are_one_employer() -> None:
    assert told(("Acme, Inc.", ""), ("ACME GmbH", ""), ("Acme", ""), ("Acme Tools", "")) == [
        "Acme, Inc.",
        "Acme, Inc.",
        "Acme, Inc.",
        "Acme Tools",
    ]
    assert spellings() == {
        "Acme, Inc.": ["Acme, Inc.", "ACME GmbH", "Acme"],
        "Acme Tools": ["Acme Tools"],
    }


def test_names_that_many_employers_have_keep_their_legal_form() -> None:
    assert told(("Consulting GmbH", ""), ("Consulting AG", "")) == [
        "Consulting GmbH",
        "Consulting AG",
    ]


@pytest.mark.parametrize(
    ("website", "expected"),
    [
        ("https://careers.acme.de/", "Acme, Inc."),
        ("https://jobs.lever.co/acme", "Acme, Inc."),
        ("", "Acme, Inc."),
        (TOOLS, "ACME GmbH"),
    ],
)
def test_websites_may_speak_against_one_employer(website: str, expected: str) -> None:
    make_employer("Acme, Inc.", website=COM)

    assert told(("ACME GmbH", website)) == [expected]


def test_of_two_employers_of_one_name_the_website_tells_which_is_meant() -> None:
    told(("Acme, Inc.", ""))
    Employer.objects.update(website=COM)
    told(("Acme", TOOLS))
    Employer.objects.filter(name="Acme").update(website=TOOLS)

    assert told(("ACME GmbH", TOOLS), ("Acme Ltd", COM), ("Acme SA", "")) == [
        "Acme",
        "Acme, Inc.",
        "Acme SA",
    ]


def test_a_website_told_earlier_in_the_same_batch_counts() -> None:
    assert told(("Acme, Inc.", ""), ("Acme, Inc.", COM), ("ACME GmbH", TOOLS)) == [
        "Acme, Inc.",
        "Acme, Inc.",
        "ACME GmbH",
    ]


def test_a_website_that_an_editor_emptied_is_not_taken_as_evidence() -> None:
    make_employer("Acme, Inc.", edited=["website"])

    assert told(("Acme, Inc.", COM), ("ACME GmbH", TOOLS)) == ["Acme, Inc.", "Acme, Inc."]


def test_a_spelling_that_an_editor_gave_to_another_employer_stays_there() -> None:
    told(("Acme, Inc.", COM), ("ACME GmbH", COM))
    other = make_employer("Umbrella")
    EmployerAlias.objects.filter(text="ACME GmbH").update(term=other)

    assert told(("acme gmbh", COM), ("Acme Ltd", "")) == ["Umbrella", "Acme Ltd"]


def test_a_renamed_employer_is_found_by_the_names_it_had() -> None:
    told(("Acme, Inc.", ""))
    Employer.objects.update(name="Umbrella")

    assert told(("ACME GmbH", "")) == ["Umbrella"]


def test_two_employers_that_were_there_before_stay_two() -> None:
    for name in ("Acme, Inc.", "Acme GmbH"):
        EmployerAlias.objects.create(
            text=name, term=Employer.objects.create(name=name, slug=name[-3:])
        )

    assert told(("Acme GmbH", ""), ("Acme, Inc.", ""), ("Acme", "")) == [
        "Acme GmbH",
        "Acme, Inc.",
        "Acme",
    ]


def test_employers_take_a_few_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    rows = [(f"Employer {number} GmbH", COM) for number in range(200)]

    with django_assert_max_num_queries(
        8
    ):  # a savepoint, aliases, slugs in use and former, to write
        Employer.objects.told(rows)
    with django_assert_max_num_queries(3):
        Employer.objects.told([(f"Employer {number} Gmbh", "") for number in range(200)])


names = st.sampled_from(
    ["Acme", "ACME", "Acme GmbH", "Acme, Inc.", "Acme Ltd", "Umbrella", "", "Ö"]
)
websites = st.sampled_from(["", COM, TOOLS, "https://acme.de", "https://jobs.lever.co/acme"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(names, websites), max_size=9), st.integers(1, 8), st.data())
def test_batches_of_any_size_make_the_same_employers(
    rows: list[tuple[str, str]], size: int, data: st.DataObject
) -> None:
    def made(size: int) -> tuple[list[str], dict[str, list[str]]]:
        with transaction.atomic():
            met: list[str] = []
            for start in range(0, len(rows), size):
                batch = rows[start : start + size]
                found = Employer.objects.told(batch)
                for name, website in batch:
                    if name in found and found[name].fill({"website": website}):
                        found[name].save()
                met += [found[name].slug for name, _website in batch if name in found]
            result = met, spellings()
            again = Employer.objects.told(data.draw(st.permutations(rows)))
            assert {again[name].slug for name in again} == set(met)
            assert spellings() == result[1]
            transaction.set_rollback(True)
        return result

    assert made(size) == made(1)


def test_the_first_facts_stay() -> None:
    employer = make_employer(description="Makes bolts.")

    assert employer.fill({"description": "Makes nuts.", "website": COM})
    assert not employer.fill({"website": TOOLS, "logo_url": ""})
    assert (employer.description, employer.website) == ("Makes bolts.", COM)


def test_what_an_editor_emptied_stays_empty() -> None:
    employer = make_employer()
    employer.keep(["description"])

    assert not employer.fill({"description": "Makes nuts."})
    assert employer.lacking == {"website", "logo_url"}


def test_a_point_at_the_end_of_a_name_tells_no_employers_apart() -> None:
    assert (
        told(("Muller & Co. KG", ""), ("Muller & Co KG", ""), ("Muller & Co.", ""))
        == ["Muller & Co. KG"] * 3
    )
