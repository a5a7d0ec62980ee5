"""Reading web pages: the text by trafilatura, the rest from the page's metadata.

Front pages, video pages and pages with too little running text give no article.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import lxml.etree
import lxml.html
import trafilatura

from kg.normalize import match_key
from kg.read.assembling import assemble
from kg.read.cleaning import clean, clean_line, split_lines
from kg.read.decoding import decode
from kg.read.fields import Fields
from kg.read.metadata import read_metadata
from kg.read.origin import RefusedError
from kg.read.plain import read_whole


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from kg.model import Article, Problem
    from kg.read.fields import FieldNames
    from kg.read.metadata import PageMetadata
    from kg.read.origin import Origin


MIN_WORDS = 40
MIN_DECLARED_WORDS = 15
LONG_LINE_WORDS = 20
_LEAD_START = 50

# trafilatura drops what is not printable, and so the half-space that Persian words
# are written with; rare letters stand in while it works
_KEPT = "\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_STAND_INS = "".join(map(chr, range(0x1E100, 0x1E100 + len(_KEPT))))
_HIDE = str.maketrans(_KEPT, _STAND_INS)
_SHOW = str.maketrans(_STAND_INS, _KEPT)
_ENTITY = re.compile(
    r"&(?:(?P<name>zwnj|zwj|lrm|rlm)|#x(?P<hex>20[0-6][0-9a-f])|#(?P<number>8\d{3}));",
    re.IGNORECASE,
)
_NAMED = {"zwnj": "\u200c", "zwj": "\u200d", "lrm": "\u200e", "rlm": "\u200f"}
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_SENTENCE_END = re.compile(r"[.؟?!:؛»\"”)][\s\u200c-\u200f]*$")
_CODE = re.compile(r"(?:کد|شناس[هۀ]ٔ?)[ \u200c]*(?:خبر|مطلب)\s*[:：]?\s*(\d{3,})")
_DATE = re.compile(r"(?:تاریخ|زمان)[ \u200c]*انتشار\s*[:：]?\s*([^\n]{6,60})")
# «اصل هفتاد و سوم», «ماده ۱۲»: the text of a law, which tells of no event
_LAW = re.compile(
    r"(?:اصل|ماده|تبصره|فصل|بند)\s+(?:\d+|(?:[^\W\d_]+\s+و\s+)*[^\W\d_]*م)"
)


def read_html(
    stream: BinaryIO, origin: Origin, names: FieldNames
) -> Iterator[Article | Problem]:
    """Yield the article of a web page, or why it has none."""
    del names  # pages have names of their own
    text, encoding = decode(read_whole(stream))
    origin = origin.decoded(encoding)
    text = _hide(_DECLARATION.sub("", clean(text)))
    page = _parse(text)
    metadata = read_metadata(page)
    lines = _extract_lines(text, metadata)
    reason = _find_reason(metadata, lines)
    if reason:
        yield origin.problem(reason, kind="skipped")
        return
    shown = page.text_content().translate(_SHOW)
    yield from assemble(_to_fields(metadata, lines, shown), origin)


# ------------------------------------------------------------------------ the text


def _hide(text: str) -> str:
    return _ENTITY.sub(_to_character, text).translate(_HIDE)


def _to_character(entity: re.Match[str]) -> str:
    if entity["name"]:
        return _NAMED[entity["name"].lower()]
    digits = entity["hex"]
    return chr(int(digits, 16) if digits else int(entity["number"]))


def _parse(text: str) -> lxml.html.HtmlElement:
    try:
        return lxml.html.document_fromstring(text)
    except (lxml.etree.ParserError, ValueError) as error:
        raise RefusedError(f"not HTML: {error}") from error


def _extract_lines(text: str, metadata: PageMetadata) -> list[str]:
    """Return the paragraphs of the page's main text."""
    extracted = trafilatura.extract(text, include_comments=False) or ""
    lines = split_lines(extracted.translate(_SHOW))
    declared = split_lines(metadata.body.translate(_SHOW))
    return lines if _size(lines) * 2 >= _size(declared) else declared


def _size(lines: Sequence[str]) -> int:
    return sum(map(len, lines))


# ------------------------------------------------------------------- kinds of pages


def _find_reason(metadata: PageMetadata, lines: Sequence[str]) -> str:
    """Return why a page has no article, ``""`` where it has one."""
    words = _count_running_words(lines)
    for is_so, kind in (
        (metadata.is_ours, "a page that kg wrote"),
        (metadata.is_front_page, "a front page"),
        (metadata.is_media, "a video or audio page"),
        (metadata.is_list, "a page of links"),
    ):
        if is_so:
            return f"{kind}, no article"
    if _LAW.fullmatch(metadata.title.strip()):
        return "a section of a law, no news article"
    if words < (MIN_DECLARED_WORDS if metadata.is_article else MIN_WORDS):
        return f"no article on the page: {words} words of running text"
    return ""


def _count_running_words(lines: Sequence[str]) -> int:
    """Return how many words stand in sentences, not in headlines and links."""
    sizes = ((line, len(line.split())) for line in lines)
    return sum(
        size
        for line, size in sizes
        if size >= LONG_LINE_WORDS or (size > 3 and _SENTENCE_END.search(line))
    )


# --------------------------------------------------------------------- the metadata


def _to_fields(metadata: PageMetadata, lines: Sequence[str], shown: str) -> Fields:
    title = clean_line(metadata.title.translate(_SHOW))
    if lines and lines[0] == title:
        lines = lines[1:]
    code = _CODE.search(shown)
    date = _DATE.search(shown)
    fields = Fields(
        id=code[1] if code else "",
        title=title,
        lead=_choose_lead(metadata.lead.translate(_SHOW), lines),
        body="\n".join(lines),
        publisher=metadata.publisher,
        section=metadata.section,
        url=metadata.url,
        author=metadata.author,
        published=metadata.published or (date[1] if date else ""),
    )
    values = {
        name: getattr(fields, name).translate(_SHOW)
        for name in ("publisher", "section", "url", "author", "published")
    }
    return replace(fields, **values)


def _choose_lead(lead: str, lines: Sequence[str]) -> str:
    """Return the page's description if it is a lead and not a piece of the body.

    One that is the first paragraph stays: assembling then takes it off the body. One
    that begins like it is a version of it, cut or retouched.
    """
    if lead.rstrip().endswith(("...", "…")) or len(lead.split()) < 5:
        return ""
    if lines and lines[0] == " ".join(lead.split()):
        return lines[0]
    key, text = match_key(lead), match_key("".join(lines))
    return "" if key in text or text.startswith(key[:_LEAD_START]) else lead
