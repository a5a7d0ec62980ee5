"""An upgrade says what is stale before it does it again, and mixes no versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.graph import ontology
from kg.graph.folder import Configuration, open_store
from kg.graph.sources import StoreSource, select_values
from kg.pipeline import compose, upgrades, versions
from kg.pipeline.build import BuildRequest, build
from kg.pipeline.watching import Watcher
from tests.unit.pipeline.test_build import article, lines, run, write


if TYPE_CHECKING:
    from pathlib import Path

    from kg.pipeline.report import BuildReport


class Listener(Watcher):
    """Keeps what it is told, stages among them, in order."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def stage(self, name: str) -> None:
        self.heard.append(f"[{name}]")

    def say(self, words: str) -> None:
        self.heard.append(words)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    write(folder, "a.jsonl", article(1), article(2))
    run(tmp_path / "g", folder)
    return folder


def rebuilt(graph: Path, news: Path) -> tuple[list[str], BuildReport]:
    listener = Listener()
    request = BuildRequest(
        folder=graph, inputs=(str(news),), configuration=Configuration()
    )
    report = build(request, listener)
    return listener.heard, report


def ontology_of(monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> None:
    """Put other words in the ontology's file."""
    read = ontology.ontology_file
    text = read("kg.ttl")
    assert old in text
    for module in (ontology, compose, upgrades):
        for name in ("ontology_version", "vocabulary_block"):
            cached = getattr(module, name, None)
            if cached is not None:
                cached.cache_clear()
    monkeypatch.setattr(
        ontology,
        "ontology_file",
        lambda name: text.replace(old, new) if name == "kg.ttl" else read(name),
    )


@pytest.fixture(autouse=True)
def _fresh_caches() -> object:
    yield
    ontology.ontology_version.cache_clear()
    ontology.vocabulary_block.cache_clear()


def test_nothing_is_said_where_nothing_is_stale(tmp_path: Path, news: Path) -> None:
    heard, report = rebuilt(tmp_path / "g", news)

    assert heard == ["[reading and extracting]"]
    assert report.extracted == 0


def test_a_newer_extractor_is_told_first_and_does_all_again(
    tmp_path: Path, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "extractor_fingerprint", lambda: "newer")

    heard, report = rebuilt(tmp_path / "g", news)

    assert heard[:2] == [
        ("2 articles were extracted by another version of kg and are extracted again"),
        "[reading and extracting]",
    ]
    assert report.extracted == 2


def test_a_newer_ontology_is_told_first_and_written_everywhere(
    tmp_path: Path, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = ontology.ontology_version()
    ontology_of(monkeypatch, f'versionInfo "{version}"', 'versionInfo "77.0"')

    heard, report = rebuilt(tmp_path / "g", news)

    assert heard[0].startswith("the graph was written by kg ")
    assert f"with ontology {version}, this is kg " in heard[0]
    assert heard[0].endswith("with ontology 77.0; what differs is written again")
    assert heard[1] == "[reading and extracting]"
    assert (report.extracted, report.written) == (0, 2)
    source = StoreSource(open_store(tmp_path / "g"))
    query = "SELECT ?v { ?o owl:versionInfo ?v }"
    assert list(select_values(source, query)) == [("77.0",)]
    run(tmp_path / "fresh", news)
    assert lines(tmp_path / "g") == lines(tmp_path / "fresh")
    assert rebuilt(tmp_path / "g", news)[0] == ["[reading and extracting]"]


def test_other_words_of_the_ontology_are_written_alone(
    tmp_path: Path, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ontology_of(monkeypatch, '"decided by"@en', '"decided by a person"@en')

    heard, report = rebuilt(tmp_path / "g", news)

    assert "but its ontology has changed since" in heard[0]
    assert report.written == 0
    source = StoreSource(open_store(tmp_path / "g"))
    query = "SELECT ?l { kg:decidedBy rdfs:label ?l FILTER(LANG(?l) = 'en') }"
    assert list(select_values(source, query)) == [("decided by a person",)]


def test_newer_code_that_writes_graphs_is_told(
    tmp_path: Path, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "builder_fingerprint", lambda: "newer")

    heard, report = rebuilt(tmp_path / "g", news)

    assert "but its code has changed since" in heard[0]
    assert (report.extracted, report.written) == (0, 2)


def test_an_interrupted_upgrade_shows_the_old_state_until_it_ends(
    tmp_path: Path, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = lines(tmp_path / "g")
    monkeypatch.setattr(versions, "extractor_fingerprint", lambda: "newer")
    with monkeypatch.context() as patch:
        patch.setattr("kg.pipeline.build.compose", _interrupted)
        with pytest.raises(KeyboardInterrupt):
            rebuilt(tmp_path / "g", news)

    assert lines(tmp_path / "g") == before
    heard, report = rebuilt(tmp_path / "g", news)

    assert heard == ["[reading and extracting]", "[resolving]", "[writing the graph]"]
    assert report.written == 2


def _interrupted(*_arguments: object) -> None:
    raise KeyboardInterrupt
