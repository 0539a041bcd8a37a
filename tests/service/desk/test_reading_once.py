"""A worker's reading of one file does nothing twice that grows with the file."""

from __future__ import annotations

import gc
import hashlib
from dataclasses import replace
from pathlib import Path

from smdesk.intake import assemble, wordfile
from smdesk.notices.loader import find_form
from smdesk.packet.build import build_packet
from smdesk.packet.docx import write_docx
from smdesk.rules.prose.memory import BlockRead
from smdesk.service.desk import reading
from smdesk.service.desk.worker import Task
from smdesk.service.samples import load_sample
from smdesk.store.desk.models import Place

FORM = "zhejiang-2020/enterprise"


def _task(tmp_path: Path) -> Task:
    pack, form = find_form(FORM)
    declaration, files = load_sample(FORM)
    packet = build_packet(pack, form, declaration, draft=False, files=files)
    source = tmp_path / "one.docx"
    source.write_bytes(
        write_docx(replace(packet, payload=None, digest=None, seal=None, qr=None), files)
    )
    status = source.stat()
    return Task(source, Place(source.name, status.st_size, status.st_mtime_ns))


def test_the_bytes_of_a_file_are_hashed_once_and_kept_under_that_name(tmp_path, monkeypatch):
    task = _task(tmp_path)
    data = task.source.read_bytes()
    hashed, plain = [], hashlib.sha256

    def counted(body: bytes = b"", **options: object) -> object:
        hashed.append(bytes(body) == data)
        return plain(body, **options)

    monkeypatch.setattr(hashlib, "sha256", counted)
    digest = reading.work(task, tmp_path / "received").sha256
    assert hashed.count(True) == 1
    assert digest == plain(data).hexdigest()
    assert (tmp_path / "received" / digest[:2] / digest[2:]).read_bytes() == data


def test_a_narrative_that_is_asked_for_anyway_does_not_wait(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(assemble, "may_wait", lambda word: asked.append(word) or True)
    arrived = reading.work(_task(tmp_path), tmp_path / "received").arrived
    assert arrived is not None
    assert b"narrative" in arrived.declaration
    assert asked == []


def test_what_was_read_of_a_narrative_is_let_go_of(tmp_path):
    """A worker reads thousands of narratives, none of them twice."""

    def held() -> int:
        gc.collect()
        return sum(isinstance(one, BlockRead) for one in gc.get_objects())

    before = held()
    arrived = reading.work(_task(tmp_path), tmp_path / "received").arrived
    assert arrived is not None
    assert held() == before


def test_no_part_of_a_file_is_parsed_twice(tmp_path, monkeypatch):
    task = _task(tmp_path)
    parsed, plain = [], wordfile.parse_xml

    def counted(data: bytes, part: str, *more: object) -> object:
        parsed.append(part)
        return plain(data, part, *more)

    monkeypatch.setattr(wordfile, "parse_xml", counted)
    reading.work(task, tmp_path / "received")
    assert "word/styles.xml" in parsed
    assert sorted(set(parsed)) == sorted(parsed)
