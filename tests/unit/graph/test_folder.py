"""The graph folder: settings, lock, ledger, generations of the store."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest

from kg.errors import GraphError
from kg.graph import store
from kg.graph.folder import (
    Configuration,
    configure,
    open_store,
    read_configuration,
    write_configuration,
    write_whole,
    writing,
)
from kg.graph.ledger import ArticleRow, ExtractionRow, Ledger, ProblemRow
from kg.graph.store import new_generation, open_generation, remove_generations


if TYPE_CHECKING:
    from pathlib import Path


QUAD = b"<https://a.example/s%d> <https://a.example/p> <https://a.example/o> <%s> .\n"
GRAPH = b"https://a.example/g"


def article_row(path: str, position: int, key: str, digest: str) -> ArticleRow:
    return ArticleRow(
        path=path,
        position=position,
        name=path,
        id=key,
        digest=digest,
        source=path,
        encoding="utf-8",
    )


def test_settings_are_kept(tmp_path: Path) -> None:
    settings = Configuration(base_iri="https://خبر.example/", min_confidence=0.4)

    write_configuration(tmp_path, settings)

    assert read_configuration(tmp_path) == settings


def test_a_given_setting_goes_over_the_kept_one(tmp_path: Path) -> None:
    write_configuration(tmp_path, Configuration(min_confidence=0.4))

    changed = configure(tmp_path, "https://b.example/", None)

    assert changed == Configuration(base_iri="https://b.example/", min_confidence=0.4)


@pytest.mark.parametrize(
    "text",
    [
        "base_iri = 3",
        "base_iri = 'no'",
        "min_confidence = 2",
        "colour = 'red'",
        "not toml",
    ],
)
def test_damaged_settings_are_refused_by_name(tmp_path: Path, text: str) -> None:
    (tmp_path / "kg.toml").write_text(text, encoding="utf-8")

    with pytest.raises(GraphError, match=r"kg\.toml"):
        read_configuration(tmp_path)


def test_a_wrong_given_setting_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="min_confidence"):
        configure(tmp_path, None, 1.5)


def test_a_second_writer_fails_at_once(tmp_path: Path) -> None:
    with (
        writing(tmp_path),
        pytest.raises(GraphError, match="another build"),
        writing(tmp_path),
    ):
        pass


def test_a_small_file_is_written_whole_or_left_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_whole(tmp_path / "a.txt", b"before")

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(type(tmp_path), "replace", fail)
    with pytest.raises(GraphError, match=r"a\.txt: cannot write: No space left"):
        write_whole(tmp_path / "a.txt", b"after")

    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"before"]


def test_a_folder_that_cannot_be_made_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    with (
        pytest.raises(GraphError, match="cannot write"),
        writing(tmp_path / "file" / "graph"),
    ):
        pass


def test_what_is_no_graph_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="not a graph folder"):
        open_store(tmp_path)


def test_a_folder_without_a_built_graph_is_refused(tmp_path: Path) -> None:
    with writing(tmp_path):
        pass

    with pytest.raises(GraphError, match="run `kg build` first"):
        open_store(tmp_path)


def test_a_damaged_ledger_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite").write_bytes(b"no database" * 100)

    with pytest.raises(GraphError, match="cannot open the ledger"):
        open_store(tmp_path)


def test_a_ledger_of_another_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    ledger = Ledger(path)
    with ledger.transaction():
        ledger.change_setting("schema", "99")
    ledger.close()

    with pytest.raises(GraphError, match="version 99"):
        Ledger(path)


def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite")

    def fail() -> None:
        with ledger.transaction():
            ledger.change_setting("generation", "7")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert ledger.generation == 0


def test_a_file_replaces_what_it_held(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite")
    problem = ProblemRow(
        path="/a", position=1, kind="error", source="/a:2", reason="broken"
    )
    new = article_row("/a", 0, "n2", "d2")

    with ledger.transaction():
        ledger.replace_file("/a", "x", [article_row("/a", 0, "n1", "d1")], [problem])
        ledger.replace_file("/a", "y", [new], [])

    assert list(ledger.articles()) == [new]
    assert ledger.problems() == []
    assert ledger.file_digests() == {"/a": "y"}


def test_standard_input_adds_to_what_it_gave_before(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite")

    with ledger.transaction():
        ledger.merge_articles("-", [article_row("-", 0, k, "d") for k in "ab"])
        ledger.merge_articles("-", [article_row("-", 0, k, "e") for k in "bc"])

    assert [(row.id, row.digest) for row in ledger.articles()] == [
        ("a", "d"),
        ("b", "e"),
        ("c", "e"),
    ]


def test_extractions_that_no_article_needs_are_forgotten(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite")
    rows = [
        ExtractionRow(digest=digest, extractor="v1", extraction=b"x", profile=b"y")
        for digest in ("d1", "d2")
    ]

    with ledger.transaction():
        ledger.add_articles([article_row("/a", 0, "n1", "d1")])
        ledger.add_extractions(rows)
        ledger.drop_unused_extractions()

    assert ledger.known_digests("v1") == {"d1"}
    assert ledger.known_digests("v2") == set()
    assert ledger.count_stale("v2") == 1
    assert list(ledger.stale_extractions("v2")) == [b"x"]


def test_a_generation_starts_as_a_copy_and_leaves_its_base_alone(
    tmp_path: Path,
) -> None:
    with new_generation(tmp_path, 0, 1) as writer:
        writer.load_all([QUAD % (1, GRAPH), QUAD % (2, GRAPH)])
    reader = open_generation(tmp_path, 1)

    with new_generation(tmp_path, 1, 2) as writer:
        writer.remove_subjects(["https://a.example/s1"], GRAPH.decode())
        writer.load(QUAD % (3, GRAPH))

    assert len(reader) == 2
    assert sorted(q.subject.value[-1] for q in open_generation(tmp_path, 2)) == [
        "2",
        "3",
    ]


def test_a_removed_graph_is_gone(tmp_path: Path) -> None:
    with new_generation(tmp_path, 0, 1) as writer:
        writer.load_all([QUAD % (1, GRAPH), QUAD % (1, GRAPH + b"2")])

    with new_generation(tmp_path, 1, 2) as writer:
        writer.remove_graphs([GRAPH.decode()])

    (quad,) = open_generation(tmp_path, 2)
    assert quad.graph_name.value == GRAPH.decode() + "2"


def test_remains_of_an_interrupted_build_are_overwritten(tmp_path: Path) -> None:
    with new_generation(tmp_path, 0, 1) as writer:
        writer.load(QUAD % (1, GRAPH))

    with new_generation(tmp_path, 0, 1) as writer:
        writer.load(QUAD % (2, GRAPH))

    assert len(open_generation(tmp_path, 1)) == 1


def test_old_generations_are_removed(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        with new_generation(tmp_path, number - 1, number) as writer:
            writer.load(QUAD % (number, GRAPH))

    remove_generations(tmp_path, keep=(2, 3))

    assert sorted(path.name for path in (tmp_path / "store").iterdir()) == [
        "000002",
        "000003",
    ]


def test_graphs_come_in_the_order_of_the_store(tmp_path: Path) -> None:
    graphs = [f"{GRAPH.decode()}{at}" for at in range(40)]

    with new_generation(tmp_path, 0, 1) as writer:
        ordered = writer.in_order(graphs)
        writer.load_all([QUAD % (1, graph.encode()) for graph in graphs])
        stored = [name.value for name in writer.store.named_graphs()]

    assert ordered == stored
    assert ordered != graphs
    assert [path.name for path in (tmp_path / "store").iterdir()] == ["000001"]


@pytest.mark.parametrize("loaders", [1, 2])
def test_all_loads_arrive_however_many_go_at_a_time(
    tmp_path: Path, loaders: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_LOAD_SIZE", 100)

    with new_generation(tmp_path, 0, 1) as writer:
        writer.load_all([QUAD % (at, GRAPH) for at in range(30)], loaders)

    assert len(open_generation(tmp_path, 1)) == 30


@pytest.mark.parametrize("loaders", [1, 2])
def test_a_load_that_fails_is_told(
    tmp_path: Path, loaders: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_LOAD_SIZE", 1)
    payloads = [QUAD % (1, GRAPH), b"<no quad\n", QUAD % (2, GRAPH)]

    with new_generation(tmp_path, 0, 1) as writer, pytest.raises(SyntaxError):
        writer.load_all(payloads, loaders)
