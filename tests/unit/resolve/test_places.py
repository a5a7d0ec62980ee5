"""Names of places that are one place."""

from __future__ import annotations

import pytest

from kg.model import EntityKind
from kg.resolve.places import PlaceNames
from kg.resolve.profile import EntityProfile, Profile


KNOWN = (
    ("نوآباد", "geonames-7"),
    ("ژاپن", "JP"),
    ("سوئد", "SE"),
    ("مهرگان", "IR-0101"),
)


def profile(article: str, *places: tuple[str, str | None]) -> Profile:
    """Return an article with places (name, key)."""
    return Profile(
        article_id=article,
        publisher=None,
        entities=tuple(
            EntityProfile(key=f"e{at}", kind=EntityKind.PLACE, name=name, place=place)
            for at, (name, place) in enumerate(places)
        ),
        roles=(),
    )


def block(name: str, *others: tuple[str, str | None]) -> str:
    """Return what the last place of an article is looked up by."""
    article = profile("9", *others, (name, None))
    return PlaceNames([profile("1", *KNOWN), article]).block(
        article, article.entities[-1]
    )


@pytest.mark.parametrize(
    "name", ["نوآباد ژاپن", "شهر نوآباد", "شهر نوآباد ژاپن", "نواباد"]
)
def test_the_kind_of_place_and_its_country_may_be_told(name: str) -> None:
    assert block(name) == "gazetteer:geonames-7"


@pytest.mark.parametrize(
    "name", ["شمال ژاپن", "خاک ژاپن", "مهرگان ژاپن", "جزیره نوآباد"]
)
def test_a_part_of_a_country_and_another_kind_of_place_is_its_own(name: str) -> None:
    assert not block(name).startswith("gazetteer:")


@pytest.mark.parametrize("name", ["این شهر", "بیمارستان", "خانه خود"])
def test_what_is_no_name_stays_with_its_article(name: str) -> None:
    assert block(name).startswith("described:9:")


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ((), "gazetteer:IR"),
        ((("ژاپن", "JP"),), "gazetteer:JP"),
        ((("ژاپن", "JP"), ("مهرگان", "IR-0101")), "gazetteer:IR"),
        ((("ژاپن", "JP"), ("سوئد", "SE")), "described:9:کشور"),
    ],
)
def test_the_country_is_that_of_the_article(
    others: tuple[tuple[str, str], ...], expected: str
) -> None:
    assert block("کشور", *others) == expected
