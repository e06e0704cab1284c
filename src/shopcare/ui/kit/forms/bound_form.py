"""A form as a list of fields, bound to the frozen draft that they fill."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from shopcare.domain.errors import Problem
from shopcare.ui.kit.fields.text_fields import Field
from shopcare.ui.kit.forms.form_row import FormRow
from shopcare.ui.kit.forms.notice import ProblemLine
from shopcare.ui.kit.layout.box_layouts import column_layout, grid_layout, line_of
from shopcare.ui.kit.layout.card import SectionTitle
from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XL
from shopcare.ui.kit.words.i18n import problem_text

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Draft = TypeVar("Draft", bound="DataclassInstance")
Widget = TypeVar("Widget", bound=QWidget)
Facts = dict[str, Any]
"""What the fields say, by the names of the draft."""
Typed = Mapping[str, object]
"""What is typed into a form, readable or not, by the names of its fields."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a form; everything else follows from it."""

    name: str
    """Of the fact in the draft; problems find their field by it."""
    label: str
    """With ``&`` before its mnemonic; empty where the widget carries its own words."""
    widget: QWidget
    """Also a ``Field``."""
    _: KW_ONLY
    required: bool = False
    help_text: str = ""
    beside: QWidget | None = None
    """What the program knows about the field: a verdict, a weekday, a button."""
    reader: Callable[[Any], Any] | None = None
    """Turns the value of the widget into the fact, where they differ."""
    missing: str = ""
    """The code of the problem where the form is of no use without this fact."""


Row = FieldSpec | tuple[FieldSpec, FieldSpec] | QWidget
"""A field on a line of its own, two side by side, or something that is no field."""


class BoundForm(QWidget, Generic[Draft]):
    """Shows a draft and gives it back; knows what is typed, and whether anything is.

    ``check()`` first, then ``draft()``. Problems are shown beside their fields.
    """

    edited = Signal()
    """Something was typed; nothing that ``load``, ``fill`` and ``show_problems`` show counts."""

    def __init__(self, draft: Draft, *rows: Row) -> None:
        """Make the form; more rows may be added before the first ``load``.

        Args:
            draft: what the form holds while nothing is loaded.
        """
        super().__init__()
        self._rows: dict[str, FormRow] = {}
        self._general = ProblemLine()
        self._layout = column_layout(self, SPACE_M, self._general)
        self._loaded = draft
        self._specs: dict[str, FieldSpec] = {}
        self._fields: dict[str, Field] = {}
        self._blank: Typed = {}
        self._is_filling = False
        self.add_rows(*rows)

    def group(self, title: str) -> None:
        """Begin a group of rows with a title."""
        if self._rows:
            self._layout.addSpacing(SPACE_M)
        self._layout.addWidget(SectionTitle(title))

    def add_rows(self, *rows: Row) -> None:
        """Add rows at the bottom."""
        for row in rows:
            if isinstance(row, FieldSpec):
                self.add(self.make(row))
            elif isinstance(row, QWidget):
                self.add(row)
            else:
                self.pair(self.make(row[0]), self.make(row[1]))

    def make(self, spec: FieldSpec) -> QWidget:
        """Bind a field and make its row, which the caller places."""
        widget = spec.widget
        assert isinstance(widget, Field), spec.name
        self._specs[spec.name] = spec
        self._fields[spec.name] = widget
        widget.edited.connect(self._on_field_edited)
        return self.make_row(spec) if spec.label else widget

    def make_row(self, spec: FieldSpec) -> FormRow:
        """Make a row that shows the problems of this name."""
        row = self._rows[spec.name] = FormRow(
            spec.label,
            spec.widget,
            required=spec.required,
            help_text=spec.help_text,
            beside=spec.beside,
        )
        return row

    def pair(self, left: QWidget, right: QWidget) -> None:
        """Place two rows side by side where both have room."""
        line = line_of((left, 1), (right, 1), spacing=SPACE_XL, between_lines=SPACE_M, top=True)
        self._layout.addWidget(line)

    def add(self, widget: QWidget) -> None:
        """Add something that is not a row: a card, a line of buttons."""
        self._layout.addWidget(widget)

    def end(self) -> None:
        """Push the rows to the top."""
        self._layout.addStretch(1)

    @overload
    def field(self, name: str) -> Field: ...

    @overload
    def field(self, name: str, kind: type[Widget]) -> Widget: ...

    def field(self, name: str, kind: type[QWidget] | None = None) -> Field | QWidget:
        """Give a field; with a class, as the widget of that class that it is."""
        if kind is None:
            return self._fields[name]
        widget = self._specs[name].widget
        assert isinstance(widget, kind), name
        return widget

    def load(self, draft: Draft) -> None:
        """Show a draft; from now on this is what "unchanged" means."""
        self._loaded = draft
        self.fill(draft)
        self._blank = self.typed()

    def fill(self, draft: Draft) -> None:
        """Show a draft as if it were typed."""
        facts = self.facts_of(draft)
        self._is_filling = True
        for name, field in self._fields.items():
            field.set_value(facts[name])
        self._is_filling = False
        self.clear_problems()

    def reset(self) -> None:
        """Throw away what was typed."""
        self.load(self._loaded)

    def draft(self, onto: Draft | None = None) -> Draft:
        """Give the draft as the fields say.

        Args:
            onto: has the facts that the form does not show; what was loaded, without it.
        """
        facts = {name: self.fact(name) for name in self.asked()}
        return self.draft_of(self._loaded if onto is None else onto, facts)

    def asked(self) -> Iterable[str]:
        """Name the fields that are read and checked, where not all of them are asked for."""
        return self._fields

    def fact(self, name: str) -> Any:
        """Read one field."""
        value, reader = self._fields[name].value(), self._specs[name].reader
        return value if reader is None else reader(value)

    def facts_of(self, draft: Draft) -> Facts:
        """Give what each field shows of a draft, where names are not enough."""
        return {name: getattr(draft, name) for name in self._fields}

    def draft_of(self, onto: Draft, facts: Facts) -> Draft:
        """Put what was read into a draft, where names are not enough."""
        return replace(onto, **facts)

    def typed(self) -> Typed:
        """Give what is typed."""
        return {name: field.typed() for name, field in self._fields.items()}

    def restore(self, typed: Typed) -> None:
        """Show again what was typed; whatever does not fit is left empty.

        A field of which nothing was kept is as it was loaded. Most are so already, and those that
        stand as wanted are left alone: a field that is told does its own work and its listeners'.
        """
        self._is_filling = True
        for name, field in self._fields.items():
            wanted = typed.get(name, self._blank.get(name))
            if field.typed() != wanted:
                field.restore(wanted)
        self._is_filling = False
        self.clear_problems()
        self.edited.emit()

    def is_changed(self) -> bool:
        """Tell whether something is typed that would be lost."""
        return self.typed() != self._blank

    def has_field(self, name: str) -> bool:
        """Tell whether a problem of this name belongs here."""
        return name in self._fields

    def focus_first(self, name: str = "") -> bool:
        """Go to a field, else to the first; False if there is none."""
        name = name or next(iter(self._fields), "")
        if name:
            self.field(name, QWidget).setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(name)

    def form_row(self, name: str) -> FormRow:
        """Give the row of a field."""
        return self._rows[name]

    def check(self) -> bool:
        """Ask every field that is seen whether it can be read and is not missing; tell if so."""
        self.clear_problems()
        found = []
        for name in self.asked():
            spec = self._specs[name]
            if self._rows.get(name, spec.widget).isHidden():
                continue
            problem = self._fields[name].problem()
            if problem is not None:
                found.append(Problem(field=name, code=problem.code, values=problem.values))
            elif spec.missing and _is_nothing(self._fields[name].value()):
                found.append(Problem(field=name, code=spec.missing))
        if found:
            self.show_problems(found)
        return not found

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show each problem beside its field, the rest on top; go to the first field."""
        self.clear_problems()
        general = []
        first: FormRow | None = None
        for problem in problems:
            row = self._row_of(problem.field)
            if row is None:
                general.append(problem_text(problem))
            elif not row.problem_text():
                row.show_problem(problem_text(problem))
                first = first or row
        if general:
            self.show_refusal("\n".join(general))
        if first is not None:
            first.field.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, first, first.come_into_view)  # once its sentence has its room

    def show_refusal(self, sentence: str) -> None:
        """Show a sentence that belongs to no single field."""
        self._general.tell(sentence)

    def clear_problems(self) -> None:
        """Take every shown problem away."""
        self._general.tell("")
        for row in self._rows.values():
            if row.problem_text():
                row.show_problem("")

    def problem_texts(self) -> dict[str, str]:
        """Give the sentences that are shown, by field; the general one under ``""``."""
        shown = {name: row.problem_text() for name, row in self._rows.items()}
        shown[""] = self._general.text()
        return {name: text for name, text in shown.items() if text}

    @Slot()
    def _on_field_edited(self) -> None:
        if not self._is_filling:
            self.edited.emit()

    def _row_of(self, field: str) -> FormRow | None:
        """Find the row of ``phones``, also for ``phones[1]`` or ``phones.kind``."""
        whole = field.partition("[")[0].partition(".")[0]
        return self._rows.get(field) or self._rows.get(whole)


class FormPart(QWidget):
    """A few rows of a long form below each other; the form binds their fields."""

    def __init__(self, form: BoundForm[Any], spacing: int = SPACE_S) -> None:
        super().__init__()
        self._form = form
        self.rows = column_layout(self, spacing)

    def line(self, *fields: FieldSpec | QWidget, stretch: tuple[int, ...] = ()) -> QGridLayout:
        """Lay fields in one line, their tops aligned.

        Args:
            fields: from left to right, in the order of Tab.
            stretch: how the room is shared; equally without it.
        """
        grid = grid_layout(None, SPACE_L, SPACE_M)
        for column, one in enumerate(fields):
            widget = self._form.make(one) if isinstance(one, FieldSpec) else one
            grid.addWidget(widget, 0, column, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(column, stretch[column] if stretch else 1)
        return grid


def or_none(text: str) -> str | None:
    """Read a line in which nothing typed means that there is no such fact."""
    return text.strip() or None


def _is_nothing(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
