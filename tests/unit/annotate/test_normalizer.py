"""Normalized text and its alignment to the received characters."""

from __future__ import annotations

import pytest

from kg.annotate.normalizer import _OTHERS, normalize, normalize_characters
from kg.model import Span


CASES = {
    "Arabic letters": ("كتابي", "کتابی"),
    "digits of three scripts": ("12 ٣٤ ۵۶", "۱۲ ۳۴ ۵۶"),
    "percent sign": ("۵%", "۵٪"),
    "diacritics": ("کَرد", "کرد"),
    "tatweel": ("ســـلام", "سلام"),
    "decomposed madda": ("ا\u0653ب", "آب"),
    "decomposed hamza": ("مسي\u0654ول", "مسئول"),
    "written ezafe in one character": ("خانۀ ما", "خانه\u0654 ما"),
    "written ezafe in two": ("خانه\u0654 ما", "خانه\u0654 ما"),
    "direction marks": ("\u200fسلام\u202c", "سلام"),
    "control characters": ("سلا\x00م", "سلام"),
    "byte order mark": ("\ufeffسلام", "سلام"),
    "runs of spaces": ("الف \u00a0\t ب", "الف ب"),
    "spaces at line ends": (" الف \n ب ", "الف\nب"),
    "empty lines stay": ("الف\n\nب", "الف\n\nب"),
    "half-space runs": ("می\u200c\u200cرود", "می\u200cرود"),
    "half-space beside space": ("می\u200c رود", "می رود"),
    "half-space at the edges": ("\u200cسلام\u200c", "سلام"),
    "half-space after a number": ("۱۰\u200cساله", "۱۰ ساله"),
    "soft hyphen for half-space": ("می\u00adرود", "می\u200cرود"),
    "curly quotation marks": ("“آری”", "«آری»"),
    "straight quotation marks": ('گفت "آری" و "نه"', "گفت «آری» و «نه»"),
    "odd quotation mark": ('گفت "آری', 'گفت "آری'),
    "dots": ("و...", "و…"),
    "ligatures": ("ﷲ", "الله"),
    "private characters": ("\ue000", "\ufffd"),
    "lone surrogate": ("\ud800", "\ufffd"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("received", "normalized"), CASES.values(), ids=CASES)
def test_characters_are_normalized(received: str, normalized: str) -> None:
    assert normalize_characters(received) == normalized


ORIGINS = {
    "same length": ("كتاب", Span(0, 4), "كتاب"),
    "dropped mark before the end": ("کَرد رفت", Span(0, 3), "کَرد"),
    "dropped mark at the end": ("بزرگیِ کار", Span(0, 5), "بزرگیِ"),
    "expanded ligature": ("عبد ﷲ", Span(4, 8), "ﷲ"),
    "inserted half-space": ("میرود", Span(0, 6), "میرود"),
    "space that became a half-space": ("می رود", Span(0, 6), "می رود"),
    "after an inserted half-space": ("میرود علی", Span(7, 10), "علی"),
    "after dropped spaces": ("الف    ب", Span(4, 5), "ب"),
    "direction mark stays outside": ("\u200fالف\u200f ب", Span(0, 3), "الف"),
}


@pytest.mark.parametrize(("received", "span", "origin"), ORIGINS.values(), ids=ORIGINS)
def test_span_leads_to_received_characters(
    received: str, span: Span, origin: str
) -> None:
    normalized = normalize(received)

    assert normalized.alignment.to_received(span).slice(received) == origin


def test_what_is_passed_over_stays_what_it_is() -> None:
    passed = [char for char in map(chr, range(0x2100)) if not _OTHERS.match(char)]
    spaces = {" ", "\n", "\u200c"}

    changed = [
        char
        for char in passed
        if char not in spaces and normalize_characters(f"س{char}") != f"س{char}"
    ]

    assert "ی" in passed
    assert changed == []
