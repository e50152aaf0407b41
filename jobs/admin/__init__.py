"""Curation under /admin/, with Django's own admin. Importing this registers every page."""

from __future__ import annotations

from jobs.admin import blocks, employers, feed, job, merges, places, reports, run, terms
from jobs.admin.people import access, logs, users

__all__ = [
    "access",
    "blocks",
    "employers",
    "feed",
    "job",
    "logs",
    "merges",
    "places",
    "reports",
    "run",
    "terms",
    "users",
]
