"""Who speaks: the subject of the cue's clause, and whom it refers to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.quotes import lexicon
from kg.extract.quotes.lexicon import words
from kg.extract.quotes.reading import COMMAS
from kg.lexicon import word_keys
from kg.model import EntityKind


if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.quotes.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A phrase that may name the speaker, at tokens ``first`` to ``last``.

    Attributes:
        first: First token.
        last: Token after the last.
        form: ``name``, ``body``, ``pronoun``, ``demonstrative`` («این نماینده»)
            or ``description`` («سخنگوی وزارت خارجه»).
    """

    first: int
    last: int
    form: str


_PRONOUNS = frozenset({"وی", "او", "ایشان", "نامبرده", "مشارالیه", "انها", "انان"})
_PHRASE_ENDS = COMMAS | {":", "؛", "اما", "ولی"}
_LINKING = frozenset({"و", "یا"})
_DEMONSTRATIVES = frozenset({"این", "ان", "همین"})
_INDEFINITE = frozenset({"برخی", "بعضی", "بسیاری", "شماری", "گروهی", "عدهای", "یکی"})
_AGENT = (
    "کننده",
    "کنندگان",
    "شناس",
    "شناسان",
    "نگار",
    "نگاران",
    "پژوهان",
    "نویسان",
)
_SUFFIXES = ("های", "هایی", "ها", "ان", "ای", "ی")
_LONGEST_MARKED = 9
_DETERMINERS = frozenset({"این", "ان", "همین", "همان", "هر", "یک", "چند", "دو", "سه"})
_LONGEST_CHAIN = 14


def is_preposition(key: str) -> bool:
    """Say whether a word governs the noun phrase after it."""
    return key in words("preposition")


def is_medium_name(reading: Reading, subject: Subject) -> bool:
    """Say whether a body is a medium («خبرگزاری البرز», «البرزنیوز»)."""
    keys = reading.keys[subject.first : subject.last]
    media = lexicon.media()
    return any(key in media or key.endswith(_MEDIUM_ENDS) for key in keys)


_MEDIUM_ENDS = ("نیوز", "پرس", "تیوی")


def find_subject(reading: Reading, first: int, last: int) -> Subject | None:
    """Return the subject of the clause between ``first`` and the cue at ``last``.

    The first candidate of the cue's own clause, else of the whole stretch: «X که در
    نشست حضور داشت گفت».
    """
    for start, end in _stretches(reading, first, last):
        for look in (_bare_surname, _unlisted_name, first_candidate):
            subject = look(reading, start, end)
            if subject is not None:
                return subject
    return _unlisted_noun(reading, first, last)


def first_candidate(reading: Reading, first: int, last: int) -> Subject | None:
    """Return the first acceptable subject of a stretch, if there is one."""
    return next(candidates(reading, first, last), None)


def _bare_surname(reading: Reading, first: int, last: int) -> Subject | None:
    """Return a surname that begins a clause, of a person named elsewhere."""
    start = after_honorifics(reading, _after_adverbs(reading, first, last), last)
    if start >= last or reading.pos(start) not in _NOMINAL:
        return None
    if reading.context.mention_at(start) or is_speaker_noun(reading.keys[start]):
        return None
    entity = reading.context.referent(start, start + 1)
    if entity is None or entity.kind is not EntityKind.PERSON:
        return None
    return Subject(first=start, last=start + 1, form="name")


def _unlisted_name(reading: Reading, first: int, last: int) -> Subject | None:
    """Return a name that begins a clause, where none was recognized.

    Who begins a clause with a verb of saying is its speaker, known or not: proper
    nouns, and what follows a first name or «آقای».
    """
    after = _after_adverbs(reading, first, last)
    start = after_honorifics(reading, after, last)
    end = start
    while end < min(last, start + _LONGEST_NAME) and _is_name_part(reading, end):
        end += 1
    if end == start + 1 and reading.keys[start] in lexicon.first_names():
        end += _is_surname(reading, end, last)
    if end == start or reading.key(end) in {"را", "رو"}:
        return None
    if reading.keys[start].isascii() and reading.keys[start].lower() in _DOMAINS:
        return None
    if start == after and not _begins_name(reading, start, end):
        return None
    mention = reading.context.mention_at(end) if end < last else None
    if mention is not None and mention.kind is EntityKind.PERSON:
        if _is_framing(reading, after, start, end):
            return Subject(first=mention.first, last=mention.last, form="name")
        end = mention.last
    return Subject(first=start, last=end, form="unlisted")


def _is_framing(reading: Reading, after: int, start: int, end: int) -> bool:
    """Say whether a noun before a name belongs to the frame («پس از این جلسه | …»)."""
    framed = start == after and reading.key(start - 1) in _DETERMINERS
    return framed and all(reading.pos(at) == "NOUN" for at in range(start, end))


def _is_surname(reading: Reading, token: int, last: int) -> bool:
    """Say whether a word after a first name is its surname, however it is tagged."""
    key = reading.key(token)
    if token >= last or not key.isalpha() or reading.context.mention_at(token):
        return False
    if key in words("preposition") or key in words("when") or key in _LINKING:
        return False
    if reading.finite[token]:  # «لبخند | زد»
        return False
    return key != "که" and not is_speaker_noun(key)


_DOMAINS = frozenset({"com", "org", "net", "ir", "www", "co"})


def _begins_name(reading: Reading, start: int, end: int) -> bool:
    if reading.pos(start) == "PROPN" or reading.marks.partner(start - 1) == end:
        return True
    if end > start + 1 and reading.keys[start] in lexicon.first_names():
        return True
    return end == start + 2 and _are_loose(reading, start, end)


def _are_loose(reading: Reading, start: int, end: int) -> bool:
    """Say whether two nouns begin a sentence with no ezafe, as foreign names do."""
    sentence = reading.sentence(start)
    tokens = reading.context.document.tokens
    tagged = any(token.ezafe for token in tokens[sentence.first : sentence.last])
    loose = all(token.pos == "NOUN" and not token.ezafe for token in tokens[start:end])
    return tagged and loose and start == sentence.first


def _unlisted_noun(reading: Reading, first: int, last: int) -> Subject | None:
    """Return a noun phrase that begins a clause and is no object: its subject."""
    start = _after_adverbs(reading, first, last)
    torn = start < last and len(reading.keys[start]) == 1  # «و ی», a «وی»
    if start >= last or torn or reading.pos(start) != "NOUN" or reading.finite[start]:
        return None
    if reading.context.mention_at(start) or is_preposition(reading.keys[start]):
        return None
    if reading.keys[start] in _WHILE or reading.keys[start] in words("thing"):
        return None  # «یکی از راه‌ها …», «شمار …»; people were looked for before
    if reading.keys[start].endswith("ی") and reading.key(start + 1) == "که":
        return None  # «تصمیمی که … اعلام کرد»
    end = chain_end(reading, start, last)
    if reading.keys[start] in _AMOUNTS and reading.key(end) == "از" and end < last:
        end = governed_end(reading, end + 1, last)
    timed = reading.key(end) in words("when") and is_plural_form(reading.keys[start])
    if reading.key(end) not in _AFTER_SUBJECT and end != last and not timed:
        return None
    return Subject(first=start, last=end, form="phrase")


_AMOUNTS = frozenset({"شمار", "تعداد", "تعدادی", "جمعی", "بخشی", "بسیاری", "گروه"})
_AFTER_SUBJECT = COMMAS | {
    ":",
    "در",
    "با",
    "از",
    "به",
    "نیز",
    "هم",
    "که",
    "همچنین",
    "ضمن",
}


def _after_adverbs(reading: Reading, first: int, last: int) -> int:
    at = first
    while at < last:
        linking = lexicon.linking_phrases().match(reading.keys, at)
        if linking is not None:
            at = linking.last
        elif reading.pos(at) in _BEFORE_SUBJECTS or reading.keys[at] in words("when"):
            at += 1
        else:
            break
    return at


def after_honorifics(reading: Reading, first: int, last: int) -> int:
    """Skip «حجت‌الاسلام», «دکتر»; they are no part of a name."""
    at = first
    while at < last and (match := lexicon.honorifics().match(reading.keys, at)):
        at = match.last
    return at


def is_honorific(reading: Reading, token: int) -> bool:
    """Say whether a word of respect or a speaker's noun begins at a token."""
    told = lexicon.honorifics().match(reading.keys, token) is not None
    return told or is_speaker_noun(reading.keys[token])


def _is_name_part(reading: Reading, token: int) -> bool:
    key = reading.keys[token]
    if (
        reading.pos(token) not in _NOMINAL
        or len(key) == 1  # «و ی», a «وی» that was torn
        or _is_done(reading, token)
        or key in words("when")
        or key in words("preposition")
        or key in _WHILE
    ):
        return False
    if reading.context.mention_at(token) is not None:
        return False
    return not is_speaker_noun(key)


def _is_done(reading: Reading, token: int) -> bool:
    """«لبخند | زد», «استاد | لبخندی زد»: what somebody does before speaking."""
    if reading.verbal[token]:
        return True
    noun = reading.keys[token].removesuffix("ی")
    after = token + 1
    acted = after < len(reading.keys) and reading.finite[after]
    return bool(acted) and noun in word_keys("ordinary_words")


_WHILE = frozenset({"وقتی", "هنگامی", "زمانی", "اینکه", "هنگامیکه", "وقتیکه"}) | {
    *("یکی", "تنها", "فقط", "حتی", "اول", "دوم", "سوم", "اولین", "نخستین", "اخرین"),
    *("یک", "هر", "هیچ", "همین", "همان"),
}
_BEFORE_SUBJECTS = frozenset({"ADV", "CCONJ", "SCONJ", "PUNCT"})
_LONGEST_NAME = 4


def _stretches(reading: Reading, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield where to look: the cue's clause, one joined to it by «و», the whole."""
    near = reading.segment_start(last, first)
    yield near, last
    if near > first and reading.keys[near - 1] == "و":
        end = near - 1
        while end > first and not reading.finite[end - 1]:
            end -= 1
        yield reading.segment_start(end - 1, first), end
    if near > first:
        yield first, last


def candidates(reading: Reading, first: int, last: int) -> Iterator[Subject]:
    """Yield acceptable candidates from left to right.

    What a preposition governs is none. Names and pronouns may follow a governed phrase
    directly («به نوشتهٔ روزنامه وی …»), descriptions only after a comma or verb, or
    where they introduce somebody («در این نشست یک معلم …»).
    """
    token = first
    governed = first
    loose = True
    while token < last:
        skipped = _skip(reading, token, last)
        if skipped is not None:
            token, governed, loose = skipped
            continue
        loose = loose or _ends_phrase(reading, token)
        new = token == governed and reading.keys[token] in words("quantifier")
        subject = subject_at(reading, token, last)
        if subject is None:
            token += 1
            continue
        subject = _before_object(reading, subject)
        if (
            token >= governed
            and not _hangs(reading, subject, max(first, governed))
            and _is_acceptable(reading, subject, loose=loose or new)
            and not _is_mere_place(reading, subject, first)
        ):
            yield subject
        token = subject.last


def _before_object(reading: Reading, subject: Subject) -> Subject:
    """Cut «فعالان بخش خصوصی | این سیاست را» where people act on an object.

    They end before a determiner, or with the first adjective after their noun.
    """
    if reading.key(subject.last) not in {"را", "رو"} or subject.form != "description":
        return subject
    first = subject.first
    opening = reading.marks.partner(subject.last - 1)
    if (
        opening is not None
        and first < opening < subject.last - 1
        and not reading.context.document.tokens[opening - 1].ezafe
    ):
        return Subject(first=first, last=opening, form=subject.form)
    told = reading.keys[first] in _INDEFINITE
    if not told and not is_plural_noun(reading.keys[first]):
        return subject
    for at in range(first + 1 + told, subject.last - 1):
        adjective = reading.pos(at) == "ADJ" and reading.pos(at + 1) == "NOUN"
        if adjective or reading.keys[at + 1] in _DETERMINERS:
            return Subject(first=first, last=at + 1, form=subject.form)
    return subject


def _skip(reading: Reading, token: int, last: int) -> tuple[int, int, bool] | None:
    """Skip a relative clause or a preposition; see ``_skip_preposition``."""
    if reading.keys[token] == "که":
        after = _after_relative(reading, token, last)
        return after, after, True
    if reading.keys[token] in _AS:
        linking = lexicon.linking_phrases().match(reading.keys, token)
        if linking is not None:
            return linking.last, linking.last, True
    if _dates_back(reading, token):
        return token + 1, token + 1, True
    if reading.keys[token] in words("preposition"):
        return _skip_preposition(reading, token, last)
    return None


# «همان‌طور که شهردار گفته، …»
_AS = frozenset({"همان", "همانطور", "همانگونه", "ان", "انطور", "انگونه"})


def _dates_back(reading: Reading, token: int) -> bool:
    """«چند روز پیش | وزیر نفت گفت»: after a time «پیش» governs nothing."""
    told = reading.key(token - 1) in _TIMES and reading.key(token + 1) != "از"
    return told and reading.keys[token] in {"پیش", "قبل"}


_TIMES = frozenset({"چندی", "مدتی", "روز", "هفته", "ماه", "سال", "ساعت", "دقیقه", "شب"})


def _after_relative(reading: Reading, token: int, last: int) -> int:
    """Return the token after the clause that «که» begins, if the clause ends."""
    for at in range(token + 1, last):
        if reading.finite[at]:
            return at + 1
    commas = (at for at in range(last - 1, token, -1) if reading.keys[at] in COMMAS)
    return next(commas, token) + 1


def _skip_preposition(reading: Reading, token: int, last: int) -> tuple[int, int, bool]:
    """Return the next token, where the phrase ends, and whether a subject may follow.

    Framing phrases («در ادامه») govern nothing that could be taken for a subject.
    """
    linking = lexicon.linking_phrases().match(reading.keys, token)
    if linking is not None and linking.last <= last:
        return linking.last, linking.last, True
    end = governed_end(reading, token + 1, last)
    if _is_time(reading, token + 1):
        end = _time_end(reading, token + 1, end)
        return end, end, True  # «در روزهای گذشته | برخی منابع …»
    return token + 1, end, False


def _time_end(reading: Reading, token: int, last: int) -> int:
    """Return where «روز قبل | روابط عمومی …» ends, whatever ezafe is read."""
    ends = (at + 1 for at in range(token, last) if reading.keys[at] in _AGO)
    return next(ends, last)


_AGO = frozenset({"گذشته", "اخیر", "قبل", "پیش", "جاری", "اینده", "بعد", "نخست"})


def _is_time(reading: Reading, token: int) -> bool:
    """Say whether a time begins at a token («این هفته», «سال‌های اخیر»)."""
    at = token + (reading.key(token) in _DETERMINERS)
    key = reading.key(at)
    return key in _TIMES or key.removesuffix("های") in _TIMES


def _is_mere_place(reading: Reading, subject: Subject, first: int) -> bool:
    """Say whether a place does not begin the clause, and so is no government."""
    mention = reading.context.mention_at(subject.first)
    if (
        subject.form != "body"
        or mention is None
        or mention.kind is not EntityKind.PLACE
    ):
        return False
    return subject.first > _after_adverbs(reading, first, subject.first)


def _hangs(reading: Reading, subject: Subject, first: int) -> bool:
    """Say whether ezafe ties a phrase to the noun before it.

    Any description («سهم | مردم»), and a name after words («اظهارات | رضایی»).
    """
    before = subject.first - 1
    if subject.form == "name" and before >= first:
        told = reading.keys[before] in lexicon.reporting_nouns()
        return told and reading.context.document.tokens[before].ezafe
    if subject.form != "description" or before < first:
        return False
    told = reading.keys[before] in words("when") or not reading.keys[before].isalpha()
    return reading.context.document.tokens[before].ezafe and not told


def _is_acceptable(reading: Reading, subject: Subject, *, loose: bool) -> bool:
    if reading.key(subject.last) in {"را", "رو"} or _is_called(reading, subject):
        return False
    return loose or subject.form in {"name", "pronoun"}


def _is_called(reading: Reading, subject: Subject) -> bool:
    """«آنان را «اوباش» توصیف کرد»: what somebody is called does not speak."""
    marked = reading.marks.partner(subject.first - 1) == subject.last
    return marked and reading.key(subject.last + 1) in _CALLING


_CALLING = frozenset({"توصیف", "خواند", "خوانده", "نامید", "نامیده", "خطاب", "دانست"})


def governed_end(reading: Reading, token: int, last: int) -> int:
    """Return where the noun phrase after a preposition ends."""
    tokens = reading.context.document.tokens
    at = token
    while at < last:
        if reading.keys[at] in words("preposition"):
            at += 1
            continue
        if reading.keys[at] in _DETERMINERS and at + 1 < last:
            at += 1
        mention = reading.context.mention_at(at)
        person = mention is not None and mention.kind is EntityKind.PERSON
        if person and reading.keys[at - 1] in words("when") and at - 1 > token:
            break  # «از این روز | رضایی با …»
        at = mention.last if mention is not None else at + 1
        if reading.key(at) in _LINKING:
            at += 1
        elif not tokens[at - 1].ezafe:
            break
    return at


def _ends_phrase(reading: Reading, token: int) -> bool:
    """Say whether a prepositional phrase surely ends at a token."""
    return reading.keys[token] in _PHRASE_ENDS or bool(reading.finite[token])


def subject_at(reading: Reading, token: int, last: int) -> Subject | None:
    """Return the phrase at ``token`` that may name a speaker, if there is one."""
    key = reading.keys[token]
    if key in _PRONOUNS:
        return Subject(first=token, last=token + 1, form="pronoun")
    if key in _SHARING or reading.key(token + 1) in _PORTIONS:
        share = _share_of_people(reading, token, last)
        if share is not None:
            return share
    mention = reading.context.mention_at(token)
    if mention is not None and mention.first == token:
        if mention.kind is EntityKind.PERSON:
            return Subject(first=token, last=mention.last, form="name")
        if mention.kind in {EntityKind.ORGANIZATION, EntityKind.PLACE}:
            return Subject(first=token, last=mention.last, form="body")
    return _description_at(reading, token, last)


def _description_at(reading: Reading, token: int, last: int) -> Subject | None:
    start = token
    if reading.keys[token] in _INDEFINITE and reading.key(token + 1) == "از":
        return _indefinite_pronoun(reading, token, last)
    demonstrative = reading.keys[token] in _DEMONSTRATIVES
    if demonstrative or reading.keys[token] in words("quantifier"):
        token += 1
    size = head_size(reading, token, last)
    if not size:
        return _indefinite_pronoun(reading, start, last)
    end = chain_end(reading, token + size - 1, last)
    told = reading.keys[end - 1] in _AFORESAID and end - token > size
    form = "demonstrative" if demonstrative or told else "description"
    return Subject(first=start, last=end, form=form)


_AFORESAID = frozenset({"مذکور", "یادشده", "مزبور", "موصوف", "فوق"})  # «منبع مذکور»


def _share_of_people(reading: Reading, token: int, last: int) -> Subject | None:
    """«۸۱ درصد از مردم پرو», «تنها یک سوم از …»: people counted are who think so."""
    at = token + (reading.keys[token] in _JUST)
    at += 2 * ((reading.key(at), reading.key(at + 1)) in _ABOUT)
    size = _share_size(reading, at)
    head = at + size + (reading.key(at + size) == "از")
    head += reading.key(head) in _DETERMINERS
    if not size or head >= last:
        return None
    size = head_size(reading, head, last)
    near = last - head <= _SHARE_REACH
    if not size and not (near and is_plural_form(reading.keys[head])):
        return None
    end = chain_end(reading, head + max(0, size - 1), last)
    return Subject(first=token, last=end, form="description")


def counts_people(reading: Reading, subject: Subject) -> bool:
    """Say whether a description is a share of people («۸۱ درصد از مردم»)."""
    first = subject.first
    return reading.keys[first] in _SHARING or reading.key(first + 1) in _PORTIONS


def _share_size(reading: Reading, token: int) -> int:
    """Return how many tokens «۸۱ درصد», «یک سوم» or «نیمی» takes, ``0`` for none."""
    after = reading.key(token + 1)
    if after == "درصد":
        return 2 * (reading.pos(token) == "NUM" or reading.key(token).isdigit())
    if after in _PORTIONS:
        return 2 * (reading.key(token) in _COUNTS)
    return int(reading.key(token) in {"نیمی", "اکثریت"} and after == "از")


def is_plural_form(key: str) -> bool:
    """Say whether a word has the ending of a plural."""
    return key.endswith(("ها", "های", "ان"))


_SHARE_REACH = 7  # tokens between people counted, of whatever noun, and their verb
_JUST = frozenset({"تنها", "فقط", "حدود", "دستکم", "حداقل"})
_ABOUT = frozenset({("کمتر", "از"), ("بیش", "از"), ("بیشتر", "از"), ("نزدیک", "به")})
_SHARING = _JUST | {"کمتر", "بیش", "بیشتر", "نزدیک", "نیمی", "اکثریت"}
_PORTIONS = frozenset({"درصد", "سوم", "چهارم", "پنجم", "دهم"})
_COUNTS = frozenset({"یک", "دو", "سه", "چهار"})


def _indefinite_pronoun(reading: Reading, token: int, last: int) -> Subject | None:
    """«برخی», «بسیاری از …» alone."""
    if reading.keys[token] not in _INDEFINITE or token + 1 > last:
        return None
    end = token + 1
    if reading.key(end) == "از" and end < last:
        if reading.keys[token] == "یکی" and not _are_people(reading, end + 1, last):
            return None
        end = governed_end(reading, end + 1, last)
    elif end < last and reading.pos(end) == "NOUN":
        if reading.keys[end].endswith(_THINGS) or reading.keys[end] in words("thing"):
            return None  # «برخی قطعات»
        if _is_plural(reading.keys[end]) or head_size(reading, end, last):
            end = chain_end(reading, end, last)  # else «برخی | کرونا را …»
    return Subject(first=token, last=end, form="description")


_THINGS = ("ات", "ها", "های", "هایی")
_PLURALS = ("ان", "گان", "ین", "یون")
_BROKEN = re.compile(r"م\wا\w\w|م\wا\w?ی\w|ا\w\wا\w")  # «محافل», «احزاب»


def _is_plural(key: str) -> bool:
    return key.endswith(_PLURALS) or _BROKEN.fullmatch(key) is not None


def _are_people(reading: Reading, first: int, last: int) -> bool:
    """Say whether somebody can be one of what follows («یکی از | نمایندگان»)."""
    after = first + (reading.key(first) in _DETERMINERS)
    return bool(head_size(reading, after, last)) or (
        after < last and reading.pos(after) == "PROPN"
    )


def head_size(reading: Reading, token: int, last: int) -> int:
    """Return how many tokens a speaker's noun at ``token`` takes, ``0`` for none.

    «تهیه کننده» and «تهیه‌کننده» are one noun, «وقتی خبرنگار» is none.
    """
    if token >= last:
        return 0
    after = reading.keys[token + 1] if token + 1 < last else ""
    whole = after in _AGENT or not is_speaker_noun(after)
    if after and whole and is_speaker_noun(reading.keys[token] + after):
        return 2
    return int(is_speaker_noun(reading.keys[token]))


def subject_head(reading: Reading, subject: Subject) -> str | None:
    """Return the dictionary form of the noun that heads a description."""
    first = subject.first
    if reading.keys[first] in _DEMONSTRATIVES | words("quantifier"):
        first += 1
    keys = reading.keys[first : first + 2]
    return head_noun("".join(keys)) or head_noun(keys[0] if keys else "")


def is_speaker_noun(key: str) -> bool:
    """Say whether a noun, in any of its inflected forms, can head a description."""
    return head_noun(key) is not None


def is_indefinite(reading: Reading, subject: Subject) -> bool:
    """Say whether a description introduces somebody («یک مقام آگاه», «برخی …»)."""
    return reading.keys[subject.first] in words("quantifier")


def is_plural_noun(key: str) -> bool:
    """Say whether a speaker's noun is plural or means several («مسئولان», «مردم»)."""
    if key in lexicon.people_nouns():
        return True
    return key not in lexicon.speaker_nouns() and key.endswith(
        ("ان", "گان", "ها", "های", "هایی")
    )


def head_noun(key: str) -> str | None:
    """Return the dictionary form of a speaker's noun, ``None`` for other words."""
    nouns = lexicon.speaker_nouns()
    if key in nouns:
        return key
    if key in _NO_PLURALS:
        return None
    for suffix in _SUFFIXES:
        if key.endswith(suffix) and key[: -len(suffix)] in nouns:
            return key[: -len(suffix)]
    return key if key.endswith(_AGENT) else None


_NO_PLURALS = frozenset({"تنها"})  # «only», not «تن‌ها»


def chain_end(reading: Reading, head: int, last: int) -> int:
    """Return the end of the ezafe chain that ``head`` begins.

    A person's name ends the description before it («وزیر نفت | علی رضایی»).
    """
    limit = min(last, head + _LONGEST_CHAIN)
    at = head + 1
    while at < limit:
        after = _chain_step(reading, at, last)
        if after is None:
            at += _is_owner(reading, at)
            break
        at = after
    return _without_loose_end(reading, head, min(at, last))


def _determines(reading: Reading, token: int, last: int) -> bool:
    """Say whether «این», «سه» or a number stands within a chain («رئیس این سازمان»)."""
    key = reading.keys[token]
    if not reading.context.document.tokens[token - 1].ezafe or token + 1 >= last:
        return False
    return key in _DETERMINERS or key.isdigit()


def _is_owner(reading: Reading, token: int) -> bool:
    """Say whether a pronoun ends an ezafe chain («خواهر او»)."""
    before = reading.context.document.tokens[token - 1]
    return before.ezafe and reading.keys[token] in _PRONOUNS


def _chain_step(reading: Reading, at: int, last: int) -> int | None:
    """Return the token after the next part of a chain, ``None`` where it ends."""
    if reading.keys[at] in _LINKING and _links_in_chain(reading, at, last):
        return at + 2
    if reading.keys[at] in words("when") or _tells_when(reading, at):
        return None
    inside = _taken_together(reading, at, last)
    if inside:
        return at + inside
    close = reading.marks.partner(at) if reading.marks.is_opening(at) else None
    if close is not None and close - at <= _LONGEST_MARKED:
        return close + 1
    mention = reading.context.mention_at(at)
    if mention is not None:
        return None if mention.kind is EntityKind.PERSON else mention.last
    ezafe = reading.context.document.tokens[at - 1].ezafe
    return at + 1 if _continues_chain(reading, at, ezafe=ezafe) else None


def _taken_together(reading: Reading, at: int, last: int) -> int:
    """Return how many tokens belong together within a chain, ``0`` for none."""
    if reading.keys[at : at + 2] in _NEAR_TO and at + 2 < last:
        return 3  # «منبع | نزدیک به دولت», tied by ezafe or not
    if _goes_on_inside(reading, at, last) or _determines(reading, at, last):
        both = reading.keys[at : at + 2] == ("هر", "دو")  # «رهبران هر دو جناح»
        return 2 + both
    return 0


def _tells_when(reading: Reading, at: int) -> bool:
    """«دبیرکل دفتر | چندی پیش گفت», «دولت | هر ماه …»: a time ends a chain."""
    key, after = reading.keys[at], reading.key(at + 1)
    later = after in _TIMES and reading.key(at + 2) in _AGO  # «مرد | سه ماه بعد آمد»
    counted = later and (key in _COUNTS or key.isdigit())
    ago = key == "چندی" and after == "پیش"
    return ago or counted or (key == "هر" and after in _PERIODS)


_PERIODS = frozenset({"ماه", "سال", "روز", "هفته", "بار", "ساله", "روزه", "هفتگی"})


def _goes_on_inside(reading: Reading, at: int, last: int) -> bool:
    """Say whether «مبارزه با | مواد …» or «خبری | - تحلیلی» goes on within a name."""
    if at + 1 >= last:
        return False
    if reading.keys[at] == "-":
        return reading.pos(at - 1) == reading.pos(at + 1) == "ADJ"
    told = reading.keys[at - 1], reading.keys[at]
    return GOVERNING.get(told[0]) == told[1] or told in _NEAR_TO


# «منبع نزدیک به دولت», «دیپلمات‌های آشنا با پرونده»
_NEAR_TO = frozenset(
    {("نزدیک", "به"), ("اشنا", "با"), ("اگاه", "از"), ("مطلع", "از")}
    | {("وابسته", "به"), ("مرتبط", "با"), ("منتسب", "به"), ("حاضر", "در")}
    | {("مستقر", "در"), ("فعال", "در"), ("شاغل", "در"), ("دخیل", "در")}
)
# nouns with a preposition of their own, as names of offices have them
GOVERNING = {
    "مبارزه": "با",
    "مقابله": "با",
    "نظارت": "بر",
    "حفاظت": "از",
    "حمایت": "از",
    "صیانت": "از",
    "پیشگیری": "از",
    "رسیدگی": "به",
}


def _continues_chain(reading: Reading, token: int, *, ezafe: bool) -> bool:
    key = reading.keys[token]
    if reading.finite[token] or key in words("preposition") or key in _PRONOUNS:
        return False
    return ezafe and key not in _MOREOVER


_MOREOVER = frozenset({"علاوه", "افزون"})  # «آژانس | علاوه بر …»


def _links_in_chain(reading: Reading, token: int, last: int) -> bool:
    """Say whether «و» joins words of one title («آموزش و پرورش»)."""
    if token + 1 >= last or reading.pos(token + 1) not in _NOMINAL:
        return False
    if reading.context.mention_at(token + 1) is not None:
        return False
    return not head_size(reading, token + 1, last) and reading.pos(token - 1) in (
        _NOMINAL
    )


_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})


def _without_loose_end(reading: Reading, head: int, last: int) -> int:
    while last > head + 1 and (
        reading.keys[last - 1] in _LINKING
        or reading.keys[last - 1] in COMMAS
        or reading.marks.is_opening(last - 1)
    ):
        last -= 1
    return last
