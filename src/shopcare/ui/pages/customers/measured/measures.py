"""What else the trade measures and notes of a customer: the form, and every measurement (A-10)."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from shopcare.domain.changes import Changes
from shopcare.domain.people.customer import Customer
from shopcare.domain.people.measurement import Measurement, MeasurementDraft, changed_values
from shopcare.domain.policy.policy import Measure
from shopcare.language.records.eye_words import value_text, values_text, who_and_where
from shopcare.services.people import measurements
from shopcare.services.people.customers import CustomerFile
from shopcare.services.people.measurements import Taken
from shopcare.ui.kit.context.draft_autosave import DraftAutosave, DraftKey
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.fields.choice_fields import ChoiceBox, WordBox
from shopcare.ui.kit.fields.day_edit import ProposedDayEdit
from shopcare.ui.kit.fields.text_fields import LineEdit, TextArea
from shopcare.ui.kit.forms.bound_form import Facts, FieldSpec
from shopcare.ui.kit.layout.box_layouts import add_items
from shopcare.ui.kit.layout.card import Caption, Words
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.style.tokens import SPACE_L
from shopcare.ui.kit.widgets.chip import Chip
from shopcare.ui.kit.words.formatting import day_words
from shopcare.ui.kit.words.i18n import screen_catalog, tr
from shopcare.ui.pages.customers.asking_row import AskingRow
from shopcare.ui.pages.customers.form_section import FileForm, FormSection
from shopcare.ui.pages.customers.parts import LEAST_WORDS, FormKind

_VALUES = "values."


class MeasureForm(FileForm[MeasurementDraft]):
    """Asks for what the policy names; the last measurement stands beside each field."""

    def __init__(
        self,
        context: PageContext,
        autosave: DraftAutosave,
        customer: Customer,
        last: Measurement | None,
    ) -> None:
        """Make the form.

        Args:
            last: the measurement before; None: there is none.
        """
        self._customer_id = customer.id
        self._last = last
        shop = context.shop
        blank = MeasurementDraft(
            measured_on=shop.today(), measured_by=shop.acting.name, measured_at=shop.settings.name
        )
        super().__init__(
            context,
            autosave,
            DraftKey(FormKind.MEASUREMENT, customer.id),
            tr("Save the measurement"),
            tr("Discard what you typed for this measurement?"),
            blank,
        )
        values = FlowLine(SPACE_L, top=True)
        for measure in shop.policy.measures:
            values.add(self.make(self._spec(measure)))
        names = [member.name for member in shop.staff if member.active]
        who = FlowLine(SPACE_L, top=True)
        for spec in (
            FieldSpec("measured_on", tr("Day of the measurement"), ProposedDayEdit(shop.today)),
            FieldSpec("measured_by", tr("Who measured"), WordBox(names, 8)),
            FieldSpec("measured_at", tr("Where"), LineEdit(16)),
        ):
            who.add(self.make(spec))
        self.add_rows(values, FieldSpec("note", tr("Note"), TextArea(2)), who)
        self._add_buttons()
        self.field("measured_on", ProposedDayEdit).propose(shop.today())
        self.load(blank)

    def facts_of(self, draft: MeasurementDraft) -> Facts:
        """Show each value in its own field."""
        facts = {
            name: draft.value(name.removeprefix(_VALUES))
            for name in self._fields
            if name.startswith(_VALUES)
        }
        plain = ("measured_on", "measured_by", "measured_at", "note")
        return facts | {name: getattr(draft, name) for name in plain}

    def draft_of(self, onto: MeasurementDraft, facts: Facts) -> MeasurementDraft:
        """Put the measurement together."""
        values = tuple(
            (name.removeprefix(_VALUES), value)
            for name, value in facts.items()
            if name.startswith(_VALUES) and value.strip()
        )
        return MeasurementDraft(
            measured_on=facts["measured_on"] or onto.measured_on,
            values=values,
            note=facts["note"],
            measured_by=facts["measured_by"],
            measured_at=facts["measured_at"],
        )

    def count_anew(self) -> None:
        """Propose today, whatever day it was when the form was opened."""
        self.field("measured_on", ProposedDayEdit).propose(self._context.shop.today())

    def operation(self) -> Operation[Taken]:
        """Give the recording."""
        draft = self.draft()
        return partial(measurements.add_measurement, customer_id=self._customer_id, draft=draft)

    def _spec(self, measure: Measure) -> FieldSpec:
        words = screen_catalog()
        label = words.text(measure.label)
        if measure.unit:
            label = f"{label} ({measure.unit})"
        before = self._last.value(measure.key) if self._last else ""
        said = tr("last {value}", value=value_text(words, measure, before)) if before else ""
        name = f"{_VALUES}{measure.key}"
        if measure.choices:
            box = ChoiceBox([("", "–"), *((one, words.text(one)) for one in measure.choices)])
            return FieldSpec(name, label, box, help_text=said)
        return FieldSpec(name, label, LineEdit(6 if measure.is_number else 22), help_text=said)


class Measures(FormSection[MeasureForm]):
    """Shown where the trade's policy names what is measured, and wherever something is on file."""

    def __init__(self, context: PageContext, autosave: DraftAutosave) -> None:
        super().__init__(context, autosave, tr("Nothing measured yet."), tr("Enter a measurement"))
        self.measured: tuple[Measurement, ...] = ()

    def show_measures(self, file: CustomerFile) -> None:
        """Show a customer's measurements."""
        self.show_customer(file.customer)
        self.measured = file.measurements
        measures = self._context.shop.policy.measures
        self.setVisible(bool(measures or self.measured))
        standing = self._standing()
        count = len(standing)
        self.set_title(tr("Measurements · {n}", n=count) if count else tr("Measurements"))
        earlier = dict(pairwise(standing))
        self.set_entries(
            [Entry(self._context, one, earlier.get(one), measures) for one in self.measured]
        )

    def _standing(self) -> list[Measurement]:
        return [one for one in self.measured if one.voided is None]

    def _make_form(self, customer: Customer) -> MeasureForm:
        last = next(iter(self._standing()), None)
        return MeasureForm(self._context, self._autosave, customer, last)

    def _undo_of(self, result: Taken) -> tuple[str, Operation[Changes]]:
        one = result.measurement.id
        undo = partial(measurements.take_back_measurement, measurement_id=one)
        return tr("The measurement is recorded."), undo


class Entry(AskingRow):
    """One measurement: the day, its values, the note, and what is another than before."""

    def __init__(
        self,
        context: PageContext,
        one: Measurement,
        before: Measurement | None,
        measures: Sequence[Measure],
    ) -> None:
        super().__init__(
            context,
            tr("Void the measurement"),
            partial(measurements.void_measurement, measurement_id=one.id),
            partial(measurements.restore_measurement, measurement_id=one.id),
        )
        self._one = one
        words = screen_catalog()
        head = FlowLine()
        head.add(Words(day_words(one.measured_on), wrap=False))
        who = who_and_where(words, one.measured_by, one.measured_at)
        head.add(Caption(who), stretch=1, least=LEAST_WORDS)
        head.add(Chip(tr("Voided")) if one.voided is not None else self.void_button)
        add_items(self._rows, head, Words(values_text(words, one, measures), selectable=True))
        changed = changed_values(one, before) if before else frozenset()
        if changed:
            old = [measure for measure in measures if measure.key in changed]
            said = values_text(words, before or one, old)
            self._rows.addWidget(Caption(tr("Before: {values}", values=said)))
        if one.note:
            self._rows.addWidget(Caption(one.note))
        self._say_voided(one.voided)
