"""Which persons of which articles are one person.

The way of record linkage (Fellegi and Sunter 1969): blocking, comparison with
features, a judgement (same, different, unsure), clusters.

1. Full names that are spelled alike form a block; within it, persons whose roles
   cannot belong to one life (a goalkeeper and a judge) stay apart.
2. Blocks whose names may be one (a given name left out, an initial, another
   transliteration) are found by look-up, never by comparing all with all; they are
   joined only where a role or a body agrees.
3. A surname alone goes to the full name that fits its role, else to the one that
   the corpus nearly always means by it, else it stays by itself.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from kg.resolve.names import Score, compare_names, name_key, name_words, skeleton


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_DOMINANT = 0.8
_LEAST_MASS = 3


class Verdict(StrEnum):
    """A judgement on two entities."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Whether two entities are one, and why.

    Attributes:
        one: Canonical key of the first.
        other: Canonical key, or name, of the second.
        verdict: Same, different or unsure; only same joins.
        score: 0–1.
        reason: For people to read.
    """

    one: str
    other: str
    verdict: Verdict
    score: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """One article's person, as far as resolving needs it.

    Attributes:
        article_id: The article.
        key: Key of its ``DocumentEntity``.
        name: Fullest name in the article.
        posts: Role and organization keys, as pairs; the second may be ``""``.
        domains: Walks of life of the roles (``sport``, ``government`` …).
        day: Publication day, ISO, or ``""``.
        companions: Keys of other names in the article.
    """

    article_id: str
    key: str
    name: str
    posts: tuple[tuple[str, str], ...] = ()
    domains: frozenset[str] = frozenset()
    day: str = ""
    companions: frozenset[str] = frozenset()


@dataclass(slots=True)
class Identity:
    """Records that are taken to be one person, and what they have in common.

    Attributes:
        records: Its records.
        reasons: Why they were joined, in order.
    """

    records: list[PersonRecord] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    posts: Counter[tuple[str, str]] = field(default_factory=Counter)
    domains: Counter[str] = field(default_factory=Counter)
    companions: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)

    def add(self, record: PersonRecord) -> None:
        """Take ``record`` in."""
        self.records.append(record)
        self.posts.update(record.posts)
        self.domains.update(record.domains)
        self.companions.update(record.companions)
        self.names[record.name] += 1

    def absorb(self, other: Identity, reason: str) -> None:
        """Take all records of ``other`` in."""
        for record in other.records:
            self.add(record)
        self.reasons.extend((*other.reasons, reason))

    @property
    def name(self) -> str:
        """The canonical name: the most frequent of the fullest ones."""
        return max(
            self.names,
            key=lambda name: (len(name_words(name)), self.names[name], name),
        )

    @property
    def bodies(self) -> set[str]:
        """The organizations of its posts."""
        return {body for _, body in self.posts if body}


def is_bare(name: str) -> bool:
    """Say whether a name is one word: a surname or a given name alone."""
    return len(name_words(name)) == 1


def resolve_persons(
    records: Iterable[PersonRecord],
) -> tuple[list[Identity], list[Judgement]]:
    """Join the records that are one person.

    The order of ``records`` does not matter.

    Returns:
        Identities sorted by name and first record, and the judgements made.
    """
    ordered = sorted(records, key=lambda record: (record.article_id, record.key))
    judgements: list[Judgement] = []
    identities: list[Identity] = []
    short: list[PersonRecord] = []
    for block in _blocks(ordered):
        if is_bare(block[0].name):
            short.extend(block)
        else:
            identities.extend(_split_homonyms(block, judgements))
    identities = _join_variants(identities, judgements)
    identities.extend(_place_surnames(identities, short, judgements))
    identities.sort(key=_identity_order)
    return identities, judgements


def _identity_order(identity: Identity) -> tuple[str, str, str]:
    first = identity.records[0]
    return name_key(identity.name), first.article_id, first.key


def _blocks(records: Sequence[PersonRecord]) -> list[list[PersonRecord]]:
    blocks: dict[str, list[PersonRecord]] = {}
    for record in records:
        blocks.setdefault(name_key(record.name), []).append(record)
    return [blocks[key] for key in sorted(blocks)]


# ------------------------------------------------------------------------- homonyms


def _split_homonyms(
    block: Sequence[PersonRecord], judgements: list[Judgement]
) -> list[Identity]:
    """Split records of one name into persons."""
    found: list[Identity] = []
    # Those that say most come first, so that the silent ones find a home.
    for record in sorted(block, key=lambda one: (-len(one.posts), one.article_id)):
        scores = [(_fits(identity, record), identity) for identity in found]
        fitting = [pair for pair in scores if pair[0].value >= 0.5]
        if fitting:
            score, identity = max(fitting, key=lambda pair: pair[0].value)
            identity.add(record)
            if score.reason not in identity.reasons:
                identity.reasons.append(score.reason)
            continue
        for score, identity in scores:
            judgements.append(
                Judgement(
                    one=identity.name,
                    other=f"{record.name} ({record.article_id})",
                    verdict=Verdict.DIFFERENT,
                    score=score.value,
                    reason=score.reason,
                )
            )
        found.append(Identity())
        found[-1].add(record)
    return found


def _fits(identity: Identity, record: PersonRecord) -> Score:
    """Judge whether a record of the same name belongs to ``identity``."""
    if any(post in identity.posts for post in record.posts):
        return Score(1.0, "same name, same post")
    if identity.bodies & {body for _, body in record.posts if body}:
        return Score(0.95, "same name, same organization")
    if not record.domains or not identity.domains:
        shared = sum(1 for name in record.companions if name in identity.companions)
        value = 0.6 + min(0.3, shared / 10)
        return Score(value, "same name, no role that speaks against it")
    if record.domains & set(identity.domains):
        return Score(0.8, "same name, roles of one walk of life")
    shared = sum(1 for name in record.companions if name in identity.companions)
    if shared >= 3:
        return Score(0.55, "same name, other role, but the same company")
    return Score(0.2, "same name, but roles of different walks of life")


# ------------------------------------------------------------------------- variants


def _join_variants(
    identities: Sequence[Identity], judgements: list[Judgement]
) -> list[Identity]:
    """Join identities whose names are variants and whose posts agree."""
    parent = list(range(len(identities)))
    for one, other in _variant_pairs(identities):
        name = compare_names(identities[one].name, identities[other].name)
        if name.value in {0.0, 1.0}:  # other names; namesakes, judged before
            continue
        judgement = _judge(identities[one], identities[other], name)
        judgements.append(judgement)
        if judgement.verdict is Verdict.SAME:
            low, high = sorted((_root(parent, one), _root(parent, other)))
            if low != high:
                parent[high] = low
                identities[low].absorb(identities[high], judgement.reason)
    return [one for at, one in enumerate(identities) if _root(parent, at) == at]


def _root(parent: list[int], at: int) -> int:
    while parent[at] != at:
        at = parent[at]
    return at


def _variant_pairs(identities: Sequence[Identity]) -> Iterator[tuple[int, int]]:
    """Yield pairs whose names may be one, each once, found by look-up."""
    index: dict[tuple[str, str], list[int]] = {}
    for at, identity in enumerate(identities):
        for key in _variant_keys(name_words(identity.name)):
            index.setdefault(key, []).append(at)
    pairs = {
        (one, other)
        for found in index.values()
        if len(found) <= 50
        for position, one in enumerate(found)
        for other in found[position + 1 :]
    }
    yield from sorted(pairs)


def _variant_keys(words: tuple[str, ...]) -> set[tuple[str, str]]:
    """Return the look-up keys under which variants of a name meet."""
    joined = "".join(words)
    keys = {("skeleton", skeleton(joined)), ("ends", words[0] + " " + words[-1])}
    keys.update(("suffix", "".join(words[at:])) for at in range(len(words) - 1))
    keys.add(("initial", words[0][0] + " " + "".join(words[1:])))
    if len(joined) >= 8:
        keys.add(("head", joined[:5] + str(len(joined) // 4)))
    return keys


def _judge(one: Identity, other: Identity, name: Score) -> Judgement:
    """Judge two identities with like names by what they do."""
    verdict, score, reason = Verdict.UNSURE, name.value * 0.5, name.reason
    posts = set(one.posts) & set(other.posts)
    bodies = one.bodies & other.bodies
    apart = one.domains and other.domains and not set(one.domains) & set(other.domains)
    if name.value >= 0.75 and posts:
        verdict, score = Verdict.SAME, 0.5 + name.value / 2
        reason = f"{name.reason}, same post"
    elif name.value >= 0.8 and bodies:
        verdict, score = Verdict.SAME, name.value
        reason = f"{name.reason}, same organization"
    elif apart:
        verdict, score = Verdict.DIFFERENT, 0.1
        reason = f"{name.reason}, but roles of different walks of life"
    return Judgement(
        one=one.name, other=other.name, verdict=verdict, score=score, reason=reason
    )


# ------------------------------------------------------------------------- surnames


def _place_surnames(
    identities: Sequence[Identity],
    short: Sequence[PersonRecord],
    judgements: list[Judgement],
) -> list[Identity]:
    """Give each bare surname to a full name, or leave it by itself."""
    by_word: dict[str, list[Identity]] = {}
    for identity in identities:
        words = name_words(identity.name)
        by_word.setdefault(words[-1], []).append(identity)
    mass = {id(identity): len(identity.records) for identity in identities}
    left: dict[str, Identity] = {}
    placed: list[tuple[Identity, PersonRecord, str]] = []
    for record in short:
        candidates = by_word.get(name_key(record.name), [])
        chosen, score = _choose(record, candidates, mass)
        if chosen is not None:
            placed.append((chosen, record, score.reason))
        else:
            _leave(record, candidates, left, judgements)
    for identity, record, reason in placed:
        identity.add(record)
        if reason not in identity.reasons:
            identity.reasons.append(reason)
    return list(left.values())


def _choose(
    record: PersonRecord, candidates: Sequence[Identity], mass: dict[int, int]
) -> tuple[Identity | None, Score]:
    """Choose the full name that a bare surname stands for, if one plainly fits."""
    for shares, reason in (
        (_same_post, "surname with the same post"),
        (_same_body, "surname with the same organization"),
    ):
        fitting = [one for one in candidates if shares(one, record)]
        if len(fitting) == 1:
            return fitting[0], Score(0.9, reason)
    open_ = [one for one in candidates if _may_be(one, record)]
    total = sum(mass[id(one)] for one in candidates)
    for one in open_:
        share = mass[id(one)] / total
        if share >= _DOMINANT and mass[id(one)] >= _LEAST_MASS and not record.posts:
            return one, Score(share, "surname that nearly always means this person")
    return None, Score(0.0, "no full name fits the surname")


def _same_post(identity: Identity, record: PersonRecord) -> bool:
    return any(post in identity.posts for post in record.posts)


def _same_body(identity: Identity, record: PersonRecord) -> bool:
    return bool(identity.bodies & {body for _, body in record.posts if body})


def _may_be(identity: Identity, record: PersonRecord) -> bool:
    """Say whether neither walk of life speaks against the surname."""
    if not record.domains or not identity.domains:
        return True
    return bool(record.domains & set(identity.domains))


def _leave(
    record: PersonRecord,
    candidates: Sequence[Identity],
    left: dict[str, Identity],
    judgements: list[Judgement],
) -> None:
    """Keep a bare surname by itself: with its post, else with its article."""
    bodies = sorted(post for post in record.posts if post[1])
    where = "/".join(bodies[0]) if bodies else record.article_id
    identity = left.setdefault(f"{name_key(record.name)}~{where}", Identity())
    identity.add(record)
    judgements.extend(
        Judgement(
            one=candidate.name,
            other=f"{record.name} ({record.article_id})",
            verdict=Verdict.UNSURE,
            score=0.3,
            reason="bare surname, no post in common",
        )
        for candidate in candidates[:5]
    )
