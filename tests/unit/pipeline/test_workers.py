"""Workers may die or take too long; the rest of the articles is done."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from kg.model import QuoteKind
from kg.pipeline import worker, workers
from kg.pipeline.packing import (
    article_digest,
    pack_article,
    pack_extraction,
    pack_profile,
    unpack_article,
    unpack_extraction,
    unpack_profile,
)
from kg.pipeline.worker import extract_packed, load_models
from kg.pipeline.workers import BATCH, Plan, Readying, extract_all
from kg.resolve import to_profile
from tests.statements import extraction, news
from tests.unit.pipeline.test_build import article as invented
from tests.unit.pipeline.test_build import lines, run, write


if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path

    from kg.graph.ledger import ExtractionRow
    from kg.model import Article, Extraction


UNDERSTAND = worker.understand
needs_fork = pytest.mark.skipif(sys.platform != "linux", reason="needs fork")


def test_what_is_packed_comes_out_again() -> None:
    made = extraction()

    assert unpack_extraction(pack_extraction(made)) == made
    assert unpack_profile(pack_profile(to_profile(made))) == to_profile(made)
    assert unpack_article(pack_article(news())).text == news().text


def test_where_an_article_was_read_does_not_change_its_digest() -> None:
    one, other = news("n1"), news("n1", source=news("n2").source)

    assert article_digest(one) == article_digest(other)
    assert article_digest(one) != article_digest(news("n1", title="دیگر"))


def test_an_article_becomes_a_row() -> None:
    row = extract_packed(pack_article(news()), extractor="v1", timeout=0)

    assert row.failure is None
    assert row.digest == article_digest(news())
    assert unpack_extraction(row.extraction).article.id == "n1"


def test_a_failing_article_becomes_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_article: object) -> None:
        raise ValueError("no sense")

    monkeypatch.setattr(worker, "understand", fail)

    row = extract_packed(pack_article(news()), extractor="v1", timeout=0)

    assert (row.failure, row.profile) == ("ValueError: no sense", None)
    assert unpack_extraction(row.extraction).roles == ()


def test_an_endless_article_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "understand", lambda _article: time.sleep(30))

    row = extract_packed(pack_article(news()), extractor="v1", timeout=0.1)

    assert row.failure == "took longer than 0.1 s"


def test_a_limit_needs_the_main_thread_and_is_left_out_elsewhere() -> None:
    rows: list[ExtractionRow] = []
    packed = pack_article(news())

    thread = threading.Thread(
        target=lambda: rows.append(extract_packed(packed, extractor="v", timeout=9))
    )
    thread.start()
    thread.join()

    assert [row.failure for row in rows] == [None]


def serve_badly(connection: Connection, _extractor: str, timeout: float) -> None:
    """Die at articles named ``die``, hang at ``hang``; fail all others plainly."""
    while True:
        batch = connection.recv()
        articles = [unpack_article(packed) for packed in batch]
        for article in articles:
            if article.id == "die":
                os._exit(9)
            if article.id == "hang":
                time.sleep(60 * timeout)
        connection.send(
            [worker.failure_row(article, "v1", "done") for article in articles]
        )


def test_a_lost_worker_costs_only_the_article_that_killed_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workers, "serve", serve_badly)
    monkeypatch.setattr(workers, "_GRACE", 1.0)
    fork = multiprocessing.get_context("fork")
    monkeypatch.setattr(workers, "process_context", lambda: fork)
    ids = [f"n{number}" for number in range(4 * BATCH)]
    ids[3], ids[20] = "die", "hang"

    rows = [
        row
        for found in extract_all(
            (pack_article(news(one)) for one in ids),
            Plan(workers=2, extractor="v1", timeout=0.2),
        )
        for row in found
    ]

    reasons = {
        unpack_extraction(row.extraction).article.id: row.failure for row in rows
    }
    assert sorted(reasons) == sorted(ids)
    assert reasons.pop("die") == "the process that read it died"
    assert reasons.pop("hang") == "took longer than 0.2 s"
    assert set(reasons.values()) == {"done"}


def serve_looking_ahead(connection: Connection, _extractor: str, _: float) -> None:
    """Answer each batch only when the next is there; tell whether it came."""
    batch = connection.recv()
    while batch:
        following = connection.recv() if connection.poll(2.0) else ()
        reason = "more to do" if following else "no more"
        connection.send(
            [
                worker.failure_row(unpack_article(packed), "v1", reason)
                for packed in batch
            ]
        )
        batch = following


class Killed:
    """A way to start processes whose server is killed as the first one starts."""

    def __init__(self) -> None:
        self._fork = multiprocessing.get_context("fork")
        self.Pipe = self._fork.Pipe
        self._started = 0

    def Process(self, **options: object) -> object:  # noqa: N802
        self._started += 1
        if self._started == 1:
            return self
        return self._fork.Process(**options)  # type: ignore[arg-type]

    def start(self) -> None:
        raise EOFError


def test_workers_come_from_another_process_if_theirs_was_killed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workers, "serve", serve_badly)
    monkeypatch.setattr(workers, "process_context", Killed)
    packed = (pack_article(news(f"n{number}")) for number in range(4 * BATCH))

    found = list(extract_all(packed, Plan(workers=2, extractor="v1", timeout=9)))

    assert sum(map(len, found)) == 4 * BATCH


def test_a_worker_has_its_next_batch_before_it_answers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workers, "serve", serve_looking_ahead)
    fork = multiprocessing.get_context("fork")
    monkeypatch.setattr(workers, "process_context", lambda: fork)
    packed = [pack_article(news(f"n{number}")) for number in range(8 * BATCH)]

    found = extract_all(packed, Plan(workers=2, extractor="v1"))

    reasons = [row.failure for rows in found for row in rows]
    assert len(reasons) == len(packed)
    assert reasons.count("no more") == 2 * BATCH


def extract_badly(packed: bytes, *, extractor: str, timeout: float) -> ExtractionRow:
    """Die at the article named ``die``."""
    article = unpack_article(packed)
    if article.id == "die":
        os._exit(9)
    told = f"read by {os.getpid()}, at most {timeout:g} s"
    return worker.failure_row(article, extractor, told)


@pytest.mark.parametrize("ids", [["a"], ["a", "b", "c"], ["die", "b"], []])
@pytest.mark.parametrize("count", [1, 2])
def test_the_first_of_few_articles_is_read_beside_the_search_for_others(
    ids: list[str], count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "die" in ids and count == 1:
        pytest.skip("there is one process only, and it dies")
    monkeypatch.setattr(workers, "extract_packed", extract_badly)
    monkeypatch.setattr(worker, "extract_packed", extract_badly)
    fork = multiprocessing.get_context("fork")
    monkeypatch.setattr(workers, "process_context", lambda: fork)
    plan = Plan(workers=count, extractor="v1", few=True)
    waits: list[str] = []

    found = list(
        extract_all(
            (pack_article(news(one)) for one in ids),
            plan,
            lambda: waits.append("meanwhile"),
        )
    )

    told = {
        unpack_extraction(row.extraction).article.id: row.failure or ""
        for rows in found
        for row in rows
    }
    here = f"read by {os.getpid()}, at most 0 s"
    is_ahead = count > 1 and sys.platform == "linux"
    assert sorted(told) == sorted(ids)
    assert waits == (["meanwhile"] if ids and is_ahead else [])
    assert [told[one] for one in ids[1:]] == [here] * len(ids[1:])
    if ids:
        assert (told[ids[0]] == here) is not is_ahead
    if "die" in ids:
        assert told["die"] == "the process that read it died"


@needs_fork
def test_a_process_that_is_ready_reads_the_article_it_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loaded = []
    monkeypatch.setattr(workers, "load_models", lambda: loaded.append("models"))
    monkeypatch.setattr(
        workers, "extract_packed", lambda packed, **_: (packed, loaded, os.getpid())
    )
    ready = Readying(Plan(workers=2, extractor="v1"))

    (found,) = ready.begin(b"an article")()
    ready.dismiss()

    packed, models, process = found
    assert (packed, models) == (b"an article", ["models"])
    assert process != os.getpid()
    assert loaded == []


@needs_fork
def test_a_process_that_is_not_needed_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "load_models", lambda: time.sleep(60))
    started = time.monotonic()

    ready = Readying(Plan(workers=2, extractor="v1"))
    ready.dismiss()
    ready.dismiss()

    assert time.monotonic() - started < 30


@needs_fork
def test_where_models_cannot_be_loaded_a_worker_reads_the_article(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail() -> None:
        raise OSError("no models")

    monkeypatch.setattr(workers, "load_models", fail)
    fork = multiprocessing.get_context("fork")
    monkeypatch.setattr(workers, "process_context", lambda: fork)

    begun = Readying(Plan(workers=2, extractor="v1")).begin(pack_article(news("n1")))

    (row,) = begun()
    assert unpack_extraction(row.extraction).article.id == "n1"
    assert row.failure is None


def test_the_article_that_models_are_loaded_by_has_something_of_everything(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[Extraction] = []
    monkeypatch.setattr(worker, "to_profile", read.append)

    load_models()

    (found,) = read
    assert found.roles
    assert found.events
    assert {one.kind for one in found.quotes} == {*QuoteKind}
    assert to_profile(found).signature is not None


def understand_badly(article: Article) -> Extraction:
    """Die at the article named ``die``, take more than a minute at ``hang``."""
    if article.id == "die":
        os._exit(9)
    if article.id == "hang":
        signal.setitimer(signal.ITIMER_REAL, 0.01)  # the minute is soon over
        time.sleep(60)
    return UNDERSTAND(article)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_build_names_bad_articles_and_builds_the_rest_to_the_same_bytes(
    count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "news"
    write(folder, "good.jsonl", *map(invented, range(4 * BATCH)))
    run(tmp_path / "good", folder)
    write(folder, "bad.jsonl", invented(90) | {"id": "hang"})
    # a build with one worker extracts in its own process, which must not die
    if count > 1:
        write(folder, "worse.jsonl", invented(91) | {"id": "die"})
    fork = multiprocessing.get_context("fork")
    monkeypatch.setattr(workers, "process_context", lambda: fork)
    monkeypatch.setattr(worker, "understand", understand_badly)

    report = run(tmp_path / "g", folder, workers=count, timeout=60)

    reasons = {f"{folder}/bad.jsonl:1": "took longer than 60 s"}
    if count > 1:
        reasons[f"{folder}/worse.jsonl:1"] = "the process that read it died"
    assert {one.source: one.reason for one in report.problems} == reasons
    assert lines(tmp_path / "g") == lines(tmp_path / "good")


def test_what_took_too_long_is_tried_again_under_another_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, graph = tmp_path / "news", tmp_path / "g"
    write(folder, "a.jsonl", invented(1), invented(2) | {"id": "hang"})
    with monkeypatch.context() as patched:
        patched.setattr(worker, "understand", understand_badly)
        first = run(graph, folder, timeout=60)
        same = run(graph, folder, timeout=60)

    again = run(graph, folder, timeout=61)

    assert [first.errors, same.errors, again.errors] == [1, 1, 0]
    assert [same.extracted, again.extracted] == [0, 1]
    run(tmp_path / "fresh", folder)
    assert lines(graph) == lines(tmp_path / "fresh")
