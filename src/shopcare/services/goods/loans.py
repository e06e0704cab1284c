"""Lending goods of the shop, and getting them back (X-5, W-5)."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from shopcare.domain.calls.call_try import chosen
from shopcare.domain.calls.callback import CallbackPlan, MovedBy, MovedDay, Purpose
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Invalid, Refusal
from shopcare.domain.goods.loan import Loan, LoanDraft, due_problems, loan_problems, tidy_loan
from shopcare.domain.ids import CallbackId, CaseId, CustomerId, LoanId
from shopcare.domain.typed.text import clean_text, too_long
from shopcare.services.follow_ups import follow_ups
from shopcare.services.goods.items import GoodsChanged
from shopcare.services.shop import Shop
from shopcare.storage import callbacks, customers
from shopcare.storage.cases import cases
from shopcare.storage.file.work import Step
from shopcare.storage.goods import loans


@dataclass(frozen=True, slots=True, kw_only=True)
class Lent(GoodsChanged):
    """Something was lent, or is to come back on another day."""

    loan: Loan


def loans_of_case(shop: Shop, case_id: CaseId) -> list[Loan]:
    """List what was lent during a case, the newest first."""
    return loans.of_case(shop.file, case_id)


def loans_of_customer(shop: Shop, customer_id: CustomerId) -> list[Loan]:
    """List what was lent to a customer, the newest first."""
    return loans.of_customer(shop.file, customer_id)


def loans_out(shop: Shop) -> list[Loan]:
    """List what is not back yet, what is due first at the top."""
    return loans.out(shop.file)


def loan(shop: Shop, loan_id: LoanId | None = None) -> Loan | None:
    """Read a loan; without an id the newest, or None where there is none.

    Raises:
        NotFound: there is no such loan.
    """
    return loans.newest(shop.file) if loan_id is None else loans.get(shop.file, loan_id)


def lend(shop: Shop, draft: LoanDraft) -> Lent:
    """Write that something was lent; the day of its return is in the call list (X-5).

    Raises:
        NotFound: there is no such customer or case.
        Invalid: see ``loan_problems``.
        Refusal: ``case_of_another``.
    """
    draft = tidy_loan(draft)
    if problems := loan_problems(draft, shop.today()):
        raise Invalid(*problems)
    assert draft.due_on is not None
    with shop.begin("goods.lend", "loan") as step:
        customers.get(shop.file, draft.customer_id)
        if draft.case_id is not None:
            case = cases.get(shop.file, draft.case_id)
            if case.customer_id != draft.customer_id:
                raise Refusal("case_of_another", number=case.number)
        callback_id = _add_call(shop, draft, draft.due_on)
        loan_id = loans.add(
            shop.file,
            draft,
            by=shop.acting.id,
            at=shop.now(),
            due_on=draft.due_on,
            callback_id=callback_id,
        )
        made = loans.get(shop.file, loan_id)
        _about(step, made)
        step.values |= {"due_on": made.due_on, "condition": made.condition}
    undo = partial(_undo_lending, loan_id=loan_id)
    return Lent(changes=_changes(made), undo=undo, loan=made)


def extend(shop: Shop, loan_id: LoanId, due_on: date | None) -> Lent:
    """Let a customer keep something until another day.

    Raises:
        NotFound: there is no such loan.
        Invalid: see ``due_problems``.
        Refusal: ``loan_is_back``.
    """
    if problems := due_problems(due_on, shop.today()):
        raise Invalid(*problems)
    assert due_on is not None
    with shop.begin("goods.extend_loan", "loan") as step:
        before = _out(shop, loan_id)
        _drop_call(shop, before)
        draft = LoanDraft(
            customer_id=before.customer_id, what=before.what, due_on=due_on, case_id=before.case_id
        )
        later = replace(before, due_on=due_on, callback_id=_add_call(shop, draft, due_on))
        loans.change(shop.file, later)
        _about(step, later)
        step.values |= {"from": before.due_on, "due_on": due_on}
    undo = partial(_undo_extending, loan_id=loan_id, before=before)
    return Lent(changes=_changes(later), undo=undo, loan=later)


def give_back(shop: Shop, loan_id: LoanId, condition: str = "") -> Lent:
    """Write that something came back, and in which condition; its call goes off the list.

    Raises:
        NotFound: there is no such loan.
        Invalid: ``text_too_long``.
        Refusal: ``loan_is_back``.
    """
    condition = clean_text(condition)
    if problems := too_long({"condition": condition}, {"condition": 1000}):
        raise Invalid(*problems)
    with shop.begin("goods.give_back", "loan") as step:
        before = _out(shop, loan_id)
        call = callbacks.get(shop.file, before.callback_id)
        follow_ups.drop(shop, [call])
        back = replace(
            before,
            returned_at=shop.now(),
            returned_by=shop.acting.id,
            condition_back=condition,
        )
        loans.change(shop.file, back)
        _about(step, back)
        step.values |= {"condition": condition}
    undo = partial(_undo_giving_back, loan_id=loan_id)
    return Lent(changes=_changes(back), undo=undo, loan=back)


def _undo_giving_back(shop: Shop, loan_id: LoanId) -> Changes:
    """Write that something which came back by mistake is still out."""
    with shop.begin("goods.undo_give_back", "loan") as step:
        back = loans.get(shop.file, loan_id)
        out = replace(back, returned_at=None, returned_by=None, condition_back="")
        draft = LoanDraft(
            customer_id=out.customer_id, what=out.what, due_on=out.due_on, case_id=out.case_id
        )
        due_on = max(out.due_on, shop.today())
        out = replace(out, callback_id=_add_call(shop, draft, due_on))
        loans.change(shop.file, out)
        _about(step, out)
    return _changes(out)


def _undo_lending(shop: Shop, loan_id: LoanId) -> Changes:
    with shop.begin("goods.undo_lend", "loan") as step:
        made = _out(shop, loan_id)
        _drop_call(shop, made)
        loans.change(shop.file, made, dropped=True)
        _about(step, made)
    return _changes(made)


def _undo_extending(shop: Shop, loan_id: LoanId, before: Loan) -> Changes:
    return extend(shop, loan_id, max(before.due_on, shop.today())).changes


def _out(shop: Shop, loan_id: LoanId) -> Loan:
    found = loans.get(shop.file, loan_id)
    if not found.is_out:
        raise Refusal("loan_is_back", what=found.what)
    return found


def _add_call(shop: Shop, draft: LoanDraft, due_on: date) -> CallbackId:
    """Put the day of the return on the call list; no calendar moves it but for a closed day."""
    plan = CallbackPlan(
        customer_id=draft.customer_id,
        case_id=draft.case_id,
        purpose=Purpose.LOAN,
        clause="X-5",
        rule="",
        basis_at=shop.now(),
        rule_on=due_on,
        due_on=due_on,
        opens_on=due_on,
        closes_on=due_on,
        due_at=None,
        provisional=False,
        assignee_id=shop.acting.id,
        by_hand=True,
        reason=draft.what,
        planned_at=shop.now(),
    )
    move = MovedDay(MovedBy.BY_HAND, due_on, due_on)
    return callbacks.add(shop.file, chosen(plan, move, shop.calendar.day_for_call(due_on)))


def _drop_call(shop: Shop, found: Loan) -> None:
    follow_ups.drop(shop, [callbacks.get(shop.file, found.callback_id)])


def _about(step: Step, found: Loan) -> None:
    step.subject_id, step.case_id = found.id, found.case_id
    step.values = {"what": found.what}


def _changes(found: Loan) -> Changes:
    return Changes.of(
        ChangeKind.CUSTOMER, ChangeKind.CASE, ChangeKind.CALLBACK, record_id=found.case_id
    )
