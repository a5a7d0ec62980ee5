"""Persons who begin a sentence of speech: «علی رضایی در گفت‌وگو با …»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.persons.words import (
    AFTER_SPEAKER,
    is_surname,
    person_words,
    plain_first_names,
)
from kg.extract.rare import is_ordinary
from kg.extract.roles.vocabulary import places
from kg.lexicon import word_keys


if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.persons.hunt import Hunt
    from kg.model import Sentence


_SPEECH_REACH = 14  # tokens within which a speaker's verb comes
_TALK = frozenset({"گفت", "افزود", "گفتوگو", "گفتگو", "اظهار", "مصاحبه", "بیان", ":"})


def full_speaker(hunt: Hunt, sentence: Sentence) -> None:
    """«علی رضایی در گفت‌وگو با …», «به گزارش البرز، علی رضایی گفت»."""
    keys = hunt.context.keys
    if not _TALK.intersection(keys[sentence.first : sentence.last]):
        return
    for start in _clause_starts(hunt, sentence):
        last = hunt.run_on(start, sentence.last)
        if (
            last < sentence.last
            and keys[last] in AFTER_SPEAKER
            and hunt.is_full_name(start, last)
        ):
            hunt.add(start, last, "speaker", 0.7)
            return
        for last in (start + 2, start + 3):
            if _is_named_speaker(hunt, start, last, sentence):
                hunt.add(start, last, "speaker", 0.65)
                return


def _is_named_speaker(hunt: Hunt, start: int, last: int, sentence: Sentence) -> bool:
    """«کلثوم بازایی در آیین … اظهار کرد»: a first name, and a word that no list has.

    Two such words («کامران کوه ورزی در گفت‌وگو با …») need a common first name, and
    that a talk or a verb of saying follows at once.
    """
    keys = hunt.context.keys
    if last >= sentence.last or keys[start] not in word_keys("first_names"):
        return False
    follows = keys[last] in AFTER_SPEAKER - {"که", "به", "با"}
    limit = sentence.last if _talks_at_once(hunt, start, last) else start
    talks = _TALK.intersection(keys[start : max(limit, start + _SPEECH_REACH)])
    words = all(hunt.is_unlisted(token) for token in range(start, last))
    if not (follows and talks and words) or keys[start] in places():
        return False
    return last - start == _SURNAMED or _talks_at_once(hunt, start, last)


_SURNAMED = 2  # words of a first name and a surname


def _talks_at_once(hunt: Hunt, start: int, last: int) -> bool:
    """Whether a common first name begins, and a talk follows words that no list has."""
    keys = hunt.context.keys
    told = keys[last] in _SAID or (
        keys[last] == "در" and keys[last + 1 : last + 2] in _TALKS
    )
    return told and keys[start] in plain_first_names()


_SAID = frozenset({"گفت", "افزود", "اظهار", "بیان", "تصریح", "خاطرنشان"})
_TALKS = frozenset(
    {("گفت",), ("گفتوگو",), ("گفتوگوی",), ("گفتگو",), ("گفتگوی",), ("مصاحبه",)}
    | {("نشست",), ("جلسه",), ("مراسم",), ("ایین",), ("همایش",), ("جمع",), ("دیدار",)}
    | {("حاشیه",), ("پاسخ",), ("ادامه",), ("پایان",)}
)


def _clause_starts(hunt: Hunt, sentence: Sentence) -> Iterator[int]:
    """The start of a sentence, and what follows its first comma."""
    yield sentence.first
    for token in range(sentence.first, sentence.last - 1):
        if hunt.context.document.tokens[token].form in {"،", ":"}:
            yield token + 1
            return


def lone_speaker(hunt: Hunt, sentence: Sentence) -> None:
    """«کریمی در ادامه افزود»: a listed surname that begins a sentence of speech."""
    keys, first = hunt.context.keys, sentence.first
    if first + 1 >= sentence.last or not hunt.is_unlisted(first):
        return
    key, token = keys[first], hunt.context.document.tokens[first]
    shaped = token.pos == "PROPN" or key.endswith("ی")
    if not (shaped and is_surname(key)):
        if _is_rare_speaker(hunt, sentence):
            hunt.add(first, first + 1, "speaker", 0.6)
        return
    if key not in word_keys("surnames") and not _goes_on_speaking(hunt, sentence):
        return
    follows = keys[first + 1] in AFTER_SPEAKER - {"که", "به"}
    if follows and _TALK.intersection(keys[first : first + _SPEECH_REACH]):
        hunt.add(first, first + 1, "speaker", 0.6)


def _is_rare_speaker(hunt: Hunt, sentence: Sentence) -> bool:
    """«نیک‌آذر افزود: …»: a word that news hardly uses goes on speaking."""
    keys, first = hunt.context.keys, sentence.first
    fits = len(keys[first]) >= _SHORTEST_RARE and keys[first] not in places()
    fits = fits and not keys[first].startswith(_GLUED_TITLES)
    plain = is_ordinary(hunt, first) and not _is_surname_speaking(hunt, first)
    if not fits or plain or not _goes_on_speaking(hunt, sentence):
        return False
    written = _WRITTEN.intersection(keys[first : first + _LONGEST_GOING_ON])
    owned = hunt.context.document.tokens[first].form.endswith("\u200cشان")
    said = keys[first + 1] in _SAID or keys[first + 1 : first + 3] in _GOING_ON
    return said and not (written or owned)


def _is_surname_speaking(hunt: Hunt, token: int) -> bool:
    """«رخشنده خاطرنشان کرد: …»: a surname that is a word as well, and nobody's post."""
    keys = hunt.context.keys
    key = keys[token]
    named = key in word_keys("surnames") and key not in person_words()
    return named and keys[token + 1] in _SAID and hunt.is_unlisted(token)


_SHORTEST_RARE = 4  # letters
_LONGEST_GOING_ON = 5  # tokens of «… در ادامه این گزارش»
_WRITTEN = frozenset(  # of papers and what they print
    {"گزارش", "بیانیه", "مقاله", "اطلاعیه", "یادداشت", "اورده", "نوشته", "نوشت"}
)
_GLUED_TITLES = ("وزیر", "رییس", "مدیر", "معاون", "استاندار", "فرماندار")  # «وزیرکشور»


def _goes_on_speaking(hunt: Hunt, sentence: Sentence) -> bool:
    """«اوحدی در پاسخ به … گفت:»: who goes on speaking is known, and so has a name.

    A noun with the indefinite «ی» («شهروندی», «مربی») names nobody.
    """
    keys, first = hunt.context.keys, sentence.first
    token = hunt.context.document.tokens[first]
    if token.ezafe or keys[first][:-1] in person_words() or keys[first] in _ANYBODY:
        return False
    follows = keys[first + 1 : first + 3]
    known = follows[0] in (_TALK | _SAID) - {":"} or follows in _GOING_ON
    return known and ":" in keys[first : sentence.last]


_ANYBODY = frozenset({"برخی", "بعضی", "همگی", "بسیاری", "عدهای", "گروهی", "شماری"})
_GOING_ON = frozenset(
    {("در", "پاسخ"), ("در", "ادامه"), ("در", "پایان"), ("با", "اشاره"), ("با", "بیان")}
    | {("با", "تاکید"), ("ضمن", "اشاره"), ("ضمن", "بیان"), ("در", "خصوص")}
)
