"""Who acts in the window: log-in, locked screen, quick switch, a manager's approval (X-13)."""

import time
from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget

from shopcare.domain.ids import StaffId
from shopcare.domain.people.staff import Staff
from shopcare.services.log_in.credentials import who_has_pin
from shopcare.services.log_in.log_in import approve, log_in
from shopcare.services.log_in.recovery import Recovered, recover
from shopcare.services.shop import Shop
from shopcare.services.upkeep.clock_guard import look_at_clock
from shopcare.ui.frame.lock_screen import LockScreen
from shopcare.ui.frame.window import Window
from shopcare.ui.kit.context.operation import Approval, Operation
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.log_in.code_dialog import RecoveryCodeDialog
from shopcare.ui.kit.log_in.pin_panel import PinDialog, PinPanel
from shopcare.ui.kit.words.i18n import tr

LOOK_EVERY_MS: Final = 5_000
_TOUCHES: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class LogIn(QObject):
    """Made where the shop uses PINs. Every PIN is looked at on the worker's thread."""

    somebody_acts = Signal()
    """Somebody logged in; the shop says who."""

    def __init__(self, context: PageContext, window: Window) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._screen: LockScreen | None = None
        self._dialog: PinDialog | None = None
        self._approval: Approval | None = None
        self._idle = IdleWatch(window, context.shop)
        self._idle.passed.connect(self.lock)
        for asked in (context.write_queue, context.background):
            asked.asks_managers = True
            asked.manager_wanted.connect(self._on_manager_wanted)

    def stop(self) -> None:
        """Ask nobody any more: the shop uses no PINs now."""
        self._idle.stop()
        for asked in (self._context.write_queue, self._context.background):
            asked.asks_managers = False
            asked.manager_wanted.disconnect(self._on_manager_wanted)
        self.deleteLater()

    @Slot()
    def lock(self) -> None:
        """Let nobody act and show nothing until somebody logs in; what is half typed stays."""
        shop = self._context.shop
        self._window.keep_drafts()
        shop.lock()
        self._context.write_queue.renew()
        if self._screen is not None or not shop.is_locked:
            return
        self._screen = screen = LockScreen(
            shop, who_has_pin(shop), in_doubt=look_at_clock(shop).in_doubt
        )
        screen.entered.connect(self._on_entered)
        screen.recovery_wanted.connect(self._on_recovery)
        self._window.cover_with(screen)
        screen.begin()

    def switch_to(self, member: Staff) -> None:
        """Ask for the PIN of who acts from now on."""
        panel = PinPanel(member.name, "", tr("&Log in"))
        panel.entered.connect(self._on_entered)
        self._open(panel, [member])

    def show_code(self, code: str) -> None:
        """Show a new recovery code."""
        RecoveryCodeDialog(self._window, self._context, code).open()

    def _open(self, panel: PinPanel, people: list[Staff]) -> None:
        if self._dialog is not None:
            self._dialog.reject()
        self._dialog = dialog = PinDialog(self._window, panel)
        dialog.finished.connect(self._on_closed)
        panel.ask(people)
        dialog.open()
        panel.pin_edit.setFocus()

    @Slot(int, str)
    def _on_entered(self, staff_id: int, pin: str) -> None:
        member = self._context.shop.member(staff_id)
        panel = self.sender()
        asked = panel.panel if isinstance(panel, LockScreen) else panel
        if member is not None and isinstance(asked, PinPanel):
            operation = _logging_in(member.initials, pin)
            self._context.write_queue.submit(asked, operation, self._on_logged_in, asked)

    def _on_logged_in(self, member: Staff) -> None:
        self._context.shop.let_in(member)
        self._context.write_queue.renew()
        self._idle.touch()
        if self._screen is not None:
            self._screen = None
            self._window.uncover()
        if self._dialog is not None:  # what it asked was asked of whoever acted before
            self._dialog.accept()
        self.somebody_acts.emit()

    @Slot()
    def _on_recovery(self) -> None:
        if self._screen is None:
            return
        panel = self._screen.recovery_panel
        asked = panel.form.draft()
        operation = partial(
            recover,
            initials=asked.initials,
            code=asked.code,
            pin=panel.pin_form.draft().pin,
            date_is_right=asked.date_is_right,
        )
        self._context.write_queue.submit(panel, operation, self._on_recovered, panel)

    def _on_recovered(self, recovered: Recovered) -> None:
        self._on_logged_in(recovered.member)
        self.show_code(recovered.recovery_code)

    @Slot(object)
    def _on_manager_wanted(self, approval: Approval) -> None:
        managers = [one for one in who_has_pin(self._context.shop) if one.is_manager]
        if not managers or self._approval is not None:
            approval.refuse()
            return
        self._approval = approval
        panel = PinPanel(
            tr("A manager has to approve"),
            tr(
                "Only a manager may do this. With a manager's PIN it is done for {name} now, and "
                "the log names both.",
                name=self._context.shop.acting.name,
            ),
            tr("&Approve"),
        )
        panel.entered.connect(self._on_manager_entered)
        self._open(panel, managers)

    @Slot(int, str)
    def _on_manager_entered(self, staff_id: int, pin: str) -> None:
        panel = self.sender()
        if isinstance(panel, PinPanel):
            operation = _approving(staff_id, pin)
            self._context.write_queue.submit(panel, operation, self._on_approved, panel)

    def _on_approved(self, manager: Staff) -> None:
        approval, self._approval = self._approval, None
        if self._dialog is not None:
            self._dialog.accept()
        if approval is not None:
            approval.grant(manager)

    @Slot()
    def _on_closed(self) -> None:
        self._dialog = None
        approval, self._approval = self._approval, None
        if approval is not None:
            approval.refuse()


class IdleWatch(QObject):
    """Tells when nobody has touched keys or mouse for as long as the shop has set."""

    passed = Signal()

    def __init__(
        self, window: QWidget, shop: Shop, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        """Watch a window.

        Args:
            window: whose keys and mouse count.
            shop: what it has set, and whether it is locked already.
            seconds: a clock that nobody sets.
        """
        super().__init__(window)
        self._shop = shop
        self._seconds = seconds
        self._touched_at = seconds()
        self._mouse = QCursor.pos()
        self._tick = QTimer(self, interval=LOOK_EVERY_MS)
        self._tick.timeout.connect(self.look)
        self._tick.start()
        window.winId()  # the window of the system, which gets keys and mouse first
        handle = window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def stop(self) -> None:
        """Watch no longer."""
        self._tick.stop()

    def touch(self) -> None:
        """Begin to wait anew."""
        self._touched_at = self._seconds()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take note of each key and each move of the mouse; all of them go on."""
        if event.type() in _TOUCHES:
            self._touched_at = self._seconds()
        return False

    @Slot()
    def look(self) -> None:
        """Compare the wait with the setting; over a dialog only the mouse itself is seen."""
        if (mouse := QCursor.pos()) != self._mouse:
            self._mouse = mouse
            self.touch()
        wait = self._shop.settings.lock_minutes * 60
        if wait and not self._shop.is_locked and self._seconds() - self._touched_at >= wait:
            self.passed.emit()


def _logging_in(initials: str, pin: str) -> Operation[Staff]:
    return lambda shop: log_in(shop, initials, pin)


def _approving(staff_id: int, pin: str) -> Operation[Staff]:
    return lambda shop: approve(shop, StaffId(staff_id), pin)
