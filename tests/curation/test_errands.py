"""Long work in a process of its own."""

from __future__ import annotations

from typing import Any

import dj_database_url
import pytest

from jobs.curation import errands
from jobs.models import Feed
from tests.make import make_feed


@pytest.mark.django_db(transaction=True)
def test_an_errand_works_on_the_database_of_this_process_and_outlives_nothing_else() -> None:
    feed = make_feed(address="-", enabled=False)

    errand = errands.start("import_feed", "--", feed.slug)  # its standard input is empty

    assert errand.wait(60) == 65
    assert Feed.objects.get().runs.get().status == "rejected"


def test_a_word_is_a_word(tmp_path: Any) -> None:
    made = tmp_path / "made"

    errand = errands.start("import_feed", "--", f"$(touch {made}); touch {made}")

    assert errand.wait(60) == 64
    assert not made.exists()


@pytest.mark.parametrize(
    "own",
    [
        {"ENGINE": "django.db.backends.sqlite3", "NAME": "/srv/a board?/b%20c.sqlite3"},
        {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": "jobs?",
            "USER": "me@here",
            "PASSWORD": "p/w:%40",
            "HOST": "/run/post gres",
            "PORT": 5433,
            "OPTIONS": {"sslmode": "require"},
        },
        {"ENGINE": "django.db.backends.postgresql", "NAME": "jobs", "HOST": "db.internal"},
    ],
)
def test_the_address_of_the_database_is_read_as_it_was_meant(own: dict[str, Any]) -> None:
    empty = {"USER": "", "PASSWORD": "", "HOST": "", "PORT": "", "OPTIONS": {}}
    read = dict(dj_database_url.parse(errands.database_address(empty | own)))

    assert {name: read.get(name, empty.get(name)) for name in empty | own} == empty | own
