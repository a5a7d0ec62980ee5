"""Writing a site: one page a thing, lists, an overview and a search without a server.

Pages are written one by one as they are rendered. Every page is right without scripts;
only the search page has one, in a file of its own, and the content-security policy
allows no other: no text of an article can run, and nothing is fetched from anywhere.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, Self

import jinja2
from markupsafe import Markup, escape

from kg.errors import naming
from kg.report.collation import collation_key, initial
from kg.report.directory import choose_pages, clear_pages, page_name
from kg.report.dossier import person_dossier
from kg.report.index import Index
from kg.report.overview import Overview
from kg.report.passages import excerpt, paragraphs
from kg.report.reading import read_corpus
from kg.report.values import Event, Kind, Quote, Role
from kg.report.wording import Wording, month_of, safe_link
from kg.view.page import font_style


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from kg.report.directory import Directory
    from kg.report.passages import Piece
    from kg.report.reading import Select, Tell
    from kg.report.values import Article, Corpus, Entity, Statement

MOST_ITEMS = 100
"""How many items of a list a page shows; it says how many more there are."""

ASSETS: Mapping[str, tuple[str, Callable[[], str]]] = {
    "style.css": ("site.css", font_style),
    "search.js": ("search.js", str),
}
"""Of each file that is the same in every site: our file, and what stands before it."""

_LIST_LENGTH = 400
_TOLD_EVERY = 5000
_LISTS = {
    Kind.PERSON: "persons",
    Kind.ORGANIZATION: "organizations",
    Kind.PLACE: "places",
    Kind.EVENT: "events",
    Kind.ARTICLE: "articles",
}
_NUMBER = '<a class="number" id="t{0}" href="#s{0}">{1}</a>'
_POLICY = (
    "default-src 'none'; style-src 'self'; font-src data:; img-src data:; "
    "script-src {scripts}; base-uri 'none'; form-action 'self'"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written.

    Attributes:
        pages: How many pages.
        left_out: How many things of each kind have no page because of the limit.
    """

    pages: int
    left_out: Mapping[Kind, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a user chooses of a site.

    Attributes:
        title: Heading of every page.
        lang: ``fa`` or ``en``, for the site's own texts.
        limit: Most pages of each kind; the most named have one.
        dossiers: Whether each person's page comes as Markdown, too.
        others: Name and address of what every page links to beside the site's own.
    """

    title: str
    lang: str = "fa"
    limit: int = 20_000
    dossiers: bool = False
    others: tuple[tuple[str, str], ...] = ()


def write_site(select: Select, output: Path, options: Options, tell: Tell) -> Written:
    """Write a graph as a static site that opens from a folder, offline.

    Args:
        select: Runs a SELECT query on the graph.
        output: The folder; pages of an earlier build in it are replaced.
        options: What the user chose.
        tell: Is told what is being done.
    """
    site = Site.of(read_corpus(select, lang=options.lang, tell=tell), options)
    written: set[str] = set()
    with naming(output):
        for kind in Kind:
            (output / kind).mkdir(parents=True, exist_ok=True)
        for path in ASSETS:
            (output / path).write_text(asset(path), "utf-8")
        for path, content in site.files():
            (output / path).write_text(content, "utf-8")
            written.add(path)
            if len(written) % _TOLD_EVERY == 0:
                tell(f"{len(written)} pages")
        clear_pages(output, keep=written)
    return Written(
        pages=sum(path.endswith(".html") for path in written),
        left_out=site.directory.left_out,
    )


@cache
def asset(path: str) -> str:
    """Return a file that is the same in every site; see :data:`ASSETS`."""
    name, before = ASSETS[path]
    text = (files("kg.report") / "assets" / name).read_text(encoding="utf-8")
    return before() + text


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        autoescape=True,
        loader=jinja2.PackageLoader("kg.report"),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
    )


@dataclass(frozen=True, slots=True)
class Links:
    """Makes links from pages of one folder.

    Attributes:
        site: The site.
        root: The way from that folder to the site's: ``""`` or ``../``.
    """

    corpus: Corpus
    directory: Directory
    root: str
    _made: dict[str, Markup] = field(default_factory=dict)

    def path(self, iri: str) -> str:
        """Return the address of a page, ``""`` for none."""
        path = self.directory.paths.get(iri)
        return f"{self.root}{path}" if path else ""

    def named(self, iri: str, name: str, style: str = "") -> Markup:
        """Return ``name``, isolated, as a link to the page of ``iri`` if it has one."""
        path = self.path(iri)
        inner = f"<bdi>{escape(name)}</bdi>"
        class_ = f' class="{style}"' if style else ""
        if not path:
            return Markup(inner)  # noqa: S704 — the name is escaped above
        return Markup(f'<a{class_} href="{path}">{inner}</a>')  # noqa: S704 — as above

    def entity(self, iri: str) -> Markup:
        """Return the name of an entity as a link; nothing for no entity."""
        if iri not in self._made:
            found = self.corpus.entities.get(iri)
            self._made[iri] = (
                Markup()
                if found is None
                else self.named(iri, found.name, f"{found.kind}")
            )
        return self._made[iri]

    def article(self, iri: str) -> Markup:
        """Return the title of an article as a link."""
        if iri not in self._made:
            self._made[iri] = self.named(iri, self.corpus.articles[iri].title)
        return self._made[iri]

    def passage(
        self, pieces: Iterable[Piece], numbers: Wording | None = None
    ) -> Markup:
        """Return stretches of text, linked and marked as they ask for.

        Args:
            pieces: In order.
            numbers: Writes the numbers of statements, linked; ``None`` for none.
        """
        parts: list[str] = []
        for piece in pieces:
            if numbers is not None:
                parts.extend(_NUMBER.format(n, numbers.number(n)) for n in piece.starts)
            text = self._piece(piece)
            parts.append(f"<mark>{text}</mark>" if piece.statements else text)
        return Markup("".join(parts))  # noqa: S704 — _piece escapes

    def _piece(self, piece: Piece) -> str:
        text = str(escape(piece.text))
        found = self.corpus.entities.get(piece.entity) if piece.entity else None
        if found is None:
            return text
        path = self.path(piece.entity)
        if not path:
            return f'<span class="{found.kind}">{text}</span>'
        return f'<a class="{found.kind}" href="{path}">{text}</a>'


@dataclass(frozen=True, slots=True)
class Site:
    """Renders the files of a site.

    Attributes:
        index: What the site shows.
        directory: Which things have a page.
        options: What the user chose.
    """

    index: Index
    directory: Directory
    options: Options
    _bases: dict[str, dict[str, object]] = field(default_factory=dict)
    _events: dict[str, Event] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._events.update((one.iri, one) for one in self.corpus.events)

    @classmethod
    def of(cls, corpus: Corpus, options: Options) -> Self:
        """Return the site of a corpus."""
        return cls(Index(corpus), choose_pages(corpus, options.limit), options)

    @property
    def corpus(self) -> Corpus:
        """What the site shows."""
        return self.index.corpus

    @property
    def wording(self) -> Wording:
        """The site's own words."""
        return Wording(self.options.lang)

    def render(self, template: str, root: str, /, **values: object) -> str:
        """Render a template with what every page has."""
        return _environment().get_template(template).render(self._base(root) | values)

    def _base(self, root: str) -> dict[str, object]:
        """Return what every page in a folder has; made once a folder."""
        if root not in self._bases:
            words = self.wording
            self._bases[root] = {
                "site": self.options.title,
                "root": root,
                "w": words,
                "t": words.t,
                "link": Links(self.corpus, self.directory, root),
                "policy": _POLICY.format(scripts="'none'"),
                "header": self._header(root, ""),
                "corpus": self.corpus,
                "most": MOST_ITEMS,
                "excerpt": self.excerpt,
            }
        return self._bases[root]

    def _header(self, root: str, here: str) -> Markup:
        """Return the navigation of the pages in a folder; the same on all of them."""
        words = self.wording
        lists = [(name, f"{name}-1.html") for name in _LISTS.values()]
        return Markup(  # noqa: S704 — rendered by a template that escapes
            _environment()
            .get_template("header.html.j2")
            .render(
                site=self.options.title,
                root=root,
                here=here,
                lists=lists,
                others=self.options.others,
                t=words.t,
            )
        )

    def excerpt(self, statement: Statement) -> Sequence[Piece]:
        """Return the sentence that states something."""
        article = self.corpus.articles.get(statement.article)
        return () if article is None else excerpt(article.text, statement.evidence)

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield each file's path and content, but for :data:`ASSETS`."""
        yield from self.overviews()
        for kind in Kind:
            for iri in self.directory.pages[kind]:
                yield self.directory.paths[iri], self.page(kind, iri)
        if self.options.dossiers:
            for iri in self.directory.pages[Kind.PERSON]:
                yield f"{Kind.PERSON}/{page_name(iri)}.md", self.dossier(iri)

    def overviews(self) -> Iterator[tuple[str, str]]:
        """Yield the path and content of what is about the whole graph."""
        yield "index.html", self.home()
        policy = _POLICY.format(scripts="'self'")
        yield "search.html", self.render("search.html.j2", "", policy=policy)
        yield "search-index.js", self.search_index()
        for kind in Kind:
            yield from self.lists(kind)

    def page(self, kind: Kind, iri: str) -> str:
        """Return the page of one thing.

        Raises:
            KeyError: If there is no such thing.
        """
        if kind is Kind.EVENT:
            event = self._events[iri]
            return self.render("event.html.j2", "../", event=event)
        if kind is Kind.ARTICLE:
            return self.article(self.corpus.articles[iri])
        return self.entity(self.corpus.entities[iri])

    def dossier(self, iri: str) -> str:
        """Return the page of a person as Markdown."""
        return person_dossier(self.index, iri, self.wording)

    def home(self) -> str:
        """Return the overview."""
        overview = Overview(self.index, self.wording)
        return self.render(
            "home.html.j2",
            "",
            header=self._header("", "home"),
            counts=overview.counts(),
            figures=overview.figures(),
            most_named=overview.most_named(),
        )

    def entity(self, entity: Entity) -> str:
        """Return the page of a person, organization or place."""
        index = self.index
        person = entity.kind is Kind.PERSON
        return self.render(
            "entity.html.j2",
            "../",
            entity=entity,
            roles=index.roles_of(entity.iri),
            quotes=index.quotes_of(entity.iri),
            events=index.events_of(entity.iri),
            companions=index.companions(entity.iri, limit=30) if person else [],
            articles=index.articles_of(entity.iri),
            contained=index.contained(entity.iri),
            dossier=f"{page_name(entity.iri)}.md"
            if person and self.options.dossiers
            else "",
        )

    def article(self, article: Article) -> str:
        """Return the page of an article."""
        statements = self.index.statements_of(article.iri)
        mentions = self.corpus.mentions.get(article.iri, ())
        entities = [
            self.corpus.entities[iri] for iri in self.corpus.named.get(article.iri, ())
        ]
        entities.sort(key=lambda one: collation_key(one.name))
        return self.render(
            "article.html.j2",
            "../",
            article=article,
            source=safe_link(article.url),
            paragraphs=paragraphs(article.text, mentions, statements),
            statements=[(_kind(one), one) for one in statements],
            entities=entities,
        )

    # ------------------------------------------------------------------------- lists

    def lists(self, kind: Kind) -> Iterator[tuple[str, str]]:
        """Yield the pages of a kind's list."""
        rows = self._rows(kind)
        name = _LISTS[kind]
        count = max(1, -(-len(rows) // _LIST_LENGTH))
        letters: dict[str, str] = {}
        for at, (letter, _, _, _) in enumerate(rows):
            page = at // _LIST_LENGTH + 1
            letters.setdefault(letter, f"{name}-{page}.html#g{len(letters) + 1}")
        anchors = {
            letter: address.partition("#")[2] for letter, address in letters.items()
        }
        header = self._header("", name)
        for page in range(1, count + 1):
            some = rows[(page - 1) * _LIST_LENGTH : page * _LIST_LENGTH]
            groups = [
                (letter, list(group))
                for letter, group in groupby(some, key=lambda row: row[0])
            ]
            content = self.render(
                "list.html.j2",
                "",
                header=header,
                name=name,
                page=page,
                count=count,
                letters=letters,
                anchors=anchors,
                groups=groups,
                left_out=self.directory.left_out[kind],
            )
            yield f"{name}-{page}.html", content

    def _rows(self, kind: Kind) -> list[tuple[str, str, str, str]]:
        """Return group, IRI, name and a note of each thing of a list, in order."""
        iris = self.directory.pages[kind]
        if kind is Kind.ARTICLE:
            articles = (self.corpus.articles[iri] for iri in iris)
            return [
                (
                    self._year(one.day),
                    one.iri,
                    one.title,
                    _note(one.publisher, self.wording.day(one.day)),
                )
                for one in articles
            ]
        if kind is Kind.EVENT:
            return [self._event_row(self._events[iri]) for iri in iris]
        entities = [self.corpus.entities[iri] for iri in iris]
        entities.sort(key=lambda one: (collation_key(one.name), one.iri))
        rows = [
            (initial(one.name), one.iri, one.name, self.wording.number(one.articles))
            for one in entities
        ]
        return sorted(rows, key=lambda row: collation_key(row[0]))

    def _event_row(self, event: Event) -> tuple[str, str, str, str]:
        place = self.corpus.entities.get(event.place)
        where = place.name if place else event.place_name
        note = _note(where, self.wording.days(event.begin, event.end))
        return self._year(event.begin), event.iri, event.label, note

    def _year(self, day: str) -> str:
        month = month_of(day)
        if month is None:
            return str(self.wording.t["undated"])
        return self.wording.year(month[0])

    def search_index(self) -> str:
        """Return the script that holds every page's name: kind, file, name, others."""
        rows: list[list[object]] = []
        labels = {one.iri: (one.label, ()) for one in self.corpus.events}
        labels |= {one.iri: (one.title, ()) for one in self.corpus.articles.values()}
        names = {
            one.iri: (one.name, one.aliases) for one in self.corpus.entities.values()
        }
        for at, kind in enumerate(Kind):
            for iri in self.directory.pages[kind]:
                name, others = names.get(iri) or labels[iri]
                rows.append([at, page_name(iri), name, *others])
        t = self.wording.t
        content = {
            "lang": self.options.lang,
            "kinds": list(Kind),
            "texts": {
                "kinds": t["kinds"],
                **{key: t[key] for key in ("results", "results_more", "nothing")},
            },
            "rows": rows,
        }
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        return f"window.kgIndex={text};\n"


def _note(*parts: str) -> str:
    """Join what there is, each part isolated from the others' direction."""
    return " · ".join(f"\u2068{part}\u2069" for part in parts if part)


def _kind(statement: Statement) -> str:
    if isinstance(statement, Quote):
        return "quote"
    return "role" if isinstance(statement, Role) else "event"
