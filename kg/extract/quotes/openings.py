"""Where the content of a reporting expression begins, and in what form.

The rules are tried in order; the first that applies names the quote's rule.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract.quotes.lexicon import (
    CueClass,
    reporting_verbs,
    text_nouns,
    words,
)
from kg.extract.quotes.reading import COMMAS, MODALS
from kg.extract.quotes.subjects import (
    find_subject,
    governed_end,
    head_noun,
    is_preposition,
)
from kg.model import QuoteKind, Tense


if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.extract.quotes.cues import Cue
    from kg.extract.quotes.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """How a quote's content begins.

    Attributes:
        rule: Name of the rule that found it.
        first: First token of the content.
        kind: Direct or indirect.
        runs_on: Whether it may go on over following sentences.
        last: Token after the content where the rule settles it (content before the
            cue), else ``None``.
        close: Closing mark of content in quotation marks.
        earlier: Tokens of a first part before the cue («…»، گفت، «…»), or ``None``.
        clause: First token of the cue's clause where the rule settles it.
    """

    rule: str
    first: int
    kind: QuoteKind
    runs_on: bool = False
    last: int | None = None
    close: int | None = None
    earlier: tuple[int, int] | None = None
    clause: int | None = None


_ADVERBS = frozenset({"نیز", "هم", "همچنین", "چنین", "اینچنین", "اینگونه", "اینطور"})
_BARE = frozenset({CueClass.SAY, CueClass.STATE, CueClass.ASK, CueClass.ANNOUNCE})
_WITH_COMMA = frozenset({CueClass.SAY, CueClass.STATE, CueClass.ASK})
_WITH_THAT = frozenset(CueClass) - {
    CueClass.COLON,
    CueClass.JUDGE,
    CueClass.NONE,
    CueClass.SOURCE,
}
_WITH_OBJECT = frozenset({CueClass.SAY, CueClass.ACCUSE, CueClass.ASK, CueClass.DENY})
_LONGEST_JUDGEMENT = 40
_COLON_GAP = 9
_LEAST_BARE = 4


def find_opening(reading: Reading, cue: Cue) -> Opening | None:
    """Return where the content of a verbal cue begins, ``None`` where there is none."""
    told = cue.inflection
    if told is not None and (told.negative or told.person == 2):
        return None
    if any(says_nothing(reading, cue) for says_nothing in _SAYING_NOTHING):
        return None
    after = _after(reading, cue)
    for rule in RULES:
        opening = rule(reading, cue, after)
        if opening is not None and opening.first < len(reading.keys):
            return opening
    return None


def _goes_on_with(reading: Reading, cue: Cue) -> bool:
    """Say whether «به کار خود ادامه داد» tells of work, not of speech."""
    if cue.infinitive != "ادامه دادن" or reading.key(cue.last) == ":":
        return False
    for token in range(cue.first - 2, max(0, cue.first - _OBJECT_REACH), -1):
        if reading.finite[token] or reading.keys[token] in COMMAS:
            return False
        if reading.keys[token] == "به":
            return governed_end(reading, token + 1, cue.first) == cue.first
    return False


_OBJECT_REACH = 6


def _is_impersonal(reading: Reading, cue: Cue) -> bool:
    """Say whether «می‌توان گفت», «می‌شود با قاطعیت گفت» tells no speaker."""
    if _must_be_said(reading, cue):
        return True
    if cue.first + 1 != cue.last:
        return False
    if reading.key(cue.first - 1) in MODALS or _is_possible(reading, cue.first):
        return True
    before = reading.keys[max(0, cue.first - _ADVERB_REACH) : cue.first]
    return any(
        before[at] in MODALS | _POSSIBLY and before[at + 1] in _HOW
        for at in range(len(before) - 1)
    )


def _is_possible(reading: Reading, token: int) -> bool:
    """«نمی‌شود | گفت …» at the head of its clause, not «برگزار می‌شود | گفت»."""
    opens = reading.sentence(token).first == token - 1
    led = reading.key(token - 2) in COMMAS | {"که", "پس", "و", "اما", "ولی"}
    return reading.key(token - 1) in _POSSIBLY and (opens or led)


def _must_be_said(reading: Reading, cue: Cue) -> bool:
    """«به این جمع باید تیم باران را هم اضافه کرد»: a past stem after «باید»."""
    told = cue.inflection
    if told is None or told.tense is not Tense.PAST or told.plural:
        return False
    floor = reading.start(reading.sentence(cue.first))
    for at in range(cue.first - 1, floor - 1, -1):
        if reading.keys[at] in MODALS:
            return True
        if reading.finite[at] or reading.keys[at] in _CLAUSE_BOUNDS:
            return False
    return False


_CLAUSE_BOUNDS = frozenset({"که", "؛", ":", "»", "تا"})
_ADVERB_REACH = 4
_HOW = frozenset({"با", "به", "از"})  # «می‌توان با اطمینان گفت»
_POSSIBLY = frozenset({"میشود", "نمیشود"})


def _heads_list(reading: Reading, cue: Cue) -> bool:
    """Say whether «نتایج به شرح زیر است:» heads a list, and no letter is given."""
    if cue.cue_class is not CueClass.WRITTEN or not cue.infinitive.endswith(" بودن"):
        return False
    before = reading.keys[reading.sentence(cue.first).first : cue.first]
    return _LETTERS.isdisjoint(before)


_LETTERS = frozenset({"پیام", "بیانیه", "نامه", "متن", "یادداشت", "اطلاعیه", "اعلامیه"})


def _is_narrators(reading: Reading, cue: Cue) -> bool:
    """«یادآور می‌شود این برنامه …»: with no subject, the narrator's own words."""
    first = cue.first == reading.sentence(cue.first).first
    return first and reading.keys[cue.first : cue.last] in _NARRATING


_NARRATING = frozenset({("یاداور", "میشود"), ("خاطرنشان", "میشود")})
_SAYING_NOTHING = (_goes_on_with, _is_impersonal, _heads_list, _is_narrators)


def _after(reading: Reading, cue: Cue) -> int:
    """Return the token after the cue and after «چنین», «نیز»."""
    after = cue.last
    while reading.key(after) in _ADVERBS:
        if reading.key(after) in {"هم", "همچنین"} and not _opens(reading, after + 1):
            break
        after += 1
    return after


def _opens(reading: Reading, token: int) -> bool:
    key = reading.key(token)
    return key in {":", "که"} or key in COMMAS or reading.marks.is_opening(token)


def colon(reading: Reading, cue: Cue, after: int) -> Opening | None:
    """«گفت: …», «گفت که: …»."""
    if reading.key(after) == "که" and reading.key(after + 1) == ":":
        after += 1
    if reading.key(after) != ":" and not _is_colon_like(reading, cue, after):
        return None
    first = after + 1
    while reading.key(first) in {"-", "–", ":", "که", "…"}:
        first += 1
    if reading.marks.is_opening(first):
        marked = _marked(reading, first, "colon_marks")
        if marked is not None:
            return marked
    return Opening(rule="colon", first=first, kind=QuoteKind.DIRECT, runs_on=True)


def _is_colon_like(reading: Reading, cue: Cue, after: int) -> bool:
    """Say whether «گفت؛ …» opens direct speech: the clause has no content yet."""
    if reading.key(after) != "؛" or cue.infinitive not in _PLAIN:
        return False
    return not _has_object(reading, cue) and _has_clause(reading, after + 1)


_PLAIN = frozenset({"گفتن", "افزودن", "اظهار داشتن", "اظهار کردن", "ادامه دادن"})


def _marked(reading: Reading, first: int, rule: str) -> Opening | None:
    """Content in marks, if the marks hold all of it and not its first words only."""
    close = reading.marks.partner(first)
    if close is None:
        return Opening(rule=rule, first=first + 1, kind=QuoteKind.DIRECT, runs_on=True)
    if not _ends_content(reading, first, close):
        return None
    return Opening(
        rule=rule, first=first + 1, kind=QuoteKind.DIRECT, last=close, close=close
    )


def _ends_content(reading: Reading, first: int, close: int) -> bool:
    """Say whether nothing but a stop or a new clause follows a closing mark."""
    following = reading.key(close + 1)
    if not following or reading.sentence(close).last <= close + 1:
        return True
    if following in {".", "؛", "!", "؟"} or close - first > 12:
        return True
    whole = following in {"،", "و", ",", "-"} or reading.key(close - 1) in _FULL_STOPS
    return whole and reading.has_finite(first, close)


_FULL_STOPS = frozenset({".", "؟", "!"})  # «می‌پرسند: «چرا؟» لبخند می‌زند و …»


def marks(reading: Reading, cue: Cue, after: int) -> Opening | None:
    """«گفت «…»», «گفت، «…»»."""
    if reading.key(after) in COMMAS:
        after += 1
    if not reading.marks.is_opening(after):
        return None
    close = reading.marks.partner(after)
    if close is None or not _ends_content(reading, after, close):
        return None
    opening = _marked(reading, after, "marks")
    earlier = _first_part(reading, cue)
    if opening is None or earlier is None:
        return opening
    return replace(opening, rule="split_marks", earlier=earlier)


def _first_part(reading: Reading, cue: Cue) -> tuple[int, int] | None:
    """Return the first part of «…»، علی رضایی گفت، «…»."""
    before = _marked_before(reading, cue)
    return None if before is None else (before.first, before.last or before.first)


def that(reading: Reading, cue: Cue, after: int) -> Opening | None:
    """«گفت که …», «از … خواست تا …»."""
    if not _may_take_that(reading, cue):
        return None
    if reading.key(after) in COMMAS and reading.key(after + 1) == "که":
        after += 1
    joins = {"که", "تا"} if cue.cue_class is CueClass.REQUEST else {"که"}
    if reading.key(after) not in joins:
        return None
    first = after + 1
    if _points_back(reading, cue, first) or _frames_time(reading, cue):
        return None
    if reading.key(first) in COMMAS:
        first += 1
    if reading.marks.is_opening(first):
        marked = _marked(reading, first, "that_marks")
        if marked is not None and marked.close is not None:
            return marked
    return Opening(rule="that", first=first, kind=QuoteKind.INDIRECT)


def _points_back(reading: Reading, cue: Cue, first: int) -> bool:
    """«… ابلاغ کرد که در آن …», «آمار را داد که بر اساس آن …»: a relative clause."""
    keys = [reading.key(first + step) for step in range(3)]
    based = keys[1] in {"اساس", "موجب", "پایه", "واسطه"} and keys[2] == "ان"
    return keys[:2] == ["در", "ان"] or (based and _has_object(reading, cue))


def _frames_time(reading: Reading, cue: Cue) -> bool:
    """«در حالی ترکیب را اعلام کرد که …»: «که» belongs to «در حالی»."""
    floor = reading.segment_start(cue.first, reading.start(reading.sentence(cue.first)))
    return any(
        reading.keys[at] == "در" and reading.keys[at + 1] in _WHILE
        for at in range(floor, cue.first - 1)
        if reading.key(at + 2) != "که"
    )


_WHILE = frozenset({"حالی", "شرایطی", "صورتی", "وضعیتی", "موقعیتی"})


def _may_take_that(reading: Reading, cue: Cue) -> bool:
    """Say whether «که» after a verb begins its content, and no relative clause."""
    if cue.cue_class not in _WITH_THAT:
        return False
    if cue.infinitive == "خواستن":
        return _asks_somebody(reading, cue)
    if cue.cue_class is CueClass.ANNOUNCE and _announces_thing(reading, cue):
        return False
    if cue.infinitive == "اشاره کردن" and _points_at_thing(reading, cue):
        return False
    return cue.cue_class in _WITH_OBJECT or reading.key(cue.first - 1) != "را"


def _announces_thing(reading: Reading, cue: Cue) -> bool:
    """«از بازگرداندن سنگی خبر داد که …»: «که» tells of the stone."""
    floor = reading.segment_start(cue.first, reading.start(reading.sentence(cue.first)))
    return any(
        _tells_what(reading, at)
        and cue.first - at > 2
        and reading.keys[at + 1].endswith(_DEEDS)
        for at in range(floor, cue.first)
    )


_DEEDS = ("دن", "تن")  # «بازگرداندن»; «جزئیات جلسه» is told of by «که»


def _points_at_thing(reading: Reading, cue: Cue) -> bool:
    """Say whether «به سیل اشاره کرد که …» tells of a thing, and «که» is its own."""
    floor = reading.segment_start(cue.first, reading.start(reading.sentence(cue.first)))
    for at in range(cue.first - 1, floor - 1, -1):
        if reading.keys[at] == "به":
            pointed = reading.keys[at + 1 : cue.first]
            return bool(pointed) and _MATTERS.isdisjoint(pointed)
    return False


_MATTERS = frozenset(
    {"این", "ان", "همین", "نکته", "موضوع", "مطلب", "مسیله", "واقعیت", "امر", "انها"}
)


def as_told(reading: Reading, cue: Cue, after: int) -> Opening | None:
    """«همان‌طور که شهردار گفته است، …»: the main clause is what is said."""
    if cue.cue_class not in _WITH_COMMA or reading.key(after) not in COMMAS:
        return None
    floor = max(reading.start(reading.sentence(cue.first)), cue.first - _AS_REACH)
    told = next((at for at in range(floor, cue.first) if _is_as(reading, at)), None)
    if told is None or reading.has_finite(told, cue.first):
        return None
    if _has_object(reading, cue) or not _has_clause(reading, after + 1):
        return None
    return Opening(
        rule="as_told", first=after + 1, kind=QuoteKind.INDIRECT, clause=told
    )


def _is_as(reading: Reading, token: int) -> bool:
    """Say whether «همان‌طور که», «آن‌گونه که» or «چنان‌که» begins at a token."""
    if reading.keys[token] in {"چنانکه", "همچنانکه", "همانطورکه", "همانگونهکه"}:
        return True
    told = reading.keys[token : token + 3]
    joined = told[0] in _LIKEWISE and told[1] == "که"
    return joined or (told[:1] + told[2:] in _AS_THAT and told[1] in {"طور", "گونه"})


_AS_REACH = 24  # tokens between «همان‌طور که» and its verb
_LIKEWISE = frozenset({"همانطور", "همانگونه", "انطور", "انگونه", "چنان", "همچنان"})
_AS_THAT = frozenset({("همان", "که"), ("ان", "که")})


def comma(reading: Reading, cue: Cue, after: int) -> Opening | None:
    """«گفت، …»."""
    if reading.key(after) not in COMMAS or reading.key(cue.first - 1) == "که":
        return None
    goes_on = cue.infinitive == "ادامه دادن"
    told = goes_on or _announces_clause(reading, cue) or _is_in_text(reading, cue)
    if cue.cue_class not in _WITH_COMMA and not told:
        return None
    if reading.key(after + 1) in _CONNECTIVES or _has_object(reading, cue):
        return None
    if _is_subordinate(reading, cue) or not _has_clause(reading, after + 1):
        return None
    return Opening(rule="comma", first=after + 1, kind=QuoteKind.INDIRECT)


def _is_in_text(reading: Reading, cue: Cue) -> bool:
    """Say whether «آمده است» has its text before it («در این بیانیه آمده است، …»)."""
    if cue.cue_class is not CueClass.WRITTEN:
        return False
    floor = reading.segment_start(cue.first, reading.start(reading.sentence(cue.first)))
    clause = reading.keys[floor : cue.first]
    return "در" in clause and any(head_noun(key) in text_nouns() for key in clause)


def _announces_clause(reading: Reading, cue: Cue) -> bool:
    """Say whether «خبر داد» has no «از …» before it."""
    if cue.cue_class is not CueClass.ANNOUNCE:
        return False
    return "از" not in reading.keys[reading.sentence(cue.first).first : cue.first]


_CONNECTIVES = frozenset({"اما", "ولی", "و", "تا", "لیکن", "بلکه", "زیرا", "چون"})
_TIME_CLAUSES = frozenset(
    {"وقتی", "هنگامی", "زمانی", "انکه", "هنگامیکه", "زمانیکه", "همانطور", "همانگونه"}
    | {"انطور", "انگونه", "همانطورکه", "همانگونهکه", "چنانکه", "انطورکه"}
)
_SUBORDINATORS = frozenset(
    {
        "که",
        "وقتی",
        "هنگامی",
        "اگر",
        "چون",
        "هرچه",
        "انچه",
        "چنانکه",
        "چنانچه",
        "انطورکه",
    }
)


def _is_subordinate(reading: Reading, cue: Cue) -> bool:
    """Say whether the cue's clause is a relative or adverbial one."""
    start = reading.segment_start(cue.first, reading.start(reading.sentence(cue.first)))
    if start and reading.key(start - 1) in _SUBORDINATORS:
        return True
    return any(reading.key(at) in _SUBORDINATORS for at in range(start, cue.first))


def _has_clause(reading: Reading, first: int) -> bool:
    """Say whether a clause follows in the sentence."""
    if first >= len(reading.keys):
        return False
    last = reading.sentence(first).last
    return last - first >= _LEAST_BARE and reading.has_finite(first, last)


def delayed_colon(reading: Reading, cue: Cue, after: int) -> Opening | None:
    """«نوشت در صفحهٔ خود: …»."""
    last = min(reading.sentence(cue.first).last, after + _COLON_GAP)
    for token in range(after, last):
        if reading.finite[token] or reading.keys[token] in COMMAS:
            return None
        if reading.keys[token] == ":":
            return Opening(
                rule="delayed_colon",
                first=token + 1,
                kind=QuoteKind.DIRECT,
                runs_on=True,
            )
    return None


def noun_with_ra(reading: Reading, cue: Cue, after: int) -> Opening | None:
    """«X را Y دانست», «خبر … را تکذیب کرد», «X را به Y متهم کرد»."""
    if cue.cue_class not in {
        CueClass.JUDGE,
        CueClass.ACCUSE,
        CueClass.DENY,
        CueClass.CONFIRM,
    }:
        return None
    floor = reading.segment_start(cue.first, reading.start(reading.sentence(cue.first)))
    ra = next((at for at in range(cue.first - 1, floor, -1) if _is_ra(reading, at)), 0)
    if not ra:
        return None
    judged = cue.cue_class in {CueClass.JUDGE, CueClass.ACCUSE}
    if judged and not _is_judgement(reading, cue, ra, floor):
        return None
    first = _object_start(reading, floor, ra)
    if cue.cue_class is CueClass.CONFIRM:
        purport = _purport(reading, floor, ra)
        if purport is None:
            return None
        first = purport
    if not judged and _denies_nothing(reading, cue, first, ra):
        return None
    return Opening(
        rule="judgement" if judged else "denial",
        first=first,
        kind=QuoteKind.INDIRECT,
        last=cue.first if judged else ra,
    )


def _is_judgement(reading: Reading, cue: Cue, ra: int, floor: int) -> bool:
    """Say whether words of judgement follow «را», and no «که خود را …» precedes.

    «رسانه‌هایی که آن را مهم دانسته‌اند، …» only tells which.
    """
    if reading.keys[ra - 2 : ra] == ("که", "خود"):
        return False
    if "که" in reading.keys[floor:ra] and reading.key(cue.last) in COMMAS:
        return False
    return 1 <= cue.first - ra - 1 <= _LONGEST_JUDGEMENT


def _denies_nothing(reading: Reading, cue: Cue, first: int, ra: int) -> bool:
    """Say whether what is denied is only pointed at («این خبر را تکذیب کرد»).

    In «کمیسیون کلیات را پذیرفت و مجلس آن را رد کرد» two deeds are told.
    """
    if _is_subordinate(reading, cue) or "را" in reading.keys[first:ra]:
        return True
    return _POINTING.issuperset(reading.keys[first:ra])


_POINTING = frozenset({"این", "ان", "انها", "اینها", "خبر", "ادعا", "شایعه", "شایعات"})


def _is_ra(reading: Reading, token: int) -> bool:
    return reading.keys[token] in {"را", "رو"}


def _object_start(reading: Reading, floor: int, ra: int) -> int:
    """Return where the object before «را» starts, after subject and adjuncts."""
    purport = _after_purport(reading, floor, ra)
    if purport > floor:
        return purport
    subject = find_subject(reading, floor, ra)
    own = subject is not None and subject.last >= ra  # the object itself
    start = floor if subject is None or own else min(subject.last, ra - 1)
    start = _after_known_post(reading, _after_fillers(reading, floor, ra), ra) or start
    for token in range(start, ra):
        if reading.keys[token] in COMMAS and not _joins_names(reading, token):
            start = token + 1
    if subject is not None and subject.form == "name" and start <= subject.last + 1:
        start = _after_known_post(reading, start, ra) or start  # «رضایی، رئیس …»
    start = _after_fillers(reading, start, ra)
    while start < ra - 1 and is_preposition(reading.keys[start]):
        end = governed_end(reading, start + 1, ra)
        if end >= ra:
            break
        start = _after_fillers(reading, end, ra)
    return start


def _after_known_post(reading: Reading, first: int, ra: int) -> int | None:
    """«استاندار یزد | مجمع خیران را …»: the end of a post that is told elsewhere."""
    end = reading.context.coreference.post_end(first)
    return end if end is not None and end < ra - 1 else None


def _after_fillers(reading: Reading, start: int, ra: int) -> int:
    while start < ra - 1 and (
        reading.keys[start] in _FILLERS or reading.keys[start] in COMMAS
    ):
        start += 1
    return start


def _after_purport(reading: Reading, start: int, ra: int) -> int:
    """Skip «خبر مبنی بر», which only announces the content."""
    purport = _purport(reading, start, ra)
    told = purport is not None and reading.keys[purport - 3] in _NEWS
    return purport if purport is not None and told else start


def _purport(reading: Reading, start: int, ra: int) -> int | None:
    """Return the token after «مبنی بر», if it stands before «را»."""
    for token in range(start, ra - 2):
        if reading.keys[token] == "مبنی" and reading.keys[token + 1] == "بر":
            return token + 2
    return None


# «خبر مبنی بر …» tells nothing; «ادعای رضایی مبنی بر …» tells whose claim it is
_NEWS = frozenset(
    {"خبر", "خبری", "خبرها", "اخبار", "اخباری", "شایعه", "شایعات", "شایعاتی", "ادعایی"}
    | {"خبرهایی", "شایعهای", "گمانهزنیها", "گزارشهایی"}
)


def _joins_names(reading: Reading, token: int) -> bool:
    """Say whether a comma lies within a row of words («نفت، گاز و برق»)."""
    return any(
        reading.key(token + step) == "و" and not reading.has_finite(token, token + step)
        for step in range(2, 4)
    )


_FILLERS = frozenset(
    {"همچنین", "نیز", "هم", "البته", "سپس", "اما", "و", "که", "ولی", "امروز", "ادامه"}
)


def stated_object(reading: Reading, cue: Cue, after: int) -> Opening | None:
    """«سطح زیر کشت را شش هکتار اعلام کرد»: what the object is said to be."""
    if cue.infinitive not in _STATING or reading.key(after) == ":":
        return None
    floor = reading.segment_start(cue.first, reading.start(reading.sentence(cue.first)))
    ra = next((at for at in range(cue.first - 1, floor, -1) if _is_ra(reading, at)), 0)
    if not ra or not 1 <= cue.first - ra - 1 <= _LONGEST_JUDGEMENT:
        return None
    first = _object_start(reading, floor, ra)
    predicate = range(ra + 1, cue.first)
    if _is_subordinate(reading, cue) or not _predicates(reading, cue, predicate):
        return None
    if _POINTING.issuperset(reading.keys[first:ra]):
        return None
    if reading.key(after) == "که" and reading.pos(ra + 1) != "NUM":
        return None  # «نرخ را ده تومان اعلام کرد که …»: the figure is what is said
    return Opening(
        rule="stated_object", first=first, kind=QuoteKind.INDIRECT, last=cue.first
    )


_STATING = frozenset(
    {"اعلام کردن", "عنوان کردن", "بیان کردن", "ذکر کردن", "برآورد کردن", "تخمین زدن"}
)


def _predicates(reading: Reading, cue: Cue, words_after: range) -> bool:
    """Say whether words after «را» tell what its object is, not where or when."""
    first = words_after.start
    key = reading.keys[first]
    if key == "از" and _is_among(reading, cue, first + 1):
        return True
    if key == "برای" and reading.pos(words_after.stop - 1) == "ADJ":
        return True  # «آن را برای شهر | مهم عنوان کرد»
    if key in {"از", "بین"} and reading.pos(first + 1) == "NUM":
        return True  # «… را از ۱۰ تا ۲۰ نفر تخمین زد»
    if is_preposition(key) and key != "بین":
        return False
    if key in words("when") or key in _FILLERS or key in {"به", "طی", "ضمن"}:
        return False
    return not any(is_preposition(reading.keys[at]) for at in words_after) or (
        reading.pos(first) == "NUM" or key == "بین"
    )


_CALLING = frozenset({"عنوان کردن", "ذکر کردن"})


def _is_among(reading: Reading, cue: Cue, first: int) -> bool:
    """«از مهم‌ترین راه‌ها», «از عوامل …», «از ویژگی‌های …»: one of several.

    «نام‌ها را از بلندگوهای شهر اعلام کرد» tells where.
    """
    key = reading.keys[first]
    if not _AMONG.isdisjoint((key, reading.key(first + 1))) or key.endswith("ترین"):
        return True
    return key.endswith("های") and cue.infinitive in _CALLING


_AMONG = frozenset(
    {"جمله", "مهم", "اصلی", "عوامل", "دلایل", "علل", "مشکلات", "اهداف", "نکات"}
    | {"مزایای", "موارد", "ضروریات", "الزامات", "افتخارات", "مهمترین", "اصلیترین"}
    | {"بزرگترین"}
)


def announced(reading: Reading, cue: Cue, after: int) -> Opening | None:
    """«از بازداشت … خبر داد»."""
    if cue.cue_class is not CueClass.ANNOUNCE:
        return None
    start = reading.start(reading.sentence(cue.first))
    floor = reading.segment_start(cue.first, start)
    if "از" not in reading.keys[floor : cue.first]:
        floor = start
    for token in range(cue.first - 1, floor - 1, -1):
        if _tells_what(reading, token) and cue.first - token > 2:
            first = _widest_az(reading, floor, token)
            return Opening(
                rule="announcement",
                first=first + 1,
                kind=QuoteKind.INDIRECT,
                last=cue.first,
            )
    return None


_PARTS = frozenset({"بسیاری", "بخشی", "گروهی", "جمعی"})
_AGENCY = frozenset({"سوی", "طرف", "جمله", "جانب", "طریق"})


def _tells_what(reading: Reading, token: int) -> bool:
    """Say whether «از» governs the news, and not a time («پس از این اقدام»)."""
    return reading.keys[token] == "از" and reading.key(token - 1) not in _BEFORE_AZ


_BEFORE_AZ = frozenset(
    {"پس", "پیش", "بعد", "قبل", "جدا", "غیر", "بیش", "کمتر", "بیشتر", "نقل"}
)


def _widest_az(reading: Reading, floor: int, token: int) -> int:
    """Of several «از», the first after the subject («از خروج … از برجام خبر داد»)."""
    for at in range(floor, token):
        if not _tells_what(reading, at) or reading.keys[at + 1] in _AGENCY:
            continue
        if reading.key(at - 1) not in words("quantifier") | _PARTS:
            return at
    return token


def bare(reading: Reading, cue: Cue, after: int) -> Opening | None:
    """«می‌گوید فصل نقل و انتقالات به پایان نرسیده است»."""
    if not _may_be_bare(reading, cue) or _is_noun_use(reading, cue):
        return None
    if reading.sentence(cue.first).last <= after:
        return None
    if reading.key(after) in _NEVER_BARE or not _has_clause(reading, after):
        return None
    return Opening(rule="bare", first=after, kind=QuoteKind.INDIRECT)


def _may_be_bare(reading: Reading, cue: Cue) -> bool:
    """Say whether a verb can take a clause without «که» here."""
    if _has_object(reading, cue) or _is_adverbial(reading, cue):
        return False
    if reading.key(cue.first - 1) == "که" and reading.key(cue.first - 2) != "چرا":
        return False
    if cue.infinitive in _ADVISING:
        return True
    if cue.cue_class is CueClass.REQUEST:
        return _asks_somebody(reading, cue)
    return cue.cue_class in _BARE


_ADVISING = frozenset({"توصیه کردن", "پیشنهاد کردن", "پیشنهاد دادن"})


def _has_object(reading: Reading, cue: Cue) -> bool:
    """Say whether «را» in the clause shows that it has its object already."""
    floor = reading.segment_start(cue.first, reading.start(reading.sentence(cue.first)))
    if reading.key(cue.first - 1) == "و" and _ends_report(reading, cue):
        floor = cue.first - 1  # «پیشنهادی را مطرح کرده و گفته …»
    return "را" in reading.keys[floor : cue.first]


def _ends_report(reading: Reading, cue: Cue) -> bool:
    """Say whether a verb, or «اعلام» of «اعلام و تاکید کرد», ends before «و»."""
    if reading.pos(cue.first - 2) == "VERB":
        return True
    told = cue.inflection
    shared = (reading.key(cue.first - 2), told.verb if told is not None else "")
    return shared in reporting_verbs()


def _is_adverbial(reading: Reading, cue: Cue) -> bool:
    """Say whether the clause is one of time: «پس از آنکه … اعلام کرد»."""
    floor = reading.segment_start(cue.first, reading.start(reading.sentence(cue.first)))
    return not _TIME_CLAUSES.isdisjoint(reading.keys[floor : cue.first])


def _asks_somebody(reading: Reading, cue: Cue) -> bool:
    """Say whether something is asked «از» somebody, and not merely wanted.

    «از همهٔ کسانی که بیکار شدند، خواست تا …», «با صدور بیانیه‌ای خواست تا …».
    """
    start = reading.start(reading.sentence(cue.first))
    floor = reading.segment_start(cue.first, start)
    relative = "که" in reading.keys[start : cue.first]
    if floor == cue.first and (relative or reading.keys[cue.first - 1] in COMMAS):
        floor = start
    clause = reading.keys[floor : cue.first]
    return "از" in clause or any(head_noun(key) in text_nouns() for key in clause)


_NEVER_BARE = frozenset(
    {"و", "اما", "ولی", ".", "؟", "!", "؛", ")", "»", "،", ",", "یا"}
)


def _is_noun_use(reading: Reading, cue: Cue) -> bool:
    """Say whether a participle alone may be a noun («گفته»).

    «علی رضایی گفته هوا سرد است»: right after a name it is a verb.
    """
    alone = cue.inflection is not None and cue.inflection.bare
    if not alone or cue.first + 1 != cue.last:
        return False
    tokens = reading.context.document.tokens
    linked = tokens[cue.first].ezafe or tokens[cue.first - 1].ezafe
    linked = linked and not reading.context.coreference.ends_post(cue.first)
    start = reading.start(reading.sentence(cue.first))
    subject = find_subject(reading, start, cue.first)
    beside = subject is not None and subject.form in {"name", "pronoun"}
    return linked or not beside


def quoted_before(reading: Reading, cue: Cue, after: int) -> Opening | None:
    """««…»، علی رضایی گفت»."""
    if cue.cue_class not in _WITH_COMMA or cue.inflection is None:
        return None
    sentence = reading.sentence(cue.first)
    if after < sentence.last and reading.key(after) not in {".", "!", "،"}:
        return None
    return _marked_before(reading, cue)


def _marked_before(reading: Reading, cue: Cue) -> Opening | None:
    """Return content in marks before the cue's clause."""
    sentence = reading.sentence(cue.first)
    for token in range(cue.first - 1, sentence.first - 1, -1):
        if reading.finite[token]:
            return None
        if reading.marks.is_closing(token):
            return _before(reading, token)
    return None


def _before(reading: Reading, close: int) -> Opening | None:
    start = reading.marks.partner(close)
    if start is None or close - start < _LEAST_BARE:
        return None
    if start < reading.sentence(close).first:
        return None
    if not reading.has_finite(start, close):
        return None
    return Opening(
        rule="quoted_before",
        first=start + 1,
        kind=QuoteKind.DIRECT,
        last=close,
        close=close,
    )


def next_sentence(reading: Reading, cue: Cue, after: int) -> Opening | None:
    """«وی چنین گفت. «…»»."""
    if cue.cue_class not in _WITH_COMMA or cue.inflection is None:
        return None
    if cue.inflection.tense is Tense.FUTURE or reading.key(after) != ".":
        return None
    if not reading.marks.is_opening(after + 1):
        return None
    return _marked(reading, after + 1, "next_sentence")


RULES: tuple[Callable[[Reading, Cue, int], Opening | None], ...] = (
    colon,
    marks,
    noun_with_ra,
    stated_object,
    that,
    as_told,
    comma,
    delayed_colon,
    announced,
    bare,
    quoted_before,
    next_sentence,
)
