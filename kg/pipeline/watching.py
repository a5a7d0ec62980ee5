"""Who is told how a build goes on."""

from __future__ import annotations


class Watcher:
    """Told how a build goes on; this one does nothing, the command line's prints."""

    def stage(self, name: str) -> None:
        """Note that a stage starts."""

    def advance(self, count: int) -> None:
        """Note how many articles the stage has done."""

    def say(self, words: str) -> None:
        """Note what a person should know at once."""
