"""The sitemap names exactly the pages that say of themselves that they may be listed."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from jobs.models import Category, Employer, Job, Place, Skill
from tests.make import make_job
from tests.seo.sitemaps import entries
from tests.views.addresses import addresses, kept, make_board

pytestmark = pytest.mark.django_db
SITE = "http://testserver.example"


def nothing() -> None:
    """An empty board."""


def towns() -> None:
    """Pages of every kind with enough jobs, and as many with one too few."""
    for number in range(5):
        facts = {"category": "Food", "skills": ("Baking", "Frying")[: 1 + number % 2]}
        make_job(title=f"Baker {number}", employer="Quince", places="Cork, IE", **facts)
        make_job(
            title="Bäcker",
            employer="Ünal & Söhne",
            skills=("C++",),
            arrangement="remote",
            places="Remote, Germany",
        )
    make_job(title="Cook", employer="Medlar", category="Food", places="Dublin, IE")
    for _number in range(4):
        make_job(title="Pilot", employer="Loquat", skills=("Flying",), places="Bern, CH")
    make_job(title="Gone", employer="Loquat", skills=("Flying",), closed_at=timezone.now())


def crawled(start: list[str]) -> dict[str, bytes]:
    """Every page of the site that links lead to, without going on from searches."""
    client, found, waiting = Client(), {}, [*start]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        answer = client.get(path)
        is_page = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
        found[path] = answer.getvalue() if is_page else b""
        if is_page and "?" not in path:
            for link in html.fromstring(found[path]).xpath("//a/@href"):
                parts = urlsplit(urljoin(f"{SITE}{path}", link))
                if f"{parts.scheme}://{parts.netloc}" == SITE and "/apply/" not in parts.path:
                    waiting.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return found


def terms() -> list[str]:
    """The pages of all terms and of all pairs of them, linked or not."""
    skills, places = Skill.objects.all(), [place.slug for place in Place.objects.all()]
    own = [term for kind in (Skill, Employer, Category, Place) for term in kind.objects.all()]
    narrow = [*skills, *Category.objects.all()]
    return [
        *(term.get_absolute_url() for term in own),
        *(f"{skill.get_absolute_url()}remote/" for skill in skills),
        *(f"{term.get_absolute_url()}in/{place}/" for term in narrow for place in places),
    ]


def may_be_listed(path: str, page: bytes) -> bool:
    canonical = re.findall(rb'<link rel="canonical" href="([^"]*)"', page)
    return b'name="robots"' not in page and canonical == [f"{SITE}{path}".encode()]


def listed() -> list[str]:
    parts = entries(Client().get("/sitemap.xml").getvalue())
    documents = (Client().get(part.removeprefix(SITE)).getvalue() for part in parts)
    return [address.removeprefix(SITE) for document in documents for address in entries(document)]


@pytest.mark.parametrize("board", [nothing, make_board, towns])
def test_the_sitemap_has_the_pages_that_may_be_listed_and_no_others(
    board: Callable[[], None],
) -> None:
    board()
    jobs = [job.get_absolute_url() for job in Job.objects.all()]
    more = [*addresses().values(), *kept().values()] if board is make_board else []
    told = listed()

    pages = crawled(["/", *jobs, *terms(), *more, *told])

    assert len(told) == len(set(told))
    assert sorted(told) == sorted(path for path, page in pages.items() if may_be_listed(path, page))
    assert len(told) >= 6


def test_the_board_of_towns_has_every_kind_of_page() -> None:
    towns()

    assert {
        "/skills/baking/in/cork-ireland/",
        "/categories/food/in/cork-ireland/",
        "/skills/c-plus-plus/remote/",
        "/employers/quince/",
        "/places/cork-ireland/",
        "/categories/food/",
    } <= set(listed())
    assert not {"/skills/flying/", "/employers/loquat/", "/skills/frying/"} & set(listed())
