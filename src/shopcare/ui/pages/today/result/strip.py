"""What opens in place of the results when a result needs a word more, and the call it is about."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from shopcare.domain.calls.callback import TryDraft
from shopcare.domain.ids import CallbackId
from shopcare.services.calls.call_card import CallCard
from shopcare.ui.kit.fields.field import Field
from shopcare.ui.kit.forms.bound_form import Typed
from shopcare.ui.kit.forms.notice import ProblemLine
from shopcare.ui.kit.layout.box_layouts import STRETCH, add_items, column_layout, row_layout
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
    windows: Windows
    """When the shop calls and it suits the customer (C-6)."""
    proposals: Callable[[], Sequence[datetime]]
    """Gives the beginnings of the next call windows."""


class Strip(QWidget):
    """A title, a field or two, what is wrong, and the buttons to save and to go back."""

    given = Signal(object)
    """The result is complete: a ``TryDraft``."""
    left = Signal()
    """Back to the results; what was typed stays."""
    edited = Signal()
    """Something was typed that is kept for this call."""

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__()
        self._fields: dict[str, Field] = {}
        self._blank: Typed = {}
        self.title = SectionTitle(title)
        self.title.setWordWrap(True)
        self.hint = Words(hint)
        self.body = column_layout(self, SPACE_S, self.title, self.hint)
        self.hint.setVisible(bool(hint))  # not before it has a parent: it would be a window
        self.problem = ProblemLine()
        self.save_button = plain_button("")
        self.back_button = quiet_button(tr("Back  (Esc)"))
        self.back_button.clicked.connect(self.left)

    def finish(self, save_words: str, sign: str = "check", *, main: bool = True) -> None:
        """Add the problem's line and the buttons at the bottom.

        Args:
            main: the button that saves is what the eye lands on.
        """
        self.save_button.setText(save_words)
        self.save_button.setProperty("look", "main" if main else "plain")
        roles = QPalette.ColorRole
        set_sign(self.save_button, sign, roles.HighlightedText if main else roles.ButtonText)
        buttons = row_layout(None, SPACE_S, self.save_button, STRETCH, self.back_button)
        add_items(self.body, self.problem, buttons)

    def keep(self, name: str, field: Field) -> None:
        """Keep what is typed into a field with the call."""
        self._fields[name] = field
        field.edited.connect(self.edited)

    def begin(self, shown: Shown) -> None:
        """Make ready for a call, with nothing typed, and take the focus."""
        self.show_call(shown)
        self.restore({})
        self._blank = self.typed()
        self.focus_field()

    def show_call(self, shown: Shown) -> None:
        """Propose anew what depends on the call and on now; what is typed stays."""

    def focus_field(self) -> None:
        """Go to the field that is to be filled in."""

    def typed(self) -> Typed:
        """Give what is half filled in, to be kept for this call."""
        return {name: field.typed() for name, field in self._fields.items()}

    def restore(self, typed: Typed) -> None:
        """Show what was half filled in before."""
        for name, field in self._fields.items():
            field.restore(typed.get(name))

    def is_changed(self) -> bool:
        """Tell whether something is half filled in."""
        return self.typed() != self._blank

    def say_problem(self, sentence: str) -> None:
        """Say what is wrong and go to the field; empty takes it away."""
        self.problem.tell(sentence)
        if sentence:
            self.focus_field()

    def give(self, draft: TryDraft) -> None:
        """Hand a result on."""
        self.say_problem("")
        self.given.emit(draft)
