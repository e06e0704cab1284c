"""One catalogue of words per language, for the screen, the papers and the command line.

A language is one file ``translations/CODE.mo``, made from ``CODE.po`` beside it by
``tools/languages.py``. English is what stands in the code.
"""

from functools import lru_cache
from typing import Final

from shopcare.language.mo_file import MoFile
from shopcare.system.paths import shipped_folder

SOURCE_LANGUAGE: Final = "en"
_FOLDER: Final = shipped_folder("translations")


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
        self._words: MoFile | None = None
        if code == SOURCE_LANGUAGE:
            return
        file = _FOLDER / f"{code}.mo"
        if not file.is_file():
            raise LookupError(code)
        self._words = MoFile(file)

    def text(self, msgid: str, /, **values: object) -> str:
        """Look a literal up and fill its named placeholders."""
        found = msgid if self._words is None else self._words.find(msgid) or msgid
        return found.format(**values) if values else found

    def count(self, one: str, many: str, n: int, /, **values: object) -> str:
        """Look a counted literal up; ``{n}`` is filled with the count."""
        found = None if self._words is None else self._words.find(one, n)
        return (found or (one if n == 1 else many)).format(n=n, **values)


@lru_cache(maxsize=4)
def catalog(code: str) -> Catalog:
    """Give the catalogue of a language, read once; it never changes while the program runs.

    Raises:
        LookupError: there is no such language.
    """
    return Catalog(code)


def languages() -> list[str]:
    """List the codes of every language that has its file, the source language first."""
    return [SOURCE_LANGUAGE, *sorted(file.stem for file in _FOLDER.glob("*.mo"))]
