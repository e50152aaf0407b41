"""The search page rendered from data that was made beforehand: what no search could be faster than.

A WSGI application with the board's own middleware, template and addresses; only the view differs:
it finds nothing, it looks the finished page up. BENCH_ADDRESSES names a file of query strings.
"""

from __future__ import annotations

import os
from pathlib import Path

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import include, path

from jobboard.wsgi import application
from jobs.search.page import SearchPage, results


def search(request: HttpRequest) -> HttpResponse:
    return render(request, "jobs/search.html", {"found": PAGES[request.META["QUERY_STRING"]]})


urlpatterns = [path("jobs/", search), path("", include("jobboard.urls"))]

# Last: what is on a page knows its addresses, and asks the patterns above for them.
PAGES: dict[str, SearchPage] = {
    query: results(QueryDict(query))
    for query in Path(os.environ["BENCH_ADDRESSES"]).read_text(encoding="utf-8").split("\n")
}

__all__ = ["application", "urlpatterns"]
