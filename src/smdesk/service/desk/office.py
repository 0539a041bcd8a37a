"""Old formats through Word, Excel or WPS on Windows, where no LibreOffice is: hidden, watched, closed after.

A script of the system's own shell starts an instance by its name in the registry and tells the number of
its process. WPS may answer from the instance that the person works in: then nothing is opened in it. These
programs have no switch against the net, so a file that names another machine is not given to them.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from smdesk import paths
from smdesk.errors import SmdeskError
from smdesk.paths import long_path
from smdesk.service.desk.watched import SECONDS, Watched, end_process, go_on

_TEXTS, _BOOKS = frozenset({"doc", "rtf", "word-xml"}), frozenset({"xls"})
"""A web page is none of them: Word and WPS fetch its pictures whatever is set."""
PROGRAMS = {
    "text": (("Word", "Word.Application"), ("WPS", "KWPS.Application"), ("WPS", "WPS.Application")),
    "book": (("Excel", "Excel.Application"), ("WPS", "KET.Application"), ("WPS", "ET.Application")),
}
"""By what kind of file: what people call a program, and its name in the registry; the first there is taken."""
BUSY = 3
"""The script's exit status where the person's own instance answered."""
_ELSEWHERE = re.compile(
    rb"(?<!HYPERLINK )(?<!HYPERLINK \")(?<!HYPERLINK  \")(?:https?|ftp|file|smb)://(?!schemas\.|www\.w3\.org|purl\.)"
    rb"|\\\\\\\\[A-Za-z0-9]|(?<![\\\\\w])\\\\[A-Za-z0-9][\w.-]{1,60}\\[A-Za-z0-9$]"
    rb"|\b(?:INCLUDEPICTURE|INCLUDETEXT|DDEAUTO|DDE|IMPORT)\b",
    re.IGNORECASE,
)
"""What names another machine: an address that is no link to click on, a share, a field that fetches."""

Registered = Callable[[str], bool]


def is_registered(program: str) -> bool:
    """Return whether a program's name stands in the registry of Windows."""
    try:
        import winreg
    except ImportError:
        return False
    try:
        winreg.CloseKey(winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, f"{program}\\CLSID"))  # type: ignore[attr-defined, unused-ignore]
    except OSError:
        return False
    return True


def find_programs(registered: Registered = is_registered) -> dict[str, tuple[str, str]]:
    """Return the program for each kind of file that there is one for: its name for people, in the registry."""
    found = {
        kind: next((one for one in programs if registered(one[1])), None)
        for kind, programs in PROGRAMS.items()
    }
    return {kind: one for kind, one in found.items() if one is not None}


def names_elsewhere(data: bytes) -> bool:
    """Return whether a file names another machine otherwise than as a link to click on.

    Text of old formats stands in bytes of one or of two; both are looked at.
    """
    return any(
        _ELSEWHERE.search(one) is not None
        for one in (data, data[::2], data[1::2])  # letters of two bytes, wherever they begin
    )


class OfficeConverter(Watched):
    """Converts files one after the other through Word, Excel or WPS; as `convert.Converter`."""

    def __init__(
        self, programs: dict[str, tuple[str, str]], shell: Path, *, seconds: float = SECONDS
    ) -> None:
        super().__init__(seconds)
        self._programs, self._shell = programs, shell
        self._note: Path | None = None

    def convert(
        self, source: Path, kind: str, *, into: str = "", check: Callable[[], None] = go_on
    ) -> Path:
        """Return a .docx or .xlsx made of a file of ``kind``; the file itself is only copied.

        Raises ``SmdeskError`` ``desk.convert-failed``, for what these programs are not trusted with too.
        """
        sort = "text" if kind in _TEXTS else "book" if kind in _BOOKS else ""
        if sort not in self._programs or into not in {"", "docx", "xlsx"}:
            raise SmdeskError("desk.convert-failed", by="Word 或 WPS", detail="这种格式不能转换")
        self.name, program = self._programs[sort]
        work = self.work_folder()
        copy = work / f"original.{'xml' if kind == 'word-xml' else kind}"
        shutil.copyfile(long_path(source), copy)
        if names_elsewhere(copy.read_bytes()):
            raise SmdeskError(
                "desk.convert-failed", by=self.name, detail="文件里引用了别的电脑或网上的内容，为安全起见没有打开"
            )  # fmt: skip
        made = work / f"made.{'docx' if sort == 'text' else 'xlsx'}"
        self._note = work / "processes.txt"
        status = self.call(self._command(program, sort, copy, made), check)
        if status == BUSY:
            detail = f"{self.name} 正开着，不能在后台另开一个。请先关闭 {self.name} 再收一次"
            raise SmdeskError("desk.convert-failed", by=self.name, detail=detail)
        if not made.is_file():
            raise SmdeskError("desk.convert-failed", by=self.name, detail="打不开这个文件")
        return made

    def end(self, process: subprocess.Popen[bytes]) -> None:
        """End the script, and the instance that it started: that is no child of it."""
        super().end(process)
        with suppress(OSError, ValueError, TypeError):
            for one in (self._note or Path()).read_text("ascii").split():
                end_process(int(one))

    def _command(self, program: str, sort: str, copy: Path, made: Path) -> list[str]:
        script = paths.resources() / "office" / "convert.ps1"
        return [
            str(self._shell), "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File", str(script),
            "-Program", program, "-Sort", sort, "-Source", str(copy), "-Target", str(made),
            "-Note", str(self._note),
        ]  # fmt: skip


def find_office(registered: Registered = is_registered) -> OfficeConverter | None:
    """Return a converter where Windows has Word, Excel or WPS; it is stopped when a batch ends."""
    programs = find_programs(registered)
    shell = _shell()
    return OfficeConverter(programs, shell) if programs and shell is not None else None


def _shell() -> Path | None:
    """Return the system's own PowerShell: one that is found on the path could be anybody's."""
    root = os.environ.get("SYSTEMROOT")
    if not root:
        return None
    shell = Path(root) / "System32" / "WindowsPowerShell" / "v1.0" / "powershell.exe"
    return shell if shell.is_file() else None
