"""What is found across articles, as blocks of the graph: copies, occurrences, why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kg.graph.entities import copy_blocks
from kg.graph.linked import judgement_blocks, occurrence_blocks
from kg.resolve import account_key, find_occurrences, group_copies


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.graph.blocks import Block
    from kg.graph.build import Settings
    from kg.model import Resolution
    from kg.resolve import Profile, Ties


def linked_blocks(
    profiles: Iterable[Profile],
    resolution: Resolution,
    canonical: Mapping[str, Mapping[str, str]],
    settings: Settings,
    ties: Ties,
) -> Iterator[Block[Any]]:
    """Yield the blocks of groups of copies, of occurrences, and of judgements.

    Args:
        profiles: The articles, as decisions left them.
        resolution: What their entities were resolved to.
        canonical: For each article its entities' keys to canonical keys.
        settings: The graph's settings.
        ties: What people say of accounts of events.
    """
    told = [_above(profile, settings.min_confidence) for profile in profiles]
    groups = group_copies(one.signature for one in told if one.signature)
    yield from copy_blocks(((one.origin, one.members) for one in groups), settings)
    copies = {member: group.key for group in groups for member in group.members}
    occurrences, judgements = find_occurrences(told, canonical, copies, ties)
    yield from occurrence_blocks(occurrences, copies, settings)
    spoken_of = {key for one in judgements for key in (one.one, one.other)}
    accounts = {
        key: settings.minter.within(one.article_id, "event", event.parts)
        for one in told
        for event in one.events
        if (key := account_key(one.article_id, event)) in spoken_of
    }
    yield from judgement_blocks(
        [*resolution.judgements, *judgements], accounts, settings
    )


def _above(profile: Profile, least: float) -> Profile:
    """Return a profile without the events that the graph leaves out."""
    if all(event.confidence >= least for event in profile.events):
        return profile
    kept = (event for event in profile.events if event.confidence >= least)
    return replace(profile, events=tuple(kept))
