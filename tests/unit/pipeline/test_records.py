"""The exchange format keeps its contract."""

from __future__ import annotations

from kg.pipeline.records import to_record
from tests.statements import BODY, TITLE, extraction


def test_a_record_has_the_keys_of_the_contract_in_order() -> None:
    record = to_record(extraction())

    assert list(record) == [
        "id",
        "title",
        "publisher",
        "published",
        "roles",
        "events",
        "quotes",
    ]
    assert record["published"] == "2024-06-23T10:30"
    assert record["roles"] == [
        {
            "person": "بهرام کیانفر",
            "role": "استاندار",
            "organization": "مهرگان",
            "status": "current",
            "start": "2023-03-21/2024-03-19",
            "end": None,
            "evidence": [
                {"start": 24, "end": 52, "text": "بهرام کیانفر استاندار مهرگان"}
            ],
            "rule": "title_after_name",
            "confidence": 0.9,
        }
    ]


def test_an_event_keeps_participants_and_counts() -> None:
    (event,) = to_record(extraction())["events"]

    assert event["participants"] == [{"name": "بهرام کیانفر", "part": "participant"}]
    assert event["casualties"] == {"injured": 3}
    assert event["modality"] == "asserted"
    assert event["evidence"][0]["text"] == BODY


def test_evidence_counts_the_received_text() -> None:
    made = extraction()
    text = made.article.text

    (quote,) = to_record(made)["quotes"]

    assert text.startswith(TITLE)
    assert all(
        text[one["start"] : one["end"]] == one["text"] for one in quote["evidence"]
    )


def test_an_article_without_a_date_has_none() -> None:
    assert to_record(extraction(published=None))["published"] is None
