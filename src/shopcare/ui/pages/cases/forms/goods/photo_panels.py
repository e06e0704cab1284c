"""The forms about one photo of a case: what it shows and what is marked on it; voiding it."""

from functools import partial
from typing import Any

from shopcare.domain.cases.case import Case
from shopcare.domain.goods.photo import Photo, PhotoDraft
from shopcare.domain.ids import PhotoId
from shopcare.language.records.goods_words import PHOTO_KINDS
from shopcare.services.goods.items import items_of
from shopcare.services.goods.photos import change_photo, photo_of, picture_of, void_photo
from shopcare.services.shop import Shop
from shopcare.ui.kit.fields.choice_fields import ChoiceBox
from shopcare.ui.kit.fields.text_fields import LineEdit
from shopcare.ui.kit.forms.bound_form import BoundForm, Facts, FieldSpec
from shopcare.ui.kit.forms.marks_field import MarksField
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.widgets.marked_view import PhotoView
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.cases.forms.correction_panels import Voiding, reason_spec
from shopcare.ui.pages.cases.forms.step_panel import StepPanel
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


def make_photo_panel(shop: Shop, case: Case, key: str) -> StepPanel[Any]:
    """Make the form about a photo."""
    return _void_panel(key) if key.startswith(VOID_PHOTO) else _describing_panel(shop, case, key)


def _describing_panel(shop: Shop, case: Case, key: str) -> StepPanel[PhotoDraft]:
    """Ask what one photo shows, and what is marked on it (X-4)."""
    photo = photo_of(shop, PhotoId(int(key.removeprefix(PHOTO))))
    return StepPanel(
        key,
        tr("Describe and mark the photo"),
        tr("Save"),
        PhotoForm(shop, case, photo),
        lambda said: partial(change_photo, photo_id=photo.id, draft=said),
    )


def _void_panel(key: str) -> StepPanel[Voiding]:
    """Ask why a photo is voided (W-8)."""
    photo_id = PhotoId(int(key.removeprefix(VOID_PHOTO)))
    words = tr("It is shown and printed no more. For 30 days it can be put back from the bin.")
    form = BoundForm(Voiding(), Caption(words), reason_spec())
    form.reset()
    return StepPanel(
        key,
        tr("Void the photo"),
        tr("Void the photo"),
        form,
        lambda said: partial(void_photo, photo_id=photo_id, reason=said.reason),
    )


def _position(key: str) -> int | None:
    return int(key) if key else None
