"""Loading hazm's parts; each case runs in a process that has imported nothing."""

from __future__ import annotations

import subprocess
import sys


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_parts_leave_nothing_else_loaded() -> None:
    code = (
        "import sys; from kg.annotate.hazm_parts import hazm_part; "
        "hazm_part('WordTokenizer'); "
        "print([n for n in ('hazm', 'nltk', 'sklearn', 'gensim') if n in sys.modules])"
    )

    assert run(code) == "[]"


def test_parts_do_what_those_of_the_whole_package_do() -> None:
    code = (
        "from kg.annotate.hazm_parts import hazm_part; "
        "light = hazm_part('Lemmatizer')().lemmatize('کتاب‌ها'); "
        "import hazm; "
        "print(light == hazm.Lemmatizer().lemmatize('کتاب‌ها') == 'کتاب')"
    )

    assert run(code) == "True"


def test_the_whole_package_is_used_where_it_is_loaded() -> None:
    code = (
        "import hazm; from kg.annotate.hazm_parts import hazm_part; "
        "print(hazm_part('Normalizer') is hazm.Normalizer)"
    )

    assert run(code) == "True"
