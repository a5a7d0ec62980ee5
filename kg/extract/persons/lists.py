"""Persons in lists of names: «علی رضایی، هوشیار بردبار و …», «آقایان … و …»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.lexicon import word_keys
from kg.model import EntityKind


if TYPE_CHECKING:
    from kg.extract.persons.hunt import Hunt
    from kg.model import Sentence


def listed_name(hunt: Hunt, sentence: Sentence) -> None:
    """«علی رضایی، هوشیار بردبار، حسن کریمی و …»: words between two names of a list."""
    after = sentence.first
    for comma in _commas(hunt, sentence.first + 1, sentence.last + 1):
        if comma <= after or not hunt.is_person(comma - 1):
            continue
        start = last = comma + 1
        while last < sentence.last and last - start < _LONGEST_LISTED:
            if not hunt.is_unlisted(last):
                break
            last += 1
        if _is_listed_name(hunt, start, last, sentence):
            hunt.add(start, last, "listed", 0.65)
        after = last


_LONGEST_LISTED = 4


def _commas(hunt: Hunt, first: int, last: int) -> list[int]:
    """Return the commas of a token range."""
    tokens = hunt.context.document.tokens[first:last]
    return [at for at, token in enumerate(tokens, first) if token.form in _LIST_COMMAS]


def last_listed_name(hunt: Hunt, sentence: Sentence) -> None:
    """«علی رضایی، حسن کریمی، رضا محبی و هوشیار بردبار سه …»: who ends a list."""
    for at in range(sentence.first + 1, sentence.last - 2):
        if hunt.context.keys[at] != "و" or not hunt.is_person(at - 1):
            continue
        start = last = at + 1
        while last < sentence.last and hunt.is_unlisted(last):
            last += 1
        named = last - start == 2 and _reads_as_name(hunt, start, last)
        if named and _names_before(hunt, at) >= _LEAST_LISTED:
            hunt.add(start, last, "listed", 0.65)


def _names_before(hunt: Hunt, end: int) -> int:
    """Return how many names that commas part end at a token, counted up to three."""
    count = 0
    while count < _LEAST_LISTED:
        mention = hunt.context.mention_at(end - 1)
        if mention is None or mention.kind is not EntityKind.PERSON:
            break
        count += 1
        if not _is_comma(hunt, mention.first - 1):
            break
        end = mention.first - 1
    return count


_LEAST_LISTED = 3


def gentlemen(hunt: Hunt, sentence: Sentence) -> None:
    """«آقایان نیک‌روش و بردبار»: one word or two between «و» and commas."""
    for at in range(sentence.first, sentence.last - 1):
        if hunt.context.keys[at] in _GENTLEMEN:
            _honored_names(hunt, at + 1, sentence.last)


def _honored_names(hunt: Hunt, first: int, limit: int) -> None:
    """Add the names of a list that starts at a token, unless it is but one."""
    start = first
    while start < limit:
        last = _end_of_honored(hunt, start, limit)
        joined = last < limit and _is_joined(hunt, last)
        if last == start or not (joined or start > first):
            return
        if not hunt.taken[start]:
            hunt.add(start, last, "listed", 0.65)
        if not joined:
            return
        start = last + 1


def _end_of_honored(hunt: Hunt, start: int, limit: int) -> int:
    """Return where the name that starts at a token ends, ``start`` if none does."""
    mention = hunt.context.mention_at(start)
    if mention is not None:
        return mention.last if mention.kind is EntityKind.PERSON else start
    sure = hunt.is_unlisted(start)
    after_comma = _is_comma(hunt, start - 1)  # «…، نمایندگان مجلس»
    if not sure and (after_comma or not _may_be_surname(hunt, start)):
        return start
    longer = start + 1 < limit and hunt.is_unlisted(start + 1)
    return start + 1 + longer


def _may_be_surname(hunt: Hunt, token: int) -> bool:
    """Whether a word that is also a craft may be a surname here («آقایان شاعری»)."""
    pos = hunt.context.document.tokens[token].pos
    return pos in {"NOUN", "PROPN", "ADJ", "X"} and hunt.is_free(token)


_GENTLEMEN = frozenset({"اقایان", "خانمها"})


def _is_comma(hunt: Hunt, token: int) -> bool:
    tokens = hunt.context.document.tokens
    return token < len(tokens) and tokens[token].form in _LIST_COMMAS


_LIST_COMMAS = frozenset({"،", ","})


def _is_joined(hunt: Hunt, token: int) -> bool:
    """Whether «و» or a comma stands there, and another name may follow."""
    keys = hunt.context.keys
    return token < len(keys) and (keys[token] == "و" or _is_comma(hunt, token))


def _reads_as_name(hunt: Hunt, first: int, last: int) -> bool:
    """Whether a run of unknown words begins with a first name or has a proper noun."""
    tokens = hunt.context.document.tokens[first:last]
    named = hunt.context.keys[first] in word_keys("first_names")
    return named or any(token.pos == "PROPN" for token in tokens)


def _is_listed_name(hunt: Hunt, start: int, last: int, sentence: Sentence) -> bool:
    """Whether a run of unknown words stands in a list of at least three names."""
    if last - start < 2 or last + 1 >= sentence.last:
        return False
    after = hunt.context.mention_at(last + 1)
    next_named = after is not None and after.kind is EntityKind.PERSON
    joined = _is_joined(hunt, last)
    return joined and next_named and _reads_as_name(hunt, start, last)
