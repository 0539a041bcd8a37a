"""How a made file is judged: what is sure must be what is printed, what nobody can tell must not be sure."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from decimal import Decimal, InvalidOperation
from pathlib import Path

from posted.score import Tally

from eighteenth.cases import Case
from eighteenth.model import Paper
from smdesk.intake.read import read_bytes
from smdesk.intake.submission import SURE, ReadValue, Submission
from smdesk.notices.typed import NOTHING

EMPTY = NOTHING | {""}
UNSEEN = re.compile("[\\s\u200b-\u200f\u2060\ufeff\u00ad_]+")
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−－﹣", "-"))
FILTERS = {"html": ["--infilter=HTML (StarWriter)"]}


def same(said: str, true: str) -> bool:
    """Whether two texts are the same on paper: width, radicals, blanks and dashes do not count."""
    a, b = (
        UNSEEN.sub("", unicodedata.normalize("NFKC", one)).translate(DASHES) for one in (said, true)
    )
    if a == b:
        return True
    try:
        return Decimal(a) == Decimal(b)
    except InvalidOperation:
        return a in EMPTY and b in EMPTY


def scored(case: Case, data: bytes) -> Tally:
    """Return the counts of one file."""
    suffix = "xlsx" if case.way == "sheet" else "docx"
    return judged(case.paper, read_bytes(data, f"申报表.{suffix}"), case.key)


def judged(paper: Paper, read: Submission, key: str) -> Tally:
    """Return the counts of one reading."""
    count, name = Tally(files=1), f"{key} {'+'.join(paper.habits)}"
    said = {str(one.address): one for one in read.values}
    known = f"{read.notice}/{read.form}" == paper.form
    told = any(one.code == "intake.cells-not-read" for one in read.problems)
    fixed = {"cover.kind", "declare.modes"}
    for address, one in said.items():
        sure = bool(one.text) and one.confidence >= SURE
        if (
            sure
            and address not in paper.truth
            and not address.startswith("cover.")
            and address not in fixed
        ):
            why = "[undecided]" if address in paper.unclear else "[not there]"
            count.wrong.append((paper.form, name, address, why, one.text))
    for address, truths in sorted(paper.truth.items()):
        found = said.get(address)
        text = found.text if found is not None else ""
        if {*truths} <= EMPTY or ("" in truths and not text):
            count.blanks += 1
            count.asked += found is not None and found.confidence < SURE
            if found is not None and text not in EMPTY and found.confidence >= SURE:
                count.wrong.append((paper.form, name, address, "", text))
            continue
        count.silent += found is None and known and not told
        _valued(count, (paper.form, name, address, text), truths, found, known=known)
    return count


def _valued(
    count: Tally,
    told: tuple[str, str, str, str],
    truths: tuple[str, ...],
    one: ReadValue | None,
    *,
    known: bool,
) -> None:
    """Count a value that somebody filled in."""
    form, name, address, text = told
    right = any(same(text, true) for true in truths)
    sure = one is not None and one.confidence >= SURE and bool(text)
    count.values += 1
    count.stated += right and sure and known
    count.doubtful += right and not (sure and known)
    count.amiss += bool(text) and not right
    count.missing += not text
    if sure and not (right and known):
        count.wrong.append((form, name, address, truths[0], text))
    if not (right and sure and known):
        doubts = ",".join(one.doubts) if one is not None else "absent"
        count.lost.append((form, name, address, truths[0], text, doubts))
        count.codes.update(doubts.split(",") if known else ["other-form"])


def through_office(cases: list[Case], folder: Path) -> list[tuple[Case, bytes]]:
    """Return web pages and Word files as LibreOffice saves them: straight, or by way of RTF, OpenDocument and .doc."""
    done: list[tuple[Case, bytes]] = []
    for way in ("html", "rtf", "odt", "doc"):
        mine = [one for one in cases if one.way == way]
        place = folder / way
        place.mkdir(parents=True, exist_ok=True)
        files = [place / f"{n}.{'html' if way == 'html' else 'docx'}" for n in range(len(mine))]
        for file, one in zip(files, mine, strict=True):
            file.write_bytes(one.data)
        if way != "html":
            files = _saved(files, way, place / "by", folder)
        saved = _saved(files, "docx", place / "out", folder, FILTERS.get(way, []))
        done += [
            (one, file.read_bytes()) for one, file in zip(mine, saved, strict=True) if file.exists()
        ]
    return done


def _saved(
    files: list[Path], kind: str, out: Path, folder: Path, more: list[str] | None = None
) -> list[Path]:
    if files:
        profile = f"-env:UserInstallation=file://{folder / 'profile'}"
        names = [str(one) for one in files]
        subprocess.run(
            ["soffice", profile, "--headless", *(more or []), "--convert-to", kind, "--outdir", str(out), *names],
            check=True, capture_output=True, timeout=1200,
        )  # fmt: skip
    return [out / f"{one.stem}.{kind}" for one in files]
