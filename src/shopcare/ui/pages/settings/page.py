"""The Settings page: sections on the left, one of them beside, saved with one action."""

from functools import partial, reduce
from typing import ClassVar

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QStackedWidget

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Invalid, Problem, Refusal
from shopcare.domain.shop.settings import ShopSettings
from shopcare.language.catalog import Catalog
from shopcare.services import drafts
from shopcare.services.rescheduling.calendar_changes import preview_settings
from shopcare.services.rescheduling.counted_change import CalendarChanged
from shopcare.services.rescheduling.rescheduled import Rescheduled, rescheduled_of
from shopcare.services.setup import settings as settings_service
from shopcare.services.setup.settings import change_settings_and_count_again, move_dates
from shopcare.services.shop import Shop
from shopcare.ui.kit import shortcuts
from shopcare.ui.kit.context.background import Job
from shopcare.ui.kit.context.draft_autosave import DraftAutosave
from shopcare.ui.kit.context.operation import Progress
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import add_items
from shopcare.ui.kit.navigation import Page, RecordLink
from shopcare.ui.kit.style.tokens import Meaning
from shopcare.ui.kit.widgets.busy import BusyLine
from shopcare.ui.kit.words.i18n import problem_text, screen_catalog, tr
from shopcare.ui.pages.settings.moves_view import MovesView
from shopcare.ui.pages.settings.section_list import SectionList
from shopcare.ui.pages.settings.sections import Subject
from shopcare.ui.pages.settings.staff_section import SavedMember, save_member


class SettingsPage(Page):
    """What is typed stays until it is saved or thrown away; what moves dates is shown first."""

    shows: ClassVar[frozenset[ChangeKind]] = frozenset({ChangeKind.SETTINGS})

    def __init__(self, context: PageContext) -> None:
        """Show what the shop has set."""
        super().__init__(tr("Settings"))
        self._context = context
        self._settings = context.shop.settings
        self._saving = self._settings
        """What is on its way to the shop file."""
        self._draft: ShopSettings | None = None
        """What is about to be saved while its moves are looked at."""
        self.save_button = self.set_main_action(tr("Save"), "save")
        self.policy_button = self.add_action(tr("Policy"), "file-text")
        self.policy_button.setToolTip(shortcuts.POLICY)
        self.back_button = self.add_action(tr("Discard changes"), "undo-2")
        self.notice = NoticeLine()
        self.busy = BusyLine()
        self._autosave = DraftAutosave(
            self, context.shop, context.write_queue, drafts.Form.SETTINGS
        )
        self.list = SectionList(context, self._autosave)
        self.moves = MovesView()
        self._faces = QStackedWidget()
        self._faces.addWidget(self.list)
        self._faces.addWidget(self.moves)
        add_items(self.body, self.notice, self.busy, (self._faces, 1))
        self.notice.hide()
        self._connect()
        self._give_back()
        self._show_state()

    def _connect(self) -> None:
        self.save_button.clicked.connect(self._on_save)
        self.back_button.clicked.connect(self._on_back)
        RecordLink(self.policy_button, "policy")
        self.list.edited.connect(self._show_state)
        self.list.chosen.connect(self._on_chosen)

    def reload(self, _changes: Changes | None) -> None:
        """Look again once the window's own shop has looked again."""
        QTimer.singleShot(0, self._on_look_again)

    def focus_first(self) -> None:
        """Put the focus on the list of sections."""
        self.list.rows.setFocus()

    def keep_draft(self) -> None:
        """Keep what is half typed now; it is there again at the next start."""
        self._autosave.keep()

    def _give_back(self) -> None:
        """Show what was typed before in the sections, which are made for it."""
        half_typed = self._autosave.half_typed()
        for subject in {key.form for key in half_typed} - {Subject.STAFF}:
            if subject in set(Subject):
                self.list.section(Subject(subject))
        self.list.staff.show_first(self._context.shop.staff)
        if half_typed:
            self.notice.tell(
                tr("What you typed earlier is here again; it is not saved yet."), Meaning.INFO
            )

    @Slot()
    def _show_state(self) -> None:
        """Name what the main action saves, and whether there is anything to save."""
        if self._draft is not None:
            return
        on_staff = self.list.subject is Subject.STAFF
        changed = (
            self.list.staff.form.is_changed() if on_staff else bool(self.list.changed_sections())
        )
        self.save_button.setText(tr("Save this person") if on_staff else tr("Save"))
        self.save_button.setEnabled(changed and self.busy.job is None)
        self.back_button.setText(tr("Discard changes"))
        self.back_button.setVisible(changed)

    @Slot()
    def _on_save(self) -> None:
        self.notice.tell("")
        if self._draft is not None:
            self._count_again(self._draft)
        elif self.list.subject is Subject.STAFF:
            form = self.list.staff.form
            save = partial(save_member, member=form.draft())
            operation = self._autosave.saving(save, form.key())
            self._context.write_queue.submit(
                self.save_button, operation, self._on_member_saved, form
            )
        elif (settings := self._checked()) is not None:
            self._save(settings)

    def _checked(self) -> ShopSettings | None:
        """Give what is typed as settings; say beside its field what is wrong."""
        changed = self.list.changed_sections()
        for section in changed:
            if not section.check():
                self._go_to_problems([name for name in section.problem_texts() if name])
                return None
        try:
            typed = reduce(lambda settings, one: one.draft(settings), changed, self._settings)
            return settings_service.check_settings(typed)
        except Invalid as invalid:
            self._show_problems(invalid)
        except Refusal as refusal:
            self.notice.tell(problem_text(refusal), Meaning.RED)
        return None

    def _show_problems(self, invalid: Invalid) -> None:
        by_subject: dict[Subject, list[Problem]] = {}
        for problem in invalid.problems:
            subject = self.list.subject_of(problem.field)
            by_subject.setdefault(subject or self.list.subject, []).append(problem)
        self.list.choose(next(iter(by_subject)))
        for subject, problems in by_subject.items():
            self.list.section(subject).show_problems(problems)

    def _go_to_problems(self, names: list[str]) -> None:
        if names and (subject := self.list.subject_of(names[0])) is not None:
            self.list.choose(subject)

    def _save(self, settings: ShopSettings) -> None:
        self._saving = settings
        if not move_dates(self._settings, settings):
            save = partial(settings_service.change_settings, settings=settings)
            self._context.write_queue.submit(self.save_button, save, self._on_saved)
            return
        self._draft = settings
        work = partial(_moves, settings=settings, words=screen_catalog())
        self._run(Job(work, self._on_moves_seen), tr("Working out what this would move …"))

    def _count_again(self, settings: ShopSettings) -> None:
        work = partial(change_settings_and_count_again, settings=settings)
        self._run(Job(work, self._on_counted), tr("Working it out again …"))

    def _run(self, job: Job, words: str) -> None:
        job.failed.connect(self._on_job_failed)
        job.cancelled.connect(self._on_job_cancelled)
        self.list.setEnabled(False)
        self.save_button.setEnabled(False)
        self.back_button.setEnabled(False)
        self.busy.run(self._context.background, job, words)

    def _rest(self) -> None:
        self.list.setEnabled(True)
        self.back_button.setEnabled(True)

    def _leave_moves(self) -> None:
        self._draft = None
        self._faces.setCurrentWidget(self.list)
        self._show_state()

    def _on_counted(self, _counted: CalendarChanged) -> None:
        self._rest()
        self._on_saved()

    def _on_moves_seen(self, moves: list[Rescheduled]) -> None:
        """Show what moves; where nothing does, there is nothing to be asked."""
        self._rest()
        if not moves and self._draft is not None:
            self._count_again(self._draft)
            return
        self.moves.show_moves(moves)
        self._faces.setCurrentWidget(self.moves)
        self.save_button.setText(tr("Save and move them"))
        self.save_button.setEnabled(True)
        self.save_button.setFocus()
        self.back_button.setText(tr("Back"))
        self.back_button.setVisible(True)

    @Slot(str, str)
    def _on_job_failed(self, sentence: str, technical: str) -> None:
        self._rest()
        self._leave_moves()
        self.notice.tell(sentence, Meaning.RED)
        self.notice.setToolTip(technical)

    @Slot()
    def _on_job_cancelled(self) -> None:
        self._rest()
        self._leave_moves()
        self.notice.tell(tr("Stopped. Nothing was saved."), Meaning.INFO)

    def _on_saved(self, _changes: Changes | None = None) -> None:
        self._settings = self._saving
        self.list.show_settings(self._saving, anew=True)
        self._autosave.keep()  # also what was on its way to the disk meanwhile is let go
        self._leave_moves()
        self.notice.tell(tr("Saved."), Meaning.GREEN)
        self.message.emit(tr("Saved."))

    def _on_member_saved(self, saved: SavedMember) -> None:
        self._show_state()
        self.list.staff.show_saved(saved.member)
        self.notice.tell(tr("{name} is saved.", name=saved.member.name), Meaning.GREEN)

    @Slot()
    def _on_look_again(self) -> None:
        self._settings = self._context.shop.settings
        self.list.show_settings(self._settings)
        self.list.staff.show_staff(self._context.shop.staff)
        self.list.staff.records.look_again()
        self._show_state()

    @Slot(str)
    def _on_chosen(self, _subject: str) -> None:
        self.notice.tell("")
        self._show_state()

    @Slot()
    def _on_back(self) -> None:
        self.notice.tell("")
        if self._draft is not None:
            self._leave_moves()
        elif self.list.subject is Subject.STAFF:
            self.list.staff.form.reset()
        else:
            self.list.show_settings(self._settings, anew=True)
        self._autosave.keep()
        self._show_state()


def _moves(
    shop: Shop, settings: ShopSettings, words: Catalog, progress: Progress
) -> list[Rescheduled]:
    return rescheduled_of(shop, words, preview_settings(shop, settings, progress))
