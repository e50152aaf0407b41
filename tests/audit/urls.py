"""The board's addresses, and one for each error, which goes wrong where a view would."""

from __future__ import annotations

from typing import NoReturn

from django.core.exceptions import BadRequest, PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest
from django.urls import path

from jobboard.urls import handler400, handler403, handler404, handler500
from jobboard.urls import urlpatterns as board
from jobs.views import errors

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

ERRORS: dict[int, Exception] = {
    400: BadRequest("asked for by the audit"),
    403: PermissionDenied("asked for by the audit"),
    429: errors.TooMany("asked for by the audit"),
    500: RuntimeError("asked for by the audit"),
    503: OperationalError("asked for by the audit"),
}


def fail(_request: HttpRequest, status: int) -> NoReturn:
    raise ERRORS[status]


urlpatterns = [
    *board,
    *(path(f"audit/{code}/", fail, {"status": code}, name=f"error-{code}") for code in ERRORS),
]
