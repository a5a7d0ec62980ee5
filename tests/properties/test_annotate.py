"""What must hold for annotated text, whatever was received."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.annotate import annotate
from kg.annotate.normalizer import normalize
from kg.annotate.segment import segment
from kg.model import Article, Document, Source, Span
from kg.normalize import match_key


_ALPHABETS = (
    "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیآأإؤئءة",
    "كيىۀېھہٱ",
    "abcXYZé",
    "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹",
    " \n\t\u00a0\u2028\r",
    ".,:؛،؟!?«»\"'()[]{}/\\-–—…•*٪%_@#",
    "\u200c\u200d\u200e\u200f\u202a\u202c\u2066\u2069\ufeff\u00ad",
    "ـ\u064b\u064e\u0651\u0653\u0654\u0655\u0670\u0301",
    "😀👍🏽👨‍👩‍👧🇮🇷",
    "ﷲ﷼ﻻﮐﺎ",
    "\x00\x07\x1b\x7f\ue000\ud800",
)
_WORDS = (
    *("میشود", "می شود", "نمی‌رود", "کتابها", "کتاب های", "رئیسجمهور", "د‌ر", "خانه ای"),
    *("گفت:", "شد.وی", "م. احمدی", "ه.ش", "3.5", "۱۴۰۲/۱۱/۲۲", "1,200,000", "15:30"),
    *("www.example.ir", "a@example.ir", "«آری.»", "است.", "U.S.", "F-16", "\n"),
)
CHARACTERS = st.one_of(*(st.sampled_from(letters) for letters in _ALPHABETS))
TEXTS = st.one_of(
    st.text(CHARACTERS, max_size=40),
    st.lists(
        st.one_of(st.sampled_from(_WORDS), st.text(CHARACTERS, max_size=4)), max_size=12
    ).map(" ".join),
    st.text(max_size=30),
)


def _article(text: str, title: str = "", lead: str = "") -> Article:
    return Article(
        id="a1", title=title, lead=lead, body=text, source=Source(path="a1.txt")
    )


def _letters(text: str) -> str:
    """Fold text as the normalizer may: compatibility forms, marks, punctuation."""
    return match_key(unicodedata.normalize("NFKC", text))


def _plain(text: str) -> str:
    return "".join(
        char
        for char in _letters(text)
        if unicodedata.category(char)[0] in "LN" and not 0x600 <= ord(char) <= 0x605
    )


@settings(deadline=None)
@given(TEXTS)
def test_each_token_leads_to_the_characters_it_came_from(received: str) -> None:
    normalized = normalize(received)

    for piece in segment(normalized.text):
        for span in piece.tokens:
            origin = normalized.alignment.to_received(span).slice(received)
            assert _plain(span.slice(normalized.text)) == _plain(origin)


@settings(deadline=None)
@given(TEXTS)
def test_alignment_is_ordered_and_within_the_text(received: str) -> None:
    normalized = normalize(received)
    starts, ends = normalized.alignment.starts, normalized.alignment.ends

    assert len(starts) == len(ends) == len(normalized.text)
    assert all(a <= b for a, b in pairwise(starts))
    assert all(a <= b for a, b in pairwise(ends))
    assert all(0 <= a <= b <= len(received) for a, b in zip(starts, ends, strict=True))


@settings(deadline=None)
@given(TEXTS)
@example("@ۀ")
def test_all_letters_are_kept(received: str) -> None:
    normalized = normalize(received)
    covered = "".join(
        normalized.alignment.to_received(span).slice(received)
        for piece in segment(normalized.text)
        for span in piece.tokens
    )

    assert _plain(normalized.text) == _plain(covered)


@settings(deadline=None)
@given(TEXTS)
def test_normalizing_again_changes_nothing(received: str) -> None:
    once = normalize(received).text

    assert normalize(once).text == once


@settings(deadline=None)
@given(TEXTS)
def test_tokens_hold_all_but_spaces(received: str) -> None:
    text = normalize(received).text
    spans = [span for piece in segment(text) for span in piece.tokens]

    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.start < span.end for span in spans)
    assert "".join(span.slice(text) for span in spans) == "".join(text.split())


def _check(document: Document) -> None:
    tokens, sentences = document.tokens, document.sentences
    assert all(token.span.slice(document.text) == token.form for token in tokens)
    assert [s.first for s in sentences] == [0, *(s.last for s in sentences)][:-1]
    assert not sentences or sentences[-1].last == len(tokens)
    assert all(
        sentence.span == document.tokens_span(sentence.first, sentence.last)
        for sentence in sentences
    )
    assert all("\n" not in s.span.slice(document.text) for s in sentences)
    assert all(
        a.paragraph <= b.paragraph <= a.paragraph + 1 for a, b in pairwise(sentences)
    )
    for found in (document.mentions, document.times):
        assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@settings(deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_any_article_is_annotated(title: str, lead: str, body: str) -> None:
    article = _article(body, title, lead)

    document = annotate(article)

    _check(document)
    parts = dict(article.parts)
    for sentence in document.sentences:
        received = document.to_received(sentence.span)
        assert parts[sentence.part].overlaps(received) or received == Span(
            received.start, received.start
        )
