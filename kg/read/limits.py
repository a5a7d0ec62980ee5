"""How big an input may be before it is refused."""

from __future__ import annotations


MAX_RECORD_BYTES = 16 * 1024 * 1024
"""The largest single article as stored: a text file, a page, a JSON item, a row."""

MAX_ARTICLE_LENGTH = 1_000_000
"""The most code points of text that one article may have."""

MAX_RATIO = 500
"""How many times its stored size a compressed file may unfold to …"""

FREE_BYTES = 16 * 1024 * 1024
"""… once it has given this many bytes; a zip bomb stops here."""

MAX_DEPTH = 3
"""How many compressed files may lie within one another."""

MAX_NESTING = 100
"""How deep lists and objects may lie in one another in a list of articles."""

SAMPLE_BYTES = 64 * 1024
"""How much of a file is looked at to tell its encoding."""


def too_long(size: int) -> str:
    """Return the reason for refusing a text of ``size`` code points."""
    return f"an article of {size} letters; the most is {MAX_ARTICLE_LENGTH}"


def in_words(size: int) -> str:
    """Return a number of bytes as people read it.

    >>> in_words(16 * 1024 * 1024)
    '16 MiB'
    """
    return f"{size // (1024 * 1024)} MiB"
