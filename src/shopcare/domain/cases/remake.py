"""Goods that are made once more: the cause, what was wrong against the order, who pays (R-4)."""

from dataclasses import dataclass, replace
from enum import StrEnum

from shopcare.domain.errors import Invalid, Problem
from shopcare.domain.ids import PrescriptionId
from shopcare.domain.typed.text import clean_line, clean_text, too_long


class RemakeCause(StrEnum):
    """Where the fault was made."""

    REFRACTION = "refraction"
    WORKSHOP = "workshop"
    LENS_MAKER = "lens_maker"
    FRAME = "frame"
    CUSTOMER = "customer"
    """A wish or a change of mind, which is no fault of anybody."""


class Payer(StrEnum):
    """Who pays for it."""

    SHOP = "shop"
    MAKER = "maker"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remake:
    """What is made once more, and why."""

    cause: RemakeCause
    ordered: str
    wrong: str
    """What came, or what was wrong with it."""
    pays: Payer
    maker: str = ""
    """The lens maker or laboratory to which the claim sheet goes."""
    prescription_id: PrescriptionId | None = None
    """What it is made to now."""


def check_remake(draft: Remake) -> Remake:
    """Give the facts back tidied, or say what is missing in them.

    Raises:
        Invalid: ``ordered_missing``, ``wrong_missing``, ``maker_missing`` where the maker pays,
            ``text_too_long``.
    """
    draft = replace(
        draft,
        ordered=clean_text(draft.ordered),
        wrong=clean_text(draft.wrong),
        maker=clean_line(draft.maker),
    )
    codes = [
        ("ordered", "ordered_missing", not draft.ordered),
        ("wrong", "wrong_missing", not draft.wrong),
        ("maker", "maker_missing", draft.pays is Payer.MAKER and not draft.maker),
    ]
    problems = [Problem(field=field, code=code) for field, code, is_so in codes if is_so]
    problems += too_long(
        {"ordered": draft.ordered, "wrong": draft.wrong, "maker": draft.maker},
        {"ordered": 500, "wrong": 500, "maker": 80},
    )
    if problems:
        raise Invalid(*problems)
    return draft
