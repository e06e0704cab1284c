"""Personal data in the settings: how long it is kept, and whose records are past that (L-8)."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from shopcare.domain.changes import Changes
from shopcare.domain.ids import CustomerId
from shopcare.domain.people.retention import LONGEST, SHORTEST, Outdated, RecordKind
from shopcare.domain.shop.settings import ShopSettings
from shopcare.language.records.people_words import renewed_lines
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.background import Job
from shopcare.ui.kit.context.operation import Operation, Progress
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.fields.choice_fields import ChoiceBox
from shopcare.ui.kit.forms.bound_form import Facts, FieldSpec
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import column_layout
from shopcare.ui.kit.layout.card import Caption, SectionTitle, Words
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.lists.row_list import RowContent, RowList
from shopcare.ui.kit.navigation import page_of
from shopcare.ui.kit.papers.document_opener import DocumentOpener
from shopcare.ui.kit.style.tokens import ROW, SPACE_M, Meaning
from shopcare.ui.kit.widgets.busy import BusyLine
from shopcare.ui.kit.widgets.buttons import plain_button, quiet_button
from shopcare.ui.kit.words.formatting import day_words
from shopcare.ui.kit.words.i18n import label, ntr, screen_catalog, tr
from shopcare.ui.pages.settings.sections import Section, Subject

if TYPE_CHECKING:
    from shopcare.services.upkeep.erased_people import Renewed, StillHeld

_SHOWN_ROWS = 6
_PERIODS = ("keep_customers_years", "keep_measured_years")


class PrivacySection(Section):
    """The periods, which are saved with the settings; below them who is past them."""

    def __init__(self, context: PageContext) -> None:
        self.outdated = OutdatedView(context)
        self.erased = ErasedInBackupsView(context)
        super().__init__(
            Subject.PRIVACY,
            FieldSpec(
                "keep_customers_years",
                tr("Keep a customer's &file"),
                _years_box(SHORTEST[RecordKind.CUSTOMER]),
                help_text=tr("Since the last purchase, case or call. The law's floor is 3 years."),
            ),
            FieldSpec(
                "keep_measured_years",
                tr("Keep &measurements"),
                _years_box(SHORTEST[RecordKind.MEASURED]),
                help_text=tr("Prescriptions, measurements: sensitive data."),
            ),
            self.outdated,
            self.erased,
        )

    def facts_of(self, draft: ShopSettings) -> Facts:
        """Show the years as the boxes have them."""
        return {name: str(getattr(draft, name)) for name in _PERIODS}

    def draft_of(self, onto: ShopSettings, facts: Facts) -> ShopSettings:
        """Take the years."""
        customers, measured = (int(facts[name]) for name in _PERIODS)
        return replace(onto, keep_customers_years=customers, keep_measured_years=measured)


def _years_box(least: int) -> ChoiceBox[str]:
    years = range(least, LONGEST + 1)
    return ChoiceBox([(str(n), ntr("{n} year", "{n} years", n)) for n in years])


class OutdatedView(QWidget):
    """Who is past a period; a manager decides about each, nothing goes by itself."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.rows: RowList[Outdated] = RowList(_look, _key, lead_width=0)
        self.rows.setAccessibleName(tr("Past their period"))
        self.rows.setMinimumHeight(_SHOWN_ROWS * ROW + 2)
        self.empty = Caption(tr("Nobody's records are past their period."))
        self.notice = NoticeLine()
        self.busy = BusyLine()
        self.papers = DocumentOpener(context, self)
        self.open_button = plain_button(tr("&Open the file"), "user")
        self.erase_button = plain_button(tr("&Erase these records"), "trash-2")
        self.reviewed_button = quiet_button(tr("Reviewed for this year"), "check")
        self.loss_button = quiet_button(tr("Sheet for a lost PC or backup"), "printer")
        buttons = FlowLine()
        for button in (self.open_button, self.erase_button, self.reviewed_button):
            buttons.add(button)
        buttons.add(self.loss_button)
        title = SectionTitle(tr("Past their period"))
        parts = (title, self.notice, self.busy, self.empty, self.rows, buttons)
        column_layout(self, SPACE_M, *parts)
        self.notice.hide()
        self.empty.hide()
        self._connect()
        self._on_current(None)
        QTimer.singleShot(0, self, self.refresh)

    def _connect(self) -> None:
        self.rows.current_changed.connect(self._on_current)
        self.open_button.clicked.connect(self._on_open)
        self.erase_button.clicked.connect(self._on_erase)
        self.reviewed_button.clicked.connect(self._on_reviewed)
        self.loss_button.clicked.connect(self._on_loss)
        self._context.write_queue.changed.connect(self._on_changed)

    @Slot()
    def refresh(self) -> None:
        """Look again, beside the window: it goes through every record."""
        self.busy.run(self._context.background, Job(_read, self._on_read), tr("Looking …"))

    def _on_read(self, found: list[Outdated]) -> None:
        self.rows.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.rows.set_entries(found)
        self._on_current(self.rows.current_row())

    @Slot(object)
    def _on_current(self, one: Outdated | None) -> None:
        """A whole file is erased in the file itself, where its name is typed to confirm."""
        self.open_button.setEnabled(one is not None and one.kind is not RecordKind.LOCKED)
        self.erase_button.setEnabled(one is not None and one.kind is not RecordKind.CUSTOMER)

    @Slot()
    def _on_open(self) -> None:
        one = self.rows.current_row()
        if one is not None:
            page_of(self).open_requested.emit("customer", one.customer_id)

    @Slot()
    def _on_erase(self) -> None:
        one = self.rows.current_row()
        if one is None:
            return
        self._context.dialogs.confirm(
            self,
            tr("Erase these records of {name}? It cannot be undone.", name=one.name),
            action=tr("Erase"),
            then=self._erase_current,
            keep=tr("Keep"),
        )

    def _erase_current(self) -> None:
        one = self.rows.current_row()
        if one is not None:
            operation = _erasing(one.kind, one.customer_id)
            self._context.write_queue.submit(self, operation, self._on_erased)

    def _on_erased(self, _done: object) -> None:
        self.notice.tell(tr("Erased. It cannot be undone."), Meaning.GREEN)

    @Slot()
    def _on_reviewed(self) -> None:
        self._context.write_queue.submit(self, _review, self._on_noted)

    def _on_noted(self, _changes: Changes) -> None:
        self.notice.tell(tr("Noted; the list is proposed again in a year."), Meaning.GREEN)

    @Slot()
    def _on_loss(self) -> None:
        self.papers.open(self.loss_button, "breach_sheet")

    @Slot(object)
    def _on_changed(self, _changes: Changes) -> None:
        self.refresh()


class ErasedInBackupsView(QWidget):
    """Says whether backups still hold people who were erased; they can be exchanged for one."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.words = Words()
        self.notice = NoticeLine()
        self.busy = BusyLine()
        self.renew_button = plain_button(tr("Fresh &backup instead of these …"), "save")
        title = SectionTitle(tr("Erased people in backups"))
        buttons = FlowLine()
        buttons.add(self.renew_button)
        column_layout(self, SPACE_M, title, self.notice, self.busy, self.words, buttons)
        self.notice.hide()
        self.renew_button.hide()
        self.renew_button.clicked.connect(self._on_renew)
        QTimer.singleShot(0, self, self.refresh)

    @Slot()
    def refresh(self) -> None:
        """Look into every backup; a second place may let the look wait."""
        self._run(Job(_look_into_backups, self._on_looked), tr("Looking into the backups …"))

    def _run(self, job: Job, words: str) -> None:
        job.failed.connect(self._on_failed)
        self.renew_button.setEnabled(False)
        self.busy.run(self._context.background, job, words)

    def _on_looked(self, held: "StillHeld") -> None:
        told = [_held_words(len(held.backups))]
        if held.unknown:
            names = tr(", ").join(path.name for path in held.unknown)
            told.append(tr("These may hold somebody, too; look at them yourself: {names}",
                           names=names))  # fmt: skip
        self.words.setText("\n".join(told))
        self.renew_button.setVisible(bool(held.backups))
        self.renew_button.setEnabled(True)

    @Slot()
    def _on_renew(self) -> None:
        self._context.dialogs.confirm(
            self,
            tr("Make a fresh backup and remove these?"),
            detail=tr(
                "First a fresh backup is made and verified in each place. Then the older ones that "
                "hold erased people are removed, and with them what they say of earlier days."
            ),
            action=tr("Back up and remove"),
            then=self._on_confirmed,
        )

    def _on_confirmed(self) -> None:
        self._run(Job(_renew_backups, self._on_renewed), tr("Backing up …"))

    def _on_renewed(self, renewed: "Renewed") -> None:
        lines = renewed_lines(
            screen_catalog(), renewed.removed, (), is_second_away=renewed.is_second_away
        )
        self.notice.tell("\n".join(lines), Meaning.GREEN)
        self.refresh()

    @Slot(str, str)
    def _on_failed(self, sentence: str, technical: str) -> None:
        self.renew_button.setEnabled(True)
        self.notice.tell(sentence, Meaning.RED)
        self.notice.setToolTip(technical)


def _held_words(held: int) -> str:
    if not held:
        return tr("No backup holds anybody who was erased.")
    return ntr(
        "{n} backup still holds people who were erased.",
        "{n} backups still hold people who were erased.",
        held,
    )


def _look_into_backups(shop: Shop, *, progress: Progress) -> "StillHeld":
    from shopcare.services.upkeep.erased_people import still_held

    return still_held(shop, progress)


def _renew_backups(shop: Shop, *, progress: Progress) -> "Renewed":
    from shopcare.services.upkeep.erased_people import renew_backups

    return renew_backups(shop, progress)


def _read(shop: Shop, *, progress: Progress) -> list[Outdated]:
    from shopcare.services.privacy import retention

    progress(0, 0)
    return retention.names_masked(retention.past_period(shop))


def _look(one: Outdated) -> RowContent:
    last = tr("last {day}", day=day_words(one.last_on))
    return RowContent(title=one.name, detail=f"{label(one.kind)} · {last}")


def _key(one: Outdated) -> tuple[str, int]:
    return one.kind, one.customer_id


def _erasing(kind: RecordKind, customer_id: CustomerId) -> Operation[object]:
    def erase(shop: Shop) -> object:
        from shopcare.services.privacy import erasing, retention

        if kind is RecordKind.LOCKED:
            return erasing.unlock(shop, customer_id)
        return retention.erase_measured(shop, customer_id)

    return erase


def _review(shop: Shop) -> Changes:
    from shopcare.services.privacy import retention

    return retention.note_review(shop)
