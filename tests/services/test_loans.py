"""Goods of the shop that a customer has until a day (X-5, W-5)."""

from collections.abc import Iterator

import pytest

from building.counter import Counter, open_counter
from building.moments import day
from shopcare.domain.calls.callback import CallbackState, CallResult, Purpose
from shopcare.domain.cases.case import CaseKind, Stage
from shopcare.domain.errors import Invalid, Refusal
from shopcare.domain.goods.loan import LoanDraft
from shopcare.domain.people.customer import Customer
from shopcare.language.catalog import catalog
from shopcare.language.records.timeline_words import timeline_text
from shopcare.services.cases import cases
from shopcare.services.goods import loans
from shopcare.services.goods.loans import Lent
from shopcare.services.people.customers import customer_file


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    made = open_counter(tmp_path_factory.mktemp("loans"))
    yield made
    made.shop.close()


def lend(counter: Counter, who: Customer, until: str = "2026-03-12", **more: object) -> Lent:
    facts = {"customer_id": who.id, "what": "spare frame", "due_on": day(until)}
    return loans.lend(counter.shop, LoanDraft(**(facts | more)))  # type: ignore[arg-type]


def test_the_day_of_the_return_is_in_the_call_list_x5(counter: Counter) -> None:
    wang = counter.person("王", "13800138000", no_calls=True)
    lend(counter, wang, "2026-03-10")
    [call] = counter.calls(wang, Purpose.LOAN)
    assert (call.due_on, call.reason, call.clause) == (day("2026-03-10"), "spare frame", "X-5")
    counter.dial(call, CallResult.NO_ANSWER)
    assert counter.again(call).state is CallbackState.OPEN
    assert customer_file(counter.shop, wang.id).loans[0].is_out


def test_what_came_back_is_not_called_about_and_can_be_undone_x9(counter: Counter) -> None:
    wang = counter.person("王", "13800138000")
    loan = lend(counter, wang).loan
    back = loans.give_back(counter.shop, loan.id, "left temple scratched")
    assert counter.calls(wang, Purpose.LOAN) == []
    [kept] = loans.loans_of_customer(counter.shop, wang.id)
    assert (kept.is_out, kept.condition_back) == (False, "left temple scratched")
    assert loan.id not in [one.id for one in loans.loans_out(counter.shop)]
    with pytest.raises(Refusal, match="loan_is_back"):
        loans.give_back(counter.shop, loan.id)
    back.undo(counter.shop)
    assert counter.due(wang, Purpose.LOAN) == ["2026-03-12"]
    assert loans.loans_of_customer(counter.shop, wang.id)[0].is_out


def test_another_day_moves_the_call_along(counter: Counter) -> None:
    wang = counter.person("王", "13800138000")
    loan = lend(counter, wang).loan
    longer = loans.extend(counter.shop, loan.id, day("2026-03-16"))
    assert counter.due(wang, Purpose.LOAN) == ["2026-03-16"]
    longer.undo(counter.shop)
    assert counter.due(wang, Purpose.LOAN) == ["2026-03-12"]


def test_what_was_lent_by_mistake_is_on_no_list(counter: Counter) -> None:
    wang = counter.person("王", "13800138000")
    lend(counter, wang).undo(counter.shop)
    assert loans.loans_of_customer(counter.shop, wang.id) == []
    assert counter.calls(wang) == []


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"what": " "}, "loan_what_missing"),
        ({"due_on": None}, "return_day_missing"),
        ({"due_on": day("2026-03-04")}, "return_day_passed"),
        ({"due_on": day("2029-03-04")}, "day_too_far"),
        ({"condition": "x" * 1001}, "text_too_long"),
    ],
)
def test_a_loan_that_cannot_be_is_refused(
    counter: Counter, more: dict[str, object], code: str
) -> None:
    with pytest.raises(Invalid, match=code):
        lend(counter, counter.person("王"), **more)


def test_a_loan_outlives_its_case_and_is_in_its_timeline(counter: Counter) -> None:
    wang = counter.person("王", "13800138000")
    case = counter.case(wang)
    loan = lend(counter, wang, case_id=case.id, condition="as new").loan
    counter.move(case, Stage.CANCELLED)
    file = cases.case_file(counter.shop, case.id)
    assert [one.id for one in file.loans if one.is_out] == [loan.id]
    assert counter.due(wang, Purpose.LOAN) == ["2026-03-12"], "the goods are still out"
    said = [timeline_text(catalog("en"), entry) for entry in file.timeline]
    assert said[1] == "Lent: spare frame, until Thu 12 Mar 2026; as new"
    loans.give_back(counter.shop, loan.id)
    said = [
        timeline_text(catalog("en"), entry)
        for entry in cases.case_file(counter.shop, case.id).timeline
    ]
    assert said[-1] == "Back: spare frame"
    stranger = counter.case(counter.person("李"), CaseKind.COMPLAINT)
    with pytest.raises(Refusal, match="case_of_another"):
        lend(counter, wang, case_id=stranger.id)
