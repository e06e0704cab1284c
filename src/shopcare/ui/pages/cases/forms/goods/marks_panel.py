"""The condition of the goods as marks on a sketch (X-4)."""

from functools import partial

from shopcare.domain.cases.case import Case
from shopcare.domain.goods.condition import Condition
from shopcare.services.goods.conditions import condition_of, save_marks, sketch, sketch_for
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec
from shopcare.ui.kit.forms.marks_field import MarksField
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.widgets.marked_view import SketchView
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.cases.forms.step_panel import StepPanel, StepResult
from shopcare.ui.pages.cases.goods.goods_steps import MARKS


class MarksPanel(StepPanel[Condition]):
    """The sketch of the category with what is marked on it."""

    def __init__(self, shop: Shop, case: Case) -> None:
        """Make the form."""
        self._case_id = case.id
        on_file = condition_of(shop, case.id)
        drawn = sketch(on_file.sketch) if on_file.sketch else sketch_for(case.category)
        how = tr("Click, or move the cross with the arrows and set a mark with Space.")
        form = BoundForm(
            Condition(),
            Caption(how),
            FieldSpec("marks", tr("Marks"), MarksField(SketchView(drawn))),
        )
        super().__init__(MARKS, tr("Mark the condition"), tr("Save"), form)
        form.load(on_file)

    def operation(self) -> Operation[StepResult]:
        """Give the record."""
        return partial(save_marks, case_id=self._case_id, marks=self.form.draft().marks)
