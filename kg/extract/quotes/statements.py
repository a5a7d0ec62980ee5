"""From drafts to statements: exact spans, verbatim texts, confidence."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from kg.extract.quotes.adjuncts import find_addressee, find_date, find_occasion
from kg.extract.quotes.lexicon import CueClass
from kg.lexicon import rows
from kg.model import Polarity, QuoteKind, QuoteStatement
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.extract.quotes.cues import Cue
    from kg.extract.quotes.drafts import Draft
    from kg.extract.quotes.reading import Reading
    from kg.extract.quotes.speakers import Speaker, Speakers
    from kg.model import Evidence


def state(
    reading: Reading, drafts: Sequence[Draft], speakers: Speakers
) -> list[QuoteStatement]:
    """Return the drafts that have content and a speaker as statements, in order."""
    found: list[QuoteStatement] = []
    for draft, leading in zip(drafts, (None, *drafts), strict=False):
        first, last = reading.trim(_after_bracket(reading, draft), draft.last)
        if last <= first:
            _drop(reading, draft, "no content")
        elif draft.speaker is None:
            _drop(reading, draft, "no speaker")
        else:
            speaker = _with_entity(reading, draft.speaker)
            told = replace(
                _statement(reading, draft, speaker, (first, last)),
                speaker_role=speakers.role_of(speaker),
            )
            found.append(_with_adjuncts(reading, draft, leading, told))
    return sorted(found, key=lambda quote: quote.evidence[0].start)


def _after_bracket(reading: Reading, draft: Draft) -> int:
    """Return where reported content begins after «(ره)», «(شهردار تهران)،»."""
    first = draft.first
    if draft.kind is QuoteKind.DIRECT or reading.key(first) != "(":
        return first
    limit = min(draft.last - 1, first + _LONGEST_BRACKET)
    ends = (at + 1 for at in range(first, limit) if reading.keys[at] == ")")
    end = next(ends, first)
    return first if reading.key(end) == "را" else end


_LONGEST_BRACKET = 10


def _with_entity(reading: Reading, speaker: Speaker) -> Speaker:
    """Give a described speaker an entity of its own."""
    if speaker.entity is not None or speaker.origin[0] < 0:
        return speaker
    return replace(speaker, entity=reading.context.describe(*speaker.origin))


def _drop(reading: Reading, draft: Draft, reason: str) -> None:
    reading.context.drop(draft.rule, reason, draft.cue.first, draft.cue.last)


def _statement(
    reading: Reading, draft: Draft, speaker: Speaker, content_at: tuple[int, int]
) -> QuoteStatement:
    content = reading.context.evidence(*content_at)
    parts: tuple[Evidence, ...] = (content,)
    if draft.earlier is not None:
        parts = (reading.context.evidence(*reading.trim(*draft.earlier)), content)
    cue = reading.context.evidence(draft.cue.first, draft.cue.last)
    return QuoteStatement(
        speaker=speaker.name,
        cue=cue.text,
        text=" ".join(part.text for part in parts),
        kind=draft.kind,
        evidence=(*parts, cue, *_speaker_evidence(reading, speaker)),
        rule=draft.rule,
        confidence=_confidence(draft, speaker),
        polarity=_polarity(draft),
        speaker_key=speaker.entity.key if speaker.entity is not None else None,
    )


def _with_adjuncts(
    reading: Reading, draft: Draft, leading: Draft | None, quote: QuoteStatement
) -> QuoteStatement:
    """Add to whom, where and when it was said.

    «علی رضایی در جمع خبرنگاران با بیان اینکه …، گفت: …»: what stands before the
    clause tells of both quotations.
    """
    stretches = [_clause(draft)]
    if leading is not None and _leads_up(reading, leading, draft):
        stretches.append(_clause(leading))
    return replace(
        quote,
        addressee=_verbatim(reading, _first(reading, find_addressee, stretches, draft)),
        occasion=_verbatim(reading, _first(reading, find_occasion, stretches, draft)),
        date=_first(reading, find_date, stretches, draft),
    )


def _clause(draft: Draft) -> tuple[int, int]:
    """Return the tokens before a cue that belong to its clause."""
    first, last = draft.clause, draft.cue.first
    if first < draft.first < last:
        last = draft.first
    return first, last


def _leads_up(reading: Reading, leading: Draft, draft: Draft) -> bool:
    """Say whether a quotation with «با بیان اینکه» leads up to the next one."""
    home = reading.context.sentence_of
    same = home[leading.cue.first] == home[draft.cue.first]
    return same and leading.rule == "clausal" and not draft.nested


_Found = TypeVar("_Found")


def _first(
    reading: Reading,
    find: Callable[[Reading, int, int, Cue], _Found | None],
    stretches: Sequence[tuple[int, int]],
    draft: Draft,
) -> _Found | None:
    """Return what is found in the first of the stretches that has it."""
    for first, last in stretches:
        found = find(reading, first, last, draft.cue)
        if found is not None:
            return found
    return None


def _verbatim(reading: Reading, tokens: tuple[int, int] | None) -> str | None:
    return None if tokens is None else reading.context.verbatim(*tokens)


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


@cache
def rule_confidence() -> dict[str, float]:
    """Return how often each rule is right, for a named person as speaker."""
    return {rule: float(value) for rule, value in rows("quote_rules", 2)}


_BY_SPEAKER = {
    "name": 1.0,
    "pronoun": 1.0,
    "ellipsis": 0.95,
    "demonstrative": 0.95,
    "body": 0.95,
    "description": 0.92,
    "unlisted": 0.88,
    "phrase": 0.8,
}


def _confidence(draft: Draft, speaker: Speaker) -> float:
    value = rule_confidence()[draft.rule] * _BY_SPEAKER[speaker.form]
    if match_key(speaker.name) in _NOBODY:
        value *= _OF_NOBODY
    return round(value, 2)


# «برخی» alone tells of nobody: few of these are what an editor would list
_NOBODY = frozenset({"برخی", "بعضی", "بسیاری", "عدهای", "گروهی", "شماری", "همه"})
_OF_NOBODY = 0.65
