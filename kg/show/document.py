"""An annotated document as lines of text, and as CoNLL-U."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape


if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import (
        Document,
        Mention,
        Sentence,
        Span,
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
_EZAFE = "◌ِ"


def to_text(document: Document) -> str:
    """Return a document with tags, ezafe chains, verbs, names, dates and places.

    The lines carry rich's markup for colours.
    """
    lines: list[str] = []
    for number, sentence in enumerate(document.sentences, start=1):
        lines.append(
            f"[bold]{number} {sentence.part.value}[/] " + _words(document, sentence)
        )
        lines.extend(f"    {line}" for line in _findings(document, sentence))
    return "\n".join(lines)


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
    key = f" = {mention.place}" if mention.place else ""
    about = f"{_written(document, mention.span)}{honorifics}{key}"
    return f"[red]{mention.kind.value}[/] {about} [dim]{mention.rule}[/]"


def _time(document: Document, time: TimeExpression) -> str:
    label = f" {time.jalali}" if time.jalali else ""
    value = time.iso or time.time or "?"
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
