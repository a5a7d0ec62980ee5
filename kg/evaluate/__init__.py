"""Scoring extracted facts against a user's own annotations.

Facts are compared as ``GUIDELINES`` of the gold data say: letter variants, half-spaces
and final punctuation never matter, names may be shorter, quotes may differ a little in
extent. Six measures, micro-averaged, each with precision, recall, F1 and a bootstrap
confidence interval over articles.
"""

from kg.evaluate.matching import MEASURES, Fact, Measure
from kg.evaluate.page import render_report
from kg.evaluate.scoring import (
    Comparison,
    Outcome,
    Score,
    breakdown,
    compare,
    grouping,
    read_records,
    score,
)


__all__ = [
    "MEASURES",
    "Comparison",
    "Fact",
    "Measure",
    "Outcome",
    "Score",
    "breakdown",
    "compare",
    "grouping",
    "read_records",
    "render_report",
    "score",
]
