"""Count where news writes half-spaces and learn to weigh the counts.

``python -m kg.train halfspace NEWS.jsonl`` counts over the articles with numbers below
85 (:func:`article_number`); the others are for measuring (``python -m
tests.benchmarks.halfspace NEWS.jsonl``). Only articles that use half-spaces
consistently say what is written *without* one. The three models are learnt from counts
over part of the articles, on another part.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from kg.annotate.halfspace import (
    Lexicon,
    Repairer,
    choice_features,
    find_splits,
    gap_features,
    joint,
    may_join,
    split_features,
    write_lexicon,
)
from kg.annotate.normalizer import normalize_characters
from kg.normalize import ZWNJ


if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Iterator, Sequence


COUNTED = 85  # articles with lower numbers are counted
_FITTED = 70  # of these, the ones from here on fit the models
_HARM = 5.0  # weight of a space where a half-space would be nobody's spelling
_LETTERS = r"(?:[^\W\d_]|[\u200c\u0654])+"
_RUN = re.compile(rf"{_LETTERS}(?: {_LETTERS})*")
_WORD = re.compile(_LETTERS)
_PREFIXES = ("میش", "میک", "نمیش", "نمیک")
_WEIGHTLESS: dict[str, list[float]] = {"choice": [], "split": [], "gap": []}


@dataclass(frozen=True, slots=True)
class Text:
    """A normalized article.

    Attributes:
        number: 0–99, by which articles are shared out.
        text: Characters normalized, half-spaces as received.
        consistency: 2 where half-spaces are used throughout, 1 nearly so, else 0.
    """

    number: int
    text: str
    consistency: int


def article_number(article_id: str) -> int:
    """Return a number from 0 to 99 that depends on an article's id alone."""
    digest = hashlib.md5(article_id.encode(), usedforsecurity=False).hexdigest()
    return int(digest, 16) % 100


def consistency_of(text: str) -> int:
    """Say how consistently ``text`` uses half-spaces: 2 throughout, 1 nearly, 0 not.

    Counted against it are «می» and «ها» that stand apart, and «های» and «می» stuck to
    long words; for it, all half-spaces.
    """
    words: list[str] = _WORD.findall(text)
    used = sum(ZWNJ in word for word in words)
    lacking = sum(word in {"می", "نمی", "ها", "های", "هایی"} for word in words)
    lacking += sum(_is_stuck(word) for word in words)
    if used < 8 or used < 0.025 * len(words):
        return 0
    return 2 if lacking <= 0.1 * used else int(lacking <= 0.25 * used)


def _is_stuck(word: str) -> bool:
    if ZWNJ in word or len(word) < 5:
        return False
    with_plural = len(word) > 5 and word.endswith(("های", "هایی"))
    return with_plural or word.startswith(_PREFIXES)


def is_overdone(text: str, superfluous: frozenset[str]) -> bool:
    """Say whether ``text`` writes half-spaces where nobody else does («د‌ر»)."""
    words: list[str] = _WORD.findall(text)
    used = sum(ZWNJ in word for word in words)
    odd = sum(word in superfluous or word.startswith("د\u200c") for word in words)
    return odd >= 3 and odd > 0.03 * used


def find_superfluous(texts: Iterable[str]) -> frozenset[str]:
    """Return words with half-spaces that are far commoner without."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_WORD.findall(text))
    return frozenset(
        word
        for word, count in counts.items()
        if ZWNJ in word
        and counts[word.replace(ZWNJ, "")] >= 20 * count
        and not word.startswith(("می", "نمی"))
        and not word.endswith(("ها", "های", "ترین", "تر"))
    )


def read_texts(path: Path) -> list[Text]:
    """Read the articles of a JSONL file, less those that overdo half-spaces."""
    found: list[tuple[int, str]] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            parts = (article["title"], article["lead"], article["body"])
            text = "\n".join(part for part in parts if part)
            found.append((article_number(str(article["id"])), text))
    normalized = [(number, normalize_characters(text)) for number, text in found]
    odd = find_superfluous(text for number, text in normalized if number < COUNTED)
    return [
        Text(number, text, consistency_of(text))
        for number, text in normalized
        if not is_overdone(text, odd)
    ]


def _runs(text: str) -> Iterator[list[str]]:
    """Yield words that only single spaces part."""
    for match in _RUN.finditer(text):
        yield [word for word in match[0].split(" ") if word.strip(ZWNJ)]


@dataclass(slots=True)
class _Counts:
    """Counts in the making."""

    plain: Counter[str] = field(default_factory=Counter)
    compounds: Counter[str] = field(default_factory=Counter)
    apart: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, text: Text) -> None:
        """Count a text; what is written without half-spaces only if consistent."""
        for words in _runs(text.text):
            self.compounds.update(word for word in words if ZWNJ in word)
            if text.consistency:
                self.plain.update(word for word in words if ZWNJ not in word)
                self.apart.update(
                    (left.rpartition(ZWNJ)[2], right.partition(ZWNJ)[0])
                    for left, right in pairwise(words)
                )

    def to_lexicon(self) -> Lexicon:
        """Return the counts as a lexicon without weights."""
        best: dict[str, tuple[str, int]] = {}
        totals: Counter[str] = Counter()
        for form, count in sorted(self.compounds.items(), key=lambda item: item[1::-1]):
            letters = form.replace(ZWNJ, "")
            totals[letters] += count
            best[letters] = (form, totals[letters])
        lexicon = Lexicon(
            plain=dict(self.plain),
            compounds=best,
            apart=dict(self.apart),
            left={},
            right={},
            weights=_WEIGHTLESS,
        )
        self._count_units(lexicon)
        return lexicon

    def _count_units(self, lexicon: Lexicon) -> None:
        """Count how often units that join also stand apart or are stuck."""
        before: Counter[str] = Counter()
        after: Counter[tuple[str, int]] = Counter()
        for (left, right), count in self.apart.items():
            before[left] += count
            after[right, joint(left)] += count
        begun, ended = self._count_stuck(lexicon)
        for unit in lexicon.left_types:
            lexicon.left[unit] = (before[unit], begun[unit])
        for unit in {right for _, right in lexicon.joined}:
            counts = [table[unit, end] for table in (after, ended) for end in range(3)]
            lexicon.right[unit] = tuple(counts)

    def _count_stuck(
        self, lexicon: Lexicon
    ) -> tuple[Counter[str], Counter[tuple[str, int]]]:
        """Count the plain words that begin or end with a unit and a known word."""
        begun: Counter[str] = Counter()
        ended: Counter[tuple[str, int]] = Counter()
        for word, count in self.plain.items():
            if count < 2:
                continue
            for at in range(1, len(word)):
                left, right = word[:at], word[at:]
                if right in lexicon.right_types and self.plain[left] > 2:
                    ended[right, joint(left)] += 1
                if left in lexicon.left_types and self.plain[right] > 2:
                    begun[left] += 1
        return begun, ended


def count(texts: Iterable[Text], extra: Sequence[str] = ()) -> Lexicon:
    """Return a lexicon without weights.

    Args:
        texts: What to count over.
        extra: Words to know besides.
    """
    counts = _Counts()
    for text in texts:
        counts.add(text)
    for form in extra:
        known = counts.compounds if ZWNJ in form else counts.plain
        if form not in known:
            known[form] = 1
    return counts.to_lexicon()


def hazm_words() -> list[str]:
    """Return the words of hazm's list that have half-spaces or are common."""
    from hazm import words_list  # noqa: PLC0415 — takes seconds

    return [
        word
        for word, times, tags in words_list()
        if ZWNJ in word or (times >= 1000 and tags != ("0",) and not _is_plural(word))
    ]


def _is_plural(word: str) -> bool:
    return word.endswith(("ها", "های", "هایی"))


@dataclass(slots=True)
class _Examples:
    """What a model is fitted to: features, answers and how often each was seen."""

    features: list[list[float]] = field(default_factory=list)
    answers: list[bool] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    def add(self, features: list[float], answer: bool, times: float = 1.0) -> None:
        """Add an example."""
        self.features.append(features)
        self.answers.append(answer)
        self.times.append(times)

    def fit(self) -> list[float]:
        """Return the weights of a logistic model, by Newton's method."""
        raw = np.array(self.features, dtype=float)
        mean, scale = raw.mean(axis=0), raw.std(axis=0) + 1e-6
        mean[0], scale[0] = 0.0, 1.0
        table = (raw - mean) / scale
        answers, times = np.array(self.answers, dtype=float), np.array(self.times)
        weights = np.zeros(table.shape[1])
        penalty = np.eye(len(weights))
        for _ in range(30):
            chance = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
            slope = table.T @ (times * (chance - answers)) + weights
            bend = (table.T * (times * chance * (1 - chance))) @ table + penalty
            weights -= np.linalg.solve(bend, slope)
        weights /= scale
        weights[0] -= float(weights[1:] @ mean[1:])
        return [float(weight) for weight in weights]


def fit(lexicon: Lexicon, texts: Sequence[Text]) -> dict[str, list[float]]:
    """Return the weights of the models, fitted to consistent texts not counted."""
    consistent = [text.text for text in texts if text.consistency == 2]
    choices, splits = _word_examples(lexicon, consistent)
    return {
        "choice": choices.fit(),
        "split": splits.fit(),
        "gap": _gap_examples(lexicon, consistent).fit(),
    }


def _gap_examples(lexicon: Lexicon, texts: Sequence[str]) -> _Examples:
    """Return examples for two units; a space where nobody joins them weighs more."""
    found = _Examples()
    runs = [words for text in texts for words in _runs(text)]
    usual = {
        pair for words in runs for word in words for pair in pairwise(word.split(ZWNJ))
    }
    for words in runs:
        last = ""
        for word in words:
            units = word.split(ZWNJ)
            pairs = [(last, units[0], False)]
            pairs += [(left, right, True) for left, right in pairwise(units)]
            for left, right, joined in pairs:
                if left and right and may_join(lexicon, left, right):
                    known = lexicon.joined.get((left, right), 0) > 1
                    times = 1.0 if known or (left, right) in usual else _HARM
                    found.add(gap_features(lexicon, left, right), joined, times)
            last = units[-1]
    return found


def _word_examples(
    lexicon: Lexicon, texts: Iterable[str]
) -> tuple[_Examples, _Examples]:
    """Return examples for words in the lexicon and for unknown ones."""
    spellings = Counter(
        word for text in texts for words in _runs(text) for word in words
    )
    choices, splits = _Examples(), _Examples()
    for word in sorted(spellings):
        letters = word.replace(ZWNJ, "")
        if letters in lexicon.compounds:
            features = choice_features(lexicon, letters)
            choices.add(features, ZWNJ in word, spellings[word])
        elif lexicon.plain.get(letters, 0) < 3:
            right = _boundaries(word)
            for at in find_splits(lexicon, letters):
                features = split_features(lexicon, letters, at)
                splits.add(features, at in right, min(spellings[word], 3))
    return choices, splits


def _boundaries(word: str) -> set[int]:
    found: set[int] = set()
    at = 0
    for unit in word.split(ZWNJ)[:-1]:
        at += len(unit)
        found.add(at)
    return found


def add_singles(lexicon: Lexicon, words: Iterable[str]) -> None:
    """Let ``words`` be known that would be split otherwise, though they are one."""
    repairer = Repairer(lexicon)
    for word in (word for word in words if ZWNJ not in word):
        known = word in lexicon.compounds or lexicon.plain.get(word, 0) > 2
        if not known and repairer.mend(word) != word:
            lexicon.plain[word] = 3


def prune(lexicon: Lexicon) -> None:
    """Drop the pairs apart of which the ``gap`` model says so without being told."""
    weights = lexicon.weights["gap"]
    apart = dict(lexicon.apart)
    lexicon.apart.clear()
    for pair in sorted(apart):
        if not may_join(lexicon, *pair):
            continue
        untold = np.dot(weights, gap_features(lexicon, *pair))
        if pair in lexicon.joined or untold > -2.5:
            lexicon.apart[pair] = apart[pair]


def train(path: Path, *, report: Callable[[str], object]) -> Lexicon:
    """Return the lexicon counted over the articles of ``path``, with weights."""
    texts = [text for text in read_texts(path) if text.number < COUNTED]
    words = hazm_words()
    report(
        f"{len(texts)} articles, {sum(bool(t.consistency) for t in texts)} consistent"
    )
    part = count((text for text in texts if text.number < _FITTED), words)
    weights = fit(part, [text for text in texts if text.number >= _FITTED])
    lexicon = count(texts, words)
    lexicon.weights = weights
    add_singles(lexicon, words)
    prune(lexicon)
    return lexicon


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command line of ``python -m kg.train halfspace``."""
    parser.add_argument("news", type=Path, help="articles as JSONL")
    parser.add_argument(
        "-o", "--output", type=Path, default=Path("kg/models/halfspace.txt.xz")
    )


def run(arguments: argparse.Namespace, report: Callable[[str], object]) -> None:
    """Train and write the lexicon."""
    lexicon = train(arguments.news, report=report)
    text = "\n".join(write_lexicon(lexicon))
    packed = lzma.compress(text.encode("utf-8"), preset=9)
    arguments.output.write_bytes(packed)
    report(f"{arguments.output}: {len(packed):,} bytes")
