"""The change of one clause or one list of texts, from a day on."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from PySide6.QtCore import Slot

from shopcare.domain.policy.clause import Clause
from shopcare.domain.policy.policy_changes import (
    NOT_SERVICES,
    NUMBERS,
    TEXTS,
    PolicyChangeDraft,
    standing,
    units_of,
)
from shopcare.language.clause_words import SALE_KINDS, figure_label
from shopcare.services.policies.policy_changes import policy_on
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.draft_autosave import DraftKey
from shopcare.ui.kit.fields.choice_fields import TicksField
from shopcare.ui.kit.fields.day_edit import DayEdit
from shopcare.ui.kit.fields.text_fields import TextArea
from shopcare.ui.kit.forms.bound_form import BoundForm, Facts, FieldSpec
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.words.i18n import screen_catalog, tr
from shopcare.ui.pages.policy.facts import PolicyEntry, said_texts
from shopcare.ui.pages.policy.fields import FigureEdit, NewFigure

Said = NewFigure | tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the form says: the value of each field, and from when on it is to hold."""

    values: Mapping[str, Said] = field(default_factory=dict)
    from_on: date | None = None


class ChangeForm(BoundForm[Wanted]):
    """Its fields are those that the shop may change in the entry."""

    def __init__(self, shop: Shop, entry: PolicyEntry) -> None:
        self._shop = shop
        self._entry = entry
        self.draft_key = DraftKey(entry.key)
        """Under which it is kept while it is half typed."""
        self._said = dict(zip(said_texts(entry.texts), entry.texts, strict=True))
        super().__init__(Wanted(), *self._specs_of(entry))
        self.about_day = Caption()
        self.add_rows(
            FieldSpec(
                "from_on",
                tr("In force &from"),
                DayEdit(shop.today),
                required=True,
                missing="policy_day_missing",
            ),
            self.about_day,
        )
        self.load(Wanted(values=self._standing(), from_on=shop.today()))
        self.edited.connect(self._say_day)
        self._say_day()

    def _specs_of(self, entry: PolicyEntry) -> list[FieldSpec]:
        if entry.clause is None:
            help_text = tr("One line for each.")
            area = TextArea(3, 12)
            return [FieldSpec(TEXTS, tr("&Texts"), area, help_text=help_text, reader=_lines)]
        return [self._spec(entry.clause, name) for name in entry.fields]

    def _spec(self, clause: Clause, name: str) -> FieldSpec:
        services = policy_on(self._shop, self._shop.today()).services
        if name == NOT_SERVICES:
            ticks = TicksField({service.key: tr(service.label) for service in services}, 2)
            return FieldSpec(name, tr("No call after these services"), ticks)
        if not name.startswith(NUMBERS):
            ticks = TicksField({kind.value: tr(said) for kind, said in SALE_KINDS.items()}, 2)
            return FieldSpec(name, tr("For goods that were sold as"), ticks)
        figure = name.removeprefix(NUMBERS)
        others = self._entry.other_figures(figure)
        edit = FigureEdit(clause.figures[figure], units_of(clause, name), others)
        return FieldSpec(name, figure_label(screen_catalog(), figure, services), edit)

    def _standing(self) -> dict[str, Said]:
        entry, on = self._entry, self._shop.today()
        if entry.clause is None:
            return {TEXTS: tuple(self._said)}
        found: dict[str, Said] = {}
        for name in entry.fields:
            now = standing(entry.clause, name, on)
            is_figure = now.unit is not None
            found[name] = NewFigure(now.numbers, now.unit) if now.unit else now.texts
            assert is_figure == name.startswith(NUMBERS)
        return found

    def facts_of(self, draft: Wanted) -> Facts:
        """Lay a draft out over the fields."""
        facts: dict[str, Any] = {**draft.values, "from_on": draft.from_on}
        if TEXTS in facts:
            facts[TEXTS] = "\n".join(facts[TEXTS])
        return facts

    def draft_of(self, onto: Wanted, facts: Facts) -> Wanted:
        """Read the fields."""
        values = {name: value for name, value in facts.items() if name != "from_on"}
        return replace(onto, values=values, from_on=facts["from_on"])

    def changes(self) -> list[PolicyChangeDraft]:
        """Give a change for each field that is otherwise; after ``check``."""
        wanted, before = self.draft(), self._standing()
        assert wanted.from_on is not None
        made = []
        for name, said in wanted.values.items():
            if said == before[name]:
                continue
            change = PolicyChangeDraft(clause=self._entry.key, field=name, from_on=wanted.from_on)
            if isinstance(said, NewFigure):
                made.append(replace(change, numbers=said.numbers, unit=said.unit))
            else:
                texts = tuple(self._said.get(text, text) for text in said)
                made.append(replace(change, texts=texts))
        return made

    @Slot()
    def _say_day(self) -> None:
        """Say beside the day whom the change touches."""
        day, today = self.draft().from_on, self._shop.today()
        if day is not None and day > today:
            self.about_day.setText(
                tr("It starts on a later day: nothing that is open now changes.")
            )
        else:
            self.about_day.setText(tr("What was sold or planned before stays as it was promised."))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (line.strip() for line in text.splitlines())))
