"""The installed command on articles: exit status, stdout, stderr."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from kg.cli import COMMANDS, app, load_commands
from kg.cli.reading import Form, annotate_articles, explain_articles


pytestmark = pytest.mark.e2e
KG = str(Path(sys.executable).parent / "kg")
ARTICLE = {
    "id": "n1",
    "title": "همایش کتاب",
    "publisher": "خبرگزاری سپیدار",
    "date": "1403/04/02",
    "body": (
        "بهرام کیانفر استاندار یزد گفت: «کار ادامه دارد.»\n"
        "همایش کتاب شنبه ۲ تیر در یزد برگزار شد."
    ),
}


def kg(
    *arguments: str | Path, given: bytes = b"", folder: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the installed command."""
    environment = {**os.environ, "PYTHONWARNINGS": "error", "COLUMNS": "120"}
    return subprocess.run(
        [KG, *map(str, arguments)],
        input=given,
        capture_output=True,
        check=False,
        cwd=folder,
        env=environment,
    )


def within(*arguments: str | Path) -> Result:
    """Run a command in this process: the models are loaded once for all tests."""
    load_commands([])
    return CliRunner().invoke(app, [str(one) for one in arguments])


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("news") / "a.json"
    path.write_text(json.dumps(ARTICLE, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def graph(news: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("graphs") / "demo"
    assert within("build", news, "--graph", folder).exit_code == 0
    return folder


def test_every_command_helps_with_an_example() -> None:
    load_commands([])
    commands = {
        info.name or getattr(info.callback, "__name__", ""): info.callback
        for info in app.registered_commands
    }

    groups = {info.name for info in app.registered_groups}
    assert commands.keys() | groups == COMMANDS.keys()
    for name, callback in commands.items():
        assert f"Example: `kg {name} " in (callback.__doc__ or ""), name


@pytest.mark.parametrize("name", ["README.md", "README.fa.md"])
def test_every_command_has_a_line_in_the_readme(name: str) -> None:
    text = (Path(__file__).parents[2] / name).read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| `kg ")]

    told = {re.match(r"\| `kg ([\w-]+)", row)[1] for row in rows}  # type: ignore[index]

    assert told == COMMANDS.keys()


def test_help_lists_the_commands_in_the_order_of_work() -> None:
    load_commands([])

    group = typer.main.get_group(app)

    assert group.list_commands(typer.Context(group)) == list(COMMANDS)
    assert next(iter(COMMANDS)) == "build"


def test_build_ends_with_a_summary(news: Path, tmp_path: Path) -> None:
    done = kg("build", news, "--graph", tmp_path / "g")

    assert done.returncode == 0
    assert done.stdout == b""
    *_, counts, work = done.stderr.decode().splitlines()
    assert counts.startswith(f"{tmp_path / 'g'}: 1 articles, 1 outlets, 1 persons")
    assert work.startswith("1 articles extracted, 1 written, 0 removed")
    assert "articles/s" in work


def test_bad_input_fails_only_under_strict(news: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")

    arguments = ("build", news, tmp_path / "bad.json", "--graph", tmp_path / "g")

    assert within(*arguments).exit_code == 0
    assert within(*arguments, "--strict").exit_code == 1
    report = (tmp_path / "g" / "report.tsv").read_text(encoding="utf-8")
    assert "bad.json" in report


def test_extract_reads_standard_input(news: Path) -> None:
    done = kg("extract", "-", given=news.read_bytes())

    assert done.returncode == 0
    record = json.loads(done.stdout)
    assert record["id"] == "n1"
    assert record["quotes"][0]["speaker"] == "بهرام کیانفر"


def test_extract_writes_a_file(news: Path, tmp_path: Path) -> None:
    done = within("extract", news, tmp_path / "no.txt", "-o", tmp_path / "facts.jsonl")

    assert done.exit_code == 0
    assert done.stdout == ""
    assert (tmp_path / "facts.jsonl").read_bytes().count(b"\n") == 1


def test_extract_writes_over_no_input(news: Path) -> None:
    before = news.read_bytes()

    done = within("extract", news, "-o", news.parent / "." / news.name)

    assert done.exit_code == 2
    assert "--output: also an input" in done.stderr
    assert news.read_bytes() == before


def test_query_prints_a_table(graph: Path) -> None:
    done = kg("query", graph, "SELECT ?name { ?p a kg:Person ; rdfs:label ?name }")

    assert done.returncode == 0
    assert done.stderr == b""
    assert "بهرام کیانفر" in done.stdout.decode()


def test_query_reads_a_file_or_standard_input(graph: Path, tmp_path: Path) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?a a kg:Article }"
    (tmp_path / "q.rq").write_text(query, encoding="utf-8")

    from_file = kg("query", graph, "-f", tmp_path / "q.rq", "--format", "csv")
    from_stdin = kg("query", graph, "-", "--format", "csv", given=query.encode())

    assert from_file.stdout == from_stdin.stdout == b"n\r\n1\r\n"


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["query", "GRAPH", "SELEC"], 1, "not a valid query"),
        (["query", "nowhere", "ASK {}"], 1, "not a graph folder"),
        (["query", "GRAPH"], 2, "give one of"),
        (["query", "GRAPH", "-f", "no.rq"], 1, "no.rq"),
        (["query", "GRAPH", "ASK {}", "--format", "doc"], 2, "doc"),
        (["export", "GRAPH", "-o", "a.doc"], 1, "unknown ending"),
        (["build", "a.txt", "--field", "body"], 2, "PART=NAME"),
        (["build", "a.txt", "--min-confidence", "3"], 1, "min_confidence"),
        (["build", "a.txt", "--base-iri", "x"], 1, "not a base IRI"),
        (["eval", "no.jsonl", "no.jsonl"], 1, "no.jsonl"),
        (["export", "GRAPH", "-o", "no/a.trig"], 1, "no/a.trig: No such file"),
        (["query", "GRAPH", "ASK {}", "-o", "no/a", "--format", "json"], 1, "no/a: "),
        (["extract", "a.txt", "-o", "no/a.jsonl"], 1, "no/a.jsonl: No such file"),
        (["view", "GRAPH", "-o", "/dev/full"], 1, "/dev/full: No space left"),
        (["dossier", "GRAPH", "کیانفر", "-o", "/dev/full"], 1, "/dev/full: No space"),
        (["report", "GRAPH", "-o", "/dev/null/x"], 1, "/dev/null"),
        (["nonsense"], 2, "nonsense"),
        (["eval", "/dev/null", "/dev/null"], 1, "no roles, events or quotes"),
        (["diff", "nowhere", "--format", "xml"], 2, "md, text, not 'xml'"),
        (["who", "nowhere", "وزیر", "--on", "1403/13/01"], 2, "'--on': not a day"),
    ],
)
def test_what_goes_wrong_is_one_line(
    graph: Path, tmp_path: Path, arguments: list[str], status: int, words: str
) -> None:
    done = kg(
        *(str(graph) if one == "GRAPH" else one for one in arguments), folder=tmp_path
    )

    assert done.returncode == status
    assert done.stdout == b""
    assert words in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_a_full_disk_behind_standard_output_is_one_line(graph: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [KG, "stats", graph], stdout=full, stderr=subprocess.PIPE, check=False
        )

    assert done.returncode == 1
    assert done.stderr == b"kg: standard output: No space left on device\n"


def test_messages_hold_nothing_that_a_terminal_obeys(tmp_path: Path) -> None:
    bad = tmp_path / "a\x1b[2J :smile:.json"
    bad.write_text("{", encoding="utf-8")

    words = kg("extract", bad).stderr.decode()

    assert "a\ufffd[2J :smile:.json: not JSON" in words


@pytest.mark.parametrize("ending", ["trig", "nq", "ttl", "jsonld", "graphml", "gexf"])
def test_export_writes_by_ending(graph: Path, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"news.{ending}"

    done = kg("export", graph, "-o", path)

    assert done.returncode == 0
    assert "کیانفر" in path.read_text(encoding="utf-8")


def test_validate_says_that_the_graph_conforms(graph: Path) -> None:
    done = kg("validate", graph)

    assert done.returncode == 0
    assert done.stderr.decode() == "conforms; 1 of 1 articles checked\n"


def test_validate_names_what_breaks_the_shapes(graph: Path, tmp_path: Path) -> None:
    path = tmp_path / "news.nq"
    kg("export", graph, "-o", path)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if "ontology#confidence>" not in line]
    path.write_text("".join(kept), encoding="utf-8")

    done = kg("validate", path, "--all")

    assert done.returncode == 1
    words = done.stderr.decode()
    assert "article n1:" in words
    assert "a statement has one confidence, 0 to 1" in words


def test_stats_count_what_the_graph_holds(graph: Path) -> None:
    words = kg("stats", graph).stdout.decode()

    rows = [line.split("│") for line in words.splitlines() if "│" in line]
    found = {row[0].strip(): int(row[1]) for row in rows}
    assert found["articles"] == found["persons"] == 1
    assert found["quotes"] >= 1


@pytest.mark.parametrize(
    ("form", "words"),
    [("text", "person"), ("json", '"mentions"'), ("conllu", "# sent_id = n1-1")],
)
def test_annotate_shows_the_document(
    news: Path, form: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    annotate_articles([str(news)], Form(form))

    assert words in capsys.readouterr().out


@pytest.mark.parametrize("command", ["explain", "annotate", "extract"])
def test_a_path_that_is_not_there_is_an_error(command: str, tmp_path: Path) -> None:
    load_commands([command])

    result = CliRunner().invoke(app, [command, str(tmp_path / "missing.txt")])

    assert result.exit_code == 1


def test_explain_shows_statements_with_rules(
    news: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    explain_articles([str(news)])

    words = capsys.readouterr().out
    assert "role بهرام کیانفر: استاندار" in words
    assert "quote بهرام کیانفر «گفت»" in words


def test_eval_scores_and_writes_a_report(news: Path, tmp_path: Path) -> None:
    facts = tmp_path / "facts.jsonl"
    within("extract", news, "-o", facts)
    page = tmp_path / "errors.html"
    done = kg("eval", facts, facts, "--by", "rule", "--html", page, "--articles", news)

    assert done.returncode == 0
    words = done.stdout.decode()
    assert "roles.triple" in words
    assert "1.000" in words
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_module_is_the_command(graph: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kg", "stats", str(graph)],
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0
    assert b"articles" in done.stdout


def test_shards_without_a_scheduler_are_refused(news: Path, tmp_path: Path) -> None:
    done = kg("build", news, "--graph", tmp_path / "g", "--shards", tmp_path)

    assert done.returncode == 2
    assert "needs --scheduler" in done.stderr.decode()
    assert not (tmp_path / "g").exists()
