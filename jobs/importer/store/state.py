"""What the database is told of what was written."""

from __future__ import annotations

from django.db import connection, models

from jobs.models import Employer, Job, JobPlace, JobSkill, Place, Skill

ANALYSED: tuple[type[models.Model], ...] = (Job, JobSkill, JobPlace, Skill, Place, Employer)


def analyse() -> None:
    """Tells the database how its tables look now: a plan made for empty ones can take minutes."""
    with connection.cursor() as cursor:
        for table in ANALYSED:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table._meta.db_table)}")
