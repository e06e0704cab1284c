"""What ships beside the code: fonts, signs, translations, policies, readings, the sample shop."""

from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent


def resource(name: str) -> Path:
    """Give the path of a file or folder that ships with the program, for example ``fonts``.

    A plain path: the import of ``importlib.resources`` alone costs 9 ms of the start.
    """
    return _FOLDER / name
