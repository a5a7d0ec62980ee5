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
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from math import log, log1p
from operator import mul
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from kg.annotate.conjugation import inflections
from kg.annotate.uncollected import uncollected
from kg.kept import Kept
from kg.lexicon import rows, word_keys
from kg.normalize import ZWNJ, match_key


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


_Key = TypeVar("_Key")

# The searches of this module begin with a character, not with a look around: such
# patterns are found several times as fast. None is possessive («)*+»): Python 3.11.2,
# Debian's, then takes the space after a word into the match («گزارش «…»»).
_WORD = r"(?:[^\W\d_]+|[\u200c\u0654]+)+"
_WORDS = re.compile(rf"{_WORD}(?:[ ]{_WORD})*")
_VERB = re.compile(r"ن?می(?=\w)")
_GAPS = re.compile("[ \u200c]")
_NON_JOINING = frozenset("اآأإدذرزژو")
_VERBAL = frozenset({"می", "نمی"})

# Where suffixes stand apart in a text, its spaces may stand for half-spaces; elsewhere
# they were meant. So two units are joined from 12 % on, or from 62 %.
_EAGER, _CAREFUL = -1.95, 0.5
_APART_WORDS = re.compile(
    r"[نمه](?<![\w\u200c].)(?:(?<=ن)می|(?<=م)ی|(?<=ه)ا(?:یی?)?)(?![\w\u200c])"
)
_APART_RATE = 1000  # code points for each such word

# Likewise, where suffixes are stuck to words, other half-spaces were deleted too.
_TORN, _WHOLE = 0.0, 3.0
_STUCK_WORDS = re.compile(
    r"(?<![\w\u200c])(?:ن?می[شک]\w\w|\w{3,}های(?:ی|م|ت|ش)?(?![\w\u200c]))"
)

# What the ``gap`` model is told of units: «هایی», «ترین»; «ایم», «شان»; «سازی».
_INFLECTED = re.compile(
    r"ها(?:ی|یی|یم|یت|یش|یمان|یتان|یشان|ست|یند)?|تر(?:ین|ی|ها|های)?"
)
_ENCLITIC = re.compile(r"ی|ای|اش|ام|ات|شان|تان|مان|اند|ایم|اید|است")
_INDEFINITE, _VOWELS = "ای", ("ه", "هٔ", "ا", "و", "ی")
_ENDED = re.compile(r"(?:ی|ها|های|ان|گی)$")

_APART = -2.2  # log-odds below which a half-space that was typed becomes a space
_APART_EVIDENCE = 5
_SUPERFLUOUS = 20  # how much commoner a word must be without its half-space
_PRODUCTIVE = 150  # partners of units such as «ها», which are never superfluous
_RARELY = 50  # a unit that stands apart so many times oftener joins nothing new
_UNHEARD = 0.5  # log-odds more that a pair needs which nobody joins
_HEARSAY = 2  # so often are pairs joined that are no usage yet
_NAME_PARTNERS = 20  # units that more words end in are no surname
_NEVER = -99.0
_ROUNDING = 1e-6  # more than sums of the models err by
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
        joined = self.joined
        for form, count in self.compounds.values():
            for pair in pairwise(form.split(ZWNJ)):
                joined[pair] = joined.get(pair, 0) + count
        ends = {left: joint(left) for left, _ in joined}
        for (left, right), count in joined.items():
            _add(self.left_types, left, 1)
            _add(self.left_joined, left, count)
            # «می» joins whatever follows: that says nothing of «شود» in «اصلاح شود».
            if left not in _VERBAL:
                end = (right, ends[left])
                _add(self.right_types, right, 1)
                _add(self.right_kinds, end, 1)
                _add(self.right_joined, end, count)

    def known(self, unit: str) -> int:
        """Return how often ``unit`` is a word, half-spaces aside."""
        return self.plain.get(unit, 0) + self.compounds.get(unit, ("", 0))[1]


def _add(counts: dict[_Key, int], key: _Key, count: int) -> None:
    """Add to a count; a Counter's own way costs three times as much."""
    counts[key] = counts.get(key, 0) + count


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
    left_types = lexicon.left_types.get(left, 0)
    right_types = lexicon.right_types.get(right, 0)
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


class LeftUnit(NamedTuple):
    """What is known of a unit before a gap, counts as logarithms."""

    begun: float
    types: float
    single: bool
    verbal: bool
    plain: float


class RightUnit(NamedTuple):
    """What is known of a unit after a gap and a unit that ends in a certain way."""

    alike: float
    overall: float
    types: float
    single: bool
    inflected: bool
    enclitic: bool
    productive: bool
    stem_types: float
    derived_types: float
    plain: float
    kin: tuple[str, str, str]


_NO_LEFT = LeftUnit(0.0, 0.0, single=False, verbal=False, plain=0.0)
_NO_RIGHT = RightUnit(
    alike=0.0,
    overall=0.0,
    types=0.0,
    single=False,
    inflected=False,
    enclitic=False,
    productive=False,
    stem_types=0.0,
    derived_types=0.0,
    plain=0.0,
    kin=("", "", ""),
)
_KIN, _COMPOUND, _FUSED = -5, -4, -3  # places of what a new pair has of its own


def read_left(lexicon: Lexicon, unit: str) -> LeftUnit:
    """Return what is known of a unit before a gap."""
    apart = lexicon.left.get(unit, (0, 0))[0]
    return LeftUnit(
        begun=log((lexicon.left_joined.get(unit, 0) + 0.3) / (apart + 1)),
        types=log1p(lexicon.left_types.get(unit, 0)),
        single=len(unit) == 1,
        verbal=unit in _VERBAL,
        plain=log1p(lexicon.plain.get(unit, 0)),
    )


def read_right(lexicon: Lexicon, unit: str, ending: int) -> RightUnit:
    """Return what is known of a unit after one whose end is ``joint`` of it."""
    spaced = lexicon.right.get(unit, _NOWHERE)[:3]
    joined = [lexicon.right_joined.get((unit, end), 0) for end in range(3)]
    types = lexicon.right_types.get(unit, 0)
    inflected, enclitic, stem = _read_unit(unit)
    return RightUnit(
        alike=log((joined[ending] + 0.3) / (spaced[ending] + 1)),
        overall=log((sum(joined) + 0.3) / (sum(spaced) + 1)),
        types=log1p(types),
        single=len(unit) == 1,
        inflected=inflected,
        enclitic=enclitic,
        productive=types >= _PRODUCTIVE,
        stem_types=log1p(lexicon.right_types.get(stem, 0) if stem != unit else 0),
        derived_types=log1p(lexicon.right_types.get(unit + "ی", 0)),
        plain=log1p(lexicon.plain.get(unit, 0)),
        kin=(stem, unit + "ی", unit + "ها"),
    )


def gap_features(lexicon: Lexicon, left: str, right: str) -> list[float]:
    """Return what speaks for a half-space, and not a space, between two units."""
    before, after = read_left(lexicon, left), read_right(lexicon, right, joint(left))
    return pair_features(lexicon, (left, right), before, after)


def pair_features(
    lexicon: Lexicon, pair: tuple[str, str], before: LeftUnit, after: RightUnit
) -> list[float]:
    """Return the features of a gap between two units that are known."""
    joined, apart = lexicon.joined.get(pair, 0), lexicon.apart.get(pair, 0)
    odds = log((joined + 0.5) / (apart + 0.5))
    seen = log1p(joined + apart)
    unseen, once = joined == 0, joined == 1
    fused, count = pair[0] + pair[1], lexicon.joined.get
    return [
        1.0,
        log1p(joined),
        log1p(apart),
        unseen,
        apart == 0,
        odds,
        after.alike,
        after.overall,
        before.begun,
        before.types,
        after.types,
        before.single,
        after.single,
        after.alike / (1 + seen),
        after.overall / (1 + seen),
        before.begun / (1 + seen),
        odds * seen,
        joined + apart == 0,
        once,
        after.alike if unseen else 0.0,
        after.overall if unseen else 0.0,
        before.types if unseen else 0.0,
        after.types if unseen else 0.0,
        after.alike if once else 0.0,
        after.types if once else 0.0,
        before.verbal,
        after.inflected,
        after.enclitic,
        after.productive,
        after.stem_types,
        after.derived_types,
        log1p(sum([count((pair[0], other), 0) for other in after.kin])),
        log1p(lexicon.compounds.get(fused, ("", 0))[1]),
        log1p(lexicon.plain.get(fused, 0)),
        before.plain,
        after.plain,
    ]


@lru_cache(maxsize=1 << 14)
def _read_unit(unit: str) -> tuple[bool, bool, str]:
    """Return whether a unit is an ending, whether a clitic, and its stem."""
    return (
        _INFLECTED.fullmatch(unit) is not None,
        _ENCLITIC.fullmatch(unit) is not None,
        _ENDED.sub("", unit),
    )


def _left_rate(lexicon: Lexicon, unit: str) -> float:
    fused = lexicon.left.get(unit, (0, 0))[1]
    return log((lexicon.left_types.get(unit, 0) + 0.3) / (fused + 1))


def _right_rate(lexicon: Lexicon, left: str, right: str) -> float:
    ending = joint(left)
    fused = lexicon.right.get(right, _NOWHERE)[3 + ending]
    return log((lexicon.right_kinds.get((right, ending), 0) + 0.3) / (fused + 1))


_LONGEST_WORD = 100


def find_splits(lexicon: Lexicon, word: str) -> list[int]:
    """Return where an unknown word may have lost a half-space.

    No word has a hundred letters; looking at all ends of one would cost their square.
    """
    if len(word) > _LONGEST_WORD:
        return []
    return [
        at
        for at in range(1, len(word))
        if word[:at] not in _VERBAL
        and (
            lexicon.right_types.get(word[at:], 0) > 1
            or lexicon.left_types.get(word[:at], 0) > 1
        )
    ]


class Before(NamedTuple):
    """How freely a unit joins what follows it.

    Attributes:
        ending: ``joint`` of the unit.
        joins: Whether it joins others so often that it may join a new one.
        is_number: Whether it is a number word («سیزده ساله»): only usage joins those.
        is_letter: Whether it is the name of a letter («سی ان»), likewise.
        is_open: Whether it ends in a vowel, and so may take «ای» («خانه‌ای»).
        is_first_name: Whether it is a common first name.
    """

    ending: int
    joins: bool
    is_number: bool
    is_letter: bool
    is_open: bool
    is_first_name: bool


class After(NamedTuple):
    """How freely a unit joins one before it that ends in a certain way.

    Attributes:
        joins: Whether it may be joined to a new unit.
        is_indefinite: Whether it is «ای».
        is_letter: Whether it is the name of a letter.
        is_surname: Whether it is a surname. Surnames made of two units
            («حسین‌زاده», «علی‌پور») have a second one that joins many.
        is_relational: Whether it ends in «ی», as most surnames do.
    """

    joins: bool
    is_indefinite: bool
    is_letter: bool
    is_surname: bool
    is_relational: bool


def read_before(lexicon: Lexicon, unit: str) -> Before:
    """Return how freely a unit joins what follows it."""
    key = match_key(unit)
    return Before(
        ending=joint(unit),
        joins=_begins_new(lexicon, unit),
        is_number=key in word_keys("number_words"),
        is_letter=key in word_keys("letter_names"),
        is_open=unit.endswith(_VOWELS),
        is_first_name=key in _common_first_names(),
    )


def _begins_new(lexicon: Lexicon, unit: str) -> bool:
    """Say whether a unit joins others so often that it may join a new one."""
    if lexicon.left_types.get(unit, 0) < 2:
        return False
    apart = lexicon.left.get(unit, (0, 0))[0]
    return _RARELY * lexicon.left_joined[unit] >= apart


def read_after(lexicon: Lexicon, unit: str, ending: int) -> After:
    """Return how freely a unit joins one whose end is ``joint`` of it."""
    key = match_key(unit)
    partners = lexicon.right_types.get(unit, 0)
    return After(
        joins=_ends_new(lexicon, unit, ending),
        is_indefinite=unit == _INDEFINITE,
        is_letter=key in word_keys("letter_names"),
        is_surname=len(unit) >= 4 and partners <= _NAME_PARTNERS and _is_surname(key),
        is_relational=key.endswith("ی"),
    )


def _ends_new(lexicon: Lexicon, unit: str, ending: int) -> bool:
    """Say whether ``unit`` may be joined to a new one whose end is ``joint`` of it."""
    if lexicon.right_types.get(unit, 0) < 2:
        return False
    apart = lexicon.right.get(unit, _NOWHERE)[ending]
    return _RARELY * lexicon.right_joined.get((unit, ending), 0) >= apart


def _is_surname(key: str) -> bool:
    listed = key in word_keys("surnames") and key not in word_keys("first_names")
    return listed and not key.startswith("ال")


def may_join(lexicon: Lexicon, left: str, right: str) -> bool:
    """Say whether two units are worth asking the ``gap`` model about."""
    before = read_before(lexicon, left)
    after = read_after(lexicon, right, before.ending)
    return _may_join(before, after, lexicon.joined.get((left, right), 0))


def _may_join(before: Before, after: After, joined: int) -> bool:
    """Say whether two units that are joined so often may be joined at all."""
    return joined > 0 or (
        (before.joins or after.joins) and not _never_joins(before, after)
    )


def _never_joins(before: Before, after: After) -> bool:
    """Say whether only usage joins two units: «سیزده ساله», «سی ان», «دست ای»."""
    return (
        before.is_number
        or (after.is_indefinite and not before.is_open)
        or (before.is_letter and after.is_letter)
    )


@cache
def _common_first_names() -> frozenset[str]:
    return frozenset(
        match_key(name) for name, use in rows("first_names", 2) if use == "common"
    )


class _Mended(NamedTuple):
    """A word's edits (offsets within it) and its first and last unit after them.

    ``ready`` tells how ready the last unit is to be joined to what follows, ``takes``
    how ready the first one is, by ``ending`` of the unit before: 0 no usage joins it,
    1 some does, 2 it also joins new ones. Only two that add up to 2 may be joined.
    """

    edits: tuple[tuple[int, int, str], ...]
    first: str
    last: str
    ending: int
    ready: int
    takes: tuple[int, int, int]


_MAY_JOIN = 2
_NEVER_TAKEN = (0, 0, 0)


class _Left(NamedTuple):
    """What is known of a unit before gaps, and its part of the odds of a new pair."""

    before: Before
    counts: LeftUnit
    part: float


class _Right(NamedTuple):
    """What is known of a unit after gaps, and its part of the odds of a new pair."""

    after: After
    counts: RightUnit
    part: float


class NewPairs:
    """The ``gap`` model of pairs that were never counted: each unit adds its part.

    Args:
        lexicon: Counts and weights.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        none = self._score(_NO_LEFT, _NO_RIGHT)
        self._none = none
        self._left = [
            self._score(LeftUnit._make(row), _NO_RIGHT) - none
            for row in _unit_rows(len(LeftUnit._fields))
        ]
        self._right = [
            self._score(_NO_LEFT, RightUnit._make([*row, _NO_RIGHT.kin])) - none
            for row in _unit_rows(len(RightUnit._fields) - 1)
        ]
        weights = lexicon.weights["gap"]
        self._weights = weights[_KIN], weights[_COMPOUND], weights[_FUSED]
        joined = max(lexicon.joined.values(), default=0)
        compound = max([count for _, count in lexicon.compounds.values()], default=0)
        plain = max(lexicon.plain.values(), default=0)
        most = sum(
            max(0.0, weight) * log1p(count)
            for weight, count in zip(
                self._weights, (3 * joined, compound, plain), strict=True
            )
        )
        self.hopeless = min(_EAGER, _CAREFUL) + _UNHEARD - most - _ROUNDING
        """What the parts of two units reach at least if they may be joined."""

    def _score(self, before: LeftUnit, after: RightUnit) -> float:
        """Return the odds of two units whose pair nothing is known of."""
        features = pair_features(self._lexicon, ("", ""), before, after)
        return _score(self._lexicon.weights["gap"], features)

    def left(self, unit: LeftUnit) -> float:
        """Return what a unit before the gap adds, and what every pair has."""
        return self._none + _score(self._left, unit)

    def right(self, unit: RightUnit) -> float:
        """Return what a unit after the gap adds."""
        numbers: tuple[float, ...] = unit[:-1]
        return _score(self._right, numbers)

    def together(self, pair: tuple[str, str], kin: Sequence[str]) -> float:
        """Return what the words add that both units make, and the second's kin."""
        lexicon, fused = self._lexicon, pair[0] + pair[1]
        alike = sum([lexicon.joined.get((pair[0], other), 0) for other in kin])
        counts = (
            alike,
            lexicon.compounds.get(fused, ("", 0))[1],
            lexicon.plain.get(fused, 0),
        )
        return _score(self._weights, [log1p(count) for count in counts])


def _unit_rows(size: int) -> list[list[float]]:
    """Return rows of zeros with a single one, at each place in turn."""
    return [[float(at == place) for at in range(size)] for place in range(size)]


def _score(weights: Sequence[float], features: Sequence[float]) -> float:
    """Return the weighted sum of numbers."""
    odds: float = sum(map(mul, weights, features))
    return odds


class Repairer:
    """Decides on half-spaces; remembers its decisions.

    Args:
        lexicon: Counts and weights.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._words: dict[float, dict[str, _Mended]] = {_TORN: {}, _WHOLE: {}}
        self._gaps: dict[tuple[str, str], float] = {}
        self._new = NewPairs(lexicon)
        self._lefts: dict[str, _Left] = {}
        self._rights: dict[tuple[str, int], _Right] = {}

    def known(self, unit: str) -> int:
        """Return how often ``unit`` was counted as a word, half-spaces aside."""
        return self._lexicon.known(unit)

    def partners(self, unit: str) -> tuple[int, int]:
        """Return with how many words ``unit`` was seen joined: after it, before it."""
        lexicon = self._lexicon
        return lexicon.left_types.get(unit, 0), lexicon.right_types.get(unit, 0)

    def find_repairs(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield the edits that mend ``text``: start, end and what belongs there."""
        torn = _TORN if _is_torn(text) else _WHOLE
        words, gaps = self._words[torn], self._gaps
        least = _EAGER if _has_lost(text) else _CAREFUL
        for match in _WORDS.finditer(text):
            at = match.start()
            before, ending, ready = "", 0, -_MAY_JOIN
            for word in match[0].split(" "):
                edits, first, last, ends, begins, takes = words.get(word) or self._mend(
                    word, torn
                )
                if ready + takes[ending] >= _MAY_JOIN:
                    odds = gaps.get((before, first))
                    if odds is None:
                        odds = self._join((before, first))
                    if odds > least:
                        yield at - 1, at, ZWNJ
                for start, end, mark in edits:
                    yield at + start, at + end, mark
                before, ending, ready = last, ends, begins
                at += len(word) + 1

    def mend(self, word: str, least: float = _TORN) -> str:
        """Return ``word`` with its half-spaces mended.

        Args:
            word: A word as typed.
            least: Log-odds from which one that was lost is put back.
        """
        if ZWNJ in word:
            return self._mend_typed(word, least)
        if len(word) < 3:
            return word
        lexicon = self._lexicon
        if word in lexicon.compounds:
            odds = self._score("choice", choice_features(lexicon, word))
            return self._part(lexicon.compounds[word][0]) if odds > least else word
        if lexicon.plain.get(word, 0) > 2:
            return word
        return self._mend_unknown(word, least)

    def _mend_typed(self, word: str, least: float) -> str:
        """Mend a word in which half-spaces were typed; they are mostly right."""
        lexicon = self._lexicon
        letters = word.replace(ZWNJ, "")
        form, count = lexicon.compounds.get(letters, ("", 0))
        units = word.split(ZWNJ)
        if self._is_superfluous(units, lexicon.plain.get(letters, 0), count):
            return letters
        if set(_marks(word)) <= set(_marks(form)):
            return self._part(form)
        return self._part(ZWNJ.join(self.mend(unit, least) for unit in units))

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

    def _mend_unknown(self, word: str, least: float) -> str:
        verb = _VERB.match(word)
        if verb is not None and match_key(word) in inflections():
            return f"{verb[0]}{ZWNJ}{word[verb.end() :]}"
        lexicon = self._lexicon
        scored = [
            (self._score("split", split_features(lexicon, word, at)), at)
            for at in find_splits(lexicon, word)
        ]
        odds, at = max(scored, default=(_NEVER, 0))
        if odds <= least:
            return word
        return f"{self.mend(word[:at], least)}{ZWNJ}{self.mend(word[at:], least)}"

    def _mend(self, word: str, least: float) -> _Mended:
        """Mend a word met for the first time."""
        words = self._words[least]
        if len(words) > _KEPT:
            words.clear()
        mended = self.mend(word, least)
        units = _GAPS.split(mended)
        edits = () if mended == word else tuple(_difference(word, mended))
        first, last = units[0], units[-1]
        ready, takes = self._ready(last), self._takes(first)
        found = _Mended(edits, first, last, joint(last), ready, takes)
        words[word] = found
        return found

    def _ready(self, unit: str) -> int:
        """Return how ready a unit is to be joined to what follows."""
        if unit in _VERBAL or _begins_new(self._lexicon, unit):
            return _MAY_JOIN
        return int(unit in self._lexicon.left_types)

    def _takes(self, unit: str) -> tuple[int, int, int]:
        """Return how ready a unit is to be joined to what stands before."""
        lexicon = self._lexicon
        if unit not in lexicon.right_types:
            return _NEVER_TAKEN
        one, two, three = [
            _MAY_JOIN if _ends_new(lexicon, unit, ending) else 1 for ending in range(3)
        ]
        return one, two, three

    def _join(self, pair: tuple[str, str]) -> float:
        """Return the log-odds that a half-space belongs between two units.

        Most pairs were never counted and are told by their units to be hopeless.
        """
        if len(self._gaps) > _KEPT:
            for known in (self._gaps, self._lefts, self._rights):
                known.clear()
        left, right = self._units(pair)
        joined = self._lexicon.joined.get(pair, 0)
        odds = _NEVER
        may_be = joined > 0 or (
            left.part + right.part >= self._new.hopeless or pair in self._lexicon.apart
        )
        if (
            may_be
            and _may_join(left.before, right.after, joined)
            and not self._is_barred(pair, left.before, right.after, joined)
        ):
            odds = self.odds(pair) - (0.0 if joined else _UNHEARD)
        self._gaps[pair] = odds
        return odds

    def _is_barred(
        self, pair: tuple[str, str], before: Before, after: After, joined: int
    ) -> bool:
        """Say whether a pair stays two words, whatever the model says.

        So do a first name and a surname («علی رضایی») unless usage joins them.
        """
        if joined <= _HEARSAY and _never_joins(before, after):
            return True
        if not (before.is_first_name and after.is_surname):
            return False
        return after.is_relational or joined <= self._lexicon.apart.get(pair, 0)

    def odds(self, pair: tuple[str, str]) -> float:
        """Return what the ``gap`` model says of a half-space between two units."""
        lexicon = self._lexicon
        left, right = self._units(pair)
        if pair in lexicon.joined or pair in lexicon.apart:
            features = pair_features(lexicon, pair, left.counts, right.counts)
            return self._score("gap", features)
        return left.part + right.part + self._new.together(pair, right.counts.kin)

    def _units(self, pair: tuple[str, str]) -> tuple[_Left, _Right]:
        """Return what is known of two units, the second after the first."""
        left = self._lefts.get(pair[0])
        if left is None:
            left = self._lefts[pair[0]] = self._read_left(pair[0])
        asked = pair[1], left.before.ending
        right = self._rights.get(asked)
        if right is None:
            right = self._rights[asked] = self._read_right(*asked)
        return left, right

    def _read_left(self, unit: str) -> _Left:
        counts = read_left(self._lexicon, unit)
        before = read_before(self._lexicon, unit)
        return _Left(before, counts, self._new.left(counts))

    def _read_right(self, unit: str, ending: int) -> _Right:
        counts = read_right(self._lexicon, unit, ending)
        after = read_after(self._lexicon, unit, ending)
        return _Right(after, counts, self._new.right(counts))

    def _score(self, model: str, features: Sequence[float]) -> float:
        return _score(self._lexicon.weights[model], features)


def _has_lost(text: str) -> bool:
    """Say whether spaces stand for half-spaces in ``text``."""
    apart = len(_APART_WORDS.findall(text))
    return apart * _APART_RATE > len(text) and apart * 5 > text.count(ZWNJ)


def _is_torn(text: str) -> bool:
    """Say whether words of ``text`` have lost half-spaces within them.

    So too where neither half-spaces nor suffixes that stand apart show another habit.
    """
    if sum(map(_stuck.__getitem__, text.split())) * _APART_RATE > len(text):
        return True
    return ZWNJ not in text and _APART_WORDS.search(text) is None


def _count_stuck(written: str) -> int:
    """Return how many words without their half-spaces lie between white space."""
    return len(_STUCK_WORDS.findall(written))


_stuck = Kept(_count_stuck, most=_KEPT)


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
    with uncollected():
        lines = lzma.decompress(packed).decode("utf-8").split("\n")
        return Repairer(read_lexicon(iter(lines)))


def find_repairs(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the edits that mend the half-spaces of normalized ``text``, in order."""
    return repairer().find_repairs(text)
