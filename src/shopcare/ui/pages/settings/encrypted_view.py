"""What opens an encrypted shop, in the settings: changed there, or the encryption ended."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from shopcare.domain.errors import Problem, Refusal
from shopcare.services.papers.documents.recovery_codes import CodeSheet, new_code_sheet
from shopcare.services.shop import Shop
from shopcare.services.upkeep.encrypting import allowed, turn_off, turn_on
from shopcare.services.upkeep.encryption import (
    change_passphrase,
    is_in_key_store,
    let_key_store_open,
    prove,
)
from shopcare.services.upkeep.protection import unencrypted
from shopcare.ui.kit.context.background import Job
from shopcare.ui.kit.context.operation import Operation, Progress, T
from shopcare.ui.kit.context.page_context import ClosedWork, PageContext
from shopcare.ui.kit.fields.choice_fields import TickBox
from shopcare.ui.kit.fields.text_fields import SecretEdit
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import column_layout, line_of
from shopcare.ui.kit.layout.card import Words
from shopcare.ui.kit.style.tokens import SPACE_M, Meaning
from shopcare.ui.kit.widgets.busy import BusyLine
from shopcare.ui.kit.widgets.buttons import plain_button
from shopcare.ui.kit.words.i18n import ntr, tr

_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Passphrases:
    """What is typed; it is no setting, and no draft of it is kept."""

    known: str = ""
    new: str = ""
    again: str = ""


class _Question(NamedTuple):
    """What is asked of somebody who knows what opens the shop, before the window closes."""

    text: str
    detail: str
    action: str
    then: Callable[[], None]


class PassphrasesView(QWidget):
    """A form of passphrases and what can be done with them."""

    def __init__(self, context: PageContext, *fields: tuple[str, str, SecretEdit]) -> None:
        super().__init__()
        self.context = context
        self.notice = NoticeLine()
        self.shown_box = TickBox(tr("Show what is t&yped"))
        rows = [FieldSpec(name, label, edit) for name, label, edit in fields]
        self.form = BoundForm(Passphrases(), *rows, self.shown_box)
        for _name, _label, edit in fields:
            self.shown_box.toggled.connect(edit.show_typed)

    def show_problem(self, field: str, refusal: Refusal) -> None:
        """Say beside a field what is wrong with it."""
        values = refusal.values
        self.form.show_problems([Problem(field=field, code=refusal.code, values=values)])


class EncryptedView(PassphrasesView):
    """The shop is encrypted."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            context,
            ("known", tr("&Passphrase until now, or recovery code"), SecretEdit()),
            ("new", tr("New pa&ssphrase"), SecretEdit()),
            ("again", tr("The same &once more"), SecretEdit()),
        )
        self._question: _Question | None = None
        self.busy = BusyLine()
        self.plain_line = NoticeLine(Meaning.AMBER)
        self.rest_button = plain_button(tr("Enc&rypt these files"))
        self.finish_button = plain_button(tr("Re&move these files"), "trash-2")
        self.store_box = TickBox(tr("This PC opens the shop without as&king"))
        self.store_box.set_value(is_in_key_store(context.shop.path))
        self.change_button = plain_button(tr("&Change the passphrase"), "save")
        self.code_button = plain_button(tr("&New recovery code …"), "refresh-cw")
        self.off_button = plain_button(tr("&Encrypt no longer …"), "x")
        column_layout(
            self,
            SPACE_M,
            Words(tr("The shop file, its backups and half-typed forms are encrypted.")),
            self.notice,
            self.busy,
            self.plain_line,
            line_of(self.rest_button, self.finish_button),
            self.store_box,
            self.form,
            line_of(self.change_button, self.code_button, self.off_button),
        )
        for hidden in (self.notice, self.plain_line, self.rest_button, self.finish_button):
            hidden.hide()
        self._connect()
        QTimer.singleShot(0, self, self.refresh)

    def _connect(self) -> None:
        self.store_box.clicked.connect(self._on_store)
        self.change_button.clicked.connect(self._on_change)
        self.code_button.clicked.connect(self._on_code)
        self.off_button.clicked.connect(self._on_off)
        self.rest_button.clicked.connect(self._on_rest)
        self.finish_button.clicked.connect(self._on_finish)

    @Slot()
    def refresh(self) -> None:
        """Look what of the shop anybody can read; a second place may let the look wait."""
        job = Job(_look, self._on_looked)
        self.busy.run(self.context.background, job, tr("Looking at the files …"))

    def _on_looked(self, names: list[str]) -> None:
        listed = tr(", ").join(names[:_NAMED])
        words = ntr(
            "{n} file is not encrypted: {names}", "{n} files are not encrypted: {names}",
            len(names), names=listed,
        )  # fmt: skip
        self.plain_line.tell(words if names else "")
        self.rest_button.setVisible(bool(names))
        self.finish_button.setVisible(bool(names))

    def _submit(
        self, button: QPushButton, operation: Operation[T], then: Callable[[T], None]
    ) -> None:
        self.form.clear_problems()
        self.context.write_queue.submit(button, operation, then, self.form)

    @Slot()
    def _on_change(self) -> None:
        typed = self.form.draft()
        operation = partial(_change, typed=typed)
        self._submit(self.change_button, operation, self._on_changed)

    def _on_changed(self, _done: None) -> None:
        self.form.load(Passphrases())
        self.notice.tell(tr("The new passphrase opens the shop from now on."), Meaning.GREEN)

    @Slot()
    def _on_code(self) -> None:
        operation = partial(new_code_sheet, opener=self.form.draft().known)
        self._submit(self.code_button, operation, self._on_new_code)

    def _on_new_code(self, sheet: CodeSheet) -> None:
        from shopcare.ui.kit.papers.recovery_code_box import RecoveryCodeBox  # loads the preview

        self.form.load(Passphrases())
        box = RecoveryCodeBox(self.window(), sheet, self.context.dialogs, self.context.background)
        box.open()

    @Slot()
    def _on_store(self) -> None:
        operation = partial(let_key_store_open, wanted=self.store_box.value())
        self.context.write_queue.submit(self, operation, self._on_store_said)

    def _on_store_said(self, problem: str) -> None:
        self.store_box.set_value(is_in_key_store(self.context.shop.path))
        words = tr("This PC has no keychain that could open the shop; it goes on asking.")
        self.notice.tell(words if problem else "", Meaning.AMBER)

    @Slot()
    def _on_off(self) -> None:
        question = _Question(
            tr("Encrypt the shop no longer?"),
            tr(
                "Whoever takes this PC or its disk can then read everything. The window closes "
                "meanwhile."
            ),
            tr("Encrypt no longer"),
            self._on_off_confirmed,
        )
        self._ask(self.off_button, question)

    def _on_off_confirmed(self) -> None:
        shop = self.context.shop
        work = partial(turn_off, shop.path, self.form.draft().known, allowed(shop))
        self.context.close_for(ClosedWork(work, tr("The shop is being written unencrypted …")))

    @Slot()
    def _on_rest(self) -> None:
        question = _Question(
            tr("Encrypt these files?"),
            tr("What is too damaged for that stays as it is. The window closes meanwhile."),
            tr("Encrypt"),
            self._on_rest_confirmed,
        )
        self._ask(self.rest_button, question)

    def _on_rest_confirmed(self) -> None:
        self._finish(tr("The files are being encrypted …"), remove=False)

    @Slot()
    def _on_finish(self) -> None:
        question = _Question(
            tr("Remove these files?"),
            tr(
                "They are older backups and damaged files that anybody can read. The shop file "
                "itself stays. The window closes meanwhile."
            ),
            tr("Remove"),
            self._on_finish_confirmed,
        )
        self._ask(self.finish_button, question)

    def _on_finish_confirmed(self) -> None:
        self._finish(tr("The files are being removed …"), remove=True)

    def _finish(self, words: str, *, remove: bool) -> None:
        shop, known = self.context.shop, self.form.draft().known
        work = partial(turn_on, shop.path, (known, ""), allowed(shop), remove_plain=remove)
        self.context.close_for(ClosedWork(work, words))

    def _ask(self, button: QPushButton, question: _Question) -> None:
        """Find out whether what is typed opens the shop, then ask."""
        self._question = question
        operation = partial(_prove, known=self.form.draft().known)
        self._submit(button, operation, self._on_proven)

    def _on_proven(self, _done: None) -> None:
        if (asked := self._question) is not None:
            self.context.dialogs.confirm(
                self, asked.text, detail=asked.detail, action=asked.action, then=asked.then
            )


def _look(shop: Shop, *, progress: Progress) -> list[str]:
    progress(0, 0)
    return [path.name for path in unencrypted(shop)]


def _prove(shop: Shop, *, known: str) -> None:
    allowed(shop)
    prove(shop.path, known, shop.clock)


def _change(shop: Shop, *, typed: Passphrases) -> None:
    change_passphrase(shop, typed.known, (typed.new, typed.again))
