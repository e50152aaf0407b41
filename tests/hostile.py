"""Queries and parameters that nobody means well with, through the real views.

`DATABASE_URL=... python -m tests.hostile 10000` asks them of the board that is there, and fails
when an answer is a server error or takes longer than a second. Prints the slowest, and its figures
as one line of JSON. Strings are of our own making; `--seed` makes others.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from urllib.parse import quote, quote_from_bytes, urlsplit

import django
from django.test import Client

LIMIT = 1.0  # seconds
PATHS = ("/jobs/", "/jobs/", "/jobs.json", "/jobs.atom", "/jobs/suggest.json",
         "/jobs/values/skill/", "/jobs/values/employer.json", "/skills/python/", "/employers/acme/",
         "/skills/", "/employers/", "/saved/", "/opensearch.json", "/jobs/suggest.html",
         "/jobs/values/skill.html", "/places/cork-ireland/", "/jobs.rss", "/jobs.feed.json",
         "/jobs.yubhub.xml")  # fmt: skip
KEYS = ("q type level arrangement category industry country place employer skill salary currency "
        "pay posted sort page find also within ids").split()  # fmt: skip
WORDS = """engineer senior nurse manager sales the a an in of remote python java c++ c# .net
    node.js go r c d front end front-end full-time berlin london new york sr js""".split()
_FILE: dict[str, list[str]] = json.loads(Path(__file__).with_suffix(".json").read_text())
SHORT, NUMBERS, SIGNS, RAW, ODD_KEYS = (
    _FILE[name] for name in ("texts", "numbers", "signs", "raw", "odd_keys")
)


def query_strings(seed: int) -> Iterator[str]:
    """Without end: first what was thought of, each as words and as every other key; then chance."""
    chance = random.Random(seed)
    yield from RAW
    yield from (f"q={_quoted(text)}" for text in SHORT)
    yield from (f"{key}={_quoted(value)}" for key in KEYS[1:] for value in (*NUMBERS, *SHORT[:12]))
    yield from (f"{_quoted(key)}=a" for key in ODD_KEYS)
    while True:
        yield chance.choice(KINDS)(chance)


def _quoted(text: str) -> str:
    return quote_from_bytes(text.encode("utf-8", "surrogatepass"), safe="")


def _mixed(chance: random.Random) -> str:
    """A query of words and signs, with some other keys."""
    parts = chance.choices((*WORDS, *SIGNS, *SHORT), k=chance.randint(1, 14))
    return f"q={_quoted(chance.choice(['', ' ', ' ']).join(parts))}{_keys(chance, 3)}"


def _beginnings(chance: random.Random) -> str:
    """As many beginnings as are read, each of what most words begin with."""
    letters = [chance.choice("abcdeimnoprstu") + chance.choice(["", *"aeiorn"]) for _ in range(14)]
    signs = [chance.choice(["", "", "-"]) + letter + "*" for letter in letters]
    return f"q={_quoted(chance.choice([' ', ' OR ']).join(signs))}{_keys(chance, 2)}"


def _characters(chance: random.Random) -> str:
    """Any characters at all, lone surrogates too."""
    top = chance.choice([0x80, 0x250, 0x3000, 0x110000])
    text = "".join(chr(chance.randrange(top)) for _ in range(chance.choice([1, 5, 30, 250])))
    return f"q={_quoted(text)}{_keys(chance, 2)}"


def _bytes(chance: random.Random) -> str:
    """Bytes that are no text, escaped and not."""
    noise = chance.randbytes(chance.choice([3, 30, 300]))
    return f"q={quote_from_bytes(noise, safe='')}&place={noise.decode('latin-1')}"


def _long(chance: random.Random) -> str:
    """A hundred thousand characters."""
    units = ('"', "a* ", "a OR ", "- ", "a-b", "\u0301", "\ufdfa")
    unit = chance.choice((*SHORT[1:], *WORDS, *units))
    text = (unit * (100_000 // len(unit) + 1))[:100_000]
    key = chance.choice(["q", "q", "skill", "find", "page", "sort"])
    return f"{key}={quote(text, errors='replace')}"


def _many(chance: random.Random) -> str:
    """Fifteen hundred parameters, or a key as often as is allowed."""
    number, keys = chance.choice([(1_500, KEYS), (990, KEYS), (990, [chance.choice(KEYS)])])
    values = (*WORDS, *NUMBERS[:8], "us", "de", "remote", "stated")
    return "&".join(
        f"{chance.choice(keys)}={_quoted(chance.choice(values))}{chance.choice(['', number])}"
        for number in range(number)
    )


def _keys(chance: random.Random, most: int) -> str:
    """Some parameters, of which many mean something."""
    known = {"arrangement": ["remote", "onsite"], "posted": ["1", "30"], "pay": ["stated"],
             "sort": ["newest", "relevance", "salary"], "country": ["us", "gb", "de"]}  # fmt: skip
    pairs = []
    for _ in range(chance.randint(0, most)):
        key = chance.choice(KEYS[1:])
        value = chance.choice(
            [*known.get(key, ["1"]), chance.choice(NUMBERS), chance.choice(SHORT)]
        )
        pairs.append(f"&{key}={_quoted(value)}")
    return "".join(pairs)


KINDS: tuple[Callable[[random.Random], str], ...] = (
    *[_mixed] * 10, *[_beginnings] * 4, *[_characters] * 4, _bytes, _long, _many,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    path: str
    query: str
    status: int
    seconds: float

    def __str__(self) -> str:
        return f"{self.seconds * 1000:7.1f} ms  {self.status}  {self.path}?{self.query[:100]!a}"


def asked(client: Client, number: int, seed: int) -> Iterator[Answer]:
    """The answers to so many requests. The client must not raise what a view raised."""
    jobs = [urlsplit(job["url"]).path for job in client.get("/jobs.json").json()["results"][:2]]
    paths = (*PATHS, *jobs)
    for count, query in enumerate(islice(query_strings(seed), number)):
        path = paths[count * 7 // 5 % len(paths)] if count % 3 else paths[0]
        began = time.perf_counter()
        response = client.get(path, QUERY_STRING=query)
        yield Answer(path, query, response.status_code, time.perf_counter() - began)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.hostile", description=__doc__)
    parser.add_argument("number", type=int, nargs="?", default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    wish = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    logging.disable(logging.CRITICAL)  # every page that is not there would be said
    client = Client(raise_request_exception=False)
    client.get("/jobs/")  # a process reads the board once
    answers = sorted(asked(client, wish.number, wish.seed), key=lambda one: -one.seconds)
    broken = [one for one in answers if one.status >= 500]
    slow = [one for one in answers if one.seconds > LIMIT]
    for one in [*answers[:10], *broken[:20]]:
        print(one)
    figures = {
        "asked": len(answers),
        "statuses": dict(sorted(Counter(one.status for one in answers).items())),
        "slowest_ms": round(answers[0].seconds * 1000),
        "median_ms": round(answers[len(answers) // 2].seconds * 1000, 1),
        "server_errors": len(broken),
        "above_a_second": len(slow),
    }
    print(json.dumps(figures))
    return 1 if broken or slow else 0


if __name__ == "__main__":
    sys.exit(main())
