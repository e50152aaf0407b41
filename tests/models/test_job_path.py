"""The address of a job is its page, whatever its title."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import resolve
from django.utils import timezone
from hypothesis import example, given
from hypothesis import strategies as st

from jobs.models import Job, job_path
from tests.make import make_job


@given(st.text(max_size=300))
@example("Apply")
@example("picture.png")
def test_every_title_leads_to_the_page_of_the_job(title: str) -> None:
    match = resolve(unquote(job_path(7, title)))

    assert (match.url_name, match.kwargs["pk"]) == ("job", 7)


@pytest.mark.django_db
def test_a_job_called_apply_has_a_page_and_an_end(client: Client) -> None:
    job = make_job(title="Apply!")
    assert b"<h1" in client.get(job.get_absolute_url()).content
    assert f'href="{job.get_absolute_url()}"' in client.get("/jobs/").content.decode()

    Job.objects.update(closed_at=timezone.now())
    back = client.get(f"/jobs/{job.pk}/apply/", follow=True)

    assert (back.status_code, back.redirect_chain) == (200, [(job.get_absolute_url(), 302)])
