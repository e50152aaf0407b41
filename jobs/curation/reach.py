"""What terms of each kind mean for jobs: by which field jobs have them, and which jobs do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import models

from jobs.models import Category, Employer, Industry, Job, JobType, Level, Place, Skill, Term

BATCH = 500  # jobs a query
FIELDS: Mapping[type[Term], str] = {  # of Job, by what it points to
    Employer: "employer",
    Skill: "skills",
    Place: "places",
    Category: "category",
    Industry: "industry",
    JobType: "job_type",
    Level: "level",
}
KINDS: Mapping[str, type[Term]] = {str(model._meta.model_name): model for model in FIELDS}
IN_TWIN_KEYS = (Employer, Place)


class Refused(Exception):
    """Nothing was changed; the text tells the editor why."""


def jobs_of(model: type[Term], terms: Sequence[int]) -> list[int]:
    jobs = Job.objects.filter(**{f"{FIELDS[model]}__in": terms}).order_by("pk")
    return list(jobs.values_list("pk", flat=True).distinct())


def links(model: type[Term]) -> tuple[Any, str] | None:
    """The table that links jobs to such terms and its column; None where a job has one at most."""
    field: Any = Job._meta.get_field(FIELDS[model])
    if not field.many_to_many:
        return None
    through: type[models.Model] = field.remote_field.through
    return through._default_manager, f"{field.m2m_reverse_field_name()}_id"


def aliases(model: type[Term]) -> Any:
    return model.aliases.rel.related_model.objects  # type: ignore[attr-defined]


def batches(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), BATCH):
        yield values[start : start + BATCH]
