"""Who may do what, and how people get there."""

from __future__ import annotations

from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.core.management import CommandError, call_command
from django.test import Client

from jobs.curation import roles
from tests.access.people import PASSWORD, entered, person
from tests.admin.pages import save

pytestmark = pytest.mark.django_db


def run(*words: str) -> str:
    told = StringIO()
    call_command("roles", *words, stdout=told)
    return told.getvalue()


def permissions(name: str) -> set[str]:
    return set(Group.objects.get(name=name).permissions.values_list("codename", flat=True))


def test_every_model_of_the_board_has_its_line() -> None:
    models = {model._meta.model_name for model in apps.get_app_config("jobs").get_models()}

    assert set(roles.EDITOR["jobs"]) == models


def test_the_command_gives_exactly_what_the_code_says_however_often() -> None:
    run()
    editors, administrators = permissions("Editors"), permissions("Administrators")
    Group.objects.get(name="Editors").permissions.set(Permission.objects.all())
    told = run()

    assert told == "The roles are as they should be: Editors, Administrators.\n"
    assert permissions("Editors") == editors
    assert administrators - editors == {
        "delete_feed",
        *(f"{verb}_{model}" for verb in roles.ALL for model in ("user", "group")),
        *("view_accessattempt", "delete_accessattempt"),
        *("view_totpdevice", "delete_totpdevice"),
    }
    assert {name for name in editors if name.endswith("importrun")} == {"view_importrun"}
    assert {name for name in editors if name.endswith("logentry")} == {"view_logentry"}
    assert not {name for name in editors if name.endswith(("_user", "_group", "_session"))}


def test_somebody_new_becomes_an_editor_and_is_told_how_to_get_a_password() -> None:
    told = run("--editor", "erin", "--administrator", "ada")

    assert told.splitlines()[1:] == [
        "erin is an editor.",
        "To set a password: manage.py changepassword erin",
        "ada is an administrator.",
        "To set a password: manage.py changepassword ada",
    ]
    erin = User.objects.get(username="erin")
    assert (erin.is_staff, erin.is_superuser, erin.has_usable_password()) == (True, False, False)
    assert [group.name for group in erin.groups.all()] == ["Editors"]


def test_whoever_changes_the_role_loses_the_other_one_and_keeps_the_password() -> None:
    person("erin", roles.ADMINISTRATORS)
    User.objects.create_superuser("boss")

    assert run("--editor", "erin", "--editor", "boss").splitlines()[1:] == [
        "erin is an editor.",
        "boss is an editor.",
        "boss is a superuser too, and may do everything.",
        "To set a password: manage.py changepassword boss",
    ]
    erin = User.objects.get(username="erin")
    assert [group.name for group in erin.groups.all()] == ["Editors"]
    assert erin.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--editor", "a b"), "'a b' is no user name"),
        (("--editor", "erin", "--administrator", "erin"), "One role each: erin"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nobody_is_made(
    words: tuple[str, ...], told: str
) -> None:
    with pytest.raises(CommandError, match=told):
        run(*words)

    assert not User.objects.exists()


def test_an_administrator_makes_an_editor_but_no_superuser() -> None:
    ada = entered(person("ada", roles.ADMINISTRATORS))
    editors = Group.objects.get(name="Editors")
    sent = {"username": "erin", "usable_password": "true", "groups": [editors.pk]}
    sent |= {"password1": PASSWORD, "password2": PASSWORD, "is_superuser": "on"}

    assert ada.post("/admin/auth/user/add/", sent).status_code == 302
    erin = User.objects.get(username="erin")
    assert (erin.is_staff, erin.is_superuser, list(erin.groups.all())) == (True, False, [editors])
    # A form that was tampered with says more than the page asks.
    own = User.objects.get(username="ada")
    for user in (erin, own):
        page = f"/admin/auth/user/{user.pk}/change/"
        assert save(ada, page, is_superuser="on", user_permissions="1").status_code == 302
    assert not User.objects.filter(is_superuser=True).exists()
    assert not Permission.objects.filter(user__isnull=False).exists()


def test_an_administrator_can_neither_change_nor_delete_who_may_do_more() -> None:
    ada = entered(person("ada", roles.ADMINISTRATORS))
    boss = User.objects.create_superuser("boss", password=PASSWORD)
    other = User.objects.create_user("other", is_active=False)
    other.user_permissions.add(Permission.objects.get(codename="delete_session"))
    for user in (boss, other):
        page = f"/admin/auth/user/{user.pk}"
        changed = {"username": "changed", "usable_password": "true"}
        changed |= {"password1": "another long password", "password2": "another long password"}

        assert ada.post(f"{page}/change/", changed).status_code == 403
        assert ada.post(f"{page}/password/", changed).status_code == 403
        assert ada.post(f"{page}/delete/", {"post": "yes"}).status_code == 403
    boss.refresh_from_db()
    assert (boss.username, boss.check_password(PASSWORD)) == ("boss", True)


def test_an_administrator_gives_no_role_and_no_permission_beyond_his_own() -> None:
    ada = entered(person("ada", roles.ADMINISTRATORS))
    more = Group.objects.create(name="Owners")
    owned = Permission.objects.get(codename="delete_session")
    more.permissions.add(owned)
    own, editors = User.objects.get(username="ada"), Group.objects.get(name="Editors")

    answer = save(ada, f"/admin/auth/user/{own.pk}/change/", groups=[more.pk])
    assert answer.status_code == 200
    assert "not one of the available choices" in answer.content.decode()
    answer = save(ada, f"/admin/auth/group/{editors.pk}/change/", permissions=[owned.pk])
    assert answer.status_code == 200
    sent = {"name": "Owners", "permissions": [owned.pk]}
    assert ada.post(f"/admin/auth/group/{more.pk}/change/", sent).status_code == 403
    assert ada.post(f"/admin/auth/group/{more.pk}/delete/", {"post": "yes"}).status_code == 403


def test_who_is_in_the_history_is_not_deleted_with_it(admin_client: Client) -> None:
    erin = person()
    page = f"/admin/auth/user/{erin.pk}/delete/"
    entered(erin).post("/admin/jobs/skill/add/", {"name": "Cooking", "slug": "cooking"} | EMPTY)
    assert erin.logentry_set.count() == 1  # type: ignore[attr-defined]

    answer = admin_client.post(page, {"post": "yes"})
    assert "erin is in the history." in answer.content.decode()
    assert User.objects.filter(username="erin").exists()
    other = person("other")
    gone = admin_client.post(f"/admin/auth/user/{other.pk}/delete/", {"post": "yes"})
    assert gone.status_code == 302
    assert not User.objects.filter(username="other").exists()


EMPTY = {"in_facets": "on", "aliases-TOTAL_FORMS": "0", "aliases-INITIAL_FORMS": "0"}
