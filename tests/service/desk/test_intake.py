"""A batch: each file one outcome, whatever the files do; cut short, it goes on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
import zipfile
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import desk_files
import exported
import pytest

from smdesk.files import sha256_hex
from smdesk.service.desk.convert import Converter, find_libreoffice
from smdesk.service.desk.intake import Batch, Control, Progress, intake
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import State

Put = Callable[..., Path]
FORM = "zhejiang-2020/enterprise"


def outcomes(batch: Batch) -> dict[str, str]:
    return {one.place.path.rpartition("in/")[2]: one.outcome for one in batch.receipts}


def codes(batch: Batch) -> dict[str, list[str]]:
    return {
        one.place.path.rpartition("/")[2]: [problem.code for problem in one.problems]
        for one in batch.receipts
    }


@pytest.fixture
def folder(put: Put, tmp_path: Path) -> Path:
    """A stick as it comes: a Word file, its package, a project, litter, rubbish."""
    word = exported.word_file(FORM)
    put("甲/申报书.docx", word)
    put("甲/申报书.smdx", exported.package(FORM))
    put("乙/项目.docx", exported.word_file("zhejiang-2020/project"))
    put("乙/~$项目.docx", b"\x05abcde" + bytes(156))
    put("说明.txt", "通知".encode())
    put("half.docx", word[: len(word) // 2])
    put("Thumbs.db", b"x")
    put("empty.docx", b"")
    return tmp_path / "in"


def test_each_file_has_one_outcome_and_what_belongs_together_is_one_case(
    desk: Desk, folder: Path
) -> None:
    seen: list[Progress] = []
    batch = intake(desk, [folder], workers=2, tell=seen.append)
    assert batch.whole
    assert outcomes(batch) == {
        "甲/申报书.docx": "read", "甲/申报书.smdx": "again", "乙/项目.docx": "read",
        "乙/~$项目.docx": "refused", "说明.txt": "refused", "half.docx": "refused",
        "empty.docx": "refused",
    }  # fmt: skip
    told = codes(batch)
    assert told["half.docx"] == ["intake.kind-truncated"]
    assert told["empty.docx"] == ["intake.kind-empty"]
    assert told["~$项目.docx"] == ["intake.kind-owner"]
    assert {row.state for row in desk.cases()} == {State.RECEIVED}
    assert len(desk.cases()) == 2
    assert seen[-1].done == seen[-1].known == 7


def test_the_received_file_is_kept_as_it_came(desk: Desk, folder: Path) -> None:
    batch = intake(desk, [folder], workers=1)
    for receipt in batch.receipts:
        if receipt.place.size:
            data = Path(receipt.place.path).read_bytes()
            assert desk.blobs.read(sha256_hex(data)) == data
            assert receipt.sha256 == sha256_hex(data)


def test_a_batch_taken_in_twice_gives_the_same_cases(desk: Desk, folder: Path) -> None:
    first = intake(desk, [folder], workers=1)
    again = intake(desk, [folder, folder / "甲"], workers=1)
    assert outcomes(again) == outcomes(first)
    assert [row.versions for row in desk.cases()] == [1, 1]


def test_a_file_that_was_changed_on_the_stick_is_read_again(
    desk: Desk, folder: Path, put: Put
) -> None:
    intake(desk, [folder], workers=1)
    path = put("说明.txt", exported.package("zhejiang-2020/platform"))
    os.utime(path, ns=(1, 1))
    batch = intake(desk, [folder], workers=1)
    assert outcomes(batch)["说明.txt"] == "read"
    assert len(desk.cases()) == 3


def test_zips_are_opened_once_nested_with_names_of_gbk(desk: Desk, put: Put) -> None:
    package = exported.package(FORM)
    inner = desk_files.zipped({"项目.smdx": exported.package("zhejiang-2020/project")})
    third = desk_files.zipped({"深.smdx": package})
    inner = desk_files.zipped(
        {"项目.smdx": exported.package("zhejiang-2020/project"), "再套.zip": third}
    )
    data = desk_files.zipped({"杭州某厂.smdx": package}, encoding="gbk")
    put("gbk.zip", data)
    path = put("外.zip", desk_files.zipped({"内.zip": inner, "__MACOSX/x": b"x"}))
    batch = intake(desk, [path.parent], workers=2)
    assert outcomes(batch) == {
        "gbk.zip": "opened", "gbk.zip!/杭州某厂.smdx": "read", "外.zip": "opened",
        "外.zip!/内.zip": "opened", "外.zip!/内.zip!/再套.zip": "refused",
        "外.zip!/内.zip!/项目.smdx": "read",
    }  # fmt: skip
    assert codes(batch)["再套.zip"] == ["desk.zip-too-deep"]
    assert outcomes(intake(desk, [path.parent], workers=1)) == outcomes(batch)


def test_a_damaged_file_in_a_zip_does_not_cost_the_others(desk: Desk, put: Put) -> None:
    torn = b"torn in the post" * 40
    data = desk_files.zipped(
        {"好.smdx": exported.package(FORM), "坏.docx": torn, "空白扫描.bmp": bytes(2 << 20)}
    )
    with zipfile.ZipFile(BytesIO(data)) as opened:
        info = opened.getinfo("坏.docx")
    at = info.header_offset + 30 + len(info.filename.encode()) + 3
    path = put("z.zip", data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])
    batch = intake(desk, [path], workers=1)
    assert outcomes(batch) == {
        "z.zip": "opened", "z.zip!/坏.docx": "refused", "z.zip!/好.smdx": "read",
        "z.zip!/空白扫描.bmp": "refused",
    }  # fmt: skip
    assert codes(batch)["坏.docx"] == ["intake.zip-damaged"]
    assert codes(batch)["空白扫描.bmp"] != ["intake.zip-ratio"]
    assert outcomes(intake(desk, [path], workers=1)) == outcomes(batch)


def test_a_huge_file_that_only_begins_like_a_zip_is_not_read_whole(desk: Desk, put: Put) -> None:
    path = put("很大.docx", b"PK\x03\x04")
    os.truncate(path, 200 << 20)
    batch = intake(desk, [path], workers=1)
    assert codes(batch)["很大.docx"] == ["intake.file-too-large"]
    assert batch.receipts[0].sha256 == ""


def test_what_kills_or_fills_a_worker_costs_only_its_file(desk: Desk, put: Put) -> None:
    # The clock is long: on a loaded machine filling the memory takes its time.
    for name in ("a1", "crash", "a2", "bomb", "panic", "socket", "start", "a3"):
        path = put(name, name.encode())
    batch = intake(
        desk, [path.parent], workers=2, seconds=300.0, memory=400 << 20, read=desk_files.misbehave
    )
    told = codes(batch)
    assert [told[name] for name in ("a1", "a2", "a3")] == [["intake.kind-text"]] * 3
    assert told["crash"] == ["desk.read-crashed"]
    assert told["bomb"] == ["desk.read-memory"]
    assert told["panic"] == told["socket"] == told["start"] == ["desk.read-failed"]
    assert [one.place.path.rpartition("/")[2] for one in batch.receipts] == sorted(told)


def test_a_file_that_hangs_is_given_up_and_the_others_are_read(desk: Desk, put: Put) -> None:
    for name in ("a1", "hang", "hang2", "hang3"):
        path = put(name, name.encode())
    batch = intake(desk, [path.parent], workers=2, seconds=2.0, read=desk_files.misbehave)
    told = codes(batch)
    assert told["hang"] == told["hang2"] == told["hang3"] == ["desk.read-timeout"]
    assert batch.whole


def test_the_clock_of_a_zip_starts_anew_with_each_member(desk: Desk, put: Put) -> None:
    path = put("slow", b"x")
    batch = intake(desk, [path], workers=1, seconds=3.0, read=desk_files.misbehave)
    assert codes(batch)["slow"] == ["intake.kind-text"]


def test_a_cancelled_batch_keeps_what_it_had_and_goes_on_when_run_again(
    desk: Desk, put: Put
) -> None:
    for number in range(30):
        path = put(f"{number}.txt", b"x%d" % number)
    control = Control()

    def tell(progress: Progress) -> None:
        if progress.done >= 3:
            control.cancel()

    cut = intake(desk, [path.parent], workers=1, control=control, tell=tell)
    assert not cut.whole
    assert 3 <= len(cut.receipts) < 30
    whole = intake(desk, [path.parent], workers=1)
    assert whole.number == cut.number
    assert len(whole.receipts) == 30


def test_a_paused_batch_begins_no_file_until_it_goes_on(desk: Desk, put: Put) -> None:
    path = put("1.txt", b"x")
    control = Control()
    control.pause()
    waited: list[int] = []

    class Watched(Control):
        @property
        def cancelled(self) -> bool:
            waited.append(1)
            if len(waited) == 3:
                self.go_on()
            return super().cancelled

    watched = Watched()
    watched.pause()
    batch = intake(desk, [path], workers=1, control=watched)
    assert len(waited) >= 3
    assert batch.whole


def test_a_batch_killed_again_and_again_gives_the_cases_of_a_whole_one(
    folder: Path, put: Put, tmp_path: Path
) -> None:
    put("z.zip", desk_files.zipped({"平台.smdx": exported.package("zhejiang-2020/platform")}))
    with Desk.open(tmp_path / "whole") as one:
        wanted = Counter(outcomes(intake(one, [folder], workers=1)).items())
        rows = [(row.applicant, row.form, row.versions) for row in one.cases()]
    script = textwrap.dedent("""
        import os, sys
        from pathlib import Path
        from smdesk.service.desk.intake import intake
        from smdesk.store.desk.desk import Desk
        if __name__ == "__main__":
            after = int(sys.argv[3])
            def tell(progress):
                if progress.done >= after:
                    os.kill(os.getpid(), 9)
            intake(Desk.open(Path(sys.argv[1])), [Path(sys.argv[2])], workers=2, tell=tell)
    """)
    program = tmp_path / "run.py"
    program.write_text(script, "utf-8")
    for after in (1, 4, 6):
        subprocess.run(
            [sys.executable, str(program), str(tmp_path / "cut"), str(folder), str(after)],
            check=False,
        )
    with Desk.open(tmp_path / "cut") as cut:
        batch = intake(cut, [folder], workers=1)
        assert Counter(outcomes(batch).items()) == wanted
        assert [(row.applicant, row.form, row.versions) for row in cut.cases()] == rows


@pytest.mark.libreoffice
@pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not installed")
def test_an_old_doc_is_read_through_libreoffice_and_kept_as_it_came(
    desk: Desk, put: Put, tmp_path: Path
) -> None:
    source = put("申报书.docx", exported.word_file(FORM))
    subprocess.run(
        [
            str(find_libreoffice()), f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}",
            "--headless", "--convert-to", "doc", "--outdir", str(tmp_path / "old"), str(source),
        ],
        check=True, capture_output=True,
    )  # fmt: skip
    old = tmp_path / "old" / "申报书.doc"
    renamed = shutil.copy(old, tmp_path / "old" / "申报书.wps")
    old.unlink()
    refused = intake(desk, [renamed], workers=1)
    assert codes(refused)["申报书.wps"] == ["intake.kind-doc"]
    program = find_libreoffice()
    assert program is not None
    batch = intake(desk, [renamed], workers=1, converter=Converter(program))
    (receipt,) = batch.receipts
    assert receipt.outcome in {"read", "partly"}
    assert "desk.converted" in [one.code for one in receipt.problems]
    assert receipt.sha256 == sha256_hex(Path(renamed).read_bytes())
    assert desk.cases()[0].applicant == exported.sample(FORM)[0].values["org.name"]


def test_a_libreoffice_that_hangs_is_ended_and_the_file_has_its_sentence(
    desk: Desk, put: Put, tmp_path: Path
) -> None:
    if os.name == "nt":
        pytest.skip("a shell script stands in for LibreOffice")
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nsleep 600 &\nwait\n", "utf-8")
    program.chmod(0o755)
    path = put("old.rtf", b"{\\rtf1 x}")
    batch = intake(desk, [path], workers=1, converter=Converter(program, seconds=0.3))
    assert codes(batch)["old.rtf"] == ["intake.kind-rtf", "desk.convert-failed"]
    (receipt,) = batch.receipts
    assert receipt.problems[1].params["detail"] == "等候过久"


def test_an_empty_form_is_told_and_makes_no_case(desk: Desk, put: Callable[..., Path]) -> None:
    from smdesk.notices.loader import find_form
    from smdesk.packet.build import build_blank
    from smdesk.packet.docx import write_docx

    pack, form = find_form("zhejiang-2020/enterprise")
    packet = build_blank(pack, form, pack.years((), form))
    path = put("空表.docx", write_docx(packet, {}.__getitem__))
    batch = intake(desk, [path], workers=1)
    assert [one.code for one in batch.receipts[0].problems] == ["desk.blank-form"]
    assert desk.case_ids() == []
