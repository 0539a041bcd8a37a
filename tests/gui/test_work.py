"""Jobs, the lane, the timer: everything is told in the thread of the window, exactly once."""

from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from smdesk.gui.work import Cancelled, Control, Job, Lane, QtTimer, end_all


class Told:
    """Notes each signal of a job with the thread that it came in."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.all: list[tuple[str, object]] = []
        self.threads: set[threading.Thread] = set()
        job.progress.connect(lambda *parts: self._note("progress", parts))
        job.done.connect(lambda result: self._note("done", result))
        job.failed.connect(lambda fault: self._note("failed", fault))
        job.cancelled.connect(lambda: self._note("cancelled", None))
        job.finished.connect(lambda: self._note("finished", None))

    def _note(self, name: str, value: object) -> None:
        self.all.append((name, value))
        self.threads.add(threading.current_thread())

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.all]


def _end(qtbot: QtBot, told: Told) -> None:
    qtbot.waitUntil(lambda: "finished" in told.names)


def test_a_job_works_elsewhere_and_tells_here(qtbot: QtBot) -> None:
    worked: list[threading.Thread] = []

    def work(control: Control) -> int:
        worked.append(threading.current_thread())
        control.report(1, 2, "甲")
        return 42

    job = Job(work)
    told = Told(job)
    job.start()
    _end(qtbot, told)
    assert told.all == [("progress", (1, 2, "甲")), ("done", 42), ("finished", None)]
    assert told.threads == {threading.main_thread()}
    assert worked[0] is not threading.main_thread()
    assert not job.running


def test_a_fault_of_any_kind_is_told(qtbot: QtBot) -> None:
    class Panic(BaseException):
        pass

    def work(_: Control) -> None:
        raise Panic

    told = Told(Job(work))
    told.job.start()
    _end(qtbot, told)
    assert told.names == ["failed", "finished"]
    assert isinstance(told.all[0][1], Panic)


def test_a_cancelled_job_tells_nothing_but_that(qtbot: QtBot) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def work(control: Control) -> str:
        begun.set()
        go_on.wait(10)
        control.report(1, 1)
        return "late"

    told = Told(Job(work))
    told.job.start()
    assert begun.wait(10)
    told.job.cancel()
    go_on.set()
    _end(qtbot, told)
    assert told.names == ["cancelled", "finished"]


def test_a_result_that_came_before_the_cancel_was_heard_is_not_told(qtbot: QtBot) -> None:
    told = Told(Job(lambda _: 1))
    told.job.start()
    told.job.cancel()
    _end(qtbot, told)
    assert told.names == ["cancelled", "finished"]


def test_work_that_committed_itself_is_told_as_done_whatever_was_asked(qtbot: QtBot) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def work(control: Control) -> str:
        control.commit()
        begun.set()
        go_on.wait(10)
        return "written"

    told = Told(Job(work))
    told.job.start()
    assert begun.wait(10)
    told.job.cancel()
    go_on.set()
    _end(qtbot, told)
    assert told.all[0] == ("done", "written")


def test_work_that_was_cancelled_cannot_commit_itself(qtbot: QtBot) -> None:
    control = Control(lambda *_: None)
    control.cancel()
    with pytest.raises(Cancelled):
        control.commit()


def test_a_job_lives_until_it_has_told_its_end(qtbot: QtBot) -> None:
    results: list[int] = []

    def begin() -> None:
        job = Job(lambda _: 7)
        job.done.connect(results.append)
        job.start()

    begin()
    qtbot.waitUntil(lambda: results == [7])


def test_a_fault_in_a_listener_does_not_keep_the_job(
    qtbot: QtBot, capture_exceptions_of_qt: list
) -> None:
    job = Job(lambda _: 1)
    job.done.connect(lambda _: 1 / 0)
    job.start()
    qtbot.waitUntil(lambda: not job.running)


@pytest.fixture
def capture_exceptions_of_qt(qtbot: QtBot):
    with qtbot.captureExceptions() as caught:
        yield caught


def test_the_lane_keeps_the_order_and_settles_before_it_returns(qtbot: QtBot) -> None:
    lane, done, told = Lane(), [], []
    for number in range(20):
        lane.submit(lambda n=number: done.append(n) or n, told.append, told.append)
    lane.settle()
    assert done == list(range(20))
    assert told == done


def test_the_lane_tells_a_fault_and_goes_on(qtbot: QtBot) -> None:
    lane = Lane()
    told: list[object] = []
    lane.submit(lambda: 1 / 0, told.append, told.append)
    lane.submit(lambda: 2, told.append, told.append)
    lane.settle()
    assert isinstance(told[0], ZeroDivisionError)
    assert told[1] == 2


def test_an_alarm_replaces_the_one_before_and_can_be_taken_back(qtbot: QtBot) -> None:
    rung: list[str] = []
    timer = QtTimer()
    timer.start(0.0, lambda: rung.append("first"))
    timer.start(0.0, lambda: rung.append("second"))
    qtbot.waitUntil(lambda: rung == ["second"])
    timer.start(0.0, lambda: rung.append("third"))
    timer.stop()
    other = QtTimer()
    other.start(0.0, lambda: rung.append("after"))
    qtbot.waitUntil(lambda: "after" in rung)
    assert rung == ["second", "after"]


def test_an_alarm_may_set_itself_again(qtbot: QtBot) -> None:
    rung: list[int] = []
    timer = QtTimer()

    def ring() -> None:
        rung.append(1)
        if len(rung) < 3:
            timer.start(0.0, ring)

    timer.start(0.0, ring)
    qtbot.waitUntil(lambda: len(rung) == 3)


def test_ending_all_cancels_what_runs(qtbot: QtBot) -> None:
    begun = threading.Event()

    def work(control: Control) -> None:
        begun.set()
        while not control.cancelled:
            threading.Event().wait(0.001)
        raise Cancelled

    told = Told(Job(work))
    told.job.start()
    assert begun.wait(10)
    assert end_all()
    _end(qtbot, told)
    assert told.names == ["cancelled", "finished"]
