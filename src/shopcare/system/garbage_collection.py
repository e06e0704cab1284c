"""Lets Python's garbage collector rest while much is made that stays."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_at_work: list[threading.Thread] = []
"""Who makes much that stays just now; the collector is one for the whole process."""


@contextmanager
def garbage_collection_paused() -> Iterator[None]:
    """Keep Python from going through what a long piece of work has made, again and again.

    Where the collector rests already, as beside a window, it goes on resting afterwards.
    """
    was_on = gc.isenabled()
    gc.disable()
    with _lock:
        _at_work.append(threading.current_thread())
    try:
        yield
    finally:
        with _lock:
            _at_work.remove(threading.current_thread())
        if was_on:
            gc.enable()


def is_garbage_collection_paused() -> bool:
    """Say whether somebody makes so much now that to collect would hold every thread up."""
    return bool(_at_work)
