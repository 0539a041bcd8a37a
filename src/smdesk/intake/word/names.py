"""Names of WordprocessingML elements in both namespaces, transitional and strict, as small codes.

The reader asks for the code of an element's tag once and branches on it; an unknown tag has none
and is passed over.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum, auto
from typing import Final

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W_STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
W14: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
M: Final = "http://schemas.openxmlformats.org/officeDocument/2006/math"
M_STRICT: Final = "http://purl.oclc.org/ooxml/officeDocument/math"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
R_STRICT: Final = "http://purl.oclc.org/ooxml/officeDocument/relationships"


class Code(IntEnum):
    """What an element is to the reader."""

    PARAGRAPH = auto()
    TABLE = auto()
    ROW = auto()
    CELL = auto()
    RUN = auto()
    TEXT = auto()
    TAB = auto()
    BREAK = auto()
    RETURN = auto()
    HYPHEN = auto()
    SYMBOL = auto()
    CONTROL = auto()
    INSERTED = auto()
    REMOVED = auto()
    """Deleted or moved away."""
    THROUGH = auto()
    """A wrapper whose content counts as if it were not there."""
    ALTERNATE = auto()
    FIELD_CHAR = auto()
    FIELD_CODE = auto()
    DRAWING = auto()
    RUBY = auto()
    FORMULA = auto()
    NOTE = auto()
    """Where a comment or a note hangs."""
    BOOKMARK_START = auto()
    BOOKMARK_END = auto()


_CODES: Final = {
    "p": Code.PARAGRAPH, "tbl": Code.TABLE, "tr": Code.ROW, "tc": Code.CELL, "r": Code.RUN,
    "t": Code.TEXT, "tab": Code.TAB, "ptab": Code.TAB, "br": Code.BREAK, "cr": Code.RETURN,
    "noBreakHyphen": Code.HYPHEN, "sym": Code.SYMBOL, "sdt": Code.CONTROL,
    "ins": Code.INSERTED, "moveTo": Code.INSERTED, "del": Code.REMOVED, "moveFrom": Code.REMOVED,
    "smartTag": Code.THROUGH, "hyperlink": Code.THROUGH, "fldSimple": Code.THROUGH,
    "customXml": Code.THROUGH, "dir": Code.THROUGH, "bdo": Code.THROUGH,
    "sdtContent": Code.THROUGH, "rubyBase": Code.THROUGH, "subDoc": Code.THROUGH,
    "fldChar": Code.FIELD_CHAR, "instrText": Code.FIELD_CODE, "drawing": Code.DRAWING, "pict": Code.DRAWING,
    "object": Code.DRAWING, "ruby": Code.RUBY,
    "commentReference": Code.NOTE, "footnoteReference": Code.NOTE, "endnoteReference": Code.NOTE,
    "bookmarkStart": Code.BOOKMARK_START, "bookmarkEnd": Code.BOOKMARK_END,
}  # fmt: skip

CODES: Final[dict[str, Code]] = (
    {f"{{{space}}}{name}": code for space in (W, W_STRICT) for name, code in _CODES.items()}
    | {f"{{{MC}}}AlternateContent": Code.ALTERNATE}
    | {
        f"{{{space}}}{name}": Code.FORMULA
        for space in (M, M_STRICT)
        for name in ("oMath", "oMathPara")
    }
)
"""Code of each full tag that the reader knows."""


class Names:
    """Full names of attributes and property elements in one namespace."""

    def __init__(self, space: str, relations: str, formula: str) -> None:
        def name(local: str) -> str:
            return f"{{{space}}}{local}"

        self.val = name("val")
        self.body = name("body")
        self.w = name("w")
        self.type = name("type")
        self.id = name("id")
        self.name = name("name")
        self.char = name("char")
        self.font = name("font")
        self.ascii = name("ascii")
        self.hansi = name("hAnsi")
        self.fonts = name("rFonts")
        self.bold = name("b")
        self.strike = name("strike")
        self.dstrike = name("dstrike")
        self.vanish = name("vanish")
        self.underline, self.color, self.highlight = name("u"), name("color"), name("highlight")
        self.border, self.shading, self.emphasis = name("bdr"), name("shd"), name("em")
        self.fill = name("fill")
        self.vert_align = name("vertAlign")
        self.rpr = name("rPr")
        self.ppr = name("pPr")
        self.style = name("pStyle")
        self.numbering = name("numPr")
        self.num_id = name("numId")
        self.ilvl = name("ilvl")
        self.outline = name("outlineLvl")
        self._of_controls_and_tables(name)
        self.embed = f"{{{relations}}}embed"
        self.relation = f"{{{relations}}}id"
        self.formula_text = f"{{{formula}}}t"

    def _of_controls_and_tables(self, name: Callable[[str], str]) -> None:
        self.sdt_pr = name("sdtPr")
        self.sdt_content = name("sdtContent")
        self.tag = name("tag")
        self.placeholder = name("showingPlcHdr")
        self.fld_char_type = name("fldCharType")
        self.ff_data = name("ffData")
        self.check_box = name("checkBox")
        self.checked = name("checked")
        self.drop_down, self.list_entry, self.result = (
            name("ddList"), name("listEntry"), name("result"),
        )  # fmt: skip
        self.default = name("default")
        self.ruby_base = name("rubyBase")
        self.text_box = name("txbxContent")
        self.tbl_grid = name("tblGrid")
        self.grid_col = name("gridCol")
        self.tr_pr = name("trPr")
        self.grid_before = name("gridBefore")
        self.grid_after = name("gridAfter")
        self.w_before = name("wBefore")
        self.row_deleted = name("del")
        self.row_inserted = name("ins")
        self.tc_pr = name("tcPr")
        self.tc_w = name("tcW")
        self.grid_span = name("gridSpan")
        self.v_merge = name("vMerge")
        self.h_merge = name("hMerge")
        self.cell_deleted = name("cellDel")


W14_CHECKBOX: Final = f"{{{W14}}}checkbox"
W14_CHECKED: Final = f"{{{W14}}}checked"
W14_VAL: Final = f"{{{W14}}}val"
CHOICE: Final = f"{{{MC}}}Choice"
FALLBACK: Final = f"{{{MC}}}Fallback"
PICTURES: Final = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{http://purl.oclc.org/ooxml/drawingml/main}blip",
)
VML_PICTURE: Final = "{urn:schemas-microsoft-com:vml}imagedata"

TRANSITIONAL: Final = Names(W, R, M)
STRICT: Final = Names(W_STRICT, R_STRICT, M_STRICT)


def names_of(tag: str) -> Names:
    """Return the names of the namespace that an element's full ``tag`` is in."""
    return STRICT if tag.startswith(f"{{{W_STRICT}}}") else TRANSITIONAL


SPEAKS_AGAINST: Final = "speaks-against"
"""Attribute set, before reading, on a reference to a comment or note that may correct what it hangs at."""
OFF: Final = frozenset({"0", "false", "off", "none"})
"""Values that switch a toggle property off."""
