"""The sheet with the recovery code of an encrypted shop, to be kept away from the PC."""

from dataclasses import dataclass

from shopcare.printing.document import Document
from shopcare.printing.draw_commands import Block, keep_together
from shopcare.printing.letterhead import captioned, letterhead, page_header, printed_text
from shopcare.printing.pages import Content, Pages, make_pages
from shopcare.printing.typesetter import Typesetter

_BLANK_LINES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class EncryptionCodeSheet(Document):
    """The code, what it is for, and what happens without it."""

    code: str = ""
    """Empty: a sheet to write it on."""

    def lay_out(self, setter: Typesetter) -> Pages:
        """Lay the sheet out."""
        width, words = setter.sheet.inner_width, setter.words
        title = words.text("Recovery code of the encryption")
        body = [
            *letterhead(self.shop, title, setter, width),
            setter.spacer(4),
            *_code(self, setter, width),
            setter.spacer(6),
            *_advice(setter, width),
        ]
        content = Content(
            title=title,
            body=body,
            page_header=page_header(setter, title),
            printed=printed_text(setter, self.printed),
        )
        return make_pages(content, setter)


def _code(sheet: EncryptionCodeSheet, setter: Typesetter, width: float) -> list[Block]:
    label = setter.words.text("Recovery code")
    if sheet.code:
        return captioned(setter, label, sheet.code, width)
    lines = [setter.handwriting_line(width) for _line in range(_BLANK_LINES)]
    return keep_together([*setter.paragraph(label, width, setter.type.body), *lines])


def _advice(setter: Typesetter, width: float) -> list[Block]:
    words = setter.words
    advice = [
        words.text("It opens the shop file and its backups when the passphrase is forgotten."),
        words.text(
            "Keep this sheet away from the PC and from the backups, for example at home in a "
            "locked drawer."
        ),
        words.text("Whoever has it and the PC can read everything. Do not photograph it."),
        words.text(
            "Without it and without the passphrase nobody can open the shop again. A newer code "
            "makes this one worthless."
        ),
    ]
    return setter.numbered_list(advice, width)
