"""The commands. Each module registers its own: whatever stands here in a file is found.

A module lists its commands as ``COMMANDS``; where it shares their first word with others, one of
them gives the word's help as ``GROUPS``. No module imports a service before its command is
carried out, so that help and each single command start fast.
"""

import importlib
import pkgutil
from functools import cache
from types import ModuleType

from shopcare.cli.command import Command, Group


def all_commands() -> tuple[Command, ...]:
    """List every command in the order of the help."""
    found = (command for module in _modules() for command in getattr(module, "COMMANDS", ()))
    return tuple(sorted(found, key=lambda command: command.words))


def all_groups() -> tuple[Group, ...]:
    """List the first words that several commands share."""
    return tuple(group for module in _modules() for group in getattr(module, "GROUPS", ()))


@cache
def _modules() -> tuple[ModuleType, ...]:
    """Import the modules of this package; a frozen program lists them as a folder does."""
    found = pkgutil.walk_packages(__path__, f"{__name__}.")
    return tuple(importlib.import_module(one.name) for one in found)
