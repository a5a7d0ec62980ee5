"""Answers cut off at a number of rows."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.query import bound


@pytest.fixture
def store() -> ox.Store:
    store = ox.Store()
    store.load(
        b'<a:1> <a:p> "\xd9\x86"@fa . <a:2> <a:p> 5 . <a:3> <a:p> _:b .',
        ox.RdfFormat.TURTLE,
    )
    return store


def test_rows_are_cut_and_the_cut_is_told(store: ox.Store) -> None:
    result, cut = bound(store.query("SELECT * { ?s ?p ?o } ORDER BY ?s"), 2)

    assert isinstance(result, ox.QuerySolutions)
    assert [(str(row["s"]), str(row["o"])) for row in result] == [
        ("<a:1>", '"ن"@fa'),
        ("<a:2>", '"5"^^<http://www.w3.org/2001/XMLSchema#integer>'),
    ]
    assert cut


def test_as_many_rows_as_allowed_are_no_cut(store: ox.Store) -> None:
    result, cut = bound(store.query("SELECT ?s ?x { ?s ?p ?o }"), 3)

    assert isinstance(result, ox.QuerySolutions)
    assert [row["x"] for row in result] == [None, None, None]
    assert not cut


def test_triples_are_cut(store: ox.Store) -> None:
    result, cut = bound(store.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"), 2)

    assert isinstance(result, ox.QueryTriples)
    assert len(list(result)) == 2
    assert cut


def test_a_truth_value_is_never_cut(store: ox.Store) -> None:
    result, cut = bound(store.query("ASK { ?s ?p ?o }"), 1)

    assert isinstance(result, ox.QueryBoolean)
    assert bool(result)
    assert not cut
