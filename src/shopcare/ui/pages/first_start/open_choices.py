"""Where rule books differ, a new shop chooses its own figure (A-18)."""

from PySide6.QtWidgets import QWidget

from shopcare.language.clause_words import clause_text, figure_label, unit_text
from shopcare.services.setup.first_start import ChosenFigure, open_choices
from shopcare.ui.kit.fields.choice_fields import ChoiceBox
from shopcare.ui.kit.layout.box_layouts import column_layout, row_layout
from shopcare.ui.kit.layout.card import Caption, SectionTitle
from shopcare.ui.kit.style.tokens import SPACE_M
from shopcare.ui.kit.words.i18n import screen_catalog, tr


class OpenChoices(QWidget):
    """One box for each figure of a trade about which rule books differ; the usual one first."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: list[ChoiceBox[str]] = []
        self._figures: list[dict[str, ChosenFigure]] = []
        self._rows = column_layout(self, SPACE_M)

    def show_trade(self, trade: str) -> None:
        """Ask for a trade; nothing is shown where all rule books agree."""
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.boxes, self._figures = [], []
        words = screen_catalog()
        asked = open_choices(trade)
        if asked:
            self._rows.addWidget(SectionTitle(tr("Rule books differ: choose what applies here")))
        for clause, name in asked:
            figure = clause.figures[name]
            offered = [(figure.value, figure.unit), *((o.value, o.unit) for o in figure.others)]
            chosen = {
                f"{value} {unit}": ChosenFigure(clause.id, name, value, unit)
                for value, unit in offered
            }
            said = [unit_text(words, one.unit, (one.value,)) for one in chosen.values()]
            box = ChoiceBox(list(zip(chosen, said, strict=True)))
            self.boxes.append(box)
            self._figures.append(chosen)
            box.setAccessibleName(f"{clause.rule} {figure_label(words, name, ())}")
            line = QWidget()
            row_layout(line, SPACE_M, (Caption(clause_text(words, clause)), 1), box)
            self._rows.addWidget(line)
        self.setVisible(bool(asked))

    def chosen(self) -> tuple[ChosenFigure, ...]:
        """Give the figures that are not the usual ones."""
        pairs = zip(self.boxes, self._figures, strict=True)
        return tuple(figures[box.value()] for box, figures in pairs if box.currentIndex() > 0)

    def typed(self) -> list[str]:
        """Give what is chosen, to be shown again in another language."""
        return [box.typed() for box in self.boxes]

    def restore(self, typed: list[str]) -> None:
        """Choose the same again."""
        for box, key in zip(self.boxes, typed, strict=True):
            box.restore(key)
