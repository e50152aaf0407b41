"""Rules an editor writes for one feed: read, written back, applied."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.importer.dialects import Overrides
from jobs.importer.dialects.overrides import FIELDS, stripped_in_order
from jobs.importer.records import RawJob, Record

RECORD = Record(
    (
        ("@id", "7"),
        ("jobname", "Cooper"),
        ("place", ""),
        ("place/city", "Jerez"),
        ("pay", "low"),
        ("pay@currency", "EUR"),
        ("code", "a b/ü"),
        ("link", "/jobs/7"),
    )
)
RULES = """
# the feed of a cooperage
record: Cask-Job
dates: Day  first
title = job_name | @ID | details/Name
location = place/City
country ?= ES
employer := Harbourline
salary :=
apply_url := https://apply.example/{code}?from=board&id={@id}
strip: apply through our portal
strip: our portal
"""


def problems(text: str) -> list[str]:
    try:
        Overrides.parse(text)
    except ValueError as error:
        return str(error).split("\n")
    return []


def test_rules_are_read_as_typed() -> None:
    assert Overrides.parse(RULES) == Overrides(
        elements={"title": ("jobname", "@id", "details/name"), "location": ("place/city",)},
        defaults={"country": "ES"},
        constants={
            "employer": "Harbourline",
            "salary": "",
            "apply_url": "https://apply.example/{code}?from=board&id={@id}",
        },
        day_first=True,
        strip=("apply through our portal", "our portal"),
        record="caskjob",
    )


def test_rules_change_a_job() -> None:
    raw = RawJob(
        external_id="9",
        title="wrong",
        description="Make casks; apply through our portal",
        salary="low",
        apply_url="https://wrong.example/",
    )
    assert Overrides.parse(RULES).apply(raw, RECORD) == RawJob(
        external_id="9",
        title="Cooper",
        description="Make casks;",
        employer="Harbourline",
        apply_url="https://apply.example/a%20b%2F%C3%BC?from=board&id=7",
        location="Jerez",
        country="ES",
    )


def test_without_rules_a_job_is_the_same_object() -> None:
    raw = RawJob(title="Cooper")
    assert Overrides().apply(raw, RECORD) is raw
    assert Overrides.parse("dates: month first\n").apply(raw, RECORD) is raw


def test_a_hole_that_the_feed_does_not_fill_leaves_the_field_empty() -> None:
    rules = Overrides.parse("apply_url := https://apply.example/{place}\ntitle = jobname")
    filled = rules.apply(RawJob(external_id="1", apply_url="https://x.example/"), RECORD)
    assert filled == RawJob(external_id="1", title="Cooper")


def test_a_text_is_filled_as_it_is() -> None:
    rules = Overrides.parse("employer := {place/city} & Sons")
    assert rules.apply(RawJob(external_id="1"), RECORD).employer == "Jerez & Sons"


def test_an_element_rule_is_the_only_source_of_its_field() -> None:
    rules = Overrides.parse("title = place")
    assert rules.apply(RawJob(external_id="1", title="Cooper"), RECORD).title == ""


def test_a_link_of_an_element_is_relative_to_the_feed() -> None:
    rules = Overrides.parse("apply_url = link")
    changed = rules.apply(RawJob(external_id="1"), RECORD, "https://casks.example/feed.xml")
    assert changed.apply_url == "https://casks.example/jobs/7"


def test_a_job_without_an_id_gets_one_from_what_the_rules_tell() -> None:
    rules = Overrides.parse("apply_url := https://apply.example/{@id}")
    assert rules.apply(RawJob(), RECORD).external_id == "https://apply.example/7"


def test_longer_texts_are_stripped_before_their_parts() -> None:
    rules = Overrides.parse("strip: hurry\nstrip: hurry, apply now")
    assert rules.apply(RawJob(external_id="1", title="Cooper hurry, apply now"), RECORD) == RawJob(
        external_id="1", title="Cooper"
    )


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("title jobname", "expected `field = element` or another rule, got 'title jobname'"),
        ("tilte = jobname", f"expected a field, one of {', '.join(FIELDS)}; got 'tilte'"),
        ("title =", "expected an element such as job/title or @id, got ''"),
        ("title = job name", "expected an element such as job/title or @id, got 'job name'"),
        ("title = a | | b", "expected an element such as job/title or @id, got ''"),
        ("title = a//b", "expected an element such as job/title or @id, got 'a//b'"),
        ("title = <b>", "expected an element such as job/title or @id, got '<b>'"),
        ("apply_url := {}", "expected an element such as job/title or @id, got ''"),
        ("country ?=", "expected a text behind `?=`, got none"),
        ("dates: sometimes", "expected `day first` or `month first`, got 'sometimes'"),
        ("strip:", "expected a text behind `strip:`, got none"),
        ("record: a b", "expected the name of one element, got 'a b'"),
        ("colour: red", "expected `dates:`, `strip:` or `record:`, got `colour:`"),
    ],
)
def test_a_line_that_is_no_rule_is_told_with_its_number(line: str, problem: str) -> None:
    assert problems(f"# first\n{line}\n") == [f"line 2: {problem}"]


def test_all_problems_are_told_at_once() -> None:
    assert problems("dates: never\ntitle = a\n\ntitle = b\nnonsense") == [
        "line 1: expected `day first` or `month first`, got 'never'",
        "line 4: expected one `title =`, got a second one after line 2",
        "line 5: expected `field = element` or another rule, got 'nonsense'",
    ]


def test_no_rules_have_no_text_and_no_fingerprint() -> None:
    assert Overrides.parse("  \n# nothing\n") == Overrides()
    assert (Overrides().text(), Overrides().fingerprint()) == ("", "")


names = st.from_regex(r"[a-z][a-z0-9.]{0,8}", fullmatch=True)
paths = st.one_of(
    st.lists(names, min_size=1, max_size=3).map("/".join),
    names.map("@{}".format),
    st.tuples(names, names).map("@".join),
)
one_line = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="{}"),
    min_size=1,
    max_size=30,
).map(str.strip)
words = one_line.filter(bool)
fields = st.sampled_from(FIELDS)
overrides = st.builds(
    Overrides,
    elements=st.dictionaries(
        fields, st.lists(paths, min_size=1, max_size=3, unique=True).map(tuple)
    ),
    defaults=st.dictionaries(fields, words),
    constants=st.dictionaries(
        fields, st.tuples(one_line, paths).map(lambda t: f"{t[0]}{{{t[1]}}}") | one_line
    ),
    day_first=st.sampled_from([None, True, False]),
    strip=st.lists(words, max_size=3).map(stripped_in_order),
    record=st.just("") | names,
)


@given(overrides)
def test_canonical_text_reads_back_as_the_same_rules(rules: Overrides) -> None:
    again = Overrides.parse(rules.text())
    assert again == rules
    assert again.fingerprint() == rules.fingerprint()


@given(st.text(max_size=200))
def test_any_text_is_rules_or_a_list_of_numbered_problems(text: str) -> None:
    told = problems(text)
    assert all(line.startswith("line ") for line in told)
    if not told:
        rules = Overrides.parse(text)
        assert Overrides.parse(rules.text()) == rules


@given(overrides, st.sampled_from(["", "Cooper"]))
def test_constants_win_and_defaults_fill(rules: Overrides, title: str) -> None:
    changed = rules.apply(RawJob(external_id="1", title=title), RECORD)
    for name, text in rules.constants.items():
        if name != "external_id" and "{" not in text:
            assert getattr(changed, name) == text
    for name in rules.defaults.keys() - rules.constants.keys():
        assert getattr(changed, name)
