"""The learnt model of names, ready to label sentences.

Each word form's scores are kept after its first appearance, so a text costs table
look-ups, a few array additions and a search over the doubtful stretches.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from kg.annotate.names.decoding import viterbi
from kg.annotate.names.features import (
    BOUNDARY,
    CLASS,
    DISTANCES,
    LABELS,
    LISTED,
    OWN,
    PHRASE,
    TAG,
    TEMPLATES,
    Vocabulary,
    column_sizes,
    word_columns,
    word_features,
)
from kg.annotate.names.phrases import Phrases
from kg.annotate.names.templates import Template
from kg.annotate.uncollected import uncollected
from kg.normalize import key_of


if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.resources.abc import Traversable

    from numpy.typing import NDArray


_REACH = max(DISTANCES)
_EAGERNESS = np.float32(0.4)  # the corpora leave more names unmarked than they invent


def adapt_vocabulary(
    about: dict[str, str], arrays: dict[str, NDArray[np.int64]]
) -> Vocabulary:
    """Return the vocabulary that ``kg.train`` wrote into the model's files."""
    lists = tuple(about["lists"].split())
    masks = arrays["listed"].tolist()
    named = {
        mask: tuple(name for bit, name in enumerate(lists) if mask >> bit & 1)
        for mask in set(masks)
    }
    words = about["listed"].split()
    listed = {word: named[mask] for word, mask in zip(words, masks, strict=True)}
    return Vocabulary(
        leaf=dict(zip(about["words"].split(), arrays["leaf"].tolist(), strict=True)),
        middle=tuple(arrays["middle"].tolist()),
        coarse=tuple(arrays["coarse"].tolist()),
        frequent={word: n for n, word in enumerate(about["frequent"].split())},
        listed=listed,
        lists=lists,
        greatest=max(arrays["middle"].tolist()),
    )


class Recognizer:
    """A learnt model; it grows with the word forms it sees.

    Args:
        path: Folder with ``names.json`` and ``names.npz``, as ``kg.train`` writes them.
    """

    def __init__(self, path: Traversable) -> None:
        about = json.loads((path / "names.json").read_text(encoding="utf-8"))
        with (path / "names.npz").open("rb") as file, np.load(file) as arrays:
            self._arrays = {name: arrays[name] for name in arrays.files}
        self.vocabulary = adapt_vocabulary(about, self._arrays)
        self.phrases = Phrases(
            zip(
                about["phrases"].split("\n"),
                self._arrays["phrase_codes"].tolist(),
                strict=True,
            )
        )
        names = about["features"].split("\n")
        self._rows: dict[str, int] = {}
        self._weights = self._spread(names)
        self.transitions = self._arrays["transitions"].astype(np.float32)
        kinds = int(self._arrays["phrase_codes"].max())
        sizes = column_sizes(self.vocabulary, kinds)
        self._templates = [
            Template(
                places, sizes, self._arrays[f"keys{n}"], self._arrays[f"weights{n}"]
            )
            for n, places in enumerate(TEMPLATES)
        ]
        self._ids: dict[str, int] = {}
        self._keys: list[str] = []
        self._starts: list[bool] = []
        self._scores = np.zeros((4096, len(DISTANCES), len(LABELS)), dtype=np.float32)
        self._columns = np.zeros((4096, 2), dtype=np.int64)
        self.boundary = self._learn(BOUNDARY)

    def _spread(self, names: Sequence[str]) -> NDArray[np.float32]:
        """Number the features; return the weights of each by distance and label.

        Args:
            names: What the model has weights of, with the distance («-1:w=کتاب»).
        """
        rows, places = self._rows, {str(each): at for at, each in enumerate(DISTANCES)}
        cells: list[int] = []
        for name in names:
            distance, _, feature = name.partition(":")
            row = rows.setdefault(feature, len(rows))
            cells.append(row * len(DISTANCES) + places[distance])
        weights = np.zeros((len(rows) * len(DISTANCES), len(LABELS)), dtype=np.float32)
        numbers = np.repeat(cells, np.diff(self._arrays["starts"]))
        weights[numbers, self._arrays["feature_labels"]] = self._arrays["weights"]
        return weights.reshape(len(rows), len(DISTANCES), len(LABELS))

    def ids(self, forms: Sequence[str]) -> list[int]:
        """Return the number of each word form; new ones are learnt."""
        known, learn = self._ids, self._learn
        found = []
        for form in forms:
            index = known.get(form)
            found.append(learn(form) if index is None else index)
        return found

    def keys(self, ids: Sequence[int]) -> list[str]:
        """Return the match key of each numbered form."""
        keys = self._keys
        return [keys[index] for index in ids]

    def phrase_codes(
        self, ids: Sequence[int], keys: Sequence[str]
    ) -> NDArray[np.int64]:
        """Return the place of each word in a listed phrase; 0 for none."""
        starts = self._starts
        codes = np.zeros(len(ids), dtype=np.int64)
        after = 0
        for at in [at for at, index in enumerate(ids) if starts[index]]:
            found = self.phrases.match(keys, at) if at >= after else None
            if found is not None:
                after, code = found
                codes[at] = 2 * code - 1
                codes[at + 1 : after] = 2 * code
        return codes

    def emissions(
        self,
        ids: NDArray[np.int64],
        phrases: NDArray[np.int64],
        tags: NDArray[np.int64],
    ) -> NDArray[np.float32]:
        """Return the score of each label at each word.

        Args:
            ids: Numbers of the forms, ``boundary`` twice before, between and after
                the sentences.
            phrases: Their ``phrase_codes``.
            tags: Their ``tag_code``.
        """
        size = len(ids)
        total = np.zeros((size, len(LABELS)), dtype=np.float32)
        total[:, 0] = -_EAGERNESS
        inner = total[_REACH : size - _REACH]
        scores = self._scores.take(ids, axis=0)
        for place, distance in enumerate(DISTANCES):
            inner += scores[_REACH + distance : size - _REACH + distance, place]
        columns = {PHRASE: phrases, TAG: tags}
        columns[CLASS], columns[LISTED] = self._columns.T.take(ids, axis=1)
        for template in self._templates:
            template.add(inner, columns, _REACH)
        return total

    def decode(
        self, emissions: NDArray[np.float32], ids: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """Return the best label of each word."""
        return viterbi(emissions, self.transitions, ids == self.boundary)

    def _learn(self, form: str) -> int:
        """Keep the scores of a form seen for the first time; return its number."""
        index = len(self._ids)
        if index == len(self._columns):
            self._scores = np.concatenate([self._scores, np.zeros_like(self._scores)])
            self._columns = np.concatenate([self._columns, self._columns * 0])
        self._ids[form] = index
        key = key_of[form]
        self._keys.append(key)
        self._starts.append(self.phrases.may_start(key))
        self._columns[index] = word_columns(form, self.vocabulary)
        numbers = map(self._rows.get, word_features(form, self.vocabulary)[OWN])
        known = [number for number in numbers if number is not None]
        weights = self._weights.take(known, axis=0)
        np.add.reduce(weights, axis=0, out=self._scores[index])
        return index


@cache
def recognizer() -> Recognizer:
    """Return the model that comes with the package."""
    with uncollected():
        return Recognizer(files("kg") / "models")
