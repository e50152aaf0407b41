"""A web process by itself: how soon it answers after its start, and what memory the board takes.

Run as a process of its own: `python -m tests.bench.ready`, with the board in DATABASE_URL. Prints
JSON. Resident memory in MB (Linux): `imported` is the process with all of the board's code, before
it knows a job; `libraries` what numpy, pyroaring and the like take of that.
"""

from __future__ import annotations

import json
import os
import re
import sys
from importlib import import_module
from pathlib import Path
from time import perf_counter, time

LIBRARIES = ("numpy", "pyroaring", "rapidfuzz", "Stemmer")


def memory(what: str = "VmRSS") -> float:
    found = re.search(rf"^{what}:\s*(\d+) kB", Path("/proc/self/status").read_text(), re.M)
    return int(found[1]) / 1024 if found else 0.0


def main() -> None:
    began = float(os.environ.get("BEGAN", time()))
    before = memory()
    for library in LIBRARIES:
        import_module(library)
    libraries = memory() - before
    import_module("jobboard.wsgi")
    import_module("jobs.urls")
    current = import_module("jobs.search.memory").current
    results = import_module("jobs.search.page").results
    params = import_module("django.http").QueryDict
    imported, asked = memory(), perf_counter()
    current()
    loaded = perf_counter()
    kept = memory()
    results(params())
    told = {
        "libraries": libraries,
        "imported": imported,
        "load": loaded - asked,
        "first page": perf_counter() - loaded,
        "since start": time() - began,
        "loaded": kept,
        "peak": memory("VmHWM"),
    }
    for query in sys.stdin.read().splitlines():
        results(params(query))
    told |= {"steady": memory(), "steady peak": memory("VmHWM")}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
