"""What the tagger sees of a word: string features that depend on the word alone.

A tag's score is a sum over the words at distances -2 … 2 and over pairs of classes of
neighbouring words. No other feature looks at two words, so what a word gives to each
tag at each distance is computed once per word form and kept.
"""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from kg.annotate.conjugation import inflections
from kg.lexicon import rows
from kg.normalize import key_of, match_key


if TYPE_CHECKING:
    from collections.abc import Mapping


DISTANCES = (-2, -1, 0, 1, 2)
PAIRS = ((-1, 0), (0, 1), (-1, 1))
MIDDLE_CLASSES = 256
BOUNDARY = "\n"  # stands before the first and after the last word of a sentence

_ENDINGS = frozenset(
    [
        "ها",
        "های",
        "هایی",
        "هایش",
        "هایشان",
        "هایم",
        "ان",
        "انی",
        "ات",
        "ی",
        "یی",
        "ای",
        "م",
        "ت",
        "ش",
        "مان",
        "تان",
        "شان",
        "تر",
        "ترین",
        "تری",
        "ترها",
        "ین",
        "گان",
        "گی",
        "اش",
        "ام",
    ]
)
_LONGEST = max(map(len, _ENDINGS))


class WordClasses(NamedTuple):
    """Distributional classes of words.

    Attributes:
        leaf: Finest class of each known match key, from 1.
        middle: Class of each leaf in the middle layer, from 1; 0 for the unknown.
        coarse: Class of each leaf in the coarse layer, likewise.
        frequent: Words that are a class of their own in pairs, by match key.
        hints: What word lists say of a match key, one letter each (see CARD.md).
        usage: As what a first model reads a match key in raw text, as part of speech
            and level («NOUN3,ADJ1»; see :mod:`kg.train.tag_usage`).
    """

    leaf: Mapping[str, int]
    middle: tuple[int, ...]
    coarse: tuple[int, ...]
    frequent: Mapping[str, int]
    hints: Mapping[str, str]
    usage: Mapping[str, str] = MappingProxyType({})

    @property
    def pair_classes(self) -> int:
        """How many classes :func:`pair_class` tells apart."""
        return MIDDLE_CLASSES + len(self.frequent) + 2


def pair_class(form: str, classes: WordClasses) -> int:
    """Return the class of ``form`` that pairs are made of; 0 for the unknown."""
    if form == BOUNDARY:
        return MIDDLE_CLASSES + len(classes.frequent) + 1
    key = key_of[form]
    own = classes.frequent.get(key)
    if own is not None:
        return MIDDLE_CLASSES + 1 + own
    return classes.middle[classes.leaf.get(key, 0)]


def word_features(form: str, classes: WordClasses) -> tuple[list[str], int, int]:
    """Return the features of ``form``, those that neighbours see first.

    Returns:
        The features, how many of them words at distance 2 see, and how many those at
        distance 1; the word itself sees all.
    """
    if form == BOUNDARY:
        return ["edge"], 1, 1
    key = key_of[form] or form
    endings = [f"s{size}={key[-size:]}" for size in (2, 1, 3) if len(key) > size]
    far = [f"w={key}", *_class_features(key, classes), *_shape(key), *endings[:1]]
    listed = [*_hints(key, classes), *_usage(key, classes)]
    beside = [*far, *endings[1:], *_lexical(key), *listed]
    own = [
        *beside,
        *[f"s{size}={key[-size:]}" for size in (4, 5) if len(key) > size],
        *[f"p{size}={key[:size]}" for size in (1, 2, 3, 4) if len(key) > size],
        *_structure(form, key, classes),
        "bias",
    ]
    return own, len(far), len(beside)


def _class_features(key: str, classes: WordClasses) -> list[str]:
    leaf = classes.leaf.get(key)
    if leaf is None:
        return ["c=none"]
    return [f"c={leaf}", f"m={classes.middle[leaf]}", f"k={classes.coarse[leaf]}"]


def _shape(key: str) -> list[str]:
    """Return whether the word is a mark, has digits or is Latin."""
    if key.isalpha():
        return ["latin"] if key.isascii() else []
    if not any(char.isalnum() for char in key):
        return ["mark"]
    if any(char.isdigit() for char in key):
        return ["mixed" if any(char.isalpha() for char in key) else "digits"]
    return ["latin"] if key.isascii() else []


def _structure(form: str, key: str, classes: WordClasses) -> list[str]:
    """Return the parts about half-spaces and the class of the word's stem."""
    found = [f"n={min(len(key), 8)}"]
    parts = form.split("\u200c")
    if len(parts) > 1:
        found += [f"zl={match_key(parts[-1])}", f"zf={match_key(parts[0])}"]
    for size in range(min(_LONGEST, len(key) - 2), 0, -1):
        ending = key[-size:]
        leaf = classes.leaf.get(key[:-size]) if ending in _ENDINGS else None
        if leaf is not None:
            coarse = classes.coarse[leaf]
            return [*found, f"b={ending}", f"bk={ending}+{coarse}"]
    return found


def _lexical(key: str) -> list[str]:
    """Return what the verb table and the list of linking words say."""
    found: list[str] = []
    inflection = inflections().get(key)
    if inflection is not None:
        found += [
            f"v={inflection.form}",
            f"vt={inflection.tense}{inflection.person}{inflection.plural}",
        ]
    kind = _linking_words().get(key)
    if kind is not None:
        found.append(f"l={kind}")
    return found


def _hints(key: str, classes: WordClasses) -> list[str]:
    """Return what word lists say, each alone and together."""
    hints = classes.hints.get(key)
    if hints is None:
        return ["h=none"]
    return [f"h={hints}", *(f"h+{letter}" for letter in hints)]


def _usage(key: str, classes: WordClasses) -> list[str]:
    """Return as what the word is read in raw text, together and one by one."""
    usage = classes.usage.get(key)
    if usage is None:
        return ["u=none"]
    return [f"u={usage}", *(f"u+{reading}" for reading in usage.split(","))]


@cache
def _linking_words() -> Mapping[str, str]:
    return {match_key(word): kind for word, kind in rows("linking_words", 2)}
