"""The address of a job's page, for whoever has the title and not the whole job."""

from __future__ import annotations

from django.urls import reverse

from jobs.lib.text import slug

_ADDRESSES = frozenset({"apply"})  # below a job's number there is another page of it


def job_slug(title: str) -> str:
    """The title as a word of the address, and never a word that leads elsewhere."""
    word = slug(title)
    return f"{word}-job" if word in _ADDRESSES else word


def job_path(pk: int, title: str) -> str:
    return reverse("job", args=[pk, job_slug(title)])
