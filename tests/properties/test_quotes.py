"""What holds of the quotations of any text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.quotes import find_quotes
from tests.builders import context


PIECES = (
    "{person|علی رضایی}",
    "{organization|وزارت نفت}",
    "وی",
    "یک مقام+ آگاه",
    "گفت",
    "افزود",
    "معتقد است",
    "تکذیب کرد",
    "خبر داد",
    "دانست/VERB",
    "با بیان اینکه",
    "به گفته",
    "به گزارش",
    "که",
    "را",
    "از",
    "و",
    ":",
    "،",
    ".",
    "؟",
    "«",
    "»",
    '"',
    "\n",
    "کار خوب است",
    "باید رفت",
)
texts = st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(body=texts, title=texts)
def test_quotations_are_stretches_of_the_article(body: str, title: str) -> None:
    read = context(body.replace("\n", " \n"), title=title.replace("\n", " "))
    text = read.document.article.text

    for quote in find_quotes(read):
        assert quote.text == quote.evidence[0].text
        assert quote.cue == quote.evidence[1].text
        assert all(text[e.start : e.end] == e.text for e in quote.evidence)
        assert quote.text.strip()
        assert quote.speaker.strip()
        assert 0 < quote.confidence <= 1


@settings(max_examples=40, deadline=None)
@given(body=texts)
def test_reading_twice_gives_the_same(body: str) -> None:
    assert find_quotes(context(body)) == find_quotes(context(body))
