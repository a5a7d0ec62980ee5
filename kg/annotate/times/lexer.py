"""Words of dates and times as a string of one-letter symbols.

Each token, or group of tokens that is one word of a date («بعد از ظهر»، «بیست و دوم»،
«۱۴۰۲/۰۵/۰۳»), becomes one symbol with a value; all others become ``.``, and the end of
a sentence ``|``. The rules of :mod:`kg.annotate.times.rules` are regular expressions
over that string, so a text without dates costs a dictionary look-up a word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kg.kept import Kept
from kg.lexicon import PhraseMatcher, rows
from kg.normalize import ZWNJ, fold, match_key


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.model import Sentence, Token


SYMBOLS = {
    "jalali_month": "J",
    "weak_jalali_month": "j",
    "strong_jalali_month": "K",
    "afghan_month": "A",
    "gregorian_month": "G",
    "weak_gregorian_month": "g",
    "strong_gregorian_month": "Q",
    "hijri_month": "H",
    "weekday": "w",
    "day_word": "T",
    "year_word": "R",
    "day_unit": "r",
    "days_unit": "D",
    "week_unit": "h",
    "weeks_unit": "B",
    "month_unit": "m",
    "months_unit": "M",
    "year_unit": "S",
    "years_unit": "Z",
    "hours_unit": "B",
    "short_unit": "z",
    "hour_unit": "E",
    "decade_unit": "e",
    "decades_unit": "B",
    "century_unit": "c",
    "century_units": "B",
    "season_unit": "q",
    "season": "s",
    "part_of_day": "t",
    "last": "P",
    "ago": "a",
    "next": "F",
    "later": "f",
    "now": "C",
    "this": "i",
    "begin_edge": "b",
    "end_edge": "x",
    "part_edge": "l",
    "jalali_label": "L",
    "gregorian_label": "W",
    "hijri_label": "U",
    "hijri_or_jalali_label": "X",
    "from": "<",
    "to": ">",
    "and": "&",
    "or": "&",
    "in": "@",
    "year_cue": "u",
    "counted": "%",
    "same_day": "=",
    "few": "?",
    "no_time": ".",
    "vague_past": "p",
    "vague_future": "v",
    "named_day": "N",
    "number_word": "k",
    "ordinal": "o",
}
PUNCTUATION = {"،": ",", ",": ",", "(": "(", ")": ")", "-": "-", "–": "-", "": "-"}
PUNCTUATION |= {"—": "-", "[": "(", "]": ")", "−": "-"}  # "" is a lone tatweel «ـ»

_ONES = "یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده"
_CARDINALS = (*_ONES.split(), "هفده", "هجده", "نوزده")
_TENS = ("بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود")
_ORDINALS = {
    1: ("اول", "یکم", "نخست", "اولین", "نخستین"),
    18: ("هجدهم", "هیجدهم"),
    30: ("سی ام",),
}
_NUMERIC_DATE = re.compile(
    r"(?<![\d/.])(?=\d)(?:(\d{4})([/.-]| / )(\d{1,2})\2(\d{1,2})"
    r"|(\d{1,2})([/.]| / )(\d{1,2})\6(\d{4}|\d{1,2}))(?![\d/])"
)
_CLOCK = re.compile(r"(?<![\d:])(\d{1,2}):(\d{2})(?!\d)")
_STUCK = re.compile(r"(روز|شب|صبح|ماه|سال|هفته)([^\W_]+)")
_STUCK_ON = frozenset("wPCFaYyKJ")
_BOTH = re.compile(r"\d(?:[/.:-]| / )\d")  # what is in both
_NUMBER = re.compile(r"(\d{1,4})(ام|م|مین|امین)?")
_GLUED = re.compile(r"(\d{1,2})([^\W\d_]+)")
_DELETED = dict.fromkeys((*range(8203, 8208), *range(1611, 1619), 1600))


class Lexeme(NamedTuple):
    """A word of a date: its value and its tokens ``first`` to ``last`` (exclusive)."""

    value: object
    first: int
    last: int


_OTHER = (".", None)
_WORD = Lexeme(None, 0, 0)  # stands for all words that are no part of a date


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A row of ``named_days.tsv``."""

    calendar: str
    month: int
    day: int
    length: int


@dataclass(frozen=True, slots=True)
class Lexed:
    """The symbols of a document and, for each, its lexeme."""

    symbols: str
    lexemes: list[Lexeme]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words by key (``single``) and those of several words (``matcher``)."""

    single: dict[str, tuple[str, object]]
    matcher: PhraseMatcher[tuple[str, object]]
    starts: frozenset[str]


def _number_words() -> Iterator[tuple[str, tuple[str, object]]]:
    """Yield cardinals and ordinals from 1 to 99 and the years 1300–1449 in words."""
    cardinals = dict(enumerate(_CARDINALS, start=1))
    for place, ten in enumerate(_TENS, start=2):
        cardinals[place * 10] = ten
        for one in range(1, 10):
            cardinals[place * 10 + one] = f"{ten} و {_CARDINALS[one - 1]}"
    for number, word in cardinals.items():
        yield word, ("k", number)
        regular = f"{word[:-1]}وم" if word.endswith("سه") else f"{word}م"
        for ordinal in _ORDINALS.get(number, (regular,)):
            yield ordinal, ("o", number)
            if number > 2:
                yield f"{ordinal}ین", ("o", number)
        for hundreds, count in (("سیصد", 1300), ("چهارصد", 1400)):
            if count + number < 1450:
                yield f"هزار و {hundreds} و {word}", ("Y", count + number)
    yield "هزار و چهارصد", ("Y", 1400)


def _entries() -> Iterator[tuple[str, tuple[str, object]]]:
    """Yield every word of the lexicons with its symbol and value."""
    yield from _number_words()
    for name, calendar, month, day, length in rows("named_days", 5):
        value = NamedDay(calendar, int(month), int(day), int(length))
        yield name, ("N", value)
    for word, kind, value_text in rows("time_words", 3):
        yield word, (SYMBOLS[kind], int(value_text))


@cache
def lexicon() -> Lexicon:
    """Return the words of dates and times, indexed."""
    entries = dict(_entries())
    single = {match_key(word): value for word, value in entries.items()}
    starts = frozenset(
        match_key(word)[:size]
        for word in entries
        for size in range(1, len(match_key(word)))
    )
    return Lexicon(single, PhraseMatcher(list(entries.items())), starts)


def number_symbol(number: int, digits: int) -> str:
    """Return the symbol of a number written in ``digits`` digits.

    ``d`` may be a day of a month, ``y`` a year of two digits, ``Y`` one of four.
    """
    if digits == 4:
        return "Y" if 1200 <= number < 1500 or 1700 <= number < 2150 else "n"
    if 1 <= number <= 31 and digits <= 2:
        return "d"
    return "y" if 32 <= number <= 99 else "n"


def read_number(key: str) -> tuple[str, object] | None:
    """Read a token of digits, with or without an ordinal ending."""
    match = _NUMBER.fullmatch(key)
    if match is None:
        return None
    number = int(match[1])
    if match[2]:
        return "o", number
    return number_symbol(number, len(match[1])), number


def _key(form: str) -> str:
    """Return the match key of a word, without the marks that words of dates have."""
    return fold(form).translate(_DELETED)


_keys = Kept(_key, most=1 << 16)


def lex(text: str, tokens: Sequence[Token], sentences: Sequence[Sentence]) -> Lexed:
    """Turn tokens into symbols.

    Args:
        text: Normalized text that the tokens' spans count.
        tokens: All tokens of the document.
        sentences: All sentences; they cover all tokens.
    """
    lexing = _Lexing(text, tokens)
    for sentence in sentences:
        lexing.read(sentence)
    return Lexed("".join(lexing.symbols), lexing.lexemes)


class _Lexing:
    """A document on its way to symbols."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.symbols: list[str] = []
        self.lexemes: list[Lexeme] = []
        self._forms = [token.form for token in tokens]
        self._keys = [_keys[form] for form in self._forms]
        self._patterns = _find_patterns(text, tokens)

    def read(self, sentence: Sentence) -> None:
        """Add the symbols of a sentence; most words are no part of a date."""
        forms, patterns = self._forms, self._patterns
        symbols, lexemes = self.symbols, self.lexemes
        at, last = sentence.first, sentence.last
        while at < last:
            if _plain[forms[at]] and at not in patterns:
                symbols.append(".")
                lexemes.append(_WORD)
                at += 1
            else:
                at = self._take(at, last)
        symbols.append("|")
        lexemes.append(Lexeme(None, last, last))

    def _take(self, at: int, last: int) -> int:
        """Add what starts at a token; return the token after it."""
        read = self._patterns.get(at) or _read(lexicon(), self._keys, at)
        symbol, value, after = read
        found = _read_joined(self._forms[at]) if symbol == "." else ((symbol, value),)
        for symbol, value in found:
            self.symbols.append(symbol)
            self.lexemes.append(Lexeme(value, at, min(after, last)))
        return after


def _is_plain(form: str) -> bool:
    """Say whether a word is no part of a date, whatever stands beside it."""
    return _read_alone(_keys[form]) == _OTHER and _read_joined(form) == (_OTHER,)


_plain = Kept(_is_plain, most=1 << 17)


def _read(words: Lexicon, keys: list[str], at: int) -> tuple[str, object, int]:
    """Return symbol, value and end of the lexeme that starts at token ``at``."""
    alone = _read_alone(keys[at])
    if alone is not None:
        return (*alone, at + 1)
    match = words.matcher.match(keys, at)
    return (".", None, at + 1) if match is None else (*match.value, match.last)


@lru_cache(maxsize=1 << 16)
def _read_alone(key: str) -> tuple[str, object] | None:
    """Read a word with which no longer entry begins; ``None`` for one that may."""
    words = lexicon()
    if key in words.starts:
        return None
    found = words.single.get(key)
    if found is None and key[:1].isdigit():
        found = read_number(key) or _read_glued(words, key)
    return found or (PUNCTUATION.get(key, "."), None)


@lru_cache(maxsize=1 << 16)
def _read_joined(form: str) -> tuple[tuple[str, object], ...]:
    """Read «دوشنبه‌شب», «روزپنجشنبه»: words of a date typed as one, else one word."""
    stuck = _STUCK.fullmatch(form)
    if stuck is not None and _is_stuck(stuck[2]):
        return *_read_joined(stuck[1]), *_read_joined(stuck[2])
    keys = [_keys[unit] for unit in form.split(ZWNJ)]
    found: list[tuple[str, object]] = []
    at = 0
    while at < len(keys):
        match = lexicon().matcher.match(keys, at)
        read = match.value if match else _read_alone(keys[at])
        if read is None or read[0] == ".":
            return (_OTHER,)
        found.append(read)
        at = match.last if match else at + 1
    return tuple(found)


def _is_stuck(rest: str) -> bool:
    """Say whether what is typed on to «روز», «سال» … goes on telling a date."""
    read = lexicon().single.get(_keys[rest]) or read_number(_keys[rest])
    return read is not None and read[0] in _STUCK_ON


def _read_glued(words: Lexicon, key: str) -> tuple[str, object] | None:
    """Read «۲تیر»: a day glued to its month is a day and month in one."""
    match = _GLUED.fullmatch(key)
    month = words.single.get(match[2]) if match else None
    if match is None or month is None or month[0] not in "JjKGQ":
        return None
    return "Ø" if month[0] in "JjK" else "ø", (int(match[1]), month[1])


def _find_patterns(
    text: str, tokens: Sequence[Token]
) -> dict[int, tuple[str, object, int]]:
    """Find numeric dates and clock times; they may run over several tokens."""
    if _BOTH.search(text) is None:
        return {}
    spans = [
        (match.start(), match.end(), "#", match.groups())
        for match in _NUMERIC_DATE.finditer(text)
    ]
    spans += [
        (match.start(), match.end(), ":", match.groups())
        for match in _CLOCK.finditer(text)
        if int(match[1]) < 25 and int(match[2]) < 60
    ]
    found: dict[int, tuple[str, object, int]] = {}
    for start, end, symbol, value in spans:
        first = bisect_left(tokens, start, key=lambda token: token.span.start)
        last = bisect_left(tokens, end, key=lambda token: token.span.end)
        whole = last < len(tokens) and tokens[last].span.end == end
        if whole and tokens[first].span.start == start:
            found[first] = (symbol, value, last + 1)
    return found
