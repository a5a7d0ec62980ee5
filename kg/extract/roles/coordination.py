"""Rules for a person's second title: «علی رضایی، نویسنده و کارگردان»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.roles.beside import title_then_name
from kg.extract.roles.joining import is_joined, labels_next
from kg.extract.roles.lists import COMMAS
from kg.extract.roles.scene import OFFICES, Holding, Scene
from kg.extract.roles.titles import Rest


if TYPE_CHECKING:
    from kg.extract.roles.model import Title


_APPOSING = frozenset({"name_comma_title", "apposed_title"})


def coordinated_title(scene: Scene, index: int) -> list[Holding]:
    """«علی رضایی، نویسنده و کارگردان»: a second title of the same person."""
    title = scene.titles[index]
    if index == 0 or title.plural:
        return []
    before = scene.titles[index - 1]
    held = scene.held.get(index - 1, [])
    if len(held) != 1 or _is_list_of_guests(scene, before, title):
        return []
    if labels_next(scene, index):
        return []
    apposed = held[0].rule in _APPOSING and title.entry.rest not in OFFICES
    if not is_joined(scene, before, title, apposed=apposed):
        return []
    if _begins_clause(scene, title, held[0].mention):
        return []
    return [
        Holding(
            title=title,
            mention=held[0].mention,
            rule="coordinated_title" if not apposed else "apposed_title",
            confidence=0.72 if not apposed else 0.8,
        )
    ]


def _begins_clause(scene: Scene, title: Title, mention: int) -> bool:
    """«در پی درگذشت علی رضایی، کاپیتان تیم، رئیس فیفا با پیامی …»: who acts next.

    A post after a comma, of whom nothing in the sentence is told but his own post.
    """
    if scene.form(title.first - 1) not in COMMAS or title.body is None:
        return False
    first = scene.context.document.mentions[mention].first
    sentence = scene.context.sentence_at(first)
    opens = scene.key(sentence.first) in _CIRCUMSTANCES and first > sentence.first
    return opens and scene.key(title.last) in {"با", "در", "گفت", "اعلام", "از", "طی"}


_CIRCUMSTANCES = frozenset({"در", "پس", "با", "پیرو", "به"})


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
