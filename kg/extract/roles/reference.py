"""What a title on its own refers to: the person whom the article gives it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.roles.posts import is_same_post, names_post
from kg.extract.roles.titles import Rest


if TYPE_CHECKING:
    from kg.extract.roles.scene import Holding, Scene
    from kg.model import DocumentEntity


_OFFICES = frozenset({Rest.PLACE, Rest.MINISTRY})
_THIS = frozenset({"این", "همین"})


@dataclass(slots=True)
class TitleReference:
    """Resolves titles of one document.

    Attributes:
        scene: Its titles and persons.
        holdings: Everything that ties a title to a person.
    """

    scene: Scene
    holdings: list[Holding]

    def resolve(self, first: int, last: int) -> DocumentEntity | None:
        """Return the holder of the title that a token range begins with.

        «این» may stand before it. ``None`` for no title, a plural, and a post whose
        holder the article does not name.
        """
        while first < last and self.scene.key(first) in _THIS:
            first += 1
        title = next(
            (t for t in self.scene.titles if first <= t.first < min(last, first + 2)),
            None,
        )
        if title is None or title.plural:
            return None
        exact = [h for h in self.holdings if h.title.first == title.first]
        keys = self.scene.context.keys
        same = [h for h in self.holdings if names_post(keys, h.title, title)]
        for holding in (*exact, *self._nearest_first(same, first)):
            entity = self.scene.context.coreference.entity_at(holding.mention)
            if entity is not None:
                return entity
        return None

    def excludes(self, first: int, entity: DocumentEntity) -> bool:
        """Say whether a person's post rules out the office named at a token.

        Only an office that one holds alone (a minister's, an ambassador's) excludes
        other posts, or is excluded by one.
        """
        title = next((t for t in self.scene.titles if t.first == first), None)
        entity_at = self.scene.context.coreference.entity_at
        posts = [
            holding.title
            for holding in self.holdings
            if (holder := entity_at(holding.mention)) is not None
            and holder.key == entity.key
            and holding.title.entry.rest is not Rest.NONE
        ]
        if title is None or title.entry.rest not in _OFFICES or not posts:
            return False
        keys = self.scene.context.keys
        return not any(is_same_post(keys, post, title) for post in posts)

    def post_end(self, first: int) -> int | None:
        """Return the end of a post that begins at a token, as told at another place.

        Else as it is read here, if it names a body.
        """
        keys = self.scene.context.keys
        own = next((t for t in self.scene.titles if t.first == first), None)
        here = None if own is None or own.body is None else own.last
        told = {(h.title.first, h.title.last) for h in self.holdings}
        ends = [
            first + last - start
            for start, last in told
            if start != first and keys[first : first + last - start] == keys[start:last]
        ]
        return max(ends, default=here)

    def ends_post(self, last: int) -> bool:
        """Say whether a post ends before a token («… رئیس سازمان آب | گفته»)."""
        return any(title.last == last for title in self.scene.titles)

    def _nearest_first(self, holdings: list[Holding], at: int) -> list[Holding]:
        """Holders named before the title first, the nearest of them first."""
        return sorted(
            holdings,
            key=lambda h: (h.title.first > at, abs(h.title.first - at)),
        )
