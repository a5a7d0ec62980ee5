"""Answers that are kept for questions that come again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar


if TYPE_CHECKING:
    from collections.abc import Callable


_Question = TypeVar("_Question")
_Answer = TypeVar("_Answer")


class Kept(dict[_Question, _Answer]):
    """The answers of a function, by what it was asked; all forgotten when too many.

    For what every word of a text is asked: a look-up costs about half of one in
    ``functools.lru_cache``, which puts in order what it holds at each.

    Args:
        answer: A pure function.
        most: How many answers are kept at a time.

    >>> sizes = Kept(len, most=2)
    >>> [sizes[word] for word in ("او", "گفت", "او", "رفت")], len(sizes)
    ([2, 3, 2, 3], 1)
    """

    __slots__ = ("_answer", "_most")

    def __init__(self, answer: Callable[[_Question], _Answer], *, most: int) -> None:
        super().__init__()
        self._answer = answer
        self._most = most

    def __missing__(self, question: _Question) -> _Answer:
        """Ask for an answer that is not kept."""
        answer = self._answer(question)
        if len(self) >= self._most:
            self.clear()
        self[question] = answer
        return answer
