"""Attached files: stored once, held against their names, swept only when nothing needs them."""

from __future__ import annotations

import errno
from datetime import timedelta
from pathlib import Path

import pytest

from smdesk import files
from smdesk.errors import SmdeskError
from smdesk.files import sha256_hex
from smdesk.notices.declaration import Attachment
from smdesk.store.blobs import GRACE, Blobs

DATA = b"%PDF-1.7 scan"


@pytest.fixture
def blobs(tmp_path, clock):
    return Blobs(tmp_path / "blobs", clock=clock)


def test_bytes_come_back_by_their_digest(blobs):
    digest = blobs.put(DATA)
    assert digest == sha256_hex(DATA)
    assert blobs.read(digest) == DATA
    assert blobs.has(digest)


def test_the_same_file_is_stored_once(blobs):
    assert blobs.put(DATA) == blobs.put(DATA)
    assert len(list(blobs.all())) == 1


@pytest.mark.parametrize("digest", ["0" * 64, "../../etc/passwd", "", "AB" * 32])
def test_an_unknown_digest_is_a_key_error(blobs, digest):
    with pytest.raises(KeyError):
        blobs.read(digest)


def test_a_changed_byte_is_found_and_the_same_file_heals_it(blobs):
    digest = blobs.put(DATA)
    blobs.path(digest).write_bytes(DATA[:-1] + b"x")
    with pytest.raises(SmdeskError) as caught:
        blobs.read(digest)
    assert caught.value.code == "store.blob-damaged"
    blobs.put(DATA)
    assert blobs.read(digest) == DATA


@pytest.mark.parametrize("name", ["fsync", "replace"])
@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "files.disk-full"), (errno.EIO, "files.write-failed")]
)
def test_a_fault_stores_nothing_and_leaves_no_litter(
    blobs, tmp_path, monkeypatch, name, number, code
):
    def failing(*args):
        raise OSError(number, "fault")

    blobs.put(b"first")
    with monkeypatch.context() as patched:
        patched.setattr(files.os, name, failing)
        patched.setattr(Blobs, "_make_folder", lambda self, folder: folder.mkdir(exist_ok=True))
        with pytest.raises(SmdeskError) as caught:
            blobs.put(DATA)
    assert caught.value.code == code
    assert list(blobs.all()) == [sha256_hex(b"first")]
    left = [path for path in (tmp_path / "blobs").rglob("*") if path.is_file()]
    assert len(left) == 1
    assert blobs.read(blobs.put(DATA)) == DATA


def test_a_new_folder_is_made_durable_before_the_file_is_acknowledged(blobs, tmp_path, monkeypatch):
    synced: list[Path] = []
    monkeypatch.setattr("smdesk.store.blobs.sync_folder", synced.append)
    blobs.put(DATA)
    assert synced == [tmp_path / "blobs", tmp_path]


def _attached(digest: str) -> tuple[Attachment, ...]:
    return (
        Attachment(slot="s", name="a.pdf", media_type="application/pdf", sha256=digest, size=13),
    )


def test_nothing_that_a_draft_or_its_history_names_is_swept(library, declaration, clock):
    digest = library.blobs.put(DATA)
    draft = library.create(declaration(), "某某")
    library.save_changes(draft, 1, attachments=_attached(digest))
    library.save_changes(draft, 2, attachments=())
    library.trash(draft)
    clock.move(days=400)
    assert library.sweep_files() == 0
    library.untrash(draft)
    library.take_back(draft, 3, 2)
    assert library.blobs.read(library.load(draft).declaration.attachments[0].sha256) == DATA


def test_a_file_that_nothing_names_is_swept_after_the_grace_and_not_before(library, clock):
    digest = library.blobs.put(DATA)
    clock.move(seconds=GRACE.total_seconds() - 1)
    assert library.sweep_files() == 0
    clock.move(seconds=2)
    assert library.sweep_files() == 1
    assert not library.blobs.has(digest)


def test_a_clock_that_went_back_sweeps_nothing(library, clock):
    library.blobs.put(DATA)
    clock.move(days=-4000)
    assert library.sweep_files() == 0


def test_putting_a_file_again_starts_its_grace_anew(library, clock):
    library.blobs.put(DATA)
    clock.move(days=40)
    library.blobs.put(DATA)
    assert library.sweep_files() == 0


def test_what_only_a_backup_names_stays(library, declaration, clock):
    digest = library.blobs.put(DATA)
    draft = library.create(declaration(), "某某")
    library.save_changes(draft, 1, attachments=_attached(digest))
    backup = library.back_up(always=True)
    library.trash(draft)
    library.purge(draft)
    clock.move(days=90)
    assert library.sweep_files() == 0
    backup.path.unlink()
    assert library.sweep_files() == 1


def test_with_an_unreadable_backup_nothing_is_swept(library, clock):
    library.blobs.put(DATA)
    made = library.back_up(always=True)
    made.path.write_bytes(b"rubbish" * 100)
    clock.move(days=90)
    with pytest.raises(SmdeskError):
        library.sweep_files()
    assert len(list(library.blobs.all())) == 1


def test_the_grace_is_longer_than_a_holiday():
    assert timedelta(days=14) < GRACE
