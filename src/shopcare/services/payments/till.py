"""The till: what each person owes it at the end of a day, and handing over (G-17)."""

from datetime import date, timedelta

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.ids import StaffId
from shopcare.domain.money import Fen
from shopcare.domain.payments.payment import PayMethod
from shopcare.domain.payments.till import HandOverDraft, TillRow, check_hand_over
from shopcare.services.shop import Shop
from shopcare.storage.money import till


def till_of(shop: Shop, day: date) -> tuple[TillRow, ...]:
    """List everybody who took or handed over money on a day, or still owes cash at its end."""
    ends_at = shop.calendar.end_of_day(day)
    begins_at = shop.calendar.end_of_day(day - timedelta(days=1))
    taken: dict[StaffId, dict[str, Fen]] = {}
    for one in till.taken_between(shop.file, begins_at, ends_at):
        taken.setdefault(one.staff_id, {})[one.method] = one.fen
    cash = {
        one.staff_id: one.fen
        for one in till.taken_between(shop.file, None, ends_at)
        if one.method == PayMethod.CASH
    }
    handed_so_far = till.handed_over(shop.file, day)
    handed_today = till.handed_over(shop.file, day, on=True)
    rows = []
    for member in shop.staff:
        left = Fen(cash.get(member.id, 0) - handed_so_far.get(member.id, 0))
        row = TillRow(
            staff_id=member.id,
            taken=taken.get(member.id, {}),
            handed_over_fen=handed_today.get(member.id, Fen(0)),
            left_fen=left,
        )
        if row.taken or row.handed_over_fen or row.left_fen:
            rows.append(row)
    return tuple(rows)


def hand_over_cash(shop: Shop, draft: HandOverDraft) -> Changes:
    """Record that somebody handed cash over to the till; who is acting counts it.

    Raises:
        Invalid: see ``check_hand_over``.
    """
    draft = check_hand_over(draft, shop.today())
    with shop.begin("till.hand_over", "till") as step:
        step.subject_id = till.add(shop.file, draft, taken_by=shop.acting.id, at=shop.now())
        step.values = {"staff": draft.staff_id, "amount_fen": draft.amount_fen, "day": draft.on}
    return Changes.of(ChangeKind.DAY_CLOSE)
