"""Triples and quads as bytes that are the same each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.graph.vocab import PREFIXES


if TYPE_CHECKING:
    from collections.abc import Iterable


def to_rdf(
    statements: Iterable[ox.Triple] | Iterable[ox.Quad], form: ox.RdfFormat
) -> bytes:
    """Return triples or quads, in their order, as RDF; the same bytes each time."""
    if form not in {ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG}:
        return ox.serialize(statements, format=form) or b""
    content = ox.serialize(statements, format=form, prefixes=dict(PREFIXES)) or b""
    # The serializer writes the prefixes in an order that changes from run to run.
    lines = content.split(b"\n", len(PREFIXES))
    return b"\n".join([*sorted(lines[:-1]), lines[-1]])


def sorted_nquads(quads: Iterable[ox.Quad]) -> list[bytes]:
    """Return quads as sorted N-Quads lines without line ends."""
    content = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    lines: list[bytes] = content.splitlines()
    return sorted(lines)
