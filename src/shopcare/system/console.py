"""The console, where the program has one: a windowed program on Windows has no streams at all."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_ICON_ERROR: Final = 0x10
_APP_ID: Final = "ShopCare.Counter"
"""By this the task bar of Windows knows our windows from those of any other Python program."""


class _Unheard(io.StringIO):
    """What was written to stderr where there is none."""


def ensure_streams() -> None:
    """Let whatever writes to a stream find one; see ``tell_unheard``."""
    for name, mode in (("stdin", "r"), ("stdout", "w")):
        if getattr(sys, name) is None:
            # never closed: it lasts as long as the program
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123
    if sys.stderr is None:
        sys.stderr = _Unheard()


def tell_unheard() -> None:
    """Say in the system's box why a windowed program did nothing: a shortcut may be mistyped."""
    if isinstance(sys.stderr, _Unheard) and (said := sys.stderr.getvalue().strip()):
        tell(said)


def tell(words: str) -> None:
    """Say something where there is no window of ours: on the console, or in the system's box."""
    if sys.platform == "win32" and _is_windowed():
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, words, "ShopCare", _ICON_ERROR)
        return
    sys.stderr.write(words + "\n")


def name_application() -> None:
    """Tell Windows which program its windows belong to, where Python's own file runs it.

    Of the frozen program its file says so: with another name its window would not stand on the
    icon that a user has pinned to the task bar.
    """
    if sys.platform == "win32" and not getattr(sys, "frozen", False):
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(_APP_ID)


def console_encoding() -> str | None:
    """Give what a console of Windows encodes piped text in, such as ``cp936``; None elsewhere."""
    if sys.platform == "win32":
        import ctypes

        page = ctypes.windll.kernel32.GetConsoleCP() or ctypes.windll.kernel32.GetOEMCP()
        return f"cp{page}"
    return None


def _is_windowed() -> bool:
    return sys.stderr is None or isinstance(sys.stderr, _Unheard)


@contextmanager
def native_messages_hidden() -> Iterator[None]:
    """Hide what a library below Python writes to stderr by itself; errors come through."""
    try:
        kept = os.dup(2)
    except OSError:  # there is no stderr, or no more files can be opened
        yield
        return
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
