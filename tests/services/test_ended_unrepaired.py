"""Goods that go back without the work, and what is charged (W-4)."""

from collections.abc import Iterator

import pytest

from building.counter import Counter, open_counter
from shopcare.domain.calls.callback import Purpose
from shopcare.domain.cases.case import CaseKind, Ending, Stage
from shopcare.domain.cases.case_stages import allowed_moves
from shopcare.domain.cases.case_steps import MoveFacts
from shopcare.domain.errors import Invalid, Refusal
from shopcare.domain.money import Fen
from shopcare.domain.payments.payment import PaymentDraft, PaymentKind, PayMethod
from shopcare.language.catalog import catalog
from shopcare.language.records.timeline_words import timeline_text
from shopcare.services.cases import cases, moves
from shopcare.services.cases.undo_step import last_move, undo_move
from shopcare.services.payments.fees import take_deposit
from shopcare.services.policies.verdicts import guaranteed_by_repair

TWENTY = PaymentDraft(kind=PaymentKind.PAID, amount_fen=Fen(2_000), method=PayMethod.CASH)


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    made = open_counter(tmp_path_factory.mktemp("ended"))
    yield made
    made.shop.close()


@pytest.mark.parametrize(
    "stages",
    [
        (Stage.CONFIRMED, Stage.DIAGNOSED),
        (Stage.CONFIRMED, Stage.DIAGNOSED, Stage.AGREED, Stage.IN_WORK),
    ],
)
def test_a_repair_ends_without_the_work_with_what_is_charged_w4(
    counter: Counter, stages: tuple[Stage, ...]
) -> None:
    wang = counter.person("王", "13800138000")
    case = counter.move(counter.case(wang, product="BL1"), *stages)
    facts = MoveFacts(ending=Ending.NOT_WORTH, charge_fen=Fen(2_000), payments=(TWENTY,))
    ended = moves.move_case(counter.shop, case.id, Stage.CLOSED, facts).case
    assert (ended.ending, ended.fee_taken_fen) == (Ending.NOT_WORTH, 2_000)
    assert guaranteed_by_repair(counter.shop, ended) is None, "nothing was repaired"
    assert counter.calls(wang, Purpose.SERVICE_CHECK) == []
    file = cases.case_file(counter.shop, case.id)
    said = timeline_text(catalog("en"), file.timeline[-1])
    assert said.startswith("Closed: Not worth repairing; ¥20.00 paid (Cash)")
    assert not file.items[0].is_here
    with pytest.raises(Refusal, match="fee_was_taken"):
        undo_move(counter.shop, *last_move(counter.shop, case.id))


def test_nothing_is_charged_where_nothing_is_said_and_it_can_be_undone(counter: Counter) -> None:
    case = counter.move(counter.case(counter.person("王")), Stage.CONFIRMED, Stage.DIAGNOSED)
    facts = MoveFacts(ending=Ending.UNREPAIRED)
    ended = moves.move_case(counter.shop, case.id, Stage.CLOSED, facts).case
    assert (ended.ending, ended.fee_taken_fen) == (Ending.UNREPAIRED, None)
    undo_move(counter.shop, *last_move(counter.shop, case.id))
    again = cases.case_file(counter.shop, case.id).case
    assert (again.stage, again.ending) == (Stage.DIAGNOSED, None)


def test_a_reopened_case_has_not_ended(counter: Counter) -> None:
    case = counter.move(counter.case(counter.person("王")), Stage.DIAGNOSED)
    moves.move_case(counter.shop, case.id, Stage.CLOSED, MoveFacts(ending=Ending.UNREPAIRED))
    assert counter.move(case, Stage.CONFIRMED).ending is None


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (MoveFacts(), "ending_missing"),
        (MoveFacts(ending=Ending.UNREPAIRED, charge_fen=Fen(100)), "payment_missing"),
        (MoveFacts(ending=Ending.UNREPAIRED, charge_fen=Fen(-1)), "amount_negative"),
    ],
)
def test_an_end_without_the_work_says_why_and_is_paid(
    counter: Counter, facts: MoveFacts, code: str
) -> None:
    case = counter.move(counter.case(counter.person("王")), Stage.DIAGNOSED)
    with pytest.raises(Invalid) as refused:
        moves.move_case(counter.shop, case.id, Stage.CLOSED, facts)
    assert code in [problem.code for problem in refused.value.problems]


def test_only_repairs_end_so(counter: Counter) -> None:
    case = counter.move(counter.case(counter.person("王"), CaseKind.COMPLAINT), Stage.CONFIRMED)
    closed = counter.move(case, Stage.CLOSED)
    assert closed.ending is None
    received = counter.case(counter.person("王"))
    assert Stage.CLOSED not in allowed_moves(received)


def test_what_is_left_of_a_deposit_is_given_back(counter: Counter) -> None:
    case = counter.move(counter.case(counter.person("王")), Stage.DIAGNOSED, Stage.AGREED)
    fifty = PaymentDraft(kind=PaymentKind.DEPOSIT, amount_fen=Fen(1_500), method=PayMethod.CASH)
    take_deposit(counter.shop, case.id, fifty)
    back = PaymentDraft(kind=PaymentKind.REFUNDED, amount_fen=Fen(1_000), method=PayMethod.CASH)
    facts = MoveFacts(ending=Ending.UNREPAIRED, charge_fen=Fen(500), payments=(back,))
    ended = moves.move_case(counter.shop, case.id, Stage.CLOSED, facts).case
    assert (ended.fee_taken_fen, ended.deposit_fen) == (500, 0)
