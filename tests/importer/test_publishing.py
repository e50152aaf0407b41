"""Imports, logos and an editor's feeds at the same moment, on connections of their own."""

from __future__ import annotations

from pathlib import Path
from threading import Barrier

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from jobs.importer.fetching.small import SmallFile
from jobs.importer.logos import keeping
from jobs.importer.logos.picture import picture
from jobs.importer.pipeline import Options, run_feed
from jobs.importer.sources import feed_for, register
from jobs.models import Employer, Feed, ImportRun, Job, SearchState
from tests.admin.pages import form_of, save
from tests.importer.logos.images import png
from tests.make import make_employer, record, yubhub
from tests.together import together

pytestmark = pytest.mark.django_db(transaction=True)
EMPLOYERS = [f"Employer {number}" for number in range(30)]


def feed_of(path: Path, title: str) -> Feed:
    """Tells another fact of every employer with each run."""
    records = [
        record(f"{title} {name}", Title=title, Employername=name, Employerwebsite=f"https://{n}.ex")
        for n, name in enumerate(EMPLOYERS)
    ]
    path.write_text(yubhub(*records))
    feed = feed_for(str(path))
    register(feed)
    return feed


@pytest.mark.parametrize("attempt", range(3))
def test_who_writes_what_pages_show_waits_for_the_others_and_never_in_a_circle(
    tmp_path: Path, attempt: int
) -> None:
    for name in EMPLOYERS:
        make_employer(name, logo_url="https://l.example/1.png")
    feeds = [feed_of(tmp_path / f"{title}.xml", title) for title in ("one", "two")]
    editor = Client()
    editor.force_login(User.objects.create_superuser("editor"))
    image = png()
    before, start = SearchState.objects.get().pages, Barrier(4)

    def fetch_logos() -> None:
        start.wait()
        for employer in Employer.objects.order_by("-pk"):
            file = SmallFile(image)
            keeping.keep(employer.pk, employer.logo_url, picture(image), file, now=timezone.now())

    def edit_feeds() -> None:
        start.wait()
        for number in range(8):
            save(editor, form_of(feeds[number % 2]), attribution_name=f"Name {number}")

    def read(number: int) -> None:
        start.wait()
        run_feed(feeds[number], Options())

    raised = together(fetch_logos, edit_feeds, lambda: read(0), lambda: read(1))

    assert raised == []
    assert Job.objects.live().count() == 60
    assert Employer.objects.exclude(logo=None).exclude(website="").count() == 30
    assert set(ImportRun.objects.values_list("status", flat=True)) == {"applied"}
    assert SearchState.objects.get().pages >= before + len(EMPLOYERS) + 8
