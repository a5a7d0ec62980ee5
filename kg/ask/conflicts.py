"""Where articles contradict one another: values side by side, each with its sources.

Two kinds of contradiction are looked for: what the accounts of one event disagree on
(how many were killed, which day, which place), and two persons in a post that one
person at a time has, told of the same weeks.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from kg.ask.lookup import canonical_names
from kg.ask.support import supports
from kg.ask.tenures import MEMBERSHIPS
from kg.graph.concepts import role_iri
from kg.graph.subjects import select_about, values_of
from kg.lexicon import rows
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

    from kg.ask.answers import Support
    from kg.graph.subjects import Row, Select

KINDS = ("casualties", "date", "place", "holder")
_WEEKS = 60
"""Days within which statements on two holders contradict each other."""
_ACCOUNTS = """
SELECT ?event ?account WHERE { ?event a kg:Occurrence ; kg:account ?account }"""
_CASUALTIES = """
SELECT ?account ?kind ?count WHERE { VALUES ?account { %s }
  ?account kg:casualties ?toll . ?toll kg:casualtyKind ?kind ; kg:count ?count }"""
_DAYS = """
SELECT ?account ?begin ?end WHERE { VALUES ?account { %s }
  ?account schema:startDate ?begin ; schema:endDate ?end }"""
_PLACES = """
SELECT ?account ?place ?name WHERE { VALUES ?account { %s }
  ?account kg:place ?place ; kg:placeName ?name . ?place schema:identifier ?key
  FILTER NOT EXISTS { ?account kg:placeIsWeak true } }"""
_SEATS = """
SELECT ?post ?statement WHERE { VALUES ?role { %s }
  ?post a kg:Post ; org:role ?role ; org:postIn ?body .
  ?statement kg:post ?post ; kg:status kg:current }"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A value, and who says so.

    Attributes:
        value: A number, day or name.
        articles: Number of articles that say so.
        sources: Number of independent ones; copies of one text count once.
        support: Where it is stated, by date.
    """

    value: str
    articles: int
    sources: int
    support: tuple[Support, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Values that cannot all be right.

    Attributes:
        kind: ``casualties``, ``date``, ``place`` or ``holder``.
        about: The event or post.
        iri: Its IRI.
        aspect: What is told differently: ``killed``, ``date`` …
        claims: The values, the best supported first.
    """

    kind: str
    about: str
    iri: str
    aspect: str
    claims: tuple[Claim, ...]


def find_conflicts(
    select: Select, kinds: Iterable[str] = KINDS
) -> tuple[Conflict, ...]:
    """Return what articles contradict one another in.

    Args:
        select: Runs a SELECT query.
        kinds: Of :data:`KINDS`.

    Returns:
        Sorted by kind, then by the sources of the second best value: what is truly
        disputed comes before what one article says alone.
    """
    wanted = frozenset(kinds)
    found = list(_of_events(select, wanted)) if wanted - {"holder"} else []
    if "holder" in wanted:
        found.extend(_of_posts(select))
    return tuple(sorted(found, key=_order))


def _order(conflict: Conflict) -> tuple[int, int, str, str, str]:
    rival = conflict.claims[1].sources
    order = KINDS.index(conflict.kind)
    return order, -rival, conflict.about, conflict.aspect, conflict.iri


# ----------------------------------------------------------------------------- events

_Said = dict[str, dict[str, list[str]]]
"""For each event and aspect's value the statements that say so."""


def _of_events(select: Select, wanted: frozenset[str]) -> Iterator[Conflict]:
    """Yield what the accounts of one event disagree on."""
    owner = {account: event for event, account in select(_ACCOUNTS) if account}
    told: dict[tuple[str, str, str], dict[str, list[str]]] = {}
    places = _told_places(select, sorted(owner)) if "place" in wanted else _NOWHERE
    for kind, aspect, account, value in (
        *_values(select, owner, wanted),
        *(("place", "place", account, name) for account, name in places.told),
    ):
        event = owner[account] or ""
        values = told.setdefault((event, kind, aspect), {})
        values.setdefault(value, []).append(account)
    disputed = {
        key: values
        for key, values in told.items()
        if _differ(key[1], values, places.within)
    }
    names = canonical_names(select, (event for event, _, _ in disputed))
    yield from _conflicts(select, disputed, names)


def _values(
    select: Select, accounts: Iterable[str], wanted: frozenset[str]
) -> Iterator[tuple[str, str, str, str]]:
    """Yield kind, aspect, account and value of what accounts tell, less places."""
    accounts = sorted(accounts)
    if "casualties" in wanted:
        for row in select_about(select, _CASUALTIES, accounts):
            account, aspect, count = (value or "" for value in row)
            yield "casualties", aspect, account, count
    if "date" in wanted:
        for row in select_about(select, _DAYS, accounts):
            account, begin, end = (value or "" for value in row)
            day = begin if begin == end else f"{begin}/{end}"
            yield "date", "date", account, day


class _Places(NamedTuple):
    """Where accounts say that events were.

    Attributes:
        told: Accounts and names, less those of what contains another of that name.
        within: Pairs of names of which the first lies in the second.
    """

    told: list[tuple[str, str]]
    within: Set[tuple[str, str]]


_NOWHERE = _Places([], frozenset())


def _told_places(select: Select, accounts: Iterable[str]) -> _Places:
    rows = [
        (account or "", place or "", name or "")
        for account, place, name in select_about(select, _PLACES, accounts)
    ]
    places = {place for _, place, _ in rows}
    containers = values_of(select, places, "schema:containedInPlace+")
    names = canonical_names(select, places)
    labels = {place: names.get(place, name) for _, place, name in rows}
    within = {
        (labels[inner], labels[outer])
        for inner in sorted(places)
        for outer in containers.get(inner, ())
        if outer in labels and outer != inner
    }
    # «تهران» is province, county and city: names that are one are no conflict.
    twice = {
        outer
        for inner in places
        for outer in containers.get(inner, ())
        if outer != inner and labels.get(outer) == labels[inner]
    }
    told = [
        (account, labels[place]) for account, place, _ in rows if place not in twice
    ]
    return _Places(told, within)


def _differ(
    kind: str, values: Mapping[str, Sequence[str]], within: Set[tuple[str, str]]
) -> bool:
    """Say whether values contradict each other.

    A month and a day in it do not, nor a country and a town in it.
    """
    if kind == "casualties":
        return len(values) > 1
    if kind == "place":
        return any(
            not {(one, other), (other, one)} & within
            for one, other in combinations(values, 2)
        )
    spans = sorted(tuple((value.split("/") * 2)[:2]) for value in values)
    # "~" comes after all that a day, month or year goes on with
    return any(one[1] + "~" < other[0] for one, other in combinations(spans, 2))


def _conflicts(
    select: Select,
    disputed: Mapping[tuple[str, str, str], Mapping[str, Sequence[str]]],
    names: Mapping[str, str],
) -> Iterator[Conflict]:
    statements = {
        one for values in disputed.values() for some in values.values() for one in some
    }
    found = supports(select, statements)
    for (iri, kind, aspect), values in disputed.items():
        claims = [_claim(value, some, found) for value, some in values.items()]
        yield Conflict(
            kind=kind,
            about=names.get(iri, iri),
            iri=iri,
            aspect=aspect,
            claims=tuple(
                sorted(claims, key=lambda one: (-one.sources, -one.articles, one.value))
            ),
        )


def _claim(
    value: str, statements: Iterable[str], found: Mapping[str, Support]
) -> Claim:
    where = sorted(
        {found[one] for one in statements if one in found},
        key=lambda one: (one.date, one.article, one.exact),
    )
    return Claim(
        value=value,
        articles=len({one.article for one in where}),
        sources=len({one.source for one in where}),
        support=tuple(where),
    )


# ------------------------------------------------------------------------------ posts


@dataclass(frozen=True, slots=True)
class _Held:
    """One article's statement that a person holds a post on a day."""

    statement: str
    iri: str
    person: str
    day: int


def _of_posts(select: Select) -> Iterator[Conflict]:
    """Yield posts that two persons are told to hold in the same weeks."""
    roles = " ".join(f"<{role_iri(row[0])}>" for row in rows("single_seats", 1))
    seats = {statement: post for post, statement in select(_SEATS % roles) if statement}
    by_post: defaultdict[str, list[_Held]] = defaultdict(list)
    for row in select_about(select, MEMBERSHIPS, seats):
        held = _held(row)
        if held is not None:
            by_post[seats[held.statement] or ""].append(held)
    disputed: dict[tuple[str, str, str], dict[str, list[str]]] = {}
    for post in sorted(by_post):
        values = _rivals(by_post[post])
        if values:
            disputed[post, "holder", "holder"] = values
    names = canonical_names(select, (post for post, _, _ in disputed))
    yield from _conflicts(select, disputed, names)


def _held(row: Row) -> _Held | None:
    statement, iri, person, as_of = row[0], row[8], row[1], row[5]
    if not (statement and iri and person and as_of):
        return None
    return _Held(statement, iri, person, date.fromisoformat(as_of[:10]).toordinal())


def _rivals(held: Sequence[_Held]) -> dict[str, list[str]]:
    """Return the holders that contradict one another, with their statements.

    One holder follows another: a contradiction is a day of the one between two days
    of the other, weeks apart at most.
    """
    ordered = sorted(held, key=lambda one: (one.day, one.iri, one.statement))
    rivals: set[int] = set()
    for at, first in enumerate(ordered):
        between: list[int] = []
        for to in range(at + 1, len(ordered)):
            later = ordered[to]
            if later.day - first.day > _WEEKS:
                break
            if later.iri != first.iri:
                between.append(to)
                continue
            rivals.update(
                one
                for middle in between
                if not _one_name(ordered[middle].person, first.person)
                for one in (at, middle, to)
            )
            break
    values: dict[str, list[str]] = {}
    for at in sorted(rivals):
        values.setdefault(ordered[at].person, []).append(ordered[at].statement)
    return values if len(values) > 1 else {}


def _one_name(one: str, other: str) -> bool:
    """Say whether one name may be the other's short form."""
    short, long = sorted((match_key(one), match_key(other)), key=len)
    return long.endswith(short) or short in long
