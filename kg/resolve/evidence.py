"""What speaks for and against two persons of one name being one, as log odds.

The way of Fellegi and Sunter (1969): each feature adds a weight, the logarithm of how
much likelier it is among records of one person than of two; the sum becomes a score
of 0 to 1. The weights were set by hand on half A of our judged pairs
(``tests/benchmarks/resolution.py``).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from kg.resolve.names import Score, name_words


if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

Post = tuple[str, str]
"""Key of a title and of its body; the second may be ``""``."""

_SAME_POST = 4.0
_SAME_BODY = 3.0
_SAME_TITLE = 1.2
_OTHER_POSTS = -2.5  # of somebody whom many articles name
_OTHER_LIFE = -4.5
_ONE_LIFE = {"sport": 1.2, "arts": 1.0, "public": 0.5}
_OTHER_PAGES = -1.6
_ONE_PAGES = 0.5
_STRANGERS = -0.8
# Companions are no independent witnesses: few count, and each by less than it says.
_COMPANIONS = 5
_COMPANION_SHARE = 0.35
_MOST_COMPANY = 4.0
_SMOOTHING = 5.0
_ESTABLISHED = 10
_USUAL = 0.1
_COMPANY = 6


class Traits(Protocol):
    """What a record and a whole identity have in common."""

    @property
    def posts(self) -> Collection[Post]: ...  # noqa: D102
    @property
    def domains(self) -> Collection[str]: ...  # noqa: D102
    @property
    def pages(self) -> Collection[str]: ...  # noqa: D102
    @property
    def companions(self) -> Collection[str]: ...  # noqa: D102


class PersonRecord(NamedTuple):
    """One article's person, as far as resolving needs it.

    A tuple, as all that is made for each of them, because there are so many.

    Attributes:
        article_id: The article.
        key: Key of its ``DocumentEntity``.
        name: Fullest name in the article.
        posts: Keys of roles and their organizations; the second may be ``""``.
        held: Those of them that are held on the article's day.
        domains: Walks of life of the roles (``sport``, ``arts``, ``public``).
        pages: Walk of life of the article («ورزشی»), as far as it has one.
        day: Publication day, ISO, or ``""``.
        companions: Keys of other names in the article.
    """

    article_id: str
    key: str
    name: str
    posts: tuple[Post, ...] = ()
    held: tuple[Post, ...] = ()
    domains: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()
    day: str = ""
    companions: frozenset[str] = frozenset()


class Joining(NamedTuple):
    """That a record was taken for an identity's, and why."""

    record: PersonRecord
    score: Score


@dataclass(slots=True)
class Identity:
    """Records that are taken to be one person, and how often each trait is theirs.

    The counts of few things are plain dictionaries: tens of thousands of identities
    have one record, and making a ``Counter`` costs ten times as much.

    Attributes:
        records: Its records.
        joinings: Why each but the first was taken in.
    """

    records: list[PersonRecord] = field(default_factory=list)
    joinings: list[Joining] = field(default_factory=list)
    posts: dict[Post, int] = field(default_factory=dict)
    domains: dict[str, int] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    _companions: dict[str, int] | None = None
    _words: tuple[str, ...] = ()
    _name: str = ""

    def add(self, record: PersonRecord, score: Score | None = None) -> None:
        """Take ``record`` in."""
        self.records.append(record)
        _count(self.posts, record.posts)
        _count(self.domains, record.domains)
        _count(self.pages, record.pages)
        if isinstance(self._companions, Counter):
            self._companions.update(record.companions)
        else:  # of one record, or of none
            self._companions = None
        self.names[record.name] = self.names.get(record.name, 0) + 1
        self._words, self._name = (), ""
        if score is not None:
            self.joinings.append(Joining(record, score))

    def absorb(self, other: Identity, score: Score) -> None:
        """Take all records of ``other`` in."""
        for record in other.records:
            self.add(record)
        self.joinings.extend(other.joinings)
        known = {(one.record.article_id, one.record.key) for one in other.joinings}
        self.joinings.extend(
            Joining(record, score)
            for record in other.records
            if (record.article_id, record.key) not in known
        )

    @property
    def companions(self) -> dict[str, int]:
        """How many of the records each name stands with; counted when first asked."""
        if self._companions is None:
            if len(self.records) == 1:
                self._companions = dict.fromkeys(self.records[0].companions, 1)
            else:
                named = [record.companions for record in self.records]
                self._companions = Counter(chain.from_iterable(named))
        return self._companions

    @property
    def name(self) -> str:
        """The canonical name: the most frequent of the fullest ones."""
        if len(self.names) == 1:
            return next(iter(self.names))
        if not self._name:
            self._name = max(
                self.names,
                key=lambda name: (len(name_words(name)), self.names[name], name),
            )
        return self._name

    @property
    def words(self) -> tuple[str, ...]:
        """The words of its name, of the usual spelling that joins most («گل‌محمدی»).

        A spelling that is seldom, or lost all spaces («بهرام‌کیانفر»), does not count.
        """
        if not self._words:
            self._words = self._usual_words()
        return self._words

    def _usual_words(self) -> tuple[str, ...]:
        if len(self.names) == 1:
            return name_words(next(iter(self.names)))
        longest = len("".join(name_words(self.name)))
        counts: Counter[tuple[str, ...]] = Counter()
        for name, count in self.names.items():
            words = name_words(name)
            if len("".join(words)) >= longest:
                counts[words] += count
        least = _USUAL * max(counts.values())
        usual = [words for words, count in counts.items() if count >= least]
        parted = [words for words in usual if len(words) > 1]
        return min(parted or usual, key=lambda words: (len(words), words))


_Counted = TypeVar("_Counted")


def _count(counts: dict[_Counted, int], found: Iterable[_Counted]) -> None:
    """Count some more."""
    for one in found:
        counts[one] = counts.get(one, 0) + 1


@dataclass(frozen=True, slots=True)
class Usage:
    """How often names and words are used in a corpus.

    Attributes:
        articles: Number of articles with persons.
        companions: In how many of them each name stands.
        bearers: Number of different full names by last word.
        givers: Number of different full names by first word.
        full_names: Number of different full names.
    """

    articles: int
    companions: Mapping[str, int]
    bearers: Mapping[str, int]
    givers: Mapping[str, int]
    full_names: int

    def namesakes(self, words: tuple[str, ...]) -> float:
        """Return how many other bearers of a name chance alone would give.

        As if first and last words were drawn apart: «محمد حسینی» has many, «یحیی
        گل‌محمدی» hardly one. A third word makes a tenth of them.
        """
        if len(words) == 1:
            return float(self.bearers.get(words[0], 0))
        chance = self.givers.get(words[0], 0) * self.bearers.get(words[-1], 0)
        return chance / max(1, self.full_names) / (10.0 if len(words) > 2 else 1.0)


class Tally:
    """Counts names and companions of a corpus, whose articles may still change."""

    def __init__(self) -> None:
        self._articles = 0
        self._companions: Counter[str] = Counter()
        self._names: Counter[tuple[str, ...]] = Counter()

    def add(self, records: Sequence[PersonRecord]) -> None:
        """Count the persons of one more article."""
        if records:
            self._articles += 1
            self._companions.update(_company_of(records))
            self._names.update(name_words(record.name) for record in records)

    def remove(self, records: Sequence[PersonRecord]) -> None:
        """Count the persons of an article no more."""
        if records:
            self._articles -= 1
            self._companions.subtract(_company_of(records))
            self._names.subtract(name_words(record.name) for record in records)

    def usage(self) -> Usage:
        """Return what all that was counted comes to."""
        bearers: dict[str, set[str]] = defaultdict(set)
        givers: dict[str, set[str]] = defaultdict(set)
        names: set[str] = set()
        for words, count in self._names.items():
            if count and len(words) > 1:
                whole = "".join(words)
                names.add(whole)
                bearers[words[-1]].add(whole)
                givers[words[0]].add(whole)
        return Usage(
            articles=self._articles,
            companions=self._companions,
            bearers={word: len(some) for word, some in bearers.items()},
            givers={word: len(some) for word, some in givers.items()},
            full_names=len(names),
        )


def _company_of(records: Iterable[PersonRecord]) -> frozenset[str]:
    """Return all who stand with persons of one article."""
    return frozenset().union(*[record.companions for record in records])


def usage_of(records: Iterable[PersonRecord]) -> Usage:
    """Count names and companions of a corpus."""
    articles: defaultdict[str, list[PersonRecord]] = defaultdict(list)
    for record in records:
        articles[record.article_id].append(record)
    tally = Tally()
    for some in articles.values():
        tally.add(some)
    return tally.usage()


class Evidence(NamedTuple):
    """A sum of weights, and the one that speaks loudest.

    Attributes:
        weight: Log odds.
        reason: What the strongest weight is, ``""`` for none.
        strongest: That weight.
    """

    weight: float
    reason: str
    strongest: float


def weigh(identity: Identity, other: Traits, usage: Usage) -> Evidence:
    """Weigh what two persons do and whom they stand with; not their names."""
    total, strongest, reason = 0.0, 0.0, ""
    for weight, what in (
        _posts(identity, other),
        _lives(identity, other),
        _pages(identity, other),
        _company(identity, other, usage),
    ):
        total += weight
        if abs(weight) > abs(strongest):
            strongest, reason = weight, what
    return Evidence(total, reason, strongest)


_Weight = tuple[float, str]


def _posts(identity: Identity, other: Traits) -> _Weight:
    if not identity.posts or not other.posts:
        return 0.0, ""
    common = [post for post in other.posts if post in identity.posts]
    if any(body for _, body in common):
        return _SAME_POST, "same post"
    bodies = {body for _, body in identity.posts if body}
    if any(body in bodies for _, body in other.posts if body):
        return _SAME_BODY, "same organization"
    titles = {title for title, _ in identity.posts}
    if any(title in titles for title, _ in other.posts):
        return _SAME_TITLE, "same title"
    if len(identity.records) >= _ESTABLISHED and any(body for _, body in other.posts):
        return _OTHER_POSTS, "a post that no other article gives"
    return 0.0, ""


def _lives(identity: Identity, other: Traits) -> _Weight:
    if not identity.domains or not other.domains:
        return 0.0, ""
    common = [one for one in other.domains if one in identity.domains]
    if common:
        return max(_ONE_LIFE[one] for one in common), "roles of one walk of life"
    return _OTHER_LIFE, "roles of different walks of life"


def _pages(identity: Identity, other: Traits) -> _Weight:
    """Weigh the pages that the names stand on: sport or not."""
    if not identity.pages or not other.pages:
        return 0.0, ""
    sport = identity.pages.get("sport", 0) / sum(identity.pages.values())
    share = sport if "sport" in other.pages else 1 - sport
    if share >= 0.3:
        return _ONE_PAGES, "pages of one kind"
    # A few of many stand on other pages: the fewer, the odder.
    return _OTHER_PAGES * (1 - share / 0.3), "sport pages and others"


def _company(identity: Identity, other: Traits, usage: Usage) -> _Weight:
    """Weigh the names that stand with both: rare ones say much.

    Naive Bayes with smoothing: how much likelier a name stands in an article with the
    identity than in any article.
    """
    size, mine = len(identity.records), identity.companions
    found, articles = usage.companions, max(1, usage.articles)
    ratios = []
    for name in [one for one in other.companions if one in mine]:
        chance = found.get(name, 1) / articles
        share = (mine[name] + _SMOOTHING * chance) / (size + _SMOOTHING)
        if share > chance:
            ratios.append(share / chance)
    if ratios:
        ratios.sort(reverse=True)
        gained = sum(map(math.log, ratios[:_COMPANIONS]))
        weight = min(_MOST_COMPANY, _COMPANION_SHARE * gained)
        return weight, "named with the same people and places"
    if size >= _ESTABLISHED and len(other.companions) >= _COMPANY:
        return _STRANGERS, "never named with the same people and places"
    return 0.0, ""


def to_score(weight: float, reason: str) -> Score:
    """Turn log odds into a score of 0 to 1, rounded to hundredths."""
    bounded = max(-30.0, min(30.0, weight))
    return Score(round(1 / (1 + math.exp(-bounded)), 2), reason)
