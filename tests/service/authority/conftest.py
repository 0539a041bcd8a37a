"""Makes ``officials`` and the value maker of the reading tests importable."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
for folder in (HERE, HERE.parents[1] / "intake"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
