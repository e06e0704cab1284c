"""Whose holidays count, and what time it is there."""

from dataclasses import replace

from PySide6.QtCore import Slot

from shopcare.domain.shop.settings import ShopSettings
from shopcare.language.country_words import country_text
from shopcare.language.day_words import weekday
from shopcare.services.calendar.calendar_facts import country_settings
from shopcare.services.setup import places
from shopcare.ui.kit.fields.choice_fields import ChoiceBox
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.words.i18n import screen_catalog, tr
from shopcare.ui.pages.settings.section import Section


class PlaceSection(Section):
    """Country, region and time zone; the weekend follows from the country."""

    def __init__(self) -> None:
        super().__init__(tr("Country and time"))
        words = screen_catalog()
        countries = sorted(
            (country_text(words, place.code), place.code) for place in places.countries()
        )
        self.country_box = ChoiceBox([(code, name) for name, code in countries])
        self.region_box = ChoiceBox()
        self.zone_box = ChoiceBox()
        self.weekend_line = Caption()
        self.field(
            "country",
            tr("&Country"),
            self.country_box,
            help_text=tr("Its holidays and make-up days decide which days are working days."),
        )
        self._region_row = self.field("region", tr("&Region"), self.region_box)
        self.field("time_zone", tr("&Time zone"), self.zone_box)
        self.add(self.weekend_line)
        self.end()
        self.country_box.currentIndexChanged.connect(self._on_country)
        self._offer()

    def fill(self, settings: ShopSettings) -> None:
        """Put what the shop has set into the fields."""
        self.country_box.setText(settings.country)
        self.region_box.setText(settings.region)
        self.zone_box.setText(settings.time_zone)

    def put_into(self, settings: ShopSettings) -> ShopSettings:
        """Give the settings; another country brings its weekend."""
        country, region = self.country_box.text(), self.region_box.text()
        if (country, region) != (settings.country, settings.region):
            settings = country_settings(settings, country, region)
        return replace(settings, time_zone=self.zone_box.text())

    def _offer(self) -> None:
        """Offer what there is in the chosen country."""
        country = self.country_box.text()
        found = places.regions(country)
        regions = [(place.code, f"{place.name} ({place.code})") for place in found]
        self.region_box.offer([("", tr("the whole country")), *regions])
        self._region_row.setVisible(bool(regions))
        self.zone_box.offer([(zone, zone) for zone in places.time_zones(country)])
        words = screen_catalog()
        off = country_settings(ShopSettings(name="-", trade="-"), country, "").weekend
        days = words.text(", ").join(weekday(words, number) for number in off)
        self.weekend_line.setText(tr("Weekend: {days}", days=days))

    @Slot()
    def _on_country(self) -> None:
        self._offer()
        self.edited.emit()
