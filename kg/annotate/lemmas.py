"""Dictionary forms: verbs by our own table, other words by hazm's lemmatizer.

hazm takes seconds to import and to read its lists, so it is loaded at the first word
that needs it; each form is asked for once. It is told hazm's tags, because with
universal ones it loses verbs.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.annotate.conjugation import inflections
from kg.annotate.hazm_parts import hazm_part
from kg.kept import Kept
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Mapping


_VERBS = frozenset({"VERB", "AUX"})
_CLOSED = frozenset({"PUNCT", "NUM", "ADP", "CCONJ", "SCONJ", "PRON", "DET", "PART"})


def lemma_of(form: str, pos: str) -> str:
    """Return the lemma of ``form``: ``past#present`` for verbs, itself if unknown."""
    if pos in _VERBS:
        inflection = inflections().get(match_key(form))
        return form if inflection is None else inflection.lemma
    if pos in _CLOSED or not form:
        return form
    lemma: str = _hazm().lemmatize(form, pos="AJ" if pos == "ADJ" else "N")
    return lemma or form


def _lemma_of_pair(pair: tuple[str, str]) -> str:
    return lemma_of(*pair)


lemmas: Mapping[tuple[str, str], str] = Kept(_lemma_of_pair, most=200_000)
"""``lemma_of`` forms with their parts of speech, kept."""


@cache
def _hazm() -> Any:
    """Return hazm's lemmatizer with the words of its list, and nothing else of it.

    Verbs are looked up in our own table, so it need not conjugate its own, and of a
    word it only asks whether it is listed: half a second less of every start.
    """
    kind = hazm_part("Lemmatizer")
    words = read_words(Path(kind.__init__.__defaults__[0]))
    if not words:
        return kind(verbs_file=os.devnull, joined_verb_parts=False)
    lemmatizer = kind.__new__(kind)
    lemmatizer.words, lemmatizer.verbs = words, {}
    lemmatizer.stemmer = hazm_part("Stemmer")()
    return lemmatizer


def read_words(path: Path) -> frozenset[str]:
    """Read the words of hazm's list; none where it has other than three columns."""
    text = path.read_text(encoding="utf-8").removesuffix("\n")
    cells = text.replace("\n", "\t").split("\t")
    if len(cells) != 3 * (text.count("\n") + 1):
        return frozenset()
    return frozenset(cells[::3])
