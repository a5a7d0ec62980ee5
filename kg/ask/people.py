"""Who holds a post, and what a graph has on one person."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.ask.answers import Companion, Holding, PersonAnswer
from kg.ask.lookup import canonical_names, find_entity
from kg.ask.statements import find_events, find_quotes
from kg.ask.support import supports
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.ask.answers import Support
    from kg.ask.lookup import Row, Select

_MEMBERSHIPS = """
SELECT ?statement ?person ?role ?organization ?status ?asOf ?start ?end ?iri WHERE {
  %s
  ?statement a kg:Membership ; org:member ?iri ; kg:roleTitle ?role ;
    kg:status ?value .
  ?iri rdfs:label ?person .
  BIND(REPLACE(STR(?value), "^.*#", "") AS ?status)
  OPTIONAL { ?statement org:organization/rdfs:label ?organization }
  OPTIONAL { ?statement kg:asOf ?asOf }
  OPTIONAL { ?statement schema:startDate ?start }
  OPTIONAL { ?statement schema:endDate ?end } }"""
_ALIASES = "SELECT ?alias WHERE { <%s> skos:altLabel ?alias }"
_COMPANIONS = """
SELECT ?name (COUNT(DISTINCT ?article) AS ?articles) WHERE {
  ?article schema:mentions <%s> , ?other .
  ?other a kg:Person ; rdfs:label ?name .
  FILTER(?other != <%s>) }
GROUP BY ?other ?name
ORDER BY DESC(?articles) ?name
LIMIT 30"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Membership:
    """One article's statement of a role."""

    statement: str
    person: str
    role: str
    organization: str
    status: str
    as_of: str
    start: str
    end: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What statements of one holding share."""
        return self.person, match_key(self.role), match_key(self.organization)


def _to_membership(row: Row) -> _Membership:
    text = [value or "" for value in row]
    return _Membership(
        statement=text[0],
        person=text[1],
        role=text[2],
        organization=text[3],
        status=text[4],
        as_of=text[5][:10],
        start=text[6][:10],
        end=text[7][:10],
    )


def find_holders(
    select: Select, post: str, *, on: str | None = None
) -> tuple[Holding, ...]:
    """Return who held a post, in order of time.

    Args:
        select: Runs a SELECT query.
        post: Role and organization as one would say them («وزیر نفت»).
        on: A day (ISO); only those that held the post then, by what articles state
            before and after it, are returned, nearest statement first.
    """
    wanted = match_key(post)
    statements = [
        one
        for one in map(_to_membership, select(_MEMBERSHIPS % ""))
        if _is_post(one, wanted)
    ]
    holdings = _holdings(select, statements)
    if on is None:
        return tuple(sorted(holdings, key=_by_time))
    return tuple(_holders_on(holdings, on))


def _is_post(one: _Membership, wanted: str) -> bool:
    """Say whether a role and body, said together, are the post that is asked for."""
    said = match_key(f"{one.role} {one.organization}")
    if said == wanted or match_key(one.role) == wanted:
        return True
    # «وزیر نفت» is also told as «وزیر» of «وزارت نفت».
    role, body = match_key(one.role), match_key(one.organization)
    rest = wanted.removeprefix(role)
    return bool(rest) and rest != wanted and body.endswith(rest)


def _by_time(holding: Holding) -> tuple[str, str, str, str]:
    return holding.first or "9999", holding.last, holding.person, holding.role


def _holdings(select: Select, statements: Sequence[_Membership]) -> list[Holding]:
    """Join the statements of each person's holding of each post."""
    groups: defaultdict[tuple[str, str, str], list[_Membership]] = defaultdict(list)
    for one in sorted(statements, key=lambda one: (one.as_of or "9999", one.statement)):
        groups[one.key].append(one)
    found = supports(select, (one.statement for one in statements))
    return [_holding(groups[key], found) for key in sorted(groups)]


def _holding(group: Sequence[_Membership], found: Mapping[str, Support]) -> Holding:
    days = sorted(one.as_of for one in group if one.as_of)
    where = [found[one.statement] for one in group if one.statement in found]
    last = group[-1]
    return Holding(
        person=last.person,
        role=last.role,
        organization=last.organization,
        status=last.status,
        first=days[0] if days else "",
        last=days[-1] if days else "",
        start=_first(one.start for one in group),
        end=_first(one.end for one in group),
        articles=len({support.article for support in where}),
        sources=len({support.source for support in where}),
        support=tuple(where),
    )


def _first(values: Iterable[str]) -> str:
    return next(filter(None, values), "")


def _holders_on(holdings: Iterable[Holding], on: str) -> list[Holding]:
    """Return who held a post on a day.

    A holder is in office from the first day that an article states it (or that an
    article gives for the appointment) until the next holder's first day.
    """
    current = [one for one in holdings if one.status != "former" or one.end]
    begun = [one for one in current if (one.start or one.first or "9999") <= on]
    open_ = [one for one in begun if not one.end or one.end >= on]
    covering = [one for one in open_ if one.last >= on]
    if covering:
        return sorted(covering, key=lambda one: (-one.articles, one.person))
    latest = sorted(open_, key=lambda one: (one.last, one.articles), reverse=True)
    return latest[:1]


def find_person(select: Select, name: str) -> PersonAnswer:
    """Return all that a graph has on one person.

    Raises:
        NotFoundError: If no person, or several, have the name.
    """
    person = find_entity(select, name, ["person"])
    bound = f"VALUES ?iri {{ <{person.iri}> }}"
    rows = [_to_membership(row) for row in select(_MEMBERSHIPS % bound)]
    canonical = canonical_names(select, [person.iri])
    _ALIASES % person.iri
    return PersonAnswer(
        iri=person.iri,
        name=canonical.get(person.iri, person.name),
        aliases=tuple(
            sorted(filter(None, (r[0] for r in select(_ALIASES % person.iri))))
        ),
        roles=tuple(sorted(_holdings(select, rows), key=_by_time)),
        quotes=find_quotes(select, iri=person.iri),
        events=find_events(select, participant=person.iri),
        companions=tuple(
            Companion(name=other or "", articles=int(articles or 0))
            for other, articles in select(_COMPANIONS % (person.iri, person.iri))
        ),
    )
