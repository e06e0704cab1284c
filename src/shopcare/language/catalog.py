"""One catalogue of words per language, for the screen, the papers and the command line.

A language is one file ``resources/languages/CODE.mo``, made from ``CODE.po`` beside it by
``tools/languages.py``. English is what stands in the code.
"""

import gettext
from importlib import resources
from typing import Final

SOURCE_LANGUAGE: Final = "en"
_FOLDER: Final = "resources/languages"


def mark(msgid: str) -> str:
    """Mark a literal that is looked up later, for example a column title in a table of data."""
    return msgid


class Catalog:
    """The words of one language. Immutable; hand it to whoever writes words."""

    def __init__(self, code: str) -> None:
        """Load the catalogue of a language.

        Args:
            code: ``en``, ``zh_CN`` or another name that ``languages()`` lists.

        Raises:
            LookupError: there is no such language.
        """
        self.code = code
        self._words: gettext.NullTranslations = gettext.NullTranslations()
        if code == SOURCE_LANGUAGE:
            return
        file = resources.files("shopcare").joinpath(_FOLDER, f"{code}.mo")
        if not file.is_file():
            raise LookupError(code)
        with file.open("rb") as opened:
            self._words = gettext.GNUTranslations(opened)

    def text(self, msgid: str, /, **values: object) -> str:
        """Look a literal up and fill its named placeholders."""
        found = self._words.gettext(msgid)
        return found.format(**values) if values else found

    def count(self, one: str, many: str, n: int, /, **values: object) -> str:
        """Look a counted literal up; ``{n}`` is filled with the count."""
        return self._words.ngettext(one, many, n).format(n=n, **values)


def languages() -> list[str]:
    """List the codes of every language that has its file, the source language first."""
    folder = resources.files("shopcare").joinpath(_FOLDER)
    return [
        SOURCE_LANGUAGE,
        *sorted(f.name.removesuffix(".mo") for f in folder.iterdir() if f.name.endswith(".mo")),
    ]
