"""Narrow screens, large letters, wide spacing, few colours: nothing is cut off, covered or lost."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.every_page import every_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Of WCAG 2.2, success criterion 1.4.12: what a reader may ask of any page.
SPACING = """() => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-block-end: 2em !important }`)
  document.adoptedStyleSheets = [sheet]
}"""
# Words that a reader sees and that lie on other words, or outside of the box that cuts them off.
COVERED = """() => {
  const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), seen = [], wrong = []
  const range = document.createRange()
  while (all.nextNode()) {
    const node = all.currentNode, box = node.parentElement
    if (!node.data.trim() || box.closest(".vh, .skip, option, script, template")) continue
    if (!box.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true})) continue
    range.selectNodeContents(node)
    for (const rect of range.getClientRects()) if (rect.width) seen.push([node, rect])
    for (let at = box; at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at)
      const cuts = /hidden|clip/.test(style.overflowX + style.overflowY)
      if (cuts && (at.scrollWidth > at.clientWidth + 1 || at.scrollHeight > at.clientHeight + 1))
        wrong.push(`cut off: ${node.data.trim()}`)
    }
  }
  seen.sort((one, other) => one[1].top - other[1].top)
  seen.forEach(([node, one], number) => {
    for (let next = number + 1; next < seen.length && seen[next][1].top < one.bottom; next++) {
      const [other, two] = seen[next]
      const wide = Math.min(one.right, two.right) - Math.max(one.left, two.left)
      const high = Math.min(one.bottom, two.bottom) - two.top
      if (other !== node && wide > 1 && high > Math.min(one.height, two.height) / 3)
        wrong.push(`covered: ${node.data.trim()} / ${other.data.trim()}`)
    }
  })
  return wrong
}"""


@pytest.fixture
def letters(page: Page) -> Any:
    """Sets the size of letters that the reader chose in the browser, in pixels (16 at first)."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Page.enable")

    def choose(size: int) -> None:
        devtools.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})

    return choose


def sideways(page: Page) -> int:
    """How many pixels it would take to read the ends of the lines."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


@pytest.mark.parametrize(
    ("width", "size", "spaced"),
    [(320, 16, False), (320, 16, True), (1280, 32, False), (390, 32, False)],
    ids=["on 320 px", "with wide spacing", "with letters twice as large", "on a phone so too"],
)
def test_every_page_reflows(
    page: Page, live_server: Any, letters: Any, width: int, size: int, spaced: bool
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    letters(size)
    found = {}
    for name in every_page(page, live_server.url):
        if name == "atom":  # no HTML
            continue
        if spaced:
            page.evaluate(SPACING)
        found[name] = (max(0, sideways(page)), page.evaluate(COVERED))

    assert {name: wrong for name, wrong in found.items() if wrong != (0, [])} == {}
    assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == size


def test_words_on_words_are_noticed(page: Page) -> None:
    """The control of the test above."""
    page.set_content("<b>One</b> <b style='margin-inline-start: -2em'>Two</b>")
    assert page.evaluate(COVERED) == ["covered: One / Two"]
    page.set_content("<p style='width: 2em; overflow: hidden; white-space: nowrap'>One and two</p>")
    assert page.evaluate(COVERED) == ["cut off: One and two"]


def test_few_colours_are_enough(page: Page, live_server: Any) -> None:
    """In forced colours what can be pressed has an edge, and what is current has a line."""
    page.emulate_media(forced_colors="active")
    page.set_viewport_size({"width": 1280, "height": 900})
    for name in every_page(page, live_server.url):
        for pressed in page.locator(".button:visible, .chip:visible, .star:visible").all():
            edge = pressed.evaluate("one => getComputedStyle(one).borderTopStyle")
            assert edge == "solid", (name, pressed.inner_text())
        for current in page.locator("[aria-current]:visible").all():
            line = current.evaluate("one => getComputedStyle(one).textDecorationLine")
            assert line == "underline", (name, current.inner_text())
        page.keyboard.press("Tab")
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert style == "solid", name
