"""Titles that «و» or commas join: «معاون و سخنگوی …»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.roles.lists import COMMAS
from kg.extract.roles.titles import Rest


if TYPE_CHECKING:
    from kg.extract.roles.model import Title
    from kg.extract.roles.scene import Scene


def labels_next(scene: Scene, index: int) -> bool:
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
