"""What the disk and the shop file say while something is only read, sorted for the user."""

from pathlib import Path

from shopcare.domain.errors import Trouble
from shopcare.storage.file.errors import trouble_from


def known_trouble(error: Exception, shop_path: Path) -> Trouble | None:
    """Give the trouble that an error means, or None for a mistake of the program."""
    if isinstance(error, OSError):
        return Trouble("computer_refuses", technical=str(error))
    return trouble_from(error, shop_path)
