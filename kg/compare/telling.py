"""Differences as a short Persian text: «وزیر نفت: الف ← ب»."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from kg.compare.changes import KINDS
from kg.graph.concepts import event_types
from kg.jalali import jalali_label


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.compare.changes import Change


_HEADINGS = {
    "article": "خبرها",
    "entity": "نام‌ها",
    "holder": "دارندگان سمت‌ها",
    "role": "سمت‌ها",
    "event": "رویدادها",
    "quote": "نقل‌قول‌ها",
}
_KINDS = {
    "person": "شخص",
    "organization": "سازمان",
    "place": "مکان",
    "facility": "بنا",
    "entity": "نام",
}
_WORDS = {
    "current": "کنونی",
    "former": "پیشین",
    "acting": "سرپرست",
    "elect": "منتخب",
    "asserted": "رخ داده",
    "planned": "برنامه",
    "denied": "تکذیب‌شده",
    "hypothetical": "فرضی",
}
_CASUALTIES = {
    "killed": "کشته",
    "injured": "زخمی",
    "arrested": "بازداشتی",
    "rescued": "نجات‌یافته",
}
_DENIED = "not: "
_DAY = r"\d{4}-\d\d-\d\d"
_PERIOD = re.compile(rf"(?P<word>from |to )?(?P<begin>{_DAY})(?:/(?P<end>{_DAY}))?")
_PREFIX = re.compile(r"(?P<word>from |to )?(?P<day>\d{4}(?:-\d\d)?)")
_TOLL = re.compile(rf"(?P<count>\d+) (?P<kind>{'|'.join(_CASUALTIES)})")
_PREPOSITIONS = {"from ": "از ", "to ": "تا "}
_MARKS = {"gained": "+", "lost": "−", "changed": "~"}
_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_RIGHT_TO_LEFT = "\u200f"
_LENGTH = 80
"""Code points that a quotation is told with."""

_CONTEXT = 20
"""Code points told before the first difference of two long quotations."""


def tell(changes: Sequence[Change], *, limit: int) -> str:
    """Return differences as Persian text; the arrow points from before to after.

    Args:
        changes: As :func:`kg.compare.compare` gives them.
        limit: Most lines of each kind; ``0`` for all.
    """
    if not changes:
        return "تفاوتی نیست.\n"
    return "".join(f"{line}\n" for line in _lines(changes, limit))


def _lines(changes: Sequence[Change], limit: int) -> Iterator[str]:
    for kind in KINDS:
        found = [one for one in changes if one.what == kind]
        if not found:
            continue
        yield f"{_HEADINGS[kind]} ({_summary(found)}):"
        shown = found[:limit] if limit else found
        for one in shown:
            yield f"{_RIGHT_TO_LEFT}  {_MARKS[one.change]} {_line(one)}"
        if len(found) > len(shown):
            yield f"{_RIGHT_TO_LEFT}  … و {_number(len(found) - len(shown))} مورد دیگر"


def _summary(changes: Sequence[Change]) -> str:
    counts = Counter(one.change for one in changes)
    words = {"gained": "تازه", "lost": "حذف‌شده", "changed": "دگرگون"}
    return "، ".join(
        f"{_number(counts[change])} {word}"
        for change, word in words.items()
        if counts[change]
    )


def _line(change: Change) -> str:
    if change.what == "quote":
        return _quotation(_spoken(change.before), _spoken(change.after))
    subject = _flat(change.subject)
    if change.what == "entity":
        subject = f"{_KINDS.get(change.kind, change.kind)}: {subject}"
    if change.change != "changed":
        told = change.before + change.after
        plain = change.what in {"article", "entity"}
        return subject if plain or not told else f"{subject} ({_persian(told)})"
    if change.before == change.after:
        return subject
    if change.what == "entity":
        subject = _KINDS.get(change.kind, change.kind)
    return f"{subject}: {_persian(change.before)} ← {_persian(change.after)}"


def _flat(text: str) -> str:
    """Return a text on one line, as a list has it."""
    return " ".join(text.split())


def _spoken(told: str) -> str:
    denied = told.startswith(_DENIED)
    return _flat(f"تکذیب: {told.removeprefix(_DENIED)}" if denied else told)


def _quotation(before: str, after: str) -> str:
    """Return a quotation, or both ends of a change, where they differ."""
    if before and after:
        pairs = enumerate(zip(before, after, strict=False))
        same = next((at for at, (one, other) in pairs if one != other), len(before))
        if same > _LENGTH - _CONTEXT:
            start = before.rfind(" ", 0, same - _CONTEXT) + 1
            before, after = (f"… {text[start:]}" for text in (before, after))
    return f"{_cut(before)} ← {_cut(after)}".strip(" ←")


def _persian(told: str) -> str:
    """Return statuses, types, days and counts in Persian, other words as they are."""
    return "، ".join(_part(_flat(part)) for part in told.split(", "))


def _part(part: str) -> str:
    """Return a part of what is told of a role or event in Persian.

    >>> _part("from 2024-06-22"), _part("2024-06-22/2024-06-23"), _part("7 killed")
    ('از ۲ تیر ۱۴۰۳', '۲ تیر ۱۴۰۳ تا ۳ تیر ۱۴۰۳', '۷ کشته')
    >>> _part("to 2018"), _part("accident"), _part("acting")
    ('تا ۲۰۱۸', 'سانحه', 'سرپرست')
    """
    if part in _WORDS:
        return _WORDS[part]
    if part in event_types():
        return event_types()[part].fa
    if toll := _TOLL.fullmatch(part):
        return f"{_number(int(toll['count']))} {_CASUALTIES[toll['kind']]}"
    if days := _PERIOD.fullmatch(part):
        ends = (days["begin"], days["end"] or days["begin"])
        label = jalali_label(*map(date.fromisoformat, ends))
        return _PREPOSITIONS.get(days["word"], "") + label
    if prefix := _PREFIX.fullmatch(part):
        day = prefix["day"].replace("-", "/").translate(_DIGITS)
        return _PREPOSITIONS.get(prefix["word"], "") + day
    return part


def _cut(text: str) -> str:
    if len(text) <= _LENGTH:
        return text
    return text[:_LENGTH].rsplit(" ", 1)[0] + " …"


def _number(number: int) -> str:
    return str(number).translate(_DIGITS)
