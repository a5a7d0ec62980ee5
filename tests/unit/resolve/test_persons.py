"""Persons of several articles that are one person."""

from __future__ import annotations

import random

import pytest

from kg.model import Verdict
from kg.resolve.persons import PersonRecord, is_bare, resolve_persons


GOVERNOR = (("governor", "یزد"),)
KEEPER = (("goalkeeper", "شاهین کویر"),)
SURNAMES = ("کیانفر", "رستگار", "نیکدل", "پارسا", "بهنام", "فرهمند")
GIVEN = ("حسن", "حسین", "رضا", "مریم", "زهرا", "بهرام")


def person(
    article: str,
    name: str,
    posts: tuple[tuple[str, str], ...] = (),
    domain: str = "",
    companions: frozenset[str] = frozenset(),
) -> PersonRecord:
    return PersonRecord(
        article_id=article,
        key="e1",
        name=name,
        posts=posts,
        domains=frozenset({domain}) if domain else frozenset(),
        companions=companions,
    )


def grouped(*records: PersonRecord) -> list[set[str]]:
    identities, _ = resolve_persons(records)
    return [{record.article_id for record in one.records} for one in identities]


def test_one_name_in_two_spellings_is_one_person() -> None:
    assert grouped(person("1", "علی رضایی"), person("2", "علي رضايي")) == [{"1", "2"}]


def test_homonyms_with_roles_of_different_lives_stay_apart() -> None:
    records = [
        person("1", "علی رضایی", GOVERNOR, "public"),
        person("2", "علی رضایی", KEEPER, "sport"),
        person("3", "علی رضایی", KEEPER, "sport"),
    ]

    assert sorted(grouped(*records), key=len) == [{"1"}, {"2", "3"}]


def test_a_refusal_has_a_reason() -> None:
    records = [
        person("1", "علی رضایی", GOVERNOR, "public"),
        person("2", "علی رضایی", KEEPER, "sport"),
    ]

    _, refusals = resolve_persons(records)

    assert [(one.verdict, one.score.reason) for one in refusals] == [
        (Verdict.DIFFERENT, "same name, but roles of different walks of life")
    ]


def test_pages_of_two_kinds_tell_bearers_of_a_common_name_apart() -> None:
    others = [
        *(person(f"x{at}", f"علی {surname}") for at, surname in enumerate(SURNAMES)),
        *(person(f"y{at}", f"{given} رضایی") for at, given in enumerate(GIVEN)),
    ]
    sport = [
        person(f"s{at}", "علی رضایی")._replace(pages=frozenset({"sport"}))
        for at in range(3)
    ]
    film = person("f", "علی رضایی")._replace(pages=frozenset({"other"}))

    assert {"f"} in grouped(*others, *sport, film)


def test_transliterations_of_a_rare_name_join() -> None:
    assert grouped(person("1", "مایک پمپئو"), person("2", "مایک پامپئو")) == [
        {"1", "2"}
    ]


def test_two_known_names_are_no_transliterations() -> None:
    records = [person("1", "محمود رضایی"), person("2", "محمد رضایی")]

    assert len(grouped(*records)) == 2


def test_what_was_told_apart_is_not_joined_by_a_third() -> None:
    records = [
        person("1", "غلامعلی کیانفر", GOVERNOR, "public"),
        person("2", "غلامعلی کیانفر", KEEPER, "sport"),
        person("3", "غ. کیانفر"),
    ]

    groups = grouped(*records)

    assert not any({"1", "2"} <= group for group in groups)


def test_a_surname_in_two_words_is_one() -> None:
    assert is_bare("رضایی نژاد")
    assert grouped(
        person("1", "بهرام رضایی‌نژاد", GOVERNOR), person("2", "رضایی نژاد", GOVERNOR)
    ) == [{"1", "2"}]


@pytest.mark.parametrize(
    ("name", "bare"),
    [("حداد عادل", True), ("احمدی نژاد", True), ("علی رضایی", False), ("رضایی", True)],
)
def test_a_double_surname_is_no_full_name(name: str, bare: bool) -> None:
    assert is_bare(name) is bare


def test_an_ordinary_word_is_no_surname_without_company() -> None:
    records = [person(str(at), "بهرام روحانی") for at in range(30)]

    assert {"9x"} in grouped(*records, person("9x", "روحانی"))


def test_a_surname_goes_to_the_full_name_with_its_post() -> None:
    records = [
        person("1", "بهرام کیانفر", GOVERNOR),
        person("2", "سارا کیانفر"),
        person("3", "کیانفر", GOVERNOR),
    ]

    assert {"1", "3"} in grouped(*records)


def test_a_foreigner_s_first_name_goes_to_the_full_name_with_its_post() -> None:
    coach = (("head_coach", "شاهین کویر"),)
    records = [
        person("1", "دراوکو پتروویچ", coach, "sport"),
        person("2", "دراوکو", coach, "sport"),
        person("3", "دراوکو", coach, "sport"),
    ]

    assert grouped(*records) == [{"1", "2", "3"}]


@pytest.mark.parametrize(
    ("full", "first", "posts"),
    [
        ("دراوکو پتروویچ", "دراوکو", ()),  # nothing but the name
        ("بهرام کیانفر", "بهرام", KEEPER),  # a Persian given name
    ],
)
def test_another_first_name_stays_by_itself(
    full: str, first: str, posts: tuple[tuple[str, str], ...]
) -> None:
    one = person("1", full, KEEPER, "sport")

    assert len(grouped(one, person("2", first, posts, "sport"))) == 2


def test_a_first_name_of_two_who_fit_stays_by_itself() -> None:
    records = [
        person("1", "دراوکو پتروویچ", KEEPER, "sport"),
        person("2", "دراوکو ملنیک", KEEPER, "sport"),
        person("3", "دراوکو", KEEPER, "sport"),
    ]

    assert len(grouped(*records)) == 3


def test_a_byname_is_the_person_of_the_usual_name() -> None:
    assert grouped(person("1", "امام راحل"), person("2", "امام خمینی")) == [{"1", "2"}]


def test_a_surname_goes_to_the_one_it_nearly_always_means() -> None:
    records = [person(str(at), "بهرام کیانفر") for at in range(30)]

    assert len(grouped(*records, person("x", "کیانفر"))) == 1


def test_a_surname_with_a_post_that_nobody_else_tells_of_stays_by_itself() -> None:
    records = [person(str(at), "بهرام کیانفر", GOVERNOR) for at in range(30)]
    other = person("x", "کیانفر", (("minister", "وزارت معادن"),))

    assert {"x"} in grouped(*records, other)
    assert len(grouped(*records, person("x", "کیانفر", GOVERNOR))) == 1


def test_a_surname_of_many_stays_by_itself() -> None:
    records = [
        *(person(f"a{at}", "علی رضایی") for at in range(4)),
        *(person(f"b{at}", "حسن رضایی") for at in range(4)),
        person("9", "رضایی"),
    ]

    assert {"9"} in grouped(*records)


def test_order_of_articles_does_not_matter() -> None:
    records = [
        person("1", "علی رضایی", GOVERNOR, "public"),
        person("2", "علی رضایی", KEEPER, "sport"),
        person("3", "علی رضایی", (), "", frozenset({"یزد"})),
        person("4", "رضایی", GOVERNOR),
        person("5", "ع. رضایی", GOVERNOR),
    ]
    shuffled = records[:]
    random.Random(7).shuffle(shuffled)  # noqa: S311

    assert grouped(*records) == grouped(*shuffled)


def test_a_name_that_lost_its_space_once_keeps_its_surname() -> None:
    records = [
        *(person(str(at), "بهرام کیانفر") for at in range(30)),
        person("a", "بهرام‌کیانفر"),
    ]

    assert len(grouped(*records, person("x", "کیانفر"))) == 1
