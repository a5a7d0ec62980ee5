"""A role's noun phrase as the rules see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from kg.model import Status


if TYPE_CHECKING:
    from kg.extract.roles.titles import TitleEntry


class Title(Struct, frozen=True, kw_only=True):
    """A role's noun phrase; token ranges are half-open.

    Attributes:
        first: First token of the title.
        head_last: Token after the listed title.
        role_last: Token after the role («معاون سیاسی» of «معاون سیاسی استاندار»).
        body: Tokens of the organization or jurisdiction, or ``None``.
        last: Token after the chain.
        entry: The listed title.
        status: How the role is held, as far as the chain tells.
        plural: Whether several hold it («وزرای نفت و نیرو», «دو مدافع»).
        told: Whether the chain itself tells the status.
    """

    first: int
    head_last: int
    role_last: int
    body: tuple[int, int] | None
    last: int
    entry: TitleEntry
    plural: bool = False
    status: Status = Status.CURRENT
    told: bool = False

    def of_body(self, body: tuple[int, int]) -> Title:
        """Return the title with another body («وزرای | نیرو»)."""
        role_last = self.role_last
        if self.body is not None and self.first < self.body[0]:
            role_last = min(role_last, self.body[0])
        return replace(self, body=body, role_last=role_last)
