"""What was missed and what is wrong, each in its sentence, as one HTML page."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import jinja2

from kg.evaluate.scoring import score


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.evaluate.matching import Fact
    from kg.evaluate.scoring import Comparison


_SHOWN = ("roles.triple", "events.triple", "quotes.triple")
_FIELDS = {
    "roles.triple": ("person", "role", "organization", "status"),
    "events.triple": ("event", "trigger", "date", "date_text", "location"),
    "quotes.triple": ("speaker", "cue", "text", "kind"),
}
_ANCHORS = ("text", "person", "event", "trigger", "speaker")
_CONTEXT = 160


def render_report(comparison: Comparison, texts: Mapping[str, str]) -> str:
    """Return the error report.

    Args:
        comparison: What was compared.
        texts: Articles' texts by id, for the sentences; may lack some.
    """
    scores = [(name, score(found)) for name, found in comparison.outcomes.items()]
    errors = [error for name in _SHOWN for error in _errors(comparison, name, texts)]
    return _template().render(scores=scores, errors=errors, missing=comparison.missing)


def _errors(
    comparison: Comparison, measure: str, texts: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    for outcome in comparison.outcomes[measure]:
        for verdict, facts in (("missed", outcome.missed), ("wrong", outcome.wrong)):
            for fact in facts:
                before, exact, after = _sentence(texts.get(outcome.article, ""), fact)
                yield {
                    "measure": measure,
                    "verdict": verdict,
                    "article": outcome.article,
                    "fields": [(key, fact.get(key)) for key in _FIELDS[measure]],
                    "rule": fact.get("rule", ""),
                    "before": before,
                    "exact": exact,
                    "after": after,
                }


def _sentence(text: str, fact: Fact) -> tuple[str, str, str]:
    """Return the text around the first part of a fact that the text has."""
    for key in _ANCHORS:
        exact = str(fact.get(key) or "")
        at = text.find(exact) if exact else -1
        if at >= 0:
            end = at + len(exact)
            before = text[max(0, at - _CONTEXT) : at].rpartition("\n")[2]
            after = text[end : end + _CONTEXT].partition("\n")[0]
            return before, exact, after
    return "", "", ""


@cache
def _template() -> jinja2.Template:
    source = files("kg.evaluate") / "report.html.j2"
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    return environment.from_string(source.read_text(encoding="utf-8"))
