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

from kg.annotate.features import (
    BOUNDARY,
    DISTANCES,
    PAIRS,
    WordClasses,
    pair_class,
    word_features,
)
from kg.annotate.lemmas import lemma_of
from kg.lexicon import rows
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from importlib.resources.abc import Traversable

    from numpy.typing import NDArray


_REACH = max(DISTANCES)
# added to the tags with ezafe where the writing shows it («خانهٔ») and in dates
_SETTLED = np.float32(6.0)
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
            hints=dict(
                zip(
                    about.get("hinted", "").split(),
                    about.get("hints", "").split(),
                    strict=True,
                )
            ),
        )
        self._rows: Mapping[str, int] = {
            name: row for row, name in enumerate(about["features"].split("\n"))
        }
        self._weights = self._spread(len(self.labels))
        self._transitions = self._arrays["transitions"].astype(np.float32)
        self._pair_weights = [
            self._arrays[f"pairs{index}"].astype(np.float32)
            for index in range(len(PAIRS))
        ]
        self._pair_keys = [
            self._arrays[f"pair_keys{index}"] for index in range(len(PAIRS))
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

    def _spread(self, labels: int) -> NDArray[np.float16]:
        """Return the weights of each feature by distance and label."""
        starts, cells = self._arrays["starts"], self._arrays["cells"]
        weights = np.zeros((len(starts) - 1, len(DISTANCES) * labels), dtype=np.float16)
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
        """Return the best label of each word, by Viterbi over all sentences at once."""
        emissions, starts = self._emissions(sentences)
        lengths = np.array([len(sentence) for sentence in sentences])
        order = np.argsort(-lengths, kind="stable")
        begins, sizes = starts[order], lengths[order]
        steps = np.arange(int(sizes[0]))
        active = np.searchsorted(-sizes, -steps, side="left").tolist()
        last = len(emissions) - 1
        scores = emissions[np.minimum(begins[None, :] + steps[:, None], last)]
        moves = self._transitions[:, None, :]
        for step in range(1, len(steps)):
            count = active[step]
            reached = scores[step - 1, :count].T[:, :, None] + moves
            scores[step, :count] += reached.max(axis=0)
        paths = self._follow(scores, sizes)
        found: list[list[int]] = [[]] * len(sizes)
        for row, place in enumerate(order.tolist()):
            found[place] = paths[: sizes[row], row].tolist()
        return found

    def _follow(
        self, scores: NDArray[np.float32], sizes: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """Read the best paths backwards from the best scores of each step."""
        steps = len(scores)
        arriving = self._transitions.T
        paths = np.zeros((steps, len(sizes)), dtype=np.int64)
        paths[steps - 1] = scores[steps - 1].argmax(axis=1)
        for step in range(steps - 2, -1, -1):
            # a sentence that ends here starts its path here
            goes_on = int(np.searchsorted(-sizes, -(step + 1), side="left"))
            leaving = scores[step]
            leaving[:goes_on] += arriving[paths[step + 1, :goes_on]]
            paths[step] = leaving.argmax(axis=1)
        return paths

    def _emissions(
        self, sentences: list[Sequence[str]]
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Return label scores of all words in a row and where each sentence starts."""
        ids, starts = self._numbers(sentences)
        size = len(ids)
        total = np.zeros((size, len(self.labels)), dtype=np.float32)
        inner = total[_REACH : size - _REACH]
        for place, distance in enumerate(DISTANCES):
            inner += self._scores[_shifted(ids, distance), place]
        classes = self._classes[ids]
        for (left, right), keys, weights in zip(
            PAIRS, self._pair_keys, self._pair_weights, strict=True
        ):
            pairs = _shifted(classes, left) * self.classes.pair_classes
            pairs += _shifted(classes, right)
            at = np.minimum(np.searchsorted(keys, pairs), len(keys) - 1)
            inner += weights[np.where(keys[at] == pairs, at, len(keys))]
        dated = self._dated[ids]
        links = (dated[:-1] & _COUNTED > 0) & (dated[1:] & _COUNTS > 0)
        total[:-1] += links[:, None] * self._linked * _SETTLED
        return total, starts

    def _numbers(
        self, sentences: list[Sequence[str]]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
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
        return np.array(row, dtype=np.int64), np.array(starts, dtype=np.int64)

    def _learn(self, form: str) -> int:
        """Keep the scores of a form seen for the first time; return its number."""
        index = len(self._ids)
        if index == len(self._classes):
            self._scores = np.concatenate([self._scores, np.zeros_like(self._scores)])
            self._classes = np.concatenate([self._classes, self._classes * 0])
            self._dated = np.concatenate([self._dated, self._dated * 0])
        self._ids[form] = index
        self._classes[index] = pair_class(form, self.classes)
        numbers = self._rows
        known = [
            numbers[name]
            for name in word_features(form, self.classes)[0]
            if name in numbers
        ]
        self._scores[index] = self._weights[known].sum(axis=0, dtype=np.float32)
        if form.endswith(("ٔ", "ۀ", "ه\u200cی")):
            self._scores[index, _REACH] += self._linked * _SETTLED
        self._dated[index] = _dated(form)
        return index


def _shifted(row: NDArray[np.int64], by: int) -> NDArray[np.int64]:
    """Return ``row`` without its edges, moved."""
    return row[_REACH + by : len(row) - _REACH + by]


def _dated(form: str) -> int:
    """Return which places the word may have in «۲۱ آبان» and «۱۳۱۷ هجری قمری»."""
    kind = _date_words().get(match_key(form))
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
        [
            (pos, ezafe, lemma_of(form, pos))
            for form, (pos, ezafe) in zip(sentence, tags, strict=True)
        ]
        for sentence, tags in zip(forms, _tagger().tag(forms), strict=True)
    ]
