"""How a made file is judged: by the form that it is read as where it holds two, and a stranger by silence."""

from __future__ import annotations

from pathlib import Path

from posted.score import Tally
from posted.writers import convert
from twelfth.score import judged

from seventeenth.cases import Case
from smdesk.intake.read import read_bytes
from smdesk.intake.submission import SURE

HTML = ["--infilter=HTML (StarWriter)"]


def scored(case: Case, data: bytes) -> Tally:
    """Return the counts of one file; a form of another programme has no values, only wrong ones."""
    made, suffix = case.filed, "xlsx" if case.way == "sheet" else "docx"
    read = read_bytes(data, made.name.replace("docx", suffix))
    name = f"{read.notice}/{read.form}"
    if made.form == "none/none":
        said = [one for one in read.values if one.text and one.confidence >= SURE]
        wrong = [(made.form, case.key, one.address, "[no form]", one.text) for one in said]
        return Tally(files=1, wrong=wrong if read.form else [])
    paper = next((one for one in made.more if one.form == name), made)
    return judged(paper, read, case.key)  # type: ignore[arg-type]


def through_office(cases: list[Case], folder: Path) -> list[tuple[Case, bytes]]:
    """Return web pages and Word files as LibreOffice saves them."""
    done: list[tuple[Case, bytes]] = []
    for way, suffix, reader in (("html", "html", HTML), ("office", "docx", [])):
        mine = [one for one in cases if one.way == way]
        files = [folder / f"{n}.{suffix}" for n in range(len(mine))]
        for file, one in zip(files, mine, strict=True):
            file.write_bytes(one.data.encode() if isinstance(one.data, str) else one.data)
        saved = convert(files, "docx", folder / way, folder / "profile", reader) if mine else []
        done += [(one, file.read_bytes()) for one, file in zip(mine, saved, strict=True)]
    return done
