"""Where the sample shop is made: fresh each time, so that nobody's work is in it."""

import shutil
from datetime import datetime
from pathlib import Path

from shopcare.services.sample_shop import ZONE, make_sample_shop
from shopcare.system.paths import sample_folder, shop_file


def sample_shop_file(now: datetime | None = None) -> Path:
    """Make the sample shop as it stands now and give its file."""
    folder = sample_folder()
    shutil.rmtree(folder, ignore_errors=True)
    path = shop_file(folder)
    make_sample_shop(path, now or datetime.now(ZONE).replace(microsecond=0))
    return path
