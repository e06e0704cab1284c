"""The place on the card where the form of a step opens, and its way to the shop file."""

from collections.abc import Callable, Set

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopcare.domain.cases.case import Case
from shopcare.services import drafts
from shopcare.ui.kit.context.draft_autosave import DraftAutosave, clearing_draft
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.pages.cases.door_panel import DoorPanel
from shopcare.ui.pages.cases.panels import make_panel
from shopcare.ui.pages.cases.parts import Content
from shopcare.ui.pages.cases.step_panel import StepPanel, StepResult
from shopcare.ui.pages.cases.typed import Typed


class StepForms(QWidget):
    """One form at a time; what is typed is kept by case until it is saved or left."""

    turned = Signal(bool)
    """A form is open now, or none is."""
    done = Signal(object, str)
    """A form was carried out: the result, and the step's key."""
    left = Signal()
    blank_wanted = Signal()
    """A sheet of blank door notes is wanted."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._case: Case | None = None
        self._saving = (0, "")
        """Whose form is on its way to the shop file: the case and the step's key."""
        self.carried_out: tuple[str, Content] | None = None
        """The form that was last carried out: the step's key and what was typed."""
        self.panel: StepPanel | None = None
        self._typed = Typed()
        self._typed.restore(drafts.kept(context.shop, drafts.Form.CASE_STEPS))
        self._autosave = DraftAutosave(
            self, context.write_queue, drafts.Form.CASE_STEPS, self._gathered
        )
        self._autosave.settle()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_case(self, case: Case, keys: Set[str]) -> None:
        """Show the form that was left half filled in, if the case still has that step.

        Args:
            keys: the steps that the case may take now.
        """
        if self._case is not None and (self._case.id, self._case.stage) == (case.id, case.stage):
            self._case = case
            return
        self._autosave.keep()
        self._close()
        self._case = case
        key = self._typed.last_key(case.id, keys)
        if key is not None:
            self._open(key)

    def open(self, key: str, field: str = "") -> None:
        """Open the form of a step and go to a field of it, else to its first."""
        if self._case is None:
            return
        if self.panel is None or self.panel.key != key:
            self._autosave.keep()
            self._close()
            self._open(key)
        if self.panel is not None:
            self.panel.start(field)

    def bring_back(self, case_id: int, key: str, content: Content) -> None:
        """Hold what was typed for a step that was taken back; its form opens with it."""
        self._typed.keep(case_id, key, content)
        self._autosave.touch()

    def keep(self) -> None:
        """Keep what is half filled in, now, also over a crash."""
        self._autosave.keep()

    def _gathered(self) -> object:
        """Put what is in the open form with those that were left, and give all of them.

        What is being saved stays as it was noted: the saving itself lets it go.
        """
        form = self._open_form()
        if form is not None and self.panel is not None and self.panel.isEnabled():
            if self.panel.is_touched():
                self._typed.keep(*form, self.panel.content())
            else:
                self._typed.forget(*form)
        return self._typed.plain()

    def _open(self, key: str) -> None:
        assert self._case is not None
        self.panel = panel = make_panel(self._context.shop, self._case, key)
        panel.settle()
        content = self._typed.of(self._case.id, key)
        if content is not None:
            panel.restore(content)
        for part in panel.parts:
            part.edited.connect(self._autosave.touch)
        panel.submitted.connect(self._on_submitted)
        panel.left.connect(self._on_left)
        if isinstance(panel, DoorPanel):
            panel.blank_wanted.connect(self.blank_wanted)
        self._layout.addWidget(panel)
        self.show()
        self.turned.emit(True)

    def _open_form(self) -> tuple[int, str] | None:
        if self._case is None or self.panel is None:
            return None
        return self._case.id, self.panel.key

    def _close(self) -> None:
        panel, self.panel = self.panel, None
        self.hide()
        if panel is not None:
            self._layout.removeWidget(panel)
            panel.deleteLater()
            self.turned.emit(False)

    @Slot()
    def _on_submitted(self) -> None:
        assert self._case is not None
        assert self.panel is not None
        panel = self.panel
        self._saving = self._case.id, panel.key
        self.carried_out = panel.key, panel.content()
        self._autosave.keep()
        rest = _without(*self._saving)
        operation = clearing_draft(drafts.Form.CASE_STEPS, panel.operation(), rest)
        # This place is disabled, not the form: looking at another case takes the form away.
        self._context.write_queue.submit(self, operation, self._on_done, problems=panel)

    def _on_done(self, result: StepResult) -> None:
        case_id, key = self._saving
        self._typed.forget_done(case_id, key)
        if self._open_form() == self._saving:
            self._close()
        self._autosave.keep()
        self.done.emit(result, key)

    @Slot()
    def _on_left(self) -> None:
        assert self._case is not None
        assert self.panel is not None
        self._typed.forget(self._case.id, self.panel.key)
        self._close()
        self._autosave.keep()
        self.left.emit()


def _without(case_id: int, key: str) -> Callable[[object], object]:
    """Leave a form that was carried out out of what the shop file keeps."""

    def rest(plain: object) -> object:
        typed = Typed()
        typed.restore(plain)
        typed.forget_done(case_id, key)
        return typed.plain()

    return rest
