"""Sentences and tokens of normalized text.

hazm's tokenizers do the cutting, line by line. What they would cut wrongly (decimals,
dates, addresses, initials, abbreviations) is hidden from them behind placeholders of
the same length; what they leave whole (dashes, ellipses, a number stuck to its unit)
is cut afterwards, and so are sentences that quotation marks or a missing space hide.
"""

from __future__ import annotations

import os
import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.annotate.hazm_parts import hazm_part
from kg.kept import Kept
from kg.model import Span


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Piece(NamedTuple):
    """A sentence: its tokens and the number of its line."""

    tokens: tuple[Span, ...]
    line: int


_HIDDEN = "\ue000\ue001"  # normalized text holds no private characters
_KEPT = re.compile(
    r"""
    (?=[A-Za-z\d@]|[آ-ی]\.)(?:                              # else no use to try
    (?:https?://|ftp://|www\.)[^\s«»<>()،؛"]*[\w/]          # addresses
    | [\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+                           # e-mail
    | @\w[\w\u064b-\u065f]*                              # marks stay on letters
    | [A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*)*\.[A-Za-z]{2,}(?:/[\w./?=&%-]*)?
    | (?<!\w)[A-Za-z]+(?:-?\d+[A-Za-z]*)+(?!\w)              # B2B, F-16
    | \d{4}-\d{1,2}-\d{1,2}
    | \d{1,3}(?:[،,٬]\d{3})+(?!\d)(?:[.٫/]\d+)?          # 1,200,000
    | \d+(?:[.٫٬,/:]\d+)+                                    # 3.5, ۱۴۰۲/۱۱/۲۲, 15:30
    | (?:Dr|Mr|Mrs|Ms|St|vs|No|Inc|Jr|Sr|Prof|Gen|Co|Ltd|Corp|al|etc)\.
    | (?<![\w.])(?:[A-Z]\.)+
    | (?<![\w\u200c.])[آ-ی](?:\.[آ-ی](?![\w\u200c]))+\.?     # ه.ش، ا.ک
    | (?<![\w\u200c.])[آ-ی]\.(?=[ ]?[آ-ی][\w\u200c])         # م. احمدی
    )
    """,
    re.VERBOSE,
)
_PARTS = re.compile(
    r"""
    \ue000+ | \ue001+
    | \d+
    | [A-Za-z]+
    | (?:[^\W\d_]|[\u200c\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670])+
    | [()\[\]{}«»"/\\]
    | [!?؟⸮]+
    | (.)\1*
    """,
    re.VERBOSE | re.DOTALL,
)
_PLAIN = re.compile(r"(?:[^\W\d_]|[\u200c\u0654])+")  # a word, no mark beside it
_SIMPLE = re.compile(r"(?:[^\W\d_]|[\u200c\u0654])+|\d+|[().،:؛«»]|\ue000+|\ue001+")
_BULLETS = frozenset("•●■▪◾◆◼►▶✔🔹🔸🔻🔺🔴✅")
_OPENERS = frozenset("«([")
_CLOSERS = frozenset("»)]}\"'”")
_ENDS = frozenset(".!?؟⸮")
_TELLING = _BULLETS | _OPENERS | _CLOSERS | _ENDS
_NO_START = _BULLETS | _CLOSERS  # before these the rules for marks end no sentence
_LISTED = re.compile(r"\(?(?:\d+|[آ-ی])\)?[.)]?")
# «گروه ب. وی گفت»: a letter that names a kind is no initial.
_KINDS = re.compile(r"(?:گروه|بند|بخش|تیپ|ویتامین|هپاتیت|شق|سری|مدل|نوع|کلاس)[ ]$")
_SHORT_QUOTE = 8  # tokens; a title such as «خانه کجاست؟» ends no sentence


@cache
def _word_tokenizer() -> Any:
    return hazm_part("WordTokenizer")(words_file=os.devnull, join_verb_parts=False)


@cache
def _sentence_tokenizer() -> Any:
    return hazm_part("SentenceTokenizer")()


def segment(text: str) -> Iterator[Piece]:
    """Yield the sentences of normalized ``text`` in order, each with its tokens.

    Every character but white space lies in exactly one token.
    """
    start = 0
    for number, line in enumerate(text.split("\n")):
        if line:
            hidden = _hide(line)
            spans = _tokens(hidden)
            for first, last in _sentences(hidden, line, spans):
                yield Piece(
                    tuple(
                        [
                            Span(start + begin, start + end)
                            for begin, end in spans[first:last]
                        ]
                    ),
                    number,
                )
        start += len(line) + 1


def _hide(line: str) -> str:
    """Put placeholders of the same length over what must stay whole."""
    pieces: list[str] = []
    at = 0
    for count, match in enumerate(_KEPT.finditer(line)):
        if match[0][-1] == "." and _KINDS.search(line, 0, match.start()):
            continue
        pieces += [line[at : match.start()], _HIDDEN[count % 2] * len(match[0])]
        at = match.end()
    return "".join([*pieces, line[at:]]) if pieces else line


def _tokens(hidden: str) -> list[tuple[int, int]]:
    """Return the tokens of a line as offsets."""
    found: list[tuple[int, int]] = []
    at = 0
    for word in hidden.split(" "):
        pieces = _pieces[word]
        if len(pieces) == 1:  # as most are: no need of a comprehension's frame
            begin, end = pieces[0]
            found.append((at + begin, at + end))
        else:
            found += [(at + begin, at + end) for begin, end in pieces]
        at += len(word) + 1
    return found


def _cut(written: str) -> tuple[tuple[int, int], ...]:
    """Return hazm's tokens of what stands between spaces, cut further where need be."""
    if _PLAIN.fullmatch(written):  # which hazm leaves whole
        return ((0, len(written)),)
    found: list[tuple[int, int]] = []
    at = 0
    for word in _word_tokenizer().tokenize(written):
        at = written.index(word, at)
        end = at + len(word)
        if _SIMPLE.fullmatch(word):
            found.append((at, end))
        else:
            found += [match.span() for match in _PARTS.finditer(written, at, end)]
        at = end
    return tuple(found)


_pieces = Kept(_cut, most=1 << 16)


def _sentences(
    hidden: str, line: str, spans: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return ranges of tokens, one for each sentence of a line."""
    cuts = _without_numbers(line, spans, _cuts(hidden, line, spans))
    bounds = [0, *cuts, len(spans)]
    return [(first, last) for first, last in pairwise(bounds) if first < last]


def _cuts(hidden: str, line: str, spans: Sequence[tuple[int, int]]) -> list[int]:
    """Return the tokens that begin a sentence within a line."""
    marks = [line[start] for start, _ in spans]
    inner = marks[:-1]
    proposed = frozenset() if _ENDS.isdisjoint(inner) else _hazm_ends(hidden)
    found: list[int] = []
    opened = 0  # token after the last opening mark
    for index, mark in enumerate(marks):
        if mark not in _TELLING:
            continue
        if mark in _BULLETS:
            if index and marks[index - 1] not in _BULLETS:
                found.append(index)
        elif mark in _OPENERS:
            opened = index + 1
        elif index < len(inner) and marks[index + 1] not in _NO_START:
            ends = (
                _is_end(line, spans, index, proposed)
                if mark in _ENDS
                else _ends_quote(line, spans, opened, index)
            )
            found += [index + 1] if ends else []
    return found


def _hazm_ends(hidden: str) -> frozenset[int]:
    """Return where hazm's sentences end."""
    ends: list[int] = []
    at = 0
    for sentence in _sentence_tokenizer().tokenize(hidden):
        at = hidden.index(sentence, at) + len(sentence)
        ends.append(at)
    return frozenset(ends)


def _is_end(
    line: str, spans: Sequence[tuple[int, int]], index: int, proposed: frozenset[int]
) -> bool:
    """Say whether a sentence ends with a token, one of ``_ENDS``."""
    start, end = spans[index]
    if end in proposed:
        return True
    # «برگزار شد.وی افزود»: only the space is missing.
    return (
        index > 0
        and spans[index - 1][1] == start
        and spans[index - 1][1] - spans[index - 1][0] > 1
        and line[start - 1].isalnum()
        and spans[index + 1][0] == end
        and line[end].isalpha()
    )


def _ends_quote(
    line: str, spans: Sequence[tuple[int, int]], opened: int, index: int
) -> bool:
    """Say whether the sentence within a quotation ends the one around it."""
    mark = line[spans[index - 1][0]] if index else ""
    if mark not in _ENDS:
        return False
    return mark == "." or index - opened > _SHORT_QUOTE


def _without_numbers(
    line: str, spans: Sequence[tuple[int, int]], cuts: Sequence[int]
) -> list[int]:
    """Leave out the cut after «۱.», which numbers a sentence and is none."""
    if not cuts or cuts[0] > 3:
        return list(cuts)
    written = line[spans[0][0] : spans[cuts[0] - 1][1]]
    return list(cuts[1:]) if _LISTED.fullmatch(written) else list(cuts)
