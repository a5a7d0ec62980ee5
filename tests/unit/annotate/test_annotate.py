"""The whole annotation of an article."""

from __future__ import annotations

from kg.annotate import annotate
from kg.model import EntityKind, Part
from tests.builders import article


def test_title_lead_and_lines_are_paragraphs() -> None:
    document = annotate(
        article("خط اول. ادامه دارد.\n\nخط دوم", title="تیتر", lead="چکیده")
    )

    found = [
        (s.part, s.paragraph, s.span.slice(document.text)) for s in document.sentences
    ]

    assert found == [
        (Part.TITLE, 0, "تیتر"),
        (Part.LEAD, 1, "چکیده"),
        (Part.BODY, 2, "خط اول."),
        (Part.BODY, 2, "ادامه دارد."),
        (Part.BODY, 3, "خط دوم"),
    ]


def test_spans_lead_to_the_characters_received() -> None:
    document = annotate(article("آقاي  رئيسجمهور ميرود."))

    assert document.text == "آقای رئیس\u200cجمهور می\u200cرود."
    assert [document.verbatim(token.span) for token in document.tokens] == [
        "آقاي",
        "رئيسجمهور",
        "ميرود",
        ".",
    ]


def test_all_stages_are_run() -> None:
    document = annotate(
        article("علی رضایی، استاندار خوزستان، دیروز در اهواز سخنرانی کرد.")
    )

    assert {token.pos for token in document.tokens} >= {"NOUN", "PUNCT", "VERB"}
    assert any(token.ezafe for token in document.tokens)
    assert document.noun_phrases
    assert "سخنرانی کردن" in [group.lemma for group in document.verb_groups]
    assert EntityKind.PLACE in {mention.kind for mention in document.mentions}
    assert [time.span.slice(document.text) for time in document.times] == ["دیروز"]


def test_empty_article_gives_an_empty_document() -> None:
    document = annotate(article(""))

    assert (document.text, document.tokens, document.sentences) == ("", (), ())
