"""A declaration's canonical content: stable bytes, digest, seal code."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from smdesk.notices.declaration import (
    SEAL_SYMBOLS,
    Attachment,
    Declaration,
    Heading,
    ListItem,
    Narrative,
    Paragraph,
    Picture,
    Run,
    SimpleTable,
    canonical_bytes,
    digest,
    seal_code,
)

SHA = "0" * 64


def declaration(**values: str) -> Declaration:
    return Declaration(form="zhejiang-2020/enterprise", pack=SHA, years=(2017,), values=values)


sound = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
texts = st.dictionaries(st.sampled_from(["org.name", "a.b", "c[2019]"]), sound)


@given(texts)
def test_canonical_bytes_do_not_depend_on_the_order_of_values(values: dict[str, str]):
    turned = dict(reversed(list(values.items())))
    one = declaration(**values)
    assert canonical_bytes(one) == canonical_bytes(declaration(**turned))


@given(sound)
def test_canonical_bytes_read_back_as_the_same_declaration(text: str):
    one = declaration(**{"org.name": text})
    content = json.loads(canonical_bytes(one))
    assert content.pop("version") == 1
    assert Declaration.model_validate(content) == one


def test_canonical_bytes_of_a_known_declaration_never_change():
    one = Declaration(
        form="zhejiang-2020/enterprise", pack=SHA, years=(2017, 2018, 2019),
        values={"org.name": "杭州示例泵业有限公司", "finance.revenue[2019]": "12345.67"},
        reasons={"growth@finance.revenue[2019]": "并购后合并报表"},
        narrative=Narrative(blocks=(
            Heading(level=1, text="一、企业概况", item="overview"),
            Paragraph(runs=(Run(text="正文"), Run(text="加粗", bold=True))),
        )),
        attachments=(Attachment(slot="licence", name="执照.pdf", media_type="application/pdf",
                                sha256=SHA, size=12),),
    )  # fmt: skip
    assert canonical_bytes(one).decode() == (
        '{"attachments":[{"media_type":"application/pdf","name":"执照.pdf","note":"",'
        f'"sha256":"{SHA}","size":12,"slot":"licence"}}],"form":"zhejiang-2020/enterprise",'
        '"narrative":{"blocks":[{"item":"overview","level":1,"text":"一、企业概况",'
        '"type":"heading"},{"runs":[{"bold":false,"text":"正文"},{"bold":true,"text":"加粗"}],'
        f'"type":"paragraph"}}]}},"pack":"{SHA}",'
        '"reasons":{"growth@finance.revenue[2019]":"并购后合并报表"},'
        '"values":{"finance.revenue[2019]":"12345.67","org.name":"杭州示例泵业有限公司"},'
        '"version":1,"years":[2017,2018,2019]}'
    )


def test_the_digest_changes_with_any_part():
    base = declaration(**{"org.name": "甲"})
    changed = [
        base.with_values({"org.name": "乙"}),
        base.model_copy(update={"years": (2018,)}),
        base.model_copy(update={"reasons": {"a@b": "c"}}),
        base.model_copy(update={"narrative": Narrative(blocks=(Heading(level=1, text="一"),))}),
        base.model_copy(update={"pack": "1" * 64}),
    ]
    assert len({digest(one) for one in [base, *changed]}) == 6


@given(st.integers(0, 2**256 - 1))
def test_a_seal_code_has_two_groups_of_four_symbols_of_the_credit_code(number: int):
    code = seal_code(f"{number:064x}")
    left, right = code.split("-")
    assert len(left) == len(right) == 4
    assert set(left + right) <= set(SEAL_SYMBOLS)


def test_seal_symbols_are_those_of_the_credit_code():
    assert len(SEAL_SYMBOLS) == len(set(SEAL_SYMBOLS)) == 31
    assert not set("IOSVZ") & set(SEAL_SYMBOLS)


@given(st.integers(0, 31**8 - 1))
def test_different_low_digits_give_different_seals(number: int):
    other = (number + 1) % 31**8
    assert seal_code(f"{number:064x}") != seal_code(f"{other:064x}")


def test_an_empty_text_removes_a_value():
    one = declaration(**{"org.name": "甲", "org.nature": "乙"}).with_values({"org.name": ""})
    assert one.values == {"org.nature": "乙"}


def test_counts_are_the_highest_filled_rows():
    one = declaration(**{"investors[1].name": "甲", "investors[4].share": "10", "org.name": "乙"})
    assert one.counts() == {"investors": 4}


def test_the_form_id_names_notice_and_form():
    assert (declaration().notice, declaration().form_name) == ("zhejiang-2020", "enterprise")


def test_the_text_of_a_narrative_has_every_word_once():
    narrative = Narrative(blocks=(
        Heading(level=1, text="一"), Paragraph(runs=(Run(text="甲"), Run(text="乙", bold=True))),
        ListItem(runs=(Run(text="项"),)), SimpleTable(rows=(("头", "脚"),), caption="表"),
        Picture(sha256=SHA, media_type="image/png", caption="图"),
    ))  # fmt: skip
    assert narrative.text.split("\n") == ["一", "甲乙", "项", "头", "脚", "表", "图"]


def test_a_declaration_is_closed_and_frozen():
    with pytest.raises(ValidationError):
        Declaration.model_validate({"form": "a/b", "pack": "", "years": [], "more": 1})
    with pytest.raises(ValidationError):
        declaration().form = "x"  # type: ignore[misc]
