"""Sentences and tokens; ``|`` parts tokens, ``‖`` sentences."""

from __future__ import annotations

import pytest

from kg.annotate.segment import segment


CASES = {
    "marks are tokens": "علی|رفت|.‖او|آمد|!",
    "decimal": "۳.۵|درصد|رشد|کرد|.",
    "thousands": "۱,۲۰۰,۰۰۰|تومان",
    "Persian thousands": "۱،۲۰۰،۰۰۰|تومان",
    "numeric date": "در|۱۴۰۲/۱۱/۲۲|بود",
    "dashed date": "در|۲۰۲۴-۰۶-۲۲|بود",
    "time of day": "ساعت|۱۵:۳۰|است",
    "address": "نشانی|https://example.ir/a?b=۱|است|.",
    "bare address": "سایت|www.example.ir|و|example.com",
    "e-mail": "به|a.b@example.ir|بنویسید",
    "number stuck to its unit": "۹~متر|و|طول~۶",
    "range of numbers": "۱۲~-~۱۵|تیر",
    "hyphenated words": "علمی~-~تخصصی",
    "Latin with digits": "F-۱۶|و|B۲B",
    "half-space is part of a word": "می‌رود|خانه‌ها",
    "written ezafe is part of a word": "خانهٔ|ما",
    "ellipsis": "آب|و|برق|و~…|قطع|شد|.",
    "initial": "آقای|م.|رضوانی|گفت|.‖او|رفت|.",
    "initials": "دکتر|ح.|نوری|و|ا.ک|رفتند",
    "letter that names a kind": "گروه|ب~.‖او|رفت",
    "abbreviated calendar": "سال|۱۳۰۰|ه.ش|بود",
    "Latin initials": "J.K.|رفت|.",
    "colon ends nothing": "او|گفت|:|بیا|.",
    "semicolon ends nothing": "آمد|؛|رفت|.",
    "question": "چرا|؟‖چون",
    "repeated marks": "چرا|؟؟!‖چون",
    "missing space": "برگزار|شد~.‖~وی|افزود|.",
    "missing space after a number": "سال|۱۴۰۲~.‖~وی|افزود",
    "quoted sentences": "گفت|:|«~آمدم|.‖رفتم|.~»‖او|رفت|.",
    "quoted title": "فیلم|«~خانه|کجاست|؟~»|ساخته|شد|.",
    "mark after the quotation": "گفت|«~آمدم~»~.‖او|رفت|.",
    "parenthesis closes": "(~او|رفت|.~)‖ما|ماندیم",
    "numbered item": "۱~.|آب|و|برق|.‖نان",
    "bullets": "•|آب‖•|نان",
    "lines": "تیتر⏎متن|آمد|.",
    "empty line": "تیتر⏎⏎متن",
}


def _notation(text: str) -> str:
    shown: list[str] = []
    line = 0
    last = -1
    for piece in segment(text):
        if shown:
            shown.append("⏎" * (piece.line - line) or "‖")
        for index, span in enumerate(piece.tokens):
            if index:
                shown.append("~" if span.start == last else "|")
            shown.append(span.slice(text))
            last = span.end
        line = piece.line
    return "".join(shown)


def _simplified(notation: str) -> str:
    """Marks may stand beside words without the notation saying so."""
    return notation.replace("~", "|")


@pytest.mark.parametrize("notation", CASES.values(), ids=CASES)
def test_text_is_cut(notation: str) -> None:
    text = notation.replace("⏎", "\n").replace("‖~", "").replace("~", "")
    text = text.replace("|", " ").replace("‖", " ")

    assert _simplified(_notation(text)) == _simplified(notation.replace("‖~", "‖"))


def test_no_text_gives_no_sentence() -> None:
    assert list(segment("")) == []


def test_words_and_marks_need_no_spaces() -> None:
    (sentence,) = segment("«نه»،گفت:")

    assert [span.slice("«نه»،گفت:") for span in sentence.tokens] == [
        "«",
        "نه",
        "»",
        "،",
        "گفت",
        ":",
    ]
