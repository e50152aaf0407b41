"""RSS 2.0 for feed readers, the whole description in `content:encoded`.

https://www.rssboard.org/rss-specification and https://www.rssboard.org/rss-profile
"""

from __future__ import annotations

from html import escape
from xml.sax.saxutils import quoteattr

from django.conf import settings
from django.utils.translation import get_language

from jobs.models import Feed, Job
from jobs.syndication import entries, facts, xml
from jobs.syndication.format import Channel, Format

_NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_ROOT = " ".join(('<rss version="2.0"', *(f'xmlns:{one}="{name}"' for one, name in _NAMES.items())))


def _begin(channel: Channel) -> bytes:
    told = (
        xml.element("title", channel.title),
        xml.element("link", channel.home),
        xml.element("description", escape(channel.note or channel.title)),
        xml.element("language", get_language() or settings.LANGUAGE_CODE),
        xml.element("lastBuildDate", xml.moment(channel.updated)),
        xml.element("generator", settings.SITE_NAME),
        f'<atom:link rel="self" type="application/rss+xml" href={quoteattr(channel.own)}/>\n',
    )
    return xml.encoded(f"{xml.DECLARATION}{_ROOT}>\n<channel>\n{''.join(told)}")


def _item(job: Job) -> bytes:
    told = (
        xml.element("title", entries.title_of(job)),
        xml.element("link", facts.page_of(job)),
        xml.element("guid", entries.lasting_address_of(job)),  # isPermaLink goes without saying
        xml.element("pubDate", xml.moment(entries.published(job))),
        xml.element("dc:creator", job.employer.name),
        *(xml.element("category", tag) for tag in entries.tags_of(job)),
        xml.filled(
            [
                ("description", escape(entries.first_words(job))),
                ("content:encoded", facts.description_of(job)),
            ]
        ),
        _source(job.feed),
    )
    return xml.encoded(f"<item>\n{''.join(told)}</item>\n")


def _source(feed: Feed) -> str:
    """Who provided the job. Without an address RSS has no place for it but the description."""
    if not feed.attribution_url or not feed.attribution_name:
        return ""
    return (
        f"<source url={quoteattr(feed.attribution_url)}>{escape(feed.attribution_name)}</source>\n"
    )


def _end() -> bytes:
    return xml.encoded("</channel>\n</rss>\n")


rss = Format("rss", "RSS 2.0", "application/rss+xml; charset=utf-8", _begin, _item, _end)
