"""What a query's text says, without the strings, IRIs and comments in it."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.prefixes import declare_prefixes


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


_QUIET = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\r\n]|\\.)*"'
    r"|'(?:[^'\\\r\n]|\\.)*'"
    r"|<[^<>\"{}|^`\\\x00-\x20]*>"
    r"|\\[^uU]"
    r"|\#[^\r\n]*",
    re.DOTALL,
)
# The keyword and what must come behind it: an IRI, a variable or a prefixed name.
_FEDERATION = re.compile(
    r"SERVICE(?=(?:\s|\#[^\r\n]*|SILENT)*(?:[<?$]|[\w.-]*:))", re.IGNORECASE
)
_IN_NAME = re.compile(r"(?:[?$]\w*|:(?:[^\W\d][\w-]*)?)\Z")
_UPDATE = re.compile(
    r"(?<![\w:?$@-])(?:INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD|WITH)\b",
    re.IGNORECASE,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_FORM = re.compile(r"(?<![\w:?$@-])(?:SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
_TEMPLATE = re.compile(r"(?<![\w:?$@-])CONSTRUCT\s*\{", re.IGNORECASE)
_SUB_SELECT = re.compile(r"(?<![\w:?$@-])SELECT\b", re.IGNORECASE)
_COMPUTED = re.compile(r"\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
_NAME = re.compile(r"[^\W\d]\w*")
_OPTIONAL = re.compile(r"(?<![\w:?$@-])OPTIONAL\s*\{", re.IGNORECASE)


def has_federation(query: str) -> bool:
    r"""Say whether a query asks another endpoint (``SERVICE``).

    What is a string or comment is not told apart, because that takes the very parser
    of the store: a text that a quote seems to hide may be seen by it. The keyword may
    stand without a blank before it (``-1SERVICE <…>``) and have escaped letters
    (``\u0053ERVICE``; SPARQL 1.1, 19.2). So a string with ``SERVICE <`` in it counts.

    >>> has_federation('SELECT * { SERVICE <http://x/> { ?s ?p "a" } }')
    True
    >>> has_federation('SELECT * { ?s ex:service ?service } # SERVICE')
    False
    """
    return any(
        not _IN_NAME.search(text, max(0, found.start() - 200), found.start())
        for text in (query, _unescaped(query))
        for found in _FEDERATION.finditer(text)
    )


def is_update(query: str) -> bool:
    """Say whether a text is a SPARQL update (``INSERT``, ``LOAD`` …), no query.

    >>> is_update("PREFIX a: <http://x/> INSERT DATA { a:b a:c a:d }")
    True
    >>> is_update("ASK { ?load ?delete 'LOAD' }")
    False
    """
    words = _masked(query)
    return _UPDATE.search(words) is not None and not _FORM.search(words)


def bind(query: str, values: Mapping[str, str]) -> str:
    r"""Return ``query`` with variables bound to terms, in ``VALUES`` blocks.

    A block stands first in the outermost pattern, so that filters see it, and in each
    sub-SELECT that projects the variable, so that its limit counts what is wanted;
    elsewhere in a sub-SELECT the name is another variable. What only an ``OPTIONAL``
    would give is filtered instead: given before, it would be in the rows that the
    ``OPTIONAL`` does not match, too. A value in
    angle brackets is an IRI, one in N-Triples' syntax for literals that literal,
    anything else a plain string; each is written by the RDF library, never pasted.

    Raises:
        QueryError: If a name is no variable of the query, or a value no term.

    >>> bind("SELECT ?s WHERE { ?s rdfs:label ?name }", {"name": 'a"b'})
    'SELECT ?s WHERE { VALUES (?name) { ("a\\"b") } ?s rdfs:label ?name }'
    >>> bind("SELECT * { ?s a ?c OPTIONAL { ?s kg:place ?at } }", {"at": "<x:a>"})
    'SELECT * { FILTER(sameTerm(?at, <x:a>)) ?s a ?c OPTIONAL { ?s kg:place ?at } }'
    """
    if not values:
        return query
    masked = _masked(query)
    for name in values:
        if not (_NAME.fullmatch(name) and _has_variable(masked, name)):
            raise QueryError(f"the query has no variable ?{name}")
    terms = {name: str(to_term(value)) for name, value in values.items()}
    outermost = _pattern_start(masked)
    blocks = {outermost: _narrowing(masked, outermost, terms)}
    for projection, place in _sub_selects(masked, outermost):
        shown = {
            name: term
            for name, term in terms.items()
            if "*" in projection or _has_variable(projection, name)
        }
        if shown:
            blocks[place] = _narrowing(masked, place, shown)
    for place in sorted(blocks, reverse=True):
        query = query[:place] + blocks[place] + query[place:]
    return query


def _has_variable(text: str, name: str) -> bool:
    return re.search(rf"[?$]{name}\b", text) is not None


def _narrowing(masked: str, start: int, terms: Mapping[str, str]) -> str:
    """Return what narrows the pattern that opens before an offset to terms."""
    pattern = masked[start : _closing(masked, start)]
    certain = _without_optional(pattern)
    doubtful = {
        name: term
        for name, term in terms.items()
        if _has_variable(pattern, name) and not _has_variable(certain, name)
    }
    values = {name: terms[name] for name in terms if name not in doubtful}
    filters = (f" FILTER(sameTerm(?{name}, {doubtful[name]}))" for name in doubtful)
    return (_values_block(values) if values else "") + "".join(filters)


def _values_block(terms: Mapping[str, str]) -> str:
    names = " ".join(f"?{name}" for name in terms)
    return f" VALUES ({names}) {{ ({' '.join(terms.values())}) }}"


def _closing(masked: str, start: int) -> int:
    """Return the offset of the brace that closes what opens before an offset."""
    depth = 1
    for offset in range(start, len(masked)):
        depth += (masked[offset] == "{") - (masked[offset] == "}")
        if not depth:
            return offset
    return len(masked)


def _without_optional(pattern: str) -> str:
    """Return a pattern without what is ``OPTIONAL`` in it."""
    kept, end = [], 0
    for found in _OPTIONAL.finditer(pattern):
        if found.start() >= end:
            kept.append(pattern[end : found.start()])
            end = _closing(pattern, found.end()) + 1
    return "".join([*kept, pattern[end:]])


def _sub_selects(masked: str, start: int) -> Iterator[tuple[str, int]]:
    """Yield what each sub-SELECT behind an offset projects, and where its pattern is.

    What is computed (``(COUNT(?a) AS ?b)``) is left out: it cannot be bound inside.
    """
    for found in _SUB_SELECT.finditer(masked, start):
        rest = masked[found.end() :]
        place = _pattern_start(rest)
        yield _COMPUTED.sub(" ", rest[: place - 1]), found.end() + place


def to_term(value: str) -> ox.NamedNode | ox.Literal:
    """Return the RDF term that a value on the command line means.

    >>> str(to_term("<http://x/a>")), str(to_term("a"))
    ('<http://x/a>', '"a"')
    >>> str(to_term('"2024-09-22"^^<http://www.w3.org/2001/XMLSchema#date>'))
    '"2024-09-22"^^<http://www.w3.org/2001/XMLSchema#date>'

    Raises:
        QueryError: If it looks like an IRI and is none.
    """
    if value.startswith("<") and value.endswith(">"):
        try:
            return ox.NamedNode(value[1:-1])
        except ValueError as error:
            raise QueryError(f"not an IRI: {value}") from error
    if value.startswith('"'):
        return _typed(value)
    return ox.Literal(value)


def explain(query: str) -> str:
    """Return the SPARQL algebra of a query, as rdflib reads it.

    The store tells no plan; the algebra shows what is joined, filtered and grouped.

    Raises:
        QueryError: If the query is not valid.
    """
    # rdflib takes a quarter of a second to import, and most queries do without.
    from rdflib.plugins.sparql import prepareQuery  # noqa: PLC0415

    try:
        return repr(prepareQuery(declare_prefixes(query)).algebra)
    except Exception as error:  # pyparsing's and rdflib's own errors
        raise QueryError(f"not a valid query: {error}") from error


def _pattern_start(masked: str) -> int:
    """Return the offset behind the brace that opens the outermost pattern.

    A template stands before the pattern, a list of values may stand behind it; braces
    in parentheses (``EXISTS`` in a projection) are neither.
    """
    groups = []
    braces = parentheses = 0
    for offset, character in enumerate(masked):
        if character == "{" and not braces and not parentheses:
            groups.append(offset + 1)
        braces += (character == "{") - (character == "}")
        parentheses += (character == "(") - (character == ")")
    wanted = 1 if _TEMPLATE.search(masked) else 0
    return groups[wanted] if wanted < len(groups) else 0


def _masked(query: str) -> str:
    """Return ``query`` with blanks for what is quoted; offsets stay."""
    return _QUIET.sub(lambda found: " " * len(found.group()), query)


def _unescaped(query: str) -> str:
    r"""Return ``query`` with its codepoint escapes undone, as the grammar sees it."""

    def char(found: re.Match[str]) -> str:
        number = int(found.group(1) or found.group(2), 16)
        return chr(number) if number <= sys.maxunicode else "\ufffd"

    return _ESCAPE.sub(char, query)


def _typed(value: str) -> ox.NamedNode | ox.Literal:
    """Return a literal in N-Triples' syntax; a plain string if it is none."""
    try:
        triples = list(
            ox.parse(f"<x:s> <x:p> {value} .", format=ox.RdfFormat.N_TRIPLES)
        )
    except SyntaxError:
        return ox.Literal(value)
    term = triples[0].object
    if len(triples) == 1 and isinstance(term, ox.Literal):
        return term
    return ox.Literal(value)
