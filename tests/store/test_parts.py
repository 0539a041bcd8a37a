"""A declaration as rows and back, and the least changes between two of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smdesk.errors import SmdeskError
from smdesk.notices.declaration import Narrative, Paragraph, Picture, Run
from smdesk.store import parts
from smdesk.store.models import Change
from smdesk.store.parts import (
    GAP,
    applied,
    checksum,
    declaration_of,
    differences,
    list_changes,
    parts_from_whole,
    parts_of,
    rows,
    whole_text,
)


def test_a_declaration_comes_back_equal(declaration):
    one = declaration()
    assert declaration_of(parts_of(one, "标题")) == (one, "标题")


def test_empty_values_are_no_rows(declaration):
    assert ("value", "org.note") not in parts_of(declaration(org__note=""), "标题")


def test_the_first_version_as_text_comes_back_equal(declaration):
    stored = parts_of(declaration(), "标题")
    assert parts_from_whole(whole_text(stored)) == stored


@given(
    old=st.lists(st.sampled_from("abcdef"), max_size=12),
    new=st.lists(st.sampled_from("abcdef"), max_size=12),
)
def test_list_changes_make_the_new_list(old, new):
    stored = {("block", f"{n * GAP:015d}"): text for n, text in enumerate(old, start=1)}
    after = applied(stored, list_changes("block", rows(stored, "block"), new, ""))
    assert [text for _, text in rows(after, "block")] == new


@given(st.lists(st.lists(st.sampled_from("abc"), max_size=6), max_size=30))
def test_list_changes_hold_over_a_long_life(lives):
    stored: parts.Parts = {}
    for new in lives:
        stored = applied(stored, list_changes("block", rows(stored, "block"), new, ""))
        assert [text for _, text in rows(stored, "block")] == new


def test_a_list_without_room_between_two_keys_is_numbered_anew():
    stored = {("block", f"{1:015d}"): "a", ("block", f"{2:015d}"): "c"}
    after = applied(stored, list_changes("block", rows(stored, "block"), ["a", "b", "c"], ""))
    assert [text for _, text in rows(after, "block")] == ["a", "b", "c"]


def test_always_inserting_before_the_last_never_runs_out_of_room():
    stored = {("block", f"{GAP:015d}"): "first", ("block", f"{2 * GAP:015d}"): "last"}
    texts = ["first", "last"]
    for n in range(60):
        texts.insert(-1, str(n))
        stored = applied(stored, list_changes("block", rows(stored, "block"), texts, ""))
    assert [text for _, text in rows(stored, "block")] == texts


def test_one_edited_paragraph_is_one_change(declaration):
    one = declaration()
    blocks = list(one.narrative.blocks)
    blocks[4] = Paragraph(runs=(Run(text="改写的一段"),))
    edited = one.model_copy(update={"narrative": Narrative(blocks=tuple(blocks))})
    assert len(differences(parts_of(one, "标题"), edited, "标题", "改写")) == 1


def test_an_inserted_paragraph_moves_no_other(declaration):
    one = declaration()
    blocks = list(one.narrative.blocks)
    blocks.insert(1, Paragraph(runs=(Run(text="插入的一段"),)))
    edited = one.model_copy(update={"narrative": Narrative(blocks=tuple(blocks))})
    assert len(differences(parts_of(one, "标题"), edited, "标题", "插入")) == 1


def test_differences_lead_from_one_declaration_to_the_other(declaration):
    old = parts_of(declaration(a="1", b="2"), "旧")
    new = declaration(a="3", c="4").model_copy(update={"reasons": {}, "years": (2020,)})
    after = applied(old, differences(old, new, "新", "导入"))
    assert declaration_of(after) == (new, "新")


def test_equal_declarations_have_no_differences(declaration):
    assert differences(parts_of(declaration(), "标题"), declaration(), "标题", "") == []


def test_the_checksum_sees_a_missing_row_and_a_changed_one(declaration):
    stored = parts_of(declaration(), "标题")
    changed = stored | {("value", "org.name"): "杭州某某机诫有限公司"}
    missing = {key: text for key, text in stored.items() if key != ("value", "org.name")}
    assert len({checksum(1, one) for one in (stored, changed, missing)}) == 3
    assert checksum(1, stored) != checksum(2, stored)


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"])
def test_what_a_text_column_cannot_hold_is_refused(text):
    with pytest.raises(SmdeskError) as caught:
        parts.part_digest(1, "value", "org.name", text)
    assert caught.value.code == "store.text-invalid"


def test_rows_with_the_same_letters_in_other_columns_have_other_digests():
    assert parts.row_digest("a", "bc") != parts.row_digest("ab", "c")


def test_pictures_and_attachments_name_their_files(declaration):
    picture = Picture(sha256="cd" * 32, media_type="image/png")
    one = declaration().model_copy(update={"narrative": Narrative(blocks=(picture,))})
    assert parts.files_in(one) == {"ab" * 32, "cd" * 32}
    change = Change("1", "", parts.block_texts(one.narrative)[0], kind="block")
    assert parts.file_of(change) == "cd" * 32


def test_a_declaration_without_a_head_is_told_as_damaged():
    with pytest.raises(SmdeskError) as caught:
        declaration_of({("value", "org.name"): "某某"})
    assert caught.value.code == "store.draft-damaged"
