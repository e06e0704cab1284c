"""A drill: two programs have one shop open, and two people change one record at the same time.

Nothing that was said to be saved is lost or written over: who comes second is told, or both stand.

``SHOPCARE_DRILL=long`` lets eight programs save 200 times each, and kills who holds the lock often.
"""

import os
import subprocess
import sys
from collections import Counter as Counts
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile

from building.counter import Counter, open_counter
from building.moments import day
from building.records import READY
from building.shops import NOW
from shopcare.app.second_start import is_window_open, other_pc
from shopcare.domain.cases.case import Stage
from shopcare.domain.cases.case_facts import facts_of
from shopcare.domain.errors import Invalid, Refusal
from shopcare.domain.feedback.suggestion import SettledDraft, SuggestionDraft, SuggestionOutcome
from shopcare.domain.people.consent import ConsentDraft, ConsentPurpose, ConsentWay
from shopcare.services.calls import planned_calls
from shopcare.services.cases import case_facts, corrections
from shopcare.services.contact import suggestions
from shopcare.services.people import consents, customers
from shopcare.services.privacy import erasing
from shopcare.services.purchases import purchases
from shopcare.services.shop import Shop, open_shop
from shopcare.services.upkeep.check import check
from shopcare.storage.file import audit
from shopcare.system.clock import SetClock
from shopcare.system.paths import WINDOW_LOCK

IS_LONG = os.environ.get("SHOPCARE_DRILL") == "long"
PROGRAMS, SAVES = (8, 200) if IS_LONG else (1, 10)
"""Other programs beside this one, and how often each saves."""
LOCKS = 50 if IS_LONG else 1
TESTS = Path(__file__).parents[1]
SAVING = """
import sys
from contextlib import closing
from pathlib import Path
from building.counter import Counter
from building.shops import NOW
from shopcare.services.shop import open_shop
from shopcare.system.clock import SetClock
with closing(open_shop(Path(sys.argv[1]), clock=SetClock(NOW))) as shop:
    counter = Counter(shop, shop.clock)
    for number in range(int(sys.argv[3])):
        person = counter.person(f"{sys.argv[2]}{number}")
        counter.case(person)
        print(person.id, flush=True)
"""
HOLDING = """
import sys, time
from PySide6.QtCore import QLockFile
lock = QLockFile(sys.argv[1])
lock.setStaleLockTime(0)
print(lock.tryLock(0), flush=True)
time.sleep(600)
"""


def _program(script: str, *words: object) -> "subprocess.Popen[str]":
    paths = os.pathsep.join((str(TESTS.parent / "src"), str(TESTS)))
    command = [sys.executable, "-c", script, *map(str, words)]
    environment = os.environ | {"PYTHONPATH": paths}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def test_programs_that_save_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    open_counter(tmp_path).shop.close()
    path, clock, said = tmp_path / "shop.db", SetClock(NOW), Counts[str]()
    with ExitStack() as running:
        others = [
            running.enter_context(_program(SAVING, path, f"乙{one}", SAVES))
            for one in range(PROGRAMS)
        ]
        with closing(open_shop(path, clock=clock)) as shop:
            counter = Counter(shop, clock)
            for number in range(SAVES):
                counter.case(counter.person(f"甲{number}"))
                said["甲"] += 1
        for number, other in enumerate(others):
            assert other.stdout is not None
            said[f"乙{number}"] = len(other.stdout.readlines())
    with closing(open_shop(path, clock=clock)) as shop:
        assert [found.key for found in check(shop) if not found.is_fine] == []
        names = [row[0] for row in shop.file.execute("SELECT name FROM customer")]
        numbers = [row[0] for row in shop.file.execute("SELECT number FROM service_case")]
    print(f"\nsaved at the same time: {dict(said)}")
    for who, count in said.items():
        assert count == SAVES
        assert {f"{who}{number}" for number in range(SAVES)} <= set(names)
    assert len(set(numbers)) == len(numbers) == SAVES * (PROGRAMS + 1)


def test_a_second_start_is_told_and_a_lock_that_a_kill_left_is_taken_over(tmp_path: Path) -> None:
    for _ in range(LOCKS):
        with _program(HOLDING, tmp_path / WINDOW_LOCK) as first:
            assert first.stdout is not None
            assert first.stdout.readline() == "True\n"
            assert is_window_open(tmp_path)
            lock = QLockFile(str(tmp_path / WINDOW_LOCK))
            lock.setStaleLockTime(0)
            assert not lock.tryLock(0)
            assert other_pc(lock) == "", "it is this PC"
            first.kill()
            first.wait()
        assert not is_window_open(tmp_path)
        assert lock.tryLock(0), "nobody holds it any more"
        lock.unlock()
    (tmp_path / WINDOW_LOCK).write_text("123\nShopCare\nKASSE1\nabc\ndef\n", "utf-8")
    assert is_window_open(tmp_path), "another PC cannot be asked whether it still runs"
    assert other_pc(lock) in {"", "KASSE1"}


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Counter, Counter]]:
    """Open one shop twice, as a window and a command do."""
    first = open_counter(tmp_path_factory.mktemp("two"))
    with closing(open_shop(first.shop.path, clock=first.clock)) as shop:
        yield first, Counter(shop, first.clock)
    first.shop.close()


Work = Callable[[Shop], object]
"""What is done in one of the two; both have looked at the record before."""


def _customer_field(counter: Counter, name: str, *values: str) -> list[Work]:
    person = counter.person("王小明", "13800138000")
    before = customers.draft_of(person)

    def change(value: str) -> Work:
        after = replace(before, **{name: value})
        return lambda shop: customers.change_fields(shop, person.id, before, after)

    return [change(value) for value in values]


def _case_facts(counter: Counter) -> list[Work]:
    case = counter.case(counter.person())
    shown = facts_of(case)
    return [
        lambda shop: case_facts.correct(shop, case.id, replace(shown, fault="镜腿断"), shown=shown),
        lambda shop: case_facts.correct(shop, case.id, replace(shown, fault="掉漆"), shown=shown),
    ]


def _same_call(counter: Counter) -> list[Work]:
    person = counter.person()
    counter.move(counter.case(person), *READY)
    call = counter.calls(person)[0]
    return [lambda shop: Counter(shop, counter.clock).dial(call)] * 2


def _same_step(counter: Counter) -> list[Work]:
    case = counter.move(counter.case(counter.person()), *READY)
    return [lambda shop: Counter(shop, counter.clock).move(case, Stage.HANDED_OVER)] * 2


def _voided_case(counter: Counter) -> list[Work]:
    case = counter.case(counter.person())
    return [lambda shop: corrections.void_case(shop, case.id, "录错")] * 2


def _voided_call(counter: Counter) -> list[Work]:
    person = counter.person()
    counter.move(counter.case(person), *READY)
    call = counter.calls(person)[0]
    return [
        lambda shop: planned_calls.void_call(shop, call.id, "重复"),
        lambda shop: Counter(shop, counter.clock).dial(call),
    ]


def _same_receipt(counter: Counter) -> list[Work]:
    sold = counter.sale(counter.person()).purchase.id
    return [lambda shop: purchases.hand_over(shop, sold, day("2026-03-05"))] * 2


def _voided_receipt(counter: Counter) -> list[Work]:
    sold = counter.sale(counter.person()).purchase.id
    return [
        lambda shop: purchases.void_purchase(shop, sold, "录错"),
        lambda shop: purchases.hand_over(shop, sold, day("2026-03-05")),
    ]


def _erased(counter: Counter) -> list[Work]:
    person = counter.person("欧阳")
    before = customers.draft_of(person)
    after = replace(before, remark="急性子")
    return [
        lambda shop: erasing.erase(shop, person.id, confirmed="欧阳"),
        lambda shop: customers.change_fields(shop, person.id, before, after),
    ]


def _suggestion(counter: Counter) -> list[Work]:
    draft = SuggestionDraft(what="多放两把椅子", owner_id=counter.shop.acting.id)
    made = suggestions.add(counter.shop, draft).suggestion.id
    settled = SettledDraft(outcome=SuggestionOutcome.TAKEN_UP, result="买了")
    return [lambda shop: suggestions.settle(shop, made, settled)] * 2


def _consent(counter: Counter) -> list[Work]:
    person = counter.person()
    agreed = ConsentDraft(
        purpose=ConsentPurpose.CARE_CALLS, on=counter.shop.today(), way=ConsentWay.PHONE
    )
    return [lambda shop: consents.give(shop, person.id, agreed)] * 2


def _remarks(counter: Counter) -> list[Work]:
    return _customer_field(counter, "remark", "戴隐形", "怕吵")


EDITS: dict[str, Callable[[Counter], list[Work]]] = {
    "one field of a customer": _remarks, "facts of a case": _case_facts, "one call": _same_call,
    "one step of a case": _same_step, "a case voided twice": _voided_case,
    "a call voided and made": _voided_call, "a receipt handed over twice": _same_receipt,
    "a receipt voided and handed over": _voided_receipt, "a person erased and changed": _erased,
    "a suggestion settled twice": _suggestion, "a consent given twice": _consent,
}  # fmt: skip


@pytest.mark.parametrize("edit", EDITS)
def test_who_changes_a_record_second_is_told(two: tuple[Counter, Counter], edit: str) -> None:
    first, second = two
    one, other = EDITS[edit](first)
    one(first.shop)
    last = audit.last_entry(first.shop.file)
    with pytest.raises((Refusal, Invalid)):
        other(second.shop)
    assert audit.last_entry(second.shop.file) == last, "nothing was saved by half"


def test_two_fields_of_one_customer_both_stand(two: tuple[Counter, Counter]) -> None:
    first, second = two
    person = first.person("李雷", "13700137000")
    before = customers.draft_of(person)
    customers.change_fields(first.shop, person.id, before, replace(before, remark="戴隐形"))
    customers.change_fields(second.shop, person.id, before, replace(before, address="文三路 9 号"))
    now = customers.customer(first.shop, person.id)
    assert (now.remark, now.address) == ("戴隐形", "文三路 9 号")
