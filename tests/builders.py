"""Small documents for unit tests, written as one line of marked-up Persian.

``{person|علی رضایی}`` marks a mention (``person``, ``organization``, ``place``,
``facility``, ``event``); a ``+`` after a word says that ezafe links it to the next;
``گفت/VERB`` gives a part of speech. Words without one are ``NOUN``, ``VERB`` for the
commonest verbs, ``ADP`` for the commonest prepositions, and ``PUNCT`` for marks.
"""

from __future__ import annotations

import re

from kg.extract.context import Context
from kg.model import (
    Alignment,
    Article,
    Document,
    EntityKind,
    Mention,
    Part,
    PublicationDate,
    Sentence,
    Source,
    Span,
    Token,
)


_MARK = re.compile(r"\{(\w+)\|([^}]*)\}")
_WORD = re.compile(r"[\w‌]+(?:/[A-Z]+)?\+?|[^\w\s‌]")
_TAIL = re.compile(r"(?:/(?P<pos>[A-Z]+))?(?P<ezafe>\+)?$")

_POS = {
    "VERB": "گفت افزود کرد شد است بود داد گرفت دارد رفت آمد می‌کند نوشت بودند کردند",
    "ADP": "در به از با برای تا درباره بین",
    "CCONJ": "و یا اما ولی",
    "SCONJ": "که اگر",
    "PRON": "وی او ایشان آنها",
    "DET": "این آن همین",
}
_GUESS = {form: pos for pos, forms in _POS.items() for form in forms.split()}


def article(
    body: str,
    *,
    title: str = "",
    lead: str = "",
    published: PublicationDate | None = None,
) -> Article:
    """Return an article with id ``a1``, read from nowhere."""
    return Article(
        id="a1",
        title=title,
        lead=lead,
        body=body,
        source=Source(path="a1.txt"),
        published=published,
    )


class _Marked:
    """Reads marked-up text piece by piece."""

    def __init__(self) -> None:
        self.text = ""
        self.tokens: list[Token] = []
        self.mentions: list[Mention] = []

    def add(self, marked: str) -> None:
        """Append one part of the article."""
        at = 0
        for match in _MARK.finditer(marked):
            self._words(marked[at : match.start()])
            first = len(self.tokens)
            self._words(match[2])
            self._mention(first, EntityKind(match[1]))
            at = match.end()
        self._words(marked[at:])

    def _mention(self, first: int, kind: EntityKind) -> None:
        last = len(self.tokens)
        span = Span(self.tokens[first].span.start, self.tokens[-1].span.end)
        self.mentions.append(
            Mention(span=span, first=first, last=last, kind=kind, rule="test")
        )

    def _words(self, marked: str) -> None:
        at = 0
        for match in _WORD.finditer(marked):
            self.text += marked[at : match.start()]
            self._token(match[0])
            at = match.end()
        self.text += marked[at:]

    def _token(self, written: str) -> None:
        tail = _TAIL.search(written)
        assert tail is not None
        form = written[: tail.start()] or written
        start = len(self.text)
        self.text += form
        default = "NOUN" if form[0].isalnum() else "PUNCT"
        self.tokens.append(
            Token(
                span=Span(start, len(self.text)),
                form=form,
                lemma=form,
                pos=tail["pos"] or _GUESS.get(form, default),
                ezafe=tail["ezafe"] is not None and len(written) > 1,
            )
        )


def _part_at(offset: int, parts: tuple[tuple[Part, Span], ...]) -> Part:
    return next(part for part, span in parts if span.start <= offset <= span.end)


def _sentences(source: Article, tokens: list[Token]) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    first = 0
    for index, token in enumerate(tokens):
        after = tokens[index + 1].span.start if index + 1 < len(tokens) else None
        breaks = (
            after is None
            or token.form in {".", "!", "؟"}
            or "\n" in source.text[token.span.end : after]
        )
        if breaks:
            span = Span(tokens[first].span.start, token.span.end)
            found.append(
                Sentence(
                    span=span,
                    first=first,
                    last=index + 1,
                    part=_part_at(span.start, source.parts),
                    paragraph=source.text.count("\n", 0, span.start),
                )
            )
            first = index + 1
    return tuple(found)


def document(
    body: str,
    *,
    title: str = "",
    lead: str = "",
    published: PublicationDate | None = None,
) -> Document:
    """Return a document of marked-up text (see the module's docstring).

    Its normalized text is the received text, code point by code point.
    """
    marked = _Marked()
    plain = []
    for index, part in enumerate(part for part in (title, lead, body) if part):
        if index:
            marked.text += "\n"
        before = len(marked.text)
        marked.add(part)
        plain.append(marked.text[before:])
    present = iter(plain)
    source = article(
        title=next(present) if title else "",
        lead=next(present) if lead else "",
        body=next(present) if body else "",
        published=published,
    )
    size = len(marked.text)
    return Document(
        article=source,
        text=marked.text,
        alignment=Alignment(tuple(range(size)), tuple(range(1, size + 1))),
        sentences=_sentences(source, marked.tokens),
        tokens=tuple(marked.tokens),
        mentions=tuple(marked.mentions),
    )


def context(body: str, *, title: str = "", lead: str = "") -> Context:
    """Return the context of a document of marked-up text."""
    return Context(document(body, title=title, lead=lead))
