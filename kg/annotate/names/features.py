"""What the recogniser sees of a document.

Two sorts of features, both cheap at run time:

* of a word alone, looked up at distances -2 … 2: its key, endings, distributional
  classes and what the word lists say. They are computed once per word form.
* of columns: small numbers per word (class, list kind, tag, place in a listed phrase),
  taken singly or in pairs of neighbours.

A label's score is a sum of weights, so nothing else is needed to decode.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.normalize import key_of


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


DISTANCES = (-2, -1, 0, 1, 2)
OWN = DISTANCES.index(0)
BOUNDARY = "\n"  # stands before the first and after the last word of a sentence
KINDS = ("PER", "ORG", "LOC", "FAC", "EVE")
LABELS = ("O", *(f"{mark}-{kind}" for kind in KINDS for mark in "BI"))

# Columns, in the order in which a word's row holds them.
CLASS, LISTED, PHRASE, TAG = range(4)
# Templates: (column, distance) pairs whose values are looked at together.
TEMPLATES: tuple[tuple[tuple[int, int], ...], ...] = (
    ((PHRASE, -1),),
    ((PHRASE, 0),),
    ((PHRASE, 1),),
    ((TAG, -1),),
    ((TAG, 0),),
    ((TAG, 1),),
    ((CLASS, -1), (CLASS, 0)),
    ((CLASS, 0), (CLASS, 1)),
    ((CLASS, -1), (CLASS, 1)),
    ((CLASS, -2), (CLASS, -1)),
    ((CLASS, 1), (CLASS, 2)),
    ((LISTED, -1), (LISTED, 0)),
    ((LISTED, 0), (LISTED, 1)),
    ((LISTED, -2), (LISTED, -1)),
    ((CLASS, -1), (LISTED, 0)),
    ((LISTED, 0), (CLASS, 1)),
    ((PHRASE, 0), (CLASS, -1)),
    ((PHRASE, 0), (CLASS, 1)),
    ((TAG, -1), (TAG, 0)),
    ((TAG, 0), (TAG, 1)),
    ((TAG, -1), (LISTED, 0)),
    ((CLASS, -1), (CLASS, 1), (CLASS, 2)),
)
BASE = 1 << 13  # more than any column's value

_TAGS = [
    "NOUN",
    "PROPN",
    "ADJ",
    "ADP",
    "NUM",
    "PRON",
    "DET",
    "VERB",
    "AUX",
    "ADV",
    "CCONJ",
    "SCONJ",
    "PART",
    "PUNCT",
    "INTJ",
    "X",
    "SYM",
]
TAG_CODES = {
    (tag, ezafe): 1 + 2 * index + ezafe
    for index, tag in enumerate(_TAGS)
    for ezafe in (False, True)
}


class Vocabulary(NamedTuple):
    """What is known of words before any label is learnt.

    Attributes:
        leaf: Finest distributional class of each known match key, from 1.
        middle: Class of each leaf in the middle layer, from 1; 0 for the unknown.
        coarse: Class of each leaf in the coarse layer, likewise.
        frequent: Words that are a class of their own in pairs, numbered from 0.
        listed: Names of the word lists that each key stands in.
        lists: Names of all lists; the first one that a word stands in is its kind
            in pairs.
        greatest: The greatest class of the middle layer.
    """

    leaf: Mapping[str, int]
    middle: Sequence[int]
    coarse: Sequence[int]
    frequent: Mapping[str, int]
    listed: Mapping[str, tuple[str, ...]]
    lists: tuple[str, ...]
    greatest: int


def tag_code(tag: str, ezafe: bool) -> int:
    """Return the number of a part of speech, with or without ezafe; 0 for none."""
    return TAG_CODES.get((tag, ezafe), 0)


def word_columns(form: str, vocabulary: Vocabulary) -> tuple[int, int]:
    """Return the values of the columns ``CLASS`` and ``LISTED`` for a word."""
    middle = vocabulary.greatest
    if form == BOUNDARY:
        return middle + len(vocabulary.frequent) + 1, len(vocabulary.lists) + 1
    key = key_of[form]
    listed, lists = 0, vocabulary.listed.get(key)
    if lists is not None:
        ranks = enumerate(vocabulary.lists, start=1)
        listed = next((rank for rank, name in ranks if name in lists), 0)
    own = vocabulary.frequent.get(key)
    if own is not None:
        return middle + 1 + own, listed
    return vocabulary.middle[vocabulary.leaf.get(key, 0)], listed


def column_sizes(vocabulary: Vocabulary, phrases: int) -> Mapping[int, int]:
    """Return for each column a number above all its values.

    Args:
        vocabulary: What words' classes and lists are taken from.
        phrases: Greatest number of a listed phrase's kind.
    """
    classes, lists = word_columns(BOUNDARY, vocabulary)
    tags = max(TAG_CODES.values())
    return {
        CLASS: classes + 1,
        LISTED: lists + 1,
        PHRASE: 2 * phrases + 1,
        TAG: tags + 1,
    }


def word_features(form: str, vocabulary: Vocabulary) -> list[list[str]]:
    """Return the features of ``form``, one list for each of ``DISTANCES``.

    The word itself (``OWN``) sees all that its neighbours see, in the same order.
    """
    if form == BOUNDARY:
        return [["edge"]] * len(DISTANCES)
    key = key_of[form] or form
    lists = [f"l={name}" for name in vocabulary.listed.get(key, ())]
    leaf, middle, coarse = _classes(key, vocabulary)
    far = [f"w={key}", middle, *_shape(key), *lists]
    if "ئ" in form:  # «رئال» and «ریال» have one key
        far.append("hamza")
    beside = [*far, leaf, *[f"s{n}={key[-n:]}" for n in (2, 3) if len(key) > n]]
    own = [*far, leaf, coarse, *_pieces(key), f"n={min(len(key), 9)}", "bias"]
    return [far, beside, own, beside, far]


def _classes(key: str, vocabulary: Vocabulary) -> tuple[str, str, str]:
    leaf = vocabulary.leaf.get(key)
    if leaf is None:
        return "c=none", "m=none", "k=none"
    return (
        f"c={leaf}",
        f"m={vocabulary.middle[leaf]}",
        f"k={vocabulary.coarse[leaf]}",
    )


def _pieces(key: str) -> list[str]:
    """Return the word's endings and beginnings."""
    return [
        *[f"s{n}={key[-n:]}" for n in (1, 2, 3, 4) if len(key) > n],
        *[f"p{n}={key[:n]}" for n in (2, 3, 4) if len(key) > n],
    ]


def _shape(key: str) -> list[str]:
    """Return whether the word is a mark, has digits or is Latin."""
    if key.isalpha():
        return ["latin"] if key.isascii() else []
    if not any(char.isalnum() for char in key):
        return ["mark"]
    if any(char.isdigit() for char in key):
        return ["digits"]
    return ["latin"] if key.isascii() else []
