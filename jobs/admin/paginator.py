"""Lists of any length, of which nothing is counted to the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.functional import cached_property

MOST = 10_000  # rows that are counted, and can be turned to: whoever wants others narrows the list

if TYPE_CHECKING:  # at run time this class takes no parameters
    Pages = Paginator[Any]
else:
    Pages = Paginator


class BoundedPaginator(Pages):
    """Of a query. `count` is the number of rows, or MOST + 1 for any number of more."""

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        number: int = rows.order_by().values("pk")[: MOST + 1].count()
        return number

    @property
    def is_more(self) -> bool:
        return self.count > MOST

    @property
    def most(self) -> int:
        return MOST

    @cached_property
    def num_pages(self) -> int:
        most = MOST // self.per_page
        return min(super().num_pages, most) if self.is_more else super().num_pages

    def page(self, number: Any) -> Page[Any]:
        """The rows are chosen first and read then, or whole rows would be sorted."""
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        rows: Any = self.object_list
        chosen = list(rows.values_list("pk", flat=True)[start : start + self.per_page])
        return Page(rows.filter(pk__in=chosen), number, self)


class BoundedList(ChangeList):
    def get_results(self, request: HttpRequest) -> None:
        """Counts beside the filters, and days to choose from, are for what has few rows."""
        super().get_results(request)
        if self.paginator.count > MOST:
            self.add_facets = self.is_facets_optional = False
            self.date_hierarchy = None
