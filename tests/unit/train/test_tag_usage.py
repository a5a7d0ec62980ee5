"""As what words are read in raw text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.features import WordClasses, word_features
from kg.annotate.tagger import Tagger
from kg.train.crf import Weights
from kg.train.tag_usage import count_usage
from kg.train.tagging import write_model


if TYPE_CHECKING:
    from pathlib import Path


CLASSES = WordClasses(leaf={}, middle=(0,), coarse=(0,), frequent={}, hints={})
# «سبز» is an adjective, but a noun before a mark; all else is a noun
WEIGHTS = Weights(
    {
        ("0:bias", "NOUN"): 1.0,
        ("0:w=سبز", "ADJ"): 2.0,
        ("1:mark", "NOUN"): 2.0,
        ("0:mark", "PUNCT"): 9.0,
    },
    {},
)


def _tagger(folder: Path) -> Tagger:
    write_model(WEIGHTS, CLASSES, folder)
    return Tagger(folder)


def test_usage_says_how_often_a_word_is_read_as_what(tmp_path: Path) -> None:
    sentences = [["باغ", "سبز"], ["باغ", "سبز"], ["باغ", "سبز", "."]]

    found = count_usage(sentences, _tagger(tmp_path))

    assert found == {"باغ": "NOUN3", "سبز": "ADJ2,NOUN1"}


def test_usage_leaves_out_rare_words(tmp_path: Path) -> None:
    assert count_usage([["باغ"], ["باغ"]], _tagger(tmp_path)) == {}


def test_usage_comes_back_from_a_written_model(tmp_path: Path) -> None:
    classes = CLASSES._replace(usage={"باغ": "NOUN3", "سبز": "ADJ2,NOUN1"})

    write_model(WEIGHTS, classes, tmp_path)

    assert Tagger(tmp_path).classes.usage == classes.usage


def test_usage_is_a_feature_of_a_word() -> None:
    classes = CLASSES._replace(usage={"سبز": "ADJ2,NOUN1"})

    names, _, _ = word_features("سبز", classes)

    assert {"u=ADJ2,NOUN1", "u+ADJ2", "u+NOUN1"} <= set(names)
    assert "u=none" in word_features("باغ", classes)[0]
