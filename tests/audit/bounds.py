"""What must hold: one table, and the sentence that says what does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

# Of Lighthouse on a phone, in the middle of all runs: at least.
SCORES = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
# Of Lighthouse too: milliseconds, and a share of the window. At most.
MOMENTS = {"lcp": 1200, "tbt": 100, "cls": 0}
# Of a cold load on a wide screen, by type of page; ANY holds for those that are not named.
ANY = {"bytes": 20_000, "requests": 5, "css": 6_000, "js": 4_096, "shift": 0}
LOADS = {
    "home": ANY | {"bytes": 15_000},
    "search": ANY | {"elements": 900},
    "filtered": ANY | {"elements": 900},
    "page-2": ANY | {"elements": 900},
    "no-results": ANY | {"elements": 900},
    "job": ANY | {"bytes": 18_000},
    "job-in-search": ANY | {"bytes": 18_000},
    "closed": ANY | {"bytes": 18_000},
    "employer": ANY | {"bytes": 18_000},
    "skill": ANY | {"bytes": 18_000},
    "saved": ANY | {"bytes": 12_000},
    "saved-empty": ANY | {"bytes": 12_000},
    "atom": {"requests": 5, "shift": 0},  # fifty jobs for a program, with a stylesheet of its own
}
# A closed job asks search engines to forget it, and a search that is no landing page not to list it,
# which is what this audit of Lighthouse looks for.
MEANT = {name: {"seo: is-crawlable"} for name in ("closed", "no-results")}
# VoiceOver does not say that a list without bullets is one, unless the role says so.
MEANT_WARNING = "The “list” role is unnecessary for element"
NOTHING = ("foreign", "console", "cookies", "violations", "sideways", "invalid")


def broken(name: str, found: dict[str, Any]) -> Iterator[str]:
    """A sentence for everything that does not hold on this page."""
    if not found["path"]:
        yield f"{name}: the board has no such page"
        return
    if found["status"] != found["expected"]:
        yield f"{name}: expected status {found['expected']}, got {found['status']}"
    for figure, limit in LOADS.get(name, ANY).items():
        if found[figure] > limit:
            yield f"{name}: expected at most {limit:,} {figure}, got {found[figure]:,}"
    for figure in NOTHING:
        yield from (f"{name}: {figure}: {what}" for what in found[figure])
    yield from (
        f"{name}: undecided contrast: {what}"
        for what in found["incomplete"]
        if "color-contrast" in what
    )
    if found["live"] is False:
        yield f"{name}: the results did not come anew when a filter was chosen"
    if "lighthouse" in found:
        yield from _too_low(name, found["lighthouse"])


def _too_low(name: str, found: dict[str, Any]) -> Iterator[str]:
    meant = MEANT.get(name, set())
    for category, least in SCORES.items():
        causes = {what for what in found["failed"] if what.startswith(f"{category}:")}
        if found[category] < least and not (causes and causes <= meant):
            said = f" ({', '.join(sorted(causes))})" if causes else ""
            yield f"{name}: expected {category} {least}, got {found[category]:g}{said}"
    for moment, most in MOMENTS.items():
        if found[moment] > most:
            yield f"{name}: expected {moment} of at most {most}, got {found[moment]:g}"
