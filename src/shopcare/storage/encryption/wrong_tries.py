"""The file beside an encrypted file that counts the wrong passphrases, also over a new start.

It holds up whoever sits at the PC and types. It cannot hold up whoever may delete it, set the
clock on, or take a copy away: those pay for each guess with what the key file asks of it.
"""

import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from shopcare.domain.people.log_in import WrongTries
from shopcare.system.files import private_file, remove, replace
from shopcare.system.paths import WRONG_TRIES


def read_tries(encrypted: Path) -> WrongTries | None:
    """Read how often in a row the passphrase was wrong; None: not at all, or nobody can tell."""
    try:
        said = json.loads(_beside(encrypted).read_text("utf-8"))
        last_at = datetime.fromisoformat(said["last_at"])
        if last_at.tzinfo is None:
            return None
        return WrongTries(count=max(0, int(said["count"])), last_at=last_at)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_tries(encrypted: Path, tries: WrongTries) -> None:
    """Write how often in a row it was wrong; on a disk that is only read nothing is counted."""
    file = _beside(encrypted)
    unfinished = file.with_name(f"{file.name}.unfinished")
    said = {"count": tries.count, "last_at": tries.last_at.isoformat()}
    try:
        with suppress(OSError):
            private_file(unfinished)
            unfinished.write_text(json.dumps(said), "utf-8")
            replace(unfinished, file)
    finally:
        remove(unfinished)


def forget_tries(encrypted: Path) -> None:
    """Begin to count anew: what was typed is right."""
    remove(_beside(encrypted))


def _beside(encrypted: Path) -> Path:
    return encrypted.with_name(WRONG_TRIES)
