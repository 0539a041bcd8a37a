"""Comments, footnotes and endnotes at a form's cells: which of them may say otherwise than the cell.

``应为9200`` corrects, ``已核对`` and ``数据来源于审计报告`` do not; of what is neither nobody can be sure.
"""

from __future__ import annotations

import re

from smdesk.intake.align.corrections import CORRECTS
from smdesk.intake.word.names import SPEAKS_AGAINST
from smdesk.intake.wordfile import W, WordFile

_SILENT = re.compile(
    r"核对|已核|一致|无误|无异议|属实|确认|同意|审阅|已阅|收悉|来源|来自|取自|摘自|数据为|截[至止]|口径|依据|根据|详见|参见|见附|附后|保留.{0,4}小数|四舍五入|经.{0,8}审计|已?审计|[√✓]"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?:年|[-—./]\d)|〔\d{4}〕\d+号?")
_FIGURE = re.compile(r"\d{3}|\d[.．]\d")
"""A figure in a note may be another answer, whatever its words say."""
_SAYS = re.compile(r"(?:为|是|[:：=＝])-?\d+(?:\.\d+)?(?![\d.]*[-—./年月日号页条章位])")
"""经审计为5 says what the cell should say; 编号为12号 and 截至为3月 do not."""
_KINDS = {
    f"{W}commentReference": "comments", f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes",
}  # fmt: skip
_TEXT = f"{W}t"
MOST = 5_000
"""Of more references than so many in one file each is taken to speak against its cell."""


def speaks_against(text: str) -> bool:
    """Return whether a note may say another thing than what it hangs at."""
    flat = re.sub(r"\s+", "", text)
    dateless = _YEAR.sub("", flat)
    if CORRECTS.search(flat) or _FIGURE.search(dateless) or _SAYS.search(dateless):
        return bool(flat)
    return bool(flat) and _SILENT.search(flat) is None


def mark_notes(word: WordFile) -> None:
    """Set `SPEAKS_AGAINST` on each reference in a table to a note that may correct its cell.

    A note that is not in the file says nothing; one that cannot be read may say anything.
    """
    texts: dict[str, dict[str, str] | None] = {}
    for number, one in enumerate(word.body.iter(*_KINDS)):
        if next(one.iterancestors(f"{W}tc"), None) is None:
            continue
        kind = _KINDS[str(one.tag)]
        if kind not in texts:
            texts[kind] = _texts(word, kind)
        known = texts[kind]
        text = "" if known is None else known.get(one.get(f"{W}id") or "", "")
        if number >= MOST or known is None or speaks_against(text):
            one.set(SPEAKS_AGAINST, "1")


def _texts(word: WordFile, kind: str) -> dict[str, str] | None:
    """Return the texts of a kind of notes by id, ``None`` where the part cannot be read."""
    relations = word.relations.values()
    name = next((one.target for one in relations if one.kind == kind and not one.external), "")
    if name not in word.archive:
        return {}
    root = word.part(name)
    if root is None:
        return None
    return {
        one.get(f"{W}id") or "": "".join(each.text or "" for each in one.iter(_TEXT))
        for one in root
    }
