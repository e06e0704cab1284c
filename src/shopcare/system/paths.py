"""Where the data of the shop lies, and where the data that the program ships with."""

import os
from pathlib import Path
from typing import Final

SHOP_FILE: Final = "shop.db"
WINDOW_LOCK: Final = "window.lock"
SCREEN_MEMORY: Final = "screen.ini"
CRASH_LOG: Final = "crash.log"
LAST_ENTRY: Final = "shop.last"
"""Beside the shop file: which entry was saved last."""
SEAL_KEY: Final = "shop.key"
"""Beside the shop file: what that note is sealed with."""
ENCRYPTION_KEY: Final = "encryption.key"
"""Beside an encrypted shop file: its key, sealed."""
ENCRYPTION_KEY_COPY: Final = "encryption-{}.key"
"""The same beside its backups."""
WRONG_TRIES: Final = "passphrase.tries"
"""Beside an encrypted file: how often in a row its passphrase was wrong."""
PLAIN_LEFT: Final = "shop.plain-"
"""What the name of a plain shop file begins with while an encrypted one takes its place."""
BACKUPS: Final = "backups"
ERASED: Final = "erased.json"
"""Beside the shop file and beside backups: who was erased, by numbers that name nobody (L-8)."""
DAMAGED: Final = "shop.damaged-"
"""What a damaged shop file's name begins with after a backup took its place."""
_OF_SHOP_FILE: Final = (f"{SHOP_FILE}-", DAMAGED, PLAIN_LEFT)
"""What the shop file's log and what is kept of a damaged one begin with."""
_BESIDE: Final = frozenset(
    {
        WINDOW_LOCK,
        SCREEN_MEMORY,
        CRASH_LOG,
        LAST_ENTRY,
        SEAL_KEY,
        ENCRYPTION_KEY,
        WRONG_TRIES,
        ERASED,
    }
)


def data_folder(given: Path | None) -> Path:
    """Give the shop's data folder: as given, else ``SHOPCARE_DATA``, else the usual place."""
    if given is not None:
        return given
    if chosen := os.environ.get("SHOPCARE_DATA"):
        return Path(chosen)
    from platformdirs import user_data_path  # only where neither was given

    return user_data_path("ShopCare", appauthor=False)


def shop_file(folder: Path) -> Path:
    """Give the shop file of a data folder."""
    return folder / SHOP_FILE


def is_shops_own(path: Path) -> bool:
    """Say whether a file is one that ShopCare keeps in a data folder, the shop file or beside it.

    Old names count as well: what a moved or migrated shop file has left may be needed again.
    """
    folder, name = path.parent, path.name.casefold()
    if name == SHOP_FILE or name.startswith(_OF_SHOP_FILE):
        return True
    if name in _BESIDE:
        return shop_file(folder).exists()
    return folder.name.casefold() == BACKUPS and shop_file(folder.parent).exists()


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


def is_shipped(path: Path) -> bool:
    """Say whether a file belongs to the program itself, not to a shop."""
    shipped = (_PACKAGE, shipped_folder("resources"), shipped_folder("translations"))
    return any(path.is_relative_to(folder) for folder in shipped)
