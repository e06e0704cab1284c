"""Keeps the catalogues: ``python tools/languages.py update|compile|check``.

update   reads every literal out of the code into each .po (new ones empty, old ones dropped)
         and compiles; it then lists what has no translation yet
compile  writes each .mo from its .po
check    exit status 1 where a .po is not what ``update`` would leave, or a literal is untranslated
"""

import ast
import os
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "shopcare"
FOLDER = ROOT / "translations"
POLICIES = ROOT / "resources" / "policies"
KEYWORDS = {"tr": 1, "text": 1, "mark": 1, "ntr": 2, "count": 2}
"""The functions of translation, and how many of their arguments are texts."""


HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: ShopCare\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"

"""
"""No dates and names in it, so that only words make a difference."""
NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands in a .mo where Babel writes the moment of compiling."""

POLICY_TEXTS = frozenset(
    {
        "label",
        "accessories",
        "checks",
        "choices",
        "steps",
        "terms",
        "causes",
        "talking_points",
        "gifts",
        "messages",
    }
)
"""The keys of a policy file under which texts for people stand."""


def policy_texts(value: Any, *, is_text: bool = False) -> Iterator[str]:
    """Collect the texts of a policy file."""
    if isinstance(value, str):
        if value and is_text:
            yield value
    elif isinstance(value, list):
        for part in value:
            yield from policy_texts(part, is_text=is_text)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from policy_texts(part, is_text=is_text or key in POLICY_TEXTS)


def literals(source: str) -> Iterator[str | tuple[str, str]]:
    """Collect the literals that a module hands to the functions of translation.

    Read from the syntax tree: Babel's own extractor goes by tokens, sees texts within f-strings
    only from Python 3.12 on, and takes ``text[:1] == "'"`` for a call.

    Raises:
        ValueError: for an f-string as the text; it is never found in a catalogue at run time.
    """
    for call in ast.walk(ast.parse(source)):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "id", None) or getattr(call.func, "attr", "")
        wanted = KEYWORDS.get(str(name), 0)
        texts = call.args[:wanted]
        if any(isinstance(text, ast.JoinedStr) for text in texts):
            raise ValueError(f"line {call.lineno}: {name}() needs a literal, not an f-string")
        match wanted, [text.value for text in texts if isinstance(text, ast.Constant)]:
            case 1, [str(text)] if text:
                yield text
            case 2, [str(one), str(many)]:  # one text alone is str.count
                yield one, many


def template() -> Catalog:
    """Collect every literal of the code and of the policy files."""
    found = Catalog(charset="utf-8")
    for path in sorted(POLICIES.glob("*.toml")):
        for text in policy_texts(tomllib.loads(path.read_text("utf-8"))):
            found.add(text)
    for path in sorted(SOURCE.rglob("*.py")):
        try:
            for literal in literals(path.read_text("utf-8")):
                found.add(literal)
        except ValueError as error:
            sys.exit(f"{path.relative_to(ROOT).as_posix()}, {error}")
    return found


def load(path: Path) -> Catalog:
    """Read one .po."""
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


def save(path: Path, catalog: Catalog) -> None:
    """Write one .po, without line numbers and dates, so that only words make a difference."""
    text = BytesIO()
    write_po(text, catalog, sort_output=True, no_location=True, omit_header=True, width=100)
    header = HEADER.format(language=path.stem, plural=catalog.plural_forms)
    put(path, header.encode() + text.getvalue())


def compile_catalog(path: Path) -> None:
    """Write the .mo beside a .po; the same words make the same file."""
    catalog, compiled = load(path), BytesIO()
    catalog.creation_date = NO_DATE
    write_mo(compiled, catalog)
    put(path.with_suffix(".mo"), compiled.getvalue())


def put(path: Path, content: bytes) -> None:
    """Write a file whole: a program that reads it meanwhile gets the old one or the new one."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def update(path: Path, words: Catalog) -> None:
    """Bring one .po to the literals of the code."""
    catalog = load(path)
    catalog.update(words, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    save(path, catalog)


def untranslated(catalog: Catalog) -> list[str]:
    """List the literals that have no translation, or a half one."""
    missing = []
    for message in catalog:
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and (message.fuzzy or not all(strings)):
            missing.append(str(message.id))
    return missing


def main(word: str) -> int:
    """Do one word for every language."""
    words = template()
    status = 0
    for path in sorted(FOLDER.glob("*.po")):
        if word == "update":
            update(path, words)
        if word in ("update", "compile"):
            compile_catalog(path)
        catalog = load(path)
        ids = {m.id for m in catalog if m.id}
        problems = [f"not in {path.name}: {m.id}" for m in words if m.id and m.id not in ids]
        problems += [f"no longer in the code: {i}" for i in ids if i not in words]
        problems += [f"untranslated: {text}" for text in untranslated(catalog)]
        for problem in problems:
            print(problem)
        status |= bool(problems)
    return status if word == "check" else 0


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in ("update", "compile", "check"):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
