"""The bin in the settings: what was voided in the last 30 days, to be put back (X-9)."""

from functools import partial

from PySide6.QtCore import QTimer, Slot

from shopcare.domain.changes import Changes
from shopcare.language.catalog import mark
from shopcare.services.reports.bin import BinLine, bin_contents, put_back
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.background import Job
from shopcare.ui.kit.context.operation import Progress
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import line_of
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.lists.row_list import RowContent, RowList
from shopcare.ui.kit.style.tokens import ROW, Meaning
from shopcare.ui.kit.widgets.busy import BusyLine
from shopcare.ui.kit.widgets.buttons import plain_button
from shopcare.ui.kit.words.formatting import near_moment_words
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.settings.sections import Section, Subject

_SHOWN_ROWS = 8
_KINDS = {
    "case": mark("Case"),
    "purchase": mark("Purchase"),
    "callback": mark("Call"),
    "photo": mark("Photo"),
    "gift": mark("Gift"),
    "prescription": mark("Prescription"),
    "measurement": mark("Measurement"),
}


class BinSection(Section):
    """The list, and a button that puts the chosen one back."""

    def __init__(self, context: PageContext) -> None:
        self._context = context
        self.rows: RowList[BinLine] = RowList(self._look, _key, lead_width=0)
        self.rows.setAccessibleName(tr("Voided in the last 30 days"))
        self.rows.setMinimumHeight(_SHOWN_ROWS * ROW + 2)
        self.empty = Caption(tr("Nothing was voided in the last 30 days."))
        self.notice = NoticeLine()
        self.busy = BusyLine()
        self.back_button = plain_button(tr("&Put back"), "undo-2")
        self.back_button.setEnabled(False)
        rows = (self.notice, self.busy, self.empty, self.rows, line_of(self.back_button))
        super().__init__(Subject.BIN, *rows)
        self.notice.hide()
        self.empty.hide()
        self.rows.current_changed.connect(self._on_current)
        self.back_button.clicked.connect(self._on_back)
        context.write_queue.changed.connect(self._on_changed)
        QTimer.singleShot(0, self, self.refresh)

    @Slot()
    def refresh(self) -> None:
        """Look again, beside the window: it goes through the whole log."""
        self.busy.run(self._context.background, Job(_read, self._on_read), tr("Reading the log …"))

    def _on_read(self, lines: list[BinLine]) -> None:
        self.rows.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        self.rows.set_entries(lines)
        self.back_button.setEnabled(self.rows.current_row() is not None)

    def _look(self, line: BinLine) -> RowContent:
        kind = tr(_KINDS[line.kind])
        title = tr("{first} {second}", first=kind, second=line.title) if line.title else kind
        when = near_moment_words(line.at, self._context.shop.today())
        voided = tr(
            "Voided {when} by {name}: {reason}", when=when, name=line.by, reason=line.reason
        )
        return RowContent(title=title, detail=f"{line.customer} · {voided}")

    @Slot(object)
    def _on_current(self, line: BinLine | None) -> None:
        self.back_button.setEnabled(line is not None)
        self.notice.tell("")

    @Slot()
    def _on_back(self) -> None:
        line = self.rows.current_row()
        if line is not None:
            operation = partial(put_back, kind=line.kind, record_id=line.id)
            self._context.write_queue.submit(self.back_button, operation, self._on_put_back)

    def _on_put_back(self, _changes: Changes) -> None:
        self.notice.tell(tr("It is on file again as it was."), Meaning.GREEN)

    @Slot(object)
    def _on_changed(self, _changes: Changes) -> None:
        self.refresh()


def _read(shop: Shop, *, progress: Progress) -> list[BinLine]:
    progress(0, 0)
    return bin_contents(shop)


def _key(line: BinLine) -> tuple[str, int]:
    return line.kind, line.id
