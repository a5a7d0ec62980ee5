"""Builds that are stopped, watched or crowded: readers see the last committed state.

Each build reads a folder and then standard input, which the test holds open: so it
stays in mid-build, with some articles done, for as long as the test wants.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.parse
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.errors import GraphError
from kg.graph.folder import Configuration, open_store, reading_ledger
from kg.graph.rdf import sorted_nquads
from kg.pipeline import versions
from kg.pipeline.build import BuildRequest, build
from kg.serve import Limits
from tests.servers import serving


if TYPE_CHECKING:
    from collections.abc import Iterator


pytestmark = pytest.mark.e2e
KG = str(Path(sys.executable).parent / "kg")
COUNT = "SELECT (COUNT(*) AS ?n) { ?a a kg:Article }"
FEW, MANY = 2, 160  # more than workers are handed ahead
WAIT_SECONDS = 60


def article(number: int) -> str:
    body = (
        f"بهرام کیانفر استاندار کوهپایه گفت: «کار بخش {number} ادامه دارد.»\n"
        "همایش کتاب روز شنبه در بندر سپید برگزار شد."
    )
    date = "1403/04/02"
    made = {"id": f"n{number}", "title": "خبر", "body": body, "date": date}
    return json.dumps(made, ensure_ascii=False)


def write(path: Path, numbers: range) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(map(article, numbers)), encoding="utf-8")


def content(graph: Path) -> list[bytes]:
    return sorted_nquads(open_store(graph))


def built(graph: Path, news: Path) -> list[bytes]:
    """Build in this process, whose models are loaded once."""
    request = BuildRequest(
        folder=graph, inputs=(str(news),), configuration=Configuration()
    )
    build(request)
    return content(graph)


@pytest.fixture(autouse=True)
def heeding_ctrl_c() -> Iterator[None]:
    """Let commands heed Ctrl-C, also where the tests run in a shell's background.

    There SIGINT is ignored, which what is started inherits; a handler it does not.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """Give a graph of few articles; the folder of its news now has many."""
    write(tmp_path / "news" / "a.jsonl", range(FEW))
    built(tmp_path / "g", tmp_path / "news")
    write(tmp_path / "news" / "b.jsonl", range(FEW, MANY))
    return tmp_path / "g"


@pytest.fixture
def news(graph: Path) -> Path:
    return graph.parent / "news"


def extracted(graph: Path) -> int:
    with reading_ledger(graph) as ledger:
        return len(ledger.known_digests(versions.extractor_fingerprint()))


@contextmanager
def building(
    graph: Path, news: Path, *, workers: int = 1
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a build in a process group of its own; give it in mid-build."""
    command = [KG, "build", str(news), "-", "--graph", str(graph)]
    with subprocess.Popen(
        [*command, "--workers", str(workers)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        try:
            wait_until_extracting(process, graph)
            yield process
        finally:
            process.kill()


def wait_until_extracting(process: subprocess.Popen[bytes], graph: Path) -> None:
    """Wait until a build has kept something new."""
    deadline = time.monotonic() + WAIT_SECONDS
    while extracted(graph) <= FEW:
        if process.poll() is not None or time.monotonic() > deadline:
            pytest.fail(f"the build did not begin: {process.stderr!r}")
        time.sleep(0.05)


def kg(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [KG, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, text=True)


@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c_says_one_line_and_the_next_build_goes_on(
    graph: Path, news: Path, tmp_path: Path, workers: int
) -> None:
    before = content(graph)
    with building(graph, news, workers=workers) as process:
        os.killpg(process.pid, signal.SIGINT)
        output, words = process.communicate(timeout=WAIT_SECONDS)

    assert (process.returncode, output) == (130, b"")
    assert re.fullmatch(
        f"kg: {graph}: stopped; .* next build goes on .*\n", words.decode()
    )
    assert content(graph) == before
    assert built(graph, news) == built(tmp_path / "fresh", news)


def test_a_second_build_is_refused_and_told_who_builds(graph: Path, news: Path) -> None:
    with building(graph, news) as process:
        other = kg("build", news, "--graph", graph)
        with pytest.raises(GraphError, match=f"process {process.pid} on "):
            built(graph, news)

        assert (other.returncode, other.stdout) == (1, "")
        assert re.fullmatch(
            f"kg: {graph}: another build is writing this graph "
            rf"\(process {process.pid} on .+\); try again when it ends\n",
            other.stderr,
        )
        process.communicate(article(MANY).encode(), timeout=WAIT_SECONDS)

    assert process.returncode == 0
    assert kg("query", graph, COUNT, "--format", "csv").stdout.split()[-1] == str(
        MANY + 1
    )


def test_readers_go_on_and_see_the_last_committed_state(
    graph: Path, news: Path
) -> None:
    limits = Limits(seconds=WAIT_SECONDS, rows=10)
    with serving(graph, limits) as address, building(graph, news) as process:
        asked = kg("query", graph, COUNT, "--format", "csv")
        assert (asked.returncode, asked.stdout.split()[-1]) == (0, str(FEW))
        assert served(address) == str(FEW)

        process.communicate(article(MANY).encode(), timeout=WAIT_SECONDS)

        assert process.returncode == 0
        assert served(address) == str(MANY + 1)


def served(address: str) -> str:
    """Return how many articles an endpoint at an address knows."""
    query = urllib.parse.urlencode({"query": COUNT})
    host = address.removeprefix("http://")
    connection = http.client.HTTPConnection(host, timeout=WAIT_SECONDS)
    connection.request("GET", f"/sparql?{query}", headers={"Accept": "text/csv"})
    with closing(connection):
        return connection.getresponse().read().decode().split()[-1]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Give a disk of 24 megabytes."""
    path = tmp_path / "disk"
    path.mkdir()
    try:
        command = ["mount", "-t", "tmpfs", "-o", "size=24m", "kgtest", str(path)]
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"a small disk cannot be mounted here: {error}")
    try:
        yield path
    finally:
        subprocess.run(["umount", "--lazy", str(path)], check=True)


def fill(disk: Path, *, leave: int) -> Path:
    """Fill a disk but for some bytes; return the file that does."""
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    ballast = disk / "ballast"
    with ballast.open("wb") as stream:
        os.posix_fallocate(stream.fileno(), 0, free - leave)
    return ballast


@pytest.mark.parametrize("leave", [0, 64 * 1024, 256 * 1024])
def test_a_full_disk_leaves_the_graph_and_the_next_build_completes_it(
    disk: Path, tmp_path: Path, leave: int
) -> None:
    news, graph = tmp_path / "news", disk / "g"
    write(news / "a.jsonl", range(FEW))
    before = built(graph, news)
    write(news / "b.jsonl", range(FEW, MANY))
    ballast = fill(disk, leave=leave)

    with pytest.raises(GraphError, match=f"^{graph}/.*: cannot (write|open)"):
        built(graph, news)

    assert content(graph) == before
    ballast.unlink()
    assert built(graph, news) == built(tmp_path / "fresh", news)
