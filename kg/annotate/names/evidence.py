"""The document's own evidence: a name seen once is a name wherever it comes again.

Names found sentence by sentence vote for their words; a person's surnames inherit the
vote of the full name. Where the same words come again, the vote is added to the
model's scores and the sentences are decoded anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.annotate.names.features import KINDS


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.annotate.names.labeling import Name


_LONGEST = 8  # words of a name that is looked for again
_SURE = 1.0  # margin a word from which a name votes
_SHARE = 0.6  # part of the votes the winning kind needs
# What a vote adds to the score of each word. A person's name stands alone and plain
# elsewhere in the text; other names lie within longer ones as often as not («شهرداری
# تهران»), and a vote for the short one would cut them.
_GAINS = {"PER": 4.5, "EVE": 1.0, "ORG": 0.7, "LOC": 0.7, "FAC": 0.7}
_SURNAME_GAIN = 3.5


class Vote(NamedTuple):
    """What a document says of a row of words.

    Attributes:
        kind: Index into ``KINDS``.
        gain: What it adds to a word's score.
    """

    kind: int
    gain: float


def collect_votes(
    names: Sequence[Name], keys: Sequence[str]
) -> Mapping[tuple[str, ...], Vote]:
    """Return what the document's names say of rows of match keys.

    Args:
        names: Names found sentence by sentence.
        keys: Match key of each token.
    """
    tally: dict[tuple[str, ...], dict[str, float]] = {}
    for name in names:
        if name.last - name.first <= _LONGEST and name.margin >= _SURE:
            words = tuple(keys[name.first : name.last])
            kinds = tally.setdefault(words, {})
            kinds[name.kind] = kinds.get(name.kind, 0.0) + name.margin
    votes = {words: vote for words, kinds in tally.items() if (vote := _win(kinds))}
    for words, vote in list(votes.items()):
        for surname in _surnames(words, vote):
            votes.setdefault(surname, Vote(vote.kind, _SURNAME_GAIN))
    return votes


def _win(kinds: Mapping[str, float]) -> Vote | None:
    """Return the vote of the kind that has most, if it has enough."""
    kind, weight = max(kinds.items(), key=lambda item: (item[1], item[0]))
    if weight < _SHARE * sum(kinds.values()):
        return None
    return Vote(KINDS.index(kind), _GAINS[kind])


def _surnames(words: tuple[str, ...], vote: Vote) -> Iterator[tuple[str, ...]]:
    """Yield the ends of a person's full name that may stand alone."""
    if KINDS[vote.kind] != "PER":
        return
    for size in range(len(words) - 1, 0, -1):
        tail = words[-size:]
        if size > 1 or len(tail[0]) > 2:
            yield tail


def find_votes(
    votes: Mapping[tuple[str, ...], Vote], keys: Sequence[str]
) -> Iterator[tuple[int, int, Vote]]:
    """Yield where voted rows of words stand, longest first, not overlapping."""
    sizes: dict[str, list[int]] = {}
    for words in votes:
        sizes.setdefault(words[0], []).append(len(words))
    ordered = {key: sorted(set(found), reverse=True) for key, found in sizes.items()}
    end = 0
    for first, key in enumerate(keys):
        if first < end or key not in ordered:
            continue
        for size in ordered[key]:
            words = tuple(keys[first : first + size])
            vote = votes.get(words) if len(words) == size else None
            if vote is not None:
                end = first + size
                yield first, end, vote
                break
