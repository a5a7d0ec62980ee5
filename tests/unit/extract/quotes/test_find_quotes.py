"""Whole quotations: who said what, from where to where."""

from __future__ import annotations

import pytest

from kg.extract.quotes import find_quotes
from kg.model import Polarity, QuoteKind
from tests.builders import context


Row = tuple[str, str, str]

CASES: dict[str, tuple[str, list[Row]]] = {
    "colon": (
        "{person|علی رضایی} گفت: کار ادامه دارد.",
        [("علی رضایی", "گفت", "کار ادامه دارد")],
    ),
    "colon goes on over sentences of its paragraph": (
        "{person|علی رضایی} گفت: کار خوب است. راه دراز است.",
        [("علی رضایی", "گفت", "کار خوب است. راه دراز است")],
    ),
    "pronoun takes last speaker": (
        "{person|علی رضایی} گفت: کار خوب است. وی افزود: راه دراز است.",
        [
            ("علی رضایی", "گفت", "کار خوب است"),
            ("علی رضایی", "افزود", "راه دراز است"),
        ],
    ),
    "marks end the content": (
        "{person|علی رضایی} گفت: «کار خوب است». باران آمد.",
        [("علی رضایی", "گفت", "کار خوب است")],
    ),
    "marks run over paragraphs": (
        "{person|علی رضایی} گفت: «کار خوب است.\nراه دراز است».\nباران آمد.",
        [("علی رضایی", "گفت", "کار خوب است.\nراه دراز است")],
    ),
    "straight marks": (
        '{person|علی رضایی} گفت: "کار خوب است". باران آمد.',
        [("علی رضایی", "گفت", "کار خوب است")],
    ),
    "that-clause ends with its sentence": (
        "{person|علی رضایی} گفت که کار خوب است. راه دراز است.",
        [("علی رضایی", "گفت", "کار خوب است")],
    ),
    "comma": (
        "{person|علی رضایی} گفت، این کار خوب است.",
        [("علی رضایی", "گفت", "این کار خوب است")],
    ),
    "no mark at all": (
        "{person|علی رضایی} می‌گوید/VERB این کار بسیار خوب است.",
        [("علی رضایی", "می‌گوید", "این کار بسیار خوب است")],
    ),
    "clausal adjunct before the main report": (
        "{person|علی رضایی} با بیان اینکه کار خوب است، افزود: راه دراز است.",
        [
            ("علی رضایی", "با بیان اینکه", "کار خوب است"),
            ("علی رضایی", "افزود", "راه دراز است"),
        ],
    ),
    "clausal adjunct with a content noun": (
        "وی با طرح این سوال که راه کجا است، گفت: کار خوب است.",
        [],
    ),
    "noun phrase after «با اشاره به» is no quotation": (
        "{person|علی رضایی} با اشاره به کار شهر گفت: راه دراز است.",
        [("علی رضایی", "گفت", "راه دراز است")],
    ),
    "nominal cue": (
        "به گفته {person|علی رضایی}، کار خوب است.",
        [("علی رضایی", "به گفته", "کار خوب است")],
    ),
    "nominal cue of a medium": ("به گفته خبرگزاری کار خوب است.", []),
    "source of the article": ("به گزارش ایسنا، کار خوب است.", []),
    "judgement": (
        "{person|علی رضایی} این کار را گام مهم دانست/VERB.",
        [("علی رضایی", "دانست", "این کار را گام مهم")],
    ),
    "announcement": (
        "{person|علی رضایی} از آغاز+ کار+ شهر خبر داد.",
        [("علی رضایی", "خبر داد", "آغاز کار شهر")],
    ),
    "denial": (
        "{person|علی رضایی} فروش+ شهر+ خود را تکذیب کرد.",
        [("علی رضایی", "تکذیب کرد", "فروش شهر خود")],
    ),
    "pointing denial tells nothing": (
        "{person|علی رضایی} این خبر را تکذیب کرد.",
        [],
    ),
    "request": (
        "{person|علی رضایی} از مردم خواست/VERB که صبر دارد.",
        [("علی رضایی", "خواست", "صبر دارد")],
    ),
    "two reports in one sentence": (
        "{person|علی رضایی} گفت که کار خوب است و افزود: راه دراز است.",
        [
            ("علی رضایی", "گفت", "کار خوب است"),
            ("علی رضایی", "افزود", "راه دراز است"),
        ],
    ),
    "quoted before its cue": (
        "«کار بسیار خوب است»، {person|علی رضایی} گفت.",
        [("علی رضایی", "گفت", "کار بسیار خوب است")],
    ),
    "passive": ("در شهر گفته شد که کار خوب است.", []),
    "negated": ("{person|علی رضایی} نگفت/VERB که کار خوب است.", []),
    "compound that reports nothing": (
        "{person|علی رضایی} به مردم تسلیت گفت.",
        [],
    ),
    "interview": ("{person|علی رضایی} در گفت و گو با ما بود.", []),
    "two speakers": (
        (
            "{person|علی رضایی} گفت: کار خوب است.\n"
            "{person|رضا علوی} گفت: راه دراز است.\n"
            "علوی افزود: باران آمد."
        ),
        [
            ("علی رضایی", "گفت", "کار خوب است"),
            ("رضا علوی", "گفت", "راه دراز است"),
            ("رضا علوی", "افزود", "باران آمد"),
        ],
    ),
    "described speaker": (
        "یک مقام+ آگاه گفت: کار خوب است.",
        [("یک مقام آگاه", "گفت", "کار خوب است")],
    ),
    "organization": (
        "{organization|وزارت نفت} اعلام کرد که کار خوب است.",
        [("وزارت نفت", "اعلام کرد", "کار خوب است")],
    ),
    "narrator's phrase ends the content": (
        "{person|علی رضایی} گفت: کار خوب است. گفتنی است، باران آمد.",
        [("علی رضایی", "گفت", "کار خوب است")],
    ),
    "new paragraph without speech is the narrator's": (
        "{person|علی رضایی} گفت: کار خوب است.\nباران در شهر آمد.",
        [("علی رضایی", "گفت", "کار خوب است")],
    ),
    "new paragraph in the first person goes on": (
        "{person|علی رضایی} گفت: کار خوب است.\nما باید کار+ شهر داریم/VERB.",
        [("علی رضایی", "گفت", "کار خوب است.\nما باید کار شهر داریم")],
    ),
    "speaker inside a relative clause": (
        "{person|علی رضایی} که با {person|رضا علوی} دیدار داشت/VERB گفت: کار خوب است.",
        [("علی رضایی", "گفت", "کار خوب است")],
    ),
    "spelling without spaces": (
        "{person|علی رضایی} اظهارداشت: کار خوب است.",
        [("علی رضایی", "اظهارداشت", "کار خوب است")],
    ),
    "unlisted name": (
        "فرهود/PROPN بهنیا/PROPN در شهر گفت: کار خوب است.",
        [("فرهود بهنیا", "گفت", "کار خوب است")],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_quotations_of_a_text(name: str) -> None:
    body, expected = CASES[name]

    found = find_quotes(context(body))

    assert [(q.speaker, q.cue, q.text) for q in found] == expected


def test_headline_is_a_direct_quotation() -> None:
    found = find_quotes(
        context("باران در شهر آمد.", title="{person|رضایی}: کار خوب است")
    )

    assert [(q.speaker, q.cue, q.text, q.kind) for q in found] == [
        ("رضایی", ":", "کار خوب است", QuoteKind.DIRECT)
    ]


def test_topic_before_a_colon_is_no_speaker() -> None:
    found = find_quotes(context("باران آمد.", title="نتیجه بازی: باخت بزرگ است"))

    assert found == []


def test_description_in_the_lead_takes_the_name_of_the_body() -> None:
    found = find_quotes(
        context(
            "{person|علی رضایی} در شهر گفت: کار خوب است.",
            lead="فرماندار+ شهر گفت: راه دراز است.",
        )
    )

    assert [q.speaker for q in found] == ["علی رضایی", "علی رضایی"]


def test_description_after_a_name_is_that_speaker() -> None:
    found = find_quotes(
        context(
            "{person|علی رضایی} گفت: کار خوب است.\nفرماندار+ شهر افزود: راه دراز است."
        )
    )

    assert [q.speaker for q in found] == ["علی رضایی", "علی رضایی"]


def test_indefinite_description_is_somebody_else() -> None:
    found = find_quotes(
        context("{person|علی رضایی} گفت: کار خوب است.\nیک کارشناس گفت: راه دراز است.")
    )

    assert [q.speaker for q in found] == ["علی رضایی", "یک کارشناس"]


def test_denial_is_negative_and_evidence_is_verbatim() -> None:
    given = context("{person|علی رضایی} فروش+ شهر+ خود را تکذیب کرد.")

    (quote,) = find_quotes(given)

    assert quote.polarity is Polarity.NEGATIVE
    text = given.document.article.text
    assert [text[e.start : e.end] for e in quote.evidence] == [
        "فروش شهر خود",
        "تکذیب کرد",
        "علی رضایی",
    ]


def test_role_addressee_and_occasion() -> None:
    given = context(
        "{person|علی رضایی} فرماندار+ شهر در مراسم+ افتتاح خطاب به مردم گفت: "
        "کار خوب است."
    )

    (quote,) = find_quotes(given)

    assert (quote.speaker_role, quote.addressee, quote.occasion) == (
        "فرماندار شهر",
        "مردم",
        "مراسم افتتاح",
    )


def test_report_without_speaker_is_dropped_with_reason() -> None:
    given = context("بعد گفت: کار خوب است.")

    assert find_quotes(given) == []
    assert [(d.rule, d.reason) for d in given.dropped] == [("colon", "no speaker")]


def test_nested_report_of_a_third_person_has_a_row_of_its_own() -> None:
    given = context("{person|علی رضایی} گفت: {person|رضا علوی} گفت که کار خوب است.")

    assert [(q.speaker, q.text, q.rule) for q in find_quotes(given)] == [
        ("علی رضایی", "رضا علوی گفت که کار خوب است", "colon"),
        ("رضا علوی", "کار خوب است", "nested_that"),
    ]


def test_empty_document_has_none() -> None:
    assert find_quotes(context("")) == []


INTERVIEW = (
    "{person|علی رضایی} در شهر بود.\n"
    "حال شما چه طور است؟\nخوب است. باران آمد.\n"
    "روزنامه: کار شما چه شد؟\nکار ادامه دارد.\n"
    "روزنامه: راه شما کجا است؟\nراه دراز است."
)


def test_answers_of_an_interview_are_the_interviewees() -> None:
    found = find_quotes(context(INTERVIEW))

    assert [(q.speaker, q.text, q.rule) for q in found] == [
        ("علی رضایی", "خوب است. باران آمد", "answer"),
        ("علی رضایی", "کار ادامه دارد", "answer"),
        ("علی رضایی", "راه دراز است", "answer"),
    ]


def test_second_person_reports_nothing() -> None:
    found = find_quotes(
        context("{person|علی رضایی} آمد. شما گفتید/VERB که کار خوب است.")
    )

    assert found == []
