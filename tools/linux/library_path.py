"""Runs first in the frozen program on Linux: what it opens gets the system's libraries, not ours.

PyInstaller lets the loader look into the program's own folder first. The loader has read that by
now; a file manager or a browser that we start must not inherit it.
"""

import os

before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
os.environ.pop("LD_LIBRARY_PATH", None)
if before is not None:
    os.environ["LD_LIBRARY_PATH"] = before
