"""An annotated document as lines of text, and as CoNLL-U."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape

from kg.annotate import gazetteer
from kg.model import Span


if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import (
        Document,
        Mention,
        Sentence,
        TimeExpression,
        VerbGroup,
    )


_COLORS = {
    "NOUN": "cyan",
    "PROPN": "bright_cyan",
    "VERB": "green",
    "AUX": "green",
    "ADJ": "yellow",
    "ADP": "magenta",
    "NUM": "blue",
}
_NAME_COLORS = {
    "person": "red",
    "organization": "magenta",
    "place": "green",
    "facility": "yellow",
    "event": "cyan",
}
_EZAFE = "◌ِ"
_UNRESOLVED = "not resolved"


def to_text(document: Document) -> str:
    """Return a document with tags, ezafe chains, verbs, names, dates and places.

    Of each sentence the first line is its text with names and dates marked, the second
    its words with their tags. The lines carry rich's markup for colours.
    """
    article = document.article
    published = article.published.iso if article.published else None
    about = [article.id, article.publisher, published]
    lines = [f"[bold]{escape(' · '.join(filter(None, about)))}[/]"]
    for number, sentence in enumerate(document.sentences, start=1):
        lines.append(
            f"[bold]{number} {sentence.part.value}[/] {_marked(document, sentence)}"
        )
        lines.append(f"    [dim]words[/]  {_words(document, sentence)}")
        lines.extend(f"    {line}" for line in _findings(document, sentence))
    return "\n".join(lines)


def _marked(document: Document, sentence: Sentence) -> str:
    """Return the text of a sentence, its names and dates in colour."""
    spans = [
        *((one.span, _NAME_COLORS[one.kind.value]) for one in document.mentions),
        *((one.span, "blue") for one in document.times),
    ]
    found, at = "", sentence.span.start
    for span, color in sorted(spans, key=lambda item: item[0]):
        if span.start >= at and sentence.span.covers(span):
            before = document.verbatim(Span(at, span.start))
            name = document.verbatim(span)
            found += f"{escape(before)}[bold {color}]{escape(name)}[/]"
            at = span.end
    rest = escape(document.verbatim(Span(at, sentence.span.end)))
    return " ".join((found + rest).split())


def _words(document: Document, sentence: Sentence) -> str:
    """Return the words of a sentence with their tags; ``◌ِ`` marks ezafe."""
    words = []
    for token in document.tokens[sentence.first : sentence.last]:
        color = _COLORS.get(token.pos, "white")
        mark = _EZAFE if token.ezafe else ""
        words.append(f"[{color}]{escape(token.form)}[/]{mark}[dim]/{token.pos}[/]")
    return " ".join(words)


def _findings(document: Document, sentence: Sentence) -> Iterator[str]:
    """Yield a line for each thing found in a sentence."""
    covers = sentence.span.covers
    for phrase in document.noun_phrases:
        if covers(phrase.span) and phrase.last - phrase.first > 1:
            yield f"[dim]chain[/]  {_written(document, phrase.span)}"
    yield from (_verb(one) for one in document.verb_groups if covers(one.span))
    yield from (_name(document, one) for one in document.mentions if covers(one.span))
    yield from (_time(document, one) for one in document.times if covers(one.span))


def _verb(group: VerbGroup) -> str:
    person = "" if group.person is None else f" {group.person}"
    number = f"{'plural' if group.plural else 'singular'}{person}"
    about = [group.tense.value, group.polarity.value, group.voice.value, number]
    return f"[green]verb[/]   {escape(group.lemma)}: {', '.join(about)}"


def _name(document: Document, mention: Mention) -> str:
    titles = escape("، ".join(mention.honorifics))
    honorifics = f" ({titles})" if titles else ""
    about = f"{_written(document, mention.span)}{honorifics}{_place(mention.place)}"
    if mention.seat is not None:
        about += f" in {_said(mention.seat.place)}"
    how = f"[dim]{mention.rule} {mention.confidence:.2f}[/]"
    color = _NAME_COLORS[mention.kind.value]
    return f"[{color}]{mention.kind.value}[/] {about}  {how}"


def _place(key: str | None) -> str:
    """Return what the gazetteer says of a place: key, kind, containers, point."""
    if key is None:
        return ""
    place = gazetteer.place(key)
    within = "، ".join(container.name for container in gazetteer.containers(key))
    point = "" if None in {place.lat, place.lon} else f"{place.lat:.2f} {place.lon:.2f}"
    said = " · ".join(filter(None, (place.kind, within, point)))
    return f" = {escape(key)} ({escape(said)})"


def _said(key: str) -> str:
    """Return the name of the place that a facility lies in, with its key."""
    return escape(f"{gazetteer.place(key).name} ({key})")


def _time(document: Document, time: TimeExpression) -> str:
    label = f" {time.jalali}" if time.jalali else ""
    value = time.iso or time.time or _UNRESOLVED
    about = f"{_written(document, time.span)} = {value}{label}"
    return f"[blue]{time.kind.value}[/] {about} [dim]{time.rule}[/]"


def _written(document: Document, span: Span) -> str:
    return escape(" ".join(document.verbatim(span).split()))


def to_conllu(document: Document) -> str:
    """Return a document as CoNLL-U; names are IOB tags in the last column.

    Offsets (``start``, ``end``) count the text as received.
    """
    names = {
        index: f"{'B' if index == mention.first else 'I'}-{mention.kind.value}"
        for mention in document.mentions
        for index in range(mention.first, mention.last)
    }
    blocks = []
    for number, sentence in enumerate(document.sentences, start=1):
        text = " ".join(document.verbatim(sentence.span).split())
        lines = [f"# sent_id = {document.article.id}-{number}", f"# text = {text}"]
        lines += [
            _conllu_line(document, index, index - sentence.first + 1, names)
            for index in range(sentence.first, sentence.last)
        ]
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def _conllu_line(
    document: Document, index: int, number: int, names: dict[int, str]
) -> str:
    token = document.tokens[index]
    received = document.to_received(token.span)
    about = [f"start={received.start}", f"end={received.end}"]
    if index in names:
        about.append(f"name={names[index]}")
    features = "Ezafe=Yes" if token.ezafe else "_"
    cells = [str(number), token.form, token.lemma or "_", token.pos, "_", features]
    return "\t".join([*cells, "_", "_", "_", "|".join(about)])
