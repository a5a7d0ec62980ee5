"""How a graph was made: the version of this package, and people's decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.graph import nquads
from kg.graph.blocks import Block, written
from kg.graph.entities import activity_block
from kg.graph.nquads import TYPE, QuadWriter
from kg.graph.vocab import DCTERMS, PROV, RDFS, Class, Property


if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.decisions import Decision
    from kg.graph.build import Settings


def provenance_block(settings: Settings, decisions: Iterable[Decision]) -> Block[bytes]:
    """Return the graph of how a graph was made: by which version, after which words.

    Args:
        settings: The graph's settings.
        decisions: The decisions that apply.
    """
    minter = settings.minter
    quads = QuadWriter(minter.provenance_graph)
    for decision in decisions:
        iri = minter.decision(decision.id)
        author = minter.author(decision.author)
        quads.link(iri, TYPE, Class.DECISION)
        quads.text(iri, Property.ACTION, decision.action)
        quads.text(iri, Property.DECIDED_KIND, decision.kind)
        quads.text(iri, Property.TARGET, str(decision.target))
        quads.text(iri, Property.VALUE, decision.value or None)
        quads.text(iri, Property.REASON, decision.reason)
        quads.add(iri, f"{DCTERMS}created", nquads.date(decision.date))
        quads.link(iri, f"{PROV}wasAttributedTo", author)
        quads.link(author, TYPE, f"{PROV}Person")
        quads.text(author, f"{RDFS}label", decision.author)
    activity = activity_block(settings).payload()
    return written(minter.provenance_graph, activity + quads.payload())
