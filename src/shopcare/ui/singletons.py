"""Guards Python 3.11 against a PySide6 that forgets to count references.

PySide6 6.12.0 hands ``None``, ``True`` and ``False`` back without counting the reference, as
Python 3.12 allows, where they live for ever. On Python 3.11 each call such as ``setEnabled`` then
takes one reference away, and after some thousands of calls the interpreter aborts with
``none_dealloc``. (6.11.3 counts; seen by watching ``sys.getrefcount(None)``.)
"""

import sys

ENOUGH = 1 << 40
"""A million lost references a second last twelve days; a shop closes at night."""


def keep_singletons() -> None:
    """Give the singletons so many references that they outlive the program, as in Python 3.12."""
    if sys.version_info >= (3, 12) or sys.getrefcount(None) > ENOUGH:
        return
    from ctypes import c_ssize_t

    for singleton in (None, True, False, NotImplemented):
        count = c_ssize_t.from_address(id(singleton))  # the first field of every object
        count.value += 2 * ENOUGH
