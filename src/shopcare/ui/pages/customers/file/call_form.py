"""The form that plans a call by hand, for any reason (W-10)."""

from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent

from shopcare.domain.errors import Problem
from shopcare.domain.people.customer import Customer
from shopcare.services.calls.planned_calls import (
    Planned,
    PlannedCall,
    in_one_hour,
    plan_call,
    this_evening,
)
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.fields.day_edit import MomentEdit
from shopcare.ui.kit.fields.text_fields import LineEdit
from shopcare.ui.kit.forms.bound_form import BoundForm, Facts, FieldSpec
from shopcare.ui.kit.layout.box_layouts import line_of
from shopcare.ui.kit.style.tokens import SPACE_L
from shopcare.ui.kit.widgets.buttons import main_button, plain_button, quiet_button
from shopcare.ui.kit.words.i18n import tr

_WHEN: Final = "on"


class CallForm(BoundForm[PlannedCall]):
    """Asks why and when; two usual times are a press away. Esc leaves."""

    planned = Signal(object)
    """It is on the list: ``Planned``."""
    left = Signal()

    def __init__(self, context: PageContext, customer: Customer) -> None:
        self._context = context
        self._customer = customer
        shop = context.shop
        self.when_edit = MomentEdit(shop.now, shop.calendar.opening_hour)
        blank = PlannedCall(customer_id=customer.id, on=shop.today(), reason="")
        super().__init__(
            blank,
            FieldSpec("reason", tr("What the call is for"), LineEdit(), required=True),
            FieldSpec(_WHEN, tr("When"), self.when_edit, required=True,
                      beside=self.when_edit.words),
        )  # fmt: skip
        self.hour_button = plain_button(tr("In one hour"), "clock")
        self.evening_button = plain_button(tr("This evening"), "clock")
        self.save_button = main_button(tr("Plan the call"), "phone")
        self.leave_button = quiet_button(tr("Cancel"))
        self.add_rows(
            line_of(self.hour_button, self.evening_button),
            line_of(self.save_button, self.leave_button),
        )
        self._layout.setContentsMargins(0, 0, 0, SPACE_L)
        self.evening_button.setVisible(self._evening() is not None)
        self.hour_button.clicked.connect(self._on_hour)
        self.evening_button.clicked.connect(self._on_evening)
        self.save_button.clicked.connect(self._on_save)
        self.leave_button.clicked.connect(self.left)
        self.load(blank)

    def facts_of(self, draft: PlannedCall) -> Facts:
        """Show an empty moment: nobody has said one."""
        return super().facts_of(draft) | {_WHEN: None}

    def draft_of(self, onto: PlannedCall, facts: Facts) -> PlannedCall:
        """Part the moment into its day and its hour."""
        moment: datetime = facts[_WHEN] or self._context.shop.now()
        return PlannedCall(
            customer_id=onto.customer_id,
            on=moment.date(),
            at=moment.time(),
            reason=facts["reason"],
        )

    def check(self) -> bool:
        """Ask every field; a call needs its time."""
        fine = super().check()
        if fine and self.fact(_WHEN) is None:
            self.show_problems([Problem(field=_WHEN, code="later_missing")])
            return False
        return fine

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _evening(self) -> datetime | None:
        shop = self._context.shop
        windows = shop.calendar.windows_on(shop.today(), self._customer.call_hours)
        return this_evening(windows, shop.now())

    @Slot()
    def _on_hour(self) -> None:
        self.when_edit.set_value(in_one_hour(self._context.shop.now()))

    @Slot()
    def _on_evening(self) -> None:
        self.when_edit.set_value(self._evening())

    @Slot()
    def _on_save(self) -> None:
        if self.check():
            operation = _planning(self.draft())
            self._context.write_queue.submit(self, operation, self._on_planned, self)

    def _on_planned(self, planned: Planned) -> None:
        self.planned.emit(planned)


def _planning(draft: PlannedCall) -> Operation[Planned]:
    return lambda shop: plan_call(shop, draft)
