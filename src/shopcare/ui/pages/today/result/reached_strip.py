"""The customer was reached: satisfaction with one key, mood and a remark if wanted."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QWidget

from shopcare.domain.calls.callback import Mood, TryDraft
from shopcare.ui.kit.fields.text_fields import LineEdit
from shopcare.ui.kit.forms.bound_form import FieldSpec, Typed
from shopcare.ui.kit.layout.box_layouts import STRETCH, add_items, row_layout
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.shortcuts import ButtonKey
from shopcare.ui.kit.style.tokens import SPACE_S, Meaning
from shopcare.ui.kit.widgets.buttons import KeyButton, plain_button
from shopcare.ui.kit.words.i18n import label, tr
from shopcare.ui.pages.today.result.strip import Shown, Strip

NARROWEST: Final = 72


class ReachedStrip(Strip):
    """1 to 5 save; Enter saves without an answer (G-10); 2 and less ask for the reason (G-11)."""

    def __init__(self, unsatisfied_at_most: int, scope: QWidget) -> None:
        """Make the strip.

        Args:
            unsatisfied_at_most: answers up to this need a reason.
            scope: the number keys work while the focus is in it.
        """
        super().__init__(tr("How satisfied is the customer?"))
        self._limit = unsatisfied_at_most
        self._satisfaction: int | None = None
        self.rating_buttons = [self._rating(n, words, scope) for n, words in _ratings()]
        self.mood_buttons = {mood: self._mood_button(mood) for mood in Mood}
        self.remark_edit = LineEdit(placeholder=tr("Note"))
        self.remark_edit.setAccessibleName(tr("Note"))
        self.make(FieldSpec("note", "", self.remark_edit))
        self._lay_out()
        self.finish("", main=False)
        self._say_what_is_saved()
        self.remark_edit.returnPressed.connect(self._on_save)

    def _lay_out(self) -> None:
        ratings = row_layout(None, SPACE_S, *self.rating_buttons)
        mood = Caption(tr("Mood"), wrap=False)
        moods = row_layout(None, SPACE_S, mood, *self.mood_buttons.values(), STRETCH)
        add_items(self._layout, ratings, moods, self.remark_edit)

    def _rating(self, number: int, words: str, scope: QWidget) -> KeyButton:
        meaning = Meaning.RED if number <= self._limit else None
        button = KeyButton(words, str(number), None, meaning)
        button.setMinimumWidth(NARROWEST)
        button.setCheckable(True)
        button.setProperty("number", number)
        ButtonKey(str(number), button, scope)
        ButtonKey(f"Alt+{number}", button, scope)  # also while the remark is being typed
        button.clicked.connect(self._on_rating)
        return button

    def _mood_button(self, mood: Mood) -> QPushButton:
        button = plain_button(label(mood))
        button.setCheckable(True)
        button.setToolTip(_advice()[mood])
        button.setProperty("mood", mood.value)
        button.clicked.connect(self._on_mood)
        return button

    def begin(self, shown: Shown) -> None:
        """Begin with nothing answered; the next key may be the answer."""
        super().begin(shown)
        self.save_button.setFocus()

    def typed(self) -> Typed:
        """Give the remark, the answer and the mood."""
        return {**super().typed(), "satisfaction": self._satisfaction, "mood": self._mood()}

    def restore(self, typed: Typed) -> None:
        """Show remark, answer and mood again."""
        super().restore(typed)
        answer = typed.get("satisfaction")
        self._satisfaction = answer if isinstance(answer, int) else None
        for button in self.rating_buttons:
            button.setChecked(button.property("number") == self._satisfaction)
        for mood, mood_button in self.mood_buttons.items():
            mood_button.setChecked(mood == typed.get("mood"))
        self._say_what_is_saved()

    def _mood(self) -> Mood | None:
        pressed = (mood for mood, button in self.mood_buttons.items() if button.isChecked())
        return next(pressed, None)

    def _say_what_is_saved(self) -> None:
        plain = tr("Save without an answer  (Enter)")
        self.save_button.setText(plain if self._satisfaction is None else tr("Save  (Enter)"))

    @Slot()
    def _on_rating(self) -> None:
        self._satisfaction = int(self.sender().property("number"))
        for button in self.rating_buttons:
            button.setChecked(button.property("number") == self._satisfaction)
        self._say_what_is_saved()
        self.edited.emit()
        if self._satisfaction <= self._limit and not self.remark_edit.text().strip():
            # G-11: an unsatisfied customer is asked for the reason before anything is saved
            self.show_refusal(tr("What is the customer not satisfied with? Write it, then Enter."))
        else:
            self._on_save()

    @Slot()
    def _on_mood(self) -> None:
        pressed = self.sender()
        for button in self.mood_buttons.values():
            if button is not pressed:
                button.setChecked(False)
        self.edited.emit()

    def what(self) -> TryDraft:
        """Give the answer, the mood and the remark."""
        return replace(self.draft(), satisfaction=self._satisfaction, mood=self._mood())


def _ratings() -> list[tuple[int, str]]:
    return [
        (1, tr("Very poor")),
        (2, tr("Poor")),
        (3, tr("Fair")),
        (4, tr("Good")),
        (5, tr("Very good")),
    ]


def _advice() -> dict[Mood, str]:
    """Say what to do with each mood (C-11)."""
    return {
        Mood.WARM: tr("May ask more, may invite friends"),
        Mood.NEUTRAL: tr("Keep to the purpose of the call"),
        Mood.IMPATIENT: tr("End quickly: the free services and the hotline"),
    }
