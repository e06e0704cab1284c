"""What was typed into the forms of steps and not saved yet, by case."""

from typing import Any

from shopcare.ui.cases.parts import Content


class Typed:
    """Lets a clerk look at another case, or be interrupted, and find the form as it was."""

    def __init__(self) -> None:
        self._forms: dict[int, tuple[str, Content]] = {}

    def keep(self, case_id: int, key: str, content: Content) -> None:
        """Keep what a case's form holds."""
        self._forms[case_id] = (key, content)

    def forget(self, case_id: int) -> None:
        """Let a case's form go: it is saved, or left on purpose."""
        self._forms.pop(case_id, None)

    def of(self, case_id: int, key: str) -> Content | None:
        """Give what a form held."""
        kept = self._forms.get(case_id)
        return kept[1] if kept is not None and kept[0] == key else None

    def last_key(self, case_id: int) -> str | None:
        """Tell which form of a case was open."""
        kept = self._forms.get(case_id)
        return kept[0] if kept is not None else None

    def plain(self) -> list[list[Any]]:
        """Give everything as plain values, to be kept in the shop file."""
        return [[case_id, key, content] for case_id, (key, content) in self._forms.items()]

    def restore(self, plain: object) -> None:
        """Take back what ``plain`` gave at another time."""
        if isinstance(plain, list):
            self._forms = {int(case_id): (str(key), dict(kept)) for case_id, key, kept in plain}
