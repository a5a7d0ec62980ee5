"""People's decisions on events: which accounts tell of one event, and which do not.

A merge or split of accounts is a must-link or cannot-link for joining them; a later
line on the same two accounts counts. What contradicts others is told, not followed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, TypeAlias

from kg.decisions import Action, Kind, comparable, wanted_part
from kg.model import Account
from kg.resolve.events import Ties, is_account
from kg.resolve.statements import article_names, called, canonical_names, matches


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.decisions import Anchor, Decision
    from kg.model import Resolution
    from kg.resolve.profile import EventProfile, Profile
    from kg.resolve.statements import Names


_Pair: TypeAlias = tuple[Account, Account]


def find_ties(
    decisions: Iterable[Decision],
    profiles: Mapping[str, Profile],
    resolution: Resolution,
) -> tuple[Ties, dict[str, str]]:
    """Return what decisions say of accounts of events, and which no longer apply.

    Args:
        decisions: In the order of their lines; others than merges and splits of
            events are left out.
        profiles: The articles, by id.
        resolution: What their entities are.
    """
    ordered = [
        one
        for one in decisions
        if one.kind is Kind.EVENT and one.action in {Action.MERGE, Action.SPLIT}
    ]
    finding = _Finding(profiles, canonical_names(resolution) if ordered else {})
    for decision in ordered:
        finding.add(decision)
    return finding.settle(), finding.unapplied


@dataclass(slots=True)
class _Finding:
    """What the decisions say, in order."""

    profiles: Mapping[str, Profile]
    canonical: Mapping[tuple[str, str], frozenset[str]]
    unapplied: dict[str, str] = field(default_factory=dict)
    _said: dict[_Pair, Decision] = field(default_factory=dict)
    _roots: dict[Account, Account] = field(default_factory=dict)

    def add(self, decision: Decision) -> None:
        """Take in a decision, or note why it no longer applies."""
        anchors = (decision.target, decision.other)
        sides = [list(self._accounts(one)) for one in anchors if one is not None]
        for anchor, side in zip(anchors, sides, strict=True):
            if not side:
                told = f"no such article tells, of a day, that: {anchor}"
                self.unapplied[decision.id] = told
                return
        for one, other in product(*sides):
            if one != other:
                pair = (one, other) if repr(one) < repr(other) else (other, one)
                self._said.pop(pair, None)
                self._said[pair] = decision

    def _accounts(self, anchor: Anchor) -> Iterator[Account]:
        wanted = tuple(map(wanted_part, anchor.parts))
        for article_id in anchor.articles:
            profile = self.profiles.get(article_id)
            if profile is None:
                continue
            names = article_names(profile, self.canonical)
            for event in profile.events:
                parts = _parts(event, names)
                if is_account(profile, event) and matches(wanted, parts):
                    yield Account(article_id=article_id, parts=event.parts)

    def _root(self, account: Account) -> Account:
        while account in self._roots:
            account = self._roots[account]
        return account

    def settle(self) -> Ties:
        """Return what holds: splits, and the merges that no split forbids."""
        apart = [pair for pair, one in self._said.items() if one.action is Action.SPLIT]
        together = []
        for pair, decision in self._said.items():
            if decision.action is Action.SPLIT:
                continue
            if self._parted(pair, apart):
                told = "a split of other lines keeps them apart"
                self.unapplied[decision.id] = told
                continue
            together.append(pair)
            one, other = map(self._root, pair)
            if one != other:
                self._roots[other] = one
        decided: dict[Account, list[str]] = {}
        for pair, decision in self._said.items():
            for account in pair:
                decided.setdefault(account, []).append(decision.id)
        return Ties(tuple(together), tuple(apart), decided)

    def _parted(self, pair: _Pair, apart: Iterable[_Pair]) -> bool:
        roots = set(map(self._root, pair))
        return any(
            {self._root(one), self._root(other)} == roots for one, other in apart
        )


def _parts(event: EventProfile, names: Names) -> tuple[frozenset[str], ...]:
    return (
        frozenset({comparable(event.name)}),
        called(event.place, event.location, names),
        frozenset({comparable((event.date or "").partition("/")[0])}),
    )
