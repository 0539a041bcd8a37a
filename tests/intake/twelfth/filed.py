"""The files that senders send: as they are written, or saved again by LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from twelfth.package import docx
from twelfth.paper import Paper


def word_files(papers: Sequence[Paper]) -> list[bytes]:
    """Return each paper's bytes as Word and its like write them."""
    return [docx(one) for one in papers]


def saved_again(papers: Sequence[Paper], folder: Path) -> list[bytes] | None:
    """Return each paper's bytes after LibreOffice saved it again; ``None`` where that is not installed."""
    office = shutil.which("soffice")
    if office is None:
        return None
    sent, out = [folder / f"{n}.docx" for n in range(len(papers))], folder / "out"
    for path, data in zip(sent, word_files(papers), strict=True):
        path.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    to = ["--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out)]
    subprocess.run([office, profile, *to, *map(str, sent)], check=True, capture_output=True, timeout=600)  # fmt: skip
    return [(out / one.name).read_bytes() for one in sent]
