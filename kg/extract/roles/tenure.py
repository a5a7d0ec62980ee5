"""Since when and until when a role is held, where a sentence appoints or dismisses."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.model import EntityKind, Status, TimeKind


if TYPE_CHECKING:
    from kg.extract.context import Context
    from kg.extract.roles.scene import Holding
    from kg.model import Sentence


_APPOINTING = frozenset({"منصوب", "انتصاب", "معارفه", "گماشت", "برگزید", "انتصابش"})
_DISMISSING = frozenset(
    {"برکنار", "برکناری", "عزل", "استعفا", "استعفای", "کنارهگیری", "تودیع", "اخراج"}
    | {"معزول", "خلع", "برکنارشده"}
)


class Tenure(NamedTuple):
    """What a sentence says of the time of a role.

    Attributes:
        start: ISO date or interval of an appointment, or ``None``.
        end: ISO date or interval of a dismissal, or ``None``.
        ended: Whether the sentence dismisses, dated or not.
    """

    start: str | None = None
    end: str | None = None
    ended: bool = False


def read_tenure(context: Context, holding: Holding) -> Tenure:
    """Return what the sentence of a holding tells of its time.

    Only a sentence with a single person tells: with two, one may follow the other.
    """
    sentence = context.sentence_at(holding.title.first)
    if _persons(context, sentence) != 1:
        return Tenure()
    words = set(context.keys[sentence.first : sentence.last])
    if words & _DISMISSING and _is_dismissed(context, holding, sentence):
        return Tenure(end=_date(context, sentence), ended=True)
    if words & _APPOINTING:
        return Tenure(start=_date(context, sentence))
    if holding.rule == "copula" and words & _PAST:
        return _range(context, sentence)
    return Tenure()


def _is_dismissed(context: Context, holding: Holding, sentence: Sentence) -> bool:
    """Whether a word of dismissal stands in the clause of the holder and the post.

    Not «رضایی، رئیس سازمان، گفت که کارگران اخراج شده …», nor «با تودیع وثیقه».
    """
    if holding.title.told and holding.title.status is Status.CURRENT:
        return False  # «برکناری نوواک/ رضایی، سرمربی جدید …»
    keys = context.keys
    mention = context.document.mentions[holding.mention]
    inside = sentence.first <= mention.first < sentence.last
    near = [holding.title.first, holding.title.last - 1]
    near += [mention.first, mention.last - 1] if inside else []
    return any(
        not _ends_between(context, at, min(near), max(near))
        for at in range(sentence.first, sentence.last)
        if keys[at] in _DISMISSING
        and keys[at + 1 : at + 2] not in _BAILS
        and not (keys[at] == "اخراج" and _plays(holding))
        and not _is_of_others(context, at, near)
    )


def _is_of_others(context: Context, at: int, near: list[int]) -> bool:
    """«… موجب اخراج سه گروه شد»: a noun that ezafe ties to somebody else."""
    word = context.document.tokens[at]
    return word.pos == "NOUN" and word.ezafe and not min(near) <= at + 1 <= max(near)


def _plays(holding: Holding) -> bool:
    """Whether a player is sent off, and keeps his post («پس از اخراج مقابل …»)."""
    entry = holding.title.entry
    return entry.domain == "sport" and entry.key not in _COACHES


_COACHES = frozenset({"head_coach", "coach", "team_manager"})
_BAILS = frozenset({("وثیقه",), ("سند",), ("قرار",), ("ضمانت",)})


def _ends_between(context: Context, at: int, first: int, last: int) -> bool:
    """Whether a verb ends between a word and the tokens ``first`` to ``last``.

    That of a relative clause («رضایی که رئیس شده بود، استعفا داد») does not count.
    """
    start, end = (last + 1, at) if at > last else (at + 1, first)
    keys = context.keys
    skip = "که" in keys[start : start + 2]
    verbs = [
        group
        for group in context.document.verb_groups
        if start <= group.tokens[-1] < end and at not in group.tokens
    ]
    return len(verbs) > skip


_PAST = frozenset({"بود", "بوده"})


def _range(context: Context, sentence: Sentence) -> Tenure:
    """Return from when until when («از ۱۳۹۵ تا ۱۳۹۸ رئیس سازمان آب بود»)."""
    for time in context.document.times:
        ranged = time.kind is TimeKind.RANGE and sentence.span.covers(time.span)
        if ranged and time.begin is not None:
            return Tenure(start=time.begin, end=time.end, ended=True)
    return Tenure()


def _persons(context: Context, sentence: Sentence) -> int:
    keys = set()
    for index, mention in enumerate(context.document.mentions):
        if sentence.first <= mention.first < sentence.last:
            entity = context.coreference.entity_at(index)
            if entity is not None and entity.kind is EntityKind.PERSON:
                keys.add(entity.key)
    return len(keys)


def _date(context: Context, sentence: Sentence) -> str | None:
    for time in context.document.times:
        if time.kind is TimeKind.DATE and sentence.span.covers(time.span):
            return time.iso
    return None
