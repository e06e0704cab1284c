"""Where the sample shop is made: fresh each time, so that nobody's work is in it."""

import atexit
import shutil
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from shopcare.services.setup.sample_shop import USUAL_TRADE, ZONE, make_sample_shop
from shopcare.services.shop import Shop
from shopcare.system.paths import shop_file


def sample_shop_file(
    data: Path | None = None, now: datetime | None = None, trade: str | None = None
) -> Path:
    """Give the file of a sample shop.

    Args:
        data: a folder to keep it in; a shop that is there already is taken as it is. None: a
            folder that nobody else can look into, and that goes when the program ends.
        now: the sample's present; None: really now.
        trade: whose sample it is; None: the usual one.
    """
    path = shop_file(data or _folder_of_its_own())
    if not path.exists():
        moment = now or datetime.now(ZONE).replace(microsecond=0)
        make_sample_shop(path, moment, trade or USUAL_TRADE)
    return path


def _folder_of_its_own() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="shopcare-sample-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def in_language(shop: Shop, language: str | None) -> Shop:
    """Let screen and papers speak a language, without saving it; None: as they are set."""
    if language is not None:
        shop.settings = replace(shop.settings, screen_language=language, paper_language=language)
    return shop
