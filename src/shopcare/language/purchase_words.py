"""Why no follow-up call starts with what was bought (C-1)."""

from collections.abc import Sequence

from shopcare.domain.policy.policy import Category
from shopcare.domain.purchases.purchase import NoCall
from shopcare.language.catalog import Catalog


def no_call_text(words: Catalog, why: NoCall, starting: Sequence[Category]) -> str:
    """Say that no call starts, why, and which goods start one."""
    match why:
        case NoCall.NOT_HANDED_OVER:
            return words.text("Follow-up calls start when the goods are handed over.")
        case NoCall.NOT_WANTED:
            return words.text("The customer wants no follow-up calls: none is planned.")
        case NoCall.TOO_LONG_AGO:
            return words.text("That was too long ago for a wearing check: no call is planned.")
        case NoCall.NOT_FITTED:
            names = words.text(", ").join(words.text(one.label) for one in starting)
            if not names:
                return words.text("No follow-up call starts with this purchase.")
            return words.text("No follow-up call starts: only {categories} start one.",
                              categories=names)  # fmt: skip
