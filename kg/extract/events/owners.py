"""Whose an event is that a noun tells: «دیدار خود», «سفر وی», «متولد ۱۳۴۰»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.events import lexicon
from kg.extract.events.composing import without_days
from kg.extract.events.constituents import find_loose
from kg.extract.events.subjects import find_actor, find_meant, find_person_before
from kg.model import EntityKind


if TYPE_CHECKING:
    from kg.extract.events.clauses import Clause
    from kg.extract.events.composing import Name
    from kg.extract.events.scene import Candidate, Scene


_NEAR = 25  # words from a person to «متولد ۱۳۴۰»


def with_owner(scene: Scene, candidate: Candidate, first: int, last: int) -> Name:
    """Return the parts of a noun's name, with whose it is where a pronoun says so.

    Args:
        scene: The article.
        candidate: What the noun tells.
        first: Where its name starts.
        last: Where it ends.
    """
    if candidate.type == "birth":
        return _of_born(scene, candidate, first, last)
    at = _said_at(scene, candidate, first, last)
    if at is None:
        return without_days(scene, first, last, told_by_verb=False)
    is_own = scene.context.keys[at] in lexicon.event_words("own")
    look = _actor if is_own else find_meant
    owner = look(scene, candidate.clause, candidate.first if is_own else at)
    if owner is None or first <= owner[0] < last:
        return without_days(scene, first, last, told_by_verb=False)
    before = without_days(scene, first, min(at, last), told_by_verb=False)
    return (*before, owner, (at + 1, last)) if at + 1 < last else (*before, owner)


def _actor(scene: Scene, clause: Clause, at: int) -> tuple[int, int] | None:
    """Return who «خود» is: the person named last before a token, else its subject."""
    context = scene.context
    for each in reversed(find_loose(scene, [t for t in clause.tokens if t < at])):
        mention = context.mention_at(each.first)
        if mention is not None and mention.kind is EntityKind.PERSON:
            return mention.first, mention.last
    return find_actor(scene, clause, at)


def _said_at(scene: Scene, candidate: Candidate, first: int, last: int) -> int | None:
    """Return the pronoun or «خود» within a name or right after it, past a day."""
    keys, tokens = scene.context.keys, scene.context.document.tokens
    own = lexicon.event_words("own")
    inside = (
        at
        for at in range(candidate.last, last)
        if keys[at] in own or tokens[at].pos == "PRON"
    )
    found = next(inside, None)
    if found is not None:
        return found if tokens[found - 1].ezafe and found > first else None
    after = scene.date_at[last].last if last in scene.date_at else last
    is_led = tokens[after - 1].ezafe or after > last
    return after if is_led and keys[after : after + 1] and keys[after] in own else None


def _of_born(scene: Scene, candidate: Candidate, first: int, last: int) -> Name:
    """Return who was born with when: «علی نوری متولد ۱۳۴۰»."""
    context = scene.context
    least = max(context.sentence_at(candidate.first).first, first - _NEAR)
    for at in range(last - 1, least - 1, -1):
        mention = context.mention_at(at)
        if mention is not None and mention.kind is EntityKind.PERSON:
            named = mention.first, mention.last
            return ((first, last),) if first <= at else (named, (first, last))
    before = find_person_before(scene, candidate.clause)
    return ((first, last),) if before is None else (before, (first, last))
