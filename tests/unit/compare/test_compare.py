"""Two states of a graph: what was gained, lost, changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from kg.cli import load_commands
from kg.compare import (
    Change,
    changes,
    compare,
    facts,
    open_previous_state,
    open_state,
    tell,
)
from kg.decisions import add_decision, parse_decision
from kg.errors import GraphError
from kg.export.rdf import to_nquads
from kg.graph.sources import open_source
from tests.e2e.test_commands import within
from tests.unit.pipeline.test_build import run, write


if TYPE_CHECKING:
    from pathlib import Path


def news(number: int, body: str, day: str = "1403/04/02") -> dict[str, str]:
    return {"id": f"n{number}", "title": f"خبر {number}", "date": day, "body": body}


GOVERNOR = "{} استاندار یزد گفت: «{}»"
FIRST = (
    news(1, GOVERNOR.format("بهرام کیانفر", "کار ادامه دارد.")),
    news(2, GOVERNOR.format("بهرام کیانفر", "باران می‌بارد.")),
    news(3, "همایش کتاب شنبه ۲ تیر در یزد برگزار شد."),
)
SECOND = (
    FIRST[0],
    news(2, GOVERNOR.format("بهرام کیانفر", "باران می‌بارد و جاده‌ها باز است.")),
    news(4, GOVERNOR.format("مهسا رستگار", "کار را آغاز کردیم."), "1403/06/02"),
)


EVENT = """
@prefix kg: <https://w3id.org/persian-news-kg/ontology#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix x: <https://x.example/> .
x:a schema:identifier "n1" .
x:e a kg:Event ; prov:wasDerivedFrom x:a ; rdfs:label "سیل" ; kg:casualties x:t ;
  kg:eventType <https://w3id.org/persian-news-kg/event-type/{type}> ;
  kg:modality kg:asserted ; schema:startDate "2024-06-22" ;
  schema:endDate "2024-06-22" .
x:t kg:casualtyKind "killed" ; kg:count {killed} .
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a graph that was built of FIRST and then of SECOND."""
    root = tmp_path_factory.mktemp("compare")
    write(root, "a.jsonl", *FIRST)
    run(root / "g", root / "a.jsonl")
    (root / "first.nq").write_bytes(to_nquads(open_source(str(root / "g"))))
    write(root, "a.jsonl", *SECOND)
    run(root / "g", root / "a.jsonl")
    (root / "second.nq").write_bytes(to_nquads(open_source(str(root / "g"))))
    return root


def since_last(folder: Path, *kinds: str) -> tuple[Change, ...]:
    before, after = open_previous_state(folder / "g"), open_state(str(folder / "g"))
    return compare(before, after, kinds) if kinds else compare(before, after)


def test_articles_and_entities_come_and_go(folder: Path) -> None:
    changes = since_last(folder, "article", "entity")

    told = [(one.what, one.change, one.subject) for one in changes]
    assert told == [
        ("article", "gained", "خبر 4"),
        ("article", "lost", "خبر 3"),
        ("article", "changed", "خبر 2"),
        ("entity", "gained", "مهسا رستگار"),
    ]
    assert changes[-1].kind == "person"


def test_the_holder_of_a_post_is_whom_the_latest_article_names(folder: Path) -> None:
    assert since_last(folder, "holder") == (
        Change("holder", "changed", "استاندار یزد", "بهرام کیانفر", "مهسا رستگار"),
    )


def test_a_role_that_another_article_still_states_is_not_lost(folder: Path) -> None:
    changes = since_last(folder, "role")

    subject = "مهسا رستگار، استاندار یزد"
    assert changes == (Change("role", "gained", subject, after="current"),)


def test_a_role_is_told_as_it_is_written(tmp_path: Path) -> None:
    write(tmp_path, "a.jsonl", *FIRST)
    run(tmp_path / "g", tmp_path / "a.jsonl")
    body = "دکتر شیرین آذرنوش مدیر کل امور مالی استان یزد شد."
    write(tmp_path, "a.jsonl", *FIRST, news(9, body))
    run(tmp_path / "g", tmp_path / "a.jsonl")

    subjects = [one.subject for one in since_last(tmp_path, "role")]

    assert subjects
    assert all("مدیر کل" in one or "مدیرکل" in one for one in subjects)


def test_events_and_quotations_are_compared_in_their_article(folder: Path) -> None:
    changes = since_last(folder, "event", "quote")

    told = [(one.what, one.change, one.article) for one in changes]
    assert told == [
        ("event", "lost", "n3"),
        ("quote", "gained", "n4"),
        ("quote", "changed", "n2"),
    ]
    assert changes[-1].before == "بهرام کیانفر گفت: باران می‌بارد"
    assert changes[-1].after.endswith("جاده‌ها باز است")


def test_files_tell_the_same_as_signatures_do(folder: Path) -> None:
    one, other = (open_state(str(folder / f"{n}.nq")) for n in ("first", "second"))

    assert one.graphs is None
    assert compare(one, other) == since_last(folder)


def test_the_other_way_round_what_was_gained_is_lost(folder: Path) -> None:
    one, other = (open_state(str(folder / f"{n}.nq")) for n in ("first", "second"))

    turned = compare(other, one)

    swap = {"gained": "lost", "lost": "gained", "changed": "changed"}
    there = {(one.what, swap[one.change], one.before, one.after) for one in turned}
    assert there == {
        (one.what, one.change, one.after, one.before) for one in compare(one, other)
    }


def test_equal_states_do_not_differ(folder: Path) -> None:
    state = open_state(str(folder / "g"))

    assert compare(state, state) == ()
    assert compare(open_state(str(folder / "second.nq")), state) == ()
    assert tell((), limit=0) == "تفاوتی نیست.\n"


def test_a_new_name_changes_the_entity_alone(tmp_path: Path) -> None:
    write(tmp_path, "a.jsonl", *FIRST)
    run(tmp_path / "g", tmp_path / "a.jsonl")
    line = ("rename", "person", "بهرام کیانفر", "بهرام کیان", "م", "2026-11-29", "چون")
    add_decision(tmp_path / "g", parse_decision(line))
    run(tmp_path / "g", tmp_path / "a.jsonl")

    assert since_last(tmp_path) == (
        Change(
            "entity",
            "changed",
            "بهرام کیان",
            "بهرام کیانفر",
            "بهرام کیان",
            kind="person",
        ),
    )


@pytest.mark.parametrize(("whole", "many"), [(0.0, 0), (2.0, 5_000)])
def test_reading_all_or_only_what_differs_tells_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch, whole: float, many: int
) -> None:
    usual = since_last(folder)
    monkeypatch.setattr(changes, "_WHOLE", whole)
    monkeypatch.setattr(facts, "_MANY", many)

    assert since_last(folder) == usual


def test_a_first_build_has_no_earlier_state(tmp_path: Path) -> None:
    write(tmp_path, "a.jsonl", *FIRST)
    run(tmp_path / "g", tmp_path / "a.jsonl")

    with pytest.raises(GraphError, match="no earlier state; one is kept from the sec"):
        open_previous_state(tmp_path / "g")


def test_the_text_is_short_persian_with_an_arrow(folder: Path) -> None:
    text = tell(since_last(folder), limit=0)

    assert "  ~ استاندار یزد: بهرام کیانفر ← مهسا رستگار\n" in text
    assert "  + مهسا رستگار، استاندار یزد (کنونی)\n" in text
    assert "خبرها (۱ تازه، ۱ حذف‌شده، ۱ دگرگون):\n" in text
    assert "  + شخص: مهسا رستگار\n" in text


def test_another_type_or_toll_is_a_change_of_the_event(tmp_path: Path) -> None:
    states = []
    for at, (type_, killed) in enumerate((("accident", 5), ("disaster", 7))):
        path = tmp_path / f"{at}.ttl"
        path.write_text(EVENT.format(type=type_, killed=killed), encoding="utf-8")
        states.append(open_state(str(path)))

    (change,) = compare(*states)

    assert (change.what, change.change, change.subject) == ("event", "changed", "سیل")
    assert change.before == "asserted, accident, 2024-06-22, 5 killed"
    assert change.after == "asserted, disaster, 2024-06-22, 7 killed"
    assert tell([change], limit=0) == (
        "رویدادها (۱ دگرگون):\n\u200f  ~ سیل: رخ داده، سانحه، ۲ تیر ۱۴۰۳، ۵ کشته ← "
        "رخ داده، بلای طبیعی، ۲ تیر ۱۴۰۳، ۷ کشته\n"
    )


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("سیل پنج نفر را در نیلان کشت", ["changed"]),
        ("زلزله چند خانه را ویران کرد", ["gained", "lost"]),
    ],
)
def test_an_event_told_in_other_words_is_changed(
    tmp_path: Path, name: str, told: list[str]
) -> None:
    states = []
    for at, one in enumerate((name, "سیل هفت نفر را در نیلان کشت")):
        path = tmp_path / f"{at}.ttl"
        event = EVENT.format(type="disaster", killed=5).replace("سیل", one)
        path.write_text(event, encoding="utf-8")
        states.append(open_state(str(path)))

    assert [one.change for one in compare(*states)] == told


def test_the_text_has_a_line_for_each_difference_and_tells_what_differs() -> None:
    said = "کیانفر گفت: " + "سخن دراز است و " * 9
    left = "… است و سخن دراز است و"
    found = (
        Change(
            "role", "changed", "کیانفر، استاندار یزد", "current", "former, to 2024-06"
        ),
        Change("quote", "gained", "کیانفر", "", "not: کیانفر گفت: باران\n\nبارید"),
        Change("quote", "changed", "کیانفر", f"{said}تمام شد", f"{said}ادامه دارد"),
    )

    assert tell(found, limit=0).splitlines() == [
        "سمت‌ها (۱ دگرگون):",
        "\u200f  ~ کیانفر، استاندار یزد: کنونی ← پیشین، تا ۲۰۲۴/۰۶",
        "نقل‌قول‌ها (۱ تازه، ۱ دگرگون):",
        "\u200f  + تکذیب: کیانفر گفت: باران بارید",
        f"\u200f  ~ {left} تمام شد ← {left} ادامه دارد",
    ]


def test_the_text_leaves_out_what_exceeds_the_limit(folder: Path) -> None:
    assert "  … و ۲ مورد دیگر\n" in tell(since_last(folder, "article"), limit=1)


def test_the_command_prints_tables_json_and_text(folder: Path) -> None:
    load_commands([])
    graph = folder / "g"

    table = within("diff", folder / "first.nq", graph, "--only", "holder")
    records = json.loads(within("diff", graph, "--format", "json").stdout)
    text = within("diff", graph, "--format", "text")
    few = within("diff", graph, "--only", "article", "--limit", 1, "--format", "csv")

    assert "مهسا رستگار" in table.stdout
    assert {one["what"] for one in records} == {
        *("article", "entity", "holder", "role", "event", "quote")
    }
    assert "← مهسا رستگار" in text.stdout
    assert len(few.stdout.splitlines()) == 2
    assert "2 more (--limit 0 shows all)" in few.stderr
    assert few.stderr.endswith("article: 1 gained, 1 lost, 1 changed\n")
    assert within("diff", graph, "--only", "x").exit_code == 2
