"""Who handles a case, and the menu that puts it into other hands (G-19)."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from shopcare.domain.cases.case import Case
from shopcare.domain.changes import Changes
from shopcare.domain.ids import CaseId, StaffId
from shopcare.services.cases.reassign import reassign
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.layout.box_layouts import STRETCH, row_layout
from shopcare.ui.kit.layout.card import Words
from shopcare.ui.kit.navigation import page_of
from shopcare.ui.kit.style.tokens import SPACE_S
from shopcare.ui.kit.widgets.buttons import sign_button
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
        self._line = row_layout(self, SPACE_S, self.words, self.button, STRETCH)
        self.menu.triggered.connect(self._on_chosen)

    def show_case(self, case: Case) -> None:
        """Show who handles another case, and who else could."""
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
                action = self.menu.addAction(other.name.replace("&", "&&"))
                action.setData(int(other.id))
        self.button.setVisible(case.is_open and not self.menu.isEmpty())

    def choose(self, staff_id: int) -> None:
        """Take somebody from the menu."""
        next(action for action in self.menu.actions() if action.data() == staff_id).trigger()

    @Slot(QAction)
    def _on_chosen(self, action: QAction) -> None:
        if self._case is not None:
            operation = _entrusting(self._case, StaffId(action.data()))
            self._context.write_queue.submit(self.button, operation, self._on_entrusted)

    def _on_entrusted(self, entrusted: Reassigned) -> None:
        after, before = (self._context.shop.member(i) for i in (entrusted.after, entrusted.before))
        assert after is not None
        words = tr("{name} handles the case now.", name=after.name)
        if before is not None and before.active:
            page_of(self).undo_offered.emit(words, _giving_back(entrusted.case_id, before.id))
        else:
            page_of(self).message.emit(words)


def _entrusting(case: Case, staff_id: StaffId) -> Operation[Reassigned]:
    case_id, before = case.id, case.handler_id

    def put_into_hands(shop: Shop) -> Reassigned:
        changes = reassign(shop, case_id, staff_id)
        return Reassigned(case_id=case_id, before=before, after=staff_id, changes=changes)

    return put_into_hands


def _giving_back(case_id: CaseId, staff_id: StaffId) -> Operation[Changes]:
    return lambda shop: reassign(shop, case_id, staff_id)
