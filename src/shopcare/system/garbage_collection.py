"""When Python collects its cyclic garbage; nothing else in the program asks for it.

Python collects on whichever thread happens to ask for memory. Among the garbage may be widgets,
and a worker that destroys a widget takes the whole program down (seen while a slip was drawn just
after a preview was closed). A window therefore takes collecting over, for good, and then lets it
happen from time to time on its own thread.
"""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

COLLECT_EVERY_MS: Final = 500

_lock = threading.Lock()
_at_work: list[threading.Thread] = []
"""Who makes much that stays just now; the collector is one for the whole process."""


def take_over() -> None:
    """Let nothing but ``collect_if_due`` collect from now on; nearly all that a start makes stays.

    That is a twentieth of the start (bench: "start until today's calls are painted").
    """
    gc.disable()


def keep_what_is_there() -> None:
    """Never look again at what the start has made; it stays."""
    gc.freeze()


def collect_if_due() -> None:
    """Collect what Python would have collected by now, on this thread.

    While a long piece of work runs, nothing is collected: that would hold every thread up.
    """
    if _at_work:
        return
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > gc.get_threshold()[generation] > 0:
            gc.collect(generation)
            return


@contextmanager
def garbage_collection_paused() -> Iterator[None]:
    """Keep Python from going through what a long piece of work has made, again and again.

    Where a window has taken collecting over, it stays so afterwards.
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
