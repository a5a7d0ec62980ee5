"""Scoring: what counts as right, and what the figures say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from kg.errors import ReadError
from kg.evaluate import (
    MEASURES,
    breakdown,
    compare,
    grouping,
    read_records,
    render_report,
    score,
)
from kg.evaluate.matching import (
    is_among,
    is_same_event,
    is_same_person,
    is_same_quote,
    is_same_title,
    likeness,
)


if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("بهرام کیانفر", "بهرام كيانفر", True),
        ("دکتر بهرام کیانفر", "بهرام کیانفر", True),
        ("کیانفر", "بهرام کیانفر", True),
        ("بهرام", "بهرام کیانفر", False),
        ("بهرام کیان", "بهرام کیانفر", True),
        ("دکتر", "دکتر", True),
        ("مهسا رستگار", "بهرام کیانفر", False),
        (None, None, True),
        (None, "بهرام", False),
    ],
)
def test_persons(one: str | None, other: str | None, same: bool) -> None:
    assert is_same_person(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("معاون سیاسی", "معاون", True),
        ("رئیس‌جمهور", "رییس جمهور", True),
        ("وزیر", "سخنگو", False),
        ("سخنگوی دولت", "دولت", False),
    ],
)
def test_titles(one: str, other: str, same: bool) -> None:
    assert is_same_title(one, other) is same


@pytest.mark.parametrize(
    ("value", "right", "others", "same"),
    [
        (None, None, [], True),
        ("نفت", "وزارت نفت", [], True),
        ("نفت", None, [], False),
        ("نفت", None, ["نفت"], True),
        (None, "نفت", ["نفت"], False),
        ("قم", "قم", [], True),
        ("قم", "مجلس", ["استانداری قم"], False),
        ("کوهپایه", "مجلس", ["استانداری کوهپایه"], True),
    ],
)
def test_answers_with_alternatives(
    value: str | None, right: str | None, others: list[str], same: bool
) -> None:
    assert is_among(value, right, others) is same


@pytest.mark.parametrize(
    ("predicted", "same"),
    [
        ({"event": "همایش کتاب کوهپایه"}, True),
        ({"event": "همایش ورزش شهر"}, False),
        ({"event": "نشست", "trigger": "برگزار شد", "date": "2024-06-22"}, True),
        ({"event": "نشست", "trigger": "برگزار شد", "date": None}, False),
        ({"event": "نشست", "trigger": "آغاز شد", "date": "2024-06-22"}, False),
        ({}, False),
    ],
)
def test_events(predicted: dict[str, str], same: bool) -> None:
    gold = {
        "event": "همایش کتاب",
        "trigger": "برگزار شد",
        "date": "2024-06-22",
    }

    assert is_same_event(predicted, gold) is same


def test_quotes_may_differ_a_little() -> None:
    gold = {"text": "کار ساخت کتابخانه تا پایان سال ادامه دارد"}

    assert is_same_quote({"text": gold["text"] + "."}, gold)
    assert not is_same_quote({"text": "کار ساخت"}, gold)


def test_nothing_is_like_something() -> None:
    assert likeness("", "الف") == 0.0
    assert likeness(None, "") == 1.0


GOLD = {
    "n1": {
        "id": "n1",
        "roles": [
            {"person": "بهرام کیانفر", "role": "استاندار", "organization": "کوهپایه"},
            {"person": "مهسا رستگار", "role": "سخنگو", "organization": None},
        ],
        "quotes": [{"speaker": "بهرام کیانفر", "text": "کار ادامه دارد"}],
    },
    "n2": {"id": "n2", "events": [{"event": "همایش کتاب", "date": None}]},
}
PREDICTED = {
    "n1": {
        "id": "n1",
        "publisher": "سپیدار",
        "roles": [
            {
                "person": "کیانفر",
                "role": "استاندار",
                "organization": "مجلس",
                "rule": "a",
            },
            {
                "person": "کیانفر",
                "role": "استاندار",
                "organization": "مجلس",
                "rule": "b",
            },
        ],
        "quotes": [{"speaker": "رستگار", "text": "کار ادامه دارد.", "rule": "colon"}],
    }
}


def test_scores_are_micro_averages() -> None:
    comparison = compare(GOLD, PREDICTED)

    found = {
        name: (one.right, one.predicted, one.gold)
        for name, one in ((n, score(o)) for n, o in comparison.outcomes.items())
    }

    assert comparison.missing == ("n2",)
    assert found == {
        "roles.triple": (0, 2, 2),
        "roles.pair": (1, 2, 2),
        "events.triple": (0, 0, 1),
        "events.found": (0, 0, 1),
        "quotes.triple": (0, 1, 1),
        "quotes.found": (1, 1, 1),
    }
    assert list(found) == [measure.name for measure in MEASURES]


def test_precision_recall_and_f1_follow_from_the_counts() -> None:
    outcome = score(compare(GOLD, PREDICTED).outcomes["roles.pair"])

    assert (outcome.precision, outcome.recall, outcome.f1) == (0.5, 0.5, 0.5)


def test_the_interval_holds_the_value_and_never_changes() -> None:
    outcomes = compare(GOLD, GOLD).outcomes["roles.triple"]

    first, second = score(outcomes), score(outcomes)

    assert first == second
    assert first.low <= first.f1 <= first.high == 1.0


def test_nothing_scores_nothing() -> None:
    assert score([]).row("x") == ("x", "0.000", "0.000", "0.000", "", "0", "0")


def test_a_breakdown_tells_rules_apart() -> None:
    outcomes = compare(GOLD, PREDICTED).outcomes["roles.pair"]

    groups = breakdown(outcomes, grouping("rule", PREDICTED))

    found = {
        group: (one.right, one.predicted, one.gold) for group, one in groups.items()
    }
    assert found == {"?": (0, 0, 1), "a": (1, 1, 1), "b": (0, 1, 0)}


def test_a_breakdown_by_publisher_asks_the_article() -> None:
    outcomes = compare(GOLD, PREDICTED).outcomes["quotes.found"]

    assert list(breakdown(outcomes, grouping("publisher", PREDICTED))) == ["سپیدار"]


def test_an_unknown_breakdown_is_refused() -> None:
    with pytest.raises(ReadError, match="colour"):
        grouping("colour", {})


def test_the_error_report_shows_sentences_and_escapes_them() -> None:
    gold = {"n1": {"roles": [{"person": "<b>کیانفر</b>", "role": "وزیر"}]}}
    text = "دیروز <b>کیانفر</b> وزیر شد.\nپایان."

    page = render_report(compare(gold, {}), {"n1": text})

    assert "<b>کیانفر" not in page
    assert "دیروز <mark>&lt;b&gt;کیانفر&lt;/b&gt;</mark> وزیر شد." in page
    assert "پایان" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_records_are_read_by_id(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": 7}) + "\n\n", encoding="utf-8")

    assert read_records(path) == {"7": {"id": 7}}


@pytest.mark.parametrize("line", ["{", "[]", "{}"])
def test_a_line_that_is_no_record_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f'{{"id": "n1"}}\n{line}\n', encoding="utf-8")

    with pytest.raises(ReadError, match=r"gold\.jsonl:2: not a record"):
        read_records(path)


@pytest.mark.parametrize(
    ("facts", "place"),
    [
        ({"roles": 1}, "roles"),
        ({"events": ["همایش"]}, r"events\[0\]"),
        ({"roles": [{"person": ["الف"]}]}, r"roles\[0\]\.person"),
        ({"quotes": [{"speaker": "الف", "text": 5}]}, r"quotes\[0\]\.text"),
        (
            {"events": [{"event": "الف", "location_alt": "ب"}]},
            r"events\[0\]\.location_alt",
        ),
    ],
)
def test_facts_that_cannot_be_compared_are_named(
    tmp_path: Path, facts: dict[str, object], place: str
) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "n1"} | facts), encoding="utf-8")

    with pytest.raises(ReadError, match=rf"gold\.jsonl:1: not a record: .*\$\.{place}"):
        read_records(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"gold\.jsonl"):
        read_records(tmp_path / "gold.jsonl")
