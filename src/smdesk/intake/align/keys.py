"""What a printed label says, freed of how it is written: blanks, marks, numbering, units, years.

Two labels are the same label when their keys agree; how nearly they agree is `Match`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from smdesk.notices.text import fold

UNITS = frozenset(
    ["元", "千元", "万元", "百万元", "千万元", "亿元", "%", "人", "项", "个", "户", "家", "件", "次",
     "年", "周", "名", "平方米", "吨标煤/万元", "吨标准煤/万元"]
)  # fmt: skip
MONEY_UNITS = frozenset(one for one in UNITS if one.endswith("元") and "/" not in one)

SAME = {
    "法定代表人": "法人代表", "法人": "法人代表", "企业法人": "法人代表", "法定代表人姓名": "法人代表",
    "手机号": "手机", "手机号码": "手机", "移动电话": "手机", "联系手机": "手机",
    "邮箱": "电子邮箱", "email": "电子邮箱", "电子邮件": "电子邮箱", "电子信箱": "电子邮箱",
    "邮箱地址": "电子邮箱", "邮编": "邮政编码", "通讯地址": "通信地址", "住所": "注册地址", "联系地址": "通信地址",
    "传真号码": "传真", "传真号": "传真", "网站": "网址", "公司网站": "网址", "公司网址": "网址",
    "平台网址": "网址", "联系人姓名": "联系人", "职位": "职务", "电话": "联系电话",
    "联系方式": "联系电话", "单位名称": "企业名称", "公司名称": "企业名称", "申报企业名称": "企业名称",
    "所在行业": "所属行业", "行业": "所属行业", "注册资金": "注册资本", "服务收入": "其中服务收入",
    "社会信用代码": "统一社会信用代码", "信用代码": "统一社会信用代码",
    "职工总数": "员工总数", "从业人员总数": "员工总数", "净利润增长": "净利润增长率",
    "发明专利": "发明", "发明专利数": "发明", "实用新型专利": "实用新型", "实用新型专利数": "实用新型",
    "外观设计专利": "外观设计", "外观设计专利数": "外观设计",
    "企业全称": "企业名称", "单位全称": "企业名称", "公司全称": "企业名称", "法人代表姓名": "法人代表",
    "企业法定代表人": "法人代表", "联系人员": "联系人", "项目联系人": "联系人", "申报联系人": "联系人",
    "职务/职称": "职务", "职务职称": "职务", "办公电话": "联系电话", "固定电话": "联系电话", "电话号码": "联系电话",
    "座机": "联系电话", "email地址": "电子邮箱", "电子邮箱地址": "电子邮箱", "邮政编号": "邮政编码",
    "主要业务": "主营业务", "主营业务范围": "主营业务", "主要经营业务": "主营业务", "企业注册地址": "注册地址",
    "公司注册地址": "注册地址", "注册地": "注册地址", "网站地址": "网址", "平台网站": "网址", "网站网址": "网址",
    "职工人数": "员工总数", "员工人数": "员工总数", "员工数": "员工总数", "职工总人数": "员工总数", "员工总人数": "员工总数",
    "总资产": "资产总额", "资产总计": "资产总额", "资产合计": "资产总额", "营业总收入": "营业收入", "总营业收入": "营业收入",
    "纳税总额": "税金总额", "税收总额": "税金总额", "缴税总额": "税金总额", "投资额": "投资额度", "投资总额": "投资额度",
    "项目投资额": "投资额度", "单位性质": "企业性质", "公司性质": "企业性质", "企业类型": "企业性质",
    "登记注册类型": "企业登记注册类型", "注册类型": "企业登记注册类型", "企业注册类型": "企业登记注册类型",
    "运营单位": "运营主体", "平台运营主体": "运营主体", "运营企业": "运营主体", "平台全称": "平台名称", "项目全称": "项目名称",
    "资产负债比率": "资产负债率", "研发人员比例": "研发人员占比", "服务收入比重": "服务收入占比", "服务收入比例": "服务收入占比",
    "服务收入占营业收入比例": "服务收入占比", "服务收入占营业收入比重": "服务收入占比", "净资产总额": "净资产",
    "研发投入占营业收入比例": "研发投入占收入比例", "研发投入占营业收入比重": "研发投入占收入比例",
    "经营年限": "经营时长", "所在城市": "城市名称", "城市": "城市名称", "中高级职业资格人员占比": "中高级职业资格人员比例",
    "研发和设计人员占比": "研发和设计人员比例", "本科以上学历人员占比": "本科以上学历人员比例",
    "本科及以上学历人员比例": "本科以上学历人员比例", "本科及以上学历人员占比": "本科以上学历人员比例",
    "运营主体统一社会信用代码": "统一社会信用代码", "联络人": "联系人", "具体联系人": "联系人",
    "传真电话": "传真", "单位法定代表人": "法人代表", "申报单位名称": "企业名称", "申报主体名称": "企业名称", "注册资本金": "注册资本",
    "工商注册地址": "注册地址", "所有制性质": "企业性质", "行业类别": "所属行业", "所处行业": "所属行业", "统一信用代码": "统一社会信用代码",
    "净利润额": "净利润", "申报平台名称": "平台名称", "申报项目名称": "项目名称", "平台运营单位": "运营主体",
    "发明专利数量": "发明", "实用新型专利数量": "实用新型", "外观设计专利数量": "外观设计",
}  # fmt: skip
"""Labels that mean the same on these forms, by their cores."""


class Match(IntEnum):
    """How nearly a label was found as printed; higher is nearer."""

    PLACE = 1
    """By its place alone."""
    FUZZY = 2
    """Some characters differ."""
    SYNONYM = 3
    CORE = 4
    """Without its bracketed unit or remark."""
    EXACT = 5


@dataclass(frozen=True, slots=True)
class Key:
    """A label for comparison. ``full`` has all its letters, ``core`` those outside brackets.

    ``unit`` is the unit it names, ``year`` a year it names (``#`` in the texts).
    """

    full: str
    core: str
    unit: str | None = None
    year: int | None = None

    @property
    def common(self) -> str:
        """The core with synonyms made one."""
        return SAME.get(self.core, self.core)


_NUMBERING = re.compile(
    r"^(?:\(\d{1,2}\)|\d{1,2}(?:[.,)](?!\d)|(?=\())|\(?[一二三四五六七八九十]{1,3}[),.]|\*+(?:必填项?:?)?|[>◆●]+"
    r"|\(?(?:[ivx]{1,4}|[a-z])[),.](?=[\u4e00-\u9fff]|gdp))+"
)
_CIRCLED = re.compile(
    r"^[\s\u3000]*(?:[①-⑳⑴-⒇⒈-⒛※☆★*＊]+(?:必填项?(?=[\s：:]))?|\d{1,2}[\s\u3000]+(?=[\u4e00-\u9fffA-Z]))"
)
"""Numbering and marks that folding would hide: ``① 名称``, ``※名称``, ``3 名称``."""
_ENGLISH = re.compile(
    r"(?<=[\u4e00-\u9fff])/?(?:name|full|of|the|company|enterprise|organi[sz]ation|address|registered|mailing|postal|post|"
    r"zip|code|tel(?:ephone)?|phone|fax|e-?mail|contacts?|person|title|position|web|site|url|main|business|scope|legal|"
    r"representative|mobile|cell|platform|project|operator|industry|no|number|credit|social|unified|nature|type|"
    r"capital|total|assets|revenue|profit|tax|staff|employees?|[.,&/:-])+$"
)
"""English words beside a Chinese label: ``注册地址 Registered Address``."""
_LATIN = re.compile(r"(?<=[\u4e00-\u9fff])[/(\[-]*[a-z][a-z.,&/'’()-]{3,}$")
"""Any other English behind a Chinese label; an abbreviation like GDP is part of it."""
_TAIL_UNIT = re.compile(
    r"(?<!标煤)(?<!标准煤)(?:(?:/|[,;]?单位:?)(万元|亿元|百万元|千元|元|%|人|项|个|户)|(万元|亿元|百万元|千元|%))$"
)
"""A unit behind a label without brackets: ``资产总额/万元``, ``资产总额 万元``."""
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d|20\*\*|20xx)(?!\d)")
_MARKS = re.compile(r"[^\w%/#]+|_+")
_UNIT_WORDS = {
    "m2": "平方米",
    "㎡": "平方米",
    "平米": "平方米",
    "万": "万元",
    "亿": "亿元",
    "按周计": "周",
}


@lru_cache(maxsize=16384)
def key(text: str) -> Key:
    """Return the key of a label's text."""
    flat = _NUMBERING.sub("", fold(_CIRCLED.sub("", text))).replace("其它", "其他")
    year = None
    found = _YEAR.search(flat)
    if found:
        year = int(found.group(1)) if found.group(1).isdigit() else None
        flat = _YEAR.sub("#", flat)
    unit = None
    for inner in _BRACKETS.findall(flat):
        word = inner.removeprefix("单位:")
        word = _UNIT_WORDS.get(word, word)
        if word in UNITS:
            unit = word
    bare = _LATIN.sub("", _ENGLISH.sub("", _BRACKETS.sub("", flat)))
    tail = _TAIL_UNIT.search(bare) if unit is None else None
    if tail is not None and tail.start() > 1:
        unit, bare = tail.group(1) or tail.group(2), bare[: tail.start()]
    core = _MARKS.sub("", bare)
    full = _MARKS.sub("", flat)
    return Key(full, core or full, unit, year)


def compare(printed: Key, found: Key) -> Match | None:
    """Return how nearly ``found`` is the label ``printed`` by keys; ``None`` if it is not."""
    if printed.full == found.full:
        return Match.EXACT
    if printed.core == found.core:
        return Match.EXACT if printed.unit == found.unit and printed.unit else Match.CORE
    return Match.SYNONYM if printed.common == found.common else None


_CHINESE = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_YEAR_HEAD = re.compile(
    r"(?:fy|公元|年[份度]:?)?((?:19|20)\d\d)(?:年度?|年末|年底|年度末|年度数|年数|年12月[末底份]?|年12月31日|年1-12月|[/-]12[/-]31|1231)?"
    r"(?:已?经?审计数?据?|实际数?据?|决算数?|实绩|数据|数值|完成(?:数|情况)?|全年|情况)?"
)
_NOTED = re.compile(r"[※*☆★]+|\((?:注\d{0,2}|必填|选填)\)")
"""What a head may carry beside its year: stars, the number of a remark."""
_NUMBERED_YEAR = re.compile(r"^\d{1,2}[.,)](?=(?:19|20)\d\d(?!\d))")
_AMOUNT, _DAY = re.compile(r"[\d.,-]*[.,-][\d.,-]*"), re.compile(r"\d{4}[.,-]+12[.,-]+31")
"""199.5 and 1,995 are amounts, 2021.12.31 is a year's end."""
_PARTS = re.compile(r"[、,/]")
_YEAR_LOOSE = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)年?")


@dataclass(frozen=True, slots=True)
class YearHead:
    """A column head that names a year; ``clean`` if it says nothing else, ``bare`` if it is a number alone."""

    year: int
    clean: bool
    bare: bool = False
    unit: str | None = None


@lru_cache(maxsize=4096)
def year_head(text: str) -> YearHead | None:
    """Return the year that a column head names: ``2017年度``, ``二〇一七年``, ``（2017）`` …"""
    if not text or len(text) > 24:
        return None
    flat = _NOTED.sub("", _NUMBERED_YEAR.sub("", _NUMBERING.sub("", fold(text))))
    if _AMOUNT.fullmatch(flat) and not _DAY.fullmatch(flat):
        return None
    unit = None
    for inner in _BRACKETS.findall(flat):
        word = _UNIT_WORDS.get(inner, inner)
        if word in UNITS:
            unit, flat = word, flat.replace(f"({inner})", "")
        elif all(one in UNITS for one in _PARTS.split(word)):  # (万元、%): each row its own
            flat = flat.replace(f"({inner})", "")
    plain = re.sub(r"[()\[\]:.,*]+", "", flat)
    if plain[:2] in {"二〇", "二零", "二○"} or plain[:2] == "一九":
        plain = plain.translate(_CHINESE)
    exact = _YEAR_HEAD.fullmatch(plain)
    if exact:
        return YearHead(int(exact.group(1)), clean=True, bare=plain.isdigit(), unit=unit)
    loose = _YEAR_LOOSE.search(plain)
    if loose and len(plain) <= 14:
        return YearHead(int(loose.group(1)), clean=False, unit=unit)
    return None


def near(first: str, second: str) -> bool:
    """Return whether two cores differ by typos only: one letter, from eight letters on two."""
    longest = max(len(first), len(second))
    if min(len(first), len(second)) < 2 or longest < 3:
        return False
    allowed = 2 if longest >= 8 else 1
    if len(set(first) - set(second)) > allowed or len(set(second) - set(first)) > allowed:
        return False
    return abs(len(first) - len(second)) <= allowed and distance(first, second, allowed) <= allowed


def distance(first: str, second: str, most: int) -> int:
    """Return the edit distance of two texts, or ``most + 1`` where it is greater."""
    previous = list(range(len(second) + 1))
    for row, letter in enumerate(first, 1):
        current = [row]
        for column, other in enumerate(second, 1):
            current.append(
                min(
                    previous[column] + 1,
                    current[column - 1] + 1,
                    previous[column - 1] + (letter != other),
                )
            )
        if min(current) > most:
            return most + 1
        previous = current
    return min(previous[-1], most + 1)
