"""What is found across articles, as blocks of the graph: copies, occurrences, why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.graph.entities import copy_blocks
from kg.graph.linked import judgement_blocks, occurrence_blocks
from kg.resolve import account_key, find_occurrences, group_copies


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.graph.blocks import Block
    from kg.graph.build import Settings
    from kg.model import Judgement, Occurrence, Resolution
    from kg.resolve import CopyGroup, Profile, Ties


class Links(NamedTuple):
    """What was found across articles.

    Attributes:
        copies: Groups of articles that print one text.
        occurrences: Events that several articles tell of.
        judgements: Why accounts were joined or kept apart.
        accounts: The IRIs of accounts that judgements speak of.
    """

    copies: tuple[CopyGroup, ...]
    occurrences: tuple[Occurrence, ...]
    judgements: tuple[Judgement, ...]
    accounts: dict[str, str]


def find_links(
    profiles: Iterable[Profile],
    canonical: Mapping[str, Mapping[str, str]],
    settings: Settings,
    ties: Ties,
) -> Links:
    """Find copies, and events that several articles tell of.

    Args:
        profiles: The articles, as decisions left them.
        canonical: For each article its entities' keys to canonical keys.
        settings: The graph's settings.
        ties: What people say of accounts of events.
    """
    told = [_above(profile, settings.min_confidence) for profile in profiles]
    groups = group_copies(one.signature for one in told if one.signature)
    occurrences, judgements = find_occurrences(told, canonical, _keys(groups), ties)
    spoken_of = {key for one in judgements for key in (one.one, one.other)}
    accounts = {
        key: settings.minter.within(one.article_id, "event", event.parts)
        for one in told
        for event in one.events
        if (key := account_key(one.article_id, event)) in spoken_of
    }
    return Links(groups, occurrences, judgements, accounts)


def linked_blocks(
    links: Links, resolution: Resolution, settings: Settings
) -> Iterator[Block[Any]]:
    """Yield the blocks of groups of copies, of occurrences, and of judgements.

    Args:
        links: What was found across articles.
        resolution: What their entities were resolved to.
        settings: The graph's settings.
    """
    groups = ((one.origin, one.members) for one in links.copies)
    yield from copy_blocks(groups, settings)
    yield from occurrence_blocks(links.occurrences, _keys(links.copies), settings)
    judgements = [*resolution.judgements, *links.judgements]
    yield from judgement_blocks(judgements, links.accounts, settings)


def _keys(groups: Iterable[CopyGroup]) -> dict[str, str]:
    """Return the key of the group of each article that is in one."""
    return {member: group.key for group in groups for member in group.members}


def _above(profile: Profile, least: float) -> Profile:
    """Return a profile without the events that the graph leaves out."""
    if all(event.confidence >= least for event in profile.events):
        return profile
    kept = (event for event in profile.events if event.confidence >= least)
    return replace(profile, events=tuple(kept))
