"""Where the sample shop is made: fresh each time, so that nobody's work is in it."""

import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from shopcare.services.setup.sample_shop import ZONE, make_sample_shop
from shopcare.services.shop import Shop
from shopcare.system.paths import sample_folder, shop_file


def sample_shop_file(data: Path | None = None, now: datetime | None = None) -> Path:
    """Give the file of the sample shop.

    Args:
        data: a folder to keep it in; a shop that is there already is taken as it is.
        now: the sample's present; None: really now.
    """
    folder = data or sample_folder()
    path = shop_file(folder)
    if data is None:
        shutil.rmtree(folder, ignore_errors=True)
    if not path.exists():
        make_sample_shop(path, now or datetime.now(ZONE).replace(microsecond=0))
    return path


def in_language(shop: Shop, language: str | None) -> Shop:
    """Let screen and papers speak a language, without saving it; None: as they are set."""
    if language is not None:
        shop.settings = replace(shop.settings, screen_language=language, paper_language=language)
    return shop
