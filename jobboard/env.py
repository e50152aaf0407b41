"""Reads settings from the environment: typed, checked, and loud when a value is wrong.

`environs` does the reading; this file adds what it does not have: the types of this board, and
one message for all wrong values at once (expected, came, what to do).
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

DATABASE_SCHEMES = ("sqlite", "postgres", "postgresql")


def reader() -> Env:
    """An `Env` that collects errors until `seal` and knows `site_url` and `database`."""
    env = Env(eager=False)

    @env.parser_for("site_url")
    def site_url(value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
            raise EnvError(f"expected an address such as https://jobs.example.org, got {value!r}")
        return f"{parts.scheme}://{parts.netloc}"

    @env.parser_for("database")
    def database(value: str, *, conn_max_age: int = 60) -> dict[str, Any]:
        scheme = value.split("://", 1)[0]
        if scheme not in DATABASE_SCHEMES:
            raise EnvError(
                "expected postgres://user:password@host:5432/name or sqlite:///path/to/file, "
                f"got an address that begins with {scheme!r}"
            )
        return dict(dj_database_url.parse(value, conn_max_age=conn_max_age))

    @env.parser_for("currency")
    def currency(value: str) -> str:
        if len(value) != 3 or not value.isascii() or not value.isalpha():
            raise EnvError(f"expected an ISO 4217 code such as EUR, got {value!r}")
        return value.upper()

    return env


def seal(env: Env) -> None:
    """Raises ImproperlyConfigured naming every wrong variable, or does nothing."""
    try:
        env.seal()
    except EnvError as error:
        raise ImproperlyConfigured(
            f"{error}. Correct it in the environment; docs/configuration.md lists every variable."
        ) from error
