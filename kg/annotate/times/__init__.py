"""Dates, times and durations of a document, with their values.

Words become symbols (:mod:`~kg.annotate.times.lexer`), rules find parts of dates in
them (:mod:`~kg.annotate.times.rules`), neighboring parts are joined
(:mod:`~kg.annotate.times.joining`: «بعدازظهر امروز (شنبه، ۲۰ اردیبهشت‌ماه)» is one
day), and each is resolved against the day of publication
(:mod:`~kg.annotate.times.periods`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import structs

from kg import jalali
from kg.annotate.times.joining import Cluster, find_clusters
from kg.annotate.times.lexer import lex
from kg.annotate.times.periods import LATEST_YEAR, Period, Reference
from kg.annotate.times.tense import direction_around
from kg.model import Anchor, Precision, Span, TimeExpression, TimeKind


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.annotate.times.lexer import Lexed
    from kg.model import PublicationDate, Sentence, Token


__all__ = ["find_times"]

_NAMING = frozenset({Precision.YEAR, Precision.SEASON, Precision.MONTH})
_SAME = 80  # words within which «این روز» is the day told last
_RECENT = 25  # years before the latest year of news; what is older is history


@dataclass(frozen=True, slots=True)
class _Reading:
    """A document's symbols and tokens while its clusters are resolved.

    Attributes:
        lexed: Symbols and lexemes.
        tokens: All tokens.
        sentences: All sentences.
        today: The day «امروز» means, or ``None``.
        near: A day near which year-less dates lie, or ``None``.
        named: The last day of the latest year or month that an article without a full
            date names, or ``None``.
        anchor: Where ``today`` or ``near`` comes from.
    """

    lexed: Lexed
    tokens: Sequence[Token]
    sentences: Sequence[Sentence]
    today: date | None = None
    near: date | None = None
    named: date | None = None
    anchor: Anchor = Anchor.ARTICLE

    def span(self, cluster: Cluster) -> Span:
        """Return the characters of a cluster."""
        first = self.lexed.lexemes[cluster.first].first
        last = self.lexed.lexemes[cluster.last - 1].last
        return Span(self.tokens[first].span.start, self.tokens[last - 1].span.end)

    def resolve(self, cluster: Cluster) -> Period | None:
        """Return the days of a cluster, ``None`` where nothing settles them."""
        first = self.lexed.lexemes[cluster.first].first
        last = self.lexed.lexemes[cluster.last - 1].last
        reference = Reference(
            today=self.today if cluster.is_relative else self.today or self.near,
            anchor=self.anchor,
            direction=direction_around(self.tokens, (first, last), self.sentences),
            weekday=cluster.weekday,
        )
        return self._beside_named(cluster, reference) or cluster.resolve(reference)

    def _beside_named(self, cluster: Cluster, reference: Reference) -> Period | None:
        """Return the days of «شنبه ۲ تیر» near the latest year that the text names."""
        if self.named is None or reference.today is not None or cluster.is_relative:
            return None
        found = cluster.resolve(replace(reference, today=self.named))
        if found is None or found.begin.weekday() != cluster.weekday:
            return None
        return found


def find_times(
    text: str,
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    *,
    published: PublicationDate | None,
) -> tuple[TimeExpression, ...]:
    """Find the dates, times and durations of a document.

    Args:
        text: Normalized text.
        tokens: All tokens of ``text``.
        sentences: All sentences; they cover all tokens.
        published: When the article was published; relative expressions and dates
            without a year are settled by it.

    Returns:
        Expressions in order of position; they do not overlap.
    """
    lexed = lex(text, tokens, sentences)
    clusters = find_clusters(lexed)
    if not clusters:
        return ()
    if published is None:
        reading = _undated(_Reading(lexed, tokens, sentences), clusters)
    else:
        day = date.fromisoformat(published.day)
        anchor = Anchor.PUBLICATION
        reading = _Reading(lexed, tokens, sentences, day, day, anchor=anchor)
    return tuple(_same_days(lexed, clusters, [_express(reading, c) for c in clusters]))


def _same_days(
    lexed: Lexed, clusters: Sequence[Cluster], found: Sequence[TimeExpression]
) -> Iterator[TimeExpression]:
    """Yield the expressions with «این روز», «همان شب» read as the day told before."""
    told: TimeExpression | None = None
    since = 0
    for cluster, expression in zip(clusters, found, strict=True):
        read = expression
        first = lexed.lexemes[cluster.first].first
        is_same = cluster.rule == "same_day" and first - since <= _SAME
        if is_same and told is not None:
            read = structs.replace(
                told, span=expression.span, time=expression.time, rule=cluster.rule
            )
        if read.precision is Precision.DAY and read.kind is TimeKind.DATE and read.iso:
            told, since = read, first
        yield read


def _undated(reading: _Reading, clusters: Sequence[Cluster]) -> _Reading:
    """Look in an article without a date for what stands in for one.

    «امروز (۲۰ اردیبهشت ۱۳۹۹)» tells the day; else the last full date of the text is
    near, which settles years but not «دیروز»; else a year that the text names settles
    days whose weekday agrees.
    """
    near: date | None = None
    named: date | None = None
    for cluster in clusters:
        found = reading.resolve(cluster)
        if found is None:
            continue
        if found.precision is not Precision.DAY:
            if _names_year(found):
                named = max(found.end, named or found.end)
            continue
        if cluster.shift is not None:
            today = found.begin - timedelta(days=cluster.shift)
            return replace(reading, today=today, near=today)
        if found.anchor is Anchor.ABSOLUTE and (near is None or found.end > near):
            near = found.end
    return replace(reading, near=near, named=named)


def _names_year(found: Period) -> bool:
    """Say whether a period is a year, or of one, in which an article may be written."""
    told = found.precision in _NAMING and found.anchor is Anchor.ABSOLUTE
    return told and found.end.year > LATEST_YEAR - _RECENT


def _express(reading: _Reading, cluster: Cluster) -> TimeExpression:
    """Turn a cluster into a time expression."""
    span = reading.span(cluster)
    period = None
    if cluster.kind in {TimeKind.DATE, TimeKind.RANGE}:
        period = reading.resolve(cluster)
    if period is None:
        return TimeExpression(
            span=span,
            kind=cluster.kind,
            calendar=None,
            begin=None,
            end=None,
            precision=cluster.precision,
            time=cluster.time,
            rule=cluster.rule,
        )
    return TimeExpression(
        span=span,
        kind=TimeKind.RANGE if period.is_range else TimeKind.DATE,
        calendar=period.calendar,
        begin=period.begin.isoformat(),
        end=period.end.isoformat(),
        precision=period.precision,
        jalali=jalali.jalali_label(period.begin, period.end),
        anchor=period.anchor,
        time=cluster.time,
        rule=cluster.rule,
    )
