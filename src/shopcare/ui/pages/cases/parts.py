"""What a step may ask for: each part knows its rows, its facts, and what was typed into it."""

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from shopcare.domain.cases.case import Case, How
from shopcare.services.shop import Shop
from shopcare.ui.kit.fields.choice_fields import ChoiceLine
from shopcare.ui.kit.fields.text_fields import TextArea
from shopcare.ui.kit.forms.form import Form
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.words.i18n import screen_catalog

Content = dict[str, Any]
"""What is typed, as plain values."""


class Part(QObject):
    """Some rows of a step's form."""

    edited = Signal()
    """Something in it was typed or chosen."""
    first: QWidget | None = None
    """Where the focus goes when the form opens with this part."""

    def facts(self) -> Content:
        """Give what was said, by the names of ``MoveFacts``."""
        raise NotImplementedError

    def content(self) -> Content:
        """Give what is typed, to be kept."""
        raise NotImplementedError

    def restore(self, content: Content) -> None:
        """Show what was typed before."""
        raise NotImplementedError


class StepsPart(Part):
    """The steps to say to the customer; nothing is typed (G-3)."""

    def __init__(self, form: Form, shop: Shop, case: Case) -> None:
        super().__init__(form)
        words = screen_catalog()
        steps = shop.policy.steps.get(case.kind, ())
        self.words = Caption("\n".join(f"{n}  {words.text(s)}" for n, s in enumerate(steps, 1)))
        form.add(self.words)

    def facts(self) -> Content:
        """Give nothing."""
        return {}

    def content(self) -> Content:
        """Give nothing."""
        return {}

    def restore(self, content: Content) -> None:
        """Show nothing."""


class HowPart(Part):
    """How the customer was told or agreed (G-3, G-5)."""

    def __init__(self, form: Form, title: str) -> None:
        super().__init__(form)
        self.line: ChoiceLine[How] = ChoiceLine(
            (How.IN_PERSON, How.SIGNATURE, How.PHONE, How.WECHAT)
        )
        self.first = self.line
        form.row("how", title, self.line, required=True)
        self.line.changed.connect(self.edited)

    def facts(self) -> Content:
        """Give how."""
        return {"how": self.line.value()}

    def content(self) -> Content:
        """Give how."""
        return {"how": self.line.value()}

    def restore(self, content: Content) -> None:
        """Take the same choice again."""
        if content.get("how"):
            self.line.choose(How(content["how"]))


class WordsPart(Part):
    """A few words of the clerk: a finding, a resolution, a reason."""

    def __init__(
        self, form: Form, name: str, title: str, *, required: bool, help_text: str = ""
    ) -> None:
        super().__init__(form)
        self._name = name
        self.edit = TextArea(1, 6)
        self.first = self.edit
        form.row(name, title, self.edit, required=required, help_text=help_text)
        self.edit.textChanged.connect(self.edited)

    def facts(self) -> Content:
        """Give the words."""
        return {self._name: self.edit.text()}

    def content(self) -> Content:
        """Give the words."""
        return {self._name: self.edit.text()}

    def restore(self, content: Content) -> None:
        """Show the words again."""
        self.edit.setText(content.get(self._name, ""))
