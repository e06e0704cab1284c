"""Which form belongs to which step."""

from shopcare.domain.cases.case import Case, Stage
from shopcare.services.shop import Shop
from shopcare.ui.pages.cases.door_panel import DoorPanel
from shopcare.ui.pages.cases.facts_panel import FactsPanel
from shopcare.ui.pages.cases.move_panel import (
    CheckPanel,
    MovePanel,
    PromisePanel,
    ReadyToldPanel,
    ToldPanel,
)
from shopcare.ui.pages.cases.step_bar import FACTS, MOVE
from shopcare.ui.pages.cases.step_panel import StepPanel

_OTHERS = {
    "promise": PromisePanel,
    "told": ToldPanel,
    "told_ready": ReadyToldPanel,
    "door_note": DoorPanel,
    FACTS: FactsPanel,
}


def stage_of(key: str) -> Stage | None:
    """Give the stage that a step leads to; None where it leads to no other."""
    return Stage(key.removeprefix(MOVE)) if key.startswith(MOVE) else None


def make_panel(shop: Shop, case: Case, key: str) -> StepPanel:
    """Make the form of a step."""
    stage = stage_of(key)
    if stage is None:
        return _OTHERS[key](shop, case)
    if stage is Stage.CHECKED:
        return CheckPanel(shop, case)
    return MovePanel(shop, case, stage)
