"""Builds the bundled fonts: ``python tools/build_fonts.py CHARACTERS.tsv [--emoji FONT]``.

Noto Sans SC comes as one variable TrueType font, whose default is its thinnest master. PDF wants
plain outlines, and a shop PC wants small files, so we cut it:

ShopCareSans-Regular, ShopCareSans-Bold   what a Chinese shop writes: GB2312, the characters of the
                                          table given, Latin, punctuation, signs
ShopCareSans-More                         every other character of Noto Sans SC, one weight
ShopCareEmoji                             Noto Emoji, one colour; only rebuilt with ``--emoji``

CHARACTERS.tsv has one character a line, ``U+4E00<tab>一``: the 8,105 of 通用规范汉字表.
All of them are under the SIL Open Font License, whose text lies beside them. The licence reserves
the name "Source"; ours is our own.
"""

import argparse
import sys
from pathlib import Path

import justmytype_intl_cjk  # type: ignore[import-untyped]
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "fonts"
NOTO = Path(justmytype_intl_cjk.__file__).parent / "fonts" / "ofl" / "notosanssc"
COPYRIGHT_ID, LICENCE_ID, LICENCE_URL_ID = 0, 13, 14
TYPOGRAPHIC_IDS = (16, 17)
"""Family and style as the variable font has them: its thinnest one, whatever weight is cut."""
BOLD_BIT, REGULAR_BIT = 1 << 5, 1 << 6
BLOCKS = [
    (0x0020, 0x024F),  # ASCII, Latin-1, Latin Extended A and B
    (0x02B0, 0x03FF),  # tone marks, combining marks, Greek
    (0x2000, 0x27BF),  # punctuation, currency, letterlike, arrows, mathematics, shapes, signs
    (0x3000, 0x30FF),  # Chinese punctuation, kana
    (0x3100, 0x312F),  # bopomofo
    (0x3388, 0x33D5),  # square units (㎡ ㎏)
    (0xFE10, 0xFE4F),  # vertical and compatibility forms
    (0xFF00, 0xFF60),  # full-width forms
    (0xFFE0, 0xFFE6),  # full-width currency
]


def gb2312() -> set[int]:
    """List the characters of GB 2312."""
    pairs = [bytes((high, low)) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF)]
    return {ord(c) for pair in pairs for c in pair.decode("gb2312", "ignore")}


def core_characters(table: Path) -> set[int]:
    """List the characters that the two core fonts carry."""
    lines = table.read_text("utf-8").splitlines()
    standard = {ord(line.split("\t")[1]) for line in lines if line}
    blocks = {code for first, last in BLOCKS for code in range(first, last + 1)}
    return gb2312() | standard | blocks


def cut(source: Path, characters: set[int], weight: int) -> TTFont:
    """Make a plain font of the characters at one weight."""
    options = subset.Options(
        layout_features=["kern"],  # the screen sets Latin words with it; paper goes without
        name_IDs=[COPYRIGHT_ID, LICENCE_ID, LICENCE_URL_ID],
        drop_tables=["vhea", "vmtx", "BASE", "VORG", "DSIG", "meta", "STAT"],
        notdef_outline=True,
        glyph_names=False,
    )
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    return instantiateVariableFont(font, {"wght": weight}) if "fvar" in font else font


def name(font: TTFont, family: str, style: str) -> None:
    """Give a font its own names: two fonts of one PostScript name would share one PDF object."""
    full = family if style == "Regular" else f"{family} {style}"
    ours = {1: family, 2: style, 3: f"shopcare;{full}", 4: full, 5: "Version 1.0"}
    ours[6] = f"{family.replace(' ', '')}-{style}"
    for name_id, text in ours.items():
        font["name"].setName(text, name_id, 3, 1, 0x409)
    for name_id in TYPOGRAPHIC_IDS:  # Qt believes them on Windows: every text would be one weight
        font["name"].removeNames(nameID=name_id)
    is_bold = style == "Bold"
    font["OS/2"].usWeightClass = 700 if is_bold else 400
    font["OS/2"].fsSelection = BOLD_BIT if is_bold else REGULAR_BIT
    font["head"].macStyle = 1 if is_bold else 0


def save(font: TTFont, file_name: str) -> None:
    """Write a font, with a fixed date, so that the same build gives the same bytes."""
    font.flavor = None
    font.recalcTimestamp = False
    path = FOLDER / file_name
    font.save(path)
    print(f"{path.name}: {path.stat().st_size:,} bytes, {len(font.getBestCmap()):,} characters")


def build_sans(table: Path) -> None:
    """Build the core fonts and the fallback."""
    source = NOTO / "NotoSansSC[wght].ttf"
    core = core_characters(table)
    every = set(TTFont(source, lazy=True).getBestCmap())
    for style, weight in (("Regular", 400), ("Bold", 700)):
        font = cut(source, core, weight)
        name(font, "ShopCare Sans", style)
        save(font, f"ShopCareSans-{style}.ttf")
    more = cut(source, every - core, 400)
    name(more, "ShopCare Sans More", "Regular")
    save(more, "ShopCareSans-More.ttf")
    (FOLDER / "OFL.txt").write_bytes((NOTO / "OFL.txt").read_bytes())


def build_emoji(source: Path) -> None:
    """Build the one-colour emoji font: single characters only, no ligatures."""
    characters = {code for code in TTFont(source, lazy=True).getBestCmap() if code > 0x2000}
    font = cut(source, characters, 400)
    name(font, "ShopCare Emoji", "Regular")
    save(font, "ShopCareEmoji.ttf")


def main() -> int:
    """Read the arguments and build."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("characters", type=Path, help="table of characters, U+XXXX<tab>character")
    parser.add_argument("--emoji", type=Path, help="Noto Emoji, regular weight, .ttf or .woff")
    given = parser.parse_args()
    build_sans(given.characters)
    if given.emoji:
        build_emoji(given.emoji)
    return 0


if __name__ == "__main__":
    sys.exit(main())
