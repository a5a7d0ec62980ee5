"""Shards hold every quad once, in files of like size, the same each time."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from kg.errors import QueryError
from kg.export import parse_division, write_shards
from kg.export.rdf import to_nquads
from kg.export.shards import MANIFEST, Division
from kg.graph.sources import StoreSource
from tests.statements import extraction, graph, source
from tests.unit.export.test_command import export, news  # noqa: F401 — a fixture


if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def whole() -> StoreSource:
    payloads = graph([extraction("n1"), extraction("n2"), extraction("n3")])
    return source(payloads.values())


def held(folder: Path) -> list[list[bytes]]:
    """Return the lines of each shard, as the list of shards names them."""
    rows = (folder / MANIFEST).read_text(encoding="utf-8").splitlines()[1:]
    names = [row.split("\t")[0] for row in rows]
    assert names == sorted(path.name for path in folder.glob("*.nq*"))
    return [(folder / name).read_bytes().splitlines() for name in names]


@pytest.mark.parametrize("count", [1, 2, 7])
def test_a_number_of_shards_hold_every_quad_once(
    whole: StoreSource, tmp_path: Path, count: int
) -> None:
    write_shards(whole, tmp_path, Division(count=count))

    shards = held(tmp_path)
    assert len(shards) == count
    assert max(map(len, shards)) - min(map(len, shards)) <= 1
    lines = [line for shard in shards for line in shard]
    assert sorted(lines) == to_nquads(whole).splitlines()


def test_no_shard_is_larger_than_asked_for(whole: StoreSource, tmp_path: Path) -> None:
    shards = write_shards(whole, tmp_path, Division(size=5_000))

    assert len(shards) > 2
    assert all(one.size <= 5_000 for one in shards)
    for one in shards:
        assert (tmp_path / one.name).stat().st_size == one.size
    lines = [line for shard in held(tmp_path) for line in shard]
    assert sorted(lines) == to_nquads(whole).splitlines()


def test_a_line_that_exceeds_the_size_is_a_shard(
    whole: StoreSource, tmp_path: Path
) -> None:
    shards = write_shards(whole, tmp_path, Division(size=1))

    assert {one.quads for one in shards} == {1}


def test_equal_graphs_give_equal_files(whole: StoreSource, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_shards(whole, tmp_path / name, Division(count=2), compress=True)

    one, other = (
        [path.read_bytes() for path in sorted((tmp_path / name).iterdir())]
        for name in ("a", "b")
    )
    assert one == other
    plain = gzip.decompress((tmp_path / "a" / "shard-0001.nq.gz").read_bytes())
    assert plain.splitlines()[0] in to_nquads(whole).splitlines()


def test_an_earlier_export_leaves_nothing(whole: StoreSource, tmp_path: Path) -> None:
    write_shards(whole, tmp_path, Division(count=5))
    write_shards(whole, tmp_path, Division(count=2))

    assert len(held(tmp_path)) == 2


def test_another_file_is_not_mixed_with_the_shards(
    whole: StoreSource, tmp_path: Path
) -> None:
    (tmp_path / "other.nq").write_bytes(b"")

    with pytest.raises(QueryError, match=r"holds other\.nq"):
        write_shards(whole, tmp_path, Division(count=2))
    with pytest.raises(QueryError, match="cannot be written"):
        write_shards(whole, tmp_path / "other.nq", Division(count=2))


@pytest.mark.parametrize(
    ("text", "division"),
    [
        ("8", Division(count=8)),
        ("64MB", Division(size=64_000_000)),
        ("1.5 kib", Division(size=1536)),
        ("2GB", Division(size=2_000_000_000)),
    ],
)
def test_a_division_is_a_number_or_a_size(text: str, division: Division) -> None:
    assert parse_division(text) == division


@pytest.mark.parametrize("text", ["0", "-1", "many", "3TB", "0MB", "0.0001KB"])
def test_what_is_neither_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="a number"):
        parse_division(text)


def test_the_command_writes_shards(news: Path, tmp_path: Path) -> None:  # noqa: F811
    done = export(news, "-o", tmp_path / "s", "--shards", "3", "--gzip")

    assert done.exit_code == 0
    assert f"{tmp_path / 's'}: 3 shards, " in done.stderr
    assert len(list((tmp_path / "s").glob("*.nq.gz"))) == 3
