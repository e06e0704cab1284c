"""What every drill is given: an application that shows nothing."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
