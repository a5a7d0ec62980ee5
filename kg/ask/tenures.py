"""The line of holders of a post, from what single articles state.

An article states that somebody held a post on its day, at most with the day of an
appointment. So a *holding* is attested from a first to a last day; it ends where
others held the post in between, and what no article vouches for is a *gap*.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.ask.answers import Holding
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.ask.answers import Support
    from kg.graph.subjects import Row

MEMBERSHIPS = """
SELECT ?statement ?person ?role ?organization ?status ?asOf ?start ?end ?iri WHERE {
  VALUES ?statement { %s }
  ?statement org:member ?iri ; kg:roleTitle ?role ; kg:status ?value .
  ?iri rdfs:label ?person .
  BIND(REPLACE(STR(?value), "^.*#", "") AS ?status)
  OPTIONAL { ?statement org:organization/rdfs:label ?organization }
  OPTIONAL { ?statement kg:asOf ?asOf }
  OPTIONAL { ?statement schema:startDate ?start }
  OPTIONAL { ?statement schema:endDate ?end } }"""

_SURE = 2
"""Independent sources of a holding that may divide another's."""

_TERM = 4 * 366
"""Days: a government, a parliament and most appointments last four years."""

_HOLDS, _ACTS, _LEFT = "current", "acting", "former"
_UNKNOWN = "9999"


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """One article's statement of a role; days are ISO or ``""``."""

    statement: str
    iri: str
    person: str
    role: str
    organization: str
    status: str
    as_of: str
    start: str
    end: str


def to_membership(row: Row) -> Membership:
    """Return a row of ``MEMBERSHIPS``."""
    text = [value or "" for value in row]
    return Membership(
        statement=text[0],
        person=text[1],
        role=text[2],
        organization=text[3],
        status=text[4],
        as_of=text[5][:10],
        start=text[6][:10],
        end=text[7][:10],
        iri=text[8],
    )


def to_holdings(
    statements: Iterable[Membership], found: Mapping[str, Support]
) -> list[Holding]:
    """Return one person's or many persons' holdings of one post, in order of time.

    Args:
        statements: Of one post.
        found: Where each is stated.
    """
    groups: defaultdict[tuple[str, str], list[Membership]] = defaultdict(list)
    left: defaultdict[str, list[Membership]] = defaultdict(list)
    for one in sorted(statements, key=_by_day):
        if one.status == _LEFT:
            left[one.iri].append(one)
        else:
            groups[one.iri, one.status].append(one)
    whole = {key: _holding(some, found) for key, some in groups.items()}
    parts = [
        _holding(part, found)
        for key, some in groups.items()
        for part in _divided(some, [one for k, one in whole.items() if k[0] != key[0]])
    ]
    held = sorted(parts, key=by_time)
    for iri in sorted(left):
        days = [one.as_of for one in left[iri] if one.as_of]
        held = _with_leaving(held, _holding(left[iri], found), days)
    return _with_gaps(sorted(held, key=by_time))


def _by_day(one: Membership) -> tuple[str, str]:
    return one.as_of or _UNKNOWN, one.statement


def by_time(holding: Holding) -> tuple[str, str, str, str]:
    """Order holdings by the day on which they begin, the undated last."""
    begin = holding.start or holding.first or holding.left or _UNKNOWN
    return begin, holding.last, holding.person, holding.status


def _divided(
    group: Sequence[Membership], others: Sequence[Holding]
) -> list[list[Membership]]:
    """Divide one person's statements where they vouch for no single holding.

    That is where others surely held the post in between, or nobody is known to have
    for longer than a term.
    """
    parts = [[group[0]]]
    for before, after in pairwise(group):
        since, until = before.as_of, after.as_of
        if _is_long(since, until) or any(
            _lies_between(one, since, until) for one in others
        ):
            parts.append([])
        parts[-1].append(after)
    return parts


def _is_long(since: str, until: str) -> bool:
    return bool(since and until) and _days(since, until) > _TERM


def _lies_between(other: Holding, since: str, until: str) -> bool:
    sure = other.sources >= _SURE and other.status == _HOLDS
    return sure and bool(since and until) and since < other.first <= other.last < until


def _holding(group: Sequence[Membership], found: Mapping[str, Support]) -> Holding:
    days = sorted(one.as_of for one in group if one.as_of)
    where = tuple(found[one.statement] for one in group if one.statement in found)
    last = group[-1]
    role, organization = _written_most(group)
    return Holding(
        iri=last.iri,
        person=last.person,
        role=role,
        organization=organization,
        status=last.status,
        first=days[0] if days else "",
        last=days[-1] if days else "",
        start=_first(one.start for one in group),
        end=_not_before(days[-1] if days else "", [one.end for one in group]),
        articles=len({support.article for support in where}),
        sources=len({support.source for support in where}),
        support=where,
        statements=tuple(one.statement for one in group),
    )


def _not_before(last: str, ends: Iterable[str]) -> str:
    """Return the first end that no later day in office contradicts, or ``""``."""
    return _first(end for end in ends if end >= last)


def _written_most(group: Sequence[Membership]) -> tuple[str, str]:
    """Return the title and body of most statements.

    A title whose body others name («استاندار یزد») is not told without it.
    """
    told = [(one.role, one.organization) for one in group]
    embodied = {role for role, body in told if body}
    counts = Counter(one for one in told if one[1] or one[0] not in embodied)
    return min(counts, key=lambda one: (-counts[one], one))


def _first(values: Iterable[str]) -> str:
    return next(filter(None, values), "")


def _with_leaving(
    held: Sequence[Holding], former: Holding, days: Sequence[str]
) -> list[Holding]:
    """Say of a holding since when its holder is called former, or add the past one.

    Being called former vouches for no day in office: it bounds the holding's end. While
    others still call the holder a current one, it says nothing.
    """
    own = [
        at
        for at, one in enumerate(held)
        if one.iri == former.iri and (one.first or "") <= (former.first or _UNKNOWN)
    ]
    past = replace(former, left=former.first, first="", last="")
    if not own:
        return [*held, past]
    one = held[own[-1]]
    known = replace(
        one,
        left=_first(day for day in days if day > one.last),
        start=one.start or former.start,
        end=one.end or _not_before(one.last, [former.end]),
    )
    return [*held[: own[-1]], known, *held[own[-1] + 1 :]]


def _with_gaps(held: Sequence[Holding]) -> list[Holding]:
    """Say how many days lie between a holding and what is attested before it."""
    latest = ""
    told: list[Holding] = []
    for one in held:
        begin = one.start or one.first
        holds = one.status in {_HOLDS, _ACTS} and bool(begin)
        told.append(replace(one, gap=_days(latest, begin)) if holds and latest else one)
        if holds:
            latest = max(latest, one.end or one.last or begin)
    return told


def _days(before: str, after: str) -> int:
    """Return the number of days between two days, 0 where they overlap."""
    between = _to_date(after) - _to_date(before)
    return max(0, between.days - 1)


def _to_date(iso: str) -> date:
    year, month, day = [*map(int, iso.split("-")), 1, 1][:3]
    return date(year, month, day)


def holders_on(line: Iterable[Holding], on: str) -> list[Holding]:
    """Return who held a post on a day.

    Whoever is attested before and after it; else whoever is the last attested before,
    unless an article says that the holding had ended; how long before, ``ago`` says.
    What is stated nearest to the day stands first in the support.
    """
    begun = [
        one
        for one in line
        if one.status in {_HOLDS, _ACTS}
        and (one.start or one.first or _UNKNOWN) <= on
        and not (one.end and one.end < on)
        and not (one.left and one.left <= on and one.last < on)
    ]
    covering = [one for one in begun if one.last >= on or (one.end and one.end >= on)]
    if covering:
        chosen = sorted(covering, key=lambda one: (-one.sources, one.person))
    else:
        latest = sorted(begun, key=lambda one: (one.last, one.sources), reverse=True)
        chosen = [replace(one, ago=_ago(one, on)) for one in latest[:1]]
    return [replace(one, support=_nearest(one.support, on)) for one in chosen]


def _ago(one: Holding, on: str) -> int:
    """Return how many days before a day a holding is last attested."""
    return (_to_date(on) - _to_date(one.last or one.start or one.first)).days


def _nearest(support: Iterable[Support], on: str) -> tuple[Support, ...]:
    day = _to_date(on)

    def distance(one: Support) -> int:
        return abs((_to_date(one.date) - day).days) if one.date else 1 << 30

    return tuple(sorted(support, key=distance))


def title_of(one: Membership) -> tuple[str, str]:
    """Return the keys of what was said of a post: the title, and its body."""
    return match_key(one.role), match_key(one.organization)
