"""The screen's words. One language at a time for the whole process, like Qt's own translators."""

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
