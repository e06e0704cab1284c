"""A table of as many rows as there are: it holds ids and fetches pages of rows when shown."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Final

from shopcare.ui.kit.lists.table_model import NOWHERE, Column, ColumnsModel, Index, Row

PAGE: Final = 64
PAGES_KEPT: Final = 32


class PagedModel(ColumnsModel[Row]):
    """Fetches the page a row is on when the view first asks for it, and keeps the last few."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        fetch_many: Callable[[Sequence[int]], Sequence[Row]],
        id_of: Callable[[Row], int] = attrgetter("id"),
    ) -> None:
        """Start empty; ``set_ids`` fills the table.

        Args:
            fetch_many: gives the rows of some ids, in any order; a row that is gone may miss.
            id_of: tells a row's id.
        """
        super().__init__(columns)
        self._fetch_many = fetch_many
        self._id_of = id_of
        self._ids: Sequence[int] = ()
        self._pages: OrderedDict[int, dict[int, Row]] = OrderedDict()

    def set_ids(self, ids: Sequence[int]) -> None:
        """Show other rows, or the same in another order; rows are fetched anew."""
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self.endResetModel()

    def ids(self) -> Sequence[int]:
        """Give the ids that are shown, in their order."""
        return self._ids

    def row_number(self, record_id: int) -> int | None:
        """Tell where a record stands; None if it is not shown."""
        try:
            return self._ids.index(record_id)
        except ValueError:
            return None

    def forget_rows(self) -> None:
        """Fetch the rows anew, as after a change that moved none of them."""
        self._pages.clear()
        if self._ids:
            last = self.index(len(self._ids) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def row_at(self, number: int) -> Row | None:
        """Give one row, fetching its page if need be; None if the record is gone."""
        if not 0 <= number < len(self._ids):
            return None
        return self._page(number // PAGE).get(self._ids[number])

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Tell Qt how many rows there are."""
        return 0 if parent.isValid() else len(self._ids)

    def _page(self, number: int) -> dict[int, Row]:
        page = self._pages.get(number)
        if page is None:
            ids = self._ids[number * PAGE : (number + 1) * PAGE]
            page = {self._id_of(row): row for row in self._fetch_many(ids)}
            self._pages[number] = page
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page
