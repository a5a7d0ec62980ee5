"""Who said what: reporting expressions, their content and their speakers.

The document is read once from beginning to end (:mod:`narration`). Cues come from word
lists and their own inflection (:mod:`cues`), the form of a quotation from what follows
or precedes its cue (:mod:`openings`), its end from stop rules (:mod:`extents`), its
speaker from the subject of the cue's clause (:mod:`subjects`, :mod:`speakers`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.quotes.narration import Narration
from kg.extract.quotes.reading import Reading
from kg.extract.quotes.statements import state


if TYPE_CHECKING:
    from kg.extract.context import Context
    from kg.model import QuoteStatement


__all__ = ["find_quotes"]


def find_quotes(context: Context) -> list[QuoteStatement]:
    """Return the quotations of a document in order of their content.

    Candidates without a speaker or content are recorded in ``context.dropped``.

    Args:
        context: The document, its keys and coreference; roles should have been read.
    """
    reading = Reading(context)
    narration = Narration(reading)
    return state(reading, narration.drafts(), narration.speakers)
