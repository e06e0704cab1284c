"""How each row of the round looks."""

from collections.abc import Callable
from datetime import date, datetime

from shopcare.domain.money import Fen
from shopcare.domain.payments.till import TillRow
from shopcare.language.records.money_words import taken_text
from shopcare.services.reports.day_close import ClosingCall, ClosingCase, OwedFee
from shopcare.ui.kit.lists.row_layout import without_number
from shopcare.ui.kit.lists.row_list import RowChip, RowContent
from shopcare.ui.kit.style.tokens import Meaning
from shopcare.ui.kit.words.formatting import (
    money_words,
    near_day_words,
    near_moment_words,
    time_words,
)
from shopcare.ui.kit.words.i18n import label, ntr, screen_catalog, tr
from shopcare.ui.pages.day_close.parts import Entry, Part

NameOf = Callable[[int | None], str]


class Looks:
    """Says what is painted of the rows of the round over a day."""

    def __init__(self, day: date, now: datetime, name_of: NameOf) -> None:
        """Take what a row alone does not know.

        Args:
            day: the day of the round.
            now: the present moment, in the shop's time zone.
            name_of: names a member of staff.
        """
        self._day = day
        self._now = now
        self._zone = now.tzinfo
        self._name_of = name_of

    def of(self, entry: Entry) -> RowContent:
        """Say what is painted of a row."""
        if entry.call is not None:
            if entry.part is Part.NOT_MADE:
                return self._not_made(entry.call)
            return self._tried(entry.call)
        if entry.owed is not None:
            return self._owed(entry.owed)
        if entry.till is not None:
            return self._till(entry.till)
        if entry.customer is not None:
            return without_number(entry.customer)
        assert entry.case is not None
        said = {Part.READY: self._ready, Part.UNTOUCHED: self._untouched}
        return said.get(entry.part, self._deadline)(entry.case)

    def _not_made(self, closing: ClosingCall) -> RowContent:
        call = closing.callback
        late = (self._day - call.closes_on).days  # its window has closed, as on the Today page
        chips = [RowChip(text=label(call.purpose))]
        if closing.reason:
            chips.append(RowChip(text=closing.reason, meaning=Meaning.GREEN))
        elif late > 0:
            words = ntr("{n} day late", "{n} days late", late)
            chips.append(RowChip(text=words, meaning=Meaning.RED))
        return RowContent(
            lead=self._near(call.closes_on if late > 0 else max(call.due_on, self._day)),
            title=closing.customer.name,
            chips=chips,
            dots=call.attempts,
            trail=self._name_of(call.assignee_id),
            faint=bool(closing.reason),
        )

    def _tried(self, closing: ClosingCall) -> RowContent:
        call = closing.callback
        last = closing.tries[0] if closing.tries else None
        settled = call.settled_at is not None
        chips = [RowChip(text=label(call.purpose))]
        result = last.result if last else call.result
        if result is not None:
            meaning = Meaning.GREEN if settled else Meaning.AMBER
            chips.append(RowChip(text=label(result), meaning=meaning))
        if not settled:
            again = self._when(call.due_at) if call.due_at else self._near(call.due_on)
            chips.append(RowChip(text=tr("again {when}", when=again)))
        at = last.at if last else call.settled_at
        return RowContent(
            lead=time_words(at.astimezone(self._zone)) if at else "",
            title=closing.customer.name,
            detail=last.note if last else "",
            chips=chips,
            dots=0 if settled else call.attempts,
            trail=self._name_of(last.by if last else call.assignee_id),
        )

    def _ready(self, closing: ClosingCase) -> RowContent:
        case = closing.case
        chips = []
        if case.checked_at is not None:
            since = self._near(case.checked_at.astimezone(self._zone).date())
            chips.append(RowChip(text=tr("ready since {day}", day=since), meaning=Meaning.AMBER))
        return RowContent(
            lead=case.number,
            title=closing.customer.name,
            detail=case.product,
            chips=chips,
            trail=self._name_of(case.handler_id),
        )

    def _owed(self, fee: OwedFee) -> RowContent:
        """Say how much is owed until when, and who handed the goods over (G-9)."""
        amount = RowChip(text=tr("{amount} owed", amount=money_words(fee.left_fen)))
        chips, until = [amount], fee.debt.owed_until
        if until is not None:
            words = tr("until {day}", day=self._near(until))
            meaning = Meaning.RED if until < self._day else Meaning.AMBER
            chips.append(RowChip(text=words, meaning=meaning))
        return RowContent(
            lead=fee.case.number,
            title=fee.customer.name,
            detail=fee.case.product,
            chips=chips,
            trail=self._name_of(fee.debt.by),
        )

    def _till(self, row: TillRow) -> RowContent:
        """Say what one person took, handed over, and still owes the till (G-17)."""
        chips = []
        if row.handed_over_fen:
            words = tr("{amount} handed over", amount=money_words(row.handed_over_fen))
            chips.append(RowChip(text=words, meaning=Meaning.GREEN))
        if row.left_fen > 0:
            words = tr("{amount} to hand over", amount=money_words(row.left_fen))
            chips.append(RowChip(text=words, meaning=Meaning.AMBER))
        elif row.left_fen < 0:
            words = tr("{amount} too much", amount=money_words(Fen(-row.left_fen)))
            chips.append(RowChip(text=words, meaning=Meaning.RED))
        return RowContent(
            lead=self._name_of(row.staff_id),
            title=taken_text(screen_catalog(), row),
            chips=chips,
            faint=not row.left_fen,
        )

    def _untouched(self, closing: ClosingCase) -> RowContent:
        case = closing.case
        since = self._near(case.last_step_at.astimezone(self._zone).date())
        return RowContent(
            lead=case.number,
            title=closing.customer.name,
            detail=case.product,
            chips=[
                RowChip(text=label(case.stage)),
                RowChip(text=tr("last step {day}", day=since), meaning=Meaning.AMBER),
            ],
            trail=self._name_of(case.handler_id),
        )

    def _deadline(self, closing: ClosingCase) -> RowContent:
        case, deadline = closing.case, closing.deadline
        assert deadline is not None
        when = self._when(deadline.due_at)
        if deadline.due_at <= self._now:
            chip = RowChip(text=tr("late since {time}", time=when), meaning=Meaning.RED)
        else:
            chip = RowChip(text=tr("by {time}", time=when), meaning=Meaning.AMBER)
        return RowContent(
            lead=case.number,
            title=closing.customer.name,
            detail=case.product,
            chips=[RowChip(text=label(deadline.kind)), chip],
            trail=self._name_of(case.handler_id),
        )

    def _near(self, day: date) -> str:
        return near_day_words(day, self._now.date())

    def _when(self, moment: datetime) -> str:
        return near_moment_words(moment.astimezone(self._zone), self._now.date())
