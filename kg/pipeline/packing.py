"""Articles, extractions and profiles as bytes: for workers and for the ledger."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import replace

import msgspec

from kg.model import Article, Extraction, Source
from kg.resolve import KnownNames, Profile


_NOWHERE = Source(path="")
_encoder = msgspec.msgpack.Encoder()
_articles = msgspec.msgpack.Decoder(Article)
_extractions = msgspec.msgpack.Decoder(Extraction)
_profiles = msgspec.msgpack.Decoder(Profile)
_names = msgspec.msgpack.Decoder(KnownNames)


def article_digest(article: Article) -> str:
    """Return a digest of an article's content; where it was read does not matter."""
    content = _encoder.encode(replace(article, source=_NOWHERE))
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def pack_article(article: Article) -> bytes:
    """Return an article as bytes, less where it was read."""
    return _encoder.encode(replace(article, source=_NOWHERE))


def unpack_article(packed: bytes) -> Article:
    """Return the article that :func:`pack_article` packed."""
    return _articles.decode(packed)


def pack_extraction(extraction: Extraction) -> bytes:
    """Return an extraction as bytes."""
    return zlib.compress(_encoder.encode(extraction), 1)


def unpack_extraction(packed: bytes) -> Extraction:
    """Return the extraction that :func:`pack_extraction` packed."""
    return _extractions.decode(zlib.decompress(packed))


def pack_profile(profile: Profile) -> bytes:
    """Return a profile as bytes."""
    return _encoder.encode(profile)


def unpack_profile(packed: bytes) -> Profile:
    """Return the profile that :func:`pack_profile` packed."""
    return _profiles.decode(packed)


def pack_names(known: KnownNames) -> bytes:
    """Return what names become as bytes."""
    return zlib.compress(_encoder.encode(known), 1)


def unpack_names(packed: bytes) -> KnownNames:
    """Return what :func:`pack_names` packed; nothing for no bytes."""
    return _names.decode(zlib.decompress(packed)) if packed else KnownNames()
