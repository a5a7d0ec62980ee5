"""Where the role ends and its organization begins in a role's noun phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from kg.extract.marks import OPENING_QUOTES
from kg.extract.roles.titles import Rest, field_matcher, status_words, title_matcher
from kg.extract.roles.vocabulary import (
    KEPT_TOGETHER,
    ORIGINATING,
    bodies,
    boundaries,
    countries,
    honors,
    is_of_origin,
    is_ordinal,
    is_spaced_quality,
    match_at,
    no_bodies,
    origins,
    qualities,
    shirt_size,
    sports,
    term_size,
    weight_size,
)
from kg.lexicon import word_keys
from kg.model import EntityKind, Status
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.extract.roles.chains import ChainReader
    from kg.extract.roles.model import Title
    from kg.model import Mention


_NAMES = frozenset(
    {
        EntityKind.ORGANIZATION,
        EntityKind.PLACE,
        EntityKind.FACILITY,
        EntityKind.EVENT,
    }
)
_PLACE_NOUNS = frozenset({"کشور", "استان", "شهر", "شهرستان", "ولایت", "ایالت"})
_BODY_KINDS = frozenset({EntityKind.ORGANIZATION, EntityKind.FACILITY})
# what a jurisdiction is called where it is no name («استاندار این استان»)
_JURISDICTIONS = frozenset(
    {"استان", "شهر", "شهرستان", "ولایت", "ایالت", "کشور", "کشورمان", "منطقه", "بخش"}
    | {"دولت", "جمهوری", "رژیم", "حکومت", "پایتخت", "مردم", "پیشین", "ولسوالی"}
    | {"اداره", "موقت", "انتقالی", "انقلاب"}
)


def _of_president(reader: ChainReader, title: Title) -> Title:
    """«معاون دوم رئیس‌جمهور | عراق»: the country is the body, not its president."""
    if title.body is None or title.entry.key not in _PRESIDENTS_MEN:
        return title
    start, end = title.body
    keys = reader.context.keys
    for at in range(start + 1, min(start + 3, end)):
        mention = reader.context.mention_at(at)
        place = mention is not None and mention.kind is EntityKind.PLACE
        if place and "".join(keys[start:at]) in _PRESIDENT:
            return replace(title, role_last=at, body=(at, end))
    return title


_PRESIDENTS_MEN = frozenset({"deputy", "vice_president"})
_PRESIDENT = frozenset({"رییسجمهور", "رییسجمهوری"})


def divide(reader: ChainReader, title: Title) -> Title:
    """Return a whole phrase with its role, body and status told apart."""
    title = _take_status(reader, title)
    start, end = _trim(reader, title.head_last, title.last)
    end = _before_occasion(reader, start, end)
    if start >= end:
        return _of_subject(reader, _without_body(reader, title))
    if _is_owned(reader, title, end):
        return _of_clause(reader, replace(title, role_last=title.head_last, last=end))
    if reader.context.keys[end - 1] in _HIS_CLUB:
        named = _with_nearest_body(reader, replace(title, role_last=title.head_last))
        return _tidy(reader, named)
    pointing = _pointing(reader, start, end)
    if pointing is not None:
        return _tidy(reader, _with_antecedent(reader, title, pointing))
    divided = _DIVISIONS[title.entry.rest](reader, title, start, end)
    return _of_subject(reader, _of_president(reader, _tidy(reader, divided)))


def _is_owned(reader: ChainReader, title: Title, end: int) -> bool:
    """«باران در غیاب هافبک الجزایری‌اش …»: the holder is the club's of the clause."""
    form = reader.context.document.tokens[end - 1].form
    return title.entry.domain == "sport" and form.endswith("\u200cاش")


def _of_subject(reader: ChainReader, title: Title) -> Title:
    """«باشگاه سپیدرود با سرمربی کروات خود …»: the body named before in the clause."""
    own = title.body is None and title.last < len(reader.context.keys)
    if not own or reader.context.keys[title.last] != "خود":
        return title
    return _of_clause(reader, title)


def _of_clause(reader: ChainReader, title: Title) -> Title:
    """Return a title with the last body named before it in its sentence."""
    first = reader.context.sentence_at(title.first).first
    for mention in reversed(reader.context.document.mentions):
        if not (first <= mention.first < title.first and mention.kind in _BODY_KINDS):
            continue
        if reader.context.keys[mention.first - 1] in _AGAINST and mention.first > first:
            continue  # «سپیدرود میزبان باران بود و با گل مهاجم خود …»
        if not _is_reported_by(reader, mention):
            return replace(title, body=(mention.first, mention.last))
    return title


def _is_reported_by(reader: ChainReader, mention: Mention) -> bool:
    """«به گزارش ورزش البرز», «به گزارش "ورزش البرز"»: a medium, nobody's club."""
    keys, at = reader.context.keys, mention.first - 1
    at -= at > 0 and keys[at] in _QUOTING
    return at >= 0 and keys[at] in _REPORTED_BY


_QUOTING = frozenset({'"', "«", "“", "'"})
_REPORTED_BY = frozenset({"گزارش", "از", "خبرنگار", "خبرگزاری", "سایت", "پایگاه"})


def _pointing(reader: ChainReader, start: int, end: int) -> int | None:
    """Return where «این وزارت», or «در این باشگاه», stands in the rest of a phrase."""
    keys = reader.context.keys
    for token in range(start, end):
        if keys[token] in _POINTING and (
            keys[token - 1] == "در" or _is_described(reader, start, token)
        ):
            return token
    return None


def _is_described(reader: ChainReader, start: int, end: int) -> bool:
    """«سرمربی ایتالیایی این تیم»: only adjectives and an origin stand between."""
    keys, tokens = reader.context.keys, reader.context.document.tokens
    described = (origins(), status_words(), qualities(), sports())
    return all(
        tokens[token].pos == "ADJ"
        or is_of_origin(keys[token])
        or any(keys[token] in words for words in described)
        or "اهل" in {keys[token], keys[token - 1]}
        for token in range(start, end)
    )


_POINTING = frozenset({"این", "ان", "همین", "خود"})


def _before_occasion(reader: ChainReader, start: int, end: int) -> int:
    """«رئیس سازمان آب | در این همایش»: where something is said is no part of a post."""
    keys = reader.context.keys
    for token in range(start + 1, end - 1):
        told = keys[token] == "در" and keys[token + 1] in _POINTING
        if told and not _is_described(reader, start, token):
            return token
    return end


def _with_antecedent(reader: ChainReader, title: Title, start: int) -> Title:
    """«سخنگوی این وزارت»: the body is the ministry named before."""
    role_last = start - (reader.context.keys[start - 1] == "در")
    if "اهل" in reader.context.keys[title.head_last : role_last]:
        role_last = title.head_last
    title = replace(title, role_last=max(title.head_last, role_last))
    noun = reader.context.keys[start + 1] if start + 1 < title.last else ""
    if title.entry.domain == "arts" and noun in word_keys("work_nouns"):
        return title  # «بازیگران این مجموعه»: a work, that is looked for later
    for mention in reversed(reader.context.document.mentions):
        before = mention.first < title.first
        named = _named_by(reader, mention, noun) if before else None
        if named is not None:
            return replace(title, body=named)
    if noun in _CLUBS | _ANY_BODY:
        title = _with_nearest_body(reader, title)
    if title.body is None and noun in bodies():
        return replace(title, body=(start + 1, start + 2))
    return title


def _named_by(
    reader: ChainReader, mention: Mention, noun: str
) -> tuple[int, int] | None:
    """Return the tokens by which a mention names what «این …» points to."""
    whole = (mention.first, mention.last)
    if noun in _PLACE_NOUNS:
        if noun == "کشور" and not _is_country(reader, mention):
            return _country_of(reader, mention)
        return whole if mention.kind is EntityKind.PLACE else None
    alike = reader.context.keys[mention.first] == noun
    return whole if alike and mention.kind in _BODY_KINDS else None


def _is_country(reader: ChainReader, mention: Mention) -> bool:
    name = "".join(reader.context.keys[mention.first : mention.last])
    return mention.kind is EntityKind.PLACE and name in countries()


def _country_of(reader: ChainReader, mention: Mention) -> tuple[int, int] | None:
    """«سنای | آمریکا … رئیس‌جمهور این کشور»: the country that a body's name ends in.

    The name of who reports («به گزارش عصر ایران») tells of none.
    """
    keys = reader.context.keys
    name = "".join(keys[mention.first : mention.last])
    if mention.kind is not EntityKind.ORGANIZATION or name in word_keys(
        "news_agencies"
    ):
        return None
    for first in range(mention.first + 1, mention.last):
        if "".join(keys[first : mention.last]) in countries():
            return first, mention.last
    return None


_CLUBS = frozenset({"باشگاه", "تیم"})
_ANY_BODY = frozenset({"نهاد", "تشکل", "مجموعه", "گروه"})  # «عضو این نهاد»
# «بازیکنان تیمش»
_HIS_CLUB = frozenset({"تیمش", "تیمشان", "باشگاهش", "باشگاهشان"})


def _with_nearest_body(reader: ChainReader, title: Title) -> Title:
    """«مدیرعامل سپیدرود … معاون این باشگاه»: clubs go by bare names."""
    near = [
        mention
        for mention in reader.context.document.mentions
        if mention.first < title.first
        and mention.kind is EntityKind.ORGANIZATION
        and not _is_reported_by(reader, mention)
    ]
    if not near:
        return title
    body = _host_of(reader, title, near) or near[-1]
    return replace(title, body=(body.first, body.last))


def _host_of(
    reader: ChainReader, title: Title, near: Sequence[Mention]
) -> Mention | None:
    """«سپیدرود میزبان باران است، … سرمربی این تیم»: the subject, not its rival."""
    keys, sentence = reader.context.keys, reader.context.sentence_at(title.first)
    told = [mention for mention in near if mention.first >= sentence.first]
    free = [mention for mention in told if keys[mention.first - 1] not in _AGAINST]
    return free[-1] if free and told[-1] is not free[-1] else None


_AGAINST = frozenset({"میزبان", "میهمان", "مهمان", "مقابل", "برابر", "حریف", "مصاف"})


def _take_status(reader: ChainReader, title: Title) -> Title:
    parted = title.entry.title == "نماینده ولی فقیه"  # «نماینده | سابق | ولی فقیه»
    for token in range(title.first + 1 if parted else title.head_last, title.last):
        status = status_words().get(reader.context.keys[token])
        if status is Status.CURRENT and title.entry.key in _ACTING:
            break  # «سرپرست جدید»
        if status is not None:
            return replace(title, status=status, told=True)
    if title.entry.key in _ACTING:
        return replace(title, status=Status.ACTING, told=True)
    return title


_ACTING = frozenset({"supervisor"})  # «سرپرست», «کفیل»: who holds it is not appointed


def _trim(reader: ChainReader, start: int, end: int) -> tuple[int, int]:
    """Leave status words and ages at both ends of the rest out."""
    keys = reader.context.keys
    skipped = status_words().keys() | honors()
    while start < end and (keys[start] in skipped or keys[start].isdigit()):
        start += 1 + (keys[start + 1 : start + 2] == ("ساله",))
    if start < end:
        start = min(end, start + term_size(keys, start))
    if start < end:
        start = min(end, start + shirt_size(keys, start))
    start = _after_origin(reader, start, end)
    while start < end and keys[end - 1] in status_words():
        if keys[end - 1] == "جدید" and keys[end - 2].endswith("های"):
            break  # «شرکت عمران شهرهای جدید»
        end -= 1
    return start, end


def _after_origin(reader: ChainReader, start: int, end: int) -> int:
    """«مهاجم | اهل پرو | تیم باران»: where a player comes from is no club of his."""
    if start + 1 >= end or reader.context.keys[start] not in ORIGINATING:
        return start
    mention = reader.context.mention_at(start + 1)
    if mention is not None and mention.kind is EntityKind.PLACE:
        return min(end, mention.last)
    country = reader.context.keys[start + 1] in countries()  # «مالی», also "financial"
    return start + 2 if country else start  # «امام جمعه اهل سنت»


def _without_body(reader: ChainReader, title: Title) -> Title:
    """«معاون اول رئیس‌جمهور» alone: the president's office is the body."""
    keys = reader.context.keys
    for token in range(title.first + 1, title.head_last):
        joined = "".join(keys[token : title.head_last])
        if keys[token - 1] == "نخست":  # «نخست وزیر» is one title
            break
        if joined in {"رییسجمهور", "رییسجمهوری", "ریاستجمهوری", "وزیر", "نخستوزیر"}:
            return replace(title, role_last=token, body=(token, title.head_last))
    if title.entry.rest is Rest.PLACE:
        for token in range(title.first + 1, title.head_last):
            if "".join(keys[token : title.head_last]) in countries():
                return replace(title, role_last=token, body=(token, title.head_last))
    return _foreign_minister(title)


def _foreign_minister(title: Title) -> Title:
    """«وزیر امور خارجه» alone: the field is what the text gives as the body."""
    minister = title.entry.title.startswith("وزیر ") and title.entry.key not in _SENT
    if minister and title.head_last - title.first > 1:
        return replace(
            title,
            role_last=title.first + 1,
            body=(title.first + 1, title.head_last),
        )
    return title


def _is_anchor(reader: ChainReader, token: int) -> bool:
    """Whether a body's name, a place or another title starts at a token."""
    mention = reader.context.mention_at(token)
    if mention is not None and mention.first == token and mention.kind in _NAMES:
        return True
    if reader.context.keys[token] in bodies():
        return not _is_relative(reader, token)
    return _begins_title(reader, token)


def _begins_title(reader: ChainReader, token: int) -> bool:
    keys = reader.context.keys
    found = match_at(title_matcher(), keys, token, len(keys))
    return found is not None and found.value.rest is not Rest.NONE


def _is_relative(reader: ChainReader, token: int) -> bool:
    """«معاون | پارلمانی رئیس‌جمهور»: an adjective of a body, before a title."""
    key = reader.context.keys[token]
    adjective = key.endswith("ی") and key[:-1] in bodies()
    after = token + 1 < len(reader.context.keys)
    affairs = reader.context.keys[token - 1] == "امور"  # «معاون امور گمرکی | گمرک»
    return adjective and after and (affairs or _begins_title(reader, token + 1))


def _anchor(reader: ChainReader, start: int, end: int) -> int | None:
    keys = reader.context.keys
    return next(
        (
            token
            for token in range(start, end)
            if keys[token - 1] not in _GOVERNING
            and keys[token - 1 : token + 1] != ("توسعه", "مدیریت")
            and _is_anchor(reader, token)
        ),
        None,
    )


# «مدیر نظارت بر بانک‌ها»: what a preposition governs is the field, not the body
_GOVERNING = frozenset({"بر", "با", "از", "به"})


def _divide_body(reader: ChainReader, title: Title, start: int, end: int) -> Title:
    """Everything after the title is the body, but for adjectives of the role."""
    at = start + weight_size(reader.context.keys, start)
    while at < end and (
        _is_of_role(reader, title, at, end) or _joins_qualities(reader, at, end)
    ):
        at += 1
    if at == end and not _describes(reader, start, end):
        at = start  # «سخنگوی القسام»: a name that was taken for an adjective
    if at < end and reader.context.keys[at] == "و":
        at = _later_body(reader, title, at, end) or end
    elif at < end:
        at = _later_body(reader, title, at, end) or at
    if at == end:
        return replace(title, role_last=at)
    return replace(title, role_last=max(title.head_last, at), body=(at, end))


def _is_of_role(reader: ChainReader, title: Title, at: int, end: int) -> bool:
    """Whether a word before the body tells of the role («معاون | ارشد | …»)."""
    key = reader.context.keys[at]
    keys = reader.context.keys
    if is_spaced_quality(keys, at) or is_spaced_quality(keys, at - 1):
        return True
    quality = key in qualities()  # «گلزن» is a title, too
    if reader.context.document.tokens[at].form.endswith("\u200cهای") and at + 1 < end:
        return False  # «سرمربی | توپچی‌های لندن»
    told = (
        reader.context.document.tokens[at].pos == "ADJ"
        or key in origins() | _ORDINALS
        or _is_adjective(reader, at, end)
    )
    if not quality and (not told or _is_anchor(reader, at)):
        return False
    if title.entry.rest is Rest.PLACE and (key in countries() or key == "سعودی"):
        return False  # «ولیعهد سعودی»
    if reader.context.keys[at : at + 2] in _WHOLES:
        return False
    return match_at(field_matcher(), reader.context.keys, at, end) is None


def _joins_qualities(reader: ChainReader, at: int, end: int) -> bool:
    """«رهبر جدید | و | جوان | پرو»: «و» before one more word about the holder."""
    keys = reader.context.keys
    return keys[at] == "و" and at + 2 < end and keys[at + 1] in qualities()


_WHOLES = frozenset({("کل", "قوا"), ("کل", "کشور")})  # «فرماندهی | کل قوا»


def _is_adjective(reader: ChainReader, at: int, end: int) -> bool:
    """«فرمانده فضایی | نیروی …»: a word in «ی» before the noun of a body."""
    keys = reader.context.keys
    shaped = keys[at].endswith("ی") and not keys[at].endswith(("ای", "وی"))
    fits = shaped and reader.context.mention_at(at) is None
    return fits and at + 1 < end and keys[at + 1] in bodies()


def _later_body(reader: ChainReader, title: Title, at: int, end: int) -> int | None:
    """Return where the body begins after a field («رئیس روابط عمومی | وزارت نیرو»).

    A field is listed, or joined by «و» to an adjective, or a director general's.
    """
    keys = reader.context.keys
    if _is_anchor(reader, at):
        return None
    field = match_at(field_matcher(), keys, at, end)
    known = field is not None or keys[at] == "و"
    known = known or title.entry.key in _DIRECTORS | _OF_SUBJECTS
    start = at + 1 if field is None else field.last
    if not known:
        return None
    return next((t for t in range(start, end) if _begins_body(reader, t)), None)


_DIRECTORS = frozenset({"director_general"})
# «دانشجوی دکتری مهندسی زلزله | دانشگاه باران»: what one studies or teaches
_OF_SUBJECTS = frozenset(
    {"student", "professor", "associate_professor", "assistant_professor", "lecturer"}
    | {"graduate", "faculty_member"}
)


def _begins_body(reader: ChainReader, token: int) -> bool:
    """Whether a noun of a body or the name of one begins here, no mere place."""
    mention = reader.context.mention_at(token)
    if mention is not None and mention.first != token:
        return False
    named = mention is not None and mention.kind in _BODY_KINDS
    here = reader.context.keys[token] in _PLACE_NOUNS
    return named or (reader.context.keys[token] in bodies() and not here)


_ORDINALS = frozenset(
    {"اول", "دوم", "سوم", "چهارم", "شماره", "ارشد", "علیالبدل", "ویژه", "اصلی", "ذخیره"}
)


def _describes(reader: ChainReader, start: int, end: int) -> bool:
    """Whether words after a title look like adjectives of it."""
    keys = reader.context.keys
    return all(
        keys[at] in origins() | _ORDINALS | qualities()
        or keys[at].endswith(("ی", "ه", "ین", "تر"))
        or is_spaced_quality(keys, at)
        for at in range(start, end)
    )


def _divide_place(reader: ChainReader, title: Title, start: int, end: int) -> Title:
    """A jurisdiction follows, or the chain has run on: «رئیس‌جمهور توسعه روابط»."""
    divided = _divide_body(reader, title, start, end)
    if divided.body is None and _is_own_place(reader, title, start, end):
        return replace(title, body=(start, end))
    if divided.body is None or _is_jurisdiction(reader, *divided.body):
        return divided
    return _without_body(reader, replace(title, last=title.head_last))


def _is_own_place(reader: ChainReader, title: Title, start: int, end: int) -> bool:
    """«استاندار کوهپایه»: one word after a local office, though tagged an adjective."""
    key = reader.context.keys[start]
    known = key in origins() | _ORDINALS | status_words().keys()
    return title.entry.key in _LOCAL and end - start == 1 and not known


_LOCAL = frozenset({"governor", "county_governor", "district_governor", "mayor"})


_REVOLUTION = frozenset({"انقلاب", "مقاومت", "جنبش"})  # «رهبر انقلاب»


def _is_jurisdiction(reader: ChainReader, start: int, end: int) -> bool:
    keys, tokens = reader.context.keys, reader.context.document.tokens
    if end - start == 1 and tokens[start].pos == "NOUN":
        listed = keys[start] in word_keys("event_nouns")
        return not listed or keys[start] in _REVOLUTION  # a place that no list has
    return any(
        reader.context.mention_at(token) is not None
        or keys[token] in _JURISDICTIONS
        or keys[token] in bodies()
        or tokens[token].pos == "PROPN"
        for token in range(start, end)
    )


def _divide_field(reader: ChainReader, title: Title, start: int, end: int) -> Title:
    """The field of work belongs to the role; the body starts at its anchor."""
    near = {reader.context.keys[start - 1], reader.context.keys[start]}
    if near & {"مسایل", "امور"} and title.entry.key in _EXPERTS:
        return replace(title, role_last=end)  # «کارشناس مسائل شرق آسیا»
    after = _after_field(reader, title, start, end)
    second = match_at(field_matcher(), reader.context.keys, after, end)
    if after > start and second is not None:
        at: int | None = after  # «معاون توسعه مدیریت و پشتیبانی | آموزش و پرورش یزد»
    else:
        at = _anchor(reader, after, end)
    if at is None:
        at = _served(reader, start, end)
    if at is None:
        at = _proper(reader, start, end)
    if at is None:
        return replace(title, role_last=end)
    return replace(title, role_last=max(title.head_last, at), body=(at, end))


def _served(reader: ChainReader, start: int, end: int) -> int | None:
    """«مشاور عالی پیشین | حسن کریمی»: whom one served stands for the body."""
    return next(
        (at for at in range(start, end) if reader.kind_at(at) is EntityKind.PERSON),
        None,
    )


def _after_field(reader: ChainReader, title: Title, start: int, end: int) -> int:
    """«معاون | توسعه مدیریت و منابع | شرکت …»: words of a field start no body."""
    if title.entry.key not in _DEPUTIES:
        return start
    for token in range(start, end):
        if _is_anchor(reader, token):
            break
        field = match_at(field_matcher(), reader.context.keys, token, end)
        if field is not None and field.last - token > 1:
            return field.last
    return start


_EXPERTS = frozenset({"expert", "analyst", "researcher"})
_DEPUTIES = frozenset({"deputy", "deputy_minister", "deputy_director"})


def _proper(reader: ChainReader, start: int, end: int) -> int | None:
    """Where the names start that a chain ends in («معاون اجتماعی ناجا»)."""
    tokens = reader.context.document.tokens
    at = end
    while at > start and tokens[at - 1].pos == "PROPN":
        at -= 1
    return at if at < end else None


def _divide_ministry(reader: ChainReader, title: Title, start: int, end: int) -> Title:
    """«وزیر نفت»: the field is the body; of a foreign country: the country."""
    at = _foreign(reader, start, end)
    if reader.context.keys[start] == "کشور" and _is_country_at(reader, start + 1, end):
        at = start + 1  # «وزیر کشور | ترکیه»
    if at is None or at == start:
        return replace(title, body=(start, end))
    return replace(title, role_last=at, body=(at, end))


def _is_country_at(reader: ChainReader, start: int, end: int) -> bool:
    return start < end and "".join(reader.context.keys[start:end]) in countries()


def _foreign(reader: ChainReader, start: int, end: int) -> int | None:
    for token in range(start, end):
        mention = reader.context.mention_at(token)
        if mention is not None and mention.kind is EntityKind.PLACE:
            return token
    return None


def _divide_none(reader: ChainReader, title: Title, start: int, end: int) -> Title:
    """A profession keeps its field; only a body's own name is an organization."""
    at = _organization(reader, start, end)
    mention = reader.context.mention_at(start)
    if mention is not None and mention.kind is EntityKind.PLACE:
        at = start  # «دیپلمات پرو»
    if at is None:
        return replace(title, role_last=end)
    return replace(title, role_last=max(title.head_last, at), body=(at, end))


def _organization(reader: ChainReader, start: int, end: int) -> int | None:
    for token in range(start, end):
        if reader.context.document.tokens[token].form == "«":
            return None  # the name of a work
        mention = reader.context.mention_at(token)
        if mention is not None and mention.kind is EntityKind.ORGANIZATION:
            return token
        if reader.context.keys[token] in bodies():
            return token
    return None


_DIVISIONS: dict[Rest, Callable[[ChainReader, Title, int, int], Title]] = {
    Rest.BODY: _divide_body,
    Rest.FIELD: _divide_field,
    Rest.MINISTRY: _divide_ministry,
    Rest.PLACE: _divide_place,
    Rest.NONE: _divide_none,
}


def _before_open_bracket(reader: ChainReader, start: int, end: int) -> int:
    """Cut a body before a bracket that does not close in it."""
    forms = [token.form for token in reader.context.document.tokens[start:end]]
    if "(" in forms and ")" not in forms:
        return start + forms.index("(")
    return end


def _tidy(reader: ChainReader, title: Title) -> Title:
    """Take status words off the ends of role and body."""
    keys, role_last = reader.context.keys, _before_pointing(reader, title)
    fielded = _ends_in_field(reader, title.head_last, role_last)
    while (
        not fielded
        and role_last > title.head_last
        and (
            _is_from(title, keys[role_last - 1])
            or keys[role_last - 1] in origins() | status_words().keys()
            or keys[role_last - 1] in {"و", "ساله", "در", "از"} | honors()
            or keys[role_last - 1] in OPENING_QUOTES  # «معاون سابق | «ملا نوواک»»
            or keys[role_last - 1].isdigit()
            or is_ordinal(keys[role_last - 1])
        )
    ):
        role_last -= 1
    if title.plural:
        role_last = title.head_last  # «بازیگران اصلی فیلم» are actors
    body = None if title.body is None else _tidy_body(reader, title, *title.body)
    head_last = title.head_last
    if body is not None and title.first < body[0] < head_last:
        head_last = body[0]  # «معاون | رئیس‌جمهور | در امور حقوقی»
    return replace(title, role_last=max(role_last, head_last), body=body)


def _ends_in_field(reader: ChainReader, start: int, end: int) -> bool:
    """«رئیس سیاست خارجی | اتحادیه باران»: «خارجی» tells no origin there."""
    found = (
        match_at(field_matcher(), reader.context.keys, first, end)
        for first in range(start, end - 1)
    )
    return any(field is not None and field.last == end for field in found)


def _is_from(title: Title, key: str) -> bool:
    """«مدافع چپ | آنگولایی», but «وزیر بازرگانی» although a town is «بازرگان»."""
    person = title.entry.rest is Rest.NONE or title.entry.domain == "sport"
    return person and is_of_origin(key)


def _before_pointing(reader: ChainReader, title: Title) -> int:
    """End a role before what it points to or when it was held.

    «مسئول برگزاری | این نمایشگاه», «سرمربی | فصل گذشته», «مهاجم | اهل پرو».
    """
    keys = reader.context.keys
    inside = range(title.head_last, title.role_last)
    apart = _POINTING | ORIGINATING if title.body is not None else _POINTING
    ends = (
        at
        for at in inside
        if keys[at] in apart or term_size(keys, at) or shirt_size(keys, at)
    )
    return next(ends, title.role_last)


def _tidy_body(
    reader: ChainReader, title: Title, start: int, end: int
) -> tuple[int, int] | None:
    """Return a body without the words around its name; ``None`` where none is left."""
    end = _before_open_bracket(reader, start, end)
    start, end = _trim(reader, start, end)
    if reader.context.keys[start : start + 2] == ("مردم", "در") and start + 2 < end:
        start += 1  # «نماینده مردم در مجلس»
    if start < end and reader.context.keys[start] == "در":
        start += 1  # «نماینده ولی فقیه در استان»
    end = _before_affairs(reader, title, start, end)
    end = _before_government(reader, title, start, end)
    start = _after_quality(reader, _after_term(reader, start, end), end)
    start, end = _without_tail(reader, start, _before_number(reader, title, end))
    end = _before_closing(reader, start, end)
    start += _is_of_clubs(reader, start, end)
    if start >= end or _names_nothing(reader, title, start, end):
        return None
    if title.entry.rest is not Rest.MINISTRY and _is_pursuit(reader, start, end):
        return None
    if title.entry.domain == "sport":
        return _only_club(reader, title.first, (start, end))
    return _only_named(reader, title.first, (start, end))


def _only_named(
    reader: ChainReader, first: int, body: tuple[int, int]
) -> tuple[int, int]:
    """«رئیس سابق فدراسیون»: the one body of that kind named before, if there is one."""
    head = reader.context.keys[body[0]]
    if body[1] - body[0] > 1 or head not in _KINDS_OF_BODY:
        return body
    return (
        _only_body_before(
            reader,
            first,
            lambda told: (
                reader.context.keys[told.first] == head
                and 1 < told.last - told.first <= _LONGEST_TOLD
            ),
        )
        or body
    )


def _only_body_before(
    reader: ChainReader, first: int, fits: Callable[[Mention], bool]
) -> tuple[int, int] | None:
    """Return where the one body that fits is named before a token, if there is one."""
    named = {
        reader.context.keys[mention.first : mention.last]: (mention.first, mention.last)
        for mention in reader.context.document.mentions
        if mention.last <= first
        and mention.kind is EntityKind.ORGANIZATION
        and fits(mention)
    }
    return next(iter(named.values())) if len(named) == 1 else None


def _is_of_clubs(reader: ChainReader, start: int, end: int) -> bool:
    """«تیم‌های | سپیدرود و باران»: a club by its own name, and no «تیم‌های ملی»."""
    named = end - start > 1 and reader.context.keys[start] == "تیمهای"
    mention = reader.context.mention_at(start + 1) if named else None
    return mention is not None and mention.first == start + 1


_LONGEST_TOLD = 6  # tokens: more are a name and what it acts on
_KINDS_OF_BODY = frozenset(
    {"فدراسیون", "باشگاه", "استانداری", "حزب", "سازمان", "انجمن", "اتحادیه", "موسسه"}
)


def _before_closing(reader: ChainReader, start: int, end: int) -> int:
    """«ملا نوواک | »»: a mark that nothing in a body opens."""
    forms = [token.form for token in reader.context.document.tokens[start:end]]
    return end - 1 if forms and forms[-1] in {"»", "”"} and "«" not in forms else end


def _only_club(
    reader: ChainReader, first: int, body: tuple[int, int]
) -> tuple[int, int]:
    """«مهاجم تیم»: the one body named before it, if there is one."""
    if body[1] - body[0] > 1 or reader.context.keys[body[0]] not in _CLUBS:
        return body
    return (
        _only_body_before(reader, first, lambda told: not _is_reported_by(reader, told))
        or body
    )


def _after_quality(reader: ChainReader, start: int, end: int) -> int:
    """«مهاجم | صرب سپیدرود», «استاد | پیش‌کسوت دانشگاه باران»: taken into a name."""
    keys, mention = reader.context.keys, reader.context.mention_at(start)
    if keys[start : start + 1] == ("خط",):  # «ستاره خط میانی | سپیدرود»
        return next((t for t in range(start, end) if _begins_body(reader, t)), start)
    if _is_from_two_words(keys, start) and start + 2 < end:
        return start + 2  # «مهاجم | ساحل عاجی | سپیدرود»
    if start + 1 < end and keys[start].endswith("های") and is_of_origin(keys[start]):
        return start + 1  # «هافبک | گینه‌ای | سپیدرود»
    if mention is None or mention.kind is not EntityKind.ORGANIZATION:
        return start
    told = keys[start] in origins() | qualities()
    return start + 1 if told and start + 1 < min(end, mention.last) else start


def _is_from_two_words(keys: Sequence[str], start: int) -> bool:
    """Whether an adjective of a country of two words begins here («ساحل عاجی»)."""
    word = "".join(keys[start : start + 2])
    return word.endswith("ی") and word[:-1] in countries() and word not in countries()


def _before_number(reader: ChainReader, title: Title, end: int) -> int:
    """«نماینده یزد | ۱۱- …»: the number of the next row of a list."""
    keys, tokens = reader.context.keys, reader.context.document.tokens
    last = keys[end - 1].isdigit() and title.entry.key == "representative"
    row = last and end < len(tokens) and tokens[end].form in {"-", "–", "ـ", "."}
    return end - 1 if row else end


def _after_term(reader: ChainReader, start: int, end: int) -> int:
    """«نماینده دهمین دوره | مجلس», «دبیر نخستین | جشنواره …»: which one is no part."""
    keys = reader.context.keys
    counted = start + 1 < end and is_ordinal(keys[start])
    if not counted:
        left = start + 1 < end and keys[start] == "دوره"
        return start + (left and is_ordinal(keys[start - 1]))
    term = start + 1 + (keys[start + 1] == "دوره")
    return term if term < end else start


def _without_tail(reader: ChainReader, start: int, end: int) -> tuple[int, int]:
    """Take off words that end no body («باران | بیشتر», «کمیسیون راه | بررسی‌هایی»)."""
    keys = reader.context.keys
    while (end - 1 > start and keys[end - 2 : end] not in KEPT_TOGETHER) and (
        keys[end - 1] in boundaries() | _UNFIT or keys[end - 1].endswith("هایی")
    ):
        end -= 1 + (keys[end - 1] == "هایی" and end - 2 > start)
    return start, end


# what a player is, and no club («دو مدافع سپیدرود | مصدوم هستند»)
_UNFIT = frozenset({"مصدوم", "محروم", "غایب", "اعزامی"})


def _names_nothing(reader: ChainReader, title: Title, start: int, end: int) -> bool:
    """Whether a body's words are none: «نماینده | وزن ۸۴», «مربی | بروجردی».

    What ends in an adjective of origin is one only if it names something else.
    """
    keys = reader.context.keys
    if end - start == 1 and _is_bare(reader, title, start):
        return True
    if keys[start] in _PROFESSIONALS:
        return True  # «حقوق‌دان | کارشناس بازار سرمایه»
    if keys[start] in no_bodies():
        return title.entry.rest is not Rest.MINISTRY and not (
            title.entry.key in _DIRECTORS and end - start > 1  # «مدیرکل پست گلستان»
        )
    governs = title.entry.rest in {Rest.MINISTRY, Rest.PLACE}  # «ولیعهد سعودی»
    field = match_at(field_matcher(), keys, start, end)
    if governs or field is not None or not is_of_origin(keys[end - 1]):
        return False
    if end - start == 1:
        mention = reader.context.mention_at(start)
        return mention is None or mention.last - mention.first == 1
    return not any(
        reader.context.mention_at(token) is not None or keys[token] in bodies()
        for token in range(start, end)
    )


_PROFESSIONALS = frozenset({"کارشناس", "پژوهشگر", "تحلیلگر", "نویسنده", "روزنامهنگار"})

# «ستاره میدان», «داور مسابقه»
_ON_THE_PITCH = frozenset({"میدان", "زمین", "بازی", "مسابقه", "دیدار"})


def _before_government(reader: ChainReader, title: Title, start: int, end: int) -> int:
    """«وزیر ارشاد | دولت» نهم, «معاون وزیر بهداشت | دولت»: when the post was held."""
    keys = reader.context.keys
    minister = title.entry.rest is Rest.MINISTRY or keys[start : start + 1] == ("وزیر",)
    told_by = keys[end - 1] in _ORDINALS | _ERAS or keys[end - 1].endswith("هم")
    last = end - told_by
    told = minister and last - start > 1 and keys[last - 1] in {"دولت", "کابینه"}
    return last - 1 if told else end


_ERAS = frozenset({"اصلاحات", "سازندگی", "اعتدال", "قبل", "قبلی"})


def _is_bare(reader: ChainReader, title: Title, token: int) -> bool:
    """«موسسه‌ای», «ستاره میدان», «مربی توانمندی»: one word that names no body."""
    key = reader.context.keys[token]
    pitch = title.entry.domain == "sport" and key in _ON_THE_PITCH
    if key == "اعضای":
        return True  # «سرکرده اعضای این باند»
    praise = key.endswith("ی") and key[:-1] in qualities()
    return pitch or praise or _is_any(reader, token)


def _is_any(reader: ChainReader, token: int) -> bool:
    """«مدیرعامل مؤسسه‌ای», «عضو شرکتی»: one of many, which has no name here."""
    form = reader.context.document.tokens[token].form
    if reader.context.mention_at(token) is not None or form.endswith("\u200cی"):
        return False
    return any(
        form.endswith(end) and match_key(form[: -len(end)]) in word_keys("role_bodies")
        for end in ("\u200cای", "ی")
    )


def _before_affairs(reader: ChainReader, title: Title, start: int, end: int) -> int:
    """«نماینده پرو | در امور یمن», «سفیر پرو | در یمن»: who sends, not where to."""
    keys = reader.context.keys
    mention = reader.context.mention_at(start) if start < end else None
    if mention is None or mention.kind not in _SENDING:
        return end
    found = (at for at in range(start + 1, end - 1) if keys[at] == "در")
    sent = title.entry.key in _SENT
    return next((at for at in found if sent or keys[at + 1] in {"امور", "امر"}), end)


_SENDING = frozenset({EntityKind.PLACE, EntityKind.ORGANIZATION})
_SENT = frozenset({"ambassador", "charge_d_affaires", "consul", "attache"})


def _is_pursuit(reader: ChainReader, start: int, end: int) -> bool:
    """«مربیان فوتبال ایران», «خواننده موسیقی»: a walk of life is no body.

    But «بازیگر سینما و تلویزیون» tells where an artist works.
    """
    if reader.context.keys[start] not in _PURSUITS:
        return False
    field = match_at(field_matcher(), reader.context.keys, start, end)
    if field is not None and field.last - start > 1:
        return False  # «مدیرکل ورزش و جوانان گلستان»
    return not any(
        reader.context.keys[token] in bodies() for token in range(start + 1, end)
    )


_PURSUITS = frozenset(
    {"فوتبال", "والیبال", "بسکتبال", "کشتی", "موسیقی"} | {"ورزش", "هنر", "ادبیات"}
)
