"""Roles that a pronoun's clause tells: «وی پیش از این به عنوان … فعالیت می‌کرد».

Tried when everything else is known: who speaks, and who holds what.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from kg.extract.roles.predicates import meant_by, mention_of, subject_pronoun
from kg.extract.roles.scene import Holding
from kg.extract.roles.titles import Rest
from kg.model import EntityKind, Status


if TYPE_CHECKING:
    from kg.extract.roles.scene import Scene


_AS = frozenset({"عنوان", "سمت", "مقام", "بعنوان", "بهعنوان", "کسوت"})
_BEFORE_NOW = frozenset({"پیشتر", "قبلا", "سابقا", "سابقه", "پیش", "گذشته", "قبل"})


def pronoun_as(scene: Scene, index: int) -> list[Holding]:
    """«وی پیش از این به عنوان معاون سازمان آب فعالیت می‌کرد»."""
    title = scene.titles[index]
    told = title.body is not None and not title.plural and index not in scene.held
    if not told or scene.key(title.first - 1) not in _AS:
        return []
    pronoun = subject_pronoun(scene, title.first)
    if pronoun is None or _names_another(scene, pronoun, title.first):
        return []
    mention = meant_by(scene, pronoun)
    if mention is None:
        return []
    past = not _BEFORE_NOW.isdisjoint(scene.context.keys[pronoun : title.first])
    return [
        Holding(
            title=title,
            mention=mention,
            rule="pronoun_as",
            confidence=0.65,
            status=Status.FORMER if past else None,
        )
    ]


def own_as(scene: Scene, index: int) -> list[Holding]:
    """«بنده به عنوان استاندار یزد …»: the speaker tells of a post of his own."""
    title = scene.titles[index]
    joined = index > 0 and scene.key(title.first - 1) == "و"
    first = scene.titles[index - 1].first if joined else title.first
    if title.plural or scene.key(first - 1) not in _AS or index in scene.held:
        return []
    start = scene.context.sentence_at(title.first).first
    spoken = _SELF & set(scene.context.keys[max(start, first - _SELF_REACH) : first])
    if not spoken or (title.body is None and not joined):
        return []
    entity = scene.context.coreference.acting_at(title.first)
    mention = None if entity is None else mention_of(scene, entity.key)
    if mention is None:
        return []
    return [Holding(title=title, mention=mention, rule="own_as", confidence=0.6)]


_SELF = frozenset({"من", "بنده", "اینجانب"})
_SELF_REACH = 5  # tokens between «بنده» and the title


def _names_another(scene: Scene, first: int, last: int) -> bool:
    """Whether a person is named, or a verb or quotation stands, between two tokens."""
    if any(first < person.first < last for person in scene.persons):
        return True
    if any(scene.form(at) in {":", "«", "که"} for at in range(first, last)):
        return True
    return any(
        first <= group.tokens[-1] < last for group in scene.context.document.verb_groups
    )


def with_told_place(scene: Scene, holding: Holding) -> Holding:
    """«رضایی شهردار یزد شد و از کریمی شهردار سابق …»: the place is told before."""
    title = holding.title
    if title.body is not None or title.entry.rest is not Rest.PLACE or not title.told:
        return holding
    for before in reversed(scene.titles):
        same = before.entry.key == title.entry.key and before.first < title.first
        near = scene.same_sentence(before.first, title.first)
        if before.body is not None and same and near:
            return replace(holding, title=title.of_body(before.body))
    return holding


def with_new_club(scene: Scene, holding: Holding) -> Holding:
    """«انتقال دو مدافع، رضایی و کریمی به سپیدرود»: the club that players go to."""
    title = holding.title
    if title.body is not None or title.entry.domain != "sport":
        return holding
    sentence = scene.context.sentence_at(title.first)
    if _MOVING.isdisjoint(scene.context.keys[sentence.first : title.first]):
        return holding
    mentions = scene.context.document.mentions
    start = mentions[holding.mention].last
    for mention in mentions:
        club = mention.kind is EntityKind.ORGANIZATION
        inside = start < mention.first < min(sentence.last, start + _CLUB_REACH)
        if club and inside and scene.key(mention.first - 1) == "به":
            moved = replace(title, body=(mention.first, mention.last))
            return replace(holding, title=moved)
    return holding


_MOVING = frozenset({"انتقال", "پیوستن", "جذب", "ملحق"})
_CLUB_REACH = 8  # tokens after a name, a second one of a list among them
