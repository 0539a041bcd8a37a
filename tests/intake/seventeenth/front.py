"""What stands around a form's table: the cover, and rows that the notice does not print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seventeenth.model import Block, Table, cell, para
from seventeenth.plans import PROGRAMME
from seventeenth.words import Words
from smdesk.notices.choices import choices_of

if TYPE_CHECKING:
    from seventeenth.build import Maker


def more_rows(maker: Maker, blocks: list[Block]) -> list[Block]:
    """Add rows that the notice does not print to the first table of pairs."""
    plan, rng = maker.plan, maker.rng
    tables = [b for b in blocks if isinstance(b, Table) and b.cols == 12 and len(b.rows) > 3]
    if len(blocks) > 20 and plan.has("other_rows"):
        return [
            *blocks[:4],
            para("财务负责人：褚沅芷"),
            para("财务负责人电话：0575-6060606"),
            *blocks[4:],
        ]
    if len(blocks) > 20 or not tables or not (plan.has("other_rows") or plan.has("uscc_row")):
        return blocks
    rows = tables[0].rows
    free = [
        i
        for i in range(2, len(rows))
        if all(c.rows == 1 for r in rows[max(0, i - 3) : i] for c in r)
    ]
    at = free[min(len(free) - 1, rng.randint(0, 3))] if free else len(rows)
    if plan.has("other_rows"):
        extra = [("财务负责人", "褚沅芷"), ("财务负责人电话", "0575-6060606"), ("开户银行", "拟州银行虚谷支行"), ("银行账号", "1202020209900012345"),
                 ("是否上市", "否"), ("法人代表手机", "13600000001"), ("成立日期", "2009年5月8日"), ("QQ号", "10001000")]  # fmt: skip
        chosen = rng.sample(extra, 4)
        rows[at:at] = [
            [cell(a, 2), cell(b, 4), cell(c, 2), cell(d, 4)]
            for (a, b), (c, d) in (chosen[:2], chosen[2:])
        ]
    if plan.has("uscc_row") and "org.uscc" in maker.fields and "org.uscc" not in maker.values:
        code = f"91PDY{rng.randint(10**12, 10**13 - 1)}"
        rows.insert(at, [cell("统一社会信用代码", 3), cell(code, 9)])
        maker.truth["org.uscc"] = code
    return blocks


def cover(maker: Maker, words: Words) -> list[Block]:
    rng, notice = maker.rng, maker.pack.notice
    name = maker.who or "霁海汀瑢电梯部件有限公司"
    place = "岚州市经济和信息化局"
    kinds = choices_of(maker.fields["cover.kind"])
    chosen = maker.shape.fixed.get("cover.kind", "")
    on = [k for k in kinds if k.label.replace("\n", "") == chosen]
    boxes = "  ".join(("☑" if k in on else "□") + k.label.replace("\n", "") for k in kinds)
    out: list[Block] = [para(one, b="1") for one in notice.cover.title]
    gap = rng.choice(("：", ":", "： ", "    "))
    pairs = [("申报单位", name), ("申报类型", boxes), ("推荐单位", place)]
    maker.truth["cover.applicant"], maker.truth["cover.recommender"] = name, place
    if maker.plan.has("covertable"):
        out.append(Table(2, [[cell(a), cell(b)] for a, b in pairs]))
    elif maker.plan.has("cover_lines"):
        out += [[*para(a + gap), *para(f"  {b}  ", u="1")] for a, b in pairs]
    else:
        out += [para(f"{a}{gap}{b}") for a, b in pairs]
    out += [para(one) for one in notice.cover.foot]
    if not notice.cover.foot or "(" in notice.cover.foot[0]:
        out.append(para(PROGRAMME[notice.id].replace("（", "").replace("）", "")))
    return out
