"""Rules that tie a title to the person who holds it, within one sentence.

Each rule looks at one title and gives the holdings it sees. They are tried in the order
of :data:`RULES`, the closest tie first; the first rule that gives something decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.roles.beside import (
    addressed,
    counterpart,
    craft_of_name,
    name_comma_title,
    name_then_title,
    title_comma_name,
    title_then_name,
)
from kg.extract.roles.coordination import coordinated_title, shared_body
from kg.extract.roles.groups import (
    among_and_title,
    called,
    credit,
    label,
    likened_names,
    listed_names,
    one_of,
    plural_then_names,
)
from kg.extract.roles.predicates import of_this, own_copula, pronoun_copula


if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.extract.roles.scene import Holding, Scene


# tried of every title, whether or not somebody holds it
SECOND_RULES: tuple[Callable[[Scene, int], list[Holding]], ...] = (
    counterpart,
    pronoun_copula,
    own_copula,
)
CRAFT_RULES: tuple[Callable[[Scene, int], list[Holding]], ...] = (craft_of_name,)
RULES: tuple[Callable[[Scene, int], list[Holding]], ...] = (
    addressed,
    credit,
    label,
    title_then_name,
    name_then_title,
    one_of,
    likened_names,
    listed_names,
    plural_then_names,
    name_comma_title,
    title_comma_name,
    of_this,
    coordinated_title,
    shared_body,
    among_and_title,
    called,
)
