"""Phrases of a document: ezafe chains, places after prepositions, dates of clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kg.extract.events import lexicon
from kg.model import EntityKind, TimeKind


if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from datetime import date

    from kg.extract.context import Context
    from kg.model import Sentence, TimeExpression


_LONGEST = 14
_PLACES = frozenset({EntityKind.PLACE, EntityKind.FACILITY})
_MARKS = {"«": "»", "“": "”", '"': '"'}
_COUNTING = frozenset({"NUM", "DET"})
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM"})
_SITE = "محل"
_STOPS = frozenset({"ADP", "VERB", "AUX", "PUNCT", "SCONJ", "CCONJ", "PRON"})


class Place(Struct, frozen=True, kw_only=True):
    """A place or venue at tokens ``first`` to ``last`` (exclusive).

    Attributes:
        first: First token.
        last: Token after the last.
        is_named: Whether it holds a recognized name.
        is_venue: Whether it is a building or site rather than a town or country.
        is_body: Whether it is a body where one may be («در وزارت کشور»).
    """

    first: int
    last: int
    is_named: bool
    is_venue: bool
    is_body: bool = False


class Dated(Struct, frozen=True, kw_only=True):
    """A date or range at tokens ``first`` to ``last`` (exclusive)."""

    first: int
    last: int
    time: TimeExpression


def days_away(first: date, last: date, now: date) -> int:
    """Return how many days a period is from a day, negative before it, 0 within."""
    return max(0, (first - now).days) + min(0, (last - now).days)


def chain_end(context: Context, first: int) -> int:
    """Return the token after the ezafe chain that starts at ``first``."""
    tokens = context.document.tokens
    limit = min(context.sentence_at(first).last, first + _LONGEST)
    at = first
    while at < limit:
        mention = context.mention_at(at)
        if mention is not None and mention.last - 1 > at:
            at = mention.last - 1
            continue
        if tokens[at].form in _MARKS:
            at = _closing(context, at, limit)
            if context.mention_at(at + 1) is None:
                break  # «استان «…» ثبت شد»; «جشنواره «…» تهران» goes on
        elif not tokens[at].ezafe and not _goes_on(context, at, first, limit):
            break
        at += 1
    return min(at + 1, limit)


def chain_start(context: Context, last: int) -> int:
    """Return the first token of the ezafe chain that ends with token ``last``."""
    tokens = context.document.tokens
    least = max(context.sentence_at(last).first, last - _LONGEST)
    at = last
    while at > least and (tokens[at - 1].ezafe or tokens[at - 1].pos in _COUNTING):
        at -= 1
    return at


def _goes_on(context: Context, at: int, first: int, limit: int) -> bool:
    """Say whether a chain goes on without ezafe.

    A name in marks follows («جشنواره «نور»»), or the noun of a number or
    demonstrative («گشایش دفتر سه بانک»، «پیکر این هنرمند»).
    """
    tokens = context.document.tokens
    if at + 1 >= limit:
        return False
    following = tokens[at + 1]
    if context.keys[at].endswith("ترین") and following.pos in _NOMINAL:
        return True  # «مراسم انتخاب بهترین بازیکن»
    if following.form in _MARKS:
        return tokens[at].pos == "NOUN"
    if tokens[at].pos in _COUNTING:
        return following.pos in _NOMINAL
    counted = following.pos == "NUM" and at + 2 < limit
    return counted and at > first and tokens[at + 2].pos in _NOMINAL


def _closing(context: Context, at: int, limit: int) -> int:
    """Return the token that closes the quotation mark at ``at``."""
    tokens = context.document.tokens
    closing = _MARKS[tokens[at].form]
    for index in range(at + 1, limit):
        if tokens[index].form == closing:
            return index
    return limit - 1


def find_dates(context: Context) -> list[Dated]:
    """Return the dates and ranges of a document with their tokens, in order.

    A named day within a noun's phrase is a topic («همایش روز معلم») and no date.
    """
    document = context.document
    found: list[Dated] = []
    for time in document.times:
        if time.kind not in {TimeKind.DATE, TimeKind.RANGE}:
            continue
        first = document.token_at(time.span.start)
        last = document.token_at(time.span.end - 1) + 1
        if time.rule != "named_day" or _is_when(context, first):
            found.append(Dated(first=first, last=last, time=time))
    return found


def _is_when(context: Context, first: int) -> bool:
    """Say whether what stands before a named day makes it a time."""
    if first == context.sentence_at(first).first:
        return True
    before = context.document.tokens[first - 1]
    if before.pos == "PUNCT":
        return True
    return context.keys[first - 1] in lexicon.event_words("when")


def place_at(context: Context, first: int, dates: Container[int]) -> Place | None:
    """Return the place or venue whose phrase starts at token ``first``, if any.

    Args:
        context: The document.
        first: The token after the preposition.
        dates: Tokens of dates, which no place runs over.
    """
    tokens = context.document.tokens
    limit = context.sentence_at(first).last
    if context.keys[first] == _SITE and tokens[first].ezafe:
        inner = place_at(context, first + 1, dates) if first + 1 < limit else None
        return inner or _site(context, first, dates)  # «در محل سالن …»
    head = first + (context.keys[first] in lexicon.event_words("anaphor"))
    if head >= limit or first in dates or tokens[head].pos in _STOPS:
        return None
    last = chain_end(context, head)
    last = next((at for at in range(first, last) if at in dates), last)
    if lexicon.venue(context.keys[head]) is not None:
        return _venue_at(context, first, head, last)
    mention = context.mention_at(first)
    if mention is None or mention.first != first:
        return None
    if mention.kind not in _PLACES:
        return last_place(context, first, last)
    is_venue = mention.kind is EntityKind.FACILITY
    return Place(first=first, last=mention.last, is_named=True, is_venue=is_venue)


def _venue_at(context: Context, first: int, head: int, last: int) -> Place | None:
    """Return the place that a noun for a venue at ``head`` leads.

    «بخش مرکزی» and «حوزه ساری» are places, «بخش کشاورزی ایران» is a field of work.
    """
    strength = lexicon.venue(context.keys[head]) or False
    if context.keys[head] in lexicon.event_words("sector"):
        following = context.mention_at(head + 1) if head + 1 < last else None
        if following is None or following.kind not in _PLACES:
            return None
        last = min(last, following.last)
    if last - head > 2 and context.keys[last - 1] in lexicon.event_words("preverb"):
        last -= 1  # «در منطقه ۱۳ | تشکیل شد»
    is_told = _place_names(context, head, last) or (strength and last - first > 1)
    return Place(first=first, last=last, is_named=is_told, is_venue=strength)


def find_place_phrases(
    context: Context, sentence: Sentence, dates: Container[int]
) -> Iterator[Place]:
    """Yield all phrases of a sentence that may name a place, in order.

    Names of places with the nouns they complete («شهر ساری»), wherever they stand, also
    where they end a longer name («المپیک توکیو»); venues and bodies after a preposition
    of place, venues after one of motion.
    """
    keys, mentions = context.keys, context.mentions
    leads, starts = lexicon.place_leads(), lexicon.town_starts()
    after = least = sentence.first
    for at in range(least, sentence.last):
        if at < after:
            continue
        found = None
        if at > least and keys[at - 1] in leads:
            found = _led_place(context, at, dates)
        if found is None and mentions[at] is not None:
            found = _place_from(context, at, least) or _place_ending(context, at)
        elif found is None and keys[at] in starts:
            found = _unnamed_town(context, at)
        if found is not None:
            yield found
            after = found.last


def _led_place(context: Context, at: int, dates: Container[int]) -> Place | None:
    """Return the place at a token by what stands before it («در سالن»، «به زندان …»).

    After a word of motion a venue must be told more closely: «به بیمارستان» is none.
    """
    before = context.keys[at - 1]
    if before in lexicon.event_words("at"):
        return place_at(context, at, dates) or body_at(context, at)
    if _is_visited(context, at - 1):
        found = body_at(context, at)
        if found is not None:
            return found
    if context.keys[at] != _SITE and lexicon.venue(context.keys[at]) is None:
        return None
    found = place_at(context, at, dates)
    return found if found is not None and found.is_named else None


def _is_visited(context: Context, at: int) -> bool:
    """Say whether a word leads to where somebody goes («راهی …»، «بازدید از …»)."""
    key = context.keys[at]
    if key != "از":
        return key in lexicon.event_words("to") and key != "به"
    noun = lexicon.event_noun(context.keys[at - 1]) if at else None
    return noun is not None and noun.type == "visit"


def _site(context: Context, first: int, dates: Container[int]) -> Place | None:
    """Return what «محل» leads, though nothing in it is known («محل فدراسیون»)."""
    last = chain_end(context, first)
    last = next((at for at in range(first, last) if at in dates), last)
    if last - first < 2:
        return None
    return Place(first=first, last=last, is_named=True, is_venue=True)


def _place_ending(context: Context, at: int) -> Place | None:
    """Return the place at a token that ends the name of an event or a body.

    «المپیک ۲۰۱۲ لندن», «جام جهانی قطر» took place there; «خانه احزاب استان بوشهر» is
    the province's.
    """
    mention = context.mention_at(at)
    if mention is None or at == mention.first:
        return None
    keys, last = context.keys, mention.last
    while last - 1 > at and keys[last - 1].isdigit():
        last -= 1
    is_short = last - at <= 2
    if mention.kind is EntityKind.EVENT:
        found = is_short and "".join(keys[at:last]) in lexicon.towns()
    else:
        is_part = mention.kind is EntityKind.ORGANIZATION and last - at > 1
        found = is_part and is_short and keys[at] in lexicon.event_words("division")
    if not found:
        return None
    return Place(first=at, last=last, is_named=True, is_venue=False)


def _unnamed_town(context: Context, at: int) -> Place | None:
    """Return the well-known town or ground at a token that was taken for no name.

    «در آنفیلد», «جشنواره ژنو».
    """
    keys = context.keys
    before = keys[at - 1] if at else ""
    if before not in lexicon.place_leads() and lexicon.event_noun(before) is None:
        return None
    ground = lexicon.grounds().match(keys, at)
    if ground is not None:
        return Place(first=at, last=ground.last, is_named=True, is_venue=True)
    is_noun = context.document.tokens[at].pos in {"NOUN", "PROPN"}
    if keys[at] not in lexicon.towns() or not is_noun:
        return None
    return Place(first=at, last=at + 1, is_named=True, is_venue=False)


def body_at(context: Context, first: int) -> Place | None:
    """Return the body named at token ``first``, as a place."""
    mention = context.mention_at(first)
    if mention is None or mention.kind is not EntityKind.ORGANIZATION:
        return None
    return Place(
        first=mention.first,
        last=mention.last,
        is_named=True,
        is_venue=False,
        is_body=True,
    )


def _place_from(context: Context, first: int, least: int) -> Place | None:
    """Return the place whose name starts at token ``first``, with its noun."""
    mention = context.mention_at(first)
    if mention is None or mention.first != first or mention.kind not in _PLACES:
        return None
    start = first
    tokens = context.document.tokens
    while (
        start > least
        and tokens[start - 1].ezafe
        and lexicon.venue(context.keys[start - 1]) is not None
    ):
        start -= 1
    is_venue = mention.kind is EntityKind.FACILITY
    return Place(first=start, last=mention.last, is_named=True, is_venue=is_venue)


def _place_names(context: Context, first: int, last: int) -> bool:
    """Say whether a place is named within a token range."""
    return any(
        mention is not None and mention.kind in _PLACES
        for mention in context.mentions[first:last]
    )


def last_place(context: Context, first: int, last: int) -> Place | None:
    """Return the place named at the end of a chain («زلزله بم»), if any."""
    mention = context.mention_at(last - 1)
    if mention is None or mention.kind not in _PLACES or mention.first <= first:
        return None
    start = mention.first
    if lexicon.venue(context.keys[start - 1]) is not None and start - 1 > first:
        start -= 1
    return Place(
        first=start,
        last=mention.last,
        is_named=True,
        is_venue=mention.kind is EntityKind.FACILITY,
    )
