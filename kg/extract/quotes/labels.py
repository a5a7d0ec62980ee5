"""Speakers named before a colon: headlines («استاندار: …») and interview lines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.extract.marks import DASH_KEYS
from kg.extract.quotes import lexicon
from kg.extract.quotes.subjects import (
    Subject,
    find_subject,
    first_candidate,
    is_honorific,
    is_plural_noun,
    subject_head,
)
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


_LONGEST = 22
_SHORTEST_CONTENT = 1
_LINE_LABEL = 8
_LONGEST_UNLISTED = 3


@cache
def _media() -> frozenset[str]:
    return word_keys("media_nouns")


def is_medium(reading: Reading, token: int) -> bool:
    """Say whether the name of a medium begins at a token."""
    return reading.keys[token] in _media()


def asks(reading: Reading, sentence: Sentence) -> bool:
    """Say whether a paragraph begins with the interviewer's label («خبرنگار: …»)."""
    if not reading.starts_paragraph(sentence.first):
        return False
    first = reading.keys[sentence.first]
    labeled = ":" in reading.keys[sentence.first + 1 : sentence.first + _ASKER_REACH]
    return labeled and (first in _media() or first in _ASKERS)


_ASKERS = frozenset({"خبرنگار", "مجری", "سوال", "سیوال", "پرسش", "س", "مصاحبهکننده"})
_ASKER_REACH = 4


def find_label(reading: Reading, sentence: Sentence) -> Label | None:
    """Return the speaker before a colon that begins a sentence, if there is one."""
    title = sentence.part is Part.TITLE
    found = _colon(reading, sentence, parted=title)
    if found is None:
        return None
    first, colon = found
    if reading.keys[first] in _media() and not (title and _is_named(reading, first)):
        return None
    look = _headline_subject if title else _line_subject
    subject = look(reading, first, colon)
    if subject is None or (not title and _only_names(reading, colon + 1, sentence)):
        return None
    return Label(subject, colon)


def _only_names(reading: Reading, first: int, sentence: Sentence) -> bool:
    """Say whether names follow a colon and nothing is said («کارگردان: علی رضایی»)."""
    mention = reading.context.mention_at(first)
    if mention is None or mention.kind is not EntityKind.PERSON:
        return False
    return not reading.has_finite(first, sentence.last)


def _is_named(reading: Reading, token: int) -> bool:
    return reading.context.mention_at(token) is not None


def _colon(
    reading: Reading, sentence: Sentence, *, parted: bool
) -> tuple[int, int] | None:
    """Return where the words before a first colon start, and the colon.

    A headline may have several parts («نرخ دلار / رضایی: …»).
    """
    first = sentence.first
    for token in range(first, sentence.last - _SHORTEST_CONTENT):
        key = reading.keys[token]
        if key == ":":
            marked = reading.marks.closes_after(token) is not None
            return (first, token) if token > first and not marked else None
        if parted and key in _PARTINGS:
            first = token + 1
        elif (reading.finite[token] or token - first > _LONGEST) and not parted:
            return None
    return None


_PARTINGS = frozenset({"/", "|", "؛"})


def _headline_subject(reading: Reading, first: int, colon: int) -> Subject | None:
    if colon - first > _LONGEST or reading.keys[colon - 1] in _KICKERS:
        return None
    if _is_score(reading, first, colon):
        return None
    if reading.keys[first] in lexicon.reporting_nouns():
        subject = first_candidate(reading, first + 1, colon)
        if subject is not None:
            return subject
    subject = find_subject(reading, first, colon)
    if subject is None or not _heads(reading, subject, first, colon):
        return None
    return subject


# «رسمی: …», «فوری: …» say of the headline what it is
_KICKERS = frozenset(
    {"رسمی", "فوری", "اختصاصی", "عجیب", "ویدیو", "فیلم", "عکس", "تحلیل", "یادداشت"}
    | {"جدید", "مهم", "اینفوگرافی", "تصویری", "زنده"}
)


def _is_score(reading: Reading, first: int, colon: int) -> bool:
    """«اینتر ۱-۲ بارسلونا: حذف …»: a result heads the line, and nobody speaks."""
    keys = reading.keys[first:colon]
    return any(
        keys[at].isdigit() and keys[at + 1] in DASH_KEYS and keys[at + 2].isdigit()
        for at in range(len(keys) - 2)
    )


def _heads(reading: Reading, subject: Subject, first: int, colon: int) -> bool:
    """Say whether a subject is what the words before the colon are about."""
    if reading.has_finite(first, colon) or _is_figure(reading, subject):
        return False
    if subject.form in {"unlisted", "phrase"}:
        whole = subject.first - first <= 1 and subject.last == colon
        return whole and colon - first <= _LONGEST_UNLISTED
    if subject.form == "name":
        return _may_speak(reading, subject, first)
    return subject.first == first


def _is_figure(reading: Reading, subject: Subject) -> bool:
    """«آمار جدید: …» is followed by figures, not by words."""
    return reading.keys[subject.first] in {"امار", "امارها", "گزارش"}


def _may_speak(reading: Reading, subject: Subject, first: int) -> bool:
    if subject.form != "name" or subject.first == first:
        return True
    return (
        subject.first - first <= 1 or reading.keys[first] in lexicon.reporting_nouns()
    )


def _line_subject(reading: Reading, first: int, colon: int) -> Subject | None:
    """Within the body only a person, or a description of one, is a label."""
    if not reading.starts_paragraph(first) or colon - first > _LINE_LABEL:
        return None
    subject = find_subject(reading, first, colon)
    if subject is None or subject.first - first > 1:
        return None
    if subject.first > first and _hangs_on_matter(reading, first):
        return None
    return subject if _is_one_person(reading, subject) else None


def _is_one_person(reading: Reading, subject: Subject) -> bool:
    """Say whether a subject is a person, or a description of one.

    «نامزدها: …» is a list, «- گروه میوه‌ها: …» heads a point of one.
    """
    if is_plural_noun(reading.keys[subject.first]):
        return False
    if subject.form == "description":
        return subject_head(reading, subject) not in lexicon.body_nouns()
    mention = reading.context.mention_at(subject.first)
    named = mention is not None and mention.kind is EntityKind.PERSON
    return subject.form == "name" and named


def _hangs_on_matter(reading: Reading, first: int) -> bool:
    """Say whether «مصدومیت رضایی: …» heads a matter, and nobody speaks."""
    token = reading.context.document.tokens[first]
    told = reading.keys[first] in lexicon.reporting_nouns() or is_honorific(
        reading, first
    )
    return token.pos == "NOUN" and token.ezafe and not told
