"""Learning the recogniser of names.

``python -m kg.train names --corpora CORPORA --articles NEWS -o kg/models``.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pycrfsuite

from kg.annotate.names.features import (
    BASE,
    BOUNDARY,
    DISTANCES,
    LABELS,
    LISTS,
    TEMPLATES,
    Vocabulary,
    tag_code,
    word_columns,
    word_features,
)
from kg.annotate.names.phrases import Phrases
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


_REACH = max(DISTANCES)


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence to learn from.

    Attributes:
        forms: Words and marks.
        labels: «B-PER», «I-PER» … or «O» for each.
        tags: Part of speech and ezafe of each.
        weight: How often it counts.
    """

    forms: tuple[str, ...]
    labels: tuple[str, ...]
    tags: tuple[tuple[str, bool], ...] = ()
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Settings:
    """How the model is learnt."""

    l1: float = 0.05
    l2: float = 0.1
    iterations: int = 90
    smallest: float = 0.02


_CORPUS_KINDS = {
    "PER": "PER",
    "ORG": "ORG",
    "POG": "ORG",
    "LOC": "LOC",
    "EVE": "EVE",
}


def read_iob(path: Path, venues: frozenset[str]) -> list[Example]:
    """Read a corpus of a word and a label a line.

    Args:
        path: The file; sentences are parted by empty lines.
        venues: Keys of nouns that make a place a facility («فرودگاه»).
    """
    found: list[Example] = []
    words: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        cells = line.strip("\ufeff").split("\t") if "\t" in line else line.split()
        if len(cells) < 2:
            if words:
                found.append(_example(words, venues))
                words = []
            continue
        words.append((cells[0], cells[-1]))
    return found


def _example(words: Sequence[tuple[str, str]], venues: frozenset[str]) -> Example:
    labels: list[str] = []
    kind = ""
    for form, label in words:
        mark, _, name = label.partition("-")
        name = _CORPUS_KINDS.get(name, "")
        if not name:
            labels.append("O")
            kind = ""
            continue
        if mark == "B" or not kind:
            kind = "FAC" if name == "LOC" and match_key(form) in venues else name
            labels.append(f"B-{kind}")
        else:
            labels.append(f"I-{kind}")
    return Example(tuple(form for form, _ in words), tuple(labels))


class Featurizer:
    """Feature strings of sentences, with those of each word kept."""

    def __init__(self, vocabulary: Vocabulary, phrases: Phrases) -> None:
        self._vocabulary = vocabulary
        self._phrases = phrases
        self._words: dict[str, list[list[str]]] = {}
        self._columns: dict[str, tuple[int, int]] = {}

    def features(self, example: Example) -> list[list[str]]:
        """Return the features of each word of a sentence."""
        edge = [BOUNDARY] * _REACH
        padded = [*edge, *example.forms, *edge]
        words = [self._of(form) for form in padded]
        rows = self._rows(padded, example)
        return [
            [
                *(
                    name
                    for place, distance in enumerate(DISTANCES)
                    for name in words[index + distance][place]
                ),
                *_template_features(rows, index),
            ]
            for index in range(_REACH, len(padded) - _REACH)
        ]

    def _rows(self, padded: Sequence[str], example: Example) -> list[tuple[int, ...]]:
        codes = self._phrase_codes([match_key(form) for form in padded])
        tags = [0] * len(padded)
        for index, (tag, ezafe) in enumerate(example.tags):
            tags[index + _REACH] = tag_code(tag, ezafe)
        return [
            (*self._columns[form], code, tag)
            for form, code, tag in zip(padded, codes, tags, strict=True)
        ]

    def _phrase_codes(self, keys: Sequence[str]) -> list[int]:
        codes = [0] * len(keys)
        at = 0
        while at < len(keys):
            may = self._phrases.may_start(keys[at])
            found = self._phrases.match(keys, at) if may else None
            last, code = found or (at + 1, 0)
            for index in range(at, last):
                codes[index] = (2 * code - (index == at)) if code else 0
            at = last
        return codes

    def _of(self, form: str) -> list[list[str]]:
        found = self._words.get(form)
        if found is None:
            found = [
                [f"{distance}:{name}" for name in names]
                for distance, names in zip(
                    DISTANCES, word_features(form, self._vocabulary), strict=True
                )
            ]
            self._words[form] = found
            self._columns[form] = word_columns(form, self._vocabulary)
        return found


def _template_features(rows: Sequence[tuple[int, ...]], index: int) -> list[str]:
    found = []
    for number, template in enumerate(TEMPLATES):
        value = 0
        for column, distance in template:
            value = value * BASE + rows[index + distance][column]
        found.append(f"#{number}|{value}")
    return found


def train(
    examples: Iterable[Example],
    vocabulary: Vocabulary,
    phrases: Mapping[str, int],
    folder: Path,
    settings: Settings,
) -> None:
    """Learn a model and write ``names.json`` and ``names.npz`` to ``folder``."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(
        {
            "c1": settings.l1,
            "c2": settings.l2,
            "max_iterations": settings.iterations,
            "feature.possible_transitions": False,
        }
    )
    featurizer = Featurizer(vocabulary, Phrases(phrases.items()))
    for example in examples:
        features = pycrfsuite.ItemSequence(featurizer.features(example))
        for _ in range(example.weight):
            trainer.append(features, example.labels)
    with tempfile.TemporaryDirectory() as scratch:
        path = str(Path(scratch) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        learnt = tagger.info()
        tagger.close()
    _write(learnt, vocabulary, phrases, folder, settings)


def _write(
    learnt: object,
    vocabulary: Vocabulary,
    phrases: Mapping[str, int],
    folder: Path,
    settings: Settings,
) -> None:
    """Write what was learnt as sorted tables, so that equal models are equal bytes."""
    weights: dict[str, dict[int, float]] = {}
    for (name, label), weight in learnt.state_features.items():  # type: ignore[attr-defined]
        if abs(weight) >= settings.smallest:
            weights.setdefault(name, {})[LABELS.index(label)] = weight
    arrays = _word_tables(weights) | _template_tables(weights)
    arrays["transitions"] = _transitions(learnt.transitions)  # type: ignore[attr-defined]
    words = sorted(vocabulary.leaf)
    listed = sorted(vocabulary.listed)
    arrays["leaf"] = np.array([vocabulary.leaf[word] for word in words], np.int16)
    arrays["middle"] = np.array(vocabulary.middle, np.int16)
    arrays["coarse"] = np.array(vocabulary.coarse, np.int16)
    arrays["listed"] = np.array(
        [sum(1 << LISTS.index(name) for name in vocabulary.listed[w]) for w in listed],
        np.int32,
    )
    arrays["phrase_codes"] = np.array([phrases[key] for key in sorted(phrases)], np.int8)
    about = {
        "words": " ".join(words),
        "frequent": " ".join(
            sorted(vocabulary.frequent, key=vocabulary.frequent.__getitem__)
        ),
        "listed": " ".join(listed),
        "phrases": "\n".join(sorted(phrases)),
        "features": "\n".join(_word_names(weights)),
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "names.json").write_text(
        json.dumps(about, ensure_ascii=False, indent=0), encoding="utf-8"
    )
    np.savez_compressed(folder / "names.npz", **arrays)


def _word_names(weights: Mapping[str, object]) -> list[str]:
    return sorted(name for name in weights if not name.startswith("#"))


def _word_tables(
    weights: Mapping[str, Mapping[int, float]],
) -> dict[str, np.ndarray[tuple[int], np.dtype[np.generic]]]:
    starts, labels, values = [0], [], []
    for name in _word_names(weights):
        for label, weight in sorted(weights[name].items()):
            labels.append(label)
            values.append(weight)
        starts.append(len(labels))
    return {
        "starts": np.array(starts, np.int32),
        "feature_labels": np.array(labels, np.int8),
        "weights": np.array(values, np.float16),
    }


def _template_tables(
    weights: Mapping[str, Mapping[int, float]],
) -> dict[str, np.ndarray[tuple[int, ...], np.dtype[np.generic]]]:
    tables: list[dict[int, Mapping[int, float]]] = [{-1: {}} for _ in TEMPLATES]
    for name, row in weights.items():
        if name.startswith("#"):
            number, _, value = name[1:].partition("|")
            tables[int(number)][int(value)] = row
    arrays: dict[str, np.ndarray[tuple[int, ...], np.dtype[np.generic]]] = {}
    for number, table in enumerate(tables):
        matrix = np.zeros((len(table), len(LABELS)), np.float16)
        for index, key in enumerate(sorted(table)):
            for label, weight in table[key].items():
                matrix[index, label] = weight
        arrays[f"keys{number}"] = np.array(sorted(table), np.int64)
        arrays[f"weights{number}"] = matrix
    return arrays


def _transitions(
    learnt: Mapping[tuple[str, str], float],
) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """Return the transition table; what makes no sense is forbidden."""
    table = np.zeros((len(LABELS), len(LABELS)), np.float32)
    for (before, after), weight in learnt.items():
        table[LABELS.index(before), LABELS.index(after)] = weight
    for row, before in enumerate(LABELS):
        for column, after in enumerate(LABELS):
            if after[0] == "I" and before[2:] != after[2:]:
                table[row, column] = -1e4
    return table


def frequent_words(examples: Iterable[Example], size: int) -> dict[str, int]:
    """Number the commonest keys of the examples."""
    counts = Counter(match_key(form) for example in examples for form in example.forms)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return {key: number for number, (key, _) in enumerate(ranked[:size]) if key}
