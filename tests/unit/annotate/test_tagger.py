"""The shipped model on plain sentences that nobody would tag otherwise."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.annotate.lemmas import lemma_of
from kg.annotate.tagger import Tagger, tag


CASES = {
    "simple": "او/PRON به/ADP مدرسه/NOUN رفت/VERB ./PUNCT",
    "chain": "مدیر/NOUN+ این/DET مدرسه/NOUN آمد/VERB ./PUNCT",
    "compound": "او/PRON این/DET خبر/NOUN را/ADP اعلام/NOUN کرد/VERB ./PUNCT",
    "lost half-space": "او/PRON به/ADP خانه/NOUN میرود/VERB ./PUNCT",
    "written ezafe": "خانهٔ/NOUN+ ما/PRON",
}


def plain(line: str) -> list[tuple[str, str, bool]]:
    return [
        (form, pos.removesuffix("+"), pos.endswith("+"))
        for form, pos in (word.rsplit("/", 1) for word in line.split())
    ]


@pytest.mark.parametrize("line", CASES.values(), ids=CASES)
def test_sentences(line: str) -> None:
    expected = plain(line)

    (found,) = tag([[form for form, _, _ in expected]])

    assert [
        (form, pos, ezafe)
        for (form, _, _), (pos, ezafe, _) in zip(expected, found, strict=True)
    ] == expected


@pytest.mark.parametrize("date", ["۲۱ آبان", "۱۳۱۷ هجری قمری", "۲۱ خرداد ماه"])
def test_numbers_of_dates_are_linked(date: str) -> None:
    (found,) = tag([["روز", *date.split()]])

    assert found[1][1]


@pytest.mark.parametrize("sentence", ["انتهای پیام", "گزارش روز", "خبر تازه"])
def test_the_last_word_has_no_ezafe(sentence: str) -> None:
    (found,) = tag([sentence.split()])

    assert not found[-1][1]


def test_empty_sentences_keep_their_place() -> None:
    assert tag([]) == []
    assert [len(row) for row in tag([[], ["او", "رفت"], []])] == [0, 2, 0]


words = st.lists(
    st.text(
        st.characters(exclude_categories=["Cs", "Zs", "Cc"]), min_size=1, max_size=8
    ),
    max_size=12,
)


@given(st.lists(words, max_size=5))
def test_neighbouring_sentences_do_not_matter(sentences: list[list[str]]) -> None:
    together = tag(sentences)
    alone = [tag([sentence])[0] for sentence in sentences]

    assert together == alone


def test_a_fresh_tagger_says_the_same() -> None:
    sentences = [["این", "خانه", "بزرگ", "است"], ["مریم", "آمد"]]
    tagger = Tagger(files("kg") / "models")

    assert tagger.tag(sentences) == tagger.tag(sentences)


@pytest.mark.parametrize(
    ("form", "pos", "lemma"),
    [
        ("می‌گوید", "VERB", "گفت#گو"),
        ("است", "AUX", "بود#است"),
        ("کتاب‌ها", "NOUN", "کتاب"),
        ("از", "ADP", "از"),
        ("زرافیدید", "VERB", "زرافیدید"),
    ],
)
def test_lemmas(form: str, pos: str, lemma: str) -> None:
    assert lemma_of(form, pos) == lemma


_COMMON = "او این را به در مدرسه شهر بزرگ رئیس رفت گفت کرد اعلام دو ۱۲ آبان و . ، قژمض"


@settings(deadline=None)  # the first example loads the models
@given(st.lists(st.lists(st.sampled_from(_COMMON.split()), max_size=9), max_size=4))
def test_settled_tags_are_those_of_the_full_search(sentences: list[list[str]]) -> None:
    quick, full = _models()

    assert quick.tag(sentences) == full.tag(sentences)


@cache
def _models() -> tuple[Tagger, Tagger]:
    """Return the shipped model and one that holds every tag for possible."""
    quick, full = (Tagger(files("kg") / "models") for _ in range(2))
    full._reserves = np.full_like(full._reserves, np.inf)
    return quick, full
