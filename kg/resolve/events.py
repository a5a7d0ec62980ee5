"""Which articles tell of one event: accounts of it become one occurrence.

As with persons: accounts of one type meet by day and place, participant or wording
(look-up, never all with all); features add log odds; the surest pairs join first, and
an article's own events stay apart. What the accounts disagree on (a death toll, a
day) is no obstacle where the rest agrees, and stays with each account.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.model import Account, Judgement, Modality, Occurrence, Verdict
from kg.resolve.evidence import to_score
from kg.resolve.naming import canonical_name, readable_key, spelling, words_of


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.resolve.profile import EventProfile, Profile

_SAME = 0.8
_PRIOR = -3.2
_SAME_DAY = 1.6
_NEAR_DAY = 0.4
_NEXT_DAY = -0.6
_OTHER_DAY = -1.5
_PLACE_SHARE = 0.3
_MOST_PLACE = 2.0
_WITHIN_PLACE = 0.7
_OTHER_PLACE = -3.0
_OTHER_HALL = -1.5
_PERSON_SHARE = 0.35
_MOST_PERSON = 2.2
_MOST_COMPANY = 4.0
_OTHER_COMPANY = -1.0
_SOME_OTHER_COMPANY = -1.2
_ONE_NAME = 2.6  # «راهپیمایی ۲۲ بهمن»: of one day, that is enough
_ONE_WORDING = 2.2
_NEAR_WORDING = 1.6
_LIKE_WORDING = 1.2
_OTHER_WORDING = -1.0
_SAME_TOLL = 2.0
_OTHER_TOLL = -0.3
_ONE_TEXT = 4.0
_DECIDED = 9.0
_LONGEST_DAYS = 7
_LARGEST_BLOCK = 40
_NEAREST = -3.0
"""Refusals of less are not kept: nothing but the type and the day was alike."""
_REFUSALS = 10
_ELSEWHERE = 1_000
"""Events of other articles that those of a graph are weighed among.

Without them nothing is rare in a graph of ten articles, and two accounts of an accident
in one town stay apart that are joined among thousands.
"""

_UNCLAIMED = frozenset({Modality.DENIED, Modality.HYPOTHETICAL})


@dataclass(frozen=True, slots=True)
class Ties:
    """What people say of accounts: the last word on joining them.

    Attributes:
        together: Pairs that tell of one event.
        apart: Pairs that do not.
        decisions: Accounts and the ids of the decisions on them.
    """

    together: tuple[tuple[Account, Account], ...] = ()
    apart: tuple[tuple[Account, Account], ...] = ()
    decisions: Mapping[Account, Sequence[str]] = field(default_factory=dict)


_NO_TIES = Ties()


@dataclass(frozen=True, slots=True)
class _Told:
    """An account as it is compared.

    Attributes:
        article_id: The article.
        event: What it tells.
        day: Ordinal of its day, or of the article's.
        dated: Whether the text gives the day.
        place: Key of the gazetteer, or the canonical key, of the place; or ``""``.
        company: Canonical keys of those who take part.
        words: Folded words of its name.
        text: Group of copies that the article belongs to, or its id.
    """

    article_id: str
    event: EventProfile
    day: int
    dated: bool
    place: str
    company: frozenset[str]
    words: frozenset[str]
    text: str

    @property
    def account(self) -> Account:
        """The account, as an occurrence names it."""
        return Account(article_id=self.article_id, parts=self.event.parts)

    @property
    def order(self) -> tuple[int, str, str]:
        """Sort key: by day, then by place in the corpus."""
        return self.day, self.article_id, self.event.where


def find_occurrences(
    profiles: Iterable[Profile],
    canonical: Mapping[str, Mapping[str, str]],
    copies: Mapping[str, str],
    ties: Ties = _NO_TIES,
) -> tuple[tuple[Occurrence, ...], tuple[Judgement, ...]]:
    """Join the accounts that tell of one event.

    Args:
        profiles: The articles, in any order.
        canonical: For each article its entities' keys to canonical keys.
        copies: Articles that print a text others print too, and the text's key.
        ties: What people say of accounts.

    Returns:
        Occurrences of two accounts and more, sorted by key, and the judgements on
        them; an account is spoken of by :func:`account_key`.
    """
    told = sorted(
        (
            one
            for profile in profiles
            for one in _accounts(profile, canonical[profile.article_id], copies)
        ),
        key=lambda one: one.order,
    )
    merging = _Merging(told, ties)
    merging.join()
    return merging.occurrences()


def account_key(article_id: str, event: EventProfile) -> str:
    """Return what a judgement calls an account that is not merged with others."""
    return f"account/{article_id}/{event.where}/{event.trigger}"


def is_account(profile: Profile, event: EventProfile) -> bool:
    """Say whether an event may be one that other articles tell, too."""
    return event.modality not in _UNCLAIMED and (
        _day(event.date) is not None or _day(profile.day) is not None
    )


def _accounts(
    profile: Profile, canonical: Mapping[str, str], copies: Mapping[str, str]
) -> Iterator[_Told]:
    places = {one.key: one.place for one in profile.entities if one.place}
    for event in profile.events:
        if not is_account(profile, event):
            continue
        told = _day(event.date)
        day = _day(profile.day) if told is None else told
        if day is None:  # as of no account
            continue
        key = "" if event.place_weak else event.place or ""
        yield _Told(
            article_id=profile.article_id,
            event=event,
            day=day,
            dated=told is not None,
            place=places.get(key) or canonical.get(key, ""),
            company=frozenset(
                canonical[one] for one in event.participants if one in canonical
            ),
            words=frozenset(words_of(event.name)),
            text=copies.get(profile.article_id, profile.article_id),
        )


@lru_cache(maxsize=1 << 16)
def _day(iso: str | None) -> int | None:
    """Return the ordinal of the first day of a stretch of at most a week."""
    begin, _, end = (iso or "").partition("/")
    try:
        first = date.fromisoformat(begin[:10]).toordinal()
        last = date.fromisoformat((end or begin)[:10]).toordinal()
    except ValueError:  # a month, a year, or nothing
        return None
    return first if last - first <= _LONGEST_DAYS else None


@dataclass(slots=True)
class _Merging:
    """Accounts while they are joined."""

    told: Sequence[_Told]
    ties: Ties
    places: Counter[str] = field(init=False)
    people: Counter[str] = field(init=False)
    parent: dict[int, int] = field(init=False, default_factory=dict)
    articles: dict[int, set[str]] = field(init=False)
    joined: dict[int, tuple[float, str]] = field(init=False, default_factory=dict)
    refused: list[tuple[float, int, int, str]] = field(init=False)
    apart: list[tuple[int, int]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.places = Counter(one.place for one in self.told if one.place)
        self.people = Counter(name for one in self.told for name in one.company)
        self.articles = {at: {one.article_id} for at, one in enumerate(self.told)}
        self.refused = []

    def root(self, at: int) -> int:
        while at in self.parent:
            at = self.parent[at]
        return at

    def join(self) -> None:
        """Join accounts: as people say, then the surest pairs first."""
        self._follow_decisions()
        pairs = [(*self._weigh(one, other), one, other) for one, other in self._pairs()]
        pairs.sort(key=lambda pair: (-pair[0], pair[2:]))
        for weight, reason, one, other in pairs:
            if weight < _SAME or not self._unite(one, other):
                if weight > _NEAREST:
                    self.refused.append((weight, one, other, reason))
                continue
            for at in (one, other):
                self.joined.setdefault(at, (weight, reason))

    def _follow_decisions(self) -> None:
        places = {one.account: at for at, one in enumerate(self.told)}
        self.apart = [
            (places[one], places[other])
            for one, other in self.ties.apart
            if one in places and other in places
        ]
        for one, other in self.ties.together:
            if one in places and other in places:
                self._join_decided(places[one], places[other])

    def _join_decided(self, one: int, other: int) -> None:
        """Join two accounts because a person says so."""
        low, high = sorted((self.root(one), self.root(other)))
        if low != high:
            self.parent[high] = low
            self.articles[low] |= self.articles.pop(high)
        for at in (one, other):
            self.joined.setdefault(at, (_DECIDED, "a person's decision"))

    def _is_apart(self, low: int, high: int) -> bool:
        roots = {low, high}
        pairs = ((self.root(one), self.root(other)) for one, other in self.apart)
        return any(set(pair) == roots for pair in pairs)

    def _unite(self, one: int, other: int) -> bool:
        """Join two clusters, unless one article tells both, or a person parts them."""
        low, high = sorted((self.root(one), self.root(other)))
        if low == high:
            return True
        if self.articles[low] & self.articles[high] or self._is_apart(low, high):
            return False
        self.parent[high] = low
        self.articles[low] |= self.articles.pop(high)
        return True

    # ------------------------------------------------------------------ blocking

    def _pairs(self) -> list[tuple[int, int]]:
        """Return pairs that have type, day and one thing more in common."""
        blocks: defaultdict[tuple[str, int, str], list[int]] = defaultdict(list)
        for at, one in enumerate(self.told):
            for feature in _features(one):
                blocks[one.event.type, one.day, feature].append(at)
        pairs: set[tuple[int, int]] = set()
        for (kind, day, feature), block in blocks.items():
            after = blocks.get((kind, day + 1, feature), [])
            # A block of hundreds (meetings in the capital) says nothing.
            if len(block) + len(after) <= _LARGEST_BLOCK:
                pairs.update(self._of_two_articles(block, [*block, *after]))
        return sorted(pairs)

    def _of_two_articles(
        self, block: Sequence[int], others: Sequence[int]
    ) -> Iterator[tuple[int, int]]:
        for one in block:
            for other in others:
                if self.told[one].article_id != self.told[other].article_id:
                    yield min(one, other), max(one, other)

    # ---------------------------------------------------------------- comparison

    def _weigh(self, at: int, to: int) -> tuple[float, str]:
        """Return the log odds that two accounts tell of one event, and why."""
        one, other = self.told[at], self.told[to]
        weights = [
            (_days(one, other), "day"),
            (self._places(one, other), "place"),
            (self._company(one, other), "participants"),
            (_wording(one, other), "wording"),
            (_tolls(one, other), "casualties"),
            (_ONE_TEXT if one.text == other.text else 0.0, "one text"),
        ]
        total = _PRIOR + sum(weight for weight, _ in weights)
        agree = "، ".join(what for weight, what in weights if weight > 0)
        differ = "، ".join(what for weight, what in weights if weight < 0)
        reason = f"same type; alike: {agree or 'nothing else'}"
        return total, f"{reason}; different: {differ}" if differ else reason

    def _places(self, one: _Told, other: _Told) -> float:
        if not one.place or not other.place:
            return 0.0
        if one.place == other.place:
            rarity = self._rarity(self.places[one.place])
            return min(_MOST_PLACE, _PLACE_SHARE * rarity)
        short, long = sorted((one.place, other.place), key=len)
        if long.startswith(short) and "/" not in long:
            return _WITHIN_PLACE
        halls = "/" in one.place, "/" in other.place
        if all(halls):
            return _OTHER_HALL
        # A hall may lie in a city: only two places of the gazetteer are two places.
        return 0.0 if any(halls) else _OTHER_PLACE

    def _company(self, one: _Told, other: _Told) -> float:
        common = sorted(one.company & other.company)
        if common:
            rarities = (self._rarity(self.people[name]) for name in common)
            shares = (min(_MOST_PERSON, _PERSON_SHARE * rare) for rare in rarities)
            others = one.company - other.company and other.company - one.company
            return min(_MOST_COMPANY, sum(shares)) + (
                _SOME_OTHER_COMPANY if others else 0.0
            )
        return _OTHER_COMPANY if one.company and other.company else 0.0

    def _rarity(self, accounts: int) -> float:
        """Return what it says that two accounts share what ``accounts`` name."""
        return math.log((len(self.told) + _ELSEWHERE) / accounts)

    # -------------------------------------------------------------------- result

    def occurrences(self) -> tuple[tuple[Occurrence, ...], tuple[Judgement, ...]]:
        """Return the clusters of two and more, and why."""
        clusters: defaultdict[int, list[int]] = defaultdict(list)
        for at in range(len(self.told)):
            clusters[self.root(at)].append(at)
        found: dict[str, Occurrence] = {}
        keys = {
            at: account_key(one.article_id, one.event)
            for at, one in enumerate(self.told)
        }
        for cluster in clusters.values():
            if len(cluster) > 1:
                occurrence = self._occurrence(cluster, found)
                found[occurrence.key] = occurrence
                keys.update(dict.fromkeys(cluster, occurrence.key))
        judgements = [*self._merges(keys), *self._refusals(keys)]
        judgements.sort(
            key=lambda it: (it.one, it.verdict, -it.score, it.other, it.name)
        )
        return tuple(found[key] for key in sorted(found)), tuple(judgements)

    def _occurrence(
        self, cluster: Sequence[int], taken: Mapping[str, Occurrence]
    ) -> Occurrence:
        told = [self.told[at] for at in cluster]
        dated = [one for one in told if one.dated] or told
        day = Counter(one.day for one in dated).most_common(1)[0][0]
        names = [one.event.name for one in told]
        first = told[0].event
        iso = date.fromordinal(day).isoformat()
        key = f"occurrence/{first.type}/{iso}_{readable_key(names)}"
        if key in taken:
            key += f"_{told[0].article_id}_{first.where}"
        happened = any(one.event.modality is Modality.ASSERTED for one in told)
        accounts = {
            Account(article_id=one.article_id, parts=one.event.parts) for one in told
        }
        decided = {
            decision
            for account in accounts
            for decision in self.ties.decisions.get(account, ())
        }
        return Occurrence(
            key=key,
            name=canonical_name(names),
            type=first.type,
            modality=Modality.ASSERTED if happened else first.modality,
            accounts=tuple(sorted(accounts, key=repr)),
            decisions=tuple(sorted(decided)),
        )

    def _merges(self, keys: Mapping[int, str]) -> Iterator[Judgement]:
        """Yield a judgement for each name that accounts of an event give it."""
        best: dict[tuple[str, str], tuple[float, str]] = {}
        articles: Counter[tuple[str, str]] = Counter()
        for at, joined in self.joined.items():
            form = keys[at], self.told[at].event.name
            best[form] = max(best.get(form, joined), joined)
            articles[form] += 1
        for (key, name), (weight, reason) in best.items():
            yield Judgement(
                one=key,
                other=key,
                name=name,
                verdict=Verdict.SAME,
                score=to_score(weight, "").value,
                reason=reason,
                articles=articles[key, name],
            )

    def _refusals(self, keys: Mapping[int, str]) -> Iterator[Judgement]:
        """Yield the closest refusals of each account or occurrence."""
        seen: Counter[str] = Counter()
        told: set[tuple[str, str]] = set()
        for weight, one, other, reason in self.refused:  # the closest first
            pair = keys[one], keys[other]
            if (
                pair[0] == pair[1]
                or pair in told
                or max(seen[pair[0]], seen[pair[1]]) >= _REFUSALS
            ):
                continue
            told.add(pair)
            seen.update(pair)
            yield Judgement(
                one=pair[0],
                other=pair[1],
                name=self.told[other].event.name,
                verdict=Verdict.DIFFERENT if weight < -_SAME else Verdict.UNSURE,
                score=to_score(weight, "").value,
                reason=reason,
            )


def _features(one: _Told) -> set[str]:
    features = {f"with:{name}" for name in one.company}
    if one.place:
        features.add(f"in:{one.place}")
        if "/" not in one.place:  # an account may name the province, another the city
            features.add(f"in:{one.place.partition('-')[0]}:{one.place[3:5]}")
    if len(one.words) > 1:
        features.add(f"called:{spelling(one.event.name)}")
    if one.text != one.article_id:
        features.add(f"text:{one.text}")
    features.update(f"{kind}:{count}" for kind, count in one.event.casualties)
    return features


def _days(one: _Told, other: _Told) -> float:
    if one.day != other.day:
        return _OTHER_DAY if one.dated and other.dated else _NEXT_DAY
    return _SAME_DAY if one.dated and other.dated else _NEAR_DAY


def _wording(one: _Told, other: _Told) -> float:
    common = one.words & other.words
    if not common:
        return _OTHER_WORDING
    share = len(common) / len(one.words | other.words)
    if len(common) == 1:
        return 0.3 if share == 1.0 else 0.0
    told_at_length = len(common) > 2
    if share == 1.0:
        return _ONE_NAME if told_at_length else _ONE_WORDING
    if share >= 0.75 and told_at_length:
        return _NEAR_WORDING
    return _LIKE_WORDING if share >= 0.5 else 0.0


def _tolls(one: _Told, other: _Told) -> float:
    """Weigh numbers of killed and injured, as far as both give one kind."""
    mine, theirs = dict(one.event.casualties), dict(other.event.casualties)
    common = mine.keys() & theirs.keys()
    if not common:
        return 0.0
    same = any(mine[kind] == theirs[kind] and mine[kind] > 1 for kind in common)
    return _SAME_TOLL if same else _OTHER_TOLL
