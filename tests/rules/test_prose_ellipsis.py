"""Figures whose name stands in another clause, behind them or in other words are held too."""

import pytest

from smdesk.notices.declaration import Heading, Narrative, Paragraph, Run, SimpleTable
from smdesk.notices.loader import find_form
from smdesk.rules.engine import checker_of
from smdesk.rules.prose.places import parse_place, text_of
from smdesk.service.samples import load_sample

FIRM, PROJECT = "zhejiang-2020/enterprise", "zhejiang-2020/project"
CITY, GUANGDONG = "national-2022/city-general", "guangdong-2024/enterprise"
REGION = "shanxi-2021/city"


def _differing(form, *blocks):
    """Return the words of the last block that differ from a sample's values."""
    pack, known = find_form(form)
    sample = load_sample(form)[0]
    checker = _CHECKERS.setdefault(form, checker_of(pack, known, sample.years))
    declaration = sample.model_copy(update={"narrative": Narrative(blocks=blocks)})
    found = checker.touched(declaration, ["narrative"]).findings
    text = text_of(blocks[-1])
    return [
        text[place.start : place.stop]
        for one in found
        if one.rule == "narrative.value" and (place := parse_place(one.addresses[0]))
    ]


_CHECKERS = {}


@pytest.fixture(scope="module")
def said():
    def check(form, text, heading=""):
        over = (Heading(level=2, text=heading),) if heading else ()
        return _differing(form, *over, Paragraph(runs=(Run(text=text),)))

    return check


@pytest.fixture(scope="module")
def read():
    def check(form, rows, lead):
        return _differing(form, Paragraph(runs=(Run(text=lead),)), SimpleTable(rows=rows))

    return check


# Revenue 15832.60, 18674.25, 22186.90; of services 3241.56, 4246.73, 5863.47; debts 46.82, 44.15,
# 41.73 %; 286 people: 69 in research, 90 skilled, 122 with degrees; 16 inventions, 59, 7.
@pytest.mark.parametrize(
    ("form", "text", "stated"),
    [
        (FIRM, "2017年服务收入3241.56万元，占营业收入的20.47%；2018年为4426.73万元，占比22.74%；2019年达到5863.47万元。", "4426.73万元"),
        (FIRM, "2019年公司营业收入22186.90万元，较2018年的16874.25万元增长较多。", "16874.25万元"),
        (FIRM, "2019年公司营业收入22186.90万元，比上年的16874.25万元增长18.81%。", "16874.25万元"),
        (FIRM, "2019年，公司取得21286.90万元的营业收入。", "21286.90万元"),
        (FIRM, "公司资产负债率由2017年的46.82%、2018年的44.15%下降到2019年的47.13%。", "47.13%"),
        (FIRM, "截至2019年底，公司拥有有效专利82件，含发明16件、实用新型95件、外观设计7件。", "95件"),
        (FIRM, "公司职工286人，其中从事研发和设计的96人，占24.13%。", "96人"),
        (FIRM, "公司职工286人，拿到中、高级职业资格证书的90人，比重37.41%。", "37.41%"),
        (FIRM, "2018年受市场影响，公司营业收入增速为27.95%。", "27.95%"),
        (FIRM, "2019年公司营业收入再上新台阶，达到21286.90万元。", "21286.90万元"),
        (GUANGDONG, "公司服务收入由2021年的0.77亿元增长到2023年的1.22亿元，年均增长25.65%，而同期营业收入年均增长20.2%。", "20.2%"),
        (GUANGDONG, "2023年公司销售净利率为9.5%。", "9.5%"),
        (PROJECT, "资产负债率34.26%，财务稳健。", "34.26%"),
        (PROJECT, "项目实施过程中共形成专利17项，其中发明专利6项、实用新型专利11项、外观设计专利2项。", "6项"),
        (CITY, "国家级专精特新“小巨人”企业从2019年的6家发展到2020年的17家、2021年的92家。", "92家"),
        (CITY, "全市规模以上工业企业2136家，2021年规模以上工业增加值1715.35亿元。", "1715.35亿元"),
    ],
)  # fmt: skip
def test_a_figure_away_from_its_name_is_held_against_the_table(said, form, text, stated):
    assert said(form, text) == [stated]


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (FIRM, "2017年服务收入3241.56万元，占营业收入的20.47%；2018年为4246.73万元，占比22.74%。"),
        (FIRM, "2019年公司营业收入22186.90万元，其中整机收入16323万元；2018年为14427.52万元。"),
        (FIRM, "2019年公司营业收入22186.90万元，行业平均为3.2亿元；2018年为2.8亿元。"),
        (FIRM, "2019年公司营业收入22186.90万元，计划2020年为3亿元；2018年为18674.25万元。"),
        (FIRM, "2019年公司营业收入22186.90万元，比同行的5亿元低。"),
        (FIRM, "公司营业收入三年增长40.1%，利润总额增长56.3%。"),
        (FIRM, "平台所在园区2019年营业收入126亿元，税收8.6亿元。"),
        (FIRM, "公司完成5000万元的营业收入目标。"),
        (GUANGDONG, "子公司2023年营业收入1.5亿元，净利率16.3%。"),
        (CITY, "该县2021年规模以上工业增加值96亿元。"),
        (PROJECT, "2018年资产负债率52.30%。"),
    ],
)
def test_what_only_looks_so_is_left_alone(said, form, text):
    assert said(form, text) == []


# Revenue of the firm in Guangdong 38640.00, 42580.50, 46925.00; assets 52360.40, 57845.20, 63280.50;
# the project's firm: revenue 13752.80 in 2019.
@pytest.mark.parametrize(
    ("form", "text", "stated"),
    [
        (FIRM, "公司及子公司共有员工268人。", ["268人"]),
        (FIRM, "公司及子公司共有员工286人。", []),
        (FIRM, "某水泵厂有工人64人，平台派驻3名工程师，公司给了方案，当年增收，年营业收入达到2350万元。", []),
        (FIRM, "与2017年相比，2019年公司营业收入增长40.1%；资产总额增加7472万元。", []),
        (PROJECT, "按经审计的2019年度报表，公司营业收入1.73亿元。", ["1.73亿元"]),
        (GUANGDONG, "公司资产总额从2021年的52360.40万元，到2022年的58745.20万元，再到2023年的63280.50万元。", ["58745.20万元"]),
        (GUANGDONG, "公司2021年末资产负债率48.60%，2023年末资产负债率44.50%，较期初下降2.7个百分点。", ["2.7个百分点"]),
        (GUANGDONG, "研发：研发投入占收入比重三年分别为4.80%、5.10%、5.90%。", ["5.90%"]),
        (GUANGDONG, "三年累计营业收入12.81亿元，年均复合增速20.2%。", ["20.2%"]),
        (CITY, "2021年生产性服务业增加值1193.46亿元，占全市生产总值的29.6%。", ["29.6%"]),
    ],
)  # fmt: skip
def test_joined_subjects_fronted_years_and_lists_of_years_are_read(said, form, text, stated):
    assert said(form, text) == stated


def test_under_a_heading_about_another_only_the_named_applicant_is_meant(said):
    text = "2020年地区生产总值186.4亿元，增长5.1%。"
    assert said(REGION, text, "（一）汾阳滨县") == []
    assert said(REGION, text, "（一）经济运行") != []
    assert said(REGION, f"全市{text}", "（一）汾阳滨县") != []


# The city: 36 meetings, 58 trainings, 21 others; 3, 2, 4 of the state, 26, 11, 9 of the province;
# fund 1.20, 2.10, 3.35; margin 6.82, 6.95, 7.31.
@pytest.mark.parametrize(
    ("form", "text", "stated"),
    [
        (CITY, "全市累计获评国家级示范企业3家、示范平台2个、示范项目6个；省级示范企业26家、示范平台21个、示范项目9个。", ["6个", "21个"]),
        (CITY, "累计举办政策宣贯会议36场、培训85场、其他活动21场。", ["85场"]),
        (CITY, "全市服务型制造专项资金截至2021年底累计安排5.33亿元。", ["5.33亿元"]),
        (CITY, "规上工业企业利润率由6.82%到6.95%再到7.13%。", ["7.13%"]),
        (FIRM, "2019年公司营业收入22186.90万元（+15.81%）。", ["+15.81%"]),
        (FIRM, "三年合计，公司营业收入5.96亿元。", ["5.96亿元"]),
        (CITY, "全市省级示范企业平均服务收入占比28.6%，新增省级示范企业5家，推荐国家级示范项目2个。", []),
        (CITY, "2021年全市新安排专项资金1.25亿元，支持项目85个，员工培训85场。", []),
        (CITY, "岚东区累计获评省级示范企业5家、示范平台3个。", []),
    ],
)  # fmt: skip
def test_things_that_a_list_names_once_and_sums_are_held(said, form, text, stated):
    found = said(form, text)
    assert [one.removeprefix("+") for one in found] == [one.removeprefix("+") for one in stated]


def test_the_unit_told_over_a_table_is_that_of_its_cells(read):
    table = (("项目", "2017年", "2019年"), ("营业收入", "15832.60", "21286.90"))
    assert read(FIRM, table, "近三年主要数据如下（单位：万元）：") == ["21286.90"]
    assert read(FIRM, table, "近三年主要数据如下：") == []


def test_what_row_and_column_name_together_is_held(read):
    table = (("级别", "企业", "平台", "项目"), ("国家级示范", "3", "2", "5"), ("省级示范", "26", "11", "9"))  # fmt: skip
    assert read(CITY, table, "示范数量见下表。") == ["5"]
