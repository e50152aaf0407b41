"""Curation under /admin/, with Django's own admin. Importing this registers every page."""

from __future__ import annotations

from jobs.admin import blocks, employers, feed, job, merges, places, reports, run, terms

__all__ = ["blocks", "employers", "feed", "job", "merges", "places", "reports", "run", "terms"]
