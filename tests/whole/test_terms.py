"""One word for each thing, in both catalogues, as ``translations/terms.toml`` says."""

import importlib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "translations"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One thing and its words."""

    name: str
    en: str
    zh_CN: str  # noqa: N815 - a language's name
    never_en: tuple[str, ...]
    never_zh_CN: tuple[str, ...]  # noqa: N815
    pair: bool = False


def terms() -> list[Term]:
    return [
        Term(**{k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()})
        for entry in tomllib.loads((FOLDER / "terms.toml").read_text("utf-8"))["term"]
    ]


TERMS = terms()


@pytest.fixture(scope="module")
def texts() -> list[tuple[str, str]]:
    """List every English text with its Chinese, one and many each for itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "tools"))
        catalog = importlib.import_module("languages").load(FOLDER / "zh_CN.po")
    return [pair for message in catalog if message.id for pair in pairs(message.id, message.string)]


def pairs(
    english: str | tuple[str, ...], chinese: str | tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    translated = chinese if isinstance(chinese, str) else chinese[0]
    for text in [english] if isinstance(english, str) else english:
        yield without_key(text), without_key(translated)


def without_key(text: str) -> str:
    """Take the letter of the keyboard out: ``Re&ason`` and ``原因(&A)``."""
    return re.sub(r"\(&\w\)", "", text).replace("&", "")


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.name)
def test_no_other_word_stands_for_a_thing(texts: list[tuple[str, str]], term: Term) -> None:
    english = [en for en, _ in texts if any(re.search(word, en) for word in term.never_en)]
    chinese = [
        zh
        for _, zh in texts
        if any(re.search(word, without_longer(zh, word)) for word in term.never_zh_CN)
    ]
    assert (english, chinese) == ([], [])


def test_no_stiff_turn_comes_back(texts: list[tuple[str, str]]) -> None:
    turns = tomllib.loads((FOLDER / "terms.toml").read_text("utf-8"))["turns"]
    english = [en for en, _ in texts if any(re.search(turn, en) for turn in turns["never_en"])]
    chinese = [zh for _, zh in texts if any(turn in zh for turn in turns["never_zh_CN"])]
    assert (english, chinese) == ([], [])


def without_longer(text: str, word: str) -> str:
    """Take out the terms that hold the word: 大客户 is right, though 客户 is not."""
    for term in TERMS:
        if word in term.zh_CN:
            text = text.replace(term.zh_CN, "")
    return text


@pytest.mark.parametrize("term", [term for term in TERMS if term.pair], ids=lambda term: term.name)
def test_a_thing_has_the_same_word_in_every_translation(
    texts: list[tuple[str, str]], term: Term
) -> None:
    named = re.compile(rf"\b{re.escape(term.en)}s?\b", re.IGNORECASE)
    other = [
        (en, zh)
        for en, zh in texts
        if named.search(re.sub(r"{\w+}", "", en)) and term.zh_CN not in zh
    ]
    assert other == []


def test_no_thing_has_two_rows_and_no_word_two_things() -> None:
    for word in ("name", "en", "zh_CN"):
        words = [getattr(term, word) for term in TERMS]
        assert len(set(words)) == len(words), word
