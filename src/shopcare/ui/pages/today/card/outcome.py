"""What a try led to, in one quiet line; a case that it opened is a press away."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from shopcare.domain.calls.callback import CallbackState, CallResult
from shopcare.services.calls.callbacks import Tried
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import row_layout
from shopcare.ui.kit.navigation import RecordLink
from shopcare.ui.kit.style.tokens import CONTROL, SPACE_S, Meaning
from shopcare.ui.kit.widgets.buttons import quiet_button
from shopcare.ui.kit.words.formatting import near_day_words, time_words
from shopcare.ui.kit.words.i18n import label, ntr, tr
from shopcare.ui.pages.today.call_rows import NameOf


def outcome_words(tried: Tried, name: str, number: str, today: date, name_of: NameOf) -> str:
    """Say what a try led to.

    Args:
        tried: the call after the try.
        name: the customer's name.
        number: the number of the case that was opened or reopened; empty for none.
        today: the day of the list.
        name_of: gives the name of the manager who decides.
    """
    call = tried.callback
    words = tr("{name}: {result}.", name=name, result=label(call.result or CallResult.REACHED))
    if tried.opened_case is not None:
        words = tr("{name}: complaint {number} is opened.", name=name, number=number)
    elif tried.reopened_case is not None:
        words = tr("{name}: case {number} is open again.", name=name, number=number)
    elif call.needs_decision:  # C-13
        words = tr("{name}: tried {n} times, not reached.", name=name, n=call.attempts)
        if who := name_of(call.assignee_id):
            words += " " + tr("{manager} decides.", manager=who)
    elif call.state is CallbackState.OPEN:
        when = near_day_words(call.due_on, today)
        if call.due_at is not None:
            when = f"{when} {time_words(call.due_at)}"
        words = tr("{name}: call again {when}.", name=name, when=when)
    elif call.result is CallResult.DECLINED:
        words = tr("{name} will not be called again.", name=name)
    if tried.also_settled:
        more = len(tried.also_settled)
        words += " " + ntr("{n} more call is settled.", "{n} more calls are settled.", more)
    return words


class OutcomeLine(QWidget):
    """Stands below the card when the last try led to more than a quiet word tells."""

    def __init__(self) -> None:
        super().__init__()
        self.words = NoticeLine(Meaning.GREEN)
        self.case_button = quiet_button(tr("Open it"), "clipboard-list")
        self.hide()
        self.setFixedHeight(CONTROL)
        row_layout(
            self,
            SPACE_S,
            (self.words, 1, Qt.AlignmentFlag.AlignVCenter),
            self.case_button,
            margins=(SPACE_S, 0, 0, 0),
        )
        self._case = RecordLink(self.case_button, "case")

    def say(self, words: str, meaning: Meaning, case_id: int | None = None) -> None:
        """Show what happened, and offer the case that came of it."""
        self.words.say(words, meaning)
        self._case.record_id = case_id or 0
        self.case_button.setVisible(case_id is not None)
        self.show()

    def text(self) -> str:
        """Give what is said."""
        return self.words.text()
