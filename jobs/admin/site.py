"""The pages of the admin that belong to no model."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.contrib import admin
from django.http.response import HttpResponseBase
from django.urls import path

from jobs.admin.desk import desk_page
from jobs.admin.numbers import clicks_csv, numbers_page, searches_csv
from jobs.admin.people import second_factor
from jobs.admin.review import review_page
from jobs.admin.unmapped import keep_page, unmapped_page

# Below /admin/: path, view, name. Such a view is a function that parses, asks and renders; only
# who is signed in as staff gets to it, and what else he must be allowed it asks for itself
# (PermissionDenied).
PAGES: Sequence[tuple[str, Callable[..., HttpResponseBase], str]] = (
    ("", desk_page, "index"),
    ("review/", review_page, "review"),
    ("numbers/", numbers_page, "numbers"),
    ("numbers/clicks.csv", clicks_csv, "clicks-csv"),
    ("numbers/searches.csv", searches_csv, "searches-csv"),
    ("second-factor/", second_factor.own, "second-factor"),
    ("unmapped/", unmapped_page, "unmapped"),
    ("unmapped/keep/", keep_page, "unmapped-keep"),
)

urlpatterns = [
    # For those who are not yet quite signed in.
    path("login/code/", second_factor.code, name="login-code"),
    *(path(route, admin.site.admin_view(view), name=name) for route, view, name in PAGES),
]
