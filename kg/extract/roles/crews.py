"""Works of a crew that somebody has in hand: «تدوین این فیلم را رضایی برعهده دارد».

Nouns of ``crew_nouns.tsv`` that are no titles are read as the role; artists' titles
(«کارگردانی») are read by :mod:`.works`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.roles.appointments import in_hands_of
from kg.extract.roles.credits import CREW
from kg.extract.roles.lists import names_from
from kg.extract.roles.model import Title
from kg.extract.roles.works import ALSO, HELD, craft_holdings, work_among
from kg.lexicon import word_keys


if TYPE_CHECKING:
    from kg.extract.roles.scene import Holding, Person, Scene


# nouns of a list of credits that are no work by themselves
_NO_WORKS = frozenset(
    {"متن", "شعر", "عکس", "برنامه", "صدا", "نور", "تصویر", "همکاری", "هماهنگی", "اواز"}
    | {"دستیار", "دستیاران", "مجری", "مدیر", "مسیول", "مشاور", "منشی", "گفتار", "پوستر"}
    | {"برنامهریز", "بازیگردان", "دکور", "اجرای"}
)
_PARTS = frozenset({"صحنه", "لباس", "گریم", "حروف", "پوستر", "نور", "صدا", "چهره"})
_REACH = 9  # tokens of «این فیلم کوتاه سینمایی را نیز علی رضایی»


def crew_held(scene: Scene) -> list[Holding]:
    """«تدوین این فیلم را علی رضایی برعهده داشته است», «… بر عهده علی رضایی است».

    Only of a work («این فیلم», «فیلم «شب روشن»»): elsewhere «تنظیم بازار را …».
    """
    found: list[Holding] = []
    for first, key in enumerate(scene.context.keys):
        if key not in word_keys("crew_nouns") or key in _NO_WORKS:
            continue
        last = _label_end(scene, first)
        work = work_among(scene, last, _limit(scene, last))
        person = _in_hands(scene, last)
        if work is None or person is None or _is_titled(scene, first):
            continue
        held = names_from(scene, person)
        found += craft_holdings(_title(first, last, work), held)
    return found


def _label_end(scene: Scene, first: int) -> int:
    """Return the token after «طراحی صحنه (و لباس)», «تدوین»."""
    last = first + 1
    while scene.key(last) in _PARTS or (
        scene.key(last) == "و" and scene.key(last + 1) in _PARTS
    ):
        last += 1
    return last


def _limit(scene: Scene, at: int) -> int:
    return min(scene.context.sentence_at(at - 1).last, at + _REACH)


def _is_titled(scene: Scene, token: int) -> bool:
    """Whether a word is read as a title anyhow, or tied to what stands before it."""
    inside = any(one.first <= token < one.last for one in scene.titles)
    return inside or (
        token > 0
        and scene.same_sentence(token - 1, token)
        and scene.context.document.tokens[token - 1].ezafe
    )


def _in_hands(scene: Scene, last: int) -> Person | None:
    """Return who has it: after «بر عهده», or after «را» with «برعهده» behind."""
    given = in_hands_of(scene, last)
    if given is not None:
        return given
    limit = _limit(scene, last)
    mark = next((at for at in range(last, limit) if scene.key(at) == "را"), None)
    if mark is None:
        return None
    person = scene.starting(mark + 1 + (scene.key(mark + 1) in ALSO))
    end = scene.context.sentence_at(mark).last
    told = scene.context.keys[mark : min(end, mark + _REACH + 3)]
    return None if person is None or HELD.isdisjoint(told) else person


def _title(first: int, last: int, work: tuple[int, int]) -> Title:
    body = None if work[0] == work[1] else work
    return Title(
        first=first, head_last=last, role_last=last, body=body, last=last, entry=CREW
    )
