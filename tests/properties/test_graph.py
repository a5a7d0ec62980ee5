"""Names become IRIs, and text literals, without loss, whatever they hold."""

from __future__ import annotations

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.iri import Minter, escape, slug
from kg.graph.nquads import QuadWriter
from tests.statements import extraction, graph


MINTER = Minter("https://news.example/")
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(texts, texts)
def test_ids_are_told_apart(one: str, other: str) -> None:
    assert (escape(one) == escape(other)) == (one == other)


@given(texts)
def test_every_id_gives_a_valid_iri(text: str) -> None:
    for iri in (MINTER.article(text), MINTER.outlet(text), MINTER.mention(text, 1, 2)):
        quads = QuadWriter(iri)
        quads.link(iri, iri, iri)

        (quad,) = ox.parse(quads.payload(), ox.RdfFormat.N_QUADS)

        assert quad.subject.value == iri


@given(texts)
def test_a_slug_is_its_own_slug(text: str) -> None:
    assert slug(slug(text)) == slug(text)


@given(texts)
def test_text_survives_as_a_literal(text: str) -> None:
    quads = QuadWriter(MINTER.base)
    quads.text(MINTER.base, MINTER.base, text)

    (quad,) = ox.parse(quads.payload(), ox.RdfFormat.N_QUADS)

    assert quad.object.value == text


@given(st.permutations(["n1", "n2", "n3"]))
def test_the_order_of_articles_does_not_matter(order: list[str]) -> None:
    expected = graph(extraction(one) for one in ("n1", "n2", "n3"))

    assert graph(extraction(one) for one in order) == expected
