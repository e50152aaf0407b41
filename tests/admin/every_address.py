"""Every page of the admin, found by its own URL patterns, so that a new one is not forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.urls import URLPattern, URLResolver, reverse

from jobs.models import Job, Trial

Row = Callable[[type[Model]], Any]  # the primary key of a row whose pages shall be seen
MODELS: dict[str, type[Model]] = {"admin:jobs_feed_trial": Trial, "admin:view_on_site": Job}
QUERIES = {"admin:autocomplete": "?app_label=jobs&model_name=job&field_name=employer&term=a"}
NO_PAGES = {"admin:jsi18n", "admin:logout"}  # a script, and what is done by POST alone


def every_address(row: Row) -> dict[str, str]:
    """Addresses by the names of their patterns. A pattern of unknown parameters is a KeyError."""
    names = (f"admin:{pattern.name}" for pattern in _patterns(admin.site.urls[0]) if pattern.name)
    return {name: _address(name, row) for name in names if name not in NO_PAGES}


def _patterns(patterns: Iterable[Any]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern.url_patterns)
        else:
            yield pattern


def _address(name: str, row: Row) -> str:
    """Each parameter is a primary key, unless it stands here."""
    told = {
        "app_label": lambda: "jobs",
        "kind": lambda: "level",
        "content_type_id": lambda: ContentType.objects.get_for_model(Job).pk,
    }
    ways: dict[str, Any] = {"pk": _model, "object_id": _model, "id": _model}
    values = [told[one]() if one in told else row(ways[one](name)) for one in _parameters(name)]
    return reverse(name, args=values) + QUERIES.get(name, "")


def _parameters(name: str) -> list[str]:
    found = [one for one in _patterns(admin.site.urls[0]) if f"admin:{one.name}" == name]
    pattern: Any = found[0].pattern
    return list(pattern.converters or pattern.regex.groupindex)


def _model(name: str) -> type[Model]:
    """By its name: "admin:jobs_importrun_keep" is a page of an ImportRun."""
    models = {f"admin:{model._meta.label_lower.replace('.', '_')}_": model for model in _models()}
    return MODELS.get(name) or next(
        model for start, model in models.items() if name.startswith(start)
    )


def _models() -> Iterable[type[Model]]:
    return admin.site._registry
