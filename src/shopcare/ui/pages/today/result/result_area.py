"""The foot of the card: the results, and what opens for those that need a word more."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QElapsedTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from shopcare.domain.calls.callback import UNSUCCESSFUL, CallResult, TryDraft
from shopcare.domain.errors import Problem
from shopcare.ui.kit.context.draft_autosave import DraftAutosave, DraftKey
from shopcare.ui.kit.forms.notice import ProblemLine
from shopcare.ui.kit.layout.box_layouts import column_layout
from shopcare.ui.kit.layout.flow_line import FlowGrid
from shopcare.ui.kit.shortcuts import ButtonKey
from shopcare.ui.kit.style.tokens import SPACE_S, Meaning
from shopcare.ui.kit.widgets.buttons import KeyButton
from shopcare.ui.kit.words.i18n import problem_text, tr
from shopcare.ui.pages.today.result.reached_strip import ReachedStrip
from shopcare.ui.pages.today.result.strip import Shown, Strip
from shopcare.ui.pages.today.result.when_strips import LaterStrip, MoveStrip
from shopcare.ui.pages.today.result.words_strips import (
    DeclineStrip,
    complaint_strip,
    end_strip,
    void_strip,
)

MOVE: Final = "move"
VOID: Final = "void"
"""The strips that are no result of a try."""
COLUMNS: Final = 4
RESULT_KEYS: Final = {
    CallResult.REACHED: "R",
    CallResult.NO_ANSWER: "N",
    CallResult.BUSY: "B",
    CallResult.WRONG_NUMBER: "X",
    CallResult.LATER: "L",
    CallResult.COMPLAINT: "C",
    CallResult.DECLINED: "D",
    CallResult.ENDED: "E",
}


class ResultArea(QWidget):
    """Takes the result of a try. What is half filled in stays with its call."""

    given = Signal(object)
    """Something is complete: ``GivenResult``."""
    opened = Signal(bool)
    """Something was opened that needs a word more, or closed again."""

    def __init__(
        self,
        now: Callable[[], datetime],
        unsatisfied_at_most: Callable[[], int],
        scope: QWidget,
        autosave: DraftAutosave,
    ) -> None:
        """Make the results; the rest is made when it is first wanted.

        Args:
            now: the shop's clock.
            unsatisfied_at_most: gives up to which answer a reason is needed (G-11).
            scope: the single keys work while the focus is in it.
            autosave: keeps what is half filled in, also over a power cut.
        """
        super().__init__()
        self._now = now
        self._limit = unsatisfied_at_most
        self._scope = scope
        self._shown: Shown | None = None
        self._strips: dict[str, Strip] = {}
        self._open = ""
        self._autosave = autosave
        self._since_saved = QElapsedTimer()
        self._saved_at_once: CallResult | None = None
        self.problem = ProblemLine()
        self.results = ResultButtons(scope)
        for button in self.results.buttons.values():
            button.clicked.connect(self._on_chosen)
        self._layout = column_layout(self, SPACE_S, self.problem, self.results)

    def show_call(self, shown: Shown) -> None:
        """Take results for a call; a call that is settled takes none."""
        same = self._shown is not None and self._shown.callback_id == shown.callback_id
        if not same:
            self.close_strip()
            self.clear_problems()
        self._shown = shown
        if (strip := self.strip()) is not None:
            strip.show_call(shown)
        if not shown.is_open:
            self.close_strip()
        self.results.buttons[CallResult.ENDED].setVisible(shown.may_end)
        self.results.setVisible(shown.is_open and not self._open)

    def strip(self) -> Strip | None:
        """Give what is open for a result that needs a word more."""
        return self._strips.get(self._open)

    def open_strip(self, name: str) -> None:
        """Open what a result needs; what was typed for this call before is there again."""
        if self._shown is None or not self._takes_results():
            return
        self.close_strip()
        strip = self._strips.get(name) or self._make(name)
        self._open = name
        self.results.hide()
        strip.clear_problems()
        strip.show()
        strip.begin(self._shown)
        self._autosave.watch(DraftKey(name, self._shown.callback_id), strip, self._name)
        self.opened.emit(True)

    def close_strip(self) -> bool:
        """Go back to the results; False where nothing was open. What was typed is kept."""
        strip = self.strip()
        if strip is None:
            return False
        if self._shown is not None:
            self._autosave.leave(DraftKey(self._open, self._shown.callback_id))
        self._open = ""
        strip.hide()
        self.results.setVisible(self._takes_results())
        self.opened.emit(False)
        return True

    def saved(self) -> None:
        """Close what is open and forget what was typed for this call: it is saved."""
        self._since_saved.start()
        half_typed = self._autosave.of_record(self._shown.callback_id) if self._shown else ()
        if half_typed:
            self._autosave.drop(*half_typed)
        self.close_strip()
        self.clear_problems()

    def _name(self) -> str:
        return self._shown.card.row.customer.name if self._shown is not None else ""

    def focus_first(self) -> bool:
        """Put the focus where the result is given; False where none is taken."""
        strip = self.strip()
        if strip is not None:
            strip.focus_first()
        elif self._takes_results():
            self.results.buttons[CallResult.REACHED].setFocus()
        return self._takes_results()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show what is wrong with what was given."""
        self.show_refusal("\n".join(problem_text(problem) for problem in problems))

    def show_refusal(self, sentence: str) -> None:
        """Show why it was not saved."""
        strip = self.strip()
        if strip is not None:
            strip.show_refusal(sentence)
        else:
            self.problem.tell(sentence)

    def clear_problems(self) -> None:
        """Take what was wrong away."""
        self.problem.tell("")

    def _takes_results(self) -> bool:
        return self._shown is not None and self._shown.is_open

    def _make(self, name: str) -> Strip:
        strip = self._strips[name] = self._new_strip(name)
        strip.given.connect(self.given)
        strip.left.connect(self._on_left)
        self._layout.addWidget(strip)
        return strip

    def _new_strip(self, name: str) -> Strip:
        if name == MOVE:
            return MoveStrip(self._today)
        if name == VOID:
            return void_strip()
        if name == CallResult.REACHED:
            return ReachedStrip(self._limit(), self._scope)
        if name == CallResult.LATER:
            return LaterStrip(self._now)
        if name == CallResult.COMPLAINT:
            return complaint_strip()
        return DeclineStrip() if name == CallResult.DECLINED else end_strip()

    def _is_pressed_twice(self, result: CallResult) -> bool:
        """Say whether this is the second half of a double press: the next call stands here now."""
        since = self._since_saved
        within = since.isValid() and since.elapsed() < QApplication.doubleClickInterval()
        return within and result is self._saved_at_once

    def _today(self) -> date:
        return self._now().date()

    @Slot()
    def _on_chosen(self) -> None:
        result = CallResult(self.sender().property("result"))
        if result in UNSUCCESSFUL:  # one key, nothing to add
            if not self._is_pressed_twice(result):
                self._saved_at_once = result
                self.given.emit(TryDraft(result=result))
        else:
            self.open_strip(result)

    @Slot()
    def _on_left(self) -> None:
        self.close_strip()
        self.focus_first()


class ResultButtons(FlowGrid):
    """Eight buttons; the last is for managers and only where there is something to end."""

    def __init__(self, scope: QWidget) -> None:
        """Make the buttons.

        Args:
            scope: their keys work while the focus is in it.
        """
        super().__init__(COLUMNS, even=True)
        self.buttons: dict[CallResult, KeyButton] = {}
        for result, (words, sign, meaning) in _looks().items():
            button = KeyButton(words, RESULT_KEYS[result], sign, meaning)
            button.setProperty("result", result.value)
            ButtonKey(RESULT_KEYS[result], button, scope)
            self.buttons[result] = button
        self.fill(list(self.buttons.values()))


def _looks() -> dict[CallResult, tuple[str, str, Meaning | None]]:
    return {
        CallResult.REACHED: (tr("Reached"), "phone-call", Meaning.GREEN),
        CallResult.NO_ANSWER: (tr("No answer"), "phone-off", None),
        CallResult.BUSY: (tr("Engaged"), "phone", None),
        CallResult.WRONG_NUMBER: (tr("Wrong no."), "x", None),
        CallResult.LATER: (tr("Later"), "clock", None),
        CallResult.COMPLAINT: (tr("Complaint"), "message-square", Meaning.RED),
        CallResult.DECLINED: (tr("Don't call"), "circle-alert", None),
        CallResult.ENDED: (tr("End calls"), "check", Meaning.INFO),
    }
