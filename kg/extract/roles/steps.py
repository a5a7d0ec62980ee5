"""What goes on with a role's chain, and what ends it, tried in order.

Each step looks at the piece that starts at a token. It answers with the token after the
piece, with the same token to end the chain there, or with ``None`` to leave the
decision to the next step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.roles.titles import (
    Rest,
    TitleEntry,
    field_matcher,
    status_words,
    title_matcher,
)
from kg.extract.roles.vocabulary import (
    KEPT_TOGETHER,
    ORIGINATING,
    bodies,
    boundaries,
    countries,
    field_words,
    is_ordinal,
    is_spaced_quality,
    match_at,
    origins,
    places,
    shirt_size,
    term_size,
    weight_size,
)
from kg.lexicon import common_first_names, word_keys
from kg.model import EntityKind


if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.extract.roles.chains import ChainReader
    from kg.model import Mention


OPENING = {"«": "»", '"': '"', "“": "”", "(": ")"}
_QUOTED_LIMIT = 9
_PLACES = frozenset({EntityKind.PLACE})
_NAMES = frozenset(
    {
        EntityKind.ORGANIZATION,
        EntityKind.PLACE,
        EntityKind.FACILITY,
        EntityKind.EVENT,
    }
)
_NO_CHAIN = frozenset(
    {"VERB", "AUX", "ADP", "SCONJ", "PRON", "DET", "ADV", "INTJ", "PART", "PUNCT"}
)
DEPUTIES = frozenset({"deputy", "first_deputy", "vice_president"})
# «نماینده مردم شیراز و زرقان»
_ELECTED = frozenset(
    {"representative", "member_of_parliament", "member_elect", "senator"}
)
# «نماینده مردم تهران در مجلس», «سفیر ایران در عراق»
_POSTED = frozenset(
    {
        "representative",
        "leader_representative",
        "ambassador",
        "charge_d_affaires",
        "consul",
        "special_envoy",
        "attache",
        "member_of_parliament",
        "high_representative",
        "secretary",
        "chair",
        "deputy",
        "vice_president",
        "under_secretary",
        "deputy_minister",
        "advisor",
    }
)
LONGEST_PARTED = 5


def _person_ends(
    reader: ChainReader, _: TitleEntry, at: int, _limit: int
) -> int | None:
    mention, keys = reader.context.mention_at(at), reader.context.keys
    if keys[at] in _HONORED:
        return at  # «سرپرست دادسرای باران | آقای نیک‌روش»
    if mention is None or mention.kind is not EntityKind.PERSON:
        return None
    saint = keys[at - 1] == "سپاه" and "بن" in keys[mention.first : mention.last]
    if saint or keys[at - 1] in NAMED_AFTER_PERSONS:
        return mention.last
    return at


_HONORED = frozenset({"اقای", "خانم"})
# «دانشگاه شهید بهشتی», «بیمارستان امام خمینی» are named after persons
NAMED_AFTER_PERSONS = frozenset(
    {"دانشگاه", "بیمارستان", "بنیاد", "مدرسه", "ورزشگاه", "فرودگاه", "پالایشگاه"}
    | {"پتروشیمی", "نیروگاه", "لشکر", "تیپ", "قرارگاه", "دبیرستان", "شهید", "امام"}
    | {"کتابخانه", "خیریه"}
)


def _agent_ends(
    reader: ChainReader, entry: TitleEntry, at: int, _limit: int
) -> int | None:
    """«مدیر برنامه‌های | آوا نوواک»: whose agent one is, and no body."""
    return at if entry.key == "agent" and reader.kind_at(at) is None else None


def _this_body_goes_on(
    reader: ChainReader, _: TitleEntry, at: int, limit: int
) -> int | None:
    """«سخنگوی این وزارت», «نخست‌وزیر آن کشور»: a body named before."""
    keys = reader.context.keys
    if keys[at] not in {"این", "ان", "همین"} or at + 1 >= limit:
        return None
    return at + 2 if keys[at + 1] in HERE or keys[at + 1] in bodies() else at


def _after_this_body_ends(
    reader: ChainReader, _: TitleEntry, at: int, _limit: int
) -> int | None:
    """«سنگربان این تیم | رقابتی سخت داشت»: nothing but a status goes on."""
    keys = reader.context.keys
    before = keys[at - 3] == "از"  # «پیش از این ریاست …»
    pointed = (
        not before
        and keys[at - 2] in {"این", "ان", "همین"}
        and (keys[at - 1] in HERE or keys[at - 1] in bodies())
    )
    named = reader.context.mention_at(at) is not None or keys[at] in {"در", "و"}
    return at if pointed and not named and keys[at] not in status_words() else None


def _age_goes_on(reader: ChainReader, _: TitleEntry, at: int, limit: int) -> int | None:
    """«ستاره ۱۶ ساله | باشگاه باران»: how old the holder is."""
    keys = reader.context.keys
    aged = keys[at].isdigit() and keys[at + 1 : at + 2] == ("ساله",)
    return at + 2 if aged and at + 2 < limit else None


def _period_goes_on(
    reader: ChainReader, _: TitleEntry, at: int, limit: int
) -> int | None:
    """«سرمربی فصل گذشته | سپاهان»: when it was, before a body."""
    keys = reader.context.keys
    after = at + term_size(keys, at)
    if after == at or after >= limit:
        return None
    named = reader.kind_at(after) in {EntityKind.ORGANIZATION, EntityKind.PLACE}
    return after if named or keys[after] in bodies() else None


def _quality_goes_on(
    reader: ChainReader, entry: TitleEntry, at: int, limit: int
) -> int | None:
    """«مهاجم با تجربه | تیم باران»: a quality written as two words."""
    bodied = entry.rest is not Rest.NONE and at + 1 < limit
    return at + 2 if bodied and is_spaced_quality(reader.context.keys, at) else None


def _weight_goes_on(
    reader: ChainReader, _: TitleEntry, at: int, limit: int
) -> int | None:
    """«نماینده وزن ۸۴ کیلوگرم | تیم ملی …»: in which weight an athlete fights."""
    after = at + weight_size(reader.context.keys, at)
    return after if at < after < limit else None


def _shirt_goes_on(
    reader: ChainReader, entry: TitleEntry, at: int, limit: int
) -> int | None:
    """«دروازه‌بان شماره یک | سپیدرود»: a player's number."""
    size = shirt_size(reader.context.keys, at) if entry.domain == "sport" else 0
    return at + size if size and at + size <= limit else None


def _term_goes_on(
    reader: ChainReader, _: TitleEntry, at: int, limit: int
) -> int | None:
    """«نماینده دهمین دوره مجلس»."""
    keys = reader.context.keys
    told = keys[at].endswith("مین") and keys[at + 1 : at + 2] == ("دوره",)
    return at + 2 if told and at + 2 < limit else None


def _numbered_event_goes_on(
    reader: ChainReader, entry: TitleEntry, at: int, limit: int
) -> int | None:
    """«دبیر نخستین | جشنواره فیلم», «دبیر هفته | کتاب»: the event that one runs."""
    keys = reader.context.keys
    if entry.key not in _OF_EVENTS or at + 1 >= limit:
        return None
    if keys[at] == "هفته":
        noun = reader.context.document.tokens[at + 1].pos == "NOUN"
        told = noun and keys[at + 1] not in _WEEKS and at not in reader.blocked
        return at + 2 if told else None
    if not is_ordinal(keys[at]):
        return None
    after = at + 1 + (keys[at + 1] == "دوره")
    if after >= limit:
        return None
    event = keys[after] in word_keys("event_nouns") or keys[after] in bodies()
    return after if event or reader.kind_at(after) is EntityKind.EVENT else None


_OF_EVENTS = frozenset({"secretary", "referee", "director", "executive_director"})
_WEEKS = frozenset({"گذشته", "اینده", "جاری", "پیش", "قبل", "بعد", "اول", "دوم"})


def _origin_goes_on(
    reader: ChainReader, _: TitleEntry, at: int, limit: int
) -> int | None:
    """«مهاجم اهل گرجستان تیم …», «کارمند مقیم گرجستان»: whence, or where, one is."""
    if reader.context.keys[at] not in ORIGINATING or at + 1 >= limit:
        return None
    mention = reader.context.mention_at(at + 1)
    country = at + 2 < limit and reader.context.keys[at + 1] in countries()
    alone = at + 2 if country else None
    return alone if mention is None else mention.last


def _name_goes_on(
    reader: ChainReader, _: TitleEntry, at: int, limit: int
) -> int | None:
    mention = reader.context.mention_at(at)
    if mention is None or mention.kind not in _NAMES:
        return None
    inside, keys = range(at, mention.last), reader.context.keys
    end = next((token for token in inside if keys[token] in _NEVER_NAMED), mention.last)
    if end == mention.last:
        end = _field_end(reader, at, end, limit)
    if end == mention.last and keys[at] in _OF_FIELDS:
        end = _listed_fields_end(reader, end, limit)
    end = _closed_end(reader, at, end, limit)
    return None if at in reader.blocked else end


def _closed_end(reader: ChainReader, first: int, last: int, limit: int) -> int:
    """«حزب "باران | ما"»: a name goes on up to the mark that closes it, if near."""
    forms = [token.form for token in reader.context.document.tokens[first:last]]
    opened = next((form for form in reversed(forms) if form in OPENING), None)
    if opened is None or opened == "(":
        return last
    closing = OPENING[opened]
    if closing in forms[forms.index(opened) + 1 :]:
        return last
    ends = range(last, min(limit, last + _LONGEST_CLOSED))
    tokens = reader.context.document.tokens
    return next((at + 1 for at in ends if tokens[at].form == closing), last)


_LONGEST_CLOSED = 4  # tokens of a name that a name model left outside, and the mark


# bodies that go by several fields («کمیسیون برنامه، بودجه و محاسبات»)
_OF_FIELDS = frozenset({"کمیسیون", "وزارت", "معاونت", "اداره", "دانشکده", "کمیته"})


def _field_end(reader: ChainReader, first: int, last: int, limit: int) -> int:
    """«شبکه بهداشت | و درمان»: a listed field goes beyond the name that was found."""
    matcher, keys = field_matcher(), reader.context.keys
    found = (match_at(matcher, keys, start, limit) for start in range(first + 1, last))
    return max((field.last for field in found if field is not None), default=last)


def _listed_fields_end(reader: ChainReader, at: int, limit: int) -> int:
    """«کمیسیون برنامه | ، بودجه و محاسبات»: two more nouns, no title and no name."""
    keys = reader.context.keys
    nouns = (at + 1, at + 3)
    if at + 4 > limit or reader.context.document.tokens[at].form not in {"،", ","}:
        return at
    plain = all(
        reader.context.document.tokens[token].pos == "NOUN"
        and reader.context.mention_at(token) is None
        and reader.head_at(token) is None
        and keys[token] not in bodies()
        for token in nouns
    )
    return at + 4 if plain and keys[at + 2] == "و" else at


# what a name model takes into a body's name now and then
_NEVER_NAMED = frozenset(
    {"توسط", "دقایقی", "ساعاتی", "صبحگاه", "صراحتا", "استعفای"} | {"بلافاصله"}
)


def _field_goes_on(
    reader: ChainReader, entry: TitleEntry, at: int, limit: int
) -> int | None:
    """«وزیر | راه و شهرسازی», though a name was found in it."""
    found = match_at(field_matcher(), reader.context.keys, at, limit)
    mention = reader.context.mention_at(at)
    if found is None:
        return None
    ministry = entry.rest is Rest.MINISTRY and _is_run_on(reader, mention, found.last)
    if mention is not None and mention.last >= found.last and not ministry:
        return None
    return found.last


def _is_run_on(reader: ChainReader, mention: Mention | None, last: int) -> bool:
    """«وزیر نفت | حضور نیروها»: what a name model took into a ministry's name.

    A common noun after the field, no place and no body.
    """
    if mention is None or not mention.first < last < mention.last:
        return False
    keys, word = reader.context.keys, reader.context.document.tokens[last]
    field = match_at(field_matcher(), keys, mention.first, last)
    if field is None or field.last != last:
        return False
    known = any(keys[last] in words for words in (places(), bodies(), countries()))
    return word.pos == "NOUN" and not known and keys[last] not in HERE


def _run_on_ends(
    reader: ChainReader, entry: TitleEntry, at: int, _limit: int
) -> int | None:
    """«وزیر نفت | حضور نیروها»: a ministry's field is whole."""
    if entry.rest is not Rest.MINISTRY:
        return None
    return at if _is_run_on(reader, reader.context.mention_at(at), at) else None


def _second_post_ends(
    reader: ChainReader, entry: TitleEntry, at: int, _limit: int
) -> int | None:
    """«بازیکن سابق سپیدرود | سرمربی تیم باران است»: a post begins after a club."""
    if entry.domain != "sport" or reader.kind_at(at - 1) is not EntityKind.ORGANIZATION:
        return None
    found = reader.head_at(at) if reader.kind_at(at) is None else None
    return at if found is not None and found.value.domain == "sport" else None


def _leader_goes_on(
    reader: ChainReader, _: TitleEntry, at: int, limit: int
) -> int | None:
    """«نهاد نمایندگی | ولی فقیه | در دانشگاه‌ها»: «ولی» is no conjunction there."""
    leads = reader.context.keys[at : at + 2] == ("ولی", "فقیه")
    return at + 2 if leads and at + 2 <= limit else None


def _object_ends(reader: ChainReader, _: TitleEntry, at: int, limit: int) -> int | None:
    """«سخنگوی شرکت ملی باران | جیره‌بندی آب را اعلام کرد»: the object of a verb.

    After the whole name of a body, or a field, and before «را»; so ends a post before
    «بخشی از», «خاطره‌ای» and «به‌دقت».
    """
    tokens, keys = reader.context.document.tokens, reader.context.keys
    if reader.context.mention_at(at) is not None or not _is_whole(reader, at):
        return None
    counted = keys[at] in _SOME and keys[at + 1 : at + 2] == ("از",)
    form = tokens[at].form
    if counted or form.endswith("\u200cای") or form.startswith("به\u200c"):
        return at
    if tokens[at].pos != "NOUN" or keys[at] in bodies() or keys[at] in HERE:
        return None
    if reader.head_at(at) is not None:
        return None  # «معاون امور زنان | رئیس‌جمهور را دید»
    end = at + 1
    while end < min(limit, at + _LONGEST_OBJECT) and tokens[end].pos in _OBJECT:
        end += 1
    return at if keys[end : end + 1] == ("را",) else None


_SOME = frozenset({"بخشی", "یکی", "برخی", "بعضی", "جمعی", "تعدادی", "بسیاری"})
_OBJECT = frozenset({"NOUN", "ADJ", "PRON", "DET"})
_LONGEST_OBJECT = 5


def _is_whole(reader: ChainReader, at: int) -> bool:
    """Whether the name of a body, of two words or more, or a field ends at a token."""
    mention = reader.context.mention_at(at - 1)
    if mention is not None:
        named = (
            mention.kind is EntityKind.ORGANIZATION and mention.last - mention.first > 1
        )
        return named and mention.last == at
    starts = range(max(0, at - _LONGEST_FIELD), at)
    fields = (match_at(field_matcher(), reader.context.keys, at_, at) for at_ in starts)
    return any(field is not None and field.last == at for field in fields)


def _quoted_name(reader: ChainReader, _: TitleEntry, at: int, limit: int) -> int | None:
    """«عضو گروه «مینسک»»: a name in quotation marks is taken whole."""
    opening = reader.context.document.tokens[at].form
    closing = OPENING.get(opening)
    if closing is None or opening == "(":
        return None
    named = reader.context.keys[at - 1] in _CALLED_BODIES
    tied = reader.context.document.tokens[at - 1].ezafe or named
    if reader.ezafe_known and not tied:
        return None if reader.context.keys[at - 1] in bodies() else at
    for token in range(at + 1, min(limit, at + _QUOTED_LIMIT)):
        if reader.context.document.tokens[token].form == closing:
            return token + 1
        if token in reader.blocked or reader.kind_at(token) is EntityKind.PERSON:
            break
    return at


# bodies that hardly stand without a name («دبیرکل جنبش | «عصبه باران»»)
_CALLED_BODIES = frozenset(
    {"جنبش", "حزب", "شرکت", "موسسه", "گروه", "انجمن", "باشگاه", "شبکه", "هلدینگ"}
    | {"روزنامه", "خبرگزاری", "مجله", "بنیاد", "کانون", "جبهه", "ایتلاف", "جمعیت"}
)


def _two_fields_go_on(
    reader: ChainReader, entry: TitleEntry, at: int, limit: int
) -> int | None:
    """«وزیر انرژی و معادن | پرو»: one minister's fields, before his country."""
    after = at + 1
    told = entry.rest is Rest.MINISTRY and reader.context.keys[at] == "و"
    if not told or after + 1 >= limit or after in reader.blocked:
        return None
    plain = reader.context.mention_at(after) is None and not reader.is_title_at(after)
    country = reader.kind_at(after + 1) is EntityKind.PLACE
    return after + 1 if plain and country else None


def _joined_field_goes_on(
    reader: ChainReader, entry: TitleEntry, at: int, limit: int
) -> int | None:
    """«معاون پژوهش | و پشتیبانی نوآوران سازمان بازرگانی»: up to the body's name."""
    after = at + 1
    deputy = entry.key in DEPUTIES and reader.context.keys[at] == "و"
    if not deputy or reader.context.mention_at(at - 1) is not None:
        return None
    for end in range(after, min(limit, after + _LONGEST_JOINED + 1)):
        if reader.kind_at(end) is EntityKind.ORGANIZATION:
            return after + 1 if end > after else None
        token = reader.context.document.tokens[end]
        tied = token.pos == "NOUN" and token.ezafe
        if not tied or end in reader.blocked or reader.is_title_at(end):
            return None
    return None


_LONGEST_JOINED = 3  # words of «حمایت مصرف‌کنندگان»


def _and_goes_on(
    reader: ChainReader, entry: TitleEntry, at: int, limit: int
) -> int | None:
    """«رئیس سازمان مدیریت و برنامه‌ریزی»: «و» joins two fields, not two roles."""
    if reader.context.keys[at] != "و":
        return None
    after = at + 1
    if after >= limit or after in reader.blocked or _is_possessed(reader, after):
        return at
    told = _joined_end(reader, entry, at, limit)
    if told is not None:
        return told
    keys = reader.context.keys
    if keys[after] in {"بین", "امور"} or keys[at - 1 : after + 1] in _COURTS:
        return after  # «روابط عمومی و امور بین‌الملل»
    starts_anew = (
        reader.context.mention_at(after) is not None
        or reader.context.keys[after] in bodies()
        or reader.context.keys[after] in boundaries()
        or _begins_name(reader, after)
        or match_at(title_matcher(), reader.context.keys, after, limit) is not None
        or reader.context.mention_at(at - 1) is not None
        or reader.context.keys[at - 1] in HERE
        or (at + 2 < limit and reader.context.keys[at + 2] in {"و", "،"})
    )
    token = reader.context.document.tokens[after]
    if reader.ezafe_known and not _ties_on(reader, after):
        starts_anew = starts_anew or reader.context.document.tokens[at - 1].pos != "ADJ"
    return at if starts_anew or token.pos not in {"NOUN", "ADJ"} else after + 1


def _joined_end(
    reader: ChainReader, entry: TitleEntry, at: int, limit: int
) -> int | None:
    """Return the end of what «و» surely joins: places, fields, parts of one name."""
    after = at + 1
    if _joins_places(reader, at) and _has_both(reader, entry, at):
        return after
    elected = entry.key in _ELECTED
    last = _constituency_end(reader, at, limit) if elected else None
    if last is not None:
        return last
    if _joins_fields(reader, at) or _joins_topics(reader, at):
        return after + 1
    return _national_end(reader, after, limit)


def _constituencies_go_on(
    reader: ChainReader, entry: TitleEntry, at: int, limit: int
) -> int | None:
    """«نماینده مردم یزد | ، میبد و اردکان»: places in a row that «و» ends."""
    keys = reader.context.keys
    if entry.key not in _ELECTED or keys[at] != "،":
        return None
    people = "مردم" in keys[max(0, at - LONGEST_PARTED) : at]
    if not people or reader.kind_at(at - 1) is not EntityKind.PLACE:
        return None
    end = at
    while end < limit and keys[end] == "،":
        end = _after_constituency(reader, end + 1, limit)
    if end >= limit or keys[end] != "و":
        return None
    last = _after_constituency(reader, end + 1, limit)
    return None if last == end + 1 else last


def _after_constituency(reader: ChainReader, at: int, limit: int) -> int:
    """Return the token after a place, listed or not, ``at`` where none stands."""
    mention = reader.context.mention_at(at) if at < limit else None
    if mention is not None:
        return mention.last if mention.kind is EntityKind.PLACE else at
    last = at
    while last < min(limit, at + _LONGEST_PLACE) and _may_be_place(reader, last):
        last += 1
    return last


_LONGEST_PLACE = 2  # words of a place that no list has


def _may_be_place(reader: ChainReader, token: int) -> bool:
    free = reader.context.mention_at(token) is None and not reader.is_title_at(token)
    pos = reader.context.document.tokens[token].pos
    listed = reader.context.keys[token] in boundaries()
    return free and not listed and pos in {"NOUN", "PROPN"}


def _begins_name(reader: ChainReader, token: int) -> bool:
    """«رئیس کمیته مالی و | ساره نیک‌روش …»: a first name, and a word after it."""
    keys, tokens = reader.context.keys, reader.context.document.tokens
    named = keys[token] in common_first_names() and keys[token] not in places()
    follows = tokens[token + 1 : token + 2]
    return named and bool(follows) and follows[0].pos in {"NOUN", "PROPN", "ADJ"}


_COURTS = frozenset({("عمومی", "و", "انقلاب")})


def _national_end(reader: ChainReader, after: int, limit: int) -> int | None:
    """«شرکت بندرها و راه‌های دریایی کشور»: a noun, its adjective and «کشور».

    So «مؤسسه آلرژی و بیماری‌های عفونی پرو».
    """
    tokens, keys = reader.context.document.tokens, reader.context.keys
    if after + 2 >= limit or after + 1 in reader.blocked:
        return None
    country = reader.kind_at(after + 2) is EntityKind.PLACE
    if keys[after + 2] != "کشور" and not country:
        return None
    fits = tokens[after].pos == "NOUN" and tokens[after + 1].pos == "ADJ"
    return after + 3 if fits and not reader.is_title_at(after) else None


def _is_possessed(reader: ChainReader, token: int) -> bool:
    """Whether a noun is somebody's («سرمربی تیم و | دستیاران‌اش», «… و | معاونش»)."""
    key = reader.context.keys[token]
    joined = any(
        key.endswith(end)
        and match_at(title_matcher(), (key[: -len(end)],), 0, 1) is not None
        for end in ("ش", "شان")
    )
    form = reader.context.document.tokens[token].form
    return joined or form.endswith(("‌اش", "‌شان"))


def _joins_places(reader: ChainReader, at: int) -> bool:
    kinds = {reader.kind_at(at - 1), reader.kind_at(at + 1)}
    return kinds == {EntityKind.PLACE}


def _has_both(reader: ChainReader, entry: TitleEntry, at: int) -> bool:
    """Whether one holder is of both places, and not each of two of one place."""
    elected = entry.key in _ELECTED and not (
        entry.plural and entry.key == "member_elect"
    )
    return elected or _is_joint(reader, at)


def _is_joint(reader: ChainReader, at: int) -> bool:
    """«اتاق مشترک ایران | و پرو»: a body of two countries."""
    return "مشترک" in reader.context.keys[max(0, at - LONGEST_PARTED) : at]


def _constituency_end(reader: ChainReader, at: int, limit: int) -> int | None:
    """«نماینده مردم نیک‌شهر | و خور و بیابانک | در مجلس»: places that no list has.

    ``None`` where nothing after them shows that they are places.
    """
    keys, end = reader.context.keys, at
    if reader.kind_at(at - 1) is not EntityKind.PLACE:
        return None
    while end < limit and keys[end] == "و":
        last = _after_constituency(reader, end + 1, limit)
        if last == end + 1:
            return None
        end = last
    shown = keys[end : end + 1] == ("در",) and keys[end + 1 : end + 2] in _IN_PARLIAMENT
    return end if shown else None


_IN_PARLIAMENT = frozenset({("مجلس",), ("خانه",), ("دوره",), ("شورای",)})


def _joins_fields(reader: ChainReader, at: int) -> bool:
    """«ستاد توسعه علوم | و فناوری»: «و» joins two nouns of fields of work.

    Although a name was found that ends before it; not where a name, a body or a title
    follows.
    """
    keys, after = reader.context.keys, at + 1
    words = field_words()
    joined = {_singular(keys[at - 1]), _singular(keys[after])} <= words
    noun = reader.context.document.tokens[after].pos in {"NOUN", "PROPN"}
    free = reader.context.mention_at(after) is None and keys[after] not in bodies()
    return joined and noun and free and not _begins_anew(reader, after)


def _joins_topics(reader: ChainReader, at: int) -> bool:
    """«فراکسیون وفاق | و کارآمدی | مجلس»: a noun before the body that has a board."""
    mention, after = reader.context.mention_at(at - 1), at + 1
    tokens, keys = reader.context.document.tokens, reader.context.keys
    if mention is None or keys[mention.first] not in _OF_TOPICS:
        return False
    tied = tokens[after].pos == "NOUN" and tokens[after].ezafe
    free = reader.context.mention_at(after) is None and keys[after] not in bodies()
    housed = reader.kind_at(after + 1) is EntityKind.ORGANIZATION
    housed = housed or keys[after + 1 : after + 2] == ("مجلس",)
    return tied and free and housed and not _begins_anew(reader, after)


_OF_TOPICS = frozenset({"فراکسیون", "کمیسیون", "کمیته", "کارگروه", "معاونت", "ستاد"})


def _begins_anew(reader: ChainReader, token: int) -> bool:
    """Whether a title, or a word that is in no chain, stands at a token."""
    keys = reader.context.keys
    found = match_at(title_matcher(), keys, token, len(keys))
    return found is not None or keys[token] in boundaries()


def _singular(key: str) -> str:
    """Return a key without a plural ending («فناوریهای»)."""
    return key.removesuffix("های").removesuffix("ها")


def _ties_on(reader: ChainReader, after: int) -> bool:
    """Whether the word after «و» leads on, or the chain ends with it."""
    tokens = reader.context.document.tokens
    return tokens[after].ezafe or tokens[after].pos in {"ADJ", "NOUN"}


def _adjectives_go_on(
    reader: ChainReader, entry: TitleEntry, at: int, limit: int
) -> int | None:
    """«معاون فرهنگی | ، اجتماعی و گردشگری | سازمان باران»: three fields of a post."""
    tokens, keys = reader.context.document.tokens, reader.context.keys
    if entry.rest is not Rest.FIELD or at + 4 >= limit or keys[at + 2] != "و":
        return None
    shaped = all(
        keys[token].endswith("ی") and reader.context.mention_at(token) is None
        for token in (at - 1, at + 1, at + 3)
    )
    body = reader.context.mention_at(at + 4)
    named = keys[at + 4] in bodies() or (body is not None and body.first == at + 4)
    return at + 4 if tokens[at].form in {"،", ","} and shaped and named else None


def _governing_noun_goes_on(
    reader: ChainReader, entry: TitleEntry, at: int, limit: int
) -> int | None:
    """«معاون مبارزه با مواد مخدر», «مدیر نظارت بر بانک‌ها»: a noun's own preposition."""
    keys = reader.context.keys
    governs = _GOVERNING.get(keys[at - 1]) == keys[at]
    fits = entry.rest in {Rest.FIELD, Rest.BODY} and at + 1 < limit
    if not (governs and fits) or at + 1 in reader.blocked:
        return None
    return at + 1


_GOVERNING = {
    "مبارزه": "با",
    "مقابله": "با",
    "همکاری": "با",
    "ارتباط": "با",
    "نظارت": "بر",
    "حفاظت": "از",
    "حمایت": "از",
    "صیانت": "از",
    "پیشگیری": "از",
    "رسیدگی": "به",
    "اقدام": "علیه",
    "استقبال": "از",
    "بهرهبرداری": "از",
    "تجلیل": "از",
}


def _kept_together(
    reader: ChainReader, entry: TitleEntry, at: int, limit: int
) -> int | None:
    """«امور | خانواده», «نیروهای | واکنش سریع»: words that end a chain elsewhere."""
    keys = reader.context.keys
    pair = keys[at - 1 : at + 1] in KEPT_TOGETHER
    article = keys[at].isdigit() and keys[at - 1] in _ARTICLES
    article = article or (keys[at] == "قانون" and keys[at - 2] in _ARTICLES)
    article = article and entry.rest in {Rest.BODY, Rest.FIELD}
    fits = at < limit and at not in reader.blocked
    return at + 1 if fits and (pair or article) else None


_ARTICLES = frozenset({"اصل", "ماده"})  # «نظارت بر اجرای اصل | ۴۴ قانون اساسی»


def _trade_goes_on(
    reader: ChainReader, _: TitleEntry, at: int, _limit: int
) -> int | None:
    """«رئیس انجمن صنفی کارفرمایی | تولیدکنندگان شن»: whose union it is."""
    keys, tokens = reader.context.keys, reader.context.document.tokens
    before = at - 1
    while keys[before] in _UNION_KINDS:
        before -= 1
    plural = keys[at].endswith(("گان", "ان", "ین")) and tokens[at].pos in {
        "NOUN",
        "ADJ",
    }
    free = reader.context.mention_at(at) is None and keys[at] not in boundaries()
    return at + 1 if keys[before] in _UNIONS and plural and free else None


_UNION_KINDS = frozenset(
    {"صنفی", "کارفرمایی", "کارگری", "سراسری", "تخصصی", "ملی", "عالی", "کشوری", "صنف"}
)
_UNIONS = frozenset(
    {"انجمن", "اتحادیه", "سندیکای", "کانون", "صنف", "جامعه", "مجمع", "تعاونی", "خانه"}
)


def _against_goes_on(
    reader: ChainReader, _: TitleEntry, at: int, limit: int
) -> int | None:
    """«دفتر ضد ترور سازمان …»: what a body is against is part of its name."""
    against = reader.context.keys[at] == "ضد" and at + 1 < limit
    return at + 2 if against and at + 1 not in reader.blocked else None


def _posting_goes_on(
    reader: ChainReader, entry: TitleEntry, at: int, limit: int
) -> int | None:
    """«سفیر ایران در عراق», «معاون رئیس‌جمهور در امور زنان»."""
    after = at + 1
    if reader.context.keys[at] != "در" or after >= limit or entry.key not in _POSTED:
        return None
    if reader.context.keys[after] in {"امور", "امر"}:
        return after
    if reader.context.keys[after] in {"این", "همین"}:
        return after + 2 if reader.context.keys[after + 1] in bodies() else at
    mention = reader.context.mention_at(after)
    if mention is not None and mention.kind in _NAMES:
        return mention.last
    key = reader.context.keys[after]
    held = key in HERE or (key in bodies() and key not in _OCCASIONS)
    return after + 1 if held else at


_OCCASIONS = frozenset({"برنامه", "مراسم", "نشست", "جلسه", "همایش", "کنفرانس", "جمع"})
HERE = frozenset({"استان", "شهرستان", "شهر", "کشور", "کشورمان"})


def _international_goes_on(
    reader: ChainReader, _: TitleEntry, at: int, limit: int
) -> int | None:
    """«معاون حقوقی و بین المللی»: «بین» is no preposition here."""
    keys = reader.context.keys
    if keys[at] != "بین" or at + 1 >= limit:
        return None
    return at + 2 if keys[at + 1].startswith("الملل") else None


def _word_ends(reader: ChainReader, _: TitleEntry, at: int, _limit: int) -> int | None:
    token = reader.context.document.tokens[at]
    ends = (
        at in reader.blocked
        or (token.pos == "NUM" and reader.context.keys[at - 1] not in bodies())
        or not reader.context.keys[at]
        or reader.context.keys[at] in boundaries()
        or reader.context.keys[at].endswith("ترین")
        or is_ordinal(reader.context.keys[at])  # «وزیر نفت | هشتمین نمایشگاه …»
        or not any(char.isalnum() for char in token.form)
        or (token.pos in _NO_CHAIN and reader.context.keys[at] not in status_words())
    )
    return at if ends else None


def _predicate_ends(
    reader: ChainReader, _: TitleEntry, at: int, limit: int
) -> int | None:
    """«آزمایش مهاجم تیم باران | مثبت است»: what is said of it is no part of it.

    Relative adjectives («حزب جمهوری اسلامی است») may be.
    """
    tokens, keys = reader.context.document.tokens, reader.context.keys
    said = at + 1 < limit and keys[at + 1] in _COPULAS
    if keys[at] == "موفق" and at + 1 < limit and keys[at + 1] in {"به", "شد", "شده"}:
        return at  # «استاد دانشگاه باران | موفق به ساخت … شد»
    plain = tokens[at].pos == "ADJ" and not keys[at].endswith("ی")
    named = reader.context.mention_at(at) is not None or keys[at] in status_words()
    return at if said and plain and not named else None


_COPULAS = frozenset({"است", "بود", "نیست", "نبود", "شد", "شده", "باشد"})


def _office_ends(
    reader: ChainReader, _: TitleEntry, at: int, _limit: int
) -> int | None:
    """«رئیس اتحادیه | ریاست جلسه را برعهده دارد»: an office begins anew."""
    keys = reader.context.keys
    named = keys[at + 1 : at + 2] in _CALLED_OFFICES
    return at if keys[at] == "ریاست" and not named else None


_CALLED_OFFICES = frozenset({("جمهوری",), ("جمهور",), ("الوزرا",), ("قوه",), ("مجلس",)})


def _after_place_ends(
    reader: ChainReader, _: TitleEntry, at: int, _limit: int
) -> int | None:
    """After «استاندار خوزستان» only a status goes on («سابق»)."""
    keys = reader.context.keys
    if keys[at] in status_words():
        return None
    named = reader.context.mention_at(at) is not None
    if keys[at - 1] in HERE and not named:
        return None if reader.context.document.tokens[at].pos == "PROPN" else at
    if reader.kind_at(at - 1) not in _PLACES:
        return None
    return None if reader.context.document.tokens[at - 1].ezafe else at


def _parliament_ends(
    reader: ChainReader, _: TitleEntry, at: int, _limit: int
) -> int | None:
    """«نماینده مجلس | رفتار آمریکا را …»: few words go on the name of a parliament."""
    keys = reader.context.keys
    if keys[at - 1] != "مجلس" or keys[at] in status_words():
        return None
    named = reader.context.mention_at(at) is not None
    ordinal = keys[at].endswith("م") and reader.context.document.tokens[at].pos == "ADJ"
    return None if named or ordinal or keys[at] in _PARLIAMENTS else at


_PARLIAMENTS = frozenset(
    {"شورا", "شورای", "خبرگان", "سنا", "سنای", "ملی", "عوام", "اعیان", "نمایندگان"}
    | {"قانونگذاری", "هفتم", "هشتم", "نهم", "دهم", "یازدهم", "دوازدهم", "کشور"}
)


def _ministry_ends(
    reader: ChainReader, entry: TitleEntry, at: int, _limit: int
) -> int | None:
    """«وزیر نفت | حملات سایبری را …»: nothing but a country or body goes on a field."""
    keys = reader.context.keys
    noun = reader.context.document.tokens[at].pos == "NOUN"
    known = keys[at] in bodies() or keys[at] in HERE or keys[at] in status_words()
    if entry.rest is not Rest.MINISTRY or not noun or known:
        return None
    starts = range(max(0, at - _LONGEST_FIELD), at)
    fields = (match_at(field_matcher(), keys, start, at) for start in starts)
    ended = any(field is not None and field.last == at for field in fields)
    return at if ended else None


_LONGEST_FIELD = 6


def _no_ezafe_ends(
    reader: ChainReader, entry: TitleEntry, at: int, _limit: int
) -> int | None:
    """«رئیس باشگاه فولاد شایعه را رد کرد»: nothing ties «شایعه» to «فولاد».

    Nouns of bodies and titles are trusted to go on: there the tagger errs most.
    """
    tokens, keys = reader.context.document.tokens, reader.context.keys
    if not reader.ezafe_known or tokens[at - 1].ezafe or tokens[at].pos == "ADJ":
        return None
    before = keys[at - 1]
    if before in origins() and keys[at] in bodies():
        return None  # «رئیس ایرانی | کمیته فنی»
    if entry.key in _ELECTED and keys[at] in _TOWNS:
        return None  # «نماینده مردم شریف | شهرستان‌های …»
    if (
        before in bodies()
        or before in {"و", "،", "مردم"}
        or tokens[at - 1].pos == "ADP"
    ):
        return None
    if entry.rest is Rest.FIELD and reader.is_title_at(at):
        return None
    return None if reader.is_title_at(at - 1) else at


_TOWNS = frozenset({"شهر", "شهرهای", "شهرستان", "شهرستانهای", "استان", "حوزه"})


def _word_goes_on(
    _reader: ChainReader, _: TitleEntry, at: int, _limit: int
) -> int | None:
    return at + 1


STEPS: tuple[Callable[[ChainReader, TitleEntry, int, int], int | None], ...] = (
    _person_ends,
    _agent_ends,
    _this_body_goes_on,
    _after_this_body_ends,
    _age_goes_on,
    _period_goes_on,
    _quality_goes_on,
    _weight_goes_on,
    _shirt_goes_on,
    _term_goes_on,
    _numbered_event_goes_on,
    _origin_goes_on,
    _kept_together,
    _field_goes_on,
    _run_on_ends,
    _second_post_ends,
    _name_goes_on,
    _leader_goes_on,
    _object_ends,
    _quoted_name,
    _two_fields_go_on,
    _constituencies_go_on,
    _adjectives_go_on,
    _joined_field_goes_on,
    _and_goes_on,
    _governing_noun_goes_on,
    _trade_goes_on,
    _against_goes_on,
    _posting_goes_on,
    _international_goes_on,
    _word_ends,
    _predicate_ends,
    _office_ends,
    _after_place_ends,
    _parliament_ends,
    _ministry_ends,
    _no_ezafe_ends,
    _word_goes_on,
)
