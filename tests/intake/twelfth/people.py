"""Senders whose forms and habits are ordinary."""

from __future__ import annotations

from smdesk.notices.models import Kind
from twelfth import tricks as do
from twelfth.paper import Paper, blank_paper
from twelfth.sending import GD, MI, SH, SX, ZJ, sender


@sender(f"{ZJ}/enterprise", cover="lines", ticks="check")
def clerk_pi(p: Paper) -> None:
    """Clerk Pi copies the figures from the ledger with thousands separators and leaves her boss's revisions in."""
    do.figures(p, "thousands", 0.8)
    do.wraps(p, "redo half ins", 0.3)
    do.labels(p, "spaced")
    p.put("contact.fax", "/")


@sender(f"{ZJ}/enterprise", cover="lines", ticks="legacy")
def form_maker_ju(p: Paper) -> None:
    """Ju's bureau locked the form: grey text fields and legacy check boxes all over."""
    do.wraps(p, "formtext", 0.9)
    do.figures(p, "unit", 0.3)
    do.years(p, "annual")


@sender(f"{ZJ}/project", ticks="sym", split="titles")
def engineer_e(p: Paper) -> None:
    """Engineer E ticks with Wingdings and parts the form into three tables."""
    do.wraps(p, "split smart", 0.5)
    do.labels(p, "colon")
    do.figures(p, "full", 0.5)


@sender(f"{ZJ}/platform", ticks="modern", cover="lines")
def assistant_chong(p: Paper) -> None:
    """Assistant Chong fills Word's content controls, rows and cells among them."""
    do.cells(p, "sdtcell", 0.4)
    do.wraps(p, "sdt", 0.4)
    do.rows(p, "sdt", 0.2)
    do.years(p, "reverse")


@sender(f"{SX}/enterprise", ticks="tick", lead=True, trail=True)
def old_hand_ruan(p: Paper) -> None:
    """Ruan dragged the table's edges: every row begins and ends off the grid, vertical labels numbered."""
    do.labels(p, "numbered")
    do.figures(p, "thousands", 0.5)
    do.wraps(p, "tabbed padded", 0.4)


@sender(f"{SX}/project", ticks="inside", maker="wps", cover="lines")
def wps_user_bo(p: Paper) -> None:
    """Bo types in WPS and puts the tick behind the printed box."""
    do.labels(p, "unbroken", 1)
    do.figures(p, "spaceunit", 0.5)
    do.wraps(p, "bookmark split", 0.4)
    do.add_row(p, "project.investment", "其中：自筹资金（万元）", "860")


@sender(f"{SX}/platform", ticks="symtick", frame=True)
def designer_yin(p: Paper) -> None:
    """Yin put the whole table into a frame, and some answers into little tables."""
    do.cells(p, "nested", 0.25)
    do.labels(p, "broken")
    do.figures(p, "percentfull", 0.8)


@sender(f"{SX}/city", ticks="full", cover="lines")
def city_office_tan(p: Paper) -> None:
    """Tan of a city's office strikes old figures through and says 无 to questions."""
    do.wraps(p, "struck", 0.15, Kind.INTEGER, Kind.PERCENT)
    do.wraps(p, "custom simple", 0.4)
    do.labels(p, "half")
    do.nothing(p, "无", 0.4, Kind.LONG_TEXT)


@sender(f"{SH}/enterprise", ticks="wing2", cover="none")
def sender_of_half_hai(p: Paper) -> None:
    """Hai sends the table without its cover, years in words."""
    do.years(p, "cn")
    do.figures(p, "zeros", 0.5)
    do.wraps(p, "hidden comment note", 0.4)


@sender(f"{SH}/platform", ticks="chosen", cover="lines")
def tidy_wei(p: Paper) -> None:
    """Wei deletes all options that do not apply and joins labels with answers."""
    do.joined(p, 0.8)
    do.figures(p, "thousands", 0.4)
    do.wraps(p, "anchor link", 0.6)


@sender(f"{SH}/district", ticks="round", split="keep")
def district_lian(p: Paper) -> None:
    """Lian of a district fills circles and numbers everything automatically."""
    do.labels(p, "auto", 0.5)
    do.wraps(p, "ins moved", 0.3)
    do.figures(p, "measure", 0.6)
    do.years(p, "bare")


@sender(f"{GD}/enterprise", ticks="labelbox", cover="lines")
def southern_deng(p: Paper) -> None:
    """Deng has the boxes behind the labels and every amount in yuan."""
    do.unit_of_labels(p, "元")
    do.figures(p, "thousands", 0.7)
    do.wraps(p, "mce smart", 0.3)


@sender(f"{GD}/platform", ticks="after", maker="gdocs")
def online_ceng(p: Paper) -> None:
    """Ceng edits in an online office: no styles, ticks behind the labels."""
    do.years(p, "end")
    do.labels(p, "star", 0.5)
    do.wraps(p, "anchor", 0.2)
    do.nothing(p, "—", 0.3, Kind.FAX, Kind.URL, Kind.LONG_TEXT)


@sender(f"{MI}/enterprise", ticks="brackets", maker="strict")
def strict_gan(p: Paper) -> None:
    """Gan saves as Strict Open XML and ticks in brackets."""
    do.figures(p, "thousands", 0.5)
    do.labels(p, "colon", 0.5)
    do.wraps(p, "split", 0.5)


@sender(f"{MI}/platform", ticks="revised", cover="lines")
def reviser_fu(p: Paper) -> None:
    """Fu never accepts her revisions: boxes, figures, rows and moved names."""
    do.wraps(p, "redo half ins moved", 0.6)
    do.rows(p, "ins", 0.2)
    do.add_row(p, "org.name", "曾用名", "汐屿旧名机械厂", "del")
    do.years(p, "blank")


@sender(f"{MI}/project", ticks="eq", maker="mce")
def young_shan(p: Paper) -> None:
    """Shan makes enclosed ticks with EQ fields and writes 亿元 beside 万元."""
    do.figures(p, "yi", 0.6)
    do.wraps(p, "mce dml", 0.3)
    do.labels(p, "unitword")


@sender(f"{MI}/city-general", ticks="strike", cover="lines")
def secretary_meng(p: Paper) -> None:
    """Meng strikes out what does not apply and writes several paragraphs an answer."""
    do.wraps(p, "paras", 1, Kind.LONG_TEXT)
    for _, bit in p.answers([p.table]):
        if p.field(bit.address).kind is Kind.LONG_TEXT and p.rng.random() < 0.6:
            p.put(bit.address, f"1. {bit.text}\n2. 已召开专题推进会。\n3. 列入年度要点。")
    do.years(p, "reverse")
    do.figures(p, "full", 0.3)


@sender(f"{MI}/city-design", ticks="cross", trail=True)
def planner_hua(p: Paper) -> None:
    """Hua drew the table anew with a spare column, labels broken by hand."""
    do.labels(p, "broken", 0.8)
    do.wraps(p, "sdt list", 0.4)
    do.figures(p, "unit", 0.4)


@sender(f"{MI}/evaluation-enterprise", ticks="check", cover="none", split="keep")
def evaluated_jing(p: Paper) -> None:
    """Jing fills the evaluation form, four years the other way round, in parted tables."""
    do.years(p, "reverse")
    do.wraps(p, "formtext merge", 0.4)
    do.figures(p, "thousands", 0.6)


@sender(f"{MI}/evaluation-platform", ticks="sym", cover="lines")
def evaluated_kuai(p: Paper) -> None:
    """Kuai merges his data from a list into the evaluation form."""
    do.wraps(p, "merge", 0.9)
    do.labels(p, "half", 0.8)
    do.years(p, "months")


@sender(f"{MI}/evaluation-city", ticks="tick", cover="in")
def evaluated_yun(p: Paper) -> None:
    """Yun of a city writes units behind every figure, in controls that wrap whole rows."""
    do.figures(p, "unit", 0.8)
    do.rows(p, "sdt", 0.5)
    do.labels(p, "wide")


@sender(f"{ZJ}/enterprise", ticks="heavy", maker="lo")
def libre_ke(p: Paper) -> None:
    """Ke opens the form in LibreOffice and saves it again."""
    do.figures(p, "thousands", 0.5)
    do.labels(p, "colon", 0.4)
    do.cells(p, "nested", 0.1)


@sender(f"{SX}/platform", ticks="legacy", maker="lo", cover="lines")
def libre_qu(p: Paper) -> None:
    """Qu's LibreOffice keeps the form fields and the revisions of a colleague."""
    do.wraps(p, "formtext ins half", 0.5)
    do.years(p, "annual")


@sender(f"{SH}/enterprise", ticks="modern", maker="lo")
def libre_sang(p: Paper) -> None:
    """Sang's LibreOffice has the ticked controls and text boxes of the original."""
    # LibreOffice writes the text of an inline control several times over: １１（截至目前） comes as 11111111.
    do.wraps(p, "sdt dml", 0.3)
    do.wraps(p, "bookmark smart", 0.4, Kind.NAME, Kind.ADDRESS, Kind.LONG_TEXT)
    do.wraps(p, "dml", 0.25, Kind.MONEY, Kind.PERSON, Kind.PERCENT)
    do.figures(p, "full", 0.4)


@sender(f"{ZJ}/project", ticks="inside", cover="lines")
def box_user_zhai(p: Paper) -> None:
    """Zhai types into text boxes laid over the cells, old and new ones."""
    do.wraps(p, "vml dml", 0.5)
    do.labels(p, "dotted", 0.5)
    p.put("contact.fax", "无")


@sender(f"{SX}/enterprise", ticks="check", split="titles")
def adder_hou(p: Paper) -> None:
    """Hou adds rows the form does not ask for and takes out one."""
    do.add_row(p, "org.name", "统一社会信用代码", "91PDY0000TESTROW01")
    do.add_row(p, "org.registered_address", "注册商标", "霁礁牌")
    do.drop_row(p, "org.mail_address") if "org.mail_address" in p.truth else None
    do.labels(p, "spaced")
    do.wraps(p, "split padded", 0.3)


@sender(f"{GD}/enterprise", ticks="sym", cover="lines")
def unfinished_ou(p: Paper) -> None:
    """Ou left some prompts of the controls standing, and 见附件 for what he had no time for."""
    for one in ("contact.email", "org.registered_address", "contact.phone"):
        if one in p.truth:
            p.put(one, "x", "")
            p.bit(one).text, p.bit(one).wrap = "", "hint"
    do.wraps(p, "sdt", 0.6)
    for _, bit in list(p.answers([p.table])):
        if p.field(bit.address).kind is Kind.MONEY and p.rng.random() < 0.2:
            bit.text = "见附件"
            p.ask(bit.address)


@sender(f"{MI}/enterprise", ticks="check", cover="lines")
def rough_tao(p: Paper) -> None:
    """Tao writes about how much: 约, ranges and more-than."""
    ways = ("约{}", "{}左右", "近{}", "{}以上", "{}—{}")
    for _, bit in list(p.answers([p.table])):
        if p.field(bit.address).kind in {Kind.MONEY, Kind.PERCENT} and p.rng.random() < 0.4:
            bit.text = p.rng.choice(ways).format(bit.text, int(float(bit.text)) + 40)
            p.leave(bit.address) if "—" not in bit.text else p.ask(bit.address)
    do.labels(p, "unitcomma", 0.7)
    do.wraps(p, "ruby", 0.6, Kind.PERSON)


@sender(f"{GD}/platform", ticks="wing2", cover="lines")
def list_user_qin(p: Paper) -> None:
    """Qin chooses from drop-down lists and types full-width."""
    do.figures(p, "fullthousands", 0.7)
    do.wraps(p, "formlist", 0.5, Kind.TEXT, Kind.INDUSTRY, Kind.REGISTRATION)
    do.wraps(p, "list", 0.3)
    do.wraps(p, "hyphen", 1, Kind.PHONE, Kind.FAX)


@sender(f"{ZJ}/platform", ticks="full")
def next_year_ning(p: Paper) -> None:
    """Ning uses last round's form with this round's years written over the heads."""
    for cell in p.table.cells:
        for bit in cell.bits:
            for y in p.years[::-1]:
                if bit.kind == "T":
                    bit.text = bit.text.replace(str(y), str(y + 2))
    shift = {a: a.replace(f"[{p.years[0]}]", f"[{p.years[0] + 2}]") for a in p.of_year(p.years[0])}
    first = {new: p.truth[old] for old, new in shift.items()}
    for one in p.of_year(*p.years):
        p.truth[one] = ""
    p.truth.update(first)
    do.wraps(p, "split", 0.4)
    do.figures(p, "thousands", 0.4)


@sender(f"{SX}/project", ticks="check", cover="lines")
def two_in_one_bai(p: Paper) -> None:
    """Bai sends the project form and, behind it, a platform's form of the same notice."""
    other = blank_paper(f"{SX}/platform", "two_in_one_bai", 13)
    other.how.update(ticks="check", cover="none")
    p.more.append(other)
    do.wraps(p, "split", 0.4)
    do.labels(p, "colon", 0.4)


@sender(f"{MI}/platform", ticks="tick", cover="none")
def letter_writer_xi(p: Paper) -> None:
    """Xi puts a covering letter before the form, with other figures and another firm in it."""
    p.before = [
        "关于报送服务型制造示范平台申报材料的函",
        "澹礁市工业和信息化局：",
        "我公司2021年营业收入99999万元，较上年增长77.7%。联系人：褚拟舟，电话：0570-0000000。",
        "附件：申报表",
    ]
    do.joined(p, 0.4, ":")
    do.wraps(p, "bookmark anchor", 0.3)
    do.figures(p, "unit", 0.4)


@sender(f"{SH}/platform", ticks="eq", unmerged=True)
def unmerger_lou(p: Paper) -> None:
    """Lou's converter lost the vertical merges: the label stands in the first row, blanks below."""
    do.figures(p, "plus", 1)
    do.wraps(p, "vml", 0.1)
    do.labels(p, "unbroken", 1)


@sender(f"{ZJ}/enterprise", ticks="brackets", label_paras=True, nogrid=True)
def generator_of_min(p: Paper) -> None:
    """Min's reporting tool writes no column widths and a paragraph for each line of a label."""
    do.wraps(p, "custom", 0.4)
    do.figures(p, "zeros", 0.4)
    do.years(p, "full")


@sender(f"{GD}/enterprise", ticks="modern", split="keep", maker="wps")
def parted_sheng(p: Paper) -> None:
    """Sheng's form stands in parted tables, its amounts in 亿元 by their labels."""
    do.unit_of_labels(p, "亿元")
    do.wraps(p, "split smart", 0.3)
    do.years(p, "annual")


@sender(f"{SX}/city", ticks="sym", unmerged=True)
def county_pu(p: Paper) -> None:
    """Pu leaves much blank and draws lines through it."""
    do.nothing(p, "/", 0.4, Kind.LONG_TEXT, Kind.INTEGER)
    do.wraps(p, "padded", 0.4)
    do.labels(p, "half", 1)


@sender(f"{MI}/city-general", ticks="modern", maker="strict", cover="lines")
def strict_city_mo(p: Paper) -> None:
    """Mo's strict file has footnotes behind figures and comments around them."""
    do.wraps(p, "note comment", 0.4, Kind.MONEY, Kind.PERCENT, Kind.INTEGER)
    do.figures(p, "thousands", 0.5)
    do.years(p, "annual")


@sender(f"{SH}/district", ticks="legacy", cover="lines")
def district_shuang(p: Paper) -> None:
    """Shuang wraps every cell in a control and moves names about under revision."""
    do.cells(p, "sdtcell", 0.7)
    do.wraps(p, "moved half", 0.3)
    do.figures(p, "unit", 0.5)


@sender(f"{MI}/evaluation-enterprise", ticks="inside", cover="lines", lead=True)
def evaluated_rong(p: Paper) -> None:
    """Rong's table hangs one column in; short years and hidden prompts."""
    do.years(p, "short")
    do.wraps(p, "hidden split", 0.5)
    do.labels(p, "broken", 0.5)


@sender(f"{ZJ}/project", ticks="chosen", maker="gdocs", cover="lines")
def online_tong(p: Paper) -> None:
    """Tong's online office keeps only what was chosen, and the amounts in yuan with their unit."""
    do.figures(p, "yuan", 0.6)
    do.labels(p, "star", 0.4)
    do.cells(p, "sdtblock", 0.3)


@sender(f"{SX}/enterprise", ticks="modern", maker="strict", frame=True, cover="in")
def framed_ai(p: Paper) -> None:
    """Ai's strict file has the form in a frame, its columns of years turned round."""
    do.years(p, "reverse")
    do.wraps(p, "sdt smart", 0.4)
    do.figures(p, "unit", 0.3)


@sender(f"{ZJ}/enterprise", ticks="check", cover="lines", programme="绿色工厂")
def other_programme_ji(p: Paper) -> None:
    """Ji sends another programme's form by mistake: 绿色工厂 with a name, an address and no such table."""
    keep = {"org.name", "org.registered_address", "contact.name", "contact.phone"}
    p.title, p.foot, p.heading = ["绿色工厂评价申报表"], [], ["绿色工厂基本情况表"]
    rows = [c.row for a in keep if a in p.truth for c in [p.cell(a)]]
    p.table.cells = [c for c in p.table.cells if c.row in rows and c.role != "heading"]
    for i, r in enumerate(sorted(set(rows))):
        for c in p.table.cells:
            if c.row == r:
                c.row = i
    p.table.rows = len(set(rows))
    shown = {b.address for c in p.table.cells for b in c.bits if b.address}
    do.add_row(p, "contact.phone", "单位产品综合能耗（kgce/t）", "312.5")
    p.leave(*(a for a in list(p.truth) if a in shown or a.startswith("cover.")))
    p.ask(*(a for a in list(p.truth)))
