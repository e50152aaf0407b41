"""One request at a time, a pause for each host, the others meanwhile."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from jobs.importer.logos.turns import Turns

FOR_EVER = 10.0**9


class Clock:
    """Time that passes when somebody sleeps, or works."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def turns(queue: str, clock: Clock, until: float = FOR_EVER) -> Turns[str]:
    """Of a queue such as "a1 a2 b1": the letter is the host."""
    pairs = [(word[0], word) for word in queue.split()]
    return Turns(pairs, pause=1, until=until, clock=clock, sleep=clock.sleep)


def given_at(queue: str, *, work: float = 0, until: float = FOR_EVER) -> list[tuple[float, str]]:
    clock, given = Clock(), []
    for word in turns(queue, clock, until):
        given.append((clock.now, word))
        clock.now += work
    return given


def test_hosts_take_turns_while_each_has_its_pause() -> None:
    assert given_at("a1 a2 a3 b1 c1 b2") == [
        (0, "a1"),
        (0, "b1"),
        (0, "c1"),
        (1, "a2"),
        (1, "b2"),
        (2, "a3"),
    ]


def test_the_pause_begins_when_the_answer_has_come() -> None:
    assert given_at("a1 a2", work=5) == [(0, "a1"), (6, "a2")]


def test_whoever_waits_longest_goes_first_among_those_who_may() -> None:
    assert [word for _at, word in given_at("a1 b1 a2 b2", work=1)] == ["a1", "b1", "a2", "b2"]


def test_none_begins_after_the_end() -> None:
    assert given_at("a1 a2 a3 a4", until=2) == [(0, "a1"), (1, "a2")]
    assert given_at("a1 b1", work=3, until=2) == [(0, "a1")]


def test_a_host_that_is_left_alone_is_not_asked_again() -> None:
    clock, given = Clock(), []
    queue = turns("a1 a2 b1 a3 b2", clock)
    for word in queue:
        given.append(word)
        if word == "a1":
            queue.leave_alone("a")

    assert given == ["a1", "b1", "b2"]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 99)), max_size=20))
def test_everybody_has_one_turn_and_no_host_two_within_its_pause(
    queue: list[tuple[str, int]],
) -> None:
    clock, last, given = Clock(), defaultdict(lambda: -1.0), []
    pairs = [(host, (host, place)) for place, (host, _number) in enumerate(queue)]
    for host, place in Turns(pairs, pause=1, until=FOR_EVER, clock=clock, sleep=clock.sleep):
        assert clock.now - last[host] >= 1
        last[host] = clock.now
        given.append((host, place))

    assert sorted(given) == sorted(item for _host, item in pairs)
    for host in "abc":
        assert [item for item in given if item[0] == host] == [
            item for name, item in pairs if name == host
        ]
