"""What every page is given: the shop to read from and the few things all pages share."""

from typing import NamedTuple, Protocol

from shopcare.services.shop import Shop
from shopcare.ui.kit.context.background import Background
from shopcare.ui.kit.context.dialogs import Dialogs
from shopcare.ui.kit.context.write_queue import WriteQueue


class Remember(Protocol):
    """Keeps small facts about the screen between two starts: window size, column widths."""

    def get(self, key: str) -> str | None:
        """Give what was kept under a key."""

    def put(self, key: str, value: str) -> None:
        """Keep a text under a key."""


class PageContext(NamedTuple):
    """Made once by the composition root and handed to each page's constructor."""

    shop: Shop
    """For reads that take less than 5 ms, on the window's own thread."""
    write_queue: WriteQueue
    background: Background
    dialogs: Dialogs
    remember: Remember
