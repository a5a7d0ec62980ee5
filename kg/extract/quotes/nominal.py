"""Reports without a verb: «به گفتهٔ وزیر، …», «از نگاه کارشناسان …»."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract.quotes import lexicon
from kg.extract.quotes.labels import is_medium
from kg.extract.quotes.reading import COMMAS
from kg.extract.quotes.subjects import (
    Subject,
    after_honorifics,
    is_medium_name,
    is_plural_form,
    is_preposition,
    subject_at,
    subject_head,
)
from kg.model import EntityKind


if TYPE_CHECKING:
    from kg.extract.quotes.cues import Cue
    from kg.extract.quotes.reading import Reading
    from kg.model import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominal:
    """The speaker of a nominal cue and its content ``first`` to ``last``."""

    subject: Subject
    first: int
    last: int


_LEAST = 3
_ANSWERED = frozenset({"واکنش", "پاسخ", "توجه", "استناد", "اعتراض", "اشاره", "پی"})
_LONGEST_TITLE = 12
_LONGEST_UNKNOWN = 7


def find_nominal(reading: Reading, cue: Cue, sentence: Sentence) -> Nominal | None:
    """Return speaker and content of «به گفته …»; ``None`` where a medium is named."""
    if reading.key(cue.first - 1) in _ANSWERED or reading.key(cue.first - 2) == "مبنی":
        return None  # «در واکنش به ادعای رضایی …»
    at = cue.last
    while reading.marks.is_opening(at) and at < sentence.last:
        at += 1
    if at >= sentence.last or (is_medium(reading, at) and not _is_source(reading, at)):
        return None
    subject = _subject(reading, at, sentence.last)
    if subject is None or not _may_say(reading, cue, subject):
        return None
    return _content(reading, cue, _not_too_long(reading, subject, sentence), sentence)


def _is_source(reading: Reading, token: int) -> bool:
    """Say whether «منابع دولتی», «یک منبع آگاه» are meant, and no media."""
    told = reading.keys[token] in {"منابع", "منبع"}
    return told and not reading.key(token + 1).startswith(("خبر", "رسانه"))


def _may_say(reading: Reading, cue: Cue, subject: Subject) -> bool:
    """Say whether somebody is named, and no text, matter or medium."""
    if subject.form == "body" and is_medium_name(reading, subject):
        return False
    if _is_text(reading, subject):
        return False
    return _may_hold_views(reading, cue, subject)


def _content(
    reading: Reading, cue: Cue, subject: Subject, sentence: Sentence
) -> Nominal | None:
    """Return what stands after the speaker, else before the cue."""
    first = _after_speaker(reading, subject, sentence)
    start = reading.segment_start(cue.first, sentence.first)
    if reading.keys[first : first + 2] == ("مبنی", "بر"):
        return None  # «به اعلام شورای شهر مبنی بر تعطیلی پارک‌ها …»
    if _has_content(reading, cue, first, sentence):
        if cue.first - start > _LEAST and reading.keys[cue.first - 1] not in COMMAS:
            first = start
        return Nominal(subject=subject, first=first, last=sentence.last)
    if cue.first - start >= _LEAST:
        return Nominal(subject=subject, first=start, last=sentence.last)
    return _before_cue(reading, cue, subject, sentence)


def _before_cue(
    reading: Reading, cue: Cue, subject: Subject, sentence: Sentence
) -> Nominal | None:
    """«هوا سرد است، به گفتهٔ رضایی.»: content before a cue that ends the sentence."""
    start, last = reading.start(sentence), cue.first - 1
    ends = sentence.last - subject.last <= 1 and reading.key(last) in COMMAS
    if not ends or last - start < _LEAST or not reading.has_finite(start, last):
        return None
    return Nominal(subject=subject, first=start, last=last)


def _not_too_long(reading: Reading, subject: Subject, sentence: Sentence) -> Subject:
    """«به اعتقاد کارشناسان | بارش کم است»: content needs a subject of its own.

    A post that is told elsewhere ends a description («طبق گفته وزیر نفت | بازار …»).
    """
    post = reading.context.coreference.post_end(subject.first)
    if subject.form == "description" and post is not None and post < subject.last:
        return replace(subject, last=post)
    left = sentence.last - subject.last
    swallowed = subject.form == "description" and subject.last - subject.first > 1
    if not swallowed or left > _LEAST or reading.key(subject.last) in COMMAS:
        return subject
    return replace(subject, last=subject.first + 1)


def _is_text(reading: Reading, subject: Subject) -> bool:
    if subject.form != "description":
        return False
    return subject_head(reading, subject) in lexicon.text_nouns()


def _may_hold_views(reading: Reading, cue: Cue, subject: Subject) -> bool:
    """«از نظر …» needs somebody: «از نظر قیمت» tells no view."""
    view = reading.keys[cue.first] == "از" or "نظر" in reading.keys[cue.last - 1]
    if not view:
        return True
    return subject.form != "phrase" and reading.pos(subject.first) != "ADJ"


def _subject(reading: Reading, at: int, last: int) -> Subject | None:
    """Return who is named after the cue: a known form, else all up to a comma."""
    start = after_honorifics(reading, at, last)
    subject = subject_at(reading, start, last)
    if subject is not None:
        return _with_others(reading, subject, last)
    for end in range(start + 1, min(start + _LONGEST_UNKNOWN, last)):
        if reading.keys[end] in COMMAS:
            return Subject(first=start, last=end, form="phrase")
        if reading.finite[end] or reading.keys[end] == "را":
            break
        if is_preposition(reading.keys[end]):
            break
    return None


def _with_others(reading: Reading, subject: Subject, last: int) -> Subject:
    """«به نظر اکثر استادان | و صاحب‌نظران، …»: several kinds of people, to a comma."""
    at = subject.last
    if subject.form != "description" or reading.key(at) != "و" or at + 2 >= last:
        return subject
    plural = is_plural_form(reading.keys[at + 1]) and reading.key(at + 2) in COMMAS
    return replace(subject, last=at + 2) if plural else subject


def _has_content(reading: Reading, cue: Cue, first: int, sentence: Sentence) -> bool:
    """Say whether content follows the speaker, and not the sentence's end."""
    if sentence.last - first < _LEAST:
        return False
    at_start = cue.first - sentence.first <= 1
    return at_start or reading.has_finite(first, sentence.last)


def _after_speaker(reading: Reading, subject: Subject, sentence: Sentence) -> int:
    """Return the token after the speaker, the title beside the name and a comma."""
    pronoun = subject.form == "pronoun"  # «به گفته وی | اعضای شورا …»
    at = subject.last if pronoun else _skip_title(reading, subject.last, sentence)
    if reading.key(at) in COMMAS:
        title = _skip_title(reading, at + 1, sentence)
        if title > at + 1 and reading.key(title) in COMMAS:
            at = title
    while reading.key(at) in COMMAS or reading.key(at) in {"»", '"', "-", ":"}:
        at += 1
    return at


def _skip_title(reading: Reading, at: int, sentence: Sentence) -> int:
    """Return the end of a title or a name that stands at ``at``."""
    if at >= sentence.last:
        return at
    mention = reading.context.mention_at(at)
    if mention is not None and mention.first == at:
        return mention.last if mention.kind is EntityKind.PERSON else at
    last = min(sentence.last, at + _LONGEST_TITLE)
    title = subject_at(reading, at, last)
    return title.last if title is not None and title.form == "description" else at
