"""Writes, one after the other, on one thread with its own shop; the window never waits."""

import sys
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from queue import Empty, SimpleQueue
from typing import NamedTuple, Protocol

from PySide6.QtCore import QObject, QThread, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from shopcare.domain.changes import changes_of
from shopcare.domain.errors import Invalid, Problem, Refusal, Trouble
from shopcare.domain.people.staff import Staff
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.operation import Approval, Call, Operation, T, needs_manager
from shopcare.ui.kit.words.i18n import problem_text, technical_text

Upkeep = Callable[[Shop, Callable[[], bool]], bool]
"""Does a little while nobody waits; says whether there is more. Is told who is wanted."""

IDLE_SECONDS = 5.0
BETWEEN_BITES_SECONDS = 0.02
FINISH_WITHIN_MS = 20_000


class ProblemView(Protocol):
    """A form that shows what is wrong with its fields."""

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show each problem beside its field."""

    def show_refusal(self, sentence: str) -> None:
        """Show a sentence that belongs to no single field."""

    def clear_problems(self) -> None:
        """Take every shown problem away."""


class _Order(NamedTuple):
    """One operation on its way to the worker and back."""

    widget: QWidget
    focus: QWidget | None
    call: Call[object]
    problems: ProblemView | None
    approver: Staff | None = None
    """The manager who approves of it on the spot."""


class _Renew(NamedTuple):
    """The wish that the next operation gets a new shop."""


class _Open(NamedTuple):
    """The wish that a shop is opened and kept in order before the first operation comes."""


class _Worker(QThread):
    """Carries the orders out. Its shop is made, used and closed on this thread."""

    ready = Signal()

    def __init__(self, make_shop: Callable[[], Shop], upkeep: Upkeep | None) -> None:
        super().__init__()
        self._make_shop = make_shop
        self._upkeep = upkeep
        self._shop: Shop | None = None
        self.orders: SimpleQueue[_Order | _Renew | _Open | None] = SimpleQueue()
        self.done: deque[_Order] = deque()

    def run(self) -> None:
        while (order := self._next_order()) is not None:
            if isinstance(order, _Renew):
                self._close()
            elif isinstance(order, _Open):
                with suppress(Refusal, Trouble):  # the first operation says why it cannot
                    self._opened()
            else:
                if order.approver is None:
                    order.call.carry_out(self._opened)
                else:
                    self._carry_out_approved(order.call, order.approver)
                self.done.append(order)
                self.ready.emit()
        self._close()

    def _opened(self) -> Shop:
        if self._shop is None:
            self._shop = self._make_shop()
        return self._shop

    def _carry_out_approved(self, call: Call[object], manager: Staff) -> None:
        def approved() -> Shop:
            shop = self._opened()
            shop.approver = manager
            return shop

        call.carry_out(approved)
        if self._shop is not None:
            self._shop.approver = None

    def _close(self) -> None:
        if self._shop is not None:
            self._shop.close()
        self._shop = None

    def _next_order(self) -> _Order | _Renew | _Open | None:
        """Wait for an order; when none comes for a while, keep the shop in order, bite by bite."""
        wait = IDLE_SECONDS
        while self._shop is not None and self._upkeep is not None:
            try:
                return self.orders.get(timeout=wait)
            except Empty:
                if not self._upkeep(self._shop, self._is_wanted):
                    break
                wait = BETWEEN_BITES_SECONDS
        return self.orders.get()

    def _is_wanted(self) -> bool:
        return not self.orders.empty()


class WriteQueue(QObject):
    """Takes operations from pages and tells every page what they changed."""

    changed = Signal(object)
    """Facts were saved; carries ``Changes``."""
    manager_wanted = Signal(object)
    """Only a manager may do this; carries ``Approval``. See ``asks_managers``."""
    refused = Signal(str, str)
    """A refusal that no form took: the sentence, and the technical part (may be empty)."""

    def __init__(
        self,
        make_shop: Callable[[], Shop],
        parent: QObject | None = None,
        upkeep: Upkeep | None = None,
    ) -> None:
        """Stand ready; the thread and its shop are made when the first operation comes.

        Args:
            make_shop: opens the shop file; called on the worker's own thread.
            parent: who owns it.
            upkeep: called on that thread after a while without operations.
        """
        super().__init__(parent)
        self._finished = False
        self.asks_managers = False
        """Whether a manager is asked to approve on the spot, before a refusal is shown (X-13)."""
        self._worker = _Worker(make_shop, upkeep)
        self._worker.ready.connect(self._on_ready)

    def submit(
        self,
        widget: QWidget,
        operation: Operation[T],
        then: Callable[[T], None] | None = None,
        problems: ProblemView | None = None,
    ) -> None:
        """Carry an operation out; the widget is disabled until it is done.

        Args:
            widget: what was pressed or filled in. A second press while it runs does nothing,
                nor does any after ``finish``.
            operation: gets the worker's shop.
            then: a slot for the result; not called if its owner or the widget was deleted.
            problems: the form that shows refusals; without it the window's message bar does.
        """
        if self._finished or not widget.isEnabled():
            return
        call: Call[object] = Call[T](operation, then)
        focus = QApplication.focusWidget()
        if focus is not None and (focus is widget or widget.isAncestorOf(focus)):
            focus.clearFocus()  # else disabling would hand the focus, and the next key, on
        else:
            focus = None
        widget.setEnabled(False)
        if problems is not None:
            problems.clear_problems()
        if not self._worker.isRunning():
            self._worker.start()
        self._worker.orders.put(_Order(widget, focus, call, problems))

    def warm_up(self) -> None:
        """Open the worker's shop, so that it is kept in order before anything is saved."""
        if not self._worker.isRunning():
            self._worker.start()
        self._worker.orders.put(_Open())

    def renew(self) -> None:
        """Let the next operation open the shop anew: somebody else acts, settings changed."""
        self._worker.orders.put(_Renew())

    def finish(self, within_ms: int = FINISH_WITHIN_MS) -> bool:
        """Wait until every operation is saved, and end the thread; False if time ran out."""
        self._finished = True
        if not self._worker.isRunning():
            return True
        self._worker.orders.put(None)
        ended = self._worker.wait(within_ms)
        self._on_ready()
        return ended

    @Slot()
    def _on_ready(self) -> None:
        while self._worker.done:
            self._hand_back(self._worker.done.popleft())

    def _hand_back(self, order: _Order) -> None:
        alive = isValid(order.widget)
        if alive:
            order.widget.setEnabled(True)
            focus = order.focus  # it goes back to where it was, unless the user has moved on
            if focus is not None and isValid(focus) and QApplication.focusWidget() is None:
                focus.setFocus()
        if order.call.error is not None:
            if alive and self.asks_managers and needs_manager(order.call.error):
                grant, refuse = partial(self._repeat, order), partial(self._refuse, order)
                self.manager_wanted.emit(Approval(grant, refuse))
            else:
                self._refuse(order)
            return
        if alive:
            order.call.give_result()
        if (changes := changes_of(order.call.result)) is not None:
            self.changed.emit(changes)

    def _repeat(self, order: _Order, manager: Staff) -> None:
        """Carry an order out once more, now that a manager approves of it."""
        if isValid(order.widget) and not self._finished:
            order.widget.setEnabled(False)
            self._worker.orders.put(order._replace(approver=manager))

    def _refuse(self, order: _Order) -> None:
        assert order.call.error is not None
        self._tell(order.call.error, order.problems if isValid(order.widget) else None)

    def _tell(self, error: Exception, sink: ProblemView | None) -> None:
        if sink is not None and isinstance(sink, QObject) and not isValid(sink):
            sink = None
        if isinstance(error, Invalid) and sink is not None:
            sink.show_problems(error.problems)
        elif isinstance(error, Refusal) and sink is not None:
            sink.show_refusal(problem_text(error))
        elif isinstance(error, Refusal | Trouble):
            self.refused.emit(problem_text(error), technical_text(error))
        else:
            sys.excepthook(type(error), error, error.__traceback__)
