"""The errors that callers of ``kg`` may want to catch."""


class KgError(Exception):
    """Something outside the program is wrong; the message says what and where.

    The command line prints the message as one line and exits with status 1.
    """


class ReadError(KgError):
    """An input file or record cannot be read as an article."""


class LexiconError(KgError):
    """A lexicon or model file that ships with the package is damaged."""


class GraphError(KgError):
    """A graph folder is missing, locked, or of another version."""


class RemoteError(KgError):
    """A SPARQL server cannot be reached, or refuses what is written to it."""


class QueryError(KgError):
    """A query is not valid, refused, or out of time."""
