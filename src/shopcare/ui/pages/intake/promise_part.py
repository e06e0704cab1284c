"""The service, and the day that the policy lets the shop promise (O-1, G-6, X-11)."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from shopcare.domain.cases.case import CaseDraft, CaseKind
from shopcare.domain.cases.experience import Finished, UsualTime, usual_time
from shopcare.services.cases import promises
from shopcare.services.reports import experience
from shopcare.services.shop import Shop
from shopcare.ui.kit.fields.choice_fields import ChoiceBox
from shopcare.ui.kit.fields.day_edit import ProposedDayEdit
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec, FormPart
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import add_items, column_layout, line_of
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_XS, Meaning
from shopcare.ui.kit.words.i18n import ntr, screen_catalog, tr


class ServiceBox(ChoiceBox[str]):
    """The services of a kind (O-1); where nothing tells which it is, the choice is a question.

    One that was chosen by hand stays where the next kind has it, whatever is proposed.
    """

    def __init__(self) -> None:
        super().__init__()
        shrinking = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.setSizeAdjustPolicy(shrinking)
        self.setMinimumContentsLength(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._by_hand = False
        self._proposed = ""
        self.activated.connect(self._on_activated)

    def offer_anew(self, services: list[tuple[str, str]]) -> None:
        """Offer the services of another kind."""
        self._by_hand = self._by_hand and self.value() in dict(services)
        if not self._by_hand:
            self.offer([])
        question = [("", tr("Which service?"))] if len(services) > 1 else []
        self.offer([*question, *services])

    def propose(self, key: str) -> None:
        """Choose the service that the fault's words tell, or ask again; a choice by hand stays."""
        self._proposed = key
        if not self._by_hand:
            self.set_value(key)

    def is_proposed(self) -> bool:
        """Tell whether one of several services was told by the words."""
        return bool(self._proposed) and not self._by_hand and self.count() > 1

    def value(self) -> str:
        """Give the key of the service; empty where the kind has none or it was not chosen."""
        return super().value() if self.count() else ""

    def typed(self) -> str:
        """Give the service that was chosen by hand."""
        return self.value() if self._by_hand else ""

    def restore(self, typed: object) -> None:
        """Choose the service again that was chosen by hand."""
        self._by_hand = bool(typed) and typed in self._keys
        super().restore(typed if self._by_hand else self._proposed)

    @Slot()
    def _on_activated(self) -> None:
        self._by_hand = bool(self.value())


class PromisePart(FormPart):
    """Proposes a day until somebody types another one; says how full that day is."""

    def __init__(self, shop: Shop, form: BoundForm[CaseDraft]) -> None:
        super().__init__(form, SPACE_XS)
        self._shop = shop
        self._received_at: datetime | None = None
        self.service_box = ServiceBox()
        self.day_edit = ProposedDayEdit(self._shop.today)
        self.load_words = Caption()
        self.full_notice = NoticeLine(Meaning.AMBER)
        self.usual_words = Caption()
        self._finished: Sequence[Finished] = ()
        self.provisional_notice = NoticeLine(Meaning.AMBER)
        self.provisional_notice.say(
            tr("Provisional: the holidays of that year have not been entered yet.")
        )
        self.service_words = Caption()
        service = QWidget()
        offered = column_layout(service, SPACE_XS)
        offered.addWidget(form.make(FieldSpec("service", tr("Ser&vice"), self.service_box)))
        offered.addWidget(self.service_words)
        day = QWidget()
        below = column_layout(day, SPACE_XS)
        promised = FieldSpec("promised_on", tr("Promised &date"), self.day_edit)
        add_items(below, form.make(promised), self.load_words, self.full_notice, self.usual_words)
        line = line_of((service, 1), day, spacing=SPACE_L, top=True)
        add_items(self.rows, line, self.provisional_notice)
        self.service_box.edited.connect(self._propose)
        self.service_box.activated.connect(self._say_service)
        form.field("fault").edited.connect(self._on_fault)
        self.day_edit.day_changed.connect(self._on_day)

    def show_kind(self, kind: CaseKind) -> None:
        """Offer the services of a kind."""
        words = screen_catalog()
        fitting = [one for one in self._shop.policy.services if kind in one.kinds]
        self.service_box.offer_anew([(one.key, words.text(one.label)) for one in fitting])
        self._on_fault()
        self._propose()

    def show_received(self, received_at: datetime | None) -> None:
        """Count the proposal from when the request was made (X-1)."""
        self._received_at = received_at
        self._propose()

    @Slot()
    def _on_fault(self) -> None:
        """Choose the service that the fault's words tell; nothing is guessed (C-1, G-7)."""
        kind, fault = self._form.fact("kind"), self._form.fact("fault")
        self.service_box.propose(self._shop.policy.service_told_by(kind, fault))
        self._say_service()
        self._say_usual()

    @Slot()
    def _say_service(self) -> None:
        words = ""
        if self.service_box.is_proposed():
            words = tr("Suggested by the fault. Choose another one if it is not right.")
        elif self.service_box.count() and not self.service_box.value():
            words = tr("Please ask which service it is; you can still save without it.")
        self.service_words.setText(words)

    def propose_day(self, received_at: datetime | None) -> None:
        """Propose the day anew, counted from when the request was made; that alone is saved."""
        self._received_at = received_at
        service = self.service_box.value()
        self.day_edit.propose(promises.proposed_day(self._shop, service, received_at))

    @Slot()
    def _propose(self) -> None:
        service = self.service_box.value()
        self.propose_day(self._received_at)
        self._on_day()
        kind = self._form.fact("kind")
        self._finished = experience.finished(self._shop, kind, service) if service else ()
        self._say_usual()

    def _say_usual(self) -> None:
        """Say how long it took the other times (W-6)."""
        fault = self._form.fact("fault") or ""
        usual = usual_time(self._finished, fault) if self._finished else None
        self.usual_words.setVisible(usual is not None)
        if usual is not None:
            self.usual_words.setText(_usual_words(usual))

    @Slot()
    def _on_day(self) -> None:
        day = self.day_edit.value()
        calendar = self._shop.calendar
        self.provisional_notice.setVisible(day is not None and calendar.work.is_provisional(day))
        self.full_notice.hide()
        if day is None:
            self.load_words.setText(tr("Nothing is promised."))
            return
        load = experience.work_load(self._shop, day)
        full = _promised_words(load.promised)
        if load.is_full:
            usual = f"{load.usual:g}"
            self.full_notice.tell(tr("That day is full: {n} get ready on a usual day.", n=usual))
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


def _usual_words(usual: UsualTime) -> str:
    """Say how long it takes, and for eight of ten."""
    about = tr("this fault") if usual.same_fault else tr("this service")
    return tr(
        "Usual for {about}: {days} days, at most {most} for 8 of 10 (from {cases} cases).",
        about=about,
        days=usual.days,
        most=usual.most_days,
        cases=usual.cases,
    )
