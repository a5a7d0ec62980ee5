"""What resolution found, as blocks of the entities graph."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from kg.graph import concepts, nquads
from kg.graph.blocks import Block, written
from kg.graph.nquads import TYPE, QuadWriter
from kg.graph.vocab import RDFS, Class, Property, Value
from kg.model import Verdict


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.graph.build import Settings
    from kg.model import Judgement, Occurrence


def occurrence_blocks(
    occurrences: Iterable[Occurrence], copies: Mapping[str, str], settings: Settings
) -> Iterator[Block[bytes]]:
    """Yield the block of each event that several articles tell of.

    Args:
        occurrences: The events.
        copies: Articles that print a text others print too, and the text's key.
        settings: The graph's settings.
    """
    minter = settings.minter
    for one in occurrences:
        iri = minter.entity(one.key)
        quads = QuadWriter(minter.entities_graph)
        articles = {account.article_id for account in one.accounts}
        sources = {copies.get(article, article) for article in articles}
        quads.link(iri, TYPE, Class.OCCURRENCE)
        quads.text(iri, f"{RDFS}label", one.name)
        quads.link(iri, Property.EVENT_TYPE, concepts.event_type_iri(one.type))
        quads.link(iri, Property.MODALITY, Value[one.modality.name])
        _count(quads, iri, Property.ARTICLE_COUNT, len(articles))
        _count(quads, iri, Property.SOURCE_COUNT, len(sources))
        for decision in one.decisions:
            quads.link(iri, Property.DECIDED_BY, minter.decision(decision))
        for account in one.accounts:
            event = minter.within(account.article_id, "event", account.parts)
            quads.link(iri, Property.ACCOUNT, event)
        yield written(iri, quads.payload())


class _Judgement(NamedTuple):
    """What the block of a judgement is written from; entities by IRI."""

    judged: str
    compared: str
    name: str
    verdict: Verdict
    score: float
    reason: str
    articles: int


def judgement_blocks(
    judgements: Iterable[Judgement], accounts: Mapping[str, str], settings: Settings
) -> Iterator[Block[_Judgement]]:
    """Yield the block of each judgement.

    Args:
        judgements: The judgements, no two on the same pair, name and verdict.
        accounts: IRIs of accounts of events by what judgements call them.
        settings: The graph's settings.
    """
    minter = settings.minter
    write = partial(_judgement_payload, graph=minter.entities_graph)
    for one in judgements:
        told = _Judgement(
            accounts.get(one.one) or minter.entity(one.one),
            accounts.get(one.other) or minter.entity(one.other),
            one.name,
            one.verdict,
            one.score,
            one.reason,
            one.articles,
        )
        iri = minter.judgement([one.one, one.other, one.name, one.verdict])
        yield Block(iri, told, write)


def _judgement_payload(iri: str, one: _Judgement, *, graph: str) -> bytes:
    quads = QuadWriter(graph)
    quads.link(iri, TYPE, Class.JUDGEMENT)
    quads.link(iri, Property.JUDGED, one.judged)
    if one.verdict is not Verdict.SAME:
        quads.link(iri, Property.COMPARED_WITH, one.compared)
    quads.text(iri, Property.COMPARED_NAME, one.name)
    quads.link(iri, Property.VERDICT, Value[one.verdict.name])
    quads.add(iri, Property.SCORE, nquads.decimal(one.score))
    quads.text(iri, Property.REASON, one.reason)
    _count(quads, iri, Property.ARTICLE_COUNT, one.articles)
    return quads.payload()


def _count(quads: QuadWriter, iri: str, name: Property, number: int) -> None:
    quads.add(iri, name, nquads.typed(str(number), "integer"))
