"""An odd feed is read by what an editor says of it, without code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from jobs.models import Feed, ImportRun, Job
from tests.make import record, yubhub

pytestmark = pytest.mark.django_db
Import = Callable[..., ImportRun]
ODD = """<board><meta><item><title>Our board</title><link>x</link></item></meta>
<shift nr="7"><was>Baker</was><wann>03/04/2026</wann><text>Early hours. Seen on OddBoard.</text>
<wo>Cork</wo></shift>
<shift nr="8"><was>Cook</was><wann>04/04/2026</wann><text>Late hours.</text><wo/></shift></board>"""
RULES = """
record: shift
title = was
external_id = @nr
description = text
location = wo
posted = wann
employer := Harbourline
country ?= IE
apply_url := https://jobs.example/shift/{@nr}
dates: day first
strip: Seen on OddBoard.
"""


def test_an_odd_feed_is_read_by_its_overrides(import_document: Import) -> None:
    assert import_document(ODD).status == "rejected"
    Feed.objects.update(overrides=RULES)

    run = import_document(ODD)

    assert (run.status, run.created, run.rejected) == ("applied", 2, 0)
    job = Job.objects.for_cards().get(external_id="7")
    assert (job.title, job.employer.name, job.apply_url, job.posted_on) == (
        "Baker",
        "Harbourline",
        "https://jobs.example/shift/7",
        date(2026, 4, 3),
    )
    assert job.description == "<p>Early hours.</p>"
    assert [place.name for place in job.place_list] == ["Cork, Ireland"]


def test_a_changed_override_writes_every_job_anew(import_document: Import) -> None:
    document = yubhub(record("a"), record("b"))
    import_document(document)
    Feed.objects.update(overrides="industry ?= Shipping")

    again = import_document(document)

    assert (again.updated, again.unchanged) == (2, 0)
    assert {job.industry.name for job in Job.objects.all()} == {"Shipping"}
    assert import_document(document).unchanged == 2
