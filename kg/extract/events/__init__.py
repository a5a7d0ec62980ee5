"""Events with their date and place: what happened, when and where.

Clauses are cut (:mod:`~kg.extract.events.clauses`), nouns and verbs that may tell of
an event get the date and place that belong to them
(:mod:`~kg.extract.events.candidates`), mentions of one event are merged
(:mod:`~kg.extract.events.merging`), and those that an editor would list
(:mod:`~kg.extract.events.listing`) are stated with the date and place that each has as
a whole (:mod:`~kg.extract.events.settling`). Programmes and results of matches are read
line by line (:mod:`~kg.extract.events.fixtures`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.events.candidates import find_candidates
from kg.extract.events.fixtures import find_fixtures
from kg.extract.events.listing import listing_probabilities
from kg.extract.events.merging import best_named, merge, share_places
from kg.extract.events.retelling import find_retold
from kg.extract.events.sameness import SURE, find_same
from kg.extract.events.scene import Scene
from kg.extract.events.selection import right_features
from kg.extract.events.settling import settle
from kg.extract.events.statements import rule_of, to_statement


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.extract.context import Context
    from kg.extract.events.merging import Event
    from kg.model import EventStatement


__all__ = ["find_events", "propose_events"]


def propose_events(scene: Scene) -> list[Event]:
    """Return the events of a document that have a date or a place, before selection.

    In order of their first mention.
    """
    merged = merge(scene.context, find_candidates(scene))
    share_places(scene.context, merged)
    found = [
        event for event in merged if event.dated is not None or event.placed is not None
    ]
    for event in found:
        event.take_told()
    return found


def find_events(context: Context) -> list[EventStatement]:
    """Return the events that a document states with a date or a place.

    Candidates that are not listed go to ``context.dropped``.

    Args:
        context: The document with its coreference.

    Returns:
        Statements in order of their first mention, matches of programmes last.
    """
    scene = Scene(context)
    models = scene.models
    found: list[EventStatement] = []
    proposed = propose_events(scene)
    likely = listing_probabilities(scene, proposed)
    least = models.listed.linear.threshold
    chosen = [at for at, p in enumerate(likely) if p >= least]
    retold = _retold(scene, proposed, likely, chosen)
    for at, (same, sure) in retold.items():
        if sure >= SURE:
            proposed[same].retold.extend(proposed[at].candidates)
    for at, (event, listed) in enumerate(zip(proposed, likely, strict=True)):
        if listed < least or at in retold:
            named = best_named(context, event)
            rule = rule_of(named, named.date_how, named.place_how)
            why = "told before" if at in retold else "not listed"
            context.drop(rule, why, *named.name)
            continue
        right = models.right.probability(right_features(event, listed))
        found.append(to_statement(scene, event, right))
    return [*found, *find_fixtures(scene)]


def _retold(
    scene: Scene,
    events: Sequence[Event],
    listed: Sequence[float],
    chosen: Sequence[int],
) -> Mapping[int, tuple[int, float]]:
    """Settle listed events; return of each that is told again which one it is.

    With the probability that it is that one.
    """
    same = find_same(scene, events, listed, chosen)
    apart = [at for at in chosen if at not in same]
    settle(scene, events, listed, apart)
    retold = find_retold(scene.context, events, listed, apart)
    found = {at: (one, 1.0) for at, one in retold.items()}
    return found | {
        at: (retold.get(one, one), sure) for at, (one, sure) in same.items()
    }
