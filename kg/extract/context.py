"""What every extractor gets: a document with its indexes and its coreference.

Token ranges are half-open: ``first`` inclusive, ``last`` exclusive, both indices into
``Document.tokens``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extract.coreference import Coreference
from kg.model import Dropped, Evidence
from kg.normalize import key_of


if TYPE_CHECKING:
    from kg.extract.roles.model import Title
    from kg.model import Document, DocumentEntity, Mention, Sentence


def _sentence_index(document: Document) -> tuple[int, ...]:
    found = [0] * len(document.tokens)
    for index, sentence in enumerate(document.sentences):
        size = sentence.last - sentence.first
        found[sentence.first : sentence.last] = [index] * size
    return tuple(found)


def _mention_index(document: Document) -> tuple[int, ...]:
    found = [-1] * len(document.tokens)
    for index, mention in enumerate(document.mentions):
        for token in range(mention.first, mention.last):
            found[token] = index
    return tuple(found)


@dataclass(slots=True)
class Context:
    """A document, its indexes, and what its words refer to.

    Attributes:
        document: The annotated article.
        keys: ``match_key`` of each token's form.
        sentence_of: Index of each token's sentence.
        mention_of: Index of the mention each token belongs to, or ``-1``.
        mentions: The mention each token belongs to, or ``None``.
        dropped: Candidates that were not stated; extractors append to it.
        titles: The role phrases, kept by :func:`kg.extract.roles.find_titles`.
    """

    document: Document
    keys: tuple[str, ...] = field(init=False)
    sentence_of: tuple[int, ...] = field(init=False)
    mention_of: tuple[int, ...] = field(init=False)
    mentions: tuple[Mention | None, ...] = field(init=False, repr=False)
    dropped: list[Dropped] = field(init=False, default_factory=list)
    titles: tuple[Title, ...] | None = field(init=False, repr=False, default=None)
    _coreference: Coreference | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.keys = tuple([key_of[token.form] for token in self.document.tokens])
        self.sentence_of = _sentence_index(self.document)
        self.mention_of = _mention_index(self.document)
        found = (*self.document.mentions, None)  # index -1 is none
        self.mentions = tuple([found[index] for index in self.mention_of])

    @property
    def coreference(self) -> Coreference:
        """The document's entities, gathered when they are first asked for."""
        if self._coreference is None:
            self._coreference = Coreference(self.document, self.keys, self.sentence_of)
        return self._coreference

    def referent(self, first: int, last: int) -> DocumentEntity | None:
        """Return what the words of a token range refer to.

        A name, a bare surname, a title whose holder the article names («استاندار
        خوزستان»), or a pronoun («وی», «او», «نامبرده», «ایشان»).

        Args:
            first: First token.
            last: Token after the last.

        Returns:
            The entity, with its fullest name; ``None`` where the article names none.
        """
        return self.coreference.referent(first, last)

    def note_speaker(self, token: int, entity: DocumentEntity) -> None:
        """Record that ``entity`` speaks at ``token``, for the pronouns after it."""
        self.coreference.note_subject(token, entity)

    def describe(self, first: int, last: int) -> DocumentEntity:
        """Return an entity known by a description only («سخنگوی وزارت خارجه»)."""
        return self.coreference.describe(first, last)

    def drop(self, rule: str, reason: str, first: int, last: int) -> None:
        """Record a candidate that is not stated, and why."""
        self.dropped.append(
            Dropped(rule=rule, reason=reason, evidence=self.evidence(first, last))
        )

    def evidence(self, first: int, last: int) -> Evidence:
        """Return the article's own characters of a token range."""
        return self.document.evidence(self.document.tokens_span(first, last))

    def verbatim(self, first: int, last: int) -> str:
        """Return the text of a token range as the article has it."""
        return self.document.verbatim(self.document.tokens_span(first, last))

    def mention_at(self, token: int) -> Mention | None:
        """Return the mention that ``token`` belongs to, if any."""
        return self.mentions[token] if 0 <= token < len(self.mentions) else None

    def sentence_at(self, token: int) -> Sentence:
        """Return the sentence of a token."""
        return self.document.sentences[self.sentence_of[token]]
