"""Reading an article from sentence to sentence: who is speaking, and until when."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.quotes.cues import Cue, find_cues
from kg.extract.quotes.drafts import Draft
from kg.extract.quotes.extents import (
    DIRECT_RULES,
    STOP_RULES,
    asked_within,
    before_main_clause,
    before_narrator,
    clause_end,
    direct_cue,
    has_first_person,
    is_bare_cue,
    next_report,
    paragraph_ends,
    reports_anew,
)
from kg.extract.quotes.labels import find_label
from kg.extract.quotes.lexicon import CueClass
from kg.extract.quotes.nesting import names_its_speaker, nested_end, recalls
from kg.extract.quotes.nominal import find_nominal
from kg.extract.quotes.openings import find_opening
from kg.extract.quotes.reading import COMMAS
from kg.extract.quotes.speakers import Speakers
from kg.extract.quotes.subjects import find_subject
from kg.model import Part, QuoteKind, Tense


if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.quotes.openings import Opening
    from kg.extract.quotes.reading import Reading
    from kg.extract.quotes.speakers import Speaker
    from kg.model import Sentence


def _subject_range(cue: Cue, clause: int, opening: Opening) -> tuple[int, int]:
    """Return where the subject may stand: before the cue, and beside the content."""
    if opening.rule == "quoted_before" and opening.close is not None:
        return opening.close + 1, cue.first
    if opening.clause is not None:
        return opening.clause, cue.first
    if opening.earlier is not None:
        return opening.earlier[1] + 1, cue.first
    if clause < opening.first < cue.first:
        return clause, opening.first
    if opening.first <= clause and opening.rule in _OF_OBJECT:
        return clause, clause  # «آن را مهم دانست»: whoever spoke before
    return clause, cue.first


_CLAUSES = frozenset({"that", "bare", "comma"})
_OF_OBJECT = frozenset({"judgement", "stated_object", "denial"})


def _tokens(sentence: Sentence) -> tuple[int, int]:
    return sentence.first, sentence.last


def _kind(rule: str) -> QuoteKind:
    """Return the kind of a nested report by the rule of its opening."""
    direct = rule in DIRECT_RULES or rule.endswith("marks")
    return QuoteKind.DIRECT if direct else QuoteKind.INDIRECT


def _first_clause_end(reading: Reading, first: int, last: int) -> int:
    """Return where the first clause ends, if a comma tells it."""
    for token in range(first + 1, last):
        if reading.finite[token - 1] and reading.keys[token] in COMMAS:
            return token
    return last


_NEAR = 2
_SIGHT = 4
_VOICE_SIGHT = 2
_NEVER_NESTED = frozenset({"comma", "announcement", "denial"})
_PUBLIC = frozenset({"اعلام کردن", "اعلام داشتن", "هشدار دادن", "تصریح کردن"})
_EARLIER = frozenset({Tense.PAST, Tense.PAST_PERFECT})


class Narration:
    """Goes through a document and drafts its quotations."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.speakers = Speakers(reading)
        self._drafts: list[Draft] = []
        self._running: Draft | None = None
        self._cues: dict[int, list[Cue]] = {}

    def drafts(self) -> list[Draft]:
        """Return the quotations in order of their cues."""
        for cue in find_cues(self._reading):
            home = self._reading.context.sentence_of[cue.first]
            self._cues.setdefault(home, []).append(cue)
            if cue.inflection is not None:
                self._reading.finite[cue.last - 1] = 1  # whatever it was tagged
        for index, sentence in enumerate(self._reading.sentences):
            self._read(index, sentence)
        self.speakers.name_descriptions(self._drafts)
        return self._drafts

    def _read(self, index: int, sentence: Sentence) -> None:
        cues = self._cues.get(index, [])
        at = self._go_on(index, sentence)
        inside = [cue for cue in cues if cue.first < at]
        for cue in inside:
            self._nest(cue, cues)
        if at >= sentence.last or sentence.paragraph in self._reading.questions:
            return
        if self._answers(sentence, cues):
            return
        at = self._read_label(sentence, at)
        self._report(sentence, [cue for cue in cues if cue.first >= at], at)

    def _answers(self, sentence: Sentence, cues: list[Cue]) -> bool:
        """Read the answer after an interviewer's question; say whether there is one."""
        reading = self._reading
        before = sentence.first - 1
        if not reading.starts_paragraph(sentence.first) or before < 0:
            return False
        asked = reading.sentence(before).paragraph in reading.questions
        speaker = self.speakers.interviewee() if asked else None
        if speaker is None or find_label(reading, sentence) is not None:
            return False
        if direct_cue(reading, cues) is not None:
            return False
        cue = Cue(
            first=before,
            last=before + 1,
            infinitive="؟",
            cue_class=CueClass.LABEL,
        )
        self._running = Draft(
            cue=cue,
            rule="answer",
            kind=QuoteKind.DIRECT,
            first=sentence.first,
            last=sentence.last,
            speaker=speaker,
            clause=before,
            runs_on=True,
        )
        self._add(self._running)
        return True

    def _go_on(self, index: int, sentence: Sentence) -> int:
        """Return up to where a sentence belongs to the quotation that is running."""
        running = self._running
        if running is None:
            return self._reading.start(sentence)
        if running.close is not None:
            if running.close + 1 >= sentence.last:
                return sentence.last
            self._running = None
            return max(sentence.first, running.close + 1)
        if self._stops(running, index, sentence):
            self._running = None
            return self._reading.start(sentence)
        running.last = sentence.last
        self.speakers.hear(sentence.last)
        return sentence.last

    def _stops(self, running: Draft, index: int, sentence: Sentence) -> bool:
        cues = self._cues.get(index, [])
        if reports_anew(self._reading, running, sentence, cues):
            return True
        if any(rule(self._reading, running, sentence) for rule in STOP_RULES):
            return True
        return paragraph_ends(
            self._reading, running, sentence
        ) and not self._speaker_returns(running, index)

    def _speaker_returns(self, running: Draft, index: int) -> bool:
        """Say whether the next report, a few sentences on, is the same speaker's."""
        later = range(index + 1, min(index + _SIGHT, len(self._reading.sentences)))
        for at in later:
            sentence = self._reading.sentences[at]
            cues = self._cues.get(at, [])
            if reports_anew(self._reading, running, sentence, cues):
                first = self._reading.start(sentence)
                main = direct_cue(self._reading, cues)
                return main is not None and self.speakers.goes_on(
                    running.speaker, first, main
                )
            if any(rule(self._reading, running, sentence) for rule in STOP_RULES):
                return False
            near = at - index <= _VOICE_SIGHT
            if near and has_first_person(self._reading, *_tokens(sentence)):
                return True
        return False

    def _read_label(self, sentence: Sentence, at: int) -> int:
        """Read «استاندار: …»; return up to where the sentence is used up."""
        label = find_label(self._reading, sentence) if at == sentence.first else None
        if label is None:
            return at
        speaker = self.speakers.refer(label.subject)
        if speaker is None:
            return at
        cue = Cue(
            first=label.colon,
            last=label.colon + 1,
            infinitive=":",
            cue_class=CueClass.LABEL,
        )
        draft = Draft(
            cue=cue,
            rule="headline" if sentence.part is Part.TITLE else "label",
            kind=QuoteKind.DIRECT,
            first=label.colon + 1,
            last=sentence.last,
            speaker=speaker,
            clause=sentence.first,
            runs_on=True,
        )
        self._add(draft)
        self.speakers.note(speaker)
        self._running = draft
        return sentence.last

    def _report(self, sentence: Sentence, cues: list[Cue], at: int) -> None:
        """Read the reports of a sentence from token ``at`` on."""
        clause = self._clause_start(sentence, at)
        for index, cue in enumerate(cues):
            rest = cues[index + 1 :]
            if cue.first < at:
                self._nest(cue, rest)
                continue
            draft = self._draft(cue, rest, clause, sentence)
            if draft is None:
                clause = self._after_nominal(cue, clause, sentence)
                continue
            self._add(draft)
            if draft.rule == "clausal" and draft.speaker is not None:
                clause = draft.last  # «X با بیان اینکه …، گفت»: X, whoever is told of
            at = max(at, min(draft.last, sentence.last))
            if draft.close is not None:
                at = max(at, draft.close + 1)
            self._running = draft if draft.runs_on or self._is_open(draft) else None

    def _after_nominal(self, cue: Cue, clause: int, sentence: Sentence) -> int:
        """Return where the clause starts after «بنا بر اعلام روابط عمومی،»."""
        if cue.cue_class is not CueClass.NOMINAL:
            return clause
        found = find_nominal(self._reading, cue, sentence)
        return clause if found is None else max(clause, found.first)

    def _clause_start(self, sentence: Sentence, at: int) -> int:
        """Return where the clause starts; it may hold a question («…؟ گفت: …»)."""
        before = sentence.first - 1
        if at != sentence.first or self._reading.key(before) not in {"؟", "?"}:
            return at
        if not is_bare_cue(self._reading, at):
            return at
        return self._reading.start(self._reading.sentence(before))

    def _is_open(self, draft: Draft) -> bool:
        """Say whether marks hold content of later sentences."""
        last = self._reading.sentence(draft.first).last
        return draft.close is not None and draft.close >= last

    def _draft(
        self, cue: Cue, rest: Sequence[Cue], clause: int, sentence: Sentence
    ) -> Draft | None:
        if cue.cue_class is CueClass.NOMINAL:
            return self._draft_nominal(cue, rest, sentence)
        if cue.cue_class is CueClass.SOURCE:
            return None
        if cue.cue_class is CueClass.CLAUSAL:
            return self._draft_clausal(cue, rest, clause, sentence)
        opening = find_opening(self._reading, cue)
        if opening is None or cue.is_first_person:
            return None
        if asked_within(self._reading, cue, clause, rest):
            return None
        return self._draft_verbal(cue, rest, clause, opening)

    def _draft_nominal(
        self, cue: Cue, rest: Sequence[Cue], sentence: Sentence
    ) -> Draft | None:
        found = find_nominal(self._reading, cue, sentence)
        if found is None or direct_cue(self._reading, rest) is not None:
            return None  # «بنا بر اعلام روابط عمومی، وی افزود: …» names a source
        speaker = self.speakers.refer(found.subject)
        last = found.last
        cut = next_report(self._reading, rest, found.first, direct=False)
        if cut is not None and found.first < cut < last:
            last = cut
        if speaker is not None:
            self.speakers.note(speaker)
        return Draft(
            cue=cue,
            rule="nominal",
            kind=QuoteKind.INDIRECT,
            first=found.first,
            last=last,
            speaker=speaker,
            clause=sentence.first,
        )

    def _draft_clausal(
        self, cue: Cue, rest: Sequence[Cue], clause: int, sentence: Sentence
    ) -> Draft:
        last, main = clause_end(self._reading, rest, cue.last, sentence.last)
        if main is None or self.speakers.has_subject(clause, cue.first):
            speaker = self.speakers.resolve(cue, clause, cue.first)
        else:
            speaker = self.speakers.resolve(main, last, main.first)
        if speaker is not None:
            self.speakers.note(speaker)
        return Draft(
            cue=cue,
            rule="clausal",
            kind=QuoteKind.INDIRECT,
            first=cue.last,
            last=last,
            speaker=speaker,
            clause=clause,
        )

    def _draft_verbal(
        self, cue: Cue, rest: Sequence[Cue], clause: int, opening: Opening
    ) -> Draft:
        speaker = (
            self._goes_on_saying(cue, clause)
            or self.speakers.resolve(cue, *_subject_range(cue, clause, opening))
            or self._led_up(cue, clause)
        )
        if speaker is not None:
            self.speakers.note(speaker)
        last = opening.last
        runs_on = opening.runs_on
        if last is None:
            last = self._reading.sentence(opening.first).last
            direct = opening.rule in DIRECT_RULES
            cut = next_report(self._reading, rest, opening.first, direct=direct)
            if cut is not None:
                last, runs_on = cut, False
            if not direct:
                last = before_main_clause(self._reading, clause, opening.first, last)
                last = before_narrator(self._reading, opening.first, last)
        return Draft(
            cue=cue,
            rule=opening.rule,
            kind=opening.kind,
            first=opening.first,
            last=last,
            speaker=speaker,
            clause=clause,
            runs_on=runs_on,
            close=opening.close,
            earlier=opening.earlier,
        )

    def _goes_on_saying(self, cue: Cue, clause: int) -> Speaker | None:
        """«او گفت که پرو آماده است و افزود: …»: what is said first tells no speaker.

        The nearest subject is that of the content which the sentence has given before.
        """
        before = self._drafts[-1] if self._drafts else None
        if before is None or before.clause != clause or before.rule not in _CLAUSES:
            return None
        if before.speaker is None or not clause < before.first < cue.first:
            return None
        subject = find_subject(self._reading, clause, cue.first)
        inside = subject is not None and subject.first - before.first in {0, 1}
        if not inside or self._reading.key(cue.first - 1) != "و":
            return None
        return replace(before.speaker, first=-1, last=-1, form="ellipsis")

    def _led_up(self, cue: Cue, clause: int) -> Speaker | None:
        """«رهبر با بیان اینکه …، فرمودند»: of one person, told of in the plural.

        Whoever «با بیان اینکه» is told of says what follows it, too.
        """
        before = self._drafts[-1] if self._drafts else None
        if before is None or before.rule != "clausal" or before.last != clause:
            return None
        told = before.speaker
        if told is None or not cue.is_plural:
            return None
        return replace(told, first=-1, last=-1, form="ellipsis")

    def _nest(self, cue: Cue, cues: Sequence[Cue]) -> None:
        """Read a report within a report, if it tells its own speaker."""
        if cue.cue_class is CueClass.NOMINAL:
            self._nest_nominal(cue)
            return
        opening = None if cue.inflection is None else find_opening(self._reading, cue)
        if opening is None or opening.rule in _NEVER_NESTED:
            return
        if cue.is_first_person:
            self._nest_own(cue, opening, cues)
            return
        floor, last = self._nested_clause(cue, opening)
        plain = opening.rule == "bare" and not cue.infinitive.endswith("بودن")
        if plain and not names_its_speaker(self._reading, cue, floor):
            return
        before = self.speakers.last
        speaker = self.speakers.resolve_nested(cue, floor, last)
        if speaker is None or (before is not None and speaker.name == before.name):
            return
        content = self._nested_content(cue, opening, cues)
        self._add_nested(cue, opening.rule, content, speaker, floor)

    def _nested_content(
        self, cue: Cue, opening: Opening, cues: Sequence[Cue]
    ) -> tuple[int, int]:
        """Return the tokens of a nested report's content."""
        if opening.last is not None:
            return opening.first, opening.last
        last = self._reading.sentence(cue.first).last
        later = [one for one in cues if one.first > cue.first]
        return opening.first, nested_end(self._reading, later, opening.first, last)

    def _nested_clause(self, cue: Cue, opening: Opening) -> tuple[int, int]:
        """Return between which tokens the subject of a nested report stands."""
        floor = opening.clause or self._nested_floor(cue)
        if opening.rule != "judgement":
            return floor, cue.first
        return self._reading.segment_start(opening.first, floor), opening.first

    def _nested_floor(self, cue: Cue) -> int:
        """Return where, in a cue's sentence, the content begins that holds it."""
        sentence = self._reading.sentence(cue.first)
        running = self._drafts[-1] if self._drafts else None
        if running is not None and sentence.first <= running.first <= cue.first:
            return running.first
        return sentence.first

    def _add_nested(
        self,
        cue: Cue,
        rule: str,
        content: tuple[int, int],
        speaker: Speaker,
        clause: int,
    ) -> None:
        self._add(
            Draft(
                cue=cue,
                rule=f"nested_{rule}",
                kind=_kind(rule),
                first=content[0],
                last=content[1],
                speaker=speaker,
                clause=clause,
                nested=True,
            )
        )

    def _nest_nominal(self, cue: Cue) -> None:
        """Read the view that a speaker reports («به زعم کارشناسان …»)."""
        sentence = self._reading.sentence(cue.first)
        found = find_nominal(self._reading, cue, sentence)
        near = cue.first - self._nested_floor(cue) <= _NEAR
        if found is None or found.subject.form == "pronoun" or not near:
            return
        before = self.speakers.last
        speaker = self.speakers.refer(found.subject)
        if speaker is None or (before is not None and speaker.name == before.name):
            return
        end = _first_clause_end(self._reading, found.first, found.last)
        span = (found.first, end)
        self._add_nested(cue, "nominal", span, speaker, sentence.first)

    def _nest_own(self, cue: Cue, opening: Opening, cues: Sequence[Cue]) -> None:
        """Read what a body has said before («قبلا هم اعلام کردیم که …»)."""
        told = cue.inflection
        speaker = self.speakers.last
        if told is None or speaker is None or opening.rule != "that":
            return
        public = told.plural and cue.infinitive in _PUBLIC and told.tense in _EARLIER
        if public or recalls(self._reading, cue):
            content = self._nested_content(cue, opening, cues)
            self._add_nested(cue, "own", content, speaker, cue.first)

    def _add(self, draft: Draft) -> None:
        self._drafts.append(draft)
        self.speakers.hear(max(draft.last, draft.close or 0))
