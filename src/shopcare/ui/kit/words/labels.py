"""The glossary's words for choices, in the screen's language."""

from enum import StrEnum

from shopcare.ui.kit.words.i18n import screen_catalog


def label(choice: StrEnum) -> str:
    """Give the word for a choice of the domain: a stage, a purpose, a result."""
    from shopcare.language.record_words import label as word_of

    return word_of(screen_catalog(), choice)
