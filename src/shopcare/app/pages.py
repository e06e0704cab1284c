"""The table of pages: what the bar on the left shows, in its order."""

from shopcare.ui.kit import shortcuts
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.navigation import Page, PageSpec
from shopcare.ui.kit.words.i18n import tr


class _Pages:
    """Makes each page when it is first wanted; the modules are loaded then, too."""

    def __init__(self, context: PageContext) -> None:
        self._context = context

    def today(self) -> Page:
        from shopcare.ui.pages.today.page import TodayPage

        return TodayPage(self._context)

    def intake(self) -> Page:
        from shopcare.ui.pages.intake.page import IntakePage

        return IntakePage(self._context)

    def cases(self) -> Page:
        from shopcare.ui.pages.cases.page import CasesPage

        return CasesPage(self._context)

    def customers(self) -> Page:
        from shopcare.ui.pages.customers.page import CustomersPage

        return CustomersPage(self._context)

    def calendar(self) -> Page:
        from shopcare.ui.pages.calendar.page import CalendarPage

        return CalendarPage(self._context)

    def day_close(self) -> Page:
        from shopcare.ui.pages.day_close.page import DayClosePage

        return DayClosePage(self._context)

    def imports(self) -> Page:
        from shopcare.ui.pages.imports.page import ImportsPage

        return ImportsPage(self._context)

    def policy(self) -> Page:
        from shopcare.ui.pages.policy.page import PolicyPage

        return PolicyPage(self._context)

    def settings(self) -> Page:
        from shopcare.ui.pages.settings.page import SettingsPage

        return SettingsPage(self._context)

    def help(self) -> Page:
        from shopcare.ui.pages.help.page import HelpPage

        specs = (*_counter_pages(self), *_shop_pages(self))
        return HelpPage([(spec.key, spec.title) for spec in specs])


def page_specs(context: PageContext) -> list[PageSpec]:
    """List the pages; the first opens at the start."""
    pages = _Pages(context)
    spec = PageSpec(
        key="help", title=tr("Help"), sign="info", shortcut=shortcuts.HELP, factory=pages.help
    )
    return [*_counter_pages(pages), *_shop_pages(pages), spec]


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
            shortcut=shortcuts.CALENDAR,
            factory=pages.calendar,
        ),
        PageSpec(
            key="day_close",
            title=tr("Day close"),
            sign="list-checks",
            shortcut=shortcuts.DAY_CLOSE,
            factory=pages.day_close,
        ),
        PageSpec(
            key="imports",
            title=tr("Import"),
            sign="upload",
            shortcut=shortcuts.IMPORT,
            factory=pages.imports,
        ),
        PageSpec(
            key="settings",
            title=tr("Settings"),
            sign="settings",
            shortcut=shortcuts.SETTINGS,
            factory=pages.settings,
        ),
        PageSpec(
            key="policy",
            title=tr("Policy"),
            sign="file-text",
            shortcut=shortcuts.POLICY,
            factory=pages.policy,
            below="settings",
        ),
    ]
