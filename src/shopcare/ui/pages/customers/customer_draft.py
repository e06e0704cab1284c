"""What is half typed and not saved: forms that were left, each to be gone on with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

Typed = Mapping[str, object]


class FormKind(StrEnum):
    """The forms of the page."""

    NEW = "new"
    EDIT = "edit"
    PURCHASE = "purchase"


@dataclass(frozen=True, slots=True)
class FormKey:
    """One form: of which kind, and of which customer (0: somebody new)."""

    kind: FormKind
    customer_id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Half:
    """A form as it was left."""

    name: str
    """Whose it is."""
    typed: Typed


class HalfTyped:
    """Holds the forms that were left."""

    def __init__(self) -> None:
        self._halves: dict[FormKey, Half] = {}

    def put(self, key: FormKey, half: Half | None) -> None:
        """Hold a form; None: there is nothing to hold any more."""
        if half is None:
            self._halves.pop(key, None)
        else:
            self._halves[key] = half

    def get(self, key: FormKey) -> Half | None:
        """Give back a form that was left."""
        return self._halves.get(key)

    def all(self) -> dict[FormKey, Half]:
        """Give every form that was left."""
        return dict(self._halves)

    def plain(self) -> list[dict[str, object]]:
        """Give everything as plain values, to be kept in the shop file."""
        return [
            {"kind": key.kind.value, "id": key.customer_id, "name": half.name, "typed": half.typed}
            for key, half in self._halves.items()
        ]

    def restore(self, plain: object) -> None:
        """Take back what ``plain`` gave; what another version wrote otherwise is left out."""
        for entry in plain if isinstance(plain, list) else []:
            match entry:
                case {"kind": str(kind), "id": int(whose), "name": str(name), "typed": dict(typed)}:
                    if kind in list(FormKind):
                        self.put(FormKey(FormKind(kind), whose), Half(name=name, typed=typed))


def without(key: FormKey) -> Callable[[object], object]:
    """Leave a form that is saved out of what the shop file keeps."""

    def rest(plain: object) -> object:
        halves = HalfTyped()
        halves.restore(plain)
        halves.put(key, None)
        return halves.plain()

    return rest
