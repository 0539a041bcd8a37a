"""All habits, in an order that makes a seed's files what they were."""

from __future__ import annotations

from importlib import import_module

from eighteenth.habits import HABITS

MODULES = ("converter", "lines", "editors", "letters", "several", "drafts", "sheets")
for _name in MODULES:
    import_module(f"eighteenth.{_name}")

__all__ = ["HABITS"]
