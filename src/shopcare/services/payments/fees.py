"""What a case costs: the lines of its fee, what is paid ahead, its invoice (G-9, G-23)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from shopcare.domain.cases.case import Case, How, Said, Stage
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Invalid, Problem, Refusal
from shopcare.domain.ids import CaseId
from shopcare.domain.money import Fen
from shopcare.domain.payments.fee_lines import (
    FeeLine,
    fee_line_problems,
    fee_total,
    tidy_lines,
)
from shopcare.domain.payments.payment import PaymentDraft, PaymentKind, draft_problems
from shopcare.domain.typed.text import clean_line, too_long
from shopcare.services.payments.debts import said
from shopcare.services.shop import Shop
from shopcare.storage import payments
from shopcare.storage.cases import cases


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyNoted:
    """Something about the money of a case was written down."""

    changes: Changes
    undo: Callable[[Shop], Changes] | None
    """Takes it back (X-9); None: money was moved, which only a reversing entry does."""


def set_fees(
    shop: Shop, case_id: CaseId, lines: Sequence[FeeLine], how: How | None = None
) -> MoneyNoted:
    """Write what the fee of a plan is made of; the fee is their sum.

    Args:
        shop: the shop.
        case_id: a case with a plan that is not handed over yet.
        lines: what the fee is made of.
        how: how the customer agreed to a higher fee than before (G-5).

    Raises:
        NotFound: there is no such case.
        Refusal: ``plan_first``, ``case_is_over``.
        Invalid: see ``fee_line_problems``; ``consent_needed_again``.
    """
    lines = tidy_lines(lines)
    if problems := fee_line_problems(lines):
        raise Invalid(*problems)
    with shop.begin("case.fees", "case") as step:
        before = cases.get(shop.file, case_id)
        _require_before_hand_over(before)
        if before.plan is None:
            raise Refusal("plan_first")
        total, agreed = fee_total(lines), before.plan.fee_fen or 0
        consent = before.consent
        if total > agreed and consent is not None:
            if how is None:
                raise Invalid(Problem(field="how", code="consent_needed_again"))
            consent = Said(at=shop.now(), by=shop.acting.id, how=how)
        plan = replace(before.plan, fee_fen=total)
        step.subject_id = step.case_id = case_id
        step.values = {"fee_fen": total, "lines": [_said_line(line) for line in lines]}
        cases.change(shop.file, replace(before, plan=plan, fee_lines=lines, consent=consent))
    return MoneyNoted(changes=_changes(case_id), undo=_restoring(before))


def _said_line(line: FeeLine) -> dict[str, object]:
    return {"kind": line.kind, "amount_fen": line.amount_fen, "words": line.words}


def _restoring(before: Case) -> Callable[[Shop], Changes]:
    """Make what writes the fee of a case as it stood."""

    def restore(shop: Shop) -> Changes:
        with shop.begin("case.undo_fees", "case") as step:
            case = cases.get(shop.file, before.id)
            _require_before_hand_over(case)
            step.subject_id = step.case_id = case.id
            restored = replace(
                case,
                plan=before.plan,
                fee_lines=before.fee_lines,
                consent=before.consent,
                invoice=before.invoice,
            )
            cases.change(shop.file, restored)
        return _changes(before.id)

    return restore


def take_deposit(shop: Shop, case_id: CaseId, draft: PaymentDraft) -> MoneyNoted:
    """Record that something is paid ahead; it is taken off at hand-over (G-9).

    Raises:
        NotFound: there is no such case.
        Refusal: ``case_is_over``.
        Invalid: ``pay_amount_missing``, ``pay_method_missing``, ``amount_too_large``.
    """
    now = shop.now()
    draft = replace(draft, kind=PaymentKind.DEPOSIT)
    if problems := draft_problems(draft, now.date()):
        raise Invalid(*problems)
    amount = draft.amount_fen
    assert amount is not None
    with shop.begin("case.deposit", "case") as step:
        case = cases.get(shop.file, case_id)
        _require_before_hand_over(case)
        step.subject_id = step.case_id = case_id
        step.values = {"payments": [said(draft)]}
        payments.add(shop.file, case_id, draft, by=shop.acting.id, at=now)
        taken = Fen((case.fee_taken_fen or 0) + amount)
        deposit = case.deposit_fen + amount
        cases.change(shop.file, replace(case, fee_taken_fen=taken, deposit_fen=deposit))
    return MoneyNoted(changes=_changes(case_id), undo=None)


def note_invoice(shop: Shop, case_id: CaseId, number: str | None) -> MoneyNoted:
    """Write that an invoice was asked for, with its number as soon as it has one (G-23).

    Args:
        shop: the shop.
        case_id: the case.
        number: of the invoice; empty: asked for; None: not asked for, after all.

    Raises:
        NotFound: there is no such case.
        Refusal: ``voided_already``.
        Invalid: ``text_too_long``.
    """
    number = None if number is None else clean_line(number)
    if problems := too_long({"invoice": number or ""}, {"invoice": 40}):
        raise Invalid(*problems)
    with shop.begin("case.invoice", "case") as step:
        case = cases.get(shop.file, case_id)
        if case.voided is not None:
            raise Refusal("voided_already")
        step.subject_id = step.case_id = case_id
        step.values = {"invoice": number}
        cases.change(shop.file, replace(case, invoice=number))
    before = case.invoice
    return MoneyNoted(
        changes=_changes(case_id),
        undo=lambda shop: note_invoice(shop, case_id, before).changes,
    )


def _require_before_hand_over(case: Case) -> None:
    over = (Stage.HANDED_OVER, Stage.CLOSED, Stage.CANCELLED)
    if case.voided is not None or case.stage in over:
        raise Refusal("case_is_over", number=case.number)


def _changes(case_id: CaseId) -> Changes:
    return Changes.of(ChangeKind.CASE, record_id=case_id)
