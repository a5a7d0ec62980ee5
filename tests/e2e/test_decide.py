"""``kg decide`` as a user types it: lines written, applied, listed, undone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.cli.deciding import decide
from tests.e2e.test_commands import kg, within


pytestmark = pytest.mark.e2e
NAMES = "SELECT ?name { ?p a kg:Person ; rdfs:label ?name }"


def body(person: str, words: str) -> str:
    return f"{person} استاندار یزد گفت: «{words} ادامه دارد.»"


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    people = ("بهرام کیانفر", "بهرام کیانفر", "بهروز پاکدل")
    news = [
        {"id": f"n{at}", "title": "خبر", "body": body(name, f"کار {at}")}
        for at, name in enumerate(people, start=1)
    ]
    path = tmp_path / "a.jsonl"
    lines = (json.dumps(one, ensure_ascii=False) for one in news)
    path.write_text("\n".join(lines), encoding="utf-8")
    assert within("build", path, "--graph", tmp_path / "g").exit_code == 0
    return tmp_path / "g"


def decided(*arguments: str | Path) -> str:
    """Run ``kg decide`` and return what it printed."""
    done = within("decide", *arguments)
    assert done.exit_code == 0, done.output
    return done.output


BECAUSE = ("--reason", "چون", "--author", "مهسا رستگار", "--date", "۱۴۰۵/۰۹/۰۸")


def test_every_decision_helps_with_an_example() -> None:
    for command in decide.registered_commands:
        name = command.name or getattr(command.callback, "__name__", "")
        text = command.callback.__doc__ or ""

        assert f"Example: `kg decide {name} graphs/demo" in text


def test_a_merge_is_written_applied_listed_and_undone(graph: Path) -> None:
    words = decided("merge", graph, "بهرام كيانفر", "پاکدل", *BECAUSE)

    line = (
        "merge\tperson\tبهرام کیانفر @ n1,n2\tبهروز پاکدل @ n3\t"
        "مهسا رستگار\t2026-11-29\tچون"
    )
    assert words.splitlines()[0] == f"{graph}/decisions.tsv:2: {line}"
    assert "from the next build on" in decided("list", graph)
    done = decided("rename", graph, "پاکدل", "بهرام پاکدل", *BECAUSE, "--apply")
    assert "2 decisions applied" in done
    assert "بهرام پاکدل" in kg("query", graph, NAMES).stdout.decode()
    listed = json.loads(decided("list", graph, "--format", "json"))
    assert [(one["line"], one["action"], one["state"]) for one in listed] == [
        (2, "merge", "applied"),
        (3, "rename", "applied"),
    ]

    decided("undo", graph, "3")
    decided("undo", graph, "2", "--apply")

    assert "بهروز پاکدل" in kg("query", graph, NAMES).stdout.decode()


def test_a_split_parts_namesakes(graph: Path) -> None:
    decided("split", graph, "کیانفر", "--article", "n2", *BECAUSE, "--apply")

    found = kg("query", graph, NAMES).stdout.decode()
    assert found.count("بهرام کیانفر") == 2


def test_rejecting_and_accepting_statements(graph: Path) -> None:
    decided("reject", graph, "پاکدل استاندار", "--kind", "role", *BECAUSE)
    decided("accept", graph, "کار ۱", "--kind", "quote", *BECAUSE)
    decided("reject", graph, "کار ۲", "--kind", "quote", *BECAUSE, "--apply")

    stats = kg("stats", graph).stdout.decode()
    rows = dict(
        (cell.strip() for cell in line.split("│")[:2])  # type: ignore[misc]
        for line in stats.splitlines()
        if "│" in line
    )
    assert rows["roles held"] == "2"
    assert rows["quotes"] == "2"
    query = "SELECT ?q { ?q kg:decidedBy ?d ; kg:confidence 1.0 }"
    assert "quotation" in kg("query", graph, query).stdout.decode()


def test_accounts_of_events_are_merged_and_split(tmp_path: Path) -> None:
    told = ("همایش کتاب روز شنبه ۲ تیر در یزد", "همایش فیلم روز یکشنبه ۳ تیر در تبریز")
    news = [
        {"id": one, "title": "خبر", "date": "1403/04/02", "body": f"{body} برگزار شد."}
        for one, body in zip(("n1", "n3"), told, strict=True)
    ]
    path, graph = tmp_path / "a.json", tmp_path / "g"
    path.write_text(json.dumps(news, ensure_ascii=False), encoding="utf-8")
    within("build", path, "--graph", graph)
    how = ("--kind", "event", *BECAUSE, "--apply")

    decided("merge", graph, "همایش کتاب", "همایش فیلم", *how)
    merged = accounts(graph)
    strange = within("decide", "split", graph, "همایش کتاب", "--article", "x", *how)
    decided("split", graph, "همایش کتاب", "--article", "n3", *how)

    assert merged == "2"
    assert accounts(graph) == "0"
    assert "x: does not tell" in str(strange.exception)
    states = json.loads(decided("list", graph, "--format", "json"))
    assert [one["state"] for one in states] == ["applied", "applied"]


def accounts(graph: Path) -> str:
    """Return the number of accounts of events that a person decided on."""
    query = "SELECT (COUNT(?e) AS ?n) { ?o kg:account ?e ; kg:decidedBy ?d }"
    return kg("query", graph, query, "--format", "csv").stdout.decode().split()[1]


def test_what_no_longer_applies_is_told(graph: Path) -> None:
    line = "reject\tperson\tبهمن ناشناس\t\tمهسا رستگار\t2026-11-29\tچون\nmerge\n"
    (graph / "decisions.tsv").write_text(line, encoding="utf-8")

    done = kg("build", graph.parent / "a.jsonl", "--graph", graph)

    words = done.stderr.decode()
    assert "decisions.tsv:2: 1 cells, not 7" in words
    assert "decisions.tsv:1: reject no longer applies: no person is named" in words
    listed = decided("list", graph)
    assert "no person is named «بهمن ناشناس»" in listed
    assert "decisions.tsv:2: 1 cells" in listed


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["merge", "GRAPH", "کیانفر", "کیانفر"], "are one entity"),
        (["merge", "GRAPH", "کیانفر", "یزد"], "is a person, «یزد» a place"),
        (["merge", "GRAPH", "ا", "ب", "--kind", "event"], "no event says «ا»"),
        (["merge", "GRAPH", "کیانفر", "ناشناس"], "nothing is named «ناشناس»"),
        (["split", "GRAPH", "کیانفر", "--article", "n3"], "n3: does not name"),
        (["rename", "GRAPH", "کیانفر", "«»"], "not a name"),
        (["accept", "GRAPH", "کیانفر"], "accept is for statements"),
        (["reject", "GRAPH", "استاندار", "--kind", "role"], "fits 2 of kind role"),
        (["merge", "nowhere", "a", "b"], "not a graph folder"),
        (["undo", "GRAPH", "7"], "no decision; lines of decisions: none"),
    ],
)
def test_what_cannot_be_decided_is_told(
    graph: Path, arguments: list[str], words: str
) -> None:
    given = [str(graph) if one == "GRAPH" else one for one in arguments]
    because = () if "undo" in arguments else BECAUSE

    done = within("decide", *given, *because)

    assert done.exit_code == 1
    assert words in str(done.exception)
    assert not (graph / "decisions.tsv").exists()


def test_the_author_comes_from_the_environment(
    graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reason = ("--reason", "چون")
    monkeypatch.setenv("KG_AUTHOR", "شیرین آذرنوش")
    assert "\tشیرین آذرنوش\t" in decided("rename", graph, "کیانفر", "کیان", *reason)
    monkeypatch.delenv("KG_AUTHOR")
    monkeypatch.delenv("GIT_AUTHOR_NAME", raising=False)
    monkeypatch.setenv("PATH", "")

    done = within("decide", "rename", graph, "کیانفر", "کیا", *reason)

    assert "who decides?" in str(done.exception)
