"""The form that writes down what is missing in a case and puts right what is wrong (G-2)."""

from datetime import date
from typing import Final

from shopcare.domain.cases.case import Case
from shopcare.domain.cases.case_facts import FACT_NAMES, CaseFacts, facts_of, values_of
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.services.cases import case_facts
from shopcare.services.cases.case_facts import Corrected
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.cases.fact_rows import fact_parts
from shopcare.ui.pages.cases.parts import Content
from shopcare.ui.pages.cases.step_bar import FACTS
from shopcare.ui.pages.cases.step_panel import StepPanel, StepResult

_SHOWN: Final = "shown"


class FactsPanel(StepPanel):
    """All facts of the case as they stand; only what is changed is written."""

    def __init__(self, shop: Shop, case: Case) -> None:
        """Make the form."""
        super().__init__(FACTS, tr("Correct what is written down"), tr("Save"))
        self._case_id = case.id
        self._shown = facts_of(case)
        """What stood on file when typing began."""
        self.parts = fact_parts(self.form, shop, case, self._shown)

    def content(self) -> Content:
        """Give what is typed, with what stood on file when typing began."""
        return super().content() | {_SHOWN: _plain(self._shown)}

    def restore(self, content: Content) -> None:
        """Show what was typed before; what was changed on file since is not overwritten."""
        super().restore(content)
        self._shown = _read(content.get(_SHOWN)) or self._shown

    def save(self) -> None:
        """Save what is changed; where nothing is, there is nothing to do."""
        if self.is_touched():
            super().save()
        elif self.isEnabled():
            self.left.emit()

    def operation(self) -> Operation[StepResult]:
        """Give the correction."""
        case_id, shown, facts = self._case_id, self._shown, self._typed()

        def correct(shop: Shop) -> Corrected:
            return case_facts.correct(shop, case_id, facts, shown=shown)

        return correct

    def _typed(self) -> CaseFacts:
        """Give the facts as they are now; a field that nobody touched cannot change its fact."""
        content, said = self.content(), self.facts()
        touched = {name for name in said if content[name] != self._blank[name]}
        values = values_of(self._shown) | {name: said[name] for name in touched}
        return CaseFacts(**values)


class UndoCorrection:
    """The Undo of a correction: another one, which is in the timeline, too."""

    def __init__(self, corrected: Corrected) -> None:
        self._corrected = corrected

    def __call__(self, shop: Shop) -> Changes:
        """Take the correction back; carried out on the worker's thread."""
        done = self._corrected
        changes = case_facts.correct(shop, done.case.id, done.before, shown=done.after).changes
        return changes.also(ChangeKind.UNDO)


def _plain(facts: CaseFacts) -> Content:
    bought_on = facts.bought_on.isoformat() if facts.bought_on else None
    accessories = list(facts.accessories)
    return values_of(facts) | {"bought_on": bought_on, "accessories": accessories}


def _read(plain: object) -> CaseFacts | None:
    """Read what ``_plain`` gave; None where another version wrote it otherwise."""
    if not isinstance(plain, dict) or set(plain) != set(FACT_NAMES):
        return None
    bought_on = date.fromisoformat(plain["bought_on"]) if plain["bought_on"] else None
    return CaseFacts(**plain | {"bought_on": bought_on, "accessories": tuple(plain["accessories"])})
