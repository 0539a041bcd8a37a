"""The tokens of the look: colours with a meaning, the type scale, the spacing scale.

Two worlds: *tool* (windows, panels, lists) follows light or dark; *paper* (everything that begins
with ``sheet``, and ``tint``) stays light in both, dimmed a little in the dark, because people
compare it with print. Each text colour keeps 4.5 : 1 on the grounds of its own world.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, Self

from PySide6.QtGui import QColor, QFont

if TYPE_CHECKING:
    from collections.abc import Iterator

Role = Literal["text", "strong", "small", "panel", "page"]
Choice = Literal["system", "light", "dark"]

FAMILIES = ("Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC")
"""Families of the tool, the wished one first."""
SPACES = (4, 8, 12, 16, 24, 32)
"""The steps of `Theme.space`, in device-independent pixels."""
SIZES: dict[Role, int] = {"text": 13, "strong": 13, "small": 12, "panel": 15, "page": 20}
"""Pixels of each role of the type scale."""
RADIUS = 6
"""Corners of the tool; paper has none."""
LINE_HEIGHT = 1.5

_BOLD = frozenset({"strong", "panel", "page"})


# Plain classes: dataclasses and named tuples are slow to make, and the first paint waits for them.
class Colours:
    """The colours of one theme; what each is for stands beside it."""

    window: QColor  # ground of windows and dialogs
    surface: QColor  # lists, panels, fields
    rail: QColor  # the step list and other side columns
    desk: QColor  # behind the sheet
    line: QColor  # quiet separators
    line_strong: QColor  # frames that carry meaning: fields, boxes (3 : 1)
    text: QColor
    text_muted: QColor
    text_off: QColor  # of what cannot be used
    accent: QColor  # focus, links, the main button
    accent_hover: QColor
    on_accent: QColor
    selected: QColor  # ground of what is chosen
    hover: QColor  # ground under the pointer
    error: QColor
    check: QColor
    hint: QColor
    done: QColor
    error_soft: QColor  # grounds of notes
    check_soft: QColor
    hint_soft: QColor
    done_soft: QColor
    sheet: QColor  # paper from here on
    sheet_text: QColor
    sheet_muted: QColor  # units, placeholders
    sheet_line: QColor  # the notice's own lines
    tint: QColor  # label cells
    sheet_accent: QColor
    sheet_error: QColor
    sheet_check: QColor
    sheet_hint: QColor
    sheet_done: QColor
    shadow: QColor  # the one soft shadow, under the sheet

    @classmethod
    def of(cls, **hexes: str) -> Self:
        """Return the colours of ``#RRGGBB`` (or ``#AARRGGBB``) strings, one for each field."""
        made = cls()
        made.__dict__.update((name, QColor(hexes[name])) for name in cls.__annotations__)
        return made

    def items(self) -> Iterator[tuple[str, QColor]]:
        """Yield the name and the colour of every field."""
        yield from self.__dict__.items()


class Theme:
    """One look: its colours, and the scales that both looks share."""

    def __init__(self, name: Literal["light", "dark"], colour: Colours) -> None:
        self.name = name
        self.colour = colour

    @staticmethod
    @cache
    def light() -> Theme:
        """Return the light look."""
        return Theme("light", Colours.of(**_LIGHT))

    @staticmethod
    @cache
    def dark() -> Theme:
        """Return the dark look."""
        return Theme("dark", Colours.of(**_DARK))

    @staticmethod
    def current() -> Theme:
        """Return the look in use."""
        return theme()

    @property
    def is_dark(self) -> bool:
        """Whether the tool is dark."""
        return self.name == "dark"

    @property
    def radius(self) -> int:
        """Corner radius of the tool, in device-independent pixels."""
        return RADIUS

    def space(self, step: int) -> int:
        """Return a step of the spacing scale, 1 (4 px) to 6 (32 px)."""
        return SPACES[step - 1]

    def font(self, role: Role = "text") -> QFont:
        """Return a copy of the face of ``role``: text, strong, small, panel or page."""
        return QFont(_font(role))

    def meaning(self, level: str) -> QColor:
        """Return the tool's colour of ``error``, ``check``, ``hint`` or ``done``."""
        return {
            "error": self.colour.error,
            "check": self.colour.check,
            "hint": self.colour.hint,
            "done": self.colour.done,
        }[level]


_PAPER = {
    "sheet_text": "#15181D",
    "sheet_line": "#2B2F36",
}
_LIGHT = _PAPER | {
    "window": "#F5F6F8",
    "surface": "#FFFFFF",
    "rail": "#ECEEF2",
    "desk": "#E4E7EB",
    "line": "#D9DDE3",
    "line_strong": "#7C8491",
    "text": "#1B1F26",
    "text_muted": "#59616E",
    "text_off": "#9AA1AC",
    "accent": "#2563C9",
    "accent_hover": "#1E55AE",
    "on_accent": "#FFFFFF",
    "selected": "#DFE9FA",
    "hover": "#EEF2F8",
    "error": "#BC3229",
    "check": "#925700",
    "hint": "#34659A",
    "done": "#28724A",
    "error_soft": "#FBEAE8",
    "check_soft": "#FBF1DF",
    "hint_soft": "#E8F0F8",
    "done_soft": "#E5F3EA",
    "sheet": "#FFFFFF",
    "sheet_muted": "#666E7A",
    "tint": "#F0F3F7",
    "sheet_accent": "#2563C9",
    "sheet_error": "#BC3229",
    "sheet_check": "#925700",
    "sheet_hint": "#34659A",
    "sheet_done": "#28724A",
    "shadow": "#2E1B2430",
}
_DARK = _PAPER | {
    "window": "#1F2228",
    "surface": "#272B32",
    "rail": "#1B1E23",
    "desk": "#15171B",
    "line": "#3A404A",
    "line_strong": "#868F9E",
    "text": "#E6E8EC",
    "text_muted": "#A6AEBB",
    "text_off": "#6A7280",
    "accent": "#6EA1F2",
    "accent_hover": "#8AB4F6",
    "on_accent": "#10161F",
    "selected": "#26364F",
    "hover": "#2F343D",
    "error": "#F28B82",
    "check": "#E3AC52",
    "hint": "#8CB8E6",
    "done": "#74C795",
    "error_soft": "#43292A",
    "check_soft": "#40341F",
    "hint_soft": "#273648",
    "done_soft": "#243A2E",
    "sheet": "#E4E5E8",
    "sheet_muted": "#555D69",
    "tint": "#D8DBE0",
    "sheet_accent": "#1B53B0",
    "sheet_error": "#A5281F",
    "sheet_check": "#784700",
    "sheet_hint": "#2A5585",
    "sheet_done": "#1F5D3B",
    "shadow": "#66000000",
}

_current: list[Theme] = []


def theme() -> Theme:
    """Return the look in use; the light one until one was chosen."""
    return _current[0] if _current else Theme.light()


def use_theme(chosen: Theme) -> None:
    """Make ``chosen`` the look in use; `smdesk.gui.theme.watch` tells the views."""
    _current[:] = [chosen]


_hasty: list[bool] = []


def hasten(*, on: bool) -> None:
    """Let Qt look for the wished families itself until the first paint is done.

    To ask for all families of the system holds that up; a font of several families is slower from
    then on, each time that it is met.
    """
    _hasty[:] = [on]
    _font.cache_clear()


@cache
def _family() -> str:
    """Return the first wished family that the system has, else that of its own interface."""
    from PySide6.QtGui import QFontDatabase

    there = set(QFontDatabase.families())
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    return next((one for one in FAMILIES if one in there), system)


@cache
def _font(role: Role) -> QFont:
    font = QFont()
    font.setFamilies([*FAMILIES, font.family()] if any(_hasty) else [_family()])
    font.setPixelSize(SIZES[role])
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if role in _BOLD:
        font.setWeight(QFont.Weight.DemiBold)
    return font
