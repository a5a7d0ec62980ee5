"""Several files as one zip archive or folder; the same bytes each time."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kg.errors import naming


if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


_EPOCH = (1980, 1, 1, 0, 0, 0)


def to_zip(files: Mapping[str, bytes]) -> bytes:
    """Return files as a zip archive in which all are of the first day zip knows."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()


def write_folder(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files into a folder, made if need be."""
    with naming(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
