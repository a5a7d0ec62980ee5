"""Who leads a body, told by the noun of the office: «ائتلاف باران به ریاست رضایی».

The body stands before the office here, and its holder after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.roles.lists import COMMAS
from kg.extract.roles.model import Title
from kg.extract.roles.scene import Holding
from kg.extract.roles.titles import Rest
from kg.extract.roles.vocabulary import bodies
from kg.model import EntityKind, Status


if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.roles.appointments import OfficeMatch
    from kg.extract.roles.scene import Person, Scene


_LONGEST_BODY = 9  # tokens of «شعبه نهم دادگاه ویژه جرائم باغ‌ها»
_LED_KINDS = frozenset({EntityKind.ORGANIZATION, EntityKind.FACILITY})
_HEADS = frozenset(
    {"رئیس", "رهبر", "سرپرست", "مدیر", "فرمانده", "دبیر", "دبیرکل", "رهبر ارکستر"}
)
# what is led for a day: its chair holds no post by that
_MEETINGS = frozenset(
    {"جلسه", "جلسهای", "جلسات", "نشست", "نشستی", "نشستهای", "همایش", "مراسم", "مراسمی"}
    | {"هیات", "هییت", "هیاتی", "هییتی", "کنفرانس", "سفر", "دیدار", "مذاکرات", "اجلاس"}
    | {"عملیات", "کودتا", "تظاهرات", "کاروان"}
)
_STANDING = frozenset({"دولت", "وزیران", "داوران", "مدیره", "رییسه", "منصفه", "امنا"})
_WITHIN = frozenset({"در", "از"})
_COURTS = frozenset({"شعبه", "دادگاه", "دادسرای"})
_NAMING = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_CLOSING = frozenset('»"”')
_ERAS = frozenset({"زمان", "دوران", "دوره", "عهد", "دورهی"})


def leaders(scene: Scene, matches: Sequence[OfficeMatch]) -> list[Holding]:
    """Return the posts that a body led by somebody and an era of somebody tell."""
    found = []
    for match in matches:
        person = scene.starting(match.last)
        if person is None or not scene.same_sentence(match.first, person.first):
            continue
        held = _led(scene, match, person) or _of_era(scene, match, person)
        found += [] if held is None else [held]
    return found


def _led(scene: Scene, match: OfficeMatch, person: Person) -> Holding | None:
    """«ائتلاف باران به ریاست رضایی»; a meeting has a chair, but no head."""
    at = match.first - 1
    led = scene.key(at) == "به" and match.value.title in _HEADS
    body = _body_before(scene, at) if led else None
    if body is None:
        return None
    title = _office(match, body)
    return Holding(
        title=title, mention=person.mention, rule="led_body", confidence=0.65
    )


def _of_era(scene: Scene, match: OfficeMatch, person: Person) -> Holding | None:
    """«در زمان ریاست رضایی», «دوران سرمربیگری رضایی در تیم باران»."""
    if scene.key(match.first - 1) not in _ERAS:
        return None
    body = _body_of_era(scene, match.first - 2, person)
    if body is None and match.value.rest is not Rest.PLACE:
        return None  # «در دوره مدیریت رضایی», «… رهبری رضایی» tell little
    return Holding(
        title=_office(match, body),
        mention=person.mention,
        rule="of_era",
        confidence=0.6,
        status=Status.FORMER,
    )


def _body_of_era(scene: Scene, start: int, person: Person) -> tuple[int, int] | None:
    """«… رضایی در تیم باران», «… رضایی، تیم باران …», «تیم باران در زمان …»."""
    joined = scene.key(person.last) in {"در", "بر"} or scene.form(person.last) in COMMAS
    for at in (*([person.last + 1] if joined else []), start - 1):
        mention = scene.context.mention_at(at)
        if mention is not None and mention.kind in _LED_KINDS:
            return mention.first, mention.last
    return None


def _office(match: OfficeMatch, body: tuple[int, int] | None) -> Title:
    return Title(
        first=match.first,
        head_last=match.last,
        role_last=match.last,
        body=body,
        last=match.last,
        entry=match.value,
    )


def _body_before(scene: Scene, end: int) -> tuple[int, int] | None:
    """Return the body whose name ends before a token, no meeting."""
    start = _noun_phrase(scene, end)
    keys = scene.context.keys
    chair = not _MEETINGS.isdisjoint(keys[start:end])
    if chair and _STANDING.isdisjoint(keys[start:end]):
        return None
    within = scene.key(start - 1) in _WITHIN and _COURTS.isdisjoint(keys[start:end])
    end = _before_times(scene, start, end)
    for at in range(start, end):
        mention = scene.context.mention_at(at)
        named = mention is not None and (mention.first, mention.kind) in {
            (at, kind) for kind in _LED_KINDS
        }
        if named or keys[at] in bodies():
            # «جلسه‌ای در | نهاد باران به ریاست …», but «از حامیان | دولت … به رهبری …»
            return None if within and at == start else (at, end)
    return None


def _before_times(scene: Scene, start: int, end: int) -> int:
    """«شورای عالی باران | یکشنبه شب | به ریاست …»: when it met is no part of it."""
    document = scene.context.document
    begins = (document.token_at(time.span.start) for time in document.times)
    return next((at for at in begins if start < at < end), end)


def _noun_phrase(scene: Scene, end: int) -> int:
    """Return where the nouns, adjectives and names that end before a token begin."""
    limit = max(scene.context.sentence_at(end).first, end - _LONGEST_BODY)
    tokens = scene.context.document.tokens
    at = end
    while at > limit:
        before = at - 1
        marked = scene.form(before) in _CLOSING | {"«", '"', "“"}
        if not marked and tokens[before].pos not in _NAMING:
            break
        at = before
    return at
