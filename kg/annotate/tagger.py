"""Part of speech, ezafe and lemma of each word.

One linear-chain model gives both tags at once («NOUN+» is a noun with ezafe). It is
learnt by :mod:`kg.train.pos` and decoded here with numpy: each word form's scores are
kept after its first appearance, so a text costs table look-ups and one Viterbi pass.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from kg.annotate.decoding import decode_stretches
from kg.annotate.ezafe import is_barred
from kg.annotate.features import (
    BOUNDARY,
    DISTANCES,
    PAIRS,
    WordClasses,
    pair_class,
    word_features,
)
from kg.annotate.lemmas import lemmas
from kg.annotate.uncollected import uncollected
from kg.kept import Kept
from kg.lexicon import rows
from kg.normalize import key_of, match_key


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from importlib.resources.abc import Traversable

    from numpy.typing import NDArray


_REACH = max(DISTANCES)
# added to the tags with ezafe where the writing shows it («خانهٔ») and in dates
_SETTLED = np.float32(6.0)
_NEVER = np.float32(40.0)  # taken from them at the end of a sentence
_ROUNDING = np.float32(0.01)  # far above the rounding errors of scores
_COUNTED, _COUNTS = 1, 2  # «۲۱» and «هجری» take ezafe before «آبان» and «قمری»


class Tagger:
    """A learnt model, ready to tag; not safe to share between threads.

    Args:
        path: Folder with ``pos.json`` and ``pos.npz``, as ``kg.train`` writes them.
    """

    def __init__(self, path: Traversable) -> None:
        about = json.loads((path / "pos.json").read_text(encoding="utf-8"))
        with (path / "pos.npz").open("rb") as file, np.load(file) as arrays:
            self._arrays = {name: arrays[name] for name in arrays.files}
        self.labels: tuple[str, ...] = tuple(about["labels"])
        self.classes = WordClasses(
            leaf=dict(
                zip(about["words"].split(), self._arrays["leaf"].tolist(), strict=True)
            ),
            middle=tuple(self._arrays["middle"].tolist()),
            coarse=tuple(self._arrays["coarse"].tolist()),
            frequent={
                word: index for index, word in enumerate(about["frequent"].split())
            },
            hints=_table(about, "hinted", "hints"),
            usage=_table(about, "used", "usage"),
        )
        self._rows: Mapping[str, int] = {
            name: row for row, name in enumerate(about["features"].split("\n"))
        }
        self._weights = self._spread(len(self.labels))
        transitions = self._arrays["transitions"].astype(np.float32)
        self._moves = np.pad(transitions, (0, 1))  # sentences begin and end freely
        self._reserves = _reserves(self._moves)
        self._pair_weights = [
            self._arrays[f"pairs{index}"].astype(np.float32)
            for index in range(len(PAIRS))
        ]
        self._pair_rows = [
            _direct(self._arrays[f"pair_keys{index}"], self.classes.pair_classes)
            for index in range(len(PAIRS))
        ]
        self._tags = tuple(
            (label.removesuffix("+"), label.endswith("+")) for label in self.labels
        )
        self._ids: dict[str, int] = {}
        self._scores = np.zeros(
            (1024, len(DISTANCES), len(self.labels)), dtype=np.float32
        )
        self._classes = np.zeros(1024, dtype=np.int64)
        self._linked = np.array([label.endswith("+") for label in self.labels])
        self._dated = np.zeros(1024, dtype=np.int8)
        self._boundary = self._learn(BOUNDARY)

    def _spread(self, labels: int) -> NDArray[np.float32]:
        """Return the weights of each feature by distance and label."""
        starts, cells = self._arrays["starts"], self._arrays["cells"]
        weights = np.zeros((len(starts) - 1, len(DISTANCES) * labels), dtype=np.float32)
        numbers = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
        weights[numbers, cells] = self._arrays["weights"]
        return weights.reshape(-1, len(DISTANCES), labels)

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[tuple[str, bool]]]:
        """Return part of speech and ezafe of each word of each sentence."""
        full = [sentence for sentence in sentences if sentence]
        if not full:
            return [[] for _ in sentences]
        best = iter(self._decode(full))
        tags = self._tags
        return [
            [tags[label] for label in next(best)] if sentence else []
            for sentence in sentences
        ]

    def _decode(self, sentences: list[Sequence[str]]) -> list[list[int]]:
        """Return the best label of each word, by Viterbi over all sentences at once.

        A label that another one beats by more than all transitions together could
        make up for is not the best one; few words keep more than one.
        """
        emissions, starts = self._emissions(sentences)
        best = emissions.argmax(axis=1)
        leads = np.maximum.reduce(emissions, axis=1)[:, None] - emissions
        possible = np.add.reduce(leads <= self._reserves.take(best, axis=0), axis=1)
        inside = np.zeros(len(emissions), dtype=bool)
        for start, sentence in zip(starts, sentences, strict=True):
            inside[start : start + len(sentence)] = True
        labels = np.full(len(emissions) + 1, len(self.labels))
        labels[:-1][inside] = best[inside]
        doubtful = (inside & (possible > 1)).nonzero()[0]
        decode_stretches(emissions, self._moves, labels, doubtful)
        row = labels.tolist()
        return [
            row[start : start + len(sentence)]
            for start, sentence in zip(starts, sentences, strict=True)
        ]

    def _emissions(
        self, sentences: list[Sequence[str]]
    ) -> tuple[NDArray[np.float32], list[int]]:
        """Return label scores of all words in a row and where each sentence starts."""
        ids, starts = self._numbers(sentences)
        size = len(ids)
        total = np.zeros((size, len(self.labels)), dtype=np.float32)
        inner = total[_REACH : size - _REACH]
        scores = self._scores.take(ids, axis=0)
        for place, distance in enumerate(DISTANCES):
            inner += scores[_REACH + distance : size - _REACH + distance, place]
        classes = self._classes.take(ids)
        for (left, right), known, weights in zip(
            PAIRS, self._pair_rows, self._pair_weights, strict=True
        ):
            pairs = _shifted(classes, left) * self.classes.pair_classes
            pairs += _shifted(classes, right)
            inner += weights.take(known.take(pairs), axis=0)
        dated = self._dated[ids]
        links = (dated[:-1] & _COUNTED > 0) & (dated[1:] & _COUNTS > 0)
        total[:-1] += links[:, None] * self._linked * _SETTLED
        ends = ids[1:] == self._boundary
        total[:-1] -= ends[:, None] * self._linked * _NEVER
        return total, starts

    def _numbers(
        self, sentences: list[Sequence[str]]
    ) -> tuple[NDArray[np.int64], list[int]]:
        """Return the numbers of all words in a row, edges between sentences."""
        known, learn, edge = self._ids, self._learn, [self._boundary] * _REACH
        row: list[int] = list(edge)
        starts: list[int] = []
        for sentence in sentences:
            starts.append(len(row))
            for form in sentence:
                index = known.get(form)
                row.append(learn(form) if index is None else index)
            row += edge
        return np.array(row, dtype=np.int64), starts

    def _learn(self, form: str) -> int:
        """Keep the scores of a form seen for the first time; return its number."""
        index = len(self._ids)
        if index == len(self._classes):
            self._scores = np.concatenate([self._scores, np.zeros_like(self._scores)])
            self._classes = np.concatenate([self._classes, self._classes * 0])
            self._dated = np.concatenate([self._dated, self._dated * 0])
        self._ids[form] = index
        self._classes[index] = pair_class(form, self.classes)
        numbers = map(self._rows.get, word_features(form, self.classes)[0])
        known = [number for number in numbers if number is not None]
        weights = self._weights.take(known, axis=0)
        np.add.reduce(weights, axis=0, out=self._scores[index])
        if form.endswith(("ٔ", "ۀ", "ه\u200cی")):
            self._scores[index, _REACH] += self._linked * _SETTLED
        self._dated[index] = _dated(form)
        return index


def _table(about: Mapping[str, str], keys: str, values: str) -> dict[str, str]:
    """Return what two rows of words say together."""
    return dict(zip(about[keys].split(), about[values].split(), strict=True))


def _direct(keys: NDArray[np.int64], classes: int) -> NDArray[np.int32]:
    """Return the row of each pair of classes; one past the last for unknown pairs."""
    rows = np.full(classes * classes, len(keys), dtype=np.int32)
    rows[keys] = np.arange(len(keys))
    return rows


def _reserves(transitions: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return by how much transitions may favor the column's label over the row's."""
    entering = transitions[:, None, :] - transitions[:, :, None]
    leaving = transitions[None, :, :] - transitions[:, None, :]
    reserves: NDArray[np.float32] = entering.max(axis=0) + leaving.max(axis=2)
    return reserves[:-1, :-1] + _ROUNDING


def _shifted(row: NDArray[np.int64], by: int) -> NDArray[np.int64]:
    """Return ``row`` without its edges, moved."""
    return row[_REACH + by : len(row) - _REACH + by]


def _dated(form: str) -> int:
    """Return which places the word may have in «۲۱ آبان» and «۱۳۱۷ هجری قمری»."""
    kind = _date_words().get(key_of[form])
    if kind == "era":
        return _COUNTED | _COUNTS
    if kind == "month":
        return _COUNTS
    return _COUNTED if form.isdigit() else 0


@cache
def _date_words() -> Mapping[str, str]:
    return {
        match_key(word): kind
        for word, kind in rows("linking_words", 2)
        if kind in {"month", "era"}
    }


@cache
def _tagger() -> Tagger:
    with uncollected():
        return Tagger(files("kg") / "models")


def tag(forms: Sequence[Sequence[str]]) -> list[list[tuple[str, bool, str]]]:
    """Tag sentences of word forms.

    Args:
        forms: Normalized word forms and marks, a sequence for each sentence.

    Returns:
        For each word its universal part of speech, whether ezafe links it to the
        next, and its lemma.
    """
    return [
        _read(sentence, tags)
        for sentence, tags in zip(forms, _tagger().tag(forms), strict=True)
    ]


def _read(
    sentence: Sequence[str], tags: Sequence[tuple[str, bool]]
) -> list[tuple[str, bool, str]]:
    """Return a sentence's tags with lemmas, without ezafe where none can be."""
    found = [_words[word] for word in zip(sentence, tags, strict=True)]
    for index in [index for index, (_, ezafe) in enumerate(tags) if ezafe]:
        if is_barred(sentence, index):
            pos, _, lemma = found[index]
            found[index] = pos, False, lemma
    return found


def _word(word: tuple[str, tuple[str, bool]]) -> tuple[str, bool, str]:
    form, (pos, ezafe) = word
    return pos, ezafe, lemmas[form, pos]


_words = Kept(_word, most=1 << 17)
