"""What an import makes ready while others go on saving, and then takes in by one short action."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import Final, TypeVar

from shopcare.domain.ids import CustomerId, PurchaseId
from shopcare.domain.people.customer import CustomerDraft
from shopcare.domain.people.prescription import PrescriptionDraft
from shopcare.domain.purchases.purchase import PurchaseDraft
from shopcare.services.search import search as search_service
from shopcare.services.shop import Shop
from shopcare.storage import customers, imports, purchases
from shopcare.storage.file import audit, bulk_writer
from shopcare.storage.file.bulk_writer import Batch, BulkWriter, Rows
from shopcare.storage.file.errors import database_errors
from shopcare.storage.file.work import unrecorded
from shopcare.storage.measured import prescriptions
from shopcare.storage.search import ahead, index, rebuilding

T = TypeVar("T")
NewPerson = tuple[CustomerDraft, date | None]
"""A checked draft, and the day from which a key account's monthly rhythm counts (C-3)."""

AT_ONCE: Final = 1000
"""So many records are read, and made ready, at once."""
_LEAST: Final = 100
_HELD_SECONDS: Final = 0.05
"""So long the file may be kept from others at a time; a busy PC writes fewer records at once."""
_MERGED_EVERY: Final = 26
_MERGED_PAGES: Final = 32
"""Fewer segments than FTS5 would merge by itself at one go (32) are merged before, bit by bit."""


class Staged:
    """Records that wait beside the shop file, each known by its place: 1, 2, 3 …

    What they will be found by is written into the file at once, in small transactions: it leads
    to nothing before they are taken in, and if that never happens it is stale and goes when the
    index is made anew. A ``CustomerId`` below nought is the place of a customer who waits, too.
    """

    def __init__(self, shop: Shop, writer: BulkWriter) -> None:
        """Begin with nothing."""
        self._shop = shop
        self._writer = writer
        self._texts: list[int] = []
        self._people: list[CustomerDraft | None] = []
        self._receipts: list[PurchaseDraft] = []
        self._at_once = AT_ONCE
        self._is_merging = False

    def add_people(self, people: Sequence[NewPerson]) -> int:
        """Let new customers wait; give the place of the first of them."""
        first = len(self._people) + 1
        self._people += [None] * len(people)
        self._set_people(range(first, first + len(people)), people)
        return first

    def change_people(self, places: Sequence[int], people: Sequence[NewPerson]) -> None:
        """Let customers who wait be filed with other facts."""
        self.leave_people_out(places)
        self._set_people(places, people)

    def leave_people_out(self, places: Sequence[int]) -> None:
        """Let customers wait no longer: they are on file after all."""
        for place in places:
            self._people[place - 1] = None
        if places:
            self._put(partial(bulk_writer.unstage, self._shop.file, "customer", places))

    def _set_people(self, places: Sequence[int], people: Sequence[NewPerson]) -> None:
        for place, (draft, _) in zip(places, people, strict=True):
            self._people[place - 1] = draft
        waiting = [(-place, *person) for place, person in zip(places, people, strict=True)]
        for piece in self._pieces(waiting):
            entries = [search_service.customer_entry(at, draft) for at, draft, _ in piece]
            self._put(partial(self._write, customers.waiting_rows(piece), ahead.Ahead(entries)))

    def add_receipts(self, receipts: Sequence[PurchaseDraft]) -> int:
        """Let new receipts wait; give the place of the first of them."""
        first = len(self._receipts) + 1
        self._receipts += receipts
        waiting = [(-place, draft) for place, draft in enumerate(receipts, first)]
        for piece in self._pieces(waiting):
            entries = [
                search_service.purchase_entry(at, draft.receipt_number) for at, draft in piece
            ]
            self._put(partial(self._write, purchases.waiting_rows(piece), ahead.Ahead(entries)))
        return first

    def _pieces(self, waiting: Sequence[T]) -> Iterator[Sequence[T]]:
        """Cut what is to wait into pieces, as large as the PC can write without keeping others."""
        start = 0
        while start < len(waiting):
            size = self._at_once
            yield waiting[start : start + size]
            start += size

    def set_measured(self, measured: Sequence[tuple[CustomerId, PrescriptionDraft]]) -> None:
        """Let new measurements wait, instead of those that waited before."""
        new = [prescriptions.row_of(customer_id, draft) for customer_id, draft in measured]
        rows = bulk_writer.rows_of("prescription", new)
        self._put(partial(bulk_writer.unstage_all, self._shop.file, "prescription"))
        self._put(partial(bulk_writer.stage, self._shop.file, rows))

    def clear(self) -> None:
        """Let nothing wait any more."""
        self._put(partial(bulk_writer.unstage_all, self._shop.file, *bulk_writer.TABLES))
        self._people, self._receipts = [], []

    def wait(self) -> None:
        """Wait until everything is written that was handed over."""
        self._writer.wait()

    def take_in(self) -> tuple[Callable[[int], CustomerId], Callable[[int], PurchaseId]]:
        """Write all that waits, inside a running action.

        Returns:
            Functions that give the id for a place, of a customer and of a receipt.
        """
        file = self._shop.file
        bases = bulk_writer.take_in(file)
        people, receipts = bases["customer"], bases["purchase"]
        if ahead.is_ahead(file, self._texts):
            ahead.take_in_ahead(file, self._texts, bases)
        else:  # somebody made the index anew meanwhile
            ahead.give_up_ahead(file, self._texts)
            index.put_many(file, self._entries(people, receipts))
        return (
            lambda place: CustomerId(people + place),
            lambda place: PurchaseId(receipts + place),
        )

    def give_up(self) -> None:
        """Let what was written ahead count as stale, unless it was taken in."""
        if self._texts:
            with unrecorded(self._shop.file):
                ahead.give_up_ahead(self._shop.file, self._texts)

    def _put(self, batch: Batch) -> None:
        self._writer.wait()  # until then, the transaction may be the writer's own
        if self._shop.file.in_transaction:  # inside the action itself
            batch()
        else:
            self._writer.put(batch)

    def _write(self, waiting: Sequence[Rows], texts: ahead.Ahead) -> None:
        file = self._shop.file
        is_alone = not file.in_transaction
        if is_alone and self._is_merging:  # a step between two pieces, so that others find gaps
            with unrecorded(file):
                self._is_merging = rebuilding.merge_when_idle(file, _MERGED_PAGES)
        for rows in waiting:
            bulk_writer.stage(file, rows)
        self._texts.append(self._put_alone(texts) if is_alone else texts.put(file))
        self._is_merging |= len(self._texts) % _MERGED_EVERY == 0
        texts.stage(file, self._texts[-1])

    def _put_alone(self, texts: ahead.Ahead) -> int:
        """Write texts in a transaction; as many at once next time as fit into the time allowed."""
        with unrecorded(self._shop.file):
            began = time.perf_counter()
            last = texts.put(self._shop.file)
        held = time.perf_counter() - began
        most = round(len(texts) * _HELD_SECONDS / held)
        self._at_once = min(AT_ONCE, max(_LEAST, most, self._at_once // 2))
        return last

    def _entries(self, people: int, receipts: int) -> Iterator[index.Entry]:
        for place, draft in enumerate(self._people, people + 1):
            if draft is not None:
                yield search_service.customer_entry(place, draft)
        for place, receipt in enumerate(self._receipts, receipts + 1):
            yield search_service.purchase_entry(place, receipt.receipt_number)


@contextmanager
def staged_beside(shop: Shop) -> Iterator[Staged]:
    """Let an import make its records ready beside the shop file.

    Raises:
        Trouble: the disk or the file says no.
    """
    with (
        database_errors(shop.path),
        bulk_writer.staging(shop.file),
        bulk_writer.bulk_writer(shop.file) as writer,
    ):
        with unrecorded(shop.file):
            ahead.give_up_ahead(shop.file, None)  # of an import that was killed
        staged = Staged(shop, writer)
        try:
            yield staged
        finally:
            writer.wait()
            staged.give_up()


class Others:
    """What others save while a list is read."""

    def __init__(self, shop: Shop) -> None:
        """Begin now.

        Args:
            shop: the one that the list is compared with.
        """
        self._file = shop.file
        self._entry = audit.last_entry(shop.file).id
        self._last = imports.last_ids(shop.file)

    def people(self) -> set[int] | None:
        """Say whom they have added, changed or sold something; None: it may be anybody."""
        return imports.people_since(self._file, self._entry, self._last)
