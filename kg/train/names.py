"""Learning the recogniser of names.

``python -m kg.train names --corpora CORPORA --articles NEWS -o kg/models``. Learns from
the corpora with marked names, from our own annotations of news (``annotations``), and
from word classes of the raw news. Needs scikit-learn.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pycrfsuite

from kg.annotate import tagger
from kg.annotate.names.boundaries import name_words
from kg.annotate.names.features import (
    BASE,
    BOUNDARY,
    DISTANCES,
    LABELS,
    LISTED,
    PHRASE,
    TEMPLATES,
    Vocabulary,
    tag_code,
    word_columns,
    word_features,
)
from kg.annotate.names.phrases import Phrases
from kg.annotate.names.recognizer import Recognizer
from kg.lexicon import word_keys
from kg.normalize import match_key
from kg.train.clusters import learn_classes
from kg.train.crf import Weights, blend, learn_weights
from kg.train.name_examples import (
    ANNOTATIONS,
    Example,
    drop_titles,
    harmonize,
    read_annotations,
    read_articles,
    read_iob,
    respell,
)
from kg.train.name_lists import LISTS, listed_phrases, listed_words, phrase_codes
from kg.train.name_usage import USAGES, add_usage, count_usage


if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from kg.model import Article


_REACH = max(DISTANCES)
_SMALLEST = 0.03  # weights below it are left out
_Array = np.ndarray[tuple[int, ...], np.dtype[Any]]


@dataclass(frozen=True, slots=True)
class Settings:
    """How the model is learnt.

    Attributes:
        l2: Weight of the penalty.
        iterations: How often all sentences are seen.
        hidden: Beginnings of the features that it does not see.
    """

    l2: float = 0.3
    iterations: int = 20
    hidden: tuple[str, ...] = ()


class Featurizer:
    """Feature strings of sentences, with those of each word kept."""

    def __init__(
        self, vocabulary: Vocabulary, phrases: Phrases, hidden: tuple[str, ...] = ()
    ) -> None:
        self._vocabulary = vocabulary
        self._phrases = phrases
        self._hidden = hidden
        self._words: dict[str, list[list[str]]] = {}
        self._columns: dict[str, tuple[int, int]] = {}

    def features(self, example: Example) -> list[list[str]]:
        """Return the features of each word of a sentence."""
        edge = [BOUNDARY] * _REACH
        padded = [*edge, *example.forms, *edge]
        words = [self._of(form) for form in padded]
        rows = self._rows(padded, example)
        return [
            [
                *(
                    name
                    for place, distance in enumerate(DISTANCES)
                    for name in words[index + distance][place]
                ),
                *(
                    name
                    for name in _template_features(rows, index)
                    if not name.startswith(self._hidden)
                ),
            ]
            for index in range(_REACH, len(padded) - _REACH)
        ]

    def _rows(self, padded: Sequence[str], example: Example) -> list[tuple[int, ...]]:
        codes = self._phrase_codes([match_key(form) for form in padded])
        tags = [0] * len(padded)
        for index, (tag, ezafe) in enumerate(example.tags):
            tags[index + _REACH] = tag_code(tag, ezafe)
        return [
            (*self._columns[form], code, tag)
            for form, code, tag in zip(padded, codes, tags, strict=True)
        ]

    def _phrase_codes(self, keys: Sequence[str]) -> list[int]:
        codes = [0] * len(keys)
        at = 0
        while at < len(keys):
            may = self._phrases.may_start(keys[at])
            found = self._phrases.match(keys, at) if may else None
            last, code = found or (at + 1, 0)
            for index in range(at, last):
                codes[index] = (2 * code - (index == at)) if code else 0
            at = last
        return codes

    def _of(self, form: str) -> list[list[str]]:
        found = self._words.get(form)
        if found is None:
            found = [
                [
                    f"{distance}:{name}"
                    for name in names
                    if not name.startswith(self._hidden)
                ]
                for distance, names in zip(
                    DISTANCES, word_features(form, self._vocabulary), strict=True
                )
            ]
            self._words[form] = found
            self._columns[form] = word_columns(form, self._vocabulary)
        return found


def _template_features(rows: Sequence[tuple[int, ...]], index: int) -> list[str]:
    found = []
    for number, template in enumerate(TEMPLATES):
        value = 0
        for column, distance in template:
            value = value * BASE + rows[index + distance][column]
        found.append(f"#{number}|{value}")
    return found


def fit(
    examples: Iterable[Example],
    vocabulary: Vocabulary,
    phrases: Mapping[str, int],
    settings: Settings,
) -> Weights:
    """Learn a conditional random field from ``examples``."""
    trainer = pycrfsuite.Trainer(algorithm="l2sgd", verbose=False)
    trainer.set_params({"c2": settings.l2, "max_iterations": settings.iterations})
    featurizer = Featurizer(vocabulary, Phrases(phrases.items()), settings.hidden)
    for example in examples:
        features = pycrfsuite.ItemSequence(featurizer.features(example))
        for _ in range(example.weight):
            trainer.append(features, example.labels)
    return learn_weights(trainer)


def write_model(
    learnt: Weights, vocabulary: Vocabulary, phrases: Mapping[str, int], folder: Path
) -> None:
    """Write what was learnt as sorted tables, so that equal models are equal bytes."""
    weights: dict[str, dict[int, float]] = {}
    for (name, label), weight in learnt.features.items():
        if abs(weight) >= _SMALLEST:
            weights.setdefault(name, {})[LABELS.index(label)] = weight
    arrays: dict[str, _Array] = {**_word_tables(weights), **_template_tables(weights)}
    arrays["transitions"] = _transitions(learnt.transitions)
    words = sorted(vocabulary.leaf)
    listed = sorted(vocabulary.listed)
    arrays["leaf"] = np.array([vocabulary.leaf[word] for word in words], np.int16)
    arrays["middle"] = np.array(vocabulary.middle, np.int16)
    arrays["coarse"] = np.array(vocabulary.coarse, np.int16)
    arrays["listed"] = np.array(
        [
            sum(1 << vocabulary.lists.index(name) for name in vocabulary.listed[w])
            for w in listed
        ],
        np.int32,
    )
    arrays["phrase_codes"] = np.array(
        [phrases[key] for key in sorted(phrases)], np.int8
    )
    about = {
        "words": " ".join(words),
        "frequent": " ".join(
            sorted(vocabulary.frequent, key=vocabulary.frequent.__getitem__)
        ),
        "lists": " ".join(vocabulary.lists),
        "listed": " ".join(listed),
        "phrases": "\n".join(sorted(phrases)),
        "features": "\n".join(_word_names(weights)),
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "names.json").write_text(
        json.dumps(about, ensure_ascii=False, indent=0), encoding="utf-8"
    )
    np.savez_compressed(folder / "names.npz", **arrays)


def _word_names(weights: Mapping[str, object]) -> list[str]:
    return sorted(name for name in weights if not name.startswith("#"))


def _word_tables(
    weights: Mapping[str, Mapping[int, float]],
) -> dict[str, _Array]:
    starts, labels, values = [0], [], []
    for name in _word_names(weights):
        for label, weight in sorted(weights[name].items()):
            labels.append(label)
            values.append(weight)
        starts.append(len(labels))
    return {
        "starts": np.array(starts, np.int32),
        "feature_labels": np.array(labels, np.int8),
        "weights": np.array(values, np.float16),
    }


def _template_tables(
    weights: Mapping[str, Mapping[int, float]],
) -> dict[str, _Array]:
    tables: list[dict[int, Mapping[int, float]]] = [{-1: {}} for _ in TEMPLATES]
    for name, row in weights.items():
        if name.startswith("#"):
            template, _, found = name[1:].partition("|")
            tables[int(template)][int(found)] = row
    arrays: dict[str, _Array] = {}
    for number, table in enumerate(tables):
        matrix = np.zeros((len(table), len(LABELS)), np.float16)
        for index, value in enumerate(sorted(table)):
            for label, weight in table[value].items():
                matrix[index, label] = weight
        arrays[f"keys{number}"] = np.array(sorted(table), np.int64)
        arrays[f"weights{number}"] = matrix
    return arrays


def _transitions(
    learnt: Mapping[tuple[str, str], float],
) -> _Array:
    """Return the transition table; what makes no sense is forbidden."""
    table = np.zeros((len(LABELS), len(LABELS)), np.float32)
    for (before, after), weight in learnt.items():
        table[LABELS.index(before), LABELS.index(after)] = weight
    for row, before in enumerate(LABELS):
        for column, after in enumerate(LABELS):
            if after[0] == "I" and before[2:] != after[2:]:
                table[row, column] = -1e4
    return table


def frequent_words(examples: Iterable[Example], size: int) -> dict[str, int]:
    """Number the commonest keys of the examples."""
    counts = Counter(match_key(form) for example in examples for form in example.forms)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return {key: number for number, (key, _) in enumerate(ranked[:size]) if key}


_CORPORA = (
    "farsiyar/farsiyar_test.iob2.tsv",
    "farsiyar/farsiyar_eval.iob2.tsv",
    "parstwiner/train.txt",
    "parstwiner/dev.txt",
    "parstwiner/test.txt",
)
_CLASSES = {"words": 60_000, "contexts": 2_000, "dimensions": 128, "leaves": 1_200}
_SEED = 1403
_NAMED = 0.5  # part of the corpora's sentences with names that is kept
_NAMELESS = 0.05  # and of those without
_FIRST = Settings(iterations=10)  # the model that reads the raw news
_SPELLING = ("w=", "p2=", "p3=", "p4=", "s3=", "s4=")
_WORD_LISTS = (
    "l=",
    *(
        f"#{number}|"
        for number, template in enumerate(TEMPLATES)
        if not {LISTED, PHRASE}.isdisjoint(column for column, _ in template)
    ),
)
# Shares chosen on 170 of our own articles, learning from the others.
_VIEWS = (
    (0.2, Settings()),
    (0.4, Settings(hidden=_SPELLING)),
    (0.4, Settings(hidden=_WORD_LISTS)),
)
_EVERY = 2  # of the raw articles, each second is read for usage
_RAW = ("fa_dadegan-ud-train.raw.txt", "fa_seraji-ud-train.raw.txt")


def read_corpora(corpora: Path) -> list[Example]:
    """Read the corpora with marked names; titles that they mark are dropped."""
    venues = word_keys("venue_nouns") - name_words("area")
    heads = word_keys("organization_heads")
    chance = random.Random(_SEED)  # noqa: S311 — a repeatable choice
    return [
        harmonize(drop_titles(example), heads)
        for name in _CORPORA
        for example in read_iob(corpora / "train" / name, venues)
        if chance.random() < (_NAMELESS if set(example.labels) == {"O"} else _NAMED)
    ]


def read_own(articles: Mapping[str, Article]) -> list[Example]:
    """Read our annotations; they count thrice, half-spaces as they are and lost."""
    own = read_annotations(ANNOTATIONS, articles)
    return [*own, *(respell(e, "") for e in own), *(respell(e, " ") for e in own)]


def tag_examples(examples: Sequence[Example]) -> list[Example]:
    """Return the examples with parts of speech and ezafe."""
    tagged = tagger.tag([example.forms for example in examples])
    return [
        replace(example, tags=tuple((pos, ezafe) for pos, ezafe, _ in tags))
        for example, tags in zip(examples, tagged, strict=True)
    ]


def _raw_lines(corpora: Path, articles: Mapping[str, Article]) -> Iterator[str]:
    for article in articles.values():
        yield from article.text.splitlines()
    for name in _RAW:
        yield from (corpora / "train" / "raw" / name).read_text("utf-8").splitlines()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command line of ``python -m kg.train names``."""
    parser.add_argument("--corpora", type=Path, required=True, help="shared corpora")
    parser.add_argument("--articles", type=Path, required=True, help="news as JSONL")
    parser.add_argument("-o", "--output", type=Path, default=Path("kg/models"))
    parser.add_argument(
        "--without-classes",
        action="store_true",
        help="learn nothing from raw news (a baseline of the benchmark)",
    )


def learn(
    examples: Sequence[Example], vocabulary: Vocabulary, phrases: Mapping[str, int]
) -> Weights:
    """Learn a model of each view and blend them.

    A model that sees a word's spelling leans on it and learns little from its context;
    one that does not must, and likewise of word lists. Sutton, Sindelar and McCallum
    (HLT-NAACL 2006) learn such models apart and multiply them, which :func:`blend`
    does.
    """
    return blend(
        [(share, fit(examples, vocabulary, phrases, view)) for share, view in _VIEWS]
    )


def run(arguments: argparse.Namespace, report: Callable[[str], object]) -> None:
    """Learn a first model, read the raw news with it, learn the second and write it."""
    articles = read_articles(arguments.articles)
    own = tag_examples(read_own(articles))
    examples = own + tag_examples(read_corpora(arguments.corpora))
    report(f"{len(own)} sentences of news, {len(examples) - len(own)} of corpora")
    if arguments.without_classes:
        plain, phrases = _vocabulary(examples, []), listed_phrases()
        write_model(learn(examples, plain, phrases), plain, phrases, arguments.output)
        return
    plain = _vocabulary(examples, _raw_lines(arguments.corpora, articles))
    report(f"{len(plain.leaf)} words in classes, {len(plain.listed)} in lists")
    with tempfile.TemporaryDirectory() as scratch:
        first = fit(examples, plain, listed_phrases(), _FIRST)
        write_model(first, plain, listed_phrases(), Path(scratch))
        usage = count_usage(unread_texts(articles), Recognizer(Path(scratch)))
    report(f"usage of {len(usage.words)} words, {len(usage.phrases)} phrases")
    listed = add_usage(plain.listed, usage.words)
    full = plain._replace(listed=listed, lists=(*LISTS, *USAGES))
    phrases = {**phrase_codes(usage.phrases), **listed_phrases()}
    write_model(learn(examples, full, phrases), full, phrases, arguments.output)
    report(f"{arguments.output}: names.json, names.npz")


def _vocabulary(examples: Sequence[Example], lines: Iterable[str]) -> Vocabulary:
    """Return the vocabulary; word classes are learnt from ``lines``, if any."""
    raw = list(lines)
    classes = learn_classes(raw, **_CLASSES) if raw else None
    return Vocabulary(
        leaf=classes.leaf if classes else {},
        middle=classes.middle if classes else (0,),
        coarse=classes.coarse if classes else (0,),
        frequent=frequent_words(examples, 1_500),
        listed=listed_words(),
        lists=LISTS,
        greatest=max(classes.middle) if classes else 0,
    )


def unread_texts(articles: Mapping[str, Article]) -> list[str]:
    """Return texts of articles that we did not annotate, in order of id."""
    lines = ANNOTATIONS.read_text(encoding="utf-8").splitlines()
    read = {line.split("\t")[0] for line in lines}
    keys = [key for key in sorted(articles) if key not in read]
    return [articles[key].text for key in keys[::_EVERY]]
