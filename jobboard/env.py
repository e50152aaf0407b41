"""Reads settings from the environment: typed, checked, and loud when a value is wrong.

`environs` does the reading; this file adds what it does not have: the types of this board, and
one message for all wrong values at once (what was expected, what came, what to do).
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError, EnvValidationError

from jobs.importer.fetching import Allowed, Folders
from jobs.lib import urls
from jobs.lib.words import LANGUAGES

_INDEXNOW_KEY = re.compile(r"[A-Za-z0-9-]{8,128}")
_ADDRESS = re.compile(r"[^@\s,<>]+@[^@\s,<>]+")
DATABASE_SCHEMES = ("sqlite", "postgres", "postgresql")


def flag(value: str) -> bool:
    if value.lower() not in ("true", "false"):
        raise EnvError(f"expected true or false, got {value!r}")
    return value.lower() == "true"


def number(value: str) -> int:
    if not value.isascii() or not value.isdigit() or int(value) < 1:
        raise EnvError(f"expected a whole number from 1 on, got {value!r}")
    return int(value)


def site_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
        raise EnvError(f"expected an address such as https://jobs.example.org, got {value!r}")
    return f"{parts.scheme}://{parts.netloc}"


def database(value: str) -> dict[str, Any]:
    """Never shows the address itself in an error: it may hold a password."""
    scheme = value.split("://", 1)[0]
    if scheme not in DATABASE_SCHEMES:
        raise EnvError(
            "expected postgres://user:password@host:5432/name or sqlite:///path/to/file, "
            f"got an address that begins with {scheme[:20]!r}"
        )
    parsed = dict(dj_database_url.parse(value, conn_max_age=60))
    if not parsed["NAME"]:
        raise EnvError("expected the name of a database at the end of the address, got none")
    return parsed


def currency(value: str) -> str:
    if len(value) != 3 or not value.isascii() or not value.isalpha():
        raise EnvError(f"expected an ISO 4217 code such as EUR, got {value!r}")
    return value.upper()


def language(value: str) -> str:
    if value.lower() not in LANGUAGES:
        raise EnvError(f"expected one of {' '.join(LANGUAGES)}, got {value[:20]!r}")
    return value.lower()


def recipients(value: str) -> list[tuple[str, str]]:
    """Mail addresses with commas between them, as Django's ADMINS wants them."""
    addresses = _entries(value)
    wrong = [address for address in addresses if not _ADDRESS.fullmatch(address)]
    if wrong:
        raise EnvError(f"expected mail addresses with commas between them, got {wrong[0]!r}")
    return [("", address) for address in addresses]


def mail_address(value: str) -> str:
    if value and not _ADDRESS.fullmatch(value):
        raise EnvError(f"expected a mail address such as jobs@example.org, got {value!r}")
    return value


def indexnow_key(value: str) -> str:
    if value and not _INDEXNOW_KEY.fullmatch(value):
        raise EnvError(f"expected 8 to 128 of a-z, A-Z, 0-9 and -, got {value[:200]!r}")
    return value


def web_address(value: str) -> str:
    try:
        return urls.web_address(value)
    except ValueError as error:
        raise EnvError(str(error)) from error


def networks(value: str) -> Allowed:
    try:
        return Allowed.parse(_entries(value))
    except ValueError as error:
        raise EnvError(str(error)) from error


def folders(value: str) -> Folders:
    try:
        return Folders.parse(_entries(value))
    except ValueError as error:
        raise EnvError(str(error)) from error


def reader() -> Env:
    """An `Env` with the types above, which collects errors until `seal`. Defaults are text too."""
    env = Env(eager=False)
    mail, web = (recipients, mail_address), (web_address, indexnow_key, networks, folders)
    for read in (flag, number, site_url, database, currency, language, *mail, *web):
        env.add_parser(read.__name__, read)
    return env


def _entries(value: str) -> list[str]:
    return [entry.strip() for entry in value.split(",") if entry.strip()]


def seal(env: Env) -> None:
    """Raises ImproperlyConfigured naming every wrong variable, or does nothing."""
    try:
        env.seal()
    except EnvValidationError as error:
        by_name: Any = error.error_messages
        wrong = "\n".join(f"  {name}: {' '.join(found)}" for name, found in by_name.items())
        raise ImproperlyConfigured(
            f"Wrong settings:\n{wrong}\n"
            "Correct them in the environment or in .env; docs/configuration.md lists them all."
        ) from error
