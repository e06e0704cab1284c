"""``customer show``, ``add`` and ``change``."""

import argparse
from typing import TYPE_CHECKING, Final

from shopcare.cli.command import Command, Described, Group, Options, below
from shopcare.cli.drafts import customer_draft
from shopcare.cli.fields import Fields, id_of, key_of
from shopcare.cli.files import fields_of
from shopcare.cli.records.call_json import KEPT_CALLBACK_JSON, kept_callback_json
from shopcare.cli.records.goods_json import LOAN_JSON, loan_json
from shopcare.cli.records.measure_json import (
    MEASUREMENT_JSON,
    PRESCRIPTION_JSON,
    measurement_json,
    prescription_json,
)
from shopcare.cli.records.money_json import GIFT_JSON, gift_json
from shopcare.cli.records.record_json import (
    CASE_JSON,
    CONSENT_JSON,
    CUSTOMER_JSON,
    MERGED_JSON,
    PURCHASE_JSON,
    case_json,
    customer_json,
    merged_json,
    purchase_json,
)
from shopcare.cli.session import Session
from shopcare.cli.tables import labelled, plain, table
from shopcare.domain.errors import NotFound
from shopcare.domain.ids import CustomerId
from shopcare.domain.people.customer import Customer
from shopcare.domain.typed.phone import grouped
from shopcare.language.catalog import Catalog, mark

if TYPE_CHECKING:
    from shopcare.services.people.customers import CustomerFile
    from shopcare.services.shop import Shop

_FROM_OPTIONS = ("name", "number", "address", "birthday", "key_account", "prefers", "remark")
_FILE_JSON: Final[Described] = {
    **CUSTOMER_JSON,
    **below("purchases[]", PURCHASE_JSON),
    **below("cases[]", CASE_JSON),
    **below("callbacks[]", KEPT_CALLBACK_JSON),
    **below("prescriptions[]", PRESCRIPTION_JSON),
    **below("loans[]", LOAN_JSON),
    **below("measurements[]", MEASUREMENT_JSON),
    **below("gifts[]", GIFT_JSON),
    **below("consents[]", CONSENT_JSON),
    "household[].id": mark("the id of somebody on the same number"),
    "household[].name": mark("the name of somebody on the same number"),
    **below("merged[]", MERGED_JSON),
}


def customer_id_of(shop: "Shop", text: str) -> CustomerId:
    """Find a customer by id or by member number, also by those of a merged record.

    Raises:
        NotFound: neither is on file.
    """
    from shopcare.services.people import customers

    key, number = key_of(text), id_of(text)
    if number is not None:
        try:
            return customers.customer_now(shop, CustomerId(number)).id
        except NotFound:
            pass  # perhaps a member number of digits
    if key and (with_number := customers.with_number(shop, key)) is not None:
        return with_number
    raise NotFound("customer", key[:40])


def customer_lines(words: Catalog, customer: Customer) -> list[str]:
    """Write a customer's own facts for a person."""
    from shopcare.language.day_words import birthday_words, hours_text

    born = birthday_words(words, customer.birthday) if customer.birthday else ""
    yes = words.text("yes")
    return labelled(
        [
            (words.text("Name"), customer.name),
            (words.text("Id"), str(customer.id)),
            (words.text("Member number"), customer.number or ""),
            (words.text("Phone"), " / ".join(grouped(phone.digits) for phone in customer.phones)),
            (words.text("Address"), customer.address),
            (words.text("Birthday"), born),
            (words.text("Key account"), yes if customer.key_account else ""),
            (
                words.text("Call hours"),
                hours_text(words, customer.call_hours) if customer.call_hours else "",
            ),
            (words.text("Wants no calls"), yes if customer.no_calls else ""),
            (words.text("Note"), customer.remark),
        ]
    )


def _show_options(options: Options) -> None:
    options.add("key", metavar="ID", tells=mark("the customer's id or member number"))


def _add_options(options: Options) -> None:
    options.add("--fields", metavar="FILE.json", tells=mark("the fields as JSON; - reads stdin"))
    options.add("--name", tells=mark("the customer's name"))
    options.add("--phone", action="append", gives=("phones",),
                tells=mark("a phone number; may be repeated"))  # fmt: skip
    options.add("--number", tells=mark("the shop's own member number"))
    options.add("--address", tells=mark("the address"))
    options.add("--birthday", tells=mark("a birthday such as 3-5 or 农历八月十五"))
    options.add(
        "--key-account",
        action=argparse.BooleanOptionalAction,
        default=None,
        tells=mark("whether it is a key account"),
    )
    options.add("--prefers", choices=("mobile", "landline"),
                tells=mark("which kind of number is dialled first"))  # fmt: skip
    options.add("--calls", action=argparse.BooleanOptionalAction, default=None,
                gives=("no_calls",), tells=mark("whether calls are wanted"))  # fmt: skip
    options.add("--remark", tells=mark("a note"))


def _change_options(options: Options) -> None:
    _show_options(options)
    _add_options(options)


def _given(session: Session) -> Fields:
    """Put together what the file says and, over it, what the options say."""
    name = session.option("fields")
    values: dict[str, object] = fields_of(name) if name is not None else {}
    values |= {
        field: session.option(field) for field in _FROM_OPTIONS if session.option(field) is not None
    }
    if session.option("phone") is not None:
        values["phones"] = session.option("phone")
    if session.option("calls") is not None:
        values["no_calls"] = not session.option("calls")
    return Fields(values, session.shop.now())


def _show(session: Session) -> None:
    from shopcare.services.people import customers

    shop = session.shop
    file = customers.customer_file(shop, customer_id_of(shop, session.option("key")))
    words = session.words

    def lines() -> list[str]:
        written = customer_lines(words, file.customer)
        for title, rows in _parts_of(words, file):
            if rows:
                written += ["", title, *rows]
        return written

    session.give(
        {
            **customer_json(file.customer),
            "purchases": [purchase_json(purchase) for purchase in file.purchases],
            "cases": [case_json(shop, case) for case in file.cases],
            "callbacks": [kept_callback_json(call) for call in file.callbacks],
            "loans": [loan_json(shop, loan) for loan in file.loans],
            "prescriptions": [prescription_json(shop, one) for one in file.prescriptions],
            "gifts": [gift_json(shop, one) for one in file.gifts],
            "measurements": [measurement_json(shop, one) for one in file.measurements],
            "consents": [plain(one) for one in file.consents],
            "household": [{"id": other.id, "name": other.name} for other in file.household],
            "merged": [merged_json(record) for record in file.merged],
        },
        lines,
    )


def _parts_of(words: Catalog, file: "CustomerFile") -> list[tuple[str, list[str]]]:
    """Give the parts of a file, each with its title and its lines."""
    from shopcare.cli.records.record_lines import (
        call_rows,
        case_rows,
        prescription_row,
        purchase_rows,
    )
    from shopcare.language.records.people_words import consent_lines

    measured = [prescription_row(words, one) for one in file.prescriptions]
    agreed = consent_lines(words, file.consents) if file.consents else []
    household = [(str(other.id), other.name) for other in file.household]
    merged = [(str(one.id), one.name, one.number or "") for one in file.merged]
    return [
        (words.text("Purchases"), table(purchase_rows(words, file.purchases))),
        (words.text("Cases"), table(case_rows(words, file.cases))),
        (words.text("Calls"), table(call_rows(words, file.callbacks))),
        (words.text("Prescriptions"), table(measured)),
        (words.text("Consents"), table(agreed)),
        (words.text("Same phone number"), table(household)),
        (words.text("Merged into this file"), table(merged)),
    ]


def _add(session: Session) -> None:
    from shopcare.services.people import customers

    fields = _given(session)
    draft = customer_draft(fields)
    fields.finish()
    filed = customers.add_customer(session.shop, draft)
    _tell(session, filed.customer, mark("Added: {name}, id {id}"))


def _change(session: Session) -> None:
    from shopcare.services.people import customers

    shop = session.shop
    customer_id = customer_id_of(shop, session.option("key"))
    fields = _given(session)
    before = customers.draft_of(customers.customer(shop, customer_id))
    draft = customer_draft(fields, before)
    fields.finish()
    filed = customers.change_customer(shop, customer_id, draft)
    _tell(session, filed.customer, mark("Changed: {name}, id {id}"))


def _tell(session: Session, customer: Customer, sentence: str) -> None:
    words = session.words
    first = words.text(sentence, name=customer.name, id=customer.id)
    session.give(customer_json(customer), lambda: [first, *customer_lines(words, customer)])


GROUPS = (Group(word="customer", summary=mark("Show, add or change a customer.")),)
COMMANDS = (
    Command(
        words=("customer", "show"),
        summary=mark("Show everything about a customer."),
        options=_show_options,
        run=_show,
        json=_FILE_JSON,
    ),
    Command(
        words=("customer", "add"),
        summary=mark("Add a new customer."),
        options=_add_options,
        run=_add,
        json=CUSTOMER_JSON,
    ),
    Command(
        words=("customer", "change"),
        summary=mark("Change a customer's details."),
        options=_change_options,
        run=_change,
        json=CUSTOMER_JSON,
    ),
)
