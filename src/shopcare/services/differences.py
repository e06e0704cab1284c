"""How the audit log says what a change changed: one way for every record (G-14)."""

from collections.abc import Mapping


def difference(before: Mapping[str, object], after: Mapping[str, object]) -> dict[str, object]:
    """Give each value that is another one now, as it was and as it is.

    Args:
        before: what was on file; values that ``after`` does not name are left out.
        after: what is written now.
    """
    return {
        name: {"before": before[name], "after": value}
        for name, value in after.items()
        if before[name] != value
    }
