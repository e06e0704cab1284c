"""A sample shop: in its window, or as pictures and papers where there is no screen."""

import json
import sys
from pathlib import Path

from shopcare.app import screen
from shopcare.app.main import make_application, qt_is_there, run_on
from shopcare.services.setup.sample_file import in_language, sample_shop_file
from shopcare.services.shop import open_shop
from shopcare.system import garbage_collection
from shopcare.system.console import tell

USUAL_FOLDER = Path("demo")


def run_demo(
    data: Path | None = None,
    *,
    trade: str | None = None,
    out: Path | None = None,
    language: str | None = None,
    as_json: bool = False,
) -> int:
    """Open a sample shop, or write it into a folder and list what was written.

    Args:
        data: where the sample's shop file is kept; None: made anew in a folder of its own.
        trade: whose sample shop; None: the usual one, and for pictures the others in short.
        out: the folder for pictures; None opens the window where this PC has a screen.
        language: of screen and papers; None: the sample's own, and every one for pictures.
        as_json: list what was written as ``{"files": [...]}``, for programs.

    Returns:
        The exit status.
    """
    window = out is None and screen.has_screen()
    if window:
        garbage_collection.take_over()
    if not qt_is_there(window=window):
        return 1
    if window:
        app = make_application()
        file = sample_shop_file(data, trade=trade)
        return run_on(app, in_language(open_shop(file), language), file.parent)
    from shopcare.app.gallery import write_gallery

    if out is None:
        tell("This PC has no screen; the sample shop is written as pictures and PDFs instead.")
        tell("这台电脑没有显示器，示例店将输出为图片和 PDF。")
    folder = (out or USUAL_FOLDER).resolve()
    written = (str(path) for path in write_gallery(folder, data, language, trade))
    if as_json:
        listed = json.dumps({"files": list(written)}, ensure_ascii=False, indent=2)
        sys.stdout.write(f"{listed}\n")
        return 0
    for path in written:
        sys.stdout.write(f"{path}\n")
    return 0
