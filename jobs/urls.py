"""Every public address on one screen."""

from __future__ import annotations

from django.urls import path, register_converter

from jobs.views import (
    about,
    apply,
    atom,
    browse,
    home,
    job,
    landing,
    logo,
    opensearch,
    ops,
    outbound,
    picture,
    report,
    saved,
    search,
    sitemap,
    suggest,
    text,
    values,
)


class WordConverter:
    """A slug in any script. No dot, no slash, no control character ever reaches the database."""

    regex = r"[\w-]{1,100}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class IdConverter:
    """A job's number; longer ones than the database has are no address."""

    regex = r"[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class DigestConverter(WordConverter):
    """Of a logo: 128 bits in hex."""

    regex = r"[0-9a-f]{32}"


class KeyConverter(WordConverter):
    """Of IndexNow."""

    regex = r"[A-Za-z0-9-]{8,128}"


register_converter(WordConverter, "word")
register_converter(IdConverter, "id")
register_converter(DigestConverter, "digest")
register_converter(KeyConverter, "key")

urlpatterns = [
    path("", home.home, name="home"),
    path("jobs/", search.search, name="search"),
    path("jobs.atom", atom.atom, name="atom"),
    path("jobs.rss", outbound.rss, name="rss"),
    path("jobs.feed.json", outbound.json_feed, name="json-feed"),
    path("jobs.<word:dialect>.xml", outbound.outbound, name="outbound"),
    path("jobs.json", search.as_json, name="search-json"),
    path("jobs/suggest.json", suggest.suggest, name="suggest"),
    path("jobs/suggest.html", suggest.as_options, name="suggest-options"),
    path("jobs/values/<word:key>/", values.as_page, name="values"),
    path("jobs/values/<word:key>.json", values.as_json, name="values-json"),
    path("jobs/values/<word:key>.html", suggest.values_as_options, name="values-options"),
    path("jobs/<id:pk>/apply/", apply.apply, name="apply"),
    path("jobs/<id:pk>/report/", report.report, name="report"),
    path("jobs/<id:pk>/picture.png", picture.picture, name="picture"),
    path("jobs/<id:pk>/<word:slug>/", job.job, name="job"),
    path("jobs/<id:pk>/", job.job, {"slug": ""}, name="job-short"),
    path("saved/", saved.saved, name="saved"),
    path("employers/", browse.employers, name="employers"),
    path("employers/<word:slug>/", browse.employer, name="employer"),
    path("skills/", browse.skills, name="skills"),
    path("skills/<word:slug>/", browse.skill, name="skill"),
    path("skills/<word:slug>/remote/", landing.skill_remote, name="skill-remote"),
    path("skills/<word:slug>/in/<word:place>/", landing.skill_in, name="skill-in"),
    path("categories/<word:slug>/", browse.category, name="category"),
    path("categories/<word:slug>/in/<word:place>/", landing.category_in, name="category-in"),
    path("places/<word:slug>/", browse.place, name="place"),
    path("logos/<digest:digest>.webp", logo.logo, name="logo"),
    path("about/", about.about, name="about"),
    path("how-we-rank/", about.ranking, name="ranking"),
    path("opensearch.xml", opensearch.description, name="opensearch"),
    path("opensearch.json", opensearch.suggest, name="opensearch-suggest"),
    path("favicon.ico", text.favicon, name="favicon"),
    path("robots.txt", text.robots, name="robots"),
    path("sitemap.xml", sitemap.index, name="sitemap"),
    path("sitemaps/<word:section>-<id:number>.xml", sitemap.part, name="sitemap-part"),
    path("<key:key>.txt", text.indexnow_key, name="indexnow-key"),
    path("-/health", ops.health, name="health"),
    path("-/ready", ops.ready, name="ready"),
]
