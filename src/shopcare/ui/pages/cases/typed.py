"""What was typed into the forms of steps and not saved yet, by case and step."""

from collections.abc import Set

from shopcare.ui.pages.cases.parts import Content
from shopcare.ui.pages.cases.step_bar import MOVE


class Typed:
    """Lets a clerk look at another case, or be interrupted, and find the form as it was."""

    def __init__(self) -> None:
        self._forms: dict[tuple[int, str], Content] = {}

    def keep(self, case_id: int, key: str, content: Content) -> None:
        """Keep what the form of a step holds; it is the last one of its case."""
        self._forms.pop((case_id, key), None)
        self._forms[case_id, key] = content

    def forget(self, case_id: int, key: str) -> None:
        """Let a form go: it is left on purpose, or nothing is typed into it."""
        self._forms.pop((case_id, key), None)

    def forget_done(self, case_id: int, key: str) -> None:
        """Let a form go that was carried out, after a move those of the moves not taken too."""
        self.forget(case_id, key)
        moves = [form for form in self._forms if form[0] == case_id and form[1].startswith(MOVE)]
        for form in moves if key.startswith(MOVE) else ():
            self.forget(*form)

    def of(self, case_id: int, key: str) -> Content | None:
        """Give what a form held."""
        return self._forms.get((case_id, key))

    def last_key(self, case_id: int, keys: Set[str]) -> str | None:
        """Tell which form of a case was typed into last, of those that may be opened now."""
        typed = [key for case, key in self._forms if case == case_id and key in keys]
        return typed[-1] if typed else None

    def plain(self) -> list[list[object]]:
        """Give everything as plain values, to be kept in the shop file."""
        return [[case_id, key, content] for (case_id, key), content in self._forms.items()]

    def restore(self, plain: object) -> None:
        """Take back what ``plain`` gave; what another version wrote otherwise is left out."""
        for entry in plain if isinstance(plain, list) else []:
            match entry:
                case [int(case_id), str(key), dict(content)]:
                    self.keep(case_id, key, content)
