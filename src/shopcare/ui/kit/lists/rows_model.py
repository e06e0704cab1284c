"""Rows and section titles of a list: what is painted of each, and the model that holds them."""

from collections.abc import Callable, Sequence
from typing import Final, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from shopcare.domain.people.customer import Customer
from shopcare.ui.kit.style.tokens import Meaning
from shopcare.ui.kit.words.formatting import phone_words
from shopcare.ui.kit.words.i18n import tr

Index = QModelIndex | QPersistentModelIndex
NOWHERE: Final = QModelIndex()
Row = TypeVar("Row")


class RowFold(NamedTuple):
    """A section's rows can be folded away."""

    key: str
    is_open: bool


class RowSection(NamedTuple):
    """A title between rows; it cannot be selected."""

    title: str
    rows: int
    fold: RowFold | None = None
    """How its rows fold away; None: they always stand."""


class RowChip(NamedTuple):
    """A chip in a row."""

    text: str
    meaning: Meaning | None = None
    sign: str | None = None


class RowContent(NamedTuple):
    """What is painted of one row."""

    title: str
    """Who, in bold."""
    lead: str = ""
    """First column: when."""
    number: str = ""
    """A number to call, after the title; where it is narrow, only the title stays longer."""
    detail: str = ""
    """Faint words after the title; the first to give way when it is narrow."""
    chips: Sequence[RowChip] = ()
    dots: int = 0
    """How often tried, of three."""
    trail: str = ""
    """Last column, on the right: for whom."""
    faint: bool = False
    """Done: written in faint ink."""
    sign: str = ""
    """The icon in front: what kind of thing it is."""

    def spoken(self) -> str:
        """Say the row for a screen reader."""
        chips = (chip.text for chip in self.chips)
        words = (self.lead, self.title, self.number, self.detail, *chips, self.trail)
        return ", ".join(filter(None, words))


def without_number(customer: Customer) -> RowContent:
    """Show a customer whose every number was found wrong (C-14)."""
    wrong = tr(", ").join(phone_words(phone.digits) for phone in customer.phones)
    chip = RowChip(text=tr("Wrong number"), meaning=Meaning.AMBER, sign="phone-off")
    return RowContent(title=customer.name, detail=wrong, chips=[chip])


class RowsModel(QAbstractListModel, Generic[Row]):
    """Holds the entries; what is painted of a row is asked for when it is first seen."""

    def __init__(self, content_of: Callable[[Row], RowContent]) -> None:
        super().__init__()
        self.entries: list[Row | RowSection] = []
        self._content_of = content_of
        self._contents: dict[int, RowContent] = {}

    def set_entries(self, entries: "Sequence[Row | RowSection]") -> None:
        """Show other rows."""
        self.beginResetModel()
        self.entries = list(entries)
        self._contents.clear()
        self.endResetModel()

    def rows(self) -> "list[Row]":
        """Give the rows, without the sections."""
        return [entry for entry in self.entries if not isinstance(entry, RowSection)]

    def row(self, number: int) -> "Row | None":
        """Give a row; None where there is none, or a section's title."""
        entry = self.entries[number] if 0 <= number < len(self.entries) else None
        return None if isinstance(entry, RowSection) else entry

    def content(self, number: int) -> RowContent:
        """Give what is painted of a row."""
        found = self._contents.get(number)
        if found is None:
            row = self.row(number)
            assert row is not None
            content = self._content_of(row)
            found = content._replace(chips=tuple(content.chips))  # so that it can be looked up
            self._contents[number] = found
        return found

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Tell Qt how many entries there are."""
        return 0 if parent.isValid() else len(self.entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Tell Qt that sections cannot be selected."""
        if isinstance(self.entries[index.row()], RowSection):
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Give what a screen reader says."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        entry = self.entries[index.row()]
        return entry.title if isinstance(entry, RowSection) else self.content(index.row()).spoken()
