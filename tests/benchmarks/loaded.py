"""Imported, this loads the language models: for processes that are forked from here."""

from kg.model import Article, Source
from kg.pipeline import understand


understand(
    Article(id="n1", title="", lead="", body="باران آمد.", source=Source(path=""))
)
