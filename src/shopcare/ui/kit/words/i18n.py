"""The screen's words: texts, the glossary's words for choices, refusals and troubles as sentences.

One language at a time for the whole process, like Qt's own translators.
"""

from enum import StrEnum

from shopcare.domain.errors import Problem, Refusal, Trouble
from shopcare.language.catalog import SOURCE_LANGUAGE, Catalog, catalog

_screen = Catalog(SOURCE_LANGUAGE)


def use_language(code: str) -> None:
    """Choose the language of everything that is built from now on."""
    global _screen  # noqa: PLW0603 — the one piece of state that every widget shares, as in Qt
    _screen = catalog(code)


def screen_catalog() -> Catalog:
    """Give the catalogue of the screen, for sentences that are made outside this room."""
    return _screen


def tr(msgid: str, /, **values: object) -> str:
    """Look a literal up in the screen's language and fill its named placeholders."""
    return _screen.text(msgid, **values)


def ntr(one: str, many: str, n: int, /, **values: object) -> str:
    """Look a counted literal up in the screen's language; ``{n}`` is the count."""
    return _screen.count(one, many, n, **values)


def label(choice: StrEnum) -> str:
    """Give the word for a choice of the domain: a stage, a purpose, a result."""
    from shopcare.language.records.record_words import label as word_of

    return word_of(screen_catalog(), choice)


def problem_text(said: Problem | Refusal | Trouble) -> str:
    """Say in the clerk's words what happened and what to do."""
    from shopcare.language.sentences import refusal_text

    return refusal_text(screen_catalog(), said.code, said.values)


def technical_text(error: Refusal | Trouble) -> str:
    """Give what a specialist needs to know of a trouble; may be empty."""
    return error.technical if isinstance(error, Trouble) else ""
