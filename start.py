#!/usr/bin/env python3
"""Sets ShopCare up beside this file and runs it.

    python3 start.py              opens the sample shop (without a screen: pictures and PDFs)
    python3 start.py test         sets up everything for development and runs the tests
    python3 start.py check        the tests and the static checks
    python3 start.py bench        measures this PC on a made-up shop
    python3 start.py window       opens your own shop
    python3 start.py WORDS …      any ShopCare command, for example: find 8000, --help

Needs Python 3.11 or newer and nothing else; packages go into the folder .venv here, so that the
system's own Python is left alone.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
SCRIPTS = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
STAMP = ENVIRONMENT / "installed-for.json"
LOCKS = HERE / "requirements"
ALL_LOCKS = ("build", "run", "dev")
# Nothing but the locked files is taken; lunar-python has no wheel.
HASHED = ("--require-hashes", "--only-binary=:all:", "--no-binary=lunar-python")
CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports",),
)
ALSO_ENCRYPTED = ("tests/services/test_check.py",)


def main(words: list[str]) -> int:
    """Set up, then do what the words say."""
    if sys.version_info < (3, 11):  # noqa: UP036 — this file runs before anything is installed
        sys.exit(f"ShopCare needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    testing = words[:1] in (["test"], ["check"])
    install_system_libraries(window=not testing)
    make_environment(development=testing or words[:1] == ["bench"])
    if testing:
        status = run_tests(words[1:])
        return status or (run_checks() if words[0] == "check" else 0)
    return shopcare(words)


def make_environment(*, development: bool) -> None:
    """Make the environment and install the project into it, unless that was done for this state.

    Other locked versions mean a new environment, so that nothing old is left in it.
    """
    locked = "".join((LOCKS / f"{name}.txt").read_text("utf-8") for name in ALL_LOCKS)
    state = {
        "locked": hashlib.sha256(locked.encode()).hexdigest(),
        "project": (HERE / "pyproject.toml").read_text("utf-8"),
    }
    there = json.loads(STAMP.read_text("utf-8")) if PYTHON.exists() and STAMP.exists() else {}
    fresh = there.get("locked") != state["locked"]
    full = not fresh and there["development"]
    enough = not fresh and full >= development
    if enough and there["project"] == state["project"]:
        return
    print("Setting up; this takes a minute or two the first time …", flush=True)
    if fresh:
        create_environment()
        install(*HASHED, "--requirement", str(LOCKS / "build.txt"))
    if not enough:
        install(*HASHED, "--requirement", str(LOCKS / ("dev.txt" if development else "run.txt")))
    install("--no-deps", "--editable", ".")
    STAMP.write_text(json.dumps({**state, "development": full or development}), "utf-8")


def create_environment() -> None:
    """Make an empty environment in the place of any old one."""
    try:
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
    except (subprocess.CalledProcessError, OSError, SystemExit):
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        sys.exit(
            "This Python cannot make an environment of its own. On Debian and Ubuntu:\n"
            f"  sudo apt-get install -y python{version}-venv"
        )


def install(*words: str) -> None:
    """Let pip install something; what must be built is built with the locked tools."""
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.run([*pip, "--no-build-isolation", *words], cwd=HERE, check=False).returncode:
        sys.exit("The packages could not be installed; see above. Is this PC online right now?")


def install_system_libraries(*, window: bool) -> None:
    """Name the system libraries that Qt lacks here; as root on Debian, install them."""
    screen = load_screen_module()
    missing = screen.missing_packages(window=window and screen.has_screen())
    if not missing:
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing system libraries:", *missing, flush=True)
        subprocess.run(["apt-get", "update"], stdout=subprocess.DEVNULL, check=False)
        if subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode == 0:
            return
    sys.exit("Some system libraries are missing. Please run:\n  sudo " + " ".join(command))


def load_screen_module():
    """Load what knows the needed system libraries, before the project is installed."""
    import importlib.util

    path = HERE / "src" / "shopcare" / "app" / "screen.py"
    spec = importlib.util.spec_from_file_location("screen", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def shopcare(words: list[str]) -> int:
    """Run a ShopCare command; without words, the sample shop."""
    words = words or ["demo"]
    if words[0] == "window":  # the program's own way: no command opens the window
        words = words[1:]
    return subprocess.run([PYTHON, "-m", "shopcare", *words], check=False).returncode


def run_tests(words: list[str]) -> int:
    """Run the tests, on both cores, without needing a screen."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    # Without it each program that a test starts would compile all that it imports once more.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = str(ENVIRONMENT / "bytecode")
    command = [PYTHON, "-m", "pytest", *(words or ["-n", "2", "-q"])]
    return subprocess.run(command, cwd=HERE, env=environment, check=False).returncode


def run_checks() -> int:
    """Run the static checks: style, types, who may import whom, translations, locked versions."""
    commands = [[SCRIPTS / name, *words] for name, *words in CHECKS]
    commands += [[PYTHON, f"tools/{tool}.py", "check"] for tool in ("languages", "lock")]
    statuses = [subprocess.run(one, cwd=HERE, check=False).returncode for one in commands]
    return int(any(statuses)) or run_encrypted()


def run_encrypted() -> int:
    """Run a few tests on encrypted shops; with the same variable any others can be run so."""
    environment = {**os.environ, "SHOPCARE_TEST_ENCRYPTED": "1"}
    command = [PYTHON, "-m", "pytest", "-q", *ALSO_ENCRYPTED]
    return subprocess.run(command, cwd=HERE, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
