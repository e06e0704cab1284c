"""Voiding a call that was planned or recorded by mistake (W-8)."""

from dataclasses import replace

from shopcare.domain.calls.callback import WAITING, CallbackState
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Refusal
from shopcare.domain.ids import CallbackId
from shopcare.domain.voided import Voided
from shopcare.services.follow_ups import next_dates, recurring_calls
from shopcare.services.reasons import require_reason
from shopcare.services.shop import Shop
from shopcare.storage import callbacks, customers


def void_call(shop: Shop, callback_id: CallbackId, reason: str) -> Changes:
    """Take a call out of every count; it and its tries stay readable.

    The rhythm of a key account goes on with the next call (C-3, C-4).

    Raises:
        NotFound: there is no such call.
        Refusal: ``nothing_to_void`` where it is off the list already.
        Invalid: ``reason_missing``, ``text_too_long``.
    """
    reason, now = require_reason(reason), shop.now()
    with shop.begin("callback.void", "callback") as step:
        call = callbacks.get(shop.file, callback_id)
        if call.state is CallbackState.DROPPED:
            raise Refusal("nothing_to_void")
        step.subject_id, step.case_id = callback_id, call.case_id
        step.values = {"purpose": call.purpose, "reason": reason}
        off = replace(
            call,
            state=CallbackState.DROPPED,
            settled_at=None,
            result=None,
            needs_decision=False,
            voided=Voided(at=now, by=shop.acting.id, reason=reason),
        )
        callbacks.change(shop.file, off)
        if call.state in WAITING:
            customer = customers.get(shop.file, call.customer_id)
            recurring_calls.plan_next(shop, customer, call, now.date())
        if call.case_id is not None:
            next_dates.keep_next_date(shop, call.case_id, now)
    return Changes.of(ChangeKind.CALLBACK, ChangeKind.CASE, record_id=callback_id)
