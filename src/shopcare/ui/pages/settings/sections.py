"""The sections of the settings: which subjects there are, and the fields of each."""

from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Slot

from shopcare.domain.papers.document import PAPERS, DocumentKind, Paper
from shopcare.domain.shop.settings import ShopSettings
from shopcare.language.catalog import mark
from shopcare.ui.kit.fields.choice_fields import ChoiceBox, YearDayEdit
from shopcare.ui.kit.fields.text_fields import HoursEdit, LineEdit
from shopcare.ui.kit.forms.bound_form import BoundForm, Facts, FieldSpec, Row
from shopcare.ui.kit.style.theme import SchemeChoice
from shopcare.ui.kit.widgets.buttons import plain_button
from shopcare.ui.kit.words.formatting import weekday_words
from shopcare.ui.kit.words.i18n import tr


class Subject(StrEnum):
    """What can be set, in the order of the list."""

    SHOP = "shop"
    HOURS = "hours"
    CALLS = "calls"
    PLACE = "place"
    SCREEN = "screen"
    PAPERS = "papers"
    STAFF = "staff"


TITLES: Final = {
    Subject.SHOP: mark("Shop"),
    Subject.HOURS: mark("Opening hours"),
    Subject.CALLS: mark("Call windows"),
    Subject.PLACE: mark("Country and time"),
    Subject.SCREEN: mark("Language and look"),
    Subject.PAPERS: mark("Papers"),
    Subject.STAFF: mark("Staff"),
}
LANGUAGES: Final = (("zh_CN", "中文"), ("en", "English"))
THEMES: Final = {
    SchemeChoice.SYSTEM: mark("as the system"),
    SchemeChoice.LIGHT: mark("light"),
    SchemeChoice.DARK: mark("dark"),
}
DOCUMENTS: Final = {
    DocumentKind.SERVICE_SLIP: mark("Service slip"),
    DocumentKind.DOOR_NOTE: mark("Door note"),
    DocumentKind.CALL_SHEET: mark("Call sheet"),
    DocumentKind.DAY_CLOSE: mark("Day close"),
}
PAPER_WORDS: Final = {
    Paper.A4: mark("A4"),
    Paper.A5: mark("A5"),
    Paper.CONTINUOUS: mark("Continuous form 241 × 140 mm"),
    Paper.ROLL_80: mark("Receipt roll 80 mm"),
    Paper.ROLL_58: mark("Receipt roll 58 mm"),
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
            kind: ChoiceBox([(paper.value, tr(PAPER_WORDS[paper])) for paper in PAPERS[kind]])
            for kind in DOCUMENTS
        }
        widest = max(box.sizeHint().width() for box in boxes.values())
        for box in boxes.values():
            box.setFixedWidth(widest)
        rows = [FieldSpec(f"papers.{kind}", tr(DOCUMENTS[kind]), boxes[kind]) for kind in boxes]
        super().__init__(Subject.PAPERS, *rows)

    def facts_of(self, draft: ShopSettings) -> Facts:
        """Show the first paper of a document where none is set."""
        chosen = dict(draft.papers)
        return {f"papers.{kind}": chosen.get(kind, PAPERS[kind][0]) for kind in DOCUMENTS}

    def draft_of(self, onto: ShopSettings, facts: Facts) -> ShopSettings:
        """Put the papers together; a document on its first paper is not listed."""
        papers = {kind: facts[f"papers.{kind}"] for kind in DOCUMENTS}
        set_by_hand = ((kind.value, one) for kind, one in papers.items() if one != PAPERS[kind][0])
        return replace(onto, papers=tuple(set_by_hand))


def make_section(subject: Subject) -> Section:
    """Make the form of a subject; the staff has a page of its own."""
    if subject is Subject.PLACE:
        from shopcare.ui.pages.settings.place_section import PlaceSection  # loads the almanac

        return PlaceSection()
    makers = {
        Subject.SHOP: _shop,
        Subject.HOURS: HoursSection,
        Subject.CALLS: _calls,
        Subject.SCREEN: _screen,
        Subject.PAPERS: PapersSection,
    }
    return makers[subject]()


def _shop() -> Section:
    """What stands on top of every paper."""
    hours_edit = LineEdit(placeholder=tr("written from the opening hours"))
    hours_help = tr("Only where they should read otherwise than the opening hours.")
    return Section(
        Subject.SHOP,
        FieldSpec("name", tr("Shop &name"), LineEdit(), required=True),
        FieldSpec("address", tr("&Address"), LineEdit()),
        FieldSpec("phone", tr("&Phone"), LineEdit(28)),
        FieldSpec("hours_note", tr("&Opening hours on papers"), hours_edit, help_text=hours_help),
    )


def _calls() -> Section:
    """When customers are called, in summer and in winter (C-6)."""
    summer, winter = HoursEdit(tr("no calls")), HoursEdit(tr("no calls"))
    meals = tr("Leave meal and rest times out.")
    return Section(
        Subject.CALLS,
        FieldSpec("summer_calls", tr("In &summer"), summer, required=True, help_text=meals),
        FieldSpec("winter_calls", tr("In &winter"), winter, required=True),
        (
            FieldSpec("summer_from", tr("Summer &from"), YearDayEdit()),
            FieldSpec("summer_until", tr("Summer &until"), YearDayEdit()),
        ),
    )


def _screen() -> Section:
    """Languages, light and dark."""
    again = tr("The window opens again when this is saved.")
    themes = [(choice.value, tr(words)) for choice, words in THEMES.items()]
    return Section(
        Subject.SCREEN,
        FieldSpec("screen_language", tr("On the &screen"), ChoiceBox(LANGUAGES), help_text=again),
        FieldSpec("paper_language", tr("On &papers"), ChoiceBox(LANGUAGES)),
        FieldSpec("theme", tr("Li&ght and dark"), ChoiceBox(themes)),
    )
