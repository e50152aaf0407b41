"""Who may do what: makes the roles of the admin, and puts people into them."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from jobs.curation import roles


class Command(BaseCommand):
    help = "Makes the roles Editors and Administrators as they are meant, and puts people in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        for option in ("editor", "administrator"):
            parser.add_argument(
                f"--{option}",
                action="append",
                default=[],
                type=_username,
                metavar="NAME",
                help=f"make this user an {option}; repeat it for several",
            )

    def handle(self, *_args: Any, **options: Any) -> None:
        if both := set(options["editor"]) & set(options["administrator"]):
            raise CommandError(f"One role each: {', '.join(sorted(both))} cannot have two.")
        roles.make()
        self.stdout.write(f"The roles are as they should be: {', '.join(roles.ROLES)}.")
        for option, role in (("editor", roles.EDITORS), ("administrator", roles.ADMINISTRATORS)):
            for name in options[option]:
                self._give(role, option, name)

    def _give(self, role: str, called: str, name: str) -> None:
        user, _new = roles.give(role, name)
        self.stdout.write(f"{name} is an {called}.")
        if user.is_superuser:
            self.stdout.write(f"{name} is a superuser too, and may do everything.")
        if not user.has_usable_password():
            self.stdout.write(f"To set a password: manage.py changepassword {name}")


def _username(told: str) -> str:
    try:
        User.username_validator(told)
    except ValidationError as error:
        raise CommandError(f"{told!r} is no user name: {error.messages[0]}") from error
    return told
