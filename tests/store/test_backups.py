"""Copies that are good, thinned out, listed, and put back."""

from __future__ import annotations

import shutil
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smdesk.errors import SmdeskError
from smdesk.store import verify
from smdesk.store.backups import DAYS, MONTHS, WEEKS, kept
from smdesk.store.library import Library
from smdesk.store.models import Change
from smdesk.store.opening import FILE, restore


def test_a_backup_holds_what_was_there_and_is_one_plain_file(library, declaration):
    draft = library.create(declaration(), "某某")
    made = library.back_up(always=True)
    library.save_changes(draft, 1, [Change("a", "", "later")])
    assert made.drafts == 1
    assert verify.check_file(made.path) == verify.Verdict(1)
    assert [path.name for path in made.path.parent.iterdir()] == [made.path.name]


def test_a_backup_while_saving_goes_on_is_good(library, declaration):
    draft = library.create(declaration(count="0"), "某某")
    stop = threading.Event()
    saved = []

    def work() -> None:
        n = 0
        while not stop.is_set():
            n += 1
            library.save_changes(draft, n, [Change("count", str(n - 1), str(n))])
            saved.append(n)

    thread = threading.Thread(target=work)
    thread.start()
    copies = [library.back_up(always=True) for _ in range(5)]
    stop.set()
    thread.join()
    assert saved
    assert all(verify.check_file(one.path).whole for one in copies)


def test_copying_only_the_file_of_a_live_library_misses_what_was_saved(
    library, declaration, tmp_path
):
    """The naive variant: what is acknowledged lies in the log, and a copied file has not got it."""
    library.create(declaration(), "某某")
    shutil.copyfile(library.folder / FILE, tmp_path / "copy.db")
    assert verify.check_file(tmp_path / "copy.db").drafts == 0
    assert library.back_up(always=True).drafts == 1


def test_copies_are_made_every_half_hour_of_work_at_most(library, declaration, clock):
    draft = library.create(declaration(), "某某")
    assert library.back_up() is not None
    library.save_changes(draft, 1, [Change("a", "", "1")])
    clock.move(minutes=29)
    assert library.back_up() is None
    clock.move(minutes=2)
    assert library.back_up() is not None
    clock.move(hours=5)
    assert library.back_up() is None  # nothing was changed


def test_closing_backs_up_what_was_changed(tmp_path, declaration, clock):
    with Library.open(tmp_path, clock=clock) as library:
        library.create(declaration(), "某某")
    with Library.open(tmp_path, clock=clock) as library:
        assert [one.drafts for one in library.backups.all()] == [1]
    with Library.open(tmp_path, clock=clock) as library:
        assert len(library.backups.all()) == 1


def test_the_list_has_dates_and_counts_the_newest_first(library, declaration, clock):
    for n in range(3):
        library.create(declaration(), f"某某{n}")
        library.back_up(always=True)
        clock.move(days=1)
    listed = library.backups.all()
    assert [one.drafts for one in listed] == [3, 2, 1]
    assert [one.made for one in listed] == [clock.time - timedelta(days=n) for n in (1, 2, 3)]
    listed[0].path.write_bytes(b"rubbish")
    assert library.backups.all()[0].drafts is None


def test_two_copies_in_one_second_are_two(library, declaration):
    library.create(declaration(), "某某")
    first, second = library.back_up(always=True), library.back_up(always=True)
    assert first.path != second.path
    assert len(library.backups.all()) == 2


def _dated(moments: list[datetime]) -> list[tuple[datetime, Path]]:
    return [(moment, Path(f"{n}.db")) for n, moment in enumerate(sorted(moments))]


def test_thinning_keeps_days_weeks_and_months():
    start = datetime(2025, 1, 1, 12, tzinfo=UTC)
    moments = [start + timedelta(hours=6 * n) for n in range(4 * 400)]
    dated = _dated(moments)
    today = moments[-1].date()
    chosen = kept(dated, today)
    keep = sorted(made for made, path in dated if path in chosen)
    days = {made.date() for made in keep}
    assert {today - timedelta(days=n) for n in range(DAYS)} <= days
    assert len({made.strftime("%G%V") for made in keep}) >= WEEKS
    assert len({made.strftime("%Y%m") for made in keep}) >= MONTHS
    assert len(keep) <= 3 + DAYS + WEEKS + MONTHS
    assert moments[-1] in keep


@given(
    st.lists(
        st.integers(0, 3 * 365 * 24).map(
            lambda n: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=n)
        ),
        min_size=1,
        max_size=60,
    )
)
def test_thinning_always_keeps_the_newest_and_never_too_many(moments):
    dated = _dated(moments)
    today = dated[-1][0].date()
    keep = kept(dated, today)
    assert dated[-1][1] in keep
    of_today = sum(made.date() == today for made, _ in dated)
    assert len(keep) <= of_today + DAYS + WEEKS + MONTHS


def test_a_copy_from_the_future_costs_one_place_only():
    today = datetime(2026, 3, 5, 12, tzinfo=UTC)
    moments = [today - timedelta(days=n) for n in range(5)] + [datetime(2099, 1, 1, tzinfo=UTC)]
    assert len(kept(_dated(moments), today.date())) == 6


def test_a_clock_going_back_makes_one_copy_and_then_waits(library, declaration, clock):
    draft = library.create(declaration(), "某某")
    library.back_up()
    clock.move(days=-700)
    made = 0
    for n in range(1, 6):
        library.save_changes(draft, n, [Change("a", str(n - 1) if n > 1 else "", str(n))])
        made += library.back_up() is not None
        clock.move(minutes=5)
    assert made == 1
    assert len(library.backups.all()) == 2


def test_restoring_brings_back_the_copy_and_keeps_the_replaced_file(library, declaration):
    draft = library.create(declaration(), "某某")
    made = library.back_up(always=True)
    library.save_changes(draft, 1, [Change("a", "", "later")])
    replaced = library.restore_backup(made.path)
    assert library.load(draft).declaration == declaration()
    assert verify.check_file(replaced).drafts == 1
    library.save_changes(draft, 1, [Change("b", "", "goes on")])
    assert library.restore_backup(replaced) is not None
    assert library.load(draft).declaration.values["a"] == "later"


def test_a_bad_copy_is_not_restored_and_the_library_stays_open(library, declaration):
    draft = library.create(declaration(), "某某")
    made = library.back_up(always=True)
    data = made.path.read_bytes()
    made.path.write_bytes(data[: len(data) // 2])
    for chosen in (made.path, made.path.with_name("none.db")):
        with pytest.raises(SmdeskError):
            library.restore_backup(chosen)
        assert library.load(draft).declaration == declaration()


def test_a_library_that_does_not_open_is_restored_with_its_log_out_of_the_way(
    tmp_path, declaration, clock
):
    with Library.open(tmp_path, clock=clock) as library:
        draft = library.create(declaration(), "某某")
        made = library.back_up(always=True)
    (tmp_path / FILE).write_bytes(b"overwritten by something else" * 50)
    (tmp_path / f"{FILE}-wal").write_bytes(b"a log of another life" * 50)
    with pytest.raises(SmdeskError) as caught:
        Library.open(tmp_path, clock=clock)
    assert caught.value.code == "store.foreign"
    replaced = restore(tmp_path, made.path, clock=clock)
    assert replaced.read_bytes().startswith(b"overwritten")
    with Library.open(tmp_path, clock=clock) as library:
        assert library.load(draft).declaration == declaration()


@pytest.mark.parametrize("at", [1, 2, 3, 4, 5])
def test_restoring_cut_anywhere_leaves_one_whole_library_and_can_be_done_again(
    tmp_path, declaration, clock, monkeypatch, at
):
    with Library.open(tmp_path, clock=clock) as library:
        draft = library.create(declaration(), "某某")
        made = library.back_up(always=True)
        library.save_changes(draft, 1, [Change("a", "", "later")])
    calls = []

    def cut(*args):
        calls.append(args)
        if len(calls) == at:
            raise OSError(5, "cut")

    with monkeypatch.context() as patched:
        patched.setattr("smdesk.store.backups.sync_folder", cut)
        patched.setattr("smdesk.store.backups._sync_file", cut)
        with suppress(SmdeskError):
            restore(tmp_path, made.path, clock=clock)
    assert len(calls) >= at
    with Library.open(tmp_path, clock=clock) as library:
        assert library.load(draft).declaration.values.get("a") in {"later", None}
    restore(tmp_path, made.path, clock=clock)
    with Library.open(tmp_path, clock=clock) as library:
        assert library.load(draft).declaration == declaration()


def test_a_failed_copy_leaves_no_litter_and_the_older_ones(library, declaration, monkeypatch):
    library.create(declaration(), "某某")
    library.back_up(always=True)

    def failing(path):
        raise OSError(28, "full")

    with monkeypatch.context() as patched:
        patched.setattr("smdesk.store.backups._sync_file", failing)
        with pytest.raises(SmdeskError) as caught:
            library.back_up(always=True)
    assert caught.value.code == "store.disk-full"
    assert len(list((library.folder / "backups").iterdir())) == 1


def test_a_missing_library_with_backups_is_told_not_started_empty(tmp_path, declaration, clock):
    with Library.open(tmp_path, clock=clock) as library:
        library.create(declaration(), "某某")
    (tmp_path / FILE).unlink()
    with pytest.raises(SmdeskError) as caught:
        Library.open(tmp_path, clock=clock)
    assert caught.value.code == "store.missing"
    with Library.open(tmp_path, clock=clock, start_empty=True) as library:
        assert library.drafts() == ()
