"""Loading large tables without the garbage collector looking through them."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def uncollected() -> Iterator[None]:
    """Let no garbage be collected until the block ends.

    Models are hundreds of thousands of strings and tuples and no garbage; the collector
    would look through them several times while they grow, a tenth of the loading.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
