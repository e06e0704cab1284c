"""Which column of a list is which, as the shop chose it: remembered for the same headings."""

from collections.abc import Callable, Mapping, Sequence

from shopcare.domain.people.customer import BirthdayCalendar
from shopcare.services.shop import Shop
from shopcare.storage import imports

Columns = Mapping[str, Sequence[str]]
"""Field to headings or column letters."""


def remembered_columns(shop: Shop, kind: str) -> Callable[[Sequence[str]], Columns | None]:
    """Give a function that knows what was chosen for lists with some headings."""

    def chosen(headings: Sequence[str]) -> Columns | None:
        return imports.choice_for(shop.file, _key(kind, headings))

    return chosen


def remember_columns(
    shop: Shop, kind: str, headings: Sequence[str], columns: Columns | None
) -> None:
    """Keep a choice inside a running action; lists without headings have nothing in common."""
    if columns and any(headings):
        imports.remember_choice(shop.file, _key(kind, headings), columns)


def _key(kind: str, headings: Sequence[str]) -> str:
    from shopcare.exchange.recognition.headings import plain_heading

    return "|".join([kind, *sorted(plain_heading(heading) for heading in headings)])


def calendar_signs(lunar_sign: str | None) -> Mapping[str, BirthdayCalendar] | None:
    """Say what bare signs mean, once the shop has said which of them means lunar."""
    if lunar_sign is None:
        return None
    solar = dict.fromkeys("0123456789yn", BirthdayCalendar.SOLAR)
    return solar | {lunar_sign.strip().casefold(): BirthdayCalendar.LUNAR}
