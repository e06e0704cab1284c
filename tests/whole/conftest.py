"""What every test of the whole program is given."""

from pathlib import Path

import pytest

from building.command_line import CommandLine, new_command_line


@pytest.fixture
def shop_cli(tmp_path: Path) -> CommandLine:
    return new_command_line(tmp_path)
