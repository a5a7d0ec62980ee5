"""An article with its statements, the rules that fired, and what was dropped."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.markup import escape


if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import (
        EventStatement,
        Evidence,
        Extraction,
        QuoteStatement,
        RoleStatement,
    )


_SHORT = 120


def explain(extraction: Extraction) -> str:
    """Return the explanation of an extraction, with rich's markup for colours."""
    article = extraction.article
    published = "no date" if article.published is None else article.published.iso
    publisher = article.publisher or "no publisher"
    lines = [
        f"[bold]{escape(article.title or article.id)}[/]",
        f"[dim]{escape(article.id)} · {escape(publisher)} · {published}[/]",
        "",
        _marked(extraction),
        "",
    ]
    lines += [line for role in extraction.roles for line in _role(role)]
    lines += [line for event in extraction.events for line in _event(event)]
    lines += [line for quote in extraction.quotes for line in _quote(quote)]
    return "\n".join([*lines, *_dropped(extraction)])


def _marked(extraction: Extraction) -> str:
    """Return the text with all evidence underlined."""
    text = extraction.article.text
    evidence = [
        *(one for role in extraction.roles for one in role.evidence),
        *(one for event in extraction.events for one in event.evidence),
        *(one for quote in extraction.quotes for one in quote.evidence),
    ]
    covered = {offset for one in evidence for offset in range(one.start, one.end)}
    pieces: list[str] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or (end in covered) != (start in covered):
            piece = escape(text[start:end])
            pieces.append(f"[underline]{piece}[/]" if start in covered else piece)
            start = end
    return "".join(pieces)


def _role(role: RoleStatement) -> Iterator[str]:
    body = f" — {role.organization}" if role.organization else ""
    since = f" from {role.start}" if role.start else ""
    until = f" to {role.end}" if role.end else ""
    about = f"{role.person}: {role.role}{body} ({role.status.value}{since}{until})"
    yield _headline("yellow", "role", about, role)
    yield from _evidence(role.evidence)


def _event(event: EventStatement) -> Iterator[str]:
    date = f"{event.date_text or ''} = {event.date}" if event.date else event.date_text
    place = f"{event.location}{' (dateline)' if event.location_weak else ''}"
    about = (
        f"{event.event} [{event.type}, {event.modality.value}]"
        f" — {date or 'no date'} — {place if event.location else 'no place'}"
    )
    yield _headline("cyan", "event", about, event)
    for participant in event.participants:
        yield f"    {escape(participant.part)}: {escape(participant.name)}"
    for kind, number in event.casualties:
        yield f"    {escape(kind)}: {number}"
    yield from _evidence(event.evidence)


def _quote(quote: QuoteStatement) -> Iterator[str]:
    denied = ", denies" if quote.polarity.value == "negative" else ""
    about = (
        f"{quote.speaker} «{quote.cue}» ({quote.kind.value}{denied}): "
        f"{_shortened(quote.text)}"
    )
    yield _headline("green", "quote", about, quote)
    yield from _evidence(quote.evidence[1:])


def _headline(
    color: str,
    kind: str,
    about: str,
    statement: RoleStatement | EventStatement | QuoteStatement,
) -> str:
    rule = f"[dim]{statement.confidence:.2f} {escape(statement.rule)}[/]"
    return f"[{color}]{kind}[/] {escape(about)}  {rule}"


def _evidence(evidence: tuple[Evidence, ...]) -> Iterator[str]:
    for one in evidence:
        yield f"    [dim]{one.start}–{one.end}[/] {escape(_shortened(one.text))}"


def _dropped(extraction: Extraction) -> Iterator[str]:
    counts = Counter((one.rule, one.reason) for one in extraction.dropped)
    if counts:
        yield ""
    for (rule, reason), number in sorted(counts.items()):
        yield f"[red]dropped[/] {number} × {escape(rule)}: {escape(reason)}"
    for one in extraction.dropped:
        where = f"{one.evidence.start}–{one.evidence.end}"
        text = escape(_shortened(one.evidence.text))
        yield f"    [dim]{where} {escape(one.rule)}: {escape(one.reason)}[/] {text}"


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[: _SHORT - 1]}…"
