"""Decisions are replayed on every build, reported, and never extract anything again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.decisions import add_decision, parse_decision, read_decisions, remove_decision
from kg.graph.folder import open_store
from kg.graph.sources import StoreSource, select_values
from kg.validate import validate
from tests.unit.pipeline.test_build import article, lines, run, write


if TYPE_CHECKING:
    from pathlib import Path

    from kg.decisions import Decision
    from kg.pipeline.report import BuildReport


ROLE = "بهرام کیانفر | استاندار | کوهپایه @ n1"
QUOTE = "بهرام کیانفر | کار ادامه دارد… @ n1"
EVENT = "همایش کتاب @ n1"


def decision(action: str, kind: str, target: str, value: str = "") -> Decision:
    """Return a decision of an invented editor."""
    return parse_decision(
        (action, kind, target, value, "مهسا رستگار", "2026-11-29", "چون")
    )


def ask(graph: Path, query: str) -> list[tuple[str | None, ...]]:
    """Return the sorted rows of a query."""
    rows = select_values(StoreSource(open_store(graph)), query)
    return sorted(rows, key=str)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    write(folder, "a.jsonl", article(1), article(2))
    write(folder, "b.jsonl", article(3))
    return folder


def rebuilt(tmp_path: Path, news: Path, *decisions: Decision) -> BuildReport:
    """Build, add decisions, build again; the graph is that of a fresh build."""
    graph = tmp_path / "g"
    run(graph, news)
    for one in decisions:
        add_decision(graph, one)
    report = run(graph, news)
    fresh = tmp_path / "fresh"
    for one in decisions:
        fresh.mkdir(exist_ok=True)
        add_decision(fresh, one)
    run(fresh, news)
    assert lines(graph) == lines(fresh)
    return report


def test_a_decision_extracts_nothing_and_writes_what_it_touches(
    tmp_path: Path, news: Path
) -> None:
    report = rebuilt(tmp_path, news, decision("reject", "quote", QUOTE))

    assert (report.extracted, report.written, report.decided) == (0, 1, 1)
    assert "1 decision applied" in report.lines()
    rows = ask(
        tmp_path / "g",
        "SELECT ?id { ?q a kg:Quotation ; prov:wasDerivedFrom/schema:identifier ?id }",
    )
    assert rows == [("n2",), ("n3",)]


def test_a_rejected_role_leaves_no_derived_edge(tmp_path: Path, news: Path) -> None:
    rebuilt(tmp_path, news, decision("reject", "role", ROLE))

    held = "SELECT ?post { ?p kg:holdsRole/rdfs:label ?post }"
    stated = (
        "SELECT ?id { ?m a kg:Membership ; prov:wasDerivedFrom/schema:identifier ?id }"
    )
    assert [row[0] for row in ask(tmp_path / "g", held)] == [
        "استاندار بندر سپید",
        "استاندار چشمه‌سار",
    ]
    assert [row[0] for row in ask(tmp_path / "g", stated)] == ["n2", "n3"]


def test_a_role_may_be_rejected_wherever_it_is_stated(
    tmp_path: Path, news: Path
) -> None:
    rebuilt(tmp_path, news, decision("reject", "role", "بهرام كيانفر | استاندار"))

    assert not ask(tmp_path / "g", "SELECT ?m { ?m a kg:Membership }")


def test_a_dash_stands_for_no_body(tmp_path: Path, news: Path) -> None:
    rebuilt(
        tmp_path, news, decision("reject", "role", "کیانفر | استاندار | - | current")
    )

    assert len(ask(tmp_path / "g", "SELECT ?m { ?m a kg:Membership }")) == 3


def test_an_accepted_statement_is_sure_whatever_the_threshold(
    tmp_path: Path, news: Path
) -> None:
    accept = decision("accept", "quote", QUOTE)
    rebuilt(tmp_path, news, accept)

    rows = ask(
        tmp_path / "g",
        "SELECT ?confidence ?who { ?q a kg:Quotation ; kg:confidence ?confidence ;"
        " kg:decidedBy ?d . ?d prov:wasAttributedTo/rdfs:label ?who }",
    )
    assert rows == [("1", "مهسا رستگار")]


def test_decisions_and_what_they_touched_are_in_the_provenance(
    tmp_path: Path, news: Path
) -> None:
    reject = decision("reject", "event", EVENT)
    rename = decision("rename", "person", "بهرام کیانفر", "بهرام کیان")
    rebuilt(tmp_path, news, reject, rename)

    rows = ask(
        tmp_path / "g",
        "SELECT ?action ?label ?day ?reason { GRAPH ?g { ?d a kg:Decision ;"
        " kg:action ?action ; kg:reason ?reason ; dcterms:created ?day }"
        " ?one kg:decidedBy ?d OPTIONAL { ?one rdfs:label|schema:identifier ?label }"
        " FILTER(STRENDS(STR(?g), 'graphs/provenance')) }",
    )
    assert rows == [
        ("reject", "n1", "2026-11-29", "چون"),
        ("rename", "بهرام کیان", "2026-11-29", "چون"),
    ]
    assert validate(StoreSource(open_store(tmp_path / "g"))).conforms


def test_a_rejected_person_takes_roles_and_quotes_along(
    tmp_path: Path, news: Path
) -> None:
    rebuilt(tmp_path, news, decision("reject", "person", "بهرام کیانفر @ n1"))

    assert not ask(tmp_path / "g", "SELECT ?p { ?p a kg:Person }")
    assert not ask(tmp_path / "g", "SELECT ?p { ?p a kg:Quotation }")
    assert validate(StoreSource(open_store(tmp_path / "g"))).conforms


def test_a_rejected_body_takes_the_roles_in_it_along(
    tmp_path: Path, news: Path
) -> None:
    rows = "SELECT ?kind { ?o a ?kind ; rdfs:label 'بندر سپید' }"
    run(tmp_path / "g", news)
    kind = str(ask(tmp_path / "g", rows)[0][0]).rpartition("#")[2].lower()

    rebuilt(tmp_path, news, decision("reject", kind, "بندر سپید"))

    held = ask(tmp_path / "g", "SELECT ?label { ?p kg:holdsRole/rdfs:label ?label }")
    assert "استاندار" not in [row[0] for row in held]
    assert len(held) == 2


def test_a_later_line_on_a_statement_counts(tmp_path: Path, news: Path) -> None:
    reject, accept = (
        decision("reject", "quote", QUOTE),
        decision("accept", "quote", QUOTE),
    )

    report = rebuilt(tmp_path, news, reject, accept)

    (told,) = [one for one in report.problems if one.kind == "decision"]
    assert told.reason == (
        "reject no longer applies: a later decision on the same quote counts"
    )
    assert report.decided == 1
    assert len(ask(tmp_path / "g", "SELECT ?q { ?q a kg:Quotation }")) == 3


def test_removing_the_line_undoes_it(tmp_path: Path, news: Path) -> None:
    graph = tmp_path / "g"
    run(graph, news)
    before = lines(graph)
    add_decision(graph, decision("merge", "person", "بهرام کیانفر", "بهرام کیانفر"))
    add_decision(graph, decision("reject", "quote", QUOTE))
    run(graph, news)
    assert lines(graph) != before

    for line in reversed(read_decisions(graph).lines):
        remove_decision(graph, line)
    run(graph, news)

    assert lines(graph) == before


def test_what_no_longer_applies_is_reported_by_every_build(
    tmp_path: Path, news: Path
) -> None:
    graph = tmp_path / "g"
    gone = decision("reject", "quote", "بهرام کیانفر | کار… @ n9")
    changed = decision("reject", "event", "جشنواره @ n1")
    nobody = decision("rename", "person", "بهمن ناشناس", "بهمن")
    for one in (gone, changed, nobody):
        graph.mkdir(exist_ok=True)
        add_decision(graph, one)

    first, second = run(graph, news), run(graph, news)

    told = [one for one in first.problems if one.kind == "decision"]
    assert [(one.position, one.reason) for one in told] == [
        (2, "reject no longer applies: the graph has no article n9"),
        (3, "reject no longer applies: no such article states this event: جشنواره"),
        (4, "rename no longer applies: no person is named «بهمن ناشناس»"),
    ]
    assert told[0].source == f"{graph}/decisions.tsv:2"
    assert [one for one in second.problems if one.kind == "decision"] == told
    assert first.decided == 0
    assert not ask(graph, "SELECT ?d { ?d a kg:Decision }")


def test_bad_lines_are_errors_and_the_rest_applies(tmp_path: Path, news: Path) -> None:
    graph = tmp_path / "g"
    graph.mkdir()
    (graph / "decisions.tsv").write_text("merge\tperson\n", encoding="utf-8")
    add_decision(graph, decision("reject", "quote", QUOTE))

    report = run(graph, news)

    assert (report.errors, report.decided) == (1, 1)
    assert report.lines()[0].startswith(
        f"error: {graph}/decisions.tsv:1: 2 cells, not 7: action, kind"
    )


def test_a_decision_survives_an_edited_article(tmp_path: Path, news: Path) -> None:
    graph = tmp_path / "g"
    run(graph, news)
    add_decision(graph, decision("reject", "quote", QUOTE))
    edited = article(1)
    edited["body"] = f"امروز هوا خوب است.\n{edited['body']}"
    write(news, "a.jsonl", edited, article(2))

    report = run(graph, news)

    assert report.decided == 1
    assert len(ask(graph, "SELECT ?q { ?q a kg:Quotation }")) == 2
