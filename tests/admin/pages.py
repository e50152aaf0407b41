"""Admin pages as an editor uses them: open a form, change fields, save."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from lxml import html

from jobs.models import Job
from jobs.search import page


def list_of(model: type[Model]) -> str:
    return reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_changelist")


def form_of(row: Model) -> str:
    return reverse(f"admin:jobs_{row._meta.model_name}_change", args=[row.pk])


def new(model: type[Model]) -> str:
    return reverse(f"admin:jobs_{model._meta.model_name}_add")


def deletion_of(row: Model) -> str:
    return reverse(f"admin:jobs_{row._meta.model_name}_delete", args=[row.pk])


def save(
    client: Client,
    page_address: str,
    rows: dict[str, list[dict[str, Any]]] | None = None,
    /,
    **changes: Any,
) -> Any:
    """Sends a form as it was shown, with these changes and new inline rows; returns the answer."""
    values = values_of(client, page_address)
    for prefix, added in (rows or {}).items():
        for row in added:
            number = int(values[f"{prefix}-TOTAL_FORMS"])
            values[f"{prefix}-TOTAL_FORMS"] = number + 1
            values |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    changed = {name: value for name, value in (values | changes).items() if value is not None}
    return client.post(page_address, changed)


def values_of(client: Client, page_address: str) -> dict[str, Any]:
    """What a form would send as it is shown."""
    shown = client.get(page_address)
    form = html.fromstring(shown.content.decode()).xpath(
        "//form[@id='changelist-form' or contains(@id, '_form')]"
    )[0]
    return dict(form.form_values())


def errors(answer: Any) -> str:
    """Every message of a form that was refused, in one text."""
    assert answer.status_code == 200, answer.headers
    lists = html.fromstring(answer.content.decode()).xpath("//ul[contains(@class, 'errorlist')]")
    return " ".join(one.text_content() for one in lists)


def text(answer: Any) -> str:
    return " ".join(" ".join(html.fromstring(answer.content.decode()).itertext()).split())


def act(client: Client, action: str, *rows: Model, **told: Any) -> Any:
    """Runs an action of the list on these rows, and confirms it where it asks, with what is `told`
    in answer; returns the list with its message."""
    ids = [row.pk for row in rows]
    sent = {"action": action, "_selected_action": ids, "index": 0}
    asked = client.post(list_of(type(rows[0])), sent, follow=True)
    if "number" in (asked.context or {}):
        confirmed = sent | {"number": asked.context["number"]} | told
        return client.post(list_of(type(rows[0])), confirmed, follow=True)
    return asked


def found(words: str) -> list[Job]:
    """What the public search finds."""
    cards = page.results(QueryDict(mutable=False, query_string=f"q={words}")).jobs
    return [Job.objects.get(pk=card.pk) for card in cards]


def listed(answer: Any) -> list[str]:
    """The rows of a list page by their first column."""
    return [str(row) for row in answer.context["cl"].result_list]
