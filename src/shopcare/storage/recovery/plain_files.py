"""Finds the files beside an encrypted shop that anybody can read."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from shopcare.domain.shop.backups import backup_from_name
from shopcare.storage.encryption.file_keys import is_plain
from shopcare.system.paths import BACKUPS, DAMAGED, PLAIN_LEFT, SHOP_FILE

_SIDES: Final = ("-wal", "-shm", "-journal")


def half_converted(shop_path: Path) -> list[Path]:
    """List what was left of the plain shop when an earlier conversion was killed.

    Nobody writes plain files beside an encrypted shop, so none of them is in use.
    """
    folder, backups = shop_path.parent, shop_path.with_name(BACKUPS)
    found = [*folder.glob(f"{PLAIN_LEFT}*"), *backups.glob(f"{PLAIN_LEFT}*")]
    found += (path for path in backups.glob("*.unfinished") if _is_plain(path))
    return sorted(found)


def plain_backups(folder: Path) -> list[Path]:
    """List the backups in a folder that anybody can read."""
    with suppress(OSError):
        named = (path for path in folder.iterdir() if backup_from_name(path.name) is not None)
        return sorted(path for path in named if _is_plain(path))
    return []


def other_plain_files(shop_path: Path) -> list[Path]:
    """List what else is plain: what was kept of damaged files, set aside or not wiped."""
    folder = shop_path.parent
    found = {*_logs(folder.glob(f"{SHOP_FILE}-*.old")), *half_converted(shop_path)}
    for path in folder.glob(f"{DAMAGED}*.db"):
        if _is_plain(path):
            found |= {path, *_logs(path.with_name(path.name + side) for side in _SIDES)}
    return sorted(found)


def _logs(paths: Iterable[Path]) -> Iterator[Path]:
    return (path for path in paths if path.is_file())


def _is_plain(path: Path) -> bool:
    try:
        return is_plain(path)
    except OSError:
        return False
