"""The program looks at itself: every pack opened, every format exported and read again.

For a program that was just put together (frozen, installed): what was left out shows here.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from smdesk.files import write_atomically
from smdesk.intake.read import read_file
from smdesk.notices.declaration import Declaration
from smdesk.notices.loader import find_form, pack, pack_folders
from smdesk.notices.models import Form, Pack
from smdesk.packet.build import build_blank
from smdesk.rules.engine import check
from smdesk.service.export import FORMATS, ExportReport, export
from smdesk.service.samples import faulty_sample, load_sample, sample_ids
from smdesk.service.session.autosave import Batch, Outcome
from smdesk.service.session.opening import draft_years, new_draft, store_batch

SUMMARY = "汇总表"


@dataclass(frozen=True)
class Step:
    """One thing that was tried: what, how long, and what was wrong (empty if nothing)."""

    what: str
    seconds: float
    fault: str = ""


def run_smoke(out: Path, *, tell: Callable[[Step], None] = lambda _: None) -> list[Step]:
    """Do everything once below the folder ``out``; a fault is a step with its fault, never raised."""
    steps: list[Step] = []
    for what, work in _works(out):
        start = time.perf_counter()
        try:
            fault = work() or ""
        except Exception as problem:
            fault = f"{type(problem).__name__}: {problem}"
        steps.append(Step(what, time.perf_counter() - start, fault))
        tell(steps[-1])
    return steps


_Work = Callable[[], str | None]


def _works(out: Path) -> Iterator[tuple[str, _Work]]:
    yield "字符编码", _encoding
    folders = sorted(pack_folders())
    yield "通知包", lambda: None if folders else "没有通知包"
    for folder in folders:
        yield f"空白表 {folder.name}", partial(_blanks, folder.name, out)
    for name in sample_ids():
        yield f"导出 {name}", partial(_export, name, out)
        yield f"预览 {name}", partial(_pages, name)
    yield "检查", _faulty
    yield "草稿库", partial(_store, out)


def _encoding() -> str | None:
    """Return what is wrong if a frozen program reads files in the code page of the machine."""
    frozen = getattr(sys, "frozen", False)
    return "没有用 UTF-8" if frozen and not sys.flags.utf8_mode else None


def _blanks(name: str, out: Path) -> str | None:
    """Open a pack and write each of its forms empty."""
    opened = pack(name)
    for form in opened.forms.values():
        _blank(opened, form, out)
    return None if opened.forms else "没有申报表"


def _blank(one: Pack, form: Form, out: Path) -> None:
    from smdesk.packet.docx import write_docx
    from smdesk.packet.pdf import write_pdf

    packet = build_blank(one, form, draft_years(one, form))
    none: dict[str, bytes] = {}
    stem = out / "blank" / one.form_id(form.id).replace("/", "-")
    stem.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(stem.with_suffix(".docx"), write_docx(packet, none.__getitem__))
    write_atomically(stem.with_suffix(".pdf"), write_pdf(packet, none.__getitem__))


def _export(name: str, out: Path) -> str | None:
    declaration, files = load_sample(name)
    one, form = find_form(name)
    report = export(one, form, declaration, files, out / name.replace("/", "-"))
    if report.refused:
        return "正式稿未导出"
    absent = set(FORMATS) - {written.format for written in report.files}
    return f"缺少 {'、'.join(sorted(absent))}" if absent else _read_again(declaration, report)


def _read_again(declaration: Declaration, report: ExportReport) -> str | None:
    """Return which written file does not say what was put in."""
    known = {pair for pair in declaration.values.items() if pair[1]}
    for written in report.files:
        if SUMMARY in written.path.name:
            continue
        found = read_file(written.path)
        said = {(value.address, value.text) for value in found.values}
        if found.status == "refused" or not known <= said:
            lost = sorted(address for address, _ in known - said)
            return f"{written.path.name} 读回 {found.status}，缺 {lost[:5]}"
    return None


def _pages(name: str) -> str | None:
    from smdesk.packet.build import build_packet
    from smdesk.packet.pdf import writer

    declaration, files = load_sample(name)
    one, form = find_form(name)
    packet = build_packet(one, form, declaration, draft=True, files=files)
    pages = writer().pages(packet, files, ppi=36)
    return None if pages and all(page.startswith(b"\x89PNG") for page in pages) else "没有页"


def _faulty() -> str | None:
    declaration, _ = faulty_sample()
    one, form = find_form(declaration.form)
    return None if check(one, form, declaration) else "问题申报书没有查出问题"


def _store(out: Path) -> str | None:
    """Type into a new draft, save it, open the library again and find it by pinyin."""
    from smdesk.service.session.autosave import Autosave
    from smdesk.store.library import Library

    with Library.open(out / "data") as library:
        draft = new_draft(library, sample_ids()[0])

        def save(batch: Batch, told: Callable[[Outcome], None]) -> None:
            told(store_batch(library, draft.id, batch))

        keeper = Autosave(draft.session, save, _NoTimer(), revision=draft.revision)
        draft.session.set_value(draft.session.form.applicant, "自检有限公司")
        if not keeper.close():
            return "草稿没有存下"
    with Library.open(out / "data") as library:
        found = any(row.id == draft.id for row in library.find("zjyxgs"))
    return None if found else "存入的草稿按拼音查不到"


class _NoTimer:
    """A timer that never rings: everything here is saved at once."""

    def start(self, seconds: float, call: Callable[[], None]) -> None:
        del seconds, call

    def stop(self) -> None:
        pass
