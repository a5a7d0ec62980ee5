"""How many people an event killed, injured, arrested or rescued, where it is told.

A number is a count of people where a noun for people follows it («۳ نفر», «دو سرباز»),
or the harm itself («۵ کشته»): years, ages, hours and names of diseases are none. A
count belongs to the harm that follows it («۲۷ نفر کشته و ۵۵ تن زخمی شدند»), or, after a
noun of harm, to that («کشته شدن سه نظامی», «شمار کشته‌ها به ۱۲ نفر رسید»). One count
before two harms («۵ نفر کشته و زخمی») tells neither.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.events import lexicon


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.context import Context
    from kg.extract.events.merging import Event
    from kg.extract.events.scene import Candidate, Scene


_KINDS = ("killed", "injured", "arrested", "rescued")
_HARMING = frozenset(
    ["accident", "attack", "arrest", "crime", "death", "disaster", "rescue", "protest"]
)
_MOST = 1_000_000
_DIGITS = re.compile(r"(\d{1,7})(هزار|میلیون)?")
_SCALES = {"هزار": 1_000, "میلیون": 1_000_000}
_GROUPING = str.maketrans("", "", "٬,،")
_AND = frozenset({"و", "یا"})
_INCLUDING = (["شامل"], ["جمله"])
_APART = 4
"""Words from one of the parts of a count to the next («۴ زن جوان و ۳ مرد»)."""
_LOST = 5
"""Tokens between «جان» and its verb («جان خود را از دست دادند»)."""
_REACHED = 8


@dataclass(frozen=True, slots=True)
class _Count:
    """A number of people, by the tokens of number and noun."""

    first: int
    last: int
    value: int


@dataclass(frozen=True, slots=True)
class _Harm:
    """A word that says what happened to people.

    Attributes:
        at: Its token.
        kind: ``killed``, ``injured``, ``arrested`` or ``rescued``.
        is_noun: Whether what follows it may be whom it happened to.
        are_people: Whether it names those to whom it happened («کشته‌ها»).
    """

    at: int
    kind: str
    is_noun: bool
    are_people: bool


def find_casualties(scene: Scene, event: Event) -> Iterator[tuple[str, int]]:
    """Yield kinds and counts of people killed, injured, arrested or rescued."""
    found: dict[str, int] = {}
    for candidate in event.candidates:
        if candidate.type in _HARMING:
            for kind, count in _counts_in(scene.context, candidate):
                found.setdefault(kind, count)
    yield from sorted(found.items())


def _counts_in(context: Context, candidate: Candidate) -> Iterator[tuple[str, int]]:
    """Yield what the sentence of a candidate counts («۳ کشته و ۱۰ زخمی»)."""
    sentence = context.sentence_at(candidate.first)
    keys = context.keys[sentence.first : sentence.last]
    for kind, count in told_counts(keys):
        if candidate.type != "arrest" or kind == "arrested":
            yield kind, count


def told_counts(keys: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield kinds of harm and how many people suffered it, by a sentence's words.

    Args:
        keys: Match keys of the sentence's tokens.

    >>> keys = "دیروز ۲۷ نفر کشته و ۵۵ تن زخمی شدند".split()
    >>> list(told_counts(keys))
    [('killed', 27), ('injured', 55)]
    """
    counts = list(_find_counts(keys))
    harms = list(_find_harms(keys))
    used: set[int] = set()
    for position, harm in enumerate(harms):
        after = _count_after(keys, harm, counts)
        if after is not None:
            used.add(after.first)
            yield harm.kind, after.value
            continue
        before = [one for one in counts if one.last <= harm.at]
        if not before or before[-1].first in used:
            continue
        used.add(before[-1].first)
        if not harm.are_people and not _is_shared(keys, harms, position, counts):
            yield harm.kind, before[-1].value


def _count_after(
    keys: Sequence[str], harm: _Harm, counts: Sequence[_Count]
) -> _Count | None:
    """Return the count that follows a noun of harm, or a number of those harmed."""
    following = next((one for one in counts if one.first > harm.at), None)
    if following is None:
        return None
    between = keys[harm.at + 1 : following.first]
    if harm.is_noun and all(key in lexicon.event_words("about") for key in between):
        return following
    reached = keys[following.last : following.last + 2]
    if harm.are_people and len(between) <= _REACHED and between[-1:] == ["به"]:
        return following if any(key.startswith("رسید") for key in reached) else None
    return None


def _is_shared(
    keys: Sequence[str],
    harms: Sequence[_Harm],
    position: int,
    counts: Sequence[_Count],
) -> bool:
    """Say whether another harm shares the count («۵ نفر کشته و زخمی شدند»)."""
    if position + 1 == len(harms):
        return False
    here, there = harms[position].at, harms[position + 1].at
    apart = any(here < one.first < there for one in counts)
    return not apart and bool(_AND & set(keys[here + 1 : there])) and there - here <= 2


# ------------------------------------------------------------------------- the parts


def _find_counts(keys: Sequence[str]) -> Iterator[_Count]:
    at, parts_end = 0, -_APART - 1  # none yet
    while at < len(keys):
        read = read_number(keys, at)
        if read is None:
            at += 1
            continue
        value, last = read
        if _is_part(keys, at, parts_end):
            parts_end = last
        elif 0 < value < _MOST and not _is_out_of(keys, at):
            if last < len(keys) and _is_person(keys[last]):
                yield _Count(at, last + 1, value)
            elif _are_harmed(keys, at, last) and not _is_year(value):
                yield _Count(at, last, value)
        at = last


def _is_part(keys: Sequence[str], at: int, parts_end: int) -> bool:
    """Say whether a number is of some of those counted before.

    «۷ نفر شامل ۴ زن و ۳ مرد»: the parts follow «شامل», each other by «و».
    """
    if keys[max(0, at - 1) : at] in _INCLUDING:
        return True
    if at - parts_end > _APART or keys[at - 1] != "و":
        return False
    return all(_kind_of(keys, between) is None for between in range(parts_end, at))


def _is_out_of(keys: Sequence[str], at: int) -> bool:
    """Say whether a number is the whole of a part («۱۵ نفر از ۱۶ سرباز»)."""
    return keys[at - 1 : at] == ["از"] and not (
        set(keys[max(0, at - 2) : at - 1]) & lexicon.event_words("about")
    )


def _are_harmed(keys: Sequence[str], first: int, last: int) -> bool:
    """Say whether a number with no noun counts people («۵ کشته», «کشته شدن ۵ و …»)."""
    if keys[first - 1 : first] == ["شدن"] and keys[last : last + 1] == ["و"]:
        return first > 1 and _kind_of(keys, first - 2) is not None
    if last >= len(keys) or _kind_of(keys, last) is None:
        return False
    is_verb = any(key.startswith(("شد", "می")) for key in keys[last + 1 : last + 2])
    return not is_verb and keys[last] not in lexicon.event_words("harm_noun")


def _is_year(value: int) -> bool:
    return 1300 <= value < 1450 or 1900 <= value < 2100


def _is_person(key: str) -> bool:
    nouns = lexicon.counted_nouns()
    return key in nouns or (key.endswith("ی") and key[:-1] in nouns)


def _find_harms(keys: Sequence[str]) -> Iterator[_Harm]:
    for at, key in enumerate(keys):
        kind = _kind_of(keys, at)
        if kind is not None:
            becoming = at + 1 < len(keys) and keys[at + 1] in {"شدن", "دادن", "یافتن"}
            is_noun = becoming or key in lexicon.event_words("harm_noun")
            people = list(keys[at + 1 : at + 3]) == [
                "شده",
                "به",
            ]  # «افراد فوت شده به …»
            yield _Harm(at, kind, is_noun and not people, people)
            continue
        kind = _people_harmed(key)
        if kind is not None:
            yield _Harm(at, kind, is_noun=False, are_people=True)


def _kind_of(keys: Sequence[str], at: int) -> str | None:
    """Return what a word says happened to people."""
    kind = next(
        (kind for kind in _KINDS if keys[at] in lexicon.event_words(kind)), None
    )
    if keys[at] != "جان" or kind is None:
        return kind
    rest = keys[at + 1 : at + 1 + _LOST]
    is_lost = any(key.startswith(("باخت", "دست", "سپرد")) for key in rest)
    return kind if is_lost else None


@lexicon.cached
def _people_harmed(key: str) -> str | None:
    """Return what happened to people that a plural names («کشته‌ها», «مجروحان»)."""
    for ending in ("شدگان", "های", "ها", "گان", "ان"):
        stem = key.removesuffix(ending)
        if stem != key:
            for kind in _KINDS:
                if {stem, stem + "ه"} & lexicon.event_words(kind):
                    return kind
    return None


# -------------------------------------------------------------------------- numbers


def read_number(keys: Sequence[str], at: int) -> tuple[int, int] | None:
    """Read a cardinal number in digits, words or both.

    Args:
        keys: Match keys of tokens.
        at: Where it may begin.

    Returns:
        The number and the token after it; ``None`` where there is none.

    >>> read_number(["۲", "هزار", "و", "۷۱۵", "نفر"], 0)
    (2715, 4)
    >>> read_number(["بیست", "و", "پنج", "نفر"], 0), read_number(["سه", "و", "چهار"], 0)
    ((25, 3), (3, 1))
    """
    first = _read_scaled(keys, at)
    if first is None:
        return None
    total, last, room = first
    while last + 1 < len(keys) and keys[last] == "و" and room > 1:
        more = _read_scaled(keys, last + 1)
        if more is None or more[0] >= room:
            break
        total, last, room = total + more[0], more[1], more[2]
    return total, last


def _read_scaled(keys: Sequence[str], at: int) -> tuple[int, int, int] | None:
    """Read «۲ هزار»: the number, the token after it, and what may be added below."""
    if at >= len(keys):
        return None
    value, is_word = _read_one(keys[at])
    if value is None:
        return None
    scale = _SCALES.get(keys[at + 1]) if at + 1 < len(keys) else None
    if scale is not None and keys[at] not in _SCALES:
        return value * scale, at + 2, scale
    room = next((one for one in (1_000_000, 1_000, 100, 10) if value % one == 0), 1)
    is_open = is_word or room >= 1_000
    return value, at + 1, room if is_open else 1


def _read_one(key: str) -> tuple[int | None, bool]:
    """Read one word: its number, if it is one, and whether it is not in digits."""
    if key in _SCALES:
        return _SCALES[key], True
    match = _DIGITS.fullmatch(key.translate(_GROUPING))
    if match is not None:
        return int(match[1]) * _SCALES.get(match[2] or "", 1), bool(match[2])
    return lexicon.number_words().get(key), True
