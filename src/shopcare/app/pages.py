"""The table of pages: what the bar on the left shows, in its order."""

from shopcare.ui import shortcuts
from shopcare.ui.desk import Desk
from shopcare.ui.i18n import tr
from shopcare.ui.navigation import Page, PageSpec


class _Pages:
    """Makes each page when it is first wanted; the modules are loaded then, too."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def today(self) -> Page:
        from shopcare.ui.today.page import TodayPage

        return TodayPage(self._desk)

    def intake(self) -> Page:
        from shopcare.ui.intake.page import IntakePage

        return IntakePage(self._desk)

    def cases(self) -> Page:
        from shopcare.ui.cases.page import CasesPage

        return CasesPage(self._desk)

    def customers(self) -> Page:
        from shopcare.ui.customers.page import CustomersPage

        return CustomersPage(self._desk)

    def calendar(self) -> Page:
        from shopcare.ui.calendar.page import CalendarPage

        return CalendarPage(self._desk)

    def day_close(self) -> Page:
        from shopcare.ui.day_close.page import DayClosePage

        return DayClosePage(self._desk)

    def imports(self) -> Page:
        from shopcare.ui.imports.page import ImportsPage

        return ImportsPage(self._desk)

    def settings(self) -> Page:
        from shopcare.ui.settings.page import SettingsPage

        return SettingsPage(self._desk)


def page_specs(desk: Desk) -> list[PageSpec]:
    """List the pages; the first opens at the start."""
    pages = _Pages(desk)
    return [*_counter_pages(pages), *_shop_pages(pages)]


def _counter_pages(pages: _Pages) -> list[PageSpec]:
    """List what is wanted while customers come and call."""
    return [
        PageSpec(
            key="today",
            title=tr("Today"),
            sign="phone",
            shortcut=shortcuts.TODAY,
            factory=pages.today,
            opens=frozenset({"callback"}),
        ),
        PageSpec(
            key="intake",
            title=tr("Intake"),
            sign="clipboard-pen",
            shortcut=shortcuts.INTAKE,
            factory=pages.intake,
        ),
        PageSpec(
            key="cases",
            title=tr("Cases"),
            sign="clipboard-list",
            shortcut=shortcuts.CASES,
            factory=pages.cases,
            opens=frozenset({"case", "missing_facts"}),
        ),
        PageSpec(
            key="customers",
            title=tr("Customers"),
            sign="users",
            shortcut=shortcuts.CUSTOMERS,
            factory=pages.customers,
            opens=frozenset({"customer", "purchase"}),
        ),
    ]


def _shop_pages(pages: _Pages) -> list[PageSpec]:
    """List what is wanted once a day or now and then."""
    return [
        PageSpec(
            key="calendar",
            title=tr("Calendar"),
            sign="calendar",
            factory=pages.calendar,
        ),
        PageSpec(
            key="day_close",
            title=tr("Day close"),
            sign="list-checks",
            shortcut=shortcuts.DAY_CLOSE,
            factory=pages.day_close,
        ),
        PageSpec(key="imports", title=tr("Bring in"), sign="upload", factory=pages.imports),
        PageSpec(key="settings", title=tr("Settings"), sign="settings", factory=pages.settings),
    ]
