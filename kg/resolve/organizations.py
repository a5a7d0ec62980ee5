"""Which names of bodies mean one organization.

Names of organizations are nearly unique, so they are joined by a key: folded letters,
no half-spaces, one form of a country's name, no words that only say whose country a
body belongs to, one form of a whole at the end of its parts' names, and one full name
for abbreviations, short and earlier names (``organization_aliases.tsv``). A head that
one writer adds and another leaves out («شرکت سایپا») is left out where the rest is a
body's name by itself. What many countries have («تیم ملی») is the one of the country
that the article is about; what many places or bodies have («شورای شهر») and what begins
with a common noun («کمیته انضباطی») is the one longer name of that kind that its
article has.

Every step is a look-up: the work grows with the number of names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kg.kept import Kept
from kg.lexicon import rows, word_keys
from kg.model import EntityKind, Verdict
from kg.normalize import key_of, match_key
from kg.resolve.judging import Finding
from kg.resolve.naming import words_of
from kg.resolve.places import IRAN, country_codes


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.resolve.profile import EntityProfile, Profile


# Words that one writer adds and another leaves out: «… جمهوری اسلامی ایران», «… کشور».
_TAILS = tuple(
    match_key(tail)
    for tail in (
        "جمهوری اسلامی ایران",
        "ج.ا.ایران",
        "ج.ا.ا",
        "جمهوری اسلامی",
        "کشورمان",
        "کشور",
    )
)
_KEPT = frozenset(
    match_key(name)
    for name in (
        "خبرگزاری جمهوری اسلامی",
        "حزب جمهوری اسلامی",
        "وزارت کشور",
        "وزیر کشور",
    )
)
_PUNCTUATION = str.maketrans("", "", "،,.«»\"'()؛:-–")
_LETTER = 3
"""The most characters of a letter's name («سین»)."""
_MINISTER = match_key("وزیر")
_MINISTRY = "وزارت"
_OF_MINISTER = "the ministry of the minister of that field"
_IRANIAN = match_key("ایران")
_LEAST = 2
"""Bodies that a name without its head must be named in, to be a name by itself."""

_ARTICLE_S_OWN = ("own:", "described:")
Named = tuple[str, "EntityProfile"]
"""An article's id and an organization of it."""


@cache
def _aliases() -> dict[str, str]:
    return {_plain(row[0]): row[1] for row in rows("organization_aliases", 2)}


@cache
def _countries() -> tuple[tuple[str, str], ...]:
    """Return forms of countries' names and the one they become, longest first."""
    pairs = [(_plain(row[0]), _plain(row[1])) for row in rows("country_forms", 2)]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


@cache
def _country_forms() -> tuple[str, ...]:
    return tuple(form for form, _ in _countries())


@cache
def _wholes() -> tuple[tuple[str, str], ...]:
    return tuple((_plain(row[0]), _plain(row[1])) for row in rows("whole_forms", 2))


@cache
def _whole_forms() -> tuple[str, ...]:
    return tuple(form for form, _ in _wholes())


@cache
def _nouns() -> frozenset[str]:
    return word_keys("organization_heads")


@cache
def _known() -> frozenset[str]:
    """Return the keys of names that need no longer one."""
    names = [row[1] for row in rows("organization_aliases", 2)]
    names += [row[0] for row in rows("organization_names", 1)]
    return frozenset(map(organization_key, names)) | _generic().keys()


@cache
def _heads() -> tuple[str, ...]:
    """Return the keys of heads that may be left out, longest first."""
    keys = word_keys("optional_heads")
    return tuple(sorted(keys, key=lambda key: (-len(key), key)))


@cache
def _generic() -> dict[str, str]:
    return {_plain(row[0]): row[1] for row in rows("generic_bodies", 2)}


def _plain(name: str) -> str:
    return _plain_names[name]


def _plain_name(name: str) -> str:
    return match_key(name.translate(_PUNCTUATION)).casefold()


_plain_names = Kept(_plain_name, most=1 << 18)


def organization_key(name: str) -> str:
    """Return the key under which the names of one body meet.

    >>> organization_key("ناجا") == organization_key("نیروی انتظامی")
    True
    >>> organization_key("ارتش جمهوري اسلامي ايران") == organization_key("ارتش")
    True
    >>> organization_key("کنگره ایالات متحده") == organization_key("کنگره آمریکا")
    True
    """
    return _organization_keys[name]


def _organization_key(name: str) -> str:
    key = _one_whole(_one_country(_plain(_without_echo(name))))
    full = _aliases().get(key)
    if full is not None:
        key = _one_whole(_plain(full))
    if key in _KEPT:
        return key
    for tail in _TAILS:
        if key.endswith(tail) and len(key) - len(tail) >= 3:
            return key[: -len(tail)]
    return key


_organization_keys = Kept(_organization_key, most=1 << 18)


class BodyKeys(NamedTuple):
    """What the name of a body is looked up by.

    Attributes:
        plain: Its letters.
        key: What :func:`organization_key` gives.
    """

    plain: str
    key: str


def body_keys(name: str) -> BodyKeys:
    """Return what a name of a body is looked up by."""
    return BodyKeys(_plain(name), organization_key(name))


def take_body_keys(names: Sequence[str], keys: Sequence[BodyKeys]) -> None:
    """Take for granted what names of bodies are looked up by."""
    _plain_names.update(zip(names, [one.plain for one in keys], strict=True))
    _organization_keys.update(zip(names, [one.key for one in keys], strict=True))


def home_key(name: str) -> str:
    """Return the key that a name has where no country but Iran is spoken of.

    >>> home_key("مجلس") == organization_key("مجلس شورای اسلامی")
    True
    """
    full = _plain(name) + _IRANIAN
    is_common = _generic().get(_plain(name)) == "country" and full in _aliases()
    return organization_key(full if is_common else name)


def _without_echo(name: str) -> str:
    """Drop a word that is said twice in a row: «خبرگزاری خبرگزاری کویر».

    Letters are not («بی بی سی»).
    """
    words = name.split()
    kept = [
        word
        for at, word in enumerate(words)
        if not at or word != words[at - 1] or len(word) <= _LETTER
    ]
    return " ".join(kept)


def _one_country(key: str) -> str:
    """Put one form for the country that a name ends with."""
    if not key.endswith(_country_forms()):  # nearly always, and told at once
        return key
    for form, name in _countries():
        if key.endswith(form) and len(key) > len(form):
            return key[: -len(form)] + name
    return key


def _one_whole(key: str) -> str:
    """Put one form for the whole that the name of a part ends with."""
    if not key.endswith(_whole_forms()):
        return key
    for form, name in _wholes():
        if key.endswith(form) and len(key) > len(form):
            return key[: -len(form)] + name
    return key


# ---------------------------------------------------------------------- a whole corpus


@dataclass(frozen=True, slots=True)
class Bodies:
    """Names of bodies that are one organization, and why.

    Attributes:
        key: What they share; unique.
        members: Article ids and organizations.
        reason: Why they are one.
    """

    key: str
    members: Sequence[Named]
    reason: str

    @property
    def is_of_one_article(self) -> bool:
        """Whether only its article tells what is meant."""
        return self.key.startswith(_ARTICLE_S_OWN)

    @property
    def names(self) -> list[str]:
        """The members' names, less those that mean it in some articles only."""
        names = [entity.name for _, entity in self.members]
        if len(names) == 1 or self.is_of_one_article:
            return names
        return [one for one in names if organization_key(one) == self.key] or names


@dataclass(frozen=True, slots=True)
class _Naming:
    """What a name is looked up by, and why.

    Attributes:
        key: The key.
        reason: Why it is the key of the name.
        score: How sure that is, 0–1.
    """

    key: str
    reason: str
    score: float


def group_bodies(
    profiles: Sequence[Profile],
) -> tuple[list[Bodies], list[Finding]]:
    """Group the organizations of a corpus.

    Args:
        profiles: Sorted by article.

    Returns:
        Groups sorted by key, and what was found on the way: why forms of a name were
        taken in, and which longer names were kept apart.
    """
    registry = _Registry(profiles)
    groups: defaultdict[str, list[Named]] = defaultdict(list)
    namings: dict[tuple[str, str], _Naming] = {}
    for profile in profiles:
        article_id = profile.article_id
        settled = registry.longer_names(profile) | registry.ministries(profile)
        for entity in profile.entities:
            if entity.kind is EntityKind.ORGANIZATION:
                naming = settled.get(entity.key) or registry.name(profile, entity)
                groups[naming.key].append((article_id, entity))
                namings[article_id, entity.key] = naming
    found = [
        Bodies(key, groups[key], _reason(groups[key], namings))
        for key in sorted(groups)
    ]
    merges = (one for bodies in found for one in _merges(bodies, namings))
    return found, [*merges, *_refusals(groups)]


def country_of(profile: Profile) -> str | None:
    """Return the one foreign country that an article is about.

    ``""`` for several of them, ``None`` where Iran is named or no country is.
    """
    codes = country_codes(profile)
    names = (key_of[one.name] for one in profile.entities)
    if IRAN in codes or not codes or any(_IRANIAN in name for name in names):
        return None
    if len(codes) > 1:
        return ""
    code = next(iter(codes))
    return next(
        _plain(one.name)
        for one in sorted(profile.entities, key=lambda one: (len(one.name), one.name))
        if one.place is not None and one.place.partition("-")[0] == code
    )


class _Registry:
    """How names of bodies are used in a corpus."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self._uses: Counter[str] = Counter()
        self._plain_namings: dict[str, _Naming] = {}
        self._others: set[str] = set(word_keys("role_fields"))
        for profile in profiles:
            for entity in profile.entities:
                if entity.kind is EntityKind.ORGANIZATION:
                    self._uses[organization_key(entity.name)] += 1
                elif entity.place is not None:
                    self._others.add(_plain(entity.name))

    def name(self, profile: Profile, entity: EntityProfile) -> _Naming:
        """Return what an organization of an article is looked up by."""
        plain = _plain(entity.name)
        if entity.described:
            key = f"described:{profile.article_id}:{plain}"
            return _Naming(key, "a description in one article", 1.0)
        whose = _generic().get(plain)
        country = country_of(profile) if whose == "country" else None
        if whose == "own" or country == "":
            key = f"own:{profile.article_id}:{plain}"
            return _Naming(key, "a common name; whose, only its article tells", 1.0)
        if whose == "country":
            full = _one_country(plain + (country or _IRANIAN))
            if country is not None or full in _aliases():
                key = organization_key(full)
                return _Naming(key, "of the country that the article is about", 0.85)
        return self._by_itself(entity.name)

    def ministries(self, profile: Profile) -> dict[str, _Naming]:
        """Return what the bodies are looked up by that are only a minister's field.

        «وزیر نفت» heads «وزارت نفت», where a ministry of that name is known.

        Returns:
            By the organization's key in the article.
        """
        fields = {
            one.organization for one in profile.roles if _plain(one.title) == _MINISTER
        }
        found = {}
        for one in profile.entities if fields else ():
            if one.key not in fields or one.kind is not EntityKind.ORGANIZATION:
                continue
            ministry = replace(one, name=f"{_MINISTRY} {one.name}", described=False)
            naming = self.name(profile, ministry)
            if naming.key in _known() or self._uses[naming.key] >= _LEAST:
                found[one.key] = replace(naming, reason=_OF_MINISTER, score=0.9)
        return found

    def longer_names(self, profile: Profile) -> dict[str, _Naming]:
        """Return what organizations of an article are looked up by that are short.

        «شورای شهر» in an article that names «شورای شهر شیراز» and no other council is
        that one. So is any name that begins with a common noun and is none that is
        known by itself, unless the longer one adds only a country or place («وزارت
        نفت» is none that is told by «وزارت نفت عراق»). A longer name that no other
        article has may be misread.

        Returns:
            By the organization's key in the article.
        """
        bodies = [
            (words_of(one.name), one)
            for one in profile.entities
            if one.kind is EntityKind.ORGANIZATION and not one.described
        ]
        found: dict[str, _Naming] = {}
        if len(bodies) < 2:
            return found
        places = {words_of(one.name) for one in profile.entities if one.place}
        for words, short in bodies:
            own = _generic().get(_plain(short.name))
            if own != "own" and not _begins_as_many(words):
                continue
            itself = self._by_itself(short.name).key
            if own != "own" and not _may_be_short(words, itself):
                continue
            keys = {
                self._by_itself(one.name).key
                for longer, one in bodies
                if longer[: len(words)] == words
                and (own or longer[len(words) :] not in places)
            } - {itself}
            likely = [key for key in keys if self._uses[key] >= _LEAST]
            if len(likely) == 1:
                reason = "short for the one longer name in the article"
                found[short.key] = _Naming(likely[0], reason, 0.85)
        return found

    def _by_itself(self, name: str) -> _Naming:
        """Return what a name is looked up by that means the same in each article."""
        found = self._plain_namings.get(name)
        if found is None:
            found = self._plain_namings[name] = self._look_up(name)
        return found

    def _look_up(self, name: str) -> _Naming:
        key = organization_key(name) or f"unnamed:{name}"
        if _plain(name) in _aliases():
            return _Naming(key, "known other name", 0.97)
        return self._without_head(key) or _Naming(key, "one name", 0.95)

    def _without_head(self, key: str) -> _Naming | None:
        """Return a name less its head, where the rest is a name by itself."""
        if not key.startswith(_heads()):
            return None
        for head in _heads():
            rest = key.removeprefix(head)
            if rest == key or len(rest) < 3:
                continue
            body = organization_key(rest)
            known = rest in _aliases() or self._uses[body] >= _LEAST
            if known and rest not in self._others and rest not in _generic():
                return _Naming(body, "the kind of body is told or left out", 0.9)
        return None


def _begins_as_many(words: Sequence[str]) -> bool:
    """Whether a name begins with a noun that the names of many bodies begin with."""
    return len(words) > 1 and words[0] in _nouns()


def _may_be_short(words: Sequence[str], key: str) -> bool:
    """Whether a name may be that of many bodies, of which an article names one.

    Args:
        words: Of the name, which begins as many do.
        key: What it is looked up by.
    """
    return key.startswith(words[0]) and key not in _known()


def _reason(
    members: Iterable[Named], namings: Mapping[tuple[str, str], _Naming]
) -> str:
    reasons = [namings[article_id, one.key].reason for article_id, one in members]
    if len(reasons) == 1:
        return reasons[0]
    told = Counter(reasons)
    return "; ".join(sorted(told, key=lambda one: (-told[one], one))[:3])


def _merges(
    bodies: Bodies, namings: Mapping[tuple[str, str], _Naming]
) -> Iterator[Finding]:
    """Yield why each form that is not spelled like the key was taken in."""
    first = bodies.members[0]
    for article_id, entity in bodies.members:
        naming = namings[article_id, entity.key]
        if _plain(entity.name) != bodies.key or naming.score < 0.95:
            yield Finding(
                one=(first[0], first[1].key),
                other=(article_id, entity.key),
                form=entity.name,
                verdict=Verdict.SAME,
                score=naming.score,
                reason=naming.reason,
            )


def shorter_names(name: str) -> list[str]:
    """Return a name without its first and without its last word, sorted.

    >>> shorter_names("شورای شهر یزد"), shorter_names("یزد")
    (['شهریزد', 'شورایشهر'], [])
    """
    words = words_of(name)
    return sorted({"".join(words[:-1]), "".join(words[1:])}) if len(words) > 1 else []


def _refusals(groups: Mapping[str, Sequence[Named]]) -> Iterator[Finding]:
    """Yield longer names beside the names that they begin or end with."""
    for key in sorted(groups):
        article_id, entity = groups[key][0]
        for part in shorter_names(entity.name):
            other = organization_key(part)
            if other != key and other in groups:
                shorter_article, shorter_one = groups[other][0]
                yield Finding(
                    one=(shorter_article, shorter_one.key),
                    other=(article_id, entity.key),
                    form=entity.name,
                    verdict=Verdict.UNSURE,
                    score=0.3,
                    reason="one name has a word more: perhaps a part or a namesake",
                )
