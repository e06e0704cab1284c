"""Whether the customer was told the steps and the time, and until when that must be (G-3)."""

from datetime import datetime

from PySide6.QtCore import Slot

from shopcare.domain.cases.case import CaseDraft, CaseKind, How
from shopcare.services.cases import intake
from shopcare.services.shop import Shop
from shopcare.ui.kit.fields.choice_fields import ChoiceBox
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec, FormPart
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import add_items
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.style.tokens import SPACE_XS, Meaning
from shopcare.ui.kit.words.formatting import near_moment_words
from shopcare.ui.kit.words.i18n import label, screen_catalog, tr


class ToldPart(FormPart):
    """The steps to say, how they were said, or the deadline for saying them."""

    def __init__(self, shop: Shop, form: BoundForm[CaseDraft]) -> None:
        super().__init__(form, SPACE_XS)
        self._shop = shop
        self._received_at: datetime | None = None
        ways = (How.IN_PERSON, How.PHONE, How.WECHAT, How.SIGNATURE)
        self.told_box = ChoiceBox[How | None](
            [(None, tr("Not yet")), *((how, label(how)) for how in ways)]
        )
        self.deadline_notice = NoticeLine(Meaning.INFO)
        self.steps_words = Caption()
        told = FieldSpec("told_steps", tr("&Told the customer the steps?"), self.told_box)
        add_items(
            self.rows, self.line(told, self.steps_words, stretch=(2, 3)), self.deadline_notice
        )
        self.told_box.edited.connect(self._show_deadline)
        self._show_deadline()

    def show_kind(self, kind: CaseKind) -> None:
        """Show the steps of a kind."""
        words = screen_catalog()
        steps = self._shop.policy.steps.get(kind, ())
        lines = [f"{number}  {words.text(step)}" for number, step in enumerate(steps, 1)]
        self.steps_words.setText("\n".join(lines))

    def show_received(self, received_at: datetime | None) -> None:
        """Count the deadline from when the request was made (X-1)."""
        self._received_at = received_at
        self._show_deadline()

    @Slot()
    def _show_deadline(self) -> None:
        now = self._shop.now()
        if self.told_box.value() is not None:
            self.deadline_notice.say(tr("Will be recorded."), Meaning.GREEN)
            return
        until = intake.acknowledge_by(self._shop, self._received_at)
        when = near_moment_words(until, now.date())
        if until < now:
            self.deadline_notice.say(tr("Was due by {when}.", when=when), Meaning.RED)
        else:
            self.deadline_notice.say(tr("To be told by {when}.", when=when), Meaning.INFO)
