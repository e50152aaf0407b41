"""What the pages of the admin share: base classes, tables, addresses that can be linked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from jobs.admin.history import Told
from jobs.admin.paginator import BoundedList, BoundedPaginator
from jobs.lib.countries import country_name
from jobs.lib.urls import web_address
from jobs.models import Place

if TYPE_CHECKING:  # at run time these classes take no parameters
    ModelAdmin = admin.ModelAdmin[Any]
    TabularInline = admin.TabularInline[Any, Any]
    Form = forms.ModelForm[Any]
    FormSet = BaseInlineFormSet[Any, Any, Any]
else:
    ModelAdmin, TabularInline = admin.ModelAdmin, admin.TabularInline
    Form, FormSet = forms.ModelForm, BaseInlineFormSet


class Page(Told):
    """A list that stays quick with a hundred thousand rows: it never counts a whole table."""

    list_per_page = 50
    show_full_result_count = False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[BoundedList]:
        return BoundedList

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except IntegrityError:
            # Another was first with this name or address. Asked again, the form says so.
            return super().changeform_view(request, *args, **kwargs)

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        # Django looks for a field without a name when an address says `_to_field=`.
        return super().get_object(request, object_id, from_field or None)

    def get_paginator(
        self, request: HttpRequest, queryset: Any, per_page: int, *args: Any, **kwargs: Any
    ) -> BoundedPaginator:
        # The pages of a history, too, are made by this, of other rows.
        whole = self.get_queryset(request) if queryset.model is self.model else None
        return BoundedPaginator(queryset, per_page, *args, whole=whole, **kwargs)


class InlineFormSet(FormSet):
    def add_fields(self, form: Any, index: int | None) -> None:
        """Django says what the boxes of a row are for at the head of their column alone."""
        super().add_fields(form, index)
        for name, field in form.fields.items():
            deletes = name == "DELETE" and form.instance.pk
            told = f"Delete {form.instance}" if deletes else field.label
            if not field.widget.is_hidden:
                # A box with links beside it is wrapped, and shows the attributes of its own.
                getattr(field.widget, "widget", field.widget).attrs["aria-label"] = told


class CountryFilter(admin.SimpleListFilter):
    """The countries there are places in, by name. A subclass says how rows have a country."""

    title = "country"
    parameter_name = "country"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        codes = Place.objects.exclude(country="").order_by().values_list("country", flat=True)
        names = ((code, country_name(code) or code) for code in codes.distinct())
        return sorted(names, key=lambda choice: choice[1])

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return self.within(queryset, self.value() or "") if self.value() else queryset

    def within(self, queryset: QuerySet[Any], country: str) -> QuerySet[Any]:
        return queryset.filter(country=country)


def is_key(text: str) -> bool:
    """Whether this can be a primary key: digits, and no more of them than a big integer has."""
    return text.isascii() and text.isdigit() and len(text) <= 18


def linkable(address: str) -> str:
    """The address as it may be stored and linked, empty when there is none."""
    try:
        return web_address(address) if address else ""
    except ValueError as error:
        raise ValidationError(f"This address cannot be linked: {error}.") from error


def link(address: str, text: object) -> SafeString:
    return format_html('<a href="{}">{}</a>', address, text)


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> SafeString:
    """An HTML table; every cell is escaped unless it is HTML of our own making."""
    head = format_html_join("", '<th scope="col">{}</th>', ((text,) for text in headings))
    cells = (format_html_join("", "<td>{}</td>", ((cell,) for cell in row)) for row in rows)
    body = format_html_join("", "<tr>{}</tr>", ((row,) for row in cells))
    return format_html("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>", head, body)


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
