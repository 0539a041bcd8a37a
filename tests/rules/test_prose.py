"""The narrative against the tables: what is found, what is not, how findings are told."""

import importlib.util
import sys
from pathlib import Path

import pytest

from smdesk.notices.declaration import Heading, ListItem, Narrative, Paragraph, Run, SimpleTable
from smdesk.notices.loader import find_form
from smdesk.rules.engine import checker_of
from smdesk.rules.prose.places import parse_place, text_of
from smdesk.service.samples import load_sample

ROOT = Path(__file__).parents[2]
FORM = "zhejiang-2020/enterprise"
SAMPLES = sorted(
    f"{one.parent.parent.name}/{one.parent.name}"
    for one in (ROOT / "resources" / "samples").glob("*/*/narrative.md")
    if not one.parent.name.startswith("faulty")
)
RULES = {"narrative.value", "narrative.placeholder", "narrative.firm"}


def said(words, kind=Paragraph):
    return kind(runs=(Run(text=words),))


def head(words, level=1):
    return Heading(level=level, text=words)


@pytest.fixture
def found():
    """Return what is found in blocks, for the sample's values with some changed."""

    def check(*blocks, form=FORM, rule="narrative.value", values=None, reasons=None):
        pack, known = find_form(form)
        sample = load_sample(form)[0]
        blocks = tuple(said(one) if isinstance(one, str) else one for one in blocks)
        declaration = sample.with_values(values or {}).model_copy(
            update={"narrative": Narrative(blocks=blocks), "reasons": reasons or {}}
        )
        every = checker_of(pack, known, declaration.years).all(declaration)
        return [one for one in every if one.rule == rule]

    return check


@pytest.fixture(scope="module")
def scored():
    path = ROOT / "benchmarks" / "prose_score.py"
    spec = importlib.util.spec_from_file_location("prose_score", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["prose_score"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def score(scored):
    return scored.score()


@pytest.mark.parametrize(
    "corpus", ["statements-*.txt", "misleading.txt", "unseen-1.txt", "unseen-2.txt", "unseen-3.txt"]
)
def test_narratives_of_every_pack_raise_no_false_alarm_and_are_nearly_all_seen_through(
    scored, corpus
):
    found = scored.score_lines(corpus)
    assert found.wanted >= 35
    assert found.true >= 20
    assert found.false == []
    assert found.recall >= 0.92, found.missed


@pytest.mark.parametrize(
    ("corpus", "least"),
    [
        ("unseen-5.txt", 0.82),
        ("unseen-6.txt", 0.87),
        ("unseen-7.txt", 0.92),
        ("unseen-8.txt", 0.94),
    ],
)
def test_narratives_in_the_manner_of_reports_and_returns_raise_no_false_alarm(
    scored, corpus, least
):
    found = scored.score_lines(corpus)
    assert found.wanted >= 80
    assert found.true >= 60
    assert found.false == []
    assert found.recall >= least, found.missed


def test_sentences_that_open_with_a_firm_are_told_apart(scored):
    found = scored.score_lines("firms-1.txt")
    assert (found.wanted, found.missed, found.false) == (15, [], [])


def test_nothing_false_is_found_in_the_corpus(score):
    assert score.sentences >= 200
    assert score.false == []


def test_nearly_all_that_differs_in_the_corpus_is_found(score):
    assert score.wanted >= 60
    assert score.recall >= 0.97, score.missed
    assert score.read >= 0.93, score.unread


@pytest.mark.parametrize("form_id", SAMPLES)
def test_the_narratives_of_good_samples_agree_with_their_tables(form_id):
    pack, form = find_form(form_id)
    declaration = load_sample(form_id)[0]
    findings = checker_of(pack, form, declaration.years).all(declaration)
    assert [one.message for one in findings if one.rule in RULES] == []


@pytest.mark.parametrize("form_id", SAMPLES)
def test_a_number_changed_in_the_table_is_found_in_the_narrative(form_id):
    """Every yearly amount that the sample's narrative states is held against the table."""
    pack, form = find_form(form_id)
    sample = load_sample(form_id)[0]
    checker = checker_of(pack, form, sample.years)
    last = checker.ground.years[-1]
    heads = ("finance.revenue", "platform.revenue", "economy.gdp", "economy.services_added")
    target = next((f"{one}[{last}]" for one in heads if f"{one}[{last}]" in sample.values), None)
    if target is None or sample.values[target] not in sample.narrative.text.replace(",", ""):
        pytest.skip("the sample's narrative does not state it")
    changed = sample.with_values({target: "98765.43"})
    about = {one.addresses[1] for one in checker.all(changed) if one.rule == "narrative.value"}
    assert target in about


def test_a_finding_tells_both_places_values_and_years(found):
    (one,) = found("公司情况如下。", "2019年公司实现营业收入3.2亿元，再创新高。")
    assert one.level == "check"
    assert one.addresses == ("narrative[1]:13-18", "finance.revenue[2019]")
    for told in ("3.2亿元", "2019 年营业收入", "22186.90 万元", "2.2187 亿元"):
        assert told in one.message


def test_the_place_is_where_the_words_stand(found):
    text = "　2019年末，公司员工 310 人，资产总额３．９亿元。"
    places = [parse_place(one.addresses[0]) for one in found(text)]
    assert [text[one.start : one.stop] for one in places] == ["310 人", "３．９亿元"]


def test_a_key_does_not_change_when_the_place_moves_and_a_reason_holds(found):
    words = "2019年公司营业收入3.2亿元。"
    (first,) = found(words)
    reasons = {first.key: "正文按合并口径，表中为母公司口径"}
    (second,) = found("又一段。", head("一、概况"), words, reasons=reasons)
    assert second.key == first.key
    assert second.addresses[0] != first.addresses[0]
    assert second.answered


def test_the_same_words_twice_are_two_findings(found):
    one, other = found("2019年公司营业收入3.2亿元。", "2019年公司营业收入3.2亿元。")
    assert one.key != other.key


def test_of_hundreds_of_the_same_kind_the_first_are_told_and_the_others_counted(found):
    lines = [said(f"第{number}季度利润XX元。") for number in range(100)]
    told = found(*lines, rule="narrative.placeholder")
    *first, last = told
    assert len(first) == 60
    assert len({one.key for one in told}) == 61
    assert "40" in last.message
    assert last.addresses[0].startswith("narrative[60]:")


def test_years_are_read_as_they_are_spelt(found):
    (one,) = found("二〇一九年营业收入为23000万元。")
    assert one.addresses[1] == "finance.revenue[2019]"
    assert one.addresses[0] == "narrative[0]:10-17"
    assert found("二〇一八年营业收入为18674.25万元。") == []


def test_list_items_are_read_and_headings_about_aims_end_the_reading(found):
    item = said("2019年末员工310人。", ListItem)
    assert len(found(item)) == 1
    blocks = (
        head("三、发展规划"),
        head("（一）目标", 2),
        said("公司营业收入达到5亿元，员工400人。"),
    )
    assert found(*blocks) == []
    assert len(found(*blocks, head("四、概况"), said("公司现有员工400人。"))) == 1


def test_cells_of_a_table_are_held_by_their_row_and_year(found):
    rows = (
        ("指标", "2018年", "2019年"),
        ("营业收入（万元）", "18,674.25", "22186.9"),
        ("其中：服务收入（亿元）", "0.42", "0.95"),
        ("资产负债率", "44.15%", "14.73"),
        ("备件销售（万元）", "1", "2"),
    )
    table = SimpleTable(rows=rows, caption="表1 主要指标")
    text = text_of(table)
    places = [parse_place(one.addresses[0]) for one in found(table)]
    assert [text[one.start : one.stop] for one in places] == ["0.95", "14.73"]


def test_a_table_with_years_down_the_side_is_read_too(found):
    rows = (
        ("年度", "营业收入", "利润总额"),
        ("2018", "18674.25", "2203.68"),
        ("2019", "2218.69", "2792.35"),
    )
    told = found(SimpleTable(rows=rows, caption="单位：万元"))
    assert [one.addresses[1] for one in told] == ["finance.revenue[2019]"]


@pytest.mark.parametrize(
    "caption", ["客户指标（万元）", "2020年目标（万元）", "行业对比（万元）", "指标"]
)
def test_a_table_about_others_or_without_a_unit_states_nothing(found, caption):
    rows = (("指标", "2018年", "2019年"), ("营业收入", "1", "2"))
    assert found(SimpleTable(rows=rows, caption=caption)) == []


def test_nothing_is_said_where_the_form_is_blank(found):
    words = "2019年公司营业收入3.2亿元，服务收入占比50%。"
    assert found(words, values={"finance.revenue[2019]": ""}) == []


def test_a_value_typed_in_the_table_is_held_against_the_narrative_at_once():
    pack, form = find_form(FORM)
    sample = load_sample(FORM)[0]
    checker = checker_of(pack, form, sample.years)
    before = checker.all(sample)
    edited = sample.with_values({"staff.total": "300"})
    touched = checker.touched(edited, ["staff.total"])
    after = checker.merge(before, touched, edited)
    assert [one.addresses[1] for one in after if one.rule == "narrative.value"] == ["staff.total"]
    assert after == checker.all(edited)


def test_a_key_in_one_block_reads_that_block_alone(monkeypatch):
    from smdesk.rules.prose import memory

    pack, form = find_form(FORM)
    sample = load_sample(FORM)[0]
    checker = checker_of(pack, form, sample.years)
    checker.all(sample)
    read, real = [], memory._read
    monkeypatch.setattr(memory, "_read", lambda block: read.append(block) or real(block))
    blocks = list(sample.narrative.blocks)
    blocks[4] = said(text_of(blocks[4]) + "字")
    edited = sample.model_copy(
        update={"narrative": Narrative.model_construct(blocks=tuple(blocks))}
    )
    checker.touched(edited, ["narrative"])
    assert read == [blocks[4]]


def test_another_applicants_name_reads_the_narrative_anew(found):
    words = "宁波示例机械有限公司2019年营业收入3.2亿元。"
    assert found(words) == []
    assert len(found(words, values={"org.name": "宁波示例机械有限公司"})) == 1


@pytest.mark.parametrize(
    ("words", "stated", "told"),
    [
        ("2019年公司营业收入同比增长28.8%。", "28.8%", "18.81%"),
        ("2017—2019年，公司营业收入年均复合增长率28.4%。", "28.4%", "18.38%"),
        ("三年来公司营业收入翻了一番。", "翻了一番", "1.4"),
        ("2019年公司利润总额比2018年增加688.67万元。", "688.67万元", "588.67 万元"),
        ("2019年资产负债率比2018年下降4.42个百分点。", "4.42个百分点", "2.42 个百分点"),
        ("2019年公司营业收入2.22亿元，为2017年的1.8倍。", "1.8倍", "1.4"),
        ("近三年公司累计缴纳税金4534.19万元。", "4534.19万元", "3534.19 万元"),
        ("公司员工286人，其中研发和设计人员96人。", "96人", "69 人"),
        ("2019年公司资产负债率上升2.42个百分点。", "2.42个百分点", "下降 2.42 个百分点"),
    ],
)
def test_a_change_is_held_against_what_the_values_of_its_years_make(found, words, stated, told):
    (one,) = found(words)
    place = parse_place(one.addresses[0])
    assert words[place.start : place.stop] == stated
    assert told in one.message
    assert len(one.addresses) >= 3


@pytest.mark.parametrize(
    "words",
    [
        "2019年公司营业收入同比增长18.8%，利润总额增长26.7%，服务收入增长近四成。",
        "2019年公司营业收入同比增长18%。",
        "近三年营业收入年均增长18.4%。",
        "公司营业收入比2012年翻了两番，比2016年增长68%。",
        "2020年上半年公司营业收入同比增长6.2%。",
        "公司营业收入年均增长20%以上。",
        "2019年，运维服务收入增长52%，行业营业收入同比增长3%。",
        "公司净利润三年增长72%。",
        "近三年公司营业收入增长率保持在18%左右。",
    ],
)
def test_a_change_that_is_true_or_of_no_two_columns_is_not_told(found, words):
    assert found(words) == []


def test_a_growth_that_the_form_has_a_field_for_is_held_against_that_field(found):
    (one,) = found("2019年公司净利润同比增长18%。")
    assert one.addresses[1] == "finance.net_profit_growth[2019]"
    (one,) = found("2020年全市GDP同比增长4.9%。", form="shanxi-2021/city")
    assert one.addresses[1] == "economy.gdp_growth"


def test_growth_at_constant_prices_is_not_reckoned_of_amounts(found):
    form = "national-2022/city-general"
    assert found("2021年全市GDP增长8.6%，规上工业增加值增长9.2%。", form=form) == []


@pytest.mark.parametrize(
    "words",
    ["公司营业收入1.87亿元（2019年）。", "营业收入达1.87亿元，为2019年全年数。", "2019年营业收入为壹亿捌仟万元。"],
)  # fmt: skip
def test_a_year_behind_an_amount_is_its_year(found, words):
    (one,) = found(words)
    assert one.addresses[1] == "finance.revenue[2019]"


def test_a_wrong_whole_does_not_make_its_parts_wrong(found):
    words = "公司员工286人，其中研发和设计人员69人，占24.13%。"
    (one,) = found(words, values={"staff.total": "300"})
    assert one.addresses[1] == "staff.total"


def test_the_unit_of_a_row_may_stand_in_a_column_of_its_own(found):
    rows = (("指标", "单位", "2018年", "2019年"), ("营业收入", "万元", "18674.25", "22816.9"))
    (one,) = found(SimpleTable(rows=rows))
    assert one.addresses[1] == "finance.revenue[2019]"


def test_of_a_district_the_city_is_somebody_else(found):
    words = "全市2022年地区生产总值4.47万亿元。"
    assert found(words, form="shanghai-2023/district") == []
    assert len(found("全区2022年地区生产总值4470亿元。", form="shanghai-2023/district")) == 1


@pytest.mark.parametrize("filler", ["为", "目前", "增长", "连续三年", "由"])
def test_a_word_said_thousands_of_times_is_read_to_its_end(found, filler):
    """The patterns of a sentence bound what may repeat: without that, this takes minutes."""
    assert found("2019年公司营业收入" + filler * 4000) == []


@pytest.mark.parametrize(
    ("file", "least"),
    [
        ("a", 0.9),
        ("b", 0.9),
        ("c", 0.9),
        ("d", 0.8),
        ("e", 0.9),
        ("f", 0.8),
        ("g", 0.8),
        ("h", 0.8),
        ("i", 0.8),
        ("j", 0.9),
        ("k", 0.9),
        ("l", 0.6),
        ("m", 0.9),
    ],
)
def test_whole_narratives_of_every_pack_raise_no_false_alarm(file, least):
    spec = importlib.util.spec_from_file_location("prose_texts", ROOT / "benchmarks/prose_texts.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["prose_texts"] = module
    spec.loader.exec_module(module)
    found = module.score_texts(f"texts-{file}.txt")
    assert found.marked["="] + found.marked["~"] >= 120
    assert found.false == []
    assert found.found["!"] >= least * found.marked["!"], found.missed
