"""Persons beside a title: «علی رضایی، عضو کمیسیون …», «وزیر نیرو علی رضایی»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.marks import DASHES
from kg.extract.persons.hunt import OPENERS, Hunt
from kg.extract.persons.words import (
    AFTER_SUBJECT,
    COMMAS,
    HONORED,
    LONGEST_NAME,
    first_names,
    honorifics,
    is_listed,
)
from kg.extract.rare import (
    DETERMINERS,
    is_ordinary,
    maker_after,
    name_after,
    name_before,
)
from kg.extract.roles.vocabulary import ADDRESSES, places
from kg.lexicon import word_keys
from kg.normalize import match_key


if TYPE_CHECKING:
    from kg.extract.roles.model import Title


_QUOTES = {"»": "«", '"': '"', "”": "“"}


def _before_title(hunt: Hunt, title: Title) -> None:
    """«علی رضایی، عضو کمیسیون …», «نوری رئیس سازمان …»."""
    if title.plural:
        _before_group(hunt, title)
        return
    sentence = hunt.context.sentence_at(title.first)
    end = title.first
    comma = hunt.context.document.tokens[end - 1].form in COMMAS
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


def _before_age(hunt: Hunt, end: int, limit: int) -> int:
    """«آوا نوواک | ۴۰ ساله، فرماندار …»: step back over an age."""
    aged = hunt.context.keys[end - 1] == "ساله" and end - 2 > limit
    return end - 2 if aged and hunt.context.keys[end - 2].isdigit() else end


def _before_group(hunt: Hunt, title: Title) -> None:
    """«پالوما نوکدا، از نمایندگان مجلس پرو گفت»: two or three words that begin it.

    So in «آوا نوواک یکی دیگر از بازیکنان باران گفت».
    """
    keys, end = hunt.context.keys, title.first - 1
    if title.body is None or end < 3 or keys[end] != "از":
        return
    end -= keys[end - 1] == "دیگر"
    end -= keys[end - 1] == "یکی"
    if hunt.context.document.tokens[end - 1].form in COMMAS:
        _add_subject(hunt, title, end - 1)
    else:
        _add_rare(hunt, title, end)


def _add_appointed(hunt: Hunt, title: Title, _end: int) -> bool:
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
    return _add_chosen(hunt, end, sentence.first)


def _add_chosen(hunt: Hunt, end: int, limit: int) -> bool:
    """«انتخاب | آوا دراژیچ | به عنوان …»: rare words that the choice is of."""
    keys, tokens = hunt.context.keys, hunt.context.document.tokens
    for first in range(end - 1, max(limit, end - _LONGEST_CHOSEN), -1):
        named = keys[first] in word_keys("first_names") or not is_ordinary(hunt, first)
        if not (hunt.is_unlisted(first) and named):
            return False
        if keys[first - 1] in _CHOICES:
            whole = end - first > 1 and not tokens[end - 1].ezafe
            if whole:
                hunt.add(first, end, "before_title", 0.65)
            return whole
    return False


_LONGEST_CHOSEN = 4
_CHOICES = frozenset(
    {"انتخاب", "انتصاب", "معرفی", "معارفه", "تودیع", "ابقای", "برگزیدن", "جذب"}
)


def _add_surname(hunt: Hunt, title: Title, end: int) -> bool:
    """«… که نیازی رئیس سازمان آب داشت»: a listed surname before a post of a body."""
    keys, at = hunt.context.keys, end - 1
    if title.body is None or end != title.first or at < 1 or not hunt.is_unlisted(at):
        return False
    named = hunt.context.mention_at(title.body[0]) is not None
    framed = at > 1 and keys[at - 2] == "این"  # «در ادامه این نشست | نیازی رئیس …»
    loose = keys[at - 1] == "که" or (
        framed
        and not (hunt.context.document.tokens[at - 1].ezafe and is_ordinary(hunt, at))
    )
    if named and loose and keys[at] in word_keys("surnames"):
        hunt.add(at, end, "before_title", 0.65)
        return True
    return False


def _add_quoted(hunt: Hunt, title: Title, end: int) -> bool:
    """«آوا نوواک» وزیر دفاع …: a quoted name before a title is its holder's."""
    tokens = hunt.context.document.tokens
    closing = tokens[end - 1].form
    if closing not in _QUOTES or title.body is None:
        return False
    for first in range(end - 2, max(end - 2 - LONGEST_NAME, 0), -1):
        if not (hunt.is_unlisted(first) or hunt.context.keys[first] in _IN_NAMES):
            break
        if tokens[first - 1].form == _QUOTES[closing]:
            if end - first == 2 and _is_programme(hunt, first - 2):
                return False
            hunt.add(first, end - 1, "before_title", 0.8)
            return True
    return False


_IN_NAMES = frozenset({"چون", "او", "ان", "وان"})  # «چان چون سینگ», «هان سونگ او»


def _is_programme(hunt: Hunt, token: int) -> bool:
    """«مهمان «زاویه»، رئیس …»: one word in quotation marks that a noun governs."""
    before = hunt.context.document.tokens[token]
    return before.pos == "NOUN" and before.ezafe and not hunt.is_governor(token)


def _add_guest(hunt: Hunt, title: Title, end: int, *, comma: bool) -> bool:
    """«با حضور نوبخت رئیس سازمان آب», «آقای نوبخت، رئیس سازمان آب»."""
    keys = hunt.context.keys
    for first in range(end - 1, max(end - 3, 0), -1):
        if not hunt.is_unlisted(first):
            return False
        before = keys[first - 1]
        if before in honorifics() - {"سر"} or (
            before == "حضور" and not comma and title.body
        ):
            hunt.add(first, end, "before_title", 0.7)
            return True
    return False


def _add_subject(hunt: Hunt, title: Title, end: int) -> bool:
    """«شرافت زمان امرخیل، سخنگوی وزارت …»: two words or more that begin a sentence."""
    first = _clause_of(hunt, title)
    if end == title.first and hunt.context.document.tokens[end - 1].ezafe:
        return False  # «حرکت خودروهای رهبر …»
    fits = 2 <= end - first <= LONGEST_NAME - 1 and title.body is not None
    foreign = fits and _is_foreign_start(hunt, first)
    rest = range(first + foreign, end)
    if not fits or not all(hunt.is_unlisted(token) for token in rest):
        return False
    hunt.add(first, end, "before_title", 0.7)
    return True


def _clause_of(hunt: Hunt, title: Title) -> int:
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


def _is_foreign_start(hunt: Hunt, first: int) -> bool:
    """Whether a short unknown word was taken for a determiner («لن خودوروفسکی»)."""
    token = hunt.context.document.tokens[first]
    return token.pos == "DET" and hunt.context.keys[first] not in DETERMINERS


def _add_met(hunt: Hunt, title: Title, end: int) -> bool:
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


def _add_joined(hunt: Hunt, title: Title, end: int) -> bool:
    """«که آوا نوواک وزیر دفاع …», «… و هان سونگ او – سفیر …»: no ezafe joins them."""
    tokens, keys = hunt.context.document.tokens, hunt.context.keys
    if title.body is None:
        return False
    dashed = end < title.first and tokens[end].form in DASHES
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


def _is_one_foreign_word(hunt: Hunt, title: Title, end: int) -> bool:
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


def _add_known_surname(hunt: Hunt, title: Title, end: int) -> bool:
    """«از لری سون، مهاجم …»: the surname is a person's of the article («سون»)."""
    keys, at = hunt.context.keys, end - 2
    if at < 1 or keys[end - 1] not in hunt.surnames or title.plural:
        return False
    free = hunt.is_unlisted(at) and hunt.is_unlisted(end - 1)
    before = hunt.context.document.tokens[at - 1]
    opens = before.pos in OPENERS or at == hunt.context.sentence_at(at).first
    if free and opens:
        hunt.add(at, end, "before_title", 0.7)
    return free and opens


def _add_next(hunt: Hunt, title: Title, end: int) -> bool:
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


def _add_giver(hunt: Hunt, title: Title, end: int) -> bool:
    """«نظر نیازکوب وزیر راه», «اظهارات صادق رئیس سازمان آب»: who said it.

    A word that no ezafe ties to the title, or a listed name; not «اظهارات تند رئیس …».
    So what a player does, before a comma («گل نوواک، مهاجم سپیدرود، …»).
    """
    at, apart = end - 1, end < title.first
    if title.body is None or at < 1 or not hunt.is_unlisted(at):
        return False
    key, before = hunt.context.keys[at], hunt.context.document.tokens[at - 1]
    acts = _PLAYED if apart and title.entry.domain == "sport" else frozenset()
    given = hunt.context.keys[at - 1] in (acts if apart else _GIVEN) and before.ezafe
    untied = not hunt.context.document.tokens[at].ezafe
    if not given or not (untied or is_listed(key)) or is_ordinary(hunt, at):
        return False
    hunt.add(at, end, "before_title", 0.65)
    return True


# what somebody gives: «نظر رضایی رئیس …»
_GIVEN = frozenset(
    {"نظر", "نظرات", "اظهارات", "اظهارنظر", "سخنان", "صحبتهای", "گفته", "گفتههای"}
    | {"دستور", "نامه", "پیام", "حکم", "پاسخ", "توضیحات", "درخواست", "اعلام"}
    | {"پیشنهاد", "دعوت", "همراهی", "توییت", "بیانات", "گزارش"}
)


# what a player does or undergoes: «گل رضایی، مهاجم …», «اشتباه رضایی، مدافع …»
_PLAYED = frozenset(
    {"گل", "پاس", "شوت", "ضربه", "سانتر", "دروازه", "اشتباه", "خطای", "دریبل", "جذب"}
    | {"مصدومیت", "اخراج", "غیبت", "انتقال", "خرید", "جدایی", "بازگشت", "عملکرد"}
)


def _add_rare(hunt: Hunt, title: Title, end: int) -> bool:
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


def _is_lone_surname(hunt: Hunt, first: int, last: int) -> bool:
    """«…، کریمی رئیس سازمان آب»: listed, shaped like a surname, at a clause's start."""
    key = hunt.context.keys[first]
    tokens = hunt.context.document.tokens
    at_start = hunt.context.sentence_at(first).first == first or (
        tokens[first - 1].pos in {"CCONJ", "SCONJ", "PUNCT"}
        or hunt.context.keys[first - 1] in honorifics() | {"حضور", "گفته"}
    )
    shaped = tokens[first].pos == "PROPN" or (key.endswith("ی") and len(key) > 3)
    begins = hunt.context.sentence_at(first).first == first
    sure = key in word_keys("surnames") or (begins and tokens[first].pos == "PROPN")
    return last - first == 1 and at_start and shaped and sure


def _all_proper(hunt: Hunt, first: int, last: int) -> bool:
    tokens = hunt.context.document.tokens
    return all(token.pos == "PROPN" for token in tokens[first:last])


def _after_title(hunt: Hunt, title: Title) -> None:
    """«سخنگوی وزارت نیرو علی رضایی گفت»: the chain may have run into the name."""
    if title.plural or title.last >= len(hunt.taken):
        return
    sentence = hunt.context.sentence_at(title.first)
    start = title.last
    if hunt.context.document.tokens[start].form in COMMAS:
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


def _add_judge(hunt: Hunt, title: Title) -> bool:
    """«به ریاست قاضی کریمی کوهی برگزار …»: a surname after how a judge is addressed."""
    at = title.head_last
    judge = title.entry.title in ADDRESSES and title.last <= at + _LONGEST_SURNAME
    limit = hunt.context.sentence_at(title.first).last
    if not judge or at >= limit or not _is_judges_name(hunt, at):
        return False
    more = at + 1 < limit and hunt.is_unlisted(at + 1) and not is_ordinary(hunt, at + 1)
    hunt.add(at, at + 1 + more, "after_title", 0.65)
    return True


def _is_judges_name(hunt: Hunt, token: int) -> bool:
    """Whether a word, or the first of two in one («کریمی‌مقام»), is a surname here."""
    word = hunt.context.document.tokens[token]
    first = match_key(word.form.split("\u200c")[0])
    listed = is_listed(hunt.context.keys[token]) or first in word_keys("surnames")
    plain = is_ordinary(hunt, token) and word.pos != "PROPN"
    quality = word.form.startswith("بی\u200c")
    return listed and not (plain or quality) and hunt.is_unlisted(token)


_LONGEST_SURNAME = 2  # words


def _is_bracketed(hunt: Hunt, start: int) -> bool:
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


def _is_addressed(hunt: Hunt, start: int, limit: int) -> bool:
    """«سرپرست دادسرای باران آقای نیک‌روش»: an honorific shows that a name follows."""
    if start + 1 >= limit or hunt.context.keys[start] not in HONORED:
        return False
    return hunt.is_unlisted(start + 1)


def _ends_in_name(hunt: Hunt, start: int, last: int) -> bool:
    """Whether a chain ends in a full name, which no ezafe ties to its body."""
    return (
        not hunt.context.document.tokens[start - 1].ezafe
        and hunt.context.keys[start - 1] != "و"
        and hunt.context.keys[start] in first_names()
        and hunt.run_on(start, last) == last
    )


def _after_craft(hunt: Hunt, title: Title) -> None:
    """«به کارگردانی آوا نوواک و …»: two words that no ezafe joins to anything."""
    tokens, keys, start = hunt.context.document.tokens, hunt.context.keys, title.last
    run = range(start, start + 2)
    limit = hunt.context.sentence_at(title.first).last
    if keys[title.first - 1] not in {"به", "با", "و"} or run.stop >= limit:
        return
    free = all(_is_made_by(hunt, token) for token in run)
    ends = tokens[run.stop].pos in AFTER_SUBJECT | {"CCONJ"}
    last = run.stop if free and ends else maker_after(hunt, start, limit)
    if last is not None and not any(hunt.taken[start:last]):
        hunt.add(start, last, "after_title", 0.65)


def _is_made_by(hunt: Hunt, token: int) -> bool:
    """Whether a word may be of a maker's name; «تیم نوواک» is a man, and no team."""
    if hunt.context.keys[token] == "تیم":
        return not hunt.taken[token]
    return hunt.is_unlisted(token) and not hunt.context.document.tokens[token].ezafe


def beside_title(hunt: Hunt, title: Title) -> None:
    """Find the persons that a title shows before it, after it or by its verb."""
    if title.entry.craft:
        _after_craft(hunt, title)
        return
    _before_title(hunt, title)
    if not _add_judge(hunt, title):
        _after_title(hunt, title)
    _maker_told(hunt, title)
    if title.first and hunt.is_person(title.first - 1):
        hunt.posts.add(title.last)


def _maker_told(hunt: Hunt, title: Title) -> None:
    """«کارگردان این سریال | آوا نیک روش | است»: whom a maker's title names."""
    keys, start = hunt.context.keys, title.last + 2
    limit = hunt.context.sentence_at(title.first).last
    pointed = keys[title.last : title.last + 1] == ("این",)
    if title.entry.domain != "arts" or not pointed:
        return
    if keys[start - 1] not in word_keys("work_nouns"):
        return
    for last in range(start + 2, min(limit, start + LONGEST_NAME)):
        if not all(hunt.is_unlisted(token) for token in range(start, last)):
            return
        if keys[last] == "است":
            hunt.add(start, last, "after_title", 0.65)
            return
