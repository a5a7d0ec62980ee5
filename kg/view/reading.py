"""A graph, or a part of one, as the nodes, edges and facts of a page.

The graph is asked by SPARQL only, so an embedded store, a file and an endpoint serve
alike. Statements of several articles that say the same become one fact with several
pieces of evidence.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

import networkx as nx

from kg.graph.subjects import select_about, values_of
from kg.graph.vocab import Property
from kg.jalali import gregorian_to_jalali, jalali_label, jalali_month
from kg.view.layout import find_communities, positions
from kg.view.network import (
    Edge,
    Network,
    Node,
    ShownArticle,
    ShownEvidence,
    ShownFact,
)
from kg.view.skeleton import (
    Bone,
    bones_around,
    choose_bones,
    choose_nodes,
    read_bones,
    read_kinds,
    within,
)
from kg.view.stated import LABEL, TEXT, Stated, Stretch, read_labels, read_stated


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.graph.subjects import Select


_CONTEXT = 240
_SENTENCE_ENDS = ".؟!?\n"
_PIECES = 8
"""Pieces of evidence that are shown of one fact."""

_ARTICLES = """
SELECT ?article ?headline ?day ?url ?publisher ?text WHERE {
  VALUES ?article { %s }
  ?article kg:text ?text .
  OPTIONAL { ?article schema:headline ?headline }
  OPTIONAL { ?article schema:datePublished ?day }
  OPTIONAL { ?article schema:url ?url }
  OPTIONAL { ?article schema:publisher ?outlet . ?outlet schema:name ?publisher } }"""
_Record: TypeAlias = "Mapping[str, str]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What part of a graph a page shows.

    Attributes:
        focus: IRI of an entity to start from, or ``None`` for the whole graph.
        depth: How many steps around the focus.
        kinds: Kinds of node to show; empty for all.
        since: First day, ISO; statements before it are left out.
        until: Last day, ISO.
        places: IRIs of places one of which a statement must name; empty for any.
        min_sources: Least number of independent articles that state a fact.
        limit: Most nodes; the most central ones are kept.
    """

    focus: str | None = None
    depth: int = 1
    kinds: frozenset[str] = frozenset()
    since: str | None = None
    until: str | None = None
    places: frozenset[str] = frozenset()
    min_sources: int = 1
    limit: int = 2000


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What was chosen: the kinds of nodes, how many are left out, the focus."""

    kinds: Mapping[str, str]
    left_out: int
    focus: str | None


@dataclass(slots=True)
class _Fact:
    """A fact being gathered from statements that say the same."""

    kind: str
    text: str
    ends: tuple[str, ...]
    edges: tuple[tuple[str, str, str, str], ...]
    status: str = ""
    day: str = ""
    confidence: float = 0.0
    sources: int = 0
    statements: list[str] = field(default_factory=list)


def read_network(select: Select, selection: Selection | None = None) -> Network:
    """Read what ``selection`` asks for and lay it out.

    Args:
        select: Runs a SELECT query on the graph.
        selection: The part to show; the whole graph where ``None``.

    Returns:
        Empty where nothing fits.
    """
    wanted = selection or Selection()
    bones = (
        read_bones(select)
        if wanted.focus is None
        else bones_around(select, [wanted.focus], wanted.depth)
    )
    bones = [one for one in bones if _names_place(one, wanted)]
    stated: Stated | None = None
    if wanted.since or wanted.until or wanted.min_sources > 1:
        stated = read_stated(select, bones)
        bones = [one for one in bones if _in_period(stated.days[one.iri], wanted)]
    if stated is not None and wanted.min_sources > 1:
        bones = _well_stated(select, bones, stated, wanted.min_sources)
    ends = {end for one in bones for end in one.ends}
    kinds = read_kinds(select, ends if wanted.focus is not None else None)
    shown, left_out = choose_nodes(
        bones,
        lambda node: (
            node in kinds and (not wanted.kinds or kinds[node] in wanted.kinds)
        ),
        wanted.limit,
    )
    cut = [part for one in bones if (part := within(one, shown)) is not None]
    chosen = _Chosen(kinds, left_out, wanted.focus)
    return _describe(select, cut, stated or read_stated(select, cut), chosen)


def _names_place(bone: Bone, wanted: Selection) -> bool:
    return not wanted.places or not wanted.places.isdisjoint(bone.ends)


def _in_period(day: str, wanted: Selection) -> bool:
    """Say whether a day lies in the period; the undated lies in no bounded one."""
    if not (wanted.since or wanted.until):
        return True
    return bool(day) and (wanted.since or "") <= day <= (wanted.until or "9999")


def _well_stated(
    select: Select, bones: Sequence[Bone], stated: Stated, least: int
) -> list[Bone]:
    """Return the statements of the facts that enough independent sources state."""
    labels = read_labels(select, {end for one in bones for end in one.ends})
    facts = _gather(bones, stated, labels)
    kept = {iri for fact in facts if fact.sources >= least for iri in fact.statements}
    return [one for one in bones if one.iri in kept]


# --------------------------------------------------------------------- what is stated

_HAPPENED = "asserted"


def _last(iri: str) -> str:
    return iri.rpartition("#")[2]


def _gather(
    bones: Iterable[Bone], stated: Stated, labels: Mapping[str, str]
) -> list[_Fact]:
    """Return facts, statements that say the same joined, in a fixed order."""
    found: dict[tuple[str, ...], _Fact] = {}
    sources: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for bone in bones:
        record = stated.records.get(bone.iri, {})
        fact = _to_fact(bone, record, stated.days[bone.iri], labels)
        # Accounts of one event are one fact, also where some were told before it.
        told = bone.kind == "event" and bone.ends[0] != bone.iri
        key = (fact.kind, fact.text, "" if told else fact.status, *fact.ends)
        one = found.setdefault(key, fact)
        one.statements.append(bone.iri)
        if told and fact.status == _HAPPENED:
            one.status = fact.status
        one.confidence = max(
            one.confidence, float(record.get(Property.CONFIDENCE, 0) or 0)
        )
        one.day = min(filter(None, (one.day, fact.day)), default="")
        sources[key] |= stated.sources(bone.iri)
    for key, fact in found.items():
        fact.sources = len(sources[key])
    return [found[key] for key in sorted(found)]


def _to_fact(bone: Bone, record: _Record, day: str, labels: Mapping[str, str]) -> _Fact:
    of = labels.get(bone.ends[0], "")
    status = _last(record.get(Property.STATUS, record.get(Property.MODALITY, "")))
    if bone.kind == "role":
        body = labels.get(bone.ends[1], "") if len(bone.ends) > 1 else ""
        text = f"{of}، {record.get(Property.ROLE_TITLE, '')} {body}".strip()
    elif bone.kind == "event":
        places = [labels.get(one[1], "") for one in bone.links if one[2] == "location"]
        text = " — ".join(filter(None, [of or record.get(LABEL, ""), *places]))
    else:
        text = f"{of}: «{_shorten(record.get(TEXT, ''))}»"
    return _Fact(bone.kind, text, bone.ends, bone.links, status, day)


def _shorten(text: str, limit: int = 280) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[:limit].rsplit(" ", 1)[0] + " …"


# ------------------------------------------------------------------------- evidence


def _sentence_around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the text before and after a stretch, to the ends of its sentences."""
    low = max(0, start - _CONTEXT)
    before = text[low:start]
    cut = max(before.rfind(mark) for mark in _SENTENCE_ENDS)
    after = text[end : end + _CONTEXT]
    stops = [at for at in (after.find(mark) for mark in _SENTENCE_ENDS) if at >= 0]
    if text[end - 1 : end] in _SENTENCE_ENDS:
        return before[cut + 1 :].lstrip(), ""
    return before[cut + 1 :].lstrip(), after[: min(stops) + 1] if stops else after


# -------------------------------------------------------------------------- assembly


def _describe(
    select: Select,
    bones: Sequence[Bone],
    stated: Stated,
    chosen: _Chosen,
) -> Network:
    """Return the network of some statements, described and laid out."""
    labels = read_labels(select, {end for one in bones for end in one.ends})
    facts = _gather(choose_bones(bones, stated.days), stated, labels)
    places = [stated.best_places(fact.statements, _PIECES) for fact in facts]
    used = sorted({place[0] for some in places for place in some})
    articles, texts = _read_articles(select, used)
    index = {iri: at for at, iri in enumerate(used)}
    months = sorted({_month(fact.day) for fact in facts if fact.day})
    shown = tuple(
        _shown_fact(fact, some, index, texts, months)
        for fact, some in zip(facts, places, strict=True)
    )
    drawn, links = _draw(bones, facts, labels, chosen.kinds)
    aliases = values_of(select, (one.id for one in drawn), "skos:altLabel")
    named = [replace(one, aliases=tuple(aliases.get(one.id, ()))) for one in drawn]
    focus = [at for at, one in enumerate(drawn) if one.id == chosen.focus]
    nodes, edges = _numbered(named, links)
    return Network(
        nodes=nodes,
        edges=edges,
        facts=shown,
        articles=tuple(articles[iri] for iri in used),
        months=tuple(jalali_label(*jalali_month(*month)) for month in months),
        left_out=chosen.left_out,
        focus=nodes[focus[0]].id if focus else "",
    )


def _read_articles(
    select: Select, wanted: Sequence[str]
) -> tuple[dict[str, ShownArticle], dict[str, str]]:
    articles: dict[str, ShownArticle] = {}
    texts: dict[str, str] = {}
    for row in select_about(select, _ARTICLES, wanted):
        iri, headline, day, url, publisher, text = row
        if iri is None or text is None:
            continue
        texts[iri] = text
        articles[iri] = ShownArticle(
            title=headline or text.split("\n", 1)[0][:120],
            publisher=publisher or "",
            date=both_calendars(day or ""),
            url=url or "",
        )
    return articles, texts


def _shown_fact(
    fact: _Fact,
    places: Sequence[Stretch],
    index: dict[str, int],
    texts: dict[str, str],
    months: Sequence[tuple[int, int]],
) -> ShownFact:
    pieces = []
    for article, start, end in places:
        before, after = _sentence_around(texts[article], start, end)
        exact = texts[article][start:end]
        pieces.append(
            ShownEvidence(
                article=index[article], before=before, exact=exact, after=after
            )
        )
    return ShownFact(
        kind=fact.kind,
        text=fact.text,
        date=both_calendars(fact.day),
        month=months.index(_month(fact.day)) if fact.day else None,
        status=fact.status,
        confidence=round(fact.confidence, 2),
        sources=fact.sources,
        evidence=tuple(pieces),
    )


def _to_day(iso: str) -> date | None:
    """Return the first day of an ISO date prefix, ``None`` for none."""
    if not iso:
        return None
    parts = [int(part) for part in iso[:10].split("-")]
    year, month, number = [*parts, 1, 1][:3]
    return date(year, month, number)


def _month(iso: str) -> tuple[int, int]:
    day = _to_day(iso)
    return (0, 0) if day is None else gregorian_to_jalali(day)[:2]


def both_calendars(iso: str) -> str:
    """Return a day in both calendars, the Gregorian one isolated left to right.

    >>> both_calendars("2024-07-10")
    '۲۰ تیر ۱۴۰۳ (\u20662024-07-10\u2069)'
    """
    day = _to_day(iso)
    if day is None:
        return ""
    return f"{jalali_label(day, day)} (\u2066{iso[:10]}\u2069)"


def _draw(
    bones: Sequence[Bone],
    facts: Sequence[_Fact],
    labels: Mapping[str, str],
    kinds: Mapping[str, str],
) -> tuple[list[Node], list[Edge]]:
    """Return nodes with positions, and edges; several facts may share an edge."""
    of_node: defaultdict[str, list[int]] = defaultdict(list)
    of_edge: defaultdict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    for at, fact in enumerate(facts):
        for end in fact.ends:
            of_node[end].append(at)
        for edge in fact.edges:
            of_edge[edge].append(at)
    counts = Counter(end for bone in bones for end in bone.ends)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from((source, target) for source, target, _, _ in of_edge)
    graph.add_nodes_from(of_node)
    groups = find_communities(graph)
    community = {node: at for at, group in enumerate(groups) for node in group}
    places = positions(graph, groups)
    nodes = [
        Node(
            id=node,
            label=labels.get(node, node),
            kind=kinds[node],
            facts=tuple(of_node[node]),
            count=counts[node],
            community=community[node],
            x=places[node][0],
            y=places[node][1],
            size=round(7 + 2.5 * math.sqrt(counts[node]), 1),
        )
        for node in sorted(of_node)
    ]
    edges = [
        Edge(
            source=edge[0], target=edge[1], kind=edge[2], label=edge[3], facts=tuple(at)
        )
        for edge, at in sorted(of_edge.items())
    ]
    return nodes, edges


def _numbered(
    nodes: Sequence[Node], edges: Sequence[Edge]
) -> tuple[tuple[Node, ...], tuple[Edge, ...]]:
    """Give nodes short ids, so that long IRIs do not fill the page."""
    ids = {node.id: f"n{at}" for at, node in enumerate(nodes)}
    return (
        tuple(replace(node, id=ids[node.id]) for node in nodes),
        tuple(
            replace(one, source=ids[one.source], target=ids[one.target])
            for one in edges
        ),
    )
