"""Tasks of a cluster: the process of a thread, shards, and what may go wrong."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from distributed import LocalCluster

from kg.errors import GraphError
from kg.pipeline import child, distributed, spread, versions
from kg.pipeline.child import Way, end_child, extract_batch
from kg.pipeline.distributed import extract_distributed
from kg.pipeline.packing import article_digest, pack_article, unpack_extraction
from kg.pipeline.spread import extract_rows, extract_shard, read_shard
from kg.pipeline.workers import Plan
from tests.statements import news


if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


WAY = Way("v1", 60.0)
BATCH = [pack_article(news("n1")), pack_article(news("n2"))]
DIGESTS = [article_digest(news("n1")), article_digest(news("n2"))]


@pytest.fixture(scope="module", autouse=True)
def one_process() -> Iterator[None]:
    """End what this thread started; the tests share it, for it starts slowly."""
    yield
    end_child()


def test_a_thread_keeps_its_process() -> None:
    rows = extract_batch(BATCH, WAY)
    process = child._child(WAY)._process

    again = extract_batch(BATCH, WAY)

    assert again == rows
    assert child._child(WAY)._process is process
    assert [(row.digest, row.failure) for row in rows] == [
        (digest, None) for digest in DIGESTS
    ]
    assert unpack_extraction(rows[0].extraction).article.id == "n1"


def test_a_dead_process_costs_no_article() -> None:
    extract_batch(BATCH, WAY)
    child._child(WAY)._process.kill()

    rows = extract_batch(BATCH, WAY)

    assert [(row.digest, row.failure) for row in rows] == [
        (digest, None) for digest in DIGESTS
    ]


def test_an_article_that_kills_its_process_is_reported() -> None:
    extract_batch(BATCH, WAY)
    child._child(WAY)._process.kill()

    [row] = extract_batch(BATCH[:1], WAY)

    assert (row.digest, row.failure) == (DIGESTS[0], "the process that read it died")


def test_an_article_that_never_ends_is_reported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(child, "_GRACE", 0.0)
    try:
        [row] = extract_batch(BATCH[:1], Way("v1", 1e-3))
    finally:
        end_child()

    assert row.failure == "took longer than 0.001 s"


def test_another_version_is_refused() -> None:
    with pytest.raises(GraphError, match="another version"):
        extract_rows(BATCH, Way("other", 0.0))


def test_a_shard_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "extractor_fingerprint", lambda: "v1")
    spread._check.cache_clear()
    address = extract_shard(BATCH, WAY, f"{tmp_path}/")
    rows = read_shard(address)
    assert [row.digest for row in rows] == DIGESTS
    monkeypatch.setattr(spread, "extract_batch", lambda *_: pytest.fail("made again"))

    assert extract_shard(BATCH, WAY, str(tmp_path)) == address
    spread._check.cache_clear()


@pytest.fixture(scope="module")
def empty_cluster() -> Iterator[str]:
    options = {"processes": False, "dashboard_address": None, "n_workers": 0}
    with LocalCluster(**options, protocol="tcp://", silence_logs=50) as cluster:
        yield cluster.scheduler_address


def test_a_cluster_without_workers_is_named(
    empty_cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(distributed, "_LOOK_SECONDS", 0.1)
    monkeypatch.setattr(distributed, "_ALONE_SECONDS", 0.3)
    plan = Plan(workers=1, extractor="v1", scheduler=empty_cluster)

    with pytest.raises(GraphError, match="no worker"):
        list(extract_distributed(iter(BATCH), plan))


def test_the_corpus_is_read_no_faster_than_workers_take_it(
    empty_cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(distributed, "_LOOK_SECONDS", 0.1)
    monkeypatch.setattr(distributed, "_ALONE_SECONDS", 0.3)
    taken = io.StringIO()

    def endless() -> Iterator[bytes]:
        while True:
            taken.write(".")
            yield BATCH[0]

    plan = Plan(workers=1, extractor="v1", scheduler=empty_cluster)
    with pytest.raises(GraphError, match="no worker"):
        list(extract_distributed(endless(), plan))

    assert len(taken.getvalue()) == distributed._AHEAD * distributed.BATCH
