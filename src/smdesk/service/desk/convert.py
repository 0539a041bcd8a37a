"""Old formats through LibreOffice: an instance of its own, hidden, with its own profile, watched.

The person's own LibreOffice, its settings and its documents are not touched. Macros and links are
off in the profile, so that a document can start nothing and load nothing; what is loaded all the same
(a web page's style sheet, a linked picture's head) is asked of a proxy that is not there.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from smdesk.errors import SmdeskError
from smdesk.paths import long_path
from smdesk.service.desk.watched import SECONDS, Watched, go_on

CONVERTED = {
    "doc": "docx", "rtf": "docx", "html": "docx", "word-xml": "docx", "works": "docx",
    "xls": "xlsx",
}  # fmt: skip
"""The kinds that are converted, and what they become."""
_SUFFIX = {"word-xml": "xml", "works": "wps", "odf": "odt", "flat-odf": "fodt", "flat-opc": "xml"}
_FILTERS = {
    "docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML", "pdf": "pdf:writer_pdf_Export",
}  # fmt: skip

_INET = "/org.openoffice.Inet/Settings"
_NOWHERE = tuple(
    setting
    for one in ("HTTP", "HTTPS", "FTP")
    for setting in (
        (_INET, f"ooInet{one}ProxyName", "127.0.0.1"), (_INET, f"ooInet{one}ProxyPort", "9"),
    )
)  # fmt: skip
"""A proxy at the port that discards: LibreOffice has no setting against the net itself."""
_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "1"),
    ("/org.openoffice.Office.Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments",
     "AutoCheckEnabled", "false"),
    (_INET, "ooInetProxyType", "2"), (_INET, "ooInetNoProxy", ""), *_NOWHERE,
)  # fmt: skip


def find_libreoffice() -> Path | None:
    """Return LibreOffice's program where it is installed, ``None`` where it is not."""
    named = shutil.which("soffice") or shutil.which("libreoffice")
    if named:
        return Path(named)
    return next((one for one in _usual_places() if one.is_file()), None)


def _usual_places() -> Iterator[Path]:
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "PROGRAMW6432"):
        if os.environ.get(variable):
            yield Path(os.environ[variable]) / "LibreOffice" / "program" / "soffice.exe"
    yield Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")


class Converter(Watched):
    """Converts files one after the other; used by one thread, stopped from any."""

    name = "LibreOffice"

    def __init__(self, program: Path, *, seconds: float = SECONDS) -> None:
        super().__init__(seconds)
        self._program = program
        _write_profile(self.folder / "profile")

    def convert(
        self, source: Path, kind: str, *, into: str = "", check: Callable[[], None] = go_on
    ) -> Path:
        """Return a .docx or .xlsx made of a file of ``kind``; the file itself is only copied.

        A kind that is not in `CONVERTED` is taken for a text and becomes a .docx; ``into`` asks for
        another (``pdf``). ``check`` is called now and then and may raise to end it.

        Raises ``SmdeskError`` ``desk.convert-failed``.
        """
        wanted = into or CONVERTED.get(kind, "docx")
        work = self.work_folder()
        copy = work / f"original.{_SUFFIX.get(kind, kind)}"
        shutil.copyfile(long_path(source), copy)
        command = [
            str(self._program), f"-env:UserInstallation={(self.folder / 'profile').as_uri()}",
            "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo",
            "--convert-to", _FILTERS[wanted], "--outdir", str(work / "made"), str(copy),
        ]  # fmt: skip
        self.call(command, check)
        made = work / "made" / f"original.{wanted}"
        if not made.is_file():
            raise SmdeskError("desk.convert-failed", by=self.name, detail="打不开这个文件")
        return made


def find_converter() -> Watched | None:
    """Return a converter where LibreOffice, or on Windows Word, Excel or WPS, is installed.

    LibreOffice comes first: its instance has a profile of its own that is closed to the net. It is
    stopped when a batch ends.
    """
    program = find_libreoffice()
    if program is not None:
        return Converter(program)
    from smdesk.service.desk.office import find_office

    return find_office()


def _write_profile(folder: Path) -> None:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    user = folder / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>',
        encoding="utf-8",
    )
