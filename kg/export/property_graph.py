"""The network for Neo4j: files of its importer, and Cypher statements.

Nodes are entities, posts and events under their IRI; relationships have the days
between which articles attest them and the number of those articles.
"""

from __future__ import annotations

import csv
import re
from io import StringIO
from typing import TYPE_CHECKING, Any

from kg.export.network import to_dated_networkx


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.graph.sources import Source


_CAPITAL = re.compile("(?<!^)(?=[A-Z])")
_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SPECIAL = re.compile(r"[\\'\x00-\x1f\x7f]")


def to_neo4j(source: Source) -> dict[str, bytes]:
    """Return ``nodes.csv`` and ``relationships.csv`` for ``neo4j-admin import``.

    They are for a program, so cells stay as they are: no guard against formulas.
    """
    graph = to_dated_networkx(source)
    nodes = [
        (iri, data["label"], data.get("start"), data.get("end"), _label(data))
        for iri, data in graph.nodes(data=True)
    ]
    relationships = [
        (start, end, data["weight"], data.get("start"), data.get("end"), _type(data))
        for start, end, data in graph.edges(data=True)
    ]
    return {
        "nodes.csv": _to_csv(
            ("iri:ID", "name", "start:date", "end:date", ":LABEL"), nodes
        ),
        "relationships.csv": _to_csv(
            (
                ":START_ID",
                ":END_ID",
                "articles:int",
                "start:date",
                "end:date",
                ":TYPE",
            ),
            relationships,
        ),
    }


def _to_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return stream.getvalue().encode()


def to_cypher(source: Source) -> bytes:
    """Return statements that make the network, or bring it up to date."""
    graph = to_dated_networkx(source)
    lines = [
        (
            "CREATE CONSTRAINT kg_iri IF NOT EXISTS"
            " FOR (n:Entity) REQUIRE n.iri IS UNIQUE;"
        )
    ]
    for iri, data in graph.nodes(data=True):
        lines.append(
            f"MERGE (n:Entity {{iri: {quote(iri)}}})"
            f" SET n:{_label(data)}, n.name = {quote(data['label'])}"
            f"{_dates('n', data)};"
        )
    for start, end, data in graph.edges(data=True):
        lines.append(
            f"MATCH (a:Entity {{iri: {quote(start)}}}),"
            f" (b:Entity {{iri: {quote(end)}}})"
            f" MERGE (a)-[r:{_type(data)}]->(b)"
            f" SET r.articles = {data['weight']}{_dates('r', data)};"
        )
    return "".join(f"{line}\n" for line in lines).encode()


def quote(text: str) -> str:
    r"""Return ``text`` as a string of Cypher.

    Some versions of Neo4j read ``\uXXXX`` before they read the string, even after an
    escaped backslash; so a backslash and an ``u`` never stand side by side.

    >>> print(quote("رضا's"), quote("\\u0027"))
    'رضا\'s' '\\' + 'u0027'
    """
    parts = (_SPECIAL.sub(_escape, part) for part in text.split("\\u"))
    return "'" + "\\\\' + 'u".join(parts) + "'"


def _escape(found: re.Match[str]) -> str:
    char = found.group()
    return _ESCAPES.get(char, f"\\u{ord(char):04X}")


def _label(data: Mapping[str, Any]) -> str:
    return str(data["kind"]).capitalize()


def _type(data: Mapping[str, Any]) -> str:
    """Return the type of a relationship as Neo4j writes it: ``HOLDS_ROLE``."""
    return _CAPITAL.sub("_", str(data["kind"])).upper()


def _dates(name: str, data: Mapping[str, Any]) -> str:
    return "".join(
        f", {name}.{key} = date({quote(data[key])})"
        for key in ("start", "end")
        if key in data
    )
