"""Speakers named before a colon: headlines («استاندار: …») and interview lines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.extract.quotes.subjects import Subject, find_subject, is_plural_noun
from kg.lexicon import word_keys
from kg.model import EntityKind, Part


if TYPE_CHECKING:
    from kg.extract.quotes.reading import Reading
    from kg.model import Sentence


@dataclass(frozen=True, slots=True)
class Label:
    """A speaker before a colon: ``subject`` and the token of the ``colon``."""

    subject: Subject
    colon: int


_LONGEST = 16
_SHORTEST_CONTENT = 2
_LINE_LABEL = 8
_LONGEST_UNLISTED = 3


@cache
def _openers() -> frozenset[str]:
    return word_keys("reporting_nouns")


@cache
def _media() -> frozenset[str]:
    return word_keys("media_nouns")


def is_medium(reading: Reading, token: int) -> bool:
    """Say whether the name of a medium begins at a token."""
    return reading.keys[token] in _media()


def find_label(reading: Reading, sentence: Sentence) -> Label | None:
    """Return the speaker before a colon that begins a sentence, if there is one."""
    colon = _colon(reading, sentence)
    if colon is None or reading.keys[sentence.first] in _media():
        return None
    if sentence.part is Part.TITLE:
        subject = _headline_subject(reading, sentence.first, colon)
    else:
        subject = _line_subject(reading, sentence.first, colon)
    return None if subject is None else Label(subject, colon)


def _colon(reading: Reading, sentence: Sentence) -> int | None:
    last = min(sentence.last - _SHORTEST_CONTENT, sentence.first + _LONGEST)
    for token in range(sentence.first, last):
        if reading.keys[token] == ":":
            return token if token > sentence.first else None
        if reading.finite[token]:
            return None
    return None


def _headline_subject(reading: Reading, first: int, colon: int) -> Subject | None:
    subject = find_subject(reading, first, colon)
    if subject is None:
        return None
    if subject.form in {"unlisted", "phrase"}:
        whole = subject.first == first and subject.last == colon
        return subject if whole and colon - first <= _LONGEST_UNLISTED else None
    if subject.form == "name" or subject.first == first:
        return subject if _may_speak(reading, subject, first) else None
    return subject if reading.keys[first] in _openers() else None


def _may_speak(reading: Reading, subject: Subject, first: int) -> bool:
    if subject.form != "name" or subject.first == first:
        return True
    return subject.first - first <= 1 or reading.keys[first] in _openers()


def _line_subject(reading: Reading, first: int, colon: int) -> Subject | None:
    """Within the body only a person, or a description of one, is a label."""
    if not reading.starts_paragraph(first) or colon - first > _LINE_LABEL:
        return None
    subject = find_subject(reading, first, colon)
    if subject is None or subject.form not in {"name", "description"}:
        return None
    if is_plural_noun(reading.keys[subject.first]):
        return None  # «نامزدها: …» is a list
    if subject.form == "name":
        mention = reading.context.mention_at(subject.first)
        if mention is None or mention.kind is not EntityKind.PERSON:
            return None
    return subject if subject.first - first <= 1 else None
