"""Mentions put right by what stands beside them: titles and verbs of speech.

A name model errs where a title tells: «سرمربی علی رضایی» is no name of three words, and
«نوری، عضو کمیسیون …» is one although nothing else shows it. Titles are taken off the
names they were joined to; runs of name-like words beside a title, or that begin a
sentence of speech, become persons, here and wherever they come again.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kg.extract.context import Context
from kg.extract.rare import (
    DETERMINERS,
    NAMED_AFTER_PERSONS,
    is_ordinary,
    led_by_unknown,
    maker_after,
    name_after,
    name_before,
)
from kg.extract.roles import find_titles
from kg.extract.roles.titles import (
    Rest,
    field_matcher,
    status_words,
    title_matcher,
    title_starts,
)
from kg.extract.roles.vocabulary import (
    SURNAME_STARTS,
    bodies,
    boundaries,
    match_at,
    origins,
    places,
    qualities,
)
from kg.lexicon import PhraseMatcher, common_first_names, rows, word_keys
from kg.model import EntityKind, Mention
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.roles.model import Title
    from kg.extract.roles.titles import TitleEntry
    from kg.lexicon import PhraseMatch
    from kg.model import Document, Sentence, Span


_LONGEST_NAME = 5
_LONGEST_TITLE = 3
_QUOTES = {"»": "«", '"': '"', "”": "“"}
_SHORTEST_SURNAME = 4
_NOT_NAMES = frozenset(
    {"VERB", "AUX", "ADP", "CCONJ", "SCONJ", "PRON", "DET", "NUM", "PUNCT", "INTJ"}
)
_COMMAS = frozenset({"،", ",", "-", "ـ", "_", "–", "—", "("})
_OPENERS = frozenset({"ADP", "CCONJ", "SCONJ", "PUNCT"})
# a name may hang on these by ezafe: «با حضور علی رضایی», «به گفته علی رضایی»
_GOVERNORS = frozenset(
    {"حضور", "گفته", "توسط", "نقل", "قول", "دیدار", "نظر", "اعتقاد", "برای", "همراه"}
    | {"سخنان", "اظهارات", "ریاست", "دعوت", "بین", "باور", "نوشته", "قلم", "دست"}
)
_NAMED_AFTER = frozenset({"خیابان", "میدان", "بلوار", "کوچه", "شهید", "جایزه", "مرکز"})
_AFTER_SPEAKER = frozenset(
    {"در", "با", "گفت", "افزود", "امروز", "روز", "ضمن", "اظهار", "نیز", "که", "شامگاه"}
    | {"ظهر", "دیروز", "دیشب", "امشب", "بعدازظهر", "همچنین", "پیش", "شنبه", "اضافه"}
    | {"بیان", "تاکید", "تأکید", "تصریح", "اعلام", "خاطرنشان", "عصر", "صبح", "هم", "به"}
)
_AFTER_SUBJECT = frozenset({"VERB", "AUX", "ADP", "ADV", "PUNCT", "SCONJ"})
_ORDINALS = frozenset({"اول", "یکم", "دوم", "سوم"})  # «سرتیپ دوم»
_SPEECH_REACH = 14  # tokens within which a speaker's verb comes
_TALK = frozenset({"گفت", "افزود", "گفتوگو", "گفتگو", "اظهار", "مصاحبه", "بیان", ":"})


@cache
def _first_names() -> frozenset[str]:
    return common_first_names() | {"سید", "سیده"}


@cache
def _plain_first_names() -> frozenset[str]:
    """First names that are no title of descent and no place."""
    return _first_names() - {"سید", "سیده"} - places()


def _is_listed(key: str) -> bool:
    return key in _first_names() or key in word_keys("surnames")


@cache
def _common_words() -> frozenset[str]:
    """Words that are no part of a name, whatever the tagger thinks."""
    deeds = word_keys("event_nouns") - _first_names() - word_keys("surnames")
    return boundaries() | bodies() | origins() | _honorifics() | _ORDINALS | deeds


@cache
def _honorifics() -> frozenset[str]:
    return word_keys("honorifics")


@dataclass(slots=True)
class _Hunt:
    """The search for persons in one document."""

    context: Context
    taken: list[bool] = field(init=False)
    found: list[Mention] = field(init=False, default_factory=list)
    posts: set[int] = field(init=False, default_factory=set)  # ends of «name, post»
    surnames: frozenset[str] = field(init=False)  # persons named by one word

    def __post_init__(self) -> None:
        self.taken = [index >= 0 for index in self.context.mention_of]
        self.surnames = frozenset(
            self.context.keys[mention.first]
            for mention in self.context.document.mentions
            if mention.kind is EntityKind.PERSON and mention.last == mention.first + 1
        )

    def may_be_name(self, token: int) -> bool:
        """Whether a token may be a word of a person's name."""
        key = self.context.keys[token]
        pos = self.context.document.tokens[token].pos
        if self.taken[token] or pos in _NOT_NAMES or key in _common_words():
            return False
        if not key[:1].isalpha():
            return False
        listed = key in _first_names() or key in word_keys("surnames")
        return pos == "PROPN" or listed

    def is_unlisted(self, token: int) -> bool:
        """Whether a token may be a word of a name although no list has it."""
        pos = self.context.document.tokens[token].pos
        return (
            pos in {"NOUN", "PROPN", "ADJ"}
            and self.is_free(token)
            and match_at(title_matcher(), self.context.keys, token, token + 1) is None
        )

    def is_free(self, token: int) -> bool:
        """Whether a token is a word of no name yet, and none that never is of one."""
        key = self.context.keys[token]
        plain = key[:1].isalpha() and key not in _common_words()
        most = key.endswith("ترین")  # «نوواک | بهترین بازیکن است»
        none = most or _is_deed(self.context, token)
        return plain and not self.taken[token] and not none

    def is_person(self, token: int) -> bool:
        """Whether a person's name, of the model's or found here, ends at a token."""
        mention = self.context.mention_at(token)
        if mention is not None:
            return mention.kind is EntityKind.PERSON
        return any(found.last == token + 1 for found in self.found[-2:])

    def run_back(self, last: int, limit: int) -> int:
        """Return where the run of name-like words that ends before ``last`` starts."""
        first = last
        while first > max(limit, last - _LONGEST_NAME) and self.may_be_name(first - 1):
            first -= 1
        return first

    def run_on(self, first: int, limit: int) -> int:
        """Return where the run of name-like words that starts at ``first`` ends."""
        last = first
        while last < min(limit, first + _LONGEST_NAME) and self.may_be_name(last):
            if last > first and self._begins_post(last):
                break
            last += 1
        return last

    def _begins_post(self, token: int) -> bool:
        """«صادق | رئیس سازمان آب»: a title that an ezafe ties to what follows."""
        tied = self.context.document.tokens[token].ezafe
        keys = self.context.keys
        return tied and match_at(title_matcher(), keys, token, token + 1) is not None

    def is_open(self, first: int, sentence: Sentence) -> bool:
        """Whether a name may start here: nothing ties it to the word before."""
        if first == sentence.first:
            return True
        before = self.context.document.tokens[first - 1]
        key = self.context.keys[first - 1]
        if self.context.keys[first] in _first_names() and key not in bodies():
            return key not in _NAMED_AFTER
        return (
            before.pos in _OPENERS
            or not key[:1].isalnum()
            or key in _GOVERNORS
            or key in _honorifics()
        )

    def is_governor(self, token: int) -> bool:
        """Whether a name may hang on a word by ezafe («حضور», «دکتر»)."""
        key = self.context.keys[token]
        return key in _GOVERNORS or key in _honorifics()

    def is_full_name(self, first: int, last: int) -> bool:
        """Whether a run reads as first name and surname."""
        if last - first < 2:
            return False
        keys, tokens = self.context.keys, self.context.document.tokens
        if keys[first] in _first_names():
            return True
        listed = keys[last - 1] in word_keys("surnames")
        return (listed or keys[first] in word_keys("first_names")) and all(
            token.pos == "PROPN" for token in tokens[first:last]
        )

    def add(self, first: int, last: int, rule: str, confidence: float) -> None:
        """Add a person and mark its tokens; «نامه تازه | وزیر …» is none."""
        word = self.context.document.tokens[first]
        plain = self.context.keys[first] in _everyday_words() and word.pos != "PROPN"
        if last - first > 1 and plain and word.ezafe and rule == "before_title":
            return
        if last - first == 1 and self.context.keys[first] in word_keys("no_persons"):
            return
        self.found.append(
            Mention(
                span=self.context.document.tokens_span(first, last),
                first=first,
                last=last,
                kind=EntityKind.PERSON,
                confidence=confidence,
                rule=rule,
            )
        )
        self.taken[first:last] = [True] * (last - first)


def _before_title(hunt: _Hunt, title: Title) -> None:
    """«علی رضایی، عضو کمیسیون …», «نوری رئیس سازمان …»."""
    if title.plural:
        _before_group(hunt, title)
        return
    sentence = hunt.context.sentence_at(title.first)
    end = title.first
    comma = hunt.context.document.tokens[end - 1].form in _COMMAS
    if comma:
        end -= 1
    end = _before_age(hunt, end, sentence.first)
    for look in _LOOKS:
        if look(hunt, title, end):
            return
    if _add_guest(hunt, title, end, comma=comma):
        return
    first = hunt.run_back(end, sentence.first)
    if first == end or not hunt.is_open(first, sentence):
        return
    bodied = title.body is not None and title.entry.key != "athlete"
    surname = bodied and not comma and _is_lone_surname(hunt, first, end)
    foreign = bodied and end - first in {2, 3} and _all_proper(hunt, first, end)
    if hunt.is_full_name(first, end) or surname or foreign:
        hunt.add(first, end, "before_title", 0.75)


def _before_age(hunt: _Hunt, end: int, limit: int) -> int:
    """«آوا نوواک | ۴۰ ساله، فرماندار …»: step back over an age."""
    aged = hunt.context.keys[end - 1] == "ساله" and end - 2 > limit
    return end - 2 if aged and hunt.context.keys[end - 2].isdigit() else end


def _before_group(hunt: _Hunt, title: Title) -> None:
    """«پالوما نوکدا، از نمایندگان مجلس پرو گفت»: two or three words that begin it.

    So in «آوا نوواک یکی دیگر از بازیکنان باران گفت».
    """
    keys, end = hunt.context.keys, title.first - 1
    if title.body is None or end < 3 or keys[end] != "از":
        return
    end -= keys[end - 1] == "دیگر"
    end -= keys[end - 1] == "یکی"
    if hunt.context.document.tokens[end - 1].form in _COMMAS:
        _add_subject(hunt, title, end - 1)
    else:
        _add_rare(hunt, title, end)


def _add_appointed(hunt: _Hunt, title: Title, _end: int) -> bool:
    """«هوشنگ بردبار به عنوان مدیر …», «… را به عنوان …»: a full name."""
    keys, end = hunt.context.keys, title.first - 2
    if end < 2 or keys[end : title.first] != ("به", "عنوان"):
        return False
    end -= keys[end - 1] == "را"
    sentence = hunt.context.sentence_at(title.first)
    first = hunt.run_back(end, sentence.first)
    if hunt.is_full_name(first, end) and hunt.is_open(first, sentence):
        hunt.add(first, end, "before_title", 0.7)
        return True
    return False


def _add_surname(hunt: _Hunt, title: Title, end: int) -> bool:
    """«… که نیازی رئیس سازمان آب داشت»: a listed surname before a post of a body."""
    keys, at = hunt.context.keys, end - 1
    if title.body is None or end != title.first or at < 1 or not hunt.is_unlisted(at):
        return False
    named = hunt.context.mention_at(title.body[0]) is not None
    framed = at > 1 and keys[at - 2] == "این"  # «در ادامه این نشست | نیازی رئیس …»
    loose = keys[at - 1] == "که" or (
        framed and not hunt.context.document.tokens[at - 1].ezafe
    )
    if named and loose and keys[at] in word_keys("surnames"):
        hunt.add(at, end, "before_title", 0.65)
        return True
    return False


def _add_quoted(hunt: _Hunt, title: Title, end: int) -> bool:
    """«آوا نوواک» وزیر دفاع …: a quoted name before a title is its holder's."""
    tokens = hunt.context.document.tokens
    closing = tokens[end - 1].form
    if closing not in _QUOTES or title.body is None:
        return False
    for first in range(end - 2, max(end - 2 - _LONGEST_NAME, 0), -1):
        if not hunt.is_unlisted(first):
            break
        if tokens[first - 1].form == _QUOTES[closing]:
            if end - first == 2 and _is_programme(hunt, first - 2):
                return False
            hunt.add(first, end - 1, "before_title", 0.8)
            return True
    return False


def _is_programme(hunt: _Hunt, token: int) -> bool:
    """«مهمان «زاویه»، رئیس …»: one word in quotation marks that a noun governs."""
    before = hunt.context.document.tokens[token]
    return before.pos == "NOUN" and before.ezafe and not hunt.is_governor(token)


def _add_guest(hunt: _Hunt, title: Title, end: int, *, comma: bool) -> bool:
    """«با حضور نوبخت رئیس سازمان آب», «آقای نوبخت، رئیس سازمان آب»."""
    keys = hunt.context.keys
    for first in range(end - 1, max(end - 3, 0), -1):
        if not hunt.is_unlisted(first):
            return False
        before = keys[first - 1]
        if before in _honorifics() - {"سر"} or (
            before == "حضور" and not comma and title.body
        ):
            hunt.add(first, end, "before_title", 0.7)
            return True
    return False


def _add_subject(hunt: _Hunt, title: Title, end: int) -> bool:
    """«شرافت زمان امرخیل، سخنگوی وزارت …»: two words or more that begin a sentence."""
    first = _clause_of(hunt, title)
    if end == title.first and hunt.context.document.tokens[end - 1].ezafe:
        return False  # «حرکت خودروهای رهبر …»
    fits = 2 <= end - first <= _LONGEST_NAME - 1 and title.body is not None
    foreign = fits and _is_foreign_start(hunt, first)
    rest = range(first + foreign, end)
    if not fits or not all(hunt.is_unlisted(token) for token in rest):
        return False
    hunt.add(first, end, "before_title", 0.7)
    return True


def _clause_of(hunt: _Hunt, title: Title) -> int:
    """Return where the sentence of a title starts, or after «به گزارش البرز،»."""
    sentence = hunt.context.sentence_at(title.first)
    if hunt.context.keys[sentence.first : sentence.first + 2] != ("به", "گزارش"):
        return sentence.first
    tokens = hunt.context.document.tokens
    commas = (
        at + 1
        for at in range(sentence.first, title.first)
        if tokens[at].form in {"،", ","}
    )
    return next(commas, sentence.first)


def _is_foreign_start(hunt: _Hunt, first: int) -> bool:
    """Whether a short unknown word was taken for a determiner («لن خودوروفسکی»)."""
    token = hunt.context.document.tokens[first]
    return token.pos == "DET" and hunt.context.keys[first] not in DETERMINERS


def _add_met(hunt: _Hunt, title: Title, end: int) -> bool:
    """«در دیدار با لیندا ساکس سفیر …»: words that «با» governs, and no ezafe joins."""
    tokens, keys = hunt.context.document.tokens, hunt.context.keys
    if title.body is None or end != title.first:
        return False
    for first in (end - 2, end - 3):
        run = range(first, end)
        if first < 1 or not all(hunt.is_unlisted(token) for token in run):
            return False
        if keys[first - 1] == "با" and not any(tokens[token].ezafe for token in run):
            if any(tokens[token].pos == "PROPN" for token in run):
                hunt.add(first, end, "before_title", 0.7)
                return True
            return False
    return False


def _add_joined(hunt: _Hunt, title: Title, end: int) -> bool:
    """«که آوا نوواک وزیر دفاع …», «… و هان سونگ او – سفیر …»: no ezafe joins them."""
    tokens, keys = hunt.context.document.tokens, hunt.context.keys
    if title.body is None:
        return False
    dashed = end < title.first and tokens[end].form in _DASHES
    openers = {"که", "و"} if dashed else {"که"}
    if _is_one_foreign_word(hunt, title, end):
        hunt.add(end - 1, end, "before_title", 0.65)
        return True
    for size in (2, 3):
        run = range(max(end - size, 0), end)
        free = all(hunt.is_unlisted(token) and not tokens[token].ezafe for token in run)
        if not free:
            return False
        if keys[run.start - 1] in openers:
            hunt.add(run.start, end, "before_title", 0.65)
            return True
    return False


def _is_one_foreign_word(hunt: _Hunt, title: Title, end: int) -> bool:
    """«که اینفانتی رئیس فیفا …»: one proper noun before a post of a named body."""
    context, at = hunt.context, end - 1
    if title.body is None or end != title.first or at < 1:
        return False
    token, key = context.document.tokens[at], context.keys[at]
    named = context.mention_at(title.body[0]) is not None
    proper = token.pos == "PROPN" and not token.ezafe and key not in places()
    before = context.keys[at - 1]
    joined = before in {"که", "با", "از"} and hunt.is_unlisted(at)
    return named and proper and joined


def _add_known_surname(hunt: _Hunt, title: Title, end: int) -> bool:
    """«از لری سون، مهاجم …»: the surname is a person's of the article («سون»)."""
    keys, at = hunt.context.keys, end - 2
    if at < 1 or keys[end - 1] not in hunt.surnames or title.plural:
        return False
    free = hunt.is_unlisted(at) and hunt.is_unlisted(end - 1)
    before = hunt.context.document.tokens[at - 1]
    opens = before.pos in _OPENERS or at == hunt.context.sentence_at(at).first
    if free and opens:
        hunt.add(at, end, "before_title", 0.7)
    return free and opens


def _add_next(hunt: _Hunt, title: Title, end: int) -> bool:
    """«علی رضایی مدیر بندر، نیک‌روش مدیر راه»: the next of a list of names and posts."""
    context, comma = hunt.context, end - 2
    if title.body is None or end != title.first or comma < 1:
        return False
    joins = (
        context.document.tokens[comma].form in {"،", ","} or context.keys[comma] == "و"
    )
    listed = joins and comma in hunt.posts
    if not listed or not hunt.is_unlisted(end - 1):
        return False
    hunt.add(end - 1, end, "before_title", 0.65)
    return True


def _add_giver(hunt: _Hunt, title: Title, end: int) -> bool:
    """«نظر نیازکوب وزیر راه», «اظهارات صادق رئیس سازمان آب»: who said it.

    A word that no ezafe ties to the title, or a listed name; not «اظهارات تند رئیس …».
    """
    at = end - 1
    if title.body is None or end != title.first or at < 1 or not hunt.is_unlisted(at):
        return False
    key, before = hunt.context.keys[at], hunt.context.document.tokens[at - 1]
    given = before.ezafe and hunt.context.keys[at - 1] in _GIVEN
    untied = not hunt.context.document.tokens[at].ezafe
    if not given or not (untied or _is_listed(key)) or is_ordinary(hunt, at):
        return False
    hunt.add(at, end, "before_title", 0.65)
    return True


# what somebody gives: «نظر رضایی رئیس …»
_GIVEN = frozenset(
    {"نظر", "نظرات", "اظهارات", "اظهارنظر", "سخنان", "صحبتهای", "گفته", "گفتههای"}
    | {"دستور", "نامه", "پیام", "حکم", "پاسخ", "توضیحات", "درخواست", "اعلام"}
    | {"پیشنهاد", "دعوت", "همراهی", "توییت", "بیانات", "گزارش"}
)


def _add_rare(hunt: _Hunt, title: Title, end: int) -> bool:
    """«از اقدام آوا نوواک، رئیس سنا …», «سؤال را نیازی نماینده یزد …»."""
    first = name_before(hunt, title, end)
    if first is not None:
        hunt.add(first, end, "before_title", 0.65)
    return first is not None


_LOOKS = (
    _add_appointed,
    _add_quoted,
    _add_known_surname,
    _add_surname,
    _add_subject,
    _add_met,
    _add_joined,
    _add_next,
    _add_giver,
    _add_rare,
)
_DASHES = frozenset({"-", "ـ", "–", "—"})


def _is_lone_surname(hunt: _Hunt, first: int, last: int) -> bool:
    """«…، کریمی رئیس سازمان آب»: listed, shaped like a surname, at a clause's start."""
    key = hunt.context.keys[first]
    tokens = hunt.context.document.tokens
    at_start = hunt.context.sentence_at(first).first == first or (
        tokens[first - 1].pos in {"CCONJ", "SCONJ", "PUNCT"}
        or hunt.context.keys[first - 1] in _honorifics() | {"حضور", "گفته"}
    )
    shaped = tokens[first].pos == "PROPN" or (key.endswith("ی") and len(key) > 3)
    begins = hunt.context.sentence_at(first).first == first
    sure = key in word_keys("surnames") or (begins and tokens[first].pos == "PROPN")
    return last - first == 1 and at_start and shaped and sure


def _all_proper(hunt: _Hunt, first: int, last: int) -> bool:
    tokens = hunt.context.document.tokens
    return all(token.pos == "PROPN" for token in tokens[first:last])


def _after_title(hunt: _Hunt, title: Title) -> None:
    """«سخنگوی وزارت نیرو علی رضایی گفت»: the chain may have run into the name."""
    if title.plural or title.last >= len(hunt.taken):
        return
    sentence = hunt.context.sentence_at(title.first)
    start = title.last
    if hunt.context.document.tokens[start].form in _COMMAS:
        start += 1
    last = hunt.run_on(start, sentence.last)
    if hunt.is_full_name(start, last):
        hunt.add(start, last, "after_title", 0.75)
        return
    addressed = last == start and _is_addressed(hunt, start, sentence.last)
    if addressed or (title.body is not None and _is_bracketed(hunt, title.last)):
        first = start + addressed
        hunt.add(first, first + 1, "after_title", 0.7)
        return
    unknown = name_after(hunt, start, sentence.last) if title.body else None
    if unknown is not None and start == title.last:
        hunt.add(start, unknown, "after_title", 0.65)
        return
    for start in range(max(title.head_last, title.last - 4), title.last - 1):
        if _ends_in_name(hunt, start, title.last):
            hunt.add(start, title.last, "after_title", 0.75)
            return


def _is_bracketed(hunt: _Hunt, start: int) -> bool:
    """«مدیرعامل باشگاه باران (گرشاسبی)»: a listed surname in brackets, no acronym."""
    tokens, keys = hunt.context.document.tokens, hunt.context.keys
    forms = [token.form for token in tokens[start : start + 3]]
    if len(forms) < 3 or (forms[0], forms[2]) != ("(", ")"):
        return False
    plain = (
        keys[start + 1] in word_keys("ordinary_words") or keys[start + 1] in places()
    )
    listed = keys[start + 1] in word_keys("surnames") and not plain
    return listed and hunt.is_unlisted(start + 1)


def _is_addressed(hunt: _Hunt, start: int, limit: int) -> bool:
    """«سرپرست دادسرای باران آقای نیک‌روش»: an honorific shows that a name follows."""
    if start + 1 >= limit or hunt.context.keys[start] not in _HONORED:
        return False
    return hunt.is_unlisted(start + 1)


def _ends_in_name(hunt: _Hunt, start: int, last: int) -> bool:
    """Whether a chain ends in a full name, which no ezafe ties to its body."""
    return (
        not hunt.context.document.tokens[start - 1].ezafe
        and hunt.context.keys[start - 1] != "و"
        and hunt.context.keys[start] in _first_names()
        and hunt.run_on(start, last) == last
    )


def _after_craft(hunt: _Hunt, title: Title) -> None:
    """«به کارگردانی آوا نوواک و …»: two words that no ezafe joins to anything."""
    tokens, keys, start = hunt.context.document.tokens, hunt.context.keys, title.last
    run = range(start, start + 2)
    limit = hunt.context.sentence_at(title.first).last
    if keys[title.first - 1] not in {"به", "با", "و"} or run.stop >= limit:
        return
    free = all(hunt.is_unlisted(token) and not tokens[token].ezafe for token in run)
    ends = tokens[run.stop].pos in _AFTER_SUBJECT | {"CCONJ"}
    last = run.stop if free and ends else maker_after(hunt, start, limit)
    if last is not None and not any(hunt.taken[start:last]):
        hunt.add(start, last, "after_title", 0.65)


def _listed(hunt: _Hunt, sentence: Sentence) -> None:
    """«علی رضایی، هوشیار بردبار، حسن کریمی و …»: words between two names of a list."""
    after = sentence.first
    for comma in _commas(hunt, sentence.first + 1, sentence.last + 1):
        if comma <= after or not hunt.is_person(comma - 1):
            continue
        start = last = comma + 1
        while last < sentence.last and last - start < _LONGEST_LISTED:
            if not hunt.is_unlisted(last):
                break
            last += 1
        if _is_listed_name(hunt, start, last, sentence):
            hunt.add(start, last, "listed", 0.65)
        after = last


_LONGEST_LISTED = 4


def _commas(hunt: _Hunt, first: int, last: int) -> list[int]:
    """Return the commas of a token range."""
    tokens = hunt.context.document.tokens[first:last]
    return [at for at, token in enumerate(tokens, first) if token.form in _LIST_COMMAS]


def _last_listed(hunt: _Hunt, sentence: Sentence) -> None:
    """«علی رضایی، حسن کریمی، رضا محبی و هوشیار بردبار سه …»: who ends a list."""
    for at in range(sentence.first + 1, sentence.last - 2):
        if hunt.context.keys[at] != "و" or not hunt.is_person(at - 1):
            continue
        start = last = at + 1
        while last < sentence.last and hunt.is_unlisted(last):
            last += 1
        named = last - start == 2 and _reads_as_name(hunt, start, last)
        if named and _names_before(hunt, at) >= _LEAST_LISTED:
            hunt.add(start, last, "listed", 0.65)


def _names_before(hunt: _Hunt, end: int) -> int:
    """Return how many names that commas part end at a token, counted up to three."""
    count = 0
    while count < _LEAST_LISTED:
        mention = hunt.context.mention_at(end - 1)
        if mention is None or mention.kind is not EntityKind.PERSON:
            break
        count += 1
        if not _is_comma(hunt, mention.first - 1):
            break
        end = mention.first - 1
    return count


_LEAST_LISTED = 3


def _gentlemen(hunt: _Hunt, sentence: Sentence) -> None:
    """«آقایان نیک‌روش و بردبار»: one word or two between «و» and commas."""
    for at in range(sentence.first, sentence.last - 1):
        if hunt.context.keys[at] in _GENTLEMEN:
            _honored_names(hunt, at + 1, sentence.last)


def _honored_names(hunt: _Hunt, first: int, limit: int) -> None:
    """Add the names of a list that starts at a token, unless it is but one."""
    start = first
    while start < limit:
        last = _end_of_honored(hunt, start, limit)
        joined = last < limit and _is_joined(hunt, last)
        if last == start or not (joined or start > first):
            return
        if not hunt.taken[start]:
            hunt.add(start, last, "listed", 0.65)
        if not joined:
            return
        start = last + 1


def _end_of_honored(hunt: _Hunt, start: int, limit: int) -> int:
    """Return where the name that starts at a token ends, ``start`` if none does."""
    mention = hunt.context.mention_at(start)
    if mention is not None:
        return mention.last if mention.kind is EntityKind.PERSON else start
    sure = hunt.is_unlisted(start)
    after_comma = _is_comma(hunt, start - 1)  # «…، نمایندگان مجلس»
    if not sure and (after_comma or not _may_be_surname(hunt, start)):
        return start
    longer = start + 1 < limit and hunt.is_unlisted(start + 1)
    return start + 1 + longer


def _may_be_surname(hunt: _Hunt, token: int) -> bool:
    """Whether a word that is also a craft may be a surname here («آقایان شاعری»)."""
    pos = hunt.context.document.tokens[token].pos
    return pos in {"NOUN", "PROPN", "ADJ", "X"} and hunt.is_free(token)


_GENTLEMEN = frozenset({"اقایان", "خانمها"})


def _is_comma(hunt: _Hunt, token: int) -> bool:
    tokens = hunt.context.document.tokens
    return token < len(tokens) and tokens[token].form in _LIST_COMMAS


_LIST_COMMAS = frozenset({"،", ","})


def _is_joined(hunt: _Hunt, token: int) -> bool:
    """Whether «و» or a comma stands there, and another name may follow."""
    keys = hunt.context.keys
    return token < len(keys) and (keys[token] == "و" or _is_comma(hunt, token))


def _reads_as_name(hunt: _Hunt, first: int, last: int) -> bool:
    """Whether a run of unknown words begins with a first name or has a proper noun."""
    tokens = hunt.context.document.tokens[first:last]
    named = hunt.context.keys[first] in word_keys("first_names")
    return named or any(token.pos == "PROPN" for token in tokens)


def _is_listed_name(hunt: _Hunt, start: int, last: int, sentence: Sentence) -> bool:
    """Whether a run of unknown words stands in a list of at least three names."""
    if last - start < 2 or last + 1 >= sentence.last:
        return False
    after = hunt.context.mention_at(last + 1)
    next_named = after is not None and after.kind is EntityKind.PERSON
    joined = _is_joined(hunt, last)
    return joined and next_named and _reads_as_name(hunt, start, last)


def _speaker(hunt: _Hunt, sentence: Sentence) -> None:
    """«علی رضایی در گفت‌وگو با …», «به گزارش البرز، علی رضایی گفت»."""
    keys = hunt.context.keys
    if not _TALK.intersection(keys[sentence.first : sentence.last]):
        return
    for start in _clause_starts(hunt, sentence):
        last = hunt.run_on(start, sentence.last)
        if (
            last < sentence.last
            and keys[last] in _AFTER_SPEAKER
            and hunt.is_full_name(start, last)
        ):
            hunt.add(start, last, "speaker", 0.7)
            return
        for last in (start + 2, start + 3):
            if _is_named_speaker(hunt, start, last, sentence):
                hunt.add(start, last, "speaker", 0.65)
                return


def _is_named_speaker(hunt: _Hunt, start: int, last: int, sentence: Sentence) -> bool:
    """«کلثوم بازایی در آیین … اظهار کرد»: a first name, and a word that no list has.

    Two such words («کامران کوه ورزی در گفت‌وگو با …») need a common first name, and
    that a talk or a verb of saying follows at once.
    """
    keys = hunt.context.keys
    if last >= sentence.last or keys[start] not in word_keys("first_names"):
        return False
    follows = keys[last] in _AFTER_SPEAKER - {"که", "به", "با"}
    talks = _TALK.intersection(keys[start : start + _SPEECH_REACH])
    words = all(hunt.is_unlisted(token) for token in range(start, last))
    if not (follows and talks and words) or keys[start] in places():
        return False
    return last - start == _SURNAMED or _talks_at_once(hunt, start, last)


_SURNAMED = 2  # words of a first name and a surname


def _talks_at_once(hunt: _Hunt, start: int, last: int) -> bool:
    """Whether a common first name begins, and a talk follows words that no list has."""
    keys = hunt.context.keys
    told = keys[last] in _SAID or (
        keys[last] == "در" and keys[last + 1 : last + 2] in _TALKS
    )
    return told and keys[start] in _plain_first_names()


_SAID = frozenset({"گفت", "افزود", "اظهار", "بیان", "تصریح", "خاطرنشان"})
_TALKS = frozenset(
    {("گفت",), ("گفتوگو",), ("گفتوگوی",), ("گفتگو",), ("گفتگوی",), ("مصاحبه",)}
    | {("نشست",), ("جلسه",), ("مراسم",), ("ایین",), ("همایش",), ("جمع",), ("دیدار",)}
)


def _clause_starts(hunt: _Hunt, sentence: Sentence) -> Iterator[int]:
    """The start of a sentence, and what follows its first comma."""
    yield sentence.first
    for token in range(sentence.first, sentence.last - 1):
        if hunt.context.document.tokens[token].form in {"،", ":"}:
            yield token + 1
            return


def _lone_speaker(hunt: _Hunt, sentence: Sentence) -> None:
    """«کریمی در ادامه افزود»: a listed surname that begins a sentence of speech."""
    keys, first = hunt.context.keys, sentence.first
    if first + 1 >= sentence.last or not hunt.is_unlisted(first):
        return
    key, token = keys[first], hunt.context.document.tokens[first]
    shaped = token.pos == "PROPN" or key.endswith("ی")
    if not (shaped and _is_surname(key)):
        if _is_rare_speaker(hunt, sentence):
            hunt.add(first, first + 1, "speaker", 0.6)
        return
    if key not in word_keys("surnames") and not _goes_on_speaking(hunt, sentence):
        return
    follows = keys[first + 1] in _AFTER_SPEAKER - {"که", "به"}
    if follows and _TALK.intersection(keys[first : first + _SPEECH_REACH]):
        hunt.add(first, first + 1, "speaker", 0.6)


def _is_rare_speaker(hunt: _Hunt, sentence: Sentence) -> bool:
    """«نیک‌آذر افزود: …»: a word that news hardly uses goes on speaking."""
    keys, first = hunt.context.keys, sentence.first
    fits = len(keys[first]) >= _SHORTEST_RARE and keys[first] not in places()
    fits = fits and not keys[first].startswith(_GLUED_TITLES)
    if not fits or is_ordinary(hunt, first) or not _goes_on_speaking(hunt, sentence):
        return False
    written = _WRITTEN.intersection(keys[first : first + _LONGEST_GOING_ON])
    owned = hunt.context.document.tokens[first].form.endswith("\u200cشان")
    said = keys[first + 1] in _SAID or keys[first + 1 : first + 3] in _GOING_ON
    return said and not (written or owned)


_SHORTEST_RARE = 4  # letters
_LONGEST_GOING_ON = 5  # tokens of «… در ادامه این گزارش»
_WRITTEN = frozenset(  # of papers and what they print
    {"گزارش", "بیانیه", "مقاله", "اطلاعیه", "یادداشت", "اورده", "نوشته", "نوشت"}
)
_GLUED_TITLES = ("وزیر", "رییس", "مدیر", "معاون", "استاندار", "فرماندار")  # «وزیرکشور»


def _goes_on_speaking(hunt: _Hunt, sentence: Sentence) -> bool:
    """«اوحدی در پاسخ به … گفت:»: who goes on speaking is known, and so has a name.

    A noun with the indefinite «ی» («شهروندی», «مربی») names nobody.
    """
    keys, first = hunt.context.keys, sentence.first
    token = hunt.context.document.tokens[first]
    if token.ezafe or keys[first][:-1] in _person_words() or keys[first] in _ANYBODY:
        return False
    follows = keys[first + 1 : first + 3]
    known = follows[0] in _TALK - {":"} or follows in _GOING_ON
    return known and ":" in keys[first : sentence.last]


@cache
def _person_words() -> frozenset[str]:
    listed = (*rows("speaker_nouns", 2), *rows("person_nouns", 1))
    return frozenset(match_key(row[0]) for row in listed) | title_starts()


_ANYBODY = frozenset({"برخی", "بعضی", "همگی", "بسیاری", "عدهای", "گروهی", "شماری"})
_GOING_ON = frozenset(
    {("در", "پاسخ"), ("در", "ادامه"), ("در", "پایان"), ("با", "اشاره"), ("با", "بیان")}
    | {("با", "تاکید"), ("ضمن", "اشاره"), ("ضمن", "بیان"), ("در", "خصوص")}
)


def _holders_of_offices(hunt: _Hunt) -> None:
    """Find the full names of those who held a known office, listed or foreign."""
    matcher, keys = _full_names(), hunt.context.keys
    for at in range(len(keys)):
        if hunt.taken[at] or not matcher.may_match(keys, at):
            continue
        found = matcher.match(keys, at, hunt.context.sentence_at(at).last)
        if found is not None and not any(hunt.taken[at : found.last]):
            hunt.add(at, found.last, "known", 0.8)


@cache
def _full_names() -> PhraseMatcher[str]:
    """Return a matcher of the names of two words or more of ``office_holders.tsv``."""
    names = (row[1] for row in rows("office_holders", 4))
    return PhraseMatcher((name, name) for name in names if " " in name)


def _again(hunt: _Hunt, mentions: Sequence[Mention]) -> None:
    """Find names wherever they come again, whole or as a bare surname."""
    keys = hunt.context.keys
    persons = [m for m in (*mentions, *hunt.found) if m.kind is EntityKind.PERSON]
    names = {tuple(keys[m.first : m.last]) for m in persons}
    forms = names | {name[-1:] for name in names if _is_surname(name[-1])}
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for form in sorted(forms, key=lambda words: (-len(words), words)):
        by_first.setdefault(form[0], []).append(form)
    for first, key in enumerate(keys):
        for form in by_first.get(key, ()):
            last = first + len(form)
            if keys[first:last] != form or any(hunt.taken[first:last]):
                continue
            if last - first > 1 or _stands_as_name(hunt, first):
                hunt.add(first, last, "document", 0.7)
                break


def _stands_as_name(hunt: _Hunt, at: int) -> bool:
    """Whether a bare surname is used as one, not as a common word."""
    tokens, keys = hunt.context.document.tokens, hunt.context.keys
    if not hunt.is_unlisted(at) and not hunt.may_be_name(at):
        return False
    if keys[at] in places():
        return False
    sentence = hunt.context.sentence_at(at)
    if tokens[at].pos == "PROPN" or keys[at - 1] in _honorifics():
        return True
    opens = at == sentence.first or tokens[at - 1].pos == "PUNCT"
    return opens and at + 1 < sentence.last and tokens[at + 1].pos in _AFTER_SUBJECT


def _is_surname(key: str) -> bool:
    return len(key) >= _SHORTEST_SURNAME


def _named(context: Context, mention: Mention) -> Mention | None:
    """Cut a name before what stands in none; ``None`` where nothing is left.

    «علی رضایی | دامت برکاته», «گران‌قیمت‌ترین», «سلبریتی‌ها», «اسید اوریک».
    """
    if mention.kind is not EntityKind.PERSON:
        return mention
    first = mention.first + _is_privative(context, mention)
    first += _is_deed_of(context, first, mention.last)
    first += 2 * _is_of_rank(context, first, mention.last)
    first += _is_kin(context, first, mention.last)
    while first < mention.last and _is_owned(context, first):
        first += 1
    inside = range(first, mention.last)
    at = next((at for at in inside if _is_in_no_name(context, at)), mention.last)
    if at == first or _is_medium(context, first):
        return None
    if _names_nobody(context, first, at):
        return None
    if (first, at) == (mention.first, mention.last):
        return mention
    return replace(mention, first=first, last=at, span=_span(context, first, at))


def _is_medium(context: Context, first: int) -> bool:
    """«روزنامه مصری | الیوم السابع»: what stands there is the name of a paper.

    But «خبرنگار روزنامه مصری | علی رضایی» names a person.
    """
    keys = context.keys
    told = first > 2 and keys[first - 1] in origins() and keys[first - 2] in _MEDIA
    return told and match_at(title_matcher(), keys, first - 3, first) is None


_MEDIA = frozenset(
    {"روزنامه", "هفتهنامه", "ماهنامه", "نشریه", "مجله", "شبکه", "سایت", "وبسایت"}
    | {"پایگاه", "خبرگزاری", "وبگاه", "تارنمای"}
)


def _names_nobody(context: Context, first: int, last: int) -> bool:
    """Whether all words of a name are everyday words («حساب کاربری», «جام حذفی»).

    One such word may be a surname («دکتر محرز»).
    """
    plain = all(key in _everyday_words() for key in context.keys[first:last])
    return last - first > 1 and plain


@cache
def _everyday_words() -> frozenset[str]:
    """Words that news uses often and that are in no list of names."""
    names = word_keys("surnames") | word_keys("first_names") | common_first_names()
    return word_keys("ordinary_words") - names


def _is_kin(context: Context, first: int, last: int) -> bool:
    """«دایی | عمر رضایی»: whose kin is told, before a first name."""
    keys = context.keys
    return (
        last - first > 2 and keys[first] in _KIN and keys[first + 1] in _first_names()
    )


_KIN = frozenset({"دایی", "عمو", "برادر", "خواهر", "پسر", "دختر", "همسر", "داماد"})


def _is_of_rank(context: Context, first: int, last: int) -> bool:
    """«امیر دریادار | علی رضایی»: how an officer is addressed."""
    return last - first > 2 and context.keys[first : first + 2] in _RANKS


_RANKS = frozenset(
    ("امیر", rank)
    for rank in ("دریادار", "سرتیپ", "سرلشکر", "دریابان", "سپهبد", "ارتشبد", "سرهنگ")
)


def _is_deed_of(context: Context, first: int, last: int) -> bool:
    """«پاس | آوا نوواک», «گل | نوواک»: what a player does is no word of the name.

    «گل‌محمد» is a first name.
    """
    return last - first > 1 and _is_deed(context, first)


def _is_deed(context: Context, token: int) -> bool:
    """Whether a word is «پاس», or «گل» before what goes on no first name."""
    after = context.keys[token + 1 : token + 2]
    named = bool(after) and (after[0] in common_first_names() or after[0] == "اقا")
    return context.keys[token] in _PLAYS and not named


_PLAYS = frozenset({"گل", "پاس", "شوت", "دروازه", "ضربه", "سانتر"})


def _is_owned(context: Context, token: int) -> bool:
    """«مهاجم | اروگوئه‌ای‌اش | آبل هرناندز»: somebody's, and so no word of a name."""
    return context.document.tokens[token].form.endswith("\u200cاش")


def _is_privative(context: Context, mention: Mention) -> bool:
    """«حملات | بی‌امان رضایی»: an adjective before a name, and no «بی‌نظیر»."""
    word = context.document.tokens[mention.first].form
    listed = context.keys[mention.first] in word_keys("first_names")
    return word.startswith("بی‌") and not listed


def _is_in_no_name(context: Context, token: int) -> bool:
    """Whether a word is a blessing, listed, a plural, or a comparison."""
    key, form = context.keys[token], context.document.tokens[token].form
    if key in word_keys("no_persons"):
        return True
    after = context.keys[token + 1 : token + 2]
    blessed = key in _BLESSINGS and (key != "دام" or after in _BLESSED)
    return blessed or form.endswith(_NO_NAME_ENDINGS)


_BLESSINGS = frozenset(
    {"حفظه", "دامت", "دام", "مدظله", "دامظله", "مدظلهالعالی", "توفیقه"}
)
_BLESSED = frozenset({("ظله",), ("عزه",), ("توفیقه",), ("برکاته",), ("مجده",)})
_NO_NAME_ENDINGS = ("\u200cها", "\u200cهای", "\u200cهایی", "ترین")


def _without_title(context: Context, mention: Mention) -> Mention | None:
    """Take a title off the front of a name; ``None`` where nothing is left."""
    if mention.kind not in {EntityKind.PERSON, EntityKind.ORGANIZATION}:
        return mention
    found = match_at(title_matcher(), context.keys, mention.first, mention.last)
    if found is None or found.value.craft:
        return mention if found is None else _after_craft_noun(context, mention, found)
    first = found.last
    if first == mention.first + 1 and context.keys[mention.first] in _first_names():
        return mention  # «ستاره» and «مالک» are first names too
    body = next(
        (t for t in range(mention.first + 1, first) if context.keys[t] in bodies()),
        None,
    )
    first = first if body is None else body
    while first < mention.last and context.keys[first] in origins():
        first += 1
    if first >= mention.last or (
        mention.kind is EntityKind.PERSON and found.value.rest is Rest.MINISTRY
    ):
        return None
    kind: EntityKind = mention.kind
    key = context.keys[first]
    if key in bodies():
        kind = EntityKind.ORGANIZATION
    elif found.value.rest is Rest.PLACE and not _is_listed(key):
        kind = EntityKind.PLACE  # «صدراعظم آلمان»
    return replace(
        mention,
        first=first,
        span=context.document.tokens_span(first, mention.last),
        kind=kind,
    )


def _after_craft_noun(
    context: Context, mention: Mention, found: PhraseMatch[TitleEntry]
) -> Mention:
    """«به کارگردانی رضایی و | نویسندگی | آوا نوواک»: the work is no part of a name."""
    first = found.last
    if mention.kind is not EntityKind.PERSON or mention.last - first < _LEAST_NAME:
        return mention
    return replace(mention, first=first, span=_span(context, first, mention.last))


_LEAST_NAME = 2  # words of a first name and a surname


def _parted(context: Context, mention: Mention) -> Iterator[Mention]:
    """Take a person's name off the end of a place or body that ran into it.

    «صدراعظم آلمان | یورگن هافمن», «سخنگوی وزارت بهداشت | ناصر بیات», «از کرمان | محمد
    نیازی گفت»: no ezafe ties the name to what stands before it.
    """
    mention = _without_address(context, _without_second_title(context, mention))
    mention = _without_rest(context, _without_office(context, mention))
    mention = _without_quality(context, mention)
    comma = _comma_within(context, mention)
    if comma is not None:
        yield replace(mention, last=comma, span=_span(context, mention.first, comma))
        rest = replace(mention, first=comma + 1)
        yield from _parted(
            context, replace(rest, span=_span(context, comma + 1, mention.last))
        )
        return
    at = _person_within(context, mention)
    if at is None:
        yield mention
        return
    for first, last in ((mention.first, at), (at, mention.last)):
        yield replace(
            mention,
            first=first,
            last=last,
            span=context.document.tokens_span(first, last),
            kind=mention.kind if first == mention.first else EntityKind.PERSON,
        )


def _span(context: Context, first: int, last: int) -> Span:
    return context.document.tokens_span(first, last)


def _comma_within(context: Context, mention: Mention) -> int | None:
    """Return the comma that two persons' names were joined over."""
    if mention.kind is not EntityKind.PERSON:
        return None
    tokens = context.document.tokens
    inside = range(mention.first + 1, mention.last - 1)
    return next((at for at in inside if tokens[at].form in {"،", ","}), None)


def _without_office(context: Context, mention: Mention) -> Mention:
    """«دوران ریاست جمهوری | علی رضایی»: the office is no part of a name."""
    keys, first = context.keys, mention.first
    office = first and keys[first - 1] in {"ریاست", "رییس"} and keys[first] in _REPUBLIC
    if mention.kind is not EntityKind.PERSON or not office:
        return mention
    if first + 1 == mention.last:
        return mention
    span = _span(context, first + 1, mention.last)
    return replace(mention, first=first + 1, span=span)


_REPUBLIC = frozenset({"جمهوری", "جمهور"})


def _without_rest(context: Context, mention: Mention) -> Mention:
    """Cut a body before a text or an honorific that it ran into.

    «سازمان انرژی اتمی | بیانیه آلمان», «دادسرای باران | آقای نیک‌روش».
    """
    if mention.kind is not EntityKind.ORGANIZATION:
        return mention
    inside = range(mention.first + 1, mention.last)
    at = next((at for at in inside if context.keys[at] in _RUN_INTO), None)
    if at is None:
        return mention
    return replace(mention, last=at, span=_span(context, mention.first, at))


def _without_quality(context: Context, mention: Mention) -> Mention:
    """«هافبک | گلزن | فولاد شهر»: what a player is like is no part of a club's name."""
    first = mention.first
    whole = mention.kind is not EntityKind.ORGANIZATION or mention.last - first == 1
    if whole or not first or context.keys[first] not in qualities():
        return mention
    if not _is_title(context, first - 1, first):
        return mention
    span = _span(context, first + 1, mention.last)
    return replace(mention, first=first + 1, span=span)


_HONORED = frozenset({"اقای", "خانم", "جناب"})
_RUN_INTO = (
    _HONORED
    | frozenset({"سخنران", "سخنرانان", "میهمان"})
    | frozenset(
        {"بیانیه", "ادعای", "اظهارات", "سخنان", "حملات", "جزییات"}
        | {"عبارتند", "عبارتاند"}
    )
)


def _without_second_title(context: Context, mention: Mention) -> Mention:
    """Cut a body before «و» and a title («دولت ملی | و فعال سیاسی»)."""
    if mention.kind is not EntityKind.ORGANIZATION:
        return mention
    keys = context.keys
    for at in range(mention.first + 1, mention.last - 1):
        if keys[at] != "و":
            continue
        found = match_at(title_matcher(), keys, at + 1, mention.last)
        if found is not None and found.value.rest is Rest.NONE:
            span = context.document.tokens_span(mention.first, at)
            return replace(mention, last=at, span=span)
    return mention


def _without_address(context: Context, mention: Mention) -> Mention:
    """Cut a name before «خطاب به» («علی رضایی | خطاب به مدیران»)."""
    last = mention.last - 1
    keys = context.keys
    addresses = keys[last] == "خطاب" and keys[last + 1 : last + 2] == ("به",)
    if mention.kind is not EntityKind.PERSON or not addresses or last == mention.first:
        return mention
    span = context.document.tokens_span(mention.first, last)
    return replace(mention, last=last, span=span)


def _person_within(context: Context, mention: Mention) -> int | None:
    """Return where a person's name begins within a place or body."""
    keys = context.keys
    if mention.kind not in _HOLDING_NAMES:
        return None
    for at in range(mention.first + 1, mention.last):
        if keys[at - 1] in NAMED_AFTER_PERSONS | {"و"}:
            continue
        if "و" in keys[at : mention.last]:  # «امور داخلی کشور و شوراها»: no name
            continue
        if _holder_begins(context, mention, at):
            return at
        if context.document.tokens[at - 1].ezafe:
            continue
        if NAMED_AFTER_PERSONS.isdisjoint(
            keys[mention.first : mention.last]
        ) and _begins_person(context, mention, at):
            return at
    return None


_HOLDING_NAMES = frozenset(
    {EntityKind.PLACE, EntityKind.ORGANIZATION, EntityKind.FACILITY}
)


def _holder_begins(context: Context, mention: Mention, at: int) -> bool:
    """«سخنگوی وزارت کشور | علی کاویان»: first name and surname after a title's body.

    Or before a comma and a title («دولت | علی کاویان، نخست‌وزیر …»).
    """
    keys, tokens = context.keys, context.document.tokens
    last = mention.last - 1
    if last == at or any(keys[token] in _common_words() for token in range(at, last)):
        return False
    comma = mention.last < len(keys) and tokens[mention.last].form in _COMMAS
    titled = comma and _starts_title(context, mention.last + 1)
    named = keys[at] in _plain_first_names()
    if not named:
        return titled and last == at + 1 and _is_foreign(context, at)
    if keys[last].endswith(("ی", *_SURNAME_ENDINGS)):
        return titled or _follows_title(context, mention.first, at)
    known = _is_listed(keys[last]) or _ends_body(context, at)
    return known and _follows_title(context, mention.first, at)


def _is_foreign(context: Context, at: int) -> bool:
    """Whether two words are a name that no list has («دولت | جاستین هادسون، …»)."""
    keys = context.keys
    return all(
        context.document.tokens[token].pos == "PROPN"
        and keys[token] not in _common_words()
        and keys[token] not in places()
        and not keys[token].endswith("ی")
        for token in (at, at + 1)
    )


def _ends_body(context: Context, at: int) -> bool:
    """Whether a place or a listed field ends before ``at`` («وزارت کشور | علی …»)."""
    keys = context.keys
    if keys[at - 1] in places():
        return True
    starts = range(max(0, at - _LONGEST_TITLE), at)
    found = (match_at(field_matcher(), keys, start, at) for start in starts)
    return any(one is not None and one.last == at for one in found)


def _follows_title(context: Context, first: int, at: int) -> bool:
    """Whether a title stands before a body, whose name no ezafe ties to ``at``."""
    shaped = context.keys[at + 1].endswith(("ی", *_SURNAME_ENDINGS))
    if context.document.tokens[at - 1].ezafe and not shaped:
        return _ends_body(context, at)
    return any(
        _is_title(context, start, first)
        for start in range(max(0, first - _LONGEST_TITLE), first)
    )


def _starts_title(context: Context, token: int) -> bool:
    limit = min(len(context.keys), token + _LONGEST_TITLE)
    return match_at(title_matcher(), context.keys, token, limit) is not None


def _begins_person(context: Context, mention: Mention, at: int) -> bool:
    """Whether a name begins at ``at``: by its first name, or after a country."""
    keys = context.keys
    place = "".join(keys[mention.first : at]) in places()
    rest = range(at, mention.last)
    if keys[at] in _first_names():
        alone = place and _is_surname_at(context, mention.last)
        full = len(rest) > 1 and all(_is_listed(keys[token]) for token in rest)
        return alone or full or (place and len(rest) > 1)
    titled = any(
        _is_title(context, start, mention.first)
        for start in range(max(0, mention.first - _LONGEST_TITLE), mention.first)
    )
    proper = all(context.document.tokens[token].pos == "PROPN" for token in rest)
    whole = "".join(keys[mention.first : mention.last]) in places()
    return place and titled and proper and len(rest) > 1 and not whole


def _is_title(context: Context, first: int, last: int) -> bool:
    """Whether a listed title fills a token range."""
    found = match_at(title_matcher(), context.keys, first, last)
    return found is not None and found.last == last


def _is_surname_at(context: Context, token: int) -> bool:
    """Whether the word after a first name is its surname."""
    return token < len(context.keys) and not _is_common(context, token)


def _completed(context: Context, mention: Mention) -> Mention:
    """Take the surname to a first name that stands alone («محمد» of «محمد نیازی»)."""
    if mention.kind is not EntityKind.PERSON:
        return mention
    first, last = _first_of_name(context, mention), mention.last
    while first < last - 1 and context.keys[first] in _TITLES_OF_CLERGY:
        first += 1
    while last > mention.first + 1 and _is_never_last(context, mention, last - 1):
        last -= 1
    particled = last == mention.last and _goes_on_after_van(context, last)
    if particled or (last == mention.last and _goes_on_hyphened(context, last)):
        last += 2
    elif last == mention.last and _lacks_surname(context, mention):
        last += 1
    if (first, last) == (mention.first, mention.last):
        return mention
    span = context.document.tokens_span(first, last)
    return replace(mention, first=first, last=last, span=span)


def _goes_on_after_van(context: Context, last: int) -> bool:
    """«آوا فان | در نوواک»: the Dutch and German particles of a surname."""
    keys, tokens = context.keys[last - 1 : last + 2], context.document.tokens
    if len(keys) < 3 or keys[0] not in {"فان", "فون", "ون"} or keys[1] != "در":
        return False
    return (
        tokens[last + 1].pos in {"PROPN", "NOUN"} and context.mention_of[last + 1] < 0
    )


def _goes_on_hyphened(context: Context, last: int) -> bool:
    """«پارک مین-هو»: whether a hyphen without spaces joins one more word to a name."""
    document = context.document
    tokens = document.tokens[last - 1 : last + 2]
    if len(tokens) < 3 or tokens[1].form not in {"-", "‐", "‑"}:
        return False
    name, hyphen, word = tokens
    tight = name.span.end == hyphen.span.start and hyphen.span.end == word.span.start
    return tight and word.form.isalpha() and context.mention_of[last + 1] < 0


_TITLES_OF_CLERGY = frozenset({"المسلمین", "والمسلمین", "الاسلام"})


def _is_never_last(context: Context, mention: Mention, token: int) -> bool:
    """«محمد نیازی | وارد», «نوواک | فرانسوی»: a predicate, or whence one comes."""
    key, first = context.keys[token], context.keys[mention.first]
    abroad = key in _FROM_AFAR and first not in _first_names()
    return key in _NEVER_LAST or abroad


# adjectives of origin that hardly anybody is called by («عراقی» is a surname)
_FROM_AFAR = frozenset(
    {"فرانسوی", "ایتالیایی", "المانی", "اسپانیایی", "برزیلی", "ارژانتینی", "پرتغالی"}
    | {"انگلیسی", "هلندی", "بلژیکی", "کروات", "صربستانی", "لهستانی", "اوکراینی"}
    | {"امریکایی", "کانادایی", "استرالیایی", "ژاپنی", "سوییسی", "سویدی", "نروژی"}
    | {"اروگویهای", "شیلیایی", "کلمبیایی", "مکزیکی", "اتریشی", "دانمارکی", "کرهای"}
)


# what a predicate begins with: «محمد نیازی | وارد تهران شد»
_NEVER_LAST = frozenset(
    {"وارد", "عازم", "راهی", "مشغول", "حاضر", "گفت", "افزود", "اظهار", "تصریح"}
    | {"خاطرنشان"}
)


def _first_of_name(context: Context, mention: Mention) -> int:
    """Take a first name to a name («شکرالله | حسن نیازی», «بهنام | نیک‌زاده»).

    So with the first part of a surname («مدرس | کوهی»).
    """
    first = mention.first
    before = first - 1
    if before < context.sentence_at(first).first or context.mention_of[before] >= 0:
        return first
    key = context.keys[before]
    if mention.last - first == 1 and _is_introduced(context, before):
        return before
    named = key.endswith("الله") and key not in _honorifics() | _NO_FIRST_NAMES
    part = key in SURNAME_STARTS and context.keys[first] not in _first_names()
    alone = mention.last - first == 1 and (part or _is_plain_first(context, before))
    return before if named or alone else first


def _is_introduced(context: Context, token: int) -> bool:
    """«سناتورها | سوزان | نوواک»: any first name between a title and a name."""
    key = context.keys[token]
    named = key in word_keys("first_names") and key not in word_keys("ordinary_words")
    titled = _ends_title(context, token)
    return (
        titled and named and not _starts_title(context, token) and key not in places()
    )


def _ends_title(context: Context, token: int) -> bool:
    return any(
        (found := match_at(title_matcher(), context.keys, start, token)) is not None
        and found.last == token
        for start in range(max(0, token - _LONGEST_TITLE), token)
    )


def _is_plain_first(context: Context, token: int) -> bool:
    """«بهنام | نیک‌زاده»: a first name, no other word, that no ezafe ties before."""
    key, pos = context.keys[token], context.document.tokens[token].pos
    if key not in _plain_first_names() or pos not in {"PROPN", "NOUN"}:
        return False
    plain = key not in word_keys("ordinary_words") and key not in _honorifics()
    return plain and not _starts_title(context, token)


_NO_FIRST_NAMES = frozenset({"الله", "حزبالله", "انصارالله", "ثارالله", "بقیهالله"})


def _lacks_surname(context: Context, mention: Mention) -> bool:
    """Whether the word after a name is the rest of it.

    A first name alone takes its surname; a word that nothing else explains, before the
    person's title, is one, too («مهدی جهان | تیغی فعال فرهنگی»).
    """
    keys, after = context.keys, mention.last
    if after >= context.sentence_at(mention.first).last:
        return False
    if mention.last - mention.first == 1:
        return _is_first_name(keys[mention.first]) and not _is_common(context, after)
    token = context.document.tokens[after]
    if _is_second_surname(context, mention):
        return True
    free = context.mention_of[after] < 0 and token.pos in {"PROPN", "NOUN", "ADJ"}
    lettered = any(map(str.isalnum, keys[after]))  # no «_»
    if not free or not lettered or token.ezafe or keys[after] in _common_words():
        return False
    shaped = token.pos == "PROPN" or keys[after].endswith("ی")
    told = keys[after] in status_words() or keys[after][:-1] in _person_words()
    return (
        shaped
        and not told
        and not _starts_title(context, after)
        and _starts_title(context, after + 1)
    )


def _is_second_surname(context: Context, mention: Mention) -> bool:
    """«علی باقری | کنی», «جیم دبلیو | دین»: a surname that no ezafe ties to a name."""
    keys, after = context.keys, mention.last
    token = context.document.tokens[after]
    if context.mention_of[after] >= 0 or token.pos == "PUNCT":
        return False
    initial = keys[after - 1] in word_keys("letter_names")
    if not (initial or keys[after] in word_keys("surnames")):
        return False
    if _starts_title(context, after) or _is_born(context, after):
        return False
    if initial:
        return token.pos in {"PROPN", "NOUN"} and keys[after] not in _common_words()
    sets = (_common_words(), _first_names(), word_keys("ordinary_words"))
    listed = any(keys[after] in words for words in sets)
    return not listed and not context.document.tokens[after - 1].ezafe


def _is_born(context: Context, token: int) -> bool:
    """«فتحعلی نیازی | زاده ۱۳۲۴ در …» tells when somebody was born."""
    follows = context.document.tokens[token + 1 : token + 2]
    told = bool(follows) and (follows[0].form.isdigit() or follows[0].form == "در")
    return context.keys[token] == "زاده" and told


@cache
def _is_first_name(key: str) -> bool:
    """Whether a word is a first name, or two in one («علی‌محمد»)."""
    names = _first_names()
    return key in names or any(
        key[:size] in names and key[size:] in names for size in range(2, len(key) - 1)
    )


def _is_common(context: Context, token: int) -> bool:
    """Whether a word after a first name is no surname."""
    key, pos = context.keys[token], context.document.tokens[token].pos
    return (
        context.mention_of[token] >= 0
        or not (key in word_keys("surnames") or _acts_as_surname(context, token))
        or key in _common_words()
        or (pos in _NOT_NAMES and not key.endswith("ی"))
    )


def _acts_as_surname(context: Context, token: int) -> bool:
    """Whether a word shaped like a surname stands before a speaker's verb.

    «محمد نیازی که در جمع مدیران سخن می‌گفت»: «نیازی» is a word of its own, too.
    """
    key = context.keys[token]
    after = context.keys[token + 1 : token + 2]
    if len(key) > _SHORTEST_SURNAME and key.endswith(_SURNAME_ENDINGS):
        return True
    shaped = key.endswith("ی") and len(key) >= _SHORTEST_SURNAME
    return shaped and not _AFTER_SPEAKER.isdisjoint(after)


_SURNAME_ENDINGS = ("پور", "زاده", "نژاد", "نیا", "وند", "منش", "دوست", "زادگان")


def _beside_title(hunt: _Hunt, title: Title) -> None:
    if title.entry.craft:
        _after_craft(hunt, title)
        return
    _before_title(hunt, title)
    _after_title(hunt, title)
    _maker_told(hunt, title)
    if title.first and hunt.is_person(title.first - 1):
        hunt.posts.add(title.last)


def _maker_told(hunt: _Hunt, title: Title) -> None:
    """«کارگردان این سریال | آوا نیک روش | است»: whom a maker's title names."""
    keys, start = hunt.context.keys, title.last + 2
    limit = hunt.context.sentence_at(title.first).last
    pointed = keys[title.last : title.last + 1] == ("این",)
    if title.entry.domain != "arts" or not pointed:
        return
    if keys[start - 1] not in word_keys("work_nouns"):
        return
    for last in range(start + 2, min(limit, start + _LONGEST_NAME)):
        if not all(hunt.is_unlisted(token) for token in range(start, last)):
            return
        if keys[last] == "است":
            hunt.add(start, last, "after_title", 0.65)
            return


_IN_SENTENCES = (_speaker, _lone_speaker, _listed, _last_listed, _gentlemen)


def with_persons(document: Document) -> Document:
    """Return the document with its mentions of persons put right.

    Mentions stay in order and disjoint; those that were right are kept as they are.
    """
    return read_persons(document).document


def read_persons(document: Document) -> Context:
    """Return the context of a document, its mentions of persons put right.

    Most documents stay as they are; what was looked up in them is used again.
    """
    context = Context(document)
    parted = [one for mention in document.mentions for one in _parted(context, mention)]
    named = [one for mention in parted if (one := _named(context, mention)) is not None]
    kept = [_without_title(context, mention) for mention in named]
    mentions = tuple(_completed(context, m) for m in kept if m is not None)
    if mentions != document.mentions:
        document = dataclasses.replace(document, mentions=mentions)
        context = Context(document)
    hunt = _Hunt(context)
    _holders_of_offices(hunt)
    for title in find_titles(context):
        _beside_title(hunt, title)
    for sentence in document.sentences:
        for look in _IN_SENTENCES:
            look(hunt, sentence)
    led_by_unknown(hunt)
    _again(hunt, mentions)
    if not hunt.found:
        return context
    together = sorted((*mentions, *hunt.found), key=lambda m: m.span)
    return Context(dataclasses.replace(document, mentions=tuple(together)))
