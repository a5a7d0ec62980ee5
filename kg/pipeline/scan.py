"""What lies in the inputs, and what of it is new since the ledger last saw it.

A file whose bytes, name and reading are as recorded is not read again, nor are the
lines of one that are.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kg.graph.ledger import ArticleRow, ProblemRow
from kg.model import Problem
from kg.pipeline.packing import article_digest, pack_article
from kg.pipeline.recall import Recall, moved, recall
from kg.pipeline.versions import reader_fingerprint
from kg.read import (
    InputFile,
    is_url,
    list_files,
    open_lines,
    read_file,
    readable,
    real_path,
    version_of,
)


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kg.graph.ledger import Ledger
    from kg.model import Article


STDIN = "-"


@dataclass(slots=True)
class FileContent:
    """What one file held when it was read.

    Attributes:
        file: The file.
        path: Its absolute path, the ledger's key.
        digest: Of its bytes, its name and how it was read.
        articles: Rows of its articles.
        problems: Rows of its problems.
        reading: All that what is read depends on besides the bytes.
        recalled: What is known of its lines, if it consists of lines.
        is_damaged: Whether reading ended early before, so that all is read.
    """

    file: InputFile
    path: str
    digest: str
    articles: list[ArticleRow] = field(default_factory=list)
    problems: list[ProblemRow] = field(default_factory=list)
    reading: str = ""
    recalled: Recall | None = None
    is_damaged: bool = False

    def anew(self) -> FileContent:
        """Return what to read the file into once more, all of it."""
        return FileContent(self.file, self.path, self.digest, is_damaged=True)

    def add(self, row: ArticleRow | ProblemRow) -> None:
        """Add what comes next in the file."""
        row = moved(row, len(self.articles) + len(self.problems))
        if isinstance(row, ArticleRow):
            self.articles.append(row)
        else:
            self.problems.append(row)


def to_problem_row(
    problem: Problem, *, path: str = "", position: int = 0
) -> ProblemRow:
    """Return a problem of reading as a row of the ledger and the report."""
    return ProblemRow(
        path=path,
        position=position,
        kind=problem.kind,
        source=str(problem.source),
        reason=problem.reason,
        article=problem.article_id,
    )


def _nothing() -> None:
    """Do nothing."""


class Scan:
    """One look at the inputs of a build.

    Attributes:
        changed: Files that were read because they are new or changed.
        problems: Inputs that are no files.
        seen: Absolute paths of all files found.
        unchanged: How many files were as recorded.
    """

    def __init__(
        self,
        ledger: Ledger,
        inputs: Sequence[str],
        fields: Mapping[str, str],
        on_change: Callable[[], None] = _nothing,
    ) -> None:
        """Look at nothing yet.

        Args:
            ledger: What was recorded.
            inputs: Files and folders.
            fields: Own names of fields.
            on_change: Called before each file is read that is new or changed.
        """
        self.changed: list[FileContent] = []
        self.problems: list[Problem] = []
        self.seen: set[str] = set()
        self.unchanged = 0
        self._ledger = ledger
        self._inputs = inputs
        self._fields = fields
        self._on_change = on_change
        how = json.dumps(sorted(fields.items()), ensure_ascii=False)
        self._reading = f"{reader_fingerprint()} {how}"

    def new_articles(self, known: set[str]) -> Iterator[bytes]:
        """Yield packed articles whose digests are not ``known``, which grows.

        To be read to its end; only then are the attributes complete.
        """
        recorded = self._ledger.file_digests()
        for found in list_files(self._inputs):
            if isinstance(found, Problem):
                self.problems.append(found)
                continue
            path = real_path(found.path)
            digest = self._digest(found)
            self.seen.add(path)
            if digest and recorded.get(path) == digest:
                self.unchanged += 1
            else:
                self._on_change()
                yield from self._read(FileContent(found, path, digest), known)

    def _digest(self, file: InputFile) -> str:
        """Return the digest of a file; empty, so always new, if it cannot be read."""
        about = hashlib.blake2b(
            f"{file.name}\n{self._reading}".encode(), digest_size=16
        )
        if file.path == STDIN:
            return ""
        try:
            if is_url(file.path):
                about.update(version_of(file.path).encode())
                return about.hexdigest()
            with Path(file.path).open("rb") as stream:
                about.update(hashlib.file_digest(stream, hashlib.blake2b).digest())
        except OSError:
            return ""
        return about.hexdigest()

    def _read(self, content: FileContent, known: set[str]) -> Iterator[bytes]:
        path = readable(content.file.path)
        content.reading = f"{content.file.name}\n{path}\n{self._reading}"
        for item in self._items(content, known):
            self._take_recalled(content, item.source.record)
            if item.source.record is None and content.recalled is not None:
                # Reading ended early: lines after it gave nothing for that alone, and
                # where it ended may depend on what was not shown to the reader.
                content.recalled.digests.clear()
                if content.recalled.unchanged:
                    yield from self._read(content.anew(), known)
                    return
            if isinstance(item, Problem):
                content.add(to_problem_row(item, path=content.path))
                continue
            digest = article_digest(item)
            content.add(_to_row(item, digest, content))
            if digest not in known:
                known.add(digest)
                yield pack_article(item)
        self._take_recalled(content, None)
        self.changed.append(content)

    def _items(
        self, content: FileContent, known: set[str]
    ) -> Iterator[Article | Problem]:
        """Read a file, less the lines that are known."""
        lines = None
        if content.file.path != STDIN:
            # what cannot be opened the reader speaks of
            with suppress(OSError):
                lines = open_lines(content.file.path)
        if lines is not None:
            content.recalled = self._recall(content, known)
            lines = content.recalled.show(lines)
        return read_file(content.file, fields=self._fields, content=lines)

    def _recall(self, content: FileContent, known: set[str]) -> Recall:
        if content.is_damaged:
            return Recall({}, {})
        return recall(self._ledger, content.path, content.reading, known)

    @staticmethod
    def _take_recalled(content: FileContent, record: int | None) -> None:
        """Add what the unchanged lines before a record gave."""
        if content.recalled is not None:
            for row in content.recalled.rows_before(record):
                content.add(row)

    def gone(self) -> list[str]:
        """Return the recorded files that the inputs no longer hold, sorted.

        Only files that are, or lie in a folder that is, among the inputs count.
        """
        roots = [real_path(one) for one in self._inputs if one != STDIN]
        return sorted(
            path
            for path in self._ledger.file_digests()
            if path not in self.seen and any(_is_within(path, root) for root in roots)
        )


def _to_row(article: Article, digest: str, content: FileContent) -> ArticleRow:
    """Return an article of a file as a row of the ledger."""
    return ArticleRow(
        path=content.path,
        position=0,
        name=content.file.name,
        id=article.id,
        digest=digest,
        source=str(article.source),
        encoding=article.source.encoding,
    )


def _is_within(path: str, root: str) -> bool:
    return path == root or path.startswith(root.rstrip(os.sep) + os.sep)
