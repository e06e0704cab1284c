"""The first slip of a process that has printed nothing yet."""

import sys
import time
from pathlib import Path

from shopcare.domain.ids import CaseId
from shopcare.domain.papers.document import Paper
from shopcare.services.cases import cases
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.drawing import draw
from shopcare.services.papers.registry import spec_of
from shopcare.services.shop import open_shop


def main(file: Path, case_id: CaseId) -> None:
    """Draw it and say how many milliseconds that took, loading of ReportLab and fonts included."""
    shop = open_shop(file)
    cases.case_file(shop, case_id)  # a case was on the screen before its slip is wanted
    began = time.perf_counter()
    draw(shop, spec_of("service_slip"), Request(case_id=case_id), Paper.A5)
    sys.stdout.write(str((time.perf_counter() - began) * 1000))


if __name__ == "__main__":
    main(Path(sys.argv[1]), CaseId(int(sys.argv[2])))
