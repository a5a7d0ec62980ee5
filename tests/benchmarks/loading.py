"""What the first article costs: loading of hazm, of our models and word lists.

``python -m tests.benchmarks.loading``

Each part is loaded once, in a process of its own that loads nothing before it but what
it needs; processor seconds, beside those of a bare Python and of ``import hazm``.
"""

from __future__ import annotations

import subprocess
import sys


_HAZM = """
from kg.annotate.hazm_parts import hazm_part
for name in ("Lemmatizer", "Normalizer", "SentenceTokenizer", "WordTokenizer"):
    hazm_part(name)
"""
_OURS = """
from kg.annotate import conjugation, gazetteer, halfspace, tagger, verbs
from kg.annotate.names.recognizer import recognizer
from kg.annotate.times.lexer import lexicon
import kg.annotate, kg.extract, kg.read
BEGIN = process_time()
recognizer(), halfspace.repairer(), gazetteer.names(), lexicon()
tagger.tag([["خبر"]])
conjugation.inflections()
"""
_FIRST = """
from kg.annotate import annotate
from kg.extract import extract
from kg.model import Article, Source
body = "رئیس شورا روز شنبه در نشست خبری گفت: کتابخانه تازه گشایش می‌یابد."
article = Article(id="a", title="", lead="", body=body, source=Source(path="a"))
extract(annotate(article))
"""
PARTS = {
    "import hazm": "import hazm",
    "the parts of hazm that we use": _HAZM,
    "our models and word lists": _OURS,
    "everything up to the first article's statements": _FIRST,
}
_TIMED = """
from time import process_time
BEGIN = process_time()
{part}
print(process_time() - BEGIN)
"""


def seconds(part: str, *, runs: int = 5) -> float:
    """Return the least processor seconds of ``runs`` runs of a part."""
    code = _TIMED.format(part=part)
    command = [sys.executable, "-W", "ignore", "-c", code]
    return min(
        float(subprocess.run(command, check=True, capture_output=True).stdout)
        for _ in range(runs)
    )


def main() -> None:
    """Print a line a part."""
    for name, part in PARTS.items():
        sys.stdout.write(f"{seconds(part):6.2f} s  {name}\n")


if __name__ == "__main__":
    main()
