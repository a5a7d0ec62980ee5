"""Making received text safe without changing what it says.

Nothing is normalized here: letters, half-spaces, marks and bidirectional controls
stay as received. Offsets in evidence count the text that these functions give.
"""

from __future__ import annotations

import html
import re


_BREAK = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# a byte order mark within the text is a scar of files that were joined
_DROPPED = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")

_BLOCKS = "p|br|div|h[1-6]|ul|ol|li|blockquote|figure|table|tr|hr|section|article"
_INLINE = "a|b|i|u|em|strong|span|img|td|th|tbody|iframe|font|sup|sub|figcaption"
_BLOCK = re.compile(rf"</?(?:{_BLOCKS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_TAG = re.compile(rf"</?(?:{_BLOCKS}|{_INLINE})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_UNSEEN = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_ENTITY = re.compile(
    r"&(?:nbsp|zwnj|quot|amp|lt|gt|laquo|raquo|rlm|lrm|hellip|#\d{2,5});"
)


def clean(text: str) -> str:
    r"""Return ``text`` with ``\n`` for every line break and no control characters.

    Tabs stay; other control characters go; a lone surrogate becomes U+FFFD.

    >>> clean("یک\r\nدو\x00\u2028سه")
    'یک\nدو\nسه'
    """
    if _UNSAFE.search(text) is None:
        return text
    text = _DROPPED.sub("", _BREAK.sub("\n", text))
    return _SURROGATE.sub("\ufffd", text)


def strip_markup(text: str) -> str:
    r"""Return the text of a field that holds HTML; other text is given back as it is.

    >>> strip_markup("<p>باران&nbsp;آمد</p><p>و رفت</p>")
    '\nباران\xa0آمد\n\nو رفت\n'
    >>> strip_markup("۲ < ۳ > ۱")
    '۲ < ۳ > ۱'
    """
    if _TAG.search(text) is None and _ENTITY.search(text) is None:
        return text
    text = _BLOCK.sub("\n", _UNSEEN.sub("", text))
    return html.unescape(_TAG.sub("", text))


def clean_line(text: str) -> str:
    """Return ``text`` cleaned and on one line, single-spaced at former breaks."""
    return " ".join(split_lines(text))


def split_lines(text: str) -> list[str]:
    """Return the lines of ``text`` that hold something, cleaned and trimmed."""
    lines = (line.strip() for line in clean(text).split("\n"))
    return [line for line in lines if line]
