"""A page of a job as a program reads it: its structured data beside what it shows."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import html as lxml_html

from jobs.models import Job


@dataclass(frozen=True)
class Seen:
    """A page and the job it is of."""

    page: str
    job: Job

    @cached_property
    def document(self) -> Any:
        return lxml_html.document_fromstring(self.page)

    @cached_property
    def postings(self) -> list[dict[str, Any]]:
        return [data for data in map(read, self.scripts) if data.get("@type") == "JobPosting"]

    @cached_property
    def scripts(self) -> list[str]:
        return [
            str(text)
            for text in self.document.xpath("//script[@type='application/ld+json']/text()")
        ]

    @cached_property
    def posting(self) -> dict[str, Any]:
        return self.postings[0] if self.postings else {}

    def at(self, path: str) -> Any:
        """What stands at `baseSalary.value`, None where nothing does."""
        data: Any = self.posting
        for name in path.split("."):
            data = data.get(name) if isinstance(data, dict) else None
        return data

    def parts(self, name: str) -> list[dict[str, Any]]:
        """A property that may be there once or several times."""
        found = self.posting.get(name, [])
        return found if isinstance(found, list) else [found]

    def text(self, path: str) -> str:
        """What a reader sees there, white space folded."""
        return " ".join(" ".join(one.text_content() for one in self.document.xpath(path)).split())

    def times(self) -> list[str]:
        return [str(one) for one in self.document.xpath("//dl//time/@datetime")]

    @property
    def is_remote(self) -> bool:
        return bool(self.posting.get("jobLocationType") == "TELECOMMUTE")

    @property
    def countries(self) -> list[str]:
        return [
            one.get("address", {}).get("addressCountry", "") for one in self.parts("jobLocation")
        ]


def read(script: str) -> dict[str, Any]:
    try:
        data = json.loads(script)
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}
