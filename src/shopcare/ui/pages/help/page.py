"""Help: what the page that was shown is for, its keys, the rules behind it."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from shopcare.language.catalog import mark
from shopcare.ui.kit import shortcuts
from shopcare.ui.kit.fields.choice_fields import ChoiceBox
from shopcare.ui.kit.layout.box_layouts import add_items, column_layout, grid_layout, line_of
from shopcare.ui.kit.layout.card import Caption, Card, SectionTitle, Words
from shopcare.ui.kit.layout.containers import TallArea
from shopcare.ui.kit.navigation import Page
from shopcare.ui.kit.style.tokens import SPACE_M, SPACE_S, SPACE_XL
from shopcare.ui.kit.words.i18n import tr

EVERYWHERE: Final = (
    (" · ".join(shortcuts.FIND), mark("find a customer, a case or a receipt")),
    (shortcuts.MAIN_ACTION_WORDS, mark("press the button that waits on this page")),
    (shortcuts.UNDO, mark("undo what was done last")),
    (shortcuts.SWITCH_STAFF, mark("let somebody else sign in")),
    (shortcuts.LOCK_SCREEN, mark("lock the screen, where PINs are used")),
    (shortcuts.HIDE_PEOPLE, mark("hide other customers, then everything, then nothing")),
    (shortcuts.HELP, mark("this help")),
)


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
        grid = grid_layout(None, SPACE_XL, SPACE_S, stretch=1)
        for row, (name, words) in enumerate(lines):
            grid.addWidget(Caption(name, wrap=False), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Words(words), row, 1)
        self.card.body.addLayout(grid)


class Topic(NamedTuple):
    """One page; all words are still to be translated."""

    purpose: str
    keys: tuple[tuple[str, str], ...] = ()
    rules: tuple[tuple[str, str], ...] = ()
    """Each as (rule, what it says)."""


TOPICS: Final = {
    "today": Topic(
        purpose=mark("Who to call today, when and why; beside it, what was promised for today."),
        keys=(
            ("Enter", mark("go to the results of the call")),
            ("R", mark("reached; then 1 to 5 for satisfaction")),
            ("N · B", mark("no answer; engaged")),
            ("W · M", mark("why today; move the call to another day")),
            (shortcuts.COPY, mark("copy the number")),
        ),
        rules=(
            ("C-13", mark("After three tries without an answer, a manager decides.")),
            ("G-11", mark("An unsatisfied answer needs its reason and reopens the case.")),
            (
                "X-9",
                mark("What is voided by mistake can be undone until something is built on it."),
            ),
        ),
    ),
    "intake": Topic(
        purpose=mark("Record a complaint, a repair, a return, a consultation or guidance."),
        keys=(
            ("Alt+1 … 5", mark("choose the kind")),
            ("Enter", mark("take the customer, then the product, and go on")),
            ("Ctrl+S", mark("save without printing")),
            ("Alt+C", mark("mark the condition of the goods on a sketch")),
        ),
        rules=(
            ("G-2", mark("Missing details never stop a case from being saved.")),
            ("G-3", mark("Within 24 hours the customer is told the steps and the time.")),
        ),
    ),
    "cases": Topic(
        purpose=mark("All cases, and the next step of the one that is chosen."),
        keys=(
            ("Enter", mark("go to the next step; in its form, save it")),
            (shortcuts.MAIN_ACTION_WORDS, mark("take the step and go on to the next one")),
            ("Alt+1 … 4", mark("how the customer was told or agreed")),
            ("Alt+A", mark("tick the whole check list")),
            ("P", mark("show and print the slip")),
            ("Alt+S", mark("show the shelves, and move goods by scanning")),
            ("M", mark("copy the message for the customer; Enter records that it was sent")),
            (shortcuts.COPY, mark("copy the case number")),
            ("Ctrl+V", mark("paste a photo; one that is opened turns with the arrows")),
            ("Esc", mark("leave the form of a step")),
        ),
        rules=(
            ("G-5", mark("Work cannot start before the customer's consent is recorded.")),
            ("G-7", mark("Before goods are ready, the quality check list is ticked.")),
            (
                "G-2",
                mark(
                    "What was not known at intake, the service too, is written down with Correct."
                ),
            ),
            (
                "X-9",
                mark(
                    "What was just voided, corrected or settled can be undone until "
                    "something is built on it."
                ),
            ),
        ),
    ),
    "customers": Topic(
        purpose=mark("The customer file: purchases, cases, calls."),
        keys=(
            ("Enter", mark("open who is found; where nobody is, add a new customer")),
            (shortcuts.PURCHASE, mark("record a purchase")),
            (shortcuts.HAND_OVER, mark("hand over the goods today")),
        ),
        rules=(
            ("C-1", mark("After the goods are handed over, we call to ask how they are in use.")),
            (
                "X-9",
                mark("What is voided by mistake can be undone until something is built on it."),
            ),
        ),
    ),
    "registers": Topic(
        purpose=mark(
            "What customers suggest, what came through 12315 or another authority, adverse "
            "reactions, and batches that are recalled."
        ),
        keys=(("Enter", mark("work on the entry")),),
        rules=(
            ("G-12", mark("A suggestion has an owner, a measure and a day by which it is done.")),
            ("B-6", mark("A suggestion that is taken up is rewarded.")),
            ("L-6", mark("The reply to the authority is due on its day, with an evidence pack.")),
            ("L-9", mark("A reaction is reported in time; the buyers of a batch can be called.")),
        ),
    ),
    "calendar": Topic(
        purpose=mark("Working days, opening days and the official notice."),
        keys=(
            ("Enter", mark("set the day that is chosen")),
            ("Esc", mark("back to the calendar")),
        ),
        rules=(("X-14", mark("What a change would move is shown before it is saved.")),),
    ),
    "day_close": Topic(
        purpose=mark("The round at the end of the day, ticked off; prints the checklist."),
        keys=(("Enter", mark("open what the row is about")),),
    ),
    "imports": Topic(
        purpose=mark("Import and export tables, and see what was imported and what was left out.")
    ),
    "policy": Topic(
        purpose=mark(
            "What the law and the shop promise, and what the shop changes from a given day."
        ),
        keys=(
            ("Enter", mark("go to the fields of the clause that is chosen")),
            (shortcuts.MAIN_ACTION_WORDS, mark("save the change")),
        ),
        rules=(
            ("L-1", mark("The shop's policy can give more than the law, never less.")),
            ("A-18", mark("Where rule books differ, the shop chooses.")),
        ),
    ),
    "settings": Topic(
        purpose=mark("Shop, opening hours, staff, printing and the trade's policy."),
        rules=(("X-14", mark("What a change would move is shown before it is saved.")),),
    ),
}
