"""A quotation while it is being read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from kg.extract.quotes.cues import Cue
    from kg.extract.quotes.speakers import Speaker
    from kg.model import QuoteKind


@dataclass(slots=True, kw_only=True)
class Draft:
    """A quotation while it is being read.

    Attributes:
        cue: Its reporting expression.
        rule: What found it.
        kind: Direct or indirect.
        first: First token of the content.
        last: Token after the content, as far as it is known.
        speaker: Who says it.
        runs_on: Whether it may go on over following sentences.
        close: The closing mark of content in quotation marks.
        clause: First token of the sentence or clause of the cue.
        nested: Whether it lies within another quotation.
        earlier: Tokens of a first part before the cue, or ``None``.
    """

    cue: Cue
    rule: str
    kind: QuoteKind
    first: int
    last: int
    speaker: Speaker | None
    clause: int
    runs_on: bool = False
    close: int | None = None
    nested: bool = False
    earlier: tuple[int, int] | None = None
