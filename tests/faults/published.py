"""What a feed of a made-up history has published."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.faults.documents import job
from tests.make import record, yubhub

OPENINGS = 4
SAID = "By day and by night, in wind and in rain, with all hands and both eyes open. " * 4


@dataclass(frozen=True, slots=True)
class Post:
    """One record. Those of one opening, 1 and 5, are one job that the feed has twice."""

    number: int
    version: int = 0
    usable: bool = True
    times: int = 1  # it is in the document
    renumbered: int = 0

    @property
    def opening(self) -> int:
        return self.number % OPENINGS

    @property
    def id(self) -> str:
        number = f"n{self.number}"  # "0" alone would be no id
        return f"{number}-{self.renumbered}" if self.renumbered else number

    def record(self, feed: str) -> str:
        if not self.usable:
            return record(self.id, Applyto="javascript:void(0)") * self.times
        host = "shared" if self.opening % 2 else feed
        told = job(self.opening, self.id, version=self.version, feed=host)
        return told.replace("Work number", f"{SAID}Work number") * self.times


@dataclass(slots=True)
class Published:
    posts: dict[int, Post] = field(default_factory=dict)  # by number

    def document(self, feed: str, fault: str) -> str:
        if fault == "error page":
            return "<html><body><h1>Back soon</h1></body></html>"
        records = [] if fault == "empty" else [post.record(feed) for post in self.posts.values()]
        whole = yubhub(*records)
        if fault == "cut":
            return whole[: -len("</source>")]
        return whole.replace("</source>", "Soon & more</source>") if fault == "mended" else whole
