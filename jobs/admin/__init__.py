"""Curation under /admin/, with Django's own admin. Importing this registers every page."""

from __future__ import annotations

from jobs.admin import employers, feed, job, merges, places, run, terms

__all__ = ["employers", "feed", "job", "merges", "places", "run", "terms"]
