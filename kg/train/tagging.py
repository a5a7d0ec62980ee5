"""Learning a tagger from labelled sentences: part of speech and ezafe in one model.

A linear-chain conditional random field, learnt by python-crfsuite; its weights are
written as arrays for :mod:`kg.annotate.tagger`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np
import pycrfsuite

from kg.annotate.features import (
    BOUNDARY,
    DISTANCES,
    PAIRS,
    WordClasses,
    pair_class,
    word_features,
)
from kg.train.conllu import read_conllu
from kg.train.crf import Weights, learn_weights
from kg.train.ezafe import derive_ezafe


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


_Arrays = dict[str, Any]  # of numpy; savez takes them by name
_SMALLEST = 0.003  # weights below it are left out


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence to learn from: words and their labels («NOUN+» has ezafe)."""

    forms: tuple[str, ...]
    labels: tuple[str, ...]


LINKABLE = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "NUM", "PRON", "DET"})


def read_examples(path: Path, *, marked: bool = False) -> list[Example]:
    """Read a treebank as labelled sentences; ``marked`` as for ``derive_ezafe``."""
    return [
        Example(
            tuple(unmarked(word.form) for word in words),
            tuple(
                f"{word.pos}+" if linked and word.pos in LINKABLE else word.pos
                for word, linked in zip(
                    words, derive_ezafe(words, marked=marked), strict=True
                )
            ),
        )
        for words in read_conllu(path)
    ]


def unmarked(form: str) -> str:
    """Take off the written ezafe, which news rarely has («خانهٔ» → «خانه»)."""
    if form.endswith("ه\u200cی"):
        return form[:-2]
    return form.removesuffix("ٔ").replace("ۀ", "ه")


class View(StrEnum):
    """What a model sees: everything, or spelling and context words alone."""

    FULL = "full"
    SPELLING = "spelling"


_DISTRIBUTIONAL = ("c=", "m=", "k=", "bk=", "b=", "h=", "h+", "u=", "u+")


class FeatureCache:
    """Feature strings of sentences, with those of each word kept."""

    def __init__(self, classes: WordClasses, *, view: View = View.FULL) -> None:
        self._classes = classes
        self._view = view
        self._words: dict[str, list[list[str]]] = {}
        self._pairs: dict[str, int] = {}

    def features(self, forms: Sequence[str]) -> list[list[str]]:
        """Return the features of each word of a sentence."""
        padded = [BOUNDARY, BOUNDARY, *forms, BOUNDARY, BOUNDARY]
        words = [self._of(form) for form in padded]
        pairs = [self._pairs[form] for form in padded]
        return [
            [
                *(
                    name
                    for place, distance in enumerate(DISTANCES)
                    for name in words[index + distance][place]
                ),
                *self._pair_features(pairs, index),
            ]
            for index in range(2, len(forms) + 2)
        ]

    def _pair_features(self, pairs: Sequence[int], index: int) -> Iterable[str]:
        if self._view is View.SPELLING:
            return ()
        return (
            f"{number}|{pairs[index + left]}|{pairs[index + right]}"
            for number, (left, right) in enumerate(PAIRS)
        )

    def _of(self, form: str) -> list[list[str]]:
        found = self._words.get(form)
        if found is None:
            names, far, beside = word_features(form, self._classes)
            reach = {0: len(names), 1: beside, 2: far}
            found = [
                [
                    f"{distance}:{name}"
                    for name in names[: reach[abs(distance)]]
                    if self._sees(name)
                ]
                for distance in DISTANCES
            ]
            self._words[form] = found
            self._pairs[form] = pair_class(form, self._classes)
        return found

    def _sees(self, name: str) -> bool:
        """Say whether the view has the feature; the half view knows no classes."""
        return self._view is View.FULL or not name.startswith(_DISTRIBUTIONAL)


@dataclass(frozen=True, slots=True)
class Settings:
    """How the model is learnt."""

    l1: float = 0.1
    l2: float = 0.3
    iterations: int = 100
    frequency: int = 1
    view: View = View.FULL


def fit(
    examples: Iterable[Example], classes: WordClasses, settings: Settings
) -> Weights:
    """Learn a conditional random field from ``examples``."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(
        {
            "c1": settings.l1,
            "c2": settings.l2,
            "max_iterations": settings.iterations,
            "feature.minfreq": settings.frequency,
        }
    )
    cache = FeatureCache(classes, view=settings.view)
    for example in examples:
        trainer.append(cache.features(example.forms), list(example.labels))
    return learn_weights(trainer)


LINKED, UNLINKED = "+", "-"  # the two labels of a model of ezafe alone


def ezafe_only(example: Example) -> Example:
    """Return an example whose labels say of each word whether it has ezafe."""
    labels = (LINKED if label.endswith("+") else UNLINKED for label in example.labels)
    return replace(example, labels=tuple(labels))


def spread(weights: Weights, labels: Sequence[str]) -> Weights:
    """Give the weights of a model of ezafe alone to all ``labels`` of either kind."""
    kinds = {
        LINKED: [label for label in labels if label.endswith("+")],
        UNLINKED: [label for label in labels if not label.endswith("+")],
    }
    return Weights(
        {
            (name, label): weight
            for (name, kind), weight in weights.features.items()
            for label in kinds[kind]
        },
        {
            (left, right): weight
            for (before, after), weight in weights.transitions.items()
            for left in kinds[before]
            for right in kinds[after]
        },
    )


def train(
    examples: Iterable[Example], classes: WordClasses, folder: Path, settings: Settings
) -> None:
    """Learn from ``examples`` and write ``pos.json`` and ``pos.npz`` to ``folder``."""
    write_model(fit(examples, classes, settings), classes, folder)


def write_model(learnt: Weights, classes: WordClasses, folder: Path) -> None:
    """Write the weights of a learnt model in the form that the tagger reads."""
    labels = learnt.labels
    weights, transitions = _numbered(learnt, labels)
    cells = _feature_cells(weights, len(labels))
    arrays = {
        "transitions": transitions,
        **_pair_arrays(weights, len(labels), classes.pair_classes),
        **_cell_arrays(cells),
        **_class_arrays(classes),
    }
    about = {"labels": labels, "features": "\n".join(sorted(cells))}
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(folder / "pos.npz", **arrays)
    (folder / "pos.json").write_text(
        json.dumps(about | _class_words(classes), ensure_ascii=False), encoding="utf-8"
    )


def _numbered(
    learnt: Weights, labels: Sequence[str]
) -> tuple[dict[str, list[tuple[int, float]]], Any]:
    """Return the weights of each feature by label, and those of label pairs."""
    number = {label: index for index, label in enumerate(labels)}
    transitions = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for (left, right), weight in learnt.transitions.items():
        transitions[number[left], number[right]] = weight
    weights: dict[str, list[tuple[int, float]]] = {}
    for (name, label), weight in sorted(learnt.features.items()):
        if abs(weight) > _SMALLEST:
            weights.setdefault(name, []).append((number[label], weight))
    return weights, transitions


def _class_arrays(classes: WordClasses) -> _Arrays:
    words = sorted(classes.leaf)
    return {
        "leaf": np.array([classes.leaf[word] for word in words], dtype=np.uint16),
        "middle": np.array(classes.middle, dtype=np.uint16),
        "coarse": np.array(classes.coarse, dtype=np.uint16),
    }


def _class_words(classes: WordClasses) -> dict[str, str]:
    hinted = sorted(classes.hints)
    used = sorted(classes.usage)
    frequent = sorted(classes.frequent, key=classes.frequent.__getitem__)
    return {
        "words": " ".join(sorted(classes.leaf)),
        "hinted": " ".join(hinted),
        "hints": " ".join(classes.hints[word] for word in hinted),
        "used": " ".join(used),
        "usage": " ".join(classes.usage[word] for word in used),
        "frequent": " ".join(frequent),
    }


def _cell_arrays(cells: dict[str, list[tuple[int, float]]]) -> _Arrays:
    """Return the weights of word features, row after row in order of their names."""
    names = sorted(cells)
    flat = [item for name in names for item in sorted(cells[name])]
    return {
        "starts": np.cumsum([0, *(len(cells[name]) for name in names)], dtype=np.int32),
        "cells": np.array([cell for cell, _ in flat], dtype=np.uint8),
        "weights": np.array([weight for _, weight in flat], dtype=np.float16),
    }


def _feature_cells(
    weights: dict[str, list[tuple[int, float]]], labels: int
) -> dict[str, list[tuple[int, float]]]:
    """Return the weights of each word feature by distance and label, in one number."""
    cells: dict[str, list[tuple[int, float]]] = {}
    for full, items in weights.items():
        distance, colon, name = full.partition(":")
        if colon and "|" not in distance:
            place = DISTANCES.index(int(distance)) * labels
            cells.setdefault(name, []).extend(
                (place + label, weight) for label, weight in items
            )
    return cells


def _pair_arrays(
    weights: dict[str, list[tuple[int, float]]], labels: int, classes: int
) -> _Arrays:
    """Return sorted keys and weight rows of the class pairs; the last row is zero."""
    arrays: _Arrays = {}
    for index in range(len(PAIRS)):
        found = sorted(
            (int(left) * classes + int(right), weights[name])
            for name in weights
            if name.startswith(f"{index}|")
            for left, right in [name.split("|")[1:]]
        )
        rows = np.zeros((len(found) + 1, labels), dtype=np.float16)
        for row, (_, items) in enumerate(found):
            for label, weight in items:
                rows[row, label] = weight
        arrays[f"pair_keys{index}"] = np.array(
            [key for key, _ in found] or [-1], dtype=np.int64
        )
        arrays[f"pairs{index}"] = rows if found else np.zeros((2, labels), np.float16)
    return arrays
