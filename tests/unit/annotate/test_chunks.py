"""Ezafe chains: ``+`` after a word is ezafe, ``/POS`` a tag, else ``NOUN``."""

from __future__ import annotations

import pytest

from kg.annotate.chunks import find_noun_phrases
from kg.model import Part, Sentence, Span, Token


CASES = {
    "chain": ("رئیس+ سازمان+ ملی/ADJ+ آب/PROPN", ["رئیس سازمان ملی آب"]),
    "fixed pair": (
        "اداره+ کل/ADJ+ راه و/CCONJ شهرسازی+ استان+ نوآباد/PROPN",
        ["اداره کل راه و شهرسازی استان نوآباد"],
    ),
    "pair at the end": ("وزیر+ آموزش و/CCONJ پرورش", ["وزیر آموزش و پرورش"]),
    "adjectives": (
        "مسائل+ سیاسی/ADJ و/CCONJ اقتصادی/ADJ+ کشور",
        ["مسائل سیاسی و اقتصادی کشور"],
    ),
    "new head": (
        "رئیس+ مجلس و/CCONJ وزیر+ نفت",
        ["رئیس مجلس", "وزیر نفت"],
    ),
    "shared modifier": ("بررسی+ مشکل و/CCONJ نیاز+ مردم", ["بررسی مشکل و نیاز مردم"]),
    "comma": ("روز+ بهمن ،/PUNCT مردان+ شهر", ["روز بهمن", "مردان شهر"]),
    "other number": (
        "ورود+ مردم و/CCONJ خودروهای+ سبک/ADJ",
        ["ورود مردم", "خودروهای سبک"],
    ),
    "name without ezafe": ("رضا/PROPN مرادی/PROPN رفت/VERB", ["رضا مرادی"]),
    "title and name": ("دکتر مریم/PROPN نوری/PROPN", ["دکتر مریم نوری"]),
    "over a determiner": ("کتاب+ این/DET مرد", ["کتاب این مرد"]),
    "ends at a preposition": ("سفر به/ADP شهر", ["سفر", "شهر"]),
    "ezafe before a mark": ("به/ADP نام+ «/PUNCT باران »/PUNCT", ["نام", "باران"]),
    "no noun": ("خوب/ADJ رفت/VERB", []),
}


def phrases(line: str) -> list[str]:
    tokens: list[Token] = []
    start = 0
    for word in line.split():
        form, _, pos = word.removesuffix("+").partition("/")
        span = Span(start, start + len(form))
        tokens.append(
            Token(
                span=span,
                form=form,
                lemma=form,
                pos=pos or "NOUN",
                ezafe=word.endswith("+"),
            )
        )
        start += len(form) + 1
    text = " ".join(token.form for token in tokens)
    sentence = Sentence(
        span=Span(0, len(text)), first=0, last=len(tokens), part=Part.BODY, paragraph=0
    )
    return [
        phrase.span.slice(text)
        for phrase in find_noun_phrases(text, tokens, (sentence,))
    ]


@pytest.mark.parametrize(("line", "expected"), CASES.values(), ids=CASES)
def test_chains(line: str, expected: list[str]) -> None:
    assert phrases(line) == expected
