"""What the tests of pages share: the numbers of jobs."""

from __future__ import annotations

import pytest
from django.core.management.color import no_style
from django.db import connection

from jobs.models import Job


@pytest.fixture(autouse=True)
def _jobs_are_numbered_from_one(request: pytest.FixtureRequest) -> None:
    """In which part of the sitemap a job stands follows from its number, and PostgreSQL counts on
    over all tests."""
    if request.node.get_closest_marker("django_db"):
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [Job]):
                cursor.execute(statement)
