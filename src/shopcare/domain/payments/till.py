"""What each person owes the till at the end of a day (G-17)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from shopcare.domain.errors import Invalid, Problem
from shopcare.domain.ids import StaffId
from shopcare.domain.money import MOST_FEN, Fen
from shopcare.domain.typed.text import clean_line, too_long


@dataclass(frozen=True, slots=True, kw_only=True)
class TillRow:
    """One person's money of a day. Cash is handed over; the rest is on the shop's accounts."""

    staff_id: StaffId
    taken: Mapping[str, Fen]
    """What was taken on the day, by method; below zero more was given back."""
    handed_over_fen: Fen
    """Cash that was handed over on the day."""
    left_fen: Fen
    """Cash that is still to be handed over at its end, that of earlier days included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverDraft:
    """Cash that somebody hands over; below zero a hand-over is reversed, with its reason (X-9)."""

    staff_id: StaffId
    on: date
    amount_fen: Fen
    note: str = ""


def check_hand_over(draft: HandOverDraft, today: date) -> HandOverDraft:
    """Give the draft back tidied, or say what is wrong with it.

    Raises:
        Invalid: ``pay_amount_missing``, ``amount_too_large``, ``reason_missing`` where it
            reverses another, ``day_in_future``, ``text_too_long``.
    """
    draft = replace(draft, note=clean_line(draft.note))
    codes = [
        ("amount_fen", "pay_amount_missing", not draft.amount_fen),
        ("amount_fen", "amount_too_large", abs(draft.amount_fen) > MOST_FEN),
        ("note", "reason_missing", draft.amount_fen < 0 and not draft.note),
    ]
    problems = [Problem(field=field, code=code) for field, code, is_so in codes if is_so]
    if draft.on > today:
        values = {"day": draft.on.isoformat()}
        problems.append(Problem(field="on", code="day_in_future", values=values))
    problems += too_long({"note": draft.note}, {"note": 200})
    if problems:
        raise Invalid(*problems)
    return draft
