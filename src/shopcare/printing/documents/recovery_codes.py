"""The papers with a recovery code, of the log-in and of the encryption, kept away from the PC."""

from dataclasses import dataclass

from shopcare.printing.document import Document
from shopcare.printing.draw_commands import Block, keep_together
from shopcare.printing.letterhead import captioned, letterhead, page_header, printed_text
from shopcare.printing.pages import Content, Pages, make_pages
from shopcare.printing.typesetter import Typesetter

_TO_WRITE_ON = "_____-_____-_____-_____-_____"
_BLANK_LINES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryCodePaper(Document):
    """The code, and how a manager gets in with it."""

    code: str = ""
    """Empty: it is written on the paper by hand."""

    def lay_out(self, setter: Typesetter) -> Pages:
        """Lay the paper out."""
        width, words = setter.sheet.inner_width, setter.words
        title = words.text("Recovery code")
        use = words.text(
            "A manager who has forgotten the PIN opens ShopCare, chooses “Forgot the PIN …” and "
            "types this code. It works once; then ShopCare gives a new one."
        )
        keep = words.text(
            "Keep this paper where no customer and nobody else finds it, such as in the safe, and "
            "away from the PC. Whoever has it gets in as a manager."
        )
        body = [
            *letterhead(self.shop, title, setter, width),
            setter.spacer(6),
            *setter.fitted_line(self.code or _TO_WRITE_ON, width, setter.type.title),
            setter.spacer(6),
            *setter.paragraph(use, width, setter.type.body),
            setter.spacer(3),
            *setter.paragraph(keep, width, setter.type.body),
        ]
        content = Content(
            title=title,
            body=body,
            page_header=page_header(setter, title, ""),
            margin=(),
            printed=printed_text(setter, self.printed),
        )
        return make_pages(content, setter)


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
