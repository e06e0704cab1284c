"""The question before what was typed is given up; the same for every form of the file."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from shopcare.ui.kit.context.dialogs import Dialogs
from shopcare.ui.kit.words.i18n import tr


def ask_to_give_up(
    dialogs: Dialogs, form: QWidget, question: str, then: Callable[[], None]
) -> None:
    """Ask; going on typing is the safe answer.

    Args:
        dialogs: shows the question.
        form: what is given up.
        question: names what was typed.
        then: called where it is given up.
    """
    dialogs.confirm(form, question, action=tr("Give it up"), then=then, keep=tr("Go on typing"))
