"""Whether this PC can show a window, told before Qt dies with a message of its own."""

import builtins
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Final

_LIBRARIES: Final = {
    "EGL": "libegl1",
    "GL": "libgl1",
    "fontconfig": "libfontconfig1",
    "dbus-1": "libdbus-1-3",
    "xkbcommon": "libxkbcommon0",
    "glib-2.0": "libglib2.0-0",
}
"""What Qt links to everywhere on Linux: library and its package on Debian and Ubuntu."""

_FOR_WINDOWS: Final = {
    "xcb-cursor": "libxcb-cursor0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-image": "libxcb-image0",
    "xcb-keysyms": "libxcb-keysyms1",
    "xcb-render-util": "libxcb-render-util0",
    "xkbcommon-x11": "libxkbcommon-x11-0",
}
"""What Qt also needs to show a window on X11."""


def draw_unseen() -> None:
    """Let Qt draw without a screen; on Windows it looks for fonts where it is told to, and asks."""
    from shopcare.system.paths import resource

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QPA_FONTDIR", str(resource("fonts")))


def has_screen() -> bool:
    """Say whether there is a screen to show a window on."""
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        return False
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def qt_fault(*, window: bool) -> str | None:
    """Load Qt, and say why it cannot be loaded, in the system's own words; None: it can.

    At every start, so it only loads what is needed a moment later anyway.

    Args:
        window: whether a window is to be shown, or only pictures are drawn.
    """
    plain_import = builtins.__import__
    try:
        qt = import_module("PySide6.QtWidgets").__file__
        # PySide would look into the source of every module that is imported from now on, for
        # “from __feature__ import …”, which nobody here writes: 25 ms of the start.
        builtins.__import__ = plain_import
        if window and sys.platform.startswith("linux") and _is_x11():
            from ctypes import CDLL

            platforms = Path(str(qt)).parent / "Qt" / "plugins" / "platforms"
            CDLL(str(platforms / "libqxcb.so"))  # without it Qt would end the program
    except (ImportError, OSError) as error:
        return str(error)
    return None


def missing_packages(*, window: bool) -> list[str]:
    """List the system packages that Qt needs here and does not find; Linux only.

    Asks the system for one library after the other, a tenth of a second in all.

    Args:
        window: whether a window is to be shown, or only pictures are drawn.
    """
    if not sys.platform.startswith("linux"):
        return []
    from ctypes.util import find_library

    wanted = {**_LIBRARIES, **(_FOR_WINDOWS if window and _is_x11() else {})}
    return [package for library, package in wanted.items() if find_library(library) is None]


def _is_x11() -> bool:
    return bool(os.environ.get("DISPLAY")) and not os.environ.get("WAYLAND_DISPLAY")
