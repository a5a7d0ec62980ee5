"""The recogniser that is shipped, on invented sentences."""

from __future__ import annotations

import pytest

from kg.annotate import annotate
from kg.model import Document, EntityKind
from tests.builders import article


def names_of(document: Document) -> list[tuple[str, str]]:
    return [(m.kind.value, document.verbatim(m.span)) for m in document.mentions]


CASES = [
    (
        "دکتر علی رضایی، استاندار خوزستان، در اهواز گفت: کار ادامه دارد.",
        [("person", "علی رضایی"), ("place", "خوزستان"), ("place", "اهواز")],
    ),
    (
        "به گزارش ایسنا، مریم کاظمی وارد تهران شد.",
        [("organization", "ایسنا"), ("person", "مریم کاظمی"), ("place", "تهران")],
    ),
]


BOUNDARIES = [
    (
        "آیت‌الله سید محمود کیانفر با سردار شهید رضا مهرگان دیدار کرده بود.",
        [("person", "سید محمود کیانفر"), ("person", "رضا مهرگان")],
    ),
    (
        "دکتر مریم سهرابی رئیس اداره کل راه و شهرسازی استان خوزستان است.",
        [
            ("person", "مریم سهرابی"),
            ("organization", "اداره کل راه و شهرسازی استان خوزستان"),
        ],
    ),
    (
        "سازمان مدیریت و برنامه‌ریزی کشور بیانیه داد.",
        [("organization", "سازمان مدیریت و برنامه‌ریزی کشور")],
    ),
    (
        "اتحادیه صنف فروشندگان طلا و جواهر تهران قیمت‌ها را اعلام کرد.",
        [("organization", "اتحادیه صنف فروشندگان طلا و جواهر تهران")],
    ),
    (
        "معاون هماهنگی امور عمرانی استانداری فارس از پل شهید کیانی بازدید کرد.",
        [("organization", "استانداری فارس"), ("facility", "پل شهید کیانی")],
    ),
    (
        "کمیسیون بهداشت و درمان مجلس شورای اسلامی طرح را رد کرد.",
        [("organization", "کمیسیون بهداشت و درمان مجلس شورای اسلامی")],
    ),
]


@pytest.mark.parametrize(("body", "expected"), BOUNDARIES)
def test_bounds_of_names(body: str, expected: list[tuple[str, str]]) -> None:
    assert names_of(annotate(article(body))) == expected


@pytest.mark.parametrize(("body", "expected"), CASES)
def test_names_of_plain_sentences(body: str, expected: list[tuple[str, str]]) -> None:
    assert names_of(annotate(article(body))) == expected


def test_surname_is_the_person_seen_before() -> None:
    body = "محمد علیزاده وارد شیراز شد.\nعلیزاده گفت: کار ادامه دارد."

    document = annotate(article(body))

    persons = [name for kind, name in names_of(document) if kind == "person"]
    assert persons == ["محمد علیزاده", "علیزاده"]


def test_honorifics_are_kept_beside_the_name() -> None:
    document = annotate(article("آقای دکتر علی رضایی به تهران رفت."))

    (person,) = (m for m in document.mentions if m.kind is EntityKind.PERSON)
    assert document.verbatim(person.span) == "علی رضایی"
    assert person.honorifics == ("آقای", "دکتر")


@pytest.mark.parametrize("spelling", ["\u200c", "", " "])
def test_half_spaces_do_not_matter(spelling: str) -> None:
    body = "سازمان بین‌المللی کار در ژنو جلسه دارد.".replace("\u200c", spelling)

    kinds = [kind for kind, _ in names_of(annotate(article(body)))]

    assert kinds == ["organization", "place"]


def test_empty_text_has_no_names() -> None:
    assert annotate(article("")).mentions == ()
