"""Who takes part in an event, and with which part.

Everybody named in the event's clauses is a participant. Who undergoes it has a part of
its own where grammar tells: whoever the noun hangs on («مرگ رضا راد»), whom «را» marks
(«رضا راد را بازداشت کردند»), whom a passive verb tells of («رضا راد منصوب شد»).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.events import lexicon
from kg.extract.events.clauses import REPORT
from kg.model import EntityKind, Participant


if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.context import Context
    from kg.extract.events.merging import Event
    from kg.extract.events.scene import Candidate, Scene
    from kg.model import Mention


PARTICIPANT = "participant"
_PARTS = {
    "appointment": "appointee",
    "arrest": "arrested",
    "award": "winner",
    "death": "victim",
    "dismissal": "dismissed",
    "trial": "accused",
}
_MOST = 12
_NEAR = 4  # words from «به گزارش» to the medium («به گزارش گروه ورزشی …»)
_TELLING = frozenset({"گزارش", "نقل"})


def find_participants(scene: Scene, event: Event) -> Iterator[Participant]:
    """Yield the persons and bodies named in the clauses of an event, each once."""
    parts: dict[str, tuple[str, str]] = {}
    for candidate in event.candidates:
        if candidate.clause.kind == REPORT:
            continue
        for name, key, part in _named_in(scene.context, candidate):
            known = parts.get(key)
            if known is None and len(parts) < _MOST:
                parts[key] = (name, part)
            elif known is not None and known[1] == PARTICIPANT:
                parts[key] = (known[0], part)
    for key, (name, part) in parts.items():
        yield Participant(name=name, part=part, key=key)


def _named_in(context: Context, candidate: Candidate) -> Iterator[tuple[str, str, str]]:
    wanted = {EntityKind.PERSON, EntityKind.ORGANIZATION}
    undergoing = _PARTS.get(candidate.type, PARTICIPANT)
    previous = -1
    is_first = True
    for token in candidate.clause.tokens:
        index = context.mention_of[token]
        if index < 0 or index == previous:
            continue
        previous = index
        mention = context.document.mentions[index]
        entity = context.referent(mention.first, mention.last)
        if mention.kind not in wanted or entity is None:
            continue
        if _is_source(context, mention):
            continue
        part = PARTICIPANT
        if mention.kind is EntityKind.PERSON:
            if _undergoes(context, candidate, mention, is_first=is_first):
                part = undergoing
            is_first = False
        yield entity.name, entity.key, part


def _is_source(context: Context, mention: Mention) -> bool:
    """Say whether a body only reports: «به گزارش …», «به نقل از …», «خبرنگار …»."""
    if mention.kind is not EntityKind.ORGANIZATION:
        return False
    keys = context.keys
    if keys[mention.first - 1 : mention.first] == ("خبرنگار",):
        return True
    for at in range(mention.first - 1, max(0, mention.first - _NEAR), -1):
        if context.mention_of[at] >= 0 or keys[at] in {"،", ":"}:
            return False
        if keys[at] in _TELLING and keys[at - 1] == "به":
            return True
    return False


def _undergoes(
    context: Context, candidate: Candidate, mention: Mention, *, is_first: bool
) -> bool:
    """Say whether an event happens to a person named in its clause."""
    keys = context.keys
    if not candidate.is_verbal:
        between = keys[candidate.last : mention.first]
        hangs = candidate.last <= mention.first < candidate.chain
        return hangs and all(map(lexicon.is_title, between))
    objects = [token for token in candidate.clause.tokens if keys[token] == "را"]
    if objects:
        return mention.last in objects
    words = keys[candidate.first : candidate.last]
    passive = any("شد" in word or "شو" in word for word in words)
    return is_first and (passive or candidate.type == "death")
