"""How a first model reads the raw news: what each word and phrase mostly names.

A word that is read as a person's name in many articles is one in the next article too.
The counts become word lists («PER3»: nearly always a person) and phrases for a second
model; articles that we annotated are not counted, so that what it sees in training is
what it will see of other articles.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from kg.annotate import tagger
from kg.annotate.names.features import KINDS
from kg.annotate.names.labeling import label_document
from kg.model import Part, Sentence, Span, Token
from kg.train.name_examples import words_at


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.annotate.names.recognizer import Recognizer


USAGES = tuple(f"{kind}{level}" for kind in KINDS[:4] for level in (3, 2, 1))
_LEVELS = ((3, 0.85), (2, 0.5), (1, 0.15))
_LEAST = 4  # occurrences of a word that count
_ARTICLES = 3  # articles in which a phrase must be found
_AGREED = 0.8  # part of a phrase's readings that must be of one kind
_LONGEST = 6  # words of a phrase
_SENTENCE = re.compile(r"(?<=[.!?؟])\s+|\n+")


class Usage(NamedTuple):
    """What words and phrases name in raw text.

    Attributes:
        words: Of each match key, the usages that it has.
        phrases: Kind of each phrase of several words, by joined key.
    """

    words: Mapping[str, tuple[str, ...]]
    phrases: Mapping[str, str]


def read_text(text: str) -> tuple[list[Token], list[Sentence]]:
    """Return raw text as tokens with tags, and sentences."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    starts = [0, *(match.end() for match in _SENTENCE.finditer(text)), len(text)]
    rows = [
        [(start + at, form) for at, form in words_at(text[start:end])]
        for start, end in itertools.pairwise(starts)
    ]
    rows = [row for row in rows if row]
    tags = tagger.tag([[form for _, form in row] for row in rows])
    for row, tagged in zip(rows, tags, strict=True):
        first = len(tokens)
        for (at, form), (pos, ezafe, lemma) in zip(row, tagged, strict=True):
            span = Span(at, at + len(form))
            tokens.append(
                Token(span=span, form=form, lemma=lemma, pos=pos, ezafe=ezafe)
            )
        sentences.append(
            Sentence(
                span=Span(tokens[first].span.start, tokens[-1].span.end),
                first=first,
                last=len(tokens),
                part=Part.BODY,
                paragraph=0,
            )
        )
    return tokens, sentences


def count_usage(texts: Iterable[str], model: Recognizer) -> Usage:
    """Read ``texts`` with a model and count what their words name."""
    seen: Counter[str] = Counter()
    named: defaultdict[str, Counter[str]] = defaultdict(Counter)
    phrases: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        labeled = label_document(*read_text(text), model)
        seen.update(labeled.keys)
        found: set[tuple[str, str]] = set()
        for name in labeled.names:
            words = labeled.keys[name.first : name.last]
            for word in words:
                named[word][name.kind] += 1
            if 1 < len(words) <= _LONGEST and all(word.isalnum() for word in words):
                found.add(("".join(words), name.kind))
        for joined, kind in sorted(found):
            phrases[joined][kind] += 1
    return Usage(
        {word: usage for word, usage in _word_usages(seen, named) if usage},
        dict(_agreed(phrases)),
    )


def _word_usages(
    seen: Mapping[str, int], named: Mapping[str, Mapping[str, int]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for word, kinds in sorted(named.items()):
        if seen[word] < _LEAST or not word.isalnum():
            continue
        levels = [
            (kind, level)
            for kind in KINDS[:4]
            if (level := _level(kinds.get(kind, 0) / seen[word]))
        ]
        yield word, tuple(f"{kind}{level}" for kind, level in levels)


def _level(share: float) -> int:
    return next((level for level, least in _LEVELS if share >= least), 0)


def _agreed(
    phrases: Mapping[str, Mapping[str, int]],
) -> Iterator[tuple[str, str]]:
    for joined, kinds in sorted(phrases.items()):
        kind, count = max(kinds.items(), key=lambda item: (item[1], item[0]))
        if count >= _ARTICLES and count >= _AGREED * sum(kinds.values()):
            yield joined, kind


def add_usage(
    listed: Mapping[str, Sequence[str]], usage: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    """Return the lists of each word with what it usually names."""
    keys = sorted({*listed, *usage})
    return {key: (*listed.get(key, ()), *usage.get(key, ())) for key in keys}
