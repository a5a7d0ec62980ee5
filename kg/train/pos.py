"""Learning parts of speech and ezafe.

``python -m kg.train pos --corpora CORPORA -o kg/models`` writes ``pos.json`` and
``pos.npz``; the same corpora give the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.train.clusters import learn_classes
from kg.train.hints import read_hints
from kg.train.name_examples import ANNOTATIONS, read_annotations, read_articles
from kg.train.selftraining import RawText, learn, news_sentences, read_news, read_raw
from kg.train.tagging import Example, read_examples


if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from kg.annotate.features import WordClasses


_READ = 8  # each so-many-th sentence of news is read
_LEARNT = 4  # and each so-many-th of these is learnt from
_SHORTEST, _LONGEST = 3, 60  # words of a sentence of the other treebanks
_OTHERS = (
    "ud_seraji_dev/fa_seraji-ud-dev.conllu",
    "iperudt/iPerUDT_train.conllu",
    "iperudt/iPerUDT_dev.conllu",
    "iperudt/iPerUDT_test.conllu",
)


@dataclass(frozen=True, slots=True)
class Material:
    """All that the tagger is learnt from.

    Attributes:
        gold: PerDT's development part, whose habits count.
        others: Seraji's development part and iPerUDT, for ezafe.
        raw: Raw sentences of both treebanks' training parts, and of news.
        classes: Word classes counted over the raw sentences and all news.
    """

    gold: tuple[Example, ...]
    others: tuple[Example, ...]
    raw: tuple[RawText, ...]
    classes: WordClasses


def read_material(corpora: Path) -> Material:
    """Read the corpora; ``articles`` and ``gazetteers`` lie beside them."""
    train = corpora / "train"
    articles = corpora.parent / "articles" / "news.jsonl.xz"
    paragraphs = list(read_news(articles))
    perdt = read_raw(train / "raw" / "fa_dadegan-ud-train.raw.txt", marked=True)
    seraji = read_raw(train / "raw" / "fa_seraji-ud-train.raw.txt")
    classes = learn_classes([*paragraphs, *perdt.lines, *seraji.lines])
    annotated = read_annotations(ANNOTATIONS, read_articles(articles))
    hints = read_hints(corpora, corpora.parent / "gazetteers", annotated)
    return Material(
        gold=tuple(
            read_examples(
                train / "ud_perdt_dev" / "fa_perdt-ud-dev.conllu", marked=True
            )
        ),
        others=tuple(
            example
            for path in _OTHERS
            for example in read_examples(train / path)
            if _SHORTEST <= len(example.forms) <= _LONGEST
        ),
        raw=(
            RawText(perdt.lines, marked=True, every=2),
            seraji,
            replace(news_sentences(paragraphs, every=_READ), every=_LEARNT),
        ),
        classes=classes._replace(
            hints={
                key: letters for key, letters in hints.items() if key in classes.leaf
            }
        ),
    )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command line."""
    parser.add_argument("--corpora", type=Path, required=True, help="shared/corpora")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder")


def run(arguments: argparse.Namespace, report: Callable[[str], object]) -> None:
    """Learn the model and write it to the folder."""
    material = read_material(arguments.corpora)
    report(
        f"{len(material.gold)} + {len(material.others)} trees, "
        f"{sum(len(text.lines) for text in material.raw)} raw sentences"
    )
    learn(
        material.gold,
        material.others,
        material.raw,
        material.classes,
        arguments.output,
    )
    report(f"wrote {arguments.output / 'pos.npz'}")
