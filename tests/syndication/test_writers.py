"""What each format says of a job of which everything is known, and of one of which nothing is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from jobs.models import Job
from jobs.syndication import FORMATS
from jobs.syndication.indeed import literal
from jobs.syndication.linkedin import simple
from tests.make import make_employer, make_feed, make_job
from tests.syndication.trips import CHANNEL, document

pytestmark = pytest.mark.django_db
SITE = "http://testserver.example"


def loaded() -> Any:
    return Job.objects.for_cards().select_related("feed", "employer")


@pytest.fixture
def full() -> Job:
    make_employer(
        "Bread & Butter",
        website="https://bread.example/",
        logo_url="https://bread.example/logo.png",
        description="We bake <at night>.",
    )
    feed = make_feed(attribution_name="Feeds & Co", attribution_url="https://feeds.example/?a&b")
    job = make_job(
        feed=feed,
        title="Baker & Cook",
        employer="Bread & Butter",
        description='<h3>You</h3><ol><li>Bake &amp; <em>cook</em></li></ol><p>See <a href="https'
        '://x.example/?a=1&amp;b=2" rel="nofollow">us</a> ]]&gt; ]]></p>',
        apply_url="https://apply.example/?job=1&src=x",
        skills=("Baking", "Python"),
        places="Remote, Canada; Toronto, ON, CA",
        job_type="full-time",
        level="senior",
        category="Engineering",
        industry="Food",
        arrangement="hybrid",
        salary_min=Decimal("20.50"),
        salary_max=Decimal("25.00"),
        salary_currency="CAD",
        salary_period="hour",
        salary_text="C$20.50 - 25 an hour",
        posted_on=date(2026, 11, 2),
        expires_on=date(2027, 1, 31),
    )
    found: Job = loaded().get(pk=job.pk)
    return found


@pytest.fixture
def bare() -> Job:
    job = make_job(
        feed=make_feed(),
        title="Cook",
        description="",
        posted_on=None,
        apply_url="https://a.example/1",
    )
    found: Job = loaded().get(pk=job.pk)
    return found


def test_yubhub_has_its_elements_in_its_order(full: Job, bare: Job) -> None:
    text = document("yubhub", [full, bare]).decode()

    assert (
        text
        == f"""\
<?xml version="1.0" encoding="UTF-8"?>
<source>
<jobs>
<job>
<externalid>{full.pk}</externalid>
<Title>Baker &amp; Cook</Title>
<Description><![CDATA[<h3>You</h3><ol><li>Bake &amp; <em>cook</em></li></ol><p>See \
<a href="https://x.example/?a=1&amp;b=2" rel="nofollow">us</a> ]]&gt; ]]]]><![CDATA[></p>
<p style="font-size:smaller">Source: <a href="https://feeds.example/?a&amp;b" rel="noopener">\
Feeds &amp; Co</a></p>]]></Description>
<Jobtype>full-time</Jobtype>
<Experiencelevel>senior</Experiencelevel>
<Workarrangement>hybrid</Workarrangement>
<Salaryrange>C$20.50 - 25 an hour</Salaryrange>
<Skills>Baking, Python</Skills>
<Category>Engineering</Category>
<Industry>Food</Industry>
<Employername>Bread &amp; Butter</Employername>
<Employerlogo>https://bread.example/logo.png</Employerlogo>
<Employerdescription>We bake &lt;at night&gt;.</Employerdescription>
<Employerwebsite>https://bread.example/</Employerwebsite>
<Compensationcurrency>CAD</Compensationcurrency>
<Compensationmin>20.50</Compensationmin>
<Compensationmax>25</Compensationmax>
<Applyto>https://apply.example/?job=1&amp;src=x</Applyto>
<Location>Remote, Canada; Toronto, Ontario, Canada</Location>
<Country>CA</Country>
<Postedate>2026-11-02</Postedate>
<Compensationtimeframe>hour</Compensationtimeframe>
<Expirydate>2027-01-31</Expirydate>
<Url>{SITE}/jobs/{full.pk}/baker-and-cook/</Url>
</job>
<job>
<externalid>{bare.pk}</externalid>
<Title>Cook</Title>
<Description><![CDATA[]]></Description>
<Jobtype></Jobtype>
<Experiencelevel></Experiencelevel>
<Workarrangement></Workarrangement>
<Salaryrange></Salaryrange>
<Skills></Skills>
<Category></Category>
<Industry></Industry>
<Employername>Harbourline</Employername>
<Employerlogo></Employerlogo>
<Employerdescription></Employerdescription>
<Employerwebsite></Employerwebsite>
<Compensationcurrency></Compensationcurrency>
<Compensationmin></Compensationmin>
<Compensationmax></Compensationmax>
<Applyto>https://a.example/1</Applyto>
<Location></Location>
<Country></Country>
<Postedate></Postedate>
<Compensationtimeframe></Compensationtimeframe>
<Expirydate></Expirydate>
<Url>{SITE}/jobs/{bare.pk}/cook/</Url>
</job>
</jobs>
</source>
"""
    )


def test_indeed_has_what_is_known_in_cdata(full: Job, bare: Job) -> None:
    text = document("indeed", [full, bare]).decode()

    assert (
        text
        == f"""\
<?xml version="1.0" encoding="UTF-8"?>
<source>
<publisher><![CDATA[Job board]]></publisher>
<publisherurl><![CDATA[{SITE}/]]></publisherurl>
<lastBuildDate>Sun, 22 Nov 2026 09:30:00 GMT</lastBuildDate>
<job>
<title><![CDATA[Baker & Cook]]></title>
<date><![CDATA[2026-11-02]]></date>
<referencenumber><![CDATA[{full.pk}]]></referencenumber>
<requisitionid><![CDATA[{full.pk}]]></requisitionid>
<url><![CDATA[{SITE}/jobs/{full.pk}/baker-and-cook/]]></url>
<company><![CDATA[Bread & Butter]]></company>
<city><![CDATA[Toronto]]></city>
<state><![CDATA[Ontario]]></state>
<country><![CDATA[CA]]></country>
<location><![CDATA[Remote, Canada; Toronto, Ontario, Canada]]></location>
<remotetype><![CDATA[Hybrid remote]]></remotetype>
<description><![CDATA[<h3>You</h3><ol><li>Bake & <em>cook</em></li></ol><p>See \
<a href="https://x.example/?a=1&b=2" rel="nofollow">us</a> ]]]]><![CDATA[> ]]]]><![CDATA[></p>
<p style="font-size:smaller">Source: <a href="https://feeds.example/?a&b" rel="noopener">\
Feeds & Co</a></p>]]></description>
<salary><![CDATA[C$20.50 - 25 an hour]]></salary>
<salarymin><![CDATA[20.50]]></salarymin>
<salarymax><![CDATA[25]]></salarymax>
<salarycurrency><![CDATA[CAD]]></salarycurrency>
<salaryperiod><![CDATA[hour]]></salaryperiod>
<jobtype><![CDATA[full-time]]></jobtype>
<category><![CDATA[Engineering]]></category>
<industry><![CDATA[Food]]></industry>
<experience><![CDATA[Senior]]></experience>
<experiencelevel><![CDATA[senior]]></experiencelevel>
<skills><![CDATA[Baking, Python]]></skills>
<logo><![CDATA[https://bread.example/logo.png]]></logo>
<website><![CDATA[https://bread.example/]]></website>
<companydescription><![CDATA[We bake <at night>.]]></companydescription>
<expirationdate><![CDATA[2027-01-31]]></expirationdate>
</job>
<job>
<title><![CDATA[Cook]]></title>
<referencenumber><![CDATA[{bare.pk}]]></referencenumber>
<requisitionid><![CDATA[{bare.pk}]]></requisitionid>
<url><![CDATA[{SITE}/jobs/{bare.pk}/cook/]]></url>
<company><![CDATA[Harbourline]]></company>
</job>
</source>
"""
    )


def test_linkedin_has_its_own_words(full: Job, bare: Job) -> None:
    text = document("linkedin", [full, bare]).decode()

    assert (
        text
        == f"""\
<?xml version="1.0" encoding="UTF-8"?>
<source>
<lastBuildDate>Sun, 22 Nov 2026 09:30:00 GMT</lastBuildDate>
<publisherUrl>{SITE}/</publisherUrl>
<publisher><![CDATA[Job board]]></publisher>
<expectedJobCount>2</expectedJobCount>
<job>
<partnerJobId><![CDATA[{full.pk}]]></partnerJobId>
<company><![CDATA[Bread & Butter]]></company>
<title><![CDATA[Baker & Cook]]></title>
<description><![CDATA[<p><b>You</b></p><ul><li>Bake &amp; <i>cook</i></li></ul><p>See us ]]&gt; \
]]]]><![CDATA[></p><p>Source: Feeds &amp; Co (https://feeds.example/?a&amp;b)</p>]]></description>
<applyUrl><![CDATA[https://apply.example/?job=1&src=x]]></applyUrl>
<location><![CDATA[Toronto, Ontario, Canada]]></location>
<city><![CDATA[Toronto]]></city>
<state><![CDATA[Ontario]]></state>
<country><![CDATA[CA]]></country>
<workplaceTypes><![CDATA[Hybrid]]></workplaceTypes>
<experienceLevel><![CDATA[MID_SENIOR_LEVEL]]></experienceLevel>
<jobtype><![CDATA[FULL_TIME]]></jobtype>
<industry><![CDATA[Food]]></industry>
<listDate><![CDATA[2026-11-02]]></listDate>
<expirationDate><![CDATA[2027-01-31]]></expirationDate>
<jobFunctions>
<jobFunction><![CDATA[eng]]></jobFunction>
</jobFunctions>
<skills>
<skill><![CDATA[Baking]]></skill>
<skill><![CDATA[Python]]></skill>
</skills>
<salaries>
<salary>
<highEnd>
<amount><![CDATA[25]]></amount>
<currencyCode><![CDATA[CAD]]></currencyCode>
</highEnd>
<lowEnd>
<amount><![CDATA[20.50]]></amount>
<currencyCode><![CDATA[CAD]]></currencyCode>
</lowEnd>
<period><![CDATA[HOURLY]]></period>
<type><![CDATA[BASE_SALARY]]></type>
</salary>
</salaries>
</job>
<job>
<partnerJobId><![CDATA[{bare.pk}]]></partnerJobId>
<company><![CDATA[Harbourline]]></company>
<title><![CDATA[Cook]]></title>
<applyUrl><![CDATA[https://a.example/1]]></applyUrl>
</job>
</source>
"""
    )


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("number", [1, 3])
def test_a_loaded_job_is_written_without_a_query(
    name: str, number: int, django_assert_num_queries: Any
) -> None:
    for _ in range(number):
        make_job(skills=("Baking", "Python"), places="Leeds, UK; Remote, US", level="mid")
    jobs = list(loaded())

    with django_assert_num_queries(0):
        assert document(name, jobs).count(b"<job>") == number


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("R&amp;D &gt; Q&amp;A &lt;b", "R&D > Q&A &lt;b"),
        ("&amp;copy; &amp;lt; &amp;#38; &amp;copy", "&amp;copy; &amp;lt; &amp;#38; &amp;copy"),
        ('<a href="?a=1&amp;b=2&amp;lt=3">a&nbsp;b</a>', '<a href="?a=1&b=2&amp;lt=3">a\xa0b</a>'),
        ("&amp;", "&"),
    ],
)
def test_entities_are_signs_where_they_read_the_same(html: str, expected: str) -> None:
    assert literal(html) == expected


def test_of_a_description_only_shown_tags_stay() -> None:
    html = '<h4>A</h4><pre>b</pre><blockquote><p>c<br>d</p></blockquote><a href="https://e">e</a>'

    assert simple(html) == "<p><b>A</b></p>b<p>c<br>d</p>e"


def test_pay_without_a_text_is_said_in_a_row() -> None:
    make_job(salary_min=30000, salary_max=40000, salary_currency="EUR", salary_period="year")
    make_job(salary_min=30000)
    make_job(salary_min=18, salary_max=18, salary_currency="GBP", salary_period="hour")

    text = document("indeed", loaded().order_by("pk")).decode()

    said = [line for line in text.splitlines() if line.startswith("<salary>")]
    assert said == [
        "<salary><![CDATA[30000 - 40000 EUR year]]></salary>",
        "<salary><![CDATA[30000]]></salary>",
        "<salary><![CDATA[18 GBP hour]]></salary>",
    ]


def test_a_comma_in_the_name_of_a_skill_makes_no_two_skills() -> None:
    job = make_job(skills=("Sales", "Python"))
    sales = job.skill_list[0]
    sales.name = "Sales, inside"
    sales.save()

    text = document("yubhub", loaded()).decode()

    assert "<Skills>Sales / inside, Python</Skills>" in text


def test_a_renamed_place_is_told_by_what_it_consists_of() -> None:
    place = make_job(places="Toronto, ON, CA").place_list[0]
    place.name = "Toronto; and around"
    place.save()

    text = document("yubhub", loaded()).decode()

    assert "<Location>Toronto, Ontario, Canada</Location>" in text


def test_words_of_the_board_are_told_by_what_stays_when_an_editor_renames_them() -> None:
    job = make_job(job_type="full-time", level="Head of bees")
    assert job.job_type
    job.job_type.name = "Vollzeit"
    job.job_type.save()

    text = document("yubhub", loaded()).decode()

    assert "<Jobtype>full-time</Jobtype>\n<Experiencelevel>Head of bees</Experiencelevel>" in text


def test_a_source_without_an_address_is_named() -> None:
    make_job(feed=make_feed(attribution_name="<Feeds>"), description="<p>Text</p>")

    named = {name: b"Source: &lt;Feeds&gt;</p>]]>" in document(name, loaded()) for name in FORMATS}

    assert named == {"yubhub": True, "indeed": False, "linkedin": True}
    assert b"Source: &lt;Feeds></p>" in document("indeed", loaded())


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_feed_is_a_document(name: str) -> None:
    assert document(name, []).endswith(b"</source>\n")
    assert CHANNEL.total == 2
