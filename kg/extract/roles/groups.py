"""Rules for several persons or titles at once: labels, lists, «یکی از …», «و»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.roles.apart import is_label
from kg.extract.roles.lists import (
    COMMAS,
    back_over_bracket,
    label_of,
    labelled,
    likened,
    listed_after_clause,
    names_from,
    names_up_to,
)
from kg.extract.roles.scene import LINKS, Holding, Person, Scene, each_holds, holding
from kg.extract.roles.titles import Rest


if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.roles.model import Title


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


def credit(scene: Scene, index: int) -> list[Holding]:
    """«کارگردان: علی رضایی», «مدافعان: علی رضایی، حسن کریمی»: titles as labels."""
    title = scene.titles[index]
    if scene.key(title.first - 1).endswith("ترین"):
        return []  # «مؤثرترین بازیکن: …»
    persons = labelled(scene, title)
    if not persons and is_label(scene, title):
        person = scene.starting(title.last + 1)
        persons = [] if person is None else names_from(scene, person)
    if not (title.plural or title.entry.domain == "arts"):
        persons = persons[:1]
    return each_holds(scene, title, persons, "credit", 0.8)


def label(scene: Scene, index: int) -> list[Holding]:
    """«علی رضایی: رئیس هیئت مدیره»: a line of a list of names and posts."""
    title = scene.titles[index]
    person = None if title.plural else label_of(scene, title)
    return [] if person is None else holding(title, person, "label", 0.75)


def likened_names(scene: Scene, index: int) -> list[Holding]:
    """«بازیگرانی چون علی رضایی و حسن کریمی», «مراجع تقلید نظیر …»."""
    title = scene.titles[index]
    told = title.body is not None or title.entry.rest is Rest.NONE
    among = title.entry.key in _DEPUTED or title.entry.title.startswith(_BOARDS)
    told = told or (among and _is_included(scene, title))
    compared = scene.key(title.first - 1) in {"مانند", "مثل", "همچون", "همانند"}
    playing = title.entry.domain == "sport" and not compared
    if not (title.plural and (told or playing)):
        return []  # «مانند بازیکنانی چون رضایی» compares
    persons = likened(scene, title)
    if not told and len(persons) < _FEWEST_PLAYERS:
        return []
    return each_holds(scene, title, persons, "likened_names", 0.75)


def listed_names(scene: Scene, index: int) -> list[Holding]:
    """«این بازیکنان به اردو دعوت شدند: علی رضایی، حسن کریمی و …»."""
    title = scene.titles[index]
    if not title.plural:
        return []
    persons = listed_after_clause(scene, title)
    return each_holds(scene, title, persons, "listed_names", 0.7)


def _is_included(scene: Scene, title: Title) -> bool:
    """«برخی نمایندگان از جمله علی رضایی»: they are among them, not like them."""
    return "".join(scene.context.keys[title.last : title.last + 2]) in _INCLUDING


_DEPUTED = frozenset({"representative", "member_of_parliament", "minister", "senator"})
_BOARDS = ("عضو هیئت", "عضو هیات")  # «اعضای هیئت مدیره از جمله …»
_INCLUDING = frozenset({"ازجمله", "بهویژه"})
_FEWEST_PLAYERS = 3  # «بازیکنانی مثل رضایی» likens, a longer list tells who they are


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


def several_after(scene: Scene, title: Title, first: Person) -> list[Holding]:
    """«نمایندگان مجلس، علی رضایی و حسن کریمی»."""
    persons = names_from(scene, first)
    return _all_hold(title, persons, "plural_then_names", 0.7)


def plural_then_names(scene: Scene, index: int) -> list[Holding]:
    """«دو مدافع فرانسوی علی رضایی و حسن کریمی», «وزیران علی رضایی و …»."""
    title = scene.titles[index]
    person = scene.starting(title.last + (scene.key(title.last) in {"نیز", "هم"}))
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
    any_of = title.entry.key == "member" or scene.key(title.last - 1).endswith("انی")
    if bare and not arts and (not alone or any_of):
        return []  # «رضایی از بازیکنان …», «یکی از اعضای خانواده», «… بازیکنانی است»
    at -= alone
    said = scene.context.keys[title.last : title.last + _ASKED_REACH]
    asked = said[:1] != ("است",) and _ASKING.intersection(said)
    if not alone and asked:
        return []  # «رضایی از اعضای شورا خواست»
    before = _told_before(scene, index, back_over_bracket(scene, at))
    after = scene.starting(title.last + 1) if scene.form(title.last) == "،" else None
    person = before or (after if alone else None)
    if person is None or not scene.same_sentence(person.first, title.first):
        return []
    persons = [person] if alone or before is None else names_up_to(scene, person)
    return [
        Holding(title=title, mention=one.mention, rule="one_of", confidence=0.65)
        for one in persons
    ]


def _told_before(scene: Scene, index: int, end: int) -> Person | None:
    """Return who is among others: «علی رضایی (،) | از اعضای …», «… که | از اعضای …».

    Or who has the post that «و» joins («…، مدیر باران و | از اعضای شورا»).
    """
    linked = scene.form(end - 1) in LINKS or scene.key(end - 1) == "که"
    named = scene.ending(end) or (scene.ending(end - 1) if linked else None)
    held = scene.held.get(index - 1, [])
    if named is not None or scene.key(end - 1) != "و" or len(held) != 1:
        return named
    if held[0].title.plural or scene.titles[index - 1].last != end - 1:
        return None
    return next(p for p in scene.persons if p.mention == held[0].mention)


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
            return holding(title, person, "called", 0.7) if told and person else []
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
            return holding(title, person, "among_and_title", 0.65)
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
