"""Python's cyclic garbage collector while much is made and kept.

Articles, extractions and profiles hold no cycles to speak of, but the collector walks
through all of them again and again: a tenth of the time of extraction, more of
resolving. It is therefore asked to look seldom.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Iterator


_SELDOM = (200_000, 50, 1000)


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Collect seldom in the block, and as before after it."""
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def keep_loaded() -> None:
    """Leave all that exists now (models, lexicons) out of later collections."""
    gc.collect()
    gc.freeze()
