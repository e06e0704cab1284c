"""The commands, one module for each family."""

from shopcare.cli.command import Command


def all_commands() -> tuple[Command, ...]:
    """List every command in the order of the help."""
    from shopcare.cli.commands import (
        calendar,
        calls,
        cases,
        clock,
        close_day,
        customers,
        exchange,
        papers,
        purchases,
        search,
        shop,
    )

    return (
        *shop.COMMANDS,
        *exchange.COMMANDS,
        *search.COMMANDS,
        *customers.COMMANDS,
        *purchases.COMMANDS,
        *cases.COMMANDS,
        *calls.COMMANDS,
        *calendar.COMMANDS,
        *clock.COMMANDS,
        *papers.COMMANDS,
        *close_day.COMMANDS,
    )
