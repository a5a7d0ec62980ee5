"""What a Dask worker does: packed articles in, rows or the name of a shard out.

The task lives in a module that every worker imports, so that nothing but the articles
travels; a function of ``__main__`` would be sent, and its models made, each time.
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from kg.errors import GraphError
from kg.graph.ledger import ExtractionRow
from kg.pipeline import versions
from kg.pipeline.child import Way, extract_batch
from kg.read.remote import read_bytes, remote_exists, write_bytes


if TYPE_CHECKING:
    from collections.abc import Sequence


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(list[ExtractionRow])


def extract_rows(batch: Sequence[bytes], way: Way) -> list[ExtractionRow]:
    """Return what comes of packed articles.

    Raises:
        GraphError: If this machine has another extractor than the build.
    """
    _check(way.extractor)
    return extract_batch(batch, way)


def extract_shard(batch: Sequence[bytes], way: Way, folder: str) -> str:
    """Write what comes of packed articles to a shard, and return its address.

    The shard's name depends on the articles and the extractor alone; one that is there
    already, from a worker that died after writing or from an earlier build, is taken
    as it is.

    Args:
        batch: Packed articles.
        way: How they are extracted.
        folder: Address of the folder of shards, anything that fsspec can write.

    Raises:
        GraphError: If this machine has another extractor than the build.
    """
    _check(way.extractor)
    name = hashlib.blake2b(way.extractor.encode(), digest_size=16)
    for packed in batch:
        name.update(hashlib.blake2b(packed).digest())
    address = f"{folder.rstrip('/')}/{name.hexdigest()}.rows"
    if not remote_exists(address):
        write_bytes(address, _encoder.encode(extract_batch(batch, way)))
    return address


def read_shard(address: str) -> list[ExtractionRow]:
    """Return the rows of a shard that :func:`extract_shard` wrote."""
    return _decoder.decode(read_bytes(address))


@cache
def _check(extractor: str) -> None:
    if versions.extractor_fingerprint() != extractor:
        raise GraphError(
            "a worker has another version of kg, its word lists or hazm than the "
            "machine that builds; install the same on both"
        )
