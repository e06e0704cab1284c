"""Whose holidays count, and what time it is there."""

from dataclasses import replace

from PySide6.QtCore import Slot

from shopcare.domain.shop.settings import ShopSettings
from shopcare.language.country_words import country_text
from shopcare.language.day_words import weekday
from shopcare.services.calendar.calendar_facts import country_settings
from shopcare.services.setup import first_start as places
from shopcare.ui.kit.fields.choice_fields import ChoiceBox
from shopcare.ui.kit.forms.bound_form import Facts, FieldSpec
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.words.i18n import screen_catalog, tr
from shopcare.ui.pages.settings.sections import Section, Subject


class PlaceSection(Section):
    """Country, region and time zone; the weekend follows from the country."""

    def __init__(self) -> None:
        words = screen_catalog()
        named = sorted(
            (country_text(words, place.code), place.code) for place in places.countries()
        )
        self.country_box = ChoiceBox([(code, name) for name, code in named])
        self.region_box, self.zone_box = ChoiceBox[str](), ChoiceBox[str]()
        self.weekend_line = Caption()
        holidays = tr("Its holidays and make-up days decide which days are working days.")
        super().__init__(
            Subject.PLACE,
            FieldSpec("country", tr("&Country"), self.country_box, help_text=holidays),
            FieldSpec("region", tr("&Region"), self.region_box),
            FieldSpec("time_zone", tr("&Time zone"), self.zone_box),
            self.weekend_line,
        )
        self.country_box.edited.connect(self._offer)
        self._offer()

    def draft_of(self, onto: ShopSettings, facts: Facts) -> ShopSettings:
        """Put the place in; another country brings its weekend."""
        country, region = facts["country"], facts["region"]
        if (country, region) != (onto.country, onto.region):
            onto = country_settings(onto, country, region)
        return replace(onto, time_zone=facts["time_zone"])

    @Slot()
    def _offer(self) -> None:
        """Offer what there is in the chosen country."""
        country = self.country_box.value()
        found = places.regions(country)
        regions = [(place.code, f"{place.name} ({place.code})") for place in found]
        self.region_box.offer([("", tr("The whole country")), *regions])
        self.form_row("region").setVisible(bool(regions))
        self.zone_box.offer([(zone, zone) for zone in places.time_zones(country)])
        words = screen_catalog()
        off = country_settings(ShopSettings(name="-", trade="-"), country, "").weekend
        days = words.text(", ").join(weekday(words, number) for number in off)
        self.weekend_line.setText(tr("Weekend: {days}", days=days))
