"""Names that ran into one another: «صدراعظم آلمان | یورگن هافمن»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from kg.extract.persons.completion import is_common
from kg.extract.persons.words import (
    COMMAS,
    HONORED,
    LONGEST_TITLE,
    SURNAME_ENDINGS,
    common_words,
    first_names,
    is_listed,
    plain_first_names,
    starts_title,
)
from kg.extract.rare import NAMED_AFTER_PERSONS
from kg.extract.roles.titles import Rest, field_matcher, title_matcher
from kg.extract.roles.vocabulary import match_at, places, qualities
from kg.model import EntityKind, Mention


if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.context import Context


def parted_names(context: Context, mention: Mention) -> Iterator[Mention]:
    """Take a person's name off the end of a place or body that ran into it.

    «صدراعظم آلمان | یورگن هافمن», «سخنگوی وزارت بهداشت | ناصر بیات», «از کرمان | محمد
    نیازی گفت»: no ezafe ties the name to what stands before it.
    """
    mention = _without_address(context, _without_second_title(context, mention))
    mention = _without_rest(context, _without_office(context, mention))
    mention = _without_quality(context, mention)
    comma = _comma_within(context, mention)
    if comma is not None:
        yield replace(
            mention, last=comma, span=context.document.tokens_span(mention.first, comma)
        )
        rest = replace(mention, first=comma + 1)
        yield from parted_names(
            context,
            replace(rest, span=context.document.tokens_span(comma + 1, mention.last)),
        )
        return
    at = _person_within(context, mention)
    if at is None:
        yield mention
        return
    for first, last in ((mention.first, at), (at, mention.last)):
        yield replace(
            mention,
            first=first,
            last=last,
            span=context.document.tokens_span(first, last),
            kind=mention.kind if first == mention.first else EntityKind.PERSON,
        )


def _comma_within(context: Context, mention: Mention) -> int | None:
    """Return the comma that two persons' names were joined over."""
    if mention.kind is not EntityKind.PERSON:
        return None
    tokens = context.document.tokens
    inside = range(mention.first + 1, mention.last - 1)
    return next((at for at in inside if tokens[at].form in {"،", ","}), None)


def _without_office(context: Context, mention: Mention) -> Mention:
    """«دوران ریاست جمهوری | علی رضایی»: the office is no part of a name."""
    keys, first = context.keys, mention.first
    office = first and keys[first - 1] in {"ریاست", "رییس"} and keys[first] in _REPUBLIC
    if mention.kind is not EntityKind.PERSON or not office:
        return mention
    if first + 1 == mention.last:
        return mention
    span = context.document.tokens_span(first + 1, mention.last)
    return replace(mention, first=first + 1, span=span)


_REPUBLIC = frozenset({"جمهوری", "جمهور"})


def _without_rest(context: Context, mention: Mention) -> Mention:
    """Cut a body before a text or an honorific that it ran into.

    «سازمان انرژی اتمی | بیانیه آلمان», «دادسرای باران | آقای نیک‌روش».
    """
    if mention.kind is not EntityKind.ORGANIZATION:
        return mention
    inside = range(mention.first + 1, mention.last)
    at = next((at for at in inside if context.keys[at] in _RUN_INTO), None)
    if at is None:
        return mention
    return replace(
        mention, last=at, span=context.document.tokens_span(mention.first, at)
    )


def _without_quality(context: Context, mention: Mention) -> Mention:
    """«هافبک | گلزن | فولاد شهر»: what a player is like is no part of a club's name."""
    first = mention.first
    whole = mention.kind is not EntityKind.ORGANIZATION or mention.last - first == 1
    if whole or not first or context.keys[first] not in qualities():
        return mention
    if not _is_title(context, first - 1, first):
        return mention
    span = context.document.tokens_span(first + 1, mention.last)
    return replace(mention, first=first + 1, span=span)


_RUN_INTO = (
    HONORED
    | frozenset({"سخنران", "سخنرانان", "میهمان"})
    | frozenset(
        {"بیانیه", "ادعای", "اظهارات", "سخنان", "حملات", "جزییات"}
        | {"عبارتند", "عبارتاند"}
    )
)


def _without_second_title(context: Context, mention: Mention) -> Mention:
    """Cut a body before «و» and a title («دولت ملی | و فعال سیاسی»)."""
    if mention.kind is not EntityKind.ORGANIZATION:
        return mention
    keys = context.keys
    for at in range(mention.first + 1, mention.last - 1):
        if keys[at] != "و":
            continue
        found = match_at(title_matcher(), keys, at + 1, mention.last)
        if found is not None and found.value.rest is Rest.NONE:
            span = context.document.tokens_span(mention.first, at)
            return replace(mention, last=at, span=span)
    return mention


def _without_address(context: Context, mention: Mention) -> Mention:
    """Cut a name before «خطاب به» («علی رضایی | خطاب به مدیران»)."""
    last = mention.last - 1
    keys = context.keys
    addresses = keys[last] == "خطاب" and keys[last + 1 : last + 2] == ("به",)
    if mention.kind is not EntityKind.PERSON or not addresses or last == mention.first:
        return mention
    span = context.document.tokens_span(mention.first, last)
    return replace(mention, last=last, span=span)


def _person_within(context: Context, mention: Mention) -> int | None:
    """Return where a person's name begins within a place or body."""
    keys = context.keys
    if mention.kind not in _HOLDING_NAMES:
        return None
    for at in range(mention.first + 1, mention.last):
        if keys[at - 1] in NAMED_AFTER_PERSONS | {"و"}:
            continue
        if "و" in keys[at : mention.last]:  # «امور داخلی کشور و شوراها»: no name
            continue
        if _holder_begins(context, mention, at):
            return at
        if context.document.tokens[at - 1].ezafe:
            continue
        if NAMED_AFTER_PERSONS.isdisjoint(
            keys[mention.first : mention.last]
        ) and _begins_person(context, mention, at):
            return at
    return None


_HOLDING_NAMES = frozenset(
    {EntityKind.PLACE, EntityKind.ORGANIZATION, EntityKind.FACILITY}
)


def _holder_begins(context: Context, mention: Mention, at: int) -> bool:
    """«سخنگوی وزارت کشور | علی کاویان»: first name and surname after a title's body.

    Or before a comma and a title («دولت | علی کاویان، نخست‌وزیر …»).
    """
    keys, tokens = context.keys, context.document.tokens
    last = mention.last - 1
    if last == at or any(keys[token] in common_words() for token in range(at, last)):
        return False
    comma = mention.last < len(keys) and tokens[mention.last].form in COMMAS
    titled = comma and starts_title(context, mention.last + 1)
    named = keys[at] in plain_first_names()
    if not named:
        return titled and last == at + 1 and _is_foreign(context, at)
    if keys[last].endswith(("ی", *SURNAME_ENDINGS)):
        return titled or _follows_title(context, mention.first, at)
    known = is_listed(keys[last]) or _ends_body(context, at)
    return known and _follows_title(context, mention.first, at)


def _is_foreign(context: Context, at: int) -> bool:
    """Whether two words are a name that no list has («دولت | جاستین هادسون، …»)."""
    keys = context.keys
    return all(
        context.document.tokens[token].pos == "PROPN"
        and keys[token] not in common_words()
        and keys[token] not in places()
        and not keys[token].endswith("ی")
        for token in (at, at + 1)
    )


def _ends_body(context: Context, at: int) -> bool:
    """Whether a place or a listed field ends before ``at`` («وزارت کشور | علی …»)."""
    keys = context.keys
    if keys[at - 1] in places():
        return True
    starts = range(max(0, at - LONGEST_TITLE), at)
    found = (match_at(field_matcher(), keys, start, at) for start in starts)
    return any(one is not None and one.last == at for one in found)


def _follows_title(context: Context, first: int, at: int) -> bool:
    """Whether a title stands before a body, whose name no ezafe ties to ``at``."""
    shaped = context.keys[at + 1].endswith(("ی", *SURNAME_ENDINGS))
    if context.document.tokens[at - 1].ezafe and not shaped:
        return _ends_body(context, at)
    return any(
        _is_title(context, start, first)
        for start in range(max(0, first - LONGEST_TITLE), first)
    )


def _begins_person(context: Context, mention: Mention, at: int) -> bool:
    """Whether a name begins at ``at``: by its first name, or after a country."""
    keys = context.keys
    place = "".join(keys[mention.first : at]) in places()
    rest = range(at, mention.last)
    if keys[at] in first_names():
        alone = place and _is_surname_at(context, mention.last)
        full = len(rest) > 1 and all(is_listed(keys[token]) for token in rest)
        return alone or full or (place and len(rest) > 1)
    titled = any(
        _is_title(context, start, mention.first)
        for start in range(max(0, mention.first - LONGEST_TITLE), mention.first)
    )
    proper = all(context.document.tokens[token].pos == "PROPN" for token in rest)
    whole = "".join(keys[mention.first : mention.last]) in places()
    return place and titled and proper and len(rest) > 1 and not whole


def _is_title(context: Context, first: int, last: int) -> bool:
    """Whether a listed title fills a token range."""
    found = match_at(title_matcher(), context.keys, first, last)
    return found is not None and found.last == last


def _is_surname_at(context: Context, token: int) -> bool:
    """Whether the word after a first name is its surname."""
    return token < len(context.keys) and not is_common(context, token)
