"""What somebody meets who gets hold of the shop's files: what is encrypted, what anybody reads."""

from dataclasses import dataclass
from pathlib import Path

from shopcare.services.shop import Shop
from shopcare.services.upkeep.backups import backup_places, backups
from shopcare.services.upkeep.encryption import is_encrypted, is_in_key_store
from shopcare.storage.recovery import plain_files


def unencrypted(shop: Shop) -> tuple[Path, ...]:
    """List what of the shop anybody can read, in both places; all of it where it is plain."""
    found = [path for folder in backup_places(shop) for path in plain_files.plain_backups(folder)]
    own = () if is_encrypted(shop.path) else (shop.path,)
    return (*own, *found, *plain_files.other_plain_files(shop.path))


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """What somebody meets who gets hold of the shop's files."""

    is_encrypted: bool
    opens_unasked: bool
    """This PC's keychain opens the shop to whoever is logged in to the PC."""
    backups: int
    """How many files there are in the places that are there just now."""
    plain_backups: int
    other_plain: int
    """What is kept of damaged files, and the like."""
    second_place_away: bool


def protection(shop: Shop) -> Protection:
    """Look at the shop file and at every backup; a second place may let the look wait."""
    places, own = backup_places(shop), is_encrypted(shop.path)
    return Protection(
        is_encrypted=own,
        opens_unasked=own and is_in_key_store(shop.path),
        backups=sum(len(backups(folder)) for folder in places),
        plain_backups=sum(len(plain_files.plain_backups(folder)) for folder in places),
        other_plain=len(plain_files.other_plain_files(shop.path)),
        second_place_away=bool(shop.settings.backup_folder) and len(places) == 1,
    )
