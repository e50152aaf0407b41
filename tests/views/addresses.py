"""Every public address by its name, with an example on a board of `make_board`."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.conf import settings
from django.urls import URLPattern, reverse
from django.utils import timezone

from jobs.importer import twins
from jobs.models import Employer, Job, Logo
from jobs.urls import urlpatterns
from tests.importer.logos.images import png
from tests.make import make_feed, make_job

# What no cache may keep, or what says for itself how long.
STREAMED = {"json-feed", "outbound"}
OWN_RULES = {"apply", "report", "health", "ready", "logo", "saved", *STREAMED}


def make_board() -> None:
    """Two feeds, one job in both of them, one that closed, a logo, and all that jobs can have."""
    feed = make_feed(
        name="Own name",
        slug="first",
        address="https://feeds.example/1.xml",
        confirmed_at=timezone.now() - timedelta(hours=1),
        attribution_name="Feeder",
        attribution_url="https://f.example",
    )
    facts = {"job_type": "full-time", "level": "senior", "category": "Food", "industry": "Bread"}
    pay = {"salary_min": Decimal(30000), "salary_currency": "USD", "salary_period": "year"}
    found = {"skills": ("Baking",), "places": "Cork, IE"}
    first = make_job(feed=feed, title="Baker", employer="Quince", **facts, **found, **pay)
    make_job(feed=feed, title="Cook", employer="Quince", skills=("Baking", "Frying"))
    make_job(feed=feed, title="Pilot", employer="Medlar", closed_at=timezone.now())
    twin = make_job(
        feed=make_feed(slug="second", attribution_name="Other"),
        title="Baker",
        employer="Quince",
        **found,
    )
    twins.renew([first.pk, twin.pk])
    image = png()
    digest = Logo.digest_of(image)
    Logo.objects.create(digest=digest, image=image, width=64, height=64)
    Employer.objects.filter(slug="medlar").update(logo=digest)
    Employer.objects.filter(slug="quince").update(logo_url="https://l.example/1.png")


def addresses() -> dict[str, str]:
    """An example of each address; one that needs nothing to be named is its own."""
    jobs = {job.title: job for job in Job.objects.filter(same_as=None)}
    examples = {
        "search": "/jobs/?q=bake&arrangement=hybrid&sort=salary",
        "suggest": "/jobs/suggest.json?q=ba",
        "suggest-options": "/jobs/suggest.html?q=ba",
        "values": "/jobs/values/skill/",
        "values-options": "/jobs/values/skill.html?q=baker",
        "values-json": "/jobs/values/employer.json?skill=baking",
        "apply": reverse("apply", args=[jobs["Cook"].pk]),
        "report": reverse("report", args=[jobs["Baker"].pk]),
        "job": jobs["Baker"].get_absolute_url(),
        "job-short": f"/jobs/{jobs['Cook'].pk}/",
        "picture": reverse("picture", args=[jobs["Baker"].pk]),
        "employer": "/employers/quince/",
        "skill": "/skills/baking/",
        "category": "/categories/food/",
        "place": "/places/cork-ireland/",
        "skill-in": "/skills/baking/in/cork-ireland/",
        "skill-remote": "/skills/baking/remote/",
        "category-in": "/categories/food/in/cork-ireland/",
        "outbound": "/jobs.yubhub.xml",
        "sitemap-part": "/sitemaps/jobs-1.xml",
        "indexnow-key": f"/{settings.INDEXNOW_KEY}.txt",
        "logo": f"/logos/{Logo.objects.earliest('pk').pk}.webp",
    }
    names = [str(one.name) for one in urlpatterns if isinstance(one, URLPattern)]
    return {name: examples.get(name) or reverse(name) for name in names}


def kept() -> dict[str, str]:
    """Those that caches may keep, and further pages of the same kinds."""
    own = {name: path for name, path in addresses().items() if name not in OWN_RULES}
    closed = Job.objects.get(title="Pilot")
    more = {
        "all": "/jobs/",
        "cook": Job.objects.get(title="Cook").get_absolute_url(),
        "closed": closed.get_absolute_url(),
        "medlar": "/employers/medlar/",
        "frying": "/skills/frying/",
        "js": "/jobs/?q=js",
        "short-json-feed": "/jobs.feed.json?limit=5",
        "short-outbound": "/jobs.yubhub.xml?limit=5&skill=baking",
        "all-json": "/jobs.json?place=cork-ireland&within=25",
    }
    return own | more
