"""The service, and the day that the policy lets the shop promise (O-1, G-6, X-11)."""

from datetime import date, datetime

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from shopcare.domain.cases.case import CaseKind
from shopcare.services.cases import intake
from shopcare.services.shop import Shop
from shopcare.ui.kit.fields.day_edit import DayEdit
from shopcare.ui.kit.forms.form import Form
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_XS, Meaning
from shopcare.ui.kit.words.formatting import day_words
from shopcare.ui.kit.words.i18n import ntr, screen_catalog, tr
from shopcare.ui.pages.intake.parts import Part


class PromisePart(Part):
    """Proposes a day until somebody types another one; says how full that day is."""

    def __init__(self, shop: Shop, form: Form) -> None:
        super().__init__(SPACE_XS)
        self._shop = shop
        self._proposed: date | None = None
        self._received_at: datetime | None = None
        self._by_hand = False
        self.service_box = QComboBox()
        shrinking = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.service_box.setSizeAdjustPolicy(shrinking)
        self.service_box.setMinimumContentsLength(12)
        self.service_box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.day_edit = DayEdit(self._today)
        self.load_words = Caption()
        self.provisional_notice = NoticeLine(Meaning.AMBER)
        self.provisional_notice.say(
            tr("Provisional: the holidays of that year are not announced yet.")
        )
        service = form.make_row("service", tr("Ser&vice"), self.service_box)
        promised = form.make_row("promised_on", tr("Promised &date"), self.day_edit)
        day = QWidget()
        below = QVBoxLayout(day)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(SPACE_XS)
        below.addWidget(promised)
        below.addWidget(self.load_words)
        line = FlowLine(SPACE_L, top=True)
        line.add(service, stretch=1)
        line.add(day)
        self.rows.addWidget(line)
        self.rows.addWidget(self.provisional_notice)
        self.service_box.currentIndexChanged.connect(self._on_service)
        self.service_box.activated.connect(self._on_chosen)
        self.day_edit.day_changed.connect(self._on_day)
        self.day_edit.edit.textChanged.connect(self.edited)

    def service(self) -> str:
        """Give the key of the service."""
        return self.service_box.currentData() or ""

    def show_kind(self, kind: CaseKind) -> None:
        """Offer the services of a kind (O-1); one that was chosen by hand stays if it fits."""
        before = self.service() if self._by_hand else ""
        self.service_box.blockSignals(True)
        self.service_box.clear()
        for service in self._shop.policy.services:
            if kind in service.kinds:
                self.service_box.addItem(screen_catalog().text(service.label), service.key)
        self.service_box.setCurrentIndex(max(0, self.service_box.findData(before)))
        self.service_box.blockSignals(False)
        self._propose()

    def show_received(self, received_at: datetime | None) -> None:
        """Count the proposal from when the request was made (X-1)."""
        if received_at != self._received_at:
            self._received_at = received_at
            self._propose()

    def typed(self) -> str | None:
        """Give the day as it was changed by hand; None where it is the policy's."""
        return None if self._is_untouched() else self.day_edit.text()

    def restore(self, service: str, promised: str | None) -> None:
        """Show what was chosen and typed before."""
        self.service_box.setCurrentIndex(max(0, self.service_box.findData(service)))
        self._by_hand = self.service_box.currentIndex() > 0
        self.day_edit.set_day(self._proposed)
        if promised is not None:
            self.day_edit.setText(promised)

    def _today(self) -> date:
        return self._shop.now().date()

    def _is_untouched(self) -> bool:
        return self.day_edit.text() == (day_words(self._proposed) if self._proposed else "")

    def _propose(self) -> None:
        untouched = self._is_untouched()
        self._proposed = intake.proposed_day(self._shop, self.service(), self._received_at)
        if untouched:
            self.day_edit.set_day(self._proposed)
        self._on_day()

    @Slot()
    def _on_chosen(self) -> None:
        self._by_hand = True

    @Slot()
    def _on_service(self) -> None:
        self._propose()
        self.edited.emit()

    @Slot()
    def _on_day(self) -> None:
        day = self.day_edit.day()
        calendar = self._shop.calendar
        self.provisional_notice.setVisible(day is not None and calendar.work.is_provisional(day))
        if day is None:
            self.load_words.setText(tr("Nothing is promised."))
            return
        calls = calendar.load(day)
        full = ntr("{n} call is planned that day.", "{n} calls are planned that day.", calls)
        closed = "" if calendar.work.is_open(day) else tr("The shop is closed that day.") + " "
        self.load_words.setText(closed + full)
