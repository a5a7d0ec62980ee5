"""N-Quads lines: terms are written as text, because the store loads text fastest."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.graph.vocab import RDF, XSD


if TYPE_CHECKING:
    from collections.abc import Iterable


TYPE = f"{RDF}type"
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"}
_SPECIAL = re.compile('[\\\\"\n\r\ud800-\udfff]')
_REPLACEMENT = "\ufffd"
_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d.*)?)?)?$")
_DATE_TYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}


def iri(value: str) -> str:
    """Return an IRI as a term."""
    return f"<{value}>"


def literal(text: str) -> str:
    r"""Return a plain literal; lone surrogates, which RDF cannot hold, become U+FFFD.

    >>> literal('او گفت: "بله"')
    '"او گفت: \\"بله\\""'
    """
    return f'"{_SPECIAL.sub(_escaped, text)}"'


def _escaped(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0], _REPLACEMENT)


def tagged(text: str, language: str) -> str:
    """Return a literal with a language tag."""
    return f"{literal(text)}@{language}"


def typed(text: str, datatype: str) -> str:
    """Return a literal of an XML Schema datatype, by the type's local name."""
    return f'"{text}"^^<{XSD}{datatype}>'


def decimal(value: float) -> str:
    """Return a number with at most three decimals, in canonical form.

    >>> decimal(0.9)
    '"0.9"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    return typed(f"{value:.3f}".rstrip("0").rstrip("."), "decimal")


def date(iso: str) -> str:
    """Return an ISO date prefix, typed by its precision; else a plain literal.

    >>> date("2024-06")
    '"2024-06"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'
    """
    if not _ISO.match(iso):
        return literal(iso)
    if "T" in iso:
        return typed(_with_seconds(iso), "dateTime")
    return typed(iso, _DATE_TYPES[len(iso)])


def _with_seconds(iso: str) -> str:
    day, clock = iso.split("T", 1)
    return f"{day}T{clock[:5]}:00{clock[5:]}" if clock[5:6] != ":" else iso


@dataclass(slots=True)
class QuadWriter:
    """Collects the lines of one named graph.

    Attributes:
        graph: IRI of the named graph.
        lines: N-Quads lines without line ends, in the order written.
        end: What each line ends with: the graph, and the full stop.
    """

    graph: str
    lines: list[str] = field(default_factory=list)
    end: str = field(init=False)

    def __post_init__(self) -> None:
        self.end = f" <{self.graph}> ."

    def add(self, subject: str, predicate: str, term: str) -> None:
        """Write one quad; ``subject`` and ``predicate`` are IRIs, ``term`` a term."""
        self.lines.append(f"<{subject}> <{predicate}> {term}{self.end}")

    def link(self, subject: str, predicate: str, target: str) -> None:
        """Write one quad whose object is the IRI ``target``."""
        self.lines.append(f"<{subject}> <{predicate}> <{target}>{self.end}")

    def text(self, subject: str, predicate: str, value: str | None) -> None:
        """Write one quad with a plain literal; none where ``value`` is ``None``."""
        if value is not None:
            self.add(subject, predicate, literal(value))

    def texts(self, subject: str, predicate: str, values: Iterable[str]) -> None:
        """Write one quad with a plain literal for each value."""
        for value in values:
            self.add(subject, predicate, literal(value))

    def payload(self) -> bytes:
        """Return the lines as N-Quads, in the order written, without repetition.

        They are not sorted: that was a sixth of the time, and a store has no order.
        """
        return "\n".join([*dict.fromkeys(self.lines), ""]).encode()

    def triples(self) -> str:
        """Return the lines as N-Triples, without the graph, in the order written."""
        end = len(self.end)
        return "".join(f"{line[:-end]} .\n" for line in self.lines)
