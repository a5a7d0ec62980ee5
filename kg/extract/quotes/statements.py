"""From drafts to statements: exact spans, verbatim texts, confidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.quotes.lexicon import CueClass
from kg.model import Polarity, QuoteStatement


if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.quotes.drafts import Draft
    from kg.extract.quotes.reading import Reading
    from kg.extract.quotes.speakers import Speaker
    from kg.model import Evidence


def state(reading: Reading, drafts: Sequence[Draft]) -> list[QuoteStatement]:
    """Return the drafts that have content and a speaker as statements, in order."""
    found: list[QuoteStatement] = []
    for draft in drafts:
        first, last = reading.trim(draft.first, draft.last)
        if last <= first:
            _drop(reading, draft, "no content")
        elif draft.speaker is None:
            _drop(reading, draft, "no speaker")
        else:
            found.append(_statement(reading, draft, draft.speaker, first, last))
    return sorted(found, key=lambda quote: quote.evidence[0].start)


def _drop(reading: Reading, draft: Draft, reason: str) -> None:
    reading.context.drop(draft.rule, reason, draft.cue.first, draft.cue.last)


def _statement(
    reading: Reading, draft: Draft, speaker: Speaker, first: int, last: int
) -> QuoteStatement:
    content = reading.context.evidence(first, last)
    cue = reading.context.evidence(draft.cue.first, draft.cue.last)
    return QuoteStatement(
        speaker=speaker.name,
        cue=cue.text,
        text=content.text,
        kind=draft.kind,
        evidence=(content, cue, *_speaker_evidence(reading, speaker)),
        rule=draft.rule,
        confidence=_confidence(draft),
        polarity=_polarity(draft),
        speaker_key=speaker.entity.key if speaker.entity is not None else None,
    )


def _speaker_evidence(reading: Reading, speaker: Speaker) -> tuple[Evidence, ...]:
    if speaker.first < 0:
        return ()
    return (reading.context.evidence(speaker.first, speaker.last),)


def _polarity(draft: Draft) -> Polarity:
    told = draft.cue.inflection
    negative = draft.cue.cue_class is CueClass.DENY
    if told is not None and told.negative:
        negative = not negative
    return Polarity.NEGATIVE if negative else Polarity.POSITIVE


def _confidence(draft: Draft) -> float:
    return 0.8
