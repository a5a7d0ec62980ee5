"""Rules that tie a title to the person who holds it, within one sentence.

Each rule looks at one title and gives the holdings it sees. They are tried in the order
of :data:`RULES`, the closest tie first; the first rule that gives something decides.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from kg.extract.roles.lists import (
    COMMAS,
    back_over_bracket,
    each_with_club,
    label_of,
    labelled,
    likened,
    listed_after_clause,
    names_from,
    names_up_to,
)
from kg.extract.roles.titles import Rest
from kg.extract.roles.vocabulary import (
    bodies,
    heads_of_state,
    is_of_origin,
    origins,
    qualities,
    sports,
)
from kg.lexicon import word_keys
from kg.model import EntityKind, Status
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kg.extract.context import Context
    from kg.extract.roles.model import Title
    from kg.model import Mention


_OPENING = frozenset({*"«\"“('‘", "''", "‘‘"})
_CLOSING = frozenset({*"»\"”)'’", "''", "’’"})
_LINKS = frozenset({"،", "-", "ـ", "_", "–", "—", "(", "[", ",", "؛"})
_APPOSING = frozenset({"name_comma_title", "apposed_title"})
_OFFICES = frozenset({Rest.PLACE, Rest.MINISTRY})
_ASKING = frozenset(
    {
        "خواست",
        "خواستند",
        "خواسته",
        "میخواهند",
        "درخواست",
        "دعوت",
        "تشکر",
        "تقدیر",
        "قدردانی",
        "تجلیل",
    }
    | {"انتقاد", "شکایت", "گلایه", "سوال", "پرسید", "حمایت", "دلجویی", "میخواهد"}
)
_HONORIFIC_LIMIT = 4
_BRACKETED_BLESSINGS = frozenset({"ره", "رح", "رض", "س", "ع", "عج", "ص", "قدس", "حفظه"})
COPULAS = frozenset(
    {"است", "بود", "بوده", "شد", "شده", "هست", "می‌شود", "میشود", "باشد", "خواهد"}
)
_STATES = frozenset({"است", "بود", "بوده", "هست"})
_NEAR = 6  # tokens between a name and a bare predicate
_FAR = 20  # the same where the predicate names a body
_NOT_PREDICATE = frozenset(
    {"این", "ان", "با", "به", "از", "بهترین", "اولین", "نخستین", "تنها"}
)
_EARLIER = ("پیش", "از", "این")
_COUNTERPARTS = frozenset({"همتای", "همتا", "همتایان"})
_COUNTERPART_REACH = 4
# «وکیل رضایی», «مشاور ترامپ»: the person after the title is served, not the holder
_LOCAL_OFFICES = frozenset(
    {"governor", "county_governor", "district_governor", "mayor", "friday_imam"}
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


class Person(NamedTuple):
    """A person's mention with the honorifics and quotation marks around it.

    Attributes:
        first: First token, honorifics and marks included.
        last: Token after the last, marks included.
        mention: Index of the mention.
    """

    first: int
    last: int
    mention: int


class Holding(Struct, frozen=True, kw_only=True):
    """A title tied to a person by a rule.

    Attributes:
        title: The title.
        mention: Index of the person's mention.
        rule: Name of the rule.
        confidence: Calibrated probability, 0–1.
        status: Overrides the title's own status, or ``None``.
    """

    title: Title
    mention: int
    rule: str
    confidence: float
    status: Status | None = None


@cache
def _honorifics() -> frozenset[str]:
    return word_keys("honorifics")


@dataclass(slots=True)
class Scene:
    """The titles and persons of a document, as rules see them.

    Attributes:
        context: The document.
        titles: All titles, in order.
        persons: All mentions of persons, in order.
        held: What has been found so far, by index of the title.
    """

    context: Context
    titles: list[Title]
    persons: list[Person] = field(init=False)
    held: dict[int, list[Holding]] = field(init=False, default_factory=dict)
    _starts: dict[int, Person] = field(init=False)
    _ends: dict[int, Person] = field(init=False)

    def __post_init__(self) -> None:
        self.persons = [
            self._person(index, mention)
            for index, mention in enumerate(self.context.document.mentions)
            if mention.kind is EntityKind.PERSON
            and "".join(self.context.keys[mention.first : mention.last])
            not in _honorifics()
        ]
        self._starts = {person.first: person for person in self.persons}
        self._ends = {person.last: person for person in self.persons}

    def form(self, token: int) -> str:
        """Return the form of a token, ``""`` outside the document."""
        tokens = self.context.document.tokens
        return tokens[token].form if 0 <= token < len(tokens) else ""

    def key(self, token: int) -> str:
        """Return the match key of a token, ``""`` outside the document."""
        keys = self.context.keys
        return keys[token] if 0 <= token < len(keys) else ""

    def same_sentence(self, one: int, other: int) -> bool:
        """Say whether two tokens lie in one sentence."""
        of = self.context.sentence_of
        return 0 <= one < len(of) and 0 <= other < len(of) and of[one] == of[other]

    def starting(self, token: int) -> Person | None:
        """Return the person whose mention starts at a token."""
        return self._starts.get(token)

    def ending(self, token: int) -> Person | None:
        """Return the person whose mention ends before a token."""
        return self._ends.get(token)

    def _person(self, index: int, mention: Mention) -> Person:
        first, last = mention.first, mention.last
        sentence = self.context.sentence_at(first)
        while first > sentence.first:
            before = self._before_name(first, sentence.first)
            if before == first:
                break
            first = before
        while last < sentence.last and self.form(last) in _CLOSING:
            last += 1
        if self.form(last).isdigit() and self.key(last + 1) == "ساله":
            last += 2  # «علی رضایی ۴۵ ساله، معلم شهر»
        last = self._over_blessing(last)
        return Person(first, last, index)

    def _over_blessing(self, last: int) -> int:
        """«امام رضایی (ره) | رهبر …»: step over a letter or two in brackets."""
        blessed = self.form(last) == "(" and self.key(last + 1) in _BRACKETED_BLESSINGS
        return last + 3 if blessed and self.form(last + 2) == ")" else last

    def _before_name(self, first: int, limit: int) -> int:
        """Step back over one honorific («حجت الاسلام») or opening mark."""
        if self.form(first - 1) in _OPENING:
            return first - 1
        for start in range(max(limit, first - _HONORIFIC_LIMIT), first):
            if "".join(self.context.keys[start:first]) in _honorifics():
                return start
        return first


def _holding(
    title: Title, person: Person, rule: str, confidence: float
) -> list[Holding]:
    return [
        Holding(title=title, mention=person.mention, rule=rule, confidence=confidence)
    ]


def _each_holds(
    scene: Scene, title: Title, persons: Iterable[Person], rule: str, confidence: float
) -> list[Holding]:
    """Give a title to each of several persons, with each one's own club."""
    return [
        Holding(
            title=each_with_club(scene, title, one),
            mention=one.mention,
            rule=rule,
            confidence=confidence,
        )
        for one in persons
    ]


def credit(scene: Scene, index: int) -> list[Holding]:
    """«کارگردان: علی رضایی», «مدافعان: علی رضایی، حسن کریمی»: titles as labels."""
    title = scene.titles[index]
    if scene.key(title.first - 1).endswith("ترین"):
        return []  # «مؤثرترین بازیکن: …»
    persons = labelled(scene, title)
    if not persons and _is_label(scene, title):
        person = scene.starting(title.last + 1)
        persons = [] if person is None else names_from(scene, person)
    if not (title.plural or title.entry.domain == "arts"):
        persons = persons[:1]
    return _each_holds(scene, title, persons, "credit", 0.8)


def label(scene: Scene, index: int) -> list[Holding]:
    """«علی رضایی: رئیس هیئت مدیره»: a line of a list of names and posts."""
    title = scene.titles[index]
    person = None if title.plural else label_of(scene, title)
    return [] if person is None else _holding(title, person, "label", 0.75)


def likened_names(scene: Scene, index: int) -> list[Holding]:
    """«بازیگرانی چون علی رضایی و حسن کریمی», «مراجع تقلید نظیر …»."""
    title = scene.titles[index]
    told = title.body is not None or title.entry.rest is Rest.NONE
    told = told or (title.entry.key in _DEPUTED and _is_included(scene, title))
    compared = scene.key(title.first - 1) in {"مانند", "مثل", "همچون", "همانند"}
    playing = title.entry.domain == "sport" and not compared
    if not (title.plural and (told or playing)):
        return []  # «مانند بازیکنانی چون رضایی» compares
    persons = likened(scene, title)
    if not told and len(persons) < _FEWEST_PLAYERS:
        return []
    return _each_holds(scene, title, persons, "likened_names", 0.75)


def listed_names(scene: Scene, index: int) -> list[Holding]:
    """«این بازیکنان به اردو دعوت شدند: علی رضایی، حسن کریمی و …»."""
    title = scene.titles[index]
    if not title.plural:
        return []
    persons = listed_after_clause(scene, title)
    return _each_holds(scene, title, persons, "listed_names", 0.7)


def _is_included(scene: Scene, title: Title) -> bool:
    """«برخی نمایندگان از جمله علی رضایی»: they are among them, not like them."""
    return "".join(scene.context.keys[title.last : title.last + 2]) in _INCLUDING


_DEPUTED = frozenset({"representative", "member_of_parliament", "minister", "senator"})
_INCLUDING = frozenset({"ازجمله", "بهویژه"})
_FEWEST_PLAYERS = 3  # «بازیکنانی مثل رضایی» likens, a longer list tells who they are


def _is_label(scene: Scene, title: Title) -> bool:
    """Whether names follow a craft or a sportsman's post and a colon, and no speech."""
    if title.entry.domain not in {"arts", "sport"} or scene.form(title.last) != ":":
        return False
    person = scene.starting(title.last + 1)
    limit = scene.context.sentence_at(title.first).last
    return title.entry.domain == "arts" or (
        person is not None
        and (person.last >= limit - 1 or scene.form(person.last) in _AFTER_LABELLED)
    )


_AFTER_LABELLED = COMMAS | {".", ":"}  # «داور چهارم: رضایی ناظر: …»


def title_then_name(scene: Scene, index: int) -> list[Holding]:
    """«استاندار خوزستان علی رضایی», «رئیس‌جمهور (علی رضایی)»."""
    title = scene.titles[index]
    person = scene.starting(title.last)
    if person is None or not scene.same_sentence(title.first, person.first):
        return []
    if title.plural or _serves(scene, title) or _is_own_place(scene, title, person):
        return []
    others = (
        scene.key(title.first - 1).isdigit() and scene.key(title.first - 2) == "این"
    )
    named = _names_work(scene, person) or _names_body_in_quotes(scene, person)
    named = named or others  # «جز این ۳ بازیکن | رضایی هم …»
    if named or _is_of_thing(scene, title) or _has_own_title(scene, title, person):
        return []  # «کارزار ریاست جمهوری رضایی»
    apart = _is_surname(scene, title, person) or _is_source(scene, title)
    apart = apart or _is_saint(scene, title, person)
    if apart or _is_of_name(scene, title):
        return []
    if _is_appointed(scene, title, person) or _is_epithet(scene, title, person):
        return []
    return _holding(title, person, "title_then_name", 0.65)


def _names_body_in_quotes(scene: Scene, person: Person) -> bool:
    """«کارگر شرکت «باران پیشرو»»: the name of a company, whatever it looks like."""
    if scene.form(person.first) not in _OPENING:
        return False
    described = scene.key(person.first - 2) in bodies() and _is_no_name(scene, person)
    return described or scene.key(person.first - 1) in bodies()


def _is_no_name(scene: Scene, person: Person) -> bool:
    """Whether no list of names has any word of a name («نیازکو»)."""
    mention = scene.context.document.mentions[person.mention]
    words = scene.context.keys[mention.first : mention.last]
    names = word_keys("first_names") | word_keys("surnames")
    single = mention.last - mention.first == 1 or person.first < mention.first
    return single and names.isdisjoint(words)


def _has_own_title(scene: Scene, title: Title, person: Person) -> bool:
    """Whether the title is another's: «پیش از سخنان رئیس‌جمهور، رضایی وزیر نفت …».

    The name after it has a post of its own, of a body, and the title is an office
    without a place or has a name of its own before it.
    """
    after = next((one for one in scene.titles if one.first == person.last), None)
    if after is None or after.body is None:
        return False
    bare = title.body is None and title.entry.rest in _OFFICES
    return bare or scene.ending(title.first) is not None


def _is_surname(scene: Scene, title: Title, person: Person) -> bool:
    """«علی مدرس کوهی … مدرس کوهی»: the first part of a surname, told before."""
    entity = scene.context.coreference.entity_at(person.mention)
    words = [] if entity is None else [match_key(w) for w in entity.name.split()]
    alone = title.body is None and title.last - title.first == 1
    return alone and scene.key(title.first) in words


def _is_saint(scene: Scene, title: Title, person: Person) -> bool:
    """«نشر آثار امام …», «زائران امام …»: a saint holds no post of today."""
    return scene.key(person.first) == "امام" and title.entry.key not in _LEADERS


_LEADERS = frozenset({"leader", "supreme_leader", "commander", "founder"})


def _is_of_name(scene: Scene, title: Title) -> bool:
    """«خانه قاضی رضایی», «بهترین بازیکن جهان رضایی است»: no post of who is named."""
    praised = scene.key(title.first - 1).endswith("ترین")
    return praised or _names_building(scene, title)


def _is_source(scene: Scene, title: Title) -> bool:
    """«به گزارش خبرنگار البرز علی رضایی گفت»: the source, and a subject after it.

    So in «با اعلام سخنگوی باشگاه رضایی سرمربی ماند».
    """
    before = scene.context.keys[title.first - 2 : title.first]
    return before == ("با", "اعلام") or before[-1:] == ("گزارش",)


def _is_epithet(scene: Scene, title: Title, person: Person) -> bool:
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
    if key in _COUNTING or (key in qualities() and not fuller):
        return True  # «داور دوم: …», «شاهنامه‌پژوه ارجمند»
    if is_of_origin(key) and not fuller:
        return title.body is None and title.entry.title not in _ADDRESSES
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
_ADDRESSES = frozenset({"قاضی", "بازپرس", "دادیار"})  # «بازپرس اسماعیلی»
_GIVEN = frozenset(
    {"ambassador", "deputy", "first_deputy", "vice_president", "chief_of_staff"}
    | {"advisor", "secretary", "special_envoy", "spokesperson", "under_secretary"}
)


def _is_of_thing(scene: Scene, title: Title) -> bool:
    """Whether an office hangs on a thing («دفتر ریاست جمهوری»): nobody is addressed."""
    if not scene.key(title.first).startswith("ریاست") or title.first == 0:
        return False
    before = scene.context.document.tokens[title.first - 1]
    return before.pos in {"NOUN", "ADP", "ADJ"} and scene.same_sentence(
        title.first - 1, title.first
    )


def _is_appointed(scene: Scene, title: Title, person: Person) -> bool:
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
    return scene.context.document.tokens[title.first - 1].ezafe and any(
        scene.key(token) in _BUILDINGS for token in reach
    )


_BUILDING_REACH = 2
_BUILDINGS = frozenset(
    {"خانه", "عمارت", "خیابان", "میدان", "بلوار", "کوچه", "مقبره", "ارامگاه", "موزه"}
    | {"مسجد", "حسینیه", "باغ", "سرای", "حمام", "مدرسه"}
)


def _names_work(scene: Scene, person: Person) -> bool:
    """«کارگردان سریال «شهید رضایی»», «بازیگر نقش لیلا»: a work or part, no person."""
    before = scene.key(person.first - 1)
    marked = scene.form(person.first) in _OPENING
    return before == "نقش" or (marked and before in _WORKS)


_WORKS = frozenset(
    {"سریال", "فیلم", "مستند", "کتاب", "نمایش", "مجموعه", "رمان", "تیاتر", "برنامه"}
)


def _is_own_place(scene: Scene, title: Title, person: Person) -> bool:
    """«شهردار مهران گفت»: one word after a local office is its place, not a name."""
    mention = scene.context.document.mentions[person.mention]
    alone = mention.last - mention.first == 1 and person.first == mention.first
    local = title.entry.key in _LOCAL_OFFICES and title.entry.title not in _ADDRESSES
    return title.body is None and local and alone


def _serves(scene: Scene, title: Title) -> bool:
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


def craft_of_name(scene: Scene, index: int) -> list[Holding]:
    """«به نویسندگی و کارگردانی علی رضایی»: the work stands for the worker."""
    title = scene.titles[index]
    if scene.key(title.first - 1) not in {"به", "با", "و", "،"}:
        return []
    at = index
    while (
        at + 1 < len(scene.titles)
        and scene.titles[at + 1].entry.craft
        and is_joined(scene, scene.titles[at], scene.titles[at + 1])
    ):
        at += 1
    person = scene.starting(scene.titles[at].last)
    return [
        Holding(title=title, mention=one.mention, rule="craft_of_name", confidence=0.6)
        for one in (() if person is None else names_from(scene, person))
    ]


def name_then_title(scene: Scene, index: int) -> list[Holding]:
    """«علی رضایی استاندار خوزستان»."""
    title = scene.titles[index]
    other = scene.key(title.first - 1) == "دیگر" or _is_counted(scene, title)
    start = title.first - other
    while scene.key(title.last) in _ARE and scene.key(start - 1) in _ADVERBS:
        start -= 1
    person = _named_before(scene, start)
    if person is None or not scene.same_sentence(title.first, person.first):
        return []
    if title.plural or scene.key(title.last) in _ARE:
        return several(scene, title, person)
    if _is_told_of_time(scene, title, person):
        return []
    if _is_label(scene, title) or _replaces(scene, title):
        return []
    told_otherwise = (
        _is_denied(scene, title)
        or _is_of_others(scene, title, person)
        or _is_praise(scene, title)
        or _is_object(scene, title, person)
    )
    if told_otherwise:
        return []
    return _holding(title, person, "name_then_title", 0.9)


def _is_of_others(scene: Scene, title: Title, person: Person) -> bool:
    """«باران مدیرعامل خود را …», «از سوی رضایی مأمور به … شد»: another's post."""
    by = scene.context.keys[person.first - 2 : person.first] == ("از", "سوی")
    own = scene.key(title.last) == "خود" and _is_no_name(scene, person)
    return title.body is None and (own or (by and scene.key(title.last) == "به"))


def _before_first(scene: Scene, title: Title) -> int:
    """Return where a title begins with «سه», «دیگر», «نخستین» before it."""
    before = scene.key(title.first - 1)
    other = before == "دیگر" or (title.body is not None and before in _FIRSTS)
    return title.first - (other or _is_counted(scene, title))


# «بهترین بازیکن جهان» is praise
_FIRSTS = frozenset(
    {"اولین", "نخستین", "دومین", "سومین", "چهارمین", "اخرین", "تنها", "جوانترین"}
    | {"پیرترین", "مسنترین", "باتجربهترین", "قدیمیترین", "کمسنترین", "باسابقهترین"}
)


_ADVERBS = frozenset({"نیز", "هم", "قبلا", "پیشتر", "سابقا", "اکنون", "همگی", "فعلا"})
_ARE = frozenset({"هستند", "بودند", "میباشند", "بودهاند", "اند"})  # «… عضو شورا هستند»


def _named_before(scene: Scene, end: int) -> Person | None:
    """Return the person whose name, a blessing or another name after it, ends here.

    «علی رضایی دامت برکاته | وزیر …», «علی رضایی معروف به ابوناصر | فرمانده …».
    """
    keys = scene.context.keys
    for at in range(end - 1, max(-1, end - _LONGEST_ALIAS), -1):
        if keys[at] == "به" and scene.key(at - 1) in _CALLED:
            return scene.ending(at - 1)
        if keys[at] == "اهل" and keys[end - 1] == "و":
            return scene.ending(at)  # «علی رضایی اهل یزد و عضو شورا»
    at = end
    while end - at < _LONGEST_BLESSING and scene.key(at - 1) in _BLESSINGS:
        at -= 1
    at -= at == end and scene.ending(at) is None and is_of_origin(scene.key(at - 1))
    return scene.ending(at)


_LONGEST_ALIAS = 4  # tokens of «به ابوناصر فراتی»
_LONGEST_BLESSING = 3
_CALLED = frozenset({"معروف", "مشهور", "ملقب", "موسوم"})
_BLESSINGS = frozenset(
    {"دامت", "برکاته", "دام", "ظله", "مدظله", "العالی", "مدظلهالعالی", "توفیقه"}
    | {"عزه", "زید", "توفیقاته", "تاییداته", "حفظه", "الله", "افاضاته", "ظلهالعالی"}
)


def _is_told_of_time(scene: Scene, title: Title, person: Person) -> bool:
    """«که در دوره ریاست جمهوری رضایی رئیس مجلس بود»: the subject is another."""
    past = scene.key(title.last) in {"بود", "بوده", "شد"}
    return past and _tells_when(scene, person)


def addressed(scene: Scene, index: int) -> list[Holding]:
    """«جناب آقای علی رضایی ⏎ وزیر محترم نیرو»: the head of a letter, on two lines."""
    title = scene.titles[index]
    person = addressee(scene, title)
    return [] if person is None else _holding(title, person, "addressed", 0.8)


def addressee(scene: Scene, title: Title) -> Person | None:
    """Return who is addressed on the line before a title that begins its own."""
    before = line_of_address(scene, title)
    if before is None:
        return None
    named = [one for one in scene.persons if before[0] <= one.first < before[1]]
    return named[-1] if len(named) == 1 else None


def line_of_address(scene: Scene, title: Title) -> tuple[int, int] | None:
    """Return the tokens of «جناب آقای …» on the line before a title, if they are it."""
    sentence = scene.context.sentence_at(title.first)
    if title.first != sentence.first or title.plural or not title.first:
        return None
    before = scene.context.sentence_at(title.first - 1)
    alone = sentence.last - title.last <= _AFTER_ADDRESS or (
        scene.key(title.last) in _GREETINGS
    )
    short = before.last - before.first <= _LONGEST_ADDRESS
    opening = scene.context.keys[before.first : before.first + _ADDRESS_REACH]
    told = alone and short and not _ADDRESSING.isdisjoint(opening)
    return (before.first, before.last) if told else None


_AFTER_ADDRESS = 1  # tokens, a comma or mark
_LONGEST_ADDRESS = 14  # tokens of «حجت الاسلام والمسلمین جناب آقای دکتر …»
_ADDRESS_REACH = 6
_ADDRESSING = frozenset({"جناب", "سرکار", "حضرت", "برادر", "خواهر"})
_GREETINGS = frozenset({"سلام", "با", "احتراما"})


def _is_praise(scene: Scene, title: Title) -> bool:
    """«رضایی بازیکن بسیار خوبی است»: what somebody is like, and no post."""
    if title.body is not None:
        return False
    tokens = scene.context.document.tokens
    limit = scene.context.sentence_at(title.first).last - 1
    return any(
        tokens[at].form.endswith("ی")
        and (tokens[at].pos == "ADJ" or scene.key(at)[:-1] in qualities())
        and scene.key(at) not in origins()
        and scene.key(at + 1) in _STATES | _DENIALS
        and not tokens[at].ezafe
        for at in range(title.head_last, min(limit, title.head_last + _PRAISE_REACH))
    )


_PRAISE_REACH = 3  # «بسیار», «خوبی»


def _is_counted(scene: Scene, title: Title) -> bool:
    """«علی رضایی و حسن کریمی دو بازیکن تیم باران»; «دو مدیر اصفهانی» tells little."""
    told = title.body is not None or title.entry.domain in _PROFESSIONS
    before = scene.key(title.first - 1)
    return title.plural and told and (before in _COUNTS or before.isdigit())


_PROFESSIONS = frozenset({"sport", "medicine", "academia"})


def _is_denied(scene: Scene, title: Title) -> bool:
    """«علی رضایی مسئول این وضع نیست»: who bears no blame holds no post by that."""
    if scene.key(title.last) in _DENIALS | _WISHES:
        return True  # «دوست دارم رضایی کاپیتان شود»
    blamed = title.body is None and title.entry.key == "official_in_charge"
    told = scene.context.keys[title.last : title.last + _BLAME_REACH]
    return blamed and not (_DENIALS | _STATES).isdisjoint(told)


_BLAME_REACH = 4  # «این», «ویروس»


_COUNTS = frozenset({"دو", "سه", "چهار", "پنج", "شش", "هر"})
_WISHES = frozenset({"شود", "بشود", "شوند", "بشوند", "شوم", "نشود", "میشد"})
_DENIALS = frozenset({"نیست", "نبود", "نبوده", "نشد", "نمیشود", "نخواهد"})


def _is_object(scene: Scene, title: Title, person: Person) -> bool:
    """«رضایی وزیر نیرو را مشاور خود کرد»: who begins a sentence is its subject."""
    begins = person.first == scene.context.sentence_at(person.first).first
    return begins and scene.key(title.last) == "را" and person.last == title.first


def _replaces(scene: Scene, title: Title) -> bool:
    """«علی رضایی جانشین حسن کریمی شد»: no post is told."""
    return title.entry.title in _REPLACING and title.body is None


def name_comma_title(scene: Scene, index: int) -> list[Holding]:
    """«علی رضایی، استاندار خوزستان، گفت», «علی رضایی (کارگردان)», «…، یک افسر …»."""
    title = scene.titles[index]
    one = scene.key(title.first - 1) == "یک"
    link = _before_first(scene, title) - 1 - one
    person = _named_before(scene, link)
    if person is None or scene.form(link) not in _LINKS:
        return []
    if not scene.same_sentence(title.first, person.first):
        return []
    if title.plural:
        return several(scene, title, person)
    labels = _is_label(scene, title) or _labels_next(scene, index)
    labels = labels or _is_surname_in_list(scene, title, person)
    if labels or _tells_when(scene, person) or _repeats(scene, title, person):
        return []
    if scene.key(title.first - 1) == "دیگر" and _is_denied(scene, title):
        return []
    return _holding(title, person, "name_comma_title", 0.88)


def _is_surname_in_list(scene: Scene, title: Title, person: Person) -> bool:
    """«…، رضایی، قاضی، کریمی، …»: one of the surnames in a row."""
    after = scene.starting(title.last + 1)
    commas = {scene.form(person.first - 1), scene.form(title.last)} <= COMMAS
    alone = title.last - title.first == 1
    listed = scene.key(title.first) in word_keys("surnames")
    single = after is not None and after.last - after.first == 1
    return commas and alone and listed and single


def _repeats(scene: Scene, title: Title, person: Person) -> bool:
    """«نماینده رضایی، نماینده کریمی و …»: a list of names, each after its title."""
    served = scene.ending(title.last) or scene.starting(title.last)
    return served is not None and scene.key(person.first - 1) == scene.key(title.first)


def _tells_when(scene: Scene, person: Person) -> bool:
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


def several(scene: Scene, title: Title, last: Person) -> list[Holding]:
    """«علی رضایی، حسن کریمی و رضا محبی نمایندگان مجلس»."""
    persons = names_up_to(scene, last)
    return _all_hold(title, persons, "names_then_plural", 0.8)


def _all_hold(
    title: Title, persons: Sequence[Person], rule: str, confidence: float
) -> list[Holding]:
    """Give several persons a title; one person holds no plural."""
    if len(persons) == 1:
        return []
    return [
        Holding(title=title, mention=one.mention, rule=rule, confidence=confidence)
        for one in persons
    ]


def title_comma_name(scene: Scene, index: int) -> list[Holding]:
    """«سخنگوی وزارت خارجه، علی رضایی، گفت»."""
    title = scene.titles[index]
    last = title.last + (scene.key(title.last) in {"خود", "وی", "او"})
    if scene.form(last) not in COMMAS | {"(", "یعنی"}:
        return []
    person = scene.starting(last + 1)
    if person is None or not scene.same_sentence(title.first, person.first):
        return []
    if title.entry.key == "journalist" and scene.key(title.first - 1) in {"به", "با"}:
        return []  # «به گفته او به خبرنگار باران، رضایی …»: who is told
    if title.plural:
        loose = _is_loose_list(scene, title)
        return [] if loose else several_after(scene, title, person)
    bare = title.body is None and title.entry.rest is not Rest.PLACE
    bare = bare and last == title.last and scene.form(last) != "یعنی"
    bare = bare and not _is_introduced(scene, title, person)
    if bare or _is_anothers_name(scene, index, person, told=last > title.last):
        return []
    return _holding(title, person, "title_comma_name", 0.75)


def _is_anothers_name(scene: Scene, index: int, person: Person, *, told: bool) -> bool:
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


def _is_introduced(scene: Scene, title: Title, person: Person) -> bool:
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


def _is_loose_list(scene: Scene, title: Title) -> bool:
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


def several_after(scene: Scene, title: Title, first: Person) -> list[Holding]:
    """«نمایندگان مجلس، علی رضایی و حسن کریمی»."""
    persons = names_from(scene, first)
    return _all_hold(title, persons, "plural_then_names", 0.7)


def plural_then_names(scene: Scene, index: int) -> list[Holding]:
    """«دو مدافع فرانسوی علی رضایی و حسن کریمی», «وزیران علی رضایی و …»."""
    title = scene.titles[index]
    person = scene.starting(title.last)
    if person is None or not title.plural:
        return []
    if not scene.same_sentence(title.first, person.first):
        return []
    return several_after(scene, title, person)


def one_of(scene: Scene, index: int) -> list[Holding]:
    """«علی رضایی، از اعضای شورای شهر», «یکی از فرماندهان سپاه، علی رضایی»."""
    title = scene.titles[index]
    at = _among(scene, title.first - 1 - _is_foremost(scene, title))
    if not title.plural or at is None or title.entry.key == "athlete":
        return []  # «رضایی از قهرمانان خوب کشتی است» praises
    other = scene.key(at - 1) == "دیگر" and scene.key(at - 2) == "یکی"
    at -= other  # «یکی دیگر از بازیکنان …»
    alone = scene.key(at - 1) == "یکی"
    bare = title.body is None and title.last == title.head_last
    arts = title.entry.rest is Rest.NONE or title.entry.domain == "arts"
    if bare and not alone and not arts:
        return []  # «رضایی از بازیکنان …»
    at -= alone
    said = scene.context.keys[title.last : title.last + _ASKED_REACH]
    asked = said[:1] != ("است",) and _ASKING.intersection(said)
    if not alone and asked:
        return []  # «رضایی از اعضای شورا خواست»
    end = back_over_bracket(scene, at)
    before = scene.ending(end) or (
        scene.ending(end - 1) if scene.form(end - 1) in _LINKS else None
    )
    after = scene.starting(title.last + 1) if scene.form(title.last) == "،" else None
    person = before or (after if alone else None)
    if person is None or not scene.same_sentence(person.first, title.first):
        return []
    persons = [person] if alone or before is None else names_up_to(scene, person)
    return [
        Holding(title=title, mention=one.mention, rule="one_of", confidence=0.65)
        for one in persons
    ]


def _among(scene: Scene, at: int) -> int | None:
    """Return where «از», «از جمله», «ازجمله» that end at a token begin, if they do."""
    if scene.key(at) == "جمله" and scene.key(at - 1) == "از":
        return at - 1
    name = scene.ending(at)
    if scene.key(at - 1) == "احدی" and name is not None and name.first == at - 1:
        return None  # anybody
    return at if scene.key(at) in {"از", "ازجمله"} else None


def _is_foremost(scene: Scene, title: Title) -> bool:
    """«یکی از قدیمی‌ترین اعضای خانه باران»; «بهترین بازیکنان جهان» is praise."""
    bodied = title.body is not None and title.entry.domain != "sport"
    return bodied and scene.key(title.first - 1).endswith("ترین")


_ASKED_REACH = 8  # tokens: «از علما، بزرگان قوم و والدین خواسته است»


def called(scene: Scene, index: int) -> list[Holding]:
    """«کارگردان این فیلم به نام علی رضایی», «یکی از وکلای شهر به نام …»."""
    title = scene.titles[index]
    one = scene.context.keys[max(0, title.first - 2) : title.first] == ("یکی", "از")
    if title.plural and not one:
        return []
    limit = scene.context.sentence_at(title.first).last
    if not _NAMING.isdisjoint(scene.context.keys[title.last : limit]):
        return []  # «بیمارستان مدرس … به نام رضایی نامگذاری شد»
    for at in range(title.last, min(limit - 2, title.last + _CALLED_REACH)):
        if scene.key(at) == "به" and scene.key(at + 1) in {"نام", "اسم"}:
            person = scene.starting(at + 2)
            between = range(title.last, at)
            told = person is not None and not _parts(scene, between)
            return _holding(title, person, "called", 0.7) if told and person else []
    return []


_NAMING = frozenset({"نامگذاری", "نامیده", "ثبت", "سند"})
_CALLED_REACH = 4  # tokens of «این فیلم پاکستانی»


def _parts(scene: Scene, tokens: range) -> bool:
    """Whether a comma, a verb or another title stands within tokens."""
    marked = any(scene.form(at) in COMMAS for at in tokens)
    titled = any(title.first in tokens for title in scene.titles)
    return marked or titled or _acts_within(scene, tokens)


def among_and_title(scene: Scene, index: int) -> list[Holding]:
    """«علی رضایی از مقامات حزب باران و بنیان‌گذار شرکت نور گفت»."""
    title = scene.titles[index]
    joined = scene.key(title.first - 1) == "و" and title.body is not None
    if title.plural or not joined:
        return []
    for person in scene.persons:
        gap = range(person.last, title.first - 1)
        if not 1 < len(gap) <= _AMONG_REACH or scene.key(gap.start) != "از":
            continue
        if scene.key(gap.start + 1) in _AMONG and not _acts_within(scene, gap):
            return _holding(title, person, "among_and_title", 0.65)
    return []


_AMONG_REACH = 9  # tokens of «از مقامات ارشد حزب باران»
_AMONG = frozenset(
    {"مقامات", "مقامهای", "چهرههای", "اعضای", "فعالان", "رهبران", "فرماندهان"}
    | {"نزدیکان", "مدیران", "پیشکسوتان", "بزرگان", "مسیولان", "هنرمندان"}
)


def _acts_within(scene: Scene, tokens: range) -> bool:
    """Whether a verb ends, or somebody else is named, within tokens."""
    if any(person.first in tokens for person in scene.persons):
        return True
    return any(
        group.tokens[-1] in tokens for group in scene.context.document.verb_groups
    )


def coordinated_title(scene: Scene, index: int) -> list[Holding]:
    """«علی رضایی، نویسنده و کارگردان»: a second title of the same person."""
    title = scene.titles[index]
    if index == 0 or title.plural:
        return []
    before = scene.titles[index - 1]
    held = scene.held.get(index - 1, [])
    if len(held) != 1 or _is_list_of_guests(scene, before, title):
        return []
    if _labels_next(scene, index):
        return []
    apposed = held[0].rule in _APPOSING and title.entry.rest not in _OFFICES
    if not is_joined(scene, before, title, apposed=apposed):
        return []
    return [
        Holding(
            title=title,
            mention=held[0].mention,
            rule="coordinated_title" if not apposed else "apposed_title",
            confidence=0.72 if not apposed else 0.8,
        )
    ]


def _labels_next(scene: Scene, index: int) -> bool:
    """«تهیه‌کننده: علی رضایی، تدوین‌گر و کارگردان: …»: a label of the next name."""
    end = scene.titles[run_end(scene, index)].last
    return scene.form(end) == ":" and scene.starting(end + 1) is not None


def is_joined(
    scene: Scene, before: Title, title: Title, *, apposed: bool = False
) -> bool:
    """Whether «و» or a comma joins two titles of one person.

    After «علی رضایی، رئیس سازمان آب،» a comma may join any title; elsewhere only a
    profession, for a new post may be another person's.
    """
    between = title.first - before.last
    if between == 1 and scene.form(before.last) in COMMAS:
        return apposed or title.entry.rest is Rest.NONE or before.body is None
    if between == 1:
        return scene.key(before.last) == "و"
    return (
        between == 2
        and scene.form(before.last) in COMMAS
        and scene.key(before.last + 1) in {"و", "همچنین", "نیز"}
    )


def _is_list_of_guests(scene: Scene, before: Title, title: Title) -> bool:
    """«با حضور علی رضایی استاندار و فرماندار شهر»: the second is someone else."""
    if title.entry.rest is Rest.NONE or before.body in {None, title.body}:
        return False
    sentence = scene.context.sentence_at(title.first)
    keys = scene.context.keys[sentence.first : before.first]
    return "حضور" in keys or "دیدار" in keys or "همراه" in keys


def shared_body(scene: Scene, index: int) -> list[Holding]:
    """«معاون و سخنگوی وزارت کشور علی رضایی»: both titles are the person's."""
    title = scene.titles[index]
    if index + 1 >= len(scene.titles) or title.plural:
        return []
    after = scene.titles[index + 1]
    if not is_joined(scene, title, after):
        return []
    held = title_then_name(scene, index + 1)
    if not held or _is_list_of_guests(scene, title, after):
        return []
    return [
        Holding(
            title=title, mention=held[0].mention, rule="shared_body", confidence=0.7
        )
    ]


def clause_start(scene: Scene, at: int) -> int:
    """Return where the words before ``at`` start that may hold its subject."""
    start = scene.context.sentence_at(at).first
    for token in range(at - 1, start - 1, -1):
        if scene.form(token) in {":", "«"} and at - token > 1:
            return token + 1
    return start


def copula(scene: Scene, index: int) -> list[Holding]:
    """«علی رضایی که رئیس دانشگاه بود», «او مربی و سرپرست تیم است»."""
    title = scene.titles[index]
    verb = scene.key(scene.titles[run_end(scene, index)].last)
    if title.plural or verb not in COPULAS:
        return []
    mention = predicate_subject(scene, title, verb)
    return [] if mention is None else [predicate(title, mention, "copula", verb)]


def predicate(title: Title, mention: int, rule: str, verb: str) -> Holding:
    """Return what «رضایی … رئیس سازمان آب بود» tells: a post that ended, with «بود»."""
    former = verb in {"بود", "بوده"}
    return Holding(
        title=title,
        mention=mention,
        rule=rule,
        confidence=0.6,
        status=Status.FORMER if former else None,
    )


def predicate_subject(scene: Scene, title: Title, verb: str) -> int | None:
    """Return the mention of whom a title is told, by a name before it."""
    start = max(clause_start(scene, title.first), title.first - _FAR)
    near = [p for p in scene.persons if start <= p.first and p.last <= title.first]
    near = [person for person in near if not _tells_when(scene, person)]
    if near and _is_owner(scene, near[-1]):
        return None  # «رقیب رضایی رئیس سازمان آب شد»
    before = scene.key(title.first - 1)
    before = scene.key(title.first - 2) if before == "یک" else before
    told = scene.context.keys[max(0, title.first - 3) : title.first] == _EARLIER
    if not near or (before in _NOT_PREDICATE and not told) or before.endswith("ترین"):
        return None
    if not _is_predicate(scene, near[-1], title) or _is_praise(scene, title):
        return None
    far_fetched = _is_far_fetched(scene, title, near[-1], verb)
    return None if far_fetched else near[-1].mention


def _is_owner(scene: Scene, person: Person) -> bool:
    """Whether a name is tied to the noun before it, and no clause follows it."""
    before = scene.context.document.tokens[person.first - 1]
    owned = person.first and scene.same_sentence(person.first - 1, person.first)
    noun = bool(owned) and before.pos == "NOUN" and before.ezafe
    return noun and scene.key(person.last) not in {"که", "،"}


def pronoun_copula(scene: Scene, index: int) -> list[Holding]:
    """«او پیش از این معاون وزیر نیرو بود», «وی رئیس سازمان آب است»."""
    title = scene.titles[index]
    verb = verb_after(scene, scene.titles[run_end(scene, index)].last)
    told = title.body is not None or title.entry.rest is Rest.NONE
    if index in scene.held or title.plural or verb not in COPULAS or not told:
        return []
    if title.entry.domain == "sport" and scene.key(title.first - 1).endswith("ترین"):
        return []  # «او بهترین گلزن تاریخ باشگاه است» praises
    mention = pronoun_subject(scene, title)
    return (
        [] if mention is None else [predicate(title, mention, "pronoun_copula", verb)]
    )


def pronoun_subject(scene: Scene, title: Title) -> int | None:
    """Return a mention of whom a title is told, by a pronoun before it."""
    pronoun = subject_pronoun(scene, title.first)
    if pronoun is None or title.first - pronoun > _FAR or _acts_before(scene, title):
        return None
    before = scene.context.document.tokens[title.first - 1]
    if before.pos == "ADP" and scene.key(title.first - 1) not in _PRONOUNS:
        return None
    if scene.key(title.first - 1) == "و" and not _is_second(scene, title):
        return None  # «تصمیم شورا و شهردار مهران بود»
    return meant_by(scene, pronoun)


def _is_second(scene: Scene, title: Title) -> bool:
    """Whether «و» joins a title to another before it, or to a clause."""
    at = title.first - 1
    verb = scene.context.document.tokens[at - 1].pos in {"VERB", "AUX", "PUNCT"}
    return verb or any(one.last in {at, at - 1} for one in scene.titles)


def own_copula(scene: Scene, index: int) -> list[Holding]:
    """«سخنگوی حزب و عضو شورا هستم»: the speaker tells of a post of his own."""
    title = scene.titles[index]
    verb = scene.key(scene.titles[run_end(scene, index)].last)
    if index in scene.held or title.plural or verb not in _OWN_COPULAS:
        return []
    if scene.key(title.first - 1) in _NOT_PREDICATE or not _names_body(scene, title):
        return []
    entity = scene.context.coreference.acting_at(title.first)
    mention = None if entity is None else mention_of(scene, entity.key)
    if mention is None:
        return []
    former = Status.FORMER if verb == "بودم" else None
    return [
        Holding(
            title=title,
            mention=mention,
            rule="own_copula",
            confidence=0.55,
            status=former,
        )
    ]


def _names_body(scene: Scene, title: Title) -> bool:
    """Whether a body or place is named, and no «بازیکن جوانی»."""
    if title.body is None:
        return False
    return any(
        scene.context.mention_at(token) is not None or scene.key(token) in bodies()
        for token in range(*title.body)
    )


_OWN_COPULAS = frozenset({"هستم", "بودم", "شدم", "بودهام"})
_PRONOUNS = frozenset({"وی", "او", "ایشان", "نامبرده"})
_SUBJECT_REACH = 3  # «همچنین وی …»


def verb_after(scene: Scene, token: int) -> str:
    """Return the word after a title, «هم», «نیز» and «در پرو» stepped over."""
    if scene.key(token) in {"هم", "نیز"}:
        return scene.key(token + 1)
    mention = scene.context.mention_at(token + 1) if scene.key(token + 1) else None
    if scene.key(token) == "در" and mention is not None:
        return scene.key(mention.last)
    return scene.key(token)


def subject_pronoun(scene: Scene, before: int) -> int | None:
    """Return the pronoun that begins the sentence of a token, if one does."""
    start = scene.context.sentence_at(before).first
    reach = range(start, min(start + _SUBJECT_REACH, before))
    return next((at for at in reach if scene.key(at) in _PRONOUNS), None)


def meant_by(scene: Scene, pronoun: int) -> int | None:
    """Return the first mention of the person whom a pronoun stands for."""
    entity = scene.context.referent(pronoun, pronoun + 1)
    return None if entity is None else mention_of(scene, entity.key)


def _acts_before(scene: Scene, title: Title) -> bool:
    """Whether a verb ends, or a quotation begins, before a title in its sentence."""
    start = scene.context.sentence_at(title.first).first
    pronoun = subject_pronoun(scene, title.first)
    if pronoun is not None and scene.key(pronoun + 1) == "که":
        start = pronoun + 2  # «وی که معاون وزیر نیرو بود»
    if any(scene.form(at) in {":", "«", "که"} for at in range(start, title.first)):
        return True
    return any(
        start <= group.tokens[-1] < title.first
        for group in scene.context.document.verb_groups
    )


def mention_of(scene: Scene, entity: str) -> int | None:
    """Return the first mention of a person."""
    entity_at = scene.context.coreference.entity_at
    for person in scene.persons:
        found = entity_at(person.mention)
        if found is not None and found.key == entity:
            return person.mention
    return None


def _is_predicate(scene: Scene, person: Person, title: Title) -> bool:
    """Whether nothing governs the title, and no other verb stands before it."""
    tokens = scene.context.document.tokens
    before = tokens[title.first - 1]
    lasting = before.form.isdigit() or scene.key(title.first - 1) in _TERMS
    if before.pos == "ADP" or (before.ezafe and not lasting):
        return title.first == person.last
    relative = scene.key(person.last) == "که"
    ended = any(
        person.last <= group.tokens[-1] < title.first
        for group in scene.context.document.verb_groups
    )
    return relative or not ended


_TERMS = frozenset({"سال", "ماه", "دوره", "فصل"})  # «بیش از دو دوره شهردار میبد بود»


def _is_far_fetched(scene: Scene, title: Title, person: Person, verb: str) -> bool:
    """Whether the predicate is more likely another's, or no role at all.

    «محقق شد» is a verb; a bare «بازیکن» far from the name is no post; an unmarked name
    right before the title would be its holder.
    """
    before = scene.context.document.tokens[title.first - 1]
    if before.pos == "PROPN" and scene.context.mention_of[title.first - 1] < 0:
        return True
    if title.body is not None:
        return False
    bare = title.entry.rest is not Rest.NONE and title.entry.domain != "sport"
    return bare or verb not in _STATES or title.first - person.last > _NEAR


def joined_titles(scene: Scene, index: int) -> list[Title]:
    """Return the titles that «و» or commas join to one, each after the other.

    «نماینده ولی فقیه در استان و امام جمعه شهر گفت» has one.
    """
    found = []
    while index + 1 < len(scene.titles):
        title, after = scene.titles[index], scene.titles[index + 1]
        if after.plural or not is_joined(scene, title, after):
            break
        found.append(after)
        index += 1
    return found


def run_end(scene: Scene, index: int) -> int:
    """The last of the titles that are joined to this one."""
    while index + 1 < len(scene.titles) and is_joined(
        scene, scene.titles[index], scene.titles[index + 1]
    ):
        index += 1
    return index


def counterpart(scene: Scene, index: int) -> list[Holding]:
    """«رئیس‌جمهور پرو با علی رضایی همتای خود»: the other holds the like post."""
    title = scene.titles[index]
    if title.plural or title.entry.rest not in {Rest.PLACE, Rest.MINISTRY}:
        return []
    sentence = scene.context.sentence_at(title.first)
    for at in range(title.last, sentence.last):
        if scene.key(at) in _COUNTERPARTS:
            return _beside(scene, title, at)
    return []


def _beside(scene: Scene, title: Title, at: int) -> list[Holding]:
    person = scene.ending(at) or scene.ending(at - 1)
    after = at + 1
    while person is None and after < at + _COUNTERPART_REACH:
        person = scene.starting(after)
        after += 1
    if person is None or not scene.same_sentence(person.first, title.first):
        return []
    bare = replace(title, body=None, role_last=_role_alone(title))
    return _holding(bare, person, "counterpart", 0.6)


def _role_alone(title: Title) -> int:
    if title.body is None:
        return title.role_last
    if title.body[0] <= title.first:  # the body stands before, «روسیه و همتای …»
        return title.role_last
    return min(title.role_last, title.body[0])


# tried of every title, whether or not somebody holds it
SECOND_RULES: tuple[Callable[[Scene, int], list[Holding]], ...] = (
    counterpart,
    pronoun_copula,
    own_copula,
)
CRAFT_RULES: tuple[Callable[[Scene, int], list[Holding]], ...] = (craft_of_name,)
RULES: tuple[Callable[[Scene, int], list[Holding]], ...] = (
    addressed,
    credit,
    label,
    title_then_name,
    name_then_title,
    one_of,
    likened_names,
    listed_names,
    plural_then_names,
    name_comma_title,
    title_comma_name,
    coordinated_title,
    shared_body,
    among_and_title,
    called,
)
