"""Taking terms out of the filters, and offering them again, from their list."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from jobs.admin.term_list import TermPages
from jobs.curation.offering import offer

SHOWN = 20  # terms named on the page that asks
SHOWN_STILL = "Jobs show them either way, and a search that has chosen one goes on finding by it."


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
        title = "Offer as a filter" if offered else "Take out of the filters"
        done = "offered as a filter" if offered else "taken out of the filters"
        if page := self.asked(request, changing, action, title, done, SHOWN_STILL):
            return page
        user: Any = request.user
        changed = offer(terms, offered=offered, user=user.pk)
        noun = str(self.opts.verbose_name if changed == 1 else self.opts.verbose_name_plural)
        self.message_user(request, f"{changed} {noun} {done}.", messages.SUCCESS)
        return None

    def asked(
        self,
        request: HttpRequest,
        changing: QuerySet[Any],
        action: str,
        title: str,
        done: str,
        note: str,
    ) -> HttpResponse | None:
        """The page that names what an act on the list would change, and how many; None where there
        are none, or where the POST has that number.
        """
        number = changing.count()
        if not number or request.POST.get("number") == str(number):
            return None
        told = {
            "action": action,
            "number": number,
            "examples": list(changing[:SHOWN]),
            "more": max(0, number - SHOWN),
            "done": done,
            "note": note,
            "sent": [
                (key, value)
                for key in ("action", "index", "select_across", "_selected_action")
                for value in request.POST.getlist(key)
            ],
        }
        return self._page(request, "offer", title, **told)
