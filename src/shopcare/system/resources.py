"""Finds what ships beside the code: fonts, icons, policies, sample shops, translations."""

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).parents[1]
_CHECKOUT: Final = _PACKAGE.parents[1]


def resource(name: str) -> Path:
    """Give the path of a file or folder below ``resources/``, for example ``fonts``."""
    return shipped_folder("resources") / name


def tools_folder() -> Path | None:
    """Give the folder of the developers' tools; None where the program is installed without."""
    folder = _CHECKOUT / "tools"
    return folder if folder.is_dir() and _PACKAGE == _CHECKOUT / "src" / "shopcare" else None


def shipped_folder(name: str) -> Path:
    """Give the path of a folder that ships with the program: ``resources`` or ``translations``.

    The wheel and the frozen program carry it inside the package; in a checkout and an editable
    install it lies beside ``src``. Plain paths: ``importlib.resources`` costs 9 ms of the start.
    """
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _CHECKOUT / name
