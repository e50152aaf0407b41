"""New words of feeds, which wait for an editor: mapped to a term there is, or kept as terms."""

from __future__ import annotations

from collections.abc import Mapping

from jobs.models import Category, Industry, JobType, Level, Term

KINDS: Mapping[str, type[Term]] = {  # by the name of the model
    str(model._meta.model_name): model for model in (JobType, Level, Category, Industry)
}


def waiting() -> int:
    """How many words wait for an editor; of these kinds there are few terms."""
    return sum(model.objects.filter(reviewed=False).count() for model in KINDS.values())
