"""More to learn ezafe from than one treebank gives.

Parts of speech are learnt from the treebank whose habits count, by a second model that
knows as what a first one reads each word in raw text. Ezafe follows from grammar, not
from habits, so another model learns it alone, from all treebanks and from raw sentences
on which two models that see different things agree; where the raw text writes ezafe
(«خانهٔ»), that settles it. The weights of both are added up.
"""

from __future__ import annotations

import json
import lzma
import re
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.annotate.tagger import Tagger
from kg.train.clusters import split_words
from kg.train.crf import Weights, blend
from kg.train.ezafe import has_sounded_e, settled_ezafe
from kg.train.tag_usage import count_usage
from kg.train.tagging import (
    LINKED,
    UNLINKED,
    Example,
    Settings,
    View,
    ezafe_only,
    fit,
    spread,
    unmarked,
    write_model,
)


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.annotate.features import WordClasses


_SENTENCE_END = re.compile(r"(?<=[.!؟])\s+")
_SHORTEST, _LONGEST = 5, 50  # words of a raw sentence
_JOINT = Settings(iterations=120)
_EZAFE_SHARE = 1.5  # weight of the model of ezafe beside the joint one


@dataclass(frozen=True, slots=True)
class RawText:
    """Unlabelled sentences.

    Attributes:
        lines: A sentence each.
        marked: Whether ezafe on silent «ه» is written throughout.
        every: Each so-many-th is learnt from; all are read for what words are read as.
    """

    lines: tuple[str, ...]
    marked: bool = False
    every: int = 1


def learn(
    gold: Sequence[Example],
    others: Sequence[Example],
    raw: Sequence[RawText],
    classes: WordClasses,
    folder: Path,
) -> None:
    """Learn parts of speech from ``gold``, ezafe also from ``others`` and ``raw``.

    Args:
        gold: The treebank whose habits count.
        others: Treebanks with other habits; their parts of speech are not looked at.
        raw: Unlabelled sentences.
        classes: Word classes, for the features.
        folder: Where the model goes.
    """
    joint, classes = learn_tags(gold, raw, classes)
    trees = [ezafe_only(example) for example in (*gold, *others)]
    settings = Settings(iterations=60)
    with tempfile.TemporaryDirectory() as scratch:
        teachers = Teachers(
            tags=_tagger(joint, classes, Path(scratch) / "joint"),
            full=_tagger(
                fit(trees, classes, settings), classes, Path(scratch) / "full"
            ),
            half=_tagger(
                fit(trees, classes, replace(settings, view=View.SPELLING)),
                classes,
                Path(scratch) / "half",
            ),
        )
        agreed = [
            example
            for text in raw
            for example in agreeing(
                replace(text, lines=text.lines[:: text.every]), teachers
            )
        ]
    again = [ezafe_only(example) for example in gold]
    linked = fit([*trees, *again, *agreed], classes, Settings(iterations=80))
    parts = ((1.0, joint), (_EZAFE_SHARE, spread(linked, joint.labels)))
    write_model(blend(parts), classes, folder)


def learn_tags(
    gold: Sequence[Example], raw: Sequence[RawText], classes: WordClasses
) -> tuple[Weights, WordClasses]:
    """Learn both from ``gold`` alone, twice; ``raw`` is read in between.

    Returns:
        The second model, and the classes with as what the first one read each word.
    """
    first = fit(gold, classes, _JOINT)
    with tempfile.TemporaryDirectory() as scratch:
        reader = _tagger(first, classes, Path(scratch))
        usage = count_usage((plain for _, plain in raw_sentences(raw)), reader)
    classes = classes._replace(usage=usage)
    return fit(gold, classes, _JOINT), classes


class Teachers(NamedTuple):
    """Models that label raw sentences.

    Attributes:
        tags: Gives parts of speech.
        full: Gives ezafe, seeing all features.
        half: Gives ezafe, seeing spelling and neighbours alone.
    """

    tags: Tagger
    full: Tagger
    half: Tagger


def _tagger(weights: Weights, classes: WordClasses, folder: Path) -> Tagger:
    write_model(weights, classes, folder)
    return Tagger(folder)


def agreeing(text: RawText, teachers: Teachers) -> Iterator[Example]:
    """Yield the sentences of ``text`` on whose ezafe both models agree."""
    found = list(raw_sentences([text]))
    sentences = [words for words, _ in found]
    plain = [forms for _, forms in found]
    for words, forms, tagged, left, right in zip(
        sentences,
        plain,
        teachers.tags.tag(plain),
        teachers.full.tag(plain),
        teachers.half.tag(plain),
        strict=True,
    ):
        if left == right:
            tags = [pos for pos, _ in tagged]
            labels = tuple(
                _label(
                    word,
                    tags[index],
                    linked=_settled(forms, tags, index, linked=linked),
                    marked=text.marked,
                )
                for index, (word, (_, linked)) in enumerate(
                    zip(words, left, strict=True)
                )
            )
            yield Example(tuple(forms), labels)


def raw_sentences(
    raw: Iterable[RawText],
) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the words of raw sentences as written, and without written ezafe."""
    for text in raw:
        for words in map(split_words, text.lines):
            if _SHORTEST <= len(words) <= _LONGEST:
                yield words, [unmarked(word) for word in words]


def _settled(
    forms: Sequence[str], tags: Sequence[str], index: int, *, linked: bool
) -> bool:
    settled = settled_ezafe(forms, tags, index)
    return linked if settled is None else settled


def _label(word: str, pos: str, *, linked: bool, marked: bool) -> str:
    if unmarked(word) != word:
        linked = True
    elif marked and pos != "ADP" and word.endswith("ه"):
        linked = linked and has_sounded_e(word)
    return LINKED if linked else UNLINKED


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
