"""Roles: which person holds which title in which organization."""

from __future__ import annotations

from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from kg.extract.context import Context
    from kg.model import RoleStatement


def find_roles(context: Context) -> list[RoleStatement]:
    """Return the roles that a document states, in order of appearance."""
    return []
