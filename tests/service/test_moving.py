"""A draft moved to another edition: what keeps its place, what changes, what has none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smdesk import paths
from smdesk.errors import SmdeskError
from smdesk.notices import editions
from smdesk.notices.declaration import FREE_SLOT, Attachment, Declaration, Heading, Narrative
from smdesk.notices.loader import find_form, forget_packs, load_pack, pack
from smdesk.notices.models import Form, Pack, Years
from smdesk.notices.text import clean
from smdesk.service.moving import Move, move_draft, plan_move
from smdesk.service.session.opening import new_draft, open_draft
from smdesk.store.library import Library

FORM = "zhejiang-2020/enterprise"
VALUES = {
    "org.name": "杭州示例泵业有限公司", "contact.fax": "0571-88880000",
    "finance.revenue[2017]": "1000", "finance.revenue[2019]": "12000",
    "declare.modes": "供应链管理；信息增值服务",
}  # fmt: skip

Change = Callable[[Form], Form]


@pytest.fixture
def old(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pack]:
    editions.edition.cache_clear()
    found = load_pack(paths.resources() / "notices" / "zhejiang-2020")
    editions.keep(found)
    yield found
    editions.edition.cache_clear()
    forget_packs()


@pytest.fixture
def newer(old: Pack, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Pack]:
    """Puts an edition with a changed enterprise form at hand."""

    def put(change: Change = lambda form: form, digest: str = "f" * 64) -> Pack:
        forms = {**old.forms, "enterprise": change(old.forms["enterprise"])}
        made = old.model_copy(update={"hash": digest, "forms": forms})

        def find(form: str) -> tuple[Pack, Form]:
            return made, made.forms[form.partition("/")[2]]

        for place in (
            "smdesk.service.moving",
            "smdesk.notices.editions",
            "smdesk.service.session.opening",
        ):
            monkeypatch.setattr(f"{place}.find_form", find)
        return made

    return put


def changed_field(address: str, **update: object) -> Change:
    def change(form: Form) -> Form:
        fields = tuple(
            one.model_copy(update=update) if one.address == address else one for one in form.field
        )
        return form.model_copy(update={"field": fields})

    return change


def without(address: str) -> Change:
    """A form that neither has nor prints a field."""

    def change(form: Form) -> Form:
        sections = tuple(
            part.model_copy(update={"row": tuple(
                row.model_copy(update={"cells": tuple(
                    cell.model_copy(update={"field": None, "label": "（不填）"}) if cell.field == address else cell
                    for cell in row.cells)})
                for row in part.row)})
            for part in form.section
        )  # fmt: skip
        fields = tuple(one for one in form.field if one.address != address)
        return form.model_copy(update={"field": fields, "section": sections})

    return change


def draft(old: Pack, **more: object) -> Declaration:
    return Declaration(
        form=FORM, pack=old.hash, years=(2017, 2018, 2019), values=VALUES
    ).model_copy(update=more)


def fates(move: Move) -> dict[str, str]:
    return {one.address: one.fate for one in move.rows}


def test_a_new_edition_that_asks_the_same_keeps_every_value(
    old: Pack, newer: Callable[..., Pack]
) -> None:
    made = newer()
    move = plan_move(draft(old))
    assert move.declaration.values == VALUES
    assert move.declaration.pack == made.hash
    assert set(fates(move).values()) == {"same"}


def test_a_field_that_is_gone_has_no_place_and_is_listed(
    old: Pack, newer: Callable[..., Pack]
) -> None:
    newer(without("contact.fax"))
    move = plan_move(draft(old))
    (lost,) = move.of("lost")
    assert (lost.address, lost.text_before) == ("contact.fax", "0571-88880000")
    assert "传真" in lost.label_before
    assert "contact.fax" not in move.declaration.values


def test_a_field_under_another_address_is_found_by_its_concept(
    old: Pack, newer: Callable[..., Pack]
) -> None:
    def renamed(form: Form) -> Form:
        form = without("contact.fax")(form)
        row = form.section[0].row[0].model_copy(update={"cells": (
            form.section[0].row[0].cells[0].model_copy(update={"label": None, "heading": None, "template": "传真号码{contact.facsimile:____}"}),
        )})  # fmt: skip
        section = form.section[0].model_copy(update={"row": (*form.section[0].row, row)})
        field = (
            old.forms["enterprise"]
            .field[0]
            .model_copy(
                update={"address": "contact.facsimile", "concept": "contact.fax", "required": False}
            )
        )
        return form.model_copy(
            update={"field": (*form.field, field), "section": (section, *form.section[1:])}
        )

    newer(renamed)
    move = plan_move(draft(old))
    (moved,) = [one for one in move.of("moved") if one.address == "contact.facsimile"]
    assert moved.text_after == "0571-88880000"
    assert move.declaration.values["contact.facsimile"] == "0571-88880000"


def test_another_unit_converts_the_figure(old: Pack, newer: Callable[..., Pack]) -> None:
    newer(changed_field("finance.revenue", unit="亿元"))
    move = plan_move(draft(old))
    assert move.declaration.values["finance.revenue[2019]"] == "1.2"
    assert fates(move)["finance.revenue[2019]"] == "converted"


def test_a_unit_that_cannot_be_converted_leaves_the_figure_without_a_place(
    old: Pack, newer: Callable[..., Pack]
) -> None:
    newer(changed_field("finance.revenue", unit="吨", kind="decimal"))
    assert fates(plan_move(draft(old)))["finance.revenue[2019]"] == "lost"


def test_a_box_that_is_gone_is_told_and_the_others_stay(
    old: Pack, newer: Callable[..., Pack]
) -> None:
    field = next(one for one in old.forms["enterprise"].field if one.address == "declare.modes")
    kept = tuple(one for one in field.choices if one.label != "信息增值服务")
    assert len(kept) < len(field.choices)
    newer(changed_field("declare.modes", choices=kept))
    move = plan_move(draft(old))
    assert fates(move)["declare.modes"] == "partly"
    assert move.declaration.values["declare.modes"] == "供应链管理"


def test_a_box_with_another_label_is_ticked_by_its_id(
    old: Pack, newer: Callable[..., Pack]
) -> None:
    field = next(one for one in old.forms["enterprise"].field if one.address == "declare.modes")
    named = tuple(
        one.model_copy(update={"label": "信息增值"}) if one.label == "信息增值服务" else one
        for one in field.choices
    )
    newer(changed_field("declare.modes", choices=named))
    assert plan_move(draft(old)).declaration.values["declare.modes"] == "供应链管理；信息增值"


def test_years_keep_their_calendar_year_and_the_new_one_is_to_be_filled(
    old: Pack, newer: Callable[..., Pack]
) -> None:
    newer(lambda form: form.model_copy(update={"years": Years(fixed=(2018, 2019, 2020))}))
    move = plan_move(draft(old))
    assert move.declaration.years == (2018, 2019, 2020)
    assert fates(move)["finance.revenue[2019]"] == "same"
    assert fates(move)["finance.revenue[2017]"] == "lost"
    assert "finance.revenue[2020]" in {one.address for one in move.of("new")}


def test_headings_and_attachments_without_their_place_are_kept(
    old: Pack, newer: Callable[..., Pack]
) -> None:
    newer(
        lambda form: form.model_copy(
            update={"attachment": (), "outline": form.outline.model_copy(update={"item": ()})}
        )
    )
    item = old.forms["enterprise"].outline.item[0]
    given = draft(
        old, narrative=Narrative(blocks=(Heading(level=1, text=item.title, item=item.id),)),
        attachments=(Attachment(slot="licence", name="执照.pdf", media_type="application/pdf", sha256="0" * 64, size=1),),
    )  # fmt: skip
    moved = plan_move(given).declaration
    assert moved.narrative.blocks == (Heading(level=1, text=item.title, item=None),)
    assert [one.slot for one in moved.attachments] == [FREE_SLOT]


def test_the_edition_at_hand_and_one_that_was_never_kept_are_refused(
    old: Pack, newer: Callable[..., Pack]
) -> None:
    for digest, code in (
        (pack("zhejiang-2020").hash, "moving.same-edition"),
        ("0" * 64, "moving.edition-unknown"),
    ):
        with pytest.raises(SmdeskError) as caught:
            plan_move(draft(old, pack=digest))
        assert caught.value.code == code


def test_a_stored_draft_moves_as_one_version_that_can_be_taken_back(
    old: Pack, newer: Callable[..., Pack], tmp_path: Path
) -> None:
    with Library.open(tmp_path / "library") as library:
        made = new_draft(library, FORM)
        library.save(made.id, made.revision, draft(old))
        before = library.load(made.id)
        newest = newer(without("contact.fax"))
        move_draft(library, made.id)
        opened = open_draft(library, made.id)
        assert opened.session.pack == newest
        assert "contact.fax" not in opened.session.declaration.values
        library.take_back(made.id, opened.revision, before.revision)
        again = open_draft(library, made.id)
        assert again.session.declaration == draft(old)
        assert again.session.pack == old


@settings(max_examples=30)
@given(st.dictionaries(st.sampled_from(["org.name", "org.business", "contact.fax", "staff.total", "finance.tax[2018]"]), st.text("1２.万亿 元abc；□☑", min_size=1, max_size=8), max_size=5))  # fmt: skip
def test_every_value_is_in_the_list_whatever_it_is(values: dict[str, str]) -> None:
    found, form = find_form(FORM)
    from smdesk.service.moving import _Mover

    given_one = Declaration(form=FORM, pack="0" * 64, years=(2017, 2018, 2019), values=values)
    move = _Mover(found, form, found, form, given_one).move()
    assert {one.text_before for one in move.rows if one.fate != "new"} == set(values.values())
    assert all(not clean(one.text_before) for one in move.of("lost"))
