"""Long work for an editor: a command in a process of its own, so that no request waits for it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import connection

ERRORS = 2  # the file descriptor: where the log of this process goes


def start(*words: str) -> subprocess.Popen[bytes]:
    """Starts `manage.py WORDS` on the database of this process, and does not wait for its end.

    It outlives the request, and this process too; what it says goes to the log of this one. Never
    by a shell: words are words, whatever is in them.
    """
    errand = subprocess.Popen(  # noqa: S603 - our own command, by no shell
        [sys.executable, "manage.py", *words],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": database_address(connection.settings_dict)},
        stdin=subprocess.DEVNULL,
        stdout=ERRORS,
        stderr=ERRORS,
        start_new_session=True,
    )
    threading.Thread(target=errand.wait, daemon=True).start()  # or its entry stays as a zombie
    return errand


def database_address(own: Mapping[str, Any]) -> str:
    """DATABASE_URL as it would have to be for the database with these settings of Django."""
    name = quote(str(own["NAME"]))
    if own["ENGINE"].endswith("sqlite3"):
        return f"sqlite:///{name}"
    user, password, host = (quote(str(own[key]), safe="") for key in ("USER", "PASSWORD", "HOST"))
    port = f":{own['PORT']}" if own["PORT"] else ""
    options = {key: value for key, value in own["OPTIONS"].items() if isinstance(value, str)}
    return f"postgres://{user}:{password}@{host}{port}/{name}?{urlencode(options)}"
