from __future__ import annotations

import pytest

from kg.annotate.names.boundaries import to_mentions
from kg.annotate.names.labeling import Labeled, Name
from kg.model import EntityKind, Span, Token
from kg.normalize import match_key


CASES = [
    # words, labelled stretch and kind, mention, honorifics
    ("به دکتر نیلا کاوه گفت", (1, 4, "PER"), "نیلا کاوه", ("دکتر",)),
    ("آقای دکتر نیلا کاوه", (2, 4, "PER"), "نیلا کاوه", ("آقای", "دکتر")),
    ("حجت‌الاسلام سید نیلا کاوه", (2, 4, "PER"), "سید نیلا کاوه", ("حجت‌الاسلام",)),
    ("امام نیلا ( ره ) گفت", (1, 5, "PER"), "امام نیلا", ()),
    ("در استان خوزستان باران", (2, 3, "LOC"), "استان خوزستان", ()),
    ("مردم ایران عزیز ما", (1, 3, "LOC"), "ایران", ()),
    ("در جمهوری اسلامی بود", (1, 3, "LOC"), "جمهوری اسلامی", ()),
    ("تالار سپیدار ( نو ) بود", (0, 5, "FAC"), "تالار سپیدار ( نو )", ()),
    ("تالار سپیدار (نو) بود", (0, 3, "FAC"), "تالار سپیدار (نو)", ()),
    ("امام نیلا (ره) گفت", (1, 3, "PER"), "امام نیلا", ()),
    ("« ستاره سرخ » برد", (0, 4, "ORG"), "ستاره سرخ", ()),
    ("باشگاه « ستاره سرخ » برد", (0, 5, "ORG"), "باشگاه « ستاره سرخ »", ()),
    ("هر کرون نروژ ارزان شد", (1, 3, "PER"), "نروژ", ()),
    ("فرانک نیلا آمد", (0, 2, "PER"), "فرانک نیلا", ()),
    ("سد سپیدار مهرماه پر شد", (0, 3, "FAC"), "سد سپیدار", ()),
    ("به‌تازگی نیلا کاوه آمد", (0, 3, "PER"), "نیلا کاوه", ()),
    ("تیم رئال برد", (1, 2, "ORG"), "رئال", ()),
]


def tokens_of(words: list[str]) -> list[Token]:
    tokens: list[Token] = []
    at = 0
    for word in words:
        span = Span(at, at + len(word))
        tokens.append(Token(span=span, form=word, lemma=word, pos="NOUN"))
        at += len(word) + 1
    return tokens


def labeled(words: list[str], *names: Name) -> Labeled:
    return Labeled(tuple(match_key(word) for word in words), names)


@pytest.mark.parametrize(("line", "name", "expected", "honorifics"), CASES)
def test_bounds_of_names(
    line: str, name: tuple[int, int, str], expected: str, honorifics: tuple[str, ...]
) -> None:
    words = line.split()

    (mention,) = to_mentions(labeled(words, Name(*name)), tokens_of(words))

    assert mention.span.slice(line) == expected
    assert mention.honorifics == honorifics


DROPPED = [
    ("مقام معظم رهبری گفت", (0, 3, "PER")),
    ("خوزستانی رفت", (0, 1, "LOC")),
    ("« » بود", (0, 2, "ORG")),
    ("صد ریال بود", (1, 2, "ORG")),
]


@pytest.mark.parametrize(("line", "name"), DROPPED)
def test_titles_origins_and_marks_are_no_names(
    line: str, name: tuple[int, int, str]
) -> None:
    words = line.split()

    assert to_mentions(labeled(words, Name(*name)), tokens_of(words)) == ()


def test_place_noun_stays_with_the_organization_before_it() -> None:
    words = ["استانداری", "استان", "یزد"]
    names = (Name(0, 2, "ORG"), Name(2, 3, "LOC"))

    mentions = to_mentions(labeled(words, *names), tokens_of(words))

    assert [(m.first, m.last) for m in mentions] == [(0, 2), (2, 3)]


def test_a_towns_name_after_an_office_of_a_town_is_that_town() -> None:
    line = "فرماندار نور گفت فرماندار جوان نور را دید"
    words = line.split()

    (town,) = to_mentions(labeled(words), tokens_of(words))

    assert (town.first, town.kind, town.rule) == (1, EntityKind.PLACE, "office")
    assert town.place is not None
