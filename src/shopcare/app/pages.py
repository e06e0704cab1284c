"""The table of pages: what the bar on the left shows, in its order."""

from collections.abc import Callable
from importlib import import_module
from typing import Final, NamedTuple

from shopcare.language.catalog import mark
from shopcare.ui.kit import shortcuts
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.navigation import Page, PageSpec
from shopcare.ui.kit.words.i18n import tr


class _Entry(NamedTuple):
    """One page; its package in ``ui.pages`` has the same key."""

    key: str
    title: str
    sign: str
    shortcut: str
    page: str
    """The name of its class."""
    opens: frozenset[str] = frozenset()
    """See ``PageSpec``."""
    below: str = ""
    """Likewise."""


_PAGES: Final = (
    # what is wanted while customers come and call
    _Entry("today", mark("Today"), "phone", shortcuts.TODAY, "TodayPage", frozenset({"callback"})),
    _Entry("intake", mark("Intake"), "clipboard-pen", shortcuts.INTAKE, "IntakePage"),
    _Entry(
        "cases",
        mark("Cases"),
        "clipboard-list",
        shortcuts.CASES,
        "CasesPage",
        frozenset({"case", "missing_facts", "photos"}),
    ),
    _Entry(
        "customers",
        mark("Customers"),
        "users",
        shortcuts.CUSTOMERS,
        "CustomersPage",
        frozenset({"customer", "purchase", "duplicates"}),
    ),
    # what is wanted once a day or now and then
    _Entry(
        "registers",
        mark("Registers"),
        "file-spreadsheet",
        shortcuts.REGISTERS,
        "RegistersPage",
        frozenset({"suggestion", "authority", "reaction", "recall"}),
    ),
    _Entry("calendar", mark("Calendar"), "calendar", shortcuts.CALENDAR, "CalendarPage"),
    _Entry("day_close", mark("Day close"), "list-checks", shortcuts.DAY_CLOSE, "DayClosePage"),
    _Entry("imports", mark("Import"), "upload", shortcuts.IMPORT, "ImportsPage"),
    _Entry("settings", mark("Settings"), "settings", shortcuts.SETTINGS, "SettingsPage"),
    _Entry("policy", mark("Policy"), "file-text", shortcuts.POLICY, "PolicyPage", below="settings"),
)


def page_specs(context: PageContext) -> list[PageSpec]:
    """List the pages; the first opens at the start, the modules of each are loaded with it."""
    specs = [
        PageSpec(
            key=entry.key,
            title=tr(entry.title),
            sign=entry.sign,
            shortcut=entry.shortcut,
            factory=_factory(entry, context),
            opens=entry.opens,
            below=entry.below,
        )
        for entry in _PAGES
    ]

    def help_page() -> Page:
        from shopcare.ui.pages.help.page import HelpPage

        return HelpPage([(spec.key, spec.title) for spec in specs])

    title = tr("Help")
    about = PageSpec(
        key="help", title=title, sign="info", shortcut=shortcuts.HELP, factory=help_page
    )
    return [*specs, about]


def _factory(entry: _Entry, context: PageContext) -> Callable[[], Page]:
    def make() -> Page:
        page = getattr(import_module(f"shopcare.ui.pages.{entry.key}.page"), entry.page)(context)
        assert isinstance(page, Page)
        return page

    return make
