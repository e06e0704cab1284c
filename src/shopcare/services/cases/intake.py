"""Recording a request while the customer waits."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from shopcare.domain.calendar.due_date import count
from shopcare.domain.cases.case import Case, CaseDraft, CaseKind, Said, Stage
from shopcare.domain.cases.case_facts import bought_after_intake, check_both, check_intake
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Invalid, Problem, Refusal
from shopcare.domain.ids import CaseId, PurchaseLineId, StaffId
from shopcare.domain.people.customer import Customer, CustomerDraft
from shopcare.domain.policy.schedule import Trigger
from shopcare.domain.purchases.purchase import Purchase
from shopcare.services.cases import promises
from shopcare.services.cases import step_effects as guidance
from shopcare.services.cases.case_facts import unknown_service
from shopcare.services.cases.step_effects import AFTER_HANDLING
from shopcare.services.drafts import Form
from shopcare.services.follow_ups import follow_ups, next_dates
from shopcare.services.people import customers as people
from shopcare.services.people.customers import household
from shopcare.services.shop import Shop, local
from shopcare.storage import callbacks, customers, purchases
from shopcare.storage.cases import cases
from shopcare.storage.file.work import Step
from shopcare.storage.shop import drafts


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A case that was recorded; ``cases.case_file`` gives its deadlines and calls."""

    case: Case
    calls: int
    """How many calls it started."""
    changes: Changes


def open_case(shop: Shop, draft: CaseDraft) -> Opened:
    """Record a request as a case; every due date is counted from when it was received (X-1).

    Raises:
        NotFound: the customer, the purchase line, the call or the linked case is not on file.
        Invalid: see ``check_intake``, ``require_offered`` and ``promise_problems``;
            ``purchase_of_another``.
    """
    if draft.received_at is not None:
        draft = replace(draft, received_at=local(shop, draft.received_at))
    draft = check_intake(draft, shop.now())
    require_offered(shop, draft)
    with shop.begin("case.open", "case") as step:
        case, calls = _record(shop, step, draft)
    changes = Changes.of(ChangeKind.CASE, ChangeKind.CALLBACK, record_id=case.id)
    return Opened(case=case, calls=calls, changes=changes)


def open_case_for_new(shop: Shop, customer: CustomerDraft, draft: CaseDraft) -> Opened:
    """File a new customer and record the request in one action: both, or neither.

    Raises:
        NotFound, Invalid: see ``add_customer`` and ``open_case``.
    """
    draft = replace(draft, received_at=local(shop, draft.received_at))
    customer, draft = check_both(customer, draft, shop.now())
    require_offered(shop, draft)
    with shop.begin("case.open", "case") as step:
        people.require_free_number(shop, customer, None)
        filed = people.store_new(shop, customer)
        case, calls = _record(shop, step, replace(draft, customer_id=filed.id))
        step.values = {**step.values, "new_customer": {"id": filed.id, "name": filed.name}}
    changes = Changes.of(
        ChangeKind.CUSTOMER, ChangeKind.CASE, ChangeKind.CALLBACK, record_id=case.id
    )
    return Opened(case=case, calls=calls, changes=changes)


def _record(shop: Shop, step: Step, draft: CaseDraft) -> tuple[Case, int]:
    case, calls = store_new(shop, draft)
    step.subject_id = step.case_id = case.id
    step.values = {
        "number": case.number,
        "kind": case.kind,
        "received_at": case.received_at,
        "told_steps": draft.told_steps,
    }
    if (request := case.return_request) is not None:
        step.values |= {"wish": request.wish, "quantity": request.said_quantity}
    if draft.items:
        step.values |= {"items": [case.product, *(item.what for item in draft.items)]}
    if draft.authority is not None or draft.reaction is not None:
        step.values |= _note_feedback(shop, case, draft)
    if draft.marks:
        step.values |= {"marks": [mark.word for mark in draft.marks]}
    if not shop.by_script:  # a script does not empty the form at the counter
        drafts.forget(shop.file, Form.INTAKE)
    return case, calls


def _note_feedback(shop: Shop, case: Case, draft: CaseDraft) -> dict[str, object]:
    """Write through whom a case came (L-6), and what goods did to the customer (L-9)."""
    from shopcare.services.feedback import authorities, reactions  # few cases have either

    noted: dict[str, object] = {}
    if draft.authority is not None:
        authorities.store(shop, case.id, draft.authority)
        noted["case.authority"] = authorities.said(draft.authority)
    if draft.reaction is not None:
        reactions.store(shop, case, draft.reaction, case.received_at)
        noted["case.reaction"] = reactions.said(draft.reaction)
    return noted


def require_offered(shop: Shop, draft: CaseDraft) -> None:
    """Refuse what the policy does not offer, whichever door it comes through.

    A kind has no steps and no calls then, a service no quality check (G-7).

    Raises:
        Invalid: ``kind_not_offered``, ``service_unknown``.
    """
    problems = []
    if draft.kind not in shop.policy.kinds:
        offered = ", ".join(kind.value for kind in shop.policy.kinds)
        values = {"kind": draft.kind.value, "kinds": offered}
        problems.append(Problem(field="kind", code="kind_not_offered", values=values))
    if unknown := unknown_service(shop, draft.service):
        problems.append(unknown)
    if problems:
        raise Invalid(*problems)


def _require_sources(shop: Shop, draft: CaseDraft, received_at: datetime) -> None:
    """Refuse a call or a case that is not on file, or came later than what it leads to."""
    sources = []
    if draft.from_callback_id is not None:
        sources.append(callbacks.get(shop.file, draft.from_callback_id).known_since)
    if draft.linked_case_id is not None:
        sources.append(cases.get(shop.file, draft.linked_case_id).received_at)
    since = max(sources).replace(second=0, microsecond=0)
    if received_at < since:
        since = since.astimezone(received_at.tzinfo)
        raise Refusal("received_before_source", since=f"{since:%Y-%m-%d %H:%M}")


def store_new(shop: Shop, draft: CaseDraft) -> tuple[Case, int]:
    """Write a checked draft inside a running action: record, deadlines, calls.

    Returns:
        The case, and how many calls it started.
    """
    assert draft.customer_id is not None
    received_at = draft.received_at or shop.now()
    if draft.from_callback_id is not None or draft.linked_case_id is not None:
        _require_sources(shop, draft, received_at)
    customer = customers.get(shop.file, draft.customer_id)
    case = _new_case(shop, draft, customer, received_at)
    if case.promised_on is not None:
        _require_promise(shop, case, case.promised_on)
    cases.add(shop.file, case)
    if draft.items:  # W-1
        from shopcare.storage.goods import case_items

        case_items.add(shop.file, case.id, draft.items)
    if draft.marks:
        from shopcare.services.goods.conditions import store_marks

        store_marks(shop, case, draft.marks)
    calls = promises.promise_all(shop, case, customer)  # G-3, G-6
    if case.kind is CaseKind.COMPLAINT and case.linked_case_id is not None:  # C-2
        _end_other_series(shop, case.linked_case_id)
    if draft.misuse_advised:  # C-5
        calls += len(
            follow_ups.start(
                shop, Trigger.MISUSE_ADVISED, received_at, customer=customer, case=case
            )
        )
    calls += guidance.plan_calls(shop, case, customer)  # T-5
    if case.acknowledged is not None and not calls:
        # G-25: else the acknowledgement's deadline or a call is the next date
        calls += next_dates.ask_for_missing_facts(shop, case)  # G-2
        next_dates.keep_next_date(shop, case.id, received_at)
    return case, calls


def _require_promise(shop: Shop, case: Case, day: date) -> None:
    """Refuse a promised day that takes too long, or longer than the customer knows (A-3, L-2)."""
    told = case.acknowledged.how if case.acknowledged is not None else None
    if problems := promises.promise_problems(shop, case, day, told, "told_steps"):
        raise Invalid(*problems)


def _end_other_series(shop: Shop, case_id: CaseId) -> None:
    """Let one grievance have one series: the new complaint starts its own once handled (C-2)."""
    follow_ups.drop(shop, callbacks.of_case(shop.file, case_id), *AFTER_HANDLING)
    next_dates.keep_next_date(shop, case_id, shop.now())


def advice_call_at(
    shop: Shop, customer: Customer | None, received_at: datetime | None = None
) -> datetime | None:
    """Say when the call after advice on use comes due (C-5), or None where none is made."""
    asked = shop.schedule.follow_ups_for(Trigger.MISUSE_ADVISED)
    if not asked or (customer is not None and customer.no_calls):
        return None
    at, hours = received_at or shop.now(), customer.call_hours if customer else ()
    calendar, rule = shop.calendar, asked[0].rule
    due = count(
        rule, at, calendar.work, calendar.windows, clause=asked[0].clause, override=hours or None
    )
    return due.due_at


def _new_case(shop: Shop, draft: CaseDraft, customer: Customer, received_at: datetime) -> Case:
    purchase = None
    if draft.purchase_line_id is not None:
        draft, purchase = _with_purchase(shop, draft, draft.purchase_line_id, customer)
    if draft.kind is CaseKind.RETURN:
        draft = _with_request(shop, draft, received_at.date())
    elif draft.return_request is not None:
        draft = replace(draft, return_request=None)
    told = draft.told_steps
    said = Said(at=received_at, by=shop.acting.id, how=told) if told else None
    case_id, number = cases.next_id_and_number(shop.file, received_at.year)
    return Case(
        id=case_id,
        number=number,
        kind=draft.kind,
        stage=Stage.CONFIRMED if said else Stage.RECEIVED,
        customer_id=customer.id,
        channel=draft.channel,
        service=draft.service or shop.policy.service_told_by(draft.kind, draft.fault),
        purchase_line_id=draft.purchase_line_id,
        category=draft.category,
        product=draft.product,
        spec=draft.spec,
        lot=draft.lot,
        bought_on=draft.bought_on,
        fault=draft.fault,
        wishes=draft.wishes,
        accessories=draft.accessories,
        condition=draft.condition,
        goods_kept=draft.goods_kept,
        severity=draft.severity,
        insistent=draft.insistent,
        received_at=received_at,
        received_by=shop.acting.id,
        handler_id=_handler(shop, purchase, draft.service),
        plan=draft.plan,
        promised_on=draft.promised_on,
        acknowledged=said,
        from_callback_id=draft.from_callback_id,
        linked_case_id=draft.linked_case_id,
        last_step_at=received_at,
        return_request=draft.return_request,
        laying_at=draft.laying_at,
    )


def _with_request(shop: Shop, draft: CaseDraft, on: date) -> CaseDraft:
    from shopcare.services.cases import returns  # no other kind loads the policy's clauses

    return replace(draft, return_request=returns.new_request(shop, draft, on))


def _with_purchase(
    shop: Shop, draft: CaseDraft, line_id: PurchaseLineId, customer: Customer
) -> tuple[CaseDraft, Purchase]:
    """Fill what the form left empty from the purchase line it names.

    Whoever lives in the same household may bring the goods (X-7); somebody else's are refused.
    """
    purchase, line = purchases.with_line(shop.file, line_id)
    owner = purchase.customer_id
    if owner != customer.id and owner not in {other.id for other in household(shop, customer)}:
        raise Invalid(Problem(field="purchase_line_id", code="purchase_of_another"))
    received_on = (draft.received_at or shop.now()).date()
    if purchase.sold_on > received_on:
        raise Invalid(bought_after_intake(received_on))
    filled = replace(
        draft,
        category=draft.category or line.category,
        product=draft.product or line.product,
        spec=draft.spec or line.spec,
        lot=draft.lot or line.lot,
        bought_on=draft.bought_on or purchase.sold_on,
    )
    return filled, purchase


def _handler(shop: Shop, purchase: Purchase | None, service: str) -> StaffId:
    """Give who served the customer at purchase, else who is at the counter (G-19)."""
    seller = purchase.seller if purchase else ""
    server = None
    for member in shop.staff if seller else ():
        if seller in (member.name, member.initials):
            server = member
            break
    return shop.duty.handler(server, shop.acting, service, shop.today()).id
