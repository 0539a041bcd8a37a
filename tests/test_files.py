"""Files written whole or not at all: whatever fails, the old file stands and nothing is left over."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from smdesk import files
from smdesk.errors import SmdeskError
from smdesk.files import sha256_hex, write_atomically, write_together

OLD, NEW = b"old" * 1000, b"new" * 2000


class Failing:
    """Stands in for ``os`` and streams: the n-th call of any of them fails."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, code: int, at: int) -> None:
        self.calls = 0
        self.code, self.at = code, at
        for name in ("fsync", "replace", "open"):
            monkeypatch.setattr(files.os, name, self._wrap(getattr(os, name)))
        real = os.fdopen
        monkeypatch.setattr(files.os, "fdopen", lambda *a: Stream(real(*a), self))

    def strike(self) -> None:
        self.calls += 1
        if self.calls == self.at:
            raise OSError(self.code, os.strerror(self.code))

    def _wrap(self, real):
        def call(*args, **kwargs):
            self.strike()
            return real(*args, **kwargs)

        return call


class Stream:
    """A file whose writes fail half-way."""

    def __init__(self, real, failing: Failing) -> None:
        self._real, self._failing = real, failing

    def __enter__(self):
        return self

    def __exit__(self, *problem) -> None:
        self._real.close()

    def write(self, data: bytes) -> int:
        self._real.write(data[: len(data) // 2])
        self._failing.strike()
        return self._real.write(data[len(data) // 2 :])

    def flush(self) -> None:
        self._real.flush()

    def fileno(self) -> int:
        return self._real.fileno()


def _survivors(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_file_is_written_and_replaced(tmp_path):
    target = tmp_path / "申报书.docx"
    write_atomically(target, OLD)
    write_atomically(target, NEW)
    assert _survivors(tmp_path) == {"申报书.docx": NEW}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (errno.ENOSPC, "files.disk-full"),
        (errno.EDQUOT, "files.disk-full"),
        (errno.EIO, "files.write-failed"),
        (errno.EROFS, "files.read-only"),
    ],
)
@pytest.mark.parametrize("at", [1, 2, 3, 4])
def test_a_fault_at_any_step_leaves_the_old_file_and_no_litter(
    tmp_path, monkeypatch, code, expected, at
):
    target = tmp_path / "a.docx"
    target.write_bytes(OLD)
    with monkeypatch.context() as patched:
        Failing(patched, code, at)
        with pytest.raises(SmdeskError) as caught:
            write_atomically(target, NEW)
    assert caught.value.code == expected
    assert _survivors(tmp_path) == {"a.docx": OLD}
    write_atomically(target, NEW)
    assert _survivors(tmp_path) == {"a.docx": NEW}


def test_a_fault_after_the_rename_is_told_and_the_new_file_is_whole(tmp_path, monkeypatch):
    target = tmp_path / "a.docx"
    target.write_bytes(OLD)
    with monkeypatch.context() as patched:
        Failing(patched, errno.EIO, 5)  # the sync of the folder
        if os.name != "nt":
            with pytest.raises(SmdeskError):
                write_atomically(target, NEW)
    assert _survivors(tmp_path)["a.docx"] in {OLD, NEW}
    assert len(_survivors(tmp_path)) == 1


def test_writing_straight_over_the_old_file_fails_the_same_test(tmp_path):
    """The naive variant: this is what the tests above have to be able to see."""
    target = tmp_path / "a.docx"
    target.write_bytes(OLD)

    class Full(OSError):
        pass

    def naive(path: Path, data: bytes) -> None:
        with path.open("wb") as stream:
            stream.write(data[: len(data) // 2])
            raise Full(errno.ENOSPC, "full")

    with pytest.raises(Full):
        naive(target, NEW)
    assert _survivors(tmp_path) != {"a.docx": OLD}


def test_a_held_target_is_retried_until_it_is_free(tmp_path, monkeypatch):
    target = tmp_path / "a.docx"
    target.write_bytes(OLD)
    real, pauses = os.replace, []

    def held_twice(*args):
        if len(pauses) < 2:
            raise PermissionError(errno.EACCES, "held")
        real(*args)

    monkeypatch.setattr(files.os, "replace", held_twice)
    write_atomically(target, NEW, sleep=pauses.append)
    assert target.read_bytes() == NEW
    assert len(pauses) == 2


def test_a_target_that_stays_held_is_told_and_keeps_the_old_file(tmp_path, monkeypatch):
    target = tmp_path / "a.docx"
    target.write_bytes(OLD)

    def held(*args):
        raise PermissionError(errno.EACCES, "held")

    pauses: list[float] = []
    with monkeypatch.context() as patched:
        patched.setattr(files.os, "replace", held)
        with pytest.raises(SmdeskError) as caught:
            write_atomically(target, NEW, patience=2.0, sleep=pauses.append)
    assert caught.value.code == "files.target-held"
    assert 2.0 <= sum(pauses) < 3.0
    assert _survivors(tmp_path) == {"a.docx": OLD}


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(SmdeskError) as caught:
        write_atomically(tmp_path / "none" / "a.docx", NEW)
    assert caught.value.code == "files.folder-missing"


def test_a_folder_in_the_place_of_the_file_is_told_at_once(tmp_path):
    (tmp_path / "a.docx").mkdir()
    with pytest.raises(SmdeskError) as caught:
        write_atomically(tmp_path / "a.docx", NEW)
    assert caught.value.code == "files.target-folder"
    assert [one.name for one in tmp_path.iterdir()] == ["a.docx"]


@pytest.mark.skipif(os.name == "nt", reason="Windows counts the path, not the name")
def test_a_name_that_is_too_long_is_told(tmp_path):
    with pytest.raises(SmdeskError) as caught:
        write_atomically(tmp_path / ("长" * 120), NEW)
    assert caught.value.code == "files.name-too-long"


def test_a_name_that_the_system_cannot_spell_is_told(tmp_path):
    if os.name == "nt":
        pytest.skip("every name can be spelt on Windows")
    with pytest.raises(SmdeskError) as caught:
        write_atomically(tmp_path / "\ud800.docx", NEW)
    assert caught.value.code == "files.name-unencodable"
    assert _survivors(tmp_path) == {}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
@pytest.mark.parametrize("mask", [0o022, 0o027, 0o077])
def test_a_new_file_has_the_mode_of_any_new_file(tmp_path, mask):
    before = os.umask(mask)
    try:
        write_atomically(tmp_path / "a.docx", NEW)
    finally:
        os.umask(before)
    assert (tmp_path / "a.docx").stat().st_mode & 0o777 == 0o666 & ~mask


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_a_replaced_file_keeps_its_mode(tmp_path):
    target = tmp_path / "a.docx"
    target.write_bytes(OLD)
    target.chmod(0o640)
    write_atomically(target, NEW)
    assert target.stat().st_mode & 0o777 == 0o640


def test_files_written_together_all_stay_when_the_last_finds_no_room(tmp_path, monkeypatch):
    old = {"a.docx": OLD, "b.pdf": OLD}
    for name, data in old.items():
        (tmp_path / name).write_bytes(data)
    for at in range(1, 7):  # open, write and sync of either file
        with monkeypatch.context() as patched:
            Failing(patched, errno.ENOSPC, at)
            with pytest.raises(SmdeskError) as caught:
                write_together([(tmp_path / "a.docx", NEW), (tmp_path / "b.pdf", NEW)])
        assert caught.value.code == "files.disk-full"
        assert _survivors(tmp_path) == old
    write_together([(tmp_path / "a.docx", NEW), (tmp_path / "b.pdf", NEW)])
    assert _survivors(tmp_path) == {"a.docx": NEW, "b.pdf": NEW}


def test_sha256_is_the_published_one():
    assert sha256_hex(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_a_reason_is_in_a_persons_words():
    for fault in (OSError(13, "Permission denied"), OSError(999, "x"), KeyError("x"), OSError()):
        told = files.reason(fault)
        assert type(fault).__name__ not in told
        assert not any("a" <= one <= "z" for one in told.lower())
