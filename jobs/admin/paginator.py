"""Lists of any length, of which nothing is counted to the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Page, Paginator
from django.db import DataError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from numpy.typing import NDArray

from jobs.search.backends import backend

MOST = 10_000  # rows that are counted, and can be turned to: whoever wants others narrows the list

if TYPE_CHECKING:  # at run time this class takes no parameters
    Pages = Paginator[Any]
else:
    Pages = Paginator


class BoundedPaginator(Pages):
    """Of a query. `count` is the number of rows, or MOST + 1 for any number of more.

    `whole`: the query before it was narrowed, of which the rows of a page are read by their keys
    alone; whoever finds them need not be asked twice.
    """

    def __init__(self, object_list: Any, *args: Any, whole: Any = None, **kwargs: Any) -> None:
        super().__init__(object_list, *args, **kwargs)
        self.whole = whole

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
        read = rows if self.whole is None else self.whole.order_by(*rows.query.order_by)
        read.query.select_related = rows.query.select_related
        return Page(read.filter(pk__in=chosen), number, self)


class BoundedList(ChangeList):
    def get_results(self, request: HttpRequest) -> None:
        """Counts beside the filters, and days to choose from, are for what has few rows.

        Whatever is narrowed down to few is looked for once: number, order, days and rows are asked
        of their keys.
        """
        if self.params or self.query:
            try:
                keys = list(self.queryset.order_by().values_list("pk", flat=True)[: MOST + 1])
            except (OverflowError, DataError) as error:  # asked for what no column can have
                raise IncorrectLookupParameters(error) from error
            if len(keys) <= MOST:
                self.queryset = self._of(request, np.array(keys, np.int64))
        super().get_results(request)
        if self.paginator.count > MOST:
            self.add_facets = self.is_facets_optional = False
            self.date_hierarchy = None

    def _of(self, request: HttpRequest, keys: NDArray[np.int64]) -> QuerySet[Any]:
        chosen = self.root_queryset.filter(backend().among(keys))
        rows: QuerySet[Any] = self.apply_select_related(chosen)
        return rows.order_by(*self.get_ordering(request, rows))
