"""Careers told in a row: «رضایی مشاور وزیر، سفیر پرو (۸۰–۸۴) و … بوده است».

Commas, «و» and years in brackets stand between the posts, and one verb ends them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.roles.lists import COMMAS, over_bracket
from kg.extract.roles.predicates import (
    COPULAS,
    mention_of,
    predicate,
    predicate_subject,
    pronoun_subject,
    verb_after,
)
from kg.extract.roles.scene import Holding
from kg.model import Status


if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.roles.appointments import OfficeMatch
    from kg.extract.roles.chains import ChainReader
    from kg.extract.roles.model import Title
    from kg.extract.roles.scene import Scene
    from kg.model import Sentence


_JOINING = frozenset({"و", "همچنین", "نیز", "سپس", "بعد"})
_LONGEST_JOINT = 3  # «، و همچنین»


def career(scene: Scene, index: int) -> list[Holding]:
    """«رضایی پیش از این مشاور وزیر نیرو، سفیر پرو (۸۰–۸۴) و … بوده است»."""
    if index in scene.held or scene.titles[index].plural:
        return []
    run = _run(scene, index)
    end = over_bracket(scene, run[-1].last)
    alone = len(run) == 1 and end == run[-1].last
    verb = verb_after(scene, end)
    if alone or verb not in COPULAS or any(title.plural for title in run):
        return []
    mention = predicate_subject(scene, run[0], verb)
    if mention is None:
        mention = pronoun_subject(scene, run[0])
    if mention is None:
        return []
    return [predicate(scene.titles[index], mention, "career", verb)]


def _run(scene: Scene, index: int) -> list[Title]:
    """Return the posts of the row that a title belongs to."""
    first = last = index
    titles = scene.titles
    while first and _is_next(scene, titles[first - 1], titles[first]):
        first -= 1
    while last + 1 < len(titles) and _is_next(scene, titles[last], titles[last + 1]):
        last += 1
    return titles[first : last + 1]


def _is_next(scene: Scene, before: Title, after: Title) -> bool:
    """Whether only «و», commas and a bracket stand between two titles."""
    at = over_bracket(scene, before.last)
    gap = range(at, after.first)
    joins = all(scene.form(t) in COMMAS or scene.key(t) in _JOINING for t in gap)
    return (
        0 < len(gap) <= _LONGEST_JOINT
        and joins
        and (scene.same_sentence(before.first, after.first))
    )


def recorded(
    scene: Scene, reader: ChainReader, matches: Sequence[OfficeMatch]
) -> list[Holding]:
    """«از سوابق رضایی می‌توان به ریاست سازمان آب و معاونت … اشاره کرد».

    Posts and nouns of office of a sentence that tells a record are those of the only
    person whom it names, or of whom its pronoun means.
    """
    found: list[Holding] = []
    for sentence in scene.context.document.sentences:
        keys = scene.context.keys[sentence.first : sentence.last]
        if _RECORD.isdisjoint(keys):
            continue
        mention = _whose(scene, sentence)
        posts = [] if mention is None else _posts(scene, reader, matches, sentence)
        found += [
            Holding(
                title=post,
                mention=mention,
                rule="recorded",
                confidence=0.6,
                status=Status.FORMER,
            )
            for post in posts
            if mention is not None
        ]
    return found


_RECORD = frozenset({"سوابق", "سوابقش", "مسیولیتهای", "سمتهای", "مناصب"})
_WHOSE_REACH = 4  # tokens of «سوابق کاری و اجرایی رضایی»


def _whose(scene: Scene, sentence: Sentence) -> int | None:
    """Return a mention of whose record a sentence tells: «سوابق کاری رضایی», «… وی»."""
    for at in range(sentence.first, sentence.last):
        if scene.key(at) not in _RECORD:
            continue
        for token in range(at + 1, min(sentence.last, at + 1 + _WHOSE_REACH)):
            person = scene.starting(token)
            entity = scene.context.referent(token, token + 1)
            mention = None if entity is None else mention_of(scene, entity.key)
            if person is not None or mention is not None:
                return mention if person is None else person.mention
    return None


def _posts(
    scene: Scene,
    reader: ChainReader,
    matches: Sequence[OfficeMatch],
    sentence: Sentence,
) -> list[Title]:
    """Return the posts with a body of a sentence, told by holder or by office."""
    titles = [t for t in scene.titles if sentence.first <= t.first < sentence.last]
    taken = {token for title in titles for token in range(title.first, title.last)}
    offices = [
        reader.read(match)
        for match in matches
        if sentence.first <= match.first < sentence.last and match.first not in taken
    ]
    return [
        title
        for title in (*offices, *titles)
        if title.body is not None and not (title.plural or title.entry.craft)
    ]
