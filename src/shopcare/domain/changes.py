"""What an operation changed, so that every open page knows whether to look again."""

from typing import NamedTuple


class Changes(NamedTuple):
    """The kinds of facts that were touched, and the one record that was made or changed."""

    kinds: frozenset[str]
    record_id: int | None = None

    @classmethod
    def of(cls, *kinds: str, record_id: int | None = None) -> "Changes":
        """Name the touched kinds: customer, purchase, case, callback, settings, calendar."""
        return cls(kinds=frozenset(kinds), record_id=record_id)
