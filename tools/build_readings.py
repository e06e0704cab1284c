"""Builds the table of Chinese readings that the search uses, from pypinyin (MIT).

Run from the repository's root: ``python tools/build_readings.py``. Needed only when pypinyin
learns new characters; the program itself reads the finished table.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from importlib.metadata import distribution
from pathlib import Path

RESOURCES = Path(__file__).parents[1] / "resources"
STANDARD = Path(__file__).parents[1] / "tests" / "data" / "tongyong-guifan-hanzi-8105.tsv"
HEADING = """\
# Toneless readings of Chinese characters, for search as you type.
# One line per set of spellings: spellings, tab, every character that is read so.
# The ü of lü and nü is spelled v, u and yu.
# Made by tools/build_readings.py from pypinyin {version} (MIT, see readings.LICENSE).
"""


def toneless(reading: str) -> str:
    """Spell a reading with the letters a to z: ``lǜ`` is ``lv``."""
    letters = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(letter for letter in letters if "a" <= letter <= "z")


def spellings(readings: Iterable[str]) -> tuple[str, ...]:
    """Write every reading in each way it is typed: ``lv`` also as ``lu`` and ``lyu``."""
    ways: list[str] = []
    for reading in readings:
        ways.append(reading)
        if "v" in reading:
            ways += [reading.replace("v", "u"), reading.replace("v", "yu")]
    return tuple(dict.fromkeys(ways))


def evidence(phrases: dict[str, list[list[str]]]) -> Counter[tuple[str, str]]:
    """Count in how many phrases a character is read in which way."""
    seen: Counter[tuple[str, str]] = Counter()
    for phrase, readings in phrases.items():
        if len(phrase) == len(readings):
            seen.update((c, toneless(ways[0])) for c, ways in zip(phrase, readings, strict=True))
    return seen


def living(character: str, readings: list[str], seen: Counter[tuple[str, str]]) -> list[str]:
    """Keep the first reading and those in use: a dictionary lists many that nobody types.

    Of characters too rare for phrases to tell, the first two are kept.
    """
    total = sum(seen[character, reading] for reading in readings)
    if total < 5:
        return readings[:2]
    used = [r for r in readings[1:] if seen[character, r] >= max(2, total / 50)]
    return readings[:1] + used


def is_wanted(character: str, standard: str) -> bool:
    """Take the basic plane's ideographs, extension A and the 8,105; no compatibility forms."""
    stable = unicodedata.normalize("NFKC", character) == character
    return stable and (character <= "\uffff" or character in standard)


def table() -> dict[tuple[str, ...], list[str]]:
    """Sort the characters by their spellings."""
    from pypinyin.phrases_dict import phrases_dict
    from pypinyin.pinyin_dict import pinyin_dict

    standard = STANDARD.read_text(encoding="utf-8") if STANDARD.exists() else previous()
    seen = evidence(phrases_dict)
    lines: dict[tuple[str, ...], list[str]] = {}
    for code, readings in sorted(pinyin_dict.items()):
        character = chr(code)
        plain = [r for r in dict.fromkeys(map(toneless, readings.split(","))) if r]
        if plain and is_wanted(character, standard):
            lines.setdefault(spellings(living(character, plain, seen)), []).append(character)
    return lines


def previous() -> str:
    """Give the characters of the table as it stands, where the standard's list is not at hand."""
    return (RESOURCES / "readings.txt").read_text(encoding="utf-8")


def main() -> None:
    """Write the table and its licence."""
    pypinyin = distribution("pypinyin")
    lines = table()
    text = HEADING.format(version=pypinyin.version) + "".join(
        f"{' '.join(ways)}\t{''.join(characters)}\n" for ways, characters in sorted(lines.items())
    )
    licence = pypinyin.read_text("licenses/LICENSE.txt") or pypinyin.read_text("LICENSE.txt")
    if licence is None:
        raise SystemExit("pypinyin's licence was not found; the table may not go without it.")
    (RESOURCES / "readings.txt").write_text(text, encoding="utf-8", newline="\n")
    (RESOURCES / "readings.LICENSE").write_text(licence, encoding="utf-8", newline="\n")
    count = sum(map(len, lines.values()))
    print(f"{count} characters in {len(lines)} lines, {len(text.encode()) // 1024} KiB")


if __name__ == "__main__":
    main()
