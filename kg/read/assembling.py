"""Turning the parts that a source gives into an article; every format ends here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Article, Problem
from kg.read.cleaning import clean_line, split_lines
from kg.read.furniture import strip_furniture
from kg.read.limits import MAX_ARTICLE_LENGTH, too_long
from kg.read.published import parse_published


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.read.fields import Fields
    from kg.read.origin import Origin


# «کد خبر: ۱۲۳» and ``123`` are one article
_LATIN_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "0123456789" * 2)


def assemble(
    fields: Fields, origin: Origin, *, record: int | None = None
) -> Iterator[Article | Problem]:
    """Yield the article made of ``fields`` and a warning for what it lacks.

    Args:
        fields: The parts as received.
        origin: Where they were read.
        record: Number of the record, where the file holds several.

    Yields:
        The article, or a problem where there is no text or far too much.
    """
    size = len(fields.title) + len(fields.lead) + len(fields.body)
    if size > MAX_ARTICLE_LENGTH:
        yield origin.problem(too_long(size), record=record)
        return
    title = clean_line(fields.title)
    stripped = strip_furniture(split_lines(fields.body))
    lead = "\n".join(strip_furniture(split_lines(fields.lead)).lines)
    body = "\n".join(_without_repeats(stripped.lines, title, lead))
    if not (lead or body):
        yield origin.problem("no text", record=record)
        return
    surface = clean_line(fields.published) or stripped.found.get("published", "")
    article = Article(
        id=clean_line(fields.id).translate(_LATIN_DIGITS)
        or stripped.found.get("id", "").translate(_LATIN_DIGITS)
        or origin.article_id(record),
        title=title,
        lead=lead,
        body=body,
        publisher=clean_line(fields.publisher) or stripped.found.get("publisher"),
        section=clean_line(fields.section) or stripped.found.get("section"),
        url=clean_line(fields.url) or stripped.found.get("url"),
        author=clean_line(fields.author) or stripped.found.get("author"),
        published=parse_published(surface) if surface else None,
        source=origin.at(record),
    )
    yield article
    yield from _iter_warnings(article, surface)


def _without_repeats(lines: Sequence[str], title: str, lead: str) -> Sequence[str]:
    """Return ``lines`` without title and lead where they open the body once more.

    What is left out stands word for word above it, so nothing that the article says
    is lost; kept, every statement of the lead would be counted twice.
    """
    start = 0
    for part in (title, lead):
        if part and start < len(lines) and lines[start] == part:
            start += 1
    return lines[start:]


def _iter_warnings(article: Article, surface: str) -> Iterator[Problem]:
    if article.published is None:
        reason = (
            f"not a date that is known: {surface!r}"
            if surface
            else "no publication date"
        )
        yield Problem(
            source=article.source, reason=reason, kind="warning", article_id=article.id
        )
