"""What a text that has to be asked after most likely says: the figure without the words around it.

A person accepts or corrects what is offered; nothing that is offered here is ever stated.
"""

from __future__ import annotations

import re

from smdesk.notices.text import half_width

_BRACKETED = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]")
_YEAR = re.compile(r"\d{2}年|^[(\[【〔][\s\d.,%]+[)\]】〕]$")
"""A bracket with the year of a figure, or with another figure alone, is no remark."""
_AROUND = "。．，,；;：:、“”\"'‘’→←√✓✔|丨_·>"
_CHANGED = re.compile(
    r"(?:修改|更正|订正|调整|变更|改|现)(?:为|成|改为?|是)?[:：]?\s*(?P<new>-?\d[\d,]*(?:\.\d+)?)\s*[元万亿%人项个]{0,2}[)）。]?$"
)
"""Words before the figure that another was changed into; it stands last."""
_BEFORE_THIS = re.compile(r"(?:^|\n)\s*(?:上年|去年|上期|例|如|示例)(?:同期)?[:：]?[^\n]*")
"""A line with the figure of another year, or with the sample of those who print the form."""
_MISREAD = str.maketrans("OoQIl·", "00011.")
"""Letters that OCR takes for figures."""
_BEFORE = re.compile(r"^(?:合计|共计|总计|共|为|是|人民币|占(?:比)?|(?:同比)?增长|盈利)")
_LESS = re.compile(r"^(?:亏损|(?:同比)?(?:下降|减少|降低|负增长)|负)(?=\d)")
"""Words before a figure that is below nought, where the field can be."""
_BEHIND = re.compile(r"整$|人民币$")
_FIGURE = re.compile(
    r"-?\d[\d,]*(?:\.\d+)?\s*(?:%|[十百千万亿]*元|万|亿|人|项|个|件|家|户|台|次|周|年|吨标煤/万元)?"
)
_APART = re.compile(r"-?(?:[\d.,]\s+)+[\d.,]")
_NUMERALS = {one: place for place, one in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_COUNT = re.compile(r"(?P<tens>[一二三四五六七八九]?)(?P<ten>十)?(?P<ones>[零〇一二两三四五六七八九]?)(?:[人项个件家户台次名周])?")  # fmt: skip
_QUOTED = re.compile(r"^(?:>\s*)+")
_NOTE = re.compile(
    r"^\s*(?:[（(【\[][^（()）\n]{0,30}(?:请|填写|保留|以内|全称|一致)[^（()）\n]{0,20}[)）】\]]|(?:示?例|如|样例)[:：][^\n]*\n)\s*(?=\S)"
)
"""Words of those who print a form, left before an answer: （请填写全称）, and a sample on a line of its own."""
_LAST_LINE = re.compile(r"\n[\s\u3000]*[（(【\[][^（()）\n]{2,40}[)）\]】][。]?\s*$")


def figure_in(raw: str, *, less: bool = False) -> str | None:
    """Return the one figure that a text holds beside words that say nothing of its size, if there is one.

    ``less`` says that the field can be below nought: 亏损30 is -30 then.
    """
    text = half_width(raw).replace("\u2009", " ").strip()
    changed = _CHANGED.search(text)
    if changed is not None:
        return changed["new"]
    if "\n" in text:
        text = _BEFORE_THIS.sub("", text).strip() or text
    for bracket in _BRACKETED.findall(text):
        if _YEAR.search(bracket):
            return None
    if any(
        text[: one.start()].rstrip()[-1:].isdigit() and text[one.end() :].lstrip()[:1].isdigit()
        for one in _BRACKETED.finditer(text)
    ):
        return None  # 2031(或)2034 is two figures
    text = _BRACKETED.sub("", text).strip().strip(_AROUND).strip()
    text = _BEHIND.sub("", _BEFORE.sub("", text).strip()).strip().strip(_AROUND).strip()
    if _APART.fullmatch(text):
        text = re.sub(r"\s", "", text)
    text = _LESS.sub("-", text) if less else text
    if _FIGURE.fullmatch(text) and (text != half_width(raw).strip() or text[-1] in "万亿"):
        return text
    plain = text.translate(_MISREAD)
    if plain != text and len(text) > 1 and _FIGURE.fullmatch(plain):
        return plain
    return _counted(text)


def _counted(text: str) -> str | None:
    """Return a count below a hundred that is written in Chinese numerals."""
    found = _COUNT.fullmatch(text)
    if found is None or not (found["tens"] or found["ten"] or found["ones"]):
        return None
    if found["ten"]:
        return str(_NUMERALS.get(found["tens"], 1) * 10 + _NUMERALS.get(found["ones"], 0))
    single = found["tens"] + found["ones"]
    return str(_NUMERALS[single]) if len(single) == 1 else None


def words_in(raw: str, label: str) -> str:
    """Return an answer without its label typed before it and without a last line in brackets."""
    text = _QUOTED.sub("", _NOTE.sub("", _LAST_LINE.sub("", raw)))
    led = re.match(r"\s*(?P<said>[^：:\n]{2,30})[：:](?!//)\s*", text)
    if led is not None and re.sub(r"\W|\d", "", led["said"]) == label and text[led.end() :]:
        text = text[led.end() :]
    return text.strip()
