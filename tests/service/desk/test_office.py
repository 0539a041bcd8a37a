"""Word, Excel or WPS convert old files where no LibreOffice is: a script stands in for the shell of Windows."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import exported
import pytest

from smdesk import paths
from smdesk.errors import SmdeskError
from smdesk.service.desk import convert, office
from smdesk.service.desk.intake import intake
from smdesk.service.desk.office import OfficeConverter, find_office, find_programs, names_elsewhere
from smdesk.store.desk.desk import Desk

Put = Callable[..., Path]
FORM = "zhejiang-2020/enterprise"
WORD = {"text": ("Word", "Word.Application")}
RICH = b"{\\rtf1 x}"
OLD = bytes.fromhex("d0cf11e0a1b11ae1")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for PowerShell")


def shell(folder: Path, does: str) -> Path:
    """Return a stand-in: ``arg`` holds the named parameters of the script."""
    program = folder / "powershell"
    program.write_text(
        f"#!{sys.executable}\n"
        "import os, shutil, subprocess, sys, time\n"
        "at = sys.argv.index('-File')\n"
        "named = sys.argv[at + 2:]\n"
        "arg = dict(zip((one[1:] for one in named[::2]), named[1::2], strict=True))\n"
        f"{does}\n",
        "utf-8",
    )
    program.chmod(0o755)
    return program


def failed(made: Callable[[], object]) -> str:
    with pytest.raises(SmdeskError) as fault:
        made()
    assert fault.value.code == "desk.convert-failed"
    return str(fault.value.problem.params["detail"])


def old_file(put: Put, data: bytes = RICH) -> Path:
    return put("申报书.rtf", data)


def test_an_old_file_is_read_through_word_and_kept_as_it_came(
    desk: Desk, put: Put, tmp_path: Path
) -> None:
    (tmp_path / "made.docx").write_bytes(exported.word_file(FORM))
    program = shell(
        tmp_path,
        "assert arg['Program'] == 'Word.Application' and arg['Sort'] == 'text'\n"
        f"assert open(arg['Source'], 'rb').read() == {RICH!r}\n"
        f"shutil.copy({str(tmp_path / 'made.docx')!r}, arg['Target'])",
    )
    path = old_file(put)
    converter = OfficeConverter(WORD, program)
    (receipt,) = intake(desk, [path], workers=1, converter=converter).receipts
    assert receipt.outcome in {"read", "partly"}
    assert "desk.converted" in [one.code for one in receipt.problems]
    assert desk.cases()[0].applicant == exported.sample(FORM)[0].values["org.name"]
    assert path.read_bytes() == RICH
    assert not converter.folder.exists()


def test_a_program_that_the_person_works_in_is_left_alone(
    desk: Desk, put: Put, tmp_path: Path
) -> None:
    program = shell(tmp_path, f"sys.exit({office.BUSY})")
    converter = OfficeConverter({"text": ("WPS", "KWPS.Application")}, program)
    (receipt,) = intake(desk, [old_file(put)], workers=1, converter=converter).receipts
    assert [one.code for one in receipt.problems] == ["intake.kind-rtf", "desk.convert-failed"]
    told = receipt.problems[1]
    assert told.params["by"] == "WPS"
    assert "请先关闭 WPS" in told.message


def test_a_program_that_hangs_is_ended_with_the_instance_that_it_started(
    put: Put, tmp_path: Path
) -> None:
    """The instance is no child of the script: its number stands in the note."""
    program = shell(
        tmp_path,
        "one = subprocess.Popen(['sleep', '600'], start_new_session=True)\n"
        "open(arg['Note'], 'w').write(str(one.pid))\n"
        f"open({str(tmp_path / 'instance')!r}, 'w').write(str(one.pid))\n"
        "time.sleep(600)",
    )
    converter = OfficeConverter(WORD, program, seconds=1.5)
    assert failed(lambda: converter.convert(old_file(put), "rtf")) == "等候过久"
    instance = int((tmp_path / "instance").read_text())
    for _ in range(100):
        state = Path(f"/proc/{instance}/stat")
        if not state.exists() or state.read_text().split(") ")[1][0] == "Z":
            break
        time.sleep(0.05)
    else:
        pytest.fail("the instance runs on")
    converter.stop()
    assert failed(lambda: converter.convert(old_file(put), "rtf")) == "已停止"


def test_what_fails_or_is_of_another_kind_has_its_reason(put: Put, tmp_path: Path) -> None:
    converter = OfficeConverter(WORD, shell(tmp_path, "sys.exit(2)"))
    path = old_file(put)
    assert failed(lambda: converter.convert(path, "rtf")) == "打不开这个文件"
    for kind, into in (("html", ""), ("xls", ""), ("works", ""), ("rtf", "pdf")):
        assert (
            failed(lambda k=kind, i=into: converter.convert(path, k, into=i)) == "这种格式不能转换"
        )
    converter.stop()


@pytest.mark.parametrize(
    ("inside", "elsewhere"),
    [
        (b"http://example.com/a.dot", True),
        ("http://example.com/a.dot".encode("utf-16-le"), True),
        (b"\x00" + "\\\\server\\share\\a.dot".encode("utf-16-le"), True),
        (b"{\\*\\template \\\\\\\\server\\\\share\\\\a.dot}", True),
        (b'INCLUDEPICTURE "a.png"', True),
        ("DDEAUTO c:\\\\windows".encode("utf-16-le"), True),
        (b'HYPERLINK "http://www.example.com/"', False),
        ('HYPERLINK "http://www.example.com/"'.encode("utf-16-le"), False),
        (b'xmlns="http://schemas.openxmlformats.org/a"', False),
        ("网址 www.example.com，邮箱 a@b.example".encode("utf-16-le"), False),
        (b"{\\rtf1\\ansi{\\fonttbl{\\f0 SimSun;}}\\pard x\\par}", False),
        ("C:\\Users\\a\\Normal.dotm".encode("utf-16-le"), False),
    ],
)  # fmt: skip
def test_a_file_that_names_another_machine_is_not_opened(
    put: Put, tmp_path: Path, inside: bytes, elsewhere: bool
) -> None:
    assert names_elsewhere(OLD + inside) is elsewhere
    converter = OfficeConverter(WORD, shell(tmp_path, "sys.exit(2)"))
    told = failed(lambda: converter.convert(old_file(put, OLD + inside), "doc"))
    assert ("为安全起见" in told) is elsewhere
    converter.stop()


def test_the_first_program_that_is_there_is_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert find_programs(lambda _: True) == {
        "text": ("Word", "Word.Application"), "book": ("Excel", "Excel.Application"),
    }  # fmt: skip
    wps = {"KWPS.Application", "KET.Application"}
    assert find_programs(wps.__contains__) == {
        "text": ("WPS", "KWPS.Application"), "book": ("WPS", "KET.Application"),
    }  # fmt: skip
    assert find_programs() == {}  # no registry here
    place = tmp_path / "System32" / "WindowsPowerShell" / "v1.0"
    place.mkdir(parents=True)
    monkeypatch.setenv("SYSTEMROOT", str(tmp_path))
    assert find_office(lambda _: True) is None, "there is no shell"
    (place / "powershell.exe").write_bytes(b"")
    assert find_office(lambda _: False) is None
    monkeypatch.setattr(convert, "find_libreoffice", lambda: None)
    monkeypatch.setattr(office, "is_registered", lambda _: True)
    found = find_office(lambda _: True)
    assert found is not None
    found.stop()


def test_the_script_takes_what_it_is_given() -> None:
    """The parameters that are passed are those that the script declares, and its statuses those that are known."""
    script = (paths.resources() / "office" / "convert.ps1").read_text("ascii")
    declared = set(re.findall(r"\[string\] \$(\w+)", script))
    converter = OfficeConverter(WORD, Path("powershell"))
    command = converter._command("Word.Application", "text", Path("a"), Path("b"))
    at = command.index("-File")
    assert {one[1:] for one in command[at + 2 :: 2]} == declared
    assert Path(command[at + 1]).is_file()
    assert set(re.findall(r"\$made = (\d)", script)) == {"0", "2", str(office.BUSY)}
    converter.stop()
