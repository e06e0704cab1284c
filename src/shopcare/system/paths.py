"""Where the shop's data lives."""

import getpass
import os
import tempfile
from pathlib import Path
from typing import Final

SHOP_FILE: Final = "shop.db"


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


def sample_folder() -> Path:
    """Give the folder of the sample shop, apart from every real one."""
    return Path(tempfile.gettempdir()) / f"shopcare-sample-{getpass.getuser()}"
