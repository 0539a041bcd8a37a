"""Judges whether a value is plainly an answer and nothing else, whatever else a person may have done.

The readers know many habits; these guards know none. They hold the text that is about to be stated
against what its field can hold and against what the form prints, and name what does not fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smdesk.intake.align.standins import doubts_of_words
from smdesk.notices.models import FormField, Kind
from smdesk.notices.text import fold, half_width
from smdesk.notices.typed import NOTHING

_PARAGRAPHS = {Kind.LONG_TEXT, Kind.SHARES}
_NAMING = {Kind.PERSON, Kind.NAME, Kind.INDUSTRY, Kind.REGISTRATION, Kind.ADDRESS}
_SEVERAL = {Kind.ADDRESS, Kind.TEXT, Kind.PERSON, Kind.NAME, Kind.INDUSTRY, Kind.REGISTRATION}
"""Kinds whose text could be that of two cells."""

_LEADING = re.compile(
    r"[：:；;，,。、.．·!！?？)）】\]》>〉|=＝~～#＃…→⇒*＊•●◆▲★※√✓☑□☐&＆@＠%％'’”」]|[-－—–+](?!\d)"
)
_TRAILING = re.compile(r"[：:，,、(（【\[《<〈|=＝→⇒‘“「&＆@＠#＃~～\\_+-]$")
_STROKES = frozenset("丨丶丿亅乚乛")
"""Letters that nothing is called; what OCR makes of the lines of a form."""
_CLOSED = re.compile(r"[。；;.．!！…·]+$")
WORDS_APART = re.compile(r"(?<=[\u3400-\u9fff）)】])[ \u3000\u00a0]+(?=[\u3400-\u9fff])")
"""A blank between two words of one answer, or of two."""
_APART = re.compile(
    r"[\u3400-\u9fff）)】×√][ \u3000\u00a0]+(?:[【×√]|[（(](?!(?:公|盖|签)?章))|[×√][ \u3000\u00a0]+[\u3400-\u9fff]"
    r"|[ \u3000/／][/／×✗✘√✓]$|[ \u3000][A-Za-z]{2,3}$"
)
"""What stands behind a blank is no word."""
_SAID = re.compile(
    r"(?:(?:我|本|该)(?:公司|单位|企业|司|平台|市)(?:的)?)?(?:为|是|即(?!墨|时|食)|填)(?=[\u3400-\u9fff])"
)
"""A sentence instead of an answer: 是陆一, 我公司为…"""
_BULLET = re.compile(r"[-•●◆★▲*·—]+[\s\u3000]*")
_POSTCODE = re.compile(r"邮编|(?:^|[\s，,（(])\d{6}(?:$|[\s，,）)])")
_SENTENCE = re.compile(r"[。；，,、][^。；，,、]|.{30}")
"""What is written as sentences may end as one."""
_ELSEWHERE = re.compile(r"[（(]?(?:详见|见|附)[^，。；：:]{1,12}?[）)]?[。]?|同上|暂未统计|不详|略")
"""That the answer stands elsewhere, or nowhere, is all that is said."""
_NO_ANSWER = re.compile(r"[（(]?(?:未填写?|未提供|暂缺|空白?|缺|待提供|漏填)[）)]?")
"""That nothing is answered, in words that are no answer."""
_PAIRS = (
    ("(", ")"),
    ("[", "]"),
    ("【", "】"),
    ("《", "》"),
    ("“", "”"),
    ("〔", "〕"),
    ("「", "」"),
    ("{", "}"),
)
_BRACKETS = frozenset("（）").union(*_PAIRS)
_WHOLE = re.compile(r"[（(【\[“\"「{〔<][^（(【\[“\"「{〔<）)】\]”」}〕>]*[）)】\]”\"」}〕>]")
_GLYPHS = re.compile(r"[□☐☑☒■▢◻√✓✔✗✘○◯⊙◎❑❒⬜✅]")
_GAP = re.compile(r"\S(?:[ \u3000\u00a0\u2002\u2003]{3,}|\t)\S")
_WIDE_GAP = re.compile(r"\S\u3000\u3000+\S")

_HINT = re.compile(
    r"[（(【\[〔<《{][^（(）)】\]]{0,30}(?:请|必填|选填|填写|填报|填列|字以内|字以下|字左右|盖章|签章|公章|签字|签名|手写|打印|如无|如有|若无|若有|"
    r"注明|勾选|单选|多选|可多|例如|示例|样例|范例|下拉|格式|另附|单位[：:]|精确|保留|小数|位数字|与.{1,12}一致|同营业执照)"
    r"[^（(）)】\]]{0,30}[）)】\]〕>》}]"
    r"|(?:请|此处|在此|按要求)(?:在此)?(?:如实|据实|准确|完整|简要)?(?:填写|输入|填报|填入|选择|注明|勾选|说明|录入|描述|概述|列出)"
    r"|(?:单击|点击).{0,8}(?:输入|选择)|年[\s_＿\u3000]+月[\s_＿\u3000]+日|\d+[\s]*字(?:以内|以下|左右)"
)
_LED = re.compile(r"[\s\u3000]*[^\W\d_]{1,8}[：:](?!//)")
_LED_BY_FORM = re.compile(
    r"[\s\u3000]*(?:答|答复|回答|回复|填|填写|填报|填写内容|填报内容|内容|说明|填写说明|填报说明|备注|注|提示|示例|例|如|例如|要求|输入|此处填写|本单位填报|我单位|我公司|结果|数值|值|选项|选择)[：:]"
)
_REMARK = re.compile(
    r"[?？→⇒]|待(?:核|查|补|定|确认|更新|填)|暂(?:定|估|填|缺)|未定|估(?:算|计|值)|预(?:计|估|测)|大(?:概|约)|左右|改为|更正|应为|原为|作废|笔误|误填|未填|漏填|同前|同下|"
    r"(?:已|未|经)(?:核对?|核实|审核?|阅|改|确认|审计)$|(?:已|未|经)(?:核对|核实|审核|确认|审计)|数据来源|来源[：:]|截[至止]|不含|不包括|仅供|另见|旧[：:]|新[：:]"
)
_RENAMED = re.compile(
    r"[（(\[【](原(?!料|创|子|厂|平)|曾用名|现(?!代)|更名|改名|拟更|已?搬|迁|实际|现址|新址|旧址|原址|经营地|办公)[^（()）]*[）)\]】]"
)
"""Says that a name or an address was another before, or will be."""
_TWO_FIRMS = re.compile(r"(?:公司|厂)[、，,][^、，,]{2,}$|[、，,][^、，,]{2,}(?:公司|厂)$")
_NEW_ADDRESS = re.compile(r"[号幢室楼层栋座][\s\u3000]*\n[^\n]{1,8}?[省市县区]")
_BEGINS = range(1900, 2100)
"""Years in which firms began, where a number of years is asked for."""
_LAST_BRACKET = re.compile(r"[（(\[【]([^（()）\[\]【】]*)[）)\]】]$")
_IN_NUMBERS = re.compile(
    r"(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)0\d{2,3}[-\s]?\d{7,8}(?!\d)|[\w.]+@[\w-]+\.\w+|(?<![0-9A-Z])[0-9A-Z]{18}(?![0-9A-Z])"
)
_HAN_NAME = re.compile(
    r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,10}(?:[·•・．.][\u3400-\u9fff]{1,10})+|[A-Za-z][A-Za-z .'’-]{1,40}"
)
_TITLED = re.compile(
    r"^(?:原|前任?|现任?|拟任?|代)[\u3400-\u9fff]{2,3}$|[\u3400-\u9fff]{2}等$"
    r"|(?:先生|女士|小姐|同志|经理|总监|主任|主管|局长|科长|处长|厂长|董事|书记|部长|会计|老师|教授|博士|总工|工程师|[\u3400-\u9fff]总)$"
)
_PHONE = re.compile(
    r"[\d\s()/;；,，、+*#—–-]+(?:(?:转|分机|ext\.?)[:：]?\s*\d{1,6})?(?:\((?:[^\d()]{0,3}\d{3,4}|办公?|宅|总机|传真|座机|手机)\))?",
    re.IGNORECASE,
)
_EMAIL = re.compile(
    r"[A-Za-z0-9][\w.+-]*@[A-Za-z0-9][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}", re.ASCII
)
_URL = re.compile(r"(?:https?://)?[A-Za-z0-9][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}(?::\d{2,5})?(?:[/?#][\x21-\x7e]*)?", re.IGNORECASE)  # fmt: skip
_FEW_DIGITS, _MOST_DIGITS = 7, 40
TELEPHONES = frozenset({Kind.PHONE, Kind.FAX, Kind.MOBILE})
_TELEPHONE = re.compile(r"(?<!\d)(?:0\d{2,3}[-— ]?\d{7,8}|1\d{10})(?!\d)")
_LOST_ZERO = re.compile(r"[2-9]\d{8,10}|10\d{8}")
"""A number typed into a cell for figures, which took the nought before its area."""
_AREA = re.compile(r"0(?:10|2\d|[3-9]\d{2})")
_FRAGMENT = re.compile(r"[a-z]+(?:\.[a-z]+)*")
"""Small letters alone: the end of an address on the net, or xx."""
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
_RESIDUE = re.compile(r"0{6,}[1-9]\d?$|\.\d*9{6,}\d?$")
"""What a program's arithmetic leaves at the end of a figure: 52.90000000001."""
MOST_SHARE, MOST_GROWTH = 300, 1000
"""Percentages beyond these are no share of anything, no growth of a year."""


def telephones(text: str) -> list[str]:
    """Return the telephone numbers that are written out in full, in order."""
    return _TELEPHONE.findall(half_width(text))


def in_range(field: FormField, text: str) -> bool:
    """Return whether a percentage can be one; other numbers can be anything."""
    if field.kind is not Kind.PERCENT or not _NUMBER.fullmatch(text):
        return True
    return abs(float(text)) <= (MOST_GROWTH if field.negative else MOST_SHARE)


def doubts(field: FormField | None, text: str, raw: str, words: Words) -> Iterator[str]:
    """Yield every reason why a text is not plainly the answer to a field alone.

    ``text`` is what would be stated, ``raw`` what stands in the cell, ``words`` the form's own.
    """
    if not text or text.strip() in NOTHING or _ELSEWHERE.fullmatch(text.strip()):
        return
    kind = field.kind if field is not None else Kind.LONG_TEXT
    if kind.numeric:
        if _twice_typed(text):
            yield "value-twofold"
        fraction = kind is Kind.INTEGER and "." in text and text.rstrip("0")[-1:] != "."
        begun = field is not None and field.unit == "年" and text.isdecimal() and len(text) == 4
        if fraction or _RESIDUE.search(text) or (begun and int(text) in _BEGINS):
            yield "value-format"
        return
    yield from doubts_of_words(kind, text)
    bare = raw.strip()
    if _edged(kind, text) or (bare != text and _edged(kind, bare)):
        yield "value-edged"
    if kind is not Kind.SHARES and (
        _HINT.search(raw) or _led(kind, text) or words.within(kind, text) or _ends_in_guidance(raw)
    ):
        yield "value-printed"
    if _GLYPHS.search(text):
        yield "value-boxes"
    if _remarked(kind, text) or _NO_ANSWER.fullmatch(text):
        yield "value-remark"
    if _moved(kind, text):
        yield "value-remark"
    if (kind in _SEVERAL and _parted(kind, text)) or (
        kind in _SEVERAL
        and (_GAP.search(text) or _WIDE_GAP.search(text) or _IN_NUMBERS.search(half_width(text)))
    ):
        yield "value-joined"
    if kind is Kind.NAME and _TWO_FIRMS.search(text):
        yield "value-joined"
    if not fits(kind, text) or (kind is Kind.ADDRESS and _POSTCODE.search(half_width(text))):
        yield "value-format"
    if _doubled(text):
        yield "value-twofold"


def _moved(kind: Kind, text: str) -> bool:
    """Return whether a name or an address says that it was another, or holds a second one."""
    found = _RENAMED.search(text) if kind in {Kind.NAME, Kind.ADDRESS} else None
    if found is not None and (kind is Kind.NAME or found[1] != "原"):  # （原农机站内）: so found
        return True
    return kind is Kind.ADDRESS and _NEW_ADDRESS.search(text) is not None


def _twice_typed(text: str) -> bool:
    """Return whether the figures of a number repeat: 8700 pasted over 8700."""
    half = len(text) // 2
    return len(text) > 5 and text.isdigit() and text == text[:half] * 2 and len(set(text)) > 2


def _parted(kind: Kind, text: str) -> bool:
    """Return whether a blank or a stroke parts a short answer in two."""
    if kind is Kind.PERSON:
        pieces = text.split()
        single = sum(len(one) == 1 for one in pieces)
        return text > "\u3400" and len(pieces) > 1 and single < len(pieces) - 1 + (len(pieces) > 2)
    if kind is Kind.NAME and re.search(r"[/／；;]|\w{4,}\n\w{4,}|[市区县厂司]\n\w{4,}", text):
        return True
    apart = _APART.search(text) or (kind is Kind.NAME and WORDS_APART.search(text))
    return len(text) <= MOST_SHORT and bool(apart)


MOST_SHORT = 40


def _edged(kind: Kind, text: str) -> bool:
    """Return whether marks are left over at the ends of a text, or a bracket without its partner."""
    lead = _BULLET.sub("", text) if kind in _PARAGRAPHS and "\n" in text else text
    if _LEADING.match(lead) or _TRAILING.search(text) or _WHOLE.fullmatch(text):
        return True
    if all(one in _STROKES or not one.isalnum() for one in text):
        return True  # a speck of the paper, a line that was left
    if len(text) > 2 and text[0] == text[-1] and not text[0].isalnum() and text[0] > " ":
        return True
    if text[0] + text[-1] in {"[]", "【】", "{}", "<>", "〔〕", "「」"}:
        return True
    if kind is not Kind.URL and text[-1] in "/／":
        return True
    if kind in _NAMING and _CLOSED.search(text) and not _SENTENCE.search(text):
        return True
    if _BRACKETS.isdisjoint(text):
        return False
    plain = text.replace("（", "(").replace("）", ")")
    lone = re.search(r"(?m)^\s*[\w一-鿿]{1,2}\)", plain) is not None  # 1）…2）…
    return any(plain.count(a) != plain.count(b) for a, b in _PAIRS if not (a == "(" and lone))


_LAST_LINE = re.compile(r"\n[\s\u3000]*[（(【\[](?P<words>[^（()）\n]{2,40})[)）】\]][。]?$")


def _ends_in_guidance(raw: str) -> bool:
    """Return whether the last line of an answer is a bracket alone, as a form prints what to write."""
    return _LAST_LINE.search(raw.rstrip()) is not None


def _led(kind: Kind, text: str) -> bool:
    """Return whether a text begins with words and a colon that are none of the answer's."""
    if _LED_BY_FORM.match(text) or (kind in _SEVERAL and _SAID.match(text)):
        return True
    return kind not in _PARAGRAPHS and kind is not Kind.URL and _LED.match(text) is not None


def _remarked(kind: Kind, text: str) -> bool:
    """Return whether an answer carries a word about itself; free text may, outside of brackets."""
    if kind in _PARAGRAPHS:
        return False
    said = [text]
    if kind is Kind.TEXT:
        said = [*_LAST_BRACKET.findall(text), *WORDS_APART.split(text)[1:][-1:], text[-1]]
    return any(_REMARK.search(one) for one in said)


def _doubled(text: str) -> bool:
    flat = re.sub(r"\s+", "", text)
    half = len(flat) // 2
    return (
        len(flat) > 3 and len(flat) % 2 == 0 and not flat.isdigit() and flat[:half] == flat[half:]
    )


def _names_one(text: str) -> bool:
    name = re.sub(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])", "", text.strip())
    return _HAN_NAME.fullmatch(name) is not None and _TITLED.search(name) is None


STRICT = frozenset(
    {
        Kind.PERSON,
        Kind.PHONE,
        Kind.FAX,
        Kind.MOBILE,
        Kind.EMAIL,
        Kind.URL,
        Kind.INTEGER,
        Kind.DECIMAL,
        Kind.MONEY,
        Kind.PERCENT,
        Kind.YEAR,
    }
)
"""Kinds that do not hold just any text."""


def fits(kind: Kind, text: str) -> bool:
    """Return whether a text has the look of its kind; kinds of free text hold anything."""
    if text.strip() in NOTHING or _ELSEWHERE.fullmatch(text.strip()):
        return True
    plain = half_width(text).strip()
    if kind is Kind.PERSON:
        return all(_names_one(one) for one in re.split(r"[、,，]", plain))
    if kind in {Kind.PHONE, Kind.FAX, Kind.MOBILE}:
        digits = sum(one.isdigit() for one in plain)
        if len({area.group() for one in telephones(plain) if (area := _AREA.match(one))}) > 1:
            return False  # one desk has one area code
        if kind is not Kind.MOBILE and _LOST_ZERO.fullmatch(plain):
            return False
        return _PHONE.fullmatch(plain) is not None and _FEW_DIGITS <= digits <= _MOST_DIGITS
    if kind is Kind.EMAIL:
        return _EMAIL.fullmatch(plain) is not None
    if kind is Kind.URL:
        return _URL.fullmatch(plain) is not None
    if kind in _SEVERAL and _FRAGMENT.fullmatch(plain):
        return False
    if kind in {Kind.NAME, Kind.ADDRESS}:
        return re.search(r"[\u3400-\u9fffA-Za-z]{2}", plain) is not None
    if kind in {Kind.LONG_TEXT, Kind.TEXT}:
        return _IN_NUMBERS.fullmatch(plain) is None
    if kind.numeric:
        return re.fullmatch(r"[-+]?[\d,]+(?:\.\d+)?\s*\D{0,4}", plain) is not None
    return True


_SEGMENTS = re.compile(r"[^\s\u3000：:；;，,、。|()（）【】\[\]“”_＿]+")


class Words:
    """The words that a form prints: labels by their cores, remarks in brackets."""

    def __init__(self, labels: frozenset[str], remarks: frozenset[str]) -> None:
        self.labels = labels
        self.remarks = remarks
        self.long = tuple(one for one in labels if len(one) > 3)
        self.begun = tuple({one[:6] for one in labels if len(one) > 5})
        self.led = tuple(f"{one}{is_}" for one in labels if len(one) > 1 for is_ in "是为")

    def and_those(self, labels: frozenset[str]) -> Words:
        """Return these and the labels as they were received."""
        return Words(self.labels | labels, self.remarks)

    def within(self, kind: Kind, text: str) -> bool:
        """Return whether some of the form's words are left in an answer."""
        flat = fold(text)
        if any(one in flat for one in self.remarks):
            return True
        if kind not in _PARAGRAPHS and flat not in self.labels and (
            flat.startswith(self.long) or flat.endswith(self.long)
        ):  # fmt: skip
            return True
        if kind in _PARAGRAPHS and flat.startswith(self.begun):
            return True
        if flat.startswith(self.led):
            return True
        parts = list(_SEGMENTS.finditer(text))
        for number, part in enumerate(parts):
            if fold(part.group()) not in self.labels:
                continue
            ends = text[part.end() : part.end() + 1]
            if ends in {"：", ":"} or (
                len(parts) > 1 and number in {0, len(parts) - 1} and _blank_beside(text, part)
            ):
                return True
            if kind not in _PARAGRAPHS and len(parts) > 1 and len(part.group()) > 3:
                return True
        return False


def _blank_beside(text: str, part: re.Match[str]) -> bool:
    """Return whether a word is parted from the rest by blanks or a new line alone."""
    before, after = text[: part.start()][-1:], text[part.end() :][:1]
    return (not before or before.isspace()) and (not after or after.isspace())
