"""The upper part of the card: who, which number, what to say, what is known already."""

from datetime import date
from html import escape
from itertools import compress

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from shopcare.domain.calls.call_order import Section
from shopcare.domain.calls.callback import CallAttempt, Callback
from shopcare.domain.ids import CallbackId, CustomerId
from shopcare.language.records.fact_words import fact_label
from shopcare.services.calls.today import CallRow
from shopcare.ui.kit.forms.explanation import WhyBox
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import (
    add_items,
    column_layout,
    filled_lines,
    row_layout,
    used_lines,
)
from shopcare.ui.kit.layout.card import Caption, Words
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.lists.row_list import RowChip
from shopcare.ui.kit.navigation import RecordLink
from shopcare.ui.kit.style.tokens import SPACE_M, SPACE_S, SPACE_XS, Meaning, Role
from shopcare.ui.kit.widgets.buttons import escaped, quiet_button, sign_button
from shopcare.ui.kit.widgets.chip import Chip
from shopcare.ui.kit.words.formatting import (
    day_words,
    last_gifts_words,
    near_moment_words,
    voided_words,
)
from shopcare.ui.kit.words.i18n import label, screen_catalog, tr
from shopcare.ui.pages.today.call_rows import (
    PURPOSE_SIGNS,
    NameOf,
    late_words,
    purpose_words,
    result_meaning,
    result_words,
    standing_chips,
)
from shopcare.ui.pages.today.card.number_line import NumberLine
from shopcare.ui.pages.today.result.strip import Shown

MOST_POINTS = 6
MOST_CHIPS = 4
LEAST_NOTICE = 220
"""Pixels; with less room beside the notice its button goes below."""


class CallFacts(QWidget):
    """Shows a call; remembers nothing but the ticks for the household."""

    def __init__(self) -> None:
        super().__init__()
        self._numbers: tuple[object, ...] = ()
        """What the numbers are shown of."""
        self.name = Words("", Role.TITLE, selectable=True)
        self.customer_button = quiet_button(tr("Customer file"), "user")
        self.number = NumberLine()
        self.why_button = quiet_button(tr("Why today? (W)"))
        self.why_button.setCheckable(True)
        self.move_button = quiet_button(tr("Another day (M)"))
        self.void_button = sign_button("trash-2", tr("Void the call"))
        self.why = WhyBox()
        self.why.hide()
        self._purpose = Chip()
        self._chips = [Chip() for _ in range(MOST_CHIPS)]
        self.points = [Words() for _ in range(MOST_POINTS)]
        self.missing = NoticeLine(Meaning.AMBER)
        self._asked = FlowLine(between_lines=0)
        self.missing_button = quiet_button(tr("Add"), "pencil")
        self.gifts = Caption()
        self.about = Words()
        self.case_button = quiet_button("", "clipboard-list")
        self.household = Household()
        self.contacts = Contacts()
        self._lay_out()
        self._customer = RecordLink(self.customer_button, "customer")
        self._case = RecordLink(self.case_button, "case")
        self._missing = RecordLink(self.missing_button, "missing_facts")

    def _lay_out(self) -> None:
        head = row_layout(None, SPACE_S, (self.name, 1), self.customer_button, self.void_button)
        beside = self.number.beside
        beside.add(self.why_button, push=True)
        beside.add(self.move_button)
        chips = FlowLine()
        for chip in (self._purpose, *self._chips):
            chips.add(chip)
        about = row_layout(None, SPACE_S, (self.about, 1), self.case_button)
        self._asked.add(self.missing, stretch=1, least=LEAST_NOTICE)
        self._asked.add(self.missing_button)
        points = column_layout(None, 2, *self.points)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE_S)
        add_items(
            layout,
            head,
            self.number,
            self.why,
            chips,
            points,
            self._asked,
            self.gifts,
            about,
            self.household,
        )
        layout.addSpacing(SPACE_XS)
        layout.addWidget(self.contacts)
        layout.setContentsMargins(0, 0, SPACE_M, 0)

    def show_call(self, shown: Shown) -> None:
        """Show a call."""
        card, customer = shown.card, shown.card.row.customer
        self._customer.record_id = customer.id
        self._case.record_id = self._missing.record_id = card.case.id if card.case else 0
        self.name.setText(customer.name)
        numbers = shown.callback_id, customer.phones, customer.wrong_numbers, card.row.phone
        if numbers != self._numbers:  # else another one may be chosen
            self._numbers = numbers
            self.number.show_numbers(customer, card.row.phone)
        given = last_gifts_words(card.gifts, shown.today)  # G-18
        self.gifts.setText(given)
        self.gifts.setVisible(bool(given))
        self._show_chips(shown)
        for point, words in filled_lines(self.points, shown.points):
            point.setText(f"• {words}")
        catalog = screen_catalog()
        missing = []
        for fact in card.missing:
            missing.append(fact_label(catalog, fact))
        words = tr(", ").join(missing)
        self.missing.say(tr("Missing in the file, please ask: {facts}", facts=words))
        self._asked.setVisible(bool(card.missing))
        is_asked = card.case is not None and bool(card.case.missing) and card.case.is_correctable
        self.missing_button.setVisible(is_asked)
        self._show_about(shown)
        if card.household:
            self.household.show_calls(card.household, customer.id, shown.today)
        else:
            self.household.hide()
        self.contacts.show_contacts(card.contacts, shown.today, shown.name_of)

    def _show_chips(self, shown: Shown) -> None:
        row = shown.card.row
        call = row.callback
        sign = PURPOSE_SIGNS[call.purpose]
        self._purpose.say(purpose_words(call), Meaning.INFO, sign)
        said = standing_chips(row, shown.today)
        if row.place is not None and row.place.section is Section.DONE and call.result:
            said.insert(0, RowChip(result_words(call.result), result_meaning(call.result)))
        if call.voided is not None:
            said.append(RowChip(tr("Voided")))
        elif call.attempts and call.settled_at is None:
            said.append(RowChip(tr("tried {n} of 3", n=min(call.attempts, 3)), sign="phone-off"))
        for chip, what in filled_lines(self._chips, said):
            chip.say(*what)

    def _show_about(self, shown: Shown) -> None:
        card, case, purchase = shown.card, shown.card.case, shown.card.purchase
        parts: list[str] = []
        if case is not None:
            parts = [label(case.kind), case.product, label(case.stage)]
            self.case_button.setText(escaped(case.number))
        elif purchase is not None:
            products = [line.product for line in purchase.lines[:2]]
            parts = [*products, tr("bought {day}", day=day_words(purchase.sold_on))]
        if (voided := card.row.callback.voided) is not None:  # W-8
            parts.append(voided_words(voided, shown.name_of(voided.by), shown.today))
        self.case_button.setVisible(case is not None)
        self.about.setText(" · ".join(filter(None, parts)))
        self.about.setVisible(bool(parts))


MOST = 3
NOTE_SHOWN = 90
"""Characters of a remark that are shown; the whole is on the tooltip and in the customer file."""


class Contacts(QWidget):
    """One line for each contact: when, what for, how it ended, who, what was said."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Caption(tr("Last contacts"))
        self.lines = [Words() for _ in range(MOST)]
        column_layout(self, 2, self._title, *self.lines)

    def show_contacts(
        self, contacts: tuple[tuple[Callback, CallAttempt], ...], today: date, name_of: NameOf
    ) -> None:
        """Show contacts, the newest first."""
        self._title.setText(tr("Last contacts") if contacts else tr("No contact yet"))
        for line, (callback, attempt) in filled_lines(self.lines, contacts):
            line.setText(_contact_words(callback, attempt, today, name_of(attempt.by)))
            line.setToolTip(f"<p>{escape(attempt.note)}</p>" if attempt.note else "")


def _contact_words(callback: Callback, attempt: CallAttempt, today: date, by: str) -> str:
    said = [
        near_moment_words(attempt.at, today),
        purpose_words(callback),
        result_words(attempt.result, attempt.satisfaction),
        by,
    ]
    words = " · ".join(filter(None, said))
    if not attempt.note:
        return words
    note = " ".join(attempt.note.split())
    shown = note if len(note) <= NOTE_SHOWN else f"{note[:NOTE_SHOWN]}…"
    return tr("{contact}: {note}", contact=words, note=shown)


_BETWEEN = " · "
_LEAST = 240
_BESIDE_WORDS = 32
"""Pixels for the tick itself."""


class Tick(QCheckBox):
    """A tick whose words go on in a second line where they are too long for one."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._words = ""

    def say(self, words: str) -> None:
        """Show other words."""
        self._words = words
        self._break()

    def minimumSizeHint(self) -> QSize:
        """Ask for half of the words."""
        return QSize(_LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the words anew."""
        super().resizeEvent(event)
        self._break()

    def _break(self) -> None:
        room = self.width() - _BESIDE_WORDS
        words, metrics = self._words, self.fontMetrics()
        if self.isVisible() and metrics.horizontalAdvance(words) > room:
            first, _, last = words.rpartition(_BETWEEN)
            words = f"{first}\n{last}" if first else last
        if words != self.text():
            self.setText(words)


class Household(QWidget):
    """One tick for each call; what is ticked counts as reached when this call is (X-7)."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: list[Tick] = []
        self._calls: list[CallbackId] = []
        self._layout = column_layout(self, 0, Caption(tr("Also settled when this call is reached")))

    def show_calls(self, rows: tuple[CallRow, ...], own: CustomerId, today: date) -> None:
        """Offer other calls; a tick stays as long as its call is offered."""
        ticked = set(self.ticked())
        self._calls = []
        for box, row in used_lines(self._layout, self.boxes, rows, Tick):
            self._calls.append(row.callback.id)
            box.say(escaped(_household_words(row, own, today)))
            box.setChecked(row.callback.id in ticked)
        self.show()

    def ticked(self) -> tuple[CallbackId, ...]:
        """List the calls that this one settles, too."""
        if self.isHidden():
            return ()
        return tuple(compress(self._calls, map(QCheckBox.isChecked, self.boxes)))


def _household_words(row: CallRow, own: CustomerId, today: date) -> str:
    who = tr("The same customer") if row.customer.id == own else row.customer.name
    parts = [who, purpose_words(row.callback), late_words(row, today)]
    return _BETWEEN.join(part for part in parts if part)
