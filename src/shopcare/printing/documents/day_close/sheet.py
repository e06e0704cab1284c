"""The end-of-day round on paper: what was done, what was not and why, what is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from shopcare.language.day_words import day_text, full_day_text, money_text, time_text
from shopcare.printing.document import Document
from shopcare.printing.documents.day_close.facts import (
    DayCloseCall,
    DayCloseDeadline,
    DayCloseDebt,
    DayCloseGoods,
    DayCloseTill,
    DayCloseUnreachable,
    DayCloseUntouched,
)
from shopcare.printing.draw_commands import Block, keep_together
from shopcare.printing.letterhead import letterhead, page_header, printed_text, provisional_note
from shopcare.printing.pages import Content, Pages, make_pages
from shopcare.printing.text_table import Column, TextRow, TextTable, text_table
from shopcare.printing.typesetter import Typesetter

_RESULT: Final = 3
"""The column of a call that says how it ended, or why it was not made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCloseSheet(Document):
    """The end-of-day round on paper."""

    on: date
    done: tuple[DayCloseCall, ...] = ()
    tried: tuple[DayCloseCall, ...] = ()
    not_made: tuple[DayCloseCall, ...] = ()
    ready_untold: tuple[DayCloseGoods, ...] = ()
    missed: tuple[DayCloseDeadline, ...] = ()
    due_tomorrow: tuple[DayCloseDeadline, ...] = ()
    owed: tuple[DayCloseDebt, ...] = ()
    till: tuple[DayCloseTill, ...] = ()
    numbers_to_find: tuple[DayCloseUnreachable, ...] = ()
    untouched: tuple[DayCloseUntouched, ...] = ()
    is_provisional: bool = False

    def lay_out(self, setter: Typesetter) -> Pages:
        """Lay the tables of the round out; an empty one says so."""
        words, width = setter.words, setter.sheet.inner_width
        title, day = words.text("Day-close call list"), full_day_text(words, self.on)
        body = [
            *letterhead(self.shop, title, setter, width),
            *setter.paragraph(day, width, setter.type.strong, bold=True),
            *setter.paragraph(_summary(self, setter), width),
            *(provisional_note(setter, width) if self.is_provisional else ()),
        ]
        for table in _tables(self, setter):
            body += text_table(table, setter, width)
        body += _signatures(setter, width)
        content = Content(
            title=title,
            body=body,
            page_header=page_header(setter, title, day),
            printed=printed_text(setter, self.printed),
        )
        return make_pages(content, setter)


def _summary(sheet: DayCloseSheet, setter: Typesetter) -> str:
    return setter.words.text(
        "Calls done {done}, tried but not reached {tried}, not made {not_made}",
        done=len(sheet.done),
        tried=len(sheet.tried),
        not_made=len(sheet.not_made),
    )


def _tables(sheet: DayCloseSheet, setter: Typesetter) -> list[TextTable]:
    words = setter.words
    result, reason = words.text("Result"), words.text("Why not")
    deadlines = _deadline_columns(setter)
    return [
        TextTable(
            words.text("Calls not made"),
            _call_columns(setter, reason),
            _calls(sheet.not_made),
            to_write=_RESULT,
        ),
        TextTable(
            words.text("Tried, not reached"), _call_columns(setter, result), _calls(sheet.tried)
        ),
        TextTable(words.text("Answers not given"), deadlines, _deadlines(sheet.missed, setter)),
        TextTable(
            words.text("Answers due tomorrow"), deadlines, _deadlines(sheet.due_tomorrow, setter)
        ),
        TextTable(
            words.text("Ready, customer not told"),
            _goods_columns(setter),
            _goods(sheet.ready_untold, setter),
        ),
        *_seldom(sheet, setter),
        TextTable(words.text("Calls done"), _call_columns(setter, result), _calls(sheet.done)),
    ]


def _seldom(sheet: DayCloseSheet, setter: Typesetter) -> list[TextTable]:
    """Give the parts that are listed only where something stands in them, as on the page."""
    words = setter.words
    debts = TextTable(
        words.text("Fees still owed"), _debt_columns(setter), _debts(sheet.owed, setter)
    )
    till = TextTable(words.text("Till"), _till_columns(setter), _till(sheet.till))
    numbers = TextTable(
        words.text("Number to be found"),
        _number_columns(setter),
        _numbers(sheet.numbers_to_find, setter),
    )
    untouched = TextTable(
        words.text("Untouched for a week"),
        _untouched_columns(setter),
        _untouched(sheet.untouched, setter),
    )
    return [table for table in (debts, till, numbers, untouched) if table.rows]


def _call_columns(setter: Typesetter, result: str) -> tuple[Column, ...]:
    words = setter.words
    return (
        Column(words.text("Customer"), 0.19),
        Column(words.text("Phone"), 0.2),
        Column(words.text("Purpose"), 0.17),
        Column(result, 0.28),
        Column(words.text("Handled by"), 0.16),
    )


def _deadline_columns(setter: Typesetter) -> tuple[Column, ...]:
    words = setter.words
    return (
        Column(words.text("Case no."), 0.19),
        Column(words.text("Customer"), 0.2),
        Column(words.text("What was promised"), 0.24),
        Column(words.text("Due"), 0.21),
        Column(words.text("Handled by"), 0.16),
    )


def _goods_columns(setter: Typesetter) -> tuple[Column, ...]:
    words = setter.words
    return (
        Column(words.text("Case no."), 0.19),
        Column(words.text("Customer"), 0.2),
        Column(words.text("Product"), 0.28),
        Column(words.text("Shelf"), 0.17),
        Column(words.text("Ready since"), 0.16),
    )


def _debt_columns(setter: Typesetter) -> tuple[Column, ...]:
    words = setter.words
    return (
        Column(words.text("Case no."), 0.19),
        Column(words.text("Customer"), 0.2),
        Column(words.text("Product"), 0.28),
        Column(words.text("Owed"), 0.15),
        Column(words.text("Until"), 0.18),
    )


def _till_columns(setter: Typesetter) -> tuple[Column, ...]:
    words = setter.words
    return (
        Column(words.text("By"), 0.16),
        Column(words.text("Taken"), 0.42),
        Column(words.text("Handed to the till"), 0.21),
        Column(words.text("Still to hand over"), 0.21),
    )


def _till(rows: Sequence[DayCloseTill]) -> list[TextRow]:
    return [
        (row.staff_name, row.taken, money_text(row.handed_over_fen), money_text(row.left_fen))
        for row in rows
    ]


def _number_columns(setter: Typesetter) -> tuple[Column, ...]:
    words = setter.words
    return (
        Column(words.text("Customer"), 0.22),
        Column(words.text("Wrong number"), 0.33),
        Column(words.text("Address"), 0.45),
    )


def _untouched_columns(setter: Typesetter) -> tuple[Column, ...]:
    words = setter.words
    return (
        Column(words.text("Case no."), 0.19),
        Column(words.text("Customer"), 0.24),
        Column(words.text("Stage"), 0.21),
        Column(words.text("Last step"), 0.2),
        Column(words.text("By"), 0.16),
    )


def _calls(calls: Sequence[DayCloseCall]) -> list[TextRow]:
    return [
        (
            call.customer_name,
            call.phone,
            call.purpose,
            call.result,
            f"{call.staff_name} {time_text(call.at) if call.at else ''}".strip(),
        )
        for call in calls
    ]


def _deadlines(deadlines: Sequence[DayCloseDeadline], setter: Typesetter) -> list[TextRow]:
    return [
        (
            d.number,
            d.customer_name,
            d.what,
            f"{day_text(setter.words, d.due_at.date())} {time_text(d.due_at)}",
            d.staff_name,
        )
        for d in deadlines
    ]


def _goods(goods: Sequence[DayCloseGoods], setter: Typesetter) -> list[TextRow]:
    return [
        (
            g.number,
            g.customer_name,
            g.product,
            g.shelf,
            day_text(setter.words, g.ready_on) if g.ready_on else "",
        )
        for g in goods
    ]


def _debts(debts: Sequence[DayCloseDebt], setter: Typesetter) -> list[TextRow]:
    return [
        (
            debt.number,
            debt.customer_name,
            debt.product,
            money_text(debt.left_fen),
            day_text(setter.words, debt.until) if debt.until else "",
        )
        for debt in debts
    ]


def _numbers(people: Sequence[DayCloseUnreachable], setter: Typesetter) -> list[TextRow]:
    comma = setter.words.text(", ")
    return [(one.customer_name, comma.join(one.numbers), one.address) for one in people]


def _untouched(found: Sequence[DayCloseUntouched], setter: Typesetter) -> list[TextRow]:
    return [
        (
            one.number,
            one.customer_name,
            one.stage,
            day_text(setter.words, one.last_step_on),
            one.staff_name,
        )
        for one in found
    ]


def _signatures(setter: Typesetter, width: float) -> list[Block]:
    """Set the lines to sign on; they stay together."""
    words = setter.words
    labels = (words.text("Closed by"), words.text("Checked by the manager"))
    lines = setter.signatures(labels, words.text("Date"), width)
    return keep_together(
        [setter.spacer(setter.type.title), *(block for line in lines for block in line)]
    )
