"""Which column fills which field: recognised, and changed with one box for each column."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QCheckBox, QLabel, QScrollArea, QWidget

from shopcare.domain.errors import Problem
from shopcare.language.catalog import mark
from shopcare.language.import_words import FIELDS
from shopcare.services.exchange.import_preview import ImportKind, ImportPreview
from shopcare.ui.kit.fields.choice_fields import ChoiceBox
from shopcare.ui.kit.layout.box_layouts import STRETCH, add_items, column_layout, grid_layout
from shopcare.ui.kit.layout.card import Caption, Card, SectionTitle, Words, plain_tip
from shopcare.ui.kit.style.tokens import SPACE_M, SPACE_S, SPACE_XS
from shopcare.ui.kit.words.i18n import problem_text, tr

FIELD_WIDTH = 204
LONGEST = 44
WORDS_WIDTH = 200
KINDS: Final[Mapping[ImportKind, str]] = {
    ImportKind.CUSTOMERS: mark("Customers"),
    ImportKind.PURCHASES: mark("Purchases"),
}


class ColumnsBox(Card):
    """One line for each column: its heading, what stands in it, and the field that it fills."""

    changed = Signal()
    """Another field was chosen for a column."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: list[ChoiceBox[str]] = []
        self.marks: list[QLabel] = []
        """Beside each column, that it is not sure."""
        self._preview: ImportPreview | None = None
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setAutoFillBackground(False)
        self.headed_box = QCheckBox(tr("The first row holds the &headings"))
        self.headed_box.hide()
        self.body.setSpacing(SPACE_S)
        add_items(
            self.body,
            SectionTitle(tr("Columns")),
            Caption(tr("The columns of the file, and the fields that they fill.")),
            self.headed_box,
            (self._scroll, 1),
        )

    def show_preview(self, preview: ImportPreview) -> None:
        """Show the columns of a file; the same columns only get their fields anew."""
        before = self._preview
        self._preview = preview
        same = before is not None and (before.kind, [c.heading for c in before.columns]) == (
            preview.kind,
            [c.heading for c in preview.columns],
        )
        if not same:
            self._build(preview)
            self.headed_box.setChecked(preview.first_row_looks_like_headings)
        self.headed_box.setVisible(not preview.heading_row)
        for box, column in zip(self.boxes, preview.columns, strict=True):
            _show(box, column.field)
        for doubt, column in zip(self.marks, preview.columns, strict=True):
            instead = tr("or “{heading}”?", heading=column.instead) if column.instead else ""
            doubt.setText("⚠ " + " ".join(filter(None, (tr("Please check"), instead))))
            doubt.setVisible(column.uncertain)

    def choice(self) -> dict[str, tuple[str, ...]]:
        """Give which column fills which field, as the import takes it."""
        assert self._preview is not None
        fields = [box.value() for box in self.boxes]
        if self.headed_box.isVisible() and self.headed_box.isChecked():
            return self._preview.choice_by_first_row(fields)
        return self._preview.choice(fields)

    def _build(self, preview: ImportPreview) -> None:
        whole = QWidget()
        grid = grid_layout(None, SPACE_M, SPACE_S, stretch=0)
        grid.setContentsMargins(0, 0, SPACE_S, 0)
        self.boxes, self.marks = [], []
        fields = [(field, field_words(field)) for field in preview.fields]
        for number, column in enumerate(preview.columns):
            box = ChoiceBox([("", tr("Not imported")), *fields])
            box.setFixedWidth(FIELD_WIDTH)
            box.setObjectName(str(number))
            box.setAccessibleName(column.heading)
            box.edited.connect(self._on_chosen)
            self.boxes.append(box)
            doubt = Caption()
            doubt.setAccessibleName(tr("Please check"))
            self.marks.append(doubt)
            grid.addWidget(_column_words(column.heading, column.samples, doubt), number, 0)
            grid.addWidget(QLabel("→"), number, 1)
            grid.addWidget(box, number, 2)
        column_layout(whole, None, grid, STRETCH)
        self._scroll.setWidget(whole)
        whole.setAutoFillBackground(False)  # the card's own ground shows through

    @Slot()
    def _on_chosen(self) -> None:
        """Free the column that had the field before, where only one can have it."""
        assert self._preview is not None
        chosen = self.boxes[int(self.sender().objectName())]
        field = chosen.value()
        if field and field not in self._preview.several:
            for box in self.boxes:
                if box is not chosen and box.value() == field:
                    _show(box, "")
        self.changed.emit()


def _show(box: ChoiceBox[str], field: str) -> None:
    """Show a field without telling anybody."""
    box.blockSignals(True)
    box.restore(field)
    box.blockSignals(False)


def _column_words(heading: str, samples: Sequence[str], doubt: QLabel) -> QWidget:
    words = QWidget()
    sample = Caption(wrap=False)
    room = QFontMetrics(sample.font())
    dots = Qt.TextElideMode.ElideRight
    sample.setText(room.elidedText(" · ".join(samples), dots, WORDS_WIDTH))
    sample.setMinimumWidth(1)
    sample.setToolTip(plain_tip("\n".join(samples)))
    title = Words(heading if len(heading) <= LONGEST else f"{heading[:LONGEST]}…")
    column_layout(words, 0, title, sample, doubt, margins=(0, SPACE_XS, 0, SPACE_XS))
    return words


def field_words(field: str) -> str:
    """Name a field."""
    return tr(FIELDS[field])


def column_words(problem: Problem, columns: Mapping[str, Sequence[str]]) -> str:
    """Name the column of the file that a problem is about; empty where it is about the row."""
    told = problem.values.get("column")
    if told:
        return str(told)
    headings = columns.get(problem.field, ())
    if headings:
        return " + ".join(headings)
    return field_words(problem.field) if problem.field in FIELDS else ""


def reason_words(problem: Problem, columns: Mapping[str, Sequence[str]]) -> str:
    """Say why; the column that stands beside it is not said twice."""
    sentence = problem_text(problem)
    for sign in (": ", "："):
        sentence = sentence.removeprefix(f"{column_words(problem, columns)}{sign}")
    stands_there = str(problem.values.get("text", ""))
    if stands_there and stands_there not in sentence:
        return tr("“{text}”: {why}", text=stands_there, why=sentence)
    return sentence[:1].upper() + sentence[1:]
