"""The history says who did what, with what was there before and after, and nobody changes it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.test import Client

from jobs.curation import roles
from jobs.models import Category, Skill
from tests.access.people import PASSWORD, entered, person
from tests.admin.pages import deletion_of, errors, form_of, listed, new, save, text
from tests.make import make_feed, make_job, make_skill

pytestmark = pytest.mark.django_db

LOG = "/admin/admin/logentry/"


def last() -> tuple[str, str, str]:
    entry = LogEntry.objects.latest("pk")
    return entry.get_action_flag_display(), entry.object_repr, entry.get_change_message()


def test_a_form_tells_what_was_there_before_and_after(admin_client: Client) -> None:
    feed = make_feed(name="Old name", slug="old", address="https://example.org/a.xml", interval=60)
    save(admin_client, form_of(feed), name="New name", interval="120", enabled=None)

    flag, row, told = last()
    assert (flag, row) == ("Change", "New name")
    assert "name: “Old name” → “New name”" in told
    assert "“60” → “120”" in told
    assert "enabled: “yes” → “no”" in told


def test_choices_and_terms_are_told_by_name(admin_client: Client) -> None:
    job = make_job(title="Cook", category="Kitchen", arrangement="onsite")
    other = Category.named(["Service"])["Service"]
    save(admin_client, form_of(job), category=other.pk, arrangement="remote")

    told = last()[2]
    assert "category: “Kitchen” → “Service”" in told
    assert "arrangement: “On-site” → “Remote”" in told


def test_rows_below_a_form_are_told_by_name(admin_client: Client) -> None:
    skill = make_skill("Cooking")
    answer = save(admin_client, form_of(skill), {"aliases": [{"text": "Gastronomy"}]})
    assert answer.status_code == 302, errors(answer)
    assert last()[2] == "skill alias “Gastronomy”: added"

    last_row = skill.aliases.count() - 1
    save(admin_client, form_of(skill), **{f"aliases-{last_row}-DELETE": "on"})
    assert last()[2] == "skill alias “Gastronomy”: deleted"


def test_what_is_new_and_what_is_deleted_is_told_with_what_it_said(admin_client: Client) -> None:
    save(admin_client, new(Skill), name="Cooking", slug="cooking")
    flag, row, told = last()
    assert (flag, row) == ("Addition", "Cooking")
    assert told.startswith("Added. name: none → “Cooking”")

    admin_client.post(deletion_of(Skill.objects.get()), {"post": "yes"})
    flag, row, told = last()
    assert (flag, row) == ("Deletion", "Cooking")
    assert told.startswith("Deleted. name: “Cooking” → none")


def test_roles_are_told_by_name_and_passwords_never() -> None:
    erin, ada = person(), entered(person("ada", roles.ADMINISTRATORS))
    group = Group.objects.get(name="Administrators")
    save(ada, f"/admin/auth/user/{erin.pk}/change/", groups=[group.pk], email="erin@example.org")
    assert last()[2] == (
        "email address: none → “erin@example.org”; groups: “Editors” → “Administrators”"
    )

    sent = {"usable_password": "true", "password1": "quite another", "password2": "quite another"}
    assert ada.post(f"/admin/auth/user/{erin.pk}/password/", sent).status_code == 302
    sent |= {"username": "new", "groups": [group.pk]}
    assert ada.post("/admin/auth/user/add/", sent).status_code == 302
    everything = " ".join(LogEntry.objects.values_list("change_message", flat=True))
    assert "quite another" not in everything
    assert User.objects.get(username="new").password not in everything


def test_the_history_of_everything_is_found_by_user_kind_action_and_words() -> None:
    erin, ada = person(), person("ada", roles.ADMINISTRATORS)
    skill, job = make_skill("Cooking"), make_job(title="Cook")
    for user, row, flag, told in (
        (erin, skill, CHANGE, "name: “Cookery” → “Cooking”"),
        (ada, job, ADDITION, "Added."),
    ):
        LogEntry.objects.log_actions(user.pk, [row], flag, change_message=told)
    kind = ContentType.objects.get_for_model(job).pk
    client = entered(erin)

    assert "name: “Cookery” → “Cooking”" in text(client.get(LOG))
    assert f'href="/admin/jobs/job/{job.pk}/change/"' in client.get(LOG).content.decode()
    everything = [str(entry) for entry in LogEntry.objects.order_by("-pk")]
    assert listed(client.get(LOG)) == everything
    for query, expected in (
        (f"user__id__exact={ada.pk}", everything[:1]),
        (f"kind={kind}", everything[:1]),
        (f"action_flag__exact={CHANGE}", everything[1:]),
        ("q=cookery", everything[1:]),
        ("days=1", everything),
        ("days=<script>", everything),
        ("kind=0", everything),
    ):
        assert listed(client.get(f"{LOG}?{query}")) == expected, query


@pytest.mark.parametrize("who", ["editor", "administrator", "superuser"])
def test_nobody_adds_changes_or_deletes_an_entry(who: str) -> None:
    made = {
        "editor": lambda: person(),
        "administrator": lambda: person("ada", roles.ADMINISTRATORS),
        "superuser": lambda: User.objects.create_superuser("boss", password=PASSWORD),
    }
    client, skill = Client(), make_skill()
    user = made[who]()
    client.force_login(user)
    LogEntry.objects.log_actions(user.pk, [skill], CHANGE, change_message="told")
    entry = LogEntry.objects.get()

    assert client.get(f"{LOG}add/").status_code == 403
    assert client.post(f"{LOG}{entry.pk}/change/", {"change_message": "x"}).status_code == 403
    assert client.post(f"{LOG}{entry.pk}/delete/", {"post": "yes"}).status_code == 403
    asked = {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"}
    client.post(LOG, asked)
    assert LogEntry.objects.get().change_message == "told"


def test_what_was_written_is_text_whatever_it_says(admin_client: Client) -> None:
    skill = make_skill("Cooking")
    save(admin_client, form_of(skill), name="<img src=x onerror=alert(1)>")

    assert "<img src=x" not in admin_client.get(LOG).content.decode()
    assert "“<img src=x onerror=alert(1)>”" in text(admin_client.get(LOG))


def test_the_list_asks_as_often_for_many_entries_as_for_one(
    admin_client: Client, admin_user: User, django_assert_num_queries: Any
) -> None:
    skills = [make_skill(f"Skill {at}") for at in range(5)]
    LogEntry.objects.log_actions(admin_user.pk, skills[:1], CHANGE, change_message="told")
    admin_client.get(LOG)
    for _ in range(2):
        with django_assert_num_queries(5):
            admin_client.get(LOG)
        LogEntry.objects.log_actions(admin_user.pk, skills, CHANGE, change_message="told")
