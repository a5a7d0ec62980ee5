"""The name of an event that a single word tells.

A verb like «مقرر شد» names nothing: what was settled comes after it («مقرر شد مالیات
کم شود»), what a verb shares with the one before it stands there («کتاب را خرید و
پرداخت»), and a clause that another one parts has its first words before that («زنی که
می‌شناخت، شکایت کرد»). A noun that its verb is made of is named by their clause («پل به
بهره‌برداری رسید»), another by who was there («جلسه‌ای با حضور مدیران»).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.events import lexicon
from kg.extract.events.clauses import REPORT
from kg.extract.events.phrases import chain_end


if TYPE_CHECKING:
    from kg.extract.context import Context
    from kg.extract.events.clauses import Clause, Predicate
    from kg.extract.events.scene import Candidate, Scene


TELLING = 4  # words of a verb that names its event by itself
LONGEST = 25  # words of a name
_LEADING = frozenset({"به", "مورد"})
_NEXT = 4  # clauses on in which what was settled may stand


def widened(scene: Scene, candidate: Candidate, first: int) -> tuple[int, int]:
    """Return the tokens of the name of what a verb tells.

    Args:
        scene: The article.
        candidate: What a verb tells.
        first: Where its name starts by its own clause.
    """
    last = candidate.last
    if first < candidate.first or last - candidate.first >= TELLING:
        return first, last
    predicate = candidate.clause.predicate
    if predicate is None:
        return first, last
    settled = _what_is_settled(scene, candidate.clause, predicate)
    if settled is not None:
        return first, settled
    start = _before_parting(scene, candidate)
    if start == first:
        start = _shared(scene, candidate)
    return (start, last) if last - start <= LONGEST else (first, last)


def verb_of(context: Context, candidate: Candidate) -> Predicate | None:
    """Return the verb that a bare noun is a part of («پل به | بهره‌برداری | رسید»)."""
    predicate, before = candidate.clause.predicate, candidate.first - 1
    if predicate is None or predicate.kind in {REPORT, lexicon.HOLD}:
        return None
    is_governed = before >= 0 and context.document.tokens[before].pos == "ADP"
    if is_governed and context.keys[before] not in _LEADING:
        return None
    apart = predicate.first - candidate.last
    return predicate if 0 <= apart <= is_governed else None


def joined_end(context: Context, candidate: Candidate) -> int | None:
    """«کشف | و ضبط چوب»: return the end of what two bare nouns have in common."""
    after = candidate.last
    tokens, last = context.document.tokens, context.sentence_at(candidate.first).last
    if after + 1 >= last or context.keys[after] != "و" or not tokens[after + 1].ezafe:
        return None
    return chain_end(context, after + 1) if tokens[after + 1].pos == "NOUN" else None


def told_end(context: Context, candidate: Candidate) -> int | None:
    """Return the end of who was there or how large it was.

    «جلسه‌ای | با حضور مدیران», «زمین‌لرزه‌ای | به بزرگی ۵ ریشتر».
    """
    after = candidate.last
    if after + 1 >= context.sentence_at(candidate.first).last:
        return None
    led = _TELLING_MORE.get(context.keys[after])
    is_told = led is not None and context.keys[after + 1] in lexicon.event_words(led)
    return chain_end(context, after + 1) if is_told else None


_TELLING_MORE = {"با": "attended", "به": "measure"}


def _what_is_settled(scene: Scene, clause: Clause, predicate: Predicate) -> int | None:
    """«مقرر شد (که) مالیات کم شود»: return where that clause ends, if it is one."""
    told = scene.context.keys[max(0, predicate.first - 1) : predicate.last]
    if lexicon.event_words("settled").isdisjoint(told):
        return None
    for other in scene.clauses[clause.index + 1 : clause.index + 1 + _NEXT]:
        what = other.predicate
        if other.sentence != clause.sentence or what is None:
            return None
        if other.tokens[0] >= predicate.last:
            return what.last if what.last - predicate.first <= LONGEST else None
    return None


def _before_parting(scene: Scene, candidate: Candidate) -> int:
    """Return where a clause starts that another one parts from its verb.

    «زنی از شهر که می‌شناخت، دیروز شکایت کرد» starts with «زنی».
    """
    own = [at for at in candidate.clause.tokens if at < candidate.first]
    start = next((at for at in own if _names(scene, at)), candidate.first)
    parted = own and own[-1] - own[0] >= len(own)
    return start if parted else candidate.first


def _names(scene: Scene, at: int) -> bool:
    """Say whether a name may start with a word: no mark, preposition or day."""
    token = scene.context.document.tokens[at]
    return at not in scene.date_at and token.pos in {"NOUN", "PROPN", "PRON", "DET"}


def _shared(scene: Scene, candidate: Candidate) -> int:
    """Return where the clause before «و» starts, with which a verb shares its words."""
    context = scene.context
    at = candidate.first - 1
    while at in scene.date_at:
        at = scene.date_at[at].first - 1
    if at < 0 or context.keys[at] != "و":
        return candidate.first
    return next(
        (
            _start_of(scene, other)
            for other in reversed(scene.clauses[: candidate.clause.index])
            if other.predicate is not None and other.predicate.last == at
            if other.predicate.kind != REPORT
        ),
        candidate.first,
    )


def _start_of(scene: Scene, clause: Clause) -> int:
    """Return the first word of a clause that a name may start with."""
    return next((at for at in clause.tokens if _names(scene, at)), clause.tokens[0])
