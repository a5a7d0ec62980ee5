"""Who holds a post, and what a graph has on one person."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from kg.ask.answers import Companion, PersonAnswer
from kg.ask.lookup import article_counts, canonical_names, find_entity
from kg.ask.posts import Fit, by_post, fit, home_keys, without_home
from kg.ask.statements import find_events, find_quotes
from kg.ask.support import supports
from kg.ask.tenures import (
    MEMBERSHIPS,
    by_time,
    holders_on,
    title_of,
    to_holdings,
    to_membership,
)
from kg.ask.wording import holds
from kg.graph.subjects import select_about, values_of
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.ask.answers import Holding
    from kg.ask.tenures import Membership
    from kg.graph.subjects import Select

_TITLES = """
SELECT ?statement ?role ?body ?organization WHERE {
  ?statement kg:roleTitle ?role . FILTER(%s)
  OPTIONAL { ?statement org:organization ?body . ?body rdfs:label ?organization } }"""
_CALLED = """
SELECT ?body ?name WHERE { ?body rdfs:label|skos:altLabel ?name . FILTER(%s) }"""
_HELD = "SELECT ?statement WHERE { ?statement org:member <%s> }"
_COMPANIONS = """
SELECT ?other (COUNT(DISTINCT ?article) AS ?articles) WHERE {
  ?article schema:mentions <%s> , ?other . ?other a kg:Person .
  FILTER(?other != <%s>) }
GROUP BY ?other ORDER BY DESC(?articles) ?other LIMIT 30"""

_DOMINANT = 4
"""How many times more often than others a body is mentioned that is meant."""


def find_holders(
    select: Select, post: str, *, on: str | None = None
) -> tuple[Holding, ...]:
    """Return who held a post, in order of time.

    Args:
        select: Runs a SELECT query.
        post: Role and organization as one would say them («وزیر نفت»).
        on: A day (ISO); only those that held the post then, by what articles state
            before and after it, are returned.

    Returns:
        The line of the post that is named; behind it the lines of posts of that title
        elsewhere («وزیر نفت» of «عراق», «رئیس … مجلس» for «رئیس مجلس»), the best
        attested first. With ``on``, others than the named only where nobody held that
        one.
    """
    fits = _find_statements(select, post)
    statements = _memberships(select, fits)
    lines: defaultdict[str, list[Membership]] = defaultdict(list)
    for one, body in _bodies(statements, fits):
        lines[body].append(one)
    found = supports(select, (one.statement for one in statements))
    held = [(body, to_holdings(lines[body], found)) for body in sorted(lines)]
    held.sort(key=lambda line: (line[0] != "", -sum(one.sources for one in line[1])))
    if on is None:
        return tuple(one for _, line in held for one in line)
    chosen = [(body, holders_on(line, on)) for body, line in held]
    named = [one for body, line in chosen for one in line if body == ""]
    return tuple(named or (one for _, line in chosen for one in line))


def _find_statements(select: Select, post: str) -> dict[str, Fit]:
    """Return the statements that may state a post, and how they fit it.

    A title is a beginning of what is asked for, or all of it; the store is asked for
    titles that begin like it.
    """
    wanted = without_home(match_key(post))
    if not wanted:
        return {}
    begin = holds("?role", [wanted[:2]])
    meant = _bodies_meant(select, post)
    found = {}
    for statement, role, body, organization in select(_TITLES % begin):
        title = match_key(role or "")
        told = fit(title, match_key(organization or ""), wanted)
        if body and body == meant.get(wanted.removeprefix(title)):
            told = Fit("", is_sure=True)
        if statement and told is not None:
            found[statement] = told
    return found


def _bodies_meant(select: Select, post: str) -> dict[str, str]:
    """Return the body that an end of a post is a name of, by the name's key.

    «رئیس مجلس» is also who heads «مجلس شورای اسلامی», which is called «مجلس»; of
    several bodies that are, the one that is mentioned far more often.
    """
    words = post.split()
    ends = {match_key(" ".join(words[at:])) for at in range(1, len(words))}
    found: dict[str, set[str]] = {}
    if ends:
        for body, name in select(_CALLED % holds("?name", [match_key(words[-1])])):
            key = match_key(name or "")
            if body and key in ends:
                found.setdefault(key, set()).add(body)
    counts = article_counts(select, {one for some in found.values() for one in some})
    return {key: one for key in found if (one := _foremost(found[key], counts))}


def _foremost(bodies: Iterable[str], counts: Mapping[str, int]) -> str:
    """Return the body that far more articles mention than others, ``""`` for none."""
    first, *others = sorted(bodies, key=lambda one: (-counts.get(one, 0), one))
    if others and counts.get(first, 0) < _DOMINANT * counts.get(others[0], 0):
        return ""
    return first


def _memberships(select: Select, statements: Iterable[str]) -> list[Membership]:
    rows = sorted(select_about(select, MEMBERSHIPS, statements), key=str)
    found = {one.statement: one for one in map(to_membership, rows)}
    return list(found.values())


def _bodies(
    statements: Iterable[Membership], fits: Mapping[str, Fit]
) -> list[tuple[Membership, str]]:
    """Return each statement with the key of the body that the post is in elsewhere.

    Whoever is as often called the minister of a foreign country is so where the country
    is left out, too.
    """
    told = [(one, fits[one.statement]) for one in statements]
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one, how in told:
        counts[one.iri][how.body] += 1
    return [
        (one, how.body or _usual(counts[one.iri]))
        if not how.is_sure and not _is_home(one)
        else (one, how.body)
        for one, how in told
    ]


def _usual(counts: Counter[str]) -> str:
    """Return the body that a person's posts are in, ``""`` for the one named."""
    return max(sorted(counts), key=lambda body: (counts[body], body != ""))


def _is_home(one: Membership) -> bool:
    return title_of(one)[1] in home_keys()


def find_person(select: Select, name: str) -> PersonAnswer:
    """Return all that a graph has on one person.

    Raises:
        NotFoundError: If no person, or several, have the name.
    """
    person = find_entity(select, name, ["person"])
    statements = [row[0] for row in select(_HELD % person.iri) if row[0]]
    aliases = values_of(select, [person.iri], "skos:altLabel")
    return PersonAnswer(
        iri=person.iri,
        name=person.name,
        articles=person.articles,
        aliases=tuple(aliases.get(person.iri, ())),
        roles=_roles(select, _memberships(select, statements)),
        quotes=find_quotes(select, iri=person.iri),
        events=find_events(select, participant=person.iri),
        companions=_companions(select, person.iri),
    )


def _roles(select: Select, statements: Sequence[Membership]) -> tuple[Holding, ...]:
    """Return one person's holdings of each post, in order of time."""
    found = supports(select, (one.statement for one in statements))
    held = [one for post in by_post(statements) for one in to_holdings(post, found)]
    return tuple(sorted(held, key=by_time))


def _companions(select: Select, iri: str) -> tuple[Companion, ...]:
    rows = [
        (other, int(articles or 0))
        for other, articles in select(_COMPANIONS % (iri, iri))
        if other
    ]
    names = canonical_names(select, (other for other, _ in rows))
    return tuple(
        Companion(name=names.get(other, other), articles=count) for other, count in rows
    )
