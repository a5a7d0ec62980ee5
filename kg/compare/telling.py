"""Differences as a short Persian text: «وزیر نفت: الف ← ب»."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.compare.changes import KINDS


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
_MARKS = {"gained": "+", "lost": "−", "changed": "~"}
_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_RIGHT_TO_LEFT = "\u200f"
_LENGTH = 80
"""Code points that a quotation is told with."""


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
        return f"{_cut(change.before)} ← {_cut(change.after)}".strip(" ←")
    subject = change.subject
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


def _persian(told: str) -> str:
    """Return statuses and modalities in Persian, other words as they are."""
    words = (_WORDS.get(part, part) for part in told.split(", "))
    return "، ".join(
        word.replace("from ", "از ").replace("to ", "تا ")
        if word.startswith(("from ", "to "))
        else word
        for word in words
    )


def _cut(text: str) -> str:
    if len(text) <= _LENGTH:
        return text
    return text[:_LENGTH].rsplit(" ", 1)[0] + " …"


def _number(number: int) -> str:
    return str(number).translate(_DIGITS)
