"""What forms change goes into the history with what was there before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.admin.models import DELETION, LogEntry
from django.db.models import Model, QuerySet
from django.forms.utils import pretty_name
from django.http import HttpRequest

from jobs.curation.history import difference, note_each

if TYPE_CHECKING:  # at run time this class takes no parameters
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin

UNTOLD = "changed, not told"


class Told(ModelAdmin):
    """A page whose forms tell the history more than the names of fields, as Django's do."""

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        told = [_of_form(form, is_new=add), *_of_rows(formsets or ())]
        text = "; ".join(filter(None, told))
        if add:
            return f"Added. {text}".strip()
        return text or "Saved without a change."

    def log_deletions(self, request: HttpRequest, queryset: Any) -> list[LogEntry]:
        """Each by name, and with what it said: nobody can look that up any more."""
        user: Any = request.user
        told = {row: _deleted(row) for row in queryset}
        note_each(user.pk, told, flag=DELETION)
        return []


def _deleted(row: Model) -> str:
    had = facts(row)
    return f"Deleted. {difference(had, dict.fromkeys(had))}".strip()


def facts(row: Model) -> dict[str, object]:
    """The columns of a row that are no relations, by name, as a person reads them."""
    shown: dict[str, object] = {}
    for field in row._meta.concrete_fields:
        if not field.is_relation and not field.primary_key and field.name != "password":
            told = getattr(row, f"get_{field.name}_display", None)
            value = told() if told else field.value_from_object(row)
            shown[str(field.verbose_name)] = _flat(value)
    return {name: value for name, value in shown.items() if value not in ("", "no")}


def _of_form(form: Any, *, is_new: bool = False) -> str:
    before: dict[str, object] = {}
    after: dict[str, object] = {}
    for name in form.changed_data:
        field = form.fields[name]
        label = str(field.label or pretty_name(name)).strip(":").lower()
        before[label] = "" if is_new else _shown(field, form[name].initial)
        after[label] = _shown(field, form.cleaned_data.get(name))
        if isinstance(field.widget, forms.PasswordInput):
            before[label], after[label] = "", UNTOLD
    return difference(before, after)


def _of_rows(formsets: Iterable[Any]) -> Iterator[str]:
    """Rows of a form below the form: “skill “Python”: added”."""
    for formset in formsets:
        kind = formset.model._meta.verbose_name
        gone = {id(row) for row in formset.deleted_objects}
        for row in formset.deleted_objects:
            yield f"{kind} “{row}”: deleted"
        for form in formset.forms:
            row = form.instance
            if id(row) in gone or not form.has_changed() or not hasattr(form, "cleaned_data"):
                continue
            if row in formset.new_objects:
                yield f"{kind} “{row}”: added"
            elif row.pk:
                yield f"{kind} “{row}”: {_of_form(form)}"


def _shown(field: Any, value: Any) -> object:
    """A value of a form as its page shows it: names instead of keys."""
    if isinstance(field, forms.ModelMultipleChoiceField):
        rows = value if isinstance(value, QuerySet | list | tuple) else []
        return sorted(str(_row(field, one)) for one in rows)
    if isinstance(field, forms.ModelChoiceField):
        return str(_row(field, value)) if value else ""
    choices = getattr(field, "choices", None)
    if choices and value is not None and not isinstance(value, list | tuple):
        named = {str(key): str(label) for key, label in _pairs(choices)}
        return named.get(str(value), str(value)) if value != "" else ""
    return _flat(value)


def _row(field: Any, value: Any) -> object:
    if isinstance(value, Model):
        return value
    key = field.to_field_name or "pk"
    # Also one that cannot be chosen any more.
    return field.queryset.model._base_manager.filter(**{key: value}).first() or value


def _pairs(choices: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label


def _flat(value: Any) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {one}" for key, one in value.items())
    return "" if value is None else value
