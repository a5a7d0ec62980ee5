from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.annotate.names import find_mentions
from kg.model import Part, Sentence, Span, Token


WORDS = st.sampled_from(
    [
        "علی",
        "رضایی",
        "سید",
        "دکتر",
        "وزیر",
        "نفت",
        "شهر",
        "استان",
        "تهران",
        "یزد",
        "باشگاه",
        "سازمان",
        "ملل",
        "و",
        "در",
        "به",
        "گفت",
        "،",
        ".",
        "«",
        "»",
        "(",
        ")",
        "ره",
        "12",
        "London",
        "خوزستانی",
        "شرکت",
        "ایران",
        "جام",
        "جهانی",
        "امام",
    ]
)
LINES = st.lists(WORDS | st.text(min_size=1, max_size=3), min_size=1)
TEXTS = st.lists(LINES, max_size=4)


def read(lines: list[list[str]]) -> tuple[str, list[Token], list[Sentence]]:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    at = 0
    for line in lines:
        first = len(tokens)
        for word in line:
            span = Span(at, at + len(word))
            tokens.append(Token(span=span, form=word, lemma=word, pos="NOUN"))
            at += len(word) + 1
        sentences.append(
            Sentence(
                span=Span(tokens[first].span.start, tokens[-1].span.end),
                first=first,
                last=len(tokens),
                part=Part.BODY,
                paragraph=0,
            )
        )
    return " ".join(token.form for token in tokens), tokens, sentences


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_mentions_are_ordered_disjoint_and_within_sentences(
    lines: list[list[str]],
) -> None:
    text, tokens, sentences = read(lines)

    mentions = find_mentions(text, tokens, sentences)

    for mention in mentions:
        assert mention.span.start == tokens[mention.first].span.start
        assert mention.span.end == tokens[mention.last - 1].span.end
        assert any(
            part.first <= mention.first < mention.last <= part.last
            for part in sentences
        )
    for left, right in pairwise(mentions):
        assert left.last <= right.first


@settings(max_examples=30, deadline=None)
@given(TEXTS)
def test_same_document_gives_same_mentions(lines: list[list[str]]) -> None:
    document = read(lines)

    assert find_mentions(*document) == find_mentions(*document)
