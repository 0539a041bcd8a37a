from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smdesk.errors import SmdeskError
from smdesk.notices.declaration import Attachment, Declaration, Heading, Narrative, Paragraph, Run
from smdesk.service.history import (
    comparable,
    of_place,
    pieces,
    restored,
    return_to,
    stages,
)
from smdesk.service.session.opening import new_draft, open_draft
from smdesk.store.library import Library
from smdesk.store.models import Change, Version

FORM = "zhejiang-2020/enterprise"
NOON = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def version(revision: int, minutes: float, person: str = "甲", *steps: str) -> Version:
    return Version(revision, NOON + timedelta(minutes=minutes), person, steps, 1)


def text(*lines: str) -> Narrative:
    return Narrative(blocks=tuple(Paragraph(runs=(Run(text=one),)) for one in lines))


def test_saves_without_a_pause_are_one_stage_and_the_latest_stands_first() -> None:
    found = stages([
        version(1, 0, "甲", "新建"), version(2, 1, "甲", "填写 A"), version(3, 9, "甲", "填写 A"),
        version(4, 30, "甲", "填写 B"), version(5, 31, "乙", "填写 C"),
    ])  # fmt: skip
    assert [[one.revision for one in stage.versions] for stage in found] == [[5], [4], [1, 2, 3]]
    assert found[2].steps == ("新建", "填写 A")
    assert found[2].changes == 3


def test_a_clock_that_was_put_back_cuts_no_stage() -> None:
    found = stages([version(1, 0), version(2, -600), version(3, -599)])
    assert len(found) == 1


def test_only_versions_that_changed_a_field_are_listed_for_it(library: Library) -> None:
    draft = new_draft(library, FORM)
    first = library.save_changes(draft.id, draft.revision, [Change("org.name", "", "甲公司")])
    second = library.save_changes(
        draft.id, first.revision, [Change("org.address", "", "杭州市某路1号")]
    )
    library.save_changes(draft.id, second.revision, [Change("org.name", "甲公司", "乙公司")])
    kept = library.versions(draft.id)
    told = of_place(kept, library.history(draft.id, "org.name"))
    assert [one.revision for one in told] == [first.revision, second.revision + 1]


def declaration(**kwargs: object) -> Declaration:
    base = Declaration(form=FORM, pack="0" * 64, years=(2017, 2018, 2019))
    return base.model_copy(update=kwargs)


def test_pieces_tell_values_as_printed_then_narrative_then_files() -> None:
    file = Attachment(
        slot="licence", name="照.pdf", sha256="a" * 64, media_type="application/pdf", size=1
    )
    then = declaration(
        values={"org.name": "甲公司", "finance.revenue[2019]": "100"},
        narrative=text("一", "二", "三"),
        attachments=(file,),
    )
    now = declaration(
        values={"org.name": "乙公司"}, narrative=text("一", "三", "四"),
        attachments=(file.model_copy(update={"note": "新"}),),
    )  # fmt: skip
    found = pieces(then, now)
    assert [(one.part, one.old, one.new) for one in found[:4]] == [
        ("value", "甲公司", "乙公司"), ("value", "100", ""),
        ("narrative", "二", ""), ("narrative", "", "四"),
    ]  # fmt: skip
    assert found[4].part == "attachments"
    assert found[4].old == "照.pdf"
    assert found[4].new != "照.pdf"


def test_one_piece_comes_back_and_the_rest_stays() -> None:
    then = declaration(values={"org.name": "甲"}, narrative=text("一", "二", "三"))
    now = declaration(values={"org.name": "乙", "org.phone": "1"}, narrative=text("一", "三", "四"))
    middle = next(one for one in pieces(then, now) if one.old == "二")
    found = restored(then, now, [middle])
    assert found.narrative.lines == ["一", "二", "三", "四"]
    assert found.values == now.values


lines = st.lists(st.sampled_from("甲乙丙丁戊"), max_size=8)


@given(lines, lines, lines, lines)
def test_all_pieces_together_are_the_earlier_version(
    old: list[str], new: list[str], had: list[str], has: list[str]
) -> None:
    def made(blocks: list[str], files: list[str]) -> Declaration:
        heads = tuple(Heading(level=1, text=one) for one in blocks)
        named = tuple(
            Attachment(slot="free", name=one, sha256=one * 64, media_type="image/png", size=1)
            for one in files
        )
        return declaration(
            values={f"org.{one}": one for one in {"name": "n", "phone": "p"} if one in blocks},
            narrative=Narrative(blocks=heads), attachments=named,
        )  # fmt: skip

    then, now = made(old, had), made(new, has)
    assert restored(then, now, pieces(then, now)) == then
    assert restored(then, now, ()) == now


def test_a_version_put_back_is_one_step_that_can_be_undone(library: Library) -> None:
    session = new_draft(library, FORM).session
    session.set_value("org.name", "甲公司")
    then = session.declaration
    session.set_value("org.name", "乙公司")
    session.set_narrative(text("一"))
    now = session.declaration
    changes = session.become(then, name="恢复")
    assert changes is not None
    assert changes.narrative
    assert session.declaration == then
    session.undo()
    assert session.declaration == now


def test_a_version_of_other_years_is_not_put_into_a_draft_piece_by_piece(library: Library) -> None:
    session = new_draft(library, "guangdong-2024/enterprise", (2021, 2022, 2023)).session
    other = session.declaration.model_copy(update={"years": (2020, 2021, 2022)})
    assert not comparable(other, session.declaration)
    with pytest.raises(SmdeskError) as fault:
        session.become(other, name="恢复")
    assert fault.value.code == "session.other-edition"


def test_a_draft_goes_back_to_a_version_of_other_years_and_nothing_is_lost(
    library: Library,
) -> None:
    draft = new_draft(library, "guangdong-2024/enterprise", (2020, 2021, 2022))
    saved = library.save_changes(draft.id, draft.revision, [Change("org.name", "", "甲公司")])
    before = library.load(draft.id).declaration
    later = before.model_copy(update={"years": (2021, 2022, 2023)})
    moved = library.save(draft.id, saved.revision, later, step="转到新的年度")
    back = return_to(library, draft.id, saved.revision)
    assert back.revision == moved.revision + 1
    assert open_draft(library, draft.id).session.declaration == before
    assert library.version(draft.id, moved.revision) == later
    (row,) = library.drafts()
    assert replace(row.summary, words="") == replace(
        open_draft(library, draft.id).summary, words=""
    )
