"""The reason that somebody gives for what they do."""

from typing import Final

from shopcare.domain.errors import Invalid, Problem
from shopcare.domain.typed.text import clean_text, too_long

LONGEST_REASON: Final = 1000


def reason_problems(reason: str) -> list[Problem]:
    """Say what is wrong with a tidied reason: ``reason_missing``, ``text_too_long``."""
    if not reason:
        return [Problem(field="reason", code="reason_missing")]
    return too_long({"reason": reason}, {"reason": LONGEST_REASON})


def require_reason(text: str) -> str:
    """Give a reason back tidied.

    Raises:
        Invalid: ``reason_missing``, ``text_too_long``.
    """
    reason = clean_text(text)
    if problems := reason_problems(reason):
        raise Invalid(*problems)
    return reason
