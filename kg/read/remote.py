"""Files behind a URL (``s3://``, ``hdfs://``, ``memory://`` …), through fsspec.

fsspec is in the extra ``scale``; a protocol may want a package of its own, which fsspec
names (``s3://`` wants s3fs). Credentials come from where those packages look for them.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from kg.errors import ReadError


if TYPE_CHECKING:
    from collections.abc import Iterator


_URL = re.compile(r"[a-z][a-z0-9+.-]+(?:::[a-z][a-z0-9+.-]+)*://", re.IGNORECASE)


def is_url(path: str) -> bool:
    """Say whether a path is an address that fsspec opens.

    >>> is_url("s3://news/1403"), is_url("news/1403"), is_url("C:/news")
    (True, False, False)
    """
    return _URL.match(path) is not None


def _resolve(address: str) -> tuple[Any, str]:
    """Return the file system of an address and the path there.

    Raises:
        ReadError: If fsspec or the protocol's package is missing.
    """
    try:
        # Only who gives an address needs fsspec.
        from fsspec.core import url_to_fs  # noqa: PLC0415
    except ImportError as error:
        raise ReadError(
            f"{address}: addresses need fsspec: pip install 'persian-news-kg[scale]'"
        ) from error
    try:
        return cast("tuple[Any, str]", url_to_fs(address))
    except (ImportError, ValueError) as error:
        raise ReadError(f"{address}: {error}") from error


@contextmanager
def _translated() -> Iterator[None]:
    """Let what goes wrong in a file system be an ``OSError``, whatever it was."""
    try:
        yield
    except (OSError, ReadError):
        raise
    # Each file system has errors of its own (botocore's for missing credentials).
    except Exception as error:
        raise OSError(f"{type(error).__name__}: {error}") from error


@_translated()
def list_remote(address: str) -> list[tuple[str, str, bool]]:
    """Return name, address, and whether it is what was asked for, of each file there.

    A file gives itself, under its last part; a folder all that lies in it, under the
    path below it, hidden files and folders left out, as in local folders.

    Raises:
        ReadError: If fsspec or the protocol's package is missing.
        OSError: If there is no such file or folder, or it cannot be listed.
    """
    system, path = _resolve(address)
    if system.isfile(path):
        return [(path.rpartition("/")[2], system.unstrip_protocol(path), True)]
    if not system.isdir(path):
        raise FileNotFoundError(2, "no such file or folder")
    root = path.rstrip("/") + "/"
    found = sorted(one[len(root) :].split("/") for one in system.find(path))
    return [
        ("/".join(parts), system.unstrip_protocol(root + "/".join(parts)), False)
        for parts in found
        if not any(part.startswith(".") for part in parts)
    ]


def canonical(address: str) -> str:
    """Return the one address of a file that may have several (``memory://a``)."""
    system, path = _resolve(address)
    return cast("str", system.unstrip_protocol(path))


@_translated()
def open_remote(address: str) -> BinaryIO:
    """Open the file at an address for reading.

    Raises:
        ReadError: If fsspec or the protocol's package is missing.
        OSError: If it cannot be opened.
    """
    system, path = _resolve(address)
    return cast("BinaryIO", system.open(path, "rb"))


@_translated()
def version_of(address: str) -> str:
    """Return what changes when the file at an address does.

    A digest of its entity tag, size or time, as the file system has them; its bytes
    are not read.

    Raises:
        ReadError: If fsspec or the protocol's package is missing.
        OSError: If there is no such file.
    """
    system, path = _resolve(address)
    return hashlib.blake2b(str(system.ukey(path)).encode(), digest_size=16).hexdigest()


def remote_exists(address: str) -> bool:
    """Say whether there is a file at an address."""
    system, path = _resolve(address)
    return bool(system.isfile(path))


def read_bytes(address: str) -> bytes:
    """Return the bytes of the file at an address."""
    system, path = _resolve(address)
    return cast("bytes", system.cat_file(path))


def write_bytes(address: str, content: bytes) -> None:
    """Write a file that is seen whole or not at all; folders are made if need be."""
    system, path = _resolve(address)
    system.makedirs(path.rpartition("/")[0], exist_ok=True)
    part = f"{path}.{uuid.uuid4().hex}.part"
    system.pipe_file(part, content)
    system.mv(part, path)
