"""Which bodies are parts of others: «کمیسیون انرژی مجلس» of «مجلس», by their names.

A name that begins with the word for a part (``body_parts.tsv``) and ends with the name
of a body of the corpus is that of a part of it; the longest such end counts, so that a
part of a part is that. The end must be known as a body by itself, by a list or by the
noun it begins with: «اداره کل ورزش و جوانان» is no part of «جوانان».
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import PhraseMatcher, rows, word_keys
from kg.model import EntityKind
from kg.normalize import key_of, match_key
from kg.resolve.organizations import home_key, organization_key


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.model import CanonicalEntity


_AND = "و"
_PLACES = frozenset({"استان", "شهرستان", "شهر", "منطقه"})
"""Words that a place's name begins with, though some bodies are called so, too."""

_KNOWN = ("organization_aliases", "organization_names")


@cache
def _parts() -> PhraseMatcher[bool]:
    return PhraseMatcher((row[0], True) for row in rows("body_parts", 1))


def with_wholes(entities: Iterable[CanonicalEntity]) -> Iterator[CanonicalEntity]:
    """Yield entities in their order; parts of bodies with what they are parts of."""
    known = list(entities)
    bodies = {
        organization_key(one.name): one.key
        for one in known
        if one.kind is EntityKind.ORGANIZATION and not _is_of_one_article(one)
    }
    for one in known:
        whole = None
        if one.kind is EntityKind.ORGANIZATION and not _is_of_one_article(one):
            whole = _whole(one, bodies)
        yield one if whole is None else replace(one, part_of=whole)


def _is_of_one_article(entity: CanonicalEntity) -> bool:
    """Say whether only its article, or its namesakes, tell what a body is."""
    return entity.key.count("/") > 1


def _whole(entity: CanonicalEntity, bodies: Mapping[str, str]) -> str | None:
    """Return the key of the body that an organization is part of by its name."""
    words = entity.name.split()
    head = _parts().match([key_of[word] for word in words], 0)
    if head is None:
        return None
    for at in range(head.last, len(words)):
        rest = words[at:]
        if _AND in (words[at - 1], words[at]) or not _is_name_of_body(rest):
            continue
        found = bodies.get(home_key(" ".join(rest)))
        if found is not None and found != entity.key:
            return found
    return None


def _is_name_of_body(words: list[str]) -> bool:
    """Say whether words are a body's name by a list, or by the noun they begin with."""
    whole = match_key(" ".join(words))
    if any(whole in word_keys(name) for name in _KNOWN):
        return True
    keys = [key_of[word] for word in words]
    if keys[0] in _PLACES:
        return False
    is_headed = keys[0] in word_keys("organization_heads") or _parts().match(keys, 0)
    return len(words) > 1 and bool(is_headed)
