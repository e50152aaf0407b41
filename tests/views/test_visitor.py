"""Who asks: programs are known by their names, and an address stands for a machine."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import RequestFactory

from jobs.views.visitor import address_of, is_bot
from tests.visitors import CHROME, FIREFOX

WEBKIT = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
PEOPLE = [
    CHROME,
    FIREFOX,
    f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) {WEBKIT} Version/18.6 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 13; CUBOT NOTE 30) AppleWebKit/537.36 Chrome/140 Safari/537.36",
    "Mozilla/5.0 (compatible; MSIE 10.0; Windows NT 6.2; Trident/6.0)",
    "Opera/9.80 (Android; Opera Mini/36.2/191.25; U; en) Presto/2.12.423 Version/12.16",
    f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) {WEBKIT} [LinkedInApp]/9.31",
    f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) {WEBKIT} GSA/380.0 Safari/604.1",
]
PROGRAMS = [
    "",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2) Safari/537.36",
    "Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)",
    "Mozilla/5.0 (compatible; Google-InspectionTool/1.0)",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/140.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Linux; Android 11; moto g) AppleWebKit/537.36 Chrome/140 Chrome-Lighthouse",
    "Mozilla/5.0 (compatible; Baiduspider/2.0)",
    "facebookexternalhit/1.1",
    "WhatsApp/2.23.20.0",
    "curl/8.14.1",
    "python-requests/2.32.5",
    "Go-http-client/2.0",
    "Wget/1.25.0",
]


@pytest.mark.parametrize("name", PEOPLE)
def test_a_browser_is_a_person(name: str, rf: RequestFactory) -> None:
    assert not is_bot(rf.get("/", headers={"User-Agent": name}))


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_is_known_by_its_name(name: str, rf: RequestFactory) -> None:
    assert is_bot(rf.get("/", headers={"User-Agent": name} if name else {}))


@pytest.mark.parametrize(
    ("told", "address"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2::1", "2001:db8:1:2::"),
        ("", ""),
        ("unknown", "unknown"),
    ],
)
def test_an_address_stands_for_a_machine(
    told: str, address: str, rf: RequestFactory, settings: Any
) -> None:
    assert address_of(rf.get("/", REMOTE_ADDR=told)) == address

    behind = rf.get("/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": f"1.1.1.1, {told}"})
    assert address_of(behind) == "10.0.0.1"  # nobody vouches for the header
    settings.BEHIND_PROXY = True
    assert address_of(behind) == address
    assert address_of(rf.get("/", REMOTE_ADDR="10.0.0.1")) == "10.0.0.1"
