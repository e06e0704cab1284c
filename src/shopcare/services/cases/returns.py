"""Returns and exchanges: what is left of a purchase line, what policy says, who may decide."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from shopcare.domain.cases.case import Case, CaseDraft, Stage
from shopcare.domain.cases.line_split import LineSplit, share_of_price, split_line
from shopcare.domain.cases.return_moves import request_of
from shopcare.domain.cases.returns import (
    TAKEN_BACK,
    KeptRuling,
    Outcome,
    ReturnRequest,
    Review,
    ReviewDraft,
    Wish,
)
from shopcare.domain.errors import Invalid, Problem, Refusal
from shopcare.domain.ids import PurchaseLineId
from shopcare.domain.money import Fen
from shopcare.domain.people.staff import Action, may, require
from shopcare.domain.policy.clause import Basis, NextStep, Option
from shopcare.domain.policy.conditions import Answer
from shopcare.domain.policy.sale_facts import SaleFacts
from shopcare.domain.policy.verdict import Ruling, Verdict
from shopcare.domain.purchases.purchase import PurchaseLine
from shopcare.services.cases import exchanged_goods
from shopcare.services.policies import verdicts
from shopcare.services.shop import Shop
from shopcare.storage import purchases
from shopcare.storage.cases import cases

_OPTIONS: Final = {
    Outcome.REFUND: (Option.RETURN,),
    Outcome.EXCHANGE: (Option.EXCHANGE, Option.REPLACEMENT),
}
"""What has to be allowed for an outcome; a repair can always be had, if only for money (G-5)."""
_WISHED: Final = {
    Wish.RETURN: (Option.RETURN,),
    Wish.EXCHANGE: (Option.EXCHANGE, Option.REPLACEMENT),
    Wish.REPAIR: (Option.FREE_REPAIR,),
}


def line_split(shop: Shop, line_id: PurchaseLineId) -> LineSplit:
    """Say what of a purchase line was returned, exchanged, is asked about and is kept.

    Raises:
        NotFound: there is no such line.
    """
    _, line = purchases.with_line(shop.file, line_id)
    return split_line(line.quantity, cases.returns_of_line(shop.file, line_id))


def new_request(shop: Shop, draft: CaseDraft, on: date) -> ReturnRequest:
    """Give the request of a new case with what is left of its line, and with the verdict.

    Args:
        shop: the shop; inside a running action.
        draft: checked, with the facts of its purchase line.
        on: the day of the request.

    Raises:
        Invalid: ``quantity_above_rest``, ``nothing_left_to_return``.
    """
    request = draft.return_request or ReturnRequest()
    if draft.purchase_line_id is not None:
        _, line = purchases.with_line(shop.file, draft.purchase_line_id)
        split = split_line(line.quantity, cases.returns_of_line(shop.file, line.id))
        request = replace(request, quantity=_within(split, request.quantity), unit=line.unit)
    facts = _facts(shop, draft, request, on)
    return with_verdict(request, verdicts.judge_known(shop, facts, on), on)


def _within(split: LineSplit, quantity: Decimal | None) -> Decimal:
    """Give the quantity that is asked about: all that is left where nobody says less."""
    if split.kept <= 0:
        raise Invalid(Problem(field="quantity", code="nothing_left_to_return"))
    if quantity is not None and quantity > split.kept:
        raise Invalid(_above_rest(split.kept))
    return quantity if quantity is not None else split.kept


def _above_rest(rest: Decimal) -> Problem:
    values = {"most": f"{rest.normalize():f}"}
    return Problem(field="quantity", code="quantity_above_rest", values=values)


def with_verdict(request: ReturnRequest, verdict: Verdict, on: date) -> ReturnRequest:
    """Keep with a request what law and policy said of it."""
    kept = tuple(
        KeptRuling(
            option=ruling.option.value,
            axis=ruling.axis and ruling.axis.value,
            answer=ruling.answer.value,
            basis=ruling.basis and ruling.basis.value,
            clauses=ruling.clauses,
            fee_fen=ruling.fee_fen,
        )
        for ruling in verdict.rulings
    )
    return replace(request, verdict=kept, judged_on=on)


def judge_case(shop: Shop, case: Case) -> Verdict:
    """Judge a case by what is known of its goods now, on the day of the request."""
    on = case.received_at.astimezone(shop.now().tzinfo).date()
    return verdicts.judge_known(shop, _facts(shop, case, request_of(case), on), on)


def _facts(shop: Shop, about: Case | CaseDraft, request: ReturnRequest, on: date) -> SaleFacts:
    """Put together what is on file about the goods and what the customer said of them."""
    if about.purchase_line_id is not None:
        known = verdicts.facts_on_file(shop, about.purchase_line_id)
    else:
        category = shop.policy.category(about.category)
        known = SaleFacts(category=category.key if category else None, sold_on=about.bought_on)
    if known.received_on is not None and known.received_on > on:  # asked about before it was got
        known = replace(known, received_on=None)
    return with_request(known, request)


def with_request(known: SaleFacts, request: ReturnRequest) -> SaleFacts:
    """Put what is known of a request over what is on file.

    A quantity counts where the goods are measured as the clauses measure them (T-4).
    """
    told = SaleFacts(
        quantity=request.quantity if known.quantity is not None else None,
        receipt=request.receipt,
        fault=request.fault,
        saleable=request.saleable,
        laid=request.laid,
    )
    return verdicts.with_told(known, told)


def proposed_share(shop: Shop, case: Case) -> Fen | None:
    """Say what was paid for the goods of a case; None where nobody knows it (A-7)."""
    if case.purchase_line_id is None:
        settlement = request_of(case).settlement
        return settlement.value_fen if settlement is not None else None
    _, line = purchases.with_line(shop.file, case.purchase_line_id)
    return share_of_price(line, case, _others(shop, case))


def line_of(shop: Shop, case: Case) -> PurchaseLine | None:
    """Give the purchase line of a case, if it names one."""
    if case.purchase_line_id is None:
        return None
    return purchases.with_line(shop.file, case.purchase_line_id)[1]


def after_step(shop: Shop, before: Case, case: Case) -> Case:
    """Give a case after a step as it is to be saved, or say what speaks against the step.

    Raises:
        Invalid: ``quantity_above_rest``, ``refund_too_much``, ``reason_missing``.
        Refusal: ``manager_needed``, ``law_grants_it``, ``quantity_taken_since``,
            ``exchanged_goods_asked_about``.
    """
    request = case.return_request
    if request is None:
        return case
    if case.stage is Stage.DIAGNOSED:
        if (rest := _rest(shop, case)) is not None and rest < 0:
            raise Invalid(_above_rest((request.quantity or Decimal(0)) + rest))
        on = request.judged_on or case.received_at.date()
        return replace(case, return_request=with_verdict(request, judge_case(shop, case), on))
    if case.stage is Stage.AGREED and request.review is not None:
        if request.review.outcome in TAKEN_BACK:
            exchanged_goods.require_not_asked_about(shop, before)
        _require_price(shop, before, request.review)
        _require_decision(shop, before, request.review, request.wish)
    else:
        require_rest(shop, case)
    return exchanged_goods.hand_out(shop, before, case)


def require_rest(shop: Shop, case: Case) -> None:
    """Refuse a case that would take more of its purchase line than others have left.

    Raises:
        Refusal: ``quantity_taken_since``.
    """
    if not is_rest_left(shop, case):
        raise Refusal("quantity_taken_since", number=case.number)


def is_rest_left(shop: Shop, case: Case) -> bool:
    """Say whether a case takes no more of its purchase line than others have left."""
    rest = _rest(shop, case)
    return rest is None or rest >= 0


def _rest(shop: Shop, case: Case) -> Decimal | None:
    """Say what the customer keeps of the line of a case, as the case would stand."""
    if case.return_request is None or case.purchase_line_id is None:
        return None
    purchase, line = purchases.with_line(shop.file, case.purchase_line_id)
    is_gone = purchase.voided is not None and case.return_request.settlement is None
    whole = Decimal(0) if is_gone else line.quantity
    return split_line(whole, [*_others(shop, case), case]).kept


def _others(shop: Shop, case: Case) -> list[Case]:
    assert case.purchase_line_id is not None
    found = cases.returns_of_line(shop.file, case.purchase_line_id)
    return [other for other in found if other.id != case.id]


def _require_price(shop: Shop, case: Case, review: Review) -> None:
    """Refuse to count more as paid than was paid (A-7)."""
    most = proposed_share(shop, case)
    if most is not None and review.share_fen > most:
        values = {"most": most / 100}
        raise Invalid(Problem(field="share_fen", code="refund_too_much", values=values))


def _require_decision(shop: Shop, case: Case, review: Review, wish: Wish | None) -> None:
    """Leave to a manager what the policy leaves to one, or does not allow (L-1)."""
    rulings = judge_case(shop, case).rulings
    if review.outcome is Outcome.REFUSED:
        granted = _allowed(rulings, _WISHED[wish]) if wish is not None else []
        if any(one.basis is Basis.LAW for one in granted):
            raise Refusal("law_grants_it", clause=granted[0].clauses[0])
        if granted:
            require(shop.deciding, Action.DECIDE_OTHERWISE)
        return
    allowed = _allowed(rulings, _OPTIONS.get(review.outcome, ()))
    if review.outcome in _OPTIONS and not allowed:
        require(shop.deciding, Action.DECIDE_OTHERWISE)
        if not review.reason:
            raise Invalid(Problem(field="reason", code="reason_missing"))
    elif allowed and all(NextStep.MANAGER in one.steps for one in allowed):
        require(shop.deciding, Action.DECIDE_OTHERWISE)


def _allowed(rulings: tuple[Ruling, ...], options: tuple[Option, ...]) -> list[Ruling]:
    found = [one for one in rulings if one.option in options and one.answer is Answer.YES]
    return sorted(found, key=lambda one: one.basis is not Basis.LAW)


def proposed_review(shop: Shop, case: Case) -> ReviewDraft:
    """Propose a decision: the wish where it is allowed, with what was paid and the least fee."""
    request, share = request_of(case), proposed_share(shop, case)
    outcomes = {Wish.RETURN: Outcome.REFUND, Wish.EXCHANGE: Outcome.EXCHANGE}
    outcome = Outcome.REPAIR if request.wish is Wish.REPAIR else None
    fees: list[Fen] = []
    if request.wish in outcomes:
        wished = outcomes[request.wish]
        allowed = _allowed(judge_case(shop, case).rulings, _OPTIONS[wished])
        outcome = wished if allowed or may(shop.deciding, Action.DECIDE_OTHERWISE) else None
        fees = [one.fee_fen for one in allowed if one.fee_fen is not None]
    return ReviewDraft(
        outcome=outcome,
        share_fen=share,
        new_goods=case.product,
        new_fen=share,
        fee_fen=min(fees, default=None),
    )
