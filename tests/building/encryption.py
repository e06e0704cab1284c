"""Encrypted shops: made quickly, and locked again as for a program that has just started.

With ``SHOPCARE_TEST_ENCRYPTED=1`` every shop of the tests is encrypted. A test that goes to a shop
file behind the program's back opens it with ``connect_outside``, which knows the key.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from shopcare.services.shop import open_shop
from shopcare.services.upkeep.encrypting import Encrypted, allowed, turn_on
from shopcare.storage.encryption import file_keys, key_file
from shopcare.storage.encryption.connecting import connect, key_of
from shopcare.storage.encryption.file_keys import FileKey
from shopcare.storage.encryption.key_file import Cost
from shopcare.storage.file.backup import unfinished_file
from shopcare.storage.recovery import converting
from shopcare.system.clock import Clock
from shopcare.system.paths import ENCRYPTION_KEY

PASSPHRASE = "正确的马 电池 订书钉"
CODE = "22222-22222-22222-22222-22222"
CHEAP = Cost(1, 8192)
"""A guess costs next to nothing."""
_MADE: Final[list[FileKey]] = []
"""Of shops that tests copy; they stay unlocked."""
ALL_ENCRYPTED = os.environ.get("SHOPCARE_TEST_ENCRYPTED") == "1"


def encrypted(path: Path, clock: Clock | None = None, **wishes: bool) -> Encrypted:
    """Encrypt a shop that nobody has open."""
    with closing(open_shop(path, clock=clock)) as shop:
        by = allowed(shop)
    return turn_on(path, (PASSPHRASE, PASSPHRASE), by, cost=CHEAP, **wishes)


def encrypted_if_asked(path: Path) -> None:
    """Encrypt a new shop, where all of them are to be."""
    if ALL_ENCRYPTED:
        encrypt_quickly(path)


def encrypt_quickly(path: Path) -> None:
    """Encrypt a new shop without a word in its log."""
    key = key_file.new_key()
    made = key_file.key_file_of(key, PASSPHRASE, CODE, CHEAP)
    key_file.write_key_file(path.with_name(ENCRYPTION_KEY), made)
    file_keys.hold(key)
    _MADE.append(key)
    with unfinished_file(path.parent) as building, converting.held_alone(path) as held:
        converting.export(held.file, building, key)
        converting.take_place(building, path, held, is_secret=True)


def connect_outside(path: Path) -> sqlite3.Connection:
    """Open a shop file, or make one, as another program would that has the key of the shop."""
    return connect(path, key_of(path) if path.exists() else None)


def without_keys(folder: Path) -> list[Path]:
    """List a folder without the key file that lies beside encrypted backups."""
    return [path for path in sorted(folder.iterdir()) if path.suffix != ".key"]


def locked() -> None:
    """Lock whatever was unlocked."""
    file_keys.forget_keys()
    for key in _MADE:
        file_keys.hold(key)


def files_with(folder: Path, *words: str) -> Iterator[tuple[str, str]]:
    """Find words in the bytes of every file, in each way that they may be written."""
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = file.read_bytes()
        for word in words:
            if any(word.encode(code) in content for code in ("utf-8", "utf-16-le", "gb18030")):
                yield file.name, word
