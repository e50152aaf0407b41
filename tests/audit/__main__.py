"""What the pages weigh, how fast, accessible and valid they are, as figures anyone can repeat.

    python -m tests.audit [--runs 5] [--only search,job] [--json FILE]

Needs Chromium, Node and Java; `make audit` brings the rest. Ends with 1 when a bound is broken.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from tests.audit import table
from tests.audit.bounds import MEANT_WARNING, broken
from tests.audit.browser import chromium
from tests.audit.lighthouse import lighthouse
from tests.audit.load import cold_load
from tests.audit.looks import looked_at, nothing
from tests.audit.site import Site, site
from tests.audit.tools import Tools, tools
from tests.audit.validity import sent, validity

MEASURED = ("home", "search", "job", "employer", "skill", "closed", "no-results")
NO_HTML = ("atom",)


def main() -> None:
    parser = ArgumentParser(
        "python -m tests.audit", description=__doc__, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5, help="of Lighthouse; 0 leaves it out")
    parser.add_argument("--only", default="", help="types of page, with commas between them")
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    asked = parser.parse_args()
    found = audit(tools(), asked.runs, set(filter(None, asked.only.split(","))))
    wrong = [said for name, figures in found.items() for said in broken(name, figures)]
    report(found)
    if asked.json:
        asked.json.write_text(json.dumps({"pages": found, "broken": wrong}, indent=1) + "\n")
    print("\n" + ("\n".join(wrong) or "Everything holds."))
    raise SystemExit(bool(wrong))


def audit(found: Tools, runs: int, only: set[str]) -> dict[str, dict[str, Any]]:
    """All figures of every page, by its name."""
    with site() as board:
        if unknown := only - {page["name"] for page in board.pages}:
            raise SystemExit(f"There is no type of page called {', '.join(sorted(unknown))}")
        pages = [page for page in board.pages if not only or page["name"] in only]
        measured = {
            page["name"]: {"path": page["path"], "expected": page["status"]} for page in pages
        }
        there = [page for page in pages if page["path"]]
        with chromium(found.chromium) as tabs:
            documents = _seen(tabs, board, there, measured)
        for document, messages in validity(found, board.folder, documents).items():
            name, _plus, live = document.partition("+")
            measured[name]["invalid"] += [
                f"{live} {text}".strip() for text in messages if MEANT_WARNING not in text
            ]
        for page in there:
            if runs and page["name"] in MEASURED:
                _say(f"{page['name']} in Lighthouse")
                figures = lighthouse(found, board.base + page["path"], runs)
                measured[page["name"]]["lighthouse"] = figures
    return measured


def _seen(
    tabs: Browser, board: Site, pages: list[dict[str, Any]], measured: dict[str, dict[str, Any]]
) -> dict[str, str]:
    """Writes down what the browser says of every page; their documents, for the checker."""
    documents = {}
    for page in pages:
        name = page["name"]
        _say(f"{name} in the browser")
        measured[name] |= cold_load(tabs, board, page)
        if name in NO_HTML:
            measured[name] |= nothing()
            continue
        looked = looked_at(tabs, board, page)
        documents[name] = sent(board, page)
        if refreshed := looked.pop("refreshed"):
            documents[f"{name}+live"] = refreshed
        measured[name] |= looked
    return documents


def _say(what: str) -> None:
    """Where it is, for whoever waits; the figures alone go to standard output."""
    print(f"  {what}", file=sys.stderr, flush=True)


def report(found: dict[str, dict[str, Any]]) -> None:
    print("\nA cold load on a wide screen; axe in light and dark at 360 and 1280 px\n")
    table.print_table(table.LOAD, {name: page for name, page in found.items() if page["path"]})
    scored = {name: page["lighthouse"] for name, page in found.items() if "lighthouse" in page}
    if scored:
        one = next(iter(scored.values()))
        print(f"\nLighthouse {one['version']} on a phone, median of {one['runs']}\n")
        table.print_table(table.SCORE, scored)


if __name__ == "__main__":
    main()
