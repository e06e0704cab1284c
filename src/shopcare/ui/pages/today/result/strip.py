"""What opens in place of the results when a result needs a word more, and the call it is about."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QPalette

from shopcare.domain.calls.callback import CallResult, TryDraft
from shopcare.domain.ids import CallbackId
from shopcare.services.calls.call_card import CallCard
from shopcare.ui.kit.forms.bound_form import BoundForm
from shopcare.ui.kit.layout.box_layouts import STRETCH, add_items, row_layout
from shopcare.ui.kit.layout.card import SectionTitle, Words
from shopcare.ui.kit.style.icons import set_sign
from shopcare.ui.kit.style.tokens import SPACE_S
from shopcare.ui.kit.widgets.buttons import plain_button, quiet_button
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.today.call_rows import NameOf

Windows = Callable[[date], Sequence[tuple[datetime, datetime]]]
"""Gives the call windows of a day that suit the customer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One call with what the card says about it."""

    card: CallCard
    callback_id: CallbackId
    is_open: bool
    """The call is still to be made."""
    points: tuple[str, ...]
    """Talking points in the screen's language (C-7, C-12)."""
    today: date
    name_of: NameOf
    may_end: bool
    """Whoever acts may end the calls with a reason (C-13, G-11)."""
    may_withdraw: Callable[[], bool]
    """Whether it is a care call, and the customer's consent to them can be withdrawn (L-7)."""
    windows: Windows
    """When the shop calls and it suits the customer (C-6)."""
    proposals: Callable[[], Sequence[datetime]]
    """Gives the beginnings of the next call windows."""


GivenResult = TryDraft | date | str
"""What is given about a call: a result, another day for it, or why it is voided."""


class Strip(BoundForm[TryDraft]):
    """A title, a field or two, what is wrong, and the buttons to save and to go back."""

    given = Signal(object)
    """It is complete: ``GivenResult``."""
    left = Signal()
    """Back to the results; what was typed stays."""

    def __init__(self, title: str, hint: str = "", result: CallResult = CallResult.REACHED) -> None:
        super().__init__(TryDraft(result=result))
        self.title = SectionTitle(title)
        self.title.setWordWrap(True)
        self.hint = Words(hint)
        self._layout.setSpacing(SPACE_S)
        self.add(self.title)
        self.add(self.hint)
        self.hint.setVisible(bool(hint))  # not before it has a parent: it would be a window
        self.save_button = plain_button("")
        self.back_button = quiet_button(tr("Back  (Esc)"))
        self.save_button.clicked.connect(self._on_save)
        self.back_button.clicked.connect(self.left)

    def finish(self, save_words: str, sign: str = "check", *, main: bool = True) -> None:
        """Put the line of what is wrong and the buttons at the bottom.

        Args:
            main: the button that saves is what the eye lands on.
        """
        self.save_button.setText(save_words)
        self.save_button.setProperty("look", "main" if main else "plain")
        roles = QPalette.ColorRole
        set_sign(self.save_button, sign, roles.HighlightedText if main else roles.ButtonText)
        buttons = row_layout(None, SPACE_S, self.save_button, STRETCH, self.back_button)
        self._layout.removeWidget(self._general)
        add_items(self._layout, self._general, buttons)

    def begin(self, shown: Shown) -> None:
        """Make ready for a call, with nothing typed, and take the focus."""
        self.show_call(shown)
        self.restore({})
        self._blank = self.typed()
        self.focus_first()

    def show_call(self, shown: Shown) -> None:
        """Propose anew what depends on the call and on now; what is typed stays."""

    def show_refusal(self, sentence: str) -> None:
        """Say what is wrong and go to the field."""
        super().show_refusal(sentence)
        self.focus_first()

    def what(self) -> GivenResult:
        """Give what is saved, once it can be read."""
        return self.draft()

    @Slot()
    def _on_save(self) -> None:
        if self.check():
            self.given.emit(self.what())
