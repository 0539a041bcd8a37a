"""Which form a stranger's file is, projects and platforms typed by hand, and what Word does to our own."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import exported
import pytest
from exported import FORMS, W
from outcome import assert_nothing_wrong, codes, read, texts, wanted
from strangers import FIRM, TITLE, Row, official, relabelled, table, word

from smdesk.intake.submission import SURE, Submission

OTHER = official(FIRM | {"org.name": "宁波第二轴承有限公司", "finance.revenue[2019]": "99"})


def sure(found: Submission) -> dict[str, str]:
    return {one.address: one.text for one in found.values if one.confidence >= SURE and one.text}


# ---- which form ----


def test_two_filled_copies_of_one_form_are_told_and_neither_is_stated(tmp_path: Path) -> None:
    found = read(tmp_path, word(TITLE, table(official()), TITLE, table(OTHER)))
    assert "form-several" in codes(found)
    assert found.status == "partly"
    assert sure(found) == {}
    assert all("form-twice" in one.doubts for one in found.values)


@pytest.mark.parametrize(
    "first", [["填写示例", table(OTHER)], [TITLE, table(official(dict.fromkeys(FIRM, "")))]],
    ids=["an example", "an empty copy"],
)  # fmt: skip
def test_an_example_or_an_empty_copy_beside_the_form_is_passed_over(
    first: list[str], tmp_path: Path
) -> None:
    found = read(tmp_path, word(*first, "以下为正式申报表", TITLE, table(official())))
    assert "form-several" not in codes(found)
    assert sure(found) == FIRM


def test_the_same_form_twice_over_is_read_once(tmp_path: Path) -> None:
    found = read(tmp_path, word(TITLE, table(official()), TITLE, table(official())))
    assert found.status == "read"
    assert sure(found) == FIRM


@pytest.mark.parametrize("step", [-1, 1])
def test_the_form_of_another_year_is_told_and_not_stated(step: int, tmp_path: Path) -> None:
    def moved(text: str) -> str:
        return f"{int(text[:4]) + step} 年" if text.endswith(" 年") and len(text) == 6 else text

    found = read(tmp_path, word(TITLE, table(relabelled(official(), moved))))
    assert "years-other" in codes(found)
    assert found.status == "partly"
    assert sure(found) == {}


def test_another_forms_title_over_a_form_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, word("服务型制造示范平台申报表", table(official())))
    assert found.form == "enterprise"
    assert "title-other" in codes(found)


def test_a_form_of_another_programme_with_many_of_our_labels_is_unknown(tmp_path: Path) -> None:
    rows: list[Row] = [
        ["企业名称", ("甲科技有限公司", 5)], ["注册地址", ("某路1号", 3), "邮政编码", "310000"],
        ["法人代表", "张三", "联系人", "李四", "联系电话", "0571-82000000"],
        ["手机", "13800000000", "传真", "无", "电子邮箱", "a@b.example"], ["企业性质", ("民营", 5)],
        ["主营业务", ("轴承", 5)], ["经营指标", "2017年", "2018年", "2019年", ("同比增长", 2)],
        *([label, "1", "2", "3", ("4", 2)] for label in (
            "营业收入（万元）", "利润总额（万元）", "资产总额（万元）", "主导产品国内市场占有率（%）",
            "研发投入占比（%）", "上市辅导阶段", "贷款余额（万元）")),
        ["细分市场排名", ("第一", 5)], ["参与制定标准", ("无", 5)],
    ]  # fmt: skip
    found = read(tmp_path, word("隐形冠军企业申请表", table(rows)))
    assert (found.status, codes(found)) == ("refused", {"form-unknown"})


def test_lists_and_narrative_tables_around_a_form_do_not_speak_for_it(tmp_path: Path) -> None:
    firms = [["企业名称", "法人代表", "注册地址", "主营业务"], ["子公司", "甲", "乙", "丙"]]
    years = [["指标", "2017年", "2018年", "2019年"], ["营业收入（万元）", "1", "2", "3"],
             ["利润总额（万元）", "4", "5", "6"], ["服务收入（万元）", "7", "8", "9"]]  # fmt: skip
    found = read(
        tmp_path, word(table(firms), TITLE, table(official()), "一、企业概况", table(years))
    )
    assert sure(found) == FIRM


# ---- a project, a platform ----


def project(years: str) -> list[Row]:
    """Return the first two parts of a project's form; ``years`` as typed beside 项目实施年限."""
    return [
        [("一、项目基本情况", 13)], [("项目名称", 2), ("远程运维", 11)],
        [("委托单位（甲方）", 2), ("嘉兴水务", 5), ("实施单位（乙方）", 3), ("启明轴承", 3)],
        [("所在行业", 2), ("通用设备", 5), ("投资额度（万元）", 3), ("1200", 3)],
        [("项目实施年限", 2), (years, 5), ("项目是否已完成", 3), ("否", 3)],
        [("二、项目委托单位或实施单位情况", 13)],
        ["企业性质", ("民营", 6), ("主营业务", 2), ("水泵", 4)],
        ["注册地址", ("嘉兴", 6), ("法人代表", 2), ("周启明", 4)],
        ["联系人", ("林岚", 6), ("职务", 2), ("主任", 4)],
        ["联系电话", ("0571-82001234", 6), ("传真", 2), ("无", 4)],
        [("2019 年度生产经营状况", 1, 3), ("资产总额（万元）", 5), ("1", 2), ("资产负债率（%）", 4), "2"],
        [("营业收入（万元）", 5), ("3", 2), ("利润总额（万元）", 4), "4"],
        [("净利润增长率（%）", 5), ("5", 2), ("研发设计投入占收入比（%）", 4), "6"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "stated"),
    [("2018年至2020年", True), ("2018—2020", False), ("2018年3月至2020年12月", False),
     ("2018.03-2020.12", False)],
)  # fmt: skip
def test_years_typed_over_the_printed_words_are_read_and_doubted(
    typed: str, stated: bool, tmp_path: Path
) -> None:
    found = read(tmp_path, word("服务型制造示范项目申报表", table(project(typed))))
    shown = texts(found)
    assert (shown["project.start"], shown["project.end"]) == ("2018", "2020")
    assert ("project.start" in sure(found)) is stated


CLIENTS = [
    [str(n), (f"客户{n}公司", 4), f"王{n}", f"0571-8200000{n}", (f"服务{n}", 3)] for n in (1, 2, 3)
]
HEADS: Row = [
    "序号",
    ("服务企业名称", 4),
    "联系人",
    "联系电话",
    ("服务内容简述（每栏 50 字以内）", 3),
]


def platform(*clients: Row) -> list[Row]:
    """Return the main rows of a platform's form with its list of clients."""
    figures = ("营业收入（万元）", "其中：服务收入（万元）", "资产总额（万元）", "利润总额（万元）")
    return [
        [("一、平台基本情况", 10)], [("平台名称", 2), ("启明云", 4), "网址", ("qm.example", 3)],
        [("运营主体", 2), ("启明轴承", 4), "平台性质", ("企业", 3)],
        [("注册资本\n5000万元整", 2, 3), ("主要投资方名称", 5), ("性质", 2), "投资比例（％）"],
        [("甲投资公司", 5), ("国有", 2), "60%"], [("乙投资公司", 5), ("民营", 2), "40％"],
        [("二、申报类型", 10)],
        [("□工业电子商务平台", 4), ("☑面向行业的专业服务平台", 3), ("□面向区域的综合服务平台", 3)],
        [("三、平台绩效", 10)], [("经营指标", 3), ("2017年", 3), ("2018年", 2), ("2019年", 2)],
        *([(label, 3), ("1", 3), ("2", 2), ("3", 2)] for label in figures),
        [("服务典型企业名单（选填 5 户）", 10)], HEADS, *clients,
    ]  # fmt: skip


def test_heads_repeated_on_a_new_page_are_no_row(tmp_path: Path) -> None:
    whole = platform(*CLIENTS)
    found = read(tmp_path, word(
        "服务型制造示范平台申报表", table(whole[:-1]), "", table([HEADS, whole[-1]])
    ))  # fmt: skip
    shown = texts(found)
    names = {address: text for address, text in shown.items() if address.endswith("].name")}
    assert names == {
        "investors[1].name": "甲投资公司", "investors[2].name": "乙投资公司",
        "clients[1].name": "客户1公司", "clients[2].name": "客户2公司", "clients[3].name": "客户3公司",
    }  # fmt: skip
    assert shown["investors[2].share"] == "40"


def test_several_rows_typed_into_one_are_not_stated(tmp_path: Path) -> None:
    row: Row = ["1", ("客户1公司\n客户2公司", 4), "王1\n王2", "0571-1\n0571-2", ("服务1\n服务2", 3)]
    found = read(tmp_path, word("服务型制造示范平台申报表", table(platform(row))))
    assert not any(address.startswith("clients") for address in sure(found))


# ---- our own files after Word ----


def cell_of(root: Any, tag: str) -> Any:
    return next(exported.control(root, tag).iterancestors(f"{W}tc"))


def test_a_row_deleted_in_word_breaks_the_seal(tmp_path: Path) -> None:
    def edit(root: Any) -> None:
        row = next(exported.control(root, "finance.tax[2019]").iterancestors(f"{W}tr"))
        row.getparent().remove(row)

    found = read(tmp_path, exported.edited(exported.word_file(FORMS[0]), edit))
    assert found.seal == "changed"
    assert set(found.changed) == {f"finance.tax[{year}]" for year in (2017, 2018, 2019)}
    assert_nothing_wrong(found, wanted(FORMS[0]))


def test_cells_swapped_in_word_are_read_where_they_stand(tmp_path: Path) -> None:
    def edit(root: Any) -> None:
        first, second = (cell_of(root, f"finance.revenue[{year}]") for year in (2018, 2019))
        first.addprevious(second)

    right = wanted(FORMS[0])
    older, newer = "finance.revenue[2018]", "finance.revenue[2019]"
    found = read(tmp_path, exported.edited(exported.word_file(FORMS[0]), edit))
    assert sure(found) == right | {older: right[newer], newer: right[older]}
    assert found.seal == "changed"


@pytest.mark.parametrize("stripped", [False, True])
def test_a_second_version_in_the_same_file_is_told(stripped: bool, tmp_path: Path) -> None:
    declaration, files = exported.sample(FORMS[0])
    other = declaration.model_copy(update={"values": {**declaration.values, "org.name": "别家"}})
    bodies: list[Any] = []
    exported.edited(
        exported.export(other, files), lambda root: bodies.append(root.find(f"{W}body"))
    )

    def edit(root: Any) -> None:
        body = root.find(f"{W}body")
        for one in bodies[0]:
            if one.tag in {f"{W}tbl", f"{W}p"} and one.find(f".//{W}drawing") is None:
                body.insert(len(body) - 1, copy.deepcopy(one))

    data = exported.edited(exported.word_file(FORMS[0]), edit)
    found = read(tmp_path, exported.without_payload(data) if stripped else data)
    assert "form-several" in codes(found)
    assert found.status == "partly"
    assert_nothing_wrong(found, wanted(FORMS[0]))
    assert not stripped or sure(found) == {}
