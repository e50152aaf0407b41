"""Who may do what: the two roles of people who curate the board.

An editor curates; an administrator is an editor who also decides on people, and takes feeds away
with all their jobs. Neither is a superuser, who may do everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.contrib.auth.models import Group, Permission, User
from django.db import transaction
from django.db.models import Q

EDITORS, ADMINISTRATORS = "Editors", "Administrators"

LOOK = ("view",)
DECIDE = ("view", "change")
TAKE_AWAY = ("view", "delete")
ALL = ("view", "add", "change", "delete")

# By app and model: every model of the board stands here, with nothing when no page shows it.
EDITOR: Mapping[str, Mapping[str, Iterable[str]]] = {
    "jobs": {
        **dict.fromkeys(("job", "jobskill", "jobplace", "feedvalue", "block"), ALL),
        **dict.fromkeys(("employer", "employeralias", "skill", "skillalias"), ALL),
        **dict.fromkeys(("place", "placealias", "category", "categoryalias"), ALL),
        **dict.fromkeys(("industry", "industryalias", "jobtype", "jobtypealias"), ALL),
        **dict.fromkeys(("level", "levelalias", "notsame", "trial"), ALL),
        "feed": ("view", "add", "change"),
        **dict.fromkeys(("merge", "report"), DECIDE),
        **dict.fromkeys(("importrun", "runchange", "applyclicks", "boardday", "emptysearch"), LOOK),
        **dict.fromkeys(("logo", "logocopy", "formerslug", "announced", "salt", "once"), ()),
        **dict.fromkeys(("searchstate", "searchrow"), ()),
    },
    "admin": {"logentry": LOOK},
}
ADMINISTRATOR: Mapping[str, Mapping[str, Iterable[str]]] = {
    "jobs": {"feed": ("delete",)},
    "auth": {"user": ALL, "group": ALL},
    "axes": {"accessattempt": TAKE_AWAY},
    "otp_totp": {"totpdevice": TAKE_AWAY},
}
ROLES = {EDITORS: (EDITOR,), ADMINISTRATORS: (EDITOR, ADMINISTRATOR)}


def make() -> dict[str, Group]:
    """The groups by name, with exactly these permissions, whatever they had before."""
    with transaction.atomic():
        made = {}
        for name, tables in ROLES.items():
            made[name], _new = Group.objects.get_or_create(name=name)
            made[name].permissions.set(_permissions(tables))
    return made


def give(role: str, username: str) -> tuple[User, bool]:
    """Puts a user into a role, and out of the other; makes him when there is none of this name.

    Returns the user, and whether he is new: then he has no password yet.
    """
    with transaction.atomic():
        groups = make()
        user, new = User.objects.get_or_create(username=username)
        if new:
            user.set_unusable_password()
        user.is_staff = user.is_active = True
        user.save()
        user.groups.remove(*(group for name, group in groups.items() if name != role))
        user.groups.add(groups[role])
    return user, new


def exceeds(user: User, permissions: Iterable[int]) -> bool:
    """Whether there is one among these permissions (primary keys) that this user has not."""
    return not user.is_superuser and not set(permissions) <= set(_of(user))


def permissions_of(user: User) -> list[int]:
    """What he may do, or might if he were active."""
    return list(_of(user))


def _of(user: User) -> Iterable[int]:
    found = Permission.objects.filter(Q(user=user) | Q(group__user=user))
    return found.order_by().values_list("pk", flat=True).distinct()


def _permissions(tables: Iterable[Mapping[str, Mapping[str, Iterable[str]]]]) -> list[Permission]:
    wanted = {
        (app, f"{verb}_{model}")
        for table in tables
        for app, models in table.items()
        for model, verbs in models.items()
        for verb in verbs
    }
    found = Permission.objects.filter(content_type__app_label__in={app for app, _ in wanted})
    return [
        one
        for one in found.select_related("content_type")
        if (one.content_type.app_label, one.codename) in wanted
    ]
