"""The register of suggestions: who sees to them, what came of them, the reward (G-12, B-6)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from operator import attrgetter

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Invalid, Problem, Refusal
from shopcare.domain.feedback.suggestion import (
    SettledDraft,
    Suggestion,
    SuggestionDraft,
    check_settled,
    check_suggestion,
)
from shopcare.domain.ids import CaseId, CustomerId, GiftId, SuggestionId
from shopcare.domain.payments.gift import GiftDraft, GiftKind, check_gift
from shopcare.services import voiding
from shopcare.services.payments import gifts as gift_service
from shopcare.services.shop import Shop
from shopcare.storage import callbacks, customers
from shopcare.storage.cases import cases
from shopcare.storage.feedback import suggestions
from shopcare.storage.file.work import Step
from shopcare.storage.money import gifts


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionKept:
    """A suggestion that was written, and how that is taken back (X-9)."""

    suggestion: Suggestion
    changes: Changes
    undo: Callable[[Shop], Changes]


def register(shop: Shop) -> list[Suggestion]:
    """List every suggestion that counts: what is open first, the most urgent on top."""
    return suggestions.every(shop.file)


def suggestion(shop: Shop, suggestion_id: SuggestionId) -> Suggestion:
    """Read one.

    Raises:
        NotFound: there is none of this id.
    """
    return suggestions.get(shop.file, suggestion_id)


def of_case(shop: Shop, case_id: CaseId) -> Sequence[Suggestion]:
    """List the suggestions that came from a case, the oldest first."""
    return suggestions.of_case(shop.file, case_id)


def of_customer(shop: Shop, customer_id: CustomerId) -> Sequence[Suggestion]:
    """List the suggestions of a customer, the newest first."""
    return suggestions.of_customer(shop.file, customer_id)


def add(shop: Shop, draft: SuggestionDraft) -> SuggestionKept:
    """Write what a customer suggests; a call or a case says who it was where nobody did.

    Raises:
        NotFound: there is no such customer, case, call or member of staff.
        Invalid: see ``check_suggestion``; ``staff_unknown``.
    """
    draft = check_suggestion(draft)
    _require_owner(shop, draft)
    with shop.begin("suggestion.add", "suggestion") as step:
        draft = _with_source(shop, draft)
        made = suggestions.add(shop.file, draft, shop.acting.id, shop.now())
        found = _about(shop, step, made)
        step.values = {"what": draft.what, "due_on": draft.due_on}
    undo = partial(_undo_adding, suggestion_id=made)
    return _kept(found, undo)


def change(shop: Shop, suggestion_id: SuggestionId, draft: SuggestionDraft) -> SuggestionKept:
    """Write who sees to a suggestion, what is done, and until when.

    Raises:
        NotFound: there is none of this id.
        Refusal: ``suggestion_settled``.
        Invalid: see ``check_suggestion``; ``staff_unknown``.
    """
    draft = check_suggestion(draft)
    _require_owner(shop, draft)
    with shop.begin("suggestion.change", "suggestion") as step:
        before = _open(shop, suggestion_id)
        after = replace(
            before,
            what=draft.what,
            owner_id=draft.owner_id,
            measure=draft.measure,
            due_on=draft.due_on,
        )
        suggestions.change(shop.file, after)
        found = _about(shop, step, suggestion_id)
        step.values = {"what": draft.what, "measure": draft.measure, "due_on": draft.due_on}
    return _kept(found, partial(_put_back, before=before, after=after))


def settle(shop: Shop, suggestion_id: SuggestionId, draft: SettledDraft) -> SuggestionKept:
    """Write what came of a suggestion, and give the reward for it (B-6).

    Raises:
        NotFound: there is none of this id.
        Refusal: ``suggestion_settled``, ``gift_out_of_stock``.
        Invalid: see ``check_settled`` and ``check_gift``; ``customer_missing`` where nobody is
            there to be rewarded.
    """
    draft = check_settled(draft)
    with shop.begin("suggestion.settle", "suggestion") as step:
        before = _open(shop, suggestion_id)
        after = replace(
            before,
            outcome=draft.outcome,
            result=draft.result,
            settled_at=shop.now(),
            settled_by=shop.acting.id,
            gift_id=_reward(shop, before, draft.reward) if draft.reward else None,
        )
        suggestions.change(shop.file, after)
        found = _about(shop, step, suggestion_id)
        step.values = {"outcome": draft.outcome, "result": draft.result, "reward": draft.reward}
    return _kept(found, partial(_put_back, before=before, after=after))


def reward(shop: Shop, suggestion_id: SuggestionId, what: str) -> SuggestionKept:
    """Give the reward for a suggestion that was taken up without one (B-6).

    Raises:
        NotFound: there is none of this id.
        Refusal: ``reward_without_outcome``, ``gift_out_of_stock``.
        Invalid: see ``check_gift``.
    """
    with shop.begin("suggestion.reward", "suggestion") as step:
        before = suggestions.get(shop.file, suggestion_id)
        if not before.wants_reward:
            raise Refusal("reward_without_outcome")
        after = replace(before, gift_id=_reward(shop, before, what))
        suggestions.change(shop.file, after)
        found = _about(shop, step, suggestion_id)
        step.values = {"reward": what}
    return _kept(found, partial(_put_back, before=before, after=after))


def void(shop: Shop, suggestion_id: SuggestionId, reason: str) -> SuggestionKept:
    """Take a suggestion that was written by mistake out of every count (W-8).

    Raises:
        NotFound: there is none of this id.
        Refusal: ``voided_already``.
        Invalid: ``reason_missing``, ``text_too_long``.
    """
    voiding.void(shop, _KIND, suggestion_id, reason)
    found = suggestions.get(shop.file, suggestion_id)
    return _kept(found, partial(_unvoid, suggestion_id=suggestion_id))


def _reward(shop: Shop, found: Suggestion, what: str) -> GiftId:
    if found.customer_id is None:
        raise Invalid(Problem(field="reward", code="customer_missing"))
    draft = GiftDraft(
        kind=GiftKind.REWARD, what=what, why=" ".join(found.what.split())[:100],
        case_id=found.case_id,
    )  # fmt: skip
    checked = check_gift(draft, shop.today())
    return gift_service.store_given(shop, found.customer_id, checked).id


def _put_back(shop: Shop, before: Suggestion, after: Suggestion) -> Changes:
    """Write a suggestion as it stood, unless somebody has gone on with it; a reward comes back."""
    with shop.begin("suggestion.undo", "suggestion") as step:
        if suggestions.get(shop.file, before.id) != after:
            raise Refusal("nothing_to_undo")
        if after.gift_id is not None and before.gift_id is None:
            gift = gifts.get(shop.file, after.gift_id)
            if gift.voided is None:
                gift_service.store_taken_back(shop, gift)
        suggestions.change(shop.file, before)
        found = _about(shop, step, before.id)
    return _changes(found)


def _undo_adding(shop: Shop, suggestion_id: SuggestionId) -> Changes:
    return _changes(voiding.take_back(shop, _KIND, suggestion_id))


def _unvoid(shop: Shop, suggestion_id: SuggestionId) -> Changes:
    return _changes(voiding.restore(shop, _KIND, suggestion_id))


_KIND = voiding.Kind(
    name="suggestion",
    get=suggestions.get,
    void=suggestions.void,
    case_of=attrgetter("case_id"),
)


def _with_source(shop: Shop, draft: SuggestionDraft) -> SuggestionDraft:
    """Take case and customer from the call or case that it came from, and see that they exist."""
    if draft.callback_id is not None:
        call = callbacks.get(shop.file, draft.callback_id)
        draft = replace(
            draft,
            customer_id=draft.customer_id or call.customer_id,
            case_id=draft.case_id or call.case_id,
        )
    if draft.case_id is not None:
        case = cases.get(shop.file, draft.case_id)
        draft = replace(draft, customer_id=draft.customer_id or case.customer_id)
    if draft.customer_id is not None:
        customers.get(shop.file, draft.customer_id)
    return draft


def _require_owner(shop: Shop, draft: SuggestionDraft) -> None:
    if draft.owner_id is not None and shop.member(draft.owner_id) is None:
        values = {"initials": str(draft.owner_id)}
        raise Invalid(Problem(field="owner_id", code="staff_unknown", values=values))


def _open(shop: Shop, suggestion_id: SuggestionId) -> Suggestion:
    found = suggestions.get(shop.file, suggestion_id)
    if not found.is_open:
        raise Refusal("suggestion_settled")
    return found


def _about(shop: Shop, step: Step, suggestion_id: SuggestionId) -> Suggestion:
    found = suggestions.get(shop.file, suggestion_id)
    step.subject_id, step.case_id = found.id, found.case_id
    return found


def _kept(found: Suggestion, undo: Callable[[Shop], Changes]) -> SuggestionKept:
    return SuggestionKept(suggestion=found, changes=_changes(found), undo=undo)


def _changes(found: Suggestion) -> Changes:
    kinds = (ChangeKind.CASE, ChangeKind.CUSTOMER)
    return Changes.of(*kinds, record_id=found.case_id)
