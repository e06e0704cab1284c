"""The items of a case on its card: what, in which condition, on which shelf, or gone."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from shopcare.domain.goods.item import Item
from shopcare.domain.goods.loan import Loan
from shopcare.domain.goods.repair_trip import RepairTrip, TripDraft
from shopcare.language.records.goods_words import trip_text
from shopcare.services.cases.cases import CaseFile
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import column_layout, row_layout, used_lines
from shopcare.ui.kit.layout.card import Caption, SectionTitle, Words
from shopcare.ui.kit.style.tokens import SPACE_M, SPACE_S, Meaning
from shopcare.ui.kit.widgets.chip import Chip
from shopcare.ui.kit.words.formatting import moment_words, near_day_words
from shopcare.ui.kit.words.i18n import ntr, screen_catalog, tr
from shopcare.ui.pages.cases.facts import NameOf


class ItemRow(QWidget):
    """One item; made once and used again for the next case."""

    def __init__(self) -> None:
        super().__init__()
        self.what = Words(selectable=True)
        self.detail = Caption()
        self.chip = Chip()
        top = row_layout(None, SPACE_S, (self.what, 1), (self.chip, 0, Qt.AlignmentFlag.AlignTop))
        column_layout(self, 0, top, self.detail)

    def show_item(self, item: Item) -> None:
        """Show another item."""
        words = screen_catalog()
        pieces = ntr("{n} piece", "{n} pieces", item.quantity) if item.quantity > 1 else ""
        what = item.what or tr("Not recorded")
        self.what.setText(" · ".join(filter(None, (f"{item.position}  {what}", pieces))))
        accessories = words.text(", ").join(map(words.text, item.accessories))
        detail = " · ".join(filter(None, (item.condition, accessories)))
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
        if item.handed_over_at is not None:
            handed = tr("Handed over {moment}", moment=moment_words(item.handed_over_at))
            self.chip.say(handed, Meaning.GREEN)
        else:
            self.chip.say(item.place, None)
        self.chip.setVisible(bool(item.place) or not item.is_here)


class GoodsList(QWidget):
    """Takes no room for a case with one item that lies nowhere in particular."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[ItemRow] = []
        self.marks_words = Caption()
        self._lines = column_layout(spacing=SPACE_S)
        column_layout(self, SPACE_M, SectionTitle(tr("Items")), self._lines, self.marks_words)
        self.hide()

    def show_file(self, file: CaseFile) -> None:
        """Show the items of another case, and what is marked on them."""
        items = file.items
        marks = file.marked.marks if file.marked is not None else ()
        named = (f"{n} {screen_catalog().text(one.word)}" for n, one in enumerate(marks, 1))
        said = screen_catalog().text(", ").join(named)
        self.marks_words.setText(tr("Marked on the sketch: {marks}", marks=said))
        self.marks_words.setVisible(bool(marks))
        for row, item in used_lines(self._lines, self.rows, items, ItemRow):
            row.show_item(item)
        self.setVisible(len(items) > 1 or bool(marks) or bool(items and items[0].place))


class LoansList(QWidget):
    """What was lent meanwhile (X-5); what is late is pointed out (W-5)."""

    def __init__(self) -> None:
        super().__init__()
        self.notices: list[NoticeLine] = []
        self._lines = column_layout(spacing=SPACE_S)
        column_layout(self, SPACE_M, SectionTitle(tr("Loan goods")), self._lines)
        self.hide()

    def show_loans(self, loans: Sequence[Loan], today: date) -> None:
        """Show the loans of another case."""
        for notice, loan in used_lines(self._lines, self.notices, loans, NoticeLine):
            notice.say(*loan_words(loan, today))
        self.setVisible(bool(loans))


def loan_words(loan: Loan, today: date) -> tuple[str, Meaning]:
    """Say of a loan until when it is out, or when it came back and how."""
    if loan.returned_at is not None:
        back = tr("{what}: back {moment}", what=loan.what, moment=moment_words(loan.returned_at))
        return " · ".join(filter(None, (back, loan.condition_back))), Meaning.GREEN
    until = near_day_words(loan.due_on, today)
    if loan.is_late(today):
        return tr("{what}: was to be back {day}", what=loan.what, day=until), Meaning.RED
    return tr("{what}: lent until {day}", what=loan.what, day=until), Meaning.AMBER


class RepairWords(QWidget):
    """Where the goods are repaired, and which part was released by word (A-9, A-12)."""

    def __init__(self, name_of: NameOf) -> None:
        super().__init__()
        self._name_of = name_of
        self.words = Words(selectable=True)
        column_layout(self, SPACE_M, SectionTitle(tr("Where it is repaired")), self.words)
        self.hide()

    def show_file(self, file: CaseFile) -> None:
        """Show another case."""
        words = screen_catalog()
        lines = [trip_text(words, _said(trip)) for trip in file.trips]
        lines += [
            tr(
                "Part released by word: {part} ({name})",
                part=one.part,
                name=self._name_of(one.released_by),
            )
            for one in file.releases
        ]
        self.words.setText("\n".join(lines))
        self.setVisible(bool(lines))


def _said(trip: RepairTrip) -> dict[str, str]:
    named = {field.name: getattr(trip, field.name) for field in fields(TripDraft)}
    return {name: str(value) for name, value in named.items() if value}
