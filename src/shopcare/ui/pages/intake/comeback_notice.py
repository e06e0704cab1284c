"""The comeback alert: the same product or fault within 90 days, and what was done then (X-6)."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from shopcare.domain.cases.case import Case
from shopcare.domain.cases.experience import Comeback
from shopcare.domain.ids import CaseId
from shopcare.ui.kit.fields.choice_fields import ChosenValue
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import STRETCH, add_items, column_layout, row_layout
from shopcare.ui.kit.navigation import RecordLink
from shopcare.ui.kit.style.tokens import SPACE_S, SPACE_XS, Meaning
from shopcare.ui.kit.widgets.buttons import quiet_button
from shopcare.ui.kit.words.formatting import day_words
from shopcare.ui.kit.words.i18n import label, ntr, tr

LONGEST_WORDS = 120
Guaranteed = Callable[[Case], date | None]
"""Says until when the same fault is repaired free after a case."""


class ComebackNotice(QWidget, ChosenValue[CaseId | None]):
    """Shows the latest such case; it can be opened, and the new case linked to it."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        rows = column_layout(self, SPACE_XS)
        self._case: Case | None = None
        self.notice = NoticeLine(Meaning.AMBER)
        self.link_box = QCheckBox(tr("Link the new case to it"))
        self.open_button = quiet_button(tr("Open it"), "clipboard-list")
        line = row_layout(
            None, SPACE_S, self.link_box, self.open_button, STRETCH, margins=(SPACE_XS, 0, 0, 0)
        )
        add_items(rows, self.notice, line)
        self.hide()
        self.link_box.toggled.connect(self.edited)
        self._link = RecordLink(self.open_button, "case")

    def show_cases(self, found: list[Comeback], today: date, guaranteed: Guaranteed) -> None:
        """Show the latest of some cases; none takes the alert away.

        Args:
            found: cases of the same product or with the same fault.
            today: the shop's today.
            guaranteed: says until when a repair of ours is guaranteed (L-5); of all such cases
                the one that helps most counts.
        """
        comeback = max(found, key=_when, default=None)
        latest = comeback.case if comeback is not None else None
        self.setVisible(latest is not None)
        if latest is None or (self._case is not None and latest.id != self._case.id):
            self.link_box.setChecked(False)
        self._case = latest
        self._link.record_id = latest.id if latest is not None else 0
        if comeback is not None:
            said = self._words(comeback, len(found), today)
            same_goods = (one.case for one in found if one.same_product)
            until = max(filter(None, map(guaranteed, same_goods)), default=None)
            if until is not None:
                free = tr("The same fault is repaired free until {day}.", day=day_words(until))
                said = f"{said} {free}"
            self.notice.say(said)

    def value(self) -> CaseId | None:
        """Give the case that the new one is linked to."""
        return self._case.id if self._case is not None and self.link_box.isChecked() else None

    def set_value(self, case_id: int | None) -> None:
        """Tick the link if this case is shown."""
        self.link_box.setChecked(self._case is not None and self._case.id == case_id)

    def restore(self, typed: object) -> None:
        """Tick the link again if the same case is still shown."""
        self.set_value(typed if isinstance(typed, int) else None)

    def _words(self, comeback: Comeback, count: int, today: date) -> str:
        case = comeback.case
        days = (today - case.received_at.date()).days
        done = case.resolution or (case.plan.work if case.plan else "")
        done = done or case.fault or tr("fault not recorded")
        when = ntr("{n} day ago", "{n} days ago", days) if days else tr("today")
        sentence = tr("The same product was here {when}: {kind} {number}, {stage}. {done}")
        if not comeback.same_product:
            sentence = tr("The same fault was here {when}: {kind} {number}, {stage}. {done}")
        said = sentence.format(
            when=when,
            kind=label(case.kind),
            number=case.number,
            stage=label(case.stage),
            done=_shortened(done),
        )
        if count > 1:
            more = ntr("{n} earlier time.", "{n} earlier times.", count - 1)
            said = f"{said} {more}"
        return said


def _when(comeback: Comeback) -> tuple[object, int]:
    return comeback.case.received_at, comeback.case.id


def _shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_WORDS else f"{line[:LONGEST_WORDS]}…"
