"""To whom, where and when something was said: adjuncts of the cue's clause."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from kg.extract.quotes.labels import is_medium
from kg.extract.quotes.lexicon import CueClass, reporting_phrases
from kg.extract.quotes.reading import COMMAS
from kg.extract.quotes.subjects import governed_end, is_speaker_noun
from kg.lexicon import PhraseMatcher, word_keys
from kg.model import EntityKind, Precision, Tense, TimeKind


if TYPE_CHECKING:
    from kg.extract.quotes.cues import Cue
    from kg.extract.quotes.reading import Reading
    from kg.model import Article


_ADDRESSING = PhraseMatcher(
    (phrase, True)
    for phrase in (
        "خطاب به",
        "در گفت وگو با",
        "در گفتگو با",
        "در مصاحبه با",
        "در جمع",
        "در پاسخ به",
        "در دیدار با",
    )
)
_HEARERS = frozenset({"خبرنگاران", "خبرنگار", "اصحاب", "نمایندگان"})
# «در پاسخ به پرسش خبرنگار البرز»
_ASKED = frozenset({"سوال", "سیوال", "پرسش", "سوالات", "سیوالات", "پرسشهای"})
_QUESTIONS = frozenset({"سوال", "سیوال", "پرسش", "سوالی", "پرسشی", "این", "اینکه"})
_TALKS = frozenset({"گفتوگو", "گفتگو", "مصاحبه", "تماس", "دیدار"})
_MEETINGS = {
    "دیدار": "با",
    "دیداری": "با",
    "ملاقات": "با",
    "رایزنی": "با",
    "مذاکره": "با",
    "بازدید": "از",
}
# bodies that stand for their meeting: «در ستاد کرونا که … برگزار شد»
_HELD = frozenset({"ستاد", "شورای", "شورا", "کمیته", "کمیسیون", "کارگروه", "هییت"})
_GOVERNS = {CueClass.SAY: "به", CueClass.REQUEST: "از"}
_REACH = 8  # tokens of an addressee beside the cue
_POINTING = frozenset({"این", "ان", "وی", "او", "ما", "من", "شما"})
_OF_ANOTHER = frozenset({"از", "تا", "برای", "به", "بین", "طی"})
_DAY_PARTS = frozenset(
    {"صبح", "ظهر", "عصر", "شب", "شامگاه", "روز", "غروب", "بامداد", "تاریخ", "اول"}
    | {"پیش", "بعد", "نیمه", "نیمهشب", "سحرگاه"}
)
_PAST = frozenset({Tense.PAST, Tense.PAST_PERFECT, Tense.PRESENT_PERFECT})
_DAY_LENGTH = 10  # of «2024-06-22»
_EXACT = frozenset({Precision.DAY, Precision.MINUTE})
_BESIDE = frozenset({"حاشیه", "جریان", "ادامه", "پایان", "ابتدای", "خلال", "طول"})


@cache
def occasion_nouns() -> frozenset[str]:
    """Return the match keys of nouns that head an occasion («نشست», «مراسم»)."""
    return word_keys("occasion_nouns")


def find_addressee(
    reading: Reading, first: int, last: int, cue: Cue
) -> tuple[int, int] | None:
    """Return the tokens that tell to whom: «خطاب به …», «در گفت‌وگو با …».

    Args:
        reading: The document.
        first: First token of the cue's clause.
        last: Token after the clause's last before the cue.
        cue: The cue.
    """
    for token in range(first, last):
        match = _ADDRESSING.match(reading.keys, token)
        if (
            match is not None
            and match.last < last
            and reading.keys[match.last] not in _QUESTIONS
        ):
            return match.last, governed_end(reading, match.last, last)
        if reading.key(token + 1) in _HEARERS and (
            reading.keys[token] == "به" or reading.keys[token] in _ASKED
        ):
            return token + 1, governed_end(reading, token + 1, last)
    return _beside_cue(reading, first, cue)


def _beside_cue(reading: Reading, first: int, cue: Cue) -> tuple[int, int] | None:
    """Return whom «به شبکه البرز گفت», «از شهرداران خواست» name beside the cue."""
    wanted = _GOVERNS.get(cue.cue_class)
    for token in range(cue.first - 2, max(first, cue.first - _REACH) - 1, -1):
        if wanted is None or reading.finite[token] or reading.keys[token] in COMMAS:
            return None
        if reading.keys[token] != wanted:
            continue
        whole = governed_end(reading, token + 1, cue.first) == cue.first
        return (token + 1, cue.first) if whole and _hears(reading, token + 1) else None
    return None


def _hears(reading: Reading, token: int) -> bool:
    """Say whether somebody, or a body, is named at a token."""
    if reading.keys[token] in _POINTING:
        return False
    mention = reading.context.mention_at(token)
    if mention is not None:
        return mention.kind in {EntityKind.PERSON, EntityKind.ORGANIZATION}
    return is_speaker_noun(reading.keys[token]) or is_medium(reading, token)


def find_occasion(
    reading: Reading, first: int, last: int, cue: Cue | None = None
) -> tuple[int, int] | None:
    """Return the tokens that tell at which event: «در حاشیهٔ نشست …».

    What «با اشاره به …» or «درباره …» governs is the matter of speech, no occasion.

    Args:
        reading: The document.
        first: First token of the cue's clause.
        last: First token of the cue.
        cue: Not used.
    """
    for token in range(first, last - 1):
        if _tells_matter(reading, token):
            return None
        if reading.keys[token] != "در":
            continue
        head = token + 1
        if reading.keys[head] in _BESIDE:
            head += 1
        while head < last and _precedes_noun(reading, head):
            head += 1
        if head < last and _is_occasion(reading, head, last):
            end = _occasion_end(reading, head, last)
            if end > head + 1 or reading.keys[head] not in _TALKS:
                return head, end
    return None


def _tells_matter(reading: Reading, token: int) -> bool:
    """Say whether the matter of speech begins («با اشاره به …», «در مورد …»)."""
    keys = reading.keys
    if keys[token] in {"درباره", "درخصوص", "درمورد", "پیرامون"}:
        return True
    if keys[token] == "در" and reading.key(token + 1) in {"مورد", "خصوص", "باره"}:
        return True
    match = reporting_phrases().match(keys, token)
    return match is not None and match.value is CueClass.CLAUSAL


def _is_occasion(reading: Reading, head: int, last: int) -> bool:
    if reading.keys[head] in occasion_nouns():
        return True
    held = "برگزار" in reading.keys[head:last]
    return held and reading.keys[head] in _HELD


def _occasion_end(reading: Reading, head: int, last: int) -> int:
    end = governed_end(reading, head, last)
    if reading.key(end) == _MEETINGS.get(reading.keys[head]):
        return governed_end(reading, end + 1, last)
    return end


def _precedes_noun(reading: Reading, token: int) -> bool:
    """Say whether «این», «یک», or an ordinal like «نخستین» stands before a noun."""
    key = reading.keys[token]
    return key in {"این", "یک"} or key.endswith("مین") or key in {"نخستین", "اولین"}


def find_date(reading: Reading, first: int, last: int, cue: Cue) -> str | None:
    """Return the ISO date of saying, where the cue's clause gives one.

    «جلسه امروز» dates the meeting; a weekday told in the past is never to come.

    Args:
        reading: The document.
        first: First token of the cue's clause.
        last: First token of the cue.
        cue: The cue.
    """
    if first >= last:
        return None
    document = reading.context.document
    span = document.tokens_span(first, last)
    for time in document.times:
        if not span.covers(time.span) or time.kind is not TimeKind.DATE:
            continue
        token = document.token_at(time.span.start)
        if time.precision in _EXACT and not _is_governed(reading, token, first):
            return _not_after(time.iso, document.article, cue)
    return None


def _is_governed(reading: Reading, token: int, first: int) -> bool:
    """Say whether a time hangs on another noun or on «تا», «از», «برای»."""
    before = token - 1 - (reading.key(token - 1) == "روز")
    if before < first:
        return False
    if reading.keys[before] in _OF_ANOTHER:
        return True
    if reading.context.mention_at(before) is not None:
        return False
    ezafe = reading.context.document.tokens[before].ezafe
    return ezafe and reading.keys[before] not in _DAY_PARTS


def _not_after(iso: str | None, article: Article, cue: Cue) -> str | None:
    """Return a day, a week earlier where the past would lie in the future."""
    told = cue.inflection
    if iso is None or article.published is None:
        return iso
    past = told is None or told.tense in _PAST
    if not past or iso[:10] <= article.published.iso[:10] or len(iso) < _DAY_LENGTH:
        return iso
    earlier = date.fromisoformat(iso[:_DAY_LENGTH]) - timedelta(days=7)
    return earlier.isoformat()
