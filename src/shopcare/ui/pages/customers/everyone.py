"""The ids of all customers: the first at once, a million beside the window."""

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from shopcare.services.people import customers
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.background import Job
from shopcare.ui.kit.context.operation import Progress
from shopcare.ui.kit.context.page_context import PageContext

AT_ONCE: Final = 500
"""So many are read in a few milliseconds; a million take a second."""


class Everyone(QObject):
    """Lists all customers in an order. A newer wish overtakes an older one."""

    listed = Signal(object)
    """The ids in their order; at first perhaps only the beginning."""

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._order = ("", False)
        self._wish = 0
        self.ids: list[int] = []

    def load(self, sort: str, *, descending: bool) -> None:
        """Read the list; ``listed`` follows, for a large shop a second time.

        Args:
            sort: name, number or recent.
        """
        self._wish += 1
        first = customers.customer_ids(
            self._context.shop, sort=sort, descending=descending, most=AT_ONCE
        )
        known = (sort, descending) == self._order and self.ids[:AT_ONCE] == first
        self._order = (sort, descending)
        if not known or len(first) < AT_ONCE:  # else the long list stays until the new one is here
            self._tell(first)
        if len(first) == AT_ONCE:
            self._read_rest(sort, descending=descending)

    def _read_rest(self, sort: str, *, descending: bool) -> None:
        work = partial(_read, wish=self._wish, sort=sort, descending=descending)
        self._context.background.start(Job(work, self._on_read))

    def _tell(self, ids: list[int]) -> None:
        self.ids = ids
        self.listed.emit(ids)

    def _on_read(self, answer: tuple[int, list[int]]) -> None:
        wish, ids = answer
        if wish == self._wish:
            self._tell(ids)


def _read(
    shop: Shop, wish: int, sort: str, descending: bool, progress: Progress
) -> tuple[int, list[int]]:
    return wish, customers.customer_ids(shop, sort=sort, descending=descending)
