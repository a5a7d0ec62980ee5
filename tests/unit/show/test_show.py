"""Documents and extractions as people read them."""

from __future__ import annotations

from dataclasses import replace

from msgspec import structs
from rich.text import Text

from kg.model import (
    Calendar,
    Dropped,
    NounPhrase,
    Polarity,
    Precision,
    Seat,
    Span,
    Tense,
    TimeExpression,
    TimeKind,
    VerbGroup,
)
from kg.show import explain, to_conllu, to_text
from tests.builders import document
from tests.statements import evidence, extraction, news


def plain(markup: str) -> list[str]:
    """Return marked-up text as plain lines."""
    return Text.from_markup(markup).plain.splitlines()


def test_a_document_shows_words_chains_verbs_names_and_dates() -> None:
    made = document("وزیر+ نفت {person|بهرام کیانفر} [شنبه] گفت.")
    tokens = made.tokens
    day = next(token.span for token in tokens if token.form == "شنبه")
    verb = next(index for index, token in enumerate(tokens) if token.form == "گفت")
    made = replace(
        made,
        noun_phrases=(NounPhrase(span=Span(0, 8), first=0, last=2, head=0),),
        verb_groups=(
            VerbGroup(
                span=tokens[verb].span,
                tokens=(verb,),
                lemma="گفتن",
                tense=Tense.PAST,
                polarity=Polarity.NEGATIVE,
                person=3,
            ),
        ),
        mentions=(structs.replace(made.mentions[0], honorifics=("دکتر",), place="FR"),),
        times=(
            TimeExpression(
                span=day,
                kind=TimeKind.DATE,
                calendar=Calendar.JALALI,
                begin="2024-06-22",
                end="2024-06-22",
                precision=Precision.DAY,
                jalali="۲ تیر ۱۴۰۳",
                rule="weekday",
            ),
        ),
    )

    assert plain(to_text(made)) == [
        "a1",
        "1 body وزیر نفت بهرام کیانفر [شنبه] گفت.",
        (
            "    words  وزیر◌ِ/NOUN نفت/NOUN بهرام/NOUN کیانفر/NOUN [/PUNCT شنبه/NOUN ]/PUNCT"  # noqa: E501
            " گفت/VERB ./PUNCT"
        ),
        "    chain  وزیر نفت",
        "    verb   گفتن: past, negative, active, singular 3",
        "    person بهرام کیانفر (دکتر) = FR (country · 48.85 2.35)  test 1.00",
        "    date شنبه = 2024-06-22 ۲ تیر ۱۴۰۳ weekday",
    ]


def test_conllu_has_names_ezafe_and_offsets() -> None:
    lines = to_conllu(document("وزیر+ {person|بهرام کیانفر} گفت.")).splitlines()

    assert lines[:5] == [
        "# sent_id = a1-1",
        "# text = وزیر بهرام کیانفر گفت.",
        "1\tوزیر\tوزیر\tNOUN\t_\tEzafe=Yes\t_\t_\t_\tstart=0|end=4",
        "2\tبهرام\tبهرام\tNOUN\t_\t_\t_\t_\t_\tstart=5|end=10|name=B-person",
        "3\tکیانفر\tکیانفر\tNOUN\t_\t_\t_\t_\t_\tstart=11|end=17|name=I-person",
    ]


def test_an_explanation_shows_statements_rules_and_what_was_dropped() -> None:
    made = extraction()
    dropped = Dropped(
        rule="nominal",
        reason="no speaker",
        evidence=evidence(made.article.text, "کار"),
    )

    lines = plain(explain(replace(made, dropped=(dropped,))))

    assert lines[:2] == [
        "همایش کتاب در بندر سپید",
        "n1 · خبرگزاری سپیدار · 2024-06-23T10:30",
    ]
    about = [line for line in lines[2:] if line.split(" ")[0] in {"role", "event"}]
    assert about == [
        (
            "role بهرام کیانفر: استاندار — مهرگان (current from 2023-03-21/2024-03-19)"
            "  0.90 title_after_name"
        ),
        (
            "event همایش کتاب [conference, asserted] — شنبه = 2024-06-22 — بندر سپید"
            "  0.80 named_event"
        ),
    ]
    assert "    injured: 3" in lines
    assert "dropped 1 × nominal: no speaker" in lines


def test_markup_in_an_article_is_text() -> None:
    made = extraction(title="[red]همایش[/red] کتاب در بندر سپید")

    assert plain(explain(made))[0] == "[red]همایش[/red] کتاب در بندر سپید"


def test_evidence_is_underlined() -> None:
    made = extraction()

    text = Text.from_markup(explain(made))

    lined = [
        text.plain[span.start : span.end]
        for span in text.spans
        if "underline" in str(span.style)
    ]
    assert lined[0] == "بهرام کیانفر استاندار مهرگان"


def test_an_article_without_date_and_publisher_says_so() -> None:
    made = extraction(published=None, publisher=None)

    assert plain(explain(made))[1] == "n1 · no publisher · no date"
    assert news().title in explain(made)


def test_a_venue_is_shown_with_the_place_it_lies_in() -> None:
    made = document("{facility|تالار سپیدار} بسته است.")
    (hall,) = made.mentions
    seat = Seat(place="FR", span=hall.span)
    made = replace(made, mentions=(structs.replace(hall, seat=seat),))

    assert any(
        "facility تالار سپیدار in فرانسه (FR)" in line for line in plain(to_text(made))
    )
