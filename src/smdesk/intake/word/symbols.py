"""Characters of the symbol fonts that forms tick with, as the Unicode characters they look like."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from smdesk.intake.words import listed

TICKED: Final = "☑"
CROSSED: Final = "☒"
UNTICKED: Final = "□"
TICK: Final = "√"
CROSS: Final = "×"

SYMBOL_FONTS: Final[dict[str, dict[int, str]]] = {
    "wingdings": {
        0xFE: TICKED, 0xFD: CROSSED, 0x78: CROSSED, 0xA8: UNTICKED, 0x6F: UNTICKED, 0x70: UNTICKED,
        0x71: UNTICKED, 0x72: UNTICKED, 0xFC: TICK, 0xFB: CROSS, 0x6E: "■", 0xA7: "▪", 0x6C: "●",
        0xA1: "○", 0xA4: "◉", 0x9F: "•", 0x75: "◆", 0xD8: "➢", 0x20: " ",
    },
    "wingdings 2": {
        0x52: TICKED, 0x53: CROSSED, 0x54: CROSSED, 0x50: TICK, 0x4F: CROSS, 0xA3: UNTICKED,
        0x2A: UNTICKED, 0x30: UNTICKED, 0x97: "●", 0x99: "○", 0xA2: "■", 0x20: " ",
    },
    "webdings": {0x61: TICK, 0x63: UNTICKED, 0x67: "■", 0x72: CROSS, 0x20: " "},
    "symbol": {0xD6: TICK, 0xB4: CROSS, 0xB7: "•", 0xA8: "◆", 0xA3: "≤", 0xB3: "≥", 0x20: " "},
}  # fmt: skip
"""Characters by font (lower case) and by their low byte; the private-use form is F0xx."""

_UNNAMED: Final = SYMBOL_FONTS["wingdings"] | {0x52: TICKED, 0xA3: UNTICKED}
"""For a private-use character whose run names no symbol font."""


def symbol(font: str, code: int) -> str:
    """Return what character ``code`` of ``font`` looks like; unknown ones stay private-use."""
    low = code & 0xFF if 0xF000 <= code <= 0xF0FF else code
    table = SYMBOL_FONTS.get(font.lower(), _UNNAMED)
    if low in table:
        return table[low]
    if low == code and font.lower() not in SYMBOL_FONTS and not 0xD800 <= code <= 0xDFFF:
        return chr(code)
    return chr(0xF000 | (low & 0xFF))


_PRIVATE: Final = re.compile("[\uf000-\uf0ff]")
_ODD: Final = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\u2e80-\u2fd5\uf000-\uf0ff\ufeff]"
)
_RADICAL: Final = re.compile("[\u2e80-\u2fd5]")
_WIDTHLESS: Final = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202d\u2060-\u2069\ufeff]"
    "|(?<![\u0600-\u08ff\u1800-\u18af])[\u200c\u200d]"  # which shape letters of other scripts
)
"""Letters without width: pages of the net are full of them, on paper there is nothing."""


def as_shown(text: str, font: str | None) -> str:
    """Return ``text`` as it looks in ``font``: symbols as what they show, without letters of no width."""
    symbolic = font is not None and font.lower() in SYMBOL_FONTS
    if not symbolic and _ODD.search(text) is None:
        return text
    text = as_letters(_WIDTHLESS.sub("", text))
    if font is not None and symbolic:
        return "".join(
            symbol(font, ord(c)) if ord(c) < 256 or _PRIVATE.match(c) else c for c in text
        )
    return _PRIVATE.sub(lambda found: symbol("", ord(found.group())), text)


def as_letters(text: str) -> str:
    """Return ``text`` with radicals as the letters that they look like: converters take them out of PDF files."""
    if _RADICAL.search(text) is None:
        return text
    known = _radicals()
    return _RADICAL.sub(
        lambda one: known.get(one.group()) or unicodedata.normalize("NFKC", one.group()), text
    )


@cache
def _radicals() -> dict[str, str]:
    letters = "".join(listed("letters.radicals"))
    return dict(zip(letters[::2], letters[1::2], strict=True))
