"""People's decisions on statements: rejected ones are dropped, accepted ones are sure.

A statement is found again by what it says and in which article, not by where it stands
in the text, so that an edited article does not undo a decision on it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from kg.decisions import (
    ABSENT,
    STATEMENT_KINDS,
    Action,
    Decision,
    Kind,
    comparable,
    wanted_part,
)
from kg.model import EventStatement, QuoteStatement, RoleStatement
from kg.resolve.profile import to_event


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kg.model import Extraction, Resolution
    from kg.resolve.profile import Profile, RoleProfile


Statement: TypeAlias = "RoleStatement | EventStatement | QuoteStatement"

Names: TypeAlias = "Mapping[str, frozenset[str]]"
"""An article's entity keys to all names of what they are, as they are compared."""


_ON_STATEMENTS = frozenset({Action.REJECT, Action.ACCEPT})


@dataclass(slots=True)
class Verdicts:
    """The decisions on statements, by article.

    Attributes:
        by_article: Article ids to the decisions on what they state, in order.
        names: Article ids to what their entities are called.
        unapplied: Ids of decisions that no longer apply, and why.
    """

    by_article: dict[str, list[Decision]] = field(default_factory=dict)
    names: dict[str, Names] = field(default_factory=dict)
    unapplied: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class DecidedStatements:
    """What an article states after decisions on it.

    Attributes:
        extraction: Without what was rejected; what was accepted has confidence 1.
        accepted: Accepted statements, each with the id of the decision.
        rejected: Ids of the decisions that rejected something, in order.
        fates: The place and the decision of every statement that was decided on.
    """

    extraction: Extraction
    accepted: dict[Statement, str] = field(default_factory=dict)
    rejected: list[str] = field(default_factory=list)
    fates: list[str] = field(default_factory=list)


def find_verdicts(
    decisions: Iterable[Decision],
    profiles: Mapping[str, Profile],
    resolution: Resolution,
    load: Callable[[str], Extraction],
) -> Verdicts:
    """Find the articles that decisions on statements are about.

    Args:
        decisions: In the order of their lines; those on entities are left out.
        profiles: The articles, by id.
        resolution: What their entities are.
        load: Gives an article's extraction, by id.
    """
    verdicts = Verdicts()
    ordered = [one for one in decisions if one.action in _ON_STATEMENTS]
    ordered = [one for one in ordered if one.kind in STATEMENT_KINDS]
    if not ordered:
        return verdicts
    canonical = canonical_names(resolution)
    applied: set[str] = set()
    for article_id in _candidates(ordered, profiles, canonical):
        names = article_names(profiles[article_id], canonical)
        verdicts.names[article_id] = names
        on_it = [one for one in ordered if _may_apply(one, article_id)]
        hits: set[str] = set()
        for fact in _stated(load(article_id)):
            meant = [one for one in on_it if _is_meant(one, fact, names)]
            hits |= {one.id for one in meant}
            applied |= {one.id for one in meant if one.action is meant[-1].action}
        if hits:
            verdicts.by_article[article_id] = [one for one in on_it if one.id in hits]
    found = {one.id for hits in verdicts.by_article.values() for one in hits}
    for one in ordered:
        if one.id not in applied:
            verdicts.unapplied[one.id] = (
                f"a later decision on the same {one.kind} counts"
                if one.id in found
                else _why_not(one, profiles)
            )
    return verdicts


def _stated(extraction: Extraction) -> tuple[Statement, ...]:
    return (*extraction.roles, *extraction.events, *extraction.quotes)


def decide_statements(
    extraction: Extraction, decisions: Sequence[Decision], names: Names
) -> DecidedStatements:
    """Apply decisions to what an article states; the last one on a statement counts."""
    decided = DecidedStatements(extraction)
    kept: dict[str, list[Statement]] = {"roles": [], "events": [], "quotes": []}
    for kind, statements in kept.items():
        stated: tuple[Statement, ...] = getattr(extraction, kind)
        for at, statement in enumerate(stated):
            meant = [one for one in decisions if _is_meant(one, statement, names)]
            left = _decide(statement, meant[-1], decided) if meant else statement
            if meant:
                decided.fates.append(f"{kind} {at} {meant[-1].id}")
            if left is not None:
                statements.append(left)
    changed = {kind: tuple(statements) for kind, statements in kept.items()}
    decided.extraction = replace(extraction, **changed)  # type: ignore[arg-type]
    return decided


def _decide(
    statement: Statement, decision: Decision, decided: DecidedStatements
) -> Statement | None:
    """Return what is left of a statement after a decision on it."""
    if decision.action is Action.REJECT:
        decided.rejected.append(decision.id)
        return None
    sure = replace(statement, confidence=1.0)
    decided.accepted[sure] = decision.id
    return sure


# ------------------------------------------------------------------ what is meant


def _may_apply(decision: Decision, article_id: str) -> bool:
    articles = decision.target.articles
    return not articles or article_id in articles


def _candidates(
    decisions: Sequence[Decision],
    profiles: Mapping[str, Profile],
    canonical: Mapping[tuple[str, str], frozenset[str]],
) -> list[str]:
    """Return the articles that any decision may be about, sorted."""
    found = {
        article_id
        for one in decisions
        for article_id in one.target.articles
        if article_id in profiles
    }
    anywhere = [
        tuple(map(wanted_part, one.target.parts))
        for one in decisions
        if not one.target.articles
    ]
    for article_id, profile in profiles.items() if anywhere else ():
        names = article_names(profile, canonical)
        stated = [_profile_parts(role, names) for role in profile.roles]
        if any(matches(wanted, one) for wanted in anywhere for one in stated):
            found.add(article_id)
    return sorted(found)


def _profile_parts(role: RoleProfile, names: Names) -> tuple[frozenset[str], ...]:
    return (
        called(role.person, None, names),
        frozenset({comparable(role.title)}),
        called(role.organization, None, names),
        frozenset({role.status.value}),
    )


def canonical_names(resolution: Resolution) -> dict[tuple[str, str], frozenset[str]]:
    """Return all names of what each article's entities are, as they are compared."""
    found = {}
    for entity in resolution.entities:
        names = frozenset(map(comparable, (entity.name, *entity.aliases)))
        for member in entity.members:
            found[member.article_id, member.key] = names
    return found


def article_names(
    profile: Profile, canonical: Mapping[tuple[str, str], frozenset[str]]
) -> Names:
    """Return what the entities of an article are called, by it and by others."""
    found: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for entity in profile.entities:
        own = frozenset(map(comparable, (entity.name, *entity.aliases)))
        whole = canonical.get((profile.article_id, entity.key), frozenset())
        found[entity.key] = own | whole
    return found


def _is_meant(decision: Decision, statement: Statement, names: Names) -> bool:
    """Say whether a decision is about a statement of an article it may apply to."""
    wanted = tuple(map(wanted_part, decision.target.parts))
    match decision.kind, statement:
        case Kind.ROLE, RoleStatement():
            return matches(wanted, _role_parts(statement, names))
        case Kind.EVENT, EventStatement():
            return matches(wanted, _event_parts(statement, names))
        case Kind.QUOTE, QuoteStatement():
            speaker = called(statement.speaker_key, statement.speaker, names)
            told = _is_told(decision.target.parts[1:2], statement.text)
            return told and matches(wanted[:1], (speaker,))
        case _:
            return False


def _is_told(part: Sequence[str], text: str) -> bool:
    """Say whether a quotation's text is as told; «…» says that only its start is."""
    wanted = "".join(map(comparable, part))
    if any(one.rstrip().endswith("…") for one in part):
        return comparable(text).startswith(wanted)
    return wanted in {"", comparable(text)}


def _role_parts(role: RoleStatement, names: Names) -> tuple[frozenset[str], ...]:
    return (
        called(role.person_key, role.person, names),
        frozenset({comparable(role.role)}),
        called(role.organization_key, role.organization, names),
        frozenset({role.status.value}),
    )


def _event_parts(event: EventStatement, names: Names) -> tuple[frozenset[str], ...]:
    return (
        frozenset({comparable(event.event)}),
        called(event.location_key, event.location, names),
        frozenset({comparable((event.date or "").partition("/")[0])}),
    )


def called(key: str | None, name: str | None, names: Names) -> frozenset[str]:
    """Return the names of an entity: as a statement has it, and all others."""
    own = frozenset({comparable(name or "")})
    return own if key is None else own | names.get(key, frozenset())


def matches(wanted: Sequence[str], parts: Sequence[frozenset[str]]) -> bool:
    """Say whether each wanted part is among the names; an empty one is anything."""
    return len(wanted) <= len(parts) and all(
        not one or (not any(names) if one == ABSENT else one in names)
        for one, names in zip(wanted, parts, strict=False)
    )


def _why_not(decision: Decision, profiles: Mapping[str, Profile]) -> str:
    articles = decision.target.articles
    gone = [one for one in articles if one not in profiles]
    if articles and len(gone) == len(articles):
        return f"the graph has no article {'، '.join(gone)}"
    where = "article" if not articles else "such article"
    words = " | ".join(part for part in decision.target.parts if part)
    return f"no {where} states this {decision.kind}: {words}"


def role_profiles_of(profile: Profile, extraction: Extraction) -> Profile:
    """Return ``profile`` with the roles and events that a decided extraction has."""
    stated: dict[tuple[object, ...], float] = {
        (one.person_key, one.role, one.organization_key, one.status): one.confidence
        for one in extraction.roles
    }
    events = {one.parts: one.confidence for one in map(to_event, extraction.events)}
    return replace(
        profile,
        roles=tuple(
            replace(one, confidence=stated[_role_key(one)])
            for one in profile.roles
            if _role_key(one) in stated
        ),
        events=tuple(
            replace(one, confidence=events[one.parts])
            for one in profile.events
            if one.parts in events
        ),
    )


def _role_key(role: RoleProfile) -> tuple[object, ...]:
    return role.person, role.title, role.organization, role.status
