"""Where goods are repaired (A-9), and a part that was released by word (A-12)."""

from functools import partial

from shopcare.domain.cases.case import Case
from shopcare.domain.goods.repair_trip import ReleaseDraft, RepairPlace, TripDraft
from shopcare.domain.ids import StaffId
from shopcare.services.goods.repairs import open_trip, release_part, save_trip
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.fields.choice_fields import ChoiceBox, ChoiceLine
from shopcare.ui.kit.fields.day_edit import DayEdit
from shopcare.ui.kit.fields.text_fields import LineEdit, TextArea
from shopcare.ui.kit.forms.bound_form import BoundForm, Facts, FieldSpec
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.cases.forms.step_panel import StepPanel, StepResult
from shopcare.ui.pages.cases.goods.goods_steps import RELEASE, REPAIR_PLACE


def trip_panel(shop: Shop, case: Case) -> StepPanel[TripDraft]:
    """Ask where the goods are repaired; while they are not back, the same way is filled in."""
    form = BoundForm(
        TripDraft(),
        FieldSpec(
            "place",
            tr("Where"),
            ChoiceLine(tuple(RepairPlace), columns=2),
            missing="repair_place_missing",
        ),
        FieldSpec("to_whom", tr("Maker, workshop or parcel service"), LineEdit()),
        (
            FieldSpec("sent_on", tr("Sent on"), DayEdit(shop.today)),
            FieldSpec("sent_number", tr("Number"), LineEdit(20)),
        ),
        (
            FieldSpec("received_on", tr("Came back on"), DayEdit(shop.today)),
            FieldSpec("received_number", tr("Number"), LineEdit(20)),
        ),
    )
    form.load(open_trip(shop, case) or TripDraft())

    def operation(said: TripDraft) -> Operation[StepResult]:
        draft = TripDraft(**{name: getattr(said, name) for name in TripDraft.__slots__})
        return partial(save_trip, case_id=case.id, draft=draft)

    return StepPanel(REPAIR_PLACE, tr("Where it is repaired"), tr("Save"), form, operation)


class ReleaseForm(BoundForm[ReleaseDraft]):
    """Which part, and which manager released it."""

    def facts_of(self, draft: ReleaseDraft) -> Facts:
        """Show the manager by the key of the box."""
        by = draft.released_by
        return super().facts_of(draft) | {"released_by": str(by) if by is not None else None}

    def draft_of(self, onto: ReleaseDraft, facts: Facts) -> ReleaseDraft:
        """Read the manager from the key of the box."""
        by = facts["released_by"]
        return super().draft_of(onto, facts | {"released_by": StaffId(int(by)) if by else None})


def release_panel(shop: Shop, case: Case) -> StepPanel[ReleaseDraft]:
    """Ask for a missing part that a manager released by word."""
    managers = [one for one in shop.staff if one.active and one.is_manager]
    box = ChoiceBox[str | None]([(str(one.id), one.name) for one in managers])
    form = ReleaseForm(
        ReleaseDraft(),
        FieldSpec("part", tr("Missing part"), LineEdit(), required=True, missing="part_missing"),
        FieldSpec("released_by", tr("Released by"), box),
        FieldSpec("note", tr("Note"), TextArea(1, 4)),
    )
    form.reset()
    return StepPanel(
        RELEASE,
        tr("Part released by word"),
        tr("Save"),
        form,
        lambda said: partial(release_part, case_id=case.id, draft=said),
    )
