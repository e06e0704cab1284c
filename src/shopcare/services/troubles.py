"""What the disk and the shop file say while something is only read, sorted for the user."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shopcare.domain.errors import Trouble
from shopcare.storage.file.errors import READ_ONLY, trouble_from
from shopcare.system.paths import is_shipped


@contextmanager
def unless_read_only() -> Iterator[None]:
    """Go without an audit entry where the shop file can only be read, as on an archive's disk."""
    try:
        yield
    except Trouble as trouble:
        if trouble.code not in READ_ONLY:
            raise


def known_trouble(error: Exception, shop_path: Path) -> Trouble | None:
    """Give the trouble that an error means, or None for a mistake of the program."""
    if isinstance(error, OSError):
        if error.filename and is_shipped(Path(str(error.filename))):
            return Trouble("program_incomplete", technical=str(error))
        return Trouble("computer_refuses", technical=str(error))
    return trouble_from(error, shop_path)
