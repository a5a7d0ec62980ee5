"""What a person types becomes an anchor, or a list of what may be meant."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from kg.decisions import Anchor, Kind
from kg.errors import QueryError
from kg.graph.folder import open_store, reading_ledger
from kg.graph.sources import StoreSource, select_values
from kg.pipeline.anchoring import Finder, Meant
from tests.unit.pipeline.test_build import article, run, write


if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def finder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Finder]:
    root = tmp_path_factory.mktemp("anchoring")
    namesake = article(4) | {"body": "کیانفر مربی باشگاه شاهین گفت: «برنده می‌شویم.»"}
    write(root, "a.jsonl", article(1), article(2), article(3), namesake)
    run(root / "g", root / "a.jsonl")
    store = StoreSource(open_store(root / "g"))
    with reading_ledger(root / "g") as ledger:
        yield Finder(partial(select_values, store), ledger)


def test_a_name_in_any_spelling_means_its_entity(finder: Finder) -> None:
    meant = finder.entity("بهرام كيان‌فر")

    articles = ("n1", "n2", "n3")
    assert meant == Meant(
        Kind.PERSON, Anchor(("بهرام کیانفر",), articles), meant.articles
    )
    assert set(articles) <= set(meant.articles)


def test_an_iri_and_an_article_mean_the_same(finder: Finder) -> None:
    by_iri = finder.entity("https://kg.example/person/بهرام_کیانفر")

    assert by_iri.anchor.name == "بهرام کیانفر"
    assert finder.entity("کوهپایه @ n1").anchor == Anchor(("کوهپایه",), ("n1",))


@pytest.mark.parametrize(
    ("typed", "kind", "words"),
    [
        ("بهرام کیانفرد", None, "nothing is named «بهرام کیانفرد»; near names: «بهرام"),
        ("کوه", Kind.PERSON, "nothing is named «کوه»"),
        ("کوهپایه @ n2", None, "no such article names «کوهپایه»"),
        ("@ n2", None, "names nothing"),
        ("https://kg.example/person/x", None, "the graph has no entity or statement"),
    ],
)
def test_what_means_nothing_is_told(
    finder: Finder, typed: str, kind: Kind | None, words: str
) -> None:
    with pytest.raises(QueryError, match=words):
        finder.entity(typed, kind)


def test_what_means_several_lists_them(finder: Finder) -> None:
    with pytest.raises(QueryError) as caught:
        finder.any("ه", None, None)

    lines = str(caught.value).splitlines()
    assert lines[0] == "«ه» may be any of these; give one of the IRIs:"


def test_words_mean_a_quotation_of_one_article(finder: Finder) -> None:
    meant = finder.statement("ویرایش ادامه", Kind.QUOTE, "n2")

    assert meant.anchor.articles == ("n2",)
    assert meant.anchor.parts[0] == "بهرام کیانفر"
    with pytest.raises(QueryError, match="no quote says «ناگفته»"):
        finder.statement("ناگفته", Kind.QUOTE)


def test_an_anchor_means_the_statement_that_it_names(finder: Finder) -> None:
    meant = finder.statement("ویرایش ادامه @ n2", Kind.QUOTE)

    assert meant == finder.statement("ویرایش ادامه", Kind.QUOTE, "n2")
    assert finder.statement(str(meant.anchor), Kind.QUOTE) == meant
    with pytest.raises(QueryError, match="no quote says «ویرایش @ n9»"):
        finder.statement("ویرایش @ n9", Kind.QUOTE)


def test_an_event_called_so_comes_before_those_that_hold_the_words() -> None:
    names = ("سیل", "در پی سیل دو خانه خراب شد")
    rows = [(f"x:{at}", f"n{at}", name, "", "") for at, name in enumerate(names)]

    def select(_query: str) -> list[tuple[str, ...]]:
        return rows

    finder = Finder(select, None)  # type: ignore[arg-type]

    assert finder.statement("سيل", Kind.EVENT).anchor.name == "سیل"
    assert finder.statement("سیل خانه", Kind.EVENT).articles == ("n1",)


def test_a_role_by_words_is_meant_everywhere_and_by_iri_in_its_article(
    finder: Finder,
) -> None:
    everywhere = finder.statement("كيانفر استاندار کوهپایه", Kind.ROLE)

    parts = ("بهرام کیانفر", "استاندار", "کوهپایه", "current")
    assert everywhere.anchor == Anchor(parts)
    there = finder.statement("استاندار کوهپایه", Kind.ROLE, "n1")
    assert there.anchor == Anchor(parts, ("n1",))


def test_a_statement_is_no_entity(finder: Finder) -> None:
    with pytest.raises(QueryError) as caught:
        finder.statement("استاندار", Kind.ROLE)
    iri = str(caught.value).splitlines()[1].split()[0]

    assert finder.any(iri, None, None).kind is Kind.ROLE
    with pytest.raises(QueryError, match="not an entity, but a role"):
        finder.entity(iri)
