"""The faces that a notice demands, loaded for the screen; where one is missing, its stand-in."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from smdesk.errors import SmdeskError


@cache
def family_of(demanded: str) -> str:
    """Return the family that shows a demanded face; loads its files if the system has not.

    Empty where the machine has no Chinese face that prints: the face of the tool then stands in.
    """
    from smdesk.packet.faces import choose

    try:
        chosen = choose([demanded])[demanded]
    except SmdeskError:
        return ""
    if not QFontDatabase.hasFamily(chosen.family):
        for file in chosen.files:
            QFontDatabase.addApplicationFont(str(file.path))
    return chosen.family


@cache
def face(demanded: str, pixels: int, *, bold: bool = False) -> QFont:
    """Return a demanded face at a size in pixels; shared, not to be changed."""
    family = family_of(demanded)
    font = QFont(family) if family else QFont()
    font.setPixelSize(max(1, pixels))
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
