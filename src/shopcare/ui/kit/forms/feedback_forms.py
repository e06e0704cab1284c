"""Fields and forms about what customers bring back: reactions (L-9), suggestions (G-12)."""

from shopcare.domain.feedback.reaction import Advice, Symptom
from shopcare.domain.feedback.suggestion import SuggestionDraft
from shopcare.domain.ids import StaffId
from shopcare.services.shop import Shop
from shopcare.ui.kit.fields.choice_fields import ChoiceBox, TicksField
from shopcare.ui.kit.fields.day_edit import DayEdit
from shopcare.ui.kit.fields.text_fields import TextArea
from shopcare.ui.kit.forms.bound_form import BoundForm, Facts, FieldSpec
from shopcare.ui.kit.words.i18n import label, tr


def symptoms_field() -> FieldSpec:
    """Ask what the customer noticed."""
    symptoms: dict[str, str] = {symptom: label(symptom) for symptom in Symptom}
    return FieldSpec("symptoms", tr("Symptoms"), TicksField(symptoms, columns=4))


def advice_field() -> FieldSpec:
    """Ask what was done at once (L-9)."""
    advice: dict[str, str] = {one: label(one) for one in Advice}
    return FieldSpec("advice", tr("Done at once"), TicksField(advice, columns=2))


def expires_field(shop: Shop) -> FieldSpec:
    """Ask when the goods expire."""
    return FieldSpec("expires_on", tr("Expires on"), DayEdit(shop.today))


class SuggestionForm(BoundForm[SuggestionDraft]):
    """What is suggested, who sees to it, what is done, and until when."""

    def __init__(self, shop: Shop, draft: SuggestionDraft) -> None:
        nobody = [("", tr("Nobody yet"))]
        people = [(str(one.id), one.name) for one in shop.staff if one.active]
        owner: ChoiceBox[str] = ChoiceBox([*nobody, *people])
        super().__init__(
            draft,
            FieldSpec(
                "what",
                tr("Suggestion"),
                TextArea(2, 6),
                required=True,
                missing="suggestion_missing",
            ),
            FieldSpec("measure", tr("Measure"), TextArea(1, 4)),
            (
                FieldSpec("owner_id", tr("Owner"), owner, reader=_staff_id),
                FieldSpec("due_on", tr("Due by"), DayEdit(shop.today)),
            ),
        )
        self.load(draft)

    def facts_of(self, draft: SuggestionDraft) -> Facts:
        """Show the owner by the key of the box."""
        return {**super().facts_of(draft), "owner_id": str(draft.owner_id or "")}


def _staff_id(key: str) -> StaffId | None:
    return StaffId(int(key)) if key else None
