from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from smdesk.errors import SmdeskError
from smdesk.notices.declaration import Declaration, Narrative, Paragraph, Run
from smdesk.notices.loader import find_form
from smdesk.notices.models import Pack, Years
from smdesk.service.session.autosave import Autosave, Batch, Outcome
from smdesk.service.session.opening import (
    OpenDraft,
    draft_years,
    new_draft,
    open_draft,
    store_batch,
)
from smdesk.store.library import Library

FORM = "zhejiang-2020/platform"
NAME = "org.name"


class NoTimer:
    def start(self, seconds: float, call: Callable[[], None]) -> None:
        """Never rings."""

    def stop(self) -> None:
        """Never rings."""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def saving(library: Library, opened: OpenDraft) -> Autosave:
    def save(batch: Batch, done: Callable[[Outcome], None]) -> None:
        try:
            done(store_batch(library, opened.id, batch))
        except SmdeskError as fault:
            done(fault)

    return Autosave(
        opened.session, save, NoTimer(), lambda: datetime.now(UTC),
        revision=opened.revision, saved=opened.saved, summary=opened.summary,
    )  # fmt: skip


def test_a_new_draft_is_in_the_library_and_untouched(library: Library) -> None:
    opened = new_draft(library, FORM)
    (row,) = library.drafts()
    assert (row.id, row.form, row.summary.state) == (opened.id, FORM, "untouched")
    assert opened.session.years == (2017, 2018, 2019)
    assert opened.session.declaration.values == {}
    assert not opened.other_edition


def test_a_draft_comes_back_with_everything_at_the_cell_that_was_left(library: Library) -> None:
    opened = new_draft(library, FORM, title="甲的申报")
    autosave, session = saving(library, opened), opened.session
    session.set_value(NAME, "浙江示例公司")
    session.set_values({"investors[5].name": "甲", "platform.revenue[2019]": "3亿元"})
    session.set_reason("investor-share@investors[5].share", "股权正在变更，比例以变更后为准。")
    session.set_narrative(Narrative(blocks=(Paragraph(runs=(Run(text="正文"),)),)))
    session.remove_row("investors", 1)
    session.go_to("org.business")
    assert autosave.close()
    again = open_draft(library, opened.id)
    assert again.session.declaration == session.declaration
    assert again.session.place == "org.business"
    assert again.session.rows == session.rows
    assert again.session.findings == session.findings
    assert (again.title, again.revision) == ("甲的申报", autosave.revision)
    assert again.session.undo_step is None


def test_home_finds_a_draft_by_what_was_typed(library: Library) -> None:
    opened = new_draft(library, FORM)
    autosave = saving(library, opened)
    opened.session.set_value(NAME, "浙江示例公司")
    assert autosave.flush()
    (row,) = library.find("示例")
    assert (row.summary.applicant, row.summary.state) == ("浙江示例公司", "incomplete")


def test_each_save_names_its_steps_in_the_history(library: Library) -> None:
    opened = new_draft(library, FORM)
    autosave = saving(library, opened)
    opened.session.set_value(NAME, "浙江示例公司")
    autosave.flush()
    opened.session.undo()
    autosave.flush()
    steps = [entry.step for entry in library.history(opened.id, NAME)]
    assert [step.partition("：")[0] for step in steps] == [opened.session.redo_step, "撤销"]


def test_an_exported_draft_is_exported_when_it_is_opened_again(library: Library) -> None:
    opened = new_draft(library, FORM)
    autosave = saving(library, opened)
    opened.session.mark_exported()
    assert autosave.flush()
    again = open_draft(library, opened.id).session
    assert again.progress.state == "exported"
    again.set_value(NAME, "浙江示例公司")
    assert again.progress.state == "incomplete"


def test_two_sessions_of_one_draft_conflict_and_the_second_keeps_its_edit(library: Library) -> None:
    draft = new_draft(library, FORM).id
    first, second = open_draft(library, draft), open_draft(library, draft)
    saves = saving(library, first), saving(library, second)
    first.session.set_value(NAME, "甲公司")
    assert saves[0].flush()
    second.session.set_value(NAME, "乙公司")
    assert not saves[1].flush()
    problem = saves[1].status.problem
    assert problem is not None
    assert problem.code == "store.conflict"
    assert second.session.value(NAME) == "乙公司"


def test_a_draft_of_another_edition_says_so_and_keeps_its_hash(library: Library) -> None:
    declaration = Declaration(form=FORM, pack="0" * 64, years=(2017, 2018, 2019))
    opened = open_draft(library, library.create(declaration, "旧版"))
    assert opened.other_edition
    assert opened.session.declaration.pack == "0" * 64


def open_years(count: int = 3) -> Pack:
    """The pack as if its years were chosen when a draft is made."""
    pack, _ = find_form(FORM)
    notice = pack.notice.model_copy(update={"years": Years(count=count)})
    return pack.model_copy(update={"notice": notice})


def test_printed_years_are_taken_and_cannot_be_changed() -> None:
    pack, form = find_form(FORM)
    assert draft_years(pack, form) == draft_years(pack, form, (2017, 2018, 2019))
    with pytest.raises(SmdeskError) as caught:
        draft_years(pack, form, (2018, 2019, 2020))
    assert caught.value.code == "session.years-printed"


def test_open_years_are_chosen_or_the_last_before_the_notice() -> None:
    pack = open_years()
    form = pack.forms["platform"]
    assert draft_years(pack, form, (2016, 2018, 2019)) == (2016, 2018, 2019)
    assert draft_years(pack, form) == tuple(
        range(pack.notice.issued.year - 3, pack.notice.issued.year)
    )


@pytest.mark.parametrize("years", [(2018, 2019), (2019, 2018, 2017), (2018, 2018, 2019)])
def test_years_that_do_not_fit_are_refused(years: tuple[int, ...]) -> None:
    pack = open_years()
    with pytest.raises(SmdeskError) as caught:
        draft_years(pack, pack.forms["platform"], years)
    assert caught.value.code == "session.years-wrong"


def test_a_form_has_its_own_years_where_it_says_so() -> None:
    pack = open_years()
    form = pack.forms["platform"].model_copy(update={"years": Years(fixed=(2018, 2019))})
    assert draft_years(pack, form) == (2018, 2019)


def test_a_draft_opens_with_the_edition_it_was_made_with(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = new_draft(library, FORM)
    old = made.session.pack
    newer = old.model_copy(update={"hash": "f" * 64})
    monkeypatch.setattr(
        "smdesk.service.session.opening.find_form", lambda _: (newer, newer.forms["platform"])
    )
    monkeypatch.setattr(
        "smdesk.notices.editions.find_form", lambda _: (newer, newer.forms["platform"])
    )
    opened = open_draft(library, made.id)
    assert opened.other_edition
    assert opened.own_edition
    assert opened.session.pack == old
