"""What a feed of a made-up history has published."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.faults.documents import job
from tests.make import record, yubhub


@dataclass(frozen=True, slots=True)
class Post:
    opening: int
    version: int = 0
    usable: bool = True
    times: int = 1  # it is in the document
    renumbered: int = 0

    @property
    def id(self) -> str:
        number = f"n{self.opening}"  # "0" alone would be no id
        return f"{number}-{self.renumbered}" if self.renumbered else number

    def record(self, feed: str) -> str:
        if not self.usable:
            return record(self.id, Applyto="javascript:void(0)") * self.times
        host = "shared" if self.opening % 2 else feed
        return job(self.opening, self.id, version=self.version, feed=host) * self.times


@dataclass(slots=True)
class Published:
    posts: dict[int, Post] = field(default_factory=dict)  # by opening

    def document(self, feed: str, fault: str) -> str:
        if fault == "error page":
            return "<html><body><h1>Back soon</h1></body></html>"
        records = [] if fault == "empty" else [post.record(feed) for post in self.posts.values()]
        whole = yubhub(*records)
        if fault == "cut":
            return whole[: -len("</source>")]
        return whole.replace("</source>", "Soon & more</source>") if fault == "mended" else whole
