"""Names told in two pieces, and what is told further on of a name before."""

import pytest

FIRM, DISTRICT = "zhejiang-2020/enterprise", "shanghai-2023/district"
PROJECT, PLATFORM = "zhejiang-2020/project", "guangdong-2024/platform"


@pytest.fixture(scope="module")
def said(differing):
    """Return the words of a paragraph that differ from a sample's values, each with the field beside them."""
    return lambda form, text: [(words, about[1]) for words, about, _ in differing(form, text)]


@pytest.mark.parametrize(
    ("form", "text", "stated", "field"),
    [
        (DISTRICT, "生产性服务业发展较快，2022年增加值达到359.70亿元。", "359.70亿元", "economy.services_added[2022]"),
        (DISTRICT, "全区生产性服务业加快集聚，2022年实现增加值359.70亿元，同比增长9.3%。", "359.70亿元", "economy.services_added[2022]"),
        (DISTRICT, "规上工业运行平稳，2022年增加值为487.25亿元。", "487.25亿元", "economy.industry_added[2022]"),
        (DISTRICT, "目前，全区有服务型制造企业136家，总产值4862.5亿元。", "4862.5亿元", "effect.output"),
        (DISTRICT, "全区服务型制造企业136家，实现总产值428.65亿元。", "428.65亿元", "effect.output"),
        # a rise that a sentence tells without its years ends where the one before it did
        (FIRM, "服务收入由2017年的3241.56万元增长到2019年的5863.47万元；服务收入占营收的比重从20%提高到二成三。", "二成三", "finance.service_revenue[2019]"),
    ],
)  # fmt: skip
def test_a_measure_is_held_by_the_subject_of_the_clause_before(said, form, text, stated, field):
    assert (stated, field) in said(form, text)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (DISTRICT, "生产性服务业发展较快，2022年增加值达到395.70亿元。"),
        (DISTRICT, "生产性服务业发展较快，到2025年增加值力争达到600亿元。"),
        (DISTRICT, "生产性服务业发展较快，金融业实现增加值120亿元。"),
        (DISTRICT, "生产性服务业发展较快，其中科技服务业增加值61亿元。"),
        (DISTRICT, "全国生产性服务业发展较快，2022年增加值达到30万亿元。"),
        (DISTRICT, "装备制造业增长平稳，增加值达到126亿元。"),
        (DISTRICT, "规上工业运行平稳，某龙头企业2022年增加值12亿元。"),
        (DISTRICT, "全区服务型制造企业136家，总产值486.25亿元。"),
        (DISTRICT, "装备行业中，服务型制造企业36家，其中一家企业产值26亿元。"),
        (FIRM, "服务收入由2017年的3241.56万元增长到2019年的5863.47万元；服务收入占营收的比重从20%提高到26%。"),
        (FIRM, "2019年，公司研发投入占比从4.62%、4.87%提高到5.13%。"),
    ],
)  # fmt: skip
def test_a_measure_of_something_else_is_left_alone(said, form, text):
    assert said(form, text) == []


def test_a_count_in_brackets_only_says_the_share_before_it_in_people(said):
    text = "公司有职工286人，研发和设计人员占24.13%（69人），中高级职业资格人员占31.74%，本科及以上学历人员132人。"
    assert said(FIRM, text) == [
        ("31.74%", "staff.skilled_share"),
        ("132人", "staff.degree_share"),
    ]
    right = text.replace("31.74", "31.47").replace("132", "122")
    assert said(FIRM, right) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2019年末资产负债率41.73%，较2017年末下降6个百分点。", ["6个百分点"]),
        ("2019年末资产负债率41.73%，较2017年末下降5个百分点。", []),
        ("2019年末资产负债率41.73%，较2018年末下降2个百分点。", []),
        ("2019年末资产负债率41.73%，较2018年末下降3个百分点。", []),
    ],
)
def test_whole_points_may_be_off_by_less_than_one(said, text, found):
    assert [one for one, _ in said(FIRM, text)] == found


@pytest.mark.parametrize(
    ("form", "text", "stated", "field"),
    [
        (DISTRICT, "到2022年底，区级专项资金累计2.48亿元，当年新增1.26亿元。", "1.26亿元", "economy.fund[2022]"),
        (DISTRICT, "2022年新增专项资金1.26亿元。", "1.26亿元", "economy.fund[2022]"),
        (DISTRICT, "国家级专精特新“小巨人”企业由2020年的46家增加到95家，其中2022年新增37家。", "37家", "capacity.little_giants[2022]"),
        (DISTRICT, "国家级专精特新“小巨人”企业95家，两年净增59家。", "59家", "capacity.little_giants[2022]"),
        (FIRM, "公司拥有发明专利16项，一年净增6项。", "6项", "patents.invention[2019]"),
    ],
)  # fmt: skip
def test_what_came_to_a_value_is_held_against_two_years(said, form, text, stated, field):
    assert (stated, field) in said(form, text)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (DISTRICT, "到2022年底，区级专项资金累计2.48亿元，当年新增0.86亿元；其中2021年新增7700万元。"),
        (DISTRICT, "国家级专精特新“小巨人”企业95家，两年净增49家。"),
        (DISTRICT, "2021年新增专项资金0.77亿元，2022年新增0.86亿元。"),
        (DISTRICT, "国家级专精特新“小巨人”企业95家，到2025年力争新增60家。"),
        (DISTRICT, "国家级专精特新“小巨人”企业95家，全市2022年新增286家。"),
        (DISTRICT, "到2022年底，区级专项资金累计2.48亿元，当年新增贷款12亿元。"),
        (DISTRICT, "国家级专精特新“小巨人”企业95家，2022年新增市级专精特新企业126家。"),
        # patents run out, so that what was granted is no difference
        (FIRM, "公司拥有发明专利16项，2019年新增6项。"),
        (FIRM, "公司拥有发明专利16项，一年净增4项。"),
    ],
)  # fmt: skip
def test_what_came_rightly_or_to_something_else_is_left_alone(said, form, text):
    assert said(form, text) == []


@pytest.mark.parametrize(
    ("form", "text", "stated", "field"),
    [
        (PROJECT, "备件仓储项目由宁波甲橡塑有限公司委托宁波乙装备有限公司实施，投资额度2680万元。", "2680万元", "project.investment"),
        (PROJECT, "围绕本项目获得专利17项，发明专利4项，实用新型专利13项。", "13项", "project.patents.utility"),
        (PROJECT, "本项目获得或者已经受理的专利一共19项，发明4项。", "19项", "project.patents.total"),
        (PLATFORM, "服务项目平均6周完成。", "6周", "platform.service_weeks"),
        (PLATFORM, "客户：服务企业户数由2021年的165家增加到2023年的321家。", "321家", "platform.clients_served[2023]"),
        (PLATFORM, "2023年营业收入3640.20万元，服务收入占比升至87%。", "87%", "platform.service_ratio[2023]"),
        (DISTRICT, "区级专项资金截至2020年底累计安排0.85亿元，到2022年底累计安排2.84亿元，支持项目96个。", "2.84亿元", "economy.fund[2022]"),
        (FIRM, "公司累计拿到发明专利26项。", "26项", "patents.invention[2019]"),
        (PLATFORM, "服务项目平均完成周期为14周，比行业平均少三周。", "14周", "platform.service_weeks"),
        (DISTRICT, "区级示范的企业32家、平台12个、项目9个。", "32家", "effect.district_enterprises"),
        (DISTRICT, "三年来召开政策会议14场，培训32场，其他活动9场。", "32场", "events.trainings"),
        (DISTRICT, "每百万人发明专利授权1284.2项，2022年全区地区生产总值1468.30亿元。", "1284.2项", "capacity.patents[2022]"),
    ],
)  # fmt: skip
def test_a_figure_whose_owner_is_told_around_it_is_held(said, form, text, stated, field):
    assert (stated, field) in said(form, text)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (PROJECT, "备件仓储项目由宁波甲橡塑有限公司委托宁波乙装备有限公司实施，投资额度2860万元。"),
        (PROJECT, "宁波丙机械有限公司另有一个仓库，总投资9200万元。"),
        (PROJECT, "围绕本项目获得专利17项，发明专利4项，实用新型专利11项。"),
        (PROJECT, "公司拥有的实用新型专利47项。"),
        (PROJECT, "类似项目由杭州某公司委托实施，总投资9600万元。"),
        (PLATFORM, "服务项目平均4周完成，服务项目平均合同额12万元。"),
        (PLATFORM, "客户：湛江某船厂，员工420人，营业收入3.2亿元。"),
        (DISTRICT, "区级专项资金截至2022年底累计2.48亿元，其中2022年当年安排0.86亿元。"),
        (DISTRICT, "区级专项资金截至2020年底累计安排0.85亿元，到2022年底累计安排2.48亿元。"),
        (DISTRICT, "区级示范的企业23家、平台12个、项目9个。"),
        (DISTRICT, "三年来召开政策会议14场，培训22场，其他活动9场。"),
    ],
)
def test_a_figure_that_is_right_or_of_somebody_else_is_left_alone(said, form, text):
    assert said(form, text) == []


def test_what_is_compared_behind_a_bracket_is_what_stands_before_it(said):
    text = "截至2019年底，公司拥有专利82项（发明专利16项、实用新型59项、外观7项），比上年末的64项增加18项。"
    assert said(FIRM, text) == []
