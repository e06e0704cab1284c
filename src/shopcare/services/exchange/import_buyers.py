"""Who bought, in a list of sales: on file, met in the list already, or new; nobody is guessed."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from shopcare.domain.errors import Invalid, Problem
from shopcare.domain.ids import CustomerId
from shopcare.domain.people.customer import CustomerDraft, check_customer, name_until_told
from shopcare.services.shop import Shop
from shopcare.storage import customer_lists, customers

if TYPE_CHECKING:
    from shopcare.exchange.purchases import Buyer


class Buyers:
    """The people who bought, by what the rows of sales name them with.

    Those who are not on file get an id below nought: their place among the new ones.
    """

    def __init__(self, shop: Shop) -> None:
        """Begin with nobody.

        Args:
            shop: to look people up.
        """
        self._file = shop.file
        self.new: list[CustomerDraft] = []
        self.draft_of: dict[CustomerId, CustomerDraft] = {}
        self._by_number: dict[str, CustomerId] = {}
        self._by_digits: dict[str, list[CustomerId]] = defaultdict(list)
        self._by_name: dict[str, list[CustomerId]] = defaultdict(list)

    def look_up(self, buyers: Iterable["Buyer"]) -> list[CustomerId]:
        """Read everybody on file whom some rows may mean; give who was not read before."""
        found = customer_lists.like(
            self._file,
            sorted({buyer.number for buyer in buyers if buyer.number}),
            sorted({phone.digits for buyer in buyers for phone in buyer.phones}),
            sorted({b.name for b in buyers if b.name and not b.phones and not b.number}),
        )
        fresh = [i for i in found if CustomerId(i) not in self.draft_of]
        for customer in customers.many(self._file, fresh):
            self._add(customer.id, customer)
        return [CustomerId(i) for i in fresh]

    def find(self, buyer: "Buyer") -> tuple[CustomerId, Problem | None]:
        """Say who bought, and what is to be told about it; whoever is not known yet is new.

        Raises:
            Invalid: ``buyer_missing``, ``buyer_unsure`` (several people on one phone, no name),
                and those of ``check_customer``.
        """
        if not buyer:
            raise Invalid(Problem(field="name", code="buyer_missing"))
        if buyer.number and (known := self._by_number.get(buyer.number.casefold())) is not None:
            return known, self._named_otherwise(buyer, known)
        people = list(dict.fromkeys(i for p in buyer.phones for i in self._by_digits[p.digits]))
        if buyer.name:
            people = [person for person in people if self.draft_of[person].name == buyer.name]
        if not people and not buyer.phones and not buyer.number:
            people = self._by_name[buyer.name]
        if len(people) > 1:
            raise Invalid(Problem(field="name", code="buyer_unsure"))
        return people[0] if people else self._new(buyer), None

    def _named_otherwise(self, buyer: "Buyer", known: CustomerId) -> Problem | None:
        name = self.draft_of[known].name
        if not buyer.name or buyer.name == name:
            return None
        values = {"number": buyer.number, "name": name}
        return Problem(field="name", code="buyer_by_number", values=values)

    def _new(self, buyer: "Buyer") -> CustomerId:
        draft = check_customer(
            CustomerDraft(
                name=buyer.name or name_until_told(buyer.number, buyer.phones),
                number=buyer.number,
                phones=buyer.phones,
                address=buyer.address,
            )
        )
        self.new.append(draft)
        place = CustomerId(-len(self.new))
        self._add(place, draft)
        return place

    def _add(self, customer_id: CustomerId, draft: CustomerDraft) -> None:
        self.draft_of[customer_id] = draft
        if draft.number:
            self._by_number[draft.number.casefold()] = customer_id
        for phone in draft.phones:
            self._by_digits[phone.digits].append(customer_id)
        self._by_name[draft.name].append(customer_id)

    def means(self, buyer_ids: Iterable[int]) -> bool:
        """Say whether some customers, as they are now, are people of the list."""
        ids = sorted(buyer_ids)
        return any(
            customer.id in self.draft_of
            or (customer.number or "").casefold() in self._by_number
            or any(phone.digits in self._by_digits for phone in customer.phones)
            or customer.name in self._by_name
            for customer in customers.many(self._file, ids)
        ) or any(CustomerId(i) in self.draft_of for i in ids)
