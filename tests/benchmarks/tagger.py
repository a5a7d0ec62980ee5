"""Accuracy and speed of the tagger.

``python -m tests.benchmarks.tagger --corpora CORPORA [--baselines] [--tags-alone]
[--no-training]``

* Parts of speech: cross-validation on PerDT's development part, over blocks of
  neighbouring sentences; each fold runs the whole training but for the word classes,
  which see no labels. The held-out block takes no part in any step. ``--tags-alone``
  leaves out the model of ezafe, three quarters of the time; it hardly bears on parts of
  speech (0.9283 and 0.9284 on the first block).
* Ezafe: the shipped model on the Bijankhan part, which nothing is learnt from. Every
  word counts that is no mark; ``_GEN`` in its tag is gold.
* Speed: one core, articles one by one, all of them seen cold and then warm.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from kg.annotate.tagger import Tagger
from kg.train.clusters import split_words
from kg.train.pos import Material, read_material
from kg.train.selftraining import learn, learn_tags, read_news
from kg.train.tagging import Settings, View, train, write_model


if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.train.tagging import Example

    Fit = Callable[[Sequence[Example], Path], None]


@dataclass(slots=True)
class Count:
    """Right, missed and wrong answers, and words with the right part of speech."""

    right: int = 0
    missed: int = 0
    wrong: int = 0
    words: int = 0
    tagged: int = 0

    def add(self, gold: bool, found: bool) -> None:
        self.right += gold and found
        self.missed += gold and not found
        self.wrong += found and not gold

    @property
    def upos(self) -> float:
        return self.tagged / self.words

    @property
    def scores(self) -> tuple[float, float, float]:
        precision = self.right / (self.right + self.wrong)
        recall = self.right / (self.right + self.missed)
        return precision, recall, 2 * precision * recall / (precision + recall)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--baselines", action="store_true")
    parser.add_argument("--tags-alone", action="store_true")
    parser.add_argument("--no-training", action="store_true")
    arguments = parser.parse_args()
    shipped = Tagger(files("kg") / "models")
    say_ezafe("shipped model", shipped, arguments.corpora)
    say_speed(shipped, arguments.corpora)
    if arguments.no_training:
        return
    material = read_material(arguments.corpora)
    if arguments.baselines:
        say_baselines(material, arguments.corpora, arguments.folds)
    name, fit = "with ezafe of all treebanks and raw text", learn_all(material)
    if arguments.tags_alone:
        name, fit = "with raw readings, without the model of ezafe", learn_one(material)
    cross_validate(name, material, arguments.folds, fit)


def learn_all(material: Material) -> Fit:
    """Return the whole training."""
    return lambda gold, folder: learn(
        gold, material.others, material.raw, material.classes, folder
    )


def learn_one(material: Material) -> Fit:
    """Return the training of the model of parts of speech."""
    return lambda gold, folder: write_model(
        *learn_tags(gold, material.raw, material.classes), folder
    )


def say_baselines(material: Material, corpora: Path, folds: int) -> None:
    """Print what spelling alone and word classes and lists bring."""
    plain = material.classes._replace(leaf={}, hints={}, frequent={})
    settings = Settings(view=View.SPELLING)
    cross_validate(
        "plain CRF",
        material,
        folds,
        lambda gold, folder: train(gold, plain, folder, settings),
    )
    cross_validate(
        "with classes and word lists",
        material,
        folds,
        lambda gold, folder: train(gold, material.classes, folder, Settings()),
    )
    with tempfile.TemporaryDirectory() as folder:
        train(material.gold, plain, Path(folder), settings)
        say_ezafe("plain CRF", Tagger(Path(folder)), corpora)


def cross_validate(
    name: str,
    material: Material,
    folds: int,
    fit: Fit,
) -> None:
    count = Count()
    size = len(material.gold)
    for fold in range(folds):
        first, last = fold * size // folds, (fold + 1) * size // folds
        with tempfile.TemporaryDirectory() as folder:
            fit([*material.gold[:first], *material.gold[last:]], Path(folder))
            compare(Tagger(Path(folder)), material.gold[first:last], count)
        say(f"  {name}, {fold + 1} of {folds} folds: UPOS {count.upos:.4f}")
    say(f"{name}: UPOS {count.upos:.4f}, derived ezafe F1 {count.scores[2]:.4f}")


def compare(tagger: Tagger, examples: Sequence[Example], count: Count) -> None:
    rows = tagger.tag([example.forms for example in examples])
    for example, row in zip(examples, rows, strict=True):
        for label, (pos, ezafe) in zip(example.labels, row, strict=True):
            count.words += 1
            count.tagged += label.removesuffix("+") == pos
            count.add(label.endswith("+"), ezafe)


def say_ezafe(name: str, tagger: Tagger, corpora: Path) -> None:
    sentences = read_bijankhan(corpora)
    count = Count()
    rows = tagger.tag([[form for form, _ in sentence] for sentence in sentences])
    for sentence, row in zip(sentences, rows, strict=True):
        for (_, tag), (_, ezafe) in zip(sentence, row, strict=True):
            if tag != "DELM":
                count.add("GEN" in tag.split("_")[1:], ezafe)
    precision, recall, f1 = count.scores
    say(f"{name}: ezafe P {precision:.4f} R {recall:.4f} F1 {f1:.4f}")


def read_bijankhan(corpora: Path) -> list[list[tuple[str, str]]]:
    """Read sentences of forms and tags; ``#`` and subject marks are no words."""
    path = corpora / "evaluate" / "bijankhan" / "bijankhan_part.txt"
    sentences: list[list[tuple[str, str]]] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        form, tag = line.split()
        if form != "#" and tag != "SUBJ":
            sentences[-1].append((form, tag))
        if tag == "SUBJ" or (tag == "DELM" and form in {".", "!", "؟", "#", "؛"}):
            sentences.append([])
    return [sentence for sentence in sentences if sentence]


def say_speed(tagger: Tagger, corpora: Path) -> None:
    paragraphs = list(read_news(corpora.parent / "articles" / "news.jsonl.xz"))
    texts = [
        [split_words(line) for line in paragraphs[at : at + 12]]
        for at in range(0, len(paragraphs), len(paragraphs) // 300)
    ]
    words = sum(len(line) for text in texts for line in text)
    for state in ("cold", "warm"):
        start = time.process_time()
        for text in texts:
            tagger.tag(text)
        say(f"{state}: {words / (time.process_time() - start):,.0f} words/s")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
