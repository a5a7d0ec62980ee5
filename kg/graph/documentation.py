"""The ontology's documentation and its SKOS schemes, rendered from their sources.

``python -m kg.graph.documentation ontology`` writes ``README.md`` from ``kg.ttl`` and
``shapes.ttl``, and ``schemes.ttl`` from the word lists; a test holds them current.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SH

from kg.graph import concepts
from kg.graph.ontology import ontology_file, scheme_quads
from kg.graph.vocab import KG, PREFIXES


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rdflib.term import Node

    from kg.graph.concepts import Concept


_HEAD = """\
# Ontology

`kg.ttl` names the terms, `shapes.ttl` the contract that every graph keeps
(`kg validate`), `schemes.ttl` the concepts of event types and roles. This page is
rendered from them by `python -m kg.graph.documentation ontology`.

Each article has a named graph for what it states; the entities of all articles share
one, and so does how the graph was made. Each triple is in one named graph only.
Statements are nodes of their own (n-ary) with rule, confidence and evidence; evidence
is a mention: characters of the received text. Derived properties are short edges made
from statements and never edited.

Prefixes, declared in every query of `kg query`:
"""
_KINDS = (
    ("Classes", OWL.Class),
    ("Properties to nodes", OWL.ObjectProperty),
    ("Properties to values", OWL.DatatypeProperty),
    ("Values of closed sets", URIRef(f"{KG}Value")),
)


def render_readme() -> str:
    """Return the page that documents the ontology."""
    graph = Graph().parse(data=ontology_file("kg.ttl"), format="turtle")
    lines = [_HEAD.rstrip("\n"), ""]
    lines += [f"- `{prefix}:` <{iri}>" for prefix, iri in PREFIXES.items()]
    for title, kind in _KINDS:
        lines += ["", f"## {title}", "", *_terms(graph, kind)]
    lines += ["", "## Shapes", "", *_shapes()]
    for title, scheme in (
        ("Event types", concepts.event_types()),
        ("Roles", concepts.roles()),
    ):
        lines += ["", f"## {title}", "", *_concepts(scheme)]
    return "\n".join(lines) + "\n"


def _terms(graph: Graph, kind: Node) -> Iterator[str]:
    """Yield the rows of the terms of a kind, in alphabetical order."""
    yield "| term | فارسی | English | is a / from → to | meaning |"
    yield "|---|---|---|---|---|"
    for term in sorted(set(graph.subjects(RDF.type, kind)), key=str):
        labels = [_tagged(graph, term, RDFS.label, tag) for tag in ("fa", "en")]
        comment = _tagged(graph, term, RDFS.comment, "en")
        cells = [f"`{_short(term)}`", *labels, _place(graph, term), comment]
        yield f"| {' | '.join(cells)} |"


def _place(graph: Graph, term: Node) -> str:
    """Return a class's broader classes, or a property's domain and range."""
    above = (RDFS.subClassOf, RDFS.subPropertyOf)
    broader = sorted(_short(one) for how in above for one in graph.objects(term, how))
    ends = [graph.value(term, how) for how in (RDFS.domain, RDFS.range)]
    arrow = " → ".join(f"`{_short(end)}`" for end in ends if end is not None)
    return " ".join(filter(None, [", ".join(f"`{one}`" for one in broader), arrow]))


def _tagged(graph: Graph, term: Node, how: Node, tag: str) -> str:
    found = [
        str(one)
        for one in graph.objects(term, how)
        if getattr(one, "language", None) == tag
    ]
    return min(found, default="")


def _shapes() -> Iterator[str]:
    graph = Graph().parse(data=ontology_file("shapes.ttl"), format="turtle")
    for shape in sorted(set(graph.subjects(RDF.type, SH.NodeShape)), key=str):
        targets = sorted(_short(one) for one in graph.objects(shape, SH.targetClass))
        yield f"- {', '.join(f'`{one}`' for one in targets)}"
        messages = sorted(
            str(graph.value(one, SH.message))
            for one in graph.objects(shape, SH.property)
        )
        yield from (f"  - {message}" for message in messages)


def _concepts(scheme: Mapping[str, Concept]) -> Iterator[str]:
    yield "| key | فارسی | English | broader |"
    yield "|---|---|---|---|"
    for one in scheme.values():
        yield f"| `{one.key}` | {one.fa} | {one.en} | {one.broader or ''} |"


def _short(term: Node) -> str:
    for prefix, iri in PREFIXES.items():
        if str(term).startswith(iri):
            return f"{prefix}:{str(term)[len(iri) :]}"
    return str(term)


def render_schemes() -> str:
    """Return the SKOS schemes of event types and roles as Turtle."""
    graph = Graph().parse(data=scheme_quads().triples(), format="nt")
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri)
    return graph.serialize(format="turtle")


def main(arguments: Iterable[str]) -> None:
    """Write the rendered files into the folder that is given."""
    for argument in arguments:
        folder = Path(argument)
        (folder / "README.md").write_text(render_readme(), encoding="utf-8")
        (folder / "schemes.ttl").write_text(render_schemes(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
