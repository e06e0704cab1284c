"""Nothing is left untranslated, and every page opens in every language and theme."""

import importlib
import subprocess
import sys
from collections import Counter as Counted
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from building.shops import make_sample
from shopcare.app.window import Counter, dress
from shopcare.language.catalog import Catalog, languages
from shopcare.language.mo_file import MoFile
from shopcare.services.setup.sample_file import in_language
from shopcare.services.setup.sample_shop import ZONE
from shopcare.services.shop import open_shop
from shopcare.system.clock import SetClock
from shopcare.ui.frame.window import Window
from shopcare.ui.pages.settings.page import SettingsPage
from shopcare.ui.pages.settings.sections import Subject

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 23, 10, 15, tzinfo=ZONE)


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory) -> Path:
    return make_sample(tmp_path_factory.mktemp("sample"), NOW)


def test_every_text_of_the_program_has_its_translation() -> None:
    checked = subprocess.run(
        [sys.executable, "tools/languages.py", "check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    return importlib.import_module("languages")


def test_texts_are_found_wherever_a_call_stands(tool: ModuleType) -> None:
    source = """
f"{tr('One')} {ntr('{n} day', '{n} days', n)} {it.text('Two')} {tr(x)} {no('No')}"
tr("in "
   "two", name=f"{x}")
text[:1] == "'" or text.count("(")
"""
    assert set(tool.literals(source)) == {"One", ("{n} day", "{n} days"), "Two", "in two"}


def test_an_f_string_is_no_text_to_translate(tool: ModuleType) -> None:
    with pytest.raises(ValueError, match="line 2: tr"):
        list(tool.literals("\ntr(f'{x} days')"))


def test_the_compiled_words_are_those_of_the_source(tool: ModuleType) -> None:
    for source in tool.FOLDER.glob("*.po"):
        words = MoFile(source.with_suffix(".mo"))
        for message in filter(lambda one: one.id, tool.load(source)):
            if isinstance(message.id, str):
                assert words.find(message.id) == message.string
            else:
                assert words.find(message.id[0], 1) == message.string[0]


def test_a_number_has_its_form(tool: ModuleType, tmp_path: Path) -> None:
    source = tmp_path / "de.po"
    rule = "nplurals=2; plural=(n != 1);"
    source.write_text(
        f'msgid ""\nmsgstr ""\n"Plural-Forms: {rule}\\n"\n\n'
        'msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "one"\nmsgstr[1] "many"\n\n'
        'msgid "{n} day more"\nmsgstr "more"\n',
        encoding="utf-8",
    )
    tool.compile_catalog(source)
    words = MoFile(source.with_suffix(".mo"))
    assert [words.find("{n} day", n) for n in (0, 1, 2)] == ["many", "one", "many"]
    assert words.find("{n} day more") == "more"
    assert words.find("{n} day mor") is None
    with pytest.raises(ValueError, match=r"de\.po"):
        MoFile(source)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", languages())
def test_every_page_opens(qtbot, sample_file, tmp_path, language: str, theme: str) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    colours = dress(app, language, theme)
    shop = in_language(open_shop(sample_file, clock=SetClock(NOW)), language)
    counter = Counter(app, shop, tmp_path, colours)
    try:
        counter.window.show()
        for key in counter.window.page_keys():
            assert _speaks(counter.window, key, language), key
            if theme == "light":
                assert not list(_keys_taken_twice(counter.window, key)), key
    finally:
        counter.window.close()  # and goes with its pages
        dress(app, "en", "light")


@pytest.mark.parametrize("language", languages())
def test_no_form_has_one_key_for_two_of_its_parts(tool: ModuleType, language: str) -> None:
    """Each module is a form, or a page of them; these two never show theirs together."""
    apart = {"sections.py", "part_side.py"}
    words = Catalog(language)
    for file in (ROOT / "src" / "shopcare").glob("**/*.py"):
        if {"ui", "app"} & set(file.parts) and file.name not in apart:
            found = set(tool.literals(file.read_text("utf-8")))
            keys = [_key_of(words.text(one)) for one in found if isinstance(one, str)]
            taken = [key for key, n in Counted(filter(None, keys)).items() if n > 1]
            assert not taken, (file.name, taken)


def _keys_taken_twice(window: Window, page_key: str) -> Iterator[tuple[str, str]]:
    """Find what answers to the same Alt key on a page as it opens, in each of its sections."""
    page = window.current_page()
    subjects: list[Subject | None] = list(Subject) if page_key == "settings" else [None]
    for subject in subjects:
        if isinstance(page, SettingsPage) and subject is not None:
            page.list.choose(subject)
        shown = [one for one in window.findChildren(QWidget) if one.isVisible() and one.isEnabled()]
        texts = [
            one.text()
            for one in shown
            if isinstance(one, QAbstractButton) or (isinstance(one, QLabel) and one.buddy())
        ]
        counted = Counted(filter(None, map(_key_of, texts)))
        yield from ((str(subject), key) for key, n in counted.items() if n > 1)


def _key_of(text: str) -> str:
    return QKeySequence.mnemonic(text).toString()


def _speaks(window: Window, key: str, language: str) -> bool:
    window.show_page(key)
    page = window.current_page()
    shown = [w.text() for kind in (QLabel, QAbstractButton) for w in page.findChildren(kind)]
    chinese = any("一" <= character <= "鿿" for text in shown for character in text)
    return any(shown) and (chinese or language != "zh_CN")
