"""The table of expressions: every one is found whole and has its value."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.annotate.times import find_times
from kg.model import (
    Calendar,
    Part,
    Precision,
    PublicationDate,
    Sentence,
    Span,
    TimeExpression,
    Token,
)


_WORD = re.compile(r"[\w\u200c]+(?:[/:.-]\w+)*|[^\w\s]")
TABLE = Path(__file__).with_name("expressions.tsv")
ROWS = [
    line.split("\t")
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def times_of(text: str, published: str = "") -> tuple[TimeExpression, ...]:
    """Find the times of one sentence, cut into words without any model."""
    tokens = [
        Token(span=Span(*match.span()), form=match[0], lemma=match[0], pos="X")
        for match in _WORD.finditer(text)
    ]
    sentence = Sentence(
        span=Span(0, len(text)),
        first=0,
        last=len(tokens),
        part=Part.BODY,
        paragraph=0,
    )
    day = PublicationDate(
        surface=published,
        iso=published,
        calendar=Calendar.GREGORIAN,
        precision=Precision.DAY,
    )
    return find_times(text, tokens, [sentence], published=day if published else None)


@pytest.mark.parametrize(("kind", "published", "marked", "value"), ROWS)
def test_expression_has_its_value(
    kind: str, published: str, marked: str, value: str
) -> None:
    text = marked.replace("{", "").replace("}", "")
    start = marked.index("{")
    end = marked.index("}") - 1

    found = [
        time
        for time in times_of(text, published)
        if time.span.start < end and start < time.span.end
    ]

    assert [time.iso or "" for time in found] == [value], (kind, found)
    assert text[start:end].endswith(found[0].span.slice(text)), kind


def test_table_is_large_and_has_no_row_twice() -> None:
    assert len(ROWS) >= 300
    assert len({tuple(row) for row in ROWS}) == len(ROWS)
