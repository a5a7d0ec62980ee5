"""Which statements link which entities, and which of them a page shows.

Of a large graph a page shows a part, so what is read of the whole is as little as tells
the parts apart: who is linked to whom by which statement. What the statements say is
read for the chosen ones alone (:mod:`kg.view.reading`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from kg.graph.subjects import select_about, values_of
from kg.graph.vocab import Class


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from kg.graph.subjects import Row, Select


Link: TypeAlias = tuple[str, str, str, str]
"""Source, target, kind and label of an edge."""

KINDS: Mapping[str, str] = {
    Class.PERSON: "person",
    Class.ORGANIZATION: "organization",
    Class.PLACE: "place",
    Class.FACILITY: "place",
    Class.EVENT: "event",
    Class.OCCURRENCE: "event",
}

# Each is asked of the whole graph, or of listed subjects.
_HELD = """
SELECT ?s ?person ?title ?body WHERE { %s
  ?s org:member ?person ; kg:roleTitle ?title .
  OPTIONAL { ?s org:organization ?body } }"""
_PARTS = """
SELECT ?s ?o WHERE { %s ?s kg:participation ?part . ?part kg:participant ?o }"""
_PLACES = "SELECT ?s ?o WHERE { %s ?s kg:place ?o }"
_SPEAKERS = "SELECT ?s ?o WHERE { %s ?s kg:speaker ?o }"
_ABOUT = "SELECT ?s ?o WHERE { %s ?s kg:about ?o }"
_EVENTS = "SELECT ?s WHERE { ?s a kg:Event }"
_ACCOUNTS = "SELECT ?s ?o WHERE { ?o kg:account ?s }"
_AROUND = """
SELECT DISTINCT ?s WHERE { VALUES ?near { %s }
  { ?s org:member|org:organization|kg:place|kg:speaker|kg:about ?near }
  UNION { ?part kg:participant ?near . ?s kg:participation ?part }
  UNION { ?near a kg:Event . BIND(?near AS ?s) }
  UNION { ?near kg:account ?s } }"""

# What is a fact about what is near, and so may lie within it.
_OWN = """
SELECT DISTINCT ?s WHERE { VALUES ?near { %s }
  { ?s org:member|kg:speaker ?near }
  UNION { ?near a kg:Event . BIND(?near AS ?s) }
  UNION { ?near kg:account ?s } }"""


@dataclass(frozen=True, slots=True)
class Bone:
    """A statement without its words.

    Attributes:
        iri: The statement.
        kind: ``role``, ``event`` or ``quote``.
        ends: The entities it links, the one that it is a fact about first.
        links: The edges it draws.
    """

    iri: str
    kind: str
    ends: tuple[str, ...]
    links: tuple[Link, ...]


def read_bones(select: Select, statements: Iterable[str] | None = None) -> list[Bone]:
    """Return what statements link, sorted by IRI.

    The accounts of an event that several articles tell of have one node, the event.

    Args:
        select: Runs a SELECT query.
        statements: Of these alone, with the other accounts of the events among them;
            of the whole graph where ``None``.
    """
    if statements is None:
        listed = None
        rows = select(_ACCOUNTS)
        node = {account: event for account, event in rows if account and event}
    else:
        node = _nodes(select, statements)
        listed = sorted({*statements, *node})

    def ask(query: str) -> list[Row]:
        if listed is None:
            return list(select(query % ""))
        return list(select_about(select, query % "VALUES ?s { %s }", listed))

    found = [*_roles(ask(_HELD)), *_quotes(ask(_SPEAKERS), ask(_ABOUT))]
    events = _events(select, listed)
    found += _merged(events, _lists(ask(_PARTS)), _lists(ask(_PLACES)), node)
    return sorted(found, key=lambda one: one.iri)


def _nodes(select: Select, statements: Iterable[str]) -> dict[str, str]:
    """Return the event of each account of the events that statements tell of."""
    owners = values_of(select, statements, "^kg:account")
    events = {event for some in owners.values() for event in some}
    accounts = values_of(select, events, "kg:account")
    return {one: event for event, some in accounts.items() for one in some}


def _merged(
    events: set[str],
    parts: Mapping[str, list[str]],
    places: Mapping[str, list[str]],
    node: Mapping[str, str],
) -> Iterator[Bone]:
    """Yield the events; all accounts of one have its node, and link the same."""
    told = sorted(events | parts.keys() | places.keys())
    who: defaultdict[str, set[str]] = defaultdict(set)
    where: defaultdict[str, set[str]] = defaultdict(set)
    for iri in told:
        who[node.get(iri, iri)].update(parts.get(iri, ()))
        where[node.get(iri, iri)].update(places.get(iri, ()))
    for iri in told:
        one = node.get(iri, iri)
        yield _event(iri, one, sorted(who[one]), sorted(where[one]))


def _events(select: Select, listed: Sequence[str] | None) -> set[str]:
    """Return the events of a graph, or those among some statements."""
    if listed is None:
        return {row[0] for row in select(_EVENTS) if row[0]}
    types = values_of(select, listed, "a")
    return {iri for iri, found in types.items() if Class.EVENT in found}


def _lists(rows: Iterable[Row]) -> dict[str, list[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for subject, value in rows:
        if subject and value:
            found[subject].add(value)
    return {subject: sorted(values) for subject, values in found.items()}


def _roles(rows: Iterable[Row]) -> list[Bone]:
    found: dict[str, Bone] = {}
    for statement, person, title, body in sorted(rows, key=str):
        if statement and person and title:
            ends = (person, body) if body else (person,)
            links = ((person, body, "role", title),) if body else ()
            found[statement] = Bone(statement, "role", ends, links)
    return list(found.values())


def _event(iri: str, node: str, parts: Sequence[str], places: Sequence[str]) -> Bone:
    links = [(one, node, "participation", "") for one in parts]
    links += [(node, one, "location", "") for one in places[:1]]
    ends = dict.fromkeys([node, *parts, *places[:1]])
    return Bone(iri, "event", tuple(ends), tuple(links))


def _quotes(speakers: Iterable[Row], about: Iterable[Row]) -> list[Bone]:
    targets = _lists(about)
    found = []
    for statement, some in _lists(speakers).items():
        speaker = some[0]
        named = [one for one in targets.get(statement, ()) if one != speaker]
        links = tuple((speaker, one, "about", "") for one in named)
        found.append(Bone(statement, "quote", (speaker, *named), links))
    return found


def bones_around(select: Select, focus: Iterable[str], depth: int) -> list[Bone]:
    """Return the statements among what lies some steps around some entities."""
    near, edge = set(focus), set(focus)
    bones: dict[str, Bone] = {}
    for step in range(depth + 1):
        rows = select_about(select, _AROUND if step < depth else _OWN, edge)
        new = {row[0] for row in rows if row[0]} - bones.keys()
        bones.update((one.iri, one) for one in read_bones(select, new))
        if step < depth:
            linked = {end for one in bones.values() for end in _linked(one, near)}
            edge = linked - near
            near |= linked
    return [
        cut for iri in sorted(bones) if (cut := within(bones[iri], near)) is not None
    ]


def _linked(bone: Bone, near: set[str]) -> set[str]:
    """Return what a statement links to what is near."""
    return {
        end
        for source, target, _, _ in bone.links
        for end in (source, target)
        if source in near or target in near
    }


def within(bone: Bone, shown: set[str] | frozenset[str]) -> Bone | None:
    """Return the part of a statement that lies among ``shown``; ``None`` for none."""
    if bone.ends[0] not in shown:
        return None
    return replace(
        bone,
        ends=tuple(end for end in bone.ends if end in shown),
        links=tuple(
            link for link in bone.links if link[0] in shown and link[1] in shown
        ),
    )


def read_kinds(select: Select, nodes: Iterable[str] | None) -> dict[str, str]:
    """Return the kind of each entity and event, or of some."""
    if nodes is None:
        members = "SELECT ?s WHERE {{ ?s a <{}> }}"
        return {
            row[0]: name
            for kind, name in KINDS.items()
            for row in select(members.format(kind))
            if row[0]
        }
    return {
        iri: KINDS[kind]
        for iri, found in values_of(select, nodes, "a").items()
        for kind in found
        if kind in KINDS
    }


def choose_nodes(
    bones: Sequence[Bone], allowed: Callable[[str], bool], limit: int
) -> tuple[frozenset[str], int]:
    """Return the nodes to show, and how many are left out for the limit.

    The most central ones are kept: those with most neighbours.
    """
    weight: Counter[str] = Counter()
    around: defaultdict[str, set[str]] = defaultdict(set)
    for bone in bones:
        weight.update(bone.ends)
        for source, target, _, _ in bone.links:
            around[source].add(target)
            around[target].add(source)
    nodes = [node for node in weight if allowed(node)]
    ranked = sorted(nodes, key=lambda node: (-len(around[node]), -weight[node], node))
    return frozenset(ranked[:limit]), max(0, len(ranked) - limit)


def choose_bones(bones: Sequence[Bone], days: Mapping[str, str]) -> list[Bone]:
    """Return the statements that a page tells of, the latest of each entity and edge.

    Nobody reads thousands of statements on one entity beside a graph, and they would
    fill the page; it says how many there are.

    Args:
        bones: All that lie among the nodes of a page.
        days: The day of each statement, ISO; ``""`` or none where undated.
    """
    told: Counter[str | Link] = Counter()
    kept = []
    for bone in sorted(bones, key=lambda one: days.get(one.iri, ""), reverse=True):
        places: list[str | Link] = [bone.ends[0], *bone.links]
        if any(told[place] < _most_of(place) for place in places):
            told.update(places)
            kept.append(bone)
    return kept


def _most_of(place: str | Link) -> int:
    return MOST_OF_NODE if isinstance(place, str) else MOST_OF_EDGE


MOST_OF_NODE = 100
"""Statements that a page tells of one entity; its panel shows a hundred."""

MOST_OF_EDGE = 5
"""Likewise of one edge."""
