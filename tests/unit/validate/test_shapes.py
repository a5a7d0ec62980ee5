"""Our checks of the shapes find what pyshacl finds."""

from __future__ import annotations

import pyoxigraph as ox
import pyshacl
import pytest
from hypothesis import HealthCheck, Phase, given, reject, settings
from hypothesis import strategies as st
from rdflib import Graph
from rdflib.namespace import RDF, SH

from kg.graph.ontology import ontology_file
from kg.graph.sources import StoreSource
from kg.validate import validate
from kg.validate.shapes import read_shapes, text_of
from tests.statements import extraction, graph


PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix kg: <urn:kg:> .
"""
TRIPLES = [
    quad.triple
    for quad in ox.parse(b"".join(graph([extraction()]).values()), ox.RdfFormat.N_QUADS)
    if "persian-news-kg" not in getattr(quad.subject, "value", "")
]
XSD = "http://www.w3.org/2001/XMLSchema#"
WRONG = [
    ox.NamedNode("https://kg.example/nothing"),
    ox.Literal("text"),
    ox.Literal("", datatype=ox.NamedNode(f"{XSD}string")),
    ox.Literal("متن", language="fa"),
    ox.Literal("-3", datatype=ox.NamedNode(f"{XSD}integer")),
    ox.Literal("99999", datatype=ox.NamedNode(f"{XSD}integer")),
    ox.Literal("1.5", datatype=ox.NamedNode(f"{XSD}decimal")),
    ox.Literal("three", datatype=ox.NamedNode(f"{XSD}integer")),
    ox.Literal("2024-13-45", datatype=ox.NamedNode(f"{XSD}date")),
    ox.Literal("1999-01-01", datatype=ox.NamedNode(f"{XSD}date")),
]
places = st.integers(0, len(TRIPLES) - 1)
changes = st.lists(
    st.tuples(
        st.sampled_from(("drop", "add", "change")), places, st.sampled_from(WRONG)
    ),
    max_size=4,
)


def ours(triples: list[ox.Triple]) -> set[tuple[str, str, str]]:
    store = ox.Store()
    home = ox.NamedNode("https://kg.example/graph/n1")
    store.extend(
        ox.Quad(one.subject, one.predicate, one.object, home) for one in triples
    )
    found = validate(StoreSource(store)).violations
    return {(one.node, one.path, one.message) for one in found}


def theirs(triples: list[ox.Triple]) -> set[tuple[str, str, str]]:
    text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    shapes = Graph().parse(data=ontology_file("shapes.ttl"), format="turtle")
    try:
        _, report, _ = pyshacl.validate(
            Graph().parse(data=text, format="nt"), shacl_graph=shapes, inplace=True
        )
    except TypeError:  # pyshacl fails where a wrong date is to come before another
        reject()
    return {
        tuple(
            str(report.value(one, part))
            for part in (SH.focusNode, SH.resultPath, SH.resultMessage)
        )
        for one in report.subjects(RDF.type, SH.ValidationResult)
    }


# rdflib warns of the wrong literals that are wanted here
@pytest.mark.filterwarnings("ignore")
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(changes)
def test_the_same_shapes_are_broken_as_by_pyshacl(
    steps: list[tuple[str, int, ox.NamedNode | ox.Literal]],
) -> None:
    triples = list(TRIPLES)
    for kind, place, term in steps:
        one = TRIPLES[place]
        if kind != "add" and one in triples:
            triples.remove(one)
        if kind != "drop":
            triples.append(ox.Triple(one.subject, one.predicate, term))

    assert ours(triples) == theirs(triples)


def test_what_shapes_cannot_say_is_refused() -> None:
    turtle = f"{PREFIXES} kg:S a sh:NodeShape ; sh:targetClass kg:C ; sh:closed true ."

    with pytest.raises(ValueError, match="closed"):
        read_shapes(turtle)


def test_text_of_a_literal_is_unescaped() -> None:
    assert text_of(r'"او گفت: \"بله\"\nپایان"@fa') == 'او گفت: "بله"\nپایان'
