from __future__ import annotations

import pytest

from kg.annotate import gazetteer
from kg.annotate.names.places import is_common_word, resolve_places
from kg.lexicon import rows
from kg.normalize import match_key


def resolved(*names: str) -> list[str | None]:
    words = [tuple(match_key(word) for word in name.split()) for name in names]
    return resolve_places(words)


CASES = [
    ("استان خوزستان", "province", "خوزستان"),
    ("خوزستان", "province", "خوزستان"),
    ("تهران", "city", "تهران"),
    ("استان تهران", "province", "تهران"),
    ("شهرستان ری", "county", "ری"),
    ("گلستان", "province", "گلستان"),
    ("بندر عباس", "city", "بندرعباس"),
    ("اهواز", "city", "اهواز"),
    ("آمریکا", "country", "ایالات متحده"),
    ("ایالات متحده آمریکا", "country", "ایالات متحده"),
    ("لندن", "capital", "لندن"),
    ("پاریس", "capital", "پاریس"),
    ("حلب", "city", "حلب"),
    ("پنجشیر", "province", "پنجشیر"),
    ("خلیج فارس", "sea", "خلیج فارس"),
    ("قدس", "capital", "القدس"),
    ("دهلی نو", "capital", "دهلی نو"),
    ("انزلی", "city", "بندرانزلی"),
    ("استان دیالی", "province", "دیالی"),
]


@pytest.mark.parametrize(("name", "kind", "expected"), CASES)
def test_name_means_the_likeliest_place(name: str, kind: str, expected: str) -> None:
    (key,) = resolved(name)

    assert key is not None
    place = gazetteer.place(key)
    assert (place.kind, place.name) == (kind, expected)


def test_namesakes_need_context() -> None:
    names = gazetteer.names()
    name, keys = next(
        (name, keys)
        for name, keys in sorted(names.items())
        if len(keys) > 1
        and all(gazetteer.place(key).kind == "city" for key in keys)
        and all(key.startswith("IR") for key in keys)
        and len({gazetteer.containers(key)[1].key for key in keys}) == len(keys)
    )
    province = gazetteer.containers(keys[-1])[1]

    alone = resolve_places([(name,)])
    together = resolve_places([(name,), ("استان", match_key(province.name))])

    assert alone == [None]
    assert together == [keys[-1], province.key]


def test_a_capital_gives_way_to_the_town_whose_province_is_named() -> None:
    abroad, _ = resolved("شهر قدس", "فلسطین")
    at_home, _ = resolved("شهر قدس", "استان تهران")

    assert abroad is not None
    assert at_home is not None
    assert not abroad.startswith("IR-")
    assert at_home.startswith("IR-")


def test_unknown_name_is_no_place() -> None:
    assert resolved("ناکجاآباد سفلی") == [None]


def test_city_lies_in_county_province_and_country() -> None:
    (key,) = resolved("اهواز")

    assert key is not None
    chain = [(box.kind, box.name) for box in gazetteer.containers(key)]
    assert chain == [
        ("county", "اهواز"),
        ("province", "خوزستان"),
        ("country", "ایران"),
    ]


def test_every_container_exists_and_points_are_on_earth() -> None:
    for key, *_ in rows("places", 8):
        place = gazetteer.place(key)
        gazetteer.containers(key)
        if place.lat is not None and place.lon is not None:
            assert -90 <= place.lat <= 90
            assert -180 <= place.lon <= 180


def test_iran_lies_within_its_borders() -> None:
    for key, *_ in rows("places", 8):
        place = gazetteer.place(key)
        if key.startswith("IR-") and place.lat is not None and place.lon is not None:
            assert 24 < place.lat < 40.5, place
            assert 43.5 < place.lon < 64, place


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (("مشهد", "مقدس"), "city"),
        (("شهر", "مقدس", "قم"), "city"),
        (("استان", "خوزستان"), "province"),
        (("ولایت", "هرات"), "province"),
    ],
)
def test_epithets_and_nouns_of_division_are_no_names(
    words: tuple[str, ...], kind: str
) -> None:
    (key,) = resolve_places([words])

    assert key is not None
    assert gazetteer.place(key).kind == kind


@pytest.mark.parametrize(
    ("line", "word", "common"),
    [
        ("صدای بم و زیر ساز", "بم", True),
        ("زلزله در بم رخ داد", "بم", False),
        ("با کیش و مات پیروز شد", "کیش", True),
        ("سفر به کیش و قشم", "کیش", False),
        ("مسافران در امان ماندند", "امان", True),
        ("نشست بازرگانان شهر امان", "امان", False),
        ("راهپیمایی روز قدس", "قدس", True),
        ("بیماری‌های ساری دیده شد", "ساری", True),
        ("بیمارستان ساری گشوده شد", "ساری", False),
    ],
)
def test_common_words_are_no_places(line: str, word: str, common: bool) -> None:
    keys = [match_key(part) for part in line.split()]
    at = keys.index(match_key(word))

    assert is_common_word(keys, at, at + 1) is common
