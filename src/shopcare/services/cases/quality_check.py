"""The quality check that did not pass (G-7)."""

from shopcare.domain.cases.case import Stage
from shopcare.domain.cases.case_moves import MoveFacts
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Refusal
from shopcare.domain.ids import CaseId
from shopcare.domain.typed.text import require_reason
from shopcare.services.cases.cases import checks_of, move_case
from shopcare.services.shop import Shop
from shopcare.storage import cases


def record_failed_check(
    shop: Shop, case_id: CaseId, *, passed: tuple[str, ...], reason: str
) -> Changes:
    """Record that a check failed and why; the case stays in work or goes back to it (G-7).

    Args:
        shop: the shop.
        case_id: a case in work or checked.
        passed: the checks that were ticked nevertheless.
        reason: what is not right.

    Raises:
        NotFound: there is no such case.
        Refusal: ``move_not_allowed`` where nothing is in work.
        Invalid: ``reason_missing``, ``text_too_long``.
    """
    if cases.get(shop.file, case_id).stage is Stage.CHECKED:
        return move_case(shop, case_id, Stage.IN_WORK, MoveFacts(reason=reason)).changes
    reason = require_reason(reason)
    with shop.begin("case.check_failed", "case") as step:
        case = cases.get(shop.file, case_id)
        if case.stage is not Stage.IN_WORK:
            raise Refusal("move_not_allowed", stage=case.stage.value, to=Stage.CHECKED.value)
        left = [check for check in checks_of(shop, case) if check not in passed]
        step.subject_id = step.case_id = case_id
        step.values = {"passed": list(passed), "left": left, "reason": reason}
    return Changes.of(ChangeKind.CASE, record_id=case_id)
