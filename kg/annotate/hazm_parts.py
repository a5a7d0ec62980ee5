"""The parts of hazm that we use, without what it imports for its other parts.

``import hazm`` loads taggers, chunkers and word vectors too, and with them nltk,
scikit-learn, SciPy and gensim: seconds of every start for four classes that need none
of them. So their modules are loaded alone, inside a package that stands in for hazm
while they load; afterwards nothing of it is left behind, and ``import hazm`` means
what it always meant. Where a version of hazm is built otherwise, it is imported whole.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from contextlib import contextmanager
from functools import cache
from threading import Lock
from types import ModuleType
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


# Modules of the classes that we use and of those that these use.
_MODULES: Mapping[str, str] = {
    "Conjugation": "lemmatizer",
    "Lemmatizer": "lemmatizer",
    "Normalizer": "normalizer",
    "SentenceTokenizer": "sentence_tokenizer",
    "Stemmer": "stemmer",
    "WordTokenizer": "word_tokenizer",
}
_PARTS = ("Lemmatizer", "Normalizer", "SentenceTokenizer", "Stemmer", "WordTokenizer")
# The two abstract classes that hazm's classes name as their bases.
_INTERFACES = {"nltk.tokenize.api": "TokenizerI", "nltk.stem.api": "StemmerI"}
_lock = Lock()


class _Package(ModuleType):
    """Stands in for hazm: each name is taken from the module that defines it."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        module = importlib.import_module(f"hazm.{_MODULES.get(name, 'utils')}")
        return getattr(module, name)


def hazm_part(name: str) -> Any:
    """Return a class of hazm by its name, one of those that this package uses.

    Raises:
        ModuleNotFoundError: If hazm is not installed.
    """
    with _lock:
        found = _light_parts()
    return getattr(importlib.import_module("hazm"), name) if not found else found[name]


@cache
def _light_parts() -> Mapping[str, Any]:
    """Return the classes by name; nothing where hazm is loaded or built otherwise."""
    spec = importlib.util.find_spec("hazm")
    loaded = "hazm" in sys.modules or "nltk" in sys.modules
    if loaded or spec is None or spec.submodule_search_locations is None:
        return {}
    package = _Package("hazm")
    package.__path__ = list(spec.submodule_search_locations)
    package.__spec__ = spec
    with _standing_in(package):
        try:
            return {name: getattr(package, name) for name in _PARTS}
        except (ImportError, AttributeError):
            return {}


@contextmanager
def _standing_in(package: ModuleType) -> Iterator[None]:
    """Let ``package`` be hazm, and empty modules nltk, until the block ends."""
    sys.modules["hazm"] = package
    for path, interface in _INTERFACES.items():
        top, middle, _ = path.split(".")
        for name in (top, f"{top}.{middle}", path):
            sys.modules.setdefault(name, ModuleType(name))
        setattr(sys.modules[path], interface, type(interface, (), {}))
    try:
        yield
    finally:
        for name in [*sys.modules]:
            if name.split(".")[0] in {"hazm", "nltk"}:
                del sys.modules[name]
