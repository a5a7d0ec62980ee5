"""As many names as posts, paired in order: «وزرای نفت و نیرو، رضایی و کریمی»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.roles.joining import is_joined, run_end
from kg.extract.roles.lists import COMMAS
from kg.extract.roles.scene import Holding
from kg.extract.roles.titles import Rest, field_matcher
from kg.extract.roles.vocabulary import match_at
from kg.model import EntityKind, Part


if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.roles.model import Title
    from kg.extract.roles.scene import Person, Scene
    from kg.model import Sentence


_OF_JURISDICTIONS = frozenset({Rest.PLACE, Rest.MINISTRY})
_MOST = 6
_LEADING_BODY = 2  # sentences of the body that may tell who met whom


def _joins(scene: Scene, token: int) -> bool:
    return scene.key(token) == "و" or scene.form(token) in COMMAS


def _bodies(scene: Scene, title: Title) -> list[tuple[int, int]]:
    """Return the jurisdictions or fields that a plural title names in a row."""
    if title.body is None or title.entry.rest not in _OF_JURISDICTIONS:
        return []
    found = [title.body]
    limit = scene.context.sentence_at(title.first).last
    while len(found) < _MOST:
        at = found[-1][1]
        if at + 1 >= limit or not _joins(scene, at):
            break
        after = _body_at(scene, at + 1, limit, like=title.body)
        if after is None:
            break
        found.append(after)
    return found


def _body_at(
    scene: Scene, at: int, limit: int, *, like: tuple[int, int]
) -> tuple[int, int] | None:
    mention = scene.context.mention_at(at)
    first = scene.context.mention_at(like[0])
    if mention is not None:
        alike = first is not None and mention.kind is first.kind
        return (at, mention.last) if alike and mention.first == at else None
    if first is not None and first.kind is EntityKind.PLACE:
        return None
    field = match_at(field_matcher(), scene.context.keys, at, limit)
    if field is not None:
        return at, field.last
    token = scene.context.document.tokens[at]
    return (at, at + 1) if token.pos in {"NOUN", "PROPN"} else None


def _names_from(scene: Scene, first: Person | None, limit: int) -> list[Person]:
    """Return persons joined by «و» and commas, from the first on."""
    found = [] if first is None else [first]
    while found and len(found) < _MOST:
        after = found[-1].last
        person = scene.starting(after + 1) if _joins(scene, after) else None
        if person is None or person.last > limit:
            break
        found.append(person)
    return found


def _names_before(scene: Scene, end: int) -> list[Person]:
    """Return persons joined by «و» and commas, up to one that ends at ``end``."""
    last = scene.ending(end) or (
        scene.ending(end - 1) if scene.form(end - 1) in COMMAS else None
    )
    found = [] if last is None else [last]
    while found and len(found) < _MOST:
        before = found[0].first - 1
        person = scene.ending(before) if _joins(scene, before) else None
        if person is None or not scene.same_sentence(person.first, end - 1):
            break
        found.insert(0, person)
    return found


def _in_order(
    titles: Sequence[Title], persons: Sequence[Person], rule: str, confidence: float
) -> list[Holding]:
    return [
        Holding(title=title, mention=person.mention, rule=rule, confidence=confidence)
        for title, person in zip(titles, persons, strict=True)
    ]


def paired_bodies(scene: Scene, index: int) -> list[Holding]:
    """«علی رضایی و حسن کریمی وزرای نفت و نیرو», and the names after the title."""
    title = scene.titles[index]
    bodies = _bodies(scene, title) if title.plural else []
    if len(bodies) < 2:
        return []
    limit = scene.context.sentence_at(title.first).last
    end = bodies[-1][1]
    after = scene.starting(end) or (
        scene.starting(end + 1) if scene.form(end) in COMMAS | {":"} else None
    )
    for persons in (
        _names_before(scene, title.first),
        _names_from(scene, after, limit),
    ):
        if len(persons) == len(bodies):
            titles = [title.of_body(body) for body in bodies]
            return _in_order(titles, persons, "paired_bodies", 0.75)
    return []


def paired_titles(scene: Scene, index: int) -> list[Holding]:
    """«علی رضایی و حسن کریمی رئیس و نایب رئیس فدراسیون»: a title each, in order."""
    start = index
    while start and is_joined(scene, scene.titles[start - 1], scene.titles[start]):
        start -= 1
    run = scene.titles[start : run_end(scene, start) + 1]
    if len(run) < 2 or any(title.plural for title in run):
        return []
    end = run[0].first
    while scene.key(end - 2) == "به" and scene.key(end - 1) in {"ترتیب", "عنوان"}:
        end -= 2  # «رضایی و کریمی به ترتیب به عنوان رئیس و دبیر»
    persons = _names_before(scene, end)
    if len(persons) != len(run) or scene.key(persons[-1].first - 1) != "و":
        return []  # «در مناظره با رضایی، کریمی عضو شورا و نماینده مجلس گفت»
    return _in_order(run, persons, "paired_titles", 0.7)[index - start :][:1]


def paired_sentences(scene: Scene) -> list[Holding]:
    """«رئیس تشکیلات و نخست‌وزیر … دیدار کردند.» — «علی رضایی و حسن کریمی …».

    Posts joined in the headline, lead or first sentences, and as many names that no
    sentence gives a post joined in another of them.
    """
    leading = _leading_sentences(scene)
    titles = next(
        (found for one in leading if len(found := _posts(scene, one)) > 1), None
    )
    if titles is None:
        return []
    for sentence in leading:
        for person in scene.persons:
            if not sentence.first <= person.first < sentence.last:
                continue
            persons = _names_from(scene, person, sentence.last)
            if len(persons) == len(titles) and not _have_posts(scene, persons):
                return _in_order(titles, persons, "paired_sentences", 0.6)
            break
    return []


def _leading_sentences(scene: Scene) -> list[Sentence]:
    sentences = scene.context.document.sentences
    body = [sentence for sentence in sentences if sentence.part is Part.BODY]
    head = [sentence for sentence in sentences if sentence.part is not Part.BODY]
    return head + body[:_LEADING_BODY]


def _posts(scene: Scene, sentence: Sentence) -> list[Title]:
    """Return posts that a sentence joins and gives nobody."""
    for index, title in enumerate(scene.titles):
        if not sentence.first <= title.first < sentence.last or index in scene.held:
            continue
        if title.plural:
            bodies = _bodies(scene, title)
            if len(bodies) > 1:
                return [title.of_body(body) for body in bodies]
            continue
        run = scene.titles[index : run_end(scene, index) + 1]
        whole = all(one.body is not None and not one.plural for one in run)
        begins = title.first == sentence.first or scene.form(title.first - 1) == ":"
        if len(run) > 1 and whole and begins:
            return list(run)
    return []


def _have_posts(scene: Scene, persons: Sequence[Person]) -> bool:
    """Whether a sentence gives one of the persons a post."""
    entity_at = scene.context.coreference.entity_at
    held = {
        entity.key
        for holdings in scene.held.values()
        for holding in holdings
        if (entity := entity_at(holding.mention)) is not None
    }
    entities = [entity_at(person.mention) for person in persons]
    return any(entity is None or entity.key in held for entity in entities)


PAIR_RULES = (paired_bodies, paired_titles)
