"""Who is meant by a post alone: «استاندار خوزستان» is who held it then.

The statements of a corpus on posts that one person at a time has are kept by day; a
description means the holder whom statements before and after its day name, or the only
one named in the weeks around it. Where holders change, or nobody is named near the
day, it stays a description.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from kg.lexicon import rows
from kg.resolve.names import Score


if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.resolve.evidence import Identity, PersonRecord, Post

_NEAR = 90
_SPAN = 730
_MINISTRY = "وزارت"
_SAME_ARTICLE = Score(0.95, "the article names the holder of the post")
_AROUND = Score(0.9, "held the post before and after that day")
_NEARBY = Score(0.75, "the only holder of the post named in the weeks around")


def seat_of(title: str, body: str) -> Post | None:
    """Return a post that one person at a time has; ``None`` for another.

    Args:
        title: Concept key of the role.
        body: Key of the body or place, or ``""``.
    """
    if not body or title not in {row[0] for row in rows("single_seats", 1)}:
        return None
    # «وزیر نفت» is also told as «وزیر» of «وزارت نفت».
    return title, body.removeprefix(_MINISTRY) or body


@dataclass(slots=True)
class Holders:
    """Who is stated to hold which post, by day.

    Attributes:
        identities: Persons; statements refer to them by place.
    """

    identities: Sequence[Identity]
    _by_day: defaultdict[Post, list[tuple[int, int]]] = field(init=False)
    _by_article: dict[tuple[str, Post], set[int]] = field(init=False)

    def __post_init__(self) -> None:
        self._by_day = defaultdict(list)
        self._by_article = {}
        for at, identity in enumerate(self.identities):
            for record in identity.records:
                for title, body in record.held:
                    seat = seat_of(title, body)
                    if seat is not None:
                        self._add(seat, record, at)

    def _add(self, seat: Post, record: PersonRecord, at: int) -> None:
        self._by_article.setdefault((record.article_id, seat), set()).add(at)
        if record.day:
            insort(self._by_day[seat], (date.fromisoformat(record.day).toordinal(), at))

    def find(
        self, article_id: str, day: str, seat: Post
    ) -> tuple[Identity, Score] | None:
        """Return who held a post on the day of an article, and how sure that is."""
        own = self._by_article.get((article_id, seat), set())
        if own:
            # An article that names two holders tells of a change.
            return self._told(own, _SAME_ARTICLE)
        if not day:
            return None
        return self._on(date.fromisoformat(day).toordinal(), self._by_day.get(seat, []))

    def _on(
        self, day: int, told: Sequence[tuple[int, int]]
    ) -> tuple[Identity, Score] | None:
        at = bisect_left(told, (day, 0))
        before, after = told[max(0, at - 1) : at], told[at : at + 1]
        if before and after and after[0][0] - before[0][0] <= _SPAN:
            found = self._told({before[0][1], after[0][1]}, _AROUND)
            if found is not None:
                return found
        near = {who for when, who in told if abs(when - day) <= _NEAR}
        return self._told(near, _NEARBY)

    def _told(self, who: set[int], score: Score) -> tuple[Identity, Score] | None:
        return (self.identities[next(iter(who))], score) if len(who) == 1 else None
