"""The admin's site: who may enter it, and where its pages are.

Not in jobs/admin/, as whatever is imported from there registers its pages with this site.
"""

from __future__ import annotations

from django.contrib.admin import AdminSite
from django.urls import URLPattern, URLResolver, include, path


class BoardSite(AdminSite):
    """Takes the place of Django's `admin.site` (see jobs/apps.py)."""

    def get_urls(self) -> list[URLResolver | URLPattern]:
        return [path("", include("jobs.admin.site")), *super().get_urls()]
