"""Persons of several articles that are one person."""

from __future__ import annotations

import random

from kg.resolve.persons import PersonRecord, Verdict, resolve_persons


GOVERNOR = (("governor", "یزد"),)
KEEPER = (("goalkeeper", "شاهین کویر"),)


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

    _, judgements = resolve_persons(records)

    assert [(one.verdict, one.reason) for one in judgements] == [
        (Verdict.DIFFERENT, "same name, but roles of different walks of life")
    ]


def test_transliterations_join_only_with_a_common_post() -> None:
    secretary = (("minister", "آمریکا"),)

    joined = grouped(
        person("1", "مایک پمپئو", secretary), person("2", "مایک پامپئو", secretary)
    )
    apart = grouped(person("1", "مایک پمپئو"), person("2", "مایک پامپئو"))

    assert joined == [{"1", "2"}]
    assert len(apart) == 2


def test_a_surname_goes_to_the_full_name_with_its_post() -> None:
    records = [
        person("1", "بهرام کیانفر", GOVERNOR),
        person("2", "سارا کیانفر"),
        person("3", "کیانفر", GOVERNOR),
    ]

    assert {"1", "3"} in grouped(*records)


def test_a_surname_goes_to_the_one_it_nearly_always_means() -> None:
    records = [person(str(at), "بهرام کیانفر") for at in range(4)]

    assert grouped(*records, person("9", "کیانفر")) == [{"0", "1", "2", "3", "9"}]


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
