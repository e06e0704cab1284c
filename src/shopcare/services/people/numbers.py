"""Numbers that a call has found wrong, and who has none left (C-14)."""

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import NotFound
from shopcare.domain.ids import CustomerId
from shopcare.domain.people.customer import Customer
from shopcare.services.shop import Shop
from shopcare.storage import customers


def number_to_find(shop: Shop) -> tuple[Customer, ...]:
    """List the customers whose every number was found wrong; nobody dials them again."""
    return tuple(customers.many(shop.file, customers.without_number(shop.file)))


def mark_number(shop: Shop, customer_id: CustomerId, digits: str, *, wrong: bool) -> Changes:
    """Write that a customer's number is wrong, or that it is right after all.

    Raises:
        NotFound: there is no such customer, or they have no such number.
    """
    with shop.begin("customer.number", "customer") as step:
        customer = customers.get(shop.file, customer_id)
        if digits not in {phone.digits for phone in customer.phones}:
            raise NotFound("phone", digits)
        step.subject_id = customer_id
        step.values = {"wrong": wrong}
        customers.mark_number(shop.file, customer_id, digits, wrong=wrong)
    return Changes.of(ChangeKind.CUSTOMER, ChangeKind.CALLBACK, record_id=customer_id)
