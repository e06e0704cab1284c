"""Installs the program under Wine, upgrades it over a shop in use, tries it, and removes it."""

import hashlib
import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from report import Found
from wine import Wine, screen, windows_path

STILL_RUNNING: Final = 3
"""The installer's exit status where the window is open, see installer.nsi."""
SHOP: Final = "明亮眼镜"
OF_AN_OLDER_VERSION: Final = "module_that_is_gone.pyd"
LONGEST_SECONDS: Final = 300
"""For a window to open or to close; PCs that build have other things to do."""


class Trial:
    """One installed program and its shop."""

    def __init__(self, wine: Wine, display: str) -> None:
        """Take the Windows and the screen; an earlier trial's shop is removed."""
        self.wine, self.display = wine, display
        users = wine.folder / "drive_c" / "users"
        local = users / os.environ.get("USER", "root") / "AppData" / "Local"
        self.program, self.data = local / "Programs" / "ShopCare", local / "ShopCare"
        shutil.rmtree(self.data, ignore_errors=True)

    def install(self, installer: Path) -> int:
        """Install or upgrade without a question; give the exit status."""
        return self.wine.run([windows_path(installer), "/S"], display=self.display)[0]

    def command(self, *words: str) -> tuple[int, str]:
        """Run the installed program's command line."""
        cli = windows_path(self.program / "shopcare-cli.exe")
        return self.wine.run([cli, *words], display=self.display)

    def open_window(self) -> "subprocess.Popen[str]":
        """Open the installed program's window on its shop."""
        running = self.wine.start(
            [windows_path(self.program / "ShopCare.exe")], display=self.display
        )
        wait_for((self.data / "window.lock").exists, "the window")
        return running

    def remove(self) -> int:
        """Remove the program without a question."""
        uninstaller = windows_path(self.program / "uninstall.exe")
        words = [uninstaller, "/S", f"_?={windows_path(self.program)}"]  # to be waited for
        return self.wine.run(words, display=self.display)[0]


def try_installed(wine: Wine, before: Path, installer: Path) -> Iterator[Found]:
    """Go the way of a shop: install, use, upgrade, remove.

    Args:
        wine: the Windows.
        before: the installer of the version before.
        installer: that of this version.
    """
    with screen() as display:
        trial = Trial(wine, display)
        status = trial.install(before)
        yield Found(what="the version before is installed", figure=before.name, fine=status == 0)
        status, said = trial.command("init", "--trade", "optical", "--name", SHOP)
        yield Found(what="a shop is begun", fine=status == 0, said=said)
        yield from upgrade(trial, installer)
        yield from try_itself(trial)
        yield from remove(trial)


def upgrade(trial: Trial, installer: Path) -> Iterator[Found]:
    """Upgrade while the window is open, which must change nothing, and once it is closed."""
    (trial.program / "_internal" / OF_AN_OLDER_VERSION).touch()
    window, program = trial.open_window(), contents(trial.program)
    status = trial.install(installer)
    yield Found(
        what="with an open window the installer gives up",
        figure=f"exit status {status}",
        fine=status == STILL_RUNNING,
    )
    yield Found(
        what="it has changed nothing, and the window is still open",
        fine=contents(trial.program) == program and window.poll() is None,
    )
    trial.wine.run(["taskkill", "/IM", "ShopCare.exe"], display=trial.display)  # asks it to close
    wait_for(lambda: window.poll() is not None, "the end of the window")
    data = contents(trial.data)
    status = trial.install(installer)
    yield Found(what="after that it upgrades", figure=f"exit status {status}", fine=status == 0)
    yield Found(
        what="the shop's data is the same byte for byte",
        figure=f"{len(data)} files",
        fine=contents(trial.data) == data and "shop.db" in data,
    )
    stayed = (trial.program / "_internal" / OF_AN_OLDER_VERSION).exists()
    yield Found(what="nothing of the older version stayed", fine=not stayed)


def try_itself(trial: Trial) -> Iterator[Found]:
    """Have the installed program try itself, and check the shop that was upgraded."""
    status, said = trial.command("self-test", "--json")
    # a screen that goes says so behind the answer
    tried, _ = json.JSONDecoder().raw_decode(said, max(said.find("{"), 0))
    for one in tried["tried"]:
        yield Found(
            what=f"self-test: {one['key']}",
            figure=str(one["count"]),
            fine=not one["problem"],
            said=one["problem"],
        )
    status, said = trial.command("check", "--json")
    yield Found(what="the upgraded shop is in order", fine=status == 0, said=said)


def remove(trial: Trial) -> Iterator[Found]:
    """Remove the program; the shop's data must stay."""
    data = contents(trial.data)
    status = trial.remove()
    left = [name for name in contents(trial.program) if name != "uninstall.exe"]  # it is running
    yield Found(
        what="the program is removed",
        figure=", ".join(left[:3]),
        fine=status == 0 and not left,
    )
    yield Found(what="the shop's data is left alone", fine=contents(trial.data) == data)


def contents(folder: Path) -> dict[str, str]:
    """Give the digest of every file below a folder."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def wait_for(is_true: Callable[[], bool], what: str) -> None:
    """Wait until something is true.

    Raises:
        SystemExit: it takes too long.
    """
    until = time.monotonic() + LONGEST_SECONDS
    while not is_true():
        if time.monotonic() > until:
            raise SystemExit(f"Waited for {what} in vain.")
        time.sleep(0.2)
