"""Whose name, phone and address a list means: never one's name with another's phone."""

from collections.abc import Mapping, Sequence
from typing import Final

OWNERS: Final[Mapping[str, Mapping[str, Mapping[str, float]]]] = {
    "member": {
        "recipient": {"name": 75, "phones": 75, "number": 75, "address": 15},
        "contact": {"name": 45, "phones": 20, "number": 40, "address": 5},
        "company": {"name": 30, "phones": 25, "number": 40, "address": 15},
        "guardian": {"name": 60, "phones": 5},
    },
    "contact": {
        "member": {"name": 60, "phones": 60, "address": 20},
        "recipient": {"name": 75, "phones": 75, "number": 75, "address": 15},
        "company": {"name": 30, "phones": 25, "address": 10},
        "guardian": {"name": 60, "phones": 30},
    },
    "company": {
        "member": {"name": 40, "phones": 40, "address": 15},
        "recipient": {"name": 75, "phones": 75, "number": 75, "address": 15},
        "contact": {"name": 45, "phones": 30, "address": 5},
        "guardian": {"name": 75, "phones": 75},
    },
    "recipient": {
        "member": {"name": 75, "phones": 75, "number": 40, "address": 15},
        "contact": {"name": 45, "phones": 20},
        "company": {"name": 30, "phones": 25},
        "guardian": {"name": 60, "phones": 30},
    },
}
"""Whom the list is about: the points that a column of somebody else loses."""

_PRIOR: Final = {"member": 0.0, "company": 8.0, "contact": 8.0, "recipient": 10.0}
_BESIDE_MEMBER: Final = {"member": 0.0, "company": 40.0, "contact": 60.0, "recipient": 125.0}
_TOLD: Final = 60.0
"""So many points say who a member is; a nickname has fewer."""


def owner_priors(owned: Sequence[tuple[str, Mapping[str, float]]]) -> Mapping[str, float]:
    """Give what each answer to "who is the customer" costs before any column is looked at.

    Args:
        owned: Each column's owner with its points by field.
    """
    members = any(
        owner == "member" and max(points.get("name", 0), points.get("phones", 0)) >= _TOLD
        for owner, points in owned
    )
    present = {owner for owner, _ in owned} | {"member"}
    costs = _BESIDE_MEMBER if members else _PRIOR
    return {owner: costs[owner] for owner in OWNERS if owner in present}


def points_for(owner: str, whose: str, points: Mapping[str, float]) -> dict[str, float]:
    """Give a column's points if the list is about ``owner`` and the column about ``whose``."""
    costs = OWNERS[owner].get(whose, {})
    return {field: value - costs.get(field, 0) for field, value in points.items()}
