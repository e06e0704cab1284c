"""Several people on one phone number, each with their own file (X-7)."""

from shopcare.domain.people.customer import Customer
from shopcare.services.shop import Shop
from shopcare.storage import customers


def household(shop: Shop, customer: Customer) -> tuple[Customer, ...]:
    """List the other customers on any of a customer's numbers (X-7)."""
    ids = {
        other
        for phone in customer.phones
        for other in customers.on_phone(shop.file, phone.digits)
        if other != customer.id
    }
    return tuple(customers.many(shop.file, sorted(ids)))
