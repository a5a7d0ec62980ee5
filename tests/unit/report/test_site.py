"""A site of a small graph: what its pages say, and that nothing in them is markup."""

from __future__ import annotations

import html.parser
import json
from pathlib import Path

import pytest

from kg.read import read
from kg.report import LiveSite, Options, dossier_of, write_site
from kg.report.directory import page_name
from kg.report.index import Index
from kg.report.passages import Piece, excerpt, find_occurrences, paragraphs
from kg.report.reading import read_corpus
from kg.report.values import Corpus, Entity, Kind, Mention, Role
from tests.reported import ARTICLE, BASE, FIELDS, PERSON, reported, text_of


ATTACK = '"><img src=x onerror=alert(1)></script><script>alert(1)</script>'
EVENT = f"{BASE}s/event"
PLACE = f"{BASE}place/yazd"


class Page(html.parser.HTMLParser):
    """What a page is made of."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.handlers: list[str] = []
        self.text = ""
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]
        self.handlers += [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        self.text += data


def site(folder: Path, *, lang: str = "fa", limit: int = 100, **changes: str) -> Path:
    options = Options(title="گزارش", lang=lang, limit=limit, dossiers=True)
    write_site(reported(**changes), folder, options, lambda _: None)
    return folder


def page(folder: Path, kind: str, iri: str) -> Page:
    return Page((folder / kind / f"{page_name(iri)}.html").read_text("utf-8"))


def test_its_pages_are_not_read_as_articles(tmp_path: Path) -> None:
    pages = sorted(site(tmp_path).rglob("*.html"))

    found = [str(one) for one in read(pages)]

    assert found == [f"{path}: a page that kg wrote, no article" for path in pages]


def test_every_link_leads_to_a_file(tmp_path: Path) -> None:
    site(tmp_path)

    files = sorted(tmp_path.rglob("*.html"))

    assert len(files) == 15
    for path in files:
        for link in Page(path.read_text("utf-8")).links:
            address, _, _ = link.partition("#")
            if address and not address.startswith("https://"):
                assert (path.parent / address).is_file(), (path, link)


def test_a_persons_page_tells_roles_quotes_and_events_with_evidence(
    tmp_path: Path,
) -> None:
    shown = page(site(tmp_path), "person", PERSON).text

    for words in (
        *("بهرام کیانفر", "استاندار", "یزد", "کنونی", "از ۱۱ دی ۱۴۰۱ (۲۰۲۳/۰۱/۰۱)"),
        *("کارگاه‌های تازه می‌سازیم", "تکذیب", "آیین گشایش", "همایش صنایع دستی"),
        *("شیرین آذرنوش", "کویرنیوز", "اطمینان ۹۵٪", "cue_colon"),
    ):
        assert words in shown


def test_an_events_page_tells_all_of_it(tmp_path: Path) -> None:
    shown = page(site(tmp_path, lang="en"), "event", EVENT).text

    for words in ("Conference", "planned", "as written: ۲۰ تیر", "3 injured"):
        assert words in shown
    assert "2024-07-10 (20 Tir 1403) to 2024-07-12 (22 Tir 1403)" in shown


def test_an_article_keeps_its_text_and_links_every_naming(tmp_path: Path) -> None:
    shown = page(site(tmp_path), "article", ARTICLE)

    person = f"../person/{page_name(PERSON)}.html"
    for line in text_of(FIELDS).split("\n"):
        without_numbers = shown.text.replace("۱", "").replace("۲", "").replace("۳", "")
        assert line in without_numbers
    # Twice in the text, and in a role, a quote and the list of names.
    assert shown.links.count(person) == 5


def test_the_overview_counts_and_charts(tmp_path: Path) -> None:
    shown = Page((site(tmp_path) / "index.html").read_text("utf-8"))

    assert shown.tags.count("svg") == 7
    assert "۲ خبر" in shown.text
    assert "تیر ۱۴۰۳" in shown.text
    assert "زن‌اند" in shown.text


@pytest.mark.parametrize("field", sorted(FIELDS))
def test_markup_in_any_field_stays_text(tmp_path: Path, field: str) -> None:
    site(tmp_path, **{field: ATTACK})

    for path in sorted(tmp_path.rglob("*.html")):
        shown = Page(path.read_text("utf-8"))
        assert "img" not in shown.tags
        assert shown.tags.count("script") == (2 if path.name == "search.html" else 0)
        assert shown.handlers == []


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//a.b/c"])
def test_odd_addresses_are_no_links(tmp_path: Path, url: str) -> None:
    shown = page(site(tmp_path, url=url), "article", ARTICLE)

    assert [link for link in shown.links if not link.startswith((".", "#"))] == []


def test_bidi_overrides_are_dropped(tmp_path: Path) -> None:
    site(tmp_path, title="خبر \u202eوارونه\u2067")

    for path in sorted(tmp_path.rglob("*")):
        if path.suffix in {".html", ".md"}:
            assert "\u202e" not in path.read_text("utf-8")


def test_the_search_index_holds_every_page(tmp_path: Path) -> None:
    script = (site(tmp_path) / "search-index.js").read_text("utf-8")

    index = json.loads(script.removeprefix("window.kgIndex=").removesuffix(";\n"))

    assert [0, page_name(PERSON), "بهرام کیانفر", "کیانفر"] in index["rows"]
    for kind, name, *_ in index["rows"]:
        assert (tmp_path / index["kinds"][kind] / f"{name}.html").is_file()


def test_a_limit_leaves_out_the_least_named_and_says_so(tmp_path: Path) -> None:
    options = Options(title="گزارش", limit=1)

    written = write_site(reported(), tmp_path, options, lambda _: None)

    assert {kind.value: n for kind, n in written.left_out.items()} == {
        "person": 1,
        "organization": 0,
        "place": 1,
        "event": 0,
        "article": 1,
    }
    listed = Page((tmp_path / "persons-1.html").read_text("utf-8")).text
    assert "۱ مورد کم‌یادشده صفحه ندارند" in listed
    for path in sorted(tmp_path.rglob("*.html")):
        for link in Page(path.read_text("utf-8")).links:
            address = link.partition("#")[0]
            if address and not address.startswith("https://"):
                assert (path.parent / address).is_file()


def test_a_second_build_removes_old_pages_and_nothing_else(tmp_path: Path) -> None:
    site(tmp_path)
    old = tmp_path / "person" / f"{page_name('gone')}.html"
    mine = tmp_path / "person" / "notes.html"
    list_ = tmp_path / "persons-9.html"
    for path in (old, mine, list_):
        path.write_text("x", "utf-8")

    site(tmp_path)

    assert (old.exists(), mine.exists(), list_.exists()) == (False, True, False)


def test_two_builds_are_the_same(tmp_path: Path) -> None:
    one, other = site(tmp_path / "a"), site(tmp_path / "b")

    for path in sorted(one.rglob("*.*")):
        assert path.read_bytes() == (other / path.relative_to(one)).read_bytes()


def test_an_empty_graph_gives_a_site(tmp_path: Path) -> None:
    options = Options(title="خالی")

    written = write_site(lambda _: iter(()), tmp_path, options, lambda _: None)

    assert written.pages == 7
    assert "۰ خبر" in Page((tmp_path / "index.html").read_text("utf-8")).text


def test_long_lists_have_pages_and_letters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.report.site._LIST_LENGTH", 1)

    site(tmp_path)

    second = Page((tmp_path / "persons-2.html").read_text("utf-8"))
    assert "شیرین آذرنوش" in second.text
    assert "persons-1.html#g1" in second.links
    assert "persons-2.html#g2" in second.links


# ---------------------------------------------------------------------------- dossier


def test_a_dossier_reads_as_markdown_with_numbered_sources() -> None:
    text = dossier_of(reported(), PERSON)

    assert text.startswith("# پرونده: بهرام کیانفر\n")
    for line in (
        "## سمت‌ها",
        "  > کارگاه‌های تازه می‌سازیم",
        "- شیرین آذرنوش (۱ خبر)",
        (
            "1. گشایش همایش صنایع دستی · کویرنیوز · ۲۰ تیر ۱۴۰۳ (۲۰۲۴/۰۷/۱۰) · "
            "<https://news.example/1>"
        ),
    ):
        assert line in text.split("\n")
    assert "**استاندار یزد** (کنونی)؛ از ۱۱ دی ۱۴۰۱ (۲۰۲۳/۰۱/۰۱)" in text


@pytest.mark.parametrize("field", sorted(set(FIELDS) - {"url"}))
def test_a_dossier_holds_no_markup_of_articles(field: str) -> None:
    text = dossier_of(reported(**{field: "<b>*x*</b> [y](javascript:z)"}), PERSON)

    assert "<b>" not in text.replace("\\<", "")
    assert "[y](" not in text.replace("\\[", "")


def test_the_dossier_of_nobody_is_an_error() -> None:
    with pytest.raises(KeyError):
        dossier_of(reported(), f"{BASE}person/nobody")


# --------------------------------------------------------------------------- passages


def role(*evidence: tuple[int, int]) -> Role:
    return Role(iri="r", article="a", person="p", title="t", evidence=evidence)


def test_an_excerpt_is_the_sentence_with_all_evidence_marked() -> None:
    text = "یک دو. سه چهار پنج شش. هفت"

    pieces = excerpt(text, [(7, 9), (15, 18)])

    assert pieces == (
        Piece("سه", statements=(1,)),
        Piece(" چهار "),
        Piece("پنج", statements=(1,)),
        Piece(" شش."),
    )


def test_evidence_outside_the_text_gives_no_excerpt() -> None:
    assert excerpt("کوتاه", [(3, 90)]) == ()


def test_an_excerpt_of_a_long_stretch_is_cut() -> None:
    text = "واژه " * 1000

    pieces = excerpt(text, [(0, len(text))])

    assert pieces[-1] == Piece(" …")
    assert sum(len(piece.text) for piece in pieces) < 1200


def test_forms_said_again_are_linked_as_whole_words() -> None:
    text = "کیانفر آمد. کیانفرها آمدند. کیانفر رفت"
    mentions = [Mention(start=0, end=6, entity="p")]

    assert find_occurrences(text, mentions) == [(0, 6, "p"), (28, 34, "p")]


def test_a_form_of_two_entities_is_linked_where_it_is_known_only() -> None:
    text = "رضایی و رضایی و رضایی"
    mentions = [
        Mention(start=0, end=5, entity="a"),
        Mention(start=8, end=13, entity="b"),
    ]

    assert find_occurrences(text, mentions) == [(0, 5, "a"), (8, 13, "b")]


def test_paragraphs_join_to_the_text_and_number_statements() -> None:
    text = "الف ب پ\n\nت ث"

    found = list(
        paragraphs(text, [Mention(start=4, end=5, entity="e")], [role((0, 5))])
    )

    assert found == [
        (
            Piece("الف ", statements=(1,), starts=(1,)),
            Piece("ب", entity="e", statements=(1,)),
            Piece(" پ"),
        ),
        (Piece("ت ث"),),
    ]


# ------------------------------------------------------------------------------ index


def test_statements_of_one_holding_are_joined() -> None:
    corpus = read_corpus(reported(), lang="fa", tell=lambda _: None)

    (holding,) = Index(corpus).roles_of(PLACE)

    assert holding.role.person == PERSON
    assert (holding.first, holding.start, holding.articles) == (
        "2024-07-10",
        "2023-01-01",
        1,
    )


def test_one_post_over_many_articles_is_one_line() -> None:
    person = Entity(iri="p", name="بهرام کیانفر", kind=Kind.PERSON)
    body = Entity(iri="b", name="یزد", kind=Kind.PLACE)
    days = ("2020-01-01", "2020-02-01", "2020-03-01", "2021-05-01")
    told = [
        Role(
            iri=f"r{at}",
            article=f"a{at}",
            person="p",
            title="استاندار",
            body="b" if at else "",
            status="former" if at == 3 else "current",
            as_of=day,
        )
        for at, day in enumerate(days)
    ]
    corpus = Corpus(
        entities={"b": body, "p": person},
        roles=tuple(told),
        copies={"a1": "g", "a2": "g"},
    )

    (holding,) = Index(corpus).roles_of("p")

    assert holding.role.iri == "r2"
    assert (holding.first, holding.last, holding.left) == (days[0], days[2], days[3])
    assert (holding.status, holding.articles, holding.sources) == ("former", 3, 2)


# ------------------------------------------------------------------------------- live


def test_a_live_page_is_the_written_page(tmp_path: Path) -> None:
    site(tmp_path)
    options = Options(title="گزارش", limit=100)
    live = LiveSite(reported, lambda: 1, options)
    written = sorted(
        str(path.relative_to(tmp_path))
        for path in tmp_path.rglob("*.*")
        if path.is_file()
    )

    assert len(written) > 15
    for path in written:
        assert live.file(path) == (tmp_path / path).read_text("utf-8"), path


def test_a_live_site_reads_a_changed_graph_anew() -> None:
    title = ["الف"]
    live = LiveSite(
        lambda: reported(title=title[0]), lambda: title[0], Options(title="گ")
    )
    path = f"article/{page_name(ARTICLE)}.html"
    before = live.file(path)
    title[0] = "ب"

    assert "<bdi>الف</bdi>" in before
    assert "<bdi>ب</bdi>" in live.file(path)
