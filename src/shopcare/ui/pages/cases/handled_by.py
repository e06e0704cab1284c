"""Who handles a case, and the menu that puts it into other hands (G-19)."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from shopcare.domain.cases.case import Case
from shopcare.domain.changes import Changes
from shopcare.domain.ids import CaseId, StaffId
from shopcare.domain.people.staff import Action, Staff
from shopcare.services.cases.reassign import reassign
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.fields.text_fields import LineEdit
from shopcare.ui.kit.layout.box_layouts import STRETCH, column_layout, row_layout
from shopcare.ui.kit.layout.card import Caption, Words
from shopcare.ui.kit.navigation import page_of
from shopcare.ui.kit.style.tokens import SPACE_S, SPACE_XS
from shopcare.ui.kit.widgets.buttons import plain_button, sign_button
from shopcare.ui.kit.words.formatting import day_words
from shopcare.ui.kit.words.i18n import tr

LONG_NAME: Final = 16
"""Characters; a longer name wraps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reassigned:
    """A case that is in other hands now."""

    case_id: CaseId
    before: StaffId | None
    after: StaffId
    changes: Changes


class HandledBy(QWidget):
    """A name and a pencil; a press opens the names of the others."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._case: Case | None = None
        self.words = Words("", wrap=False, selectable=True)
        self.button = sign_button("pencil", tr("Reassign the case"))
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self)
        self.button.setMenu(self.menu)
        self.beside = Caption()
        self.reason_edit = LineEdit(placeholder=tr("Why, though there is no valid training"))
        self.assign_button = plain_button(tr("Assign nevertheless"))
        self._asking = QWidget()
        row_layout(self._asking, SPACE_S, (self.reason_edit, 1), self.assign_button)
        self._asked: StaffId | None = None
        """Who has no valid training, and is to handle it nevertheless (A-17)."""
        line = QWidget()
        self._line = row_layout(line, SPACE_S, self.words, self.button, STRETCH)
        column_layout(self, SPACE_XS, line, self.beside, self._asking)
        self._asking.hide()
        self.assign_button.clicked.connect(self._on_assign)
        self.reason_edit.returnPressed.connect(self._on_assign)
        self.menu.triggered.connect(self._on_chosen)

    def show_case(self, case: Case) -> None:
        """Show who handles another case, who assists or is absent, and who else could."""
        if self._case is None or self._case.id != case.id:
            self._asking.hide()
        self._case = case
        member = self._context.shop.member(case.handler_id)
        name = member.name if member is not None else tr("Nobody yet")
        self.words.setText(name)
        is_long = len(name) > LONG_NAME
        self.words.setWordWrap(is_long)
        self._line.setStretch(0, LONG_NAME if is_long else 0)
        self.menu.clear()
        for other in self._context.shop.staff:
            if other.active and other.id != case.handler_id:
                action = self.menu.addAction(self._offered(other).replace("&", "&&"))
                action.setData(int(other.id))
        self.beside.setText(self._about(member))
        self.beside.setVisible(case.is_open and bool(self.beside.text()))
        self.button.setVisible(case.is_open and not self.menu.isEmpty())

    def choose(self, staff_id: int) -> None:
        """Take somebody from the menu."""
        next(action for action in self.menu.actions() if action.data() == staff_id).trigger()

    def _about(self, member: Staff | None) -> str:
        """Say who assists, and where who handles it is absent or not trained (G-19, A-17)."""
        shop = self._context.shop
        assistant = shop.duty.assistant(member, shop.today())
        said = [tr("assisted by {name}", name=assistant.name)] if assistant is not None else []
        return " · ".join([*self._lacks(member), *said] if member is not None else said)

    def _offered(self, member: Staff) -> str:
        return " · ".join([member.name, *self._lacks(member)])

    def _lacks(self, member: Staff) -> list[str]:
        shop, case = self._context.shop, self._case
        said = []
        absence = shop.duty.absence(member.id, shop.today())
        if absence is not None:
            said.append(tr("absent until {day}", day=day_words(absence.until_on)))
        if case is not None and not self._is_trained(member.id):
            said.append(tr("no valid training"))
        return said

    def _is_trained(self, staff_id: StaffId) -> bool:
        assert self._case is not None
        shop = self._context.shop
        return shop.duty.is_trained(staff_id, self._case.service, shop.today())

    @Slot(QAction)
    def _on_chosen(self, action: QAction) -> None:
        if self._case is None:
            return
        staff_id = StaffId(action.data())
        asks = self._context.shop.may_ask(Action.ASSIGN_UNTRAINED)
        if asks and not self._is_trained(staff_id):
            self._asked = staff_id
            self._asking.show()
            self.reason_edit.setFocus()
        else:
            self._entrust(staff_id, "")

    @Slot()
    def _on_assign(self) -> None:
        if self._asked is not None and self.reason_edit.text().strip():
            self._entrust(self._asked, self.reason_edit.text())

    def _entrust(self, staff_id: StaffId, reason: str) -> None:
        assert self._case is not None
        operation = _entrusting(self._case, staff_id, reason)
        self._context.write_queue.submit(self.button, operation, self._on_entrusted)

    def _on_entrusted(self, entrusted: Reassigned) -> None:
        after, before = (self._context.shop.member(i) for i in (entrusted.after, entrusted.before))
        assert after is not None
        self._asked = None
        self._asking.hide()
        self.reason_edit.clear()
        words = tr("{name} handles the case now.", name=after.name)
        if before is not None and before.active:
            page_of(self).undo_offered.emit(words, _giving_back(entrusted.case_id, before.id))
        else:
            page_of(self).message.emit(words)


def _entrusting(case: Case, staff_id: StaffId, reason: str) -> Operation[Reassigned]:
    case_id, before = case.id, case.handler_id

    def put_into_hands(shop: Shop) -> Reassigned:
        changes = reassign(shop, case_id, staff_id, reason)
        return Reassigned(case_id=case_id, before=before, after=staff_id, changes=changes)

    return put_into_hands


def _giving_back(case_id: CaseId, staff_id: StaffId) -> Operation[Changes]:
    return lambda shop: reassign(shop, case_id, staff_id, undo=True)
