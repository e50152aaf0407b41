"""Any search as a feed that leaves the board. Documented in docs/feeds-out.md.

A feed of few jobs is made whole; a long one is sent while it is made, to few at a time. What was
asked for without a low limit may grow too large for shared caches, however small it is today.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from threading import BoundedSemaphore
from urllib.parse import urlencode
from weakref import finalize

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language, gettext, override
from django.views.decorators.http import require_safe

from jobs.search.outbound import ALL, FOLLOWED, NotUnderstood, Outbound, followed, limit_of, taken
from jobs.syndication import FORMATS, Channel, Format
from jobs.syndication.json_feed import json_feed as as_json
from jobs.syndication.rss import rss as as_rss
from jobs.views.caching import (
    NOT_KEPT,
    asked_each_time,
    for_every_site,
    for_programs,
    public_page,
)
from jobs.views.errors import TooMany

LONGEST = 1_000  # jobs of a feed that is made whole; a limit up to which it is kept as a page is
AT_ONCE = 2  # long feeds that a process sends
TOGETHER = 50  # jobs sent in one piece
SHOWN = 10  # of what was not understood, and of each so many characters
LONGEST_SHOWN = 100
Written = Callable[[Channel, Outbound], Iterator[bytes]]
_places = BoundedSemaphore(AT_ONCE)


@require_safe
@for_programs
@for_every_site
def rss(request: HttpRequest) -> HttpResponseBase:
    return answer(request, partial(_written, as_rss), as_rss.content_type, FOLLOWED)


@require_safe
@for_programs
@for_every_site
def json_feed(request: HttpRequest) -> HttpResponseBase:
    return answer(request, partial(_written, as_json), as_json.content_type, ALL)


@require_safe
@for_programs
@for_every_site
def outbound(request: HttpRequest, dialect: str) -> HttpResponseBase:
    if dialect not in FORMATS:
        raise Http404
    made = FORMATS[dialect]
    return answer(request, partial(_written, made), made.content_type, ALL)


def answer(
    request: HttpRequest, written: Written, content_type: str, usual: int
) -> HttpResponseBase:
    """The feed of the search that the parameters are, of `usual` jobs where they tell no limit."""
    try:
        limit = limit_of(request.GET, usual)
        view = _short if limit <= LONGEST else _of_any_size
        return view(request, partial(_chosen, usual=usual, limit=limit), written, content_type)
    except NotUnderstood as error:
        return _refused(error)


def _made(
    request: HttpRequest, choose: Callable[[QueryDict], Outbound], written: Written, kind: str
) -> HttpResponseBase:
    """Raises NotUnderstood, and TooMany for a long feed while others are sent."""
    chosen = choose(request.GET)
    pieces = written(_channel(request, chosen), chosen)
    if len(chosen.ids) <= LONGEST:
        return HttpResponse(b"".join(pieces), content_type=kind)
    if request.method == "HEAD":
        return StreamingHttpResponse((), content_type=kind)
    return StreamingHttpResponse(_sent(pieces, get_language() or "", Turn()), content_type=kind)


_short, _of_any_size = public_page(_made), asked_each_time(_made)


def _chosen(params: QueryDict, usual: int, limit: int) -> Outbound:
    """Raises NotUnderstood. Who names no limit where readers are told of the newest follows."""
    follows = usual == FOLLOWED and "limit" not in params
    return (followed if follows else taken)(params, limit)


class Turn:
    """One of the few places of long feeds: given back as soon as nobody holds it any more."""

    def __init__(self) -> None:
        if not _places.acquire(blocking=False):
            raise TooMany
        finalize(self, _places.release)


def _sent(pieces: Iterator[bytes], language: str, _turn: Turn) -> Iterator[bytes]:
    """The beginning at once, then many pieces together: all in the language of the request, which
    is over by then."""
    number = 1
    while True:
        with override(language):
            together = b"".join(islice(pieces, number))
        if not together:
            return
        yield together
        number = TOGETHER


def _channel(request: HttpRequest, chosen: Outbound) -> Channel:
    told = {"search": chosen.search, "SITE_NAME": settings.SITE_NAME}
    of_search, of_all = (
        gettext("Jobs: %(search)s – %(SITE_NAME)s"),
        gettext("Newest jobs – %(SITE_NAME)s"),
    )
    home = "?".join(filter(None, (reverse("search"), chosen.query)))
    limit = urlencode([("limit", value) for value in request.GET.getlist("limit")])
    own = "&".join(filter(None, (chosen.query, limit)))
    return Channel(
        title=(of_search if chosen.search else of_all) % told,
        home=settings.SITE_URL + home,
        own=settings.SITE_URL + "?".join(filter(None, (request.path, own))),
        updated=chosen.updated,
        total=len(chosen.ids),
        note="\n".join(chosen.notices),
    )


def _refused(error: NotUnderstood) -> HttpResponse:
    """Nobody shall take another search for the one that was meant, least of all the whole board."""
    pairs = ", ".join(pair[:LONGEST_SHOWN] for pair in error.pairs[:SHOWN])
    said = gettext("There is no such feed, because this is not known here: %(parameters)s")
    text = f"{said % {'parameters': pairs}}\n"
    kind = "text/plain; charset=utf-8"
    return HttpResponse(text, content_type=kind, status=400, headers={"Cache-Control": NOT_KEPT})


def _written(made: Format, channel: Channel, chosen: Outbound) -> Iterator[bytes]:
    yield made.begin(channel)
    between = b""
    for jobs in chosen.chunks():
        for job in jobs:
            if item := made.item(job):
                yield between + item
                between = made.between
    yield made.end()
