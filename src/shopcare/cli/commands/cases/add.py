"""``case add``: the intake form for scripts."""

from dataclasses import replace
from typing import TYPE_CHECKING

from shopcare.cli.command import Command, Options
from shopcare.cli.commands.cases.answer import case_lines, opened_json
from shopcare.cli.commands.customers import customer_id_of
from shopcare.cli.drafts import case_draft, customer_draft
from shopcare.cli.fields import Fields
from shopcare.cli.files import fields_of
from shopcare.cli.records.record_json import OPENED_JSON
from shopcare.cli.session import Session
from shopcare.domain.cases.case import CaseDraft
from shopcare.domain.cases.case_facts import check_intake
from shopcare.domain.errors import Invalid, NotFound, Problem
from shopcare.domain.ids import CustomerId
from shopcare.domain.people.customer import Customer, CustomerDraft, check_customer
from shopcare.language.catalog import mark

if TYPE_CHECKING:
    from shopcare.services.cases.intake import Opened
    from shopcare.services.shop import Shop


def _options(options: Options) -> None:
    options.add(
        "--fields",
        metavar="FILE.json",
        required=True,
        tells=mark("the fields as JSON; - reads stdin"),
    )


def _add(session: Session) -> None:
    from shopcare.services.cases import cases

    shop = session.shop
    fields = Fields(fields_of(session.option("fields")), shop.now())
    person, customer_id = _customer(shop, fields)
    draft = case_draft(fields, shop.policy)
    fields.finish()
    _check_all(shop, draft, person, customer_id)
    _require_references(shop, draft)
    opened = _opened(shop, draft, person, customer_id)
    file = cases.case_file(shop, opened.case.id)
    session.give(
        opened_json(shop, file.case, file.deadlines, file.callbacks),
        lambda: case_lines(shop, session.words, file),
    )


def _customer(shop: "Shop", fields: Fields) -> tuple[CustomerDraft | None, CustomerId | None]:
    """Read who came: an id, a member number, or an object that describes the customer."""
    customer_id = fields.record_id("customer_id")
    given = fields.peek("customer")
    if isinstance(given, dict):
        inner = fields.inner("customer")
        assert inner is not None
        person = customer_draft(inner)
        inner.end()
        return person, None
    if isinstance(given, str):
        text = fields.typed("customer") or ""
        return None, customer_id_of(shop, text)
    customer_id = fields.record_id("customer") or customer_id
    return None, CustomerId(customer_id) if customer_id is not None else None


def _check_all(
    shop: "Shop", draft: CaseDraft, person: CustomerDraft | None, customer_id: CustomerId | None
) -> None:
    """Say everything that is wrong before anything is saved, so that no half is left behind."""
    from shopcare.services.cases.intake import require_offered

    problems: list[Problem] = []
    if person is not None:
        try:
            check_customer(person)
        except Invalid as invalid:
            problems += [one._replace(field=f"customer.{one.field}") for one in invalid.problems]
    anybody = CustomerId(0) if person is not None else customer_id
    try:
        check_intake(replace(draft, customer_id=anybody), shop.now())
    except Invalid as invalid:
        problems += invalid.problems
    try:
        require_offered(shop, draft)
    except Invalid as invalid:
        problems += invalid.problems
    if problems:
        raise Invalid(*problems)


def _require_references(shop: "Shop", draft: CaseDraft) -> None:
    """Refuse a case that points to something that is not on file.

    Raises:
        NotFound: the purchase line, the call or the other case.
    """
    from shopcare.services.calls.call_card import call_card
    from shopcare.services.cases import cases
    from shopcare.services.purchases import purchases

    if draft.purchase_line_id is not None:
        purchases.purchase_of_line(shop, draft.purchase_line_id)
    if draft.from_callback_id is not None:
        call_card(shop, draft.from_callback_id)
    if draft.linked_case_id is not None and not cases.case_rows(shop, [draft.linked_case_id]):
        raise NotFound("case", draft.linked_case_id)


def _opened(
    shop: "Shop", draft: CaseDraft, person: CustomerDraft | None, customer_id: CustomerId | None
) -> "Opened":
    """Record the case, together with its customer where nobody of that name is on file."""
    from shopcare.services.cases.intake import open_case, open_case_for_new

    if person is not None:
        person = check_customer(person)
        customer_id = _known(shop, person)
        if customer_id is None:
            return open_case_for_new(shop, person, draft)
    return open_case(shop, replace(draft, customer_id=customer_id))


def _known(shop: "Shop", person: CustomerDraft) -> CustomerId | None:
    """Find a customer with the same name on the same number (X-7)."""
    from shopcare.services.people.customers import household

    nobody = Customer(id=CustomerId(0), name=person.name, phones=person.phones)
    known = (other.id for other in household(shop, nobody) if other.name == person.name)
    return next(known, None)


COMMANDS = (
    Command(
        words=("case", "add"),
        summary=mark("Record a complaint, a repair or another request."),
        options=_options,
        run=_add,
        json=OPENED_JSON,
    ),
)
