"""Whatever the text, times are in order, lie in it, and have sensible values."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.times import find_times
from kg.lexicon import rows
from kg.model import (
    Calendar,
    Part,
    Precision,
    PublicationDate,
    Sentence,
    Span,
    Token,
)


WORDS = [row[0] for row in rows("time_words", 3)]
WORDS += ["۵", "22", "۱۴۰۲", "۹۸", "2019", "سوم", "بیست", "شد", "خواهد", "کتاب"]
WORDS += ["(", ")", "،", "ـ", "۱۴۰۲/۰۵/۰۳", "18:30", "۲تیر", "چند", "عید غدیر"]
texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
days = st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2040, 1, 1)))


@given(texts, days)
def test_times_are_ordered_disjoint_and_valued(text: str, day: date | None) -> None:
    tokens = [
        Token(span=Span(*match.span()), form=match[0], lemma=match[0], pos="X")
        for match in re.finditer(r"[^\s(),،]+|[(),،]", text)
    ]
    sentence = Sentence(
        span=Span(0, len(text)), first=0, last=len(tokens), part=Part.BODY, paragraph=0
    )
    published = day and PublicationDate(
        surface="",
        iso=day.isoformat(),
        calendar=Calendar.GREGORIAN,
        precision=Precision.DAY,
    )

    found = find_times(text, tokens, [sentence], published=published)

    at = 0
    for time in found:
        assert at <= time.span.start < time.span.end <= len(text)
        assert (time.begin is None) == (time.end is None)
        assert time.begin is None or time.begin <= (time.end or "")
        at = time.span.end
