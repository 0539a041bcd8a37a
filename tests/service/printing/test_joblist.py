"""The list of prints: it lives through stops and restarts, and nothing is printed twice unasked."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from smdesk.errors import Problem, SmdeskError
from smdesk.service.printing.joblist import FILE, FOLDER, JobList
from smdesk.service.printing.parcel import parcel_of

sys.path.insert(0, str(Path(__file__).parents[1] / "signed"))
from papers import paper


@pytest.fixture(scope="module")
def parcel():
    return parcel_of(paper(), "x")


@pytest.fixture
def listed(tmp_path) -> JobList:
    return JobList(tmp_path)


def test_copies_are_counted_and_the_job_ends(listed, parcel, tmp_path) -> None:
    job = listed.add(parcel, 2)
    for done in (1, 2):
        assert listed.next() == listed.job(job.id)
        listed.begin(job.id)
        assert listed.next() is None
        listed.sent(job.id)
        assert listed.job(job.id).done == done
    assert listed.job(job.id).finished
    assert JobList(tmp_path).jobs == listed.jobs


def test_a_copy_under_way_at_a_crash_is_in_doubt_afterwards(listed, parcel, tmp_path) -> None:
    first, second = listed.add(parcel, 2), listed.add(parcel, 1)
    listed.begin(first.id)
    again = JobList(tmp_path)
    assert again.job(first.id).state == "unsure"
    assert again.next() == again.job(second.id)
    again.resolve(first.id, printed=True)
    assert (again.job(first.id).done, again.job(first.id).state) == (1, "waiting")


def test_a_person_may_have_a_doubtful_copy_again(listed, parcel) -> None:
    job = listed.add(parcel, 1)
    listed.begin(job.id)
    listed.broke(job.id, Problem("printing.stopped"), started=True)
    assert listed.job(job.id).note
    listed.resolve(job.id, printed=False)
    assert (listed.job(job.id).done, listed.job(job.id).state) == (0, "waiting")


def test_a_print_that_never_began_stays_waiting(listed, parcel) -> None:
    job = listed.add(parcel, 1)
    listed.begin(job.id)
    listed.broke(job.id, Problem("printing.none"), started=False)
    assert listed.next() == listed.job(job.id)


def test_the_backs_still_wait_after_a_restart(listed, parcel, tmp_path) -> None:
    job = listed.add(parcel, 1)
    listed.begin(job.id, "fronts", slip=True)
    listed.sent(job.id)
    again = JobList(tmp_path)
    assert again.job(job.id).state == "turning"
    assert again.next() is None
    assert again.stack == again.jobs
    assert again.job(job.id).stacked == 1 + (parcel.pages + 1) // 2


def test_a_doubtful_front_is_not_a_copy_that_came_out(listed, parcel, tmp_path) -> None:
    job = listed.add(parcel, 2)
    listed.begin(job.id, "fronts", slip=True)
    again = JobList(tmp_path)
    again.resolve(job.id, printed=True)
    held = again.job(job.id)
    assert (held.state, held.done, held.out, held.slip_out) == ("turning", 0, 1, True)
    again.begin(job.id, "backs", slip=True)
    again.broke(job.id, None, started=True)
    again.resolve(job.id, printed=False)
    held = again.job(job.id)
    assert (held.state, held.done, held.out, held.slip_out) == ("waiting", 0, 0, False)
    assert held.wants_slip


def test_a_stack_that_fell_apart_is_printed_again_whole(listed, parcel) -> None:
    job = listed.add(parcel, 3)
    for _ in range(2):
        listed.begin(job.id, "fronts")
        listed.sent(job.id)
    listed.set_copies(job.id, 1)
    assert listed.job(job.id).copies == 2
    listed.resolve(job.id, printed=False)
    assert (listed.job(job.id).out, listed.job(job.id).state) == (0, "waiting")


def test_the_content_stays_that_of_the_moment_it_was_listed(listed, parcel, tmp_path) -> None:
    job = listed.add(parcel, 1)
    assert JobList(tmp_path).parcel(job.id).data == parcel.data
    (tmp_path / FOLDER / f"{parcel.sha256}.pdf").write_bytes(paper(**{"org.legal": "另一人"}))
    with pytest.raises(SmdeskError) as told:
        listed.parcel(job.id)
    assert told.value.code == "printing.job-file-gone"


def test_removing_keeps_the_file_of_another_job(listed, parcel, tmp_path) -> None:
    one, two = listed.add(parcel, 1), listed.add(parcel, 1)
    listed.remove(one.id)
    assert listed.parcel(two.id).data == parcel.data
    listed.begin(two.id)
    listed.sent(two.id)
    listed.clear_done()
    assert listed.jobs == ()
    assert list((tmp_path / FOLDER).glob("*.pdf")) == []


def test_fewer_copies_than_were_sent_cannot_be_asked_for(listed, parcel) -> None:
    job = listed.add(parcel, 3)
    listed.begin(job.id)
    listed.sent(job.id)
    listed.set_copies(job.id, 1)
    assert (listed.job(job.id).copies, listed.job(job.id).state) == (1, "done")
    listed.set_copies(job.id, 2)
    assert listed.next() == listed.job(job.id)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 9, "jobs": []}', '{"version": 1, "jobs": [{"id": "x"}]}']
)
def test_a_broken_list_is_set_aside_not_lost(tmp_path, text: str) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / FILE).write_text(text)
    assert JobList(tmp_path).jobs == ()
    assert (tmp_path / FOLDER / "jobs.broken").read_text() == text


def test_the_list_is_plain_json(listed, parcel, tmp_path) -> None:
    listed.add(parcel)
    held = json.loads((tmp_path / FOLDER / FILE).read_text(encoding="utf-8"))
    assert held["jobs"][0]["title"] == parcel.applicant
    assert held["jobs"][0]["copies"] == parcel.copies
