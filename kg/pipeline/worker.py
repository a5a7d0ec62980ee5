"""What a worker process does: packed articles in, packed extractions out.

The function lives in a module of its own so that worker processes can import it; the
language models are made once for each process, at the first article.
"""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from queue import SimpleQueue
from typing import TYPE_CHECKING

from kg.graph.ledger import ExtractionRow
from kg.model import Article, Extraction, Source
from kg.pipeline.collector import keep_loaded, seldom_collecting
from kg.pipeline.packing import (
    article_digest,
    pack_extraction,
    pack_profile,
    unpack_article,
)
from kg.resolve import complete, to_profile


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection


OVERRUN = "took longer than "
"""How the reason of an article begins that took longer than it may."""


_SAMPLE = Article(
    id="sample",
    title="استاندار کوهپایه: کار ادامه دارد",
    lead="به گزارش خبرگزاری سپیدار، بهرام کیانفر استاندار کوهپایه روز شنبه استعفا کرد.",
    body="وی در نشست خبری دوم تیر ۱۴۰۳ در یزد گفت: «کار ادامه دارد و همه می‌آیند.»\n"
    "مهسا رستگار، وزیر ارتباطات و رئیس سازمان آب نیز با بیان اینکه سه نفر در زلزله "
    "دیروز شیراز کشته شدند افزود: دیدار تیم ملی فردا در ورزشگاه آزادی برگزار می‌شود.",
    source=Source(path=""),
    publisher="خبرگزاری سپیدار",
)


class _TooLongError(Exception):
    """An article takes longer than it may."""


def understand(article: Article) -> Extraction:
    """Annotate ``article`` and extract what it states; every name has an entity."""
    # half a second to import; a build that finds nothing new needs neither
    from kg.annotate import annotate  # noqa: PLC0415
    from kg.extract import extract  # noqa: PLC0415

    return complete(extract(annotate(article)))


def load_models() -> None:
    """Load all that articles are extracted with, by reading one that needs it."""
    to_profile(understand(_SAMPLE))


def extract_packed(packed: bytes, *, extractor: str, timeout: float) -> ExtractionRow:
    """Return what comes of a packed article; a failure becomes its reason.

    Args:
        packed: As ``pack_article`` gives it.
        extractor: Fingerprint of the extractor.
        timeout: Seconds the article may take; ``0`` for no limit.
    """
    article = unpack_article(packed)
    try:
        with _limit(timeout):
            extraction = understand(article)
    except _TooLongError:
        reason = overrun(timeout)
    # One bad article must not stop a build of thousands: it is reported and skipped.
    except Exception as error:  # noqa: BLE001
        reason = f"{type(error).__name__}: {error}"
    else:
        return ExtractionRow(
            digest=article_digest(article),
            extractor=extractor,
            extraction=pack_extraction(extraction),
            profile=pack_profile(to_profile(extraction)),
        )
    return failure_row(article, extractor, reason)


def overrun(timeout: float) -> str:
    """Return why an article gave nothing that took longer than it may."""
    return f"{OVERRUN}{timeout:g} s"


def failure_row(article: Article, extractor: str, reason: str) -> ExtractionRow:
    """Return the row of an article that gave nothing; a later version may try it."""
    return ExtractionRow(
        digest=article_digest(article),
        extractor=extractor,
        extraction=pack_extraction(Extraction(article=article)),
        profile=None,
        failure=reason,
    )


@contextmanager
def _limit(seconds: float) -> Iterator[None]:
    """Raise :class:`_TooLongError` in the block after some seconds."""
    if seconds <= 0 or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _raise_too_long)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _raise_too_long(_number: int, _frame: object) -> None:
    raise _TooLongError


def serve(connection: Connection, extractor: str, timeout: float) -> None:
    """Extract each batch that comes over ``connection`` until ``None`` comes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides on Ctrl-C
    with seldom_collecting():
        for number, batch in enumerate(_batches(connection)):
            rows = [
                extract_packed(packed, extractor=extractor, timeout=timeout)
                for packed in batch
            ]
            connection.send(rows)
            if number == 0:
                keep_loaded()


def _batches(connection: Connection) -> Iterator[Sequence[bytes]]:
    """Yield what comes over ``connection`` until ``None`` comes or it is closed.

    A thread takes it from the pipe, so that the parent's sending never waits for an
    answer that waits for the parent.
    """
    queue: SimpleQueue[Sequence[bytes] | None] = SimpleQueue()
    threading.Thread(target=_receive, args=(connection, queue), daemon=True).start()
    while (batch := queue.get()) is not None:
        yield batch


def _receive(
    connection: Connection, queue: SimpleQueue[Sequence[bytes] | None]
) -> None:
    """Put what comes over ``connection`` into ``queue``, and ``None`` at its end."""
    batch: Sequence[bytes] | None = ()
    while batch is not None:
        try:
            batch = connection.recv()
        except (EOFError, OSError):
            batch = None
        queue.put(batch)
