"""The sample shop: in its window, or as pictures and papers where there is no screen."""

from pathlib import Path

from shopcare.app import screen
from shopcare.app.main import make_application, run_on, tell, tell_missing
from shopcare.app.sample import sample_shop_file
from shopcare.services.shop import open_shop

USUAL_FOLDER = Path("demo")


def run_demo(out: Path | None) -> int:
    """Open the sample shop, or write it into a folder and list what was written.

    Args:
        out: the folder; None opens the window where this PC has a screen.

    Returns:
        The exit status.
    """
    window = out is None and screen.has_screen()
    if missing := screen.missing_packages(window=window):
        tell_missing(missing)
        return 1
    if window:
        app = make_application()
        file = sample_shop_file()
        return run_on(app, open_shop(file), file.parent)
    from shopcare.app.gallery import write_gallery

    if out is None:
        tell("This PC has no screen; the sample shop is written as pictures and PDFs instead.")
        tell("这台电脑没有显示器，示例店将输出为图片和 PDF。")
    folder = (out or USUAL_FOLDER).resolve()
    for path in write_gallery(folder):
        tell(str(path))
    return 0
