"""What the rig's steps find, and the table of it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing that a step found out."""

    what: str
    """What should be true."""
    figure: str = ""
    """What was measured."""
    fine: bool = True
    said: str = ""
    """What the program said, shown where it is not fine."""

    def line(self) -> str:
        """Give it as one line of the table."""
        return f"{'yes' if self.fine else 'NO ':3}  {self.what:52}  {self.figure}".rstrip()


def table(found: Iterable[tuple[str, Found]]) -> str:
    """Set what the steps found below each other."""
    return "\n".join(f"{step:10} {one.line()}" for step, one in found)
