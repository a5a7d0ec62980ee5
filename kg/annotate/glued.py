"""Words stuck together where a space or a line break was lost: «استوی» for «است. وی».

Pages that lost their links or line breaks on the way have «گزارشخبرگزاری», «تهرانبه»,
«… شده استوزیر نفت گفت». A word that hardly ever comes is cut where both of its parts
are common words, and one of them is listed as found there (``glued_words.tsv``). After
a verb that ends sentences a line ended, but for words that go on a sentence; likewise
between a headline and the post that begins the next line, and before each number of a
list whose lines run on («… حزب آبادی۲سارا …»).

A word that no news has is cut without any list, too: where both of its parts are
common words that are hardly ever joined by a half-space («رودخانهفرماندار»), before a
common first name («مسابقاتحمیدرضا») and, of rarer words, after a verb; so are «و»
before a known word and the words of a name («دکترحسینی»). Letters that join tell what
was lost: «مدیر|هنرستان» looks as if it had its space, which nobody misses,
«رودخانه|فرماندار» does not, so that a line ended there.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kg.annotate.gazetteer import place_rows
from kg.annotate.halfspace import repairer
from kg.kept import Kept
from kg.lexicon import common_first_names, rows, word_keys
from kg.normalize import ZWNJ, match_key


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


_NUMBER = re.compile(r"(?<![\d./])(\d{1,2})[ \u200c.-]{0,2}(?=[^\W\d_]{2})")
_LEAST_NUMBERS = 3  # that follow one another make a list
# No word has ten half-spaces; a text of nothing else must not cost its square.
_WORD = re.compile(r"[^\W\d_]{5,}|[^\W\d_]+(?:\u200c[^\W\d_]+){0,9}\u200c[^\W\d_]{4,}")
_SHORTEST = 5  # letters of two words
_LONGEST = 100  # letters in a row that are looked through: all cuts cost the square
_RARE = 12  # how often a glued word may come in the news that words were counted in
_COMMON = 200  # how often a part must come that is not listed
_SHORT = 3  # letters; so short a word and a particle may be a name («تیمبا»)
_PARTICLE = 2  # letters
_COMMONER = 150  # how many times as often as the glued word
_SURNAME = 20  # how often a name before a post must come
_GIVEN = 10  # how often a first name after a verb must come («… شدپیروز»)
_SHORTEST_LINE = 20  # characters; what ends earlier is a name, and no headline
_KEPT = 1 << 16


_KNOWN = 60  # how often each part of a word that none lists must come
_KNOWN_AFTER_AND = 100
_HEARD = 25  # the same where a line ended, for nobody types such a word
_TOLD = 3  # the same of what follows a verb
_FEW_PARTNERS = 3  # words that a part is joined to by a half-space
_LEAST_NAMED = 4  # letters of a word before a first name
_WHOLE = 12  # how often a word must come that only an ending follows («استراحت|ی»)
_LONGEST_ENDING = 4  # letters of «گران»
_NON_JOINING = frozenset("اآأإدذرزژوةۀ")
# «فراملی», «خودارزیابی», «بازجذب»: a half-space was lost, if anything
_PREFIXES = frozenset(
    {"فرا", "خود", "غیر", "ضد", "بین", "نیم", "پیش", "درون", "برون", "ابر", "پسا"}
    | {"باز", "میر", "چند", "تمام", "شبه"}
)


class _Cut(NamedTuple):
    """How common the rarer part is, where a word is cut, and what belongs there."""

    rarer: int
    at: int
    gap: str


@cache
def _places() -> Mapping[str, frozenset[str]]:
    """Return where listed words are found."""
    listed = rows("glued_words", 2)
    return {word: frozenset(places.split("|")) for word, places in listed}


@cache
def _names() -> frozenset[str]:
    return word_keys("surnames") | word_keys("first_names")


@cache
def _name_parts() -> frozenset[str]:
    return frozenset(match_key(part) for part, _ in rows("surname_parts", 2))


def _listed(word: str, place: str) -> bool:
    return place in _places().get(word, ())


def _cut(word: str) -> tuple[int, str] | None:
    """Return where a word is cut and what belongs there, ``None`` for most words."""
    unit = word.rpartition(ZWNJ)[2]
    known = repairer().known
    count = known(word)
    if not _SHORTEST <= len(unit) <= _LONGEST or max(count, known(unit)) > _RARE:
        return None
    if match_key(word) in _names():
        return None
    head = len(word) - len(unit)
    cuts = (_cut_at(unit, at, count) for at in range(2, len(unit) - 1))
    best = max((cut for cut in cuts if cut is not None), default=None)
    if best is None and not count and not known(unit) and not _ends_in_part(unit):
        best = _after_and(unit) or _in_name(unit) if unit == word else None
        best = best or _cut_unlisted(unit)
    return None if best is None else (head + best.at, best.gap)


def _after_and(unit: str) -> _Cut | None:
    """Return the cut of «و|فناوری»: nobody sees that a space is missing there."""
    count = repairer().known(unit[1:])
    often = unit[0] == "و" and len(unit) >= _SHORTEST and count >= _KNOWN_AFTER_AND
    return _Cut(count, 1, " ") if often else None


def _in_name(unit: str) -> _Cut | None:
    """Return the cut of «سیدفرهاد», «دکترکوهی» and «خدادادکوهی».

    «محمدکوهی» may be one surname.
    """
    for at in range(3, len(unit) - 3):
        if unit[at - 1] in _NON_JOINING and not _listed(unit[at:], "never"):
            left, right = unit[:at], match_key(unit[at:])
            family = _is_family(right, unit[at:])
            given = right in word_keys("first_names")
            addressed = left in _ADDRESSES and (given or (left != "سید" and family))
            if addressed or (family and left in _given_names()):
                return _Cut(repairer().known(left), at, " ")
    return None


_ADDRESSES = frozenset({"سید", "دکتر", "سردار"})
_HEARD_OF = 5  # how often a surname must come


_ENDINGS = frozenset({"الله", "گرایی"})


@cache
def _given_names() -> frozenset[str]:
    return common_first_names() - {"محمد"} - word_keys("ordinary_words")


def _is_family(key: str, word: str) -> bool:
    """Whether a word is a surname, no first name, place or part of a surname."""
    known = repairer().known(word) >= _HEARD_OF
    return known and key in word_keys("surnames") and key not in _no_families()


@cache
def _no_families() -> frozenset[str]:
    return common_first_names() | _place_names() | _name_parts() | _ENDINGS


def _ends_in_part(unit: str) -> bool:
    """Whether a word is a place's or a surname («سعیدنیا», «بردسیر»)."""
    key = match_key(unit)
    return key in _place_names() or key.endswith(_part_endings())


@cache
def _part_endings() -> tuple[str, ...]:
    return tuple(sorted(_name_parts()))


@cache
def _place_names() -> frozenset[str]:
    return frozenset(match_key(row[1]) for row in place_rows())


def _cut_unlisted(unit: str) -> _Cut | None:
    """Return the best cut of a word between two that no list must have."""
    cuts = (_between_known(unit, at) for at in range(3, len(unit) - 2))
    best = max((cut for cut in cuts if cut is not None), default=None)
    return None if best is None or _is_inflected(unit, best.at) else best


def _between_known(unit: str, at: int) -> _Cut | None:
    """Return a cut between two words that are known and stand by themselves."""
    left, right = unit[:at], unit[at:]
    known, partners = repairer().known, repairer().partners
    rarer = min(known(left), known(right))
    if rarer < _TOLD:  # the least that is ever asked for
        return None
    ended = _listed(left, "end")
    if _is_named(left, right):
        return _Cut(rarer, at, _gap(left, right))
    joins = left[-1] not in _NON_JOINING
    least = _TOLD if ended else (_HEARD if joins else _KNOWN)
    if rarer < least or len(right) <= _SHORT or not _is_part(left, right):
        return None
    if max(partners(left)[0], partners(right)[1]) > _FEW_PARTNERS:
        return None
    return _Cut(rarer, at, _gap(left, right))


def _is_named(left: str, right: str) -> bool:
    """Whether a common first name comes after a word that is none."""
    known = repairer().known
    often = known(left) >= _KNOWN and known(right) >= _GIVEN
    if not often or len(left) < _LEAST_NAMED:
        return False
    given = match_key(right) in common_first_names()
    return given and match_key(left) not in _names()


def _is_part(left: str, right: str) -> bool:
    """Whether neither part makes a name or an inflected word of the other."""
    parts = {match_key(left), match_key(right)}
    never = left in _PREFIXES or _listed(right, "never")
    return not never and parts.isdisjoint(_name_parts()) and not parts <= _names()


def _is_inflected(unit: str, at: int) -> bool:
    """Whether a longer word begins it, and only an ending follows («استراحت|ی»)."""
    known = repairer().known
    starts = range(max(at + 1, len(unit) - _LONGEST_ENDING), len(unit))
    return any(known(unit[:end]) >= _WHOLE for end in starts)


def _gap(left: str, right: str) -> str:
    """Return what belongs between two words: a line's end only where one shows."""
    if _listed(left, "end"):
        return " " if _listed(right, "goes_on") else "\n"
    tied = left.endswith(("ای", "وی")) or _listed(left, "first")
    joins = left[-1] not in _NON_JOINING
    return "\n" if joins and not tied and not _listed(right, "goes_on") else " "


def _cut_at(unit: str, at: int, count: int) -> _Cut | None:
    left, right = unit[:at], unit[at:]
    known = repairer().known
    rarer = known(left)
    if rarer >= _GIVEN:  # the least that is ever asked for
        rarer = min(rarer, known(right))
    if rarer < max(_GIVEN, _COMMONER * count):
        return None
    if _listed(right, "post"):
        least = _SURNAME
    else:
        named = _listed(left, "end") and match_key(right) in word_keys("first_names")
        least = _GIVEN if named else _COMMON
    if rarer < max(least, _COMMONER * count) or not _may_part(left, right):
        return None
    return _Cut(rarer, at, "\n" if _is_break(left, right) else " ")


def _is_break(left: str, right: str) -> bool:
    """Whether a line ended: after a verb, or before a post that follows no name."""
    if _listed(right, "goes_on"):
        return False
    titled = _listed(right, "post") and match_key(left) not in _names()
    return titled or _listed(left, "end")


def _may_part(left: str, right: str) -> bool:
    """Whether words like these are found stuck together."""
    if _listed(right, "never"):
        return False
    if _listed(left, "end"):
        part = len(right) > 2 and match_key(right) not in _name_parts()
        return right != "را" and (part or _listed(right, "start"))
    if _listed(right, "start") or _listed(right, "post"):
        return len(left) > _SHORT or (len(left) == _SHORT and len(right) > _PARTICLE)
    return _listed(left, "first") and len(right) > 2


_cuts = Kept(_cut, most=_KEPT)


def _is_glued(written: str) -> bool:
    """Say whether what stands between white space holds a glued word."""
    return any(_cuts[match[0]] is not None for match in _WORD.finditer(written))


_glued = Kept(_is_glued, most=_KEPT)


def find_gaps(text: str) -> Iterator[tuple[int, int, str]]:
    r"""Yield the edits that part the glued words of normalized ``text``, in order.

    >>> list(find_gaps("آب رودخانهٔ شهر کم استوی گفت"))
    [(22, 22, '\n')]
    """
    rows_of_lists = _find_rows(text)
    if any(map(_glued.__getitem__, set(text.split()))):
        yield from sorted([*rows_of_lists, *_find_words(text)])
    else:  # as in most texts: sooner told than each word is looked at
        yield from rows_of_lists


def _find_words(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _WORD.finditer(text):
        cut = _cuts[match[0]]
        if cut is not None:
            at = match.start() + cut[0]
            begins = at - text.rfind("\n", 0, at) <= _SHORTEST_LINE
            yield at, at, " " if begins else cut[1]


def _find_rows(text: str) -> list[tuple[int, int, str]]:
    """Return breaks before the numbers of a list that stick to the row before."""
    found: list[tuple[int, int, str]] = []
    run: list[re.Match[str]] = []
    for match in (*_NUMBER.finditer(text), None):
        if match and (not run or int(match[1]) == int(run[-1][1]) + 1):
            run.append(match)
            continue
        if len(run) >= _LEAST_NUMBERS:
            starts = [one.start() for one in run]
            found += [(at, at, "\n") for at in starts if text[at - 1 : at].isalpha()]
        run = [] if match is None else [match]
    return found
