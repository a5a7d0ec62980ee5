"""Lost, misplaced and superfluous half-spaces: where they belong.

«میشود» and «می شود» stand for «می‌شود», «رئیسجمهور» for «رئیس‌جمهور», «د‌ولت» for
«دولت». What is known comes from counts over news (``kg/models/halfspace.txt.xz``):
which words are written with a half-space, which without, and how freely each *unit*
(what stands between spaces and half-spaces) joins others («می», «ها», «گذاری»). Three
small logistic models, learnt by :mod:`kg.train.halfspace`, weigh this evidence:
``choice`` for words known in both spellings, ``split`` for unknown words, ``gap`` for
two neighboring units. Unknown words with «می» are looked up among the verb forms.
"""

from __future__ import annotations

import lzma
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import log, log1p
from typing import TYPE_CHECKING, NamedTuple

from kg.annotate.conjugation import inflections
from kg.normalize import ZWNJ, match_key


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


_WORDS = re.compile(r"(?:[^\W\d_]|[\u200c\u0654])+(?:[ ](?:[^\W\d_]|[\u200c\u0654])+)*")
_VERB = re.compile(r"ن?می(?=\w)")
_NON_JOINING = frozenset("اآأإدذرزژو")
_VERBAL = frozenset({"می", "نمی"})

# Where suffixes stand apart in a text, its spaces may stand for half-spaces; elsewhere
# they were meant. So two units are joined from 20 % on, or from 62 %.
_EAGER, _CAREFUL = -1.4, 0.5
_APART_WORDS = re.compile(r"(?<![\w\u200c])(?:ن?می|ها|های|هایی)(?![\w\u200c])")
_APART_RATE = 1000  # code points for each such word

_APART = -2.2  # log-odds below which a half-space that was typed becomes a space
_APART_EVIDENCE = 5
_SUPERFLUOUS = 20  # how much commoner a word must be without its half-space
_PRODUCTIVE = 150  # partners of units such as «ها», which are never superfluous
_RARELY = 50  # a unit that stands apart so many times oftener joins nothing new
_NEVER = -99.0
_NOWHERE = (0, 0, 0, 0, 0, 0)
_KEPT = 200_000  # cached decisions


@dataclass(slots=True)
class Lexicon:
    """Counts over news that evidence is drawn from.

    Attributes:
        plain: Count of words without half-spaces.
        compounds: By letters alone, the commonest spelling with half-spaces and the
            count of all such spellings.
        apart: Count of pairs of units with a space between them, where it matters.
        left: Of each unit: how often it stands before a space, and with how many
            plain words it begins.
        right: Of each unit: how often it stands after a space, and how many plain
            words it ends, both by ``joint`` of what is before it.
        weights: Weights of the models by name.
        joined: Count of pairs of units with a half-space between them.
    """

    plain: dict[str, int]
    compounds: dict[str, tuple[str, int]]
    apart: dict[tuple[str, str], int]
    left: dict[str, tuple[int, ...]]
    right: dict[str, tuple[int, ...]]
    weights: dict[str, list[float]]
    joined: Counter[tuple[str, str]] = field(default_factory=Counter)
    left_types: Counter[str] = field(default_factory=Counter)
    right_types: Counter[str] = field(default_factory=Counter)
    right_kinds: Counter[tuple[str, int]] = field(default_factory=Counter)
    left_joined: Counter[str] = field(default_factory=Counter)
    right_joined: Counter[tuple[str, int]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        for form, count in self.compounds.values():
            units = form.split(ZWNJ)
            for pair in pairwise(units):
                self.joined[pair] += count
        for (left, right), count in self.joined.items():
            self.left_types[left] += 1
            self.left_joined[left] += count
            # «می» joins whatever follows: that says nothing of «شود» in «اصلاح شود».
            if left not in _VERBAL:
                self.right_types[right] += 1
                self.right_kinds[right, joint(left)] += 1
                self.right_joined[right, joint(left)] += count

    def known(self, unit: str) -> int:
        """Return how often ``unit`` is a word, half-spaces aside."""
        return self.plain.get(unit, 0) + self.compounds.get(unit, ("", 0))[1]


def joint(unit: str) -> int:
    """Return how the end of ``unit`` looks before a suffix: «ه», unjoined, joined."""
    if unit.endswith(("ه", "هٔ")):
        return 0
    return 1 if unit[-1:] in _NON_JOINING else 2


def choice_features(lexicon: Lexicon, word: str) -> list[float]:
    """Return what speaks for the half-spaces of a word of ``lexicon.compounds``."""
    form, count = lexicon.compounds[word]
    plain = lexicon.plain.get(word, 0)
    return [
        1.0,
        log((count + 0.5) / (plain + 0.5)),
        log1p(count),
        log1p(plain),
        max(-5.0, _right_rate(lexicon, *form.split(ZWNJ)[-2:])),
    ]


def split_features(lexicon: Lexicon, word: str, at: int) -> list[float]:
    """Return what speaks for a half-space before character ``at`` of ``word``."""
    left, right = word[:at], word[at:]
    plain = lexicon.plain.get(word, 0)
    left_types, right_types = lexicon.left_types[left], lexicon.right_types[right]
    left_rate, right_rate = _left_rate(lexicon, left), _right_rate(lexicon, left, right)
    left_known, right_known = lexicon.known(left), lexicon.known(right)
    suffix = right_types >= _PRODUCTIVE and len(left) > 2 and plain == 0
    return [
        1.0,
        log1p(right_types),
        right_rate,
        right_types == 0,
        log1p(left_types),
        left_rate,
        left_types == 0,
        log1p(left_known),
        left_known == 0,
        log1p(right_known),
        right_known == 0,
        left[-1] in _NON_JOINING,
        log1p(plain),
        plain == 0,
        min(len(left), 5) / 5,
        min(len(right), 5) / 5,
        len(left) == 1,
        len(right) == 1,
        right_rate if right_types and left_known else 0.0,
        left_rate if left_types and right_known else 0.0,
        suffix,
        suffix and left_known == 0,
        joint(left) == 0,
    ]


def gap_features(lexicon: Lexicon, left: str, right: str) -> list[float]:
    """Return what speaks for a half-space, and not a space, between two units."""
    joined = lexicon.joined.get((left, right), 0)
    apart = lexicon.apart.get((left, right), 0)
    ending = joint(left)
    spaced = lexicon.right.get(right, _NOWHERE)[:3]
    alike = log(
        (lexicon.right_joined.get((right, ending), 0) + 0.3) / (spaced[ending] + 1)
    )
    all_joined = sum(lexicon.right_joined.get((right, end), 0) for end in range(3))
    overall = log((all_joined + 0.3) / (sum(spaced) + 1))
    before = lexicon.left.get(left, (0, 0))[0]
    begun = log((lexicon.left_joined[left] + 0.3) / (before + 1))
    pair = log((joined + 0.5) / (apart + 0.5))
    seen = log1p(joined + apart)
    return [
        1.0,
        log1p(joined),
        log1p(apart),
        joined == 0,
        apart == 0,
        pair,
        alike,
        overall,
        begun,
        log1p(lexicon.left_types[left]),
        log1p(lexicon.right_types[right]),
        len(left) == 1,
        len(right) == 1,
        alike / (1 + seen),
        overall / (1 + seen),
        begun / (1 + seen),
        pair * seen,
        joined + apart == 0,
    ]


def _left_rate(lexicon: Lexicon, unit: str) -> float:
    fused = lexicon.left.get(unit, (0, 0))[1]
    return log((lexicon.left_types[unit] + 0.3) / (fused + 1))


def _right_rate(lexicon: Lexicon, left: str, right: str) -> float:
    ending = joint(left)
    fused = lexicon.right.get(right, _NOWHERE)[3 + ending]
    return log((lexicon.right_kinds.get((right, ending), 0) + 0.3) / (fused + 1))


def find_splits(lexicon: Lexicon, word: str) -> list[int]:
    """Return where an unknown word may have lost a half-space."""
    return [
        at
        for at in range(1, len(word))
        if word[:at] not in _VERBAL
        and (
            lexicon.right_types.get(word[at:], 0) > 1
            or lexicon.left_types.get(word[:at], 0) > 1
        )
    ]


def may_join(lexicon: Lexicon, left: str, right: str) -> bool:
    """Say whether two units are worth asking the ``gap`` model about."""
    if (left, right) in lexicon.joined:
        return True
    if lexicon.left_types.get(left, 0) > 1:
        apart = lexicon.left.get(left, (0, 0))[0]
        if _RARELY * lexicon.left_joined[left] >= apart:
            return True
    if lexicon.right_types.get(right, 0) > 1:
        ending = joint(left)
        apart = lexicon.right.get(right, _NOWHERE)[ending]
        return _RARELY * lexicon.right_joined.get((right, ending), 0) >= apart
    return False


class _Mended(NamedTuple):
    """A word's edits (offsets within it) and its first and last unit after them."""

    edits: tuple[tuple[int, int, str], ...]
    first: str
    last: str


class Repairer:
    """Decides on half-spaces; remembers its decisions.

    Args:
        lexicon: Counts and weights.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._words: dict[str, _Mended] = {}
        self._gaps: dict[tuple[str, str], float] = {}

    def find_repairs(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield the edits that mend ``text``: start, end and what belongs there."""
        words, gaps = self._words, self._gaps
        least = _EAGER if _has_lost(text) else _CAREFUL
        for match in _WORDS.finditer(text):
            at = match.start()
            before: str | None = None
            for word in match[0].split(" "):
                mended = words.get(word) or self._mend(word)
                if before is not None:
                    pair = (before, mended.first)
                    odds = gaps.get(pair)
                    if (self._join(pair) if odds is None else odds) > least:
                        yield at - 1, at, ZWNJ
                for start, end, mark in mended.edits:
                    yield at + start, at + end, mark
                before = mended.last
                at += len(word) + 1

    def mend(self, word: str) -> str:
        """Return ``word`` with its half-spaces mended."""
        if ZWNJ in word:
            return self._mend_typed(word)
        if len(word) < 3:
            return word
        lexicon = self._lexicon
        if word in lexicon.compounds:
            odds = self._score("choice", choice_features(lexicon, word))
            return self._part(lexicon.compounds[word][0]) if odds > 0 else word
        if lexicon.plain.get(word, 0) > 2:
            return word
        return self._mend_unknown(word)

    def _mend_typed(self, word: str) -> str:
        """Mend a word in which half-spaces were typed; they are mostly right."""
        lexicon = self._lexicon
        letters = word.replace(ZWNJ, "")
        form, count = lexicon.compounds.get(letters, ("", 0))
        units = word.split(ZWNJ)
        if self._is_superfluous(units, lexicon.plain.get(letters, 0), count):
            return letters
        if set(_marks(word)) <= set(_marks(form)):
            return self._part(form)
        return self._part(ZWNJ.join(self.mend(unit) for unit in units))

    def _part(self, word: str) -> str:
        """Put spaces between units that nearly everyone writes as two words."""
        units = word.split(ZWNJ)
        parted = units[0]
        for left, right in pairwise(units):
            parted += (" " if self._is_apart(left, right) else ZWNJ) + right
        return parted

    def _is_superfluous(self, units: Sequence[str], plain: int, count: int) -> bool:
        """Say whether nearly everyone writes the word without half-spaces («د‌ر»)."""
        if plain < _SUPERFLUOUS * max(1, count) or not _VERBAL.isdisjoint(units):
            return False
        return all(self._lexicon.right_types[unit] < _PRODUCTIVE for unit in units[1:])

    def _is_apart(self, left: str, right: str) -> bool:
        """Say whether nearly everyone writes two units as two words («به گزارش»)."""
        lexicon = self._lexicon
        if lexicon.apart.get((left, right), 0) < _APART_EVIDENCE:
            return False
        return self._score("gap", gap_features(lexicon, left, right)) < _APART

    def _mend_unknown(self, word: str) -> str:
        verb = _VERB.match(word)
        if verb is not None and match_key(word) in inflections():
            return f"{verb[0]}{ZWNJ}{word[verb.end() :]}"
        lexicon = self._lexicon
        scored = [
            (self._score("split", split_features(lexicon, word, at)), at)
            for at in find_splits(lexicon, word)
        ]
        odds, at = max(scored, default=(_NEVER, 0))
        if odds <= 0:
            return word
        return f"{self.mend(word[:at])}{ZWNJ}{self.mend(word[at:])}"

    def _mend(self, word: str) -> _Mended:
        """Mend a word met for the first time."""
        if len(self._words) > _KEPT:
            self._words.clear()
        mended = self.mend(word)
        units = re.split("[ \u200c]", mended)
        found = _Mended(tuple(_difference(word, mended)), units[0], units[-1])
        self._words[word] = found
        return found

    def _join(self, pair: tuple[str, str]) -> float:
        """Return the log-odds that a half-space belongs between two units."""
        if len(self._gaps) > _KEPT:
            self._gaps.clear()
        lexicon = self._lexicon
        odds = _NEVER
        if may_join(lexicon, *pair):
            odds = self._score("gap", gap_features(lexicon, *pair))
        self._gaps[pair] = odds
        return odds

    def _score(self, model: str, features: Sequence[float]) -> float:
        weights = self._lexicon.weights[model]
        return sum(
            weight * value for weight, value in zip(weights, features, strict=True)
        )


def _has_lost(text: str) -> bool:
    """Say whether spaces stand for half-spaces in ``text``."""
    apart = len(_APART_WORDS.findall(text))
    return apart * _APART_RATE > len(text) and apart * 5 > text.count(ZWNJ)


def _marks(word: str) -> list[int]:
    """Return how many letters stand before each half-space of ``word``."""
    found: list[int] = []
    count = 0
    for unit in word.split(ZWNJ)[:-1]:
        count += len(unit)
        found.append(count)
    return found


def _difference(word: str, mended: str) -> Iterator[tuple[int, int, str]]:
    """Yield the edits that turn ``word`` into ``mended``; their letters are alike."""
    at = to = 0
    while at < len(word) or to < len(mended):
        old = word[at : at + 1]
        new = mended[to : to + 1]
        if old == new:
            at, to = at + 1, to + 1
        elif old == ZWNJ:
            becomes = new if new == " " else ""
            yield at, at + 1, becomes
            at, to = at + 1, to + len(becomes)
        else:
            yield at, at, new
            to += 1


def read_lexicon(lines: Iterator[str]) -> Lexicon:
    """Read a lexicon as :func:`write_lexicon` writes it."""
    weights = {
        name: [float(value) for value in values]
        for name, *values in (next(lines).split() for _ in range(3))
    }
    sections: list[list[str]] = [[]]
    for line in lines:
        if line:
            sections[-1].append(line)
        else:
            sections.append([])
    plain, compounds, apart, left, right = sections[:5]
    return Lexicon(
        plain={word: count for count, words in map(_group, plain) for word in words},
        compounds={
            form.replace(ZWNJ, ""): (form, count)
            for count, forms in map(_group, compounds)
            for form in forms
        },
        apart={
            (first, second): count
            for count, pairs in map(_group, apart)
            for first, second in (pair.split("_") for pair in pairs)
        },
        left=dict(map(_counts, left)),
        right=dict(map(_counts, right)),
        weights=weights,
    )


def write_lexicon(lexicon: Lexicon) -> Iterator[str]:
    """Yield the lines of a lexicon: what has one count shares a line."""
    for name in ("choice", "split", "gap"):
        yield " ".join([name, *(f"{value:.4f}" for value in lexicon.weights[name])])
    yield from _grouped(lexicon.plain)
    yield ""
    yield from _grouped(dict(lexicon.compounds.values()))
    yield ""
    yield from _grouped({"_".join(pair): n for pair, n in lexicon.apart.items()})
    for table in (lexicon.left, lexicon.right):
        yield ""
        for unit in sorted(table):
            yield " ".join([unit, *map(str, table[unit])])


def _grouped(counts: Mapping[str, int]) -> Iterator[str]:
    groups: dict[int, list[str]] = {}
    for name in sorted(counts):
        groups.setdefault(counts[name], []).append(name)
    for count in sorted(groups):
        yield " ".join([str(count), *groups[count]])


def _group(line: str) -> tuple[int, list[str]]:
    count, *names = line.split(" ")
    return int(count), names


def _counts(line: str) -> tuple[str, tuple[int, ...]]:
    unit, *counts = line.split(" ")
    return unit, tuple(map(int, counts))


@cache
def repairer() -> Repairer:
    """Return the repairer over the lexicon that is shipped."""
    packed = (files("kg") / "models" / "halfspace.txt.xz").read_bytes()
    lines = lzma.decompress(packed).decode("utf-8").split("\n")
    return Repairer(read_lexicon(iter(lines)))


def find_repairs(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the edits that mend the half-spaces of normalized ``text``, in order."""
    return repairer().find_repairs(text)
