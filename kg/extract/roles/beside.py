"""Rules that tie a title to a person beside it, by ezafe, commas or brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from kg.extract.roles.apart import (
    APART,
    before_first,
    is_anothers_name,
    is_betrothed,
    is_counted,
    is_denied,
    is_introduced,
    is_label,
    is_loose_list,
    is_object,
    is_of_others,
    is_own_place,
    is_praise,
    is_surname_in_list,
    is_told_of_time,
    is_within_name,
    names_body_in_quotes,
    names_work,
    repeats,
    replaces,
    serves,
    tells_when,
)
from kg.extract.roles.groups import several, several_after
from kg.extract.roles.joining import is_joined, labels_next
from kg.extract.roles.lists import COMMAS, names_from
from kg.extract.roles.scene import LINKS, Holding, Person, Scene, holding
from kg.extract.roles.titles import Rest
from kg.extract.roles.vocabulary import is_of_origin


if TYPE_CHECKING:
    from kg.extract.roles.model import Title


_COUNTERPARTS = frozenset({"همتای", "همتا", "همتایان"})
_COUNTERPART_REACH = 4


def title_then_name(scene: Scene, index: int) -> list[Holding]:
    """«استاندار خوزستان علی رضایی», «رئیس‌جمهور (علی رضایی)»."""
    title = scene.titles[index]
    person = scene.starting(title.last)
    if person is None or not scene.same_sentence(title.first, person.first):
        return []
    if title.plural or serves(scene, title) or is_own_place(scene, title, person):
        return []
    others = (
        scene.key(title.first - 1).isdigit() and scene.key(title.first - 2) == "این"
    )
    named = names_work(scene, person) or names_body_in_quotes(scene, person)
    named = named or others  # «جز این ۳ بازیکن | رضایی هم …»
    if named or any(apart(scene, title, person) for apart in APART):
        return []
    return holding(title, person, "title_then_name", 0.65)


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
    other = scene.key(title.first - 1) == "دیگر" or is_counted(scene, title)
    start = title.first - other
    while scene.key(title.last) in _ARE and scene.key(start - 1) in _ADVERBS:
        start -= 1
    person = _named_before(scene, start)
    if person is None or not scene.same_sentence(title.first, person.first):
        return []
    if title.plural or scene.key(title.last) in _ARE:
        return several(scene, title, person)
    if is_told_of_time(scene, title, person):
        return []
    if is_label(scene, title) or replaces(scene, title):
        return []
    told_otherwise = (
        is_denied(scene, title)
        or is_of_others(scene, title, person)
        or is_praise(scene, title)
        or is_object(scene, title, person)
        or is_betrothed(scene, title)
        or is_within_name(scene, title, person)
    )
    if told_otherwise:
        return []
    return holding(title, person, "name_then_title", 0.9)


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


def addressed(scene: Scene, index: int) -> list[Holding]:
    """«جناب آقای علی رضایی ⏎ وزیر محترم نیرو»: the head of a letter, on two lines."""
    title = scene.titles[index]
    person = addressee(scene, title)
    return [] if person is None else holding(title, person, "addressed", 0.8)


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


def name_comma_title(scene: Scene, index: int) -> list[Holding]:
    """«علی رضایی، استاندار خوزستان، گفت», «علی رضایی (کارگردان)», «…، یک افسر …»."""
    title = scene.titles[index]
    one = scene.key(title.first - 1) == "یک"
    link = before_first(scene, title) - 1 - one
    person = _named_before(scene, link)
    if person is None or scene.form(link) not in LINKS:
        return []
    if not scene.same_sentence(title.first, person.first):
        return []
    if title.plural:
        return several(scene, title, person)
    labels = is_label(scene, title) or labels_next(scene, index)
    labels = labels or is_surname_in_list(scene, title, person)
    denied = scene.key(title.first - 1) == "دیگر" and is_denied(scene, title)
    apart = labels or denied or is_betrothed(scene, title)
    if apart or tells_when(scene, person) or repeats(scene, title, person):
        return []
    return holding(title, person, "name_comma_title", 0.88)


def title_comma_name(scene: Scene, index: int) -> list[Holding]:
    """«سخنگوی وزارت خارجه، علی رضایی، گفت»."""
    title = scene.titles[index]
    last = title.last + (scene.key(title.last) in {"خود", "وی", "او"})
    if scene.form(last) not in COMMAS | {"(", "یعنی"}:
        return []
    person = scene.starting(last + 1)
    if person is None or not scene.same_sentence(person.first, title.first):
        return []
    before = scene.key(title.first - 1)
    late = before == "مرحوم" and title.body is None  # «مرحوم قاضی، مرحوم رضایی»
    told = title.entry.key == "journalist" and before in {"به", "با"}
    if late or told:
        return []  # «به گفته او به خبرنگار باران، رضایی …»: who is told
    if title.plural:
        loose = is_loose_list(scene, title)
        return [] if loose else several_after(scene, title, person)
    bare = title.body is None and title.entry.rest is not Rest.PLACE
    bare = bare and last == title.last and scene.form(last) != "یعنی"
    bare = bare and not is_introduced(scene, title, person)
    if bare or is_anothers_name(scene, index, person, told=last > title.last):
        return []
    return holding(title, person, "title_comma_name", 0.75)


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
    return holding(bare, person, "counterpart", 0.6)


def _role_alone(title: Title) -> int:
    if title.body is None:
        return title.role_last
    if title.body[0] <= title.first:  # the body stands before, «روسیه و همتای …»
        return title.role_last
    return min(title.role_last, title.body[0])
