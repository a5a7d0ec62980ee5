"""Which persons of which articles are one person.

The way of record linkage (Fellegi and Sunter 1969): blocking, comparison with
features (:mod:`kg.resolve.evidence`), a judgement (same, different, unsure), clusters.

1. Full names that are spelled alike form a block; within it, persons whom roles,
   pages or company tell apart stay apart, the sooner the more common the name.
2. Names that may be one (a given name left out, an initial, another transliteration)
   meet by look-up, never by comparing all with all; the surer pairs join first, and
   what was told apart is never joined by way of a third.
3. A surname goes to the full name that fits best, if that one fits far better than
   all others and than somebody unknown; what is left joins its like where evidence is.

However large the corpus, a record is compared with a bounded number of identities.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from kg.kept import Kept
from kg.lexicon import word_keys
from kg.model import Verdict
from kg.resolve.evidence import Identity, PersonRecord, to_score, usage_of, weigh
from kg.resolve.names import (
    Score,
    common_first_names,
    compare_names,
    first_name_keys,
    name_key,
    name_words,
    skeleton,
)


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

    from kg.resolve.evidence import Evidence, Usage


__all__ = [
    "Comparison",
    "Identity",
    "PersonRecord",
    "full_names",
    "is_bare",
    "resolve_persons",
]

_FULL_NAME = 2.8
_COMMON_NAME = 1.3
_MASS = 0.3
_MOST_RIVALS = 25
_MOST_NAMES = 50
_SURE = 2.2
_VARIANTS = {
    "two transliterations": 0.6,
    "one letter differs": -0.2,
    "a given name left out": -0.5,
    "a middle name left out": 0.4,
    "half a given name left out": -3.5,
    "initial": -0.3,
    "a word too much": 2.0,
}
_KNOWN_APART = -9.0
_KNOWN_SURNAMES = -5.0
_NATIVE = -1.5
_FOREIGN = 0.6
# Of surnames: how far ahead of all others the best must be, and what an unknown
# bearer weighs, by the number of known bearers.
_SURNAME_SHARE = 0.85
_UNKNOWN_BEARER = 1.2
_MASS_OF_SURNAME = 0.9
_ORDINARY_WORD = 2.0
_FIRST_NAME = 4.0
_OFTEN = 15
_SELDOM = 2
_LEFT = 1.4
_LEFT_NATIVE = -1.0
_LEFT_COMMON = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What two records came to, as members of their identities.

    Attributes:
        one: A record of the first.
        other: A record of the second.
        verdict: Same, different or unsure.
        score: How alike they are, and why.
    """

    one: PersonRecord
    other: PersonRecord
    verdict: Verdict
    score: Score


@lru_cache(maxsize=1 << 16)
def is_bare(name: str) -> bool:
    """Say whether a name is a surname or a given name alone.

    Two words count as one surname where the first is hardly a given name.

    >>> is_bare("کیانفر"), is_bare("احمدی نژاد"), is_bare("علی رضایی")
    (True, True, False)
    """
    words = name_words(name)
    if len(words) == 1:
        return True
    joined = "".join(words)
    return (
        len(words) == 2
        and words[0] not in common_first_names()
        and joined in _surname_keys()
    )


def full_names(names: Sequence[str], least: int = 1) -> Sequence[str]:
    """Return a person's full names, or all where fewer than ``least`` are full.

    A person of many articles is mostly called by the surname, and one article's full
    name may be misread.

    >>> full_names(["علی رضایی", "رضایی", "رضایی"])
    ['علی رضایی']
    >>> full_names(["علی رضایی", "رضایی", "رضایی"], least=2)
    ['علی رضایی', 'رضایی', 'رضایی']
    """
    full = [name for name in names if not is_bare(name)]
    return full if len(full) >= min(least, len(names)) else names


@cache
def _surname_keys() -> frozenset[str]:
    return word_keys("surnames")


@cache
def _ordinary() -> frozenset[str]:
    return word_keys("ordinary_surnames")


def _is_ordinary(key: str) -> bool:
    """Say whether a word alone may be no surname, but a word or a given name."""
    is_given = key in first_name_keys() and key not in _surname_keys()
    return is_given or key in _ordinary()


def resolve_persons(
    records: Iterable[PersonRecord], usage: Usage | None = None
) -> tuple[list[Identity], list[Comparison]]:
    """Join the records that are one person.

    Args:
        records: In any order.
        usage: How common their names and companions are, if that is known.

    Returns:
        Identities sorted by name and first record, and the refusals on the way.
    """
    ordered = sorted(records, key=lambda record: (record.article_id, record.key))
    linking = _Linking(usage or usage_of(ordered))
    short: list[PersonRecord] = []
    for block in _blocks(ordered):
        if all(is_bare(record.name) for record in block):
            short.extend(block)
        else:
            linking.split_homonyms(block)
    linking.join_variants()
    linking.place_surnames(short)
    identities = sorted(linking.identities, key=_identity_order)
    return identities, linking.refusals


def pairs_to_compare(names: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Yield nearly all pairs of names that resolving compares, each once.

    Args:
        names: Names of persons, each with the number of articles that use it.
    """
    spelled: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for name, count in names.items():
        spelled[name_key(name)][name] = count
    identities = [Identity(names=some) for _, some in sorted(spelled.items())]
    full = [one for one in identities if not all(map(is_bare, one.names))]
    for one, other in _variant_pairs([one.name for one in full]):
        large, small = full[one], full[other]
        if sum(large.names.values()) < sum(small.names.values()):
            large, small = small, large
        yield large.name, small.name


def _identity_order(identity: Identity) -> tuple[str, str, str]:
    first = identity.records[0]
    return name_key(identity.name), first.article_id, first.key


def _blocks(records: Sequence[PersonRecord]) -> list[list[PersonRecord]]:
    blocks: dict[str, list[PersonRecord]] = {}
    for record in records:
        blocks.setdefault(name_key(record.name), []).append(record)
    return [blocks[key] for key in sorted(blocks)]


def _telling_first(record: PersonRecord) -> tuple[int, int, str, str]:
    """Sort key: those that say most come first, so that the silent find a home."""
    says = len(record.posts), len(record.domains)
    return -says[0], -says[1], record.article_id, record.key


@dataclass(slots=True)
class _Linking:
    """Identities as they grow, and what was refused.

    Attributes:
        usage: How common names and companions are.
        identities: What records have been joined to.
        refusals: Comparisons that joined nothing.
        apart: Pairs of positions in ``identities`` that were told apart.
    """

    usage: Usage
    identities: list[Identity] = field(default_factory=list)
    refusals: list[Comparison] = field(default_factory=list)
    apart: set[tuple[int, int]] = field(default_factory=set)

    def refuse(
        self, one: PersonRecord, other: PersonRecord, weight: float, reason: str
    ) -> None:
        """Keep that two were not joined."""
        verdict = Verdict.DIFFERENT if weight < -_SURE else Verdict.UNSURE
        score = to_score(weight, reason)
        self.refusals.append(
            Comparison(one=one, other=other, verdict=verdict, score=score)
        )

    # ----------------------------------------------------------------- homonyms

    def split_homonyms(self, block: Sequence[PersonRecord]) -> None:
        """Split records of one full name into persons."""
        if len(block) == 1:
            self.identities += _alone(block[0])
            return
        namesakes = self.usage.namesakes(name_words(block[0].name))
        prior = _FULL_NAME - _COMMON_NAME * math.log1p(namesakes)
        first = len(self.identities)
        self.identities.extend(self._split(block, prior, "same name"))
        last = len(self.identities)
        self.apart.update(
            (one, other)
            for one in range(first, last)
            for other in range(one + 1, min(last, first + _MOST_RIVALS))
        )

    def _split(
        self, block: Sequence[PersonRecord], prior: float, name: str
    ) -> list[Identity]:
        """Split records of one name; ``prior`` is what the name alone says."""
        if len(block) == 1:
            return _alone(block[0])
        rivals = _Rivals()
        for record in sorted(block, key=_telling_first):
            told = []
            for identity in rivals.near(record):
                evidence = weigh(identity, record, self.usage)
                mass = _MASS * math.log(len(identity.records))
                told.append((prior + evidence.weight + mass, evidence, identity))
            best = max(told, key=lambda one: one[0], default=None)
            if best is not None and best[0] >= 0:
                reason = f"{name}, {best[1].reason}" if best[1].reason else name
                rivals.add(best[2], record, to_score(best[0], reason))
                continue
            for weight, evidence, identity in told:
                reason = f"{name}, but {evidence.reason or 'a common one'}"
                self.refuse(identity.records[0], record, weight, reason)
            rivals.add(Identity(), record, None)
        return rivals.all

    # ----------------------------------------------------------------- variants

    def join_variants(self) -> None:
        """Join identities whose names are variants, where enough speaks for it."""
        pairs = []
        for one, other, name in self._variants():
            weight, reason = self._compare(one, other, name)
            pairs.append((weight, one, other, reason))
        clusters = _Clusters(self.apart)
        for weight, one, other, reason in sorted(
            pairs, key=lambda pair: (-pair[0], pair[1:])
        ):
            first, second = self.identities[one], self.identities[other]
            if weight >= _SURE and clusters.join(one, other):
                continue
            if weight >= _SURE and clusters.root(one) == clusters.root(other):
                continue
            self.refuse(first.records[0], second.records[0], weight, reason)
        self._absorb(clusters, pairs)

    def _absorb(
        self,
        clusters: _Clusters,
        pairs: Iterable[tuple[float, int, int, str]],
    ) -> None:
        """Make one identity of each cluster."""
        why: dict[int, tuple[float, str]] = {}
        for weight, one, other, reason in pairs:
            if clusters.root(one) == clusters.root(other):
                for at in (one, other):
                    why[at] = max(why.get(at, (weight, reason)), (weight, reason))
        kept = []
        for at, identity in enumerate(self.identities):
            root = clusters.root(at)
            if root == at:
                kept.append(identity)
            else:
                self.identities[root].absorb(identity, to_score(*why[at]))
        self.identities = kept

    def _variants(self) -> Iterator[tuple[int, int, str]]:
        """Yield pairs whose names are variants, and what tells the names apart."""
        names = [one.name for one in self.identities]
        sizes = [len(one.records) for one in self.identities]
        for one, other in _variant_pairs(names):
            large, small = (other, one) if sizes[one] < sizes[other] else (one, other)
            reason = compare_names(names[large], names[small]).reason
            if reason in _VARIANTS:  # no other names; no namesakes, judged before
                yield one, other, reason

    def _compare(self, one: int, other: int, name: str) -> tuple[float, str]:
        """Return the weight of two identities, and why; ``name`` tells names apart."""
        large, small = self._by_size(one, other)
        evidence = weigh(large, small, self.usage)
        rare = self._rarity(large.words, small.words)
        known = _known(large.words, small.words)
        weight = _VARIANTS[name] + rare + known + evidence.weight
        if evidence.strongest > 0 and weight >= _SURE:
            return weight, f"{name}, {evidence.reason}"
        if weight >= _SURE:
            return weight, f"{name} of a rare name"
        if known < 0:
            return weight, f"{name}, but both are known names"
        if evidence.weight < 0:
            return weight, f"{name}, but {evidence.reason}"
        return weight, f"{name}, and too little besides"

    def _by_size(self, one: int, other: int) -> tuple[Identity, Identity]:
        """Return two identities, the one of more records first."""
        first, second = self.identities[one], self.identities[other]
        if len(first.records) < len(second.records):
            return second, first
        return first, second

    def _rarity(self, one: tuple[str, ...], other: tuple[str, ...]) -> float:
        """Weigh how rare a family name is: two bearers are no chance."""
        bearers = max(
            self.usage.bearers.get(one[-1], 0), self.usage.bearers.get(other[-1], 0)
        )
        return max(-2.0, 2.2 - math.log(max(1, bearers - 1)))

    # ----------------------------------------------------------------- surnames

    def place_surnames(self, short: Sequence[PersonRecord]) -> None:
        """Give each bare surname to a full name, or leave it by itself."""
        by_surname = self._bearers({name_key(record.name) for record in short})
        left: defaultdict[str, list[PersonRecord]] = defaultdict(list)
        placed: list[tuple[Identity, PersonRecord, Score]] = []
        masses = {id(one): len(one.records) for one in self.identities}
        for record in short:
            key = name_key(record.name)
            found = self._choose(record, by_surname.get(key), masses)
            if found is None:
                left[key].append(record)
            else:
                placed.append((found[0], record, found[1]))
        for identity, record, score in placed:
            identity.add(record, score)
        self._settle_left(left, by_surname)

    def _settle_left(
        self,
        left: Mapping[str, Sequence[PersonRecord]],
        by_surname: Mapping[str, _Rivals],
    ) -> None:
        """Join the like of the names alone that went to no full name."""
        by_first = self._by_first_name(left.keys())
        for key in sorted(left):
            bearers = len(by_surname[key].all) if key in by_surname else 0
            native = key in _surname_keys()
            prior = (_LEFT_NATIVE if native else _LEFT) - _LEFT_COMMON * math.log1p(
                bearers
            )
            if _is_ordinary(key):
                prior = min(prior, -_ORDINARY_WORD)
            alone = self._split(left[key], prior, "same surname")
            if not bearers:
                alone = self._place_first_names(alone, by_first.get(key, ()))
            self.identities.extend(alone)

    def _by_first_name(self, wanted: Set[str]) -> dict[str, list[Identity]]:
        """Return the foreigners whom each of some first names may stand for."""
        found: defaultdict[str, list[Identity]] = defaultdict(list)
        for identity in self.identities:
            first = _foreign_first(identity.words)
            if first in wanted:
                found[first].append(identity)
        return found

    def _place_first_names(
        self, alone: Iterable[Identity], bearers: Sequence[Identity]
    ) -> list[Identity]:
        """Give first names to the foreigner who alone fits; return those left.

        A foreigner may be called by the first name («برانکو»), which Persian writing
        hardly does with Iranians.
        """
        left = []
        for identity in alone:
            told = [
                (weigh(one, identity, self.usage), one)
                for one in bearers[:_MOST_RIVALS]
            ]
            told.sort(key=lambda one: -one[0].weight)
            if not told or told[0][0].weight < _FIRST_NAME:
                left.append(identity)
                continue
            evidence, best = told[0]
            if len(told) > 1 and evidence.weight - told[1][0].weight < _SURE:
                left.append(identity)
                continue
            score = to_score(evidence.weight, f"first name, {evidence.reason}")
            for record in identity.records:
                best.add(record, score)
        return left

    def _bearers(self, wanted: Set[str]) -> dict[str, _Rivals]:
        """Return the identities that each of some surnames may stand for."""
        found: defaultdict[str, _Rivals] = defaultdict(_Rivals)
        for identity in self.identities:
            for surname in _surnames(identity.words):
                if surname in wanted:
                    found[surname].take(identity)
        return found

    def _choose(
        self, record: PersonRecord, rivals: _Rivals | None, masses: Mapping[int, int]
    ) -> tuple[Identity, Score] | None:
        """Choose the full name that a bare surname stands for, if one plainly fits."""
        if rivals is None:
            return None
        told: list[tuple[float, Evidence, Identity]] = []
        for identity in _likely(rivals.near(record), masses):
            evidence = weigh(identity, record, self.usage)
            mass = _MASS_OF_SURNAME * math.log(masses[id(identity)])
            told.append((mass + evidence.weight, evidence, identity))
        unknown = math.log(_UNKNOWN_BEARER * (1 + rivals.likely))
        total = math.log(math.exp(unknown) + sum(math.exp(one[0]) for one in told))
        weight, evidence, identity = max(told, key=lambda one: one[0])
        share = math.exp(weight - total)
        ordinary = _is_ordinary(name_key(record.name))
        if share >= _SURNAME_SHARE and (
            not ordinary or evidence.weight >= _ORDINARY_WORD
        ):
            reason = "surname that nearly always means this person"
            if evidence.strongest > 0:
                reason = f"surname, {evidence.reason}"
            return identity, Score(round(share, 2), reason)
        for rival, against, one in sorted(
            told, key=lambda one: (-one[0], one[2].records[0].article_id)
        )[:5]:
            odds = math.exp(rival - total)
            reason = "surname of several" if len(told) > 1 else "surname alone"
            if against.weight < 0:
                reason = f"surname, but {against.reason}"
            self.refuse(
                one.records[0],
                record,
                math.log(max(odds, 1e-9) / max(1e-9, 1 - odds)),
                reason,
            )
        return None


def _alone(record: PersonRecord) -> list[Identity]:
    """Return the identity of a record whose name no other has."""
    return [
        Identity(
            records=[record],
            posts=dict.fromkeys(record.posts, 1),
            domains=dict.fromkeys(record.domains, 1),
            pages=dict.fromkeys(record.pages, 1),
            names={record.name: 1},
        )
    ]


def _likely(
    identities: Sequence[Identity], masses: Mapping[int, int]
) -> Sequence[Identity]:
    """Leave out what was hardly a name, beside one that is named often.

    «داماد کیانفر» or «دوره کیانفر», read once or twice for a full name, is no rival of
    a Kianfar whom many articles name.
    """
    largest = max((masses[id(one)] for one in identities), default=0)
    if largest < _OFTEN:
        return identities
    return [
        one
        for one in identities
        if masses[id(one)] > _SELDOM or one.words[0] in first_name_keys()
    ]


def _known(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Weigh whether words that differ are well known names, each of its own."""
    if len(one) != len(other) or _ends_alike(one, other):
        return 0.0
    firsts, lasts = {one[0], other[0]}, {one[-1], other[-1]}
    if len(firsts) == 2 and firsts <= first_name_keys():
        return _KNOWN_APART
    if len(lasts) == 2 and lasts <= _surname_keys():
        return _KNOWN_SURNAMES
    return _NATIVE if one[0] in first_name_keys() else _FOREIGN


def _ends_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether all of a name ends the other («حداد کیا», «مهرداد حدادکیا»)."""
    short, long = sorted(("".join(one), "".join(other)), key=len)
    return len(short) < len(long) and long.endswith(short)


def _surnames(words: tuple[str, ...]) -> Iterator[str]:
    """Yield the keys of what of a full name may stand alone: its ends.

    The last word, and two last words where the first of them is no given name («بن
    سلمان», «احمدی نژاد»).
    """
    yield words[-1]
    if len(words) > 2 or words[0] not in first_name_keys():
        yield "".join(words[-2:])


def _foreign_first(words: tuple[str, ...]) -> str:
    """Return the key of a first name that is no Persian one, ``""`` for none."""
    return "" if len(words) == 1 or words[0] in first_name_keys() else words[0]


def _variant_pairs(names: Sequence[str]) -> list[tuple[int, int]]:
    """Return places of names that may be one, each pair once, found by look-up."""
    index: dict[str, list[int]] = {}
    for at, name in enumerate(names):
        for key in _variant_keys[name_words(name)]:
            index.setdefault(key, []).append(at)
    pairs = set[tuple[int, int]]()
    for found in index.values():
        if 1 < len(found) <= _MOST_NAMES:
            pairs.update(combinations(found, 2))
    return sorted(pairs)


def _variant_keys_of(words: tuple[str, ...]) -> frozenset[str]:
    """Return the look-up keys under which variants of a name meet."""
    joined = "".join(words)
    keys = {f"skeleton {skeleton(joined)}", f"ends {words[0]} {words[-1]}"}
    keys.update(f"suffix {''.join(words[at:])}" for at in range(len(words) - 1))
    keys.add(f"initial {words[0][0]} {''.join(words[1:])}")
    if len(joined) >= 8:
        keys.add(f"head {joined[:5]}{len(joined) // 4}")
    return frozenset(keys)


_variant_keys = Kept(_variant_keys_of, most=1 << 18)


class _Clusters:
    """Union of positions that were never told apart."""

    def __init__(self, apart: Iterable[tuple[int, int]]) -> None:
        self._parent: dict[int, int] = {}
        self._apart: defaultdict[int, set[int]] = defaultdict(set)
        for one, other in apart:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def root(self, at: int) -> int:
        """Return the first position of the cluster of one."""
        while at in self._parent:
            at = self._parent[at]
        return at

    def join(self, one: int, other: int) -> bool:
        """Join two clusters, unless they are one or some of them are apart."""
        low, high = sorted((self.root(one), self.root(other)))
        if low == high or any(self.root(at) == low for at in self._apart[high]):
            return False
        self._parent[high] = low
        self._apart[low] |= self._apart.pop(high)
        return True


class _Rivals:
    """Identities of one name, found by what they do or by their size."""

    def __init__(self) -> None:
        self.all: list[Identity] = []
        self.likely = 0
        self._by_body: defaultdict[str, list[Identity]] = defaultdict(list)

    def take(self, identity: Identity) -> None:
        """Take a whole identity in."""
        self.all.append(identity)
        # What is no given name may be a word that was taken for one («سکوت کیانفر»).
        self.likely += identity.words[0] in first_name_keys()
        for body in sorted({body or title for title, body in identity.posts}):
            self._by_body[body].append(identity)

    def add(
        self, identity: Identity, record: PersonRecord, score: Score | None
    ) -> None:
        """Add a record to one of the identities, or to a new one."""
        if not identity.records:
            self.all.append(identity)
        known = {body or title for title, body in identity.posts}
        identity.add(record, score)
        for body in sorted({body or title for title, body in record.posts} - known):
            self._by_body[body].append(identity)

    def near(self, record: PersonRecord) -> list[Identity]:
        """Return those of the same bodies, and the largest; not more than fifty."""
        if len(self.all) <= _MOST_RIVALS:
            return self.all
        large = sorted(self.all, key=lambda one: -len(one.records))[:_MOST_RIVALS]
        for title, body in record.posts:
            large.extend(self._by_body.get(body or title, ())[:_MOST_RIVALS])
        return list({id(one): one for one in large}.values())
