"""``prescription add``, ``show`` and ``compare`` (R-1, R-2)."""

from typing import TYPE_CHECKING, Any, Final

from shopcare.cli.command import Command, Described, Group, Options, below
from shopcare.cli.commands.customers import customer_id_of
from shopcare.cli.fields import Fields, id_of
from shopcare.cli.files import fields_of
from shopcare.cli.records.measure_json import (
    COMPARED_JSON,
    PRESCRIPTION_JSON,
    compared_json,
    prescription_draft,
    prescription_json,
)
from shopcare.cli.records.record_lines import prescription_row
from shopcare.cli.session import Session
from shopcare.cli.tables import plain, table
from shopcare.domain.errors import NotFound
from shopcare.domain.ids import PrescriptionId
from shopcare.language.catalog import mark

if TYPE_CHECKING:
    from shopcare.domain.people.prescription import Prescription

_FROM_OPTIONS: Final = ("right", "left", "measured_by", "measured_at", "distance")
_COMPARED_JSON: Final[Described] = {
    **below("now", COMPARED_JSON),
    **below("before", COMPARED_JSON),
    "differences[].field": mark("what is another value than before"),
    "differences[].before": mark("the value before"),
    "differences[].now": mark("the value now"),
    "signs[]": mark("what has another sign than before"),
}


def _customer_option(options: Options) -> None:
    options.add("key", metavar="CUSTOMER", tells=mark("the customer's id or member number"))


def _add_options(options: Options) -> None:
    _customer_option(options)
    options.add("--fields", metavar="FILE.json", tells=mark("the fields as JSON; - reads stdin"))
    options.add("--right", metavar="EYE",
                tells=mark("the right eye, such as --right=-3.25/-0.50x90"))  # fmt: skip
    options.add("--left", metavar="EYE", tells=mark("the left eye"))
    options.add("--pd", metavar="MM", gives=("pupil_distance",),
                tells=mark("the distance of the pupils"))  # fmt: skip
    options.add("--distance", choices=("far", "near"), tells=mark("far or near"))
    options.add("--on", metavar="DAY", gives=("measured_on",),
                tells=mark("the day; today if left out"))  # fmt: skip
    options.add("--measured-by", metavar="NAME", tells=mark("who measured"))
    options.add("--measured-at", metavar="PLACE", tells=mark("where it was measured"))


def _compare_options(options: Options) -> None:
    _customer_option(options)
    options.add("--with", metavar="ID", dest="with_id",
                tells=mark("the id of the one to compare; the one before if left out"))  # fmt: skip


def _add(session: Session) -> None:
    from shopcare.language.records.eye_words import signs_text
    from shopcare.services.people.prescriptions import add_prescription

    shop = session.shop
    customer_id = customer_id_of(shop, session.option("key"))
    fields = _given(session)
    draft = prescription_draft(fields, shop.today())
    fields.finish()
    measured = add_prescription(shop, customer_id, draft)

    def lines() -> list[str]:
        written = table([prescription_row(session.words, measured.prescription)])
        return [*written, *filter(None, [signs_text(session.words, measured.signs)])]

    answer = prescription_json(shop, measured.prescription)
    session.give({**answer, "signs": list(measured.signs)}, lines)


def _given(session: Session) -> Fields:
    name = session.option("fields")
    values: dict[str, object] = fields_of(name) if name is not None else {}
    given = {field: session.option(field) for field in _FROM_OPTIONS}
    given |= {"pupil_distance": session.option("pd"), "measured_on": session.option("on")}
    values |= {field: value for field, value in given.items() if value is not None}
    return Fields(values, session.shop.now())


def _show(session: Session) -> None:
    from shopcare.services.people.prescriptions import prescriptions_of

    shop = session.shop
    found = prescriptions_of(shop, customer_id_of(shop, session.option("key")))
    session.give(
        [prescription_json(shop, one) for one in found],
        lambda: table([prescription_row(session.words, one) for one in found]),
    )


def _compare(session: Session) -> None:
    from shopcare.domain.people.prescription import differences, signs_that_differ
    from shopcare.language.records.eye_words import field_words

    words = session.words
    now, before = _pair(session)
    found = differences(now, before)

    def lines() -> list[str]:
        rows = [
            (field_words(words, one.field), _said(one.before), "→", _said(one.now)) for one in found
        ]
        both = [prescription_row(words, one) for one in (before, now)]
        return [*table(both), "", *table(rows)]

    session.give(
        {
            "now": compared_json(now),
            "before": compared_json(before),
            "differences": [
                {"field": one.field, "before": plain(one.before), "now": plain(one.now)}
                for one in found
            ],
            "signs": list(signs_that_differ(now, before)),
        },
        lines,
    )


def _said(value: object) -> str:
    return "–" if value in (None, "") else str(value)


def _pair(session: Session) -> "tuple[Prescription, Prescription]":
    """Give the newest prescription, and the one to compare it with."""
    from shopcare.services.people import prescriptions

    shop = session.shop
    found = prescriptions.prescriptions_of(shop, customer_id_of(shop, session.option("key")))
    standing = prescriptions.standing(found)
    if not standing:
        raise NotFound("prescription", session.option("key")[:40])
    asked: Any = session.option("with_id")
    if asked is None:
        before = prescriptions.before(standing[0], standing)
    else:
        number = id_of(asked)
        before = next((one for one in standing if one.id == number), None)
    if before is None:
        raise NotFound("prescription", asked or "–")
    return standing[0], before


def prescription_id_of(text: str) -> PrescriptionId:
    """Read the id of a prescription.

    Raises:
        NotFound: it can be none.
    """
    number = id_of(text)
    if number is None:
        raise NotFound("prescription", text[:40])
    return PrescriptionId(number)


GROUPS = (Group(word="prescription", summary=mark("Enter, show and compare prescriptions.")),)
COMMANDS = (
    Command(
        words=("prescription", "add"),
        summary=mark("Enter what a customer's eyes were measured to need."),
        options=_add_options,
        run=_add,
        json={**PRESCRIPTION_JSON, "signs[]": mark("what has another sign than before")},
    ),
    Command(
        words=("prescription", "show"),
        summary=mark("Show a customer's prescriptions, the newest first."),
        options=_customer_option,
        run=_show,
        json=below("[]", PRESCRIPTION_JSON),
    ),
    Command(
        words=("prescription", "compare"),
        summary=mark("Compare a customer's newest prescription with the one before."),
        options=_compare_options,
        run=_compare,
        json=_COMPARED_JSON,
    ),
)
