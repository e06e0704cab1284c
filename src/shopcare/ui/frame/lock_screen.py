"""The locked screen: who logs in, and the way in for a manager who forgot the PIN."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from shopcare.domain.errors import Problem
from shopcare.domain.people.staff import Staff
from shopcare.services.shop import Shop
from shopcare.ui.kit.fields.choice_fields import ChoiceBox, TickBox
from shopcare.ui.kit.fields.text_fields import LineEdit
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec
from shopcare.ui.kit.layout.box_layouts import STRETCH, column_layout, row_layout
from shopcare.ui.kit.layout.card import Card, Words
from shopcare.ui.kit.layout.containers import PageFrame
from shopcare.ui.kit.log_in.pin_fields import NewPinForm
from shopcare.ui.kit.log_in.pin_panel import PinPanel
from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_M, SPACE_XL, Role
from shopcare.ui.kit.widgets.buttons import main_button, plain_button, quiet_button
from shopcare.ui.kit.words.i18n import tr

WIDTH = 460


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """What a manager types who forgot the PIN."""

    initials: str = ""
    code: str = ""
    date_is_right: bool = False
    """Only asked while the clock is in doubt; nobody else could confirm it."""


class LockScreen(QWidget):
    """A plain ground with a card in its middle: nothing of a customer is seen."""

    entered = Signal(int, str)
    """Whose PIN it is, and the PIN."""
    recovery_wanted = Signal()
    """The form of the recovery code is filled in; see ``recovery`` and ``new_pin``."""

    def __init__(self, shop: Shop, people: Sequence[Staff], *, in_doubt: bool) -> None:
        """Ask who logs in.

        Args:
            shop: named above; who acted last is chosen.
            people: who has a PIN.
            in_doubt: the PC's date may be wrong.
        """
        super().__init__()
        self.panel = PinPanel(tr("Log in"), "", tr("&Log in"), may_leave=False)
        self.forgot_button = quiet_button(tr("&Forgot the PIN …"))
        self._ask = QWidget()
        column_layout(
            self._ask, SPACE_L, self.panel, row_layout(None, None, self.forgot_button, STRETCH)
        )
        self.recovery_panel = RecoveryPanel(
            [one for one in shop.staff if one.is_manager], in_doubt=in_doubt
        )
        card = Card()
        card.setFixedWidth(WIDTH)
        card.body.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_XL)
        card.body.addWidget(self._ask)
        card.body.addWidget(self.recovery_panel)
        self.recovery_panel.hide()
        name = Words(shop.settings.name, Role.TITLE, wrap=False)
        middle = Qt.AlignmentFlag.AlignHCenter
        ground = QWidget()
        column_layout(self, None, (PageFrame(ground), 1))
        column_layout(
            ground,
            SPACE_L,
            2,
            (name, 0, middle),
            row_layout(None, None, STRETCH, card, STRETCH),
            3,
            margins=SPACE_XL,
        )
        self.panel.entered.connect(self.entered)
        self.forgot_button.clicked.connect(self._on_forgot)
        self.recovery_panel.left.connect(self._on_back)
        self.recovery_panel.wanted.connect(self.recovery_wanted)
        self._people, self._current = people, shop.acting.id

    def begin(self) -> None:
        """Put the focus where the PIN is typed, once the screen is shown."""
        self.panel.ask(self._people, self._current)

    @Slot()
    def _on_forgot(self) -> None:
        self._ask.hide()
        self.recovery_panel.show()
        self.recovery_panel.form.focus_first()

    @Slot()
    def _on_back(self) -> None:
        self.recovery_panel.hide()
        self._ask.show()
        self.begin()


class RecoveryPanel(QWidget):
    """The recovery code and a new PIN."""

    wanted = Signal()
    left = Signal()

    def __init__(self, managers: Sequence[Staff], *, in_doubt: bool) -> None:
        super().__init__()
        self.manager_box = ChoiceBox([(one.initials, one.name) for one in managers])
        date_box = TickBox(tr("The PC's date is &right"))
        self.form = BoundForm(
            Recovery(initials=managers[0].initials if managers else ""),
            FieldSpec("initials", tr("&Manager"), self.manager_box),
            FieldSpec("code", tr("Recovery &code"), LineEdit(), required=True),
            FieldSpec("date_is_right", "", date_box),
        )
        self.form.load(Recovery(initials=managers[0].initials if managers else ""))
        date_box.setVisible(in_doubt)
        self.pin_form = NewPinForm()
        self.enter_button = main_button(tr("&Log in"), "lock")
        self.back_button = plain_button(tr("&Back"))
        column_layout(
            self,
            SPACE_L,
            Words(tr("Forgot the PIN"), Role.HEADING),
            Words(
                tr(
                    "A manager gets in with the recovery code from the printed paper. Everybody "
                    "else asks a manager for a new PIN."
                )
            ),
            self.form,
            self.pin_form,
            row_layout(None, SPACE_M, self.back_button, STRETCH, self.enter_button),
        )
        self.back_button.clicked.connect(self.left)
        self.enter_button.clicked.connect(self._on_enter)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show each problem beside its field."""
        own = [one for one in problems if self.pin_form.has_field(one.field)]
        if own:
            self.pin_form.show_problems(own)
        if others := [one for one in problems if one not in own]:
            self.form.show_problems(others)

    def show_refusal(self, sentence: str) -> None:
        """Say why nobody is let in."""
        self.form.show_refusal(sentence)

    def clear_problems(self) -> None:
        """Take every shown problem away."""
        self.form.clear_problems()
        self.pin_form.clear_problems()

    @Slot()
    def _on_enter(self) -> None:
        if self.form.check() and self.pin_form.check():
            self.wanted.emit()
