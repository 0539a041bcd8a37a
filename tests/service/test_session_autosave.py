from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from smdesk.errors import SmdeskError
from smdesk.notices.declaration import Attachment, Declaration, Narrative, Paragraph, Run
from smdesk.notices.loader import find_form
from smdesk.service.session import DraftSession
from smdesk.service.session.autosave import RETRIES, Autosave, Batch, Outcome, Status
from smdesk.store.models import Saved

NAME = "org.name"
REVENUE = "finance.revenue[2019]"
START = datetime(2020, 9, 23, 14, 3, 22, tzinfo=UTC)
FULL = SmdeskError("store.disk-full", file="a", folder="b")
CONFLICT = SmdeskError("store.conflict", title="甲", base=1, found=2)


class FakeTimer:
    """One alarm that rings when the test says so."""

    def __init__(self) -> None:
        self.seconds: float | None = None
        self._call: Callable[[], None] = lambda: None

    def start(self, seconds: float, call: Callable[[], None]) -> None:
        self.seconds, self._call = seconds, call

    def stop(self) -> None:
        self.seconds = None

    def ring(self) -> None:
        assert self.seconds is not None
        self.seconds = None
        self._call()


class Desk:
    """A session with autosave whose batches wait for the test to tell their outcome."""

    def __init__(self, values: dict[str, str] | None = None) -> None:
        pack, form = find_form("zhejiang-2020/enterprise")
        declaration = Declaration(
            form="zhejiang-2020/enterprise", pack=pack.hash, years=pack.years(), values=values or {}
        )
        self.session = DraftSession(pack, form, declaration)
        self.timer = FakeTimer()
        self.now = START
        self.batches: list[Batch] = []
        self.waiting: list[Callable[[Outcome], None]] = []
        self.told: list[Status] = []
        self.autosave = Autosave(
            self.session, self._save, self.timer, lambda: self.now,
            revision=7, saved=START, tell=self.told.append,
        )  # fmt: skip

    def _save(self, batch: Batch, done: Callable[[Outcome], None]) -> None:
        self.batches.append(batch)
        self.waiting.append(done)

    def land(self, outcome: Outcome | None = None) -> None:
        done = self.waiting.pop(0)
        done(outcome or Saved(self.batches[-1].base + 1, self.now))

    def later(self, seconds: float) -> datetime:
        self.now += timedelta(seconds=seconds)
        return self.now

    @property
    def texts(self) -> list[tuple[str, str, str]]:
        return [(one.address, one.old, one.new) for one in self.batches[-1].changes]


def test_an_edit_is_saved_after_one_second_of_quiet() -> None:
    desk = Desk()
    desk.session.set_value(NAME, "甲公司")
    assert (desk.timer.seconds, desk.batches) == (1.0, [])
    desk.timer.ring()
    assert desk.texts == [(NAME, "", "甲公司")]
    assert desk.batches[0].base == 7
    assert desk.batches[0].changes[0].step == desk.session.undo_step
    desk.land()
    assert desk.autosave.revision == 8


def test_a_batch_holds_only_what_changed_each_address_once() -> None:
    desk = Desk({NAME: "甲公司", "org.postcode": "310000"})
    for text in "123":
        desk.session.set_value(REVENUE, text)
    desk.session.set_value(NAME, "")
    desk.timer.ring()
    assert desk.texts == [(REVENUE, "", "3"), (NAME, "甲公司", "")]
    assert (desk.batches[0].narrative, desk.batches[0].attachments) == (None, None)


def test_leaving_a_field_saves_at_once() -> None:
    desk = Desk()
    desk.session.set_value(REVENUE, "3亿元", final=False)
    desk.session.go_to(NAME)
    assert desk.texts == [(REVENUE, "", "30000")]
    assert desk.batches[0].place == NAME
    assert desk.timer.seconds is None


def test_a_new_place_alone_is_saved_after_quiet_and_is_no_unsaved_edit() -> None:
    desk = Desk()
    desk.session.go_to(NAME)
    assert desk.batches == []
    desk.timer.ring()
    assert (desk.batches[0].changes, desk.batches[0].place) == ((), NAME)
    desk.land()
    assert {one.kind for one in desk.told} <= {"saved"}


def test_the_status_says_since_when_edits_are_unsaved_and_when_they_were_saved() -> None:
    desk = Desk()
    assert desk.autosave.status == Status("saved", START)
    first = desk.later(5)
    desk.session.set_value(NAME, "甲公司")
    desk.later(0.5)
    desk.session.set_value(NAME, "乙公司")
    assert desk.autosave.status == Status("unsaved", first)
    desk.timer.ring()
    assert desk.autosave.status == Status("saving", first)
    saved = desk.later(2)
    desk.land()
    assert desk.told == [Status("unsaved", first), Status("saving", first), Status("saved", saved)]


def test_the_status_bar_prints_local_time() -> None:
    local = datetime(2020, 9, 23, 14, 3, 22).astimezone()
    assert Status("saved", local.astimezone(UTC)).message == "已保存 14:03:22"


def test_an_edit_during_a_save_is_unsaved_until_its_own_save() -> None:
    desk = Desk()
    desk.session.set_value(NAME, "甲公司")
    desk.timer.ring()
    second = desk.later(3)
    desk.session.set_value(NAME, "乙公司")
    desk.land()
    assert desk.autosave.status == Status("unsaved", second)
    desk.timer.ring()
    assert desk.texts == [(NAME, "甲公司", "乙公司")]
    assert desk.batches[1].base == 8


def test_what_is_asked_for_during_a_save_is_saved_right_after_it() -> None:
    desk = Desk()
    desk.session.set_value(NAME, "甲公司")
    desk.timer.ring()
    desk.session.set_value(NAME, "乙公司")
    desk.timer.ring()
    assert len(desk.batches) == 1
    desk.land()
    assert len(desk.batches) == 2
    desk.land()
    assert desk.autosave.clean


def test_a_failed_save_keeps_its_edits_with_their_names_and_tries_again() -> None:
    desk = Desk()
    desk.session.set_value(NAME, "甲公司")
    desk.timer.ring()
    desk.land(FULL)
    status = desk.autosave.status
    assert (status.kind, status.problem and status.problem.code) == ("failed", "store.disk-full")
    assert (status.at, desk.timer.seconds) == (START, RETRIES[0])
    desk.timer.ring()
    assert desk.batches[1] == desk.batches[0]
    desk.land()
    assert desk.autosave.status.kind == "saved"


def test_retries_wait_longer_each_time_and_a_success_forgets_that() -> None:
    desk = Desk()
    desk.session.set_value(NAME, "甲公司")
    desk.timer.ring()
    waits = []
    for _ in range(len(RETRIES) + 2):
        desk.land(FULL)
        waits.append(desk.timer.seconds)
        desk.timer.ring()
    assert waits == [*RETRIES, RETRIES[-1], RETRIES[-1]]
    desk.land()
    desk.session.set_value(NAME, "乙公司")
    desk.timer.ring()
    desk.land(FULL)
    assert desk.timer.seconds == RETRIES[0]


def test_a_save_that_fails_stays_failed_in_sight_until_one_succeeds() -> None:
    desk = Desk()
    desk.session.set_value(NAME, "甲公司")
    desk.timer.ring()
    desk.land(FULL)
    desk.session.set_value(NAME, "乙公司")
    assert desk.autosave.status.kind == "failed"
    desk.timer.ring()
    assert desk.texts == [(NAME, "", "乙公司")]


def test_walking_on_does_not_hurry_a_retry() -> None:
    desk = Desk()
    desk.session.set_value(NAME, "甲公司")
    desk.timer.ring()
    desk.land(FULL)
    desk.session.go_to(REVENUE)
    assert (desk.timer.seconds, len(desk.batches)) == (RETRIES[0], 1)


def test_a_conflict_is_not_tried_again_until_another_edit() -> None:
    desk = Desk()
    desk.session.set_value(NAME, "甲公司")
    desk.timer.ring()
    desk.land(CONFLICT)
    assert desk.timer.seconds is None
    desk.session.go_to(REVENUE)
    desk.session.ask_check()
    assert (desk.timer.seconds, len(desk.batches)) == (None, 1)
    desk.session.set_value(NAME, "乙公司")
    assert desk.timer.seconds == 1.0


def test_a_fault_of_our_own_is_a_failed_save_too(caplog: pytest.LogCaptureFixture) -> None:
    desk = Desk()
    desk.session.set_value(NAME, "甲公司")
    desk.timer.ring()
    desk.land(ZeroDivisionError("x"))
    problem = desk.autosave.status.problem
    assert problem is not None
    assert problem.code == "session.save-broken"
    desk.timer.ring()
    desk.land()
    assert desk.autosave.clean


def test_a_saver_that_raises_is_a_failed_save_and_the_edit_stands() -> None:
    desk = Desk()

    def broken(batch: Batch, done: Callable[[Outcome], None]) -> None:
        raise FULL

    desk.autosave._save = broken
    desk.session.set_value(NAME, "甲公司")
    desk.session.go_to(REVENUE)
    assert desk.session.value(NAME) == "甲公司"
    assert desk.autosave.status.kind == "failed"


def test_an_outcome_told_twice_counts_once() -> None:
    desk = Desk()
    desk.session.set_value(NAME, "甲公司")
    desk.timer.ring()
    done = desk.waiting[0]
    done(Saved(8, START))
    done(FULL)
    assert (desk.autosave.revision, desk.autosave.status.kind) == (8, "saved")


def test_an_edit_that_was_undone_before_its_save_needs_none() -> None:
    desk = Desk()
    desk.session.go_to(NAME)
    desk.timer.ring()
    desk.land()
    desk.session.set_value(NAME, "甲公司")
    desk.session.undo()
    desk.timer.ring()
    assert len(desk.batches) == 1
    assert desk.autosave.status == Status("saved", START)


def test_an_undone_step_is_named_so_in_the_history() -> None:
    desk = Desk()
    desk.session.set_value(NAME, "甲公司")
    name = desk.session.undo_step
    desk.timer.ring()
    desk.land()
    desk.session.undo()
    desk.timer.ring()
    assert desk.batches[1].changes[0].step == f"撤销：{name}"


def test_narrative_attachments_and_reasons_go_along_when_they_changed() -> None:
    desk = Desk({"finance.revenue[2018]": "30000", REVENUE: "310000000"})
    key = next(one.key for one in desk.session.findings if one.level == "check")
    desk.session.set_reason(key, "2019年并购下属公司，收入并表。")
    desk.session.set_narrative(Narrative(blocks=(Paragraph(runs=(Run(text="正文"),)),)))
    desk.session.add_attachment(
        Attachment(slot="free", name="甲.png", media_type="image/png", sha256="a", size=1)
    )
    desk.timer.ring()
    (batch,) = desk.batches
    assert [(one.kind, one.address) for one in batch.changes] == [("reason", key)]
    assert batch.narrative == desk.session.declaration.narrative
    assert batch.attachments == desk.session.declaration.attachments
    assert batch.step.endswith("；添加附件 甲.png")
    assert batch.summary.state == desk.session.progress.state


def test_an_export_alone_is_saved() -> None:
    desk = Desk()
    desk.session.mark_exported()
    desk.timer.ring()
    assert (desk.batches[0].changes, desk.batches[0].summary.state) == ((), "exported")


def test_flush_commits_text_in_progress_and_says_whether_all_is_in_the_store() -> None:
    desk = Desk()
    desk.session.set_value(REVENUE, "3亿元", final=False)
    assert not desk.autosave.flush()
    assert desk.texts == [(REVENUE, "", "30000")]
    desk.land()
    assert desk.autosave.flush()
    assert len(desk.batches) == 1


def test_a_closed_autosave_hears_nothing_more_and_sets_no_alarm() -> None:
    desk = Desk()
    desk.session.set_value(NAME, "甲公司")
    assert not desk.autosave.close()
    desk.land(FULL)
    assert desk.timer.seconds is None
    assert desk.autosave.status.kind == "failed"
    desk.session.set_value(NAME, "乙公司")
    assert desk.timer.seconds is None
    assert not desk.autosave.close()
    desk.land()
    assert desk.autosave.close()
