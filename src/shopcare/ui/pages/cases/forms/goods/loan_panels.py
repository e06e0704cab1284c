"""Lending goods on the card of a case, and getting them back (X-5)."""

from typing import Any

from shopcare.domain.cases.case import Case
from shopcare.domain.goods.loan import Loan
from shopcare.domain.ids import LoanId
from shopcare.services.goods.loans import loan
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.forms.loan_forms import BackForm, ExtendForm, LendForm
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.cases.forms.step_panel import StepPanel, StepResult
from shopcare.ui.pages.cases.goods.goods_steps import BACK, LEND


class LoanPanel(StepPanel[Any]):
    """A form about a loan, in its place on the card."""

    def __init__(
        self, key: str, title: str, save: str, form: LendForm | BackForm | ExtendForm
    ) -> None:
        """Make the panel."""
        super().__init__(key, title, save, form)
        self._loan_form = form

    def operation(self) -> Operation[StepResult]:
        """Give what the form says."""
        return self._loan_form.operation()


def make_loan_panel(shop: Shop, case: Case, key: str) -> LoanPanel:
    """Make the form of a loan; the id of one that is out stands at the end of its key."""
    if key == LEND:
        form = LendForm(shop, case.customer_id, case.id)
        return LoanPanel(key, tr("Lend goods"), tr("Lend and print the slip"), form)
    found = _loan_of(shop, key)
    if key.startswith(BACK):
        title = tr("Back: {what}", what=found.what)
        return LoanPanel(key, title, tr("It is back"), BackForm(found))
    title = tr("Lend longer: {what}", what=found.what)
    return LoanPanel(key, title, tr("Save"), ExtendForm(shop, found))


def _loan_of(shop: Shop, key: str) -> Loan:
    found = loan(shop, LoanId(int(key.rpartition("/")[2])))
    assert found is not None
    return found
