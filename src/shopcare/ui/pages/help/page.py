"""Help: what the page that was shown is for, its keys, the rules behind it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from shopcare.ui.kit.fields.choice_fields import ChoiceBox
from shopcare.ui.kit.layout.box_layouts import add_items, column_layout, line_of
from shopcare.ui.kit.layout.card import Caption, Card, SectionTitle, Words
from shopcare.ui.kit.layout.containers import TallArea
from shopcare.ui.kit.navigation import Page
from shopcare.ui.kit.style.tokens import SPACE_M, SPACE_S, SPACE_XL
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.help.topics import EVERYWHERE, TOPICS


class HelpPage(Page):
    """Shows one topic; another is chosen from the box."""

    def __init__(self, titles: Sequence[tuple[str, str]]) -> None:
        """Show the first topic.

        Args:
            titles: the pages in their order, each as (key, title).
        """
        super().__init__(tr("Help"))
        self.page_box = ChoiceBox([(key, title) for key, title in titles if key in TOPICS])
        self.page_box.setAccessibleName(tr("Page"))
        self._place = QWidget()
        column_layout(self._place, SPACE_M)
        self.card = Card()
        add_items(self.body, line_of(self.page_box), (TallArea(self._place), 1))
        self.page_box.edited.connect(self._show_topic)
        self._show_topic()

    def shown_after(self, key: str) -> None:
        """Show what there is to say of the page that was shown before."""
        self.page_box.set_value(key)

    def focus_first(self) -> None:
        """Put the focus on the choice of the page."""
        self.page_box.setFocus()

    @Slot()
    def _show_topic(self) -> None:
        topic = TOPICS[self.page_box.value()]
        layout = self._place.layout()
        assert layout is not None
        self.card.deleteLater()
        layout.removeWidget(self.card)
        self.card = Card()
        self.card.body.addWidget(Words(tr(topic.purpose)))
        own = dict(topic.keys)  # what a key does here comes before what it does everywhere
        elsewhere = [(key, words) for key, words in EVERYWHERE if key not in own]
        keys = [(key, tr(words)) for key, words in (*topic.keys, *elsewhere)]
        self._add(tr("Keys"), keys)
        if topic.rules:
            self._add(tr("Rules"), [(rule, tr(words)) for rule, words in topic.rules])
        self.card.body.addStretch(1)
        layout.addWidget(self.card)

    def _add(self, title: str, lines: Sequence[tuple[str, str]]) -> None:
        self.card.body.addWidget(SectionTitle(title))
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_XL)
        grid.setVerticalSpacing(SPACE_S)
        grid.setColumnStretch(1, 1)
        for row, (name, words) in enumerate(lines):
            grid.addWidget(Caption(name, wrap=False), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Words(words), row, 1)
        self.card.body.addLayout(grid)
