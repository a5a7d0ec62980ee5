"""Documents and extractions for people to read: annotation, explanation, CoNLL-U."""

from kg.show.document import to_conllu, to_text
from kg.show.explanation import explain


__all__ = ["explain", "to_conllu", "to_text"]
