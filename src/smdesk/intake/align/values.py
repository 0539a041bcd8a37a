"""Judges the text found for a field: its canonical text and every reason to doubt it."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

from smdesk.intake.align.keys import MONEY_UNITS
from smdesk.intake.align.model import LINED
from smdesk.intake.align.offered import figure_in
from smdesk.intake.align.view import Spot
from smdesk.intake.word.model import WordCell
from smdesk.notices.models import FormField, Kind
from smdesk.notices.text import clean, half_width
from smdesk.notices.typed import read

_UNDERLINES = re.compile(r"^[_＿\s\u3000]+|[_＿\s\u3000]+$")
_COLON = re.compile(r"^[：:](?!//)[\s\u3000]*")
_BRACKETED_UNIT = re.compile(
    r"(?<=\d)[\s\u3000]*[（(\[][\s\u3000]*([^\d（()）\s]{1,7})[\s\u3000]*[)）\]]$"
)
_IN_WORDS = re.compile(r"^百分之[\s\u3000]*([\d０-９.．]+)$")
_RULED = re.compile(r"(?<=\d)[\s\u3000]*[_＿]+[\s\u3000]*(?=\D)")
"""The line that a figure was typed on, up to its unit: 8700__万元."""
_CLOSED = re.compile(r"(?<=[\d%％元人项个件家户台次年])。$")
"""The full stop behind a figure told as a sentence: 8700万元。"""
_AS_TEXT = re.compile(r"^['‘’＇](?=-?\d[\d.,]*$)")
"""The sign before a figure that a spreadsheet is to keep as text."""
_SET_OFF = re.compile(
    r"(\D*\d{1,3})((?:(?P<mark>[\u00a0\u2009\u202f'’])\d{3})(?:(?P=mark)\d{3})*)((?:\.\d+)?\D*)"
)
"""Thousands set off by what nobody types between two figures: a narrow or fixed blank, an apostrophe."""
_SIGNED = re.compile(r"(-?)[¥￥][\s\u3000]*(-?[\d,]+(?:\.\d+)?)")
_PARTED = re.compile(r"\d[.,]?[\s\u3000]+[.,]?\d")
_SPOKEN = {Kind.PHONE, Kind.FAX, Kind.URL}
_WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ－．／＠＿＋]|：(?=//|／／)")


def tidy(text: str) -> str:
    """Return a value without control characters, outer blanks, a label's colon before it and the

    underline it was typed on.
    """
    return _UNDERLINES.sub("", _COLON.sub("", _UNDERLINES.sub("", clean(text))))


_HINT_BEFORE = re.compile(
    r"[（(【\[](?:请?(?:填写|输入|注明)|必填|选填)[）)】\]][\s\u3000：:]*|请?(?:填写|输入|注明)[：:][\s\u3000]*"
)
"""Words of the form that were left before an answer."""
_NEVER_ENDED = {Kind.EMAIL, Kind.URL, Kind.PHONE, Kind.FAX, Kind.MOBILE, Kind.POSTCODE, Kind.USCC}
_END = re.compile(r"(?<=[A-Za-z0-9/])[\s\u3000]*[；;。，,、]+$")
"""A mark behind an answer that never ends with one."""


def judge(field: FormField, raw: str) -> tuple[str, list[str]]:
    """Return the canonical text of ``raw`` in ``field`` and reasons for doubt."""
    if not raw:
        return "", []
    hint = _HINT_BEFORE.match(raw)
    if hint is not None and hint.end() < len(raw):
        text, reasons = judge(field, raw[hint.end() :])
        return text, list(dict.fromkeys([*reasons, "value-placeholder"]))
    if field.kind in _NEVER_ENDED:
        raw = _END.sub("", raw)
    if field.kind.numeric:
        raw = _CLOSED.sub("", _RULED.sub("", _AS_TEXT.sub("", raw)))
        if (set_off := _SET_OFF.fullmatch(raw)) is not None:
            raw = set_off[1] + re.sub(r"\D", "", set_off[2]) + set_off[4]
        signed = _SIGNED.fullmatch(raw) if field.unit in MONEY_UNITS else None
        if signed is not None:  # ¥8700 in a column of 万元: whether 元 are meant is not said
            text, reasons = judge(field, "".join(signed.groups()))
            return text, list(dict.fromkeys([*reasons, "unit-unsaid"]))
    if field.unit == "%":
        raw = _IN_WORDS.sub(r"\1%", raw)
    summed = _in_two_units(field, raw)
    if summed is not None:
        text, reasons = judge(field, summed)
        return text, list(dict.fromkeys([*reasons, "unit-converted"]))
    typed = read(field, raw)
    if typed.problem is not None and field.kind.numeric:
        bare = read(field, _BRACKETED_UNIT.sub(r"\1", raw))  # 1200（万元）
        typed = bare if bare.problem is None else typed
    reasons = _doubts_of(field, raw)
    if typed.problem is not None:
        return _offered(field, raw), [*reasons, "value-unreadable"]
    if field.kind in _SPOKEN and not typed.none:
        return _narrow(typed.text), reasons
    if typed.converted is not None:
        reasons.append("unit-converted")
    if field.kind.numeric or field.kind in {Kind.POSTCODE, Kind.USCC, Kind.MOBILE, Kind.DATE}:
        shaped = field.kind in _SHAPES and _plausible(field, typed.text)
        if not shaped and _PARTED.search(half_width(raw)):
            reasons.append("value-parted")
        if not typed.none and not _plausible(field, typed.text):
            reasons.append("value-unreadable")
    return typed.text, reasons


def _offered(field: FormField, raw: str) -> str:
    """Return the figure that a text most likely says, for a person to accept; else the text."""
    if not field.kind.numeric or field.kind is Kind.YEAR:
        return raw
    figure = figure_in(raw, less=field.negative)
    if figure is not None and field.unit in MONEY_UNITS and figure[-1:] == str(field.unit)[:1]:
        figure += "元"  # 8700万 in a column of 万元
    typed = read(field, figure) if figure is not None else None
    return raw if typed is None or typed.problem is not None else typed.text


_TWO_UNITS = re.compile(r"(\d+(?:\.\d+)?)亿元?(?:零)?(\d[\d,]*(?:\.\d+)?)万元?")
_PER_MILLE = re.compile(r"(-?\d+(?:\.\d+)?)(?:‰|%0|o/oo)|千分之(\d+(?:\.\d+)?)")


def _in_two_units(field: FormField, raw: str) -> str | None:
    """Return a figure of 亿 and 万 in 万元, and one in ‰ in per cent; ``None`` for all others."""
    plain = re.sub(r"[\s\u3000]", "", half_width(raw))
    if field.unit in MONEY_UNITS and (found := _TWO_UNITS.fullmatch(plain)):
        rest = Decimal(found[2].replace(",", ""))
        return f"{Decimal(found[1]) * 10_000 + rest}万元" if rest < 10_000 else None
    if field.unit == "%" and (found := _PER_MILLE.fullmatch(plain)):
        return f"{Decimal(found[1] or found[2]) / 10}%"
    return None


def _narrow(text: str) -> str:
    """Return a number or address on the net without full-width letters; brackets stay as typed."""
    return _WIDE.sub(lambda one: half_width(one.group()), text)


_PLACEHOLDER = re.compile(
    r"[（(【\[]?(?:单击|点击|请)(?:或点击)?(?:此处)?(?:输入|填写|选择|填报|键入|注明|填入).{0,12}"
    r"|[（(]?(?:必填|选填|待填|待定|待补充?|此处填写)[）)]?|[xX×]{2,}(?:公司|有限公司|市|省)?|[*＊]{2,}|(?:填写|填报)?(?:示例|样例|范例|例如)[:：\s].*|[（(]?(?:例|如)[:：].*"
    r"|[（(]?(?:小数点后)?(?:保留|精确到).{0,6}(?:小数|整数|位)(?:数字|即可)?[）)]?|[（(]?以[上下](?:为|均|皆|无|空|略|全).{0,8}[）)]?"
)
_REPEATED = re.compile(
    r"[（(【\[“\"]?(?:(?:内容)?(?:均|皆)?同(?:上|左|右|前|下|此)?(?:栏|行|格|表|列|文|述|所述)?|如(?:上|前|左)(?:所述)?|(?:从|省|此处|此栏)?略|省略|[〃″”\"々])[。，.）)】\]”\"]?"
)
"""Says what stands beside, or nothing: 同上, 同左, 〃, 略."""
_SENT_ON = re.compile(
    r"[（(【\[]?(?:详细?(?:情况|内容)?|请|可|具体|另|内容)?(?:参?见|参阅|查阅|查看|参照|同)(?:本表|本申报书|申报书)?(?:上|下|前|后|左|右|另|首|封面|封皮|附|正文|表|营业|证书|执照|名片|企业|公司|单位|申报|注册|通信|通讯|联系|第|名单|清单|材料|说明|合同|官网|群|微信|邮件|网盘).{0,14}"
    r"|(?:本|我|该|贵)(?:公司|单位|企业|人|平台|项目|厂|院|司)"
    r"|[（(【\[]?(?:(?:另|随|后)附|附(?:件|后|页|表|录))(?:[一二三四五六七八九十\d]{1,3}|[：:].{0,12})?[)）】\]]?[。.]?"
)
"""Sends the reader elsewhere where a name, an address or a number is wanted: 见封面, 另附, 本公司."""
_GOES_ON = re.compile(
    r"[（(【\[](?:请|内容)?(?:(?:下|接|续|待续)?(?:转|见|接)(?:下|后|附|另|续|第)|下转|下接|待续|未完|续)[^（()）]{0,10}[)）】\]][。.]?$"
)
"""Breaks off and says where it goes on: （转附页1）."""
_LOOSE = frozenset({Kind.TEXT, Kind.LONG_TEXT})
_ECHOES = 3
"""Times that a piece stands in a cell with nothing between but parts of it."""
_PHONE = re.compile(r"\d{5}")
_MARKED = re.compile(r"(?:[①-⑳*＊※†]|[（(\[]?注\d{0,2}[)）\]]?)$")


def _doubts_of(field: FormField, raw: str) -> list[str]:
    """Return doubts about a text that is none of the applicant's, or carries the mark of a note."""
    if _PLACEHOLDER.fullmatch(raw):
        return ["value-placeholder"]
    if _REPEATED.fullmatch(raw) or (field.kind not in _LOOSE and _SENT_ON.fullmatch(raw)):
        return ["value-elsewhere"]
    if _GOES_ON.search(raw):
        return ["value-elsewhere"]
    if field.kind is Kind.PERSON and _PHONE.search(half_width(raw)):
        return ["value-joined"]
    return ["value-marked"] if field.kind is not Kind.LONG_TEXT and _MARKED.search(raw) else []


_SHAPES = {
    Kind.POSTCODE: re.compile(r"\d{6}"), Kind.MOBILE: re.compile(r"1\d{10}"),
    Kind.USCC: re.compile(r"(?!\d+000$)[0-9A-HJ-NP-RT-UW-Y]{18}"), Kind.EMAIL: re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"),
    Kind.YEAR: re.compile(r"(19|20)\d\d"),
}  # fmt: skip
"""A credit code has none of I, O, S, V, Z; one of figures alone that ends in three noughts was kept as a number."""


def _plausible(field: FormField, text: str) -> bool:
    shape = _SHAPES.get(field.kind)
    return shape is None or shape.fullmatch(text) is not None


def says_unit(field: FormField, raw: str) -> bool:
    """Return whether the typed text names a unit itself."""
    return bool(field.unit) and re.search(r"[元%％万亿]", raw) is not None


def in_unit(field: FormField, raw: str, unit: str | None) -> str | None:
    """Return an amount with the money unit that its label names, where it is not the field's."""
    other = unit in MONEY_UNITS and field.unit in MONEY_UNITS and unit != field.unit
    if not other or says_unit(field, raw) or not _AMOUNT.fullmatch(half_width(raw)):
        return None
    return f"{raw}{unit}"


_AMOUNT = re.compile(r"[\s-]*[\d,]+(?:\.\d+)?[\s]*")


def unit_reasons(field: FormField, unit: str | None, raw: str, *, around: str | None) -> list[str]:
    """Return doubts about the unit: that of the received label ``unit``, that said ``around``."""
    if not field.unit or not raw or says_unit(field, raw):
        return []
    if unit is not None and unit != field.unit:
        return ["unit-other"]
    if field.unit not in MONEY_UNITS:
        return []
    if around is not None and around != field.unit:
        return ["unit-other"]
    return [] if unit is not None or around is not None else ["unit-unsaid"]


def level(spot: Spot, raw: str) -> str:
    """Return a figure that is all its cell says without the raised mark of a note behind it."""
    cell = spot.cell
    if not (cell.marked and cell.raised) or raw.strip() != spot.text.strip():
        return raw
    seen = [run for run in cell.runs if not (run.hidden or run.struck)]
    figure = "".join(run.text for run in seen if not run.raised)
    return figure if seen and not seen[0].raised and figure.strip() else raw


_TURNED_ROUND = re.compile("\u202e")
"""The mark behind which letters are seen from the last to the first."""


def cell_reasons(spot: Spot) -> list[str]:
    """Return doubts that come from how the cell is written."""
    cell, reasons = spot.cell, ["value-lined"] if spot.table >= LINED else []
    if cell.replaced:
        reasons.append("value-replaced")
    if cell.nested and not spot.framed:
        reasons.append("value-nested")
    if _echoed(cell):
        reasons.append("value-twofold")
    if _TURNED_ROUND.search(cell.text):
        reasons.append("value-inexact")
    if not cell.marked:
        return reasons
    if cell.struck:
        reasons.append("value-struck")
    if cell.hidden:
        reasons.append("value-hidden")
    if cell.noted:
        reasons.append("value-noted")
    if cell.raised:
        reasons.append("value-raised")
    if spot.text and any(one.boxed and one.text.strip() for one in cell.paragraphs):
        reasons.append("value-boxed")
    return reasons


def _echoed(cell: WordCell) -> bool:
    """Whether a cell says the same over and over, piece by piece.

    LibreOffice writes a control or a fill-in field once for each change of script in it, each time
    whole: 9 is saved as 9999.
    """
    said = [one.text.strip() for two in cell.paragraphs for one in two.runs if not one.hidden]
    pieces = [one for one in said if one]
    for told, count in Counter(pieces).items():
        if count < _ECHOES or not any(map(str.isalnum, told)):
            continue
        first, last = pieces.index(told), len(pieces) - pieces[::-1].index(told)
        around = "".join(one[-1] for one in pieces[:first][-1:]) + "".join(pieces[last:])[:1]
        # 1380000 in a run for each digit goes on before and behind its noughts
        if all(one in told for one in pieces[first:last]) and not any(map(str.isalnum, around)):
            return True
    return False
