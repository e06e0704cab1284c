"""The parts of a step that say what was found: the cause, and the quality check."""

from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from shopcare.domain.cases.case import Case, Cause
from shopcare.language.catalog import mark
from shopcare.services.cases import cases
from shopcare.services.shop import Shop
from shopcare.ui.kit.fields.choice_fields import ChoiceLine
from shopcare.ui.kit.forms.form import Form
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.style.tokens import Meaning
from shopcare.ui.kit.words.i18n import screen_catalog, tr
from shopcare.ui.pages.cases.parts import Content, Part

_OWN_ERROR: Final = mark(
    "Apologise at once. If it is in stock, replace it at once, with the manager; else agree "
    "a date and deliver home or call. A refund goes through the manager."
)
_HINTS: Final = {
    Cause.USE: mark(
        "Never put to the customer as a fault: explain, adjust free of charge, give a small "
        "gift, invite to a regular check."
    ),
    Cause.REFRACTION: _OWN_ERROR,
    Cause.WORKSHOP: _OWN_ERROR,
}
"""How to speak of a cause (O-2)."""


class CausePart(Part):
    """The cause that was found, and how to speak of it (O-2)."""

    def __init__(self, form: Form, case: Case) -> None:
        super().__init__(form)
        self.line: ChoiceLine[Cause] = ChoiceLine(tuple(Cause), columns=3)
        self.hint = NoticeLine(Meaning.INFO)
        self.first = self.line
        form.row("cause", tr("Cause found"), self.line)
        form.add(self.hint)
        self.line.changed.connect(self._on_changed)
        self.line.changed.connect(self.edited)
        self.line.choose(case.cause)
        self._on_changed()

    def facts(self) -> Content:
        """Give the cause."""
        return {"cause": self.line.value()}

    def content(self) -> Content:
        """Give the cause."""
        return {"cause": self.line.value()}

    def restore(self, content: Content) -> None:
        """Take the same choice again."""
        if content.get("cause"):
            self.line.choose(Cause(content["cause"]))

    @Slot()
    def _on_changed(self) -> None:
        cause = self.line.value()
        hint = tr(_HINTS[cause]) if cause in _HINTS else ""
        self.hint.say(hint)
        self.hint.setVisible(bool(hint))


class ChecksPart(Part):
    """The quality check list of the service (G-7)."""

    def __init__(self, form: Form, shop: Shop, case: Case) -> None:
        super().__init__(form)
        self._checks = cases.checks_of(shop, case)
        words = screen_catalog()
        self.boxes = [QCheckBox(words.text(check)) for check in self._checks]
        ground = QWidget()
        rows = QVBoxLayout(ground)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for box in self.boxes:
            rows.addWidget(box)
            box.toggled.connect(self.edited)
        if not self.boxes:
            rows.addWidget(Caption(tr("This service has no check list.")))
        else:
            ground.setFocusProxy(self.boxes[0])
            self.first = self.boxes[0]
        form.row("checks", tr("Looked at and in order"), ground)

    def facts(self) -> Content:
        """Give the checks that are ticked."""
        return {"checks": self.ticked()}

    def ticked(self) -> tuple[str, ...]:
        """Give the checks that are ticked, as the policy writes them."""
        pairs = zip(self._checks, self.boxes, strict=True)
        return tuple(check for check, box in pairs if box.isChecked())

    def content(self) -> Content:
        """Give the checks that are ticked."""
        return {"checks": list(self.ticked())}

    def restore(self, content: Content) -> None:
        """Tick the same again."""
        for check, box in zip(self._checks, self.boxes, strict=True):
            box.setChecked(check in content.get("checks", ()))
