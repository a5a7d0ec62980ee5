"""Where the content of a quotation ends.

Content in quotation marks ends with them, over paragraphs too, where they close.
Indirect content ends with its sentence, before a clause that reports anew («… است
و افزود: …») and before «این در حالی است که»; that of «با بیان اینکه …» with its last
verb before the main report.

Other direct content (after a colon, a label or a question) goes on from sentence to
sentence. It stops before a sentence

* that reports anew: its cue is the narrator's, unless a first person in the same
  paragraph shows that the speaker tells what others said;
* for which one of ``STOP_RULES`` holds: another part of the article, «انتهای پیام», the
  narrator's words («گفتنی است», «به گزارش», «این در حالی است که»), the next question or
  label of an interview, the meeting at which it was said told of in the past («در این
  نشست … تصویب شد»), a paragraph that names the speaker in the third person, a heading
  (a short line without a stop);
* that begins a paragraph and does not sound spoken (first person, «باید», «متأسفانه»),
  unless the same speaker's next report, or a first person, comes within sight. Where
  every sentence is a line of its own, and paragraphs tell nothing, it goes on as long
  as no person, body or place is named anew.

Answers of an interview, and columns («در یادداشتی نوشت: …» at the beginning), go on
over reports of others; only a report by the speaker's own name ends them.

``tests/benchmarks/quote_extents.py`` counts the errors by kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.quotes import lexicon
from kg.extract.quotes.adjuncts import find_occasion, occasion_nouns
from kg.extract.quotes.labels import asks, find_label, is_medium
from kg.extract.quotes.lexicon import CueClass
from kg.extract.quotes.openings import find_opening
from kg.extract.quotes.reading import COMMAS, MODALS
from kg.extract.quotes.subjects import (
    find_subject,
    is_plural_noun,
    is_speaker_noun,
    subject_at,
    subject_head,
)
from kg.model import EntityKind, Part, Tense


if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.extract.quotes.cues import Cue
    from kg.extract.quotes.drafts import Draft
    from kg.extract.quotes.reading import Reading
    from kg.model import Sentence


DIRECT_RULES = frozenset({"colon", "colon_marks", "marks", "delayed_colon"})
_SELF = frozenset({"من", "ما", "بنده", "اینجانب"})
_ENDS = frozenset({"انتهایپیام", "پایانپیام"})
_LINKS = frozenset({"و", "اما", "ولی"})
_WRITING = frozenset({"نوشتن", "توییت کردن", "توئیت کردن", "آمدن", "آوردن"})
_THAT = frozenset({"که", "اینکه"})
_QUESTIONS = frozenset({"سوال", "سیوال", "پرسش", "اینکه", "سوالی", "پرسشی"})


def next_report(
    reading: Reading, cues: Sequence[Cue], first: int, *, direct: bool
) -> int | None:
    """Return where, after ``first``, a clause of the sentence reports anew.

    Args:
        reading: The document.
        cues: The sentence's cues after ``first``.
        first: First token of the content.
        direct: Whether the content is direct, and so may report itself.
    """
    for cue in cues:
        if cue.first <= first or cue.is_first_person:
            continue
        start = _reason_start(reading, cue, first)
        start = _coordinate_start(reading, cue, first) if start is None else start
        if start is not None and _is_report(reading, cue, direct=direct):
            return start
    return None


def _reason_start(reading: Reading, cue: Cue, first: int) -> int | None:
    """«… رقابت کند، چرا که معتقد است …»: the reason is another thing that is said."""
    if reading.keys[cue.first - 2 : cue.first] == ("چرا", "که"):
        return cue.first - 2 if cue.first - 2 > first else None
    alone = reading.key(cue.first - 1) in {"زیرا", "چراکه"}
    return cue.first - 1 if alone and cue.first - 1 > first else None


def _is_report(reading: Reading, cue: Cue, *, direct: bool) -> bool:
    if cue.cue_class is CueClass.CLAUSAL:
        return False
    if cue.cue_class is CueClass.NOMINAL:
        return False
    opening = find_opening(reading, cue)
    if opening is None:
        return False
    return opening.rule in DIRECT_RULES or not direct


def _coordinate_start(reading: Reading, cue: Cue, first: int) -> int | None:
    """Return the end of the clause before a coordinate one with the cue's verb."""
    start = reading.segment_start(cue.first, first)
    if start == first:
        return None
    end = start
    links = 0
    while end > first and not reading.finite[end - 1]:
        end -= 1
        links += reading.keys[end] in _LINKS or reading.keys[end] in {"؛", ".", "،"}
    if not links:
        return None
    subject = find_subject(reading, start, cue.first)
    if subject is not None and subject.form not in {"pronoun", "demonstrative"}:
        return None
    return None if _is_relative(reading, first, end) else end


def _is_relative(reading: Reading, first: int, end: int) -> bool:
    """Say whether all that ends before a clause is relative to its subject.

    «رضایی در نامه‌ای که به سازمان زده، | اعلام کرده که …» is one clause.
    """
    verbs = [at for at in range(first, end) if reading.finite[at]]
    thats = [at for at in range(first, end) if reading.keys[at] == "که"]
    return len(verbs) == 1 and any(at < verbs[0] for at in thats)


def clause_end(
    reading: Reading, cues: Sequence[Cue], first: int, last: int
) -> tuple[int, Cue | None]:
    """Return where the clause of «با بیان اینکه» ends, and the cue it stands before."""
    main = _main_cue(reading, cues, first)
    limit = last if main is None else main.first
    for cue in cues:
        if first < cue.first < limit and cue.cue_class is CueClass.CLAUSAL:
            limit = cue.first
    if main is None and limit == last:
        end = _first_clause(reading, first, last)
    else:
        end = _last_verb(reading, first, limit)
    return _before_report(reading, cues, (first, end)), main


def _before_report(
    reading: Reading, cues: Sequence[Cue], content: tuple[int, int]
) -> int:
    """Return the end of «… دشوار است | بر لزوم همکاری تاکید کرد»: its main clause.

    A report that ends the content is none of it, where another verb has ended before.
    """
    first, end = content
    report = next((cue for cue in cues if cue.last == end), None)
    if report is None or not _is_told_report(report) or end == len(reading.keys):
        return end
    for at in range(report.first - 2, first, -1):
        if reading.finite[at]:
            apart = _JOINING.isdisjoint(reading.keys[at + 1 : report.first])
            return at + 1 if apart else end
    return end


def _is_told_report(cue: Cue) -> bool:
    """Say whether a cue is a past verb of the third person («تاکید کرد», «خواست»)."""
    told = cue.inflection
    return (
        told is not None
        and told.tense is Tense.PAST
        and told.person == _THIRD
        and not told.negative
    )


_THIRD = 3
_JOINING = frozenset({"و", "که", "اما", "ولی", "بلکه", "یا"})


def _main_cue(reading: Reading, cues: Sequence[Cue], first: int) -> Cue | None:
    verbs = [cue for cue in cues if cue.first > first and cue.inflection is not None]
    openings = [(cue, find_opening(reading, cue)) for cue in verbs]
    for cue, opening in openings:
        if opening is not None and opening.rule in DIRECT_RULES:
            return cue
    for cue, opening in openings:
        if opening is not None and _coordinate_comma(reading, cue, first):
            return cue
    return None


def _coordinate_comma(reading: Reading, cue: Cue, first: int) -> bool:
    return reading.segment_start(cue.first, first) > first


def _last_verb(reading: Reading, first: int, limit: int) -> int:
    """Return the end of the last finite verb before ``limit``, cut at an adjunct."""
    end = limit
    while end > first and not reading.finite[end - 1]:
        end -= 1
    if end == first:
        return limit
    joined = reading.key(end) in _LINKS
    for token in range(first + 2, end):
        if (
            reading.keys[token] in COMMAS
            and reading.finite[token - 1]
            and (joined or reading.key(token + 1) in {"با", "ضمن", "وی"})
        ):
            return token
    return end


def _first_clause(reading: Reading, first: int, last: int) -> int:
    """Return the end of the first clause, if another follows."""
    for token in range(first + 3, last - 1):
        if reading.finite[token - 1] and reading.keys[token] in COMMAS:
            return token
    ends = [
        at + 1
        for at in range(first, last)
        if reading.finite[at] and reading.keys[at] not in MODALS
    ]
    if len(ends) < 2 or reading.keys[ends[-2]] in _LINKS:
        return last
    return ends[-2]


def before_narrator(reading: Reading, first: int, last: int) -> int:
    """Return the end of indirect content before «…، این در حالی است که …»."""
    for token in range(first + 2, last - 2):
        if reading.keys[token] in COMMAS | {"؛"} and (
            reading.keys[token + 1 : token + 4] in _MEANWHILE
        ):
            return token
    return last


_MEANWHILE = frozenset({("این", "در", "حالی"), ("و", "این", "در")})


def before_main_clause(reading: Reading, clause: int, first: int, last: int) -> int:
    """Return the end of content whose report only leads up to the main clause.

    «از آنجا که فدراسیون اعلام کرده بازی برگزار نمی‌شود، | سفر لغو شد.»
    """
    if _CONCESSIONS.isdisjoint(reading.keys[clause:first]):
        return last
    for token in range(first + 2, last - 1):
        if reading.keys[token] in COMMAS and reading.finite[token - 1]:
            return token
    return last


_CONCESSIONS = frozenset(
    {"انجایی", "انجا", "انجاییکه", "انجاکه", "اگرچه", "هرچند", "گرچه", "حالیکه"}
)


def asked_within(reading: Reading, cue: Cue, first: int, rest: Sequence[Cue]) -> bool:
    """Say whether a cue belongs to a question that the speaker goes on to answer.

    «وی در پاسخ به این سؤال که دولت اعلام کرده …، گفت: …».
    """
    asked = any(
        reading.keys[at] in _QUESTIONS
        and not _THAT.isdisjoint(reading.keys[at : at + 4])
        for at in range(first, cue.first)
    )
    if not asked:
        return False
    openings = (find_opening(reading, later) for later in rest if later.inflection)
    return any(opening and opening.rule == "colon" for opening in openings)


# ---------------------------------------------------------------- stop rules


def part_ends(reading: Reading, draft: Draft, sentence: Sentence) -> bool:
    """A headline or lead does not go on in the next part."""
    return sentence.part is not reading.sentence(draft.first).part


def article_ends(reading: Reading, draft: Draft, sentence: Sentence) -> bool:
    """«انتهای پیام»."""
    joined = "".join(reading.keys[sentence.first : sentence.first + 2])
    return joined in _ENDS


def narrator_speaks(reading: Reading, draft: Draft, sentence: Sentence) -> bool:
    """«گفتنی است …», «به گزارش …», «این در حالی است که …»."""
    if _is_attested(reading, sentence):
        return True
    match = lexicon.narrator_phrases().match(reading.keys, sentence.first)
    authors = reading.keys[sentence.first] in _AUTHORS_TOO
    if match is None or (authors and is_column(reading, draft)):
        return False  # an author writes «این در حالی بود که …», too
    return match.value or reading.starts_paragraph(sentence.first)


def _is_attested(reading: Reading, sentence: Sentence) -> bool:
    """«گزارش پایگاه خبری البرز حاکی است …»: what reports say is no speaker's."""
    begins = reading.keys[sentence.first : sentence.first + _ATTESTED_REACH]
    return begins[0] in _REPORTS and not _ATTESTING.isdisjoint(begins)


_ATTESTED_REACH = 12  # tokens between «گزارش» and «حاکی است»
_REPORTS = frozenset({"گزارش", "گزارشها", "گزارشهای"})
_ATTESTING = frozenset({"حاکی", "حاکیست", "حاکیاست"})
_AUTHORS_TOO = frozenset({"این", "گفته", "در", "دیروز", "روز", "شب", "همچنین", "سخنان"})


def question_follows(reading: Reading, draft: Draft, sentence: Sentence) -> bool:
    """The next question of an interview begins."""
    return sentence.paragraph in reading.questions


def other_label(reading: Reading, draft: Draft, sentence: Sentence) -> bool:
    """The next line of an interview begins («خبرنگار: …»)."""
    return asks(reading, sentence) or find_label(reading, sentence) is not None


def speaker_is_told_of(reading: Reading, draft: Draft, sentence: Sentence) -> bool:
    """A new paragraph that names the speaker in the third person is the narrator's."""
    if not reading.starts_paragraph(sentence.first):
        return False
    if _begins_with_speaker(reading, sentence):
        return True
    if draft.speaker is None or draft.speaker.entity is None:
        return False
    key = draft.speaker.entity.key
    named = {reading.context.mention_of[at] for at in range(*_tokens(sentence))} - {-1}
    entities = (reading.context.coreference.entity_at(index) for index in named)
    return any(entity is not None and entity.key == key for entity in entities)


def _begins_with_speaker(reading: Reading, sentence: Sentence) -> bool:
    """Say whether «وی» or «این نماینده» begins a sentence."""
    subject = subject_at(reading, sentence.first, sentence.last)
    if subject is None:
        return False
    if subject.form == "pronoun":
        after = reading.key(sentence.first + 1)
        return reading.keys[sentence.first] == "وی" or after in _MOREOVER
    head = subject_head(reading, subject) if subject.form == "demonstrative" else None
    return head in lexicon.person_nouns()


_MOREOVER = frozenset({"همچنین", "سپس"})  # «او همچنین …»: the narrator goes on


def another_is_introduced(reading: Reading, draft: Draft, sentence: Sentence) -> bool:
    """«علی رضایی، عضو شورا، …»: a paragraph that begins with a name and a post."""
    if not reading.starts_paragraph(sentence.first) or sentence.part is not Part.BODY:
        return False
    mention = reading.context.mention_at(sentence.first)
    if mention is None or mention.kind is not EntityKind.PERSON:
        return False
    comma = reading.key(mention.last) in COMMAS
    return comma and is_speaker_noun(reading.key(mention.last + 1))


def heading_stands(reading: Reading, draft: Draft, sentence: Sentence) -> bool:
    """A short line without a stop, after content that ended with one, is a heading."""
    if reading.is_broken or not reading.starts_paragraph(sentence.first):
        return False
    short = sentence.last - sentence.first <= _LONGEST_HEADING
    if not short or reading.key(sentence.last - 1) in _LINE_STOPS:
        return False
    alone = reading.starts_paragraph(sentence.last)
    return alone and reading.key(sentence.first - 1) in _SENTENCE_STOPS


_LONGEST_HEADING = 14  # tokens
_SENTENCE_STOPS = frozenset({".", "»", "!", "؟", "?"})
_LINE_STOPS = _SENTENCE_STOPS | {":", "؛", "،", ")", "…", '"', "/"}


def question_is_put(reading: Reading, draft: Draft, sentence: Sentence) -> bool:
    """«وی در پاسخ به این سؤال که …؟ گفت: …»: the answer's cue is a sentence on."""
    if reading.key(sentence.last - 1) not in {"؟", "?"}:
        return False
    return is_bare_cue(reading, sentence.last)


def is_bare_cue(reading: Reading, first: int) -> bool:
    """Say whether a sentence begins with a verb of saying and a colon («گفت: …»)."""
    for at in range(first + 1, first + 4):
        if reading.key(at) == ":":
            return bool(reading.finite[at - 1])
    return False


def _tokens(sentence: Sentence) -> tuple[int, int]:
    return sentence.first, sentence.last


def paragraph_ends(reading: Reading, draft: Draft, sentence: Sentence) -> bool:
    """A new paragraph goes on only if it sounds like speech or the speaker returns."""
    if not reading.starts_paragraph(sentence.first):
        return False
    if draft.rule in {"label", "answer"} or _is_numbered(reading, sentence):
        return False
    if is_column(reading, draft):
        return False
    if sentence.part is not Part.BODY:
        return True
    if sounds_spoken(reading, sentence):
        return False
    return not reading.is_broken or _names_anew(reading, draft, sentence)


def _names_anew(reading: Reading, draft: Draft, sentence: Sentence) -> bool:
    """Say whether a sentence names or describes somebody or something.

    Where every sentence is a line of its own, speech goes on with «این رقم», «او», and
    with what it has named already; the narrator's background names others.
    """
    entity_at = reading.context.coreference.entity_at
    named = {reading.context.mention_of[at] for at in range(*_tokens(sentence))} - {-1}
    told = {reading.context.mention_of[at] for at in range(draft.first, draft.last)}
    known = {entity.key for at in told if (entity := entity_at(at)) is not None}
    if any(
        entity.key not in known for at in named if (entity := entity_at(at)) is not None
    ):
        return True
    subject = subject_at(reading, sentence.first, sentence.last)
    return subject is not None and subject.form == "description"


def _is_numbered(reading: Reading, sentence: Sentence) -> bool:
    """Say whether a paragraph is a point of a list («۲- این اتاق …»)."""
    return (
        reading.keys[sentence.first].isdigit()
        and reading.key(sentence.first + 1) in {"-", ".", ")", "–", "ـ"}
    ) or reading.keys[sentence.first] in {"*", "•", "-", "–", "■", "●"}


def sounds_spoken(reading: Reading, sentence: Sentence) -> bool:
    """Say whether a sentence has a first person, «باید» or an address."""
    keys = reading.keys[sentence.first : sentence.last]
    if not _SPOKEN.isdisjoint(keys):
        return True
    return has_first_person(reading, sentence.first, sentence.last)


_SPOKEN = frozenset({"باید", "نباید", "بایستی", "متاسفانه", "انشاالله", "خوشبختانه"})


def has_first_person(reading: Reading, first: int, last: int) -> bool:
    """Say whether «من», «ما» or a verb of the first person stands in a range."""
    return not _SELF.isdisjoint(reading.keys[first:last]) or any(
        first <= token < last for token in reading.own_verbs
    )


def occasion_is_told(reading: Reading, draft: Draft, sentence: Sentence) -> bool:
    """«در این نشست … تصویب شد.»: the meeting at which it was said is told of."""
    occasion = find_occasion(reading, draft.clause, draft.cue.first)
    if occasion is None or has_first_person(reading, *_tokens(sentence)):
        return False
    keys = reading.keys
    told = any(
        keys[at] in {"این", "همین"} and keys[at + 1] in occasion_nouns()
        for at in range(sentence.first, min(sentence.last, len(keys)) - 1)
    )
    return told and keys[sentence.last - 2] in _PAST


_PAST = frozenset(
    {"شد", "شدند", "بود", "بودند", "کرد", "کردند", "رسید", "رسیدند", "داشت", "داشتند"}
    | {"گرفت", "گرفتند", "پرداختند", "پرداخت", "یافت", "دادند", "داد"}
)
STOP_RULES: tuple[Callable[[Reading, Draft, Sentence], bool], ...] = (
    part_ends,
    article_ends,
    narrator_speaks,
    question_follows,
    other_label,
    occasion_is_told,
    speaker_is_told_of,
    another_is_introduced,
    heading_stands,
    question_is_put,
)


def direct_cue(reading: Reading, cues: Sequence[Cue]) -> Cue | None:
    """Return the first cue of a sentence that direct content follows."""
    for cue in cues:
        opening = find_opening(reading, cue) if cue.inflection is not None else None
        if opening is not None and opening.rule in DIRECT_RULES:
            return cue
    return None


def reports_anew(
    reading: Reading, draft: Draft, sentence: Sentence, cues: Sequence[Cue]
) -> bool:
    """Say whether a sentence after direct content has a report of the narrator's."""
    return any(_is_outer(reading, draft, sentence, cue) for cue in cues)


def _is_outer(reading: Reading, draft: Draft, sentence: Sentence, cue: Cue) -> bool:
    if cue.is_first_person:
        return False
    if cue.cue_class is CueClass.NOMINAL:
        near = cue.first - sentence.first <= 2
        return near and not _is_own_view(reading, draft, sentence, cue)
    if cue.inflection is None or _speaker_tells(reading, draft, sentence, cue):
        return False
    if draft.rule == "answer" or is_column(reading, draft):
        return _names_speaker(reading, draft, sentence, cue)
    return _narrator_reports(reading, draft, sentence, cue)


def _narrator_reports(
    reading: Reading, draft: Draft, sentence: Sentence, cue: Cue
) -> bool:
    """Say whether the report is the narrator's by its form, or by whom it tells of."""
    opening = find_opening(reading, cue)
    if opening is None:
        return False
    if opening.rule in DIRECT_RULES or opening.rule == "quoted_before":
        return True
    return _tells_of_speaker(reading, draft, sentence, cue)


def is_column(reading: Reading, draft: Draft) -> bool:
    """Say whether a text of the speaker's own follows («در یادداشتی نوشت: …»).

    The rest of the article is his, if he writes at its beginning.
    """
    if draft.rule == "colon" and draft.cue.infinitive in _AS_FOLLOWS:
        return True
    writes = draft.rule == "colon" and draft.cue.infinitive in _WRITING
    if not writes or reading.sentence(draft.cue.first).first > reading.body + _OPENING:
        return False
    clause = reading.keys[draft.clause : draft.cue.first]
    return any(key.startswith(_COLUMNS) for key in clause)


# «متن بیانیه به شرح زیر است: …»
_AS_FOLLOWS = frozenset(
    {"به شرح زیر بودن", "بدین شرح بودن", "به این شرح بودن", "به شرح ذیل بودن"}
)
_OPENING = 60  # tokens of the body within which a column is announced
_COLUMNS = ("یادداشت", "سرمقاله", "مقاله", "دلنوشته", "کانال", "وبلاگ")


def _names_speaker(
    reading: Reading, draft: Draft, sentence: Sentence, cue: Cue
) -> bool:
    """Say whether the subject of a cue is the speaker, told of by name."""
    subject = find_subject(reading, sentence.first, cue.first)
    known = None if draft.speaker is None else draft.speaker.entity
    if subject is None or subject.form != "name" or known is None:
        return False
    told = reading.context.referent(subject.first, subject.last)
    return told is not None and told.key == known.key


def _is_own_view(reading: Reading, draft: Draft, sentence: Sentence, cue: Cue) -> bool:
    """Say whether the speaker reports a view («به زعم کارشناسان …»; «به اعتقاد من»)."""
    if reading.key(cue.last) in _SELF:
        return True
    running = draft.rule in DIRECT_RULES and reading.paragraphs > _FEW
    if not running or reading.starts_paragraph(sentence.first):
        return False
    return is_plural_noun(reading.key(cue.last))


_FEW = 2


def _speaker_tells(
    reading: Reading, draft: Draft, sentence: Sentence, cue: Cue
) -> bool:
    """Say whether the speaker tells what another said («نمی‌دانم …؛ او هم گفت: …»).

    Within the quotation's paragraph, a first person before the cue shows it.
    """
    if draft.rule not in DIRECT_RULES:
        return False
    if reading.starts_paragraph(sentence.first):
        opening = find_opening(reading, cue) if reading.is_broken else None
        if opening is None or opening.rule in DIRECT_RULES:
            return False
    return has_first_person(reading, sentence.first, cue.first)


def _tells_of_speaker(
    reading: Reading, draft: Draft, sentence: Sentence, cue: Cue
) -> bool:
    """Say whether the narrator reports without marks («وی یادآور شد که …»)."""
    told = cue.inflection
    past = told is not None and told.tense is not Tense.PRESENT
    past = past and not reading.key(cue.last - 1).startswith("می")  # a habit
    subject = find_subject(reading, sentence.first, cue.first)
    if subject is None:
        return past and reading.starts_paragraph(sentence.first)
    if subject.form in {"pronoun", "demonstrative"}:
        return True
    if is_medium(reading, subject.first):
        return past
    entity = reading.context.referent(subject.first, subject.last)
    known = draft.speaker.entity if draft.speaker is not None else None
    if entity is not None and known is not None and entity.key == known.key:
        return True
    return past and reading.starts_paragraph(sentence.first)
