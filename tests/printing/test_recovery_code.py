"""The paper with the recovery code: only the code that lets in now is printed."""

from pathlib import Path

import pytest
from papers import PRINTED, SHOP
from reading import reader, squeezed, text_of

from building.shops import NOW, make_shop
from shopcare.domain.errors import Refusal
from shopcare.domain.papers.document import Paper
from shopcare.language.catalog import Catalog, languages
from shopcare.printing.documents.recovery_codes import RecoveryCodePaper
from shopcare.printing.render import render
from shopcare.services.log_in.credentials import turn_on
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.drawing import draw
from shopcare.services.papers.registry import spec_of
from shopcare.system.clock import SetClock
from shopcare.system.secret_hash import PinCost

SPEC = spec_of("recovery_code")
CODE = "GENDA-RB6N8-YSJKH-87PNP-RNBX6"


def unbroken(pdf: bytes) -> set[str]:
    """List what stands on one line without a blank: nobody copies a code that breaks."""
    return {part for page in reader(pdf).pages for part in page.extract_text().split()}


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("paper", SPEC.papers)
def test_the_code_is_on_the_paper_and_without_one_there_is_room_for_it(
    paper: Paper, language: str
) -> None:
    words = Catalog(language)
    document = RecoveryCodePaper(shop=SHOP, printed=PRINTED, code=CODE)
    assert CODE in unbroken(render(document, paper, words))
    form = RecoveryCodePaper(shop=SHOP, printed=PRINTED)
    assert "-".join(["_____"] * 5) in unbroken(render(form, paper, words))


def test_a_code_that_lets_nobody_in_is_not_printed(tmp_path: Path) -> None:
    shop = make_shop(tmp_path, SetClock(NOW))
    code = turn_on(shop, "2580", PinCost(passes=1, memory_bytes=8192)).recovery_code
    with pytest.raises(Refusal, match="recovery_code_mistyped"):
        draw(shop, SPEC, Request(recovery_code=code[:-1]))
    with pytest.raises(Refusal, match="recovery_code_wrong"):
        draw(shop, SPEC, Request(recovery_code="22222-22222-22222-22222-22222"))
    assert squeezed(code) in text_of(draw(shop, SPEC, Request(recovery_code=code.lower())).pdf)
    shop.close()
