"""The ontology's files agree with one another and with the code."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS

from kg.graph import concepts
from kg.graph.documentation import render_readme, render_schemes
from kg.graph.ontology import ontology_file
from kg.graph.vocab import KG, Class, Property, Scheme, Value


ONTOLOGY = Graph().parse(data=ontology_file("kg.ttl"), format="turtle")
CONSTANTS = {str(term) for kind in (Class, Property, Scheme, Value) for term in kind}
TERMS = {str(term) for term in ONTOLOGY.subjects() if str(term).startswith(KG)}
FOLDER = Path(__file__).parents[3] / "ontology"


def test_every_constant_is_a_term_and_every_term_a_constant() -> None:
    assert CONSTANTS == TERMS


def test_constants_are_of_the_kind_that_the_ontology_says() -> None:
    classes = {str(term) for term in ONTOLOGY.subjects(RDF.type, OWL.Class)}
    values = {str(term) for term in ONTOLOGY.subjects(RDF.type, URIRef(Class.VALUE))}

    assert {str(term) for term in Class} == classes
    assert {str(term) for term in Value} == values


@pytest.mark.parametrize("term", sorted(TERMS))
@pytest.mark.parametrize("what", [RDFS.label, RDFS.comment])
def test_every_term_is_explained_in_both_languages(term: str, what: URIRef) -> None:
    found = [value.language for value in ONTOLOGY.objects(URIRef(term), what)]

    assert sorted(found) == ["en", "fa"]


def test_shapes_speak_of_known_terms_only() -> None:
    shapes = Graph().parse(data=ontology_file("shapes.ttl"), format="turtle")

    named = {str(term) for triple in shapes for term in triple}

    assert {term for term in named if term.startswith(KG)} <= TERMS


def test_documentation_is_current() -> None:
    assert (FOLDER / "README.md").read_text(encoding="utf-8") == render_readme()


def test_schemes_are_current() -> None:
    assert (FOLDER / "schemes.ttl").read_text(encoding="utf-8") == render_schemes()


def test_broader_concepts_exist() -> None:
    for scheme in (concepts.roles(), concepts.event_types()):
        broader = {concept.broader for concept in scheme.values()} - {None}

        assert broader <= scheme.keys()


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("استاندار", "governor"),
        ("استاندار سابق", "governor"),
        ("رییس جمهور", "president"),
        ("رئیس‌جمهور", "president"),
        ("رئیسجمهور", "president"),
        ("رئیس جمهوری", "president"),
        ("سخنگوی", "spokesperson"),
        ("نمایندگان", "representative"),
        ("وزرای", "minister"),
        ("اعضای هیئت رئیسه", "member"),
        ("بازیکنان", "player"),
        ("کارگردانی", "director_film"),
        ("تهیه‌کنندگی", "producer"),
        ("مدیر کل روابط عمومی", "public_relations_director"),
        ("سرمربی", "head_coach"),
        ("والی", "governor"),
        ("کارشناس مسائل سیاسی", "expert"),
        ("مشاور وزیر خارجه", "advisor"),
        ("مترجم", "translator"),
        ("سرپرست وزارت", "supervisor"),
        ("پرنده", None),
        ("", None),
    ],
)
def test_a_title_is_linked_to_its_concept(title: str, key: str | None) -> None:
    assert concepts.role_concept(title) == key
