"""The checks that every form has."""


def found(small, declaration, rule):
    findings = [one for one in small.all(declaration) if one.rule == rule]
    return [one for one in findings if not one.addresses[0].startswith("cover.")]


def test_each_required_value_that_is_blank_is_an_error_with_its_label(small, declare):
    missing = found(small, declare({"finance.assets[2018]": "1"}), "required")
    assert [one.addresses[0] for one in missing] == [
        "org.name",
        "finance.assets[2017]",
        "finance.assets[2019]",
    ]
    assert {one.level for one in missing} == {"error"}
    assert "“资产（万元）·2017年”" in missing[1].message


def test_blanks_and_control_characters_are_no_value(small, declare):
    assert found(small, declare({"org.name": " 　\u200b\n"}), "required")[0].addresses == (
        "org.name",
    )


def test_a_word_for_nothing_fills_a_required_text(small, declare):
    assert "org.name" not in [
        one.addresses[0] for one in found(small, declare({"org.name": "无"}), "required")
    ]


def test_a_row_asks_for_its_required_values_only_once_it_is_begun(small, declare):
    missing = found(small, declare({"parts[2].share": "10"}), "required")
    assert [one.addresses[0] for one in missing if one.addresses[0].startswith("parts")] == [
        "parts[2].name"
    ]
    assert "“分项第 2 行·" in missing[-1].message


def test_the_choice_of_other_needs_its_text(small, declare):
    (missing,) = found(small, declare({"declare.kinds": "甲类；其它"}), "choice.note-missing")
    assert (missing.level, missing.addresses) == ("error", ("declare.other", "declare.kinds"))


def test_a_word_for_nothing_is_no_note(small, declare):
    both = {"declare.kinds": "其它", "declare.other": "无"}
    assert len(found(small, declare(both), "choice.note-missing")) == 1
    alone = {"declare.kinds": "甲类", "declare.other": "/"}
    assert found(small, declare(alone), "choice.note-alone") == []


def test_a_note_without_its_tick_offers_to_tick(small, declare):
    (alone,) = found(
        small, declare({"declare.kinds": "甲类", "declare.other": "再制造"}), "choice.note-alone"
    )
    assert alone.level == "check"
    assert (alone.fix.address, alone.fix.text) == ("declare.kinds", "甲类；其它（请注明）")


def test_box_and_note_together_are_right(small, declare):
    given = declare({"declare.kinds": "其它", "declare.other": "再制造"})
    assert not [one for one in small.all(given) if one.rule.startswith("choice.")]


def test_an_amount_in_yuan_among_amounts_in_ten_thousands_is_a_check_with_its_fix(small, declare):
    values = {
        "finance.assets[2017]": "11000",
        "finance.assets[2018]": "120000000",
        "finance.assets[2019]": "13000",
    }
    (slip,) = found(small, declare(values), "format.money-unit")
    assert slip.key == "format.money-unit@finance.assets[2018]"
    assert (slip.level, slip.fix.text) == ("check", "12000")
    assert "11000" in slip.message
    assert "120000000" in slip.message


def test_an_empty_row_before_a_filled_one_is_a_hint(small, declare):
    (gap,) = found(
        small, declare({"parts[1].name": "甲公司", "parts[4].name": "乙公司"}), "row.gap"
    )
    assert "第 2、3 行" in gap.message
    assert (
        found(small, declare({"parts[1].name": "甲公司", "parts[2].name": "乙公司"}), "row.gap")
        == []
    )


def test_reconstructed_fields_are_one_hint_with_their_origin(small, declare):
    (hint,) = found(small, declare(), "form.reconstructed")
    assert hint.addresses == ("summary",)
    assert "山西 2021 表 1" in hint.message
    assert hint.clause is None


def test_findings_of_a_limit_show_the_count(small, declare):
    (words,) = found(small, declare({"summary": "一二三四五六七八九十百"}), "limit.words")
    assert "限 10 字，现有 11 字" in words.message


def test_rules_of_a_field_name_built_in_and_pack_rules(small):
    assert small.rules_of("finance.assets") == ("required", "format.money", "growth")
    assert small.rules_of("parts.share") == ("format.percent", "total", "named")
    assert small.rules_of("summary") == ("limit.words",)
    assert small.rules_of("declare.kinds") == ("format.choice", "choice.note")
