"""Recognizing the encoding of a file and reading it as UTF-8.

UTF-8 and UTF-16, with or without a mark, and Windows-1256 are told apart by their
bytes and by whether the result reads as Persian; charset-normalizer is asked last.
"""

from __future__ import annotations

import codecs
import io
import re
from typing import TYPE_CHECKING, BinaryIO, cast

from kg.read.limits import SAMPLE_BYTES
from kg.read.origin import RefusedError


if TYPE_CHECKING:
    from typing_extensions import Buffer


_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_WORD = re.compile(r"[^\W\d_]+")
_PERSIAN = re.compile("[\u0600-\u06ff\u200c]+")
# the commonest short words: some stand in any Persian text of a few lines
_SHORT_WORDS = frozenset({"و", "در", "به", "از", "که", "را", "با", "این", "است", "می"})
MAX_CONTROL_SHARE = 0.05
FEW_BAD = 2
MAX_BAD_SHARE = 0.05


def recognize(sample: bytes) -> str:
    """Return the encoding of the file that begins with ``sample``.

    Args:
        sample: The first bytes of the file, or all of it.

    Returns:
        ``utf-8``, ``utf-8-sig``, ``utf-16`` (marked), ``utf-16-le``, ``utf-16-be``,
        ``cp1256`` or what charset-normalizer says.

    Raises:
        RefusedError: If the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return encoding
    controls = len(_CONTROL.findall(sample))
    if controls > MAX_CONTROL_SHARE * len(sample):
        return _recognize_utf16(sample)
    if is_mostly_utf8(sample):
        return "utf-8"
    if _reads_as_persian(sample.decode("cp1256", errors="replace")):
        return "cp1256"
    return _ask_charset_normalizer(sample)


def is_mostly_utf8(data: bytes) -> bool:
    """Say whether ``data`` is UTF-8 but for its cut end and a few damaged bytes."""
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(data)
    bad = text.count("\ufffd")
    if bad <= FEW_BAD:
        return True
    # ASCII says nothing: the head of a page in Windows-1256 is full of it
    letters = sum(map(len, _NOT_ASCII.findall(text)))
    return bad <= MAX_BAD_SHARE * letters


def decode(data: bytes) -> tuple[str, str]:
    """Return a whole file as text, and its encoding.

    Raises:
        RefusedError: If the bytes are no text.
    """
    encoding = recognize(data[:SAMPLE_BYTES])
    if encoding == "utf-8" and not is_mostly_utf8(data):
        # the sample was plain ASCII: the head of a page, its style sheets
        encoding = recognize(_first_letters(data))
    return data.decode(encoding, errors="replace"), encoding


def _first_letters(data: bytes) -> bytes:
    found = re.search(rb"[\x80-\xff]", data)
    start = found.start() if found else 0
    return data[start : start + SAMPLE_BYTES]


def _recognize_utf16(sample: bytes) -> str:
    even = sample[: len(sample) // 2 * 2]
    for encoding in ("utf-16-le", "utf-16-be"):
        text = even.decode(encoding, errors="replace")
        letters = "".join(_WORD.findall(text))
        if letters and _share_known(text) > 0.9:
            return encoding
    raise RefusedError("binary data, not text")


def _share_known(text: str) -> float:
    """Return the share of ``text`` that is ASCII or Persian."""
    known = sum(map(len, _PERSIAN.findall(text)))
    known += sum(
        char.isascii() and (char.isprintable() or char in "\n\r\t") for char in text
    )
    return known / len(text)


def _reads_as_persian(text: str) -> bool:
    words = _WORD.findall(text)
    if not words:
        return False
    persian = [word for word in words if _PERSIAN.match(word)]
    common = sum(word in _SHORT_WORDS for word in persian)
    return len(persian) > 0.3 * len(words) and common > 0.03 * len(persian)


def _ask_charset_normalizer(sample: bytes) -> str:
    # rarely needed, and slow to import
    from charset_normalizer import from_bytes  # noqa: PLC0415

    best = from_bytes(sample).best()
    if best is None or not _reads_as_persian(str(best)):
        raise RefusedError("not text in an encoding that Persian is written in")
    return str(best.encoding)


class _Transcoded(io.RawIOBase):
    """The bytes ``head`` and then ``rest``, as UTF-8 without a byte order mark."""

    def __init__(self, head: bytes, rest: BinaryIO, encoding: str) -> None:
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._rest = rest
        self._as_is = encoding == "utf-8"
        self._ready = self._convert(head)

    def _convert(self, data: bytes) -> bytes:
        if self._as_is:
            return data
        return self._decoder.decode(data, not data).encode("utf-8", "replace")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        view = memoryview(buffer).cast("B")
        while not self._ready:
            data = self._rest.read(SAMPLE_BYTES)
            self._ready = self._convert(data)
            if not data:
                break
        size = min(len(view), len(self._ready))
        view[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size


def open_utf8(stream: BinaryIO) -> tuple[io.BufferedReader, str]:
    """Return ``stream`` as UTF-8 bytes, whatever it is encoded in, and the encoding.

    Damaged bytes of a UTF-8 file pass through, so that each record can say so.

    Raises:
        RefusedError: If the file is empty or is no text.
    """
    head = stream.read(SAMPLE_BYTES)
    if not head.strip():
        head += stream.read(SAMPLE_BYTES)
    if not head.strip(b" \t\r\n\0"):
        raise RefusedError("empty")
    encoding = recognize(head)
    reader = io.BufferedReader(_Transcoded(head, stream, encoding), SAMPLE_BYTES)
    return cast("io.BufferedReader", reader), encoding
