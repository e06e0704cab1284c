"""The buttons of the card: the next step where the eye lands, everything else quieter."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from shopcare.domain.cases.case import WITHOUT_GOODS, Case, CaseKind, Stage
from shopcare.domain.payments.payment import open_debts, standing_payments
from shopcare.domain.policy.policy import Policy
from shopcare.services.cases.cases import CaseFile
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import row_layout
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.style.tokens import SPACE_S, Meaning
from shopcare.ui.kit.widgets.buttons import main_button, plain_button, sign_button
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.cases.feedback import feedback_steps
from shopcare.ui.pages.cases.goods.goods_steps import goods_steps
from shopcare.ui.pages.cases.steps import PAPER, next_step, other_steps, step_words

MOVE: Final = "move/"
"""The keys of steps that move a case begin with it; the stage follows."""
FACTS: Final = "facts"
"""The key of the form that corrects the facts; no step, it moves nothing."""
WAIT: Final = "wait"
GO_ON: Final = "go_on"
"""The keys of steps that ask nothing: it is up to the customer, and no longer."""
SETTLE: Final = "settle"
UNSETTLE: Final = "unsettle"
TIME: Final = "time"
VOID: Final = "void"
FEES: Final = "fees"
DEPOSIT: Final = "deposit"
REVERSE: Final = "reverse"
INVOICE: Final = "invoice"
REMAKE: Final = "remake"
REFER: Final = "refer"
REFER_ANSWER: Final = "refer_answer"
MESSAGE: Final = "message"
"""The key of the words to send (W-7); no step, it moves nothing."""
SLIP_KEY: Final = "P"
MESSAGE_KEY: Final = "M"
_PROMISING: Final = frozenset(Stage) - {
    Stage.READY,
    Stage.HANDED_OVER,
    Stage.CLOSED,
    Stage.CANCELLED,
}


class StepBar(FlowLine):
    """One main button; the steps that are seldom taken wait behind three dots."""

    step_wanted = Signal(str)
    """A step was chosen; carries its key."""

    def __init__(self, policy: Policy) -> None:
        super().__init__()
        self._policy = policy
        self._case: Case | None = None
        self.next_button = main_button("")
        self.told_button = plain_button(tr("Told by message"), "message-square")
        self.slip_button = plain_button(tr("Slip"), "printer")
        self.slip_button.setToolTip(f"{tr('Show and print the service slip')}  {SLIP_KEY}")
        self.message_button = plain_button(tr("Message"), "message-square")
        tells = tr("Show and copy the message for the customer")
        self.message_button.setToolTip(f"{tells}  {MESSAGE_KEY}")
        self.more_button = sign_button("ellipsis", tr("Other steps"))
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self)
        self.more_button.setMenu(self.menu)
        self.add(self.next_button)
        self.add(self.told_button)
        self.add(self.message_button, push=True)
        self.add(self.slip_button)
        self.add(self.more_button)
        self.next_button.clicked.connect(self._on_next)
        self.told_button.clicked.connect(self._on_told)
        self.message_button.clicked.connect(self._on_message)
        self.menu.triggered.connect(self._on_chosen)

    def show_file(self, file: CaseFile) -> None:
        """Show the steps of another case."""
        case = file.case
        self._case, self._at_home = case, self._policy.is_at_home(case.service)
        step = next_step(case)
        self.next_button.setVisible(step is not None)
        if step is not None:
            self.next_button.setText(step_words(case, step, at_home=self._at_home))
        untold = case.stage is Stage.READY and case.told_ready_at is None
        self.told_button.setVisible(untold)
        self.message_button.setVisible(case.voided is None)
        self.menu.clear()
        answering = [(REFER_ANSWER, tr("Record the answer that came back"))]
        for key, words in (
            *(answering if file.waits_for_answer else ()),  # G-13, A-11
            *_settling(file),
            *self._others(file),
            *self._money(file),
            *_corrections(case),
        ):
            action = self.menu.addAction(words)
            action.setData(key)

    def choices(self) -> dict[str, str]:
        """Give the steps behind the dots: their keys and words."""
        return {str(action.data()): action.text() for action in self.menu.actions()}

    def keys(self) -> set[str]:
        """Give the keys of all forms that may be open for the case now."""
        assert self._case is not None
        facts = {FACTS} if self._case.is_correctable else set()
        return {*self.choices(), f"{MOVE}{next_step(self._case)}", "told_ready", MESSAGE, *facts}

    def choose(self, key: str) -> None:
        """Take a step from behind the dots."""
        next(action for action in self.menu.actions() if action.data() == key).trigger()

    def _money(self, file: CaseFile) -> list[tuple[str, str]]:
        case = file.case
        money = _money(case, moneyed=bool(standing_payments(file.payments)))
        if self._policy.eyes and case.voided is None:
            money = [(REMAKE, tr("Remake")), *money]
        is_claimable = bool(case.product) and case.kind not in WITHOUT_GOODS
        if case.remake is not None or is_claimable:
            money.append((f"{PAPER}claim_sheet", tr("Claim sheet")))
        return money

    def _others(self, file: CaseFile) -> list[tuple[str, str]]:
        case = file.case
        found = [
            (f"{MOVE}{stage}", step_words(case, stage, at_home=self._at_home))
            for stage in other_steps(case)
        ]
        ends = [entry for entry in found if entry[0] == f"{MOVE}{Stage.CANCELLED}"]
        others = [entry for entry in found if entry not in ends]
        if case.acknowledged is None and case.is_open and case.stage is not Stage.RECEIVED:
            others.append(("told", tr("Tell the customer the steps")))
        if case.stage in _PROMISING:
            first = case.promised_on is None
            words = tr("Promise a date") if first else tr("Change the promised date")
            others.append(("promise", words))
        if case.waiting_since is not None:
            others.append((GO_ON, tr("The customer has answered")))
        elif case.is_open:
            others.append((WAIT, tr("Wait for the customer")))
        if case.kind is CaseKind.RETURN:
            others.append((f"{PAPER}return_application", tr("Return application")))
        if case.kind not in WITHOUT_GOODS:
            others.append((f"{PAPER}goods_receipt", tr("Goods receipt")))
        others += goods_steps(file)
        others.append(("door_note", tr("Door note")))
        if case.voided is None:
            others.append((REFER, tr("Pass it on: manager, maker, warehouse…")))
        others += feedback_steps(file)
        return [*others, *ends]

    @Slot()
    def _on_next(self) -> None:
        step = next_step(self._case) if self._case is not None else None
        if step is not None:
            self.step_wanted.emit(f"{MOVE}{step}")

    @Slot()
    def _on_told(self) -> None:
        self.step_wanted.emit("told_ready")

    @Slot()
    def _on_message(self) -> None:
        self.step_wanted.emit(MESSAGE)

    @Slot(QAction)
    def _on_chosen(self, action: QAction) -> None:
        self.step_wanted.emit(str(action.data()))


def _settling(file: CaseFile) -> list[tuple[str, str]]:
    """Give the steps about what is owed of the fee (G-9)."""
    standing = standing_payments(file.payments)
    owes = file.case.voided is None and bool(open_debts(file.payments))
    found = [(SETTLE, tr("Settle what is owed"))] if owes else []
    if standing and standing[-1].settles_id is not None:
        found.append((UNSETTLE, tr("Undo the last settling")))
    return found


def _money(case: Case, *, moneyed: bool) -> list[tuple[str, str]]:
    """Give the steps about the money of a case (G-9, G-23, X-9)."""
    if case.voided is not None:
        return []
    found = []
    if case.stage in _PROMISING | {Stage.READY}:
        if case.plan is not None:
            found.append((FEES, tr("What the fee is made of")))
        found.append((DEPOSIT, tr("Take a deposit")))
    if moneyed:
        found.append((REVERSE, tr("Reverse an entry about money")))
    found.append((INVOICE, tr("Invoice")))
    if moneyed or case.plan is not None:
        found.append((f"{PAPER}charge_receipt", tr("Charge receipt")))
    return found


def _corrections(case: Case) -> list[tuple[str, str]]:
    if case.voided is not None:
        return []
    return [(TIME, tr("Correct the time of the last step")), (VOID, tr("Void the case"))]


class SlipOffer(QWidget):
    """Stays until it is used, closed, or another case is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.notice = NoticeLine(Meaning.GREEN)
        self.print_button = plain_button(tr("Print the slip"), "printer")
        self.close_button = sign_button("x", tr("Close"))
        row_layout(
            self,
            SPACE_S,
            (self.notice, 1, Qt.AlignmentFlag.AlignVCenter),
            self.print_button,
            self.close_button,
        )
        self.hide()
        self.close_button.clicked.connect(self.hide)

    def offer(self, words: str) -> None:
        """Say what is done and offer the slip."""
        self.notice.say(words, Meaning.GREEN)
        self.show()
