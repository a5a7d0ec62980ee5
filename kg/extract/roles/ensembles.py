"""Who plays what in an ensemble, and whose work a clause of several names tells.

«نوازندگی سازهای ویولن یک: رضایی و کریمی و ویولن دو: محبی …», «نوازندگان این اثر: تار:
رضایی، سنتور: کریمی»: an instrument before each colon, one post for all. «رضایی و کریمی
کار نوازندگی ویولا و محبی نوازندگی ویولنسل را انجام می‌دهند»: one «را» for two works.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.roles.lists import (
    COMMAS,
    acts_as_many,
    after_unknown,
    names_from,
    names_up_to,
    over_bracket,
)
from kg.extract.roles.scene import Holding


if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.roles.model import Title
    from kg.extract.roles.scene import Person, Scene


_MUSIC = frozenset({"musician"})
_TO_COLON = 10  # tokens of «این اثر این افراد بودند: کمانچه»
_LONGEST_LABEL = 4  # tokens of «و ویولن دو:»
_THEM = frozenset({"ان", "انها", "انان"})
_HELD = frozenset({"عهده", "برعهده", "عهدهدار", "انجام"})


def ensemble(scene: Scene, index: int) -> list[Holding]:
    """«نوازندگان این اثر عبارتند از فلوت: علی رضایی، ابوا: حسن کریمی و …»."""
    title = scene.titles[index]
    if title.entry.key not in _MUSIC or not (title.plural or title.entry.craft):
        return []
    first = _first_player(scene, title)
    persons = () if first is None else _under_labels(scene, first)
    return _holdings(title, persons, "ensemble")


def work_of_names(scene: Scene, index: int) -> list[Holding]:
    """«علی رضایی و حسن کریمی (کار) | نوازندگی ویولا | و … را انجام می‌دهند»."""
    title = scene.titles[index]
    end = title.first - (scene.key(title.first - 1) == "کار")
    last = scene.ending(end)
    pointed = scene.key(title.last) in _THEM
    if not title.entry.craft or last is None or pointed:
        return []  # «سریال‌هایی که علی رضایی تهیه‌کنندگی آنها را …»
    if not _is_done(scene, title):
        return []
    return _holdings(title, names_up_to(scene, last), "work_of_names")


def _holdings(title: Title, persons: Sequence[Person], rule: str) -> list[Holding]:
    return [
        Holding(title=title, mention=one.mention, rule=rule, confidence=0.75)
        for one in persons
    ]


def _first_player(scene: Scene, title: Title) -> Person | None:
    """Return who is named after the first colon that a name follows."""
    limit = scene.context.sentence_at(title.first).last
    for at in range(title.last, min(limit, title.last + _TO_COLON)):
        if scene.starting(at) is not None:
            return None
        if scene.form(at) == ":" and scene.starting(at + 1) is not None:
            verb = scene.context.document.tokens[at - 1].pos in {"VERB", "AUX"}
            said = verb and not acts_as_many(scene.key(at - 1))
            return None if said else scene.starting(at + 1)
    return None


def _under_labels(scene: Scene, first: Person) -> list[Person]:
    """Return the names of a list in which an instrument may stand before each."""
    persons: list[Person] = []
    after: Person | None = first
    while after is not None:
        persons += names_from(scene, after)
        after = _next_player(scene, persons[-1])
    # «فاگوت: رضا محبی»: an instrument that looks like a name
    return [one for one in persons if scene.form(one.last) != ":"]


def _next_player(scene: Scene, last: Person) -> Person | None:
    """Return who is named after the next label, or after a name that nobody knows."""
    start = over_bracket(scene, last.last)
    if scene.form(start) == ":":
        return scene.starting(start + 1)
    return _after_label(scene, start) or after_unknown(scene, start)


def _after_label(scene: Scene, start: int) -> Person | None:
    """«علی رضایی | و ویولن دو: | حسن کریمی»."""
    joined = scene.form(start) in COMMAS or scene.key(start) == "و"
    for colon in range(start + 2, start + 2 + _LONGEST_LABEL):
        if scene.starting(colon) is not None or not scene.same_sentence(start, colon):
            return None
        if scene.form(colon) == ":":
            return scene.starting(colon + 1) if joined else None
    return None


def _is_done(scene: Scene, title: Title) -> bool:
    """Whether the clause says that works are done: «… را انجام می‌دهند»."""
    keys = scene.context.keys[title.last : scene.context.sentence_at(title.first).last]
    return "را" in keys and not _HELD.isdisjoint(keys[keys.index("را") :])
