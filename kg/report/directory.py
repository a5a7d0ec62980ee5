"""Which things have a page, and the names of the pages' files.

A name is a hash of an IRI: safe on every file system whatever the IRI holds, and the
same in every build, so that links from outside stay right.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.report.values import Kind


if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence
    from pathlib import Path

    from kg.report.values import Article, Corpus

_PAGE_NAME = re.compile(r"[0-9a-f]{16}\.(html|md)")
_LIST_NAME = re.compile(r"(persons|organizations|places|events|articles)-\d+\.html")


def page_name(iri: str) -> str:
    """Return the file name of a page, without its ending.

    >>> page_name("https://news.example/person/x")
    'a41786beb8a150b4'
    """
    raw = iri.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(raw, digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Directory:
    """The pages of a site.

    Attributes:
        pages: Of each kind, the IRIs that have a page, the most named first.
        left_out: How many of each kind have none.
        paths: IRI to its page's path in the site.
    """

    pages: Mapping[Kind, Sequence[str]]
    left_out: Mapping[Kind, int]
    paths: Mapping[str, str]


def choose_pages(corpus: Corpus, limit: int) -> Directory:
    """Give a page to the ``limit`` most named of each kind.

    Events and articles are taken by their days, latest first.
    """
    ranked: dict[Kind, list[str]] = {kind: [] for kind in Kind}
    by_count = sorted(
        corpus.entities.values(), key=lambda one: (-one.articles, one.iri)
    )
    for entity in by_count:
        ranked[entity.kind].append(entity.iri)
    days = {one.iri: one.begin for one in corpus.events}
    ranked[Kind.EVENT] = _latest(days)
    ranked[Kind.ARTICLE] = _latest({one.iri: one.day for one in _all(corpus)})
    pages = {kind: iris[:limit] for kind, iris in ranked.items()}
    return Directory(
        pages=pages,
        left_out={kind: max(0, len(iris) - limit) for kind, iris in ranked.items()},
        paths={
            iri: f"{kind}/{page_name(iri)}.html"
            for kind, iris in pages.items()
            for iri in iris
        },
    )


def _all(corpus: Corpus) -> Sequence[Article]:
    return tuple(corpus.articles.values())


def _latest(days: Mapping[str, str]) -> list[str]:
    return sorted(sorted(days), key=lambda iri: days[iri], reverse=True)


def clear_pages(folder: Path, *, keep: Container[str]) -> None:
    """Remove the pages of an earlier build, and nothing else, from a folder.

    Args:
        folder: A site's.
        keep: Paths in the site that stay.
    """
    for kind in Kind:
        for path in sorted((folder / kind).iterdir()):
            name = path.name
            if _PAGE_NAME.fullmatch(name) and f"{kind}/{name}" not in keep:
                path.unlink()
    for path in sorted(folder.glob("*-*.html")):
        if _LIST_NAME.fullmatch(path.name) and path.name not in keep:
            path.unlink()
