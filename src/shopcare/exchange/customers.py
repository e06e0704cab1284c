"""Rows of a members' list as customer drafts."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from shopcare.domain.errors import Invalid, Problem, Refusal
from shopcare.domain.people.customer import (
    BirthdayCalendar,
    CustomerBirthday,
    CustomerDraft,
    check_customer,
    name_until_told,
)
from shopcare.domain.people.prescription import PrescriptionDraft
from shopcare.exchange.birthdays import (
    CalendarSigns,
    birthday_from_cell,
    birthday_of_month_and_day,
    calendar_from_cell,
    number_from_cell,
    says_calendar,
    signs_of_heading,
)
from shopcare.exchange.cells import Cell, exact_text, typed_text, yes_from_cell
from shopcare.exchange.prescriptions import has_prescriptions, prescription_from_row
from shopcare.exchange.reading.book import Progress
from shopcare.exchange.recognition.columns import ColumnChoice, Recognised
from shopcare.exchange.recognition.words import TableKind
from shopcare.exchange.row_cells import RowCells
from shopcare.exchange.table import Table, TableRow, open_table
from shopcare.exchange.wishes import hours_from_cell, is_key_level, preferred_from_cell


class CustomerRow(NamedTuple):
    """One row of a list of customers.

    Needed is a name, or a number or phone that stands for it until it is told. A cell that
    cannot be read is left empty in the draft and stands in ``problems``: the customer is worth
    more than the cell. A draft passes ``check_customer`` unchanged.
    """

    row: int
    draft: CustomerDraft | None
    """None where the row was skipped or is no customer at all."""
    problems: tuple[Problem, ...] = ()
    """Each with the values ``column`` (heading) and ``text`` (what stands there)."""
    prescription: PrescriptionDraft | None = None
    """What was measured, where the list has columns of eyes (R-2)."""
    aside: bool = False
    """Whether the row is a total, a repeated heading or a note rather than a customer."""


def customer_rows(
    path: Path, choice: ColumnChoice | None = None, progress: Progress | None = None
) -> Iterator[CustomerRow]:
    """Read the customers of a file one by one; blank rows are passed over.

    Raises:
        Refusal, Trouble: as ``open_table``.
    """
    with open_table(path, TableKind.CUSTOMERS, choice, progress) as table:
        yield from customers_of(table)


def customers_of(table: Table, signs: CalendarSigns | None = None) -> Iterator[CustomerRow]:
    """Read the customers of an opened table.

    Args:
        table: the list.
        signs: what bare 0 and 1 in its column of calendars mean, as the shop says.
    """
    plan = _plan(table.recognised, signs)
    for record in table.rows:
        if record.aside is not None:
            yield CustomerRow(row=record.row, draft=None, problems=(record.aside,), aside=True)
        elif record.unreadable is not None:
            yield CustomerRow(row=record.row, draft=None, problems=(record.unreadable,))
        else:
            yield _customer_row(record, table.recognised, plan)


PersonKey = str | tuple[str, ...]
"""A member number, or a name with what goes with it. A list of 100,000 has 200,000 of them."""


def same_person_keys(draft: CustomerDraft) -> tuple[PersonKey, ...]:
    """Give what names this person; two drafts that share a key are the same person.

    One key for the member number, and one for the name with each phone, so that a household
    on one phone stays apart. Without number and phone: the name with birthday and address.
    """
    name = _folded(draft.name)
    with_phones = [(name, phone.digits) for phone in draft.phones]
    if draft.number:
        upper = draft.number.upper()
        number = draft.number if draft.number == upper else upper  # the same text is kept once
        return (number, *with_phones)
    return tuple(with_phones) or ((name, str(draft.birthday), draft.address),)


@lru_cache(maxsize=8192)
def _folded(name: str) -> str:
    folded = unicodedata.normalize("NFKC", name).replace(" ", "").casefold()
    return name if name == folded else folded


_CHECK_FROM = 40
"""No limit of ``check_customer`` is shorter: a draft of shorter texts needs no second look."""


_Column = tuple[str, int, Callable[[Cell], object]]
_READERS: Mapping[str, Callable[[Cell], object]] = {
    "number": exact_text,
    "address": typed_text,
    "key_account": yes_from_cell,
    "level": is_key_level,
    "prefers": preferred_from_cell,
    "call_hours": hours_from_cell,
    "no_calls": yes_from_cell,
}


@dataclass(frozen=True, slots=True)
class _Plan:
    """The columns that there are, so that no row asks for those that there are not."""

    name: int | None
    """Its column, apart: where there is one, a row without a name is no customer."""
    has_surname: bool
    single: Sequence[_Column]
    read_birthday: Callable[[RowCells], CustomerBirthday | None] | None
    has_remark: bool
    has_prescription: bool


def _plan(recognised: Recognised, signs: CalendarSigns | None) -> _Plan:
    columns = recognised.columns
    return _Plan(
        name=columns["name"][0] if "name" in columns else None,
        has_surname="surname" in columns,
        single=[
            (field, columns[field][0], _READERS[field]) for field in _READERS if field in columns
        ],
        read_birthday=_birthday_reader(recognised, signs) if _BIRTHDAYS & set(columns) else None,
        has_remark="remark" in columns,
        has_prescription=has_prescriptions(recognised),
    )


_BIRTHDAYS = frozenset({"birthday", "lunar_birthday", "birthday_month"})


def _customer_row(record: TableRow, recognised: Recognised, plan: _Plan) -> CustomerRow:
    cells = RowCells(record, recognised)
    if plan.has_surname or plan.name is None:
        name: str | None = cells.name()
    else:
        name = cells.read("name", plan.name, typed_text)
    if plan.name is not None and not name:
        if not cells.problems:
            cells.note("name", Refusal("name_missing"))
        return CustomerRow(row=record.row, draft=None, problems=tuple(cells.problems))
    facts: dict[str, Any] = cells.each(plan.single)
    if facts.pop("level", False):  # either column can say it: one to tick, or a member's level
        facts["key_account"] = True
    facts["phones"] = cells.phones()
    if not name:  # the list names nobody: a number or a phone stands for the name
        name = name_until_told(facts.get("number"), facts["phones"])
        if not name:
            cells.note("number", Refusal("name_missing"))
            return CustomerRow(row=record.row, draft=None, problems=tuple(cells.problems))
    if plan.read_birthday is not None:
        facts["birthday"] = plan.read_birthday(cells)
    if plan.has_remark:
        facts["remark"] = cells.remark()
    prescription = prescription_from_row(cells, None) if plan.has_prescription else None
    draft = CustomerDraft(name=name, **facts)
    if max(len(name), len(draft.address), len(draft.remark), len(draft.number or "")) > _CHECK_FROM:
        return _checked(record.row, draft, cells, prescription)
    return CustomerRow(record.row, draft, tuple(cells.problems), prescription)


_BIRTHDAY_IN = {
    calendar: partial(birthday_from_cell, calendar=calendar)
    for calendar in (None, BirthdayCalendar.SOLAR, BirthdayCalendar.LUNAR)
}


def _birthday_reader(
    recognised: Recognised, signs: CalendarSigns | None
) -> Callable[[RowCells], CustomerBirthday | None]:
    """Give the reader of a row's birthday; the calendar's column is judged by its heading."""
    spots = recognised.columns.get("birthday_calendar", ())
    told = signs_of_heading(recognised.heading(spots[0])) if spots else None
    read_calendar = partial(calendar_from_cell, signs=signs if signs is not None else told)

    def read(cells: RowCells) -> CustomerBirthday | None:
        problems = len(cells.problems)
        calendar = cells.take("birthday_calendar", read_calendar)
        unclear = len(cells.problems) > problems
        given = cells.take("birthday", _BIRTHDAY_IN[calendar])
        if unclear and given is not None and not cells.take("birthday", says_calendar):
            given = None  # a birthday in the wrong calendar is worse than none
        if given is None and not unclear:
            given = _of_month_and_day(cells, calendar)
        lunar = cells.take("lunar_birthday", _BIRTHDAY_IN[BirthdayCalendar.LUNAR])
        if given is not None and lunar is not None:
            # A till that fills both has computed the lunar day; a customer has one birthday here.
            cells.note(
                "lunar_birthday", Refusal("birthday_left_out", month=lunar.month, day=lunar.day)
            )
        return given or lunar

    return read


def _of_month_and_day(
    cells: RowCells, calendar: BirthdayCalendar | None
) -> CustomerBirthday | None:
    month = cells.take("birthday_month", number_from_cell)
    day = cells.take("birthday_day", number_from_cell)
    if not month or not day:
        return None
    try:
        return birthday_of_month_and_day(month, day, calendar)
    except Refusal as refusal:
        cells.note("birthday_month", refusal)
        return None


def _checked(
    row: int, draft: CustomerDraft, cells: RowCells, prescription: PrescriptionDraft | None
) -> CustomerRow:
    """Leave out what is too long, never cut it; without a usable name the row is skipped."""
    checked: CustomerDraft | None = draft
    try:
        check_customer(draft)
    except Invalid as invalid:
        for problem in invalid.problems:
            cells.note(problem.field, Refusal(problem.code, **dict(problem.values)))
        wrong = {problem.field for problem in invalid.problems}
        checked = replace(
            draft,
            number=None if "number" in wrong else draft.number,
            address="" if "address" in wrong else draft.address,
            remark="" if "remark" in wrong else draft.remark,
        )
        checked = None if "name" in wrong else checked
    return CustomerRow(
        row=row, draft=checked, problems=tuple(cells.problems), prescription=prescription
    )
