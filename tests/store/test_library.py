"""Drafts made, saved, found, taken back and thrown away."""

from __future__ import annotations

import math
import threading

import pytest

from smdesk.errors import SmdeskError
from smdesk.notices.declaration import Narrative, Paragraph, Run
from smdesk.store.library import Library
from smdesk.store.models import Change, Summary


def _fails(code: str, call, *args, **kwargs) -> SmdeskError:
    with pytest.raises(SmdeskError) as caught:
        call(*args, **kwargs)
    assert caught.value.code == code
    return caught.value


def test_a_draft_comes_back_equal_after_reopening(tmp_path, declaration, clock):
    with Library.open(tmp_path, clock=clock) as library:
        draft = library.create(declaration(), "某某机械 2020", place="org.name")
    with Library.open(tmp_path, clock=clock) as library:
        loaded = library.load(draft)
    assert loaded.declaration == declaration()
    assert (loaded.title, loaded.place, loaded.revision) == ("某某机械 2020", "org.name", 1)
    assert loaded.damage == ()


def test_a_change_is_there_with_its_place_and_its_time(library, declaration, clock):
    draft = library.create(declaration(), "某某")
    clock.move(minutes=2)
    saved = library.save_changes(
        draft, 1, [Change("org.name", "杭州某某机械有限公司", "新名称")], place="org.phone"
    )
    loaded = library.load(draft)
    assert loaded.declaration.values["org.name"] == "新名称"
    assert (loaded.revision, loaded.place, loaded.saved) == (2, "org.phone", clock.time)
    assert (saved.revision, saved.at) == (2, clock.time)


def test_an_emptied_value_is_gone(library, declaration):
    draft = library.create(declaration(), "某某")
    library.save_changes(draft, 1, [Change("org.name", "杭州某某机械有限公司", "")])
    assert "org.name" not in library.load(draft).declaration.values


def test_a_save_without_a_change_keeps_the_revision_and_takes_the_place(library, declaration):
    draft = library.create(declaration(), "某某")
    saved = library.save_changes(draft, 1, [Change("a", "x", "x")], place="org.fax")
    assert saved.revision == 1
    assert library.load(draft).place == "org.fax"
    assert len(library.versions(draft)) == 1


def test_several_changes_of_one_field_in_one_save_keep_their_order(library, declaration):
    draft = library.create(declaration(), "某某")
    steps = [Change("a", "", "1", "填写"), Change("a", "1", "2", "粘贴"), Change("a", "2", "3")]
    library.save_changes(draft, 1, steps)
    assert library.load(draft).declaration.values["a"] == "3"
    assert [entry.new for entry in library.history(draft, "a")] == ["1", "2", "3"]


def test_a_stale_revision_is_a_conflict_and_stores_nothing(library, declaration):
    draft = library.create(declaration(), "某某")
    library.save_changes(draft, 1, [Change("a", "", "first")])
    _fails("store.conflict", library.save_changes, draft, 1, [Change("b", "", "second")])
    assert "b" not in library.load(draft).declaration.values


def test_a_change_that_starts_from_another_text_is_a_conflict(library, declaration):
    draft = library.create(declaration(), "某某")
    good, bad = Change("a", "", "1"), Change("org.name", "别的名称", "新")
    _fails("store.conflict", library.save_changes, draft, 1, [good, bad])
    assert library.load(draft).declaration == declaration()
    assert library.check().whole


def test_two_threads_lose_no_edit_between_them(library, declaration):
    draft = library.create(declaration(), "某某")
    refused: list[str] = []

    def work(name: str) -> None:
        for n in range(40):
            while True:
                revision = library.load(draft).revision
                try:
                    library.save_changes(draft, revision, [Change(f"{name}.v{n}", "", str(n))])
                    break
                except SmdeskError as problem:
                    refused.append(problem.code)

    threads = [threading.Thread(target=work, args=(name,)) for name in "ab"]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert set(refused) <= {"store.conflict"}
    values = library.load(draft).declaration.values
    assert all(values[f"{name}.v{n}"] == str(n) for name in "ab" for n in range(40))


@pytest.mark.parametrize("text", ["bad\0text", "lone\ud800surrogate"])
def test_a_text_that_cannot_be_stored_is_refused_whole(library, declaration, text):
    draft = library.create(declaration(), "某某")
    changes = [Change("a", "", "fine"), Change("b", "", text)]
    _fails("store.text-invalid", library.save_changes, draft, 1, changes)
    assert library.load(draft).declaration == declaration()


def test_nan_never_becomes_null(library, declaration):
    """SQLite stores NaN as NULL; every column of content refuses it."""
    draft = library.create(declaration(), "某某")
    wrong = Summary(progress=math.nan)  # type: ignore[arg-type]
    _fails("store.io-error", library.save_changes, draft, 1, summary=wrong)
    assert library.load(draft).summary == Summary()


def test_narrative_and_attachments_are_saved_by_what_differs(library, declaration):
    one = declaration()
    draft = library.create(one, "某某")
    blocks = (
        *one.narrative.blocks[:2],
        Paragraph(runs=(Run(text="新"),)),
        *one.narrative.blocks[2:],
    )
    library.save_changes(draft, 1, narrative=Narrative(blocks=blocks), attachments=(), step="正文")
    loaded = library.load(draft).declaration
    assert loaded.narrative.blocks == blocks
    assert loaded.attachments == ()
    assert library.versions(draft)[-1].changes == 2


def test_a_whole_declaration_is_saved_by_what_differs(library, declaration):
    draft = library.create(declaration(), "某某")
    new = declaration(org__name="改名").model_copy(update={"years": (2018, 2019, 2020)})
    library.save(draft, 1, new, title="新标题", step="导入")
    loaded = library.load(draft)
    assert (loaded.declaration, loaded.title) == (new, "新标题")
    assert library.versions(draft)[-1].changes == 3
    assert library.drafts()[0].title == "新标题"


def test_history_says_who_when_and_what(library, declaration, clock):
    draft = library.create(declaration(), "某某")
    clock.move(hours=1)
    library.save_changes(draft, 1, [Change("org.name", "杭州某某机械有限公司", "新", "改名")])
    first, second = library.history(draft, "org.name")
    assert (first.old, first.new, first.revision) == ("", "杭州某某机械有限公司", 1)
    assert (second.old, second.new, second.step) == ("杭州某某机械有限公司", "新", "改名")
    assert (second.person, second.at, second.revision) == ("王某", clock.time, 2)


def test_any_version_can_be_read_and_taken_back_and_nothing_is_lost(library, declaration):
    draft = library.create(declaration(), "某某")
    library.save_changes(draft, 1, [Change("a", "", "1")], step="填写")
    library.save_changes(draft, 2, [Change("a", "1", "2")], narrative=Narrative(), step="清空")
    assert library.version(draft, 1) == declaration()
    assert library.version(draft, 2).values["a"] == "1"
    library.take_back(draft, 3, 1, step="恢复到第 1 版")
    assert library.load(draft).declaration == declaration()
    assert library.version(draft, 3).values["a"] == "2"
    assert [one.steps for one in library.versions(draft)][1:] == [
        ("填写",), ("清空",), ("恢复到第 1 版",)
    ]  # fmt: skip


def test_a_version_that_never_was_is_told(library, declaration):
    draft = library.create(declaration(), "某某")
    _fails("store.version-missing", library.version, draft, 0)


def test_lists_show_the_last_saved_first_with_the_summary(library, declaration, clock):
    summary = Summary("某某公司", "91330100PDY00001XX", "errors", 40, 2, 1)
    first = library.create(declaration(), "甲", summary=summary)
    clock.move(minutes=1)
    second = library.create(declaration(), "乙")
    assert [row.id for row in library.drafts()] == [second, first]
    clock.move(minutes=1)
    library.save_changes(first, 1, [Change("a", "", "1")])
    rows = library.drafts()
    assert [row.id for row in rows] == [first, second]
    assert (rows[0].summary, rows[0].saved) == (summary, clock.time)


def test_the_trash_keeps_everything_and_gives_it_back(library, declaration):
    draft = library.create(declaration(), "某某机械")
    library.trash(draft)
    assert library.drafts() == ()
    assert library.find("机械") == ()
    assert [row.id for row in library.drafts(trashed=True)] == [draft]
    assert [row.id for row in library.find("机械", trashed=True)] == [draft]
    library.untrash(draft)
    assert library.load(draft).declaration == declaration()
    assert [row.id for row in library.find("机械")] == [draft]


def test_only_what_is_in_the_trash_can_be_purged(library, declaration):
    draft = library.create(declaration(), "某某")
    _fails("store.not-in-trash", library.purge, draft)
    library.trash(draft)
    library.purge(draft)
    _fails("store.draft-missing", library.load, draft)
    assert library.history(draft) == ()
    assert library.find("某某", trashed=True) == ()


def test_an_id_is_never_used_again(library, declaration):
    first = library.create(declaration(), "甲")
    library.trash(first)
    library.purge(first)
    assert library.create(declaration(), "乙") > first


def test_a_read_only_library_reads_beside_the_writer_and_writes_nothing(
    library, declaration, clock
):
    draft = library.create(declaration(), "某某")
    other = Library.open(library.folder, read_only=True, clock=clock)
    library.save_changes(draft, 1, [Change("a", "", "1")])
    assert other.load(draft).declaration.values["a"] == "1"
    for call, args in (
        (other.create, (declaration(), "新")),
        (other.save_changes, (draft, 2, [Change("a", "1", "2")])),
        (other.trash, (draft,)),
        (other.blobs.put, (b"x",)),
    ):
        _fails("store.opened-read-only", call, *args)
    other.close()
    assert library.load(draft).revision == 2


def test_missing_files_are_named(library, declaration):
    draft = library.create(declaration(), "某某")
    assert library.missing_files(draft) == ("ab" * 32,)


def test_closing_twice_is_harmless(tmp_path):
    library = Library.open(tmp_path)
    library.close()
    library.close()
    Library.open(tmp_path).close()
