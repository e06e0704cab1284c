"""The forms of the steps: a move to another stage, another promised day, what was told."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Slot

from shopcare.domain.cases.case import Case, Stage
from shopcare.domain.cases.case_moves import MoveFacts
from shopcare.domain.errors import Problem
from shopcare.services.cases import cases, promises, quality_check
from shopcare.services.shop import Shop
from shopcare.ui.kit.forms.form import Form
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.widgets.buttons import plain_button
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.cases.finding_parts import CausePart, ChecksPart
from shopcare.ui.pages.cases.parts import HowPart, Part, StepsPart, WordsPart
from shopcare.ui.pages.cases.plan_parts import DayPart, FeePart, PlanPart, proposed_day
from shopcare.ui.pages.cases.step_panel import Operation, StepPanel, beside_nothing
from shopcare.ui.pages.cases.steps import asked, save_words, step_words

MakePart = Callable[[Form, Shop, Case, Stage], Part]


class MovePanel(StepPanel):
    """Asks what a stage needs, and no more."""

    def __init__(self, shop: Shop, case: Case, stage: Stage) -> None:
        """Make the form of a move."""
        super().__init__(f"move/{stage}", step_words(case, stage), save_words(case, stage))
        self._case = case
        self.stage = stage
        self.parts = [_PARTS[name](self.form, shop, case, stage) for name in asked(case, stage)]

    def operation(self) -> Operation:
        """Give the move."""
        case_id, stage, facts = self._case.id, self.stage, MoveFacts(**self.facts())

        def move(shop: Shop) -> object:
            return cases.move_case(shop, case_id, stage, facts)

        return move


class CheckPanel(MovePanel):
    """The quality check: passed, or back to work with the reason (G-7)."""

    def __init__(self, shop: Shop, case: Case) -> None:
        """Make the check list."""
        super().__init__(shop, case, Stage.CHECKED)
        self._failed = False
        reason = tr("What is not in order")
        help_text = tr("Only for a check that failed.")
        self.parts.append(
            WordsPart(self.form, "reason", reason, required=False, help_text=help_text)
        )
        self.fail_button = plain_button(tr("It failed, back to work"), "undo-2")
        self.form.add(beside_nothing(self.fail_button))
        self.fail_button.clicked.connect(self._on_failed)

    def operation(self) -> Operation:
        """Give the move, or the record of the failure."""
        if not self._failed:
            return super().operation()
        case_id, facts = self._case.id, self.facts()

        def fail(shop: Shop) -> object:
            return quality_check.record_failed_check(
                shop, case_id, passed=facts["checks"], reason=facts["reason"]
            )

        return fail

    def save(self) -> None:
        """Submit it as passed."""
        self._failed = False
        super().save()

    @Slot()
    def _on_failed(self) -> None:
        self._failed = True
        super().save()


class PromisePanel(StepPanel):
    """Another promised day, with its reason; the customer is to be told today (G-6)."""

    def __init__(self, shop: Shop, case: Case) -> None:
        """Make the form."""
        first = case.promised_on is None
        title = tr("Promise a date") if first else tr("Change the promised date")
        super().__init__("promise", title, title)
        self._case_id = case.id
        self.day_part = DayPart(self.form, shop, proposed_day(shop, case), tr("New date"))
        reason = WordsPart(self.form, "reason", tr("Reason"), required=True)
        self.parts = [self.day_part, reason]
        if not first:
            self.form.add(Caption(tr("A call “tell the customer” is put on today's list.")))

    def missing(self) -> list[Problem]:
        """Ask for the day."""
        if self.day_part.day_edit.day() is not None:
            return []
        return [Problem(field="promised_on", code="promised_missing")]

    def operation(self) -> Operation:
        """Give the change."""
        case_id, facts = self._case_id, self.facts()
        day, reason = facts["promised_on"], facts["reason"]
        assert day is not None

        def change(shop: Shop) -> object:
            return promises.change_promise(shop, case_id, day, reason)

        return change


class ToldPanel(StepPanel):
    """The steps and the time were told to the customer (G-3)."""

    def __init__(self, shop: Shop, case: Case) -> None:
        """Make the form."""
        super().__init__("told", tr("Tell the customer the steps"), tr("The customer was told"))
        self._case_id = case.id
        self.parts = [
            StepsPart(self.form, shop, case),
            HowPart(self.form, tr("How the customer was told")),
        ]

    def missing(self) -> list[Problem]:
        """Ask how."""
        if self.facts()["how"] is not None:
            return []
        return [Problem(field="how", code="how_missing")]

    def operation(self) -> Operation:
        """Give the record."""
        case_id, how = self._case_id, self.facts()["how"]

        def told(shop: Shop) -> object:
            return promises.acknowledge(shop, case_id, how)

        return told


class ReadyToldPanel(StepPanel):
    """The customer was told by message that the goods are ready (G-8)."""

    def __init__(self, shop: Shop, case: Case) -> None:
        """Make the form."""
        super().__init__("told_ready", tr("Told by message"), tr("The message was sent"))
        self._case_id = case.id
        self.form.add(
            Caption(tr("The call “ready for pick-up” is taken off the list when this is saved."))
        )

    def operation(self) -> Operation:
        """Give the record."""
        case_id = self._case_id

        def told(shop: Shop) -> object:
            return cases.tell_ready(shop, case_id)

        return told


def move_operation(case: Case, stage: Stage) -> Operation:
    """Give a move that asks for nothing."""
    case_id = case.id

    def move(shop: Shop) -> object:
        return cases.move_case(shop, case_id, stage, MoveFacts())

    return move


def _how(form: Form, shop: Shop, case: Case, stage: Stage) -> Part:
    agreed = stage is Stage.AGREED
    title = tr("How the customer agreed") if agreed else tr("How the customer was told")
    return HowPart(form, title)


def _finding(form: Form, shop: Shop, case: Case, stage: Stage) -> Part:
    return WordsPart(form, "reason", tr("What was found"), required=False)


def _reason(form: Form, shop: Shop, case: Case, stage: Stage) -> Part:
    return WordsPart(form, "reason", tr("Reason"), required=True)


def _resolution(form: Form, shop: Shop, case: Case, stage: Stage) -> Part:
    return WordsPart(form, "resolution", tr("How it was settled"), required=True)


def _plan(form: Form, shop: Shop, case: Case, stage: Stage) -> Part:
    return PlanPart(form, shop, case)


def _fee(form: Form, shop: Shop, case: Case, stage: Stage) -> Part:
    return FeePart(form, case)


def _cause(form: Form, shop: Shop, case: Case, stage: Stage) -> Part:
    return CausePart(form, case)


def _checks(form: Form, shop: Shop, case: Case, stage: Stage) -> Part:
    return ChecksPart(form, shop, case)


def _steps(form: Form, shop: Shop, case: Case, stage: Stage) -> Part:
    return StepsPart(form, shop, case)


_PARTS: Final[dict[str, MakePart]] = {
    "steps": _steps,
    "how": _how,
    "finding": _finding,
    "cause": _cause,
    "plan": _plan,
    "checks": _checks,
    "payments": _fee,
    "resolution": _resolution,
    "reason": _reason,
}
