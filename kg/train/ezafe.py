"""Ezafe derived from dependency trees, which do not mark it.

A nominal carries ezafe when the word after it opens a modifier of the chain it ends:
a noun, adjective, number or name that depends on the chain's head without a
preposition. Words that take an indefinite «ی», a pronoun or a plain plural «ها» never
carry it; final «ٔ», «ه‌ی» and «های» show it in writing.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import word_keys
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.train.conllu import TreeWord


_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PRON", "ADV", "DET", "X"})
_HEADS = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PRON", "X"})
_MODIFIERS = frozenset(
    "nmod nmod:poss amod flat flat:name nummod obl obl:arg compound".split()
)
_OPENERS = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PRON", "DET", "X"})


def derive_ezafe(words: Sequence[TreeWord]) -> tuple[bool, ...]:
    """Say of each word of a tree whether ezafe links it to the next."""
    return tuple(_has_ezafe(words, index) for index in range(len(words)))


def _has_ezafe(words: Sequence[TreeWord], index: int) -> bool:
    word = words[index]
    if index + 1 == len(words) or words[index + 1].pos not in _OPENERS:
        return False
    if word.pos == "ADP" or match_key(word.form) in _quantifiers():
        return match_key(word.form) in _linking_words()
    written = _written(word)
    if written is not None:
        return written
    return word.pos in _NOMINAL and _opens_modifier(words, index)


@cache
def _linking_words() -> frozenset[str]:
    """Prepositions and quantifiers that take ezafe («برای», «همه»)."""
    return word_keys("linking_words")


@cache
def _quantifiers() -> frozenset[str]:
    from kg.lexicon import rows

    return frozenset(
        match_key(row[0]) for row in rows("linking_words", 2) if row[1] == "quantifier"
    )


def _written(word: TreeWord) -> bool | None:
    """Say what the spelling shows: ezafe, no ezafe, or nothing."""
    form, lemma = word.form, word.lemma
    if form.endswith(("ٔ", "ۀ", "ه‌ی")):
        return True
    if word.clitic:
        return False
    if form.endswith(("های", "هایی")):
        return form.endswith("های")
    if form.endswith("ها") and len(form) > 3:
        return False
    if form.endswith("ی") and form[:-1].removesuffix("\u200cا") == lemma:
        # «زیبای» shows its ezafe, «مردی» its article
        return lemma.endswith(("ا", "و")) and len(lemma) > 2
    return True if match_key(form) == "سوی" else None


def _opens_modifier(words: Sequence[TreeWord], index: int) -> bool:
    """Say whether the word after ``index`` opens a modifier of its chain."""
    following = index + 1
    node = following
    while node >= 0:
        head = words[node].head
        if _first_of(words, node) == following and 0 <= head <= index:
            return _links(words, node, head, index)
        if head <= index:
            return False
        node = head
    return False


def _links(words: Sequence[TreeWord], node: int, head: int, index: int) -> bool:
    """Say whether modifier ``node`` hangs on ``head`` by ezafe at ``index``."""
    if words[node].relation not in _MODIFIERS or words[head].pos not in _HEADS:
        return False
    between = range(head + 1, index + 1)
    return not any(words[place].pos in {"ADP", "VERB", "AUX"} for place in between)


def _first_of(words: Sequence[TreeWord], node: int) -> int:
    """Return the first word of the subtree of ``node``."""
    first = node
    for place in range(node - 1, -1, -1):
        above = place
        while above >= 0 and above != node:
            above = words[above].head
        if above != node:
            break
        first = place
    return first
