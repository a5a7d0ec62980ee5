"""Builds add, change and delete, and always give what a fresh build would give."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from kg.errors import GraphError
from kg.graph.folder import Configuration, open_store, reading_ledger
from kg.graph.ledger import Ledger
from kg.graph.rdf import sorted_nquads
from kg.pipeline import versions
from kg.pipeline.build import BuildRequest, build
from kg.pipeline.packing import unpack_names
from kg.pipeline.watching import Watcher


if TYPE_CHECKING:
    from pathlib import Path

    from kg.pipeline.report import BuildReport


CITIES = ("بندر سپید", "کوهپایه", "چشمه‌سار")


def article(number: int, *, edition: int = 0) -> dict[str, str]:
    """Return a small article about invented people."""
    city = CITIES[number % len(CITIES)]
    return {
        "id": f"n{number}",
        "title": f"همایش شماره {number}",
        "publisher": "خبرگزاری سپیدار",
        "date": "1403/04/02",
        "body": (
            f"بهرام کیانفر استاندار {city} گفت: «کار ادامه دارد و ویرایش {edition}"
            f" است.»\nهمایش کتاب روز شنبه در {city} برگزار شد."
        ),
    }


def write(folder: Path, name: str, *articles: dict[str, str]) -> Path:
    """Write articles as a JSON Lines file."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(one, ensure_ascii=False) for one in articles)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def run(graph: Path, *inputs: Path | str, **options: object) -> BuildReport:
    """Build a graph in this process."""
    values: dict[str, object] = {
        "folder": graph,
        "inputs": tuple(map(str, inputs)),
        "configuration": Configuration(),
    }
    return build(BuildRequest(**(values | options)))  # type: ignore[arg-type]


def lines(graph: Path) -> list[bytes]:
    """Return a graph as sorted N-Quads."""
    return sorted_nquads(open_store(graph))


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    write(folder, "a.jsonl", article(1), article(2))
    write(folder, "deep/b.jsonl", article(3))
    return folder


def test_a_build_reports_what_the_graph_holds(news: Path, tmp_path: Path) -> None:
    report = run(tmp_path / "g", news)

    assert (report.articles, report.extracted, report.written) == (3, 3, 3)
    assert report.counts["articles"] == 3
    assert report.counts["quotes"] >= 3
    assert report.encodings == {"utf-8": 3}
    saved = json.loads((tmp_path / "g" / "report.json").read_text(encoding="utf-8"))
    assert saved["articles"] == 3


def test_a_second_build_does_nothing(news: Path, tmp_path: Path) -> None:
    run(tmp_path / "g", news)
    with reading_ledger(tmp_path / "g") as ledger:
        before = ledger.generation

    report = run(tmp_path / "g", news)

    assert (report.extracted, report.written, report.files_read) == (0, 0, 0)
    assert report.articles == 3
    with reading_ledger(tmp_path / "g") as ledger:
        assert ledger.generation == before


def test_only_the_changed_article_is_extracted(news: Path, tmp_path: Path) -> None:
    run(tmp_path / "g", news)
    write(news, "a.jsonl", article(1), article(2, edition=1))

    report = run(tmp_path / "g", news)

    assert (report.extracted, report.written, report.files_read) == (1, 1, 1)
    run(tmp_path / "fresh", news)
    assert lines(tmp_path / "g") == lines(tmp_path / "fresh")


def test_names_are_kept_for_the_builds_to_come(tmp_path: Path) -> None:
    graph, news = tmp_path / "graph", tmp_path / "news"
    profiler = versions.profiler_fingerprint()
    write(news, "a.jsonl", article(1), article(2))

    run(graph, news)
    with reading_ledger(graph) as ledger:
        first = ledger.names(profiler)
    write(news, "a.jsonl", article(1), article(2, edition=1))
    run(graph, news)
    with reading_ledger(graph) as ledger:
        second = ledger.names(profiler)
    write(news, "b.jsonl", {**article(3), "body": "مهسا رستگار وزیر چشمه‌سار شد."})
    run(graph, news)

    assert "بهرام کیانفر" in unpack_names(first).persons
    assert second == first
    with reading_ledger(graph) as ledger:
        assert "مهسا رستگار" in unpack_names(ledger.names(profiler)).persons
        assert ledger.names("another") == b""


def test_a_moved_file_costs_nothing(news: Path, tmp_path: Path) -> None:
    run(tmp_path / "g", news)
    shutil.move(news / "a.jsonl", news / "z.jsonl")

    report = run(tmp_path / "g", news, prune=True)

    assert (report.extracted, report.written, report.removed) == (0, 0, 0)


def test_what_is_gone_stays_until_pruned(news: Path, tmp_path: Path) -> None:
    run(tmp_path / "g", news)
    (news / "deep" / "b.jsonl").unlink()

    kept = run(tmp_path / "g", news)
    pruned = run(tmp_path / "g", news, prune=True)

    assert (kept.articles, len(kept.gone), kept.pruned) == (3, 1, False)
    assert any("--prune" in line for line in kept.lines())
    assert (pruned.articles, pruned.removed) == (2, 1)
    run(tmp_path / "fresh", news)
    assert lines(tmp_path / "g") == lines(tmp_path / "fresh")


def test_other_inputs_are_not_pruned(news: Path, tmp_path: Path) -> None:
    run(tmp_path / "g", news)
    other = write(tmp_path / "other", "c.jsonl", article(4))

    report = run(tmp_path / "g", other, prune=True)

    assert report.articles == 4


def test_the_order_of_inputs_does_not_matter(news: Path, tmp_path: Path) -> None:
    run(tmp_path / "g1", news / "a.jsonl", news / "deep")
    run(tmp_path / "g2", news / "deep")
    run(tmp_path / "g2", news / "a.jsonl")

    assert lines(tmp_path / "g1") == lines(tmp_path / "g2")


def test_the_number_of_workers_does_not_matter(tmp_path: Path) -> None:
    write(tmp_path / "news", "a.jsonl", *(article(number) for number in range(25)))

    run(tmp_path / "g1", tmp_path / "news", workers=1)
    run(tmp_path / "g2", tmp_path / "news", workers=2)

    assert lines(tmp_path / "g1") == lines(tmp_path / "g2")


def test_of_two_articles_with_one_id_the_first_is_kept(tmp_path: Path) -> None:
    write(tmp_path / "news", "b.jsonl", article(1, edition=2))
    write(tmp_path / "news", "a.jsonl", article(1, edition=1), article(1, edition=1))

    report = run(tmp_path / "g", tmp_path / "news")

    text = b"\n".join(lines(tmp_path / "g")).decode()
    assert "ویرایش 1" in text
    assert "ویرایش 2" not in text
    assert sorted(one.reason.split(":")[0] for one in report.problems) == [
        f"left out, {tmp_path}/news/a.jsonl",
        f"the same article as {tmp_path}/news/a.jsonl",
    ]


def test_settings_change_the_graph_without_extraction(
    news: Path, tmp_path: Path
) -> None:
    run(tmp_path / "g", news)
    settings = Configuration(base_iri="https://خبر.example/")

    report = run(tmp_path / "g", news, configuration=settings)

    assert (report.extracted, report.written) == (0, 3)
    text = b"\n".join(lines(tmp_path / "g")).decode()
    assert "https://خبر.example/article/n1" in text
    assert "https://kg.example/" not in text


def test_articles_of_another_version_are_extracted_again(
    news: Path, tmp_path: Path
) -> None:
    class Listener(Watcher):
        heard: list[str] = []  # noqa: RUF012 — one test, one instance

        def say(self, words: str) -> None:
            self.heard.append(words)

    run(tmp_path / "g", news)
    ledger = Ledger(tmp_path / "g" / "ledger.sqlite")
    ledger._db.execute("UPDATE extractions SET extractor = 'old'")
    ledger.close()
    elsewhere = write(tmp_path / "other", "c.jsonl", article(4))
    request = BuildRequest(
        folder=tmp_path / "g",
        inputs=(str(elsewhere),),
        configuration=Configuration(),
    )

    report = build(request, Listener())

    assert report.extracted == 4
    assert "3 articles were extracted by another version" in Listener.heard[0]
    run(tmp_path / "fresh", news, elsewhere)
    assert lines(tmp_path / "g") == lines(tmp_path / "fresh")


def test_profiles_of_another_version_are_made_again(news: Path, tmp_path: Path) -> None:
    run(tmp_path / "g", news)
    before = lines(tmp_path / "g")
    ledger = Ledger(tmp_path / "g" / "ledger.sqlite")
    with ledger.transaction():
        ledger.change_setting("profiler", "old")
        ledger.change_setting("state", "old")
        for digest in ledger.extracted_digests():
            packed = ledger.extraction(digest)
            assert packed is not None
            ledger.change_profile(digest, packed, b"unreadable")
    ledger.close()

    report = run(tmp_path / "g", news)

    assert report.extracted == 0
    assert lines(tmp_path / "g") == before


def test_bad_input_is_reported_and_the_rest_is_built(tmp_path: Path) -> None:
    path = write(tmp_path / "news", "a.jsonl", article(1))
    with path.open("a", encoding="utf-8") as stream:
        stream.write('{"title": \n')
    (tmp_path / "news" / "empty.txt").write_text("", encoding="utf-8")

    report = run(tmp_path / "g", tmp_path / "news", tmp_path / "missing")

    assert report.articles == 1
    found = {one.source: one.kind for one in report.problems}
    assert found[str(tmp_path / "missing")] == "error"
    assert found[f"{path}:2"] == "error"
    assert str(tmp_path / "news" / "empty.txt") in found
    table = (tmp_path / "g" / "report.tsv").read_text(encoding="utf-8")
    assert len(table.splitlines()) == len(report.problems) + 1


def test_problems_are_told_again_when_nothing_changed(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.json").write_text("{", encoding="utf-8")
    first = run(tmp_path / "g", tmp_path / "news")

    second = run(tmp_path / "g", tmp_path / "news")

    assert first.problems == second.problems
    assert first.errors == 1


def test_standard_input_adds_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 2):
        text = json.dumps(article(number), ensure_ascii=False).encode()
        stream = io.TextIOWrapper(io.BytesIO(text), encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", stream)
        report = run(tmp_path / "g", "-")

    assert report.articles == 2


KILLED = """
import sys
from pathlib import Path
from kg.graph.folder import Configuration
from kg.pipeline.build import BuildRequest, build
if __name__ == "__main__":
    build(BuildRequest(folder=Path(sys.argv[1]), inputs=(sys.argv[2],),
                       configuration=Configuration(), workers=1))
"""


def test_a_killed_build_leaves_the_last_state_and_is_resumed(tmp_path: Path) -> None:
    news, graph = tmp_path / "news", tmp_path / "g"
    write(news, "a.jsonl", *(article(number) for number in range(6)))
    run(graph, news)
    before = lines(graph)
    write(news, "b.jsonl", *(article(number) for number in range(6, 40)))
    started = time.monotonic()
    run(tmp_path / "timing", news)
    whole = time.monotonic() - started + 1.5

    for share in (0.2, 0.5, 0.7, 0.8, 0.9):
        command = [sys.executable, "-c", KILLED, str(graph), str(news)]
        with subprocess.Popen(command) as process:
            time.sleep(share * whole)
            process.send_signal(signal.SIGKILL)
        assert lines(graph) in (before, lines(tmp_path / "timing"))

    run(graph, news)
    assert lines(graph) == lines(tmp_path / "timing")


def test_a_full_disk_leaves_the_last_state(news: Path, tmp_path: Path) -> None:
    run(tmp_path / "g", news)
    before = lines(tmp_path / "g")
    write(news, "a.jsonl", article(1, edition=5))
    store = tmp_path / "g" / "store"
    (store / "000002").write_text("in the way", encoding="utf-8")

    with pytest.raises(GraphError, match="cannot write the store"):
        run(tmp_path / "g", news)

    assert lines(tmp_path / "g") == before
    (store / "000002").unlink()
    assert run(tmp_path / "g", news).written == 1


def test_inputs_behind_an_address_are_built_and_followed(tmp_path: Path) -> None:
    bucket = tmp_path / "bucket"
    write(bucket, "a.jsonl", article(1), article(2))
    write(bucket, "b.jsonl", article(3))
    address = bucket.as_uri()
    run(tmp_path / "local", bucket)

    first = run(tmp_path / "g", address)
    assert (first.articles, first.files_read) == (3, 2)
    assert lines(tmp_path / "g") == lines(tmp_path / "local")
    assert run(tmp_path / "g", address).files_unchanged == 2

    write(bucket, "a.jsonl", article(1), article(2, edition=12))
    (bucket / "b.jsonl").unlink()
    changed = run(tmp_path / "g", address, prune=True)
    assert (changed.articles, changed.extracted, changed.removed) == (2, 1, 1)


FULL = """
import resource, sys
from pathlib import Path
from kg.errors import GraphError
from tests.unit.pipeline.test_build import run
resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))
try:
    run(Path(sys.argv[1]), sys.argv[2])
except GraphError as error:
    sys.exit(f"said: {error}")
"""


def test_files_that_cannot_grow_leave_the_last_state(tmp_path: Path) -> None:
    """A limit of file size stops writing where a full disk would, also in SQLite."""
    news, graph = tmp_path / "news", tmp_path / "g"
    write(news, "a.jsonl", article(1))
    run(graph, news)
    before = lines(graph)
    write(news, "b.jsonl", *(article(number) for number in range(2, 90)))

    command = [sys.executable, "-c", FULL, str(graph), str(news)]
    done = subprocess.run(command, capture_output=True, check=False, text=True)

    assert done.returncode == 1
    assert "said: " in done.stderr
    assert "cannot write" in done.stderr
    assert lines(graph) == before
    run(graph, news)
    run(tmp_path / "fresh", news)
    assert lines(graph) == lines(tmp_path / "fresh")


def test_a_name_that_is_not_utf8_is_built_once(tmp_path: Path) -> None:
    write(tmp_path / "news", os.fsdecode(b"\xe9.jsonl"), article(1), article(2))

    first = run(tmp_path / "g", tmp_path / "news")
    second = run(tmp_path / "g", tmp_path / "news")

    assert (first.extracted, first.written, first.errors) == (2, 2, 0)
    assert (second.extracted, second.written, second.files_unchanged) == (0, 0, 1)
