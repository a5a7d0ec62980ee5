"""Names of persons, organizations, places, facilities and events.

A learnt model labels each sentence; a second pass over the whole document carries what
it is sure of to where it is not; then boundaries are set (honorifics outside, «سید»
inside) and places are looked up in the gazetteer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.names.boundaries import to_mentions
from kg.annotate.names.labeling import label_document


if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.model import Mention, Sentence, Token


__all__ = ["find_mentions"]


def find_mentions(
    text: str, tokens: Sequence[Token], sentences: Sequence[Sentence]
) -> tuple[Mention, ...]:
    """Return the names of a document, in order; they do not overlap.

    Args:
        text: Normalized text of the whole document.
        tokens: Its tokens, with part of speech and ezafe.
        sentences: Its sentences; they cover all tokens.
    """
    if not tokens:
        return ()
    return to_mentions(label_document(tokens, sentences), tokens)
