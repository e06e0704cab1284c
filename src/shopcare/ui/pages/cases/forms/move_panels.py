"""The forms of the steps: a move to another stage, another promised day, what was told."""

from functools import partial
from typing import Any, Final

from PySide6.QtCore import Slot

from shopcare.domain.cases.case import Case, Stage
from shopcare.domain.cases.case_moves import MoveFacts
from shopcare.domain.cases.case_stages import due_of
from shopcare.domain.changes import Changes
from shopcare.services.cases import cases, corrections, promises, waiting
from shopcare.services.cases.cases import Moved
from shopcare.services.goods.loans import loans_of_case
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.fields.choice_fields import ChoiceLine, TicksField
from shopcare.ui.kit.fields.text_fields import TextArea
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.shortcuts import ButtonKey
from shopcare.ui.kit.style.tokens import Meaning
from shopcare.ui.kit.widgets.buttons import plain_button, quiet_button
from shopcare.ui.kit.words.formatting import near_day_words
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.cases.forms.step_fields import (
    Asking,
    MoveForm,
    how_spec,
    longer_rows,
    steps_words,
)
from shopcare.ui.pages.cases.forms.step_panel import StepPanel, StepResult, beside_nothing
from shopcare.ui.pages.cases.steps import asked, save_words, step_words

ENDS: Final = (Stage.HANDED_OVER, Stage.CLOSED, Stage.CANCELLED)
"""Steps with which a case ends: what was lent should be back by then (W-5)."""
ALL_KEY: Final = "Alt+A"


class MovePanel(StepPanel[MoveFacts]):
    """Asks what a stage needs, and no more."""

    def __init__(self, shop: Shop, case: Case, stage: Stage) -> None:
        """Make the form of a move."""
        asking = Asking(shop, case, stage)
        rows = [row for name in asked(case, stage) for row in asking.rows(name)]
        form = MoveForm(MoveFacts(), *rows)
        form.decides = shop.acting.id
        form.refunds = due_of(case) < 0
        form.voucher = asking.voucher
        at_home = shop.policy.is_at_home(case.service)
        title, save = (say(case, stage, at_home=at_home) for say in (step_words, save_words))
        super().__init__(f"move/{stage}", title, save, form)
        self._asking = asking
        self._case = case
        self.stage = stage
        if stage in ENDS:
            point_out_loans(shop, case, form)
        if "how" in asked(case, stage):
            self._add_how_keys(asked(case, stage))
        form.load(asking.proposed())

    def _add_how_keys(self, names: tuple[str, ...]) -> None:
        """Give each way a key; where nothing else is asked, that is the answer."""
        for number, button in enumerate(self.form.field("how", ChoiceLine).buttons, 1):
            key = ButtonKey(f"Alt+{number}", button, self)
            button.setToolTip(f"Alt+{number}")
            if names == ("steps", "how"):
                key.activated.connect(self.answered)

    def count_anew(self) -> None:
        """Propose the promised day that the policy gives today."""
        self._asking.count_anew()

    def operation(self) -> Operation[StepResult]:
        """Give the move."""
        draft = self.form.draft()
        return partial(cases.move_case, case_id=self._case.id, stage=self.stage, facts=draft)


class CheckPanel(MovePanel):
    """The quality check: passed, or back to work with the reason (G-7)."""

    def __init__(self, shop: Shop, case: Case) -> None:
        """Make the check list."""
        super().__init__(shop, case, Stage.CHECKED)
        self._failed = False
        why, only_failed = tr("What is not in order"), tr("Only for a check that failed.")
        self.form.add_rows(FieldSpec("reason", why, TextArea(1, 6), help_text=only_failed))
        self.all_button = quiet_button(tr("Tick all"), "list-checks")
        self.all_button.setToolTip(ALL_KEY)
        ButtonKey(ALL_KEY, self.all_button, self)
        self.all_button.clicked.connect(self._on_all)
        self.form.add(beside_nothing(self.all_button))
        self.fail_button = plain_button(tr("It failed, back to work"), "undo-2")
        self.form.add(beside_nothing(self.fail_button))
        self.fail_button.clicked.connect(self._on_failed)
        self.form.reset()

    def operation(self) -> Operation[StepResult]:
        """Give the move, or the record of the failure."""
        case_id, facts = self._case.id, self.form.draft()

        if self._failed:
            fail = partial(corrections.record_failed_check, case_id=case_id)
            return partial(fail, passed=facts.checks, reason=facts.reason)
        checks = MoveFacts(checks=facts.checks, reason=facts.reason)
        return partial(cases.move_case, case_id=case_id, stage=Stage.CHECKED, facts=checks)

    def save(self) -> None:
        """Submit it as passed."""
        self._failed = False
        super().save()

    @Slot()
    def _on_all(self) -> None:
        for box in self.form.field("checks", TicksField).boxes.values():
            box.setChecked(True)

    @Slot()
    def _on_failed(self) -> None:
        self._failed = True
        super().save()


class PromisePanel(StepPanel[MoveFacts]):
    """Another promised day, with its reason; the customer is to be told today (G-6)."""

    def __init__(self, shop: Shop, case: Case) -> None:
        """Make the form."""
        first = case.promised_on is None
        title = tr("Promise a date") if first else tr("Change the promised date")
        name = tr("Promised date") if first else tr("New date")
        asking = Asking(shop, case, case.stage)
        form = MoveForm(
            MoveFacts(),
            *asking.day(name, missing="promised_missing"),
            *asking.rows("reason"),
            *longer_rows(shop, case),
        )
        super().__init__("promise", title, title, form)
        self._asking = asking
        self._case_id = case.id
        if not first:
            form.add(Caption(tr("A “progress update” call is added to today's list.")))
        form.load(asking.proposed())

    def count_anew(self) -> None:
        """Propose the promised day that the policy gives today."""
        self._asking.count_anew()

    def operation(self) -> Operation[StepResult]:
        """Give the change."""
        facts = self.form.draft()
        assert facts.promised_on is not None
        change = partial(promises.change_promise, case_id=self._case_id)
        return partial(change, day=facts.promised_on, reason=facts.reason, agreed=facts.how)


def told_panel(shop: Shop, case: Case) -> StepPanel[MoveFacts]:
    """Ask how the steps and the time were told to the customer (G-3)."""
    steps = Caption(steps_words(shop, case))
    form = MoveForm(
        MoveFacts(), steps, how_spec(tr("How the customer was told"), missing="how_missing")
    )
    title, save = tr("Tell the customer the steps"), tr("The customer was told")
    form.load(MoveFacts())
    return StepPanel(
        "told",
        title,
        save,
        form,
        lambda _said: partial(promises.acknowledge, case_id=case.id, how=form.fact("how")),
    )


def ready_told_panel(shop: Shop, case: Case) -> StepPanel[MoveFacts]:
    """Record that the customer was told by message that the goods are ready (G-8)."""
    taken_off = tr("The “ready to collect” call is taken off the list when this is saved.")
    form = MoveForm(MoveFacts(), Caption(taken_off))
    return StepPanel(
        "told_ready",
        tr("Told by message"),
        tr("The message was sent"),
        form,
        lambda _said: partial(cases.tell_ready, case_id=case.id),
    )


def point_out_loans(shop: Shop, case: Case, form: BoundForm[Any]) -> None:
    """Say before a case ends which loan goods are not back (W-5)."""
    for loan in loans_of_case(shop, case.id):
        if loan.is_out:
            notice = NoticeLine(Meaning.AMBER)
            day = near_day_words(loan.due_on, shop.today())
            notice.say(tr("Not back yet: {what}, lent until {day}", what=loan.what, day=day))
            form.add(notice)


def waiting_operation(case: Case, *, waits: bool) -> Operation[Changes]:
    """Give the record that it is up to the customer, or no longer."""
    case_id, record = case.id, waiting.wait if waits else waiting.go_on

    return lambda shop: record(shop, case_id)


def move_operation(case: Case, stage: Stage) -> Operation[Moved]:
    """Give a move that asks for nothing."""
    return partial(cases.move_case, case_id=case.id, stage=stage, facts=MoveFacts())
