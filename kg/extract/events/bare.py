"""The name of an event that a single word tells.

A verb like «مقرر شد» names nothing: what was settled comes after it («مقرر شد مالیات
کم شود»), what a verb shares with the one before it stands there («کتاب را خرید و
پرداخت»), and a clause that another one parts has its first words before that («زنی که
می‌شناخت، شکایت کرد»). A noun that its verb is made of is named by their clause («پل به
بهره‌برداری رسید»), another by who was there («جلسه‌ای با حضور مدیران»).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from kg.extract.events import lexicon
from kg.extract.events.clauses import REPORT, Predicate
from kg.extract.events.phrases import body_at, chain_end
from kg.normalize import match_key


if TYPE_CHECKING:
    from kg.extract.context import Context
    from kg.extract.events.clauses import Clause
    from kg.extract.events.scene import Candidate, Scene


TELLING = 4  # words of a verb that names its event by itself
LONGEST = 25  # words of a name
_LEADING = frozenset({"به", "مورد"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_LONGEST_RELATIVE = 16  # words of a bare noun's name with its relative clause
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


def told_clause(context: Context, candidate: Candidate) -> Clause:
    """Return the clause of a bare noun with the verb that it is a part of, if any.

    «پل به | بهره‌برداری | رسید», «ایستگاه | راه‌اندازی | شد»: of the latter the noun
    begins the verb's own words.
    """
    clause, before = candidate.clause, candidate.first - 1
    predicate = clause.predicate or _begun_with(context, candidate)
    without = replace(clause, predicate=None)
    if predicate is None or predicate.kind in {REPORT, lexicon.HOLD}:
        return without
    if predicate.first == candidate.first:
        return replace(clause, predicate=predicate)
    is_governed = before >= 0 and context.document.tokens[before].pos == "ADP"
    if is_governed and context.keys[before] not in _LEADING:
        return without
    return clause if 0 <= predicate.first - candidate.last <= is_governed else without


def goes_to_meet(context: Context, candidate: Candidate) -> bool:
    """Say whether somebody goes to meet somebody: «کارون به | مصاف | فولاد رفت»."""
    predicate = candidate.clause.predicate
    is_led = context.keys[candidate.first - 1 : candidate.first] == ("به",)
    if predicate is None or candidate.stem != "مصاف" or not is_led:
        return False
    return predicate.first > candidate.first and predicate.infinitive == "رفتن"


def _begun_with(context: Context, candidate: Candidate) -> Predicate | None:
    """Return the verb whose non-verbal part a noun is, as it ends its clause."""
    group = next(
        (
            each
            for each in context.document.verb_groups
            if min(each.tokens) == candidate.first
        ),
        None,
    )
    last = 0 if group is None else max(group.tokens) + 1
    if group is None or last <= candidate.last:
        return None
    return Predicate(
        first=candidate.first,
        last=last,
        group=group,
        infinitive=match_key(group.lemma),
        kind=candidate.type,
    )


def joined_end(context: Context, candidate: Candidate) -> int | None:
    """«کشف | و ضبط چوب»: return the end of what two bare nouns have in common."""
    after = candidate.last
    tokens, last = context.document.tokens, context.sentence_at(candidate.first).last
    if after + 1 >= last or context.keys[after] != "و" or not tokens[after + 1].ezafe:
        return None
    return chain_end(context, after + 1) if tokens[after + 1].pos == "NOUN" else None


def told_end(scene: Scene, candidate: Candidate) -> int | None:
    """Return the end of what tells a bare noun from others, by the first rule that may.

    «جلسه‌ای | با حضور مدیران», «زمین‌لرزه‌ای | به بزرگی ۵ ریشتر», «سفری | پرزحمت به
    ساری», «واژگونی | یک دستگاه اتوبوس», «مراسمی | که مدیران برگزار کردند», «انفجار |
    در جاده ساری».
    """
    if candidate.last + 1 >= scene.context.sentence_at(candidate.first).last:
        return None
    found = (rule(scene, candidate) for rule in _TELLING_ENDS)
    return next((end for end in found if end is not None), None)


def _attended(scene: Scene, candidate: Candidate) -> int | None:
    """«جلسه‌ای | با حضور مدیران», «زمین‌لرزه‌ای | به بزرگی ۵ ریشتر»."""
    context, after = scene.context, candidate.last
    led = _TELLING_MORE.get(context.keys[after])
    is_told = led is not None and context.keys[after + 1] in lexicon.event_words(led)
    return chain_end(context, after + 1) if is_told else None


_TELLING_MORE = {"با": "attended", "به": "measure"}


def _qualified(scene: Scene, candidate: Candidate) -> int | None:
    """«سفری | اورژانسی و پرزحمت به ساری»: after «ی» no ezafe leads on."""
    context = scene.context
    tokens, keys, at = context.document.tokens, context.keys, candidate.last
    if not is_indefinite(context, candidate) or tokens[at].pos != "ADJ":
        return None
    predicate = candidate.clause.predicate
    if predicate is not None and predicate.first <= at < predicate.last:
        return None
    end = chain_end(context, at)
    if keys[end : end + 1] == ("و",) and tokens[end + 1].pos == "ADJ":
        end = chain_end(context, end + 1)
    if end + 1 >= context.sentence_at(at).last or end not in scene.clause_of:
        return end
    goes_on = keys[end] in lexicon.companions(candidate.type)
    if goes_on and tokens[end + 1].pos in _NOMINAL:
        return chain_end(context, end + 1)
    return _placed_from(scene, end) or end


def is_indefinite(context: Context, candidate: Candidate) -> bool:
    """Say whether a noun ends with the «ی» of «جلسه‌ای», not its own («درگیری»)."""
    last = context.keys[candidate.last - 1]
    return last.endswith("ی") and "".join(
        context.keys[candidate.first : candidate.last]
    ) != (candidate.stem)


def _counted(scene: Scene, candidate: Candidate) -> int | None:
    """«واژگونی | یک دستگاه اتوبوس»."""
    tokens, after = scene.context.document.tokens, candidate.last
    is_counted = tokens[after].pos == "NUM" and tokens[after + 1].pos in _NOMINAL
    if not is_counted or after in scene.date_at:
        return None
    end = chain_end(scene.context, after)
    if end - after == 2 and tokens[end].pos in _NOMINAL and not tokens[end - 1].ezafe:
        return chain_end(scene.context, end)  # «یک دستگاه | اتوبوس»
    return end


def _related(scene: Scene, candidate: Candidate) -> int | None:
    """«مراسمی | که مدیران برگزار کردند»."""
    clause = next(iter(scene.relatives.get(candidate.last - 1, ())), None)
    if clause is None or clause.predicate is None:
        return None
    if not is_indefinite(scene.context, candidate):
        return None
    end = clause.predicate.last
    return end if end - candidate.first <= _LONGEST_RELATIVE else None


def _placed(scene: Scene, candidate: Candidate) -> int | None:
    """«انفجار | در جاده ساری»."""
    return _placed_from(scene, candidate.last)


def _placed_from(scene: Scene, at: int) -> int | None:
    """Return the end of a place that «در» leads to, if one stands there."""
    if scene.context.keys[at] != "در" or at + 1 not in scene.clause_of:
        return None
    place = scene.place_at(at + 1) or body_at(scene.context, at + 1)
    return None if place is None or not place.is_named else place.last


_TELLING_ENDS = (_attended, _qualified, _counted, _related, _placed)


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
