"""A board whose facts are all Greek, and the pages that a visitor can read of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from jobs.models import Feed, Job, JobType, Level
from tests.make import make_employer, make_feed, make_job


def greek_board() -> list[str]:
    """Makes it; the paths of its pages, every kind of them."""
    feed = make_feed(
        attribution_name="Πηγή",
        attribution_url="https://feed.example/",
        confirmed_at=datetime.now(UTC) - timedelta(hours=3),
    )
    make_employer("Ψωμί", description="Ψήνουμε", website="https://bakery.example/")
    facts = {"employer": "Ψωμί", "description": "<p>Καλημέρα</p>", "skills": ("Φούρνος", "Αλεύρι")}
    terms = {"category": "Τρόφιμα", "industry": "Χονδρική", "places": "Αθήνα, GR"}
    pay = {"salary_currency": "USD", "salary_period": "year", "salary_max": Decimal(90_000)}
    jobs = [
        make_job(
            pk=1_234_567 + number,
            feed=feed,
            title="Αρτοποιός",
            arrangement="remote",
            job_type="Βάρδια",
            level="Νέος",
            posted_on=datetime.now(UTC).date() - timedelta(days=3),
            expires_on=datetime.now(UTC).date() + timedelta(days=30),
            salary_min=Decimal(50_000 + number),
            salary_text="Καλός μισθός",
            **facts | terms | pay,
        )
        for number in range(45)
    ]
    make_job(title="Μάγειρας", employer="Άλλος", arrangement="hybrid", skills=("Φούρνος",))
    closed = make_job(title="Κηπουρός", closed_at=datetime.now(UTC), **facts | terms)
    gone = make_job(title="Ναύτης", closed_at=datetime.now(UTC) - timedelta(days=99), **facts)
    Job.objects.filter(pk=jobs[0].pk).update(posted_on=datetime.now(UTC).date())
    assert Feed.objects.count() == JobType.objects.count() == Level.objects.count() == 1
    job = jobs[0]
    place, skill = job.place_list[0], job.skill_list[0]
    found = f"arrangement=remote&skill={skill.slug}&salary=10000&pay=stated"
    return [
        "/",
        "/jobs/",
        f"/jobs/?{found}&q=αρτοποιος&page=2",
        f"/jobs/?place={place.slug}&type=nope&sort=best&page=999",
        f"/jobs/?q=κηπουρος&{found}&posted=1",
        f"/jobs/values/skill/?{found}&find=φ",
        "/jobs/values/employer/?find=zzz",
        *(job.get_absolute_url(), f"{jobs[5].get_absolute_url()}?{found}&page=2"),
        *(closed.get_absolute_url(), gone.get_absolute_url()),
        *("/employers/", job.employer.get_absolute_url()),
        *("/skills/", skill.get_absolute_url()),
        *(job.category.get_absolute_url(), place.get_absolute_url()),
        *("/saved/", f"/saved/?ids={job.pk}.{closed.pk}"),
        *("/about/", "/how-we-rank/", "/nowhere/"),
    ]
