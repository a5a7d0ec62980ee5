"""What the head of a web page says: JSON-LD, OpenGraph and other meta elements."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lxml.html import HtmlElement


_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|Posting)$")
_MEDIA = frozenset(
    [
        "VideoObject",
        "AudioObject",
        "PodcastEpisode",
        "PodcastSeries",
        "RadioEpisode",
        "TVEpisode",
        "TVSeries",
        "RadioSeries",
        "Movie",
        "Clip",
        "MusicRecording",
        "ImageGallery",
    ]
)
_LISTS = frozenset(
    [
        "CollectionPage",
        "SearchResultsPage",
        "ItemList",
        "ProfilePage",
        "ContactPage",
        "AboutPage",
        "FAQPage",
        "CheckoutPage",
    ]
)
_MEDIA_PAGE = re.compile(r"video|music|audio", re.IGNORECASE)
_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\d+(?:[a-z]{2}_)?/")
_FRONT_PATH = re.compile(r"/?(?:[a-z]{2}(?:-[a-zA-Z]{2})?/?)?(?:index\.\w+|home/?)?")
_JOINTS = re.compile(r"\s+[|»«:–—-]+\s+|\s*\|\s*")
_PUBLISHED = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dc.date",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
    "release_date",
    "date",
)
_TITLES = ("og:title", "dc.title", "twitter:title", "title")
_LEADS = ("og:description", "description", "dc.description", "twitter:description")
_SITES = ("og:site_name", "dc.publisher", "publisher", "application-name")
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author")
_SECTIONS = ("article:section", "section", "parsely-section")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMetadata:
    """What a page says of itself, ``""`` where it says nothing.

    Attributes:
        is_article: Whether it declares itself a news article.
        is_media: Whether it declares itself a video or audio page.
        is_list: Whether it declares itself a list of other pages.
        is_ours: Whether ``kg view``, ``report`` or ``eval`` wrote it.
    """

    title: str
    lead: str
    publisher: str
    section: str
    url: str
    author: str
    published: str
    body: str
    is_article: bool
    is_media: bool
    is_list: bool
    is_ours: bool

    @property
    def is_front_page(self) -> bool:
        """Whether the address is that of a whole site."""
        parts = urlsplit(self.url)
        whole = not parts.query and _FRONT_PATH.fullmatch(parts.path) is not None
        return bool(parts.netloc) and whole


def read_metadata(page: HtmlElement) -> PageMetadata:
    """Return what ``page`` says of itself."""
    meta = _read_meta(page)
    objects = list(_iter_objects(page))
    types = {kind for item in objects for kind in _types(item)}
    article = next(
        (item for item in objects if any(map(_ARTICLE.search, _types(item)))),
        MappingProxyType({}),
    )
    publisher = _name(article.get("publisher")) or _first(meta, _SITES)
    return PageMetadata(
        title=_title(_text(article.get("headline")), page, meta),
        lead=_text(article.get("description")) or _first(meta, _LEADS),
        publisher=_JOINTS.split(publisher)[0],
        section=_name(article.get("articleSection")) or _first(meta, _SECTIONS),
        url=_url(page, article, meta),
        author=_author(article, meta, publisher),
        published=_text(article.get("datePublished")) or _published(page, meta),
        body=_text(article.get("articleBody")),
        is_article=bool(article),
        is_media=not article
        and bool(types & _MEDIA or _MEDIA_PAGE.match(meta.get("og:type", ""))),
        is_list=not article and bool(types & _LISTS),
        is_ours=meta.get("generator") == "kg",
    )


# -------------------------------------------------------------------- meta elements


def _read_meta(page: HtmlElement) -> Mapping[str, str]:
    """Return the contents of the meta elements by name; the first of a name counts."""
    found: dict[str, str] = {}
    for element in page.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.lower(), content)
    return MappingProxyType(found)


def _first(meta: Mapping[str, str], names: Iterable[str]) -> str:
    return next((meta[name] for name in names if name in meta), "")


def _title(headline: str, page: HtmlElement, meta: Mapping[str, str]) -> str:
    """Return the headline, without the name of the site that may follow it."""
    if headline:
        return headline
    headings = [_words(heading) for heading in page.iter("h1")]
    title = _first(meta, _TITLES) or _words(page.find(".//title"))
    # a heading that the title begins with is the title without the site's name
    for heading in headings:
        if heading and title.startswith(heading):
            return heading
    site = _first(meta, _SITES)
    head, _, tail = title.rpartition(site) if site else (title, "", "")
    return head.rstrip(" |»«:–—-") if head and not tail.strip() else title


def _url(
    page: HtmlElement, article: Mapping[str, object], meta: Mapping[str, str]
) -> str:
    links = (
        link.get("href") or ""
        for link in page.iter("link")
        if (link.get("rel") or "").lower() == "canonical"
    )
    url = next(links, "") or meta.get("og:url", "") or _text(article.get("url"))
    return _ARCHIVED.sub("", url)


def _author(
    article: Mapping[str, object], meta: Mapping[str, str], publisher: str
) -> str:
    """Return the by-line; the site's own name or address is none."""
    for author in (_name(article.get("author")), _first(meta, _AUTHORS)):
        of_site = author == publisher or publisher.startswith(author)
        if author and not of_site and "://" not in author:
            return author
    return ""


def _published(page: HtmlElement, meta: Mapping[str, str]) -> str:
    times = (element.get("datetime") or "" for element in page.iter("time"))
    return _first(meta, _PUBLISHED) or next(filter(None, times), "")


def _words(element: HtmlElement | None) -> str:
    return "" if element is None else " ".join(element.text_content().split())


# -------------------------------------------------------------------------- JSON-LD


def _iter_objects(page: HtmlElement) -> Iterator[Mapping[str, object]]:
    """Yield the objects of the page's JSON-LD; what is no JSON is passed over."""
    for script in page.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            value = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _flatten(value)


def _flatten(value: object) -> Iterator[Mapping[str, object]]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            if isinstance(graph, list):
                yield from (inner for inner in graph if isinstance(inner, dict))


def _types(item: Mapping[str, object]) -> list[str]:
    kind = item.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return [kind for kind in kinds if isinstance(kind, str)]


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _name(value: object) -> str:
    """Return a name, or the names of several, of persons or organizations."""
    if isinstance(value, list):
        return "، ".join(filter(None, map(_name, value)))
    if isinstance(value, dict):
        return _text(value.get("name"))
    return _text(value)
