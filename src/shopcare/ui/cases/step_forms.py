"""The place on the card where the form of a step opens, and its way to the shop file."""

from collections.abc import Set

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopcare.domain.case import Case
from shopcare.services import drafts
from shopcare.services.shop import Shop
from shopcare.ui.cases.door_panel import DoorPanel
from shopcare.ui.cases.panels import make_panel
from shopcare.ui.cases.step_panel import StepPanel
from shopcare.ui.cases.typed import Typed
from shopcare.ui.desk import Desk


class StepForms(QWidget):
    """One form at a time; what is typed is kept by case until it is saved or left."""

    turned = Signal(bool)
    """A form is open now, or none is."""
    done = Signal(object, str)
    """A form was carried out: the result, and the step's key."""
    left = Signal()
    blank_wanted = Signal()
    """A sheet of blank door notes is wanted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._case: Case | None = None
        self._kept: object = None
        self._ground = QWidget(self)
        self._ground.hide()
        self.panel: StepPanel | None = None
        self._typed = Typed()
        self._typed.restore(drafts.kept(desk.shop, drafts.Form.CASE_STEPS))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_case(self, case: Case, keys: Set[str]) -> None:
        """Show the form that was left half filled in, if the case still has that step.

        Args:
            keys: the steps that the case may take now.
        """
        before, self._case = self._case, case
        if before is not None and (before.id, before.stage) == (case.id, case.stage):
            return
        if before is not None:
            self._note(before)
        self._close()
        key = self._typed.last_key(case.id)
        if key is not None and key in keys:
            self._open(key)

    def open(self, key: str) -> None:
        """Open the form of a step and go to its first field."""
        if self._case is None:
            return
        if self.panel is None or self.panel.key != key:
            self._note(self._case)
            self._close()
            self._open(key)
        if self.panel is not None:
            self.panel.start()

    def keep(self) -> None:
        """Keep what is half filled in, also over a crash."""
        if self._case is not None:
            self._note(self._case)
        content = self._typed.plain()
        if content == (self._kept or []):
            return
        self._kept = content

        def keep(shop: Shop) -> None:
            drafts.keep(shop, drafts.Form.CASE_STEPS, content)

        self._desk.performer.do(self._ground, keep)

    def _open(self, key: str) -> None:
        assert self._case is not None
        self.panel = panel = make_panel(self._desk.shop, self._case, key)
        panel.settle()
        content = self._typed.of(self._case.id, key)
        if content is not None:
            panel.restore(content)
        panel.submitted.connect(self._on_submitted)
        panel.left.connect(self._on_left)
        if isinstance(panel, DoorPanel):
            panel.blank_wanted.connect(self.blank_wanted)
        self._layout.addWidget(panel)
        self.show()
        self.turned.emit(True)

    def _note(self, case: Case) -> None:
        if self.panel is not None and self.panel.is_touched():
            self._typed.keep(case.id, self.panel.key, self.panel.content())
        elif self.panel is not None:
            self._typed.forget(case.id)

    def _close(self) -> None:
        panel, self.panel = self.panel, None
        self.hide()
        if panel is not None:
            self._layout.removeWidget(panel)
            panel.deleteLater()
            self.turned.emit(False)

    @Slot()
    def _on_submitted(self) -> None:
        assert self.panel is not None
        panel = self.panel
        self._desk.performer.do(panel, panel.operation(), self._on_done, problems=panel)

    def _on_done(self, result: object) -> None:
        assert self._case is not None
        key = self.panel.key if self.panel is not None else ""
        self._typed.forget(self._case.id)
        self._close()
        self.keep()
        self.done.emit(result, key)

    @Slot()
    def _on_left(self) -> None:
        assert self._case is not None
        self._typed.forget(self._case.id)
        self._close()
        self.left.emit()
