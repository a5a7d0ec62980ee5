"""Whom a subject refers to, as the article goes on from speaker to speaker."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract.quotes import lexicon
from kg.extract.quotes.lexicon import CueClass, words
from kg.extract.quotes.reading import COMMAS
from kg.extract.quotes.subjects import (
    Subject,
    after_honorifics,
    candidates,
    chain_end,
    counts_people,
    find_subject,
    governed_end,
    head_noun,
    head_size,
    is_indefinite,
    is_medium_name,
    is_plural_form,
    is_plural_noun,
    is_speaker_noun,
    subject_at,
    subject_head,
)
from kg.model import EntityKind, Part
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.extract.quotes.cues import Cue
    from kg.extract.quotes.drafts import Draft
    from kg.extract.quotes.reading import Reading
    from kg.model import DocumentEntity


_LONGEST_TEXT = 10
_AUTHOR_TAIL = 3
_TOLD_REACH = 5  # sentences before «در این بیانیه» that may tell whose it is
_COLLECTIVES = frozenset({"خانواده", "هییت", "جمع"})  # «خانواده مسی اعلام کرد»
_FRAMES = frozenset({"ادامه", "پایان", "ابتدا", "ابتدای", "بخش", "بخشی", "خاتمه"})
_SO = frozenset({"اینطور", "اینگونه", "چنین", "اینچنین", "همچنین"})
_ABOUT = frozenset({"که", "به", "درباره", "درخصوص", "پیرامون", "علیه", "خطاب"})
_AUTHORS = frozenset({"name", "body", "demonstrative", "description"})
_ISSUERS = frozenset({"name", "body", "description"})
_QUOTING = frozenset({"body", "description", "unlisted", "phrase"})
_QUOTED = frozenset({"name", "body", "description"})
_JUDGING = frozenset({CueClass.JUDGE, CueClass.ACCUSE})
_UNLISTED = frozenset({"unlisted", "phrase"})
_SERVING = frozenset({"مشاور", "وکیل", "دستیار", "نماینده", "معاون", "سخنگوی"})
_ONE = frozenset({"یک", "یکی", "کسی", "شخصی", "فردی"})
_ALL = frozenset({"تمام", "تمامی", "همه", "کلیه", "دیگر", "سایر"})
_PLURAL_PRONOUNS = frozenset({"انها", "انان"})
_ANY_BODY = frozenset({"گروه", "نهاد", "سازمان", "مجموعه", "تشکل", "موسسه", "جریان"})
_THIS = frozenset({"این", "ان", "همین"})
_TOO = frozenset({"هم", "نیز"})  # «رئیس پلیس نیز گفت»: another than spoke before
_ANYBODYS = frozenset({"منبع", "فرد", "شخص", "مقام", "شاهد"})  # named on purpose or not
_DEPUTY = frozenset({"نماینده", "عضو", "رییس", "نایب", "سخنگو", "دبیر"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who said something.

    Attributes:
        name: Fullest name or description, verbatim.
        entity: The named entity, ``None`` for descriptions.
        first: First token of the words that tell it, ``-1`` for an ellipsis.
        last: Token after them.
        form: Form of the subject, ``ellipsis`` where there is none.
        human: Whether it may be a person, and so «وی».
        origin: Tokens of the description, where no entity is named.
    """

    name: str
    entity: DocumentEntity | None
    first: int
    last: int
    form: str
    human: bool = True
    origin: tuple[int, int] = (-1, -1)

    @property
    def is_named(self) -> bool:
        """Whether a person is named."""
        return self.entity is not None and self.entity.kind is EntityKind.PERSON


@dataclass(frozen=True, slots=True)
class Title:
    """A title as its head noun and all its words."""

    head: str | None
    words: frozenset[str]

    def agrees(self, other: Title) -> bool:
        """Say whether two titles can be one person's.

        «وزیر کشور» and «وزیر نفت» cannot, «وزیر» and «وزیر نفت» can; a member of
        parliament is «نماینده», «عضو کمیسیون» and «رئیس کمیسیون» at once.
        """
        if self.head == other.head:
            return self.words <= other.words or other.words <= self.words
        vague = lexicon.words("vague")
        if self.head in vague or other.head in vague:
            return True
        return self.head in _DEPUTY and other.head in _DEPUTY


class Speakers:
    """Resolves subjects; remembers who spoke last and by which titles.

    «وی» and an ellipsis are whoever spoke last; «این نماینده» likewise. A description
    («عضو کمیسیون») is the last speaker if nothing the article has said of either speaks
    against it; one that comes before any name is settled by ``name_descriptions``.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._last: Speaker | None = None
        self._single: Speaker | None = None
        self._answering: Speaker | None = None
        self._heard = 0
        self._titles: dict[str, list[Title]] = {}
        self._roles: dict[str, str] = {}
        self._issuers: dict[str, Speaker] = {}  # by kind of text («بیانیه»)

    @property
    def last(self) -> Speaker | None:
        """Who spoke last."""
        return self._last

    def note(self, speaker: Speaker) -> None:
        """Remember who speaks now."""
        self._last = speaker
        if not self._is_several(speaker):
            self._single = speaker
        if speaker.entity is not None and speaker.first >= 0:
            self._reading.context.note_speaker(speaker.first, speaker.entity)

    def role_of(self, speaker: Speaker) -> str | None:
        """Return the title by which the article first introduces a person."""
        return None if speaker.entity is None else self._roles.get(speaker.entity.key)

    # ------------------------------------------------------------ of one cue

    def resolve(self, cue: Cue, first: int, last: int) -> Speaker | None:
        """Return the speaker of a cue.

        Args:
            cue: A verb of saying, or «با بیان اینکه».
            first: First token of its clause or sentence.
            last: Token before which the subject stands.
        """
        if cue.cue_class is CueClass.WRITTEN:
            return self._author(first, last)
        subject = find_subject(self._reading, first, last)
        if subject is None:
            return self._writer(first, last) or self._ellipsis(cue)
        if subject.form == "phrase" and cue.cue_class in _JUDGING:
            return None
        if not self._agrees(cue, subject):
            return self._ellipsis(cue)
        quoted = self._quoted_by(subject, first, last)
        speaker = quoted or self.refer(subject)
        if quoted is None and speaker is not None and cue.is_plural:
            return self._joined(speaker, subject, cue)
        return speaker

    def _writer(self, first: int, last: int) -> Speaker | None:
        """«در یادداشتی که خانهٔ هنر منتشر کرده، نوشته است»: who issued the text."""
        reading = self._reading
        for token in range(first, last - 2):
            noun = head_noun(reading.keys[token]) in lexicon.text_nouns()
            if noun and reading.keys[token + 1] == "که":
                subject = subject_at(reading, token + 2, last)
                if subject is not None and subject.form in _ISSUERS:
                    return self.refer(subject)
        return None

    def _quoted_by(self, subject: Subject, first: int, last: int) -> Speaker | None:
        """«خبرگزاری البرز به نقل از علی رضایی نوشت»: who is quoted, not the medium."""
        reading = self._reading
        medium = subject.form in _QUOTING and is_medium_name(reading, subject)
        for at in range(subject.last, last - 2):
            quoting = reading.keys[at : at + 2]
            if quoting != ("از", "قول") and not (medium and quoting == ("نقل", "از")):
                continue
            start = after_honorifics(reading, at + 2, last)
            if head_noun(reading.key(start)) in lexicon.text_nouns():
                start += 1  # «به نقل از بیانیه سازمان باران»
            named = subject_at(reading, start, last) if start < last else None
            if named is not None and named.form in _QUOTED:
                medial = named.form == "body" and is_medium_name(reading, named)
                return None if medial else self.refer(named)
        return None

    def goes_on(self, speaker: Speaker | None, first: int, cue: Cue) -> bool:
        """Say whether the clause of a cue plainly has the same speaker."""
        subject = find_subject(self._reading, first, cue.first)
        if subject is None or subject.form in {"pronoun", "demonstrative"}:
            return True
        if subject.form == "description":
            return not is_indefinite(self._reading, subject) and self._fits(subject)
        told = self._reading.context.referent(subject.first, subject.last)
        if told is None or speaker is None or speaker.entity is None:
            return False
        return told.key == speaker.entity.key

    def _author(self, first: int, last: int) -> Speaker | None:
        """«در بیانیهٔ وزارت نفت آمده است»: the ministry; «در ادامه …»: as before.

        «در این بیانیه …» is whose statement the article has just told of.
        """
        told = not _FRAMES.isdisjoint(self._reading.keys[first:last])
        for token in range(first, last):
            noun = head_noun(self._reading.keys[token])
            if noun is None or noun not in lexicon.text_nouns():
                continue
            told = True
            author = self._author_of(token, noun, last)
            if author is not None:
                self._issuers[noun] = author
                return author
        return self._ellipsis() if told else None

    def _author_of(self, token: int, noun: str, last: int) -> Speaker | None:
        """Return whose a text is: named beside it, or told of before («این بیانیه»)."""
        pointed = self._reading.key(token - 1) in _THIS
        beside = None if pointed else self._author_beside(token, last)
        return beside or self._issuers.get(noun) or self._author_told(token, noun)

    def _author_beside(self, token: int, last: int) -> Speaker | None:
        """«در بیانیهٔ وزارت نفت»: who is named right after a text."""
        reading = self._reading
        for at in range(token + 1, min(token + _LONGEST_TEXT, last)):
            if reading.keys[at] in _ABOUT:
                break  # «در نامه‌ای به وزیر …», «… دربارهٔ رضایی»
            if head_noun(reading.keys[at]) in lexicon.text_nouns():
                continue  # «متن این پیام»
            named = subject_at(reading, at, last)
            beside = named is not None and (
                named.form != "description"
                or (at == token + 1 and not self._is_text(named))
            )
            if named is not None and beside and named.form in _AUTHORS:
                return self.refer(self._whole_author(named, last))
        return None

    def _is_text(self, subject: Subject) -> bool:
        return subject_head(self._reading, subject) in lexicon.text_nouns()

    def _whole_author(self, subject: Subject, last: int) -> Subject:
        """«باشگاه اورال»: all that stands before «آمده است», if it is short."""
        reading = self._reading
        rest = range(subject.last, last)
        if subject.form != "description" or len(rest) > _AUTHOR_TAIL:
            return subject
        plain = all(
            reading.pos(at) in {"NOUN", "PROPN", "ADJ"} and reading.keys[at] not in _SO
            for at in rest
        )
        return replace(subject, last=last) if plain else subject

    def _author_told(self, token: int, noun: str | None) -> Speaker | None:
        """Return who, in the sentences before, is said to issue a text."""
        reading = self._reading
        home = reading.context.sentence_of[token]
        for index in range(home - 1, max(-1, home - _TOLD_REACH), -1):
            sentence = reading.sentences[index]
            for at in range(sentence.first, sentence.last):
                if head_noun(reading.keys[at]) != noun or reading.key(at - 1) == "این":
                    continue
                start = reading.start(sentence)
                subject = find_subject(reading, start, max(at, start))
                if subject is not None and subject.form in _ISSUERS:
                    return self.refer(subject)
        return None

    def interviewee(self) -> Speaker | None:
        """Return who answers: the last speaker, else the first person named."""
        if self._answering is not None:
            return replace(self._answering, first=-1, last=-1, form="ellipsis")
        if self._last is not None:
            self._answering = self._last
            return self._ellipsis()
        for entity in self._reading.context.coreference.entities:
            if entity.kind is EntityKind.PERSON and not entity.described:
                self._answering = Speaker(
                    name=entity.name, entity=entity, first=-1, last=-1, form="ellipsis"
                )
                return self._answering
        return None

    def has_subject(self, first: int, last: int) -> bool:
        """Say whether a subject stands between two tokens."""
        return find_subject(self._reading, first, last) is not None

    def resolve_nested(self, cue: Cue, first: int, last: int) -> Speaker | None:
        """Return the speaker of a report within a report, where its clause tells it."""
        subject = find_subject(self._reading, first, last)
        if subject is None or subject.form == "pronoun":
            return None
        if subject.form == "phrase":
            several = cue.is_plural and is_plural_form(
                self._reading.keys[subject.first]
            )
            return self._description(subject) if several else None
        if subject.form == "demonstrative":
            return self._pointed_at(subject)
        if subject.form == "description":
            agrees = self._agrees(cue, subject)
            return self._described(subject) if agrees else None
        return self.refer(subject)

    def _pointed_at(self, subject: Subject) -> Speaker:
        """«این سرباز» within a report: whom it has told of, else as it stands."""
        head = subject_head(self._reading, subject)
        order = range(subject.first - 1, -1, -1)
        earlier = self._phrase_with(order, head, subject.first)
        return self._description(earlier or subject)

    def _agrees(self, cue: Cue, subject: Subject) -> bool:
        """Say whether verb and subject agree: «مقامات گفتند», never «مقامات گفت»."""
        told = cue.inflection
        if subject.form != "description" or told is None or told.plural or told.bare:
            return True
        if counts_people(self._reading, subject):
            return False
        first = subject.first + is_indefinite(self._reading, subject)
        key = self._reading.key(first)
        return key in _COLLECTIVES or not is_plural_noun(key)

    def refer(self, subject: Subject) -> Speaker | None:
        """Return whom a subject refers to."""
        if subject.form == "pronoun":
            return self._pronoun(subject)
        if subject.form == "demonstrative":
            return self._demonstrative(subject)
        if subject.form == "description":
            return self._titled(subject)
        return self._named(subject)

    def _ellipsis(self, cue: Cue | None = None) -> Speaker | None:
        """Return the last speaker that a cue without a subject agrees with."""
        told = None if cue is None else cue.inflection
        if self._is_hearsay(cue):
            return None
        singular = told is not None and not told.plural and not told.bare
        speaker = self._single if singular and self._single else self._last
        if speaker is None or (singular and self._is_several(speaker)):
            return None
        return replace(speaker, first=-1, last=-1, form="ellipsis")

    def _is_hearsay(self, cue: Cue | None) -> bool:
        """«می‌گویند …» with no subject: others say so, and not the last speaker."""
        told = None if cue is None else cue.inflection
        if cue is None or told is None or not told.plural:
            return False
        honored = cue.infinitive == "فرمودن"
        return not honored and self._last is not None and self._last.is_named

    def _is_several(self, speaker: Speaker) -> bool:
        """Say whether a description means several («اعضای کمیسیون»)."""
        first, _ = speaker.origin
        if speaker.entity is not None or first < 0:
            return False
        key = self._reading.key(first)
        if key in _ALL:
            return is_plural_noun(self._reading.key(first + 1))
        told = is_plural_noun(key) or key in words("quantifier")
        return told and key not in _ONE

    def _pronoun(self, subject: Subject) -> Speaker | None:
        if self._reading.keys[subject.first] in _PLURAL_PRONOUNS:
            return self._several(subject)
        between = self._subject_between(subject.first)
        if between is not None:
            return _speaker(subject, between)
        single = self._single
        if single is not None and single.human:
            return self._again(single, subject)
        coreference = self._reading.context.coreference
        entity = coreference.referent(subject.first, subject.last)
        if entity is None or entity.kind is not EntityKind.PERSON:
            entity = coreference.last_person(subject.first)
        if entity is None:
            return None if single is None else self._again(single, subject)
        return _speaker(subject, entity)  # no «او» is a state or an office

    def _subject_between(self, token: int) -> DocumentEntity | None:
        """Return the person that the narrator's last sentence is about.

        Only where that sentence is no part of a quotation; else «وی» goes on with the
        last speaker.
        """
        reading = self._reading
        before = reading.sentence(token).first - 1
        if before < self._heard:
            return None
        sentence = reading.sentence(before)
        first = reading.start(sentence)
        verbs = (at for at in range(first, sentence.last) if reading.finite[at])
        found = candidates(reading, first, next(verbs, sentence.last))
        subject = next((one for one in found if one.form == "name"), None)
        if subject is None:
            return None
        return reading.context.referent(subject.first, subject.last)

    def hear(self, last: int) -> None:
        """Note that the words before token ``last`` are a quotation's."""
        self._heard = max(self._heard, last)

    def _several(self, subject: Subject) -> Speaker | None:
        """Return the last speakers, if they were several."""
        last = self._last
        if last is not None and self._is_several(last):
            return self._again(last, subject)
        return self._people_before(subject.first)

    def _people_before(self, token: int) -> Speaker | None:
        """Return the people told of in the sentence before, or earlier in this one."""
        reading = self._reading
        home = reading.sentence(token)
        floor = reading.sentence(max(0, home.first - 1)).first
        for at in range(token - 1, floor - 1, -1):
            if not head_size(reading, at, token) or not is_plural_noun(
                reading.keys[at]
            ):
                continue
            subject = subject_at(reading, at, token)
            if subject is not None and subject.form == "description":
                return self._description(subject)
        return None

    def _again(self, speaker: Speaker, subject: Subject) -> Speaker:
        return replace(
            speaker, first=subject.first, last=subject.last, form=subject.form
        )

    def _named(self, subject: Subject) -> Speaker | None:
        if subject.form in _UNLISTED:
            return self._unlisted(subject)
        if self._is_last_surname(subject) and self._last is not None:
            return self._again(self._last, subject)
        entity = self._reading.context.referent(subject.first, subject.last)
        if entity is None:
            return None
        self._learn_title(entity, self._apposition(subject))
        return _speaker(subject, entity)

    def _unlisted(self, subject: Subject) -> Speaker:
        """Return a person whose name only the verb of saying gives away."""
        if self._is_last_surname(subject) and self._last is not None:
            return self._again(self._last, subject)
        entity = self._reading.context.referent(subject.first, subject.last)
        if entity is None and subject.form == "phrase":
            return self._description(subject)
        if entity is None or entity.kind is not EntityKind.PERSON:
            entity = self._reading.context.describe(subject.first, subject.last)
        self._learn_title(entity, self._apposition(subject))
        return _speaker(subject, entity)

    def _is_last_surname(self, subject: Subject) -> bool:
        """Say whether a bare surname is the last speaker's."""
        last = self._last
        if last is None or last.entity is None:
            return False
        key = "".join(self._reading.keys[subject.first : subject.last])
        return len(key) >= 3 and match_key(last.name).endswith(key)

    def _joined(self, speaker: Speaker, subject: Subject, cue: Cue) -> Speaker:
        """Return «الف و ب» where a plural verb has two subjects."""
        reading = self._reading
        if reading.key(subject.last) != "و":
            return speaker
        other = subject_at(reading, subject.last + 1, cue.first)
        if other is None or other.form == "pronoun":
            return speaker
        told = self.refer(other)
        second = reading.context.verbatim(other.first, other.last)
        if told is not None and told.is_named:
            second = told.name
        return replace(speaker, name=f"{speaker.name} و {second}", last=other.last)

    # ------------------------------------------------------------ descriptions

    def _demonstrative(self, subject: Subject) -> Speaker:
        """«این نماینده» is the last speaker, «این خبرگزاری» the last one named."""
        head = subject_head(self._reading, subject)
        told = self._issuer(subject, head) or self._same_people(subject)
        if told is not None:
            return told
        body = head in lexicon.body_nouns()
        if not body and self._last is not None and self._last.human:
            return self._again(self._last, subject)
        named = self._body_before(subject, head) if body else None
        known = head in lexicon.person_nouns() and head not in _ANYBODYS
        if named is None and not body and known:
            named = self._meant(subject)
        if named is not None:
            return named
        order = range(subject.first) if not body else range(subject.first - 1, -1, -1)
        one = not (body and is_plural_noun(self._reading.key(subject.first + 1)))
        earlier = self._phrase_with(order, head, subject.first) if one else None
        if earlier is not None:
            return self._description(earlier)
        if body and self._last is not None and not self._last.human:
            return self._again(self._last, subject)
        pointed = self._reading.keys[subject.first] in _THIS
        return self._description(replace(subject, first=subject.first + pointed))

    def _issuer(self, subject: Subject, head: str | None) -> Speaker | None:
        """«این گزارش می‌افزاید»: whose text it is, as far as anybody has spoken."""
        if head is None or head not in lexicon.text_nouns() or self._last is None:
            return None
        return self._again(self._issuers.get(head, self._last), subject)

    def _same_people(self, subject: Subject) -> Speaker | None:
        """«این محققان»: the people told of by that noun, if others spoke last."""
        key = self._reading.key(subject.first + 1)
        last = self._last
        if self._reading.key(subject.first) not in _THIS or not is_plural_noun(key):
            return None
        if last is None or (self._is_several(last) and key in match_key(last.name)):
            return None
        floor = max(0, self._reading.context.sentence_of[subject.first] - _TOLD_REACH)
        start = self._reading.sentences[floor].first
        for token in range(subject.first - 1, start - 1, -1):
            if self._reading.keys[token] == key:
                found = subject_at(self._reading, token, subject.first)
                if found is not None and found.last - found.first > 1:
                    return self._description(found)
        return None

    def _meant(self, subject: Subject) -> Speaker | None:
        """«این هنرمند» before anybody has spoken: the only person named so far."""
        entity_at = self._reading.context.coreference.entity_at
        found = {
            entity.key: entity
            for index, mention in enumerate(self._reading.context.document.mentions)
            if mention.first < subject.first
            and mention.kind is EntityKind.PERSON
            and (entity := entity_at(index)) is not None
        }
        holder = self._reading.context.referent(subject.first, subject.last)
        if holder is not None and holder.key in found:
            return _speaker(subject, holder)
        return _speaker(subject, *found.values()) if len(found) == 1 else None

    def _body_before(self, subject: Subject, head: str | None) -> Speaker | None:
        """Return the body that «این گروه» means.

        One named in the same sentence; else the last that spoke, if its name does not
        tell of another kind of body.
        """
        if head not in _ANY_BODY:
            return None
        reading = self._reading
        floor = reading.sentence(subject.first).first
        for at in range(subject.first - 1, floor - 1, -1):
            mention = reading.context.mention_at(at)
            if mention is None or mention.kind is not EntityKind.ORGANIZATION:
                continue
            return self._named(
                Subject(first=mention.first, last=mention.last, form="body")
            )
        last = self._last
        if last is None or last.human or last.entity is None:
            return None
        return self._again(last, subject)

    def _phrase_with(
        self, order: Iterable[int], head: str | None, before: int
    ) -> Subject | None:
        """Return the first phrase, in the given order, with a head and more words."""
        reading = self._reading
        for token in order:
            key = reading.keys[token]
            if head_noun(key) == head and not is_plural_noun(key):
                subject = subject_at(reading, token, before)
                if subject is not None and subject.last - subject.first > 1:
                    return subject
        return None

    def _titled(self, subject: Subject) -> Speaker | None:
        """Return who bears a title: the name beside it, or its known holder."""
        if subject_head(self._reading, subject) in words("kin") or self._serves(
            subject
        ):
            return self._description(self._with_name(subject))
        named = self._apposed_name(subject) or self._called_name(subject)
        if named is not None:
            speaker = self._named(named)
            if speaker is not None and speaker.entity is not None:
                self._learn_title(speaker.entity, (subject.first, subject.last))
            return speaker
        if is_indefinite(self._reading, subject):
            return self._description(subject)
        speaker = self._described(subject)
        meant = self._fits(subject) or self._shortens(subject)
        if speaker.entity is None and self._last is not None and meant:
            return self._again(self._last, subject)
        return speaker

    def _shortens(self, subject: Subject) -> bool:
        """Say whether «مقام‌ها» are the «مقام‌های محلی …» who spoke last."""
        last = self._last
        alone = subject.last - subject.first == 1
        if last is None or not alone or not self._is_several(last):
            return False
        key = self._reading.keys[subject.first]
        return is_plural_noun(key) and self._reading.key(last.origin[0]).startswith(key)

    def _serves(self, subject: Subject) -> bool:
        """Say whether «مشاور رضایی» is somebody who serves the one named."""
        if subject.last - subject.first > 1:
            return False
        mention = self._reading.context.mention_at(subject.last)
        alone = mention is not None and mention.last - mention.first == 1
        return alone and self._reading.keys[subject.first] in _SERVING

    def _with_name(self, subject: Subject) -> Subject:
        """Return «خانوادهٔ آقای رضایی» whole: somebody known by somebody else."""
        at = subject.last
        while self._reading.key(at) in _BETWEEN - COMMAS:
            at += 1
        mention = self._reading.context.mention_at(at)
        if mention is None or mention.kind is not EntityKind.PERSON:
            return subject
        return replace(subject, last=mention.last)

    def _described(self, subject: Subject) -> Speaker:
        """Return the known holder of a title, else the description itself."""
        entity = self._reading.context.referent(subject.first, subject.last)
        if entity is not None and entity.kind is EntityKind.PERSON:
            return _speaker(subject, entity)
        return self._description(subject)

    def _description(self, subject: Subject) -> Speaker:
        subject = self._with_place(subject)
        return Speaker(
            name=self._reading.context.verbatim(subject.first, subject.last),
            entity=None,
            first=subject.first,
            last=subject.last,
            form=subject.form if subject.form == "phrase" else "description",
            human=subject_head(self._reading, subject) not in lexicon.body_nouns(),
            origin=(subject.first, subject.last),
        )

    def _with_place(self, subject: Subject) -> Subject:
        """«یک مقام آگاه در وزارت نیرو»: where an unnamed source sits tells of it."""
        reading, at = self._reading, subject.last
        if reading.key(at) != "در":
            return subject
        seat = reading.context.mention_at(at + 1)
        if seat is not None and reading.pos(seat.last) == "VERB":
            return replace(subject, last=seat.last)  # «مقامات در پایتخت گفته‌اند»
        if not is_indefinite(reading, subject):
            return subject
        limit = reading.sentence(subject.first).last
        body = subject_at(reading, at + 1, limit) if at + 1 < limit else None
        if body is None or subject_head(reading, body) not in lexicon.body_nouns():
            named = reading.context.mention_at(at + 1)
            if named is None or named.kind is not EntityKind.ORGANIZATION:
                return subject
        end = governed_end(reading, at + 1, limit)
        return replace(subject, last=end) if not reading.finite[end - 1] else subject

    def _apposition(self, subject: Subject) -> tuple[int, int]:
        """Return the tokens of the title after a name («علی رضایی مدیرکل …»)."""
        reading = self._reading
        at = subject.last
        while reading.key(at) in _BETWEEN:
            at += 1
        if at >= len(reading.keys) or not is_speaker_noun(reading.keys[at]):
            return (at, at)
        return (at, chain_end(reading, at, reading.sentence(at).last))

    def _apposed_name(self, subject: Subject) -> Subject | None:
        """Return the name right after a title («وزیر نفت، علی رضایی»)."""
        at = subject.last
        while self._reading.key(at) in _BETWEEN:
            at += 1
        mention = self._reading.context.mention_at(at)
        if mention is None or mention.first != at:
            return None
        if mention.kind is not EntityKind.PERSON or self._means_several(subject):
            return None
        if self._reading.key(mention.last) == "را":
            return None  # «وزیر نیرو، علی رضایی را متهم کرد»
        return Subject(first=at, last=mention.last, form="name")

    def _means_several(self, subject: Subject) -> bool:
        """«به باور مسئولان باشگاه، رضایی …»: nobody alone is «مسئولان»."""
        head = subject_head(self._reading, subject)
        plural = is_plural_noun(self._reading.keys[subject.first])
        return plural and head in lexicon.person_nouns() | lexicon.people_nouns()

    def _called_name(self, subject: Subject) -> Subject | None:
        """«یکی از وکلا به نام علی رضایی»: the name by which somebody is called."""
        at = subject.last
        if self._reading.keys[at : at + 2] != ("به", "نام"):
            return None
        at = after_honorifics(self._reading, at + 2, len(self._reading.keys))
        mention = self._reading.context.mention_at(at)
        if mention is None or mention.kind is not EntityKind.PERSON:
            return None
        return Subject(first=at, last=mention.last, form="name")

    def _learn_title(self, entity: DocumentEntity, title: tuple[int, int]) -> None:
        first, last = title
        if first == last:
            return
        words = self._title(Subject(first=first, last=last, form="description"))
        if words.head is not None:
            self._titles.setdefault(entity.key, []).append(words)
            role = self._reading.context.verbatim(first, last)
            self._roles.setdefault(entity.key, role)

    def _title(self, subject: Subject) -> Title:
        keys = self._reading.keys[subject.first : subject.last]
        return Title(subject_head(self._reading, subject), frozenset(keys))

    def _fits(self, subject: Subject) -> bool:
        """Say whether a title can be that of the last speaker, who is named."""
        if self._last is None or self._last.entity is None or not self._last.human:
            return False
        if not self._is_definite_person(subject):
            return False
        if self._reading.context.coreference.excludes(subject.first, self._last.entity):
            return False
        known = self._titles.get(self._last.entity.key, [])
        title = self._title(subject)
        if any(title.agrees(other) for other in known):
            return True
        return not known and self._reading.key(subject.last) not in _TOO

    def _is_definite_person(self, subject: Subject) -> bool:
        """Say whether a description means one known person."""
        head = subject_head(self._reading, subject)
        if head not in lexicon.person_nouns() or is_indefinite(self._reading, subject):
            return False
        key = self._reading.keys[subject.first]
        some = subject.last - subject.first == 1 and key == f"{head}ی"  # «خبرنگاری»
        return not some and not is_plural_noun(key)

    # ------------------------------------------------------------ afterwards

    def name_descriptions(self, drafts: Sequence[Draft]) -> None:
        """Give speakers that are described before they are named their names.

        «عضو کمیسیون … گفت» in the lead is «علی رضایی» of the next paragraph, unless
        that person is introduced by another title.
        """
        first = next((at for at, d in enumerate(drafts) if _is_named(d)), None)
        named = drafts[first].speaker if first is not None else None
        if first is not None and named is not None and not drafts[first].nested:
            holders = {
                draft.speaker.name
                for draft in drafts[:first]
                if draft.speaker is not None
                and self._may_be(draft.speaker, named, drafts)
            }
            _rename(drafts, holders, named)
        self._settle_headlines(drafts)
        self._fill_single(drafts)

    def _settle_headlines(self, drafts: Sequence[Draft]) -> None:
        """Keep an unlisted name before a headline's colon if its bearer speaks."""
        for draft in drafts:
            speaker = draft.speaker
            if draft.rule == "headline" and speaker and speaker.form in _UNLISTED:
                draft.speaker = self._bearer(speaker, drafts) or self._called(speaker)

    def _bearer(self, headed: Speaker, drafts: Sequence[Draft]) -> Speaker | None:
        """Return the speaker of the article whose name the headline shortens."""
        key = match_key(headed.name)
        for draft in drafts:
            told = draft.speaker
            if told is None or draft.rule == "headline":
                continue
            if match_key(told.name).endswith(key):
                return replace(headed, name=told.name, entity=told.entity)
        return None

    def _called(self, headed: Speaker) -> Speaker | None:
        """Return a headline's speaker whose first name is listed («پروانه کوهی:»)."""
        given = self._reading.key(headed.first) in lexicon.first_names()
        return headed if given and headed.last - headed.first > 1 else None

    def _fill_single(self, drafts: Sequence[Draft]) -> None:
        """Give drafts without a speaker the only one that the article has."""
        speakers = {d.speaker.name: d.speaker for d in drafts if d.speaker is not None}
        if len(speakers) != 1:
            return
        (speaker,) = speakers.values()
        for draft in drafts:
            if draft.speaker is None and not (draft.cue.is_plural and speaker.is_named):
                draft.speaker = replace(speaker, first=-1, last=-1, form="ellipsis")

    def _may_be(
        self, described: Speaker, named: Speaker, drafts: Sequence[Draft]
    ) -> bool:
        if named.entity is None or described.entity or described.origin[0] < 0:
            return False
        first, last = described.origin
        subject = Subject(first=first, last=last, form="description")
        leads = self._reading.sentence(first).part is Part.LEAD
        one = is_indefinite(self._reading, subject) and not self._is_several(described)
        if leads and one:
            return True  # «یکی از نامزدها گفت …» of the lead is named in the body
        if not self._is_definite_person(subject):
            return False
        known = self._titles.get(named.entity.key, [])
        title = self._title(subject)
        if not known or any(title.agrees(other) for other in known):
            return True
        names = {d.speaker.name for d in drafts if d.speaker and d.speaker.is_named}
        if any(title.head == other.head for other in known):
            return len(names) == 1 and self._in_headline(described)
        return len(names) == 1

    def _in_headline(self, described: Speaker) -> bool:
        """Say whether a description is the headline's, which shortens titles."""
        return self._reading.sentence(described.first).part is Part.TITLE


_BETWEEN = COMMAS | {"»", "«", '"', "-", "–", "ـ", "(", "اقای", "خانم", "دکتر", "مهندس"}


def _is_named(draft: Draft) -> bool:
    return draft.speaker is not None and draft.speaker.is_named


def _rename(drafts: Sequence[Draft], holders: set[str], named: Speaker) -> None:
    """Give all drafts of the described speakers the name that was found."""
    for draft in drafts:
        speaker = draft.speaker
        if speaker is not None and speaker.entity is None and speaker.name in holders:
            draft.speaker = replace(speaker, name=named.name, entity=named.entity)


def _speaker(subject: Subject, entity: DocumentEntity) -> Speaker:
    return Speaker(
        name=entity.name,
        entity=entity,
        first=subject.first,
        last=subject.last,
        form=subject.form,
        human=entity.kind is EntityKind.PERSON,
    )
