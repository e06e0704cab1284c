"""A model of the rules: plays a shop for months and checks after each step what always holds.

``SHOPCARE_MODEL_EXAMPLES`` lets it play more shops than the few of an ordinary run;
``SHOPCARE_MODEL_SHRINK=0`` tells the first play that fails as it was, which takes no minutes.
"""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from shop_rules import check_rules, day_after

from building.counter import Counter, open_counter
from building.official_notices import NOTICE_2027
from building.records import paid
from building.returns import refunded
from shopcare.domain.calendar.opening import DayException
from shopcare.domain.calls.callback import (
    Callback,
    CallbackState,
    CallResult,
    Purpose,
    TryDraft,
)
from shopcare.domain.cases.case import Case, CaseDraft, CaseKind, How, PartsOrigin, Plan, Stage
from shopcare.domain.cases.case_facts import facts_of
from shopcare.domain.cases.case_stages import allowed_moves, due_of
from shopcare.domain.cases.case_steps import MoveFacts
from shopcare.domain.cases.returns import Fault, InspectionDraft, Outcome, ReviewDraft
from shopcare.domain.errors import Refusal
from shopcare.domain.money import Fen
from shopcare.domain.people.customer import BirthdayCalendar, CustomerBirthday, CustomerDraft
from shopcare.domain.purchases.purchase import PurchaseDraft, PurchaseLineDraft
from shopcare.domain.typed.phone import phone_from_text
from shopcare.services.calls import callbacks as call_service
from shopcare.services.calls.planned_calls import PlannedCall, plan_call, void_call
from shopcare.services.calls.undo_call import CallStep, undo_call
from shopcare.services.calls.undo_correction import (
    Correction,
    undo_correction,
    undo_last,
    undo_void_purchase,
)
from shopcare.services.cases import corrections, intake, moves, promises, waiting
from shopcare.services.cases.case_facts import correct
from shopcare.services.cases.corrections import correct_time, void_case
from shopcare.services.cases.reassign import reassign
from shopcare.services.cases.undo_step import standing_of, undo_move
from shopcare.services.exchange.import_customers import import_customers
from shopcare.services.exchange.import_runs import import_runs, undo_import
from shopcare.services.merging.merge import merge_customers
from shopcare.services.merging.undo_merge import undo_merge
from shopcare.services.people import customers
from shopcare.services.purchases import purchases
from shopcare.services.purchases.purchases import void_purchase
from shopcare.services.rescheduling import calendar_changes
from shopcare.services.shop import open_shop
from shopcare.services.upkeep.clock_guard import confirm_clock, look_at_clock
from shopcare.storage import callbacks, customer_lists
from shopcare.storage import customers as customer_store
from shopcare.storage import purchases as purchase_store
from shopcare.storage.cases import cases as case_store
from shopcare.storage.file import audit
from shopcare.system.clock import SetClock

EXAMPLES = int(os.environ.get("SHOPCARE_MODEL_EXAMPLES", "0"))
IS_SHRUNK = os.environ.get("SHOPCARE_MODEL_SHRINK") != "0"
PICK = st.integers(0, 7)
"""Which of those that are there; counted round."""
DAYS = st.integers(0, 12)
TOO_LATE = ("promised_beyond_law", "promised_beyond_longest", "longer_not_agreed")
EARLIER = st.sampled_from([0, 0, 0, 1, 5, 30, 200])
"""Hours before now: most of what happens is written down at once."""
FLAGS = st.sampled_from(["是,否", "否,是", "否,否", ","])
"""What a till's list says: key account, no calls."""
MONEY_STAYS = ("fee_was_taken", "refund_was_paid")
"""What was paid, or paid back, is reversed with a reason only (X-9)."""
RESULTS = st.sampled_from(list(CallResult))


BUILT_UPON = (
    "nothing_to_undo",
    "call_changed_since",
    "case_changed_since",
    "customer_changed_since",
    "voided_already",
)
"""Why a step is not undone."""


@cache
def new_shop_file(trade: str) -> Path:
    """Make one new shop of a trade; every play begins with a copy of its file."""
    folder = Path(mkdtemp(prefix="rules-model-"))
    made = open_counter(folder, trade=trade)
    made.shop.close()
    return folder / "shop.db"


class ShopModel(RuleBasedStateMachine):
    """A counter with three people, and what happens at it."""

    trade = "optical"

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        path = Path(shutil.copy(new_shop_file(self.trade), self.folder.name))
        self.clock = SetClock(open_at())
        self.shop = open_shop(path, clock=self.clock, initials="DZ", guard_clock=True)
        self.shop.file.execute("PRAGMA synchronous = OFF")
        self.counter = Counter(self.shop, self.clock)
        self.closed: list[Any] = []

    def teardown(self) -> None:
        assert list(audit.broken_seals(self.shop.file)) == []
        self.shop.close()
        self.folder.cleanup()

    # people and goods

    @initialize()
    def begin(self) -> None:
        self.add_customer(key=False, born_in=None)

    @rule(key=st.booleans(), born_in=st.none() | st.integers(0, 3))
    def add_customer(self, key: bool, born_in: int | None) -> None:
        born = self.birthday(born_in)
        numbers = (phone_from_text("13800138000"), phone_from_text("0571-87654321"))
        draft = CustomerDraft(name="王小明", phones=numbers, key_account=key, birthday=born)
        customers.add_customer(self.shop, draft)

    @rule(who=PICK, flag=st.sampled_from(["key_account", "no_calls"]))
    def turn_a_flag(self, who: int, flag: str) -> None:
        self.change(who, flag)

    @rule(who=PICK, flag=st.sampled_from(["key_account", "no_calls"]))
    def turn_a_flag_off_and_on(self, who: int, flag: str) -> None:
        customer_id = self.customer(who)
        before = callbacks.open_of_customer(self.shop.file, customer_id)
        since = customer_store.key_since(self.shop.file, customer_id)
        self.change(who, flag)
        turned = callbacks.open_of_customer(self.shop.file, customer_id)
        self.change(who, flag)
        after = callbacks.open_of_customer(self.shop.file, customer_id)
        lost = [call for call in before if call not in after]
        assert not lost or len(turned) > len(before), f"did not come back: {lost}"
        assert since is None or customer_store.key_since(self.shop.file, customer_id) == since

    @rule(who=PICK, born_in=st.none() | st.integers(0, 3))
    def put_a_birthday_right(self, who: int, born_in: int | None) -> None:
        self.write(who, birthday=self.birthday(born_in))

    @rule(who=PICK, position=st.integers(0, 1), wrong=st.booleans())
    def mark_a_number(self, who: int, position: int, wrong: bool) -> None:
        customer = customers.customer(self.shop, self.customer(who))
        if customer.phones:
            phone = customer.phones[position % len(customer.phones)]
            customers.mark_number(self.shop, customer.id, phone.digits, wrong=wrong)

    @rule(who=PICK, days=DAYS, category=st.sampled_from(["frame_glasses", "sunglasses"]))
    def sell(self, who: int, days: int, category: str) -> None:
        on = day_after(self.shop, -days)
        line = PurchaseLineDraft(product="BL5068", category=category)
        draft = PurchaseDraft(
            customer_id=self.customer(who), sold_on=on, handed_over_on=on, lines=(line,)
        )
        self.try_to(lambda: purchases.add_purchase(self.shop, draft), "purchase_repeated")

    @rule(who=PICK, take_back=st.booleans())
    def hand_over_a_sale_later(self, who: int, take_back: bool) -> None:
        line = PurchaseLineDraft(product="RB5154", category="frame_glasses")
        draft = PurchaseDraft(
            customer_id=self.customer(who), sold_on=day_after(self.shop, 0), lines=(line,)
        )
        sold = purchases.add_purchase(self.shop, draft, confirmed_repeat=True).purchase
        recorded = purchases.hand_over(self.shop, sold.id, sold.sold_on)
        if take_back:
            purchases.undo_hand_over(self.shop, recorded)

    @rule(born_in=st.none() | st.integers(0, 3), flags=FLAGS, take_back=st.booleans())
    def bring_a_list_in(self, born_in: int | None, flags: str, take_back: bool) -> None:
        """Merge the rows of a till's list with who is on file under the same name and number."""
        born = "" if born_in is None else day_after(self.shop, born_in).isoformat()
        path = Path(self.folder.name) / "till.csv"
        path.write_text(
            f"姓名,手机,生日,重点客户,不要回访\n王小明,13800138000,{born},{flags}\n", "utf-8-sig"
        )
        import_customers(self.shop, path)
        runs = import_runs(self.shop)  # none is kept of a list that brings nothing new
        if take_back and runs and runs[0].undone_at is None:
            self.try_to(lambda: undo_import(self.shop, runs[0].id), "import_built_upon")

    @rule(who=PICK, other=PICK, undo=st.booleans())
    def make_two_one(self, who: int, other: int, undo: bool) -> None:
        """W-2: two records become one; undone at once, every row stands as before."""
        kept, merged = self.customer(who), self.customer(other)
        before = _rows(self.shop)
        if not self.try_to(lambda: merge_customers(self.shop, kept, merged), "same_record"):
            return
        if undo:
            undo_merge(self.shop, kept)
            assert _rows(self.shop) == before

    @rule(who=PICK)
    def part_two_again(self, who: int) -> None:
        customer_id = self.customer(who)
        codes = ("nothing_to_undo", "merge_built_upon")
        self.try_to(lambda: undo_merge(self.shop, customer_id), *codes)

    @rule(which=PICK)
    def void_a_purchase(self, which: int) -> None:
        if ids := purchase_store.all_ids(self.shop.file):
            purchase = purchase_store.many(self.shop.file, [ids[which % len(ids)]])[0]
            self.try_to(lambda: void_purchase(self.shop, purchase.id, "录重了"), "voided_already")

    @rule(which=PICK)
    def undo_voiding_a_purchase(self, which: int) -> None:
        if ids := purchase_store.all_ids(self.shop.file):
            purchase = purchase_store.many(self.shop.file, [ids[which % len(ids)]])[0]
            codes = ("receipt_entered_again", *BUILT_UPON)
            self.try_to(lambda: undo_void_purchase(self.shop, purchase.id), *codes)

    # cases

    @rule(
        who=PICK,
        kind=st.integers(0, 4),
        earlier=EARLIER,
        told=st.none() | st.just(How.PHONE),
        promised=st.none() | DAYS,
        misuse=st.booleans(),
        follows=st.booleans(),
    )
    def open_a_case(
        self,
        who: int,
        kind: int,
        earlier: int,
        told: How | None,
        promised: int | None,
        misuse: bool,
        follows: bool,
    ) -> None:
        kinds = self.shop.policy.kinds
        owned = case_store.of_customer(self.shop.file, self.customer(who))
        draft = CaseDraft(
            kind=kinds[kind % len(kinds)],
            customer_id=self.customer(who),
            fault="镜腿松",
            received_at=self.shop.now() - timedelta(hours=earlier),
            told_steps=told,
            promised_on=None if promised is None else day_after(self.shop, promised),
            misuse_advised=misuse,
            linked_case_id=owned[0].id if follows and owned else None,
            laying_at=self.shop.now() + timedelta(days=promised or 1, hours=3),
        )
        self.try_to(lambda: intake.open_case(self.shop, draft), "received_before_source", *TOO_LATE)

    @rule(who=PICK)
    def settle_a_complaint_by_talk(self, who: int) -> None:
        customer = customers.customer(self.shop, self.customer(who))
        case = self.counter.case(customer, CaseKind.COMPLAINT)
        self.move(case, Stage.CONFIRMED, 0)
        self.move(self.again(case), Stage.CLOSED, 0)

    @rule(which=PICK, way=st.integers(0, 3), earlier=EARLIER, take_back=st.booleans())
    def move_a_case(self, which: int, way: int, earlier: int, take_back: bool) -> None:
        case = self.case(which)
        if case is None or not (ways := allowed_moves(case)):
            return
        stood = standing_of(self.shop, case)
        moved = self.move(case, ways[way % len(ways)], earlier)
        if take_back and moved is not None and moved.before and moved.after:
            before, after = moved.before, moved.after
            done = self.try_to(
                lambda: undo_move(self.shop, before, after), "fee_was_taken", "refund_was_paid"
            )
            if done:
                self.check_taken_back(stood)

    @rule(which=PICK)
    def undo_the_last_step(self, which: int) -> None:
        """Take back what was done last, long after it was, as the command line does."""
        if case := self.case(which):
            codes = ("call_made_since", "fee_was_taken", "refund_was_paid", *BUILT_UPON)
            self.try_to(lambda: undo_last(self.shop, case.id), *codes)

    @rule(which=PICK, what=st.sampled_from(list(Correction)))
    def undo_a_correction(self, which: int, what: Correction) -> None:
        if case := self.case(which):
            codes = ("call_made_since", *BUILT_UPON)
            self.try_to(lambda: undo_correction(self.shop, case.id, what, "按错了"), *codes)

    @rule(which=PICK)
    def void_a_case_and_undo_it(self, which: int) -> None:
        """X-9: what was voided by mistake stands again exactly as before."""
        if (case := self.case(which)) is None or case.voided is not None:
            return
        stood = standing_of(self.shop, case)
        if self.try_to(lambda: void_case(self.shop, case.id, "开错了"), "manager_needed"):
            undo_correction(self.shop, case.id, Correction.VOID)
            self.check_taken_back(stood)

    @rule(earlier=EARLIER)
    def reopen_a_case(self, earlier: int) -> None:
        ended = [Stage.CLOSED, Stage.HANDED_OVER]
        for case in case_store.many(self.shop.file, case_store.all_ids(self.shop.file)):
            if case.stage in ended:
                self.move(case, Stage.CONFIRMED, earlier)
                return

    @rule(which=PICK)
    def tell_the_steps(self, which: int) -> None:
        if case := self.case(which):
            self.try_to(
                lambda: promises.acknowledge(self.shop, case.id, How.PHONE),
                "already_acknowledged",
                "case_over",
            )

    @rule(which=PICK)
    def tell_that_it_is_ready(self, which: int) -> None:
        if case := self.case(which):
            self.try_to(lambda: moves.tell_ready(self.shop, case.id), "not_ready")

    @rule(which=PICK, days=DAYS)
    def promise_another_day(self, which: int, days: int) -> None:
        if case := self.case(which):
            day = day_after(self.shop, days)
            self.try_to(
                lambda: promises.change_promise(self.shop, case.id, day, "缺件"),
                "nothing_promised",
                *TOO_LATE,
            )

    @rule(which=PICK)
    def wait_for_the_customer(self, which: int) -> None:
        if case := self.case(which):
            step = waiting.wait if case.waiting_since is None else waiting.go_on
            self.try_to(lambda: step(self.shop, case.id), "case_over")

    @rule(which=PICK)
    def write_down_what_is_missing(self, which: int) -> None:
        if (case := self.case(which)) and case.is_correctable and case.missing:
            shown = facts_of(case)
            bought_on = shown.bought_on or case.received_at.date()
            facts = replace(shown, product="BL5068", category="other", bought_on=bought_on)
            self.try_to(
                lambda: correct(self.shop, case.id, facts, shown=shown), "nothing_corrected"
            )

    @rule(which=PICK)
    def find_a_fault_in_the_work(self, which: int) -> None:
        if case := self.case(which):
            self.try_to(
                lambda: corrections.record_failed_check(self.shop, case.id, passed=(), reason="歪"),
                "move_not_allowed",
            )

    @rule(which=PICK, member=st.integers(0, 2))
    def put_it_into_other_hands(self, which: int, member: int) -> None:
        if case := self.case(which):
            staff_id = self.shop.staff[member].id
            self.try_to(
                lambda: reassign(self.shop, case.id, staff_id), "case_over", "handled_by_already"
            )

    @rule(which=PICK, earlier=EARLIER)
    def put_a_time_right(self, which: int, earlier: int) -> None:
        if case := self.case(which):
            at = self.shop.now() - timedelta(hours=earlier)
            self.try_to(
                lambda: correct_time(self.shop, case.id, at, "写错了"),
                "move_before_last_step",
                "bought_after_intake",
                "laying_before_intake",
                "nothing_corrected",
                "voided_already",
            )

    @rule(which=PICK)
    @precondition(lambda self: len(case_store.all_ids(self.shop.file)) > 3)
    def void_a_case(self, which: int) -> None:
        if case := self.case(which):
            self.try_to(
                lambda: void_case(self.shop, case.id, "开错了"), "voided_already", "manager_needed"
            )

    @rule(initials=st.sampled_from(["DZ", "XC", "XL"]))
    def somebody_else_takes_over(self, initials: str) -> None:
        self.shop.act_as(initials)

    # calls

    @rule(
        which=PICK,
        result=RESULTS,
        satisfaction=st.none() | st.integers(1, 5),
        earlier=EARLIER,
        settle_also=st.booleans(),
    )
    def call(
        self,
        which: int,
        result: CallResult,
        satisfaction: int | None,
        earlier: int,
        settle_also: bool,
    ) -> None:
        call = self.call_to_make(which)
        if call is None:
            return
        reached = result is CallResult.REACHED
        others = [other for other in self.open_calls() if other.id != call.id]
        also = others[which % len(others)].id if others and settle_also and reached else None
        draft = TryDraft(
            result=result,
            satisfaction=satisfaction if reached else None,
            note="还是松",
            at=self.shop.now() - timedelta(hours=earlier),
            later_at=self.shop.now() + timedelta(hours=30),
            also=() if also is None else (also,),
        )
        self.try_to(
            lambda: call_service.record_try(self.shop, call.id, draft),
            "call_before_cause",
            "manager_needed",
            "not_same_household",
        )

    @rule(result=RESULTS, satisfaction=st.integers(1, 5))
    def call_about_a_complaint(self, result: CallResult, satisfaction: int) -> None:
        """Make the next call of a series; any call would seldom be one (C-2, G-11)."""
        calls = [call for call in self.open_calls() if call.purpose is Purpose.COMPLAINT]
        if calls:
            reached = result is CallResult.REACHED
            draft = TryDraft(
                result=result,
                satisfaction=satisfaction if reached else None,
                note="还是松",
                later_at=self.shop.now() + timedelta(hours=30),
            )
            self.try_to(
                lambda: call_service.record_try(self.shop, calls[0].id, draft), "manager_needed"
            )

    @rule(which=PICK, days=DAYS)
    def put_a_call_on_a_day(self, which: int, days: int) -> None:
        if call := self.call_to_make(which):
            call_service.set_day(self.shop, call.id, day_after(self.shop, days))

    @rule(which=PICK)
    def undo_a_call(self, which: int) -> None:
        tried = self.shop.file.execute(
            "SELECT callback_id FROM call_attempt ORDER BY id DESC LIMIT 8"
        ).fetchall()
        if tried:
            callback_id = tried[which % len(tried)][0]
            self.try_to(lambda: undo_call(self.shop, callback_id), *BUILT_UPON)

    @rule(which=PICK)
    def undo_voiding_a_call(self, which: int) -> None:
        voided = self.shop.file.execute(
            "SELECT id FROM callback WHERE voided_at IS NOT NULL ORDER BY id DESC LIMIT 8"
        ).fetchall()
        if voided:
            callback_id = voided[which % len(voided)][0]
            void = CallStep.VOID
            self.try_to(lambda: undo_call(self.shop, callback_id, void), *BUILT_UPON)

    @rule(who=PICK, days=DAYS)
    def plan_a_call(self, who: int, days: int) -> None:
        planned = PlannedCall(
            customer_id=self.customer(who), on=day_after(self.shop, days), reason="问问近况"
        )
        plan_call(self.shop, planned)

    @rule(which=PICK)
    def void_a_call(self, which: int) -> None:
        if call := self.call_to_make(which):
            void_call(self.shop, call.id, "记错人了")

    # time and calendar

    @rule(hours=st.sampled_from([1, 3, 8, 24, 24, 48, 72, 160]))
    def time_passes(self, hours: int) -> None:
        self.clock.advance(hours=hours)
        if look_at_clock(self.shop).in_doubt:  # nothing was written down for a week
            self.shop.act_as("DZ")
            confirm_clock(self.shop)

    @rule(days=st.integers(8, 40))
    def the_clock_jumps_ahead(self, days: int) -> None:
        self.clock.advance(hours=24 * days)
        assert look_at_clock(self.shop).in_doubt
        assert not self.try_to(self.file_somebody, "clock_in_doubt")
        self.shop.act_as("DZ")
        confirm_clock(self.shop)

    @rule(days=st.integers(1, 40))
    def the_clock_jumps_back(self, days: int) -> None:
        now = self.shop.now()
        last = audit.last_moment(self.shop.file)
        assert last is not None
        self.clock.set(last - timedelta(days=days))
        assert not self.try_to(self.file_somebody, "clock_in_doubt")
        self.clock.set(now)

    @rule(days=DAYS)
    def close_on_a_day(self, days: int) -> None:
        self.shop.act_as("DZ")
        day = day_after(self.shop, days)
        calendar_changes.set_day(self.shop, DayException(day=day, intervals=(), reason="盘点"))
        self.closed.append(day)

    @rule(who=PICK, which=PICK)
    @precondition(lambda self: self.closed)
    def count_on_a_closed_day(self, who: int, which: int) -> None:
        """Promise something for a day on which the shop is closed, and put a call on it (G-6)."""
        day = self.closed[-1]
        if day < self.shop.now().date():
            return
        draft = CaseDraft(
            kind=CaseKind.REPAIR, customer_id=self.customer(who), fault="松", promised_on=day
        )
        intake.open_case(self.shop, draft)
        if call := self.call_to_make(which):
            call_service.set_day(self.shop, call.id, day)

    @rule()
    @precondition(lambda self: self.closed)
    def open_again_on_a_day(self) -> None:
        """Take a closed day back, in time for the calls of the birthdays after it (C-4)."""
        self.shop.act_as("DZ")
        day = self.closed.pop()
        if day > day_after(self.shop, 1):
            calendar_changes.clear_day(self.shop, day)

    @rule()
    def apply_or_undo_a_notice(self) -> None:
        self.shop.act_as("DZ")
        if applied := calendar_changes.applied_notices(self.shop):
            calendar_changes.undo_notice(self.shop, applied[0].id)
        else:
            calendar_changes.apply_notice(self.shop, NOTICE_2027)

    @invariant()
    def the_rules_hold(self) -> None:
        check_rules(self.shop)

    # helpers

    def file_somebody(self) -> None:
        customers.add_customer(self.shop, CustomerDraft(name="李雷"))

    def customer(self, which: int) -> Any:
        ids = customer_lists.ids(self.shop.file, sort="recent", descending=False)
        return ids[which % len(ids)]

    def change(self, who: int, flag: str) -> None:
        customer = customers.customer(self.shop, self.customer(who))
        self.write(who, **{flag: not getattr(customer, flag)})

    def write(self, who: int, **more: Any) -> None:
        customer = customers.customer(self.shop, self.customer(who))
        draft = replace(customers.draft_of(customer), **more)
        customers.change_customer(self.shop, customer.id, draft)

    def birthday(self, days: int | None) -> CustomerBirthday | None:
        """Give the birthday of somebody who has it in so many days."""
        if days is None:
            return None
        on = day_after(self.shop, days)
        return CustomerBirthday(calendar=BirthdayCalendar.SOLAR, month=on.month, day=on.day)

    def case(self, which: int) -> Case | None:
        """Pick one of the latest cases."""
        ids = case_store.all_ids(self.shop.file)
        return case_store.get(self.shop.file, ids[-1 - which % len(ids)]) if ids else None  # type: ignore[arg-type]

    def again(self, case: Case) -> Case:
        return case_store.get(self.shop.file, case.id)

    def open_calls(self) -> list[Callback]:
        waiting = callbacks.all_waiting(self.shop.file)
        return [call for call in waiting if call.state is CallbackState.OPEN]

    def call_to_make(self, which: int) -> Callback | None:
        found = sorted(self.open_calls(), key=lambda call: call.due_on)
        return found[which % len(found)] if found else None

    def move(self, case: Case, stage: Stage, earlier: int) -> moves.Moved | None:
        plan = Plan(
            work="换螺丝", parts="螺丝", parts_origin=PartsOrigin.ORIGINAL, fee_fen=Fen(2_000)
        )
        is_return, due = case.kind is CaseKind.RETURN, due_of(case)
        money = (refunded(),) if due < 0 else (paid(2_000),)
        facts = MoveFacts(
            how=How.SIGNATURE,
            plan=plan if stage is Stage.AGREED and not is_return else None,
            promised_on=day_after(self.shop, 3) if stage is Stage.AGREED else None,
            checks=moves.checks_of(self.shop, case),
            payments=money if stage is Stage.HANDED_OVER else (),
            resolution="换了螺丝",
            reason="还是松",
            inspection=InspectionDraft(receipt=True, fault=Fault.QUALITY),
            review=ReviewDraft(outcome=Outcome.REFUND, share_fen=Fen(1_000), reason="裂"),
        )
        at = self.shop.now() - timedelta(hours=earlier)
        made: list[moves.Moved] = []
        self.try_to(
            lambda: made.append(moves.move_case(self.shop, case.id, stage, facts, at=at)),
            "move_before_intake",
            "move_before_last_step",
            "manager_needed",
            *TOO_LATE,
        )
        return made[0] if made else None

    def check_taken_back(self, before: Any) -> None:
        """X-9: what stood before the step stands again, and nothing of the step is left."""
        now = standing_of(self.shop, self.again(before.case))
        ended = {deadline.id for deadline in before.deadlines}
        calls = {call.id for call in before.calls}
        assert now.case == before.case
        assert now.payments == before.payments
        assert [one for one in now.deadlines if one.id in ended] == list(before.deadlines)
        assert all(one.dropped for one in now.deadlines if one.id not in ended)
        assert [one for one in now.calls if one.id in calls] == list(before.calls)
        left = [one for one in now.calls if one.id not in calls]
        assert all(one.state is CallbackState.DROPPED for one in left)

    def try_to(self, do: Callable[[], object], *codes: str) -> bool:
        """Do something that the rules may refuse for the named reasons, and for no other."""
        try:
            do()
        except Refusal as refusal:
            assert refusal.code in codes, refusal
            return False
        return True


def _rows(shop: Any) -> dict[str, list[tuple[Any, ...]]]:
    """Read what a merge may touch, but for calls that it has made and dropped again."""
    queries = {
        "people": "SELECT * FROM customer ORDER BY id",
        "phones": "SELECT * FROM customer_phone",
        "receipts": "SELECT * FROM purchase ORDER BY id",
        "cases": "SELECT * FROM service_case ORDER BY id",
        "calls": "SELECT * FROM callback WHERE state IN ('open', 'paused') ORDER BY id",
        "merges": "SELECT * FROM customer_merge ORDER BY merged_id",
    }
    return {name: [tuple(row) for row in shop.file.execute(sql)] for name, sql in queries.items()}


def open_at() -> Any:
    """Give the moment at which every play begins: a morning early in September."""
    from building.moments import at

    return at("2026-03-05 10:00")


class ClothingModel(ShopModel):
    """The same in the trade with the most deadlines (A-2 to A-4, A-15, A-16)."""

    trade = "clothing"


class TileModel(ShopModel):
    """The same in the trade with guidance before laying (T-5, T-7)."""

    trade = "tile"


def _played(examples: int) -> settings:
    return settings(
        max_examples=EXAMPLES or examples,
        stateful_step_count=60 if EXAMPLES else 40,
        derandomize=not EXAMPLES,
        phases=[Phase.generate, *([Phase.shrink] if IS_SHRUNK else [])],
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


TestRules = ShopModel.TestCase
TestRules.settings = _played(80)
TestClothing = ClothingModel.TestCase
TestClothing.settings = _played(40)
TestTile = TileModel.TestCase
TestTile.settings = _played(20)
