"""The form that plans a call by hand, for any reason (W-10)."""

from datetime import datetime
from functools import partial
from typing import Final

from PySide6.QtCore import Slot

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
from shopcare.ui.kit.forms.bound_form import Facts, FieldSpec
from shopcare.ui.kit.layout.box_layouts import line_of
from shopcare.ui.kit.style.tokens import SPACE_L
from shopcare.ui.kit.widgets.buttons import main_button, plain_button
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.customers.asking_row import EntryForm

_WHEN: Final = "on"


class CallForm(EntryForm[PlannedCall]):
    """Asks why and when; two usual times are a press away. Esc leaves."""

    def __init__(self, context: PageContext, customer: Customer) -> None:
        self._customer = customer
        shop = context.shop
        self.when_edit = MomentEdit(shop.now, shop.calendar.opening_hour)
        blank = PlannedCall(customer_id=customer.id, on=shop.today(), reason="")
        super().__init__(
            context,
            main_button(tr("Plan the call"), "phone"),
            blank,
            FieldSpec("reason", tr("What the call is for"), LineEdit(), required=True),
            FieldSpec(_WHEN, tr("When"), self.when_edit, required=True,
                      missing="later_missing", beside=self.when_edit.words),
        )  # fmt: skip
        self.hour_button = plain_button(tr("In one hour"), "clock")
        self.evening_button = plain_button(tr("This evening"), "clock")
        self.add(line_of(self.hour_button, self.evening_button))
        self._add_buttons()
        self._layout.setContentsMargins(0, 0, 0, SPACE_L)
        self.evening_button.setVisible(self._evening() is not None)
        self.hour_button.clicked.connect(self._on_hour)
        self.evening_button.clicked.connect(self._on_evening)
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

    def operation(self) -> Operation[Planned]:
        """Give the planning."""
        return partial(plan_call, planned=self.draft())

    def _evening(self) -> datetime | None:
        shop = self._context.shop
        windows = shop.calendar.windows.moments(shop.today(), self._customer.call_hours)
        return this_evening(windows, shop.now())

    @Slot()
    def _on_hour(self) -> None:
        self.when_edit.set_value(in_one_hour(self._context.shop.now()))

    @Slot()
    def _on_evening(self) -> None:
        self.when_edit.set_value(self._evening())
