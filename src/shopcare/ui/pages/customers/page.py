"""The customers' page: the list on the left, one customer's whole file on the right."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from shopcare.domain.changes import CASES_AND_CALLS, ChangeKind, Changes
from shopcare.domain.errors import Refusal
from shopcare.domain.ids import PurchaseId
from shopcare.domain.people.customer import CustomerDraft
from shopcare.services.exchange.exports import ExportKind, export
from shopcare.services.purchases import purchases
from shopcare.ui.kit.context.background import Job
from shopcare.ui.kit.context.draft_autosave import DraftKey
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.customers.customer_picker import begun_number, new_customer_from
from shopcare.ui.kit.forms.notice import ProblemLine
from shopcare.ui.kit.layout.containers import ResponsiveSplitter
from shopcare.ui.kit.lists.record_table import RecordPage
from shopcare.ui.kit.navigation import Page, RecordLink
from shopcare.ui.kit.widgets.busy import BusyLine
from shopcare.ui.kit.words.i18n import ntr, problem_text, screen_catalog, tr
from shopcare.ui.pages.customers.editor import NEW
from shopcare.ui.pages.customers.people import People
from shopcare.ui.pages.customers.side import Side
from shopcare.ui.pages.customers.unsaved import Unsaved


class CustomersPage(RecordPage):
    """Finds, shows, adds and changes customers; what is half typed is never lost."""

    own_kinds: ClassVar[frozenset[str]] = frozenset({"customer", "purchase", "duplicates"})
    shows: ClassVar[frozenset[ChangeKind]] = CASES_AND_CALLS | {ChangeKind.PURCHASE}

    def __init__(self, context: PageContext) -> None:
        """Show the newest customers, and what was half typed when the program ended."""
        super().__init__(tr("Customers"))
        self._context = context
        self.new_button = self.set_main_action(tr("New customer"), "plus")
        self.twice_button = self.add_action(tr("Doubles…"))
        self.export_button = self.add_action(tr("Export…"), "file-down")
        self.people = People(context)
        self.side = Side(context)
        self.unsaved = Unsaved()
        self.notice = ProblemLine()
        self._export = CustomersExport(self, context)
        self.lay_out(
            self._export.busy,
            self.notice,
            self.unsaved,
            splitter=ResponsiveSplitter(self.people, self.side, sizes=(480, 720)),
        )
        self._connect()
        self.people.load()
        self._on_dressed()

    def reload(self, changes: Changes | None) -> None:
        """Look again: at the list where customers changed, and always at the file."""
        if changes is None or changes.touches(ChangeKind.CUSTOMER):
            self.people.load()
        self.side.look_again()

    def count_anew(self) -> None:
        """Say anew what is due when, and propose today."""
        self.side.look_again()

    def others(self) -> Sequence[QWidget]:
        """Give the list of customers; the file is of who stands at the counter."""
        return (self.people,)

    def open_record(self, kind: str, record_id: int) -> None:
        """Show a customer, the customer of a purchase and that receipt, or who is there twice."""
        if kind == "duplicates":
            self.side.show_twice(record_id)
            return
        if kind != "purchase":
            self.side.show_customer(record_id)
            return
        try:
            bill = purchases.purchase(self._context.shop, PurchaseId(record_id))
        except Refusal as refusal:  # gone meanwhile, or damaged
            self.message.emit(problem_text(refusal))
            return
        self.side.show_customer(bill.customer_id)
        self.side.view.go_to_purchase(record_id)

    def focus_first(self) -> None:
        """Put the focus into the open form, else into the line that finds."""
        if not self.side.focus_form():
            self.people.find_edit.setFocus(Qt.FocusReason.OtherFocusReason)
            self.people.find_edit.selectAll()

    def keep_draft(self) -> None:
        """Keep what is half typed, now."""
        self.side.keep()

    def _connect(self) -> None:
        self.new_button.clicked.connect(self._on_new)
        self.export_button.clicked.connect(self._on_export)
        RecordLink(self.twice_button, "duplicates")
        self._export.failed.connect(self.notice.tell)
        self.people.records.chosen.connect(self.side.show_customer)
        self.people.records.activated.connect(self.side.show_customer)
        self.people.records.empty.pressed.connect(self._on_new)
        self.people.new_wanted.connect(self._on_new)
        self.people.counted.connect(self._on_counted)
        self.unsaved.wanted.connect(self._on_half_wanted)
        self.side.dressed.connect(self._on_dressed)
        self.side.left.connect(self.people.focus_find)
        self.side.view.head.case_button.clicked.connect(self._on_new_case)

    @Slot()
    def _on_dressed(self) -> None:
        """Let the one main action be the page's: save what is open, else a new customer."""
        save_button = self.side.main_button()
        self.main_action = save_button or self.new_button
        self.new_button.setVisible(save_button is None)
        self.people.records.choose(self.side.listed_id())
        self.unsaved.show_halves(self.side.waiting())

    @Slot()
    def _on_new(self) -> None:
        typed = self.people.find_edit.text().strip()
        is_unknown = bool(typed) and self.people.records.is_empty()
        self.side.begin_new(new_customer_from(typed) if is_unknown else CustomerDraft(name=""))
        phones = self.side.editor.form.phones_edit
        if is_unknown and (number := begun_number(typed)) and not any(phones.typed()):
            phones.restore([number])

    @Slot(object)
    def _on_half_wanted(self, key: DraftKey) -> None:
        if key == NEW:
            self.side.begin_new(CustomerDraft(name=""))
        else:
            self.side.show_customer(key.record_id)
            self.side.focus_form()

    @Slot()
    def _on_new_case(self) -> None:
        self.open_requested.emit("intake", self.side.customer_id() or 0)

    @Slot(int)
    def _on_counted(self, count: int) -> None:
        self.set_subtitle(ntr("{n} on file", "{n} on file", count))
        self.export_button.setEnabled(count > 0)

    @Slot()
    def _on_export(self) -> None:
        self.notice.tell("")
        self._export.ask()


class CustomersExport(QObject):
    """Asks where to, shows how far it is, can be stopped; the audit log has it (G-15)."""

    failed = Signal(str)
    """It was not written: why."""

    def __init__(self, page: Page, context: PageContext) -> None:
        super().__init__(page)
        self._page = page
        self._context = context
        self.busy = BusyLine()

    @Slot()
    def ask(self) -> None:
        """Ask for a file, if nothing is being written."""
        if self.busy.job is not None:
            return
        today = self._context.shop.today()
        name = f"{tr('Customers')} {today.isoformat()}.xlsx"
        self._context.dialogs.save_file(
            self._page,
            tr("Export all customers"),
            Path.home() / name,
            tr("Spreadsheet") + " (*.xlsx);;" + tr("Plain table") + " (*.csv)",
            self._on_file,
        )

    def _on_file(self, path: Path) -> None:
        words = screen_catalog()
        work = partial(export, kind=ExportKind.CUSTOMERS, path=path, words=words)
        job = Job(work, self._on_written)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        self.busy.run(self._context.background, job, tr("Exporting {file}", file=path.name))

    def _on_written(self, count: int) -> None:
        self._page.message.emit(ntr("{n} customer exported.", "{n} customers exported.", count))

    @Slot()
    def _on_cancelled(self) -> None:
        self._page.message.emit(tr("The export was stopped; nothing was written."))

    @Slot(str, str)
    def _on_failed(self, words: str, _details: str) -> None:
        self._page.message.emit(words)
        self.failed.emit(words)
