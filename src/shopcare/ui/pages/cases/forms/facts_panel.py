"""The form that writes down what is missing in a case and puts right what is wrong (G-2)."""

from datetime import date, datetime
from functools import partial
from typing import Final

from shopcare.domain.cases.case import WITHOUT_GOODS, Case, CaseKind
from shopcare.domain.cases.case_facts import FACT_NAMES, CaseFacts, facts_of, values_of
from shopcare.domain.cases.returns import Wish
from shopcare.language.records.fact_words import fact_label
from shopcare.services.cases import case_facts
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.fields.choice_fields import ChoiceBox, ChoiceLine
from shopcare.ui.kit.fields.day_edit import DayEdit, MomentEdit
from shopcare.ui.kit.fields.text_fields import LineEdit, TextArea
from shopcare.ui.kit.forms.bound_form import BoundForm, Facts, FieldSpec, Typed
from shopcare.ui.kit.forms.case_fields import AccessoriesField
from shopcare.ui.kit.words.i18n import screen_catalog, tr
from shopcare.ui.pages.cases.forms.step_panel import StepPanel, StepResult
from shopcare.ui.pages.cases.step_bar import FACTS

_SHOWN: Final = "shown"


class FactsForm(BoundForm[CaseFacts]):
    """All facts of the case; a field that nobody touched cannot change its fact."""

    def __init__(self, shop: Shop, case: Case) -> None:
        self._shop = shop
        shown = facts_of(case)
        labels = {name: fact_label(screen_catalog(), name) for name in FACT_NAMES}
        categories = _category_box(shop, shown.category)
        services = _service_box(shop, case)
        super().__init__(
            shown,
            FieldSpec("product", labels["product"], LineEdit()),
            (
                FieldSpec("category", labels["category"], categories),
                FieldSpec("bought_on", labels["bought_on"], DayEdit(self._shop.today)),
            ),
            (
                FieldSpec("spec", labels["spec"], LineEdit()),
                FieldSpec("lot", labels["lot"], LineEdit()),
            ),
            FieldSpec("fault", labels["fault"], TextArea(2, 8)),
            FieldSpec("service", labels["service"], services),
            FieldSpec("wishes", labels["wishes"], TextArea(1, 6)),
        )
        if case.kind is CaseKind.GUIDANCE:  # T-5
            laying = MomentEdit(shop.now, shop.calendar.opening_hour)
            spec = FieldSpec("laying_at", labels["laying_at"], laying, beside=laying.words)
            self.add_rows(spec)
        if case.kind is CaseKind.RETURN:
            self.add_rows(FieldSpec("wish", labels["wish"], ChoiceLine(tuple(Wish), columns=3)))
        # Nobody is asked what was handed in where nothing is.
        if case.kind not in WITHOUT_GOODS or shown.accessories or shown.condition:
            goods = AccessoriesField(shop.policy.accessories)
            self.add_rows(
                FieldSpec("accessories", labels["accessories"], goods),
                FieldSpec("condition", labels["condition"], TextArea(1, 6)),
            )
        self.load(shown)

    def shown(self) -> CaseFacts:
        """Give what stood on file when typing began."""
        return self._loaded

    def draft_of(self, onto: CaseFacts, facts: Facts) -> CaseFacts:
        """Put in what was touched."""
        typed = self.typed()
        touched = {name: facts[name] for name in facts if typed[name] != self._blank[name]}
        return CaseFacts(**values_of(onto) | touched)

    def typed(self) -> Typed:
        """Give what is typed, with what stood on file when typing began."""
        return dict(super().typed()) | {_SHOWN: _plain(self._loaded)}

    def restore(self, typed: Typed) -> None:
        """Show what was typed before; what was changed on file since is not overwritten."""
        self._loaded = _read(typed.get(_SHOWN)) or self._loaded
        super().restore(typed)


class FactsPanel(StepPanel[CaseFacts]):
    """All facts of the case as they stand; only what is changed is written."""

    def __init__(self, shop: Shop, case: Case) -> None:
        """Make the form."""
        self._facts = FactsForm(shop, case)
        title = tr("Correct the details")
        super().__init__(FACTS, title, tr("Save"), self._facts)
        self._case_id = case.id

    def save(self) -> None:
        """Save what is changed; where nothing is, there is nothing to do."""
        if self.form.is_changed():
            super().save()
        elif self.isEnabled():
            self.left.emit()

    def operation(self) -> Operation[StepResult]:
        """Give the correction."""
        correct = partial(case_facts.correct, case_id=self._case_id, shown=self._facts.shown())
        return partial(correct, facts=self.form.draft())


def _category_box(shop: Shop, present: str) -> ChoiceBox[str]:
    """Offer the policy's categories, and the one on file if the policy does not know it."""
    words = screen_catalog()
    known = [(one.key, words.text(one.label)) for one in shop.policy.categories]
    own = [] if present in ("", *dict(known)) else [(present, present)]
    return ChoiceBox([("", "–"), *known, *own])


def _service_box(shop: Shop, case: Case) -> ChoiceBox[str]:
    """Offer the policy's services for the kind of case, and the one on file if it is another."""
    words = screen_catalog()
    known = [(s.key, words.text(s.label)) for s in shop.policy.services if case.kind in s.kinds]
    own = [] if case.service in ("", *dict(known)) else [(case.service, case.service)]
    return ChoiceBox([("", "–"), *known, *own])


def _plain(facts: CaseFacts) -> Facts:
    return values_of(facts) | {
        "bought_on": facts.bought_on.isoformat() if facts.bought_on else None,
        "laying_at": facts.laying_at.isoformat() if facts.laying_at else None,
        "accessories": list(facts.accessories),
        "wish": facts.wish and facts.wish.value,
    }


def _read(plain: object) -> CaseFacts | None:
    """Read what ``_plain`` gave; None where another version wrote it otherwise."""
    if not isinstance(plain, dict) or set(plain) != set(FACT_NAMES):
        return None
    bought_on, laying_at = plain["bought_on"], plain["laying_at"]
    read = {
        "bought_on": date.fromisoformat(bought_on) if bought_on else None,
        "laying_at": datetime.fromisoformat(laying_at) if laying_at else None,
        "accessories": tuple(plain["accessories"]),
        "wish": Wish(plain["wish"]) if plain["wish"] else None,
    }
    return CaseFacts(**plain | read)
