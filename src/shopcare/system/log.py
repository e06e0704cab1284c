"""What went wrong, kept beside the shop file for whoever helps by phone."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from shopcare.system.files import private_file
from shopcare.system.paths import CRASH_LOG

_LONGEST: Final = 1_000_000


def write_crash(folder: Path, text: str) -> None:
    """Append a traceback to ``crash.log``; a log that has grown too long begins anew."""
    file = folder / CRASH_LOG
    private_file(file)
    mode = "w" if file.stat().st_size > _LONGEST else "a"
    with file.open(mode, encoding="utf-8") as log:
        log.write(f"{datetime.now(UTC).isoformat(timespec='seconds')}\n{text}\n")
