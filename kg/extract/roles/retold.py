"""Posts and names that an article tells apart: «نامه رضایی …» – «رئیس سازمان آب در …».

The headline names somebody and the lead says what he is, or a later sentence says
«این شاعر». Tried when everything else is known, of persons without a post.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.roles.joining import joined_titles
from kg.extract.roles.lists import COMMAS
from kg.extract.roles.scene import Holding
from kg.extract.roles.speech import entity_key
from kg.extract.roles.titles import Rest
from kg.model import Part


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.roles.model import Title
    from kg.extract.roles.scene import Person, Scene
    from kg.model import Sentence


_THIS = frozenset({"این", "همین"})
_VAGUE = frozenset({"artist", "veteran", "expert"})
_LEADING = 1  # sentences of lead and body in which the headline is told again


def signed(scene: Scene, index: int) -> list[Holding]:
    """«علی رضایی ⏎ رئیس سازمان آب»: the foot of a letter, on two lines."""
    title = scene.titles[index]
    sentence = scene.context.sentence_at(title.first)
    if title.first != sentence.first or title.plural or title.body is None:
        return []  # «… ⏎ دبیر ⏎ …» is a table
    person = scene.ending(title.first)
    if person is None or not _alone(scene, person) or not _closes(scene, index):
        return []
    return [
        Holding(title=title, mention=person.mention, rule="signed", confidence=0.85)
    ]


def _alone(scene: Scene, person: Person) -> bool:
    """Whether a name is all that its line has."""
    line = scene.context.sentence_at(person.first)
    return (person.first, person.last) == (line.first, line.last)


def _closes(scene: Scene, index: int) -> bool:
    """Whether nothing but a mark follows a title, or its joined ones, on its line."""
    title = scene.titles[index]
    last = scene.context.sentence_at(title.first).last
    run = [title, *joined_titles(scene, index)]
    return all(not scene.form(at).isalnum() for at in range(run[-1].last, last))


def retold(scene: Scene, holdings: Sequence[Holding]) -> list[Holding]:
    """Return the posts that the article tells apart from the name.

    Args:
        scene: Titles and persons.
        holdings: All that is known so far.
    """
    found = list(_headline_names(scene, holdings))
    return [*found, *_pointed_out(scene, [*holdings, *found])]


def _is_free(scene: Scene, person: Person, holdings: Sequence[Holding]) -> bool:
    """Whether an article gives somebody no post."""
    key = _key_of(scene, person.mention)
    return key is not None and all(
        _key_of(scene, holding.mention) != key for holding in holdings
    )


def _unheld(
    scene: Scene, sentence: Sentence, holdings: Sequence[Holding]
) -> list[Title]:
    """Return the single posts of a sentence that nobody has."""
    held = {holding.title.first for holding in holdings}
    return [
        title
        for title in scene.titles
        if sentence.first <= title.first < sentence.last
        and not (title.plural or title.entry.craft or title.first in held)
    ]


def _headline_names(scene: Scene, holdings: Sequence[Holding]) -> Iterator[Holding]:
    """«نامه رضایی به کریمی» – «رئیس سازمان آب در نامه‌ای به وزیر نیرو …»."""
    sentences = scene.context.document.sentences
    heads = [one for one in sentences if one.part is Part.TITLE]
    if any(not _CHANGE.isdisjoint(scene.context.keys[h.first : h.last]) for h in heads):
        return  # «رضایی جانشین کریمی شد» – «رئیس باشگاه باران خبر داد …»
    rest = [one for one in sentences if one.part is not Part.TITLE]
    persons = [
        person
        for head in heads
        for person in scene.persons
        if head.first <= person.first < head.last and _is_free(scene, person, holdings)
    ]
    for sentence in rest[:_LEADING]:
        here = _entities(scene, sentence)
        away = [one for one in persons if _key_of(scene, one.mention) not in here]
        for title in _unheld(scene, sentence, holdings):
            same = [p for p in away if _is_parallel(scene, p, title)]
            if title.body is not None and len(same) == 1:
                yield Holding(
                    title=title,
                    mention=same[0].mention,
                    rule="headline_name",
                    confidence=0.7,
                )


# who comes for another is not who tells of it
_CHANGE = frozenset({"جانشین", "جانشینی", "جایگزین", "جایگزینی"})


def _key_of(scene: Scene, mention: int) -> str | None:
    """Return the key of the entity that a mention names, if any."""
    return entity_key(scene.context.coreference.entity_at(mention))


def _entities(scene: Scene, sentence: Sentence) -> set[str | None]:
    """Return the keys of the persons whom a sentence names."""
    return {
        _key_of(scene, person.mention)
        for person in scene.persons
        if sentence.first <= person.first < sentence.last
    }


def _is_parallel(scene: Scene, person: Person, title: Title) -> bool:
    """Whether a name in the headline and a post in the lead have one part.

    Both are the subject, or the same word governs them («به», «استعفای»).
    """
    head = scene.context.sentence_at(person.first).first
    tokens = scene.context.document.tokens
    before = person.first - 1
    if _is_subject(scene, title):
        return person.first == head or (
            person.first == head + 1 and scene.key(head) in _DEEDS
        )
    same = person.first > head and scene.key(before) == scene.key(title.first - 1)
    return same and tokens[before].pos in {"ADP", "NOUN"}


def _is_subject(scene: Scene, title: Title) -> bool:
    """Whether a post begins its sentence, or comes after «به گزارش البرز،»."""
    first = scene.context.sentence_at(title.first).first
    source = scene.context.keys[first : first + 2] == ("به", "گزارش")
    near = (
        title.first - first <= _SOURCE_REACH and scene.form(title.first - 1) in COMMAS
    )
    return title.first == first or (source and near)


_SOURCE_REACH = 10  # tokens of «به گزارش خبرنگار البرز به نقل از …،»


# «نامه رضایی …», «واکنش رضایی …»: whose deed a headline tells
_DEEDS = frozenset(
    {
        "نامه",
        "واکنش",
        "پیام",
        "توییت",
        "سفر",
        "دیدار",
        "جلسه",
        "پاسخ",
        "استعفای",
        "خداحافظی",
    }
    | {"تسلیت", "تبریک", "دستور", "هشدار", "انتقاد", "تشکر", "درخواست", "پیشنهاد"}
    | {"اعتراض", "شکایت", "گفتگوی", "حضور", "بازدید", "کنایه", "گلایه", "قدردانی"}
)


def _pointed_out(scene: Scene, holdings: Sequence[Holding]) -> Iterator[Holding]:
    """«… حال رضایی خوب است. این شاعر …»: who was named just before."""
    told: list[Holding] = []
    for index, title in enumerate(scene.titles):
        if not _points(scene, title) or any(
            holding.title.first == title.first for holding in holdings
        ):
            continue
        person = _just_named(scene, title)
        if person is None or not _is_topic(scene, person):
            continue
        if not _is_free(scene, person, [*holdings, *told]):
            continue
        told += [
            Holding(
                title=one, mention=person.mention, rule="pointed_out", confidence=0.65
            )
            for one in (title, *joined_titles(scene, index))
        ]
    yield from told


def _is_topic(scene: Scene, person: Person) -> bool:
    """Whether the headline names somebody."""
    key = _key_of(scene, person.mention)
    return key is not None and any(
        scene.context.sentence_at(one.first).part is Part.TITLE
        and _key_of(scene, one.mention) == key
        for one in scene.persons
    )


def _points(scene: Scene, title: Title) -> bool:
    """Whether «این» stands before a profession that says something of its holder.

    «این بازیکن» only takes up who plays, a referee («این داور») is told what he is.
    """
    told = title.entry.rest is Rest.NONE and title.entry.key not in _VAGUE
    told = told or title.entry.key == "referee"
    single = not (title.plural or title.entry.craft) and title.body is None
    return told and single and scene.key(title.first - 1) in _THIS


def _just_named(scene: Scene, title: Title) -> Person | None:
    """Return the only person named in the sentence before a title.

    ``None`` where two are. Who is named in its own sentence speaks of the other («پسر
    این شاعر گفت»), except before a referee.
    """
    at = scene.context.sentence_of[title.first]
    own = title.entry.key == "referee"
    for one in reversed(scene.context.document.sentences[max(0, at - 1) : at + own]):
        near = [
            person
            for person in scene.persons
            if one.first <= person.first < min(one.last, title.first)
        ]
        entities = {scene.context.coreference.entity_at(p.mention) for p in near}
        if entities:
            return near[-1] if len({e.key for e in entities if e}) == 1 else None
    return None
