"""The fields of a plan, which intake and the steps of a case ask for alike (G-5)."""

from typing import Final

from shopcare.domain.cases.case import PartsOrigin, Plan
from shopcare.ui.kit.fields.choice_fields import ChoiceBox
from shopcare.ui.kit.forms.bound_form import Facts
from shopcare.ui.kit.words.i18n import label

PLAN_FIELDS: Final = ("parts", "parts_origin", "fee_fen")
"""The fields beside "plan", in which the work is typed."""


def origin_box() -> ChoiceBox[PartsOrigin]:
    """Ask where the parts come from."""
    origins = (PartsOrigin.NONE, PartsOrigin.ORIGINAL, PartsOrigin.SUBSTITUTE)
    return ChoiceBox([(origin, label(origin)) for origin in origins])


def facts_of_plan(plan: Plan | None) -> Facts:
    """Lay a plan out over its fields."""
    plan = plan or Plan(work="")
    return {"plan": plan.work} | {name: getattr(plan, name) for name in PLAN_FIELDS}


def plan_of(facts: Facts) -> Plan | None:
    """Put a plan together; None where nothing of it is typed."""
    plan = Plan(work=facts["plan"], **{name: facts[name] for name in PLAN_FIELDS})
    is_typed = plan.work.strip() or plan.parts.strip() or plan.fee_fen is not None
    return plan if is_typed else None
