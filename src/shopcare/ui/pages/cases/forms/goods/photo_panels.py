"""The forms about one photo of a case: what it shows and what is marked on it; voiding it."""

from functools import partial

from shopcare.domain.cases.case import Case
from shopcare.domain.goods.photo import Photo, PhotoDraft
from shopcare.domain.ids import PhotoId
from shopcare.language.records.goods_words import PHOTO_KINDS
from shopcare.services.goods.items import items_of
from shopcare.services.goods.photos import change_photo, photo_of, picture_of, void_photo
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.fields.choice_fields import ChoiceBox
from shopcare.ui.kit.fields.text_fields import LineEdit, TextArea
from shopcare.ui.kit.forms.bound_form import BoundForm, Facts, FieldSpec
from shopcare.ui.kit.forms.marks_field import MarksField
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.widgets.marked_view import PhotoView
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.cases.forms.correction_panels import Voiding
from shopcare.ui.pages.cases.forms.step_panel import StepPanel, StepResult
from shopcare.ui.pages.cases.goods.goods_steps import PHOTO, VOID_PHOTO


class PhotoForm(BoundForm[PhotoDraft]):
    """The photo with its marks, its caption, its kind, and the item that it shows."""

    def __init__(self, shop: Shop, case: Case, photo: Photo) -> None:
        super().__init__(PhotoDraft())
        view = PhotoView()
        view.show_photo(picture_of(shop, photo.id))
        kinds = [(kind, tr(words)) for kind, words in PHOTO_KINDS.items()]
        self.add_rows(
            Caption(tr("Click, or move the cross with the arrows and set a mark with Space.")),
            FieldSpec("marks", tr("Marks"), MarksField(view)),
            FieldSpec("caption", tr("Caption"), LineEdit()),
            FieldSpec("kind", tr("What it shows"), ChoiceBox(kinds)),
        )
        items = items_of(shop, case)
        if len(items) > 1:
            named = [(str(one.position), f"{one.position}  {one.what}") for one in items]
            offered = [("", tr("The case as a whole")), *named]
            box = ChoiceBox(offered)
            self.add_rows(FieldSpec("position", tr("Item"), box, reader=_position))
        self.load(photo.draft)

    def facts_of(self, draft: PhotoDraft) -> Facts:
        """Show the position of the item by its key in the box."""
        facts = super().facts_of(draft)
        return facts | {"position": str(draft.position) if draft.position else ""}


class PhotoPanel(StepPanel[PhotoDraft]):
    """What one photo shows, and what is marked on it (X-4)."""

    def __init__(self, shop: Shop, case: Case, key: str) -> None:
        """Show the photo as it is on file."""
        self._photo = photo_of(shop, PhotoId(int(key.removeprefix(PHOTO))))
        form = PhotoForm(shop, case, self._photo)
        super().__init__(key, tr("Describe and mark the photo"), tr("Save"), form)

    def operation(self) -> Operation[StepResult]:
        """Give the change."""
        return partial(change_photo, photo_id=self._photo.id, draft=self.form.draft())


class VoidPhotoPanel(StepPanel[Voiding]):
    """Voids a photo, with the reason (W-8)."""

    def __init__(self, key: str) -> None:
        """Make the form."""
        self._photo_id = PhotoId(int(key.removeprefix(VOID_PHOTO)))
        words = tr("It is shown and printed no more. For 30 days it can be put back from the bin.")
        reason = FieldSpec(
            "reason", tr("Reason"), TextArea(1, 6), required=True, missing="reason_missing"
        )
        form = BoundForm(Voiding(), Caption(words), reason)
        super().__init__(key, tr("Void the photo"), tr("Void the photo"), form)
        form.reset()

    def operation(self) -> Operation[StepResult]:
        """Give the voiding."""
        reason = self.form.draft().reason
        return partial(void_photo, photo_id=self._photo_id, reason=reason)


def make_photo_panel(shop: Shop, case: Case, key: str) -> PhotoPanel | VoidPhotoPanel:
    """Make the form about a photo."""
    return VoidPhotoPanel(key) if key.startswith(VOID_PHOTO) else PhotoPanel(shop, case, key)


def _position(key: str) -> int | None:
    return int(key) if key else None
