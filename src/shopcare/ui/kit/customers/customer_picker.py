"""One box that finds a customer by anything, or begins a new one with what was typed."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal, Slot

from shopcare.domain.errors import Refusal
from shopcare.domain.ids import CaseId, PurchaseId
from shopcare.domain.people.customer import CustomerDraft
from shopcare.domain.typed.phone import phone_from_text
from shopcare.services.cases import cases
from shopcare.services.purchases import purchases
from shopcare.services.search.search import find
from shopcare.services.shop import Shop
from shopcare.ui.kit.search.search_box import Found, SearchBox
from shopcare.ui.kit.words.formatting import phone_words
from shopcare.ui.kit.words.i18n import tr

MOST_FOUND: Final = 7
NEW: Final = "new"
_IN_NUMBERS: Final = frozenset("0123456789 -+")


def _what(kind: str) -> str:
    """Say by what record of theirs somebody was found."""
    return {"case": tr("Case"), "purchase": tr("Receipt")}.get(kind, "")


class CustomerPicker(SearchBox):
    """Type a phone, a name, pinyin or initials, or scan a slip: Enter picks the customer.

    The last row always offers to add a new customer.
    """

    picked = Signal(int)
    """A customer was picked: the id."""
    purchase_picked = Signal(int)
    """A receipt was scanned or chosen: its id; ``picked`` came before."""
    new_wanted = Signal(str)
    """Somebody new: what was typed."""

    def __init__(self, shop: Shop) -> None:
        super().__init__(self._find_people)
        self._shop = shop
        self._typed = ""
        self.setPlaceholderText(tr("Phone, name, pinyin or initials; or scan a slip"))
        self.setAccessibleName(tr("Find the customer"))
        self.chosen.connect(self._on_chosen)

    def _find_people(self, typed: str) -> Sequence[Found]:
        """Look customers up, also by a slip or a receipt of theirs."""
        self._typed = typed.strip()
        found = [
            Found(
                kind=one.kind.value,
                id=one.id,
                title=one.name,
                phone=phone_words(one.phone, hidden=True) if one.phone else "",
                number=one.number,
                why=tr("Voided") if one.voided else _what(one.kind.value),
            )
            for one in find(self._shop, typed, MOST_FOUND)
        ]
        new = tr("New customer: {typed}", typed=self._typed[:24])
        return [*found, Found(kind=NEW, id=0, title=new)]

    @Slot(str, int)
    def _on_chosen(self, kind: str, record_id: int) -> None:
        if kind == NEW:
            self.new_wanted.emit(self._typed)
        elif kind == "case":
            self.picked.emit(cases.case_file(self._shop, CaseId(record_id)).case.customer_id)
        elif kind == "purchase":
            self.picked.emit(purchases.purchase(self._shop, PurchaseId(record_id)).customer_id)
            self.purchase_picked.emit(record_id)
        else:
            self.picked.emit(record_id)


def new_customer_from(typed: str) -> CustomerDraft:
    """Begin a new customer with what was typed: a number is the phone, words are the name.

    Digits that are no whole number yet are neither: see ``begun_number``.
    """
    try:
        return CustomerDraft(name="", phones=(phone_from_text(typed),))
    except Refusal:
        return CustomerDraft(name="" if begun_number(typed) else typed.strip())


def begun_number(typed: str) -> str:
    """Give digits that are no phone number yet, to be completed; empty for anything else."""
    digits = typed.strip()
    if not digits or not set(digits) <= _IN_NUMBERS:
        return ""
    try:
        phone_from_text(digits)
    except Refusal:
        return digits
    return ""
