"""Understands a command line, carries it out, and ends with the right status."""

import sys
from collections.abc import Sequence

from shopcare.cli.arguments import build_parser, joined, language_asked
from shopcare.cli.commands import all_commands, all_groups
from shopcare.cli.files import path_of
from shopcare.cli.session import Doors, Session
from shopcare.cli.speech import (
    has_reader_gone,
    say_error,
    silence_stdout,
    speak_utf8,
    system_language,
)
from shopcare.domain.errors import Refusal, Trouble
from shopcare.language.catalog import catalog

REFUSED = 1
INTERRUPTED = 130


def run(arguments: Sequence[str], doors: Doors) -> int:
    """Carry out one command line.

    Args:
        arguments: what was typed after ``shopcare``.
        doors: what needs a screen.

    Returns:
        0 done, 1 refused or not found, 2 wrong use, 130 interrupted.
    """
    speak_utf8()
    try:
        status = _run(arguments, doors)
        sys.stdout.flush()
    except OSError as error:
        if not has_reader_gone(error):
            raise
        silence_stdout()
        return REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except SystemExit as ended:  # argparse: help, version, wrong use
        return ended.code if isinstance(ended.code, int) else 2
    return status


def _run(arguments: Sequence[str], doors: Doors) -> int:
    words = catalog(language_asked(arguments) or system_language())
    commands = all_commands()
    typed = joined(arguments, commands)
    understood = build_parser(words, commands, all_groups(), typed).parse_args(typed)
    session = Session(understood, words, doors)
    try:
        command = session.option("command")
        if command is None:
            return _open_window(session)
        command.run(session)
        session.warn_of_damage()
    except (Refusal, Trouble) as error:
        say_error(session.words, error, as_json=session.as_json, named=session.named)
        return REFUSED
    except Exception as error:
        if isinstance(error, OSError) and has_reader_gone(error):
            raise
        trouble = _known_trouble(session, error) or _our_mistake(error)
        say_error(session.words, trouble, as_json=session.as_json)
        return REFUSED
    finally:
        session.close()
    return session.status


def _open_window(session: Session) -> int:
    given = session.option("data")
    folder = None if given is None else path_of(given)
    return session.doors.open_window(folder, initials=session.option("initials"))


def _our_mistake(error: Exception) -> Trouble:
    """Word a mistake of the program; what customers said is no part of it."""
    from shopcare.system.log import traceback_text

    return Trouble("program_mistake", technical=traceback_text(error))


def _known_trouble(session: Session, error: Exception) -> Trouble | None:
    """Sort out what the disk and the shop file say; None for a mistake of the program."""
    from shopcare.services.troubles import known_trouble

    return known_trouble(error, session.shop_path)
