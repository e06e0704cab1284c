"""The first start: choose language and trade, name the shop; or look around in the sample."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Final

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QWidget

from shopcare.domain.errors import Problem
from shopcare.services.setup.first_start import ChosenFigure
from shopcare.ui.kit.fields.choice_fields import ChoiceBox, TickBox
from shopcare.ui.kit.fields.text_fields import LineEdit, SecretEdit
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec
from shopcare.ui.kit.layout.box_layouts import STRETCH, column_layout, grow_to_fit, row_layout
from shopcare.ui.kit.layout.card import Caption, Words
from shopcare.ui.kit.layout.containers import PageFrame
from shopcare.ui.kit.log_in.pin_fields import NewPinForm, taken_file_words, without_pins_words
from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_M, SPACE_XL, SPACE_XXL, Role
from shopcare.ui.kit.widgets.buttons import main_button, plain_button
from shopcare.ui.kit.words.i18n import screen_catalog, tr, use_language
from shopcare.ui.pages.first_start.open_choices import OpenChoices

LANGUAGES: Final = (("zh_CN", "中文"), ("en", "English"))
WIDTH: Final = 620


@dataclass(frozen=True, slots=True, kw_only=True)
class NewShop:
    """What was chosen."""

    language: str
    trade: str = ""
    name: str = ""
    manager: str
    initials: str
    pin: str = ""
    """The manager's, where staff log in with PINs; empty: they do without."""
    figures: tuple[ChosenFigure, ...] = ()
    """Where rule books differ; the usual one of those left out."""
    encrypt: bool = False
    """With the passphrase, which was typed twice."""
    passphrase: str = ""
    again: str = ""


class FirstStart(QWidget):
    """A window of its own that comes before the shop's."""

    def __init__(
        self,
        make: Callable[[NewShop], Sequence[Problem]],
        open_sample: Callable[[str], None],
        trades: Mapping[str, str],
    ) -> None:
        """Take what the two buttons do.

        Args:
            make: makes the shop; gives back what is wrong with the form, or nothing.
            open_sample: opens the sample shop of a trade instead.
            trades: to choose from: key and label.
        """
        super().__init__()
        self._make = make
        self._open_sample = open_sample
        self._trades = trades
        self._layout = column_layout(self)
        self.setWindowTitle("ShopCare")
        self.setMinimumWidth(WIDTH)
        self.resize(WIDTH, WIDTH)
        self._build(_proposed())

    def _build(self, shop: NewShop) -> None:
        """Build the form in the screen's language; a change of language builds it again."""
        self._body = QWidget()
        self.language_box = ChoiceBox(LANGUAGES)
        self.trade_box = ChoiceBox([(key, tr(label)) for key, label in self._trades.items()])
        self.name_edit, self.manager_edit, self.initials_edit = LineEdit(), LineEdit(), LineEdit()
        signs = tr("Each person signs with their own initials.")
        self.make_button = main_button(tr("&Open the shop"), "store")
        self.sample_button = plain_button(tr("&Look around a sample shop of this trade"), "search")
        self._form = BoundForm(
            shop,
            (
                FieldSpec("language", tr("Lan&guage"), self.language_box),
                FieldSpec("trade", tr("&Trade"), self.trade_box),
            ),
            FieldSpec("name", tr("&Name of the shop"), self.name_edit, required=True),
            (
                FieldSpec("manager", tr("&Manager"), self.manager_edit, required=True),
                FieldSpec(
                    "initials", tr("&Initials"), self.initials_edit, required=True, help_text=signs
                ),
            ),
        )
        self._add_passphrase()
        self._form.load(shop)
        self._on_encrypt(shop.encrypt)
        self.pins_box = TickBox(tr("Sta&ff log in with PINs"))
        self.pins_words = Caption()
        self.pin_form = NewPinForm()
        self._on_pins()
        self.choices = OpenChoices()
        self.choices.show_trade(self.trade_box.value())
        self._lay_out()
        self._connect()
        self._layout.addWidget(self._body)
        self.name_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_passphrase(self) -> None:
        """Offer to encrypt the shop from the beginning."""
        self.encrypt_box = TickBox(tr("&Encrypt the shop file with a passphrase"))
        self.passphrase_edit, self.again_edit = SecretEdit(), SecretEdit()
        self._form.add(self._form.make(FieldSpec("encrypt", "", self.encrypt_box)))
        self.shown_box = TickBox(tr("Sho&w what is typed"))
        lost = Caption(
            tr(
                "It is asked for at every start. When it is forgotten, only the recovery code "
                "opens the shop, which is shown next; without both nobody can."
            )
        )
        passphrase = self._form.make(
            FieldSpec("passphrase", tr("New pa&ssphrase"), self.passphrase_edit)
        )
        again = self._form.make(FieldSpec("again", tr("The same once mo&re"), self.again_edit))
        self._secrets = (passphrase, again, self.shown_box, lost)
        self._form.pair(passphrase, again)
        self._form.add(self.shown_box)
        self._form.add(lost)
        for edit in (self.passphrase_edit, self.again_edit):
            self.shown_box.toggled.connect(edit.show_typed)

    def _lay_out(self) -> None:
        buttons = row_layout(None, SPACE_L, self.sample_button, STRETCH, self.make_button)
        self._content = content = QWidget()
        column_layout(
            content,
            SPACE_L,
            Words(tr("Welcome to ShopCare"), Role.HEADING),
            Words(
                tr("Complaints, repairs and calls of one shop. Everything stays on this PC."),
                Role.BODY,
            ),
            self._form,
            self.pins_box,
            self.pins_words,
            self.pin_form,
            self.choices,
            STRETCH,
            margins=(SPACE_XXL, SPACE_XL, SPACE_XXL, SPACE_L),
        )
        foot = QWidget()
        column_layout(foot, None, buttons, margins=(SPACE_XXL, SPACE_M, SPACE_XXL, SPACE_XL))
        column_layout(self._body, None, (PageFrame(content), 1), foot)

    def _connect(self) -> None:
        self.language_box.edited.connect(self._on_language)
        self.trade_box.edited.connect(self._on_trade)
        self.encrypt_box.toggled.connect(self._on_encrypt)
        self.pins_box.edited.connect(self._on_pins)
        self.encrypt_box.edited.connect(self._on_pins)
        self.make_button.clicked.connect(self._on_make)
        self.sample_button.clicked.connect(self._on_sample)
        for edit in (self.name_edit, self.manager_edit, self.initials_edit):
            edit.returnPressed.connect(self._on_make)

    @Slot()
    def _on_trade(self) -> None:
        self.choices.show_trade(self.trade_box.value())
        QTimer.singleShot(0, self, self._fit)  # once the lines know where they wrap

    @Slot(bool)
    def _on_encrypt(self, wanted: bool) -> None:
        for row in self._secrets:
            row.setVisible(wanted)
        QTimer.singleShot(0, self, self._fit)

    @Slot()
    def _on_pins(self) -> None:
        """Say what it means to use PINs or none, and ask for the manager's."""
        uses = self.pins_box.value()
        is_plain = not self.encrypt_box.isChecked()
        self.pins_words.setText(_pins_words(is_plain) if uses else without_pins_words())
        self.pin_form.setVisible(uses)
        QTimer.singleShot(0, self, self._fit)

    @Slot()
    def _fit(self) -> None:
        """Grow as far as the screen has room; what is longer scrolls above the buttons."""
        grow_to_fit(self, self._content)

    @Slot()
    def _on_language(self) -> None:
        """Build the form again; what is still our own proposal is said in the other language."""
        proposed, typed, old = asdict(_proposed()), asdict(self._form.draft()), self._body
        chosen_figures = self.choices.typed()
        uses_pins, pins = self.pins_box.value(), self.pin_form.typed()
        use_language(typed["language"])
        self._layout.removeWidget(old)
        old.hide()
        old.deleteLater()
        chosen = {name: value for name, value in typed.items() if value != proposed[name]}
        self._build(replace(_proposed(), **chosen))
        self.choices.restore(chosen_figures)
        self.pins_box.set_value(uses_pins)
        self.pin_form.restore(pins)
        QTimer.singleShot(0, self, self._fit)

    @Slot()
    def _on_make(self) -> None:
        self._form.clear_problems()
        self.pin_form.clear_problems()
        uses_pins = self.pins_box.value()
        if uses_pins and not self.pin_form.check():
            return
        pin = self.pin_form.draft().pin if uses_pins else ""
        chosen = replace(self._form.draft(), pin=pin, figures=self.choices.chosen())
        problems = self._make(chosen)
        if not problems:
            self.close()
        elif self.pin_form.has_field(problems[0].field):
            self.pin_form.show_problems(problems)
        else:
            self._form.show_problems(problems)

    @Slot()
    def _on_sample(self) -> None:
        self._open_sample(self.trade_box.value())
        self.close()


def _pins_words(is_plain: bool) -> str:
    words = tr(
        "The manager chooses a PIN now and gives the others theirs in Settings. A recovery code "
        "is shown next: print it or write it down."
    )
    return tr("{first} {second}", first=words, second=taken_file_words()) if is_plain else words


def _proposed() -> NewShop:
    return NewShop(language=screen_catalog().code, manager=tr("Manager"), initials=tr("MA"))
