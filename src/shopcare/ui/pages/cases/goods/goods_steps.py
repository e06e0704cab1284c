"""What can be done about the goods of a case: keys and words of the menu behind the dots."""

from typing import Final

from shopcare.domain.cases.case import WITHOUT_GOODS, Stage
from shopcare.services.cases.cases import CaseFile
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.cases.steps import PAPER

GOODS: Final = "goods/"
"""The keys of forms about goods begin with it."""
ADD: Final = f"{GOODS}add"
PART: Final = f"{GOODS}part"
REMOVE: Final = f"{GOODS}remove"
SHELF: Final = f"{GOODS}shelf"
MARKS: Final = f"{GOODS}marks"
REPAIR_PLACE: Final = f"{GOODS}repair_place"
RELEASE: Final = f"{GOODS}release"
NOTICE: Final = f"{GOODS}notice"
PHOTO: Final = f"{GOODS}photo/"
"""The id of a photo follows."""
VOID_PHOTO: Final = f"{GOODS}void_photo/"
LEND: Final = f"{GOODS}lend"
BACK: Final = f"{GOODS}back/"
"""The id of a loan follows."""
LONGER: Final = f"{GOODS}longer/"
_GONE: Final = (Stage.HANDED_OVER, Stage.CLOSED)


def goods_steps(file: CaseFile) -> list[tuple[str, str]]:
    """Give what can be done about the goods of a case now."""
    if file.case.voided is not None:
        return []
    return [*_item_steps(file), *_loan_steps(file)]


def _loan_steps(file: CaseFile) -> list[tuple[str, str]]:
    steps = [(LEND, tr("Lend goods"))] if file.case.is_open else []
    for loan in file.loans:
        if loan.is_out:
            steps.append((f"{BACK}{loan.id}", tr("Back: {what}", what=loan.what)))
            steps.append((f"{LONGER}{loan.id}", tr("Lend longer: {what}", what=loan.what)))
            slip = tr("Loan slip: {what}", what=loan.what)
            steps.append((f"{PAPER}loan_slip/{loan.id}", slip))
    return [(key, words.replace("&", "&&")) for key, words in steps]


def _item_steps(file: CaseFile) -> list[tuple[str, str]]:
    case = file.case
    if case.kind in WITHOUT_GOODS:
        return []
    steps = [(f"{PAPER}item_label", tr("Item labels"))]
    if case.stage in _GONE:
        return steps
    here = [item for item in file.items if item.is_here]
    if case.stage is Stage.READY:
        steps.append((f"{PAPER}pickup_notice", tr("Pick-up notice")))
    if file.notice_due is not None:
        steps.append((f"{PAPER}uncollected_notice", tr("Uncollected notice")))
        steps.append((NOTICE, tr("Notice after {n} days sent", n=file.notice_due)))
    steps.append((SHELF, tr("Shelf")))
    steps.append((ADD, tr("Add items")))
    steps.append((MARKS, tr("Mark the condition")))
    steps.append((REPAIR_PLACE, tr("Where it is repaired")))
    steps.append((RELEASE, tr("Part released by word")))
    if len(here) > 1:
        steps.append((PART, tr("Hand over part of it")))
    if any(item.position > 1 for item in here):
        steps.append((REMOVE, tr("Remove an item")))
    return steps
