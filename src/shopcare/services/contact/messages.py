"""Words to send: the message of each step that a customer is told, and that it was sent (W-7)."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from shopcare.domain.calls.callback import MovedBy, Purpose
from shopcare.domain.cases.case import Case, How, Stage
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.ids import CaseId
from shopcare.domain.policy.messages import MessageText, filled
from shopcare.domain.policy.policy import MessageStep
from shopcare.language.catalog import Catalog, catalog
from shopcare.language.day_words import full_day_text, money_text, opening_text
from shopcare.services.cases.moves import tell_ready
from shopcare.services.cases.promises import acknowledge
from shopcare.services.follow_ups import follow_ups, next_dates
from shopcare.services.shop import Shop
from shopcare.storage import callbacks, customers
from shopcare.storage.cases import cases
from shopcare.storage.file import audit

_FIRST_CHASE: Final = timedelta(days=7)
"""G-8: goods that lie so long after their owner was told are called uncollected."""


def message(shop: Shop, case_id: CaseId, step: MessageStep) -> MessageText:
    """Write what a customer is told at a step, in the language of the shop's papers.

    Raises:
        NotFound: there is no such case.
    """
    case = cases.get(shop.file, case_id)
    words = catalog(shop.settings.paper_language)
    lines = [words.text(line) for line in shop.policy.messages[step]]
    return filled(lines, _facts(shop, words, case))


def counted(text: str) -> MessageText:
    """Count a text that somebody has changed before sending it."""
    return MessageText(text=text, missing=())


def usual_step(shop: Shop, case: Case) -> MessageStep:
    """Say what the customer is told next, as the case stands now."""
    if case.stage is Stage.READY:
        told = case.told_ready_at
        is_lying = told is not None and told <= shop.now() - _FIRST_CHASE
        return MessageStep.UNCOLLECTED if is_lying else MessageStep.READY
    if case.stage in (Stage.HANDED_OVER, Stage.CLOSED):
        return MessageStep.SATISFACTION
    if case.acknowledged is None:
        return MessageStep.ACKNOWLEDGED
    if _has_slipped(shop, case):
        return MessageStep.LATE
    return MessageStep.PLAN if case.consent is None else MessageStep.READY


def record_told(shop: Shop, case_id: CaseId, step: MessageStep, how: How = How.WECHAT) -> Changes:
    """Record that the customer was told: who, when, how (G-3, G-6, G-8).

    What the step itself asks for is done with it: the acknowledgement is recorded, the goods are
    known to be ready, the call that tells of another day is not made any more.

    Raises:
        NotFound: there is no such case.
        Refusal: ``not_ready`` where the goods are not.
    """
    case = cases.get(shop.file, case_id)
    if step is MessageStep.ACKNOWLEDGED and case.acknowledged is None and case.is_open:
        return acknowledge(shop, case_id, how).changes
    if step is MessageStep.READY and case.told_ready_at is None:
        return tell_ready(shop, case_id).changes
    with shop.begin("case.message", "case") as entry:
        entry.subject_id = entry.case_id = case_id
        entry.values = {"step": step, "how": how}
        if step is MessageStep.LATE:
            calls = callbacks.of_case(shop.file, case_id)
            slipped = [c for c in calls if any(m.by is MovedBy.SLIPPED for m in c.moves)]
            follow_ups.drop(shop, slipped, Purpose.PROGRESS)
            next_dates.keep_next_date(shop, case_id, shop.now())  # G-25
    return Changes.of(ChangeKind.CASE, ChangeKind.CALLBACK, record_id=case_id)


def _has_slipped(shop: Shop, case: Case) -> bool:
    """Say whether the customer waits longer than was promised (G-6)."""
    if case.promised_on is None:
        return False
    moved = any(entry.action == "case.promise" for entry in audit.of_case(shop.file, case.id))
    return moved or case.promised_on < shop.today()


def _facts(shop: Shop, words: Catalog, case: Case) -> Mapping[str, str]:
    """Give what stands in the placeholders; empty where nobody knows it."""
    settings = shop.settings
    plan, told = case.plan, case.told_ready_at
    fee = plan.fee_fen if plan is not None else None
    steps = [words.text(step) for step in shop.policy.steps.get(case.kind, ())]
    return {
        "name": customers.get(shop.file, case.customer_id).name,
        "number": case.number,
        "product": case.product or _category(shop, words, case),
        "shop": settings.name,
        "phone": settings.phone,
        "hours": settings.hours_note or opening_text(words, settings.opening),
        "promised": full_day_text(words, case.promised_on) if case.promised_on else "",
        "fee": money_text(fee) if fee else "",
        "work": plan.work if plan is not None else "",
        "steps": words.text("; ").join(steps),
        "ready_on": full_day_text(words, told.date()) if told is not None else "",
    }


def _category(shop: Shop, words: Catalog, case: Case) -> str:
    category = shop.policy.category(case.category)
    return words.text(category.label) if category is not None else case.category
