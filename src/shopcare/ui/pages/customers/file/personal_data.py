"""A person's rights over their data: notice, copy, export, and erasing for good (L-7, L-8)."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from shopcare.domain.ids import CustomerId
from shopcare.domain.people.retention import Lock
from shopcare.language.records.people_words import renewed_lines
from shopcare.services.papers.document_spec import Request
from shopcare.services.people.customers import CustomerFile
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.background import Job
from shopcare.ui.kit.context.operation import Operation, Progress
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.fields.choice_fields import TickBox
from shopcare.ui.kit.fields.text_fields import LineEdit
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import column_layout, line_of
from shopcare.ui.kit.layout.card import Caption, Words
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.navigation import page_of
from shopcare.ui.kit.papers.document_opener import DocumentOpener
from shopcare.ui.kit.style.tokens import SPACE_S, Meaning
from shopcare.ui.kit.widgets.buttons import plain_button, quiet_button
from shopcare.ui.kit.words.formatting import day_words
from shopcare.ui.kit.words.i18n import problem_text, screen_catalog, tr
from shopcare.ui.pages.customers.parts import Section

if TYPE_CHECKING:
    from shopcare.services.privacy.erasing import Outlook
    from shopcare.services.upkeep.erased_people import Renewed


class PersonalData(Section):
    """One line of commands; erasing opens what it would take away, and asks once more."""

    def __init__(self, context: PageContext) -> None:
        super().__init__("")
        self.set_title(tr("Personal data"))
        self._context = context
        self._customer_id: CustomerId | None = None
        self.papers = DocumentOpener(context, self)
        self.notice_button = quiet_button(tr("Notice and consents"), "printer")
        self.copy_button = quiet_button(tr("Copy of everything"), "printer")
        self.export_button = quiet_button(tr("Export…"), "file-down")
        self.erase_button = quiet_button(tr("Erase…"), "trash-2")
        self.form: EraseForm | None = None
        commands = FlowLine()
        for button in self._buttons():
            commands.add(button)
        self._place = column_layout(spacing=SPACE_S)
        holder = QWidget()
        column_layout(holder, SPACE_S, commands, self._place)
        self.set_entries([holder])
        self.notice_button.clicked.connect(self._on_notice)
        self.copy_button.clicked.connect(self._on_copy)
        self.export_button.clicked.connect(self._on_export)
        self.erase_button.clicked.connect(self._on_erase)

    def show_person(self, file: CustomerFile) -> None:
        """Take the person; an erasure that is being typed for another is given up."""
        if file.customer.id != self._customer_id:
            self._customer_id = file.customer.id
            self._on_left()

    def _buttons(self) -> tuple[QWidget, ...]:
        return (self.notice_button, self.copy_button, self.export_button, self.erase_button)

    @Slot()
    def _on_notice(self) -> None:
        request = Request(customer_id=self._customer_id)
        self.papers.open(self.notice_button, "consent_sheet", request)

    @Slot()
    def _on_copy(self) -> None:
        request = Request(customer_id=self._customer_id)
        self.papers.open(self.copy_button, "person_record", request)

    @Slot()
    def _on_export(self) -> None:
        name = tr("Personal data {id}.json", id=self._customer_id or 0)
        self._context.dialogs.save_file(
            page_of(self), tr("Export the personal data"), Path.home() / name,
            tr("JSON file") + " (*.json)", self._on_file,
        )  # fmt: skip

    def _on_file(self, path: Path) -> None:
        assert self._customer_id is not None
        operation = _exporting(self._customer_id, path)
        self._context.write_queue.submit(self, operation, self._on_written)

    def _on_written(self, _person: object) -> None:
        page_of(self).message.emit(tr("Exported; the log says so."))

    @Slot()
    def _on_erase(self) -> None:
        assert self._customer_id is not None
        operation = _looking_ahead(self._customer_id)
        self._context.write_queue.submit(self.erase_button, operation, self._on_looked)

    def _on_looked(self, ahead: "Outlook") -> None:
        self._on_left()
        self.form = EraseForm(ahead)
        self.form.left.connect(self._on_left)
        self.form.wanted.connect(self._on_wanted)
        self._place.addWidget(self.form)
        self.form.focus_first()

    @Slot()
    def _on_left(self) -> None:
        form, self.form = self.form, None
        if form is not None:
            form.hide()
            form.deleteLater()
            self.erase_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_wanted(self) -> None:
        assert self._customer_id is not None and self.form is not None
        operation = _erasing(self._customer_id, self.form.draft())
        self._context.write_queue.submit(self, operation, self._on_erased, self.form)

    def _on_erased(self, _erased: object) -> None:
        renews = self.form is not None and self.form.draft().backups
        self._on_left()
        words = tr("Erased. It cannot be undone.")
        if renews:
            words = tr("{first} {second}", first=words, second=tr("A fresh backup is being made …"))
            job = Job(_renewing, self._on_renewed)
            job.failed.connect(self._on_renewing_failed)
            self._context.background.start(job)
        page_of(self).message.emit(words)

    def _on_renewed(self, renewed: "Renewed") -> None:
        first, *more = renewed_lines(
            screen_catalog(),
            renewed.removed,
            [str(path) for path in renewed.left],
            is_second_away=renewed.is_second_away,
        )
        if more:  # somebody has to look after it
            self._context.dialogs.tell(page_of(self), first, "\n".join(more))
        page_of(self).message.emit(first)

    @Slot(str, str)
    def _on_renewing_failed(self, sentence: str, _technical: str) -> None:
        kept = tr("The older backups still hold the person: Settings, Personal data.")
        self._context.dialogs.tell(page_of(self), sentence, kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """What the form asks for."""

    name: str = ""
    reason: str = ""
    backups: bool = False
    """Also make a fresh backup and remove those that still hold the person."""


class EraseForm(BoundForm[Confirmed]):
    """Says what goes and what stays, and asks for the name once more; Esc lets go."""

    wanted = Signal()
    left = Signal()

    def __init__(self, ahead: "Outlook") -> None:
        self.erase_button = plain_button(tr("Erase for good"), "trash-2")
        self.leave_button = quiet_button(tr("Cancel"))
        super().__init__(
            Confirmed(),
            _told(ahead),
            FieldSpec(
                "name",
                tr("Type the name again to confirm"),
                LineEdit(28),
                missing="erase_not_confirmed",
            ),
            FieldSpec("reason", tr("Reason"), LineEdit(placeholder=tr("who asked for it"))),
            FieldSpec(
                "backups",
                "",
                TickBox(tr("Then make a fresh backup, and remove the older ones, which hold them")),
            ),
            line_of(self.erase_button, self.leave_button),
        )
        is_free = ahead.unfinished.refusal() is None
        for name in ("name", "reason", "backups"):
            self.field(name, QWidget).setEnabled(is_free)
        self.erase_button.setEnabled(is_free)
        self.erase_button.clicked.connect(self._on_erase)
        self.leave_button.clicked.connect(self.left)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc; Enter does nothing here on purpose."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    @Slot()
    def _on_erase(self) -> None:
        if self.check():
            self.wanted.emit()


def _told(ahead: "Outlook") -> QWidget:
    """Say what is erased, what is kept and why, or what stands against it."""
    parts: list[QWidget] = [
        Words(tr("Everything on file about {name} is erased for good.", name=ahead.customer.name)),
        Caption(
            tr(
                "It cannot be undone. Name, phones, address, notes, measurements and what the log "
                "says of them go: {n} entries. Case numbers, goods, days and amounts stay for the "
                "figures, without the person. Backups keep the data until they are thinned out; "
                "restoring one erases it again. What was exported, or saved as a PDF, stays where "
                "it was put: delete it yourself.",
                n=sum(ahead.counts.values()),
            )
        ),
    ]
    refusal = ahead.unfinished.refusal()
    stands_against = problem_text(refusal) if refusal else ""
    locked = _locked_words(ahead.lock)
    for words, meaning in ((locked, Meaning.AMBER), (stands_against, Meaning.RED)):
        if words:
            line = NoticeLine()
            line.tell(words, meaning)
            parts.append(line)
    told = QWidget()
    column_layout(told, SPACE_S, *parts)
    return told


def _looking_ahead(customer_id: CustomerId) -> "Operation[Outlook]":
    def look(shop: Shop) -> "Outlook":
        from shopcare.services.privacy.erasing import outlook

        return outlook(shop, customer_id)

    return look


def _locked_words(lock: Lock | None) -> str:
    if lock is None:
        return ""
    return tr(
        "{law} has name and phones kept until {until}: locked and masked until then.",
        law=lock.article,
        until=day_words(lock.until),
    )


def _erasing(customer_id: CustomerId, confirmed: Confirmed) -> Operation[object]:
    def erase(shop: Shop) -> object:
        from shopcare.services.privacy import erasing

        return erasing.erase(shop, customer_id, confirmed=confirmed.name, reason=confirmed.reason)

    return erase


def _renewing(shop: Shop, *, progress: Progress) -> "Renewed":
    from shopcare.services.upkeep.erased_people import renew_backups

    return renew_backups(shop, progress)


def _exporting(customer_id: CustomerId, path: Path) -> Operation[object]:
    def export(shop: Shop) -> object:
        from shopcare.services.people.person_data import export_person

        return export_person(shop, customer_id, path)

    return export
