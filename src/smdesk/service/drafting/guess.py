"""Kinds of values by their labels, where no pack knows them."""

from __future__ import annotations

import re

from smdesk.intake.align.keys import key
from smdesk.notices.models import Kind

_RULES: tuple[tuple[str, Kind, str | None], ...] = (
    (r"信用代码|组织机构代码", Kind.USCC, None),
    (r"邮政编码|邮编", Kind.POSTCODE, None),
    (r"手机|移动电话", Kind.MOBILE, None),
    (r"传真", Kind.FAX, None),
    (r"邮箱|邮件|e-?mail", Kind.EMAIL, None),
    (r"网址|网站|域名", Kind.URL, None),
    (r"电话|联系方式", Kind.PHONE, None),
    (r"(?:率|占比|比例|比重|比率|增速|增幅|份额|百分比)$", Kind.PERCENT, "%"),
    (r"(?:人数|员工总数|职工总数|从业人员|人员数)", Kind.INTEGER, "人"),
    (r"(?:户数|客户数)", Kind.INTEGER, "户"),
    (r"(?:数量|个数|项数|件数|次数|家数|总数)$|^(?:发明|实用新型|外观设计)(?:专利)?(?:数)?$", Kind.INTEGER, "项"),
    (r"(?:时间|日期)$", Kind.TEXT, None),
    (r"(?:年份|年度)$", Kind.YEAR, None),
    (r"(?:生产总值|增加值|GDP|收入|资产|利润|税金|税收|总额|总值|产值|投资额?|投入|资本|资金|费用|金额|销售额|产出)$", Kind.MONEY, "万元"),
    (r"行业$", Kind.TEXT, None),
    (r"地址|住所|所在地|场所", Kind.ADDRESS, None),
    (r"职务|职称|岗位|部门", Kind.TEXT, None),
    (r"法人|联系人|负责人|姓名|代表$|经办人|填报人", Kind.PERSON, None),
    (r"情况|简介|说明|介绍|概况|内容|描述|理由|经验|做法|成效|特点|优势|规划|设想|业务|奖励|称号|经营范围|主要", Kind.LONG_TEXT, None),
    (r"(?:名称|单位|全称|企业|公司|机构|主体)$", Kind.NAME, None),
)  # fmt: skip
_UNITS: dict[str, Kind] = {
    "万元": Kind.MONEY, "亿元": Kind.MONEY, "元": Kind.MONEY, "千元": Kind.MONEY, "%": Kind.PERCENT,
    "人": Kind.INTEGER, "项": Kind.INTEGER, "个": Kind.INTEGER, "户": Kind.INTEGER, "家": Kind.INTEGER,
    "件": Kind.INTEGER, "次": Kind.INTEGER, "名": Kind.INTEGER, "平方米": Kind.DECIMAL,
    "吨标煤/万元": Kind.DECIMAL, "吨标准煤/万元": Kind.DECIMAL, "年": Kind.DECIMAL, "周": Kind.DECIMAL,
}  # fmt: skip


def kind_of(
    path: tuple[str, ...], *, tall: bool = False, after: str = ""
) -> tuple[Kind, str | None, float]:
    """Return kind, unit and how sure they are (0 to 1), by a value's labels, the nearest first.

    ``after`` are the words right behind the blank; ``tall`` says that there is room for sentences.
    """
    if after.startswith("年") and (
        "至" in after or "到" in after or after.rstrip("份度）)") == "年"
    ):
        return Kind.YEAR, None, 0.8
    units = [key(one).unit for one in reversed(path[-2:])]
    unit = next((one for one in (_unit_word(after), *units) if one is not None), None)
    if unit is not None and unit in _UNITS:
        return _UNITS[unit], unit, 0.9
    for depth, label in enumerate(list(reversed(path))[:2]):
        plain = key(label).core
        for pattern, kind, said in _RULES:
            if re.search(pattern, plain, re.IGNORECASE):
                if (
                    kind in {Kind.NAME, Kind.TEXT}
                    and tall
                    and "名称" not in plain
                    and len(plain) > 8
                ):
                    return Kind.LONG_TEXT, None, 0.5
                sure = 0.8 if depth == 0 and said is None else 0.6
                return kind, said, sure
    return (Kind.LONG_TEXT if tall else Kind.TEXT), None, 0.4


def _unit_word(after: str) -> str | None:
    found = re.match(
        r"[\s\u3000]*[（(]?(万元|亿元|千元|元|%|％|人|项|个|户|家|件|次|平方米)", after
    )
    return found.group(1).replace("％", "%") if found else None
