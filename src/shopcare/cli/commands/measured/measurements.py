"""``measurement add`` and ``show``: what a trade measures and notes of a person (A-10)."""

from typing import TYPE_CHECKING, Final

from shopcare.cli.command import Command, Described, Group, Options, below
from shopcare.cli.commands.customers import customer_id_of
from shopcare.cli.fields import Fields, id_of
from shopcare.cli.files import fields_of
from shopcare.cli.records.measure_json import MEASUREMENT_JSON, measurement_draft, measurement_json
from shopcare.cli.session import Session
from shopcare.cli.tables import table
from shopcare.domain.errors import NotFound
from shopcare.domain.ids import MeasurementId
from shopcare.language.catalog import mark

if TYPE_CHECKING:
    from shopcare.domain.people.measurement import Measurement

_LIST_JSON: Final[Described] = below("[]", MEASUREMENT_JSON)


def _customer_option(options: Options) -> None:
    options.add("key", metavar="CUSTOMER", tells=mark("the customer's id or member number"))


def _add_options(options: Options) -> None:
    _customer_option(options)
    options.add("--fields", metavar="FILE.json", required=True,
                tells=mark("the fields as JSON; - reads stdin"))  # fmt: skip


def _add(session: Session) -> None:
    from shopcare.services.people.measurements import add_measurement

    shop = session.shop
    customer_id = customer_id_of(shop, session.option("key"))
    fields = Fields(fields_of(session.option("fields")), shop.now())
    draft = measurement_draft(fields, shop.today())
    fields.finish()
    taken = add_measurement(shop, customer_id, draft).measurement
    session.give(measurement_json(shop, taken), lambda: table([_row(session, taken)]))


def _show(session: Session) -> None:
    from shopcare.services.people.measurements import measurements_of

    shop = session.shop
    found = measurements_of(shop, customer_id_of(shop, session.option("key")))
    session.give(
        [measurement_json(shop, one) for one in found],
        lambda: table([_row(session, one) for one in found]),
    )


def _row(session: Session, taken: "Measurement") -> tuple[str, ...]:
    from shopcare.language.records.eye_words import values_text

    words = session.words
    return (
        str(taken.id),
        taken.measured_on.isoformat(),
        values_text(words, taken, session.shop.policy.measures),
        taken.note,
        words.text("voided") if taken.voided else "",
    )


def measurement_id_of(text: str) -> MeasurementId:
    """Read the id of a measurement.

    Raises:
        NotFound: it can be none.
    """
    number = id_of(text)
    if number is None:
        raise NotFound("measurement", text[:40])
    return MeasurementId(number)


GROUPS = (Group(word="measurement", summary=mark("Enter and show what was measured.")),)
COMMANDS = (
    Command(
        words=("measurement", "add"),
        summary=mark("Enter what was measured or noted of a customer."),
        options=_add_options,
        run=_add,
        json=MEASUREMENT_JSON,
    ),
    Command(
        words=("measurement", "show"),
        summary=mark("Show a customer's measurements, the newest first."),
        options=_customer_option,
        run=_show,
        json=_LIST_JSON,
    ),
)
