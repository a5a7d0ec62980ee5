"""From an article to an annotated document.

``annotate`` composes the modules of this package: :mod:`~kg.annotate.normalizer` and
:mod:`~kg.annotate.halfspace` mend the text, :mod:`~kg.annotate.segment` cuts it,
:mod:`~kg.annotate.tagger`, :mod:`~kg.annotate.chunks` and :mod:`~kg.annotate.verbs`
read its grammar, :mod:`~kg.annotate.times` and :mod:`~kg.annotate.names` find what it
names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.chunks import find_noun_phrases
from kg.annotate.names import find_mentions
from kg.annotate.normalizer import normalize
from kg.annotate.segment import segment
from kg.annotate.tagger import tag
from kg.annotate.times import find_times
from kg.annotate.verbs import find_verb_groups
from kg.model import Document, Part, Sentence, Span, Token


if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.annotate.normalizer import Normalized
    from kg.annotate.segment import Piece
    from kg.model import Article


__all__ = ["annotate"]


def annotate(article: Article) -> Document:
    """Normalize, segment and annotate ``article``; no text makes it fail."""
    normalized = normalize(article.text)
    pieces = list(segment(normalized.text))
    tokens = _to_tokens(normalized.text, pieces)
    sentences = _to_sentences(article, normalized, pieces)
    text = normalized.text
    return Document(
        article=article,
        text=text,
        alignment=normalized.alignment,
        sentences=sentences,
        tokens=tokens,
        noun_phrases=find_noun_phrases(text, tokens, sentences),
        verb_groups=find_verb_groups(tokens, sentences),
        mentions=find_mentions(text, tokens, sentences),
        times=find_times(text, tokens, sentences, published=article.published),
    )


def _to_tokens(text: str, pieces: Sequence[Piece]) -> tuple[Token, ...]:
    """Return the tokens of all sentences, tagged."""
    forms = [[text[span.start : span.end] for span in piece.tokens] for piece in pieces]
    return tuple(
        [
            Token(span=span, form=form, lemma=lemma, pos=pos, ezafe=ezafe)
            for piece, sentence, tagged in zip(pieces, forms, tag(forms), strict=True)
            for span, form, (pos, ezafe, lemma) in zip(
                piece.tokens, sentence, tagged, strict=True
            )
        ]
    )


def _to_sentences(
    article: Article, normalized: Normalized, pieces: Sequence[Piece]
) -> tuple[Sentence, ...]:
    """Return the sentences with their parts and paragraphs."""
    parts = article.parts
    found: list[Sentence] = []
    first, paragraph, line, at = 0, -1, -1, 0
    for piece in pieces:
        span = Span(piece.tokens[0].start, piece.tokens[-1].end)
        received = normalized.alignment.to_received(span)
        while at + 1 < len(parts) and received.start >= parts[at + 1][1].start:
            at += 1
        paragraph += piece.line != line
        line = piece.line
        last = first + len(piece.tokens)
        found.append(
            Sentence(
                span=span,
                first=first,
                last=last,
                part=parts[at][0] if parts else Part.BODY,
                paragraph=paragraph,
            )
        )
        first = last
    return tuple(found)
