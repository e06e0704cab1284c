"""Results that need words: a complaint, an end with a reason, no more calls."""

from PySide6.QtCore import Slot

from shopcare.domain.calls.callback import CallResult
from shopcare.ui.kit.fields.choice_fields import TickBox
from shopcare.ui.kit.fields.text_fields import TextArea
from shopcare.ui.kit.forms.bound_form import FieldSpec
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.today.result.strip import GivenResult, Shown, Strip


class WordsStrip(Strip):
    """One field of text that goes with a result, or is the reason for something else."""

    def __init__(
        self, result: CallResult | None, *, title: str, hint: str, field_name: str, save_words: str
    ) -> None:
        """Make the strip.

        Args:
            result: what the words go with; None: they are why the call is voided.
        """
        super().__init__(title, hint, result or CallResult.ENDED)
        self._voids = result is None
        self.words_edit = TextArea(3, 5)
        self.words_edit.setPlaceholderText(field_name)
        self.words_edit.setAccessibleName(field_name)
        self.add_rows(FieldSpec("note", "", self.words_edit))
        self.finish(save_words)

    def what(self) -> GivenResult:
        """Give the result with its words, or the reason."""
        return self.words_edit.text() if self._voids else self.draft()


def complaint_strip() -> WordsStrip:
    """Make the strip of a complaint: no judging, and no field for blame (C-9)."""
    return WordsStrip(
        CallResult.COMPLAINT,
        title=tr("Apologise and invite"),
        hint=tr(
            "“I am sorry about this. Please bring it in, we will look at it at once.” "
            "Nothing is judged on the phone."
        ),
        field_name=tr("In the customer's own words"),
        save_words=tr("Open the complaint"),
    )


def end_strip() -> WordsStrip:
    """Make the strip with which a manager ends the calls (C-13, G-11)."""
    return WordsStrip(
        CallResult.ENDED,
        title=tr("End these calls"),
        hint=tr("No further call of this series is made. The reason stays on record."),
        field_name=tr("Reason"),
        save_words=tr("End the calls"),
    )


def void_strip() -> WordsStrip:
    """Make the strip that voids a call which was planned by mistake (W-8)."""
    return WordsStrip(
        None,
        title=tr("Void the call"),
        hint=tr(
            "It can still be read in the customer's file, but it is not made and is not counted "
            "anywhere."
        ),
        field_name=tr("Reason"),
        save_words=tr("Void the call"),
    )


class DeclineStrip(Strip):
    """Asks once more before a customer is never called again, or not for care (L-7)."""

    def __init__(self) -> None:
        super().__init__(tr("Do not call again"), _all_calls(), CallResult.DECLINED)
        self.only_care_box = TickBox(tr("Only no care calls: withdraw the consent to them"))
        self.add_rows(FieldSpec("only_care", "", self.only_care_box))
        self.finish(tr("Do not call again"), "phone-off")
        self.only_care_box.edited.connect(self._say)

    def begin(self, shown: Shown) -> None:
        """Propose to stop care calls alone where it was one."""
        super().begin(shown)
        self.only_care_box.set_value(shown.may_withdraw())
        self._blank = self.typed()

    def show_call(self, shown: Shown) -> None:
        """Name the customer; ask about care calls only where they agreed to them."""
        name = shown.card.row.customer.name
        self.title.setText(tr("Do not call {name} again?", name=name))
        self.only_care_box.setVisible(shown.may_withdraw())

    def focus_first(self, _name: str = "") -> bool:
        """Wait on the button."""
        self.save_button.setFocus()
        return True

    @Slot()
    def _say(self) -> None:
        self.hint.setText(_care_calls() if self.only_care_box.value() else _all_calls())


def _all_calls() -> str:
    return tr(
        "No more follow-up calls are planned for this customer; open ones are dropped. "
        "Calls about goods in the shop stay."
    )


def _care_calls() -> str:
    return tr(
        "The consent to care calls is withdrawn today, by phone. Calls about services and goods "
        "go on."
    )
