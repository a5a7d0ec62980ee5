"""The ontology that ships with the package, as files and as a named graph."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.graph import concepts, nquads, vocab
from kg.graph.blocks import Block, written
from kg.graph.nquads import TYPE, QuadWriter
from kg.graph.vocab import SKOS, Class, Scheme


if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

    from kg.graph.concepts import Concept


def ontology_file(name: str) -> str:
    """Return the text of a file of ``ontology/``.

    In a wheel the folder lies in the package, in a checkout beside it.
    """
    package = files("kg")
    packed: Traversable = package / "ontology" / name
    if packed.is_file():
        return packed.read_text(encoding="utf-8")
    beside = Path(str(package)).parent / "ontology" / name
    return beside.read_text(encoding="utf-8")


@cache
def ontology_version() -> str:
    """Return the version that the ontology gives itself.

    >>> ontology_version()[0].isdigit()
    True
    """
    wanted = ox.NamedNode(f"{vocab.OWL}versionInfo")
    for quad in ox.parse(ontology_file("kg.ttl"), ox.RdfFormat.TURTLE):
        if quad.predicate == wanted:
            return str(getattr(quad.object, "value", ""))
    raise ValueError("kg.ttl: the ontology has no version")


def ontology_fingerprint() -> str:
    """Return the fingerprint of the ontology, which is a part of each graph."""
    text = ontology_file("kg.ttl")
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


@cache
def vocabulary_block() -> Block[bytes]:
    """Return the named graph of the ontology and its schemes, as N-Quads."""
    name = ox.NamedNode(vocab.ONTOLOGY)
    quads = (
        ox.Quad(quad.subject, quad.predicate, quad.object, name)
        for quad in ox.parse(ontology_file("kg.ttl"), ox.RdfFormat.TURTLE)
    )
    terms = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    return written(vocab.ONTOLOGY, terms + scheme_quads().payload())


def scheme_quads() -> QuadWriter:
    """Return the SKOS schemes of event types and roles."""
    writer = QuadWriter(vocab.ONTOLOGY)
    _write_scheme(writer, concepts.event_types(), Class.EVENT_TYPE, vocab.EVENT_TYPE)
    _write_scheme(writer, concepts.roles(), Class.ROLE, vocab.ROLE)
    return writer


def _write_scheme(
    quads: QuadWriter, scheme: Mapping[str, Concept], kind: Class, namespace: str
) -> None:
    """Write the concepts of a scheme; their class tells which."""
    name = Scheme.ROLES if kind is Class.ROLE else Scheme.EVENT_TYPES
    for concept in scheme.values():
        iri = f"{namespace}{concept.key}"
        quads.link(iri, TYPE, kind)
        quads.link(iri, f"{SKOS}inScheme", name)
        quads.add(iri, f"{SKOS}prefLabel", nquads.tagged(concept.fa, "fa"))
        quads.add(iri, f"{SKOS}prefLabel", nquads.tagged(concept.en, "en"))
        for other in concept.alternatives:
            quads.add(iri, f"{SKOS}altLabel", nquads.tagged(other, "fa"))
        if concept.broader is not None:
            quads.link(iri, f"{SKOS}broader", f"{namespace}{concept.broader}")
