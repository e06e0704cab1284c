"""A request through 12315 or another authority (L-6), and an adverse reaction to goods (L-9)."""

from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from shopcare.domain.cases.case import CaseDraft, CaseKind, Channel
from shopcare.domain.feedback.authority import AuthorityDraft
from shopcare.domain.feedback.reaction import ReactionDraft
from shopcare.services.shop import Shop
from shopcare.ui.kit.fields.choice_fields import TickBox
from shopcare.ui.kit.fields.day_edit import DayEdit
from shopcare.ui.kit.fields.text_fields import LineEdit
from shopcare.ui.kit.forms.bound_form import BoundForm, Facts, FieldSpec, FormPart
from shopcare.ui.kit.forms.feedback_forms import advice_field, expires_field, symptoms_field
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import add_items, column_layout
from shopcare.ui.kit.style.tokens import SPACE_S, SPACE_XS, Meaning
from shopcare.ui.kit.words.i18n import tr

FEEDBACK_FIELDS: Final = (
    "official_number", "reply_until", "reacted", "symptoms", "expires_on", "advice",
)  # fmt: skip
_WITH_REACTIONS: Final = frozenset({CaseKind.COMPLAINT, CaseKind.RETURN, CaseKind.CONSULTATION})


class AuthorityPart(FormPart):
    """The authority's number and the reply-by date; asked only of what came through one."""

    def __init__(self, shop: Shop, form: BoundForm[CaseDraft]) -> None:
        super().__init__(form)
        number = FieldSpec("official_number", tr("Official number"), LineEdit())
        until = FieldSpec("reply_until", tr("Reply by"), DayEdit(shop.today))
        self.rows.addLayout(self.line(number, until))
        form.field("channel").edited.connect(self.show_channel)
        self.show_channel()

    @Slot()
    def show_channel(self) -> None:
        """Ask only where the request came through an authority."""
        self.setVisible(self._form.fact("channel") is Channel.AUTHORITY)


class ReactionPart(FormPart):
    """A tick, and below it what is done at once and what the report needs."""

    def __init__(self, shop: Shop, form: BoundForm[CaseDraft]) -> None:
        super().__init__(form, SPACE_XS)
        self.reacted_box = TickBox(tr("Red eye, pain or a skin reaction"))
        self.notice = NoticeLine(Meaning.RED)
        self.notice.say(
            tr("Stop using it, see a doctor, keep the goods and the packaging, tell the manager.")
        )
        self._fields = QWidget()
        rows = column_layout(self._fields, SPACE_S)
        rows.addWidget(form.make(symptoms_field()))
        rows.addLayout(self.line(expires_field(shop), advice_field(), stretch=(1, 2)))
        reacted = form.make(FieldSpec("reacted", "", self.reacted_box))
        add_items(self.rows, reacted, self.notice, self._fields)
        self.reacted_box.edited.connect(self._on_ticked)
        self._on_ticked()

    def show_kind(self, kind: CaseKind) -> None:
        """Ask of the kinds for which goods may have done harm."""
        self.setVisible(kind in _WITH_REACTIONS)

    @Slot()
    def _on_ticked(self) -> None:
        self.notice.setVisible(self.reacted_box.isChecked())
        self._fields.setVisible(self.reacted_box.isChecked())


def authority_of(facts: Facts) -> AuthorityDraft | None:
    """Put together through whom it came; None where it came to the shop itself."""
    number, until = facts["official_number"].strip(), facts["reply_until"]
    if facts["channel"] is not Channel.AUTHORITY or not (number or until):
        return None
    return AuthorityDraft(number=number, reply_until=until)


def reaction_of(facts: Facts) -> ReactionDraft | None:
    """Put a reaction together; None where there was none."""
    if not facts["reacted"] or facts["kind"] not in _WITH_REACTIONS:
        return None
    return ReactionDraft(
        symptoms=facts["symptoms"], expires_on=facts["expires_on"], advice=facts["advice"]
    )
