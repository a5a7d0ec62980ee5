"""Whom a subject refers to, as the article goes on from speaker to speaker."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract.quotes.reading import COMMAS
from kg.extract.quotes.subjects import (
    Subject,
    chain_end,
    find_subject,
    is_speaker_noun,
)
from kg.model import EntityKind


if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.quotes.cues import Cue
    from kg.extract.quotes.drafts import Draft
    from kg.extract.quotes.reading import Reading
    from kg.model import DocumentEntity


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who said something.

    Attributes:
        name: Fullest name or description, verbatim.
        entity: The named entity, ``None`` for descriptions.
        first: First token of the words that tell it, ``-1`` for an ellipsis.
        last: Token after them.
        form: Form of the subject, ``ellipsis`` where there is none.
    """

    name: str
    entity: DocumentEntity | None
    first: int
    last: int
    form: str

    @property
    def is_named(self) -> bool:
        """Whether a person is named."""
        return self.entity is not None and self.entity.kind is EntityKind.PERSON


class Speakers:
    """Resolves subjects; remembers who spoke last and by which titles.

    «وی» and an ellipsis are whoever spoke last; «این نماینده» likewise. A description
    («عضو کمیسیون») is a named person if the article has given or gives that person the
    same title, or gives no other title and no other name.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._last: Speaker | None = None
        self._titles: dict[str, list[frozenset[str]]] = {}
        self._roles: dict[str, str] = {}

    @property
    def last(self) -> Speaker | None:
        """Who spoke last."""
        return self._last

    def role_of(self, speaker: Speaker) -> str | None:
        """Return the title by which the article first introduces a person."""
        return None if speaker.entity is None else self._roles.get(speaker.entity.key)

    def name_descriptions(self, drafts: Sequence[Draft]) -> None:
        """Give speakers that are described before they are named their names.

        «عضو کمیسیون … گفت» in the lead is «علی رضایی» of the next paragraph, unless
        that person is introduced by another title.
        """
        for index, draft in enumerate(drafts):
            speaker = draft.speaker
            if speaker is None or speaker.entity is not None or speaker.first < 0:
                continue
            named = self._first_named(drafts[index + 1 :])
            if named is not None and self._may_be(speaker, named):
                draft.speaker = replace(speaker, name=named.name, entity=named.entity)

    def _first_named(self, drafts: Sequence[Draft]) -> Speaker | None:
        speakers = (draft.speaker for draft in drafts)
        return next((s for s in speakers if s is not None and s.is_named), None)

    def _may_be(self, described: Speaker, named: Speaker) -> bool:
        if named.entity is None or described.first > named.first >= 0:
            return False
        known = self._titles.get(named.entity.key)
        words = frozenset(self._reading.keys[described.first : described.last])
        return known is None or any(words & title for title in known)

    def resolve(self, cue: Cue, first: int) -> Speaker | None:
        """Return the speaker of a cue whose clause or sentence starts at ``first``."""
        subject = find_subject(self._reading, first, cue.first)
        return self._ellipsis() if subject is None else self.refer(subject)

    def note(self, speaker: Speaker) -> None:
        """Remember who speaks now."""
        self._last = speaker
        if speaker.entity is not None and speaker.first >= 0:
            self._reading.context.note_speaker(speaker.first, speaker.entity)

    def refer(self, subject: Subject) -> Speaker | None:
        """Return whom a subject refers to."""
        if subject.form in {"pronoun", "demonstrative"} and self._last is not None:
            return self._again(self._last, subject)
        if subject.form == "name":
            return self._named(subject)
        if subject.form == "body":
            return self._body(subject)
        return self._described(subject)

    def _again(self, speaker: Speaker, subject: Subject) -> Speaker:
        return Speaker(
            name=speaker.name,
            entity=speaker.entity,
            first=subject.first,
            last=subject.last,
            form=subject.form,
        )

    def _ellipsis(self) -> Speaker | None:
        if self._last is None:
            return None
        return Speaker(
            name=self._last.name,
            entity=self._last.entity,
            first=-1,
            last=-1,
            form="ellipsis",
        )

    def _named(self, subject: Subject) -> Speaker | None:
        entity = self._reading.context.referent(subject.first, subject.last)
        if entity is None:
            return None
        self._learn_title(entity, self._apposition(subject))
        return self._speaker(subject, entity)

    def _speaker(self, subject: Subject, entity: DocumentEntity) -> Speaker:
        return Speaker(
            name=entity.name,
            entity=entity,
            first=subject.first,
            last=subject.last,
            form=subject.form,
        )

    def _body(self, subject: Subject) -> Speaker | None:
        entity = self._reading.context.referent(subject.first, subject.last)
        return None if entity is None else self._speaker(subject, entity)

    def _apposition(self, subject: Subject) -> tuple[int, int]:
        """Return the tokens of the title after a name («علی رضایی مدیرکل …»)."""
        reading = self._reading
        at = subject.last
        while reading.key(at) in COMMAS or reading.key(at) in {"»", '"', "-", "–", "ـ"}:
            at += 1
        if at >= len(reading.keys) or not is_speaker_noun(reading.keys[at]):
            return (at, at)
        return (at, chain_end(reading, at, reading.sentence(at).last))

    def _learn_title(self, entity: DocumentEntity, title: tuple[int, int]) -> None:
        first, last = title
        if first < last:
            words = frozenset(self._reading.keys[first:last])
            self._titles.setdefault(entity.key, []).append(words)
            self._roles.setdefault(
                entity.key, self._reading.context.verbatim(first, last)
            )

    def _described(self, subject: Subject) -> Speaker | None:
        named = self._apposed_name(subject)
        if named is not None:
            speaker = self._named(named)
            if speaker is not None and speaker.entity is not None:
                self._learn_title(speaker.entity, (subject.first, subject.last))
            return speaker
        entity = self._reading.context.referent(subject.first, subject.last)
        if entity is not None and entity.kind is EntityKind.PERSON:
            return self._speaker(subject, entity)
        if self._last is not None and self._fits_last(subject):
            return self._again(self._last, subject)
        return Speaker(
            name=self._reading.context.verbatim(subject.first, subject.last),
            entity=None,
            first=subject.first,
            last=subject.last,
            form=subject.form,
        )

    def _apposed_name(self, subject: Subject) -> Subject | None:
        """Return the name right after a title («وزیر نفت، علی رضایی»)."""
        reading = self._reading
        at = subject.last
        while reading.key(at) in COMMAS or reading.key(at) in {"«", '"', "-", "–", "ـ"}:
            at += 1
        mention = reading.context.mention_at(at)
        if mention is None or mention.first != at:
            return None
        if mention.kind is not EntityKind.PERSON:
            return None
        return Subject(first=at, last=mention.last, form="name")

    def _fits_last(self, subject: Subject) -> bool:
        """Say whether a title can be that of the last speaker, who is named."""
        if self._last is None or self._last.entity is None:
            return False
        known = self._titles.get(self._last.entity.key)
        words = frozenset(self._reading.keys[subject.first : subject.last])
        return known is None or any(words & title for title in known)
