"""The names of the sections, and beside them one section at a time, made when first wanted."""

from importlib import import_module
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from shopcare.domain.shop.settings import ShopSettings
from shopcare.ui.kit.context.draft_autosave import DraftAutosave, DraftKey
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.layout.box_layouts import column_layout
from shopcare.ui.kit.layout.card import Card
from shopcare.ui.kit.layout.containers import ResponsiveSplitter, ShownStack, TallArea
from shopcare.ui.kit.lists.row_list import RowContent, RowList
from shopcare.ui.kit.style.tokens import ROW, SPACE_XL
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.settings.sections import (
    TITLES,
    HoursSection,
    PapersSection,
    Section,
    ShelvesSection,
    Subject,
    calls_section,
    screen_section,
    shop_section,
)
from shopcare.ui.pages.settings.staff_section import StaffSection

LIST_WIDTH: Final = 280
FORM_WIDTH: Final = 640


_WITH_VIEWS: Final = {
    Subject.BACKUP: "BackupSection",
    Subject.ENCRYPTION: "EncryptionSection",
    Subject.PRIVACY: "PrivacySection",
    Subject.LOG_IN: "LogInSection",
    Subject.LOG: "LogSection",
    Subject.BIN: "BinSection",
}
"""Those that show more than settings; each has a module of its own, loaded when it is wanted."""


def make_section(subject: Subject, context: PageContext) -> Section:
    """Make the form of a subject; the staff has a page of its own."""
    if (name := _WITH_VIEWS.get(subject)) is not None:
        module = import_module(f"shopcare.ui.pages.settings.{subject}_section")
        section = getattr(module, name)(context)
        assert isinstance(section, Section)
        return section
    if subject is Subject.PLACE:
        from shopcare.ui.pages.settings.place_section import PlaceSection  # loads the almanac

        return PlaceSection()
    makers = {
        Subject.SHOP: shop_section,
        Subject.HOURS: HoursSection,
        Subject.CALLS: calls_section,
        Subject.SCREEN: screen_section,
        Subject.PAPERS: PapersSection,
        Subject.SHELVES: ShelvesSection,
    }
    return makers[subject]()


class SectionList(QWidget):
    """Chooses a section; tells which of them hold what is not saved."""

    chosen = Signal(str)
    """Another section is looked at."""
    edited = Signal()
    """Something was typed or chosen in a section."""

    def __init__(self, context: PageContext, autosave: DraftAutosave) -> None:
        super().__init__()
        self._context = context
        self._settings = context.shop.settings
        self._autosave = autosave
        self.sections: dict[Subject, Section] = {}
        """Those that were made."""
        self.staff = StaffSection(context, autosave)
        self.subject = Subject.SHOP
        self.rows: RowList[Subject] = RowList(self._look, str, lead_width=0)
        self.rows.setAccessibleName(tr("Sections"))
        self.rows.setMinimumHeight(len(Subject) * ROW + 2)
        self._stack = ShownStack()
        card = Card()
        card.body.addWidget(self._stack)
        column_layout(
            self, None, ResponsiveSplitter(self.rows, card, fixed=(LIST_WIDTH, 0), gap=SPACE_XL)
        )
        self._frames: dict[Subject, QWidget] = {Subject.STAFF: self.staff}
        self._stack.addWidget(self.staff)
        self.rows.set_entries(tuple(Subject))
        self.rows.current_changed.connect(self._on_current)
        self.staff.edited.connect(self._on_edited)
        self.choose(Subject.SHOP)

    def section(self, subject: Subject) -> Section:
        """Give a section, making it if this is the first time."""
        found = self.sections.get(subject)
        if found is None:
            found = self.sections[subject] = make_section(subject, self._context)
            found.load(self._settings)
            self._autosave.watch(DraftKey(subject), found)
            if subject is not Subject.LOG:
                found.setMaximumWidth(FORM_WIDTH)
            found.edited.connect(self._on_edited)
            frame = TallArea(found)
            frame.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            frame.viewport().setAutoFillBackground(False)
            found.setAutoFillBackground(False)  # the card's own ground shows through
            self._frames[subject] = frame
            self._stack.addWidget(frame)
        return found

    def choose(self, subject: Subject) -> None:
        """Look at a section."""
        if subject is not Subject.STAFF:
            self.section(subject)
        self.subject = subject
        self._stack.setCurrentWidget(self._frames[subject])
        self.rows.select_key(subject)

    def show_settings(self, settings: ShopSettings, *, anew: bool = False) -> None:
        """Show what is set; what is half typed stays, unless it is shown ``anew``."""
        self._settings = settings
        for section in self.sections.values():
            if anew or not section.is_changed():
                section.load(settings)
        self._refresh()

    def changed_sections(self) -> list[Section]:
        """Give the sections in which something is not saved."""
        return [section for section in self.sections.values() if section.is_changed()]

    def subject_of(self, field: str) -> Subject | None:
        """Find the section that shows a field, among those that were made."""
        found = (subject for subject, one in self.sections.items() if one.has_field(field))
        return next(found, None)

    def _is_changed(self, subject: Subject) -> bool:
        if subject is Subject.STAFF:
            return self.staff.form.is_changed()
        return subject in self.sections and self.sections[subject].is_changed()

    def _look(self, subject: Subject) -> RowContent:
        return RowContent(
            title=tr(TITLES[subject]),
            detail=tr("not saved") if self._is_changed(subject) else "",
        )

    def _refresh(self) -> None:
        self.rows.set_entries(tuple(Subject))

    @Slot(object)
    def _on_current(self, subject: Subject | None) -> None:
        if subject is not None and subject is not self.subject:
            self.choose(subject)
            self.chosen.emit(subject)

    @Slot()
    def _on_edited(self) -> None:
        self._refresh()
        self.edited.emit()
