"""The columns of the list of cases."""

from datetime import date, datetime, timedelta
from typing import Final

from shopcare.domain.cases.case import Stage
from shopcare.domain.cases.deadline import DeadlineKind
from shopcare.domain.goods.uncollected import days_uncollected
from shopcare.language.catalog import mark
from shopcare.language.day_words import day_text
from shopcare.services.cases.cases import CaseRow
from shopcare.services.shop import Shop
from shopcare.ui.kit.lists.table_model import Column
from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_S, SPACE_XS, Meaning
from shopcare.ui.kit.widgets.chip import SIGNS, chip_width
from shopcare.ui.kit.words.formatting import day_words, moment_words, near_day_words, time_words
from shopcare.ui.kit.words.i18n import label, ntr, screen_catalog, tr
from shopcare.ui.pages.cases.steps import stage_words

_KEPT: Final = frozenset({Stage.READY, Stage.HANDED_OVER, Stage.CLOSED, Stage.CANCELLED})
_GREEN: Final = frozenset({Stage.READY, Stage.HANDED_OVER})
LONG_WAITING: Final = 30
"""Days after which goods that nobody collects are shown in red."""
_SHORT_HEADING: Final = 80
"""A heading up to this width is whole, as in Chinese; names need less than a longer one."""
_ENDED: Final = frozenset({Stage.CLOSED, Stage.CANCELLED})


class CaseCells:
    """Says what stands in each cell; knows the shop's today and its people."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def columns(self) -> list[Column[CaseRow]]:
        """Give the columns in their order."""
        return [*self._case_columns(), *self._day_columns(), *self._side_columns()]

    def _case_columns(self) -> list[Column[CaseRow]]:
        stages = max(chip_width(label(stage), SIGNS[Meaning.INFO]) for stage in Stage)
        return [
            Column(
                key="number",
                title=mark("Number"),
                text=lambda row: row.case.number,
                sort_key="number",
                width=102,
            ),
            Column(
                key="customer",
                title=mark("Customer"),
                text=lambda row: row.customer_name,
                whole=True,
                sort_key="customer",
                width=92,
            ),
            Column(
                key="stage",
                title=mark("Stage"),
                text=self._stage,
                meaning=_stage_meaning,
                sort_key="stage",
                width=stages + SPACE_L + SPACE_XS,
            ),
        ]

    def _stage(self, row: CaseRow) -> str:
        if row.case.voided is not None:
            return tr("Voided")
        at_home = self._shop.policy.is_at_home(row.case.service)
        return stage_words(row.case.stage, at_home=at_home)

    def _day_columns(self) -> list[Column[CaseRow]]:
        width = self._day_width()
        return [
            Column(
                key="due",
                title=mark("Next deadline"),
                text=self._due,
                meaning=self._due_meaning,
                tooltip=_due_tip,
                sort_key="due",
                width=width,
            ),
            Column(
                key="promised",
                title=mark("Promised"),
                text=self._promised,
                meaning=self._promised_meaning,
                tooltip=_promised_tip,
                sort_key="promised",
                width=width,
                leaves=1,
            ),
        ]

    def _day_width(self) -> int:
        """Give the room that the widest day takes: plain, as a chip, and late."""
        today = self._now().date()
        marked = [self._late(today - timedelta(days=days)) for days in (1, 88)]
        marked.append(f"{self._day(today)} 00:00")
        plain = chip_width(day_text(screen_catalog(), today), None)
        signed = [chip_width(words, SIGNS[Meaning.RED]) for words in marked]
        return max(plain, *signed) + 2 * SPACE_S

    def _side_columns(self) -> list[Column[CaseRow]]:
        kinds = max(chip_width(label(kind), None) for kind in self._shop.policy.kinds)
        heading = chip_width(tr("Handled by"), None) + SPACE_L
        return [
            Column(
                key="kind",
                title=mark("Kind"),
                text=lambda row: label(row.case.kind),
                whole=True,
                sort_key="kind",
                width=min(kinds + SPACE_L, 108),
                leaves=3,
            ),
            Column(
                key="product",
                title=mark("Product"),
                text=lambda row: row.case.product,
                whole=True,
                sort_key="product",
                width=200,
                leaves=4,
            ),
            Column(
                key="place",
                title=mark("Shelf"),
                text=lambda row: row.place,
                whole=True,
                width=64,
                leaves=5,
            ),
            Column(
                key="handler",
                title=mark("Handled by"),
                text=self._handler,
                sort_key="handler",
                width=heading if heading <= _SHORT_HEADING else 64,
                leaves=2,
            ),
        ]

    def _waiting_days(self, row: CaseRow) -> int:
        """Count for how long goods have not been collected; 0 where it is no matter yet (X-3)."""
        if row.case.stage is not Stage.READY or row.next_due is not None:
            return 0
        days = days_uncollected(row.case.told_ready_at, self._now().date())
        if not days:
            return 0
        first = next(iter(self._shop.schedule.uncollected_days), 1)
        return days if days >= first else 0

    def _due(self, row: CaseRow) -> str:
        if days := self._waiting_days(row):
            return ntr("{n} day here", "{n} days here", days)
        if row.next_due is None:
            return ""
        moment = row.next_due.due_at
        when = self._day(moment.date())
        if row.next_due.kind is DeadlineKind.ACKNOWLEDGE:  # a promise holds until closing time
            when = f"{when} {time_words(moment)}"
        return self._late(moment.date()) if row.next_due.is_late(self._now()) else when

    def _due_meaning(self, row: CaseRow) -> Meaning | None:
        if days := self._waiting_days(row):
            return Meaning.RED if days >= LONG_WAITING else Meaning.AMBER
        if row.next_due is None:
            return None
        if row.next_due.is_late(self._now()):
            return Meaning.RED
        return Meaning.AMBER if row.next_due.due_at.date() == self._now().date() else None

    def _promised(self, row: CaseRow) -> str:
        day = row.case.promised_on
        if day is None:
            return tr("Late") if row.promise_late else ""
        return self._late(day) if row.promise_late else self._day(day)

    def _late(self, day: date) -> str:
        """Say of a near day when it was, of an older one how late it is."""
        days = (self._now().date() - day).days
        if days > 1:
            return ntr("{n} day late", "{n} days late", days)
        return tr("{when}, late", when=self._day(day))

    def _promised_meaning(self, row: CaseRow) -> Meaning | None:
        if row.promise_late:
            return Meaning.RED  # also where it was kept later
        is_today = row.case.promised_on == self._now().date()
        return Meaning.AMBER if is_today and row.case.stage not in _KEPT else None

    def _handler(self, row: CaseRow) -> str:
        member = self._shop.member(row.case.handler_id)
        return member.name if member else ""

    def _now(self) -> datetime:
        return self._shop.now()

    def _day(self, day: date) -> str:
        today = self._now().date()
        if abs((day - today).days) <= 1:
            return near_day_words(day, today)
        return day_text(screen_catalog(), day) if day.year == today.year else day_words(day)


def _stage_meaning(row: CaseRow) -> Meaning | None:
    if row.case.stage in _ENDED:
        return None
    return Meaning.GREEN if row.case.stage in _GREEN else Meaning.INFO


def _due_tip(row: CaseRow) -> str | None:
    if row.next_due is None:
        return None
    return f"{label(row.next_due.kind)}: {moment_words(row.next_due.due_at)}"


def _promised_tip(row: CaseRow) -> str | None:
    return day_words(row.case.promised_on) if row.case.promised_on else None
