"""The service, and the day that the policy lets the shop promise (O-1, G-6, X-11)."""

from datetime import date, datetime

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from shopcare.domain.cases.case import CaseDraft, CaseKind
from shopcare.services.cases import intake
from shopcare.services.shop import Shop
from shopcare.ui.kit.fields.choice_fields import ChoiceBox
from shopcare.ui.kit.fields.day_edit import DayEdit
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec, FormPart
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import add_items, column_layout
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_XS, Meaning
from shopcare.ui.kit.words.i18n import ntr, screen_catalog, tr


class ServiceBox(ChoiceBox[str]):
    """The services of a kind (O-1); one that was chosen by hand stays where the next has it."""

    def __init__(self) -> None:
        super().__init__()
        shrinking = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.setSizeAdjustPolicy(shrinking)
        self.setMinimumContentsLength(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._by_hand = False
        self.activated.connect(self._on_activated)

    def offer_anew(self, services: list[tuple[str, str]]) -> None:
        """Offer the services of another kind."""
        if not self._by_hand:
            self.offer([])
        self.offer(services)

    def value(self) -> str:
        """Give the key of the service; empty where the kind has none."""
        return super().value() if self.count() else ""

    def restore(self, typed: object) -> None:
        """Choose the service again; another than the first was chosen by hand."""
        super().restore(typed)
        self._by_hand = self.currentIndex() > 0

    @Slot()
    def _on_activated(self) -> None:
        self._by_hand = True


class PromisedEdit(DayEdit):
    """Holds the day that is proposed until somebody types another one."""

    _proposed: date | None = None

    def propose(self, day: date | None) -> None:
        """Propose a day."""
        is_untouched = self.typed() is None
        self._proposed = day
        if is_untouched:
            self.set_value(day)

    def typed(self) -> str | None:
        """Give the day as it was changed by hand; None where it is the policy's."""
        return None if self.text() == self.write(self._proposed) else self.text()

    def restore(self, typed: object) -> None:
        """Show what was typed, else the policy's day."""
        self.set_value(self._proposed)
        if isinstance(typed, str):
            self.setText(typed)


class PromisePart(FormPart):
    """Proposes a day until somebody types another one; says how full that day is."""

    def __init__(self, shop: Shop, form: BoundForm[CaseDraft]) -> None:
        super().__init__(form, SPACE_XS)
        self._shop = shop
        self._received_at: datetime | None = None
        self.service_box = ServiceBox()
        self.day_edit = PromisedEdit(self._shop.today)
        self.load_words = Caption()
        self.provisional_notice = NoticeLine(Meaning.AMBER)
        self.provisional_notice.say(
            tr("Provisional: the holidays of that year have not been entered yet.")
        )
        service = form.make(FieldSpec("service", tr("Ser&vice"), self.service_box))
        day = QWidget()
        below = column_layout(day, SPACE_XS)
        promised = FieldSpec("promised_on", tr("Promised &date"), self.day_edit)
        add_items(below, form.make(promised), self.load_words)
        line = FlowLine(SPACE_L, top=True)
        line.add(service, stretch=1)
        line.add(day)
        add_items(self.rows, line, self.provisional_notice)
        self.service_box.edited.connect(self._propose)
        self.day_edit.day_changed.connect(self._on_day)

    def show_kind(self, kind: CaseKind) -> None:
        """Offer the services of a kind."""
        words = screen_catalog()
        fitting = [one for one in self._shop.policy.services if kind in one.kinds]
        self.service_box.offer_anew([(one.key, words.text(one.label)) for one in fitting])
        self._propose()

    def show_received(self, received_at: datetime | None) -> None:
        """Count the proposal from when the request was made (X-1)."""
        self._received_at = received_at
        self._propose()

    @Slot()
    def _propose(self) -> None:
        service = self.service_box.value()
        self.day_edit.propose(intake.proposed_day(self._shop, service, self._received_at))
        self._on_day()

    @Slot()
    def _on_day(self) -> None:
        day = self.day_edit.value()
        calendar = self._shop.calendar
        self.provisional_notice.setVisible(day is not None and calendar.work.is_provisional(day))
        if day is None:
            self.load_words.setText(tr("Nothing is promised."))
            return
        full = _promised_words(calendar.promised(day))
        closed = "" if calendar.work.is_open(day) else tr("The shop is closed that day.") + " "
        self.load_words.setText(closed + full)


def _promised_words(cases: int) -> str:
    """Say how much work is promised for a day (X-11)."""
    if not cases:
        return tr("Nothing else is promised for that day.")
    return ntr(
        "{n} other case is promised for that day.",
        "{n} other cases are promised for that day.",
        cases,
    )
