"""An editor saves while imports and commands write the same rows: each keeps what is its own."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from jobs.importer import twins
from jobs.importer.fetching.small import SmallFile
from jobs.importer.logos import keeping
from jobs.importer.logos.picture import Picture
from jobs.models import Employer, Logo, Place
from tests.admin.pages import form_of, values_of
from tests.gazetteer import CORK, put
from tests.make import make_employer, make_job
from tests.together import together

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = "https://logos.example/a.png"


def copy_logo(employer: Employer, image: bytes) -> None:
    keeping.keep(employer.pk, ADDRESS, Picture(image, 16, 16), SmallFile(image), now=timezone.now())


def beside(save: Callable[[], object], write: Callable[[], object]) -> None:
    """Writes with the lock of imports, for which the save waits."""
    begun = time.monotonic()

    def importing() -> None:
        with transaction.atomic():
            twins.lock()
            while time.monotonic() < begun + 1:  # the editor's request comes meanwhile
                time.sleep(0.05)
            write()

    def editing() -> None:
        time.sleep(0.3)
        save()

    assert together(importing, editing) == []


def test_a_save_keeps_what_an_import_and_fetch_logos_wrote_meanwhile(
    admin_client: Client,
) -> None:
    employer = make_employer("Quince", logo_url=ADDRESS)
    copy_logo(employer, b"old")
    form = values_of(admin_client, form_of(employer))
    answers: list[int] = []

    def write() -> None:
        Employer.objects.filter(pk=employer.pk).update(website="https://quince.example")
        copy_logo(employer, b"new")
        keeping.sweep()

    beside(lambda: answers.append(admin_client.post(
        form_of(employer), form | {"description": "Boats"}
    ).status_code), write)  # fmt: skip

    employer.refresh_from_db()
    assert answers == [302]
    assert (employer.description, employer.website) == ("Boats", "https://quince.example")
    assert (employer.logo_id, employer.edited) == (Logo.digest_of(b"new"), ["description"])


def test_another_town_drops_what_the_gazetteer_said_meanwhile(admin_client: Client) -> None:
    make_job(places="Cork, Ireland")
    place = Place.objects.get()
    form = values_of(admin_client, form_of(place))

    beside(
        lambda: admin_client.post(form_of(place), form | {"city": "Cobh"}),
        lambda: put(place.slug, CORK),
    )

    place.refresh_from_db()
    assert (place.city, place.latitude, place.located_by) == ("Cobh", None, "")
