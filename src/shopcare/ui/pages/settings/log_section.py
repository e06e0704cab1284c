"""The audit log of a day in the settings: when, who, about whom or what, and what was done."""

from datetime import date
from functools import partial

from PySide6.QtCore import QTimer, Slot

from shopcare.language.catalog import mark
from shopcare.language.records.log_words import log_text
from shopcare.services.shop import Shop
from shopcare.services.upkeep.audit_log import LogLine, log_of_day
from shopcare.ui.kit.context.background import Job
from shopcare.ui.kit.context.operation import Progress
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.fields.day_edit import DayEdit
from shopcare.ui.kit.layout.card import Caption, Words
from shopcare.ui.kit.lists.table import Table
from shopcare.ui.kit.lists.table_model import Column, ShortListModel
from shopcare.ui.kit.widgets.busy import BusyLine
from shopcare.ui.kit.words.formatting import time_words
from shopcare.ui.kit.words.i18n import screen_catalog, tr
from shopcare.ui.pages.settings.sections import Section, Subject

_LEAST_HEIGHT = 380


class LogSection(Section):
    """A day, and what was written on it; the chosen line is shown in full below."""

    def __init__(self, context: PageContext) -> None:
        self._context = context
        self.day_edit = DayEdit(context.shop.today)
        self.day_edit.edit.setAccessibleName(tr("Day of the log"))
        self.busy = BusyLine()
        self.empty = Caption(tr("Nothing was written on this day."))
        self.lines: ShortListModel[LogLine] = ShortListModel(_COLUMNS)
        self.table = Table(self.lines, context.remember, "settings_log")
        self.table.setAccessibleName(tr("Log"))
        self.table.setMinimumHeight(_LEAST_HEIGHT)
        self.whole = Words(selectable=True)
        self.whole.setAccessibleName(tr("The whole entry"))
        rows = (self.day_edit, self.busy, self.empty, self.table, self.whole)
        super().__init__(Subject.LOG, *rows)
        self.empty.hide()
        self.day_edit.set_value(context.shop.today())
        self.day_edit.day_changed.connect(self.refresh)
        self.table.current_changed.connect(self._on_current)
        QTimer.singleShot(0, self, self.refresh)

    @Slot()
    def refresh(self) -> None:
        """Read the log of the chosen day, beside the window: it goes through the whole log."""
        day = self.day_edit.value()
        if day is not None:
            job = Job(partial(_read, day=day), self._on_read)
            self.busy.run(self._context.background, job, tr("Reading the log …"))

    def _on_read(self, lines: list[LogLine]) -> None:
        self.whole.setText("")
        self.lines.set_rows(lines)
        self.table.setVisible(bool(lines))
        self.empty.setVisible(not lines)

    @Slot(object)
    def _on_current(self, line: LogLine | None) -> None:
        self.whole.setText("" if line is None else log_text(screen_catalog(), line.entry))


def _read(shop: Shop, *, day: date, progress: Progress) -> list[LogLine]:
    progress(0, 0)
    return log_of_day(shop, day)


def _who(line: LogLine) -> str:
    who = tr("{name}, by a script", name=line.by) if line.entry.by_script else line.by
    if line.approved_by:
        return tr("{name}, approved by {manager}", name=who, manager=line.approved_by)
    return who


def _about(line: LogLine) -> str:
    return line.case or line.customer


def _what(line: LogLine) -> str:
    return log_text(screen_catalog(), line.entry)


_COLUMNS = (
    Column[LogLine](key="at", title=mark("Time"), text=lambda line: time_words(line.at), width=70),
    Column[LogLine](key="by", title=mark("Who"), text=_who, width=110),
    Column[LogLine](key="about", title=mark("About"), text=_about, width=120, leaves=1),
    Column[LogLine](key="what", title=mark("What"), text=_what, width=220),
)
