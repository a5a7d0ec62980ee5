"""Fingerprints of the code and word lists: what must be done again after an upgrade.

A fingerprint depends on every file of the named parts, so that no change goes unseen,
in a checkout as in a wheel. It is kept in the ledger only; the graph itself names the
version of the package.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path


_ROOT = Path(__file__).resolve().parent.parent
_SHARED = ("model.py", "normalize.py", "kept.py", "lexicon.py", "jalali.py")
_READER = ("model.py", "normalize.py", "jalali.py", "read")
_WORKER = ("pipeline/packing.py", "pipeline/worker.py")
_EXTRACTOR = (*_SHARED, "lexicons", "models", "annotate", "extract", *_WORKER)
_PROFILER = (*_SHARED, "lexicons", "resolve")
_COMPOSER = (
    "pipeline/ahead.py",
    "pipeline/compose.py",
    "pipeline/deciding.py",
    "pipeline/linking.py",
)
_BUILDER = (*_SHARED, "lexicons", "decisions", "resolve", "graph", *_COMPOSER)
_ENDINGS = frozenset({".py", ".tsv"})
_FOREIGN = ("hazm", "python-crfsuite")


def package_version() -> str:
    """Return the version of this package."""
    return version("persian-news-kg")


def reader_fingerprint() -> str:
    """Return the fingerprint of what turns files into articles."""
    return _fingerprint(_READER)


def extractor_fingerprint() -> str:
    """Return the fingerprint of what turns articles into statements."""
    foreign = "+".join(f"{name} {version(name)}" for name in _FOREIGN)
    return f"{_fingerprint(_EXTRACTOR)} {foreign}"


def profiler_fingerprint() -> str:
    """Return the fingerprint of what turns extractions into profiles."""
    return _fingerprint(_PROFILER)


def builder_fingerprint() -> str:
    """Return the fingerprint of what turns statements into a graph."""
    return _fingerprint(_BUILDER)


@cache
def _fingerprint(parts: tuple[str, ...]) -> str:
    total = hashlib.blake2b(digest_size=12)
    for part in parts:
        for path in _files(_ROOT / part):
            total.update(path.relative_to(_ROOT).as_posix().encode())
            total.update(_digest(path))
    return total.hexdigest()


@cache
def _digest(path: Path) -> bytes:
    """Return the digest of a file, of which several parts may consist."""
    return hashlib.blake2b(path.read_bytes()).digest()


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    models = path.name == "models"
    return sorted(
        one
        for one in path.rglob("*")
        if one.is_file()
        and "__pycache__" not in one.parts
        and (models or one.suffix in _ENDINGS)
    )
