"""What is handed in beside the product (W-1): lines that are added and removed."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from shopcare.domain.errors import Problem, Refusal
from shopcare.domain.goods.item import MOST_ITEMS, MOST_PIECES, ItemDraft
from shopcare.ui.kit.fields.text_fields import LineEdit, TextLine
from shopcare.ui.kit.forms.lines_field import LinesField
from shopcare.ui.kit.layout.box_layouts import column_layout, line_of
from shopcare.ui.kit.style.tokens import SPACE_S
from shopcare.ui.kit.widgets.buttons import quiet_button, sign_button
from shopcare.ui.kit.words.i18n import tr

_TEXTS: Final = ("what", "quantity", "condition", "accessories")


class PiecesEdit(TextLine[int]):
    """A number of pieces; nothing typed is one."""

    def __init__(self) -> None:
        super().__init__(4, "1")

    def read(self, text: str) -> int:
        """Read a number of pieces."""
        plain = text.strip() or "1"
        if not plain.isdecimal() or not 1 <= int(plain[:9]) <= MOST_PIECES:
            raise Refusal("pieces_impossible", most=MOST_PIECES)
        return int(plain)

    def write(self, value: int) -> str:
        """Write a number of pieces; one is the rule."""
        return "" if value == 1 else str(value)


class ItemLine(QWidget):
    """One item: what it is, how many pieces, its condition, what belongs to it."""

    edited = Signal()
    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.edits: dict[str, LineEdit | PiecesEdit] = {
            "what": LineEdit(None, tr("What it is")),
            "quantity": PiecesEdit(),
            "condition": LineEdit(None, tr("Condition")),
            "accessories": LineEdit(None, tr("Handed in with it, with commas")),
        }
        names = (tr("What it is"), tr("Pieces"), tr("Condition"), tr("Handed in with it"))
        for edit, name in zip(self.edits.values(), names, strict=True):
            edit.setAccessibleName(name)
            edit.edited.connect(self.edited)
        self.remove_button = sign_button("x", tr("Remove this item"))
        self.remove_button.clicked.connect(self.removed)
        line = line_of(
            (self.edits["what"], 3),
            self.edits["quantity"],
            (self.edits["condition"], 2),
            (self.edits["accessories"], 2),
            self.remove_button,
        )
        column_layout(self, 0, line)
        self.setFocusProxy(self.edits["what"])

    def draft(self) -> ItemDraft:
        """Give the item as it is typed."""
        own = self.edits["accessories"].text().replace("，", ",").replace("、", ",").split(",")
        quantity = self.edits["quantity"].value()
        assert isinstance(quantity, int)
        return ItemDraft(
            what=self.edits["what"].text(),
            quantity=quantity,
            condition=self.edits["condition"].text(),
            accessories=tuple(filter(None, map(str.strip, own))),
        )

    def texts(self) -> list[str]:
        """Give what is typed, field by field."""
        return [self.edits[name].text() for name in _TEXTS]

    def show_texts(self, texts: Sequence[object]) -> None:
        """Show what was typed."""
        for name, text in zip(_TEXTS, texts, strict=False):
            self.edits[name].setText(text if isinstance(text, str) else "")

    def is_empty(self) -> bool:
        """Say whether nothing is typed."""
        return not any(text.strip() for text in self.texts())

    def problem(self) -> Problem | None:
        """Say why it cannot be read."""
        return self.edits["quantity"].problem()


class ItemsField(LinesField[ItemLine]):
    """As many lines as there are items; folded to its button while there is none."""

    def __init__(self, words: str) -> None:
        """Make the field.

        Args:
            words: of the button that adds the first item.
        """
        super().__init__()
        self._first_words = words
        self.add_button = quiet_button(words, "plus")
        column_layout(self, SPACE_S, self.below, line_of(self.add_button))
        self.add_button.clicked.connect(self._on_add)

    def value(self) -> tuple[ItemDraft, ...]:
        """Give the items into whose lines something is typed."""
        return tuple(line.draft() for line in self.lines if not line.is_empty())

    def set_value(self, drafts: Sequence[ItemDraft]) -> None:
        """Show items."""
        self.restore(
            [
                [one.what, str(one.quantity), one.condition, tr(", ").join(one.accessories)]
                for one in drafts
            ]
        )

    def typed(self) -> list[object]:
        """Give what is typed, line by line."""
        return [list(line.texts()) for line in self.lines if not line.is_empty()]

    def restore(self, typed: object) -> None:
        """Show again what was typed."""
        lines = [one for one in typed if isinstance(one, list)] if isinstance(typed, list) else []
        for line in self.lines[len(lines) :]:
            self.take_off(line)
        while len(self.lines) < len(lines):
            self._add()
        for line, texts in zip(self.lines, lines, strict=True):
            line.show_texts(texts)

    def problem(self) -> Problem | None:
        """Say what is wrong with the first line that cannot be read."""
        for line in self.lines:
            if (problem := line.problem()) is not None:
                return problem
        return None

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Go to the first line; the lines come and go, so no proxy can stand for it."""
        target = self.lines[0] if self.lines else self.add_button
        target.setFocus(reason)

    def begin(self) -> None:
        """Offer a line to type into at once."""
        if not self.lines:
            self._add()

    def _add(self) -> ItemLine:
        line = ItemLine()
        self.add_line(line, line.edited, line.removed)
        before = self.add_button.previousInFocusChain() or self.add_button
        for widget in (*line.edits.values(), line.remove_button, self.add_button):
            QWidget.setTabOrder(before, widget)
            before = widget
        return line

    def show_count(self) -> None:
        """Offer another line as long as there may be one."""
        self.add_button.setText(tr("Another item") if self.lines else self._first_words)
        self.add_button.setEnabled(len(self.lines) < MOST_ITEMS - 1)

    @Slot()
    def _on_add(self) -> None:
        self._add().setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()
