"""The exchange format: what ``kg extract`` prints, one object for each article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias


if TYPE_CHECKING:
    from kg.model import (
        EventStatement,
        Evidence,
        Extraction,
        Participant,
        QuoteStatement,
        RoleStatement,
    )


Record: TypeAlias = dict[str, Any]


def to_record(extraction: Extraction) -> Record:
    """Return ``extraction`` in the exchange format, keys in a fixed order."""
    article = extraction.article
    published = article.published
    return {
        "id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "published": None if published is None else published.iso,
        "roles": [_role(role) for role in extraction.roles],
        "events": [_event(event) for event in extraction.events],
        "quotes": [_quote(quote) for quote in extraction.quotes],
    }


def _role(role: RoleStatement) -> Record:
    return {
        "person": role.person,
        "role": role.role,
        "organization": role.organization,
        "status": role.status.value,
        "start": role.start,
        "end": role.end,
        **_support(role),
    }


def _event(event: EventStatement) -> Record:
    return {
        "event": event.event,
        "trigger": event.trigger,
        "type": event.type,
        "date": event.date,
        "date_text": event.date_text,
        "location": event.location,
        "participants": [_participant(one) for one in event.participants],
        "casualties": dict(event.casualties),
        "modality": event.modality.value,
        **_support(event),
    }


def _quote(quote: QuoteStatement) -> Record:
    return {
        "speaker": quote.speaker,
        "speaker_role": quote.speaker_role,
        "cue": quote.cue,
        "text": quote.text,
        "kind": quote.kind.value,
        "polarity": quote.polarity.value,
        "occasion": quote.occasion,
        "addressee": quote.addressee,
        "date": quote.date,
        **_support(quote),
    }


def _participant(participant: Participant) -> Record:
    return {"name": participant.name, "part": participant.part}


def _support(statement: RoleStatement | EventStatement | QuoteStatement) -> Record:
    """Return what every statement has: its evidence, rule and confidence."""
    return {
        "evidence": [_evidence(evidence) for evidence in statement.evidence],
        "rule": statement.rule,
        "confidence": statement.confidence,
    }


def _evidence(evidence: Evidence) -> Record:
    return {"start": evidence.start, "end": evidence.end, "text": evidence.text}
