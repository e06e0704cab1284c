"""The place on the card where the form of a step opens, and its way to the shop file."""

from collections.abc import Callable, Set
from typing import Any, Final

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QWidget

from shopcare.domain.cases.case import Case, CaseKind, Stage
from shopcare.domain.cases.case_stages import can_end_without_work
from shopcare.services import drafts
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.draft_autosave import DraftAutosave, DraftKey, HalfTyped
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.forms.bound_form import Typed
from shopcare.ui.kit.layout.box_layouts import column_layout
from shopcare.ui.pages.cases.feedback import FEEDBACK
from shopcare.ui.pages.cases.forms.correction_panels import time_panel, unsettle_panel, void_panel
from shopcare.ui.pages.cases.forms.door_panel import DoorPanel
from shopcare.ui.pages.cases.forms.facts_panel import FactsPanel
from shopcare.ui.pages.cases.forms.money_panels import (
    deposit_panel,
    fees_panel,
    invoice_panel,
    reverse_panel,
)
from shopcare.ui.pages.cases.forms.move_panels import (
    CheckPanel,
    MovePanel,
    PromisePanel,
    ready_told_panel,
    told_panel,
)
from shopcare.ui.pages.cases.forms.payment_fields import settle_panel
from shopcare.ui.pages.cases.forms.remake_panel import remake_panel
from shopcare.ui.pages.cases.forms.step_panel import PanelFoot, StepPanel, StepResult
from shopcare.ui.pages.cases.goods.goods_steps import GOODS
from shopcare.ui.pages.cases.step_bar import (
    DEPOSIT,
    FACTS,
    FEES,
    INVOICE,
    MESSAGE,
    MOVE,
    REFER,
    REFER_ANSWER,
    REMAKE,
    REVERSE,
    SETTLE,
    TIME,
    UNSETTLE,
    VOID,
)

AnyPanel = StepPanel[Any]
_OTHERS: Final[dict[str, Callable[[Shop, Case], AnyPanel]]] = {
    "promise": PromisePanel,
    "told": told_panel,
    "told_ready": ready_told_panel,
    "door_note": DoorPanel,
    FACTS: FactsPanel,
    SETTLE: settle_panel,
    FEES: fees_panel,
    DEPOSIT: deposit_panel,
    REVERSE: reverse_panel,
    INVOICE: invoice_panel,
    REMAKE: remake_panel,
    UNSETTLE: unsettle_panel,
    TIME: time_panel,
    VOID: void_panel,
}
"""The forms of steps that lead to no other stage."""


class StepForms(QWidget):
    """One form at a time; what is typed is kept by case until it is saved or left."""

    turned = Signal(bool)
    """A form is open now, or none is."""
    done = Signal(object, str)
    """A form was carried out: the result, and the step's key."""
    answered = Signal()
    """Save the open form, and go on to the next step."""
    left = Signal()
    blank_wanted = Signal()
    """A sheet of blank door notes is wanted."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._case: Case | None = None
        self._saving = DraftKey("")
        """Whose form is on its way to the shop file."""
        self.carried_out: tuple[str, Typed] | None = None
        """The form that was last carried out: the step's key and what was typed."""
        self.panel: AnyPanel | None = None
        self._autosave = DraftAutosave(
            self, context.shop, context.write_queue, drafts.Form.CASE_STEPS
        )
        self.foot = PanelFoot()
        """The buttons of the open form; the card places them."""
        self._layout = column_layout(self)
        self.hide()

    def show_case(self, case: Case, keys: Set[str]) -> None:
        """Show the form that was left half filled in, if the case still has that step.

        Args:
            keys: the steps that the case may take now.
        """
        if self._case is not None and (self._case.id, self._case.stage) == (case.id, case.stage):
            self._case = case
            if self.panel is not None:
                self.panel.count_anew()
            return
        self._close()
        self._case = case
        half_typed = self._autosave.of_record(case.id)
        if possible := [key.form for key in half_typed if key.form in keys]:
            self._open(possible[-1])

    def open(self, key: str, field: str = "") -> None:
        """Open the form of a step and go to a field of it, else to its first."""
        if self._case is None:
            return
        if self.panel is None or self.panel.key != key:
            self._close()
            self._open(key)
        if self.panel is not None:
            self.panel.start(field)

    def bring_back(self, case_id: int, key: str, typed: Typed) -> None:
        """Hold what was typed for a step that was taken back; its form opens with it."""
        self._autosave.hold(DraftKey(key, case_id), HalfTyped(typed))

    def keep(self) -> None:
        """Keep what is half filled in, now, also over a crash."""
        self._autosave.keep()

    def changeEvent(self, event: QEvent) -> None:
        """Let nobody press a button while the form is carried out."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.foot.setEnabled(self.isEnabled())

    def _open(self, key: str) -> None:
        assert self._case is not None
        self.panel = panel = make_panel(self._context.shop, self._case, key)
        self._autosave.watch(DraftKey(key, self._case.id), panel.form)
        panel.submitted.connect(self._on_submitted)
        panel.answered.connect(self.answered)
        panel.left.connect(self._on_left)
        if isinstance(panel, DoorPanel):
            panel.blank_wanted.connect(self.blank_wanted)
        self._layout.addWidget(panel)
        self.foot.show_panel(panel)
        self.show()
        self.turned.emit(True)

    def _open_form(self) -> DraftKey | None:
        if self._case is None or self.panel is None:
            return None
        return DraftKey(self.panel.key, self._case.id)

    def _close(self) -> None:
        """Take the form away; what is typed waits, unless it was dropped."""
        if (key := self._open_form()) is not None:
            self._autosave.leave(key)
        panel, self.panel = self.panel, None
        self.hide()
        if panel is not None:
            self.foot.clear()
            self._layout.removeWidget(panel)
            panel.setEnabled(False)  # until Qt deletes it, a second press finds nothing to do
            panel.deleteLater()
            self.turned.emit(False)

    def _done_with(self, done: DraftKey) -> list[DraftKey]:
        """Name what a form that was carried out lets go: after a move also the other moves."""
        moves = [
            key for key in self._autosave.of_record(done.record_id) if key.form.startswith(MOVE)
        ]
        return [done, *moves] if done.form.startswith(MOVE) else [done]

    @Slot()
    def _on_submitted(self) -> None:
        panel, key = self.panel, self._open_form()
        assert panel is not None and key is not None
        self._saving = key
        self.carried_out = panel.key, panel.form.typed()
        operation = self._autosave.saving(panel.operation(), *self._done_with(key))
        # This place is disabled, not the form: looking at another case takes the form away.
        self._context.write_queue.submit(self, operation, self._on_done, problems=panel.form)

    def _on_done(self, result: StepResult) -> None:
        self._autosave.drop(*self._done_with(self._saving))
        if self._open_form() == self._saving:
            self._close()
        self.done.emit(result, self._saving.form)

    @Slot()
    def _on_left(self) -> None:
        key = self._open_form()
        assert key is not None
        self._autosave.drop(key)
        self._close()
        self.left.emit()


def stage_of(key: str) -> Stage | None:
    """Give the stage that a step leads to; None where it leads to no other."""
    return Stage(key.removeprefix(MOVE)) if key.startswith(MOVE) else None


def make_panel(shop: Shop, case: Case, key: str) -> AnyPanel:
    """Make the form of a step."""
    stage = stage_of(key)
    if stage is None:
        return _make_other(shop, case, key)
    if stage is Stage.CLOSED and can_end_without_work(case):
        from shopcare.ui.pages.cases.forms.goods.end_panel import end_panel

        return end_panel(shop, case)
    if stage is Stage.CHECKED:
        return CheckPanel(shop, case)
    if case.kind is CaseKind.RETURN and stage in (Stage.DIAGNOSED, Stage.AGREED):
        from shopcare.ui.pages.cases.forms.return_panels import return_panel  # loads the clauses

        return return_panel(shop, case, stage)
    return MovePanel(shop, case, stage)


def _make_other(shop: Shop, case: Case, key: str) -> AnyPanel:
    """Make the form of a step that leads to no other stage; those seldom wanted are loaded."""
    if key.startswith(GOODS):
        from shopcare.ui.pages.cases.forms.goods.item_panels import make_goods_panel

        return make_goods_panel(shop, case, key)
    if key == MESSAGE:
        from shopcare.ui.pages.cases.forms.message_panel import MessagePanel

        return MessagePanel(shop, case)
    if key.startswith(FEEDBACK):
        from shopcare.ui.pages.cases.forms.feedback_panels import PANELS

        return PANELS[key](shop, case)
    if key in (REFER, REFER_ANSWER):
        from shopcare.ui.pages.cases.forms import referral_panels

        is_question = key == REFER
        maker = referral_panels.refer_panel if is_question else referral_panels.answer_panel
        return maker(shop, case)
    return _OTHERS[key](shop, case)
