"""Taking terms out of the filters, and offering them again, from their list."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from jobs.admin.term_list import TermPages
from jobs.curation.offering import offer

SHOWN = 20  # terms named on the page that asks


class OfferPages(TermPages):
    """What the list of a kind has whose terms can be filters."""

    @admin.action(description="Offer as a filter", permissions=["change"])
    def offer(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        return self._offer(request, queryset, "offer", offered=True)

    @admin.action(description="Take out of the filters", permissions=["change"])
    def withhold(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        return self._offer(request, queryset, "withhold", offered=False)

    def _offer(
        self, request: HttpRequest, terms: QuerySet[Any], action: str, *, offered: bool
    ) -> HttpResponse | None:
        """The first POST shows what would change, and the one that has the number does it."""
        changing = terms.filter(in_facets=not offered)
        number = changing.count()
        done = "offered as a filter" if offered else "taken out of the filters"
        if number and request.POST.get("confirmed") != str(number):
            title = "Offer as a filter" if offered else "Take out of the filters"
            told = {
                "action": action,
                "number": number,
                "examples": list(changing[:SHOWN]),
                "more": max(0, number - SHOWN),
                "done": done,
                "sent": [
                    (key, value)
                    for key in ("action", "index", "select_across", "_selected_action")
                    for value in request.POST.getlist(key)
                ],
            }
            return self._page(request, "offer", title, **told)
        user: Any = request.user
        changed = offer(terms, offered=offered, user=user.pk)
        noun = str(self.opts.verbose_name if changed == 1 else self.opts.verbose_name_plural)
        self.message_user(request, f"{changed} {noun} {done}.", messages.SUCCESS)
        return None
