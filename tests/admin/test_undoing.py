"""The way back from a merge, and spellings that are split off, as an editor does it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from jobs.curation.merging import merge
from jobs.models import Employer, Job, Merge, Skill
from tests.admin.pages import form_of, list_of, text
from tests.make import make_employer, make_job, make_skill

pytestmark = pytest.mark.django_db


@pytest.fixture
def merged(admin_user: User) -> Merge:
    job = make_job(employer="Medlar")
    job.employer.learn("Mespilus")
    merge(Employer, make_employer("Quince").pk, [job.employer_id], user=admin_user.pk)
    return Merge.objects.get()


def undo_of(row: Merge) -> str:
    return f"/admin/jobs/merge/{row.pk}/undo/"


def test_the_list_tells_what_was_merged_by_whom_and_leads_back(
    admin_client: Client, merged: Merge
) -> None:
    shown = admin_client.get(list_of(Merge))

    told = "“Medlar” (medlar) into “Quince” (quince) Employer 1 23 Nov 2026"
    assert told in text(shown)
    assert "admin Undo …" in text(shown)
    assert undo_of(merged) in shown.content.decode()
    assert undo_of(merged) in admin_client.get(form_of(Employer.objects.get())).content.decode()


def test_what_goes_back_is_shown_before_it_does(admin_client: Client, merged: Merge) -> None:
    shown = text(admin_client.get(undo_of(merged)))
    assert "Medlar medlar 1 medlar; mespilus" in shown
    assert Employer.objects.count() == 1

    answer = admin_client.post(undo_of(merged), follow=True)

    assert "The merge is undone, and 1 job went back." in text(answer)
    assert answer.request["PATH_INFO"] == form_of(Employer.objects.get(name="Quince"))
    assert Job.objects.get().employer.name == "Medlar"
    assert "Merged into this" not in text(answer)
    again = admin_client.post(undo_of(merged), follow=True)
    assert "This merge was undone before." in text(again)


def test_nobody_adds_changes_or_deletes_a_merge(admin_client: Client, merged: Merge) -> None:
    for page in ("add/", f"{merged.pk}/delete/"):
        assert admin_client.get(f"{list_of(Merge)}{page}").status_code == 403
    assert admin_client.post(form_of(merged), {"told": "x"}).status_code == 403
    assert "No, take me back" not in text(admin_client.get(form_of(merged)))


def test_who_may_not_merge_may_not_undo(merged: Merge) -> None:
    person = User.objects.create_user("helper", is_staff=True)
    allowed = ("view_merge", "view_employer", "change_employer", "delete_skill", "change_skill")
    person.user_permissions.set(Permission.objects.filter(codename__in=allowed))
    client = Client()
    client.force_login(person)

    assert client.get(undo_of(merged)).status_code == 403
    assert client.post(undo_of(merged)).status_code == 403
    assert client.get("/admin/jobs/merge/99999999/undo/", follow=True).status_code == 200
    assert Employer.objects.count() == 1


@pytest.fixture
def skill() -> Skill:
    job = make_job(skills=("Quince",))
    [skill] = job.skill_list
    skill.learn("Medlar")
    return skill


def split_of(skill: Skill) -> str:
    return f"/admin/jobs/skill/{skill.pk}/split/"


def test_a_spelling_is_chosen_looked_at_and_split_off(admin_client: Client, skill: Skill) -> None:
    alias = skill.aliases.get(text="Medlar")
    assert split_of(skill) in admin_client.get(form_of(skill)).content.decode()
    assert "Which spellings mean something else than Quince" in text(
        admin_client.get(split_of(skill))
    )

    shown = text(admin_client.get(split_of(skill), {"spelling": alias.pk}))
    assert "imports take “Medlar” for something of its own" in shown
    assert "1 job of Quince may have been told by one of these" in shown
    answer = admin_client.post(
        split_of(skill), {"spelling": alias.pk, "name": "Medlar Tree"}, follow=True
    )

    assert "“Medlar Tree” is on its own now. 1 job may be its own" in text(answer)
    assert Skill.named(["Medlar"])["Medlar"].slug == "medlar-tree"
    assert Job.objects.get().content_hash == ""


def test_what_cannot_be_split_off_says_why(admin_client: Client, skill: Skill) -> None:
    alias = skill.aliases.get(text="Medlar")
    make_skill("Sloe")

    for sent, told in (
        ({"spelling": alias.pk, "name": "Sloe"}, "“Sloe” is already a spelling of “Sloe”."),
        ({"spelling": "x", "name": "Medlar"}, "Choose one or more of its other spellings."),
    ):
        assert told in text(admin_client.post(split_of(skill), sent))
    assert admin_client.get("/admin/jobs/skill/99999999/split/").status_code == 404
    plain = make_skill("Plain")
    assert "has no spelling but its own name" in text(admin_client.get(split_of(plain)))


def test_who_may_not_add_one_may_not_split_one_off(skill: Skill) -> None:
    person = User.objects.create_user("helper", is_staff=True)
    allowed = ("view_skill", "change_skill")
    person.user_permissions.set(Permission.objects.filter(codename__in=allowed))
    client = Client()
    client.force_login(person)

    assert "Split a spelling off" not in text(client.get(form_of(skill)))
    for answer in (client.get(split_of(skill)), client.post(split_of(skill), {})):
        assert answer.status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_of_a_term_asks_as_often_for_many_merges(
    admin_client: Client,
    admin_user: User,
    django_assert_num_queries: Any,
    skill: Skill,
    number: int,
) -> None:
    for one in range(number):
        merge(Skill, skill.pk, [make_skill(f"Other {one}").pk], user=admin_user.pk)
    admin_client.get(form_of(skill))

    with django_assert_num_queries(5):
        admin_client.get(form_of(skill))
