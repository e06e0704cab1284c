"""A person the shop serves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, time
from enum import StrEnum
from operator import attrgetter

from shopcare.domain.calendar.opening import hours_problems
from shopcare.domain.errors import Invalid, Problem
from shopcare.domain.ids import CustomerId
from shopcare.domain.typed.phone import Phone, PhoneKind
from shopcare.domain.typed.text import clean_line, clean_text, too_long

MOST_PHONES = 6


class BirthdayCalendar(StrEnum):
    """In which calendar the customer gave the birthday (C-4)."""

    SOLAR = "solar"
    LUNAR = "lunar"


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerBirthday:
    """A birthday as the customer gave it; the year is often not told."""

    calendar: BirthdayCalendar
    month: int
    day: int
    leap_month: bool = False
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerDraft:
    """What a form or a file says about a customer."""

    name: str
    number: str | None = None
    """The shop's own member number, for example VIP10325."""
    phones: tuple[Phone, ...] = ()
    address: str = ""
    birthday: CustomerBirthday | None = None
    key_account: bool = False
    prefers: PhoneKind | None = None
    """Which kind of number the customer wants to be called on (C-10); None: a landline first."""
    call_hours: tuple[tuple[time, time], ...] = ()
    """When this customer wants to be called (C-6); empty: the shop's call windows."""
    no_calls: bool = False
    """The customer asked not to be called again."""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer(CustomerDraft):
    """A customer on file."""

    id: CustomerId
    wrong_numbers: tuple[str, ...] = ()
    """Digits of the numbers that a call has found wrong; they are not proposed again (C-14)."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Name the facts that are asked for at the next contact (G-2)."""
        missing = []
        if is_name_untold(self):
            missing.append("name")
        if not call_order(self):
            missing.append("phones")
        if not self.address:
            missing.append("address")
        if self.birthday is None:
            missing.append("birthday")
        return tuple(missing)


def name_until_told(number: str | None, phones: Sequence[Phone]) -> str:
    """Give what stands for a name that nobody has told yet: the member number, else a phone."""
    return number or next((phone.digits for phone in phones), "")


def is_name_untold(draft: CustomerDraft) -> bool:
    """Say whether the name is still to be asked for (G-2)."""
    return draft.name in (draft.number, *map(attrgetter("digits"), draft.phones))


def check_customer(draft: CustomerDraft) -> CustomerDraft:
    """Give the draft back tidied, or say what is wrong with it.

    Only the name is needed; everything else may be missing (G-2).

    Raises:
        Invalid: ``name_missing``, ``text_too_long``, ``number_unreadable``, ``too_many_phones``,
            ``birthday_impossible``, ``hours_reversed``, ``hours_overlap``.
    """
    problems: list[Problem] = []
    name = clean_line(draft.name)
    if not name:
        problems.append(Problem(field="name", code="name_missing"))
    number = clean_line(draft.number or "") or None
    texts = {"name": name, "number": number or "", "address": clean_line(draft.address)}
    texts["remark"] = clean_text(draft.remark)
    problems += too_long(texts, {"name": 80, "number": 40, "address": 300, "remark": 4000})
    phones = tuple(dict.fromkeys(draft.phones))
    if len(phones) > MOST_PHONES:
        problems.append(
            Problem(field="phones", code="too_many_phones", values={"most": MOST_PHONES})
        )
    problems += _birthday_problems(draft.birthday)
    call_hours = tuple(sorted(draft.call_hours))
    problems += hours_problems("call_hours", call_hours)
    if problems:
        raise Invalid(*problems)
    return CustomerDraft(
        name=name,
        number=number,
        phones=phones,
        address=texts["address"],
        birthday=draft.birthday,
        key_account=draft.key_account,
        prefers=draft.prefers,
        call_hours=call_hours,
        no_calls=draft.no_calls,
        remark=texts["remark"],
    )


def _birthday_problems(birthday: CustomerBirthday | None) -> list[Problem]:
    if birthday is None:
        return []
    from calendar import isleap  # loads ``locale``, which no start needs

    is_lunar = birthday.calendar is BirthdayCalendar.LUNAR
    longest = 30 if is_lunar else _DAYS.get(birthday.month, 0)
    fits = 1 <= birthday.month <= 12 and 1 <= birthday.day <= longest
    if birthday.year is not None:
        fits = fits and MINYEAR <= birthday.year <= MAXYEAR
        leap_day = not is_lunar and (birthday.month, birthday.day) == (2, 29)
        fits = fits and (not leap_day or isleap(birthday.year))
    return [] if fits else [Problem(field="birthday", code="birthday_impossible")]


_DAYS = {1: 31, 2: 29, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}


def call_order(customer: Customer) -> tuple[Phone, ...]:
    """Order the numbers as they are to be dialled: landline first unless told otherwise (C-10).

    Those that were found wrong are left out (C-14).
    """
    kind = customer.prefers or PhoneKind.LANDLINE
    first: list[Phone] = []
    others: list[Phone] = []
    for phone in customer.phones:
        if phone.digits not in customer.wrong_numbers:
            (first if phone.kind is kind else others).append(phone)
    return (*first, *others)


def phone_for_try(customer: Customer, tries_before: int) -> Phone | None:
    """Propose the number for the next try; the alternate on the second (C-13)."""
    numbers = call_order(customer)
    return numbers[tries_before % len(numbers)] if numbers else None
