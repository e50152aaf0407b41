"""The sample: what a newcomer sees first."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from jobs.management.commands.load_sample import LOGOS
from jobs.models import Employer, Feed, LogoCopy

pytestmark = pytest.mark.django_db


def test_every_logo_that_was_drawn_for_the_sample_is_shown() -> None:
    call_command("load_sample", stdout=StringIO())
    shown = Employer.objects.exclude(logo=None)

    assert sorted(one.logo_url.rpartition("/")[2] for one in shown) == sorted(
        file.name for file in LOGOS.iterdir()
    )
    assert len(shown) == 8
    assert sum(len(one.logo.image) for one in shown) < 16_000
    assert not Employer.objects.logo_due(timezone.now()).exclude(logo=None).exists()


def test_a_board_that_has_a_feed_is_left_alone() -> None:
    Feed.objects.create(name="Ours", slug="ours", address="/feeds/ours.xml")
    call_command("load_sample", stdout=StringIO())

    assert (Employer.objects.count(), LogoCopy.objects.count()) == (0, 0)
