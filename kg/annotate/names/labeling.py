"""Labels for a document's words: the model's, then the document's own evidence."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from kg.annotate.names.evidence import Vote, collect_votes, find_votes
from kg.annotate.names.features import KINDS, TAG_CODES
from kg.annotate.names.recognizer import Recognizer, recognizer


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from kg.model import Sentence, Token


class Name(Struct, frozen=True):
    """A labelled stretch of words.

    Attributes:
        first: Index of its first token.
        last: Index after its last token.
        kind: One of ``KINDS``.
        margin: How far the model prefers it over no name, a word; 0 and more.
        rule: What found it.
    """

    first: int
    last: int
    kind: str
    margin: float = 0.0
    rule: str = "model"


class Labeled(Struct, frozen=True):
    """A document's words and names.

    Attributes:
        keys: Match key of each token.
        names: In order, not overlapping.
        starts: Indices of the tokens that begin a sentence.
    """

    keys: tuple[str, ...]
    names: tuple[Name, ...]
    starts: frozenset[int] = frozenset()


def label_document(
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    model: Recognizer | None = None,
) -> Labeled:
    """Find the names of a document, with the document's own evidence."""
    rows = _Rows(model or recognizer(), tokens, sentences)
    starts = starts_of(sentences)
    names = list(rows.names(rows.decode()))
    if rows.add_votes(collect_votes(names, rows.keys), names):
        names = list(rows.names(rows.decode()))
    names = join_surnames(names, starts)
    returning = find_returning(names, rows.keys, tokens, starts)
    names = complete_persons(names, rows.keys, starts, returning)
    return Labeled(tuple(rows.keys), tuple(names), starts)


def label_sentences(
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    model: Recognizer | None = None,
) -> Labeled:
    """Find the names of each sentence by itself."""
    rows = _Rows(model or recognizer(), tokens, sentences)
    names = tuple(rows.names(rows.decode()))
    return Labeled(tuple(rows.keys), names, starts_of(sentences))


def join_surnames(names: Sequence[Name], starts: frozenset[int]) -> list[Name]:
    """Join a single word that was read as a person to the person's name before it."""
    found: list[Name] = []
    for name in names:
        before = found[-1] if found else None
        if (
            before is not None
            and before.kind == name.kind == "PER"
            and before.last == name.first == name.last - 1
            and name.first not in starts
        ):
            found[-1] = replace(before, last=name.last)
        else:
            found.append(name)
    return found


def find_returning(
    names: Sequence[Name],
    keys: Sequence[str],
    tokens: Sequence[Token],
    starts: frozenset[int],
) -> frozenset[tuple[str, str]]:
    """Return the ends of persons' names with a proper noun that keeps following them.

    Surnames of two words whose second is a common word, too («کوهی پرتو»): it stands
    there twice or more, without ezafe, and oftener than not, and is read as a proper
    noun at least once.
    """
    barred = _taken(names, starts)
    pairs: Counter[tuple[str, str]] = Counter()
    ends: Counter[str] = Counter()
    proper: set[tuple[str, str]] = set()
    for name in names:
        last = name.last
        if name.kind != "PER":
            continue
        ends[keys[last - 1]] += 1
        if last == len(tokens) or last in barred or tokens[last - 1].ezafe:
            continue
        pair = keys[last - 1], keys[last]
        pairs[pair] += tokens[last].pos in {"PROPN", "NOUN"}
        if tokens[last].pos == "PROPN":
            proper.add(pair)
    return frozenset(
        pair for pair in proper if pairs[pair] > max(1, ends[pair[0]] - pairs[pair])
    )


def _taken(names: Sequence[Name], starts: frozenset[int]) -> frozenset[int]:
    """Return the tokens that cannot complete a name before them."""
    return starts.union(*(range(name.first, name.last) for name in names))


def complete_persons(
    names: Sequence[Name],
    keys: Sequence[str],
    starts: frozenset[int],
    returning: Iterable[tuple[str, str]] = (),
) -> list[Name]:
    """Complete persons' names by words that follow the same word in another name.

    Where «کاوه پور» is named, «نیلا کاوه» before «پور» is «نیلا کاوه پور».

    Args:
        names: In order, not overlapping.
        keys: Match key of each token.
        starts: Indices of the tokens that begin a sentence.
        returning: More such pairs, as ``find_returning`` gives them.
    """
    follow = set(returning)
    follow.update(
        (keys[index], keys[index + 1])
        for name in names
        if name.kind == "PER"
        for index in range(name.first, name.last - 1)
    )
    barred = _taken(names, starts)
    found: list[Name] = []
    for name in names:
        last = name.last
        while (
            name.kind == "PER"
            and last < len(keys)
            and last not in barred
            and (keys[last - 1], keys[last]) in follow
        ):
            last += 1
        found.append(name if last == name.last else replace(name, last=last))
    return found


def starts_of(sentences: Sequence[Sentence]) -> frozenset[int]:
    """Return the indices of the first tokens of sentences."""
    return frozenset(sentence.first for sentence in sentences)


class _Rows:
    """A document's tokens as rows of the model, with boundaries between sentences."""

    def __init__(
        self,
        model: Recognizer,
        tokens: Sequence[Token],
        sentences: Sequence[Sentence],
    ) -> None:
        ids = model.ids([token.form for token in tokens])
        tags = [TAG_CODES.get((token.pos, token.ezafe), 0) for token in tokens]
        self.keys = model.keys(ids)
        edge = [model.boundary] * 2
        row, place = list(edge), [-1, -1]
        for sentence in sentences:
            row += [*ids[sentence.first : sentence.last], *edge]
            place += [*range(sentence.first, sentence.last), -1, -1]
        self._model = model
        self.ids = np.array(row)
        self.place = np.array(place)
        inside = self.place >= 0
        phrases = np.zeros(len(row), dtype=np.int64)
        phrases[inside] = model.phrase_codes(ids, self.keys)[self.place[inside]]
        codes = np.zeros(len(row), dtype=np.int64)
        codes[inside] = np.array(tags, dtype=np.int64)[self.place[inside]]
        self.emissions = model.emissions(self.ids, phrases, codes)

    def decode(self) -> NDArray[np.int64]:
        """Return the best label of each row."""
        return self._model.decode(self.emissions, self.ids)

    def add_votes(
        self, votes: Mapping[tuple[str, ...], Vote], names: Sequence[Name]
    ) -> bool:
        """Add the document's votes to the scores; say whether that may change names."""
        rows = np.zeros(len(self.keys), dtype=np.int64)
        rows[self.place[self.place >= 0]] = np.flatnonzero(self.place >= 0)
        known = {(name.first, name.last, name.kind) for name in names}
        changed = False
        where: list[int] = []
        labels: list[int] = []
        gains: list[float] = []
        for first, last, vote in find_votes(votes, self.keys):
            changed = changed or (first, last, KINDS[vote.kind]) not in known
            begin, inside = 2 * vote.kind + 1, 2 * vote.kind + 2  # as in LABELS
            where += range(first, last)
            labels += [begin, *[inside] * (last - first - 1)]
            gains += [vote.gain] * (last - first)
        self.emissions[rows[where], labels] += np.array(gains, dtype=np.float32)
        return changed

    def names(self, labels: NDArray[np.int64]) -> Iterator[Name]:
        """Yield the labelled stretches, as token indices."""
        named = np.flatnonzero(labels)
        place = self.place[named].tolist()
        codes = labels[named].tolist()
        margins = (
            self.emissions[named, labels[named]] - self.emissions[named, 0]
        ).tolist()
        at = 0
        while at < len(place):
            kind = (codes[at] - 1) // 2
            inside = 2 * kind + 2
            end = at + 1
            while (
                end < len(place)
                and codes[end] == inside
                and place[end] == place[end - 1] + 1
            ):
                end += 1
            margin = sum(margins[at:end]) / (end - at)
            yield Name(place[at], place[end - 1] + 1, KINDS[kind], margin)
            at = end
