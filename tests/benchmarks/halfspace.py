"""Measure the repair of half-spaces on articles that were not counted.

Run from the repository's root: ``python -m tests.benchmarks.halfspace NEWS.jsonl``.
Half-spaces are deleted, or replaced by spaces, in held-out articles that use them
consistently; the repaired text is compared with the original, half-space by half-space.

A plain word (one without half-spaces) is *changed* where it got one or was joined to a
neighbor; *unusual* where, besides, most consistent articles write it as the original
did («تخم مرغ»; «بین المللی» → «بین‌المللی» is usual); and *harmed* where no other
consistent article writes it as it became.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from dataclasses import dataclass, fields
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from kg.annotate.halfspace import find_repairs
from kg.annotate.normalizer import Edit
from kg.normalize import ZWNJ
from kg.train import halfspace as counting


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


_RUN = re.compile(r"(?:[^\W\d_]|[\u200c\u0654])+(?: (?:[^\W\d_]|[\u200c\u0654])+)*")
DAMAGES = {"none": ZWNJ, "deleted": "", "spaced": " "}


@dataclass(slots=True)
class Score:
    """Half-spaces and plain words, counted."""

    right: int = 0
    wanted: int = 0
    given: int = 0
    plain: int = 0
    changed: int = 0
    unusual: int = 0
    harmed: int = 0

    def __iadd__(self, other: Score) -> Score:
        for each in fields(Score):
            total = getattr(self, each.name) + getattr(other, each.name)
            setattr(self, each.name, total)
        return self

    def __str__(self) -> str:
        recall = self.right / max(1, self.wanted)
        precision = self.right / max(1, self.given)
        f1 = 2 * self.right / max(1, self.wanted + self.given)
        return (
            f"{precision:7.3f} {recall:7.3f} {f1:7.3f}"
            f" {self.changed / self.plain:8.3%} {self.unusual / self.plain:8.3%}"
            f" {self.harmed / self.plain:8.3%}"
        )


def marks_of(text: str) -> tuple[str, list[str]]:
    """Return the letters of ``text`` and what stands before each."""
    letters: list[str] = []
    marks: list[str] = []
    mark = ""
    for char in text:
        if char in {ZWNJ, " ", "\n"}:
            mark = ZWNJ if char == ZWNJ else " "
        else:
            letters.append(char)
            marks.append(mark)
            mark = ""
    return "".join(letters), marks


def words_of(letters: str, marks: list[str]) -> Iterator[tuple[int, int]]:
    """Yield where each word starts and ends, half-spaces included.

    Words end at spaces, and at signs and digits that stand without one.
    """
    start = 0
    for index in range(1, len(letters) + 1):
        if index == len(letters) or ends_word(letters, marks, index):
            yield start, index
            start = index


def ends_word(letters: str, marks: list[str], at: int) -> bool:
    """Say whether a word ends before a letter or sign."""
    return marks[at] == " " or not (
        is_letter(letters[at]) and is_letter(letters[at - 1])
    )


def is_letter(char: str) -> bool:
    """Say whether a character is part of a word."""
    return char.isalpha() or char == "\u0654"


class Judge:
    """Compares a repaired text with its original.

    Args:
        usual: How often each spelling, of one or two words, occurs.
    """

    def __init__(self, usual: Counter[str]) -> None:
        self._usual = usual

    def compare(self, original: str, repaired: str) -> Score:
        """Count what came out right and what was changed."""
        letters, wanted = marks_of(original)
        also, given = marks_of(repaired)
        if letters != also:
            raise ValueError("letters were changed")
        score = Score(
            right=sum(a == b == ZWNJ for a, b in zip(wanted, given, strict=True)),
            wanted=wanted.count(ZWNJ),
            given=given.count(ZWNJ),
        )
        for start, end in words_of(letters, wanted):
            if letters[start].isalpha() and ZWNJ not in wanted[start + 1 : end]:
                score.plain += 1
                self._judge(letters, wanted, given, (start, end), score)
        return score

    def _judge(
        self,
        letters: str,
        wanted: list[str],
        given: list[str],
        word: tuple[int, int],
        score: Score,
    ) -> None:
        start, end = word
        after = given[end] if end < len(given) else " "
        if ZWNJ not in given[start:end] and after != ZWNJ:
            return
        score.changed += 1
        if given[start] == ZWNJ:
            return  # judged with the word before
        last = end
        if after == ZWNJ:
            last += 1
            while last < len(letters) and not ends_word(letters, wanted, last):
                last += 1
        original = self._usual[_spelled(letters, wanted, start, last)]
        repaired = self._usual[_spelled(letters, given, start, last)]
        words = 2 if after == ZWNJ else 1
        score.unusual += words * (repaired <= original)
        score.harmed += words * (repaired == 0)


def _spelled(letters: str, marks: list[str], start: int, end: int) -> str:
    spelled = letters[start] + "".join(
        marks[index] + letters[index] for index in range(start + 1, end)
    )
    return re.sub(r"[^\w\u200c\u0654 ]", "", spelled)


def usual_spellings(texts: Iterable[str]) -> Counter[str]:
    """Count words and pairs of words."""
    counts: Counter[str] = Counter()
    for text in texts:
        for match in _RUN.finditer(text):
            words = match[0].split(" ")
            counts.update(words)
            counts.update(map(" ".join, pairwise(words)))
    return counts


def repair(text: str) -> str:
    """Return ``text`` with our repairs made."""
    pieces: list[str] = []
    at = 0
    for start, end, mark in map(Edit._make, find_repairs(text)):
        pieces += [text[at:start], mark]
        at = end
    return "".join([*pieces, text[at:]])


def plain_dictionary(texts: Iterable[str]) -> Callable[[str], str]:
    """Return a repairer that gives each word its commonest spelling in ``texts``."""
    counts: dict[str, Counter[str]] = {}
    for text in texts:
        for match in _RUN.finditer(text):
            for word in match[0].split(" "):
                counts.setdefault(word.replace(ZWNJ, ""), Counter())[word] += 1
    best = {
        key: max(sorted(seen), key=seen.__getitem__) for key, seen in counts.items()
    }

    def restore(match: re.Match[str]) -> str:
        return " ".join(best.get(word, word) for word in match[0].split(" "))

    return lambda text: _RUN.sub(restore, text)


def hazm_repairer() -> Callable[[str], str]:
    """Return hazm's normalizer, its other changes to letters undone."""
    from hazm import Normalizer  # noqa: PLC0415 — takes seconds

    normalizer = Normalizer(
        remove_diacritics=False,
        remove_specials_chars=False,
        decrease_repeated_chars=False,
        persian_style=False,
        unicodes_replacement=False,
    )

    def repair_all(text: str) -> str:
        return _RUN.sub(lambda match: normalizer.normalize(match[0]), text)

    return repair_all


def is_distinct(text: str, seen: frozenset[str]) -> bool:
    """Say whether fewer than a fifth of a text's long lines were counted already."""
    lines = [line for line in text.split("\n") if len(line) > 60]
    return sum(line in seen for line in lines) <= 0.2 * len(lines)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path, help="articles as JSONL")
    texts = counting.read_texts(parser.parse_args().news)
    counted = [text for text in texts if text.number < counting.COUNTED]
    seen = frozenset(line for text in counted for line in text.text.split("\n"))
    tested = [
        text.text
        for text in texts
        if text.number >= counting.COUNTED
        and text.consistency == 2
        and is_distinct(text.text, seen)
    ]
    judge = Judge(usual_spellings(t.text for t in texts if t.consistency))
    systems = {
        "hazm": hazm_repairer(),
        "plain dictionary": plain_dictionary(t.text for t in counted if t.consistency),
        "ours": repair,
    }
    sys.stdout.write(
        f"{len(tested)} articles\n{'':26} precis.  recall      F1"
        "  changed  unusual   harmed\n"
    )
    for name, system in systems.items():
        for damage, mark in DAMAGES.items():
            total = Score()
            for text in tested:
                total += judge.compare(text, system(text.replace(ZWNJ, mark)))
            sys.stdout.write(f"{name:17} {damage:8} {total}\n")


if __name__ == "__main__":
    main()
