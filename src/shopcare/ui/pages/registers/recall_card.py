"""A batch that is recalled: its buyers, who is reached, and starting and ending it (L-9)."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Slot

from shopcare.domain.errors import Invalid
from shopcare.domain.feedback.recall import RecallDraft, RecallProgress
from shopcare.services.contact import recalls
from shopcare.services.contact.recalls import Buyer, RecallFile
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.fields.text_fields import LineEdit
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec
from shopcare.ui.kit.layout.box_layouts import add_items, line_of
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.lists.row_list import RowChip, RowContent, RowList, RowSection
from shopcare.ui.kit.navigation import page_of
from shopcare.ui.kit.style.tokens import Meaning
from shopcare.ui.kit.widgets.buttons import main_button, plain_button
from shopcare.ui.kit.words.formatting import day_words, phone_words
from shopcare.ui.kit.words.i18n import label, ntr, tr
from shopcare.ui.pages.registers.entry_card import EntryCard

_MEANINGS = {
    RecallProgress.TO_CALL: Meaning.AMBER,
    RecallProgress.TRIED: Meaning.AMBER,
    RecallProgress.REACHED: Meaning.GREEN,
    RecallProgress.NOT_REACHED: Meaning.RED,
}


class BuyerList(RowList[Buyer]):
    """Everybody who bought of a batch; Enter opens the call, else the customer."""

    def __init__(self) -> None:
        super().__init__(_look, _key_of, lead_width=96)
        self.setAccessibleName(tr("Buyers of the batch"))
        self.row_activated.connect(self._on_activated)

    def show_buyers(self, buyers: Sequence[Buyer]) -> None:
        """Show other buyers: those still to be called first."""
        entries: list[Buyer | RowSection] = []
        for progress in RecallProgress:
            rows = [buyer for buyer in buyers if buyer.progress is progress]
            if rows:
                entries += [RowSection(label(progress), len(rows)), *rows]
        self.set_entries(entries)

    @Slot(object)
    def _on_activated(self, buyer: Buyer) -> None:
        if buyer.call is not None and buyer.progress in _TO_DO:
            page_of(self).open_wanted("callback", buyer.call.id)
        else:
            page_of(self).open_wanted("customer", buyer.customer.id)


_TO_DO = frozenset({RecallProgress.TO_CALL, RecallProgress.TRIED})


class NewRecallCard(EntryCard):
    """Asks for the batch, shows who bought of it, and calls them all."""

    def __init__(self, context: PageContext, draft: RecallDraft) -> None:
        """Begin with a batch, as far as it is known."""
        super().__init__(tr("Recall a batch"))
        self._context = context
        self.form = BoundForm(
            draft,
            (
                FieldSpec("lot", tr("Batch"), LineEdit(), required=True, missing="lot_missing"),
                FieldSpec("product", tr("Only this product"), LineEdit()),
            ),
            FieldSpec("reason", tr("Why it is recalled"), LineEdit(), required=True),
        )
        self.find_button = plain_button(tr("Who bought it"), "search")
        self.start_button = main_button(tr("Call everybody"), "phone-call")
        self.found_words = Caption()
        self.buyers = BuyerList()
        add_items(
            self.body,
            self.form,
            line_of(self.find_button, self.start_button),
            self.found_words,
            (self.buyers, 1),
        )
        self.form.load(draft)
        self.find_button.clicked.connect(self.look_up)
        self.start_button.clicked.connect(self._on_start)
        self.main_button = self.start_button
        if draft.lot:
            self.look_up()

    def start(self) -> None:
        """Begin with the first field."""
        self.form.focus_first("reason" if self.form.draft().lot else "lot")

    @Slot()
    def look_up(self) -> None:
        """Show who bought goods of the batch."""
        if not self.form.field("lot", LineEdit).text().strip():
            self.form.check()
            return
        draft = self.form.draft()
        try:
            found = recalls.buyers_of(self._context.shop, draft.lot, draft.product)
        except Invalid as invalid:
            self.form.show_problems(invalid.problems)
            return
        self.buyers.show_buyers(found)
        words = ntr("{n} customer bought of this batch.", "{n} customers bought of this batch.",
                    len(found))  # fmt: skip
        self.found_words.setText(words if found else tr("Nobody bought of this batch."))

    @Slot()
    def _on_start(self) -> None:
        if self.form.check():
            operation = partial(recalls.start, draft=self.form.draft())
            self.wanted.emit(operation, self.form, tr("The calls are on the list."))


class RecallCard(EntryCard):
    """How far a recall is."""

    def __init__(self, file: RecallFile) -> None:
        """Show its buyers."""
        super().__init__(tr("Recall of batch {lot}", lot=file.recall.lot))
        self._recall_id = file.recall.id
        counted = file.counted()
        told = [f"{label(one)} {counted[one]}" for one in RecallProgress if counted[one]]
        ended = file.recall.ended_at
        self.show_facts(
            (tr("Why it is recalled"), file.recall.reason),
            (tr("Product"), file.recall.product),
            (tr("Started on"), day_words(file.recall.started_at.date())),
            (tr("Ended on"), day_words(ended.date()) if ended else ""),
            (tr("Progress"), " · ".join(told)),
        )
        self.end_button = plain_button(tr("End the recall"), "circle-check")
        self.buyers = BuyerList()
        self.buyers.show_buyers(file.buyers)
        add_items(self.body, line_of(self.end_button), (self.buyers, 1))
        self.end_button.setVisible(file.recall.is_open)
        self.main_button = self.end_button
        self.end_button.clicked.connect(self._on_end)

    def start(self) -> None:
        """Go to the buyers."""
        self.buyers.setFocus()
        self.buyers.select_first()

    @Slot()
    def _on_end(self) -> None:
        operation = partial(recalls.end, recall_id=self._recall_id)
        self.wanted.emit(operation, None, tr("The recall has ended."))


def _look(buyer: Buyer) -> RowContent:
    phones = buyer.customer.phones
    chips = []
    if buyer.call is not None:
        chips.append(RowChip(label(buyer.progress), _MEANINGS[buyer.progress]))
    elif not phones:
        chips.append(RowChip(tr("no number"), Meaning.RED))
    return RowContent(
        lead=day_words(buyer.purchase.sold_on),
        title=buyer.customer.name,
        number=phone_words(phones[0].digits) if phones else "",
        detail=buyer.line.product,
        chips=tuple(chips),
    )


def _key_of(buyer: Buyer) -> int:
    return buyer.customer.id
