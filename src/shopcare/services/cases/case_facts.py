"""Writing down later what was missing at intake, and putting right what was wrong (G-2)."""

from dataclasses import dataclass

from shopcare.domain.calls.callback import Purpose
from shopcare.domain.cases.case import Case
from shopcare.domain.cases.case_facts import (
    CaseFacts,
    check_facts,
    facts_of,
    values_of,
    with_facts,
)
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Invalid, Problem, Refusal
from shopcare.domain.ids import CaseId
from shopcare.domain.shop.audit import difference
from shopcare.services.cases import step_effects as guidance
from shopcare.services.follow_ups import follow_ups, next_dates
from shopcare.services.search import search
from shopcare.services.shop import Shop
from shopcare.storage import callbacks
from shopcare.storage.cases import cases


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A case with other facts, and what stood there before."""

    case: Case
    before: CaseFacts
    changes: Changes

    @property
    def after(self) -> CaseFacts:
        """Give the facts as they stand now; to take a correction back, the two are exchanged."""
        return facts_of(self.case)


def correct(shop: Shop, case_id: CaseId, facts: CaseFacts, *, shown: CaseFacts) -> Corrected:
    """Write other facts of a case; what stood there before stays in its timeline (G-14).

    The call that asks for what was missing goes when nothing is missing any more (G-2), and the
    call before laying follows the laying (T-5). A service that nobody had said at intake is written
    down the same way: from then on the quality check (G-7), the day that is proposed for a promise
    (G-6) and what the next steps start go by it. Nothing else that is planned moves: calls and
    deadlines count from when the case was received, promised, settled or handed over (C-1, C-2,
    C-5, G-3, G-6, G-8), none from the day of purchase; the category is asked once, when the goods
    are handed over (C-1), and by then a corrected one is on file. A call that was agreed with the
    customer is not taken away behind their back: whoever finds it pointless says so on the call.

    Args:
        shop: the shop.
        case_id: whose facts they are.
        facts: all of them, as the form says now.
        shown: what the form showed when it was opened.

    Raises:
        NotFound: there is no such case.
        Invalid: see ``domain.case_facts.fact_problems``; ``service_unknown``.
        Refusal: ``facts_stay`` for a cancelled case, ``facts_changed_since`` where they are
            not those of the form any more, ``nothing_corrected``.
    """
    with shop.begin("case.correct", "case") as step:  # read inside: two may change it at once
        case = cases.get(shop.file, case_id)
        facts = check_facts(facts, case.received_at.date())
        before = facts_of(case)
        _require_correctable(case, before, facts, shown)
        if facts.service != before.service and (problem := unknown_service(shop, facts.service)):
            raise Invalid(problem)
        step.subject_id = step.case_id = case_id
        step.values = difference(values_of(before), values_of(facts))
        step.values |= _category_words(shop, step.values) | _service_words(shop, step.values)
        stood = case
        case = with_facts(case, facts)
        cases.change(shop.file, case)
        search.index_case(shop, case)
        guidance.plan_again(shop, stood, case)  # T-5
        if not case.missing:  # nothing is left to ask for
            calls = callbacks.of_case(shop.file, case_id)
            follow_ups.drop(shop, calls, Purpose.MISSING_FACTS)
        next_dates.keep_next_date(shop, case_id, shop.now())
    # Calls show what is missing in their case, so they are looked at again, too.
    changes = Changes.of(ChangeKind.CASE, ChangeKind.CALLBACK, record_id=case_id)
    return Corrected(case=case, before=before, changes=changes)


def _require_correctable(case: Case, before: CaseFacts, facts: CaseFacts, shown: CaseFacts) -> None:
    if not case.is_correctable:
        raise Refusal("facts_stay", number=case.number)
    if before != shown:
        raise Refusal("facts_changed_since", number=case.number)
    if before == facts:
        raise Refusal("nothing_corrected", number=case.number)


def unknown_service(shop: Shop, key: str) -> Problem | None:
    """Say where the policy does not offer a service: it has no quality check then (G-7)."""
    if not key or shop.policy.service(key) is not None:
        return None
    return Problem(field="service", code="service_unknown", values={"text": key[:40]})


def _category_words(shop: Shop, changed: dict[str, object]) -> dict[str, object]:
    """Give what the policy calls the categories of a change; another policy may not know them."""
    match changed.get("category"):
        case {"before": str(before), "after": str(after)}:
            known = (shop.policy.category(key) for key in (before, after))
            return {"category_words": {one.key: one.label for one in known if one is not None}}
    return {}


def _service_words(shop: Shop, changed: dict[str, object]) -> dict[str, object]:
    """Give what the policy calls the services of a change."""
    match changed.get("service"):
        case {"before": str(before), "after": str(after)}:
            known = (shop.policy.service(key) for key in (before, after))
            return {"service_words": {one.key: one.label for one in known if one is not None}}
    return {}
