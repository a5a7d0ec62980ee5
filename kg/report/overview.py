"""The figures and charts of a site's first page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.report import charts
from kg.report.charts import Bar, Frame, Spot
from kg.report.genders import GenderCount, count_genders
from kg.report.geography import is_in_iran, outline, towns
from kg.report.values import Kind
from kg.report.wording import Wording, month_of


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from kg.report.index import Index
    from kg.report.values import Corpus, Statement

_MOST_MONTHS = 300
_MOST_BARS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A chart with the same numbers as a table.

    Attributes:
        id: Unique on the page.
        title: Heading.
        chart: The image, or ``""`` where there is nothing to draw.
        heads: The table's heads.
        rows: Its rows: what, the IRI of its page or ``""``, and the number in words.
        notes: Sentences beneath it.
        legend: Classes and words of colours.
    """

    id: str
    title: str
    chart: Markup | str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, str, str], ...]
    notes: tuple[str, ...] = ()
    legend: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Overview:
    """Makes the figures of one site."""

    index: Index
    wording: Wording

    @property
    def _corpus(self) -> Corpus:
        return self.index.corpus

    def counts(self) -> list[tuple[str, int]]:
        """Return what the graph holds: kind and number."""
        corpus = self._corpus
        kinds = Counter(one.kind for one in corpus.entities.values())
        outlets = {one.publisher for one in corpus.articles.values()} - {""}
        return [
            ("article", len(corpus.articles)),
            ("outlet", len(outlets)),
            ("person", kinds[Kind.PERSON]),
            ("organization", kinds[Kind.ORGANIZATION]),
            ("place", kinds[Kind.PLACE]),
            ("role", len(corpus.roles)),
            ("event", len(corpus.events)),
            ("quote", len(corpus.quotes)),
        ]

    def figures(self) -> list[Figure]:
        """Return the figures that there are numbers for, in order."""
        made = (
            self.series(),
            self.quoted(),
            self.genders(),
            self.places(),
            self.types(),
            self.outlets(),
        )
        return [one for one in made if one is not None]

    def _frame(self, name: str, title: str, description: str) -> Frame:
        rtl = self.wording.direction == "rtl"
        return Frame(id=name, title=title, description=description, rtl=rtl)

    # -------------------------------------------------------------- in order of time

    def series(self) -> Figure | None:
        """Return the statements of each month, or year, of publication."""
        corpus, words = self._corpus, self.wording
        statements: Sequence[Statement] = (
            *corpus.roles,
            *corpus.events,
            *corpus.quotes,
        )
        days = {iri: month_of(one.day) for iri, one in corpus.articles.items()}
        counts = Counter(days.get(one.article) for one in statements)
        undated = counts.pop(None, 0)
        by_month = {month: count for month, count in counts.items() if month}
        if not by_month:
            return None
        bars, unit = self._periods(by_month)
        key = f"statements_per_{unit}"
        top = charts.round_up(max(bar.value for bar in bars))
        about = words.fill(
            "series_description",
            first=bars[0].label,
            last=bars[-1].label,
            top=max(int(bar.value) for bar in bars),
        )
        frame = self._frame("series", words.t[key], about)
        return Figure(
            id="series",
            title=words.t[key],
            chart=charts.column_chart(frame, bars, words.number(top)),
            heads=(words.t[unit], words.t["statements"]),
            rows=tuple((bar.label, "", bar.words) for bar in bars if bar.value),
            notes=(words.fill("undated_note", count=undated),) if undated else (),
        )

    def _periods(self, counts: Mapping[tuple[int, int], int]) -> tuple[list[Bar], str]:
        """Return a bar for each month from first to last, or year if there are many."""
        words = self.wording
        (first, last) = min(counts), max(counts)
        months = (last[0] - first[0]) * 12 + last[1] - first[1] + 1
        if months <= _MOST_MONTHS:
            order = [
                divmod(first[0] * 12 + first[1] - 1 + at, 12) for at in range(months)
            ]
            found = [(year, month + 1) for year, month in order]
            return [
                self._bar(words.month(month), counts.get(month, 0)) for month in found
            ], "month"
        years: Counter[int] = Counter()
        for (year, _), count in counts.items():
            years[year] += count
        return [
            self._bar(words.year(year), years[year])
            for year in range(first[0], last[0] + 1)
        ], "year"

    def _bar(self, label: str, value: int, style: str = "bar") -> Bar:
        return Bar(label, value, self.wording.number(value), style)

    # -------------------------------------------------------------------------- most

    def _ranking(
        self, name: str, title: str, about: str, counts: Counter[tuple[str, str]]
    ) -> Figure | None:
        """Return bars of the greatest of ``counts`` (label and IRI to number)."""
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if not ranked:
            return None
        words = self.wording
        shown = ranked[:_MOST_BARS]
        bars = [self._bar(label, count, name) for (label, _), count in shown]
        frame = self._frame(name, title, about)
        return Figure(
            id=name,
            title=title,
            chart=charts.bar_chart(frame, bars),
            heads=(words.t["name"], words.t["count"]),
            rows=tuple(
                (label, iri, words.number(count)) for (label, iri), count in ranked[:50]
            ),
        )

    def quoted(self) -> Figure | None:
        """Return the persons most quoted."""
        entities, t = self._corpus.entities, self.wording.t
        counts = Counter(
            {
                (entities[iri].name, iri): count
                for iri, count in self.index.quote_counts(Kind.PERSON).items()
            }
        )
        about = str(t["quoted_description"])
        return self._ranking("quoted", str(t["most_quoted"]), about, counts)

    def outlets(self) -> Figure | None:
        """Return how many articles each outlet has."""
        t = self.wording.t
        counts = Counter(
            (one.publisher or str(t["no_outlet"]), "")
            for one in self._corpus.articles.values()
        )
        about = str(t["outlets_description"])
        return self._ranking("outlets", str(t["outlets"]), about, counts)

    def types(self) -> Figure | None:
        """Return how many events each type has."""
        t, names = self.wording.t, self._corpus.event_types
        counts = Counter(
            (names.get(one.type, one.type.rpartition("/")[2]), "")
            for one in self._corpus.events
        )
        about = str(t["types_description"])
        return self._ranking("types", str(t["types"]), about, counts)

    def most_named(self) -> dict[Kind, list[tuple[str, str, int]]]:
        """Return name, IRI and articles of the most named of each kind."""
        ranked: dict[Kind, list[tuple[str, str, int]]] = {}
        entities = sorted(
            self._corpus.entities.values(), key=lambda one: (-one.articles, one.iri)
        )
        for one in entities:
            some = ranked.setdefault(one.kind, [])
            if len(some) < _MOST_BARS and one.articles:
                some.append((one.name, one.iri, one.articles))
        return ranked

    # ----------------------------------------------------------------- women and men

    def genders(self) -> Figure | None:
        """Return women and men among the persons quoted."""
        entities, words = self._corpus.entities, self.wording
        quoted = self.index.quote_counts(Kind.PERSON)
        if not quoted:
            return None
        persons = count_genders((entities[iri].name, 1) for iri in quoted)
        quotes = count_genders((entities[iri].name, quoted[iri]) for iri in quoted)
        t = words.t
        drawn = [
            self._shares("genders_persons", persons),
            self._shares("genders_quotes", quotes),
        ]
        rows = [
            (f"{t[group]}: {t[key]}", "", words.number(number))
            for group, count in (("by_persons", persons), ("by_quotes", quotes))
            for key, number in zip(
                ("women", "men", "unknown"),
                (count.women, count.men, count.unknown),
                strict=True,
            )
        ]
        return Figure(
            id="genders",
            title=t["genders"],
            chart=drawn[0] + drawn[1],
            heads=(t["name"], t["count"]),
            rows=tuple(rows),
            notes=(*self._gender_notes(persons), t["gender_method"]),
            legend=tuple((key, t[key]) for key in ("women", "men", "unknown")),
        )

    def _shares(self, name: str, count: GenderCount) -> Markup:
        t = self.wording.t
        parts = [
            self._bar(str(t["women"]), count.women, "women"),
            self._bar(str(t["men"]), count.men, "men"),
            self._bar(str(t["unknown"]), count.unknown, "unknown"),
        ]
        about = " · ".join(f"{part.label}: {part.words}" for part in parts)
        return charts.share_chart(self._frame(name, str(t[name]), about), parts)

    def _gender_notes(self, count: GenderCount) -> tuple[str, ...]:
        words = self.wording
        low, high = count.interval
        least, most = count.bounds
        share = words.fill(
            "gender_share",
            share=words.percent(count.share),
            low=words.percent(low),
            high=words.percent(high),
        )
        bounds = words.fill(
            "gender_bounds",
            unknown=count.unknown,
            total=count.total,
            least=words.percent(least),
            most=words.percent(most),
        )
        return (share, bounds) if count.known else (bounds,)

    # --------------------------------------------------------------------------- map

    def places(self) -> Figure | None:
        """Return the map of where events took place."""
        corpus, words = self._corpus, self.wording
        counts = Counter(one.place for one in corpus.events)
        known = {
            iri: corpus.entities[iri].point for iri in counts if iri in corpus.entities
        }
        # A country's point is its capital's: «in Iran» must not be shown as Tehran.
        inside = [
            iri
            for iri, point in known.items()
            if point
            and is_in_iran(point)
            and corpus.entities[iri].place_kind != "country"
        ]
        inside.sort(key=lambda iri: (-counts[iri], iri))
        if not inside:
            return None
        abroad = sum(
            counts[iri]
            for iri, point in known.items()
            if point and not is_in_iran(point)
        )
        unplaced = len(corpus.events) - abroad - sum(counts[iri] for iri in inside)
        t = words.t
        frame = self._frame("map", str(t["map"]), str(t["map_description"]))
        names = {iri: corpus.entities[iri].name for iri in inside}
        spots = [
            Spot(*point, counts[iri], f"{names[iri]}: {words.number(counts[iri])}")
            for iri in inside
            if (point := known[iri]) is not None
        ]
        return Figure(
            id="map",
            title=t["map"],
            chart=charts.map_chart(frame, outline(), towns(), spots),
            heads=(t["place"], t["events"]),
            rows=tuple((names[iri], iri, words.number(counts[iri])) for iri in inside),
            notes=(words.fill("map_note", abroad=abroad, unplaced=unplaced),),
        )
