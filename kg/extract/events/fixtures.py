"""Matches told by their teams alone: programmes and results.

«برنامه مسابقات روز چهارشنبه ۱۵ بهمن: | نفت ساری - ملوان بابل، ساعت ۱۷ | …» lists
matches a line each, without a word that tells of one. A line of two names with a dash
between is a match where other lines are like it and a team is known; its day and ground
stand in it or in the heading above.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.events import lexicon
from kg.extract.events.participants import PARTICIPANT
from kg.extract.marks import DASHES
from kg.model import EntityKind, EventStatement, Modality, Participant, Precision


if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.context import Context
    from kg.extract.events.phrases import Dated, Place
    from kg.extract.events.scene import Scene
    from kg.model import Sentence


RULE = "event_fixture"
_SURE = 0.8  # of those with a day
_PLACED = 0.6  # of those with a ground alone
_LEAST = 2  # lines of an article
_LONGEST = 6  # words of a team
_FARTHEST = 15  # lines below a heading
_BULLETS = DASHES | frozenset({"*", "•", "+", "/"})
_TEAMS = frozenset({EntityKind.ORGANIZATION, EntityKind.PLACE})
_WORDS = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
_ZERO = "صفر"
_HOUR = "ساعت"


@dataclass(frozen=True, slots=True)
class Fixture:
    """A line that names two teams.

    Attributes:
        sentence: Number of its sentence.
        first: First token of the first team.
        last: Token after the second team and its goals.
        teams: The tokens of both teams.
    """

    sentence: int
    first: int
    last: int
    teams: tuple[tuple[int, int], tuple[int, int]]


def find_fixtures(scene: Scene) -> Iterator[EventStatement]:
    """Yield the matches of programmes and results that have a day or a ground."""
    context = scene.context
    if not _tells_of_sport(context):
        return
    sentences = enumerate(context.document.sentences)
    lines = [
        found
        for number, each in sentences
        if (found := read_fixture(scene, number, each)) is not None
    ]
    if len(lines) < _LEAST:
        return
    for line in lines:
        dated = _day_of(scene, line)
        place = _ground_of(scene, line)
        if dated is not None or place is not None:
            yield _to_statement(scene, line, dated, place)


def _tells_of_sport(context: Context) -> bool:
    return not lexicon.event_words("contest").isdisjoint(context.keys)


def read_fixture(scene: Scene, number: int, sentence: Sentence) -> Fixture | None:
    """Return the teams that a sentence consists of, if it is such a line."""
    context, keys = scene.context, scene.context.keys
    start, end = sentence.first, sentence.last
    while start < end and keys[start] in _BULLETS:
        start += 1
    dash = next((at for at in range(start, end) if _is_dash(context, at)), end)
    if not 0 < dash - start <= _LONGEST or dash + 1 >= end:
        return None
    last = dash + 1
    while last < end and _is_of_team(scene, last):
        last += 1
    if not 0 < last - dash - 1 <= _LONGEST or not _may_end(scene, last, end):
        return None
    if not all(_is_of_team(scene, at) for at in range(start, dash)):
        return None
    teams = _without_goals(keys, start, dash), _without_goals(keys, dash + 1, last)
    if any(first >= after for first, after in teams):
        return None
    is_match = _are_teams(context, teams)
    return Fixture(number, start, last, teams) if is_match else None


def _is_dash(context: Context, at: int) -> bool:
    return context.document.tokens[at].form in DASHES


def _is_of_team(scene: Scene, at: int) -> bool:
    token = scene.context.document.tokens[at]
    is_word = token.pos in _WORDS and at not in scene.date_at
    return is_word and scene.context.keys[at] != _HOUR


def _may_end(scene: Scene, at: int, end: int) -> bool:
    """Say whether the teams may end before a token: nothing, a mark or an hour follows.

    After a dash a day, an hour or a ground does, no third name.
    """
    context = scene.context
    if at == end or context.keys[at] == _HOUR or at in scene.date_at:
        return True
    if context.document.tokens[at].pos != "PUNCT":
        return False
    if not _is_dash(context, at):
        return context.keys[at] != ":"
    after = at + 1
    return after < end and (
        after in scene.date_at
        or context.keys[after] == _HOUR
        or context.keys[after] in lexicon.event_words("ground")
    )


def _without_goals(keys: tuple[str, ...], first: int, last: int) -> tuple[int, int]:
    """Return the tokens of a team without the goals after (or before) it."""
    if last - first > 1 and _is_count(keys[last - 1]):
        return first, last - 1
    return first, last


def _is_count(key: str) -> bool:
    return key.isdigit() or key == _ZERO or key in lexicon.number_words()


def _are_teams(context: Context, teams: tuple[tuple[int, int], ...]) -> bool:
    """Say whether one of two names is a known team, and none a person or a count."""
    kinds = [
        {
            mention.kind
            for at in range(first, last)
            if (mention := context.mention_at(at)) is not None
        }
        for first, last in teams
    ]
    if any(_is_count(context.keys[first]) for first, _ in teams):
        return False
    if any(EntityKind.PERSON in each for each in kinds):
        return False
    return any(each & _TEAMS for each in kinds)


def _day_of(scene: Scene, line: Fixture) -> Dated | None:
    """Return the day that stands in a line, else in the nearest heading above it."""
    own = scene.dates_in.get(line.sentence, [])
    if own:
        return own[0]
    for number in range(line.sentence - 1, line.sentence - 1 - _FARTHEST, -1):
        dates = scene.dates_in.get(number, [])
        if dates and _is_heading(scene.context, number):
            return dates[0]
    return None


def _is_heading(context: Context, number: int) -> bool:
    """Say whether a sentence heads a list: it ends with «:» or has no verb."""
    sentence = context.document.sentences[number]
    tokens = context.document.tokens[sentence.first : sentence.last]
    return tokens[-1].form == ":" or all(each.pos != "VERB" for each in tokens)


def _ground_of(scene: Scene, line: Fixture) -> Place | None:
    """Return the ground that is named after the teams, if any."""
    end = scene.context.document.sentences[line.sentence].last
    grounds = lexicon.event_words("ground")
    places = (
        scene.place_at(at)
        for at in range(line.last, end)
        if scene.context.keys[at] in grounds
    )
    return next((place for place in places if place is not None), None)


def _to_statement(
    scene: Scene, line: Fixture, dated: Dated | None, place: Place | None
) -> EventStatement:
    context = scene.context
    name = context.verbatim(line.first, line.last)
    bounds = context.document.sentences[line.sentence]
    evidence = [context.evidence(line.first, bounds.last)]
    if dated is not None and context.sentence_of[dated.first] != line.sentence:
        evidence.append(context.evidence(dated.first, dated.last))
    referent = None if place is None else context.referent(place.first, place.last)
    return EventStatement(
        event=name,
        trigger=name,
        type="match",
        date=None if dated is None else dated.time.iso,
        date_text=None if dated is None else context.verbatim(dated.first, dated.last),
        location=None if place is None else context.verbatim(place.first, place.last),
        evidence=tuple(evidence),
        rule=RULE,
        confidence=_PLACED if dated is None else _SURE,
        participants=tuple(_participants(context, line)),
        modality=_modality(context, line, dated),
        time=None if dated is None else dated.time,
        location_key=None if referent is None else referent.key,
    )


def _participants(context: Context, line: Fixture) -> Iterator[Participant]:
    """Yield the teams that are known bodies."""
    for first, _ in line.teams:
        mention = context.mention_at(first)
        if mention is None or mention.kind is not EntityKind.ORGANIZATION:
            continue
        entity = context.referent(mention.first, mention.last)
        if entity is not None:
            yield Participant(name=entity.name, part=PARTICIPANT, key=entity.key)


def _modality(context: Context, line: Fixture, dated: Dated | None) -> Modality:
    """A match without goals on a day after the article is planned."""
    goals = line.last > line.teams[1][1]
    published = context.document.article.published
    if goals or dated is None or published is None or dated.time.iso is None:
        return Modality.ASSERTED
    is_day = dated.time.precision is Precision.DAY
    ahead = is_day and dated.time.iso[:10] >= published.iso[:10]
    return Modality.PLANNED if ahead else Modality.ASSERTED
