"""The only place that mints IRIs.

An IRI is a function of the canonical key: readable (Persian letters stay as they are),
stable, and safe to percent-encode: whatever is no letter, digit or one of ``-._~`` is
either folded away (in names) or percent-encoded (in ids).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.normalize import ZWNJ, fold


if TYPE_CHECKING:
    from collections.abc import Iterable


DEFAULT_BASE = "https://kg.example/"
_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")
_SAFE = frozenset("-._~")
_UNSAFE = frozenset('<>"{}|^`\\ \n\r\t')
_PLAIN = re.compile(r"[\w.~-]*")
"""An identifier without anything to escape, as nearly all are."""
_PLAIN_KEY = re.compile(r"[\w.~-]*(?:/[\w.~-]*){0,2}")
"""A canonical key of such identifiers."""


@lru_cache(maxsize=1 << 16)
def slug(name: str) -> str:
    """Return the readable key of a name: folded words joined by ``_``.

    Half-spaces count as spaces, letter variants and digits are folded, marks and
    punctuation go; a name of nothing else becomes a hash.

    >>> slug("محمدعلي  رضایی‌نژاد")
    'محمدعلی_رضایی_نژاد'
    """
    folded = fold(unicodedata.normalize("NFKC", name).replace(ZWNJ, " ").casefold())
    kept = "".join(
        char if unicodedata.category(char)[0] in "LN" else _gap(char) for char in folded
    )
    words = "_".join(kept.translate(_DIGITS).split())
    return words or digest([name])


def _gap(char: str) -> str:
    """Return what a character that is no letter or digit leaves: marks nothing."""
    return "" if unicodedata.category(char) in {"Mn", "Me", "Cf", "Lm"} else " "


@lru_cache(maxsize=1 << 17)
def escape(identifier: str) -> str:
    """Percent-encode what is unsafe in an IRI segment; one id, one segment.

    >>> escape("fars/87 الف")
    'fars%2F87%20الف'
    """
    if _PLAIN.fullmatch(identifier):
        return identifier
    return "".join(
        char
        if char in _SAFE or (char.isalnum() and unicodedata.category(char)[0] in "LN")
        else "".join(f"%{byte:02X}" for byte in char.encode(errors="surrogatepass"))
        for char in identifier
    )


def digest(parts: Iterable[str | None]) -> str:
    """Return 16 hexadecimal digits that depend on every part.

    >>> digest(["a", "b"]) == digest(["ab", None])
    False
    """
    text = "\x1f".join("\x00" if part is None else part for part in parts)
    raw = text.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(raw, digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Minter:
    """Mints the IRIs of one graph.

    Attributes:
        base: What every IRI starts with; ends in ``/`` or ``#``.
    """

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        absolute = ":" in self.base and self.base[-1:] in {"/", "#"}
        if not absolute or _UNSAFE & set(self.base):
            raise ValueError(f"not a base IRI ending in / or #: {self.base!r}")

    def article(self, article_id: str) -> str:
        """Return the IRI of an article."""
        return f"{self.base}article/{escape(article_id)}"

    def article_graph(self, article_id: str) -> str:
        """Return the IRI of the named graph of what an article states."""
        return f"{self.base}graph/{escape(article_id)}"

    def within(self, article_id: str, kind: str, parts: Iterable[str | None]) -> str:
        """Return the IRI of something stated in an article: a hash of its content."""
        return f"{self.article(article_id)}/{kind}/{digest(parts)}"

    def mention(self, article_id: str, start: int, end: int) -> str:
        """Return the IRI of a stretch of an article, after RFC 5147."""
        return f"{self.article(article_id)}#char={start},{end}"

    def entity(self, key: str) -> str:
        """Return the IRI of a canonical entity («person/علی_رضایی»)."""
        if _PLAIN_KEY.fullmatch(key):
            return self.base + key
        return self.base + "/".join(map(escape, key.split("/", 2)))

    def outlet(self, name: str) -> str:
        """Return the IRI of an outlet."""
        return f"{self.base}outlet/{slug(name)}"

    def duplicate_group(self, key: str) -> str:
        """Return the IRI of the copies of one text, by the id of its origin."""
        return f"{self.base}copies/{escape(key)}"

    def role(self, title: str) -> str:
        """Return the IRI of a role title that the scheme of roles does not have."""
        return f"{self.base}role/{slug(title)}"

    def post(self, role: str, organization: str) -> str:
        """Return the IRI of a post: the slug of a title, and a body's or ``""``."""
        body = f"/{escape(organization)}" if organization else ""
        return f"{self.base}post/{role}{body}"

    def activity(self, version: str) -> str:
        """Return the IRI of an extraction by a version of this package."""
        return f"{self.base}activity/kg-{escape(version)}"

    def decision(self, decision_id: str) -> str:
        """Return the IRI of a person's decision: a hash of its line."""
        return f"{self.base}decision/{escape(decision_id)}"

    def judgement(self, parts: Iterable[str]) -> str:
        """Return the IRI of a judgement: a hash of what was compared."""
        return f"{self.base}judgement/{digest(parts)}"

    def author(self, name: str) -> str:
        """Return the IRI of someone who decides."""
        return f"{self.base}author/{slug(name)}"

    @property
    def entities_graph(self) -> str:
        """The named graph of the entities."""
        return f"{self.base}graphs/entities"

    @property
    def provenance_graph(self) -> str:
        """The named graph of how the graph was made."""
        return f"{self.base}graphs/provenance"
