"""The parts of a step that are about work, money and the promised day (G-5, G-6, G-9)."""

from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox

from shopcare.domain.cases.case import Case, PartsOrigin, Plan
from shopcare.domain.payments.payment import PaymentDraft, PaymentKind, PayMethod
from shopcare.services.cases import intake
from shopcare.services.shop import Shop
from shopcare.ui.kit.fields.day_edit import DayEdit
from shopcare.ui.kit.fields.fields import LineEdit, MoneyEdit, TextArea
from shopcare.ui.kit.forms.form import Form
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.words.formatting import money_words
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.kit.words.labels import label
from shopcare.ui.pages.cases.parts import Content, Part


class PlanPart(Part):
    """What will be done, with which parts, for how much (G-5)."""

    def __init__(self, form: Form, shop: Shop, case: Case) -> None:
        super().__init__(form)
        plan = case.plan
        self.work_edit = TextArea(1, 5)
        self.first = self.work_edit
        self.parts_edit = LineEdit()
        self.origin_box = QComboBox()
        for choice in (PartsOrigin.NONE, PartsOrigin.ORIGINAL, PartsOrigin.SUBSTITUTE):
            self.origin_box.addItem(label(choice), choice.value)
        self.fee_edit = MoneyEdit()
        form.row("plan", tr("What will be done"), self.work_edit, required=True)
        form.pair(
            form.make_row("parts", tr("Parts"), self.parts_edit),
            form.make_row("parts_origin", tr("Origin"), self.origin_box),
        )
        form.row("fee_fen", tr("Fee, ¥"), self.fee_edit)
        self.day_part = DayPart(form, shop, proposed_day(shop, case), tr("Promised date"))
        if plan is not None:
            self.work_edit.setText(plan.work)
            self.parts_edit.setText(plan.parts)
            self.origin_box.setCurrentIndex(self.origin_box.findData(plan.parts_origin.value))
            self.fee_edit.set_fen(plan.fee_fen)
        self.work_edit.textChanged.connect(self.edited)
        self.parts_edit.textChanged.connect(self.edited)
        self.origin_box.currentIndexChanged.connect(self.edited)
        self.fee_edit.textChanged.connect(self.edited)
        self.day_part.edited.connect(self.edited)

    def facts(self) -> Content:
        """Give the plan; None where nothing of it is typed."""
        work, parts, fee = self.work_edit.text(), self.parts_edit.text(), self.fee_edit.fen()
        day = self.day_part.facts()
        if not work.strip() and not parts.strip() and fee is None:
            return {"plan": None, **day}
        origin = PartsOrigin(self.origin_box.currentData())
        return {"plan": Plan(work=work, parts=parts, parts_origin=origin, fee_fen=fee), **day}

    def content(self) -> Content:
        """Give the typed texts."""
        return {
            "work": self.work_edit.text(),
            "parts": self.parts_edit.text(),
            "origin": self.origin_box.currentData(),
            "fee": self.fee_edit.text(),
            **self.day_part.content(),
        }

    def restore(self, content: Content) -> None:
        """Show the typed texts again."""
        self.work_edit.setText(content.get("work", ""))
        self.parts_edit.setText(content.get("parts", ""))
        self.origin_box.setCurrentIndex(max(0, self.origin_box.findData(content.get("origin"))))
        self.fee_edit.setText(content.get("fee", ""))
        self.day_part.restore(content)


class DayPart(Part):
    """The promised day, typed; what speaks against it stands below (G-6)."""

    def __init__(self, form: Form, shop: Shop, proposed: date | None, title: str) -> None:
        super().__init__(form)
        self._shop = shop
        self.day_edit = DayEdit(self._today)
        self.load_words = Caption()
        self.first = self.day_edit
        form.row("promised_on", title, self.day_edit, required=True)
        form.add(self.load_words)
        self.day_edit.day_changed.connect(self._on_day)
        self.day_edit.edit.textChanged.connect(self.edited)
        self.day_edit.set_day(proposed)
        self._on_day()

    def facts(self) -> Content:
        """Give the day."""
        return {"promised_on": self.day_edit.day()}

    def content(self) -> Content:
        """Give the typed text."""
        return {"promised_on": self.day_edit.text()}

    def restore(self, content: Content) -> None:
        """Show the typed text again."""
        self.day_edit.setText(content.get("promised_on", ""))

    def _today(self) -> date:
        return self._shop.now().date()

    @Slot()
    def _on_day(self) -> None:
        day = self.day_edit.day()
        said: list[str] = []
        if day is not None:
            work = self._shop.calendar.work
            if not work.is_open(day):
                said.append(tr("The shop is closed that day."))
            if work.is_provisional(day):
                said.append(tr("Provisional: the holidays of that year are not announced yet."))
        self.load_words.setText(" ".join(said))
        self.load_words.setVisible(bool(said))


class FeePart(Part):
    """What the customer paid at hand-over; the plan's fee is proposed (G-9)."""

    def __init__(self, form: Form, case: Case) -> None:
        super().__init__(form)
        self.fee_edit = MoneyEdit()
        self.first = self.fee_edit
        planned = case.plan.fee_fen if case.plan else None
        told = tr("Agreed: {amount}", amount=money_words(planned)) if planned is not None else ""
        form.row("payments", tr("Fee taken, ¥"), self.fee_edit, beside=Caption(told))
        self.fee_edit.set_fen(planned)
        self.fee_edit.textChanged.connect(self.edited)

    def facts(self) -> Content:
        """Give the amount."""
        fen = self.fee_edit.fen()
        if not fen:
            return {"payments": ()}
        paid = PaymentDraft(kind=PaymentKind.PAID, amount_fen=fen, method=PayMethod.CASH)
        return {"payments": (paid,)}

    def content(self) -> Content:
        """Give the typed text."""
        return {"fee_taken": self.fee_edit.text()}

    def restore(self, content: Content) -> None:
        """Show the typed text again."""
        self.fee_edit.setText(content.get("fee_taken", ""))


def proposed_day(shop: Shop, case: Case) -> date | None:
    """Propose the promised day: what was said already, else what the policy gives the service."""
    return case.promised_on or intake.proposed_day(shop, case.service)
