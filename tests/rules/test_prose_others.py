"""Firms that a narrative names and the form does not know: each is named in a hint, wherever it stands."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smdesk.notices.declaration import Narrative, Paragraph, Run, SimpleTable
from smdesk.notices.loader import find_form
from smdesk.rules.engine import checker_of
from smdesk.rules.formats.divisions import place_names
from smdesk.rules.prose.firms import FIRMS, NAMED
from smdesk.rules.prose.fullnames import full_names
from smdesk.rules.prose.places import parse_place, text_of
from smdesk.service.samples import load_sample

ENTERPRISE = "zhejiang-2020/enterprise"
FIRST = "公司从事泵阀制造。"


def paragraph(text):
    return Paragraph(runs=(Run(text=text),))


@pytest.fixture
def named():
    """Return the firms that hints name in a narrative, or those that are asked after."""

    def check(*blocks, form=ENTERPRISE, rule=NAMED, **values):
        pack, known = find_form(form)
        every = tuple(paragraph(one) if isinstance(one, str) else one for one in blocks)
        declaration = load_sample(form)[0].with_values(values)
        declaration = declaration.model_copy(update={"narrative": Narrative(blocks=every)})
        found = []
        for one in checker_of(pack, known, declaration.years).all(declaration):
            place = parse_place(one.addresses[0])
            if one.rule == rule and place:
                assert one.level == ("hint" if rule == NAMED else "check")
                assert one.blocks is (rule != NAMED)
                found.append(text_of(every[place.block])[place.start : place.stop])
        return found

    return check


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("我们与浙江海川化纤有限公司、宁波乙甲机械股份有限公司合作", ["浙江海川化纤有限公司", "宁波乙甲机械股份有限公司"]),
        ("林德瑙液压系统（常州）有限公司近三年", ["林德瑙液压系统（常州）有限公司"]),
        ("全资子公司朗岳（宁夏）流体服务有限公司2022年", ["朗岳（宁夏）流体服务有限公司"]),
        ("由郑州岚祁新能源运维有限公司（甲方）出资", ["郑州岚祁新能源运维有限公司"]),
        ("协助广东省佛山市顺德区美云机械有限公司改造", ["广东省佛山市顺德区美云机械有限公司"]),
        ("2020年6月底东屿智联模具科技有限公司发布规划", ["东屿智联模具科技有限公司"]),
        ("首批120台，新乡启越轴承有限公司已派出2个服务队", ["新乡启越轴承有限公司"]),
        ("甲方山西岱合玻璃器皿有限公司、乙方我司签约", ["山西岱合玻璃器皿有限公司"]),
        ("其中汾岚液压股份有限公司的收入", ["汾岚液压股份有限公司"]),
        ("公司由有限责任公司整体变更为股份有限公司，是中外合资有限公司", []),
        ("某有限公司和国有独资有限责任公司", []),
        ("（有限公司）", []),
    ],
)  # fmt: skip
def test_full_names_begin_where_they_begin(text, names):
    assert [text[start:stop] for start, stop in full_names(text)] == names


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(one for one in place_names() if one.endswith(("省", "市", "县")))),
    st.text("岚砀澜岫漪汀屿岱", min_size=2, max_size=4),
    st.sampled_from(["我们为", "2019年起，", "此后由", "老客户", "三是", ""]),
)
def test_a_name_behind_a_place_is_cut_out_whole(place, trade, ahead):
    name = f"{place}{trade}机械有限公司"
    text = f"{ahead}{name}提供托管"
    assert [text[start:stop] for start, stop in full_names(text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "同类做法正在推广，首批120台，新乡启越轴承有限公司已派出2个服务队常驻阳江。",
        "体会是：服务要由懂设备的人去做，新乡启越轴承有限公司的老钳工就是最大的本钱。",
        "设备由新乡启越轴承有限公司负责维护。",
        "新乡启越轴承有限公司对入驻工厂每半年评一次级。",
    ],
)
def test_a_name_anywhere_in_a_sentence_is_named_with_its_place(named, text):
    assert named(FIRST, text) == ["新乡启越轴承有限公司"]


def test_a_firm_is_named_once_however_often_it_stands_there(named):
    text = "设备由新乡启越轴承有限公司维护。"
    assert named(FIRST, text, text) == ["新乡启越轴承有限公司"]


def test_who_is_introduced_in_the_form_or_a_bank_is_not_named(named):
    own = load_sample(ENTERPRISE)[0].values["org.name"]
    assert named(
        f"{own}从事泵阀制造。",
        "我们服务的客户新乡启越轴承有限公司很满意。",
        "后来新乡启越轴承有限公司又买了两台。",
        "贷款由杭州联合银行股份有限公司提供。",
    ) == []  # fmt: skip
    text = "设备由新乡启越轴承有限公司维护。"
    assert named(FIRST, text, **{"org.business": "为新乡启越轴承有限公司配套"}) == []


def test_a_table_of_firms_is_a_list_of_them_and_one_in_a_table_is_named(named):
    every = (("名称", "年份"), ("新乡启越轴承有限公司", "2018"), ("洛阳矩衡轴承有限公司", "2019"))
    assert named(FIRST, SimpleTable(rows=every)) == []
    assert named(FIRST, SimpleTable(rows=every[:2])) == ["新乡启越轴承有限公司"]


def test_a_firm_that_is_asked_after_is_not_named_besides(named):
    text = "新乡启越轴承有限公司2019年实现营业收入3.6亿元，员工420人。"
    assert named(FIRST, text) == []


def test_the_papers_of_a_region_name_its_firms(named):
    text = "新乡启越轴承有限公司已派出2个服务队。"
    assert named(FIRST, text, form="shanxi-2021/city") == []


def test_the_form_takes_a_hint_back_when_it_names_the_firm_and_gives_it_again():
    pack, form = find_form(ENTERPRISE)
    blocks = (paragraph(FIRST), paragraph("设备由新乡启越轴承有限公司维护。"))
    declaration = load_sample(ENTERPRISE)[0].model_copy(
        update={"narrative": Narrative(blocks=blocks)}
    )
    checker = checker_of(pack, form, declaration.years)
    assert any(one.rule == NAMED for one in checker.all(declaration))
    filled = declaration.with_values({"org.business": "为新乡启越轴承有限公司配套"})
    assert not any(one.rule == NAMED for one in checker.touched(filled, ["org.business"]).findings)
    assert any(one.rule == NAMED for one in checker.touched(declaration, ["org.business"]).findings)


@pytest.mark.parametrize(
    ("behind", "asked"),
    [
        ("先后办了26场对接会。", True),
        ("的每一位服务工程师必须完成培训。", True),
        ("的师傅进厂，48小时内一定修好。", True),
        ("是第一家进来的，地方腾出来加了两台加工中心。", False),
        ("也来了，带着自己的图纸。", False),
        ("的客户先后来了26批。", False),
        ("、台州某厂各来了一批人。", False),
    ],
)
def test_a_firm_of_the_trade_that_a_clause_begins_with_is_asked_after(named, behind, asked):
    name = "台州海峤泵业有限公司"
    text = f"两年来，{name}{behind}"
    assert named(FIRST, text, rule=FIRMS) == [name] * asked
    assert named(FIRST, text) == [name] * (not asked)


def test_where_it_is_asked_after_is_the_place_at_which_it_leads(named):
    name = "台州海峤泵业有限公司"
    pack, form = find_form(ENTERPRISE)
    blocks = (
        paragraph(FIRST),
        paragraph(f"常想起{name}。"),
        paragraph(f"{name}先后办了26场对接会。"),
    )
    declaration = load_sample(ENTERPRISE)[0].model_copy(
        update={"narrative": Narrative(blocks=blocks)}
    )
    (one,) = (
        one for one in checker_of(pack, form, declaration.years).all(declaration)
        if one.rule in {FIRMS, NAMED}
    )  # fmt: skip
    assert (one.rule, one.addresses) == (FIRMS, (f"narrative[2]:0-{len(name)}",))
