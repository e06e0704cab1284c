"""What went wrong, kept beside the shop file for whoever helps by phone."""

import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from shopcare.system.files import private_file
from shopcare.system.paths import CRASH_LOG

_LONGEST: Final = 1_000_000
_END_FRAMES: Final = 30


def traceback_text(error: BaseException) -> str:
    """Write where an error was raised, without its message: that may quote a customer's data."""
    lines: list[str] = []
    seen: list[BaseException] = []  # errors may name each other as their cause
    met: BaseException | None = error
    while met is not None and not any(met is one for one in seen):
        seen.append(met)
        places = [f"  {_place(frame)}" for frame in traceback.extract_tb(met.__traceback__)]
        if len(places) > 2 * _END_FRAMES:  # as of an endless recursion
            places[_END_FRAMES:-_END_FRAMES] = ["  …"]
        lines += [f"{type(met).__name__} from", *places]
        met = met.__cause__ or met.__context__
    return "\n".join(lines)


def _place(frame: traceback.FrameSummary) -> str:
    return f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"


def write_crash(folder: Path, text: str) -> None:
    """Append a traceback to ``crash.log``; a log that has grown too long begins anew."""
    file = folder / CRASH_LOG
    private_file(file)
    mode = "w" if file.stat().st_size > _LONGEST else "a"
    with file.open(mode, encoding="utf-8") as log:
        log.write(f"{datetime.now(UTC).isoformat(timespec='seconds')} {_program()}\n{text}\n")


def _program() -> str:
    """Name what ran where, for whoever reads the report."""
    # here, because they load e-mail and CSV: a twentieth of the start (bench)
    import platform
    from importlib.metadata import PackageNotFoundError, version

    try:
        own = version("shopcare")
    except PackageNotFoundError:
        own = ""
    return f"ShopCare {own}, Python {platform.python_version()}, {platform.platform()}"
