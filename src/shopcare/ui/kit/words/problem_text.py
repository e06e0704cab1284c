"""Refusals and troubles as sentences in the screen's language."""

from shopcare.domain.errors import Problem, Refusal, Trouble
from shopcare.ui.kit.words.i18n import screen_catalog


def problem_text(said: Problem | Refusal | Trouble) -> str:
    """Say in the clerk's words what happened and what to do."""
    from shopcare.language.sentences import refusal_text

    return refusal_text(screen_catalog(), said.code, said.values)


def technical_text(error: Refusal | Trouble) -> str:
    """Give what a specialist needs to know of a trouble; may be empty."""
    return error.technical if isinstance(error, Trouble) else ""
