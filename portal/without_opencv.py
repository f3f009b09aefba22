"""Keeps OpenCV out of processes that need none. Wagtail draws pictures with Willow, which loads it if it can.

It is there for scanned paper (services/paper/scanning), costs some 40 MB, and would be one more program
to open what people send.
"""

import importlib
import sys
from typing import Any, cast


def load_willow() -> None:
    """Load Willow as if OpenCV were not installed."""
    modules = cast("dict[str, Any]", sys.modules)
    before = {name: modules[name] for name in ("cv2",) if name in modules}
    modules["cv2"] = None  # importing it raises ImportError
    importlib.import_module("willow")
    del modules["cv2"]
    modules.update(before)
