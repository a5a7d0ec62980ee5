"""A graph, or a part of one, as the nodes, edges and facts of a page.

The graph is asked by SPARQL only, so an embedded store, a file and an endpoint serve
alike. Statements of several articles that say the same become one fact with several
pieces of evidence.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias

import networkx as nx

from kg.jalali import gregorian_to_jalali, jalali_label, jalali_month
from kg.normalize import match_key
from kg.view.layout import find_communities, positions
from kg.view.network import (
    Edge,
    Network,
    Node,
    ShownArticle,
    ShownEvidence,
    ShownFact,
)


Row: TypeAlias = Sequence[str | None]
Select: TypeAlias = Callable[[str], Iterable[Row]]
"""Runs a SELECT query (the ontology's prefixes are declared) and gives its rows: the
lexical form of each value, ``None`` where unbound."""

_KINDS = {
    "Person": "person",
    "Organization": "organization",
    "Place": "place",
    "Facility": "place",
    "Event": "event",
}
_CONTEXT = 240
_SENTENCE_ENDS = ".؟!?\n"

_ENTITIES = """
SELECT ?entity ?type ?label WHERE {
  VALUES ?type { kg:Person kg:Organization kg:Place kg:Facility kg:Event }
  ?entity a ?type ; rdfs:label ?label }"""
_ALIASES = """
SELECT ?entity ?alias WHERE { ?entity skos:altLabel ?alias }"""
_MEMBERSHIPS = """
SELECT ?statement ?person ?body ?title ?status ?day ?confidence WHERE {
  ?statement a kg:Membership ; org:member ?person ; kg:roleTitle ?title ;
    kg:status ?status ; kg:confidence ?confidence .
  OPTIONAL { ?statement org:organization ?body }
  OPTIONAL { ?statement kg:asOf ?day } }"""
_EVENTS = """
SELECT ?statement ?place ?modality ?day ?confidence ?label WHERE {
  ?statement a kg:Event ; kg:modality ?modality ; kg:confidence ?confidence ;
    rdfs:label ?label .
  OPTIONAL { ?statement kg:place ?place }
  OPTIONAL { ?statement schema:startDate ?day } }"""
_PARTICIPATIONS = """
SELECT ?event ?entity WHERE {
  ?event kg:participation ?participation . ?participation kg:participant ?entity }"""
_QUOTATIONS = """
SELECT ?statement ?speaker ?text ?day ?confidence WHERE {
  ?statement a kg:Quotation ; kg:speaker ?speaker ; schema:text ?text ;
    kg:confidence ?confidence ; prov:wasDerivedFrom ?article .
  OPTIONAL { ?statement schema:dateCreated ?said }
  OPTIONAL { ?article schema:datePublished ?published }
  BIND(COALESCE(?said, ?published) AS ?day) }"""
_ABOUT = """
SELECT ?quotation ?entity WHERE { ?quotation kg:about ?entity }"""
_EVIDENCE = """
SELECT ?statement ?article ?start ?end WHERE {
  ?statement kg:evidence ?mention .
  ?mention oa:hasSource ?article ; oa:start ?start ; oa:end ?end }"""
_ARTICLES = """
SELECT ?article ?headline ?day ?url ?publisher ?text WHERE {
  VALUES ?article { %s }
  ?article kg:text ?text .
  OPTIONAL { ?article schema:headline ?headline }
  OPTIONAL { ?article schema:datePublished ?day }
  OPTIONAL { ?article schema:url ?url }
  OPTIONAL { ?article schema:publisher ?outlet . ?outlet schema:name ?publisher } }"""
_COPIES = """
SELECT ?article ?group WHERE { ?article kg:copyOf ?group }"""
_ARTICLES_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What part of a graph a page shows.

    Attributes:
        focus: Name of an entity to start from, or ``None`` for the whole graph.
        depth: How many steps around the focus.
        kinds: Kinds of node to show; empty for all.
        since: First day, ISO; statements before it are left out.
        until: Last day, ISO.
        place: Name of a place that events must lie in.
        min_sources: Least number of articles that state a fact.
        limit: Most nodes; the most central ones are kept.
    """

    focus: str | None = None
    depth: int = 1
    kinds: frozenset[str] = frozenset()
    since: str | None = None
    until: str | None = None
    place: str | None = None
    min_sources: int = 1
    limit: int = 2000


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

    Raises:
        LookupError: If no entity has the name of ``selection.focus``.
    """
    wanted = selection or Selection()
    labels, kinds = _read_labels(select)
    facts = [
        fact
        for fact in _read_facts(select, labels)
        if fact.ends[0] in labels and _fits(fact, wanted, labels)
    ]
    evidence = _read_evidence(select)
    copies = {article: group for article, group in select(_COPIES) if article and group}
    for fact in facts:
        places = _places(fact, evidence)
        fact.sources = len({copies.get(place[0], place[0]) for place in places})
    facts = [fact for fact in facts if fact.sources >= wanted.min_sources]
    shown, left_out = _choose_nodes(facts, labels, kinds, wanted)
    facts = [cut for fact in facts if (cut := _within(fact, shown)) is not None]
    return _assemble(select, facts, evidence, (labels, kinds, left_out))


def _within(fact: _Fact, shown: frozenset[str]) -> _Fact | None:
    """Return the part of a fact that lies among ``shown``; ``None`` for none."""
    if fact.ends[0] not in shown:
        return None
    return replace(
        fact,
        ends=tuple(end for end in fact.ends if end in shown),
        edges=tuple(
            edge for edge in fact.edges if edge[0] in shown and edge[1] in shown
        ),
    )


def _last(iri: str) -> str:
    return iri.rpartition("#")[2]


def _read_labels(select: Select) -> tuple[dict[str, str], dict[str, str]]:
    labels: dict[str, str] = {}
    kinds: dict[str, str] = {}
    for entity, type_, label in select(_ENTITIES):
        if entity and type_ and label and label < labels.get(entity, "\U0010ffff"):
            labels[entity] = label
            kinds[entity] = _KINDS[_last(type_)]
    return labels, kinds


def _read_facts(select: Select, labels: dict[str, str]) -> list[_Fact]:
    """Return all facts, statements that say the same joined, in a fixed order."""
    found: dict[tuple[str, ...], _Fact] = {}
    readers = (_memberships, _events, _quotations)
    for reader in readers:
        for fact, statement, confidence in reader(select, labels):
            key = (fact.kind, fact.text, fact.status, *fact.ends)
            known = found.setdefault(key, fact)
            known.statements.append(statement)
            known.confidence = max(known.confidence, confidence)
            known.day = min(filter(None, (known.day, fact.day)), default="")
    return [found[key] for key in sorted(found)]


_Read: TypeAlias = Iterable[tuple[_Fact, str, float]]


def _memberships(select: Select, labels: dict[str, str]) -> _Read:
    for statement, person, body, title, status, day, confidence in select(_MEMBERSHIPS):
        if not (statement and person and title):
            continue
        place = labels.get(body or "", "")
        text = f"{labels.get(person, '')}، {title} {place}".strip()
        fact = _Fact(
            kind="role",
            text=text,
            ends=(person, body) if body else (person,),
            edges=((person, body, "role", title),) if body else (),
            status=_last(status or ""),
            day=(day or "")[:10],
        )
        yield fact, statement, float(confidence or 0)


def _events(select: Select, labels: dict[str, str]) -> _Read:
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for event, entity in select(_PARTICIPATIONS):
        if event and entity:
            parts[event].append(entity)
    for statement, place, modality, day, confidence, label in select(_EVENTS):
        if not statement or not label:
            continue
        entities = [one for one in sorted(set(parts[statement])) if one in labels]
        edges = [(one, statement, "participation", "حضور") for one in entities]
        if place:
            edges.append((statement, place, "location", "در"))
        where = f" — {labels[place]}" if place in labels else ""
        fact = _Fact(
            kind="event",
            text=f"{label}{where}",
            ends=tuple(
                dict.fromkeys([statement, *entities, *([place] if place else [])])
            ),
            edges=tuple(edges),
            status=_last(modality or ""),
            day=(day or "")[:10],
        )
        yield fact, statement, float(confidence or 0)


def _quotations(select: Select, labels: dict[str, str]) -> _Read:
    about: defaultdict[str, list[str]] = defaultdict(list)
    for quotation, entity in select(_ABOUT):
        if quotation and entity in labels:
            about[quotation].append(entity)
    for statement, speaker, text, day, confidence in select(_QUOTATIONS):
        if not (statement and speaker and text):
            continue
        targets = [one for one in sorted(set(about[statement])) if one != speaker]
        fact = _Fact(
            kind="quote",
            text=f"{labels.get(speaker, '')}: «{_shorten(text)}»",
            ends=(speaker, *targets),
            edges=tuple((speaker, one, "about", "دربارهٔ") for one in targets),
            day=(day or "")[:10],
        )
        yield fact, statement, float(confidence or 0)


def _shorten(text: str, limit: int = 280) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[:limit].rsplit(" ", 1)[0] + " …"


def _fits(fact: _Fact, wanted: Selection, labels: dict[str, str]) -> bool:
    """Say whether a fact lies in the period and place that are asked for."""
    if wanted.since and (not fact.day or fact.day < wanted.since):
        return False
    if wanted.until and (not fact.day or fact.day > wanted.until):
        return False
    if wanted.place is None:
        return True
    place = match_key(wanted.place)
    return any(place in match_key(labels.get(end, "")) for end in fact.ends)


# ------------------------------------------------------------------------- evidence

_Place: TypeAlias = tuple[str, int, int]


def _read_evidence(select: Select) -> dict[str, list[_Place]]:
    """Return each statement's evidence: article, start and end."""
    found: defaultdict[str, list[_Place]] = defaultdict(list)
    for statement, article, start, end in select(_EVIDENCE):
        if statement and article and start and end:
            found[statement].append((article, int(start), int(end)))
    return found


def _places(fact: _Fact, evidence: dict[str, list[_Place]]) -> list[_Place]:
    """Return where a fact is stated, the longest stretch of each article first."""
    places = {place for one in fact.statements for place in evidence.get(one, ())}
    best: dict[str, _Place] = {}
    for place in sorted(places):
        known = best.get(place[0])
        if known is None or place[2] - place[1] > known[2] - known[1]:
            best[place[0]] = place
    return [best[article] for article in sorted(best)]


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


# ---------------------------------------------------------------------- what to show


def _choose_nodes(
    facts: Sequence[_Fact],
    labels: dict[str, str],
    kinds: dict[str, str],
    wanted: Selection,
) -> tuple[frozenset[str], int]:
    """Return the nodes to show and how many are left out for the limit."""
    weight: Counter[str] = Counter()
    around: defaultdict[str, set[str]] = defaultdict(set)
    for fact in facts:
        weight.update(set(fact.ends))
        for source, target, _, _ in fact.edges:
            around[source].add(target)
            around[target].add(source)
    allowed = [
        node
        for node in weight
        if node in kinds and (not wanted.kinds or kinds[node] in wanted.kinds)
    ]
    if wanted.focus is not None:
        near = _neighbourhood(_find_focus(wanted.focus, labels), around, wanted.depth)
        allowed = [node for node in allowed if node in near]
    ranked = sorted(allowed, key=lambda node: (-len(around[node]), -weight[node], node))
    return frozenset(ranked[: wanted.limit]), max(0, len(ranked) - wanted.limit)


def _find_focus(name: str, labels: dict[str, str]) -> set[str]:
    """Return the entities of a name: equal names, else names that hold it."""
    wanted = match_key(name)
    equal = {node for node, label in labels.items() if match_key(label) == wanted}
    found = equal or {
        node for node, label in labels.items() if wanted in match_key(label)
    }
    if not found:
        raise LookupError(name)
    return found


def _neighbourhood(
    start: set[str], around: dict[str, set[str]], depth: int
) -> set[str]:
    near, edge = set(start), set(start)
    for _ in range(depth):
        edge = {node for one in edge for node in around.get(one, ())} - near
        near |= edge
    return near


# -------------------------------------------------------------------------- assembly


def _assemble(
    select: Select,
    facts: Sequence[_Fact],
    evidence: dict[str, list[_Place]],
    known: tuple[dict[str, str], dict[str, str], int],
) -> Network:
    labels, kinds, left_out = known
    places = [_places(fact, evidence) for fact in facts]
    used = sorted({place[0] for some in places for place in some})
    articles, texts = _read_articles(select, used)
    index = {iri: at for at, iri in enumerate(used)}
    months = sorted({_month(fact.day) for fact in facts if fact.day})
    shown = tuple(
        _shown_fact(fact, some, index, texts, months)
        for fact, some in zip(facts, places, strict=True)
    )
    nodes, edges = _draw(facts, labels, kinds, _read_aliases(select))
    return Network(
        nodes=nodes,
        edges=edges,
        facts=shown,
        articles=tuple(articles[iri] for iri in used),
        months=tuple(jalali_label(*jalali_month(*month)) for month in months),
        left_out=left_out,
    )


def _read_aliases(select: Select) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for entity, alias in select(_ALIASES):
        if entity and alias:
            found[entity].add(alias)
    return {entity: tuple(sorted(aliases)) for entity, aliases in found.items()}


def _read_articles(
    select: Select, wanted: Sequence[str]
) -> tuple[dict[str, ShownArticle], dict[str, str]]:
    articles: dict[str, ShownArticle] = {}
    texts: dict[str, str] = {}
    for at in range(0, len(wanted), _ARTICLES_AT_ONCE):
        some = " ".join(f"<{iri}>" for iri in wanted[at : at + _ARTICLES_AT_ONCE])
        for iri, headline, day, url, publisher, text in select(_ARTICLES % some):
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
    places: Sequence[_Place],
    index: dict[str, int],
    texts: dict[str, str],
    months: Sequence[tuple[int, int]],
) -> ShownFact:
    pieces = []
    for article, start, end in places[:8]:
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
    facts: Sequence[_Fact],
    labels: dict[str, str],
    kinds: dict[str, str],
    aliases: dict[str, tuple[str, ...]],
) -> tuple[tuple[Node, ...], tuple[Edge, ...]]:
    """Return nodes with positions, and edges; several facts may share an edge."""
    of_node: defaultdict[str, list[int]] = defaultdict(list)
    of_edge: defaultdict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    graph: nx.Graph[str] = nx.Graph()
    for at, fact in enumerate(facts):
        for end in fact.ends:
            of_node[end].append(at)
        for edge in fact.edges:
            of_edge[edge].append(at)
            graph.add_edge(edge[0], edge[1])
    graph.add_nodes_from(of_node)
    groups = find_communities(graph)
    community = {node: at for at, group in enumerate(groups) for node in group}
    places = positions(graph, groups)
    nodes = [
        Node(
            id=node,
            label=labels[node],
            kind=kinds[node],
            aliases=aliases.get(node, ()),
            facts=tuple(of_node[node]),
            community=community[node],
            x=places[node][0],
            y=places[node][1],
            size=round(7 + 2.5 * math.sqrt(len(of_node[node])), 1),
        )
        for node in sorted(of_node)
    ]
    return _numbered(nodes, of_edge)


def _numbered(
    nodes: Sequence[Node], of_edge: dict[tuple[str, str, str, str], list[int]]
) -> tuple[tuple[Node, ...], tuple[Edge, ...]]:
    """Give nodes short ids, so that long IRIs do not fill the page."""
    ids = {node.id: f"n{at}" for at, node in enumerate(nodes)}
    edges = tuple(
        Edge(
            source=ids[source],
            target=ids[target],
            kind=kind,
            label=label,
            facts=tuple(of_edge[source, target, kind, label]),
        )
        for source, target, kind, label in sorted(of_edge)
    )
    return tuple(replace(node, id=ids[node.id]) for node in nodes), edges
