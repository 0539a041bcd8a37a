"""Habits of those who write words: names with seals, masks for privacy, choices typed, codes of another kind."""

from __future__ import annotations

from random import Random

from twelfth.paper import parse

from fourteenth.model import (
    COUNTS,
    NUMBERS,
    PHONES,
    RATES,
    TEXTS,
    Kind,
    Paper,
    figures,
    habit,
    plain,
    raw,
    some,
    touched,
)


def _choices(paper: Paper) -> list[str]:
    """Return text answers that are one of a few words: what sort of firm it is."""
    return [
        b.address for _, b in paper.answers()
        if b.address.rsplit(".")[-1] in {"nature", "registration"} and b.address in paper.truth
        and b.address not in touched(paper)
    ]  # fmt: skip


@habit("text")
def masked_for_privacy(paper: Paper, rng: Random) -> None:
    """A system hid part of names, numbers and addresses behind stars."""
    star = rng.choice(("*", "＊", "×", "●", "x"))
    kinds = {Kind.PERSON, Kind.EMAIL, Kind.USCC, Kind.ADDRESS, Kind.NAME, *PHONES}
    for one in some(paper, rng, kinds, 6):
        true = paper.truth[one]
        n = max(1, len(true) // 3)
        hidden = true[0] + star * (len(true) - 1) if len(true) < 5 else true[:n] + star * (len(true) - 2 * n) + true[-n:]  # fmt: skip
        paper.put(one, hidden, "")
        paper.ask(one)


@habit("text")
def seal_words(paper: Paper, rng: Random) -> None:
    """（盖章）, （签字） and the like stand behind names."""
    for one in some(paper, rng, {Kind.NAME, Kind.PERSON}, 4):
        true = paper.truth[one]
        words = ("（盖章）", "（公章）", "[盖章]", "（加盖公章）") if paper.field(one).kind is Kind.NAME else ("（签字）", "（签名）", "（手签）", "（签章）")  # fmt: skip
        paper.put(one, true + rng.choice(words), true)


@habit("text")
def names_with_more(paper: Paper, rng: Random) -> None:
    """The name with its English one, a stock code, a rank or what it is short for."""
    for one in some(paper, rng, {Kind.NAME}, 3):
        true = paper.truth[one]
        more = rng.choice((" (PDY Machinery Co., Ltd.)", "（股票代码：600000）", "（以下简称“公司”）", "（简称：沅浦机械）", "（上市公司）", "【国家级高新】", "（牵头）"))  # fmt: skip
        paper.put(one, true + more, true)


@habit("text")
def joint_names(paper: Paper, rng: Random) -> None:
    """Two names together: a firm with its partner."""
    for one in some(paper, rng, {Kind.NAME}, 2):
        true = paper.truth[one]
        paper.put(one, rng.choice((f"{true}&沅浦旧名机械厂", f"{true}、沅浦旧名机械厂（联合体）", f"牵头：{true}；联合：沅浦旧名机械厂", f"{true}\n沅浦旧名机械厂", f"{true}与沅浦旧名机械厂联合申报", f"{true} + 沅浦旧名机械厂")), "")  # fmt: skip
        paper.ask(one)


@habit("text")
def options_typed_into_text(paper: Paper, rng: Random) -> None:
    """Someone typed the options into a blank for text, and ticked one."""
    for one in _choices(paper)[:3]:
        true = paper.truth[one]
        rest = [w for w in ("国有企业", "民营企业", "外资企业", "股份有限公司") if w != true][:2]
        on, off = rng.choice((("☑", "□"), ("√", "□"), ("■", "□"), ("●", "○"), ("[x]", "[ ]")))
        words = [f"{off}{w}" for w in rest]
        words.insert(rng.randint(0, 2), f"{on}{true}")
        paper.put(one, " ".join(words), true)
        touched(paper).add(one)


@habit("text")
def options_typed_unticked(paper: Paper, rng: Random) -> None:
    """Someone typed the options into a blank for text, and chose none."""
    for one in _choices(paper)[:3]:
        paper.put(one, rng.choice(("国有/民营/外资", "□国有企业 □民营企业 □外资企业", "国有、民营、合资、外资", "民营企业/有限责任公司？", "国有（ ）民营（ ）")), "")  # fmt: skip
        paper.ask(one)
        touched(paper).add(one)


@habit("text")
def left_at_choose(paper: Paper, rng: Random) -> None:
    """A list to choose from was left at its first line, no placeholder any more."""
    for one in some(paper, rng, TEXTS | {Kind.NAME, Kind.PERSON}, 5):
        said = rng.choice(("请选择", "选择一项。", "--请选择--", "请选择企业性质", "点击选择", "未选择", "（请选择）", "下拉选择", "Choose an item.", "全部", "请下拉选择▼"))  # fmt: skip
        paper.put(one, raw(paper, f'<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="{said}" w:value=""/></w:dropDownList></w:sdtPr><w:sdtContent><w:r><w:t>{said}</w:t></w:r></w:sdtContent></w:sdt>') if rng.random() < 0.5 else said, "")  # fmt: skip


@habit("text")
def hints_of_makers(paper: Paper, rng: Random) -> None:
    """The hint that a program shows in an empty blank was saved as its text."""
    hints = ("点击此处添加文字", "请输入", "请输入内容", "在此处键入文字", "请填写企业全称", "Click or tap here to enter text.", "此处填写", "（必填）", "选填", "请在此输入", "输入文本", "[键入文字]", "最多100字", "请如实填写", "0/200")  # fmt: skip
    for one in some(paper, rng, TEXTS | PHONES | {Kind.NAME, Kind.PERSON, Kind.ADDRESS}, 6):
        paper.put(one, rng.choice(hints), "")


@habit("text")
def variables_left(paper: Paper, rng: Random) -> None:
    """A robot's or a mail merge's variables were not filled in, or nothing was found for them."""
    said = ("{{name}}", "${company}", "«企业名称»", "null", "undefined", "None", "NaN", "#N/A", "错误!未找到引用源。", "[object Object]", "%s", "<空>", "Error! Reference source not found.", "#REF!", "NULL", "N/A", "{0}", "@company@", "#VALUE!", "nan")  # fmt: skip
    for one in some(paper, rng, {*TEXTS, *PHONES, *NUMBERS, Kind.NAME, Kind.PERSON, Kind.ADDRESS, Kind.EMAIL}, 8):  # fmt: skip
        paper.put(one, rng.choice(said), "")


@habit("text")
def to_be_filled_by_others(paper: Paper, rng: Random) -> None:
    """Who is to fill it in stands in the blank."""
    said = ("财务部提供", "请综合部填写", "找人事要", "待领导定", "TBD", "XXXX", "×××", "某某公司", "由技术部补充", "@王工", "问一下老李", "TODO", "……", "（空着）", "同事填", "稍后补", "略", "回头补上", "待补充完整", "张三", "XX有限公司", "如图", "领导审后填", "待会计算好", "明天补", "查一下", "先空着", "张工提供", "微信发你", "保密", "不清楚", "测试")  # fmt: skip
    for one in some(paper, rng, TEXTS | {Kind.NAME, Kind.PERSON, Kind.ADDRESS}, 5):
        said_here = [w for w in said if w != "张三" or paper.field(one).kind is not Kind.PERSON]
        paper.put(one, rng.choice(said_here), "")
        paper.ask(one)


@habit("text")
def code_of_another_kind(paper: Paper, rng: Random) -> None:
    """Instead of the credit code another one: of registration, of taxes, of organisations."""
    for one in some(paper, rng, {Kind.USCC}, 1):
        true = paper.truth[one]
        paper.put(one, rng.choice(("330100000123456", "72345678-9", f"组织机构代码{true[8:16]}-{true[16]}", f"税号：{true[2:17]}", true[:17], f"{true[:9]}（三证未合一）", f"{true}1", "办理中")), "")  # fmt: skip
        paper.ask(one)


@habit("text")
def markup_typed(paper: Paper, rng: Random) -> None:
    """Marks of Markdown or of a web page stand round an answer."""
    for one in some(paper, rng, {Kind.NAME, Kind.PERSON, *NUMBERS, *PHONES}, 6):
        true, kind = paper.truth[one], paper.field(one).kind
        new = plain(paper, one) if kind in NUMBERS else true
        said = rng.choice(("**{}**", "`{}`", "<p>{}</p>", "{}&nbsp;", "__{}__", "<b>{}</b>", "{}<br/>", '"{}"', "# {}", "{}  \\", "<span style='color:#333'>{}</span>", "&quot;{}&quot;", "==  {} =="))  # fmt: skip
        if not (kind in NUMBERS and paper.field(one).units):
            paper.put(one, said.format(new), new)


@habit("text")
def structures_exported(paper: Paper, rng: Random) -> None:
    """A program wrote its own structure into the blank."""
    for one in some(paper, rng, {Kind.NAME, Kind.PERSON, *TEXTS, *RATES, *COUNTS}, 5):
        new = plain(paper, one) if paper.field(one).kind in NUMBERS else paper.truth[one]
        paper.put(one, rng.choice(("['{}']", '{{"value": "{}"}}', '["{}"]', "value={}", '{{"id":17,"text":"{}"}}', "{};#12", "{}|1", "[{}, null]", "0:{}")).format(new), new)  # fmt: skip
        if paper.field(one).kind in NUMBERS:  # two numbers, or one that is of the program
            paper.ask(one)


@habit("text")
def a_mention_behind(paper: Paper, rng: Random) -> None:
    """An online document's mention of a colleague, or a day, stands behind the answer."""
    for one in some(paper, rng, {Kind.NAME, Kind.PERSON, *NUMBERS}, 5):
        new = plain(paper, one) if paper.field(one).kind in NUMBERS else paper.truth[one]
        paper.put(one, f"{new} {rng.choice(('@李会计', '@王小明(Wang)', '📅2024-03-05', '[图片]', '💬2', '👍1', '（已编辑）'))}", new)  # fmt: skip
        if paper.field(one).units:
            paper.leave(one)


@habit("text")
def phones_of_others(paper: Paper, rng: Random) -> None:
    """The number of a switchboard or a service, or one that is no longer used."""
    for one in some(paper, rng, PHONES, 2):
        true = paper.truth[one]
        paper.put(one, rng.choice((f"{true}（已停机）", f"{true}（原号）", f"{true[:-4]}****", "微信同号", f"{true}或内线8012", f"QQ{true[-8:]}", f"{true}（空号）")), "")  # fmt: skip
        paper.ask(one)


@habit("boxes")
def ticks_taken_back_in_words(paper: Paper, rng: Random) -> None:
    """Behind a ticked box stands that it was ticked by mistake, or is only a second choice."""
    free = [b for c in paper.table.cells for b in c.bits if b.kind == "X" and b.ticked and b.address in paper.truth]  # fmt: skip
    for bit in rng.sample(free, min(2, len(free))):
        bit.text += rng.choice(("（误勾，取消）", "（不选）", "（去年）", "（备选）", "← 待确认", "（删）", "×", "（不申报）", "（参考）", "（取消）"))  # fmt: skip
        paper.ask(bit.address)


@habit("boxes")
def ticks_with_ranks(paper: Paper, rng: Random) -> None:
    """Behind ticked boxes stands which is the main one, or its share."""
    for cell in paper.table.cells:
        for bit in cell.bits:
            if bit.kind == "X" and bit.ticked and bit.address in paper.truth and rng.random() < 0.6:
                bit.text += rng.choice(("（主）", "（重点）", "60%", "（1）", "★", "（首选）"))


@habit("boxes")
def boxes_of_phones(paper: Paper, rng: Random) -> None:
    """The boxes were typed on a phone, in its pictures."""
    paper.how["ticks"] = rng.choice((("✅", "⬜"), ("✅", "❌"), ("☑️", "◻️"), ("🔘", "⚪"), ("🟩", "⬜"), ("✔️", "▫️"), ("🗹", "🗆")))  # fmt: skip


@habit("boxes")
def boxes_of_other_shapes(paper: Paper, rng: Random) -> None:
    """Full and empty shapes, or a ring and a cross, for the boxes."""
    paper.how["ticks"] = rng.choice((("◆", "◇"), ("▣", "▢"), ("▲", "△"), ("⭕", "❌"), ("★", "☆")))


def _yes_no(paper: Paper) -> dict[str, list]:  # type: ignore[type-arg]
    held: dict[str, list] = {}  # type: ignore[type-arg]
    for cell in paper.table.cells:
        for bit in cell.bits:
            if bit.kind == "X" and bit.text in {"是", "否"} and bit.address in paper.truth and not parse(bit.address).row:  # fmt: skip
                held.setdefault(bit.address, []).append(bit)
    return held


@habit("boxes")
def ticked_and_denied(paper: Paper, rng: Random) -> None:
    """是 is ticked, and behind it stands that it is not so, or not yet."""
    for address, bits in _yes_no(paper).items():
        for bit in bits:
            if bit.ticked:
                word = "否" if bit.text == "是" else "是"
                bit.text += rng.choice((f"（应为{word}）", "？", "（筹建）", f"→{word}", "（2025年起）", f"，不对，{word}"))  # fmt: skip
                paper.ask(address)


@habit("figures")
def digits_of_the_input_method(paper: Paper, rng: Random) -> None:
    """A candidate's number or a letter of the input method stayed beside the figure."""
    for one in figures(paper, rng, NUMBERS, 4):
        new = plain(paper, one)
        paper.put(one, rng.choice((f"{new}q", f"'{new}", f"{new}ren", f"{new}；", f"{new}、", f"、{new}", f"{new}\\", f"{new}]")), new)  # fmt: skip
