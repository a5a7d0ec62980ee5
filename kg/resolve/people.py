"""Which persons of different articles are one: profiles in, groups out."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kg.lexicon import PhraseMatcher, rows
from kg.model import EntityKind, Status, Verdict
from kg.normalize import match_key
from kg.resolve.evidence import PersonRecord
from kg.resolve.holders import Holders, seat_of
from kg.resolve.judging import Finding
from kg.resolve.naming import readable_key, spelling
from kg.resolve.organizations import organization_key
from kg.resolve.persons import full_names, is_bare, resolve_persons


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.resolve.evidence import Identity, Joining, Post, Usage
    from kg.resolve.judging import MemberKey
    from kg.resolve.names import Score
    from kg.resolve.persons import Comparison
    from kg.resolve.profile import EntityProfile, Profile


_EXCLUSIVE = ("sport", "arts")
"""Fields whose people are seldom also officials, scholars or business people."""

_REASONS = 3
_POINTING = frozenset(map(match_key, ("این", "آن", "همان", "همین")))


class PeopleOf(NamedTuple):
    """The persons of one article, with what telling them apart needs.

    Attributes:
        profile: The article.
        named: Those with a name.
        described: Those without, and the post that a description names, if any.
    """

    profile: Profile
    named: list[PersonRecord]
    described: list[tuple[PersonRecord, Post | None]]


class People(NamedTuple):
    """Persons of articles that are one, and why.

    Attributes:
        key: Readable key, without the kind.
        members: Article ids and keys of entities.
        reason: Why they are one.
    """

    key: str
    members: list[MemberKey]
    reason: str


@cache
def _titles() -> PhraseMatcher[tuple[str, str]]:
    return PhraseMatcher((row[0], (row[1], row[4])) for row in rows("role_titles", 6))


@lru_cache(maxsize=1 << 14)
def _title(title: str) -> tuple[str, str]:
    """Return the concept key and the class of a role title, as far as known."""
    match = _titles().match([match_key(word) for word in title.split()], 0)
    return (match_key(title), "") if match is None else match.value


def field_of(title: str) -> str | None:
    """Return the field a role title belongs to, as far as fields exclude each other.

    >>> field_of("سرمربی"), field_of("استاندار")
    ('sport', 'public')
    """
    field = _title(title)[1]
    if not field:
        return None
    return field if field in _EXCLUSIVE else "public"


def read_people(profile: Profile) -> PeopleOf:
    """Return the persons of an article; other articles do not matter."""
    read = PeopleOf(profile, [], [])
    for entity, record in _records(profile):
        if entity.described or not spelling(entity.name):
            seat = _described_seat(entity.name, profile)
            read.described.append((record, seat))
        else:
            read.named.append(record)
    return read


def group_people(
    profiles: Iterable[Profile],
) -> tuple[list[People], list[Finding]]:
    """Group the persons of a corpus, as :func:`group_read` does."""
    return group_read(list(map(read_people, profiles)))


def group_read(
    read: Sequence[PeopleOf], usage: Usage | None = None
) -> tuple[list[People], list[Finding]]:
    """Group the persons of a corpus.

    Args:
        read: The persons of each article, in the order of articles.
        usage: How common their names and companions are, if that is known.

    Returns:
        The groups, sorted by key, and what was found on the way: why forms of a name
        were taken in, and which persons were kept apart.
    """
    records = (record for one in read for record in one.named)
    identities, refusals = resolve_persons(records, usage)
    described = (told for one in read for told in one.described)
    people = dict(_to_groups(identities))
    findings = [_refusal(one) for one in refusals]
    findings.extend(found for one in identities for found in _merges(one))
    alone = []
    for record, found in _meant(described, Holders(identities)):
        if found is None:
            alone.append(_alone(record, "a description in one article"))
        else:
            people[id(found[0])].members.append((record.article_id, record.key))
            findings.append(_merge(found[0], record, found[1]))
    return sorted([*people.values(), *alone], key=lambda one: one.key), findings


def _meant(
    described: Iterable[tuple[PersonRecord, Post | None]], holders: Holders
) -> Iterator[tuple[PersonRecord, tuple[Identity, Score] | None]]:
    """Yield each description with the holder of the post that it names, if known."""
    for record, seat in described:
        yield (
            record,
            None if seat is None else holders.find(record.article_id, record.day, seat),
        )


def _described_seat(name: str, profile: Profile) -> Post | None:
    """Return the post that a description names («استاندار خوزستان»)."""
    words = name.split()
    match = _titles().match([match_key(word) for word in words], 0)
    if match is None or match.last == len(words):
        return None
    rest = " ".join(words[match.last :])
    if match_key(words[match.last]) in _POINTING:
        return None
    bodies = {spelling(one.name): _body_key(one) for one in profile.entities}
    body = bodies.get(spelling(rest)) or organization_key(rest)
    return seat_of(match.value[0], body)


def _refusal(comparison: Comparison) -> Finding:
    one, other = comparison.one, comparison.other
    return Finding(
        one=(one.article_id, one.key),
        other=(other.article_id, other.key),
        form=other.name,
        verdict=comparison.verdict,
        score=comparison.score.value,
        reason=comparison.score.reason,
    )


def _merges(identity: Identity) -> Iterator[Finding]:
    """Yield why each record was taken in."""
    for joining in identity.joinings:
        yield _merge(identity, joining.record, joining.score)


def _merge(identity: Identity, record: PersonRecord, score: Score) -> Finding:
    first = identity.records[0]
    return Finding(
        one=(first.article_id, first.key),
        other=(record.article_id, record.key),
        form=record.name,
        verdict=Verdict.SAME,
        score=score.value,
        reason=score.reason,
    )


def _records(profile: Profile) -> Iterator[tuple[EntityProfile, PersonRecord]]:
    """Yield an article's persons with what resolving them needs."""
    entities = {one.key: one for one in profile.entities}
    posts: defaultdict[str, set[Post]] = defaultdict(set)
    held: defaultdict[str, set[Post]] = defaultdict(set)
    fields: defaultdict[str, set[str]] = defaultdict(set)
    for role in profile.roles:
        body = entities.get(role.organization or "")
        post = _title(role.title)[0], "" if body is None else _body_key(body)
        posts[role.person].add(post)
        if role.status in {Status.CURRENT, Status.ACTING}:
            held[role.person].add(post)
        field = field_of(role.title)
        if field is not None:
            fields[role.person].add(field)
    spellings = [spelling(one.name) for one in profile.entities]
    company = frozenset(spellings)
    pages = _pages(profile, fields.values())
    for one, own in zip(profile.entities, spellings, strict=True):
        if one.kind is EntityKind.PERSON:
            yield (
                one,
                PersonRecord(
                    article_id=profile.article_id,
                    key=one.key,
                    name=one.name,
                    posts=tuple(sorted(posts.get(one.key, ()))),
                    held=tuple(sorted(held.get(one.key, ()))),
                    domains=frozenset(fields.get(one.key, ())),
                    pages=pages,
                    day=profile.day,
                    companions=company.difference((own,)),
                ),
            )


def _pages(profile: Profile, fields: Iterable[set[str]]) -> frozenset[str]:
    """Return the walk of life of an article: by its section, else by its roles."""
    named = match_key(f"{profile.section or ''} {profile.publisher or ''}")
    fitting = {field for word, field in _sections() if word in named}
    if fitting:
        return frozenset({"sport"} if "sport" in fitting else fitting)
    told = Counter("sport" if "sport" in some else "other" for some in fields)
    most = max(told, key=lambda one: (told[one], one), default="")
    return frozenset({most}) if most and told[most] >= 2 else frozenset()


@cache
def _sections() -> tuple[tuple[str, str], ...]:
    return tuple((match_key(row[0]), row[1]) for row in rows("section_fields", 2))


def _body_key(entity: EntityProfile) -> str:
    if entity.kind is EntityKind.ORGANIZATION:
        return organization_key(entity.name)
    return entity.place or spelling(entity.name)


def _to_groups(identities: Sequence[Identity]) -> Iterator[tuple[int, People]]:
    """Yield each identity's group by its ``id``; namesakes get keys of their own."""
    named: defaultdict[str, list[Identity]] = defaultdict(list)
    for identity in identities:
        named[_key(identity)].append(identity)
    for key in sorted(named):
        for identity, suffix in _told_apart(named[key]):
            members = [(record.article_id, record.key) for record in identity.records]
            yield (
                id(identity),
                People(f"{key}{suffix}", members, _reason(identity.joinings)),
            )


def _reason(joinings: Sequence[Joining]) -> str:
    """Return the most frequent reasons of joinings."""
    if not joinings:
        return "named in one article"
    told = Counter(one.score.reason for one in joinings)
    most = sorted(told, key=lambda one: (-told[one], one))[:_REASONS]
    return "; ".join(most) or "named in one article"


def _key(identity: Identity) -> str:
    """Return the readable key: of the fullest names, for they change least."""
    return readable_key(full_names([record.name for record in identity.records]))


def _told_apart(identities: Sequence[Identity]) -> Iterator[tuple[Identity, str]]:
    """Yield each of some namesakes with what is added to its key.

    A full name that nobody shares needs nothing; a bare surname always says whose it
    is, because the next article may bring a namesake.
    """
    bare = all(is_bare(record.name) for one in identities for record in one.records)
    if len(identities) == 1 and not bare:
        yield identities[0], ""
        return
    taken: set[str] = set()
    for identity in identities:
        first = identity.records[0]
        post = max(identity.posts, default=None, key=lambda p: (identity.posts[p], p))
        told = first.article_id if post is None else readable_key(["_".join(post)])
        if told in taken or not told:
            told = first.article_id
        taken.add(told)
        yield identity, f"/{told}"


def _alone(record: PersonRecord, reason: str) -> People:
    key = readable_key([record.name]) or "unnamed"
    members = [(record.article_id, record.key)]
    return People(f"{key}/{record.article_id}", members, reason)
