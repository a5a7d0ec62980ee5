"""Ezafe derived from dependency trees, which do not mark it.

A nominal carries ezafe when the word after it opens a modifier of the chain it ends:
a noun, adjective, number or name that depends on the chain's head without a
preposition. Words that take an indefinite «ی», a pronoun or a plain plural «ها» never
carry it; final «ٔ», «ه‌ی» and «های» show it in writing.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import rows, word_keys
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.train.conllu import TreeWord


_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PRON", "ADV", "DET", "X"})
_HEADS = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PRON", "X"})
_MODIFIERS = frozenset(
    [
        "nmod",
        "nmod:poss",
        "amod",
        "flat",
        "flat:name",
        "nummod",
        "obl",
        "obl:arg",
        "compound",
    ]
)
_OPENERS = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PRON", "DET", "ADV", "X"})
_OPENING = frozenset({"«", '"', "“"})
_AFTER_NAMES = frozenset({"خان", "بیگ", "میرزا", "پاشا", "خانم", "اقا", "بگ"})


def derive_ezafe(
    words: Sequence[TreeWord], *, marked: bool = False
) -> tuple[bool, ...]:
    """Say of each word of a tree whether ezafe links it to the next.

    Args:
        words: A tree, as :func:`kg.train.conllu.read_conllu` gives it.
        marked: Whether the treebank writes ezafe on silent «ه» throughout («خانهٔ»),
            so that a bare one has none.
    """
    return tuple(_has_ezafe(words, index, marked=marked) for index in range(len(words)))


def _has_ezafe(words: Sequence[TreeWord], index: int, *, marked: bool) -> bool:
    word, following = words[index], _following(words, index)
    if following == len(words) or words[following].pos not in _OPENERS:
        return False
    settled = settled_ezafe(
        [near.form for near in words], [near.pos for near in words], index
    )
    if settled is None:
        settled = _written(word, marked=marked)
    if settled is not None:
        return settled
    return word.pos in _NOMINAL and _opens_modifier(words, index, following)


def _following(words: Sequence[TreeWord], index: int) -> int:
    """Return the word after ``index``, over an opening quotation mark."""
    following = index + 1
    quoted = following < len(words) and words[following].form in _OPENING
    return following + 1 if quoted else following


def settled_ezafe(forms: Sequence[str], tags: Sequence[str], index: int) -> bool | None:
    """Say whether grammar alone settles the ezafe of a word; ``None`` if it does not.

    Args:
        forms: The words of a sentence.
        tags: Their universal parts of speech.
        index: The word asked for.
    """
    if index + 1 == len(forms):
        return False
    key, after = match_key(forms[index]), match_key(forms[index + 1])
    kind, kind_after = _kinds().get(key), _kinds().get(after)
    tag, tag_after = tags[index], tags[index + 1]
    numeric = tag == "NUM" or forms[index].isdigit() or kind == "era"
    if kind_after in {"month", "era"} and numeric:
        return True  # «۲۱ آبان», «۱۳۱۷ هجری شمسی»
    if tag == "ADP":
        return kind == "preposition" and tag_after in _OPENERS
    before = match_key(forms[index - 1]) if index else ""
    return _by_kind(kind, tag_after, (before, key, after), tags[max(index - 1, 0)])


def _by_kind(
    kind: str | None, tag_after: str, keys: tuple[str, str, str], tag_before: str
) -> bool | None:
    """Say what the kind of a word that is no preposition settles."""
    before, key, after = keys
    if kind == "quantifier":
        return True if tag_after in _OPENERS else None
    if kind == "title" and tag_after == "PROPN":
        return False
    if tag_after == "PROPN" and (after in _AFTER_NAMES or _lacks_ezafe(key)):
        return False
    if kind == "measure" and tag_before in {"NUM", "DET"} and tag_after == "NOUN":
        return False
    return False if (before, key) == ("از", "جمله") else None


def _lacks_ezafe(key: str) -> bool:
    """Say whether a first name takes no ezafe before a surname («رضا», «عبدالله»)."""
    return key.endswith(("ا", "الله", "اله")) and key in word_keys("first_names")


def has_sounded_e(form: str) -> bool:
    """Say whether final «ه» is a consonant («راه»), so that ezafe is not written."""
    return form.endswith(("اه", *_listed("sounded")))  # «رشته‌کوه» too


@cache
def _listed(kind: str) -> tuple[str, ...]:
    return tuple(row[0] for row in rows("ezafe_spelling", 2) if row[1] == kind)


@cache
def _kinds() -> Mapping[str, str]:
    """Words whose ezafe grammar settles, with their kinds."""
    return {match_key(word): kind for word, kind in rows("linking_words", 2)}


def _written(word: TreeWord, *, marked: bool) -> bool | None:
    """Say what the spelling shows: ezafe, no ezafe, or nothing."""
    form = word.form
    if form.endswith(("ٔ", "ۀ", "ه\u200cی")):
        return True
    if word.clitic:
        return False
    plural = _written_plural(form)
    if plural is not None:
        return plural
    if (
        form.endswith("ی")
        and not word.lemma.endswith("ی")
        and form not in _listed("ye")
    ):
        # «زیبای» shows its ezafe, «مردی», «آثاری» and «خانه‌ای» their article
        return form[-2:-1] in {"ا", "و"} and not form.endswith("\u200cای")
    if marked and form.endswith("ه") and not has_sounded_e(form):
        return False
    return True if form == "سوی" else None


def _written_plural(form: str) -> bool | None:
    """Say what «های», «هایی» and «ها» show."""
    if form.endswith(("های", "هایی")):
        return form.endswith("های")
    return False if form.endswith("ها") and len(form) > 3 else None


def _opens_modifier(words: Sequence[TreeWord], index: int, following: int) -> bool:
    """Say whether the word ``following`` opens a modifier of the chain of ``index``."""
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
    if words[node].relation == "flat:name" and _is_foreign(words[index]):
        return False
    between = range(head + 1, index + 1)
    return not any(words[place].pos in {"ADP", "VERB", "AUX"} for place in between)


def _is_foreign(word: TreeWord) -> bool:
    """Say whether a person's name is no Persian one; such names take no ezafe."""
    personal = word.pos == "PROPN" and word.fine == "N_ANM"
    return personal and match_key(word.form) not in word_keys("first_names")


def _first_of(words: Sequence[TreeWord], node: int) -> int:
    """Return the first word of the subtree of ``node``, quotation marks apart."""
    first = node
    for place in range(node - 1, -1, -1):
        above = place
        while above >= 0 and above != node:
            above = words[above].head
        if above != node or words[place].form in _OPENING:
            break
        first = place
    return first
