"""The admin's site: who may enter it, and where its pages are.

Not in jobs/admin/, as whatever is imported from there registers its pages with this site.
"""

from __future__ import annotations

from functools import update_wrapper
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path, reverse

from jobs.curation import second_factor


class BoardSite(AdminSite):
    """Takes the place of Django's `admin.site` (see jobs/apps.py)."""

    def get_urls(self) -> list[URLResolver | URLPattern]:
        return [path("", include("jobs.admin.site")), *super().get_urls()]

    def has_permission(self, request: Any) -> bool:
        return super().has_permission(request) and not second_factor.is_due(request.user)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        guarded = super().admin_view(view, cacheable)

        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if second_factor.is_due(request.user):
                return _asking_for_a_code(request.get_full_path())
            answer: HttpResponseBase = guarded(request, *args, **kwargs)
            return answer

        return update_wrapper(inner, guarded)

    def login(self, request: HttpRequest, extra_context: Any = None) -> Any:
        if request.method == "GET" and second_factor.is_due(request.user):
            return _asking_for_a_code(request.GET.get("next", ""))
        return super().login(request, extra_context)


def _asking_for_a_code(path: str) -> HttpResponseBase:
    return redirect(reverse("admin:login-code", query={"next": path} if path else None))
