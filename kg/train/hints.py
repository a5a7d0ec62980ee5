"""What word lists say of single words: a letter for each list a word is in.

First names and surnames, places, organizations, and how a word is used in corpora with
marked names and in our own annotations of news. The tagger learns what the letters mean
in a sentence.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from kg.lexicon import rows
from kg.normalize import match_key
from kg.train.name_lists import place_names


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.train.name_examples import Example


_SHARE = 0.5  # of a word's uses that must be in a name of one kind
_SOME = 0.15


# hazm's tags of a word in its list, as letters
_HAZM_TAGS = {"N": "n", "AJ": "a", "ADV": "d", "NUM": "u", "CONJ": "j", "P": "i"}


def read_hints(
    corpora: Path, gazetteers: Path, news: Iterable[Example]
) -> dict[str, str]:
    """Return the letters of each match key, in alphabetical order.

    ``f`` first name, ``m`` common first name, ``s`` part of a person's full name, ``c``
    city or county of Iran, ``g`` country or province, ``w`` place of our gazetteer,
    ``b`` body of our list; ``P``, ``L``, ``O`` mostly and ``p``, ``l``, ``o``
    sometimes part of a person's, place's or organization's name; ``n``, ``a``, ``d``,
    ``u``, ``j``, ``i`` noun, adjective, adverb, number, conjunction, preposition in
    hazm's list of words.

    Args:
        corpora: Folder of the shared corpora.
        gazetteers: Folder of the shared gazetteers.
        news: Sentences of news with our annotations of names.
    """
    letters: dict[str, set[str]] = {}
    for letter, words in _lists(gazetteers):
        for word in words:
            letters.setdefault(match_key(word), set()).add(letter)
    for word, found in _hazm_words():
        letters.setdefault(match_key(word), set()).update(found)
    for key, found in _name_shares([*_corpus_words(corpora), *_words(news)]).items():
        letters.setdefault(key, set()).update(found)
    letters.pop("", None)
    return {key: "".join(sorted(found)) for key, found in letters.items() if found}


def _lists(gazetteers: Path) -> Iterator[tuple[str, Iterable[str]]]:
    names = json.loads((gazetteers / "names/names.json").read_text(encoding="utf-8"))
    yield "f", (name for name in names if " " not in name)
    persons = (gazetteers / "names/farsbase_persons.txt").read_text("utf-8-sig")
    counts = Counter(word for line in persons.splitlines() for word in line.split()[1:])
    yield "s", (word for word, count in counts.items() if count > 2)
    divisions = gazetteers / "iran_divisions"
    yield (
        "c",
        [*_column(divisions / "cities.csv"), *_column(divisions / "counties.csv")],
    )
    territories = json.loads(
        (gazetteers / "cldr_fa_territories.json").read_text(encoding="utf-8")
    )
    yield "g", [*_column(divisions / "provinces.csv"), *territories.values()]
    yield "m", (name for name, common in rows("first_names", 2) if common == "common")
    yield "w", (name for name, _ in place_names())
    yield "b", (row[0] for row in rows("organization_names", 1))


def _hazm_words() -> Iterator[tuple[str, set[str]]]:
    """Yield the words of hazm's list with the letters of their tags."""
    spec = find_spec("hazm")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("hazm is needed for training")
    path = Path(spec.origin).parent / "data" / "words.dat"
    for line in path.read_text(encoding="utf-8").splitlines():
        word, _, tags = line.split("\t")
        yield word, {_HAZM_TAGS[tag] for tag in tags.split(",") if tag in _HAZM_TAGS}


def _column(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig") as file:
        return [row["name"] for row in csv.DictReader(file)]


def _name_shares(words: Iterable[tuple[str, str]]) -> Mapping[str, set[str]]:
    """Return for each word the kinds of name it is often part of.

    Args:
        words: Words as written and the first letter of the kind of name they are in.
    """
    totals: Counter[str] = Counter()
    inside: Counter[tuple[str, str]] = Counter()
    for word, kind in words:
        key = match_key(word)
        totals[key] += 1
        if kind in {"P", "L", "O"}:
            inside[key, kind] += 1
    found: dict[str, set[str]] = {}
    for (key, kind), count in sorted(inside.items()):
        share = count / (totals[key] + 1)
        if share > _SOME:
            found.setdefault(key, set()).add(kind if share > _SHARE else kind.lower())
    return found


def _words(examples: Iterable[Example]) -> Iterator[tuple[str, str]]:
    """Yield the words of sentences with the kinds of name that they are in."""
    for example in examples:
        for form, label in zip(example.forms, example.labels, strict=True):
            kind = label[2:3]
            yield form, "L" if kind == "F" else kind


def _corpus_words(corpora: Path) -> Iterator[tuple[str, str]]:
    for path in _name_corpora(corpora):
        for line in path.read_text(encoding="utf-8").splitlines():
            word, _, tag = line.partition("\t")
            yield word, tag.strip()[2:3].upper()


def _name_corpora(corpora: Path) -> list[Path]:
    train = corpora / "train"
    return [
        *sorted((train / "farsiyar").glob("*.tsv")),
        *sorted((train / "parstwiner").glob("*.txt")),
    ]
