"""The first start: choose language and trade, name the shop; or look around in the sample."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from shopcare.domain.errors import Problem
from shopcare.ui.kit.forms.form import Form
from shopcare.ui.kit.layout.box_layouts import STRETCH, column_layout, row_layout
from shopcare.ui.kit.layout.card import Words
from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_XL, SPACE_XXL, Role
from shopcare.ui.kit.widgets.buttons import main_button, plain_button
from shopcare.ui.kit.words.i18n import screen_catalog, tr, use_language

LANGUAGES: Final = (("zh_CN", "中文"), ("en", "English"))
WIDTH: Final = 620


@dataclass(frozen=True, slots=True, kw_only=True)
class NewShop:
    """What was chosen."""

    language: str
    trade: str
    name: str
    manager_name: str
    manager_initials: str


class FirstStart(QWidget):
    """A window of its own that comes before the shop's."""

    def __init__(
        self,
        make: Callable[[NewShop], Sequence[Problem]],
        open_sample: Callable[[], None],
        trades: Mapping[str, str],
    ) -> None:
        """Take what the two buttons do.

        Args:
            make: makes the shop; gives back what is wrong with the form, or nothing.
            open_sample: opens the sample shop instead.
            trades: to choose from: key and label.
        """
        super().__init__()
        self._make = make
        self._open_sample = open_sample
        self._trades = trades
        self._layout = column_layout(self)
        self.setWindowTitle("ShopCare")
        self.setMinimumWidth(WIDTH)
        self._build("")

    def _build(self, name: str) -> None:
        """Build the form in the screen's language; a change of language builds it again."""
        self._body = QWidget()
        self.language_box = QComboBox()
        for code, own_name in LANGUAGES:
            self.language_box.addItem(own_name, code)
        self.language_box.setCurrentIndex(self.language_box.findData(screen_catalog().code))
        self.trade_box = QComboBox()
        for key, label in self._trades.items():
            self.trade_box.addItem(tr(label), key)
        self.name_edit = QLineEdit(name)
        self.manager_edit = QLineEdit(tr("Manager"))
        self.initials_edit = QLineEdit(tr("MA"))
        self.make_button = main_button(tr("&Open the shop"), "store")
        self.sample_button = plain_button(tr("&Look around in the sample shop"), "glasses")
        self._form = Form()
        self._lay_out()
        self._connect()
        self._layout.addWidget(self._body)
        self.name_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        form = self._form
        form.pair(
            form.make_row("language", tr("Lan&guage"), self.language_box),
            form.make_row("trade", tr("&Trade"), self.trade_box),
        )
        form.row("name", tr("&Name of the shop"), self.name_edit, required=True)
        form.pair(
            form.make_row("manager", tr("&Manager"), self.manager_edit, required=True),
            form.make_row(
                "initials",
                tr("&Initials"),
                self.initials_edit,
                required=True,
                help_text=tr("Everybody signs with theirs."),
            ),
        )
        buttons = row_layout(None, SPACE_L, self.sample_button, STRETCH, self.make_button)
        column_layout(
            self._body,
            SPACE_L,
            Words(tr("Welcome to ShopCare"), Role.HEADING),
            Words(
                tr("Complaints, repairs and calls of one shop. Everything stays on this PC."),
                Role.BODY,
            ),
            form,
            STRETCH,
            buttons,
            margins=(SPACE_XXL, SPACE_XL, SPACE_XXL, SPACE_XL),
        )

    def _connect(self) -> None:
        self.language_box.currentIndexChanged.connect(self._on_language)
        self.make_button.clicked.connect(self._on_make)
        self.sample_button.clicked.connect(self._on_sample)
        for edit in (self.name_edit, self.manager_edit, self.initials_edit):
            edit.returnPressed.connect(self._on_make)

    @Slot()
    def _on_language(self) -> None:
        use_language(self.language_box.currentData())
        old, typed = self._body, (self.manager_edit, self.initials_edit)
        trade = self.trade_box.currentIndex()
        self._layout.removeWidget(old)
        old.hide()
        old.deleteLater()
        self._build(self.name_edit.text())
        self.trade_box.setCurrentIndex(trade)
        for before, edit in zip(typed, (self.manager_edit, self.initials_edit), strict=True):
            if before.isModified():  # else it is our own proposal, in the other language now
                edit.setText(before.text())
                edit.setModified(True)

    @Slot()
    def _on_make(self) -> None:
        self._form.clear_problems()
        problems = self._make(
            NewShop(
                language=self.language_box.currentData(),
                trade=self.trade_box.currentData(),
                name=self.name_edit.text(),
                manager_name=self.manager_edit.text(),
                manager_initials=self.initials_edit.text(),
            )
        )
        if problems:
            self._form.show_problems(problems)
        else:
            self.close()

    @Slot()
    def _on_sample(self) -> None:
        self._open_sample()
        self.close()
