"""The sections that are a few fields each: shop, calls, screen and papers."""

from dataclasses import replace
from typing import Final

from shopcare.domain.shop.settings import ShopSettings
from shopcare.domain.typed.hours_text import hours_as_typed
from shopcare.language.catalog import mark
from shopcare.services.papers.registry import all_documents, spec_of
from shopcare.ui.kit.fields.choice_fields import ChoiceBox, HoursEdit, YearDayEdit
from shopcare.ui.kit.fields.fields import LineEdit
from shopcare.ui.kit.style.theme import SchemeChoice
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.kit.words.labels import label
from shopcare.ui.pages.settings.section import Section

LANGUAGES: Final = (("zh_CN", "中文"), ("en", "English"))
THEMES: Final = {
    SchemeChoice.SYSTEM: mark("as the system"),
    SchemeChoice.LIGHT: mark("light"),
    SchemeChoice.DARK: mark("dark"),
}


class ShopSection(Section):
    """What stands on top of every paper."""

    def __init__(self) -> None:
        super().__init__(tr("Shop"))
        self.name_edit = LineEdit()
        self.address_edit = LineEdit()
        self.phone_edit = LineEdit(28)
        self.hours_edit = LineEdit(placeholder=tr("written from the opening hours"))
        self.field("name", tr("Shop &name"), self.name_edit, required=True)
        self.field("address", tr("&Address"), self.address_edit)
        self.field("phone", tr("&Phone"), self.phone_edit)
        self.field(
            "hours_note",
            tr("&Opening hours on papers"),
            self.hours_edit,
            help_text=tr("Only where they should read otherwise than the opening hours."),
        )
        self.end()

    def fill(self, settings: ShopSettings) -> None:
        """Put what the shop has set into the fields."""
        self.name_edit.setText(settings.name)
        self.address_edit.setText(settings.address)
        self.phone_edit.setText(settings.phone)
        self.hours_edit.setText(settings.hours_note)

    def put_into(self, settings: ShopSettings) -> ShopSettings:
        """Give the settings with what stands in the fields."""
        return replace(
            settings,
            name=self.name_edit.text(),
            address=self.address_edit.text(),
            phone=self.phone_edit.text(),
            hours_note=self.hours_edit.text(),
        )


class CallsSection(Section):
    """When customers are called, in summer and in winter (C-6)."""

    def __init__(self) -> None:
        super().__init__(tr("Call windows"))
        self.summer_edit = HoursEdit(tr("no calls"))
        self.winter_edit = HoursEdit(tr("no calls"))
        self.from_edit = YearDayEdit()
        self.until_edit = YearDayEdit()
        self.field(
            "summer_calls",
            tr("In &summer"),
            self.summer_edit,
            required=True,
            help_text=tr("Leave meal and rest times out."),
        )
        self.field("winter_calls", tr("In &winter"), self.winter_edit, required=True)
        self.pair(
            self.make_row("summer_from", tr("Summer &from"), self.from_edit),
            self.make_row("summer_until", tr("Summer &until"), self.until_edit),
        )
        self.keep("summer_from", self.from_edit)
        self.keep("summer_until", self.until_edit)
        self.end()

    def fill(self, settings: ShopSettings) -> None:
        """Put what the shop has set into the fields."""
        self.summer_edit.setText(hours_as_typed(settings.summer_calls))
        self.winter_edit.setText(hours_as_typed(settings.winter_calls))
        self.from_edit.setText("{}-{}".format(*settings.summer_from))
        self.until_edit.setText("{}-{}".format(*settings.summer_until))

    def put_into(self, settings: ShopSettings) -> ShopSettings:
        """Give the settings with what stands in the fields."""
        return replace(
            settings,
            summer_calls=self.summer_edit.hours(),
            winter_calls=self.winter_edit.hours(),
            summer_from=self.from_edit.month_day(),
            summer_until=self.until_edit.month_day(),
        )


class ScreenSection(Section):
    """Languages, light and dark."""

    def __init__(self) -> None:
        super().__init__(tr("Language and look"))
        self.screen_box = ChoiceBox(LANGUAGES)
        self.paper_box = ChoiceBox(LANGUAGES)
        self.theme_box = ChoiceBox([(choice, tr(words)) for choice, words in THEMES.items()])
        self.field(
            "screen_language",
            tr("On the &screen"),
            self.screen_box,
            help_text=tr("The window opens again when this is saved."),
        )
        self.field("paper_language", tr("On &papers"), self.paper_box)
        self.field("theme", tr("Li&ght and dark"), self.theme_box)
        self.end()

    def fill(self, settings: ShopSettings) -> None:
        """Put what the shop has set into the fields."""
        self.screen_box.setText(settings.screen_language)
        self.paper_box.setText(settings.paper_language)
        self.theme_box.setText(settings.theme)

    def put_into(self, settings: ShopSettings) -> ShopSettings:
        """Give the settings with what stands in the fields."""
        return replace(
            settings,
            screen_language=self.screen_box.text(),
            paper_language=self.paper_box.text(),
            theme=self.theme_box.text(),
        )


class PapersSection(Section):
    """The paper that each document is usually printed on."""

    def __init__(self) -> None:
        super().__init__(tr("Papers"))
        self.boxes: dict[str, ChoiceBox] = {}
        for spec in all_documents():
            box = ChoiceBox([(paper, label(paper)) for paper in spec.papers])
            self.boxes[spec.kind] = box
            self.field(f"papers.{spec.kind}", tr(spec.title), box)
        widest = max(box.sizeHint().width() for box in self.boxes.values())
        for box in self.boxes.values():
            box.setFixedWidth(widest)
        self.end()

    def fill(self, settings: ShopSettings) -> None:
        """Put what the shop has set into the fields."""
        chosen = dict(settings.papers)
        for kind, box in self.boxes.items():
            box.setText(chosen.get(kind, spec_of(kind).papers[0]))

    def put_into(self, settings: ShopSettings) -> ShopSettings:
        """Give the settings; a document on its first paper is not listed."""
        chosen = [
            (kind, box.text())
            for kind, box in self.boxes.items()
            if box.text() != spec_of(kind).papers[0]
        ]
        return replace(settings, papers=tuple(chosen))
