"""Events read word by word: ``annotations/tellings.tsv``.

For each article: the words that may tell of an event, and for each the word that stands
for the event which it tells. 2,374 articles were read so a second time (the words: what
the first reader had judged and what the model proposed, a reader not told which), 1,050
a first time (the words: what the model proposed). Offsets only, no text.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.train.event_annotations import Stretch, read_rows, read_stretch


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.context import Context
    from kg.extract.events.merging import Event


TELLINGS = Path(__file__).parent / "annotations" / "tellings.tsv"
_NONE = "-"
_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Telling:
    """A word that may tell of an event.

    Attributes:
        trigger: The word.
        event: The word that stands for the event, itself or another; ``None`` where
            it tells of none that is listed.
    """

    trigger: Stretch
    event: Stretch | None


def read_tellings(path: Path) -> dict[str, list[Telling]]:
    """Return the words of each article that was read again.

    Raises:
        ReadError: A row has not three columns or a span is none.
    """
    found: dict[str, list[Telling]] = {}
    for (article, trigger, event), where in read_rows(path, _COLUMNS, "three"):
        found.setdefault(article, []).append(
            Telling(
                read_stretch(trigger, where),
                None if event == _NONE else read_stretch(event, where),
            )
        )
    return found


def events_told(
    context: Context, events: Sequence[Event], tellings: Sequence[Telling]
) -> dict[int, Stretch | None]:
    """Return what each proposed event that was read tells.

    Args:
        context: The article.
        events: Its proposed events.
        tellings: What was read of it.

    Returns:
        By the event's number the word of the event that it tells; ``None`` where that
        is none. What nobody read is left out.
    """
    found: dict[int, Stretch | None] = {}
    for at, event in enumerate(events):
        read = list(_read_of(context, event, tellings))
        if read:
            found[at] = next((each.event for each in read if each.event), None)
    return found


def _read_of(
    context: Context, event: Event, tellings: Sequence[Telling]
) -> Iterator[Telling]:
    for candidate in event.candidates:
        stretch = context.evidence(candidate.first, candidate.last)
        yield from (
            each
            for each in tellings
            if each.trigger.overlaps(stretch.start, stretch.end)
        )
