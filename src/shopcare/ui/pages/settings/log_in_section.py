"""Log-in in the settings: PINs on or off, whose PIN is which, and when the screen is locked."""

from dataclasses import replace
from functools import partial
from operator import attrgetter
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from shopcare.domain.changes import Changes
from shopcare.domain.people.staff import Action, Staff, may
from shopcare.domain.shop.settings import ShopSettings
from shopcare.services.log_in.credentials import TurnedOn, set_pin, turn_off, turn_on, who_has_pin
from shopcare.services.log_in.recovery import renew_recovery_code
from shopcare.services.upkeep.encryption import is_encrypted
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.fields.choice_fields import ChoiceBox
from shopcare.ui.kit.forms.bound_form import Facts, FieldSpec
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import STRETCH, column_layout, row_layout
from shopcare.ui.kit.layout.card import SectionTitle, Words
from shopcare.ui.kit.lists.row_list import RowChip, RowContent, RowList
from shopcare.ui.kit.log_in.code_dialog import RecoveryCodeDialog
from shopcare.ui.kit.log_in.pin_fields import NewPinForm, taken_file_words, without_pins_words
from shopcare.ui.kit.log_in.tokens_view import TokensView
from shopcare.ui.kit.style.tokens import ROW, SPACE_L, SPACE_M, Meaning
from shopcare.ui.kit.widgets.buttons import plain_button
from shopcare.ui.kit.words.i18n import ntr, tr
from shopcare.ui.pages.settings.sections import Section, Subject

MINUTES: Final = (0, 1, 2, 3, 5, 10, 15, 30, 60)
SHOWN_ROWS: Final = 4


class LogInSection(Section):
    """The idle time is saved with the settings; what concerns PINs is done at once."""

    def __init__(self, context: PageContext) -> None:
        self.minutes_box: ChoiceBox[str] = ChoiceBox()
        self.pins = PinsView(context)
        self.tokens = TokensView(context)
        self.pins.turned.connect(self.tokens.look_again)
        super().__init__(
            Subject.LOG_IN,
            FieldSpec(
                "lock_minutes",
                tr("Lock the screen &after"),
                self.minutes_box,
                help_text=tr("Only where PINs are used. F11 locks it at once."),
            ),
            self.pins,
            self.tokens,
        )

    def facts_of(self, draft: ShopSettings) -> Facts:
        """Offer the usual times, and whatever else is set."""
        offered = sorted({*MINUTES, draft.lock_minutes})
        self.minutes_box.offer([(str(one), _minutes_words(one)) for one in offered])
        return {"lock_minutes": str(draft.lock_minutes)}

    def load(self, draft: ShopSettings) -> None:
        """Look again who has a PIN, too."""
        super().load(draft)
        self.pins.look_again()
        self.tokens.look_again()

    def draft_of(self, onto: ShopSettings, facts: Facts) -> ShopSettings:
        """Put the time in."""
        return replace(onto, lock_minutes=int(facts["lock_minutes"]))


class PinsView(QWidget):
    """Turns PINs on or off; sets them, and makes another recovery code."""

    turned = Signal()
    """PINs were turned on or off, or somebody has a new one."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._have: frozenset[int] = frozenset()
        self.about = Words()
        self.taken_line = NoticeLine(Meaning.AMBER)
        self.rows: RowList[Staff] = RowList(self._look, attrgetter("id"), lead_width=72)
        self.rows.setAccessibleName(tr("Staff"))
        self.rows.setFixedHeight(SHOWN_ROWS * ROW + 2)
        self.form = NewPinForm(asks_current=True)
        self.notice = NoticeLine()
        self.set_button = plain_button("", "lock")
        self.code_button = plain_button(tr("New recovery &code …"), "refresh-cw")
        self.off_button = plain_button(tr("Turn PINs &off …"))
        column_layout(
            self,
            SPACE_L,
            SectionTitle(tr("PINs")),
            self.about,
            self.taken_line,
            self.rows,
            self.form,
            self.notice,
            row_layout(None, SPACE_M, self.set_button, STRETCH, self.code_button, self.off_button),
        )
        self.notice.hide()
        self.rows.current_changed.connect(self._on_current)
        self.set_button.clicked.connect(self._on_set)
        self.code_button.clicked.connect(self._on_code)
        self.off_button.clicked.connect(self._on_off)
        self.look_again()

    def look_again(self) -> None:
        """Show what is on file now."""
        shop = self._context.shop
        used = shop.settings.uses_pins
        self._have = frozenset(member.id for member in who_has_pin(shop)) if used else frozenset()
        self.about.setText(_with_words() if used else _turning_on_words(shop.acting))
        self.taken_line.tell("" if is_encrypted(shop.path) else taken_file_words())
        for widget in (self.rows, self.code_button, self.off_button):
            widget.setVisible(used)
        self.rows.set_entries([member for member in shop.staff if member.active])
        if self.rows.current_row() is None:
            self.rows.select_key(shop.acting.id)
        self._show_form()

    def _show_form(self) -> None:
        shop = self._context.shop
        member = self.rows.current_row()
        used, is_own = shop.settings.uses_pins, member is not None and member.id == shop.acting.id
        asks = used and is_own and shop.acting.id in self._have
        self.form.form_row("current").setVisible(asks)
        if used:
            self.set_button.setText(tr("Set this PIN"))
        else:
            self.set_button.setText(tr("Turn PINs on"))
        may_set = used or may(shop.acting, Action.CHANGE_SETTINGS)
        self.form.setVisible(may_set)
        self.set_button.setVisible(may_set)

    def _look(self, member: Staff) -> RowContent:
        if member.id in self._have:
            chip = RowChip(text=tr("Has a PIN"), meaning=Meaning.GREEN, sign="check")
        else:
            chip = RowChip(text=tr("No PIN yet"), meaning=Meaning.AMBER, sign="circle-alert")
        return RowContent(lead=member.initials, title=member.name, chips=[chip])

    @Slot(object)
    def _on_current(self, _member: Staff | None) -> None:
        self.form.reset()
        self._show_form()

    @Slot()
    def _on_set(self) -> None:
        self.notice.tell("")
        if not self.form.check():
            return
        typed, queue = self.form.draft(), self._context.write_queue
        member = self.rows.current_row()
        if not self._context.shop.settings.uses_pins:
            queue.submit(self, partial(turn_on, pin=typed.pin), self._on_turned_on, self.form)
        elif member is not None:
            setting = partial(set_pin, staff_id=member.id, pin=typed.pin, current=typed.current)
            queue.submit(self, setting, self._on_pin_set, self.form)

    def _on_turned_on(self, done: TurnedOn) -> None:
        self._show_code(done.recovery_code)
        self._done(tr("PINs are used from now on. Give everybody who works here a PIN."))

    def _on_pin_set(self, _changes: Changes) -> None:
        self._done(tr("The PIN is set."))

    @Slot()
    def _on_code(self) -> None:
        self._context.write_queue.submit(self, renew_recovery_code, self._show_code)

    def _show_code(self, code: str) -> None:
        RecoveryCodeDialog(self.window(), self._context, code).open()

    @Slot()
    def _on_off(self) -> None:
        self._context.dialogs.confirm(
            self,
            tr("Turn PINs off?"),
            detail=tr(
                "{first} {second}",
                first=without_pins_words(),
                second=tr("Every PIN, every token and the recovery code is dropped."),
            ),
            action=tr("Turn off"),
            then=self._on_confirmed,
        )

    def _on_confirmed(self) -> None:
        self._context.write_queue.submit(self, turn_off, self._on_turned_off)

    def _on_turned_off(self, _changes: Changes) -> None:
        self._done(tr("PINs are no longer used."))

    def _done(self, words: str) -> None:
        self._context.shop.refresh()
        self.form.reset()
        self.look_again()
        self.notice.tell(words, Meaning.GREEN)
        self.turned.emit()


def _turning_on_words(acting: Staff) -> str:
    if may(acting, Action.CHANGE_SETTINGS):
        how = tr("To turn them on, {name} chooses a PIN first.", name=acting.name)
    else:
        how = tr("Only a manager can turn them on.")
    return tr("{first} {second}", first=without_pins_words(), second=how)


def _with_words() -> str:
    return tr(
        "Everybody logs in with a PIN. What only a manager may do, a manager approves with the "
        "PIN on the spot. A manager sets the others' PINs here."
    )


def _minutes_words(minutes: int) -> str:
    if not minutes:
        return tr("never")
    return ntr("{n} idle minute", "{n} idle minutes", minutes)
