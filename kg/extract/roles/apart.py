"""What tells a title and a name apart although they stand side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.roles.joining import is_joined
from kg.extract.roles.lists import COMMAS
from kg.extract.roles.scene import CLOSING, OFFICES, OPENING, STATES, Person, Scene
from kg.extract.roles.titles import Rest
from kg.extract.roles.vocabulary import (
    ADDRESSES,
    bodies,
    heads_of_state,
    is_of_origin,
    origins,
    qualities,
    sports,
)
from kg.lexicon import word_keys
from kg.model import EntityKind
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.extract.roles.model import Title
    from kg.model import Mention


# «وکیل رضایی», «مشاور ترامپ»: the person after the title is served, not the holder
_LOCAL_OFFICES = frozenset(
    {"governor", "county_governor", "district_governor", "mayor", "friday_imam"}
    | {"friday_preacher"}
    | {"prosecutor", "village_head"}
)
_SERVING = frozenset(
    {
        "advisor",
        "lawyer",
        "agent",
        "special_envoy",
        "spokesperson",
        "deputy",
        "representative",
        "officer",
        "member",
        "secretary",
        "coach",
        "professor",
    }
)


def is_label(scene: Scene, title: Title) -> bool:
    """Whether names follow a craft or a sportsman's post and a colon, and no speech."""
    if title.entry.domain not in {"arts", "sport"} or scene.form(title.last) != ":":
        return False
    person = scene.starting(title.last + 1)
    limit = scene.context.sentence_at(title.first).last
    return title.entry.domain == "arts" or (
        person is not None
        and (person.last >= limit - 1 or scene.form(person.last) in _AFTER_LABELLED)
    )


_AFTER_LABELLED = COMMAS | {".", ":", "/"}  # «داور چهارم: رضایی ناظر: …»


def names_body_in_quotes(scene: Scene, person: Person) -> bool:
    """«کارگر شرکت «باران پیشرو»»: the name of a company, whatever it looks like."""
    if scene.form(person.first) not in OPENING:
        return False
    described = scene.key(person.first - 2) in bodies() and _is_no_name(scene, person)
    return described or scene.key(person.first - 1) in bodies()


def _is_no_name(scene: Scene, person: Person) -> bool:
    """Whether no list of names has any word of a name («نیازکو»)."""
    mention = scene.context.document.mentions[person.mention]
    words = scene.context.keys[mention.first : mention.last]
    single = mention.last - mention.first == 1 or person.first < mention.first
    lists = (word_keys("first_names"), word_keys("surnames"))
    return single and all(names.isdisjoint(words) for names in lists)


def has_own_title(scene: Scene, title: Title, person: Person) -> bool:
    """Whether the title is another's: «پیش از سخنان رئیس‌جمهور، رضایی وزیر نفت …».

    The name after it has a post of its own, of a body, and the title is an office
    without a place or has a name of its own before it.
    """
    after = next((one for one in scene.titles if one.first == person.last), None)
    if after is None or after.body is None:
        return False
    bare = title.body is None and title.entry.rest in OFFICES
    return bare or scene.ending(title.first) is not None


def is_surname(scene: Scene, title: Title, person: Person) -> bool:
    """«علی مدرس کوهی … مدرس کوهی»: the first part of a surname, told before."""
    entity = scene.context.coreference.entity_at(person.mention)
    words = [] if entity is None else [match_key(w) for w in entity.name.split()]
    alone = title.body is None and title.last - title.first == 1
    return alone and scene.key(title.first) in words


def is_saint(scene: Scene, title: Title, person: Person) -> bool:
    """«نشر آثار امام …», «زائران امام …»: a saint holds no post of today."""
    return scene.key(person.first) == "امام" and title.entry.key not in _LEADERS


_LEADERS = frozenset({"leader", "supreme_leader", "commander", "founder"})


def is_of_name(scene: Scene, title: Title, _: Person) -> bool:
    """«خانه قاضی رضایی», «بهترین بازیکن جهان رضایی است»: no post of who is named."""
    praised = scene.key(title.first - 1).endswith("ترین")
    return praised or _names_building(scene, title)


def is_source(scene: Scene, title: Title, _: Person) -> bool:
    """«به گزارش خبرنگار البرز علی رضایی گفت»: the source, and a subject after it.

    So in «با اعلام سخنگوی باشگاه رضایی سرمربی ماند».
    """
    before = scene.context.keys[title.first - 2 : title.first]
    return before == ("با", "اعلام") or before[-1:] == ("گزارش",)


def is_epithet(scene: Scene, title: Title, person: Person) -> bool:
    """«ملی‌پوش شیرازی», «وزیر خارجه ترامپ»: whence or whose one is, and no holder.

    A single word of origin that no fuller name bears out; a head of state or
    government after a post that he gives.
    """
    mention = scene.context.document.mentions[person.mention]
    if _is_of_ruler(scene, title, mention):
        return True
    bare = mention.first == person.first and mention.last - mention.first == 1
    if not bare:
        return False
    key = scene.key(mention.first)
    entity = scene.context.coreference.entity_at(person.mention)
    fuller = entity is not None and len(entity.name.split()) > 1
    praise = key in qualities() or (key.endswith("ی") and key[:-1] in qualities())
    if key in _COUNTING or (praise and not fuller):
        return True  # «داور دوم: …», «شاهنامه‌پژوه ارجمند», «طلبه فاضلی»
    if is_of_origin(key) and not fuller:
        return title.body is None and title.entry.title not in ADDRESSES
    return False


_COUNTING = frozenset({"اول", "دوم", "سوم", "چهارم", "پنجم", "نخست"})


def _is_of_ruler(scene: Scene, title: Title, mention: Mention) -> bool:
    """«سفیر باراک اوباما», «نماینده دولت ترامپ»: whose post or government it is."""
    if scene.key(mention.last - 1) not in heads_of_state():
        return False
    given = title.entry.title.startswith("وزیر") or title.entry.key in _GIVEN
    body = None if title.body is None else scene.context.mention_at(title.body[0])
    led = body is not None and body.kind is EntityKind.ORGANIZATION
    return given or led or scene.key(title.last - 1) in _GOVERNMENTS


_GOVERNMENTS = frozenset({"دولت", "کابینه", "ستاد", "کارزار", "کمپین"})
_GIVEN = frozenset(
    {"ambassador", "deputy", "first_deputy", "vice_president", "chief_of_staff"}
    | {"advisor", "secretary", "special_envoy", "spokesperson", "under_secretary"}
)


def is_of_thing(scene: Scene, title: Title, _: Person) -> bool:
    """Whether an office hangs on a thing («دفتر ریاست جمهوری»): nobody is addressed."""
    if not scene.key(title.first).startswith("ریاست") or title.first == 0:
        return False
    before = scene.context.document.tokens[title.first - 1]
    return before.pos in {"NOUN", "ADP", "ADJ"} and scene.same_sentence(
        title.first - 1, title.first
    )


def is_appointed(scene: Scene, title: Title, person: Person) -> bool:
    """«وزیر نیرو علی رضایی را به عنوان رئیس سازمان آب منصوب کرد»: another's deed.

    «جانشین علی رضایی شد» names who had the post before.
    """
    if title.entry.title in _REPLACING and title.body is None:
        return True
    limit = scene.context.sentence_at(title.first).last
    if scene.key(person.last) != "را":
        return False
    if _is_anothers(scene, title):
        return True
    return not _GIVING.isdisjoint(scene.context.keys[person.last : limit])


def _is_anothers(scene: Scene, title: Title) -> bool:
    """«رضایی رئیس مرکز و سخنگوی سازمان آب کریمی را دید»: the first title's holder."""
    index = scene.titles.index(title)
    if not index or not scene.held.get(index - 1):
        return False
    return is_joined(scene, scene.titles[index - 1], title)


_REPLACING = frozenset({"جانشین", "جایگزین"})
_GIVING = frozenset(
    {"عنوان", "سمت", "منصوب", "برکنار", "عزل", "انتخاب", "معرفی", "متهم", "دعوت"}
    | {"بهعنوان", "بعنوان"}
)


def _names_building(scene: Scene, title: Title) -> bool:
    """Whether a title is part of what a building or street is called."""
    reach = range(max(0, title.first - _BUILDING_REACH), title.first)
    if scene.key(title.first - 1) in _SCHOOLS:
        return True  # «به نشانی دبستان قاضی رضایی»
    return scene.context.document.tokens[title.first - 1].ezafe and any(
        scene.key(token) in _BUILDINGS for token in reach
    )


_BUILDING_REACH = 2
_SCHOOLS = frozenset({"دبستان", "دبیرستان", "هنرستان", "مدرسه", "مقبره", "شهرک"})
_BUILDINGS = frozenset(
    {"خانه", "عمارت", "خیابان", "میدان", "بلوار", "کوچه", "مقبره", "ارامگاه", "موزه"}
    | {"مسجد", "حسینیه", "باغ", "سرای", "حمام", "مدرسه"}
)


def names_work(scene: Scene, person: Person) -> bool:
    """«کارگردان سریال «شهید رضایی»», «بازیگر نقش لیلا»: a work or part, no person."""
    before = scene.key(person.first - 1)
    marked = scene.form(person.first) in OPENING
    return before == "نقش" or (marked and before in _WORKS)


_WORKS = frozenset(
    {"سریال", "فیلم", "مستند", "کتاب", "نمایش", "مجموعه", "رمان", "تیاتر", "برنامه"}
    | {"جایزه", "پویش", "مسابقه", "جشنواره"}
)


def is_own_place(scene: Scene, title: Title, person: Person) -> bool:
    """«شهردار مهران گفت»: one word after a local office is its place, not a name."""
    mention = scene.context.document.mentions[person.mention]
    alone = mention.last - mention.first == 1 and person.first == mention.first
    local = title.entry.key in _LOCAL_OFFICES and title.entry.title not in ADDRESSES
    return title.body is None and local and alone


def serves(scene: Scene, title: Title) -> bool:
    """«مشاور رضایی», «منتقد فشار رضایی»: the name belongs into the title."""
    if title.body is not None or _is_of_sport(scene, title):
        return False
    last = scene.context.document.tokens[title.last - 1]
    if "".join(scene.context.keys[title.first : title.last]) in _SERVANTS:
        return True  # «راننده رضایی»
    return title.entry.key in _SERVING or (
        title.role_last > title.head_last and last.ezafe
    )


_SERVANTS = frozenset({"راننده", "مدیربرنامه", "مدیربرنامههای", "محافظ", "منشی"})


def _is_of_sport(scene: Scene, title: Title) -> bool:
    """«مربی باتجربه کشتی»: a discipline, and what the holder is like."""
    keys = scene.context.keys
    at = title.head_last
    while at < title.last and keys[at] in qualities():
        at += 1
    return title.entry.domain == "sport" and "".join(keys[at : title.last]) in sports()


def is_of_others(scene: Scene, title: Title, person: Person) -> bool:
    """«باران مدیرعامل خود را …», «از سوی رضایی مأمور به … شد»: another's post."""
    by = scene.context.keys[person.first - 2 : person.first] == ("از", "سوی")
    own = scene.key(title.last) == "خود" and _is_no_name(scene, person)
    return title.body is None and (own or (by and scene.key(title.last) == "به"))


def before_first(scene: Scene, title: Title) -> int:
    """Return where a title begins with «سه», «دیگر», «نخستین» before it."""
    before = scene.key(title.first - 1)
    other = before == "دیگر" or (title.body is not None and before in FIRSTS)
    return title.first - (other or is_counted(scene, title))


# «بهترین بازیکن جهان» is praise
FIRSTS = frozenset(
    {"اولین", "نخستین", "دومین", "سومین", "چهارمین", "اخرین", "تنها", "جوانترین"}
    | {"پیرترین", "مسنترین", "باتجربهترین", "قدیمیترین", "کمسنترین", "باسابقهترین"}
)


def is_told_of_time(scene: Scene, title: Title, person: Person) -> bool:
    """«که در دوره ریاست جمهوری رضایی رئیس مجلس بود»: the subject is another."""
    past = scene.key(title.last) in {"بود", "بوده", "شد"}
    return past and tells_when(scene, person)


def is_praise(scene: Scene, title: Title) -> bool:
    """«رضایی بازیکن بسیار خوبی است»: what somebody is like, and no post.

    Not «رضایی خواننده این اجرای خانگی است».
    """
    if title.body is not None or scene.key(title.last) in _THIS:
        return False
    tokens = scene.context.document.tokens
    limit = scene.context.sentence_at(title.first).last - 1
    return any(
        tokens[at].form.endswith("ی")
        and (tokens[at].pos == "ADJ" or scene.key(at)[:-1] in qualities())
        and scene.key(at) not in origins()
        and scene.key(at + 1) in STATES | _DENIALS
        and not tokens[at].ezafe
        for at in range(title.head_last, min(limit, title.head_last + _PRAISE_REACH))
    )


_PRAISE_REACH = 3  # «بسیار», «خوبی»
_THIS = frozenset({"این", "همین"})


def is_counted(scene: Scene, title: Title) -> bool:
    """«علی رضایی و حسن کریمی دو بازیکن تیم باران»; «دو مدیر اصفهانی» tells little."""
    told = title.body is not None or title.entry.domain in _PROFESSIONS
    before = scene.key(title.first - 1)
    return title.plural and told and (before in _COUNTS or before.isdigit())


_PROFESSIONS = frozenset({"sport", "medicine", "academia"})


def is_denied(scene: Scene, title: Title) -> bool:
    """«علی رضایی مسئول این وضع نیست»: who bears no blame holds no post by that."""
    if scene.key(title.last) in _DENIALS | _WISHES:
        return True  # «دوست دارم رضایی کاپیتان شود»
    if scene.key(title.last) in _COMES and scene.form(title.last + 1) in ASKED:
        return True  # «رضایی سرمربی سپیدرود می‌شود؟»
    blamed = title.body is None and title.entry.key == "official_in_charge"
    told = scene.context.keys[title.last : title.last + _BLAME_REACH]
    return blamed and not (_DENIALS | STATES).isdisjoint(told)


_BLAME_REACH = 4  # «این», «ویروس»
_COMES = frozenset({"میشود", "است", "خواهد"})
ASKED = frozenset({"؟", "?"})
_COUNTS = frozenset({"دو", "سه", "چهار", "پنج", "شش", "هر"})
_WISHES = frozenset({"شود", "بشود", "شوند", "بشوند", "شوم", "نشود", "میشد"})
_DENIALS = frozenset({"نیست", "نبود", "نبوده", "نشد", "نمیشود", "نخواهد"})


def is_object(scene: Scene, title: Title, person: Person) -> bool:
    """«رضایی وزیر نیرو را مشاور خود کرد»: who begins a sentence is its subject."""
    begins = person.first == scene.context.sentence_at(person.first).first
    return begins and scene.key(title.last) == "را" and person.last == title.first


def replaces(scene: Scene, title: Title) -> bool:
    """«علی رضایی جانشین حسن کریمی شد»: no post is told."""
    return title.entry.title in _REPLACING and title.body is None


def is_surname_in_list(scene: Scene, title: Title, person: Person) -> bool:
    """«…، رضایی، قاضی، کریمی، …»: one of the surnames in a row."""
    after = scene.starting(title.last + 1)
    commas = {scene.form(person.first - 1), scene.form(title.last)} <= COMMAS
    alone = title.last - title.first == 1
    listed = scene.key(title.first) in word_keys("surnames")
    single = after is not None and after.last - after.first == 1
    return commas and alone and listed and single


def repeats(scene: Scene, title: Title, person: Person) -> bool:
    """«نماینده رضایی، نماینده کریمی و …»: a list of names, each after its title."""
    served = scene.ending(title.last) or scene.starting(title.last)
    return served is not None and scene.key(person.first - 1) == scene.key(title.first)


def tells_when(scene: Scene, person: Person) -> bool:
    """«در دوران رضایی، رئیس سازمان …»: a name that only dates what follows."""
    reach = range(max(1, person.first - _ERA_REACH), person.first)
    return any(
        scene.key(at) in _ERAS
        and scene.key(at - 1) == "در"
        and scene.same_sentence(at, person.first)
        for at in reach
    )


_ERA_REACH = 4  # «دوران اول ریاست جمهوری رضایی»
_ERAS = frozenset({"دوران", "زمان", "عهد", "دوره"})


def is_anothers_name(scene: Scene, index: int, person: Person, *, told: bool) -> bool:
    """Whether a name after a title and a comma is somebody else's.

    «با موافقت وزیر ورزش، علی رضایی …», «وزیر نیرو، علی رضایی را متهم کرد»; never after
    «یعنی». ``told`` where a word between them shows whose name it is.
    """
    title = scene.titles[index]
    if scene.form(person.first - 1) == "یعنی":
        return False
    tied = title.first and scene.context.document.tokens[title.first - 1].ezafe
    if tied and scene.form(person.last) not in COMMAS:
        return True
    object_of_title = scene.key(person.last) == "را" and not told
    other = _follows_title(scene, person) or _is_named_first(scene, index)
    other = other or _joins_another(scene, person)
    return object_of_title or other


def _joins_another(scene: Scene, person: Person) -> bool:
    """«رئیس انجمن باران، رضایی و کریمی را …»: two names are no one's apposition."""
    other = scene.starting(person.last + 1) if scene.key(person.last) == "و" else None
    return other is not None and (
        scene.form(other.last) in COMMAS or scene.key(other.last) == "را"
    )


def is_introduced(scene: Scene, title: Title, person: Person) -> bool:
    """«هنرمند ایتالیایی، ماریو روسی، گفت»: a profession and its holder's origin."""
    told = scene.key(title.last - 1) in origins() and title.last > title.head_last
    return told and title.entry.rest is Rest.NONE and scene.form(person.last) in COMMAS


def _is_named_first(scene: Scene, index: int) -> bool:
    """Whether a list gives names before posts: «رضایی مدیر راه، نیک مدیر بندر، …».

    The name after the second post is then the holder of the third.
    """
    if index == 0:
        return False
    before, title = scene.titles[index - 1], scene.titles[index]
    gap = title.first - before.last
    joined = scene.form(before.last) in COMMAS or scene.key(before.last) == "و"
    held = scene.held.get(index - 1, [])
    named = any(one.rule == "name_then_title" for one in held)
    near = 1 < gap <= _NAMED_FIRST and scene.same_sentence(before.first, title.first)
    return named and joined and near


_NAMED_FIRST = 4  # a comma and a name of three words


def is_loose_list(scene: Scene, title: Title) -> bool:
    """Whether «بازیکنان، رضایی و …» lists others; «دو مدافع، …» names them."""
    counted = title.first and (
        scene.context.document.tokens[title.first - 1].pos == "NUM"
        or scene.key(title.first - 1) in {"دو", "سه", "چهار"}
    )
    return title.body is None and not counted


def _follows_title(scene: Scene, person: Person) -> bool:
    """Whether the person's own title comes right after the name."""
    starts = {title.first for title in scene.titles}
    after = person.last
    return after in starts or (scene.form(after) in COMMAS and (after + 1) in starts)


def _is_between(scene: Scene, title: Title, person: Person) -> bool:
    """Whether something other than a post joins a title to the name after it.

    «سرمربی جایگزین رضایی» follows him, «در پست مدافع رضایی ماند» tells where he plays,
    «نویسنده "رضایی را ببینید»" quotes.
    """
    size = title.last - title.first
    replaced = size > 1 and scene.key(title.last - 1) in _REPLACING
    placed = scene.key(title.first - 1) in {"پست", "نقش"}
    opened = scene.form(person.first) in OPENING - {"(", "'"}
    closed = scene.form(person.last - 1) in CLOSING or not opened
    return is_betrothed(scene, title) or replaced or placed or not closed


def is_betrothed(scene: Scene, title: Title) -> bool:
    """«نامزد رضایی», «نامزد خود»: whom somebody will marry, and no candidate."""
    alone = title.entry.key == "candidate" and title.last - title.first == 1
    own = scene.key(title.last) in {"خود", "او", "وی", "اش", "خودش"}
    return alone and (own or scene.starting(title.last) is not None)


def is_of_names_first(scene: Scene, title: Title, _: Person) -> bool:
    """«علی رضایی، وزیر راه حسن کریمی، وزیر نفت رضا محبی، وزیر کار»: names come first.

    Three posts or more in a row, a name before the first and none after the last; of
    more posts the last may be followed by a name that is not known to be one.
    """
    run = _row_of(scene, title)
    first, last = run[0], run[-1]
    named = scene.ending(first.first - 1) is not None
    marked = scene.form(first.first - 1) in COMMAS
    ends = scene.starting(last.last) is None or len(run) > _LEAST_ROW
    return len(run) >= _LEAST_ROW and named and marked and ends


_LEAST_ROW = 3


def is_within_name(scene: Scene, title: Title, _: Person) -> bool:
    """«میرزا علی معلم باران»: a surname, with a name on both sides."""
    bare = title.body is None and title.last - title.first == 1
    bare = bare and title.entry.rest not in {Rest.MINISTRY, Rest.PLACE}
    listed = bare and scene.key(title.first) in word_keys("surnames")
    named = scene.ending(title.first), scene.starting(title.last)
    return listed and None not in named


def _is_of_martyr(scene: Scene, title: Title, person: Person) -> bool:
    """«کارگردان شهید رضایی»: the name of a series, whom it is about."""
    made = title.entry.domain == "arts" and title.last - title.first == 1
    return made and scene.key(person.first) == "شهید"


def _row_of(scene: Scene, title: Title) -> list[Title]:
    """Return the posts of a row: after each but the last a name and a comma."""
    index = scene.titles.index(title)
    first = last = index
    titles = scene.titles
    while first and _is_followed(scene, titles[first - 1], titles[first]):
        first -= 1
    while last + 1 < len(titles) and _is_followed(
        scene, titles[last], titles[last + 1]
    ):
        last += 1
    return titles[first : last + 1]


def _is_followed(scene: Scene, before: Title, after: Title) -> bool:
    """Whether only a name and a comma stand between two posts."""
    person = scene.starting(before.last)
    comma = after.first - 1
    return person is not None and person.last == comma and scene.form(comma) in COMMAS


# why a name right after a title is not that of who holds it
APART: tuple[Callable[[Scene, Title, Person], bool], ...] = (
    is_of_thing,
    has_own_title,
    is_surname,
    is_source,
    is_saint,
    is_of_name,
    is_appointed,
    is_epithet,
    _is_between,
    is_of_names_first,
    is_within_name,
    _is_of_martyr,
)
