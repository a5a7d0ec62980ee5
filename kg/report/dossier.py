"""A person's dossier as Markdown: roles over time, quotes, events, sources.

All that comes from articles is escaped, so that it stays text wherever the file goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.report.passages import excerpt
from kg.report.wording import escape_markdown as md
from kg.report.wording import safe_link


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.report.index import Holding, Index, SaidQuote
    from kg.report.values import Article, Event, Statement
    from kg.report.wording import Wording

_CITED = 12
"""Articles that one line cites; the list of sources has all."""


def person_dossier(index: Index, person: str, wording: Wording) -> str:
    """Return the dossier of the person with an IRI.

    Raises:
        KeyError: If the graph has no such entity.
    """
    return "\n".join(_Dossier(index, wording).lines(person)) + "\n"


class _Dossier:
    """Writes dossiers; articles are numbered as they are cited."""

    def __init__(self, index: Index, wording: Wording) -> None:
        self._index = index
        self._words = wording
        self._cited: dict[str, int] = {}

    def lines(self, person: str) -> Iterator[str]:
        index, words = self._index, self._words
        entity = index.corpus.entities[person]
        yield f"# {words.fill('dossier_title', name=md(entity.name))}"
        yield ""
        yield words.fill("dossier_named", count=len(index.articles_of(person)))
        if entity.aliases:
            names = "، ".join(map(md, entity.aliases))
            yield f"{words.t['also']}: {names}."
        yield from self._section("roles", map(self._role, index.roles_of(person)))
        yield from self._section("events", map(self._event, index.events_of(person)))
        yield from self._section("quotes", map(self._quote, index.quotes_of(person)))
        yield from self._section("companions", self._companions(person))
        for article in index.articles_of(person):
            self._cite(article.iri)
        yield from self._section("sources", self._sources())
        yield ""
        yield f"*{words.t['made_by']}*"

    def _section(self, key: str, items: Iterable[str]) -> Iterator[str]:
        found = list(items)
        if found:
            yield ""
            yield f"## {self._words.t[key]}"
            yield ""
            yield from found

    def _role(self, holding: Holding) -> str:
        role, words = holding.role, self._words
        body = self._index.corpus.entities.get(role.body)
        title = f"{md(role.title)} {md(body.name) if body else ''}".strip()
        status = words.term("status_names", holding.status)
        parts = [words.fill("dossier_role", role=f"**{title}**", status=status)]
        if holding.start:
            parts.append(words.fill("since", day=words.day(holding.start)))
        if holding.end:
            parts.append(words.fill("to", day=words.day(holding.end)))
        if holding.left and holding.left != holding.end:
            parts.append(words.fill("left", day=words.day(holding.left)))
        parts.append(self._stated(holding))
        if holding.gap:
            parts.append(words.fill("gap", span=words.span(holding.gap)))
        mark = "؛ " if words.lang == "fa" else "; "
        line = f"- {mark.join(parts)} {self._cites(holding.statements)}"
        return f"{line}\n{self._evidence(role)}".rstrip()

    def _stated(self, holding: Holding) -> str:
        """Return in how many articles a holding is stated, and when."""
        words = self._words
        told = words.fill("source_count", count=holding.articles)
        if holding.articles > 1:
            independent = words.fill("independent", count=holding.sources)
            told = f"{told} ({independent})"
        days = words.days(holding.first, holding.last) if holding.first else ""
        return " · ".join(filter(None, [told, days]))

    def _event(self, event: Event) -> str:
        words, entities = self._words, self._index.corpus.entities
        place = entities.get(event.place)
        parts = [
            f"**{md(event.label)}**",
            words.days(event.begin, event.end),
            md(place.name if place else event.place_name),
            words.term("modality_names", event.modality),
        ]
        line = f"- {' · '.join(filter(None, parts))} {self._cites([event])}"
        return f"{line}\n{self._evidence(event)}".rstrip()

    def _quote(self, said: SaidQuote) -> str:
        quote, words = said.quote, self._words
        parts = [words.day(quote.day), md(quote.occasion), md(quote.cue)]
        head = " · ".join(filter(None, parts)) or words.t["undated"]
        return f"- {head} {self._cites([quote])}\n  > {md(quote.text)}"

    def _companions(self, person: str) -> Iterator[str]:
        for entity, count in self._index.companions(person, limit=15):
            shared = self._words.fill("source_count", count=count)
            yield f"- {md(entity.name)} ({shared})"

    def _evidence(self, statement: Statement) -> str:
        article = self._index.corpus.articles.get(statement.article)
        pieces = excerpt(article.text, statement.evidence) if article else ()
        text = "".join(
            f"**{md(one.text)}**"
            if one.statements and one.text.strip()
            else _spaced(one.text)
            for one in pieces
        )
        return f"  > {text.strip()}" if text.strip() else ""

    def _cites(self, statements: Iterable[Statement]) -> str:
        numbers = list(dict.fromkeys(self._cite(one.article) for one in statements))
        shown = [f"[{self._words.number(number)}]" for number in numbers[:_CITED]]
        return "".join(shown) + ("…" if len(numbers) > _CITED else "")

    def _cite(self, article: str) -> int:
        return self._cited.setdefault(article, len(self._cited) + 1)

    def _sources(self) -> Iterator[str]:
        articles = self._index.corpus.articles
        for iri, number in self._cited.items():
            if iri in articles:
                yield f"{number}. {self._source(articles[iri])}"

    def _source(self, article: Article) -> str:
        parts = [md(article.title), md(article.publisher)]
        parts.append(self._words.day(article.day))
        link = safe_link(article.url)
        if link:
            parts.append(f"<{link}>" if not set("<>") & set(link) else "")
        return " · ".join(filter(None, parts))


def _spaced(text: str) -> str:
    """Escape text, its outer blanks kept, so that bold words stay apart."""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() else ""
    return f"{before}{md(text)}{after}"
