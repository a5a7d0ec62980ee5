"""Any sequence of changes and builds ends where a fresh build of the end would.

Some builds are interrupted: at one of their writes, chosen at random, before or after
it, where the graph must hold what it held before or what the whole build gives.
"""

from __future__ import annotations

import json
import lzma
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.decisions import (
    FILE_NAME,
    add_decision,
    parse_decision,
    read_decisions,
    remove_decision,
)
from kg.errors import GraphError
from kg.graph.folder import Configuration, open_store
from kg.graph.ledger import Ledger
from kg.graph.rdf import sorted_nquads
from kg.graph.store import GenerationWriter
from kg.pipeline import compose, recall
from kg.pipeline.build import BuildRequest, build


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


NAMES = ("a.jsonl", "b.jsonl", "deep/c.jsonl", "d.jsonl.xz")
PEOPLE = ("بهرام کیانفر", "مهسا رستگار", "کیانفر")

DECISIONS = tuple(
    parse_decision((*cells, "مهسا رستگار", "2026-11-29", "چون"))
    for cells in (
        ("merge", "person", "بهرام کیانفر @ n1", "مهسا رستگار @ n2"),
        ("split", "person", "بهرام کیانفر @ n1", "بهرام کیانفر @ n2,n3"),
        ("rename", "person", "مهسا رستگار", "مهسا رستگار کوهی"),
        ("reject", "person", "مهسا رستگار @ n3", ""),
        ("reject", "role", "کیانفر | استاندار", ""),
        ("reject", "quote", " | ویرایش ۱… @ n1", ""),
        ("merge", "event", "همایش کتاب @ n1", "همایش کتاب @ n3"),
        ("split", "event", "همایش کتاب @ n1", "همایش کتاب @ n2"),
        ("accept", "quote", " | ویرایش ۰… @ n2", ""),
    )
)

contents = st.lists(
    st.tuples(st.integers(1, 4), st.integers(0, 1), st.sampled_from(PEOPLE)),
    min_size=1,
    max_size=3,
)
changes = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(NAMES), contents),
    st.tuples(st.just("remove"), st.sampled_from(NAMES), st.none()),
    st.tuples(st.just("rename"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(st.just("build"), st.none(), st.none()),
    st.tuples(st.just("interrupt"), st.none(), st.integers(0, 20)),
    st.tuples(st.just("decide"), st.none(), st.sampled_from(DECISIONS)),
    st.tuples(st.just("undo"), st.none(), st.integers(0, 3)),
)


def article(number: int, edition: int, person: str) -> dict[str, str]:
    """Return a small article."""
    body = f"{person} استاندار کوهپایه گفت: «ویرایش {edition} آماده است.»\n"
    body += "همایش کتاب روز شنبه ۲ تیر در یزد برگزار شد."
    return {"id": f"n{number}", "title": "خبر", "body": body, "date": "1403/04/02"}


def change(folder: Path, kind: str, name: str, how: object) -> None:
    """Change the news folder."""
    path = folder / name
    if kind == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [json.dumps(article(*one), ensure_ascii=False) for one in how]  # type: ignore[attr-defined]
        pack = lzma.compress if path.suffix == ".xz" else bytes
        path.write_bytes(pack("\n".join(lines).encode()))
    elif kind == "remove":
        path.unlink(missing_ok=True)
    elif path.exists():
        target = folder / str(how)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(path, target)


def decide(graph: Path, kind: str, how: object) -> None:
    """Add a decision to a graph, or remove one."""
    graph.mkdir(exist_ok=True)
    if kind == "decide":
        add_decision(graph, how)  # type: ignore[arg-type]
    else:
        for line in read_decisions(graph).lines[how:][:1]:  # type: ignore[misc]
            remove_decision(graph, line)


def fresh(graph: Path, of: Path) -> Path:
    """Return a new graph folder with the decisions of another."""
    graph.mkdir()
    if (of / FILE_NAME).exists():
        shutil.copy(of / FILE_NAME, graph)
    return graph


def built(graph: Path, folder: Path, workers: int = 1) -> list[bytes]:
    """Build and return the graph as sorted N-Quads."""
    request = BuildRequest(
        folder=graph,
        inputs=(str(folder),),
        configuration=Configuration(),
        prune=True,
        workers=workers,
    )
    build(request)
    return sorted_nquads(open_store(graph))


class _InterruptedError(BaseException):
    """What Ctrl-C would be, at a chosen moment."""


class _Moments:
    """Counts what passes before and after the writes of a build; the last interrupts.

    The writes are its transactions, the loads of the store and the removal of old
    generations. Moments past the end of a build let it end.
    """

    def __init__(self, count: int) -> None:
        self._left = count

    def pass_by(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise _InterruptedError

    def around(self, write: Callable[..., object]) -> Callable[..., object]:
        def wrapper(*arguments: object, **options: object) -> object:
            self.pass_by()
            done = write(*arguments, **options)
            self.pass_by()
            return done

        return wrapper

    def within(self, transaction: Callable[..., object]) -> Callable[..., object]:
        @contextmanager
        def wrapper(ledger: Ledger) -> Iterator[None]:
            self.pass_by()
            with transaction(ledger):  # type: ignore[attr-defined]
                yield
                self.pass_by()  # what was written is undone
            self.pass_by()

        return wrapper


@contextmanager
def interrupted_at(moment: int) -> Iterator[None]:
    """Interrupt a build of the block at one of its moments, counted from 0."""
    moments = _Moments(moment)
    loads = moments.around(GenerationWriter.load)
    removes = moments.around(compose.remove_generations)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Ledger, "transaction", moments.within(Ledger.transaction))
        patch.setattr(GenerationWriter, "load", loads)
        patch.setattr(compose, "remove_generations", removes)
        yield


def content(graph: Path) -> list[bytes]:
    """Return the committed graph as sorted N-Quads; nothing where there is none."""
    try:
        return sorted_nquads(open_store(graph))
    except GraphError:
        return []


def interrupt(graph: Path, folder: Path, moment: int) -> bool:
    """Interrupt a build and check what it leaves; say whether it came so far."""
    before = content(graph)
    try:
        with interrupted_at(moment):
            built(graph, folder)
    except _InterruptedError:
        found = content(graph)
        assert found in (before, built(graph, folder, workers=2))
        return True
    return False


def test_a_build_may_be_interrupted_at_each_of_its_moments(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    change(news, "write", "a.jsonl", [(1, 0, PEOPLE[0]), (2, 0, PEOPLE[1])])
    built(tmp_path / "before", news)
    change(news, "write", "a.jsonl", [(1, 1, PEOPLE[0]), (3, 0, PEOPLE[2])])
    after = built(tmp_path / "after", news)

    moments = 0
    while interrupt(copied(tmp_path / "before", tmp_path / "g"), news, moments):
        assert content(tmp_path / "g") == after
        moments += 1

    assert moments > 12


def copied(graph: Path, to: Path) -> Path:
    """Copy a graph in place of another."""
    shutil.rmtree(to, ignore_errors=True)
    return shutil.copytree(graph, to)


@settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.lists(changes, min_size=1, max_size=8))
def test_builds_end_where_a_fresh_build_would(
    steps: list[tuple[str, str, object]],
) -> None:
    # Files this small would always be read whole.
    every_line = mock.patch.object(recall, "HEAD", 0)
    with tempfile.TemporaryDirectory() as name, every_line:
        root = Path(name)
        folder = root / "news"
        folder.mkdir()
        for kind, file, how in steps:
            if kind == "build":
                built(root / "graph", folder, workers=2)
            elif kind == "interrupt":
                interrupt(root / "graph", folder, how)
            elif kind in {"decide", "undo"}:
                decide(root / "graph", kind, how)
            else:
                change(folder, kind, file, how)

        again = built(fresh(root / "fresh", root / "graph"), folder)
        assert built(root / "graph", folder, workers=2) == again
