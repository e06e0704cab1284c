"""The paper with the recovery code, to be kept away from the PC."""

from dataclasses import dataclass

from shopcare.printing.document import Document
from shopcare.printing.letterhead import letterhead, page_header, printed_text
from shopcare.printing.pages import Content, Pages, make_pages
from shopcare.printing.typesetter import Typesetter

_TO_WRITE_ON = "_____-_____-_____-_____-_____"


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
            *setter.paragraph(self.code or _TO_WRITE_ON, width, setter.type.title),
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
