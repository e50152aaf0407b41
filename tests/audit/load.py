"""What a page weighs for somebody who was never here: bytes, requests, elements, shifts."""

from __future__ import annotations

from collections import Counter
from typing import Any

from playwright.sync_api import Browser, Page

from tests.audit.browser import opened
from tests.audit.site import Site

_SHIFT = """() => new Promise(done => {
  let sum = 0
  new PerformanceObserver(list => list.getEntries().forEach(entry => { sum += entry.value }))
    .observe({type: "layout-shift", buffered: true})
  setTimeout(() => done(sum), 100)
})"""


def cold_load(browser: Browser, site: Site, page: dict[str, Any]) -> dict[str, Any]:
    """Bytes as the browser counts them, with headers; requests as the server saw them."""
    with opened(browser, site, page) as tab:
        sizes, foreign = _listen(tab, site)
        console: list[str] = []
        tab.on("console", lambda message: console.append(message.text))
        before = len(site.log.read_text().splitlines())
        answer = tab.goto(site.base + page["path"], wait_until="networkidle")
        return {
            "status": answer.status if answer else 0,
            "bytes": sizes.total(),
            "html": sizes["Document"],
            "css": sizes["Stylesheet"],
            "js": sizes["Script"],
            "requests": len(site.log.read_text().splitlines()) - before,
            "elements": tab.evaluate("document.querySelectorAll('*').length"),
            "shift": round(tab.evaluate(_SHIFT), 4),
            "foreign": foreign,
            # Every browser reports a page that is an error as one.
            "console": [text for text in console if f"status of {page['status']}" not in text],
            "cookies": [cookie["name"] for cookie in tab.context.cookies() if not page["cookie"]],
        }


def _listen(tab: Page, site: Site) -> tuple[Counter[str], list[str]]:
    """Fills what it returns while the tab loads: bytes by type, and addresses that are not ours."""
    kinds: dict[str, str] = {}
    sizes: Counter[str] = Counter()
    foreign: list[str] = []

    def answered(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = event["type"]
        if not event["response"]["url"].startswith(site.base):
            foreign.append(event["response"]["url"])

    def finished(event: dict[str, Any]) -> None:
        sizes[kinds.get(event["requestId"], "Other")] += int(event["encodedDataLength"])

    devtools = tab.context.new_cdp_session(tab)
    devtools.on("Network.responseReceived", answered)
    devtools.on("Network.loadingFinished", finished)
    devtools.send("Network.enable")
    return sizes, foreign
