"""Which statements of roles speak of one post, however they name it."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kg.ask.tenures import title_of
from kg.lexicon import word_keys
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.ask.tenures import Membership

    Pair = tuple[str, str]

# What a Persian newspaper leaves out or puts behind a post of its own country.
_HOME = ("جمهوری اسلامی ایران", "جمهوری اسلامی", "ایران", "کشورمان", "کشور")
# What else a body's name may begin with or not.
_KINDS = ("وزارت", "استان", "شهرستان", "شهر", "دولت", "اداره کل")
_SELDOM = 4
"""How many times more often a body may be left out than named."""
_DOMINANT = 2
"""How many times more often than others a body is named that is meant without it."""


class Fit(NamedTuple):
    """How a role fits a post that is asked for.

    Attributes:
        body: Key of the body that makes it another post, ``""`` for the one asked for.
        is_sure: Whether title and body are said as they are asked for.
    """

    body: str
    is_sure: bool = False


def fit(title: str, body: str, wanted: str) -> Fit | None:
    """Return how a role fits a post, ``None`` for quite another role.

    «رئیس کمیسیون انرژی مجلس» is none of «رئیس مجلس», but one of a body of that name;
    «وزیر | وزارت نفت» is «وزیر نفت».

    Args:
        title: Key of the title.
        body: Key of the body, or ``""``.
        wanted: Key of the post.
    """
    if title == wanted:
        return Fit("" if body in home_keys() else body)
    if without_home(title + body) == wanted:
        return Fit("", is_sure=True)
    if not is_said_apart(title, body, wanted):
        return None
    kind = without_home(body).removesuffix(wanted.removeprefix(title))
    return Fit("" if kind in _kinds() else body)


@cache
def _kinds() -> frozenset[str]:
    """Return the keys of what a body's name may begin with or not."""
    return word_keys("optional_heads").union(map(match_key, _KINDS))


@cache
def home_keys() -> tuple[str, ...]:
    """Return the keys of what says no more than «of this country»."""
    return tuple(map(match_key, _HOME))


def without_home(key: str) -> str:
    """Return the key of a post without the country, unless it is nothing else."""
    for home in home_keys():
        if key.endswith(home) and key != home:
            return key.removesuffix(home)
    return key


def is_said_apart(title: str, body: str, wanted: str) -> bool:
    """Say whether a role's title and body are two parts of a post.

    «وزیر نفت» is also told as «وزیر» of «وزارت نفت».

    Args:
        title: Key of the title.
        body: Key of the body.
        wanted: Key of the post.
    """
    rest = wanted.removeprefix(title)
    return rest not in {"", wanted} and without_home(body).endswith(rest)


def by_post(statements: Iterable[Membership]) -> list[list[Membership]]:
    """Return one person's statements of each post.

    A title without a body («استاندار») is the post of that title that the person is
    mostly said to hold («استاندار یزد»).

    Args:
        statements: In any order.
    """
    told: defaultdict[Pair, list[Membership]] = defaultdict(list)
    for one in statements:
        title, body = title_of(one)
        # «ریاست‌جمهوری», «سخنگوی»: with and without the last «ی» one title.
        told[title.removesuffix("ی"), body].append(one)
    sizes = {pair: len(some) for pair, some in told.items()}
    groups: defaultdict[str, list[Membership]] = defaultdict(list)
    for pair in sorted(told):
        groups[_post_of(pair, sizes)] += told[pair]
    return [groups[key] for key in sorted(groups)]


def _post_of(pair: Pair, sizes: Mapping[Pair, int]) -> str:
    """Return the key of the post that a title and body speak of."""
    if not pair[1] and (fuller := _fuller(pair, sizes)):
        return fuller
    own = without_home("".join(pair))
    counts: Counter[str] = Counter()
    for other, size in sizes.items():
        counts[without_home("".join(other))] += size
    whole = [one for one in counts if one != own and is_said_apart(*pair, one)]
    return min(whole, key=lambda one: (-counts[one], one), default=own)


def _fuller(bare: Pair, sizes: Mapping[Pair, int]) -> str:
    """Return the post that a title without its body means, ``""`` if none is clear."""
    same = {
        pair: size for pair, size in sizes.items() if pair[0] == bare[0] and pair[1]
    }
    if not same or any(body in home_keys() for _, body in same):
        return ""
    best = min(same, key=lambda pair: (-same[pair], pair))
    others = sum(same.values()) - same[best]
    clear = same[best] >= _DOMINANT * others
    meant = clear and _SELDOM * same[best] >= sizes[bare]
    return without_home("".join(best)) if meant else ""
