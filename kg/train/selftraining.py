"""More to learn from than the treebanks give as they are.

A second treebank with other habits is harmonised: it keeps its ezafe and its verbs, and
takes the other parts of speech from a model of the first. Raw sentences are labelled
by two models that see different things and kept where both agree; where the raw text
writes ezafe («خانهٔ»), that settles it.
"""

from __future__ import annotations

import json
import lzma
import re
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.annotate.tagger import Tagger
from kg.train.clusters import split_words
from kg.train.ezafe import has_sounded_e, settled_ezafe
from kg.train.tagging import LINKABLE, Example, Settings, View, train, unmarked


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.annotate.features import WordClasses


_FIXED = frozenset({"VERB", "AUX", "PUNCT"})
_SENTENCE_END = re.compile(r"(?<=[.!؟])\s+")
_SHORTEST, _LONGEST = 5, 50  # words of a raw sentence


@dataclass(frozen=True, slots=True)
class RawText:
    """Unlabelled sentences.

    Attributes:
        lines: A sentence each.
        marked: Whether ezafe on silent «ه» is written throughout.
    """

    lines: tuple[str, ...]
    marked: bool = False


def learn(
    gold: Sequence[Example],
    other: Sequence[Example],
    raw: Sequence[RawText],
    classes: WordClasses,
    folder: Path,
) -> None:
    """Learn from ``gold``, from ``other`` harmonised to it and from ``raw`` text.

    Args:
        gold: The treebank whose habits count.
        other: A treebank with other habits.
        raw: Unlabelled sentences.
        classes: Word classes, for the features.
        folder: Where the model goes.
    """
    with tempfile.TemporaryDirectory() as scratch:
        first = _model(gold, classes, Path(scratch) / "first", View.FULL)
        labelled = [*gold, *harmonise(other, first)]
        full = _model(labelled, classes, Path(scratch) / "full", View.FULL)
        half = _model(labelled, classes, Path(scratch) / "half", View.SPELLING)
        agreed = [example for text in raw for example in agreeing(text, full, half)]
    train([*labelled, *gold, *agreed], classes, folder, Settings(iterations=130))


def _model(
    examples: Sequence[Example], classes: WordClasses, folder: Path, view: View
) -> Tagger:
    train(examples, classes, folder, Settings(view=view, iterations=60))
    return Tagger(folder)


def harmonise(examples: Sequence[Example], tagger: Tagger) -> Iterator[Example]:
    """Give ``examples`` the tagger's parts of speech; ezafe and verbs stay theirs."""
    tags = tagger.tag([example.forms for example in examples])
    for example, row in zip(examples, tags, strict=True):
        labels = tuple(
            _harmonised(label, pos)
            for label, (pos, _) in zip(example.labels, row, strict=True)
        )
        yield replace(example, labels=labels)


def _harmonised(label: str, pos: str) -> str:
    own = label.removesuffix("+")
    if own in _FIXED or pos in _FIXED:
        return label
    return f"{pos}+" if label.endswith("+") and pos in LINKABLE else pos


def agreeing(text: RawText, one: Tagger, other: Tagger) -> Iterator[Example]:
    """Yield the sentences of ``text`` that both taggers label alike."""
    sentences = [
        words
        for words in map(split_words, text.lines)
        if _SHORTEST <= len(words) <= _LONGEST
    ]
    plain = [[unmarked(word) for word in words] for words in sentences]
    for words, forms, left, right in zip(
        sentences, plain, one.tag(plain), other.tag(plain), strict=True
    ):
        if left == right:
            tags = [pos for pos, _ in left]
            labels = tuple(
                _label(
                    word,
                    pos,
                    linked=_settled(forms, tags, index, linked=linked),
                    marked=text.marked,
                )
                for index, (word, (pos, linked)) in enumerate(
                    zip(words, left, strict=True)
                )
            )
            yield Example(tuple(forms), labels)


def _settled(
    forms: Sequence[str], tags: Sequence[str], index: int, *, linked: bool
) -> bool:
    settled = settled_ezafe(forms, tags, index)
    return linked if settled is None else settled


def _label(word: str, pos: str, *, linked: bool, marked: bool) -> str:
    if pos not in LINKABLE:
        return pos
    if unmarked(word) != word:
        linked = True
    elif marked and pos != "ADP" and word.endswith("ه"):
        linked = linked and has_sounded_e(word)
    return f"{pos}+" if linked else pos


def read_raw(path: Path, *, marked: bool = False, every: int = 1) -> RawText:
    """Read a file with a sentence a line; ``every`` thins them out."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return RawText(tuple(lines[::every]), marked=marked)


def read_news(path: Path) -> Iterator[str]:
    """Yield titles and paragraphs of articles in JSON lines, packed with xz or not."""
    content = path.read_bytes()
    text = (lzma.decompress(content) if path.suffix == ".xz" else content).decode()
    for line in filter(None, text.split("\n")):
        article = json.loads(line)
        for part in ("title", "lead", "body"):
            yield from filter(None, (article.get(part) or "").split("\n"))


def news_sentences(paragraphs: Iterable[str], *, every: int) -> RawText:
    """Return every so-many-th sentence of ``paragraphs``."""
    sentences = [
        sentence
        for paragraph in paragraphs
        for sentence in _SENTENCE_END.split(paragraph)
        if sentence.endswith((".", "!", "؟"))
    ]
    return RawText(tuple(sentences[::every]))
