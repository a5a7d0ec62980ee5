"""The shapes of ``ontology/shapes.ttl`` as checks of nodes.

Node shapes with target classes, whose property shapes name one path each: the part of
SHACL that this file uses is small, and checked here a hundred times faster than by a
general validator. A shape that says anything else is refused, so that nothing goes
unchecked; the tests hold the outcome against pyshacl's.

Terms are N-Triples text (``<iri>``, ``"text"``, ``"3"^^<…integer>``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import TYPE_CHECKING

from rdflib import Graph
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH, XSD

from kg.graph.ontology import ontology_file


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from rdflib.term import Node

Properties = dict[str, list[str]]
"""A node's terms by property, both N-Triples text."""

Finding = tuple[str, str, str]
"""Path, message and wrong value (``""`` where one is missing or too many)."""

_LITERAL = re.compile(r'"(.*)"(?:@[\w-]+|\^\^<([^>]*)>)?', re.DOTALL)
_NUMBERS: Mapping[str, re.Pattern[str]] = {
    str(XSD.integer): re.compile(r"[+-]?\d+"),
    str(XSD.decimal): re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)"),
}
_COMPONENTS = {
    SH.minCount: "min_count",
    SH.maxCount: "max_count",
    SH.datatype: "datatype",
    SH.nodeKind: "kind",
    SH["class"]: "class_",
    SH["in"]: "allowed",
    SH.pattern: "pattern",
    SH.minInclusive: "least",
    SH.maxInclusive: "most",
    SH.minLength: "min_length",
    SH.lessThanOrEquals: "not_after",
}
_ABOUT = {SH.path, SH.message}


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyShape:
    """What holds of the values of one property; ``None`` where nothing is said.

    Attributes:
        path: The property.
        message: What should be, for people.
        min_count: Least number of values.
        max_count: Greatest number of values.
        datatype: IRI of the datatype, without brackets.
        kind: ``IRI`` or ``Literal``.
        class_: Class that every value has.
        allowed: The values that may be.
        pattern: Found in the text of every value.
        least: Every value is a number as large.
        most: Every value is a number as small.
        min_length: Code points of every value, at least.
        not_after: A property whose values are not less.
    """

    path: str
    message: str
    min_count: int | None = None
    max_count: int | None = None
    datatype: str | None = None
    kind: str | None = None
    class_: str | None = None
    allowed: frozenset[str] | None = None
    pattern: re.Pattern[str] | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    min_length: int | None = None
    not_after: str | None = None

    def check(
        self, node: Properties, is_a: Callable[[str, str], bool]
    ) -> Iterator[Finding]:
        """Yield what breaks the shape.

        Args:
            node: The node's properties.
            is_a: Says whether a term has a class.
        """
        values = node.get(self.path, ())
        if self._miscounted(len(values)):
            yield self.path, self.message, ""
        for value in values:
            fits = self._allows(value) and self._keeps_order(value, node)
            if not fits or (self.class_ and not is_a(value, self.class_)):
                yield self.path, self.message, value

    def _miscounted(self, count: int) -> bool:
        few = self.min_count is not None and count < self.min_count
        return few or (self.max_count is not None and count > self.max_count)

    def _allows(self, value: str) -> bool:
        if self.allowed is not None and value not in self.allowed:
            return False
        if self.kind is not None and (value[0] == "<") is not (self.kind == "IRI"):
            return False
        if self.datatype is not None and not _has_type(value, self.datatype):
            return False
        return self._fits(value)

    def _fits(self, value: str) -> bool:
        """Say whether the text of a value, or its number, is as it should be."""
        if self.pattern is not None and not self.pattern.search(text_of(value)):
            return False
        if self.min_length is not None and len(text_of(value)) < self.min_length:
            return False
        return (self.least is None or _at_most(self.least, value)) and (
            self.most is None or _at_least(self.most, value)
        )

    def _keeps_order(self, value: str, node: Properties) -> bool:
        if self.not_after is None:
            return True
        return all(_in_order(value, other) for other in node.get(self.not_after, ()))


def text_of(term: str) -> str:
    """Return the text of a literal, or the IRI of a node, of N-Triples.

    >>> text_of('"3"^^<http://www.w3.org/2001/XMLSchema#integer>'), text_of("<a:b>")
    ('3', 'a:b')
    """
    if term[0] == "<" or term[-1] == '"':
        return _unescaped(term[1:-1])
    found = _LITERAL.fullmatch(term)
    return _unescaped(found[1]) if found else term


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    return re.sub(r"\\(.)", lambda one: _ESCAPED.get(one[1], one[1]), text)


_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


_STRING, _LANGUAGE_STRING = str(XSD.string), str(RDF.langString)
_DATE = str(XSD.date)


def _datatype(term: str) -> str | None:
    if term[0] != '"':
        return None
    if term[-1] == '"':
        return _STRING
    found = _LITERAL.fullmatch(term)
    return None if found is None else found[2] or _LANGUAGE_STRING


def _has_type(term: str, datatype: str) -> bool:
    """Say whether a term is a literal of a datatype, with a text that fits it."""
    if _datatype(term) != datatype:
        return False
    if datatype in _NUMBERS:
        return _NUMBERS[datatype].fullmatch(text_of(term)) is not None
    return datatype != _DATE or _day(term) is not None


def _number(term: str) -> Decimal | None:
    try:
        return Decimal(text_of(term))
    except InvalidOperation:
        return None


def _day(term: str) -> date | None:
    try:
        return date.fromisoformat(text_of(term))
    except ValueError:
        return None


def _at_most(least: Decimal, term: str) -> bool:
    number = _number(term)
    return number is not None and least <= number


def _at_least(most: Decimal, term: str) -> bool:
    number = _number(term)
    return number is not None and number <= most


def _in_order(one: str, other: str) -> bool:
    """Say whether two numbers, or two days, are in order; unlike ones are not."""
    numbers = _number(one), _number(other)
    if numbers[0] is not None and numbers[1] is not None:
        return numbers[0] <= numbers[1]
    days = _day(one), _day(other)
    return days[0] is not None and days[1] is not None and days[0] <= days[1]


# -------------------------------------------------------------------------- reading


@cache
def shapes() -> Mapping[str, tuple[PropertyShape, ...]]:
    """Return the property shapes of each target class, from ``shapes.ttl``."""
    return read_shapes(ontology_file("shapes.ttl"))


def read_shapes(turtle: str) -> Mapping[str, tuple[PropertyShape, ...]]:
    """Return the property shapes of each target class.

    Raises:
        ValueError: If a shape says what :class:`PropertyShape` does not know.
    """
    graph = Graph().parse(data=turtle, format="turtle")
    found: dict[str, list[PropertyShape]] = {}
    for node_shape in sorted(graph.subjects(RDF.type, SH.NodeShape), key=str):
        _refuse_others(graph, node_shape, {RDF.type, SH.targetClass, SH.property})
        parts = sorted(graph.objects(node_shape, SH.property), key=str)
        read = [_property_shape(graph, part) for part in parts]
        for target in graph.objects(node_shape, SH.targetClass):
            found.setdefault(target.n3(), []).extend(read)
    return {target: tuple(read) for target, read in found.items()}


def _property_shape(graph: Graph, shape: Node) -> PropertyShape:
    _refuse_others(graph, shape, {*_COMPONENTS, *_ABOUT})
    said = {
        name: _component(graph, name, value)
        for component, name in _COMPONENTS.items()
        if (value := graph.value(shape, component)) is not None
    }
    path = graph.value(shape, SH.path)
    message = str(graph.value(shape, SH.message))
    return PropertyShape(path=f"<{path}>", message=message, **said)  # type: ignore[arg-type]


def _component(graph: Graph, name: str, value: Node) -> object:
    """Return what a shape says of one component, as :class:`PropertyShape` keeps it."""
    kinds = {one.name: str(one.type) for one in fields(PropertyShape)}
    if name == "allowed":
        return frozenset(one.n3() for one in Collection(graph, value))
    if name in {"class_", "not_after"}:
        return value.n3()
    if name == "kind":
        return str(value).rpartition("#")[2]
    if name == "pattern":
        return re.compile(str(value))
    if kinds[name].startswith("Decimal"):
        return Decimal(str(value))
    return int(str(value)) if kinds[name].startswith("int") else str(value)


def _refuse_others(graph: Graph, shape: Node, known: set[Node]) -> None:
    others = sorted(set(graph.predicates(shape)) - known, key=str)
    if others:
        raise ValueError(f"{shape}: shapes of kg cannot say {others[0]}")


@cache
def targets(types: tuple[str, ...]) -> tuple[PropertyShape, ...]:
    """Return the shapes that hold of a node of some classes, each once."""
    known = shapes()
    return tuple(dict.fromkeys(one for kind in types for one in known.get(kind, ())))
