"""Boxes that look the choices up while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AutocompleteSelect
from django.http import HttpRequest

from jobs.admin.base import is_key

if TYPE_CHECKING:  # at run time this class takes no parameters
    Admin = BaseModelAdmin[Any]
else:
    Admin = BaseModelAdmin


class Choice(AutocompleteSelect):
    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        """Django asks the database for whatever was sent, and fails where that is no key at all;
        what is wrong with it is said beside the box.
        """
        return super().optgroups(name, [key for key in value if is_key(str(key))], attr)


class Choosing(Admin):
    """For pages and rows with `autocomplete_fields`."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", Choice(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
