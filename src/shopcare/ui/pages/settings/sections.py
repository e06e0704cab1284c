"""The sections of the settings: which subjects there are, and the fields of each."""

from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Slot

from shopcare.domain.errors import Problem, Refusal
from shopcare.domain.goods.places import places_from_text, places_text
from shopcare.domain.shop.settings import ShopSettings
from shopcare.language.catalog import mark
from shopcare.services.papers.registry import all_documents
from shopcare.ui.kit.fields.choice_fields import ChoiceBox, YearDayEdit
from shopcare.ui.kit.fields.text_fields import HoursEdit, LineEdit, TextArea
from shopcare.ui.kit.forms.bound_form import BoundForm, Facts, FieldSpec, Row
from shopcare.ui.kit.style.theme import SchemeChoice
from shopcare.ui.kit.widgets.buttons import plain_button
from shopcare.ui.kit.words.formatting import weekday_words
from shopcare.ui.kit.words.i18n import label, tr


class Subject(StrEnum):
    """What can be set, in the order of the list."""

    SHOP = "shop"
    HOURS = "hours"
    CALLS = "calls"
    PLACE = "place"
    SCREEN = "screen"
    PAPERS = "papers"
    SHELVES = "shelves"
    STAFF = "staff"
    LOG_IN = "log_in"
    BACKUP = "backup"
    ENCRYPTION = "encryption"
    PRIVACY = "privacy"
    LOG = "log"
    BIN = "bin"


TITLES: Final = {
    Subject.SHOP: mark("Shop"),
    Subject.HOURS: mark("Opening hours"),
    Subject.CALLS: mark("Call windows"),
    Subject.PLACE: mark("Country and time"),
    Subject.SCREEN: mark("Language and look"),
    Subject.PAPERS: mark("Papers"),
    Subject.SHELVES: mark("Shelves"),
    Subject.STAFF: mark("Staff"),
    Subject.LOG_IN: mark("Log-in"),
    Subject.BACKUP: mark("Backup"),
    Subject.ENCRYPTION: mark("Encryption"),
    Subject.PRIVACY: mark("Personal data"),
    Subject.LOG: mark("Log"),
    Subject.BIN: mark("Voided entries"),
}
LANGUAGES: Final = (("zh_CN", "中文"), ("en", "English"))
THEMES: Final = {
    SchemeChoice.SYSTEM: mark("Same as the system"),
    SchemeChoice.LIGHT: mark("light"),
    SchemeChoice.DARK: mark("dark"),
    SchemeChoice.CONTRAST: mark("high contrast"),
}
_NO_SETTINGS: Final = ShopSettings(name="-", trade="-")
_A_MONDAY: Final = date(2024, 1, 1)


class Section(BoundForm[ShopSettings]):
    """Fields of one subject of the settings."""

    def __init__(self, subject: Subject, *rows: Row) -> None:
        super().__init__(_NO_SETTINGS)
        self.group(tr(TITLES[subject]))
        self.add_rows(*rows)
        self.end()


class HoursSection(Section):
    """When the shop is open: seven lines, Monday first; no hours mean closed."""

    def __init__(self) -> None:
        self.same_button = plain_button(tr("&Every day like this"), "copy")
        self.edits = [HoursEdit(tr("closed")) for _weekday in range(7)]
        rows = [
            FieldSpec(
                f"opening.{number}",
                weekday_words(_A_MONDAY + timedelta(days=number)),
                edit,
                beside=None if number else self.same_button,
            )
            for number, edit in enumerate(self.edits)
        ]
        super().__init__(Subject.HOURS, *rows)
        self.same_button.clicked.connect(self._on_same)

    def facts_of(self, draft: ShopSettings) -> Facts:
        """Show a weekday in each field."""
        return {f"opening.{number}": hours for number, hours in enumerate(draft.opening)}

    def draft_of(self, onto: ShopSettings, facts: Facts) -> ShopSettings:
        """Put the weekdays together."""
        return replace(onto, opening=tuple(facts.values()))

    def has_field(self, name: str) -> bool:
        """Tell whether a problem of this name belongs here."""
        return name == "opening" or super().has_field(name)

    @Slot()
    def _on_same(self) -> None:
        for edit in self.edits[1:]:
            edit.setText(self.edits[0].text())


class PapersSection(Section):
    """The paper that each document is usually printed on."""

    def __init__(self) -> None:
        boxes = {
            spec.kind: ChoiceBox([(paper.value, label(paper)) for paper in spec.papers])
            for spec in all_documents()
        }
        widest = max(box.sizeHint().width() for box in boxes.values())
        for box in boxes.values():
            box.setFixedWidth(widest)
        rows = [
            FieldSpec(f"papers.{spec.kind}", tr(spec.title), boxes[spec.kind])
            for spec in all_documents()
        ]
        super().__init__(Subject.PAPERS, *rows)

    def facts_of(self, draft: ShopSettings) -> Facts:
        """Show the first paper of a document where none is set."""
        chosen = dict(draft.papers)
        documents = all_documents()
        return {f"papers.{one.kind}": chosen.get(one.kind, one.papers[0]) for one in documents}

    def draft_of(self, onto: ShopSettings, facts: Facts) -> ShopSettings:
        """Put the papers together; a document on its first paper is not listed."""
        papers = [(one, facts[f"papers.{one.kind}"]) for one in all_documents()]
        set_by_hand = ((one.kind, paper) for one, paper in papers if paper != one.papers[0])
        return replace(onto, papers=tuple(set_by_hand))


class PlacesEdit(TextArea):
    """The codes of shelves, with commas and ranges."""

    def problem(self) -> Problem | None:
        """Say why they cannot be read."""
        try:
            places_from_text(self.text())
        except Refusal as refusal:
            return Problem(field="", code=refusal.code, values=refusal.values)
        return None


class ShelvesSection(Section):
    """Where goods can lie in the shop (X-2)."""

    def __init__(self) -> None:
        codes_help = tr("Shelves, bags and boxes, for example A1-A12, B1-B6. Empty: any code.")
        super().__init__(
            Subject.SHELVES,
            FieldSpec("places", tr("Shelf &codes"), PlacesEdit(3, 12), help_text=codes_help),
        )

    def facts_of(self, draft: ShopSettings) -> Facts:
        """Show the codes in a row as a range."""
        return {"places": places_text(draft.places)}

    def draft_of(self, onto: ShopSettings, facts: Facts) -> ShopSettings:
        """Read the codes."""
        return replace(onto, places=places_from_text(facts["places"]))


def shop_section() -> Section:
    """What stands on top of every paper."""
    hours_edit = LineEdit(placeholder=tr("written from the opening hours"))
    hours_help = tr("Only if they should differ from the opening hours.")
    return Section(
        Subject.SHOP,
        FieldSpec("name", tr("Shop &name"), LineEdit(), required=True),
        FieldSpec("address", tr("&Address"), LineEdit()),
        FieldSpec("phone", tr("&Phone"), LineEdit(28)),
        FieldSpec("hours_note", tr("&Opening hours on papers"), hours_edit, help_text=hours_help),
    )


def calls_section() -> Section:
    """When customers are called, in summer and in winter (C-6)."""
    summer, winter = HoursEdit(tr("No calls")), HoursEdit(tr("No calls"))
    meals = tr("Avoid meal and rest times.")
    return Section(
        Subject.CALLS,
        FieldSpec("summer_calls", tr("In &summer"), summer, required=True, help_text=meals),
        FieldSpec("winter_calls", tr("In &winter"), winter, required=True),
        (
            FieldSpec("summer_from", tr("Summer &from"), YearDayEdit()),
            FieldSpec("summer_until", tr("Summer &until"), YearDayEdit()),
        ),
    )


def screen_section() -> Section:
    """Languages, light, dark and high contrast."""
    again = tr("The window reopens when this is saved.")
    themes = [(choice.value, tr(words)) for choice, words in THEMES.items()]
    return Section(
        Subject.SCREEN,
        FieldSpec("screen_language", tr("On the &screen"), ChoiceBox(LANGUAGES), help_text=again),
        FieldSpec("paper_language", tr("On &papers"), ChoiceBox(LANGUAGES)),
        FieldSpec("theme", tr("Colo&urs"), ChoiceBox(themes)),
    )
