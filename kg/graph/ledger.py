"""The ledger of a graph folder: what was read, what came of it, what the store holds.

SQLite, because it commits atomically and survives a crash. Three layers:

* ``files``, ``lines``, ``articles``, ``problems``: what each input file held when last
  read;
* ``extractions``: what each article states, by content digest; a cache, kept as long
  as an article needs it;
* ``graphs``, ``blocks`` and the generation: what the committed store holds. They change
  in one transaction, which is the commit of a build.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from dataclasses import astuple, dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING

from kg.errors import GraphError


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path


SCHEMA_VERSION = "1"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, digest TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS articles (
  path TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL,
  id TEXT NOT NULL, digest TEXT NOT NULL,
  source TEXT NOT NULL, encoding TEXT NOT NULL,
  PRIMARY KEY (path, position)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS articles_by_id ON articles (id);
CREATE TABLE IF NOT EXISTS problems (
  path TEXT NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL,
  source TEXT NOT NULL, reason TEXT NOT NULL, article TEXT,
  PRIMARY KEY (path, position)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS lines (
  path TEXT PRIMARY KEY, reading TEXT NOT NULL, digests BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS extractions (
  digest TEXT PRIMARY KEY, extractor TEXT NOT NULL,
  extraction BLOB NOT NULL, profile BLOB, failure TEXT);
CREATE TABLE IF NOT EXISTS names (
  version TEXT PRIMARY KEY, packed BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS graphs (
  iri TEXT PRIMARY KEY, signature TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS blocks (
  iri TEXT PRIMARY KEY, signature TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pushed (
  url TEXT NOT NULL, kind TEXT NOT NULL, iri TEXT NOT NULL, signature TEXT NOT NULL,
  PRIMARY KEY (url, kind, iri)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS earlier (
  kind TEXT NOT NULL, iri TEXT NOT NULL, signature TEXT,
  PRIMARY KEY (kind, iri)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """An article as a file held it.

    Attributes:
        path: Absolute path of the file, ``-`` for standard input.
        position: Place among what the file held, from 0.
        name: The file's path below the folder that was given.
        id: The article's id.
        digest: Of its content.
        source: ``path!member:record`` as shown to people.
        encoding: The file's encoding.
    """

    path: str
    position: int
    name: str
    id: str
    digest: str
    source: str
    encoding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemRow:
    """An input that gave no article, or a warning."""

    path: str
    position: int
    kind: str
    source: str
    reason: str
    article: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractionRow:
    """What came of an article: packed extraction and profile, or a failure."""

    digest: str
    extractor: str
    extraction: bytes
    profile: bytes | None
    failure: str | None = None


_article_values = attrgetter(*ArticleRow.__slots__)
_problem_values = attrgetter(*ProblemRow.__slots__)


class Ledger:
    """An open ledger."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self._path = path
        if read_only and not path.is_file():
            raise GraphError(f"{path.parent}: not a graph folder (no {path.name})")
        try:
            self._db = _connect(path, read_only=read_only)
            version = self.setting("schema", SCHEMA_VERSION)
        except sqlite3.DatabaseError as error:
            raise GraphError(f"{path}: cannot open the ledger: {error}") from error
        if version != SCHEMA_VERSION:
            raise GraphError(
                f"{path}: ledger version {version}, this kg reads {SCHEMA_VERSION}"
            )

    def close(self) -> None:
        """Close the ledger; what was not committed is undone."""
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit all changes of the block, or none."""
        try:
            with self._db:
                self._db.execute("BEGIN IMMEDIATE")
                yield
        except sqlite3.OperationalError as error:
            raise GraphError(
                f"{self._path}: cannot write the ledger: {error}"
            ) from error

    # ------------------------------------------------------------- settings

    def setting(self, key: str, default: str = "") -> str:
        """Return a setting."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,))
        found = row.fetchone()
        return default if found is None else str(found[0])

    def change_setting(self, key: str, value: str) -> None:
        """Change a setting."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    @property
    def generation(self) -> int:
        """Number of the committed generation of the store; ``0`` for none."""
        return int(self.setting("generation", "0"))

    # ------------------------------------------------------- files and articles

    def file_digests(self) -> dict[str, str]:
        """Return the digest of each file as last read."""
        return dict(self._db.execute("SELECT path, digest FROM files"))

    def replace_file(
        self,
        path: str,
        digest: str,
        articles: Iterable[ArticleRow],
        problems: Iterable[ProblemRow],
    ) -> None:
        """Record what a file holds, in place of what it held.

        Of a large file only the rows that differ are written.
        """
        self._db.execute("DELETE FROM lines WHERE path = ?", (path,))
        self._db.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (path, digest))
        self._replace_rows("articles", path, map(_article_values, articles))
        self._replace_rows("problems", path, map(_problem_values, problems))

    def _replace_rows(
        self, table: str, path: str, rows: Iterable[tuple[object, ...]]
    ) -> None:
        """Replace the rows of a file in ``articles`` or ``problems``."""
        select = f"SELECT * FROM {table} WHERE path = ?"  # noqa: S608
        before, now = set(self._db.execute(select, (path,))), set(rows)
        self._db.executemany(
            f"DELETE FROM {table} WHERE path = ? AND position = ?",  # noqa: S608
            [row[:2] for row in before - now],
        )
        values = {"articles": "?, ?, ?, ?, ?, ?, ?", "problems": "?, ?, ?, ?, ?, ?"}
        self._db.executemany(
            f"INSERT INTO {table} VALUES ({values[table]})",  # noqa: S608
            now - before,
        )

    def add_articles(self, articles: Iterable[ArticleRow]) -> None:
        """Record articles of a file."""
        self._db.executemany(
            "INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, ?, ?, ?)",
            map(astuple, articles),
        )

    def merge_articles(self, path: str, articles: Sequence[ArticleRow]) -> None:
        """Add articles to what a file held; one of a known id takes its place."""
        rows = self._db.execute(
            "SELECT max(position) FROM articles WHERE path = ?", (path,)
        )
        last = rows.fetchone()[0]
        first = 0 if last is None else last + 1
        self._db.executemany(
            "DELETE FROM articles WHERE path = ? AND id = ?",
            [(path, one.id) for one in articles],
        )
        self.add_articles(
            replace(one, position=first + index) for index, one in enumerate(articles)
        )

    def remove_file(self, path: str) -> None:
        """Forget a file and what it held."""
        for table in ("files", "lines", "articles", "problems"):
            # the table's name is one of four constants
            self._db.execute(f"DELETE FROM {table} WHERE path = ?", (path,))  # noqa: S608

    def lines(self, path: str) -> tuple[str, bytes]:
        """Return how a file was read when last seen, and its lines' digests, joined.

        Empty for a file whose lines were not taken down.
        """
        found = self._db.execute(
            "SELECT reading, digests FROM lines WHERE path = ?", (path,)
        ).fetchone()
        return ("", b"") if found is None else (found[0], found[1])

    def change_lines(self, path: str, reading: str, digests: bytes) -> None:
        """Take down the digests of a file's lines."""
        row = (path, reading, digests)
        self._db.execute("INSERT OR REPLACE INTO lines VALUES (?, ?, ?)", row)

    def content(self, path: str) -> Iterator[ArticleRow | ProblemRow]:
        """Yield the articles and then the problems of one file."""
        for kind, table in ((ArticleRow, "articles"), (ProblemRow, "problems")):
            columns = kind.__slots__
            # the names of columns and tables are constants
            query = f"SELECT {', '.join(columns)} FROM {table} WHERE path = ?"  # noqa: S608
            for row in self._db.execute(query, (path,)):
                yield kind(**dict(zip(columns, row, strict=True)))

    def articles(self) -> Iterator[ArticleRow]:
        """Yield all articles, by name and place in the file."""
        rows = self._db.execute(
            "SELECT path, position, name, id, digest, source, encoding FROM articles"
            " ORDER BY name, position, path"
        )
        columns = ArticleRow.__slots__
        for row in rows:
            yield ArticleRow(**dict(zip(columns, row, strict=True)))

    def problems(self) -> list[ProblemRow]:
        """Return all problems of reading, by path and position."""
        rows = self._db.execute(
            "SELECT path, position, kind, source, reason, article FROM problems"
            " ORDER BY path, position"
        )
        columns = ProblemRow.__slots__
        return [ProblemRow(**dict(zip(columns, row, strict=True))) for row in rows]

    # ------------------------------------------------------------ extractions

    def known_digests(self, extractor: str) -> set[str]:
        """Return the digests of articles that ``extractor`` has done."""
        rows = self._db.execute(
            "SELECT digest FROM extractions WHERE extractor = ?", (extractor,)
        )
        return {row[0] for row in rows}

    def count_stale(self, extractor: str) -> int:
        """Return how many extractions are another extractor's."""
        rows = self._db.execute(
            "SELECT count(*) FROM extractions WHERE extractor <> ?", (extractor,)
        )
        return int(rows.fetchone()[0])

    def give_up_failures(self, beginning: str, kept: str) -> None:
        """Take failures that begin so for stale, but the ones that are ``kept``."""
        self._db.execute(
            "UPDATE extractions SET extractor = '' WHERE failure <> ?"
            " AND substr(failure, 1, ?) = ?",
            (kept, len(beginning), beginning),
        )

    def add_extractions(self, rows: Iterable[ExtractionRow]) -> None:
        """Record what came of articles."""
        self._db.executemany(
            "INSERT OR REPLACE INTO extractions VALUES (?, ?, ?, ?, ?)",
            map(astuple, rows),
        )

    def extracted_digests(self) -> list[str]:
        """Return the digests of all extractions that did not fail, sorted."""
        rows = self._db.execute(
            "SELECT digest FROM extractions WHERE profile IS NOT NULL ORDER BY digest"
        )
        return [row[0] for row in rows]

    def change_profile(self, digest: str, extraction: bytes, profile: bytes) -> None:
        """Put an extraction and its profile in place of what they were."""
        self._db.execute(
            "UPDATE extractions SET extraction = ?, profile = ? WHERE digest = ?",
            (extraction, profile, digest),
        )

    def profiles(self) -> Iterator[tuple[str, bytes]]:
        """Yield digest and packed profile of each extraction."""
        return iter(
            self._db.execute(
                "SELECT digest, profile FROM extractions WHERE profile IS NOT NULL"
            )
        )

    def names(self, version: str) -> bytes:
        """Return what a version of kg made of names, packed; none for another's."""
        row = self._db.execute(
            "SELECT packed FROM names WHERE version = ?", (version,)
        ).fetchone()
        return b"" if row is None else row[0]

    def change_names(self, version: str, packed: bytes) -> None:
        """Keep what a version of kg made of names, in place of what was kept."""
        self._db.execute("DELETE FROM names")
        self._db.execute("INSERT INTO names VALUES (?, ?)", (version, packed))

    def failures(self) -> dict[str, str]:
        """Return why articles gave no extraction, by digest."""
        return dict(
            self._db.execute(
                "SELECT digest, failure FROM extractions WHERE failure IS NOT NULL"
            )
        )

    def stale_extractions(self, extractor: str) -> Iterator[bytes]:
        """Yield the packed extractions of another extractor that are still needed."""
        rows = self._db.execute(
            "SELECT digest FROM extractions WHERE extractor <> ? AND digest IN"
            " (SELECT digest FROM articles) ORDER BY digest",
            (extractor,),
        )
        for (digest,) in rows.fetchall():
            packed = self.extraction(digest)
            if packed is not None:
                yield packed

    def extraction(self, digest: str) -> bytes | None:
        """Return a packed extraction, or ``None``."""
        row = self._db.execute(
            "SELECT extraction FROM extractions WHERE digest = ?", (digest,)
        ).fetchone()
        return None if row is None else row[0]

    def profile(self, digest: str) -> bytes | None:
        """Return a packed profile, or ``None``."""
        row = self._db.execute(
            "SELECT profile FROM extractions WHERE digest = ?", (digest,)
        ).fetchone()
        return None if row is None else row[0]

    def drop_unused_extractions(self) -> None:
        """Forget the extractions of articles that are gone."""
        self._db.execute(
            "DELETE FROM extractions WHERE digest NOT IN (SELECT digest FROM articles)"
        )

    # ------------------------------------------------------------------ store

    def signatures(self, table: str) -> dict[str, str]:
        """Return the signatures of what the store holds: ``graphs`` or ``blocks``."""
        return dict(self._db.execute(f"SELECT * FROM {table}"))  # noqa: S608

    def pushed(self, url: str, table: str) -> dict[str, str]:
        """Return the signatures of what a server holds: ``graphs`` or ``blocks``."""
        rows = self._db.execute(
            "SELECT iri, signature FROM pushed WHERE url = ? AND kind = ?", (url, table)
        )
        return dict(rows)

    def change_pushed(
        self, url: str, table: str, changed: Mapping[str, str], removed: Iterable[str]
    ) -> None:
        """Record what a server holds now: ``graphs`` or ``blocks``."""
        self._db.executemany(
            "INSERT OR REPLACE INTO pushed VALUES (?, ?, ?, ?)",
            [(url, table, iri, signature) for iri, signature in changed.items()],
        )
        self._db.executemany(
            "DELETE FROM pushed WHERE url = ? AND kind = ? AND iri = ?",
            [(url, table, iri) for iri in removed],
        )

    def earlier_signatures(self, table: str) -> dict[str, str] | None:
        """Return the signatures of what the generation before the last one held.

        ``None`` where an older version of this package wrote that generation.
        """
        tables = "SELECT 1 FROM sqlite_master WHERE name = 'earlier'"
        if self._db.execute(tables).fetchone() is None:
            return None
        found = self.signatures(table)
        rows = self._db.execute(
            "SELECT iri, signature FROM earlier WHERE kind = ?", (table,)
        )
        for iri, signature in rows:
            if signature is None:
                found.pop(iri, None)
            else:
                found[iri] = signature
        return found

    def change_signatures(
        self, table: str, changed: Mapping[str, str], removed: Iterable[str]
    ) -> None:
        """Record what the store holds now: ``graphs`` or ``blocks``.

        What the changed ones were before is kept until the next such change.
        """
        self._db.execute("DELETE FROM earlier WHERE kind = ?", (table,))
        before = f"SELECT signature FROM {table} WHERE iri = ?2"  # noqa: S608
        self._db.executemany(
            f"INSERT INTO earlier VALUES (?1, ?2, ({before}))",  # noqa: S608
            [(table, iri) for iri in {*changed, *removed}],
        )
        self._db.executemany(
            f"INSERT OR REPLACE INTO {table} VALUES (?, ?)",  # noqa: S608
            changed.items(),
        )
        self._db.executemany(
            f"DELETE FROM {table} WHERE iri = ?",  # noqa: S608
            [(iri,) for iri in removed],
        )


def _connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    if read_only:
        uri = f"{path.absolute().as_uri()}?mode=ro"
        return sqlite3.connect(uri, uri=True, timeout=30, isolation_level=None)
    db = sqlite3.connect(path, timeout=30, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    db.executescript(_SCHEMA)
    row = ("schema", SCHEMA_VERSION)
    db.execute("INSERT OR IGNORE INTO meta VALUES (?, ?)", row)
    return db
