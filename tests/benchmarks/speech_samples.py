"""Score roles and quotations on articles annotated by hand apart from the dev gold.

Run from the repository's root: ``python -m tests.benchmarks.speech_samples NEWS.jsonl``
(the shared articles, unpacked or not). ``samples/speech.jsonl`` holds, for some
hundreds of articles, the offsets of what an editor would list by
``gold/GUIDELINES.md``, annotated before the extractor's output was seen; no text.
Offsets count headline, lead and body as received, joined by line feeds. The samples
were drawn one after the other: ``first`` (40 articles) was worked on from 10:55 on
2026-11-29, ``second`` (20) from 11:47, ``third`` (19) from 12:02, ``fourth`` (35, 38 of
its roles in one article that lists members) from 14:40, ``sixth`` (39, annotated at
14:00) from 15:50, ``fifth`` (36, annotated with ``fourth``) from 17:00; before that
each was a fresh one. ``eighth`` (110, annotated from 17:00) was annotated to be worked
on. ``tenth`` (50, annotated from 20:12) was held out until 21:47 and ``ninth`` (70,
from 20:03) until 21:52; then the roles that were missed were read. ``seventh`` (70,
annotated after ``eighth``) is held out: look at its figures only, never at its rows. So
is ``thirteenth`` (100, from 23:20). ``eleventh`` (100, from 23:10) was opened at 23:25,
``twelfth`` (100, from 23:10) at midnight. One article that lists players has 23 of the
138 roles of ``ninth``, one that lists candidates 31 of the 104 of ``tenth``, three that
list actors or judges 39 of the 198 of ``eleventh``, and one that lists a film's crew 38
of the 200 of ``thirteenth``.

``fourteenth`` (100 articles) was annotated blind from 02:17 on 2026-11-30 and held out
until ``sixteenth`` was annotated; it is opened now. It was drawn at random by publisher
and length like the gold, near-copies of the gold and of the other samples left out. 89
of its articles have roles or quotations (199 and 355); one that lists a film's actors
has 43 of the roles. Its annotator, on eight articles of half A before, agreed with the
gold at F1 1.00 in roles (18 rows) and .92 in quotations (39).

The annotator of ``ninth`` and ``tenth`` never ran kg on them and, reading twelve
articles of half A before, agreed with the gold at F1 .967 in roles and .957 in
quotations; those of the next three, each another, read eight or ten articles and agreed
at .84 (``eleventh``), .81 (``twelfth``) and .96 (``thirteenth``) in roles and at .94,
.90 and .96 in quotations. The six samples also tell, unscored, of a role its
``status`` where it is not current, and of a quotation its ``cue`` and its ``kind``.

``fifteenth`` (100) was drawn at random by publisher and length like the gold, without
near-copies of the gold and of other samples, and annotated blind on 2026-11-30 from
02:20; it is opened now. Its annotator, another one, agreed with eight articles of half
A at F1 .86 in roles (.95 in person and role) and .99 in quotations. 14 of its 141 roles
are in one article that lists a film's crew. It tells status, cue and kind too.

``sixteenth`` (100, drawn in the same way) was annotated blind on 2026-11-30 from 05:29
and is opened now. 83 of its articles have roles or quotations (132 and 385). Its
annotator, another one, agreed with eight articles of half A at F1 1.00 in roles (9
rows, so few that this says little) and .97 in quotations (40). It tells status, cue and
kind too.

``seventeenth`` (100, drawn in the same way) was annotated blind on 2026-11-30 from
06:34. 87 of its articles have roles or quotations (156 and 410). Its annotator, another
one, agreed with eight articles of half A at F1 .90 in roles (10 rows, so few that this
says little) and .93 in quotations (37; .99 where only the content counts). It tells
status, cue and kind too.

``eighteenth`` (100, drawn in the same way) was annotated blind on 2026-11-30 from
08:33. 91 of its articles have roles or quotations (139 and 371). Its annotator, another
one, agreed with eight articles of half A at F1 1.00 in roles (21 rows) and .91 in
quotations (41; .96 where only the content counts); notes of earlier annotators, read
before, tell of one of the eight. It tells status, cue and kind too. ``nineteenth``
(100, drawn with it) was annotated blind from 08:33, too, and opened at 08:50. 92 of its
articles have roles or quotations (176 and 366); two that list films' crews and players
of instruments have 31 of the roles. Its annotator, another one, agreed with seven
articles of half A at F1 1.00 in roles (11 rows, so few that this says little) and .90
in quotations (37; .99 where only the content counts). ``seventh``,
``thirteenth``, ``seventeenth`` and ``eighteenth`` are the ones held out now.

Printed for each sample and for both halves of the dev gold: the scorer's measures;
addressee, occasion and day of saying of the quotations that are found; and how often
statements of each band of confidence are right.
"""

from __future__ import annotations

import argparse
import json
import lzma
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.pipeline import extract_records
from tests.benchmarks.dev_scores import SHARED, lines
from tests.benchmarks.dev_split import halve
from tests.benchmarks.quote_extents import scorer


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import ModuleType


Row = dict[str, Any]
SAMPLES = Path(__file__).with_name("samples") / "speech.jsonl"
_ADJUNCTS = ("addressee", "occasion", "date")
_MEASURES = ("roles.triple", "roles.pair", "quotes.triple", "quotes.found")


def text_of(article: Row) -> str:
    """Return an article's text as the offsets count it."""
    return "\n".join(article[part] or "" for part in ("title", "lead", "body"))


def to_gold(row: Row, text: str) -> Row:
    """Return an annotation with the words that its offsets stand for."""

    def words(span: list[int] | None) -> str | None:
        return None if span is None else text[slice(*span)]

    roles = [
        {
            "person": words(role["person"]),
            "role": words(role["role"]),
            "organization": words(role["organization"]),
            "organization_alt": [words(span) for span in role["organization_alt"]],
        }
        for role in row["roles"]
    ]
    quotes = [
        {
            "text": words(quote["text"]),
            "speaker": words(quote["speaker"]),
            "addressee": words(quote.get("addressee")),
            "occasion": words(quote.get("occasion")),
            "date": quote.get("date"),
        }
        for quote in row["quotes"]
    ]
    return {"id": row["id"], "roles": roles, "quotes": quotes}


def measures(
    score: ModuleType, gold: Mapping[str, Row], predicted: Mapping[str, Row]
) -> Iterable[str]:
    """Yield a line for each measure of the shared scorer."""
    for name in _MEASURES:
        kind, same = score.MEASURES[name]
        right = made = wanted = 0
        for key, row in gold.items():
            rows = list(predicted[key][kind])
            right += len(score.pairs(rows, row[kind], same))
            made += len(rows)
            wanted += len(row[kind])
        f1 = 2 * right / (made + wanted) if right else 0.0
        yield f"  {name:14} F1 {f1:.3f}  P {right}/{made}  R {right}/{wanted}"


def adjuncts(
    score: ModuleType, gold: Mapping[str, Row], predicted: Mapping[str, Row]
) -> Iterable[str]:
    """Yield a line for addressee, occasion and date of the quotations found."""
    for name in _ADJUNCTS:
        right = made = wanted = 0
        for key, row in gold.items():
            rows = list(predicted[key]["quotes"])
            for found, told in score.pairs(rows, row["quotes"], score.QUOTE_FULL):
                made += found[name] is not None
                wanted += told[name] is not None
                both = found[name] is not None and told[name] is not None
                right += both and score.same_any(found[name], told[name], [], 0.5)
        yield f"  {name:14} P {right}/{made}  R {right}/{wanted}"


def reliability(
    score: ModuleType, gold: Mapping[str, Row], predicted: Mapping[str, Row]
) -> Counter[tuple[str, str, bool]]:
    """Count right and wrong statements by kind and band of confidence."""
    counts: Counter[tuple[str, str, bool]] = Counter()
    for kind, same in (("roles", score.ROLE_FULL), ("quotes", score.QUOTE_FULL)):
        for key, row in gold.items():
            rows = list(predicted[key][kind])
            found = [one for one, _ in score.pairs(rows, row[kind], same)]
            for one in rows:
                band = f"{int(one['confidence'] * 10) / 10:.1f}"
                counts[kind, band, any(one is other for other in found)] += 1
    return counts


def print_reliability(counts: Counter[tuple[str, str, bool]]) -> None:
    """Print how often statements of each band are right."""
    for kind, band in sorted({(kind, band) for kind, band, _ in counts}):
        right = counts[kind, band, True]
        total = right + counts[kind, band, False]
        sys.stdout.write(f"  {kind:6} {band}–: {right}/{total} right\n")


def chosen_articles(news: Path, wanted: set[str]) -> dict[str, Row]:
    """Return the articles with the given ids."""
    unpack = lzma.open if news.suffix == ".xz" else open
    with unpack(news, "rt", encoding="utf-8") as file:
        rows = (json.loads(line) for line in file)
        return {row["id"]: row for row in rows if row["id"] in wanted}


def extract_all(articles: Mapping[str, Row]) -> dict[str, Row]:
    """Return the records of articles by id."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        dumped = (json.dumps(one, ensure_ascii=False) for one in articles.values())
        path.write_text("\n".join(dumped), encoding="utf-8")
        return {str(row["id"]): dict(row) for row in extract_records([path])}


def main() -> None:
    """Print the figures of each sample, and the reliability of all together."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path)
    news: Path = parser.parse_args().news
    score = scorer()
    rows = [json.loads(line) for line in SAMPLES.read_text("utf-8").splitlines()]
    articles = chosen_articles(news, {row["id"] for row in rows})
    predicted = extract_all(articles)
    counts: Counter[tuple[str, str, bool]] = Counter()
    for sample in dict.fromkeys(row["sample"] for row in rows):
        gold = {
            row["id"]: to_gold(row, text_of(articles[row["id"]]))
            for row in rows
            if row["sample"] == sample
        }
        sys.stdout.write(f"{sample} sample, {len(gold)} articles\n")
        for line in (
            *measures(score, gold, predicted),
            *adjuncts(score, gold, predicted),
        ):
            sys.stdout.write(line + "\n")
        counts += reliability(score, gold, predicted)
    sys.stdout.write("reliability, all samples\n")
    print_reliability(counts)
    dev = {
        key: json.loads(line) for key, line in lines(SHARED / "dev.gold.jsonl").items()
    }
    found = {
        str(row["id"]): dict(row)
        for row in extract_records([SHARED / "dev.articles.jsonl"])
    }
    for half, ids in zip("AB", halve(dev), strict=True):
        sys.stdout.write(f"reliability, dev half {half}\n")
        print_reliability(
            reliability(score, {key: dev[key] for key in sorted(ids)}, found)
        )


if __name__ == "__main__":
    main()
