"""Regular expressions that all supported Pythons match alike."""

from __future__ import annotations

import pkgutil
import re
import re._parser as parser
from importlib import import_module

import pytest

import kg.annotate
import kg.extract
import kg.read
import kg.resolve


def _patterns() -> dict[str, re.Pattern[str]]:
    """Return the patterns that the modules of extraction and resolution hold."""
    found: dict[str, re.Pattern[str]] = {}
    for package in (kg.annotate, kg.extract, kg.read, kg.resolve):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for name, value in vars(import_module(module.name)).items():
                if isinstance(value, re.Pattern):
                    found[f"{module.name}.{name}"] = value
    return found


def _is_possessive(pattern: str, flags: int = 0) -> bool:
    tree = repr(parser.parse(pattern, flags).data)
    return "POSSESSIVE_REPEAT" in tree or "ATOMIC_GROUP" in tree


@pytest.mark.parametrize("pattern", [r"(?:a++ )*+", r"x(?>a|b)"])
def test_possessive_patterns_are_told(pattern: str) -> None:
    assert _is_possessive(pattern)


def test_no_pattern_is_possessive() -> None:
    # Python 3.11.2, Debian 12's, matches «(?: word)*+» a space too far
    patterns = _patterns()

    assert "kg.annotate.halfspace._WORDS" in patterns
    assert [
        name
        for name, each in patterns.items()
        if _is_possessive(each.pattern, each.flags)
    ] == []
