"""What a load balancer asks. Neither says more to strangers than that one word."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jobs.search import memory, rows


@require_safe
@never_cache
def health(_request: HttpRequest) -> HttpResponse:
    """200 while the process answers."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@never_cache
def ready(_request: HttpRequest) -> HttpResponse:
    """200 when the database answers, has every migration and the board is in memory, 503 if not.

    The first call in a process reads the board.
    """
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return HttpResponse("database", status=503, content_type="text/plain")
    if missing:
        return HttpResponse("migrations", status=503, content_type="text/plain")
    try:
        memory.current()
        current = rows.are_current()  # not while `migrate` writes the search anew
    except (DatabaseError, ValueError):
        current = False
    if not current:
        return HttpResponse("search", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")
