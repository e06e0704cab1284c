"""Every key of the window, in one table, so that no two pages claim the same one."""

from typing import Final

TODAY: Final = "F2"
INTAKE: Final = "F3"
CASES: Final = "F4"
CUSTOMERS: Final = "F5"
FIND: Final = ("F7", "Ctrl+F")
DAY_CLOSE: Final = "F8"
SWITCH_STAFF: Final = "F12"
UNDO: Final = "Ctrl+Z"
"""Only while no field is being edited; a field undoes its own typing first."""
MAIN_ACTION: Final = "Ctrl+Return"
"""Presses the main action of the page that is shown."""
COPY: Final = "Ctrl+C"
