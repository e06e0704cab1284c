"""Whatever happens to the cases of a purchase line, its parts add up, and so does its money."""

import shutil
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from building.records import add_customer, paid
from building.returns import ask, hand_over, inspect, refunded, review, sell, settle, tile_shop
from building.shops import NOW
from shopcare.domain.cases.case import Case, Stage
from shopcare.domain.cases.case_stages import due_of
from shopcare.domain.cases.case_steps import MoveFacts
from shopcare.domain.cases.returns import Fault, InspectionDraft, Outcome, Wish
from shopcare.domain.errors import Invalid, Refusal
from shopcare.domain.money import Fen
from shopcare.domain.payments.payment import PaymentKind
from shopcare.domain.purchases.purchase import PurchaseLine
from shopcare.services.cases import moves, returns
from shopcare.services.cases.corrections import void_case
from shopcare.services.cases.undo_step import last_move, undo_move
from shopcare.services.shop import open_shop
from shopcare.storage import payments, purchases
from shopcare.storage.cases import cases as case_store
from shopcare.system.clock import SetClock

PICK = st.integers(0, 3)
QUANTITIES = st.sampled_from([Decimal("0.001"), Decimal(7), Decimal(12), Decimal(20), Decimal(36)])
AMOUNTS = st.integers(0, 600)


@cache
def new_shop_file() -> Path:
    folder = Path(mkdtemp(prefix="returns-"))
    tile_shop(folder).close()
    return folder / "shop.db"


class LineOfTiles(RuleBasedStateMachine):
    """One line of 36 m² at a price that does not divide evenly, and what happens to it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        path = Path(shutil.copy(new_shop_file(), self.folder.name))
        self.shop = open_shop(path, clock=SetClock(NOW), initials="DZ")
        self.shop.file.execute("PRAGMA synchronous = OFF")

    def teardown(self) -> None:
        self.shop.close()
        self.folder.cleanup()

    @initialize(price=st.integers(1, 500))
    def begin(self, price: int) -> None:
        self.price = price
        self.customer = add_customer(self.shop, "王小明")
        self.line = sell(self.shop, self.customer, price=Fen(price))

    def lines(self) -> list[PurchaseLine]:
        """What the customer bought, and what was handed over in exchange for it."""
        bought = purchases.of_customer(self.shop.file, self.customer.id)
        return [line for one in bought if one.voided is None for line in one.lines]

    @rule(quantity=QUANTITIES, wish=st.sampled_from(Wish), which=PICK)
    def ask(self, quantity: Decimal | None, wish: Wish, which: int) -> None:
        lines = self.lines()
        self.try_to(ask, self.customer, lines[which % len(lines)].id, quantity, wish)

    @rule(
        which=PICK,
        quantity=st.none() | QUANTITIES,
        outcome=st.sampled_from([Outcome.REFUND, *Outcome]),
        new=AMOUNTS,
        less=st.sampled_from([-1, 0, 0, 0, 5]),
        steps=st.integers(1, 5),
    )
    def go_on(
        self,
        which: int,
        quantity: Decimal | None,
        outcome: Outcome,
        new: int,
        less: int,
        steps: int,
    ) -> None:
        for _ in range(steps):
            if (case := self.case(which)) is None:
                return
            match case.stage:
                case Stage.RECEIVED | Stage.CONFIRMED:
                    self.try_to(inspect, case, quantity=quantity)
                case Stage.DIAGNOSED:
                    share = returns.proposed_share(self.shop, case) or 0
                    more = {"new_goods": "B 号色", "new_fen": new, "reason": "店长同意"}
                    self.try_to(review, case, outcome, max(0, share - less), **more)
                case Stage.AGREED:
                    self.try_to(settle, case)
                case Stage.READY:
                    due = due_of(case)
                    money = [paid(due)] if due > 0 else [refunded()] if due < 0 else []
                    self.try_to(hand_over, case, *money)
                case _:
                    return

    @rule(
        which=PICK,
        stage=st.sampled_from([Stage.CANCELLED, Stage.CLOSED, Stage.CONFIRMED, Stage.DIAGNOSED]),
    )
    def end_or_reopen(self, which: int, stage: Stage) -> None:
        if (case := self.case(which)) is not None:
            found = InspectionDraft(receipt=True, fault=Fault.NONE, quantity=Decimal(1))
            facts = MoveFacts(reason="顾客要求", resolution="已说明", inspection=found)
            self.try_to(lambda shop: moves.move_case(shop, case.id, stage, facts))

    @rule(which=PICK, quantity=st.none() | QUANTITIES)
    def undo(self, which: int, quantity: Decimal | None) -> None:
        """Undo a step, perhaps after another case has asked for what it set free."""
        if (case := self.case(which)) is not None:
            if quantity is not None:
                self.try_to(ask, self.customer, self.line, quantity)
            self.try_to(lambda shop: undo_move(shop, *last_move(shop, case.id)))

    @rule(which=PICK)
    def void(self, which: int) -> None:
        if (case := self.case(which)) is not None:
            self.try_to(lambda shop: void_case(shop, case.id, "录错了"))

    @invariant()
    def the_parts_are_the_whole(self) -> None:
        there = Decimal(0)
        for line in self.lines():
            split = returns.line_split(self.shop, line.id)
            named = (split.returned, split.exchanged, split.asked, split.kept)
            assert min(named) >= 0, split
            assert sum(named) == split.whole == line.quantity
            there += split.whole - split.exchanged  # what was exchanged is on a line of its own
        assert there == 36

    @invariant()
    def no_more_is_paid_back_than_was_paid(self) -> None:
        going_out = coming_in = 0
        for case in self.cases():
            if case.voided is None:
                for payment in payments.of_case(self.shop.file, case.id):
                    is_out = payment.kind is PaymentKind.REFUNDED
                    going_out += payment.amount_fen if is_out else 0
                    coming_in += 0 if is_out else payment.amount_fen
        assert going_out <= self.price + coming_in

    def cases(self) -> list[Case]:
        found = case_store.of_customer(self.shop.file, self.customer.id)
        return sorted(found, key=lambda case: case.id)

    def case(self, which: int) -> Case | None:
        there = [case for case in self.cases() if case.voided is None]
        return there[which % len(there)] if there else None

    def try_to(self, step: Callable[..., Any], *about: Any, **facts: Any) -> None:
        try:
            step(self.shop, *about, **facts)
        except (Invalid, Refusal):
            return


LineOfTiles.TestCase.settings = settings(
    max_examples=50,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestLineOfTiles = LineOfTiles.TestCase
