"""People's decisions on who is who: the last word on what was found automatically.

Decisions are replayed in the order of their lines, each on what those before it left.
A merge joins two entities whatever was judged of them, a split keeps them apart, and
both hold in every later build, because an anchor is looked up among the entities of
articles and not among IRIs.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.decisions import Action, Anchor, Decision, Kind, comparable
from kg.model import EntityKind
from kg.resolve.organizations import organization_key


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.resolve.profile import EntityProfile, Profile


ENTITY_KINDS = {
    Kind.PERSON: EntityKind.PERSON,
    Kind.ORGANIZATION: EntityKind.ORGANIZATION,
    Kind.PLACE: EntityKind.PLACE,
    Kind.FACILITY: EntityKind.FACILITY,
    Kind.ENTITY: EntityKind.EVENT,
}

Occurrence = tuple[str, "EntityProfile"]
"""An article's id and an entity of it."""


@dataclass(slots=True, eq=False)
class Group:
    """Entities of articles that are one, and why.

    Attributes:
        key: Canonical key, with the kind.
        kind: Person, organization, place …
        members: Article ids and their entities.
        reason: Why they are one.
        name: The canonical name if a person chose one, or it is settled; else ``None``.
        places: Keys of the gazetteer that decisions left it; ``None`` for its members'.
        decisions: Ids of the decisions that touched it, in order.
    """

    key: str
    kind: EntityKind
    members: Sequence[Occurrence]
    reason: str
    name: str | None = None
    places: frozenset[str] | None = None
    decisions: list[str] = field(default_factory=list)

    def own_places(self) -> frozenset[str]:
        """Return the keys of the gazetteer entries that it may be."""
        if self.places is not None:
            return self.places
        return frozenset([one.place for _, one in self.members if one.place])


@dataclass(slots=True)
class Decided:
    """What decisions made of groups.

    Attributes:
        groups: The groups.
        unapplied: Ids of decisions that no longer apply, and why.
        rejected: Article ids and the id of the decision that took an entity from it.
    """

    groups: list[Group]
    unapplied: dict[str, str] = field(default_factory=dict)
    rejected: list[tuple[str, str]] = field(default_factory=list)


def decide(
    groups: Iterable[Group],
    decisions: Iterable[Decision],
    profiles: Iterable[Profile],
) -> Decided:
    """Replay the decisions on entities; others are left to the statements.

    Args:
        groups: What was found to be one, with unique keys.
        decisions: In the order of their lines.
        profiles: The articles, which say what speaks for a side of a split.
    """
    ordered = [one for one in decisions if one.kind in ENTITY_KINDS]
    decided = Decided(list(groups))
    if ordered:
        replay = _Replay(decided, {one.article_id: one for one in profiles})
        for decision in ordered:
            replay.apply(decision)
    return decided


class _NoLongerError(Exception):
    """A decision does not apply; the message says why."""


class _Replay:
    """The groups while decisions are replayed."""

    def __init__(self, decided: Decided, profiles: Mapping[str, Profile]) -> None:
        self._decided = decided
        self._profiles = profiles
        self._groups = {group.key: group for group in decided.groups}
        self._owner: dict[tuple[str, str], Group] = {}
        self._names: defaultdict[tuple[EntityKind, str], dict[str, Group]]
        self._names = defaultdict(dict)
        for group in decided.groups:
            self._take_members(group)

    def _register(self, group: Group) -> None:
        self._take_members(group)
        if self._names:
            self._take_names(group)

    def _take_members(self, group: Group) -> None:
        for article_id, entity in group.members:
            self._owner[article_id, entity.key] = group

    def _take_names(self, group: Group) -> None:
        for _, entity in group.members:
            for name in (entity.name, *entity.aliases):
                self._names[group.kind, comparable(name)][group.key] = group

    @property
    def _named(self) -> defaultdict[tuple[EntityKind, str], dict[str, Group]]:
        """Groups by kind and name; of a large graph made only where they are needed."""
        if not self._names:
            for group in self._groups.values():
                self._take_names(group)
        return self._names

    def apply(self, decision: Decision) -> None:
        """Apply one decision, or note why it no longer applies."""
        actions = {
            Action.MERGE: self._merge,
            Action.SPLIT: self._split,
            Action.RENAME: self._rename,
            Action.REJECT: self._reject,
        }
        try:
            actions[decision.action](decision)
        except _NoLongerError as error:
            self._decided.unapplied[decision.id] = str(error)
        self._decided.groups = list(self._groups.values())

    # --------------------------------------------------------------- the actions

    def _merge(self, decision: Decision) -> None:
        other = _other(decision)
        stays = self._find(decision.kind, decision.target)
        goes = self._find(decision.kind, other)
        occurs = not other.articles or self._occurrences(decision.kind, other)
        if goes is stays and not occurs:  # its name alone finds only the first side
            raise _NoLongerError(f"no article says so: {other}")
        stays.decisions.append(decision.id)
        if goes is stays:
            return
        del self._groups[goes.key]
        stays.places = stays.own_places() or goes.own_places()
        stays.members = [*stays.members, *goes.members]
        stays.decisions.extend(goes.decisions)
        stays.name = stays.name or goes.name
        stays.reason = _because(stays.reason, "merged", decision)
        self._register(stays)

    def _split(self, decision: Decision) -> None:
        stays = self._find(decision.kind, decision.target)
        seeds = _within(stays, _other(decision))
        if not seeds:
            self._note_apart(stays, decision)
            return
        kept = self._occurrences(decision.kind, decision.target)
        part = self._side(stays, seeds, kept)
        if len(part) == len(stays.members):
            raise _NoLongerError(f"nothing else is left of «{decision.target.name}»")
        self._cut(stays, part, decision)

    def _note_apart(self, stays: Group, decision: Decision) -> None:
        """Note a split that holds without the decision, if there is what is apart."""
        apart = self._occurrences(decision.kind, _other(decision))
        if not apart:
            raise _NoLongerError(f"no article says so: {_other(decision)}")
        self._owner_of(apart[0]).decisions.append(decision.id)
        stays.decisions.append(decision.id)

    def _cut(
        self, stays: Group, part: Sequence[Occurrence], decision: Decision
    ) -> None:
        """Make some members of a group a group of their own."""
        leaving = {(article_id, entity.key) for article_id, entity in part}
        stays.members = [
            (article_id, entity)
            for article_id, entity in stays.members
            if (article_id, entity.key) not in leaving
        ]
        stays.decisions.append(decision.id)
        stays.reason = _because(stays.reason, "split", decision)
        group = Group(
            key=self._free_key(f"{stays.key}/~{min(part, key=_place)[0]}"),
            kind=stays.kind,
            members=part,
            reason=_because("", "split", decision),
            places=frozenset(),
            decisions=[decision.id],
        )
        self._groups[group.key] = group
        for names in self._names.values():
            names.pop(stays.key, None)
        self._register(stays)
        self._register(group)

    def _free_key(self, key: str) -> str:
        while key in self._groups:
            key += "~"
        return key

    def _rename(self, decision: Decision) -> None:
        group = self._find(decision.kind, decision.target)
        group.name = decision.name
        group.decisions.append(decision.id)

    def _reject(self, decision: Decision) -> None:
        group = self._find(decision.kind, decision.target)
        del self._groups[group.key]
        articles = sorted({article_id for article_id, _ in group.members})
        self._decided.rejected.extend((one, decision.id) for one in articles)

    # ------------------------------------------------------------- what is meant

    def _find(self, kind: Kind, anchor: Anchor) -> Group:
        """Return the group that an anchor means: by its articles, else by its name."""
        for occurrence in self._occurrences(kind, anchor):
            group = self._owner_of(occurrence)
            if self._groups.get(group.key) is group:
                return group
        wanted = ENTITY_KINDS[kind], comparable(anchor.name)
        named = [
            group
            for key, group in self._named.get(wanted, {}).items()
            if self._groups.get(key) is group
        ]
        if len(named) == 1:
            return named[0]
        if named:
            keys = "، ".join(sorted(group.key for group in named)[:5])
            raise _NoLongerError(f"several entities are named «{anchor.name}»: {keys}")
        raise _NoLongerError(f"no {kind} is named «{anchor.name}»{_where(anchor)}")

    def _occurrences(self, kind: Kind, anchor: Anchor) -> list[Occurrence]:
        """Return the entities that the anchor's articles call so, in its order."""
        found = []
        wanted = comparable(anchor.name)
        for article_id in anchor.articles:
            profile = self._profiles.get(article_id)
            for entity in () if profile is None else profile.entities:
                names = map(comparable, (entity.name, *entity.aliases))
                if entity.kind is ENTITY_KINDS[kind] and wanted in names:
                    found.append((article_id, entity))
        found = [one for one in found if (one[0], one[1].key) in self._owner]
        # A full name before one that only shortens to it.
        return sorted(found, key=lambda one: comparable(one[1].name) != wanted)

    def _owner_of(self, occurrence: Occurrence) -> Group:
        return self._owner[occurrence[0], occurrence[1].key]

    # ------------------------------------------------------------ sides of a split

    def _side(
        self, group: Group, seeds: Sequence[Occurrence], kept: Sequence[Occurrence]
    ) -> list[Occurrence]:
        """Return the members that leave: the named ones, and those that share a post.

        An article that the decision does not name goes along only if it gives the
        person a post or body of the leaving side and none of the side that stays.
        """
        if not kept:
            return sorted(seeds, key=_place)
        named = {_place(one) for one in seeds}
        leaving, staying = self._ties(seeds), self._ties(kept)
        part = list(seeds)
        for occurrence in group.members:
            ties = self._ties([occurrence])
            if _place(occurrence) in named or not ties & leaving or ties & staying:
                continue
            part.append(occurrence)
        return sorted(part, key=_place)

    def _ties(self, occurrences: Iterable[Occurrence]) -> set[str]:
        """Return the bodies of the posts that articles give to persons."""
        found = set()
        for article_id, entity in occurrences:
            profile = self._profiles[article_id]
            names = {one.key: one.name for one in profile.entities}
            for role in profile.roles:
                if role.person == entity.key and role.organization in names:
                    found.add(organization_key(names[role.organization]))
        return found


def _other(decision: Decision) -> Anchor:
    if decision.other is None:  # Decision refuses such a merge or split
        raise ValueError(f"no value: {decision.line!r}")
    return decision.other


def _within(group: Group, anchor: Anchor) -> list[Occurrence]:
    """Return the members that the anchor's articles have: those it names, or all."""
    wanted = comparable(anchor.name)
    found = [one for one in group.members if one[0] in anchor.articles]
    named = {
        article_id
        for article_id, entity in found
        if wanted in map(comparable, (entity.name, *entity.aliases))
    }
    return [
        (article_id, entity)
        for article_id, entity in found
        if article_id not in named
        or wanted in map(comparable, (entity.name, *entity.aliases))
    ]


def _place(occurrence: Occurrence) -> tuple[str, str]:
    return occurrence[0], occurrence[1].key


def _because(reason: str, done: str, decision: Decision) -> str:
    told = f"{done} by {decision.author}: {decision.reason}"
    return f"{reason}; {told}" if reason else told


def _where(anchor: Anchor) -> str:
    articles = "، ".join(anchor.articles[:5])
    return f" in {articles}, or anywhere" if articles else ""
