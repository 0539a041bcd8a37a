"""Tells what each cell of a blank table is: label, blank, boxes, words with blanks, signature."""

from __future__ import annotations

import re
from dataclasses import dataclass

from smdesk.intake.word import WordCell
from smdesk.service.drafting.sketch import SketchBox

EMPTY = re.compile(r"[\s\u3000\xa0_＿…⋯]*")
_GLYPH = r"[□☐○◯▢❏❑❒◇☑☒■]|[（(][ \u3000]+[）)](?=[ \u3000]*\w)"
GLYPH = re.compile(_GLYPH)
_NOTE = re.compile(r"(?:[:：][\s_＿]*|[_＿]{2,})$")
_OTHER = re.compile(r"^其[他它]")
SEAL = re.compile(r"盖\s*章|公\s*章|签\s*章|签\s*字|签\s*名|[（(]\s*章\s*[）)]")
OPINION = re.compile(r"意\s*见|承\s*诺|声\s*明")
_DATE = re.compile(r"年[\s\u3000_＿]*月[\s\u3000_＿]*日")
DATE_LINE = re.compile(
    r"[\s\u3000_＿]*(?:日[\s\u3000]*期[:：])?[\s\u3000_＿]*年[\s\u3000_＿]*月[\s\u3000_＿]*日[\s\u3000]*"
)
_WORDS = "年|月|日|至|到|人|万元|亿元|千元|元|%|％|项|家|个|件|户|平方米|次"
_GAP = re.compile(
    rf"[_＿]{{2,}}|(?<=[:：至])[ \u3000\xa0]{{2,}}|(?:^|(?<=年)|(?<=月)|(?<=[至到共计为约]))[ \u3000\xa0]*(?={_WORDS})"
)
UNIT = re.compile(
    r"[\s\u3000]*(?:万元|亿元|千元|元|%|％|人|项|家|个|件|户|平方米|次|台|套)[\s\u3000]*"
)
_TOKENS = re.compile(rf"(?:{_WORDS}|[\s\u3000_＿（）()，,、:：])+")
BRACKETED = re.compile(r"[（(][^（()）]{2,60}[）)]|注[:：].{2,60}", re.DOTALL)
COLON_END = re.compile(r"[:：][\s\u3000\xa0]*$")
ASKS = re.compile(r"请填写|请说明|请简述|请列出|（简述|请注明|请概括")


@dataclass
class Told:
    """What one text is: ``kind`` as in `SketchCell`, its words with ``{}`` for each blank."""

    kind: str
    text: str = ""
    boxes: tuple[SketchBox, ...] = ()
    lines: tuple[str, ...] = ()
    blanks: int = 0
    unsure: str = ""


def tell(cell: WordCell) -> Told:
    """Return what a cell of a blank table is, judged by its text alone."""
    text = cell.text.replace("\xa0", " ")
    if EMPTY.fullmatch(text):
        return Told("blank")
    if is_signature(text):
        return _signature(text)
    if GLYPH.search(text):
        return _boxes(text)
    if DATE_LINE.fullmatch(text):
        return Told("template", "{}", (), (text.strip(),), 1)
    gaps = _gaps(text)
    if gaps:
        return _template(text, gaps)
    return Told("label", text.strip())


def is_signature(text: str) -> bool:
    """Return whether a text is a box for seal and signature."""
    seal, dated = SEAL.search(text), _DATE.search(text)
    opinion = OPINION.search(text)
    return bool((seal and dated) or (seal and opinion and "\n" in text) or (dated and opinion))


def _signature(text: str) -> Told:
    lines = [one.strip(" \u3000\t") for one in text.split("\n") if one.strip(" \u3000\t")]
    split: list[str] = []
    for line in lines:
        dated = re.search(
            r"[\s\u3000]*(?:\d{4}|[\s\u3000_＿]*)年[\s\u3000_＿]*月[\s\u3000_＿]*日", line
        )
        if dated and line[: dated.start()].strip():
            split += [line[: dated.start()].strip(), dated.group().strip()]
        else:
            split.append(line)
    return Told("sign", split[0], (), tuple(split[1:]))


def _gaps(text: str) -> list[tuple[int, int]]:
    """Return where values are to be written among the words of a cell."""
    if re.search(r"[_＿]{2,}", text):
        return [one.span() for one in re.finditer(r"[ \u3000]*[_＿]{2,}[ \u3000_＿]*", text)]
    if _TOKENS.fullmatch(text) and re.search(r"年|月", text) and len(text.strip()) > 1:
        found = [one.span() for one in _GAP.finditer(text)]
        return [one for one in found if re.match(r"[ \u3000]*(?:年|月|日)", text[one[0] :])]
    spaced = [
        (one.start(1), one.end(1))
        for one in re.finditer(rf"[\w）)：:]([ \u3000]{{3,}})(?:{_WORDS})", text)
    ]
    if spaced:
        return spaced
    return []


def _template(text: str, gaps: list[tuple[int, int]]) -> Told:
    words, at = "", 0
    for start, end in gaps:
        words += text[at:start].replace("{", "（").replace("}", "）") + "{}"
        at = end
    words += text[at:]
    return Told("template", words.strip(" \u3000\n"), (), (), len(gaps))


def _boxes(text: str) -> Told:
    """Return the boxes of a cell in order; words before the first are kept with the cell."""
    found = list(GLYPH.finditer(text))
    first = text[: found[0].start()].strip(" \u3000\n\t")
    trailing = (
        bool(first) and not re.search(r"[:：）)\n]$", first) and not text[found[-1].end() :].strip()
    )
    pieces: list[str] = []
    if trailing:
        at = 0
        for one in found:
            pieces.append(text[at : one.start()])
            at = one.end()
        first = ""
    else:
        ends = [*(one.start() for one in found[1:]), len(text)]
        pieces = [text[one.end() : end] for one, end in zip(found, ends, strict=True)]
    boxes = tuple(_box(one) for one in pieces)
    return Told("boxes", first, tuple(one for one in boxes if one.label))


def _box(piece: str) -> SketchBox:
    label = piece.strip(" \u3000\t\n；;，,、")
    note = bool(_NOTE.search(label)) or bool(_OTHER.match(label))
    label = _NOTE.sub("", label).strip(" \u3000")
    return SketchBox(label, note and bool(_OTHER.match(label) or _NOTE.search(piece.strip())))
