"""Backups in the settings: the second place, what there is and what it holds, and the restore."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from shopcare.domain.shop.backups import BackupReason
from shopcare.services.shop import Shop
from shopcare.services.upkeep.backups import BackedUp, Backup, all_backups, back_up, backup_folder
from shopcare.services.upkeep.drill import Drill, last_drill
from shopcare.services.upkeep.restore import (
    Comparison,
    Restored,
    compare,
    last_restore,
    restore_over,
)
from shopcare.system.paths import CRASH_LOG
from shopcare.ui.kit.context.background import Job
from shopcare.ui.kit.context.operation import Progress
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.fields.text_fields import LineEdit
from shopcare.ui.kit.forms.bound_form import FieldSpec
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import STRETCH, column_layout, row_layout
from shopcare.ui.kit.layout.card import Caption, SectionTitle, Words
from shopcare.ui.kit.lists.row_list import RowContent, RowList
from shopcare.ui.kit.style.tokens import ROW, SPACE_M, SPACE_S, Meaning
from shopcare.ui.kit.widgets.busy import BusyLine
from shopcare.ui.kit.widgets.buttons import plain_button
from shopcare.ui.kit.words.formatting import near_moment_words
from shopcare.ui.kit.words.i18n import label, ntr, tr
from shopcare.ui.pages.settings.sections import Section, Subject

SHOWN_ROWS = 5


class BackupSection(Section):
    """The second place, which is saved with the settings; below it the backups themselves."""

    def __init__(self, context: PageContext) -> None:
        self._context = context
        self.folder_edit = LineEdit(placeholder=tr("Not chosen"))
        self.choose_button = plain_button(tr("&Choose …"))
        self.backups = BackupsView(context)
        super().__init__(
            Subject.BACKUP,
            FieldSpec(
                "backup_folder",
                tr("Second &place"),
                self.folder_edit,
                help_text=tr("A USB stick, a second disk or a network drive."),
                beside=self.choose_button,
            ),
            self.backups,
        )
        self.choose_button.clicked.connect(self._on_choose)

    @Slot()
    def _on_choose(self) -> None:
        title = tr("Choose the second place for backups")
        self._context.dialogs.open_folder(self, title, self._on_chosen)

    def _on_chosen(self, folder: Path) -> None:
        self.folder_edit.setText(str(folder))


class BackupsView(QWidget):
    """What backups there are; one can be made, and one of them restored."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._seen: Comparison | None = None
        self._undo: Path | None = None
        """The backup that takes the last restore back."""
        self._chosen = Path()
        self.rows: RowList[Backup] = RowList(self._look, _key, lead_width=0)
        self.rows.setAccessibleName(tr("Backups"))
        self.rows.setMinimumHeight(SHOWN_ROWS * ROW + 2)
        self.empty = Caption(tr("No backup yet. One is made when the day is closed."))
        self.holds = Words()
        self.notice = NoticeLine()
        self.busy = BusyLine()
        self.now_button = plain_button(tr("&Back up now"), "save")
        self.restore_button = plain_button(tr("&Restore this backup …"), "history")
        self.undo_button = plain_button(tr("&Undo the restore …"), "undo-2")
        self.drill_line = Caption()
        report = str(context.shop.path.with_name(CRASH_LOG))
        about = tr("If something goes wrong in the program, it is noted here without customers' "
                   "data: {file}", file=report)  # fmt: skip
        column_layout(
            self,
            SPACE_S,
            SectionTitle(tr("Backups")),
            self.notice,
            self.rows,
            self.empty,
            self.holds,
            row_layout(
                None, SPACE_M, self.now_button, self.restore_button, self.undo_button, STRETCH
            ),
            self.busy,
            self.drill_line,
            Words(about, selectable=True),
        )
        self.notice.hide()
        self.undo_button.hide()
        self._connect()
        QTimer.singleShot(0, self, self.refresh)

    def _connect(self) -> None:
        self.rows.current_changed.connect(self._on_current)
        self.now_button.clicked.connect(self._on_now)
        self.restore_button.clicked.connect(self._on_restore)
        self.undo_button.clicked.connect(self._on_undo)

    @Slot()
    def refresh(self) -> None:
        """Look again which backups there are; a second place may let the look wait."""
        self._run(Job(_overview, self._on_overview), tr("Looking at the backups …"))

    def _run(self, job: Job, words: str) -> None:
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        self.busy.run(self._context.background, job, words)
        self._show_state()

    def _show_state(self) -> None:
        self.now_button.setEnabled(self.busy.job is None)
        is_known = self._seen is not None and self.busy.job is None
        self.restore_button.setEnabled(is_known)
        self.undo_button.setEnabled(self.busy.job is None)

    def _look(self, backup: Backup) -> RowContent:
        when = near_moment_words(backup.at, self._context.shop.today())
        return RowContent(title=when, detail=label(backup.name.reason))

    def _on_overview(self, found: "_Overview") -> None:
        backups, self._undo, drill = found
        self.rows.setVisible(bool(backups))
        self.empty.setVisible(not backups)
        self.undo_button.setVisible(self._undo is not None)
        self.drill_line.setText(self._drill_words(drill))
        self._seen = None
        self.holds.setText("")
        self.rows.set_entries(backups)
        self._show_state()

    def _drill_words(self, drill: Drill | None) -> str:
        if drill is None:
            return tr("Once a week a backup is restored for trial; not done yet.")
        when = near_moment_words(drill.at, self._context.shop.today())
        if drill.is_fine:
            return tr("Restored for trial {when}: everything was there.", when=when)
        return tr(
            "Restored for trial {when}: it did not work. Back up now and ask for help.", when=when
        )

    @Slot(object)
    def _on_current(self, backup: Backup | None) -> None:
        self._seen = None
        self.holds.setText("")
        if backup is not None:
            work = partial(_compare, backup=backup.path)
            self._run(Job(work, self._on_compared), tr("Looking into the backup …"))

    def _on_compared(self, seen: Comparison) -> None:
        self._seen = seen
        self.holds.setText(_holds_words(seen))
        self._show_state()

    @Slot()
    def _on_now(self) -> None:
        work = partial(back_up, reason=BackupReason.BY_HAND)
        self._run(Job(work, self._on_backed_up), tr("Backing up …"))

    def _on_backed_up(self, done: BackedUp) -> None:
        self.notice.tell(tr("Backed up and verified."), Meaning.GREEN)
        self.refresh()

    @Slot()
    def _on_restore(self) -> None:
        backup = self.rows.current_row()
        if backup is None or self._seen is None:
            return
        self._chosen = backup.path
        when = near_moment_words(backup.at, self._context.shop.today())
        kept = tr("What is on file now is kept as a backup, so this can be undone.")
        self._context.dialogs.confirm(
            self,
            tr("Restore the backup of {when}?", when=when),
            detail=tr("{first} {second}", first=_holds_words(self._seen), second=kept),
            action=tr("Restore"),
            then=self._on_confirmed,
        )

    @Slot()
    def _on_undo(self) -> None:
        if self._undo is None:
            return
        self._chosen = self._undo
        self._context.dialogs.confirm(
            self,
            tr("Undo the restore?"),
            detail=tr(
                "What was on file before the restore comes back. What was saved since is "
                "kept as a backup."
            ),
            action=tr("Undo the restore"),
            then=self._on_confirmed,
        )

    def _on_confirmed(self) -> None:
        work = partial(restore_over, backup=self._chosen)
        self._run(Job(work, self._on_restored), tr("Restoring …"))

    def _on_restored(self, _restored: Restored) -> None:
        self.notice.tell(tr("Restored. The window opens anew."), Meaning.GREEN)
        self.refresh()

    @Slot(str, str)
    def _on_failed(self, sentence: str, technical: str) -> None:
        self._show_state()
        self.notice.tell(sentence, Meaning.RED)
        self.notice.setToolTip(technical)

    @Slot()
    def _on_cancelled(self) -> None:
        self._show_state()
        self.notice.tell(tr("Stopped. Nothing was changed."), Meaning.INFO)


_Overview = tuple[list[Backup], Path | None, Drill | None]
"""The backups, the one that undoes the last restore, and the last drill."""


def _overview(shop: Shop, *, progress: Progress) -> _Overview:
    progress(0, 0)
    said = last_restore(shop)
    kept = backup_folder(shop.path) / str(said["kept"]) if said and said["kept"] else None
    undo = kept if kept is not None and kept.is_file() else None
    return all_backups(shop), undo, last_drill(shop.path)


def _compare(shop: Shop, *, backup: Path, progress: Progress) -> Comparison:
    progress(0, 0)
    return compare(shop.path, backup)


def _key(backup: Backup) -> str:
    return str(backup.path)


def _holds_words(seen: Comparison) -> str:
    """Say what a backup holds, and what would be lost by restoring it."""
    counts = seen.backup.counts
    holds = tr(
        "It holds {customers} customers, {purchases} purchases and {cases} cases.",
        customers=f"{counts.get('customer', 0):,}",
        purchases=f"{counts.get('purchase', 0):,}",
        cases=f"{counts.get('service_case', 0):,}",
    )
    if seen.backup.last_case:
        newest = tr("The newest case is {number}.", number=seen.backup.last_case)
        holds = tr("{first} {second}", first=holds, second=newest)
    if not seen.entries_lost:
        return holds
    lost = ntr(
        "Restoring it loses {n} entry that was saved later.",
        "Restoring it loses {n} entries that were saved later.",
        seen.entries_lost,
    )
    return tr("{first} {second}", first=holds, second=lost)
