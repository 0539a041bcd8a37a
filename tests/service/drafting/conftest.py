"""Makes the maker of official blanks importable."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
for folder in (ROOT, ROOT / "tests" / "service" / "authority", ROOT / "tests" / "intake"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
