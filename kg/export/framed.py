"""A graph as framed JSON-LD: articles with their statements, statements with evidence.

The context is published as ``ontology/context.jsonld``; a file bears it whole, so that
no reader needs a network. All graphs are one: which article states something is told
by where it stands. Each subject is written once, within what it belongs to or at the
top; elsewhere it is named by its IRI.
"""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.graph.ontology import ontology_file
from kg.graph.vocab import PROV, RDF, XSD, Class, Property


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.graph.sources import Source


_TYPE = f"{RDF}type"
_SOURCE = f"{PROV}wasDerivedFrom"
_STATEMENTS = "statements"
_STATED = frozenset({Class.MEMBERSHIP, Class.EVENT, Class.QUOTATION})
_PARTS = (
    *(Property.EVIDENCE, Property.PARTICIPATION, Property.CASUALTIES),
    Property.TIME,
)
_ORDER = (Class.ARTICLE, Class.OUTLET, Class.PERSON, Class.ORGANIZATION, Class.PLACE)
_NUMBERS = {f"{XSD}integer": int}
_TRUTHS = {"true": True, "false": False}


@cache
def context() -> Mapping[str, Any]:
    """Return the published context."""
    found: Mapping[str, Any] = json.loads(ontology_file("context.jsonld"))["@context"]
    return found


@cache
def _terms() -> Mapping[str, tuple[str, str | None]]:
    """Return the term of each property, and the type that it gives its values."""
    definitions = {
        term: value for term, value in context().items() if isinstance(value, dict)
    }
    return {
        _expand(value["@id"]): (term, value.get("@type"))
        for term, value in definitions.items()
        if "@id" in value
    }


@cache
def _prefixes() -> Mapping[str, str]:
    return {
        prefix: value
        for prefix, value in context().items()
        if isinstance(value, str) and not value.startswith("@")
    }


def _expand(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{_prefixes()[prefix]}{local}"


def _compact(iri: str) -> str:
    """Return an IRI of the vocabulary with its prefix, any other whole."""
    for prefix, namespace in _prefixes().items():
        local = iri.removeprefix(namespace)
        if local != iri and local.isidentifier():
            return f"{prefix}:{local}"
    return iri


class _Frame:
    """The triples of a graph, by subject, as nested objects."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._known: dict[str, dict[str, list[Any]]] = {}
        for one in triples:
            properties = self._known.setdefault(_name(one.subject), defaultdict(list))
            properties[one.predicate.value].append(one.object)
        self._types = {
            subject: {_name(kind) for kind in properties.get(_TYPE, ())}
            for subject, properties in self._known.items()
        }
        self._stated: dict[str, list[str]] = {}
        self._within: dict[str, str] = {}
        self._place()

    def _place(self) -> None:
        """Decide within which subject each one is written."""
        for subject in sorted(self._known):
            properties = self._known[subject]
            if self._types[subject] & _STATED and len(properties.get(_SOURCE, ())) == 1:
                article = _name(properties[_SOURCE][0])
                if article in self._known:
                    self._within[subject] = article
                    self._stated.setdefault(article, []).append(subject)
        for subject in sorted(self._known):
            for part in _PARTS:
                for value in self._known[subject].get(part, ()):
                    if isinstance(value, ox.NamedNode) and value.value in self._known:
                        self._within.setdefault(value.value, subject)

    def top(self) -> list[str]:
        """Return the subjects that stand within no other, articles first."""
        return sorted(self._known.keys() - self._within.keys(), key=self._rank)

    def _rank(self, subject: str) -> tuple[int, str]:
        ranks = [at for at, kind in enumerate(_ORDER) if kind in self._types[subject]]
        return min(ranks, default=len(_ORDER)), subject

    def node(self, subject: str) -> dict[str, Any]:
        """Return a subject as an object, with what stands within it."""
        written: dict[str, Any] = {"id": subject}
        properties = self._known[subject]
        for predicate in sorted(properties):
            values = sorted(properties[predicate], key=str)
            if predicate == _TYPE:
                written["type"] = _single([_compact(one.value) for one in values])
            elif not (predicate == _SOURCE and self._is_within_source(subject)):
                term, type_ = _terms().get(predicate, (_compact(predicate), None))
                told = [self._value(subject, one, type_) for one in values]
                written[term] = _single(told)
        if subject in self._stated:
            written[_STATEMENTS] = [self.node(one) for one in self._stated[subject]]
        return written

    def _is_within_source(self, subject: str) -> bool:
        return subject in self._stated.get(self._within.get(subject, ""), ())

    def _value(self, subject: str, term: Any, type_: str | None) -> Any:
        if isinstance(term, ox.Literal):
            return _literal(term, type_)
        name = _name(term)
        if self._within.get(name) == subject and not self._is_within_source(name):
            return self.node(name)
        return _compact(name) if type_ == "@id" else {"id": _compact(name)}


def _name(term: Any) -> str:
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else str(term.value)


def _single(values: Sequence[Any]) -> Any:
    return values[0] if len(values) == 1 else list(values)


def _literal(term: ox.Literal, type_: str | None) -> Any:
    """Return a literal, bare where the term's type or JSON's own says what it is."""
    kind = term.datatype.value
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if kind in _NUMBERS and type_ is None and str(int(term.value)) == term.value:
        return _NUMBERS[kind](term.value)
    if kind == f"{XSD}boolean" and type_ is None and term.value in _TRUTHS:
        return _TRUTHS[term.value]
    own = _expand(type_) if type_ and type_ != "@id" else f"{XSD}string"
    return term.value if kind == own else {"@value": term.value, "@type": kind}


def to_framed(source: Source) -> bytes:
    """Return a graph as one framed JSON-LD document; the same bytes each time."""
    triples = {str(quad.triple): quad.triple for quad in source.quads()}
    frame = _Frame(triples[key] for key in sorted(triples))
    nodes = (
        json.dumps(frame.node(one), ensure_ascii=False, separators=(",", ":"))
        for one in frame.top()
    )
    head = json.dumps(context(), ensure_ascii=False, separators=(",", ":"))
    text = f'{{"@context":{head},\n"graph":[\n' + ",\n".join(nodes) + "\n]}\n"
    return text.encode("utf-8", "surrogatepass")
