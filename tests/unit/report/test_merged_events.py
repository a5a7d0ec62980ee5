"""An event that several articles tell of is on one page, with each account."""

from __future__ import annotations

from functools import partial

from kg.graph.linked import occurrence_blocks
from kg.graph.sources import select_values
from kg.model import Account, Modality, Occurrence
from kg.report.index import Index
from kg.report.reading import Select, read_corpus
from kg.report.site import Options, Site
from kg.report.surroundings import read_surroundings
from kg.resolve import to_profile
from kg.view import Selection, read_network
from tests.statements import SETTINGS, extraction, graph, source


EXTRACTIONS = [
    extraction("n1"),
    extraction("n2", title="همایش کتاب برگزار شد"),
    extraction("n3", title="کتاب در بندر"),
]
OCCURRENCE = Occurrence(
    key="occurrence/conference/2024-06-22_همایش_کتاب",
    name="همایش بزرگ کتاب",
    type="conference",
    modality=Modality.ASSERTED,
    accounts=tuple(
        Account(article_id=one.article.id, parts=to_profile(one).events[0].parts)
        for one in EXTRACTIONS
    ),
)


def asking() -> Select:
    blocks = occurrence_blocks([OCCURRENCE], {}, SETTINGS)
    payloads = [*graph(EXTRACTIONS).values(), *(one.payload() for one in blocks)]
    return partial(select_values, source(payloads))


def test_a_merged_event_is_one_event_with_three_accounts() -> None:
    corpus = read_corpus(asking(), lang="fa", tell=lambda _: None)

    (event,) = corpus.events
    assert event.label == "همایش بزرگ کتاب"
    assert [one.article for one in event.accounts] == [
        f"https://news.example/article/n{number}" for number in (1, 2, 3)
    ]
    assert len({one.iri for one in event.accounts}) == 1


def test_each_article_still_states_it() -> None:
    corpus = read_corpus(asking(), lang="fa", tell=lambda _: None)
    index = Index(corpus)

    for number in (1, 2, 3):
        stated = index.statements_of(f"https://news.example/article/n{number}")
        assert corpus.events[0].iri in {one.iri for one in stated}


def test_the_page_of_the_event_has_every_account() -> None:
    corpus = read_corpus(asking(), lang="fa", tell=lambda _: None)
    site = Site.of(corpus, Options(title="نمونه", lang="fa"))

    pages = dict(site.files())

    (page,) = [html for path, html in pages.items() if path.startswith("event/")]
    assert page.count("<details") == 3


def test_a_page_alone_shows_the_same_event() -> None:
    whole = read_corpus(asking(), lang="fa", tell=lambda _: None)

    alone = read_surroundings(asking(), whole.events[0].iri, lang="fa")

    assert alone.events == whole.events


def test_a_view_draws_a_merged_event_once_with_its_sources() -> None:
    person = "https://news.example/person/بهرام_کیانفر"
    for selection in (Selection(), Selection(focus=person)):
        network = read_network(asking(), selection)

        events = [node for node in network.nodes if node.kind == "event"]
        assert [node.label for node in events] == ["همایش بزرگ کتاب"]
        (fact,) = [one for one in network.facts if one.kind == "event"]
        assert len(fact.evidence) == 3
