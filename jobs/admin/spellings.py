"""The spellings of a term in the admin: no two terms may have one, and no edit forgets one."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from jobs.admin.base import InlineFormSet, TabularInline
from jobs.admin.touched import TouchedForm
from jobs.lib.text import printable, slug, squeeze
from jobs.models.term import key_of


def refuse_taken(term: Any, spelling: str) -> None:
    """A spelling means one term: says which one has it already."""
    if not key_of(spelling):
        raise ValidationError("Expected at least one letter, digit or sign.")
    taken = type(term).objects.known([key_of(spelling)]).get(key_of(spelling), term)
    if taken != term:
        raise ValidationError(f"“{spelling}” is already a spelling of {taken}.")


class TermForm(TouchedForm):
    """The name is unique in every spelling; an empty slug is made from the name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = "Its address. A former one leads here for good."

    def clean_name(self) -> str:
        name = squeeze(printable(self.cleaned_data["name"]))
        if "name" in self.changed_data:
            refuse_taken(self.instance, name)
            self._refuse_namesake(name)
        return name

    def _refuse_namesake(self, name: str) -> None:
        """A place that was read is known by its parts, not by its name."""
        model = type(self.instance)
        if model._default_manager.filter(name=name).exclude(pk=self.instance.pk).exists():
            raise ValidationError(f"There is another {model._meta.verbose_name} “{name}”.")

    def clean_slug(self) -> str:
        if self.instance.pk and "slug" not in self.changed_data:
            return str(self.instance.slug)
        wish = slug(self.cleaned_data["slug"] or self.cleaned_data.get("name", ""))
        owner = type(self.instance).objects.at(wish)
        if owner and owner != self.instance and owner.slug != wish:
            raise ValidationError(f"“{wish}” is a former address of {owner}, and leads there.")
        return wish


class AliasFormSet(InlineFormSet):
    def clean(self) -> None:
        super().clean()
        seen: set[str] = set()
        for form in self.extra_forms:
            told = getattr(form, "cleaned_data", {})
            if not told.get("text") or told.get("DELETE"):
                continue
            text = squeeze(printable(told["text"]))
            try:
                self._refuse(text, seen)
            except ValidationError as error:
                form.add_error("text", error)
            form.instance.text, form.instance.key = text, key_of(text)
            seen.add(key_of(text))

    def _refuse(self, text: str, seen: set[str]) -> None:
        refuse_taken(self.instance, text)
        known = self.instance.pk and self.instance.aliases.filter(key=key_of(text)).exists()
        if known or key_of(text) in seen:
            raise ValidationError(f"“{text}” is already a spelling of {self.instance}.")


class AliasRows(TabularInline):
    """An alias is what imports are mapped by: it is added or deleted, never turned into another."""

    formset = AliasFormSet
    fields: ClassVar[tuple[str, ...]] = ("text",)
    extra = 0
    verbose_name = "spelling"
    verbose_name_plural = "spellings that mean the same in feeds"

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
