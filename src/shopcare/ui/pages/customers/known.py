"""Tells while a customer is typed in whether they are on file already (X-7)."""

from PySide6.QtWidgets import QWidget

from shopcare.domain.people.customer import Customer, CustomerDraft
from shopcare.domain.typed.text import clean_line
from shopcare.services.people import customers
from shopcare.services.shop import Shop
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import column_layout, empty_layout, row_layout
from shopcare.ui.kit.style.tokens import SPACE_XS, Meaning
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.customers.parts import RecordButton

MOST_NAMED = 3


class Known(QWidget):
    """Names who else has the number; a household is fine, the same name is probably a double."""

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self._shop = shop
        self._others: tuple[Customer, ...] = ()
        self._same: frozenset[int] = frozenset()
        self.notice = NoticeLine()
        self.buttons: list[RecordButton] = []
        self._line = row_layout(spacing=SPACE_XS)
        column_layout(self, SPACE_XS, self.notice, self._line)
        self.hide()

    def look(self, draft: CustomerDraft, own_id: int) -> None:
        """Look for others on the numbers that are typed.

        Args:
            own_id: the customer whose file is edited; 0 for somebody new.
        """
        found = {
            other.id: other
            for phone in draft.phones
            for other in customers.on_phone(self._shop, phone.digits)
            if other.id != own_id
        }
        name = clean_line(draft.name).casefold()
        same = frozenset(n for n, other in found.items() if other.name.casefold() == name)
        others = tuple(sorted(found.values(), key=lambda other: other.id not in same))
        if (others, same) != (self._others, self._same):
            self._others, self._same = others, same
            self._show()

    def _show(self) -> None:
        empty_layout(self._line)
        self.buttons = []
        for other in self._others[:MOST_NAMED]:
            words = tr("Open {name}", name=other.name[:16])
            button = RecordButton(words, "user", "customer", other.id)
            self.buttons.append(button)
            self._line.addWidget(button)
        self._line.addStretch(1)
        self.setVisible(bool(self._others))
        names = tr(", ").join(other.name for other in self._others[:MOST_NAMED])
        if self._same:
            same = next(other.name for other in self._others if other.id in self._same)
            words = tr("{name} is already on file, with this number.", name=same)
            self.notice.say(words, Meaning.AMBER)
        elif self._others:
            words = tr("Also on this number: {names}. That is fine for a household.", names=names)
            self.notice.say(words, Meaning.INFO)
