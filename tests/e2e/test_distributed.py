"""A build over a Dask cluster of separate processes gives the bytes of a local one."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest
from distributed import Client

from kg.errors import GraphError
from kg.graph.folder import Configuration, open_store
from kg.graph.rdf import sorted_nquads
from kg.pipeline import distributed, versions
from kg.pipeline.build import BuildRequest, build
from kg.pipeline.child import Way
from kg.pipeline.spread import extract_rows
from kg.pipeline.watching import Watcher


if TYPE_CHECKING:
    from collections.abc import Iterator


pytestmark = pytest.mark.e2e
NETWORK = "10.203.77"
BRIDGE = "kgtest0"


def article(number: int) -> dict[str, str]:
    return {
        "id": f"n{number}",
        "title": f"همایش شماره {number}",
        "publisher": "خبرگزاری سپیدار",
        "date": "1403/04/02",
        "body": (
            f"بهرام کیانفر استاندار کوهپایه گفت: «کار بخش {number} ادامه دارد.»\n"
            "همایش کتاب روز شنبه در بندر سپید برگزار شد."
        ),
    }


def ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True, capture_output=True)


@contextmanager
def namespace(number: int) -> Iterator[tuple[list[str], str]]:
    """Give the prefix of commands within a network of their own, and its address."""
    name, address = f"kgtest{number}", f"{NETWORK}.{number}"
    ip("netns", "add", name)
    try:
        inside = ["ip", "netns", "exec", name]
        ip("link", "add", f"kgt{number}", "type", "veth", "peer", f"kgi{number}")
        ip("link", "set", f"kgt{number}", "master", BRIDGE, "up")
        ip("link", "set", f"kgi{number}", "netns", name)
        ip("-n", name, "address", "add", f"{address}/24", "dev", f"kgi{number}")
        ip("-n", name, "link", "set", f"kgi{number}", "up")
        ip("-n", name, "link", "set", "lo", "up")
        yield inside, address
    finally:
        ip("netns", "delete", name)


@contextmanager
def networks(count: int) -> Iterator[list[tuple[list[str], str]]]:
    """Give network namespaces on one bridge; where none can be, plain processes."""
    with ExitStack() as stack:
        try:
            ip("link", "add", BRIDGE, "type", "bridge")
            stack.callback(ip, "link", "delete", BRIDGE)
            ip("address", "add", f"{NETWORK}.1/24", "dev", BRIDGE)
            ip("link", "set", BRIDGE, "up")
            found = [stack.enter_context(namespace(2 + one)) for one in range(count)]
        except (OSError, subprocess.CalledProcessError):
            sys.stderr.write("no network namespaces here: processes share the host's\n")
            found = [([], "127.0.0.1")] * count
        yield found


@dataclass
class Cluster:
    address: str
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)


def start(stack: ExitStack, *command: str) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    stack.callback(process.wait)
    stack.callback(process.kill)
    return process


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Give a scheduler and two workers: three processes in three networks."""
    folder, port = str(tmp_path_factory.mktemp("dask")), free_port()
    dask = [shutil.which("dask", path=str(Path(sys.executable).parent)) or "dask"]
    with ExitStack() as stack:
        (inside, host), *others = stack.enter_context(networks(3))
        made = Cluster(f"tcp://{host}:{port}")
        listening = ["--host", host, "--port", port, "--no-dashboard"]
        start(stack, *inside, *dask, "scheduler", *listening)
        for one, address in others:
            options = ["--host", address, "--nthreads", "1", "--no-dashboard"]
            options += ["--no-nanny", "--local-directory", folder]
            worker = [*one, *dask, "worker", made.address, *options]
            made.workers.append(start(stack, *worker))
        wait_for(host, int(port))
        yield made


def wait_for(host: str, port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"nothing listens at {host}:{port}")


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("news")
    lines = (json.dumps(article(one), ensure_ascii=False) for one in range(60))
    (folder / "a.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def run(graph: Path, news: str, watcher: Watcher | None = None, **how: str) -> bytes:
    """Build a graph and return it as sorted N-Quads."""
    request = BuildRequest(
        folder=graph, inputs=(news,), configuration=Configuration(), **how
    )
    report = build(request, watcher)
    assert (report.articles, report.extracted, report.errors) == (60, 60, 0)
    return b"".join(sorted_nquads(open_store(graph)))


@pytest.fixture(scope="module")
def local(news: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return run(tmp_path_factory.mktemp("local") / "g", str(news))


def test_shards_give_the_bytes_of_a_local_build(
    cluster: Cluster, news: Path, local: bytes, tmp_path: Path
) -> None:
    shards = tmp_path / "shards"
    how = {"scheduler": cluster.address, "shards": shards.as_uri()}

    assert run(tmp_path / "g", news.as_uri(), **how) == local

    assert [one.suffix for one in shards.iterdir()] == [".rows"]


class Killer(Watcher):
    """Kills a worker that holds a task it can never end.

    The process that extracts for the worker is stopped before the build, so that what
    comes back first is the other worker's.
    """

    def __init__(self, client: Client, worker: subprocess.Popen[bytes]) -> None:
        self._client = client
        self._worker = worker
        pids = client.run(os.getpid)
        self._address = next(one for one in pids if pids[one] == worker.pid)
        way = Way(versions.extractor_fingerprint(), 0.0)
        begun = client.submit(extract_rows, [], way, workers=[self._address])
        assert begun.result() == []
        self._children = psutil.Process(worker.pid).children()
        for child in self._children:
            child.suspend()
        self.held: tuple[str, ...] = ()
        self.done = 0

    def advance(self, count: int) -> None:
        """Kill the worker at the first batch of the other one."""
        if self.held:
            return
        while not self.held:
            self.held = tuple(self._client.processing()[self._address])
        self.done = count
        self._worker.kill()
        self._worker.wait()
        for child in self._children:
            child.kill()


def test_a_killed_worker_changes_nothing(
    cluster: Cluster,
    news: Path,
    local: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(distributed, "BATCH", 2)
    with Client(cluster.address) as client:
        client.wait_for_workers(2)
        killer = Killer(client, cluster.workers[0])

        found = run(tmp_path / "g", str(news), killer, scheduler=cluster.address)

    assert found == local
    assert killer.held
    assert killer.done < 60
    assert cluster.workers[1].poll() is None


def test_a_scheduler_that_is_not_there_is_named(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(distributed, "_CONNECT_SECONDS", 1)
    with pytest.raises(GraphError, match="no scheduler answers"):
        run(tmp_path / "g", str(news), scheduler="tcp://127.0.0.1:9")
