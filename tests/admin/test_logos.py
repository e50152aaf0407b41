"""The logo of an employer in the admin: the copy, how it is doing, and asking for it again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Permission, User
from django.test import Client

from jobs.models import Employer, Logo, LogoCopy
from tests.admin.pages import act, form_of, list_of, listed, text
from tests.make import make_employer

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ADDRESS = "https://logos.example/a.png"


@pytest.fixture(autouse=True)
def _at_noon() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def make_owner(name: str = "Harbourline", *, logo: bool = True, **facts: Any) -> Employer:
    """An employer whose logo was asked for now."""
    employer = make_employer(name, logo_url=ADDRESS)
    usual: dict[str, Any] = {
        "address": ADDRESS,
        "tried_at": NOW,
        "made_at": NOW if logo else None,
        "not_before": NOW + timedelta(days=30),
        "etag": '"1"',
        "last_modified": "then",
    }
    LogoCopy.objects.create(employer=employer, **usual | facts)
    if logo:
        image, _made = Logo.objects.get_or_create(
            digest="a" * 32, defaults={"image": b"RIFF", "width": 128, "height": 40}
        )
        Employer.objects.filter(pk=employer.pk).update(logo=image)
    return employer


def state(client: Client, employer: Employer) -> str:
    told = text(client.get(form_of(employer)))
    return told.split("Logo: ", 1)[1].split(" Spellings", 1)[0].split(" spellings", 1)[0]


def test_the_copy_is_shown_with_when_it_was_made(admin_client: Client) -> None:
    employer = make_owner()
    page = admin_client.get(form_of(employer)).content.decode()

    assert f'<img src="/logos/{"a" * 32}.webp" alt="The copy" width="128" height="40">' in page
    assert state(admin_client, employer).startswith(
        "Copied: 23 Nov 2026, 12:00 To be asked for again: 23 Dec 2026, 12:00"
    )


def test_a_problem_is_told_in_words(admin_client: Client) -> None:
    employer = make_owner(logo=False, problem="expected <b>, got an SVG", failures=1)

    assert state(admin_client, employer).startswith(
        "Asked 23 Nov 2026, 12:00, nothing copied: expected <b>, got an SVG "
        "To be asked for again: 23 Dec 2026, 12:00"
    )


def test_an_old_copy_and_a_new_problem_are_both_told(admin_client: Client) -> None:
    employer = make_owner(made_at=NOW - timedelta(days=40), problem="expected better")

    assert state(admin_client, employer).startswith(
        "Copied: 14 Oct 2026, 12:00 Asked 23 Nov 2026, 12:00, nothing copied: expected better"
    )


@pytest.mark.parametrize(
    ("address", "logo", "told"),
    [
        ("", False, "No address: a tile with a letter is shown."),
        ("", True, "No address: the next run of fetch_logos drops the copy."),
        (
            "https://other.example/",
            True,
            "Copied: 23 Nov 2026, 12:00 The next run of fetch_logos asks for it.",
        ),
    ],
)
def test_what_happens_next_is_told(
    admin_client: Client, address: str, logo: bool, told: str
) -> None:
    employer = make_owner(logo=logo)
    Employer.objects.filter(pk=employer.pk).update(logo_url=address)

    assert told in state(admin_client, employer)


def test_an_employer_never_asked_for_says_so(admin_client: Client) -> None:
    assert state(admin_client, make_employer(logo_url=ADDRESS)).startswith("Not asked for yet.")


def test_the_action_makes_logos_due_whatever_the_server_said(admin_client: Client) -> None:
    employers = [
        make_owner(),
        make_employer("Never asked", logo_url=ADDRESS),
        make_employer("Bare"),
    ]
    page = act(admin_client, "fetch_again", *employers)

    assert "The next run of fetch_logos asks for 2 logos." in text(page)
    copy = LogoCopy.objects.get()
    assert (copy.not_before, copy.etag, copy.last_modified) == (None, "", "")
    due = Employer.objects.logo_due(NOW).values_list("name", flat=True)
    assert sorted(due) == ["Harbourline", "Never asked"]


def test_the_button_saves_and_makes_the_logo_due(admin_client: Client) -> None:
    employer = make_owner()
    assert list(Employer.objects.logo_due(NOW)) == []
    form = {
        "name": employer.name,
        "description": "Boats",
        "website": "",
        "logo_url": ADDRESS,
        "aliases-TOTAL_FORMS": "0",
        "aliases-INITIAL_FORMS": "0",
        "_fetch_logo": "Save and fetch the logo again",
    }
    page = admin_client.post(form_of(employer), form, follow=True)

    assert page.redirect_chain == [(form_of(employer), 302)]
    assert "The next run of fetch_logos asks for this logo." in text(page)
    assert Employer.objects.get().description == "Boats"
    assert Employer.objects.get().logo_id == "a" * 32
    assert [one.pk for one in Employer.objects.logo_due(NOW)] == [employer.pk]


def test_who_may_only_look_has_no_button(client: Client) -> None:
    employer = make_owner()
    viewer = User.objects.create_user("viewer", is_staff=True)
    viewer.user_permissions.add(Permission.objects.get(codename="view_employer"))
    client.force_login(viewer)
    page = client.get(form_of(employer)).content.decode()

    assert "The copy" in page
    assert "_fetch_logo" not in page


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ("copied", ["Copied", "Kept"]),
        ("refused", ["Kept", "Refused"]),
        ("waiting", ["Waiting"]),
        ("none", ["Bare"]),
        ("nonsense", ["Bare", "Copied", "Kept", "Refused", "Waiting"]),
    ],
)
def test_the_list_is_narrowed_by_how_the_logo_is_doing(
    admin_client: Client, wanted: str, names: list[str]
) -> None:
    make_owner("Copied")
    make_owner("Kept", problem="expected better")
    make_owner("Refused", logo=False, problem="expected better")
    make_employer("Waiting", logo_url=ADDRESS)
    make_employer("Bare")

    rows = listed(admin_client.get(list_of(Employer), {"logo": wanted}))

    assert sorted(str(row) for row in rows) == names
