"""The verb ``print-list``: many packets sent copy by copy, stopped and gone on with."""

from __future__ import annotations

import argparse
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from smdesk.cli.output import DONE, REFUSED, progress, say, say_json
from smdesk.errors import SmdeskError, sentence

if TYPE_CHECKING:
    from smdesk.service.printing.joblist import JobList

_STATES = {
    "waiting": "等待打印", "sending": "正在送出", "turning": "正面已印，背面未印",
    "unsure": "不能确定是否已经印出", "done": "已全部送出",
}  # fmt: skip


def add_verb(
    verb: Callable[..., argparse.ArgumentParser],
    copies: Callable[[str], int],
    contents: Callable[[argparse.ArgumentParser], None],
) -> None:
    """Add the verb to a parser; ``copies`` reads a number of copies, ``contents`` adds its choice."""
    one = verb("print-list", "打印清单：逐份送出多件申报材料，停下后可接着送", work)
    one.add_argument("folder", type=Path, metavar="文件夹", help="清单保存在这里")
    one.add_argument("file", nargs="*", type=Path, metavar="文件", help="PDF、smdx 或 Word 申报书")
    one.add_argument(
        "--send", metavar="命令",
        help="逐份运行这个命令，PDF 的路径接在后面，如 "
        '"lp -d office -o sides=two-sided-long-edge"；不写则只列出清单',
    )  # fmt: skip
    one.add_argument("--copies", type=copies, metavar="份数", help="默认按通知要求")
    contents(one)
    one.add_argument("--no-slip", action="store_true", help="不加打印清点单")
    one.add_argument("--one-side", action="store_true", help="单面打印")
    one.add_argument("--printed", type=int, metavar="编号", help="停在半途的这一份已经印出")
    one.add_argument(
        "--again", type=int, metavar="编号", help="停在半途的这一份重印；已全部送出的再印一份"
    )
    one.add_argument("--json", action="store_true", help="输出 JSON")


def work(chosen: Namespace) -> int:
    """Add packets, take a person's word on doubtful copies, send what is open."""
    from smdesk.service.printing.batch import Wanted
    from smdesk.service.printing.joblist import JobList
    from smdesk.service.printing.parcel import of_file
    from smdesk.service.printing.spool import add_new, command, work_off

    jobs = JobList(chosen.folder)
    parcels = []
    for path in chosen.file:
        progress(f"排版 {path.name}")
        parcels.append(of_file(path, chosen.contents))
    add_new(jobs, parcels, chosen.copies)
    _resolve(jobs, chosen)
    if chosen.send:
        wanted = Wanted(slip=not chosen.no_slip, duplex=not chosen.one_side)
        work_off(
            jobs, chosen.folder, wanted, command(chosen.send),
            lambda job: progress(f"送出 {job.title}　第 {job.done + 1} 份，共 {job.copies} 份"),
        )  # fmt: skip
    _tell(jobs, as_json=chosen.json)
    return DONE if all(one.finished or one.open for one in jobs.jobs) else REFUSED


def _resolve(jobs: JobList, chosen: Namespace) -> None:
    for number, printed in ((chosen.printed, True), (chosen.again, False)):
        if number is None:
            continue
        if number not in {one.id for one in jobs.jobs}:
            raise SmdeskError("printing.no-job", number=number)
        job = jobs.job(number)
        if job.finished and not printed:
            jobs.set_copies(number, job.copies + 1)
        elif job.finished or job.open:
            state = f"{_STATES[job.state]}，已送出 {job.done} 份，共 {job.copies} 份"
            raise SmdeskError("printing.not-in-doubt", number=number, state=state)
        else:
            jobs.resolve(number, printed=printed)


def _tell(jobs: JobList, *, as_json: bool) -> None:
    if as_json:
        say_json([
            {"id": one.id, "applicant": one.title, "form": one.form, "seal": one.seal or None,
             "pages": one.pages, "copies": one.copies, "done": one.done, "state": one.state,
             "note": one.note or None}
            for one in jobs.jobs
        ])  # fmt: skip
        return
    for one in jobs.jobs:
        told = f"{one.id}　{one.title}　{one.pages} 页　{one.done}/{one.copies} 份"
        say(f"{told}　{_STATES[one.state]}")
    doubtful = [one for one in jobs.jobs if not one.finished and not one.open]
    if doubtful:
        say(sentence("printing.list-unsure", count=len(doubtful)))
