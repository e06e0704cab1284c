"""Undoing a merge as a whole, as long as nothing was built on it (W-2, X-9)."""

from shopcare.domain.calls.callback import CallbackState
from shopcare.domain.changes import Changes
from shopcare.domain.errors import Refusal
from shopcare.domain.ids import CallbackId, CustomerId
from shopcare.domain.shop.audit import AuditEntry, without_undone
from shopcare.services.calls.undo_call import last_step
from shopcare.services.follow_ups import agreed_calls, follow_ups, next_dates, recurring_calls
from shopcare.services.merging.merge import KINDS, MERGE
from shopcare.services.rescheduling import recount
from shopcare.services.search import search
from shopcare.services.shop import Shop
from shopcare.storage import callbacks, customers, imports, merges, row_changes
from shopcare.storage.file import audit
from shopcare.storage.file.work import Step


def undo_merge(shop: Shop, kept_id: CustomerId) -> Changes:
    """Part the record that was merged into a customer's last: both stand again as before.

    Raises:
        NotFound: there is no such customer.
        Refusal: ``nothing_to_undo``; ``customer_merged`` where it is part of another itself by
            now; ``merge_built_upon`` where something about the customer was done since.
    """
    with shop.begin("customer.undo_merge", "customer") as step:
        kept = customers.get(shop.file, kept_id)
        entry = last_step(audit.all_about(shop.file, "customer", kept_id), MERGE)
        other_id = CustomerId(entry.undo()["other"])
        _require_nothing_built(shop, entry, kept_id)
        step.subject_id, step.values = kept_id, {"merged": other_id}
        step.parts.append(Step("customer.parted", "customer", other_id, values={"kept": kept_id}))
        changes = row_changes.changes_of(entry.undo())
        for change in changes:
            row_changes.put_back(shop.file, change)
        made = row_changes.made_of(entry.undo(), "callback")
        follow_ups.drop(shop, callbacks.many(shop.file, made))
        merges.empty_out(shop.file, kept_id)  # the number may be the other's
        imports.put_back(shop.file, merges.remove(shop.file, other_id))
        back = [change.key[0] for change in changes if change.table == "callback"]
        recount.count_again(shop, callbacks.many(shop.file, back), [])
        for customer in customers.many(shop.file, [other_id, kept_id]):
            search.index_customer(shop, customer)
            recurring_calls.keep_up(shop, customer)  # birthdays are the day's
            agreed_calls.keep_up(shop, customer)
            next_dates.keep_next_dates_of(shop, customer.id)
    return Changes.of(*KINDS, record_id=kept.id)


def _require_nothing_built(shop: Shop, entry: AuditEntry, kept_id: CustomerId) -> None:
    noted = entry.undo()
    name = customers.get(shop.file, kept_id).name
    since = audit.about_customer_since(shop.file, kept_id, entry)
    is_as_left = all(
        row_changes.is_as_left(shop.file, change) for change in row_changes.changes_of(noted)
    )
    made = map(CallbackId, row_changes.made_of(noted, "callback"))
    is_made_call_used = any(
        call.attempts or call.state is CallbackState.DONE
        for call in callbacks.many(shop.file, list(made))
    )
    has_more = merges.count_about(shop.file, kept_id) != noted["rows"]
    if without_undone(since) or not is_as_left or is_made_call_used or has_more:
        raise Refusal("merge_built_upon", name=name)
