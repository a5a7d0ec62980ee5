"""In which place a venue lies, by its name and by what follows it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from kg.annotate import gazetteer
from kg.annotate.names.boundaries import to_mentions
from kg.annotate.names.labeling import Labeled, Name
from kg.model import Mention, Span, Token
from kg.normalize import match_key


def mentions(line: str, *names: tuple[int, int, str], ezafe: int = -1) -> list[Mention]:
    """Return the mentions of labelled words; one of them may bear an ezafe."""
    words, tokens = line.split(), []
    for index, word in enumerate(words):
        start = tokens[-1].span.end + 1 if tokens else 0
        span = Span(start, start + len(word))
        token = Token(span=span, form=word, lemma=word, pos="NOUN")
        tokens.append(replace(token, ezafe=index == ezafe))
    keys = tuple(match_key(word) for word in words)
    found = Labeled(keys, tuple(Name(*name) for name in names), frozenset({0}))
    return list(to_mentions(found, tokens))


NAMED = [
    ("تالار سپیدار شیراز", "شیراز"),
    ("بیمارستان کاوه ( ره ) مشهد", "مشهد"),
    ("فرودگاه یزد", "یزد"),
    ("فرودگاه شهرستان جاسک", "جاسک"),
    ("خیابان سپیدار یزد", "یزد"),
]


@pytest.mark.parametrize(("line", "city"), NAMED)
def test_a_venue_lies_in_the_city_that_ends_its_name(line: str, city: str) -> None:
    (mention,) = mentions(line, (0, len(line.split()), "FAC"))

    assert mention.seat is not None
    assert gazetteer.place(mention.seat.place).name == city
    assert mention.seat.span == mention.span
    assert mention.place is None


@pytest.mark.parametrize(
    ("line", "city"),
    [
        ("دانشگاه شیراز", "شیراز"),
        ("دانشگاه علوم پزشکی اهواز", "اهواز"),
        ("شهرداری شیراز", None),  # a body of the city is more than housed in it
        ("استقلال تهران", None),
        ("دانشگاه سپیدار", None),
    ],
)
def test_a_body_that_is_housed_lies_in_the_city_that_ends_its_name(
    line: str, city: str | None
) -> None:
    (mention,) = mentions(line, (0, len(line.split()), "ORG"))

    found = mention.seat and gazetteer.place(mention.seat.place).name
    assert found == city


UNTOLD = [
    "خیابان شیراز",  # a street of that name may be anywhere
    "هتل شیراز",
    "جاده قدیم ساوه",  # a road leads there
    "تالار سپیدار بهار",  # a town's name that is a common word
    "فرودگاه کاوه سانتاماریا",  # a small town abroad, or a saint
    "کتابخانه ملی ایران",  # a country's library need not be in it
    "تالار سپیدار",
]


@pytest.mark.parametrize("line", UNTOLD)
def test_a_venues_name_may_not_tell_where_it_lies(line: str) -> None:
    (mention,) = mentions(line, (0, len(line.split()), "FAC"))

    assert mention.seat is None


def test_a_doubtful_town_counts_where_the_text_names_it() -> None:
    line = "تالار سپیدار بهار شهرستان بهار"

    hall, _ = mentions(line, (0, 3, "FAC"), (3, 5, "LOC"))
    assert hall.seat is None  # the county is another place than its town

    hall, town = mentions("تالار سپیدار بهار شهر بهار", (0, 3, "FAC"), (3, 5, "LOC"))
    assert hall.seat is not None
    assert hall.seat.place == town.place


def test_a_venue_lies_in_the_place_that_follows_it() -> None:
    line = "در برج سپیدار در یزد بود"

    tower, city = mentions(line, (1, 3, "FAC"), (4, 5, "LOC"))

    assert tower.seat is not None
    assert tower.seat.place == city.place
    assert tower.seat.span.slice(line) == "برج سپیدار در یزد"


def test_a_city_is_joined_by_ezafe_and_not_by_its_place_alone() -> None:
    line, names = "تالار سپیدار یزد", ((0, 2, "FAC"), (2, 3, "LOC"))

    assert mentions(line, *names, ezafe=1)[0].seat is not None
    assert mentions(line, *names)[0].seat is None


def test_of_two_cities_none_is_the_venues() -> None:
    names = ((0, 2, "FAC"), (3, 4, "LOC"), (5, 6, "LOC"))

    assert mentions("تالار سپیدار در یزد و شیراز", *names)[0].seat is None
