"""Files behind addresses are listed, read and told apart like local ones."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import fsspec
import pytest

from kg.errors import ReadError
from kg.model import Article, Problem
from kg.read import InputFile, list_files, read, real_path, version_of
from kg.read.remote import read_bytes, remote_exists, write_bytes


if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


ARTICLE = "همایش سپیدار\n\nبهرام کیانفر گفت: «کار ادامه دارد.»\n"


@pytest.fixture
def bucket() -> Iterator[str]:
    system = fsspec.filesystem("memory")
    for name in ("b/2.txt", "a.txt", "b-c.txt", "b/.hidden/3.txt"):
        system.pipe_file(f"/news/{name}", ARTICLE.encode())
    yield "memory://news"
    system.rm("/news", recursive=True)


def test_a_folder_gives_its_files_as_a_local_one_does(
    bucket: str, tmp_path: Path
) -> None:
    for name in ("b/2.txt", "a.txt", "b-c.txt", "b/.hidden/3.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(ARTICLE, encoding="utf-8")

    found = list(list_files([bucket]))

    local = [one.name for one in list_files([tmp_path]) if isinstance(one, InputFile)]
    assert [one.name for one in found if isinstance(one, InputFile)] == local
    assert {one.path for one in found if isinstance(one, InputFile)} == {
        "memory:///news/a.txt",
        "memory:///news/b-c.txt",
        "memory:///news/b/2.txt",
    }


def test_articles_are_read_from_an_address(bucket: str) -> None:
    found = list(read([bucket, f"{bucket}/a.txt"]))

    articles = [one for one in found if isinstance(one, Article)]
    assert [one.title for one in articles] == ["همایش سپیدار"] * 3
    assert [str(one.source) for one in articles][:1] == ["memory:///news/a.txt"]


@pytest.mark.parametrize("address", ["memory://none", "memory://news/none.txt"])
def test_what_is_missing_is_a_problem(bucket: str, address: str) -> None:
    [found] = read([address])

    assert isinstance(found, Problem)
    assert str(found) == f"{address}: no such file or folder"


def test_a_changed_file_has_another_version(bucket: str) -> None:
    before = version_of(f"{bucket}/a.txt")
    assert version_of(f"{bucket}/a.txt") == before

    fsspec.filesystem("memory").pipe_file("/news/a.txt", b"x")

    assert version_of(f"{bucket}/a.txt") != before


def test_an_address_is_its_own_real_path(tmp_path: Path) -> None:
    assert real_path("memory://news/a") == real_path("memory:///news/a")
    assert real_path(f"{tmp_path}/x/../a") == str(tmp_path.resolve() / "a")


def test_what_is_written_is_there_whole(tmp_path: Path) -> None:
    address = (tmp_path / "deep" / "a.rows").as_uri()
    assert not remote_exists(address)

    write_bytes(address, b"rows")

    assert remote_exists(address)
    assert read_bytes(address) == b"rows"
    assert [one.name for one in (tmp_path / "deep").iterdir()] == ["a.rows"]


def test_an_unknown_protocol_is_refused() -> None:
    with pytest.raises(ReadError, match="nothing://a: "):
        list(read(["nothing://a"]))


def test_fsspec_is_asked_for_where_it_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)

    with pytest.raises(ReadError, match=r"persian-news-kg\[scale\]"):
        list(read(["s3://news/a.txt"]))
