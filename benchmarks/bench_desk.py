"""The bureau's desk at 20,000 cases: the list, filters, search, the matrix; beside plain scans."""

from __future__ import annotations

import atexit
import itertools
import json
import os
import threading
from collections.abc import Callable, Sequence

from benchmarks.desk_cases import desk_of, thrown_away
from benchmarks.harness import Case
from smdesk.gui.desk.rank_reading import ranking_of
from smdesk.service.desk.applicants import twice
from smdesk.service.desk.findings import matrix
from smdesk.service.desk.joining import likely
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import Filter, State

WORK = "The desk, 20,000 cases"
TARGET = "search p99 ≤ 5 ms; a list, a filter or a page of it within one frame or two"
ROUNDS = 10
CASES = 20_000
PAGE = 60
_WORDS = ("流体", "澜", "nbcm", "共享制造", "PDY00042", "taiyuan")


def cases() -> list[Case]:
    """Return what a person at the desk does, and the scan of stored values that a search saves."""
    folder = desk_of(CASES)
    desk = Desk.open(folder)
    atexit.register(thrown_away, folder)
    atexit.register(desk.close)
    ids = desk.case_ids()
    some = itertools.cycle(ids[:: CASES // 20])
    words, pages = itertools.cycle(_WORDS), itertools.cycle(range(0, CASES - PAGE, 997))
    briefs = [json.dumps(dict(one), ensure_ascii=False) for one in desk.briefs(ids)]

    def page() -> object:
        start = next(pages)
        return desk.rows(ids[start : start + PAGE])

    def search() -> object:
        return desk.case_ids(Filter(query=next(words)))

    def scan() -> object:
        word = next(words)
        return [case for case, text in zip(ids, briefs, strict=True) if word in text]

    beside: list[threading.Thread] = []

    def count_beside() -> None:
        begun = threading.Event()
        beside.append(threading.Thread(target=lambda: (begun.set(), desk.counts())))
        beside[-1].start()
        begun.wait()

    choose_all = _chooser(ids)
    return [
        Case("all cases in rank order (ids)", "ours", desk.case_ids),
        Case("a page of 60 rows", "also", page, rounds=ROUNDS, inner=10),
        Case("the same while the counts for the filters are read beside it", "also", page,
             rounds=ROUNDS, ready=count_beside, after=lambda: beside.pop().join()),
        Case("search by 汉字, pinyin, code", "also", search, inner=6),
        Case(
            "filter by notice, type, state, district", "also",
            lambda: desk.case_ids(
                Filter(notice="zhejiang-2020", form="enterprise", states=(State.RECEIVED,),
                       district="330000")
            ),
        ),
        Case("counts for the filters", "also", desk.counts, rounds=10),
        Case("matrix of cases × findings", "also", lambda: matrix(desk), rounds=5),
        Case("what the ranking of one type shows (read beside the window)", "also",
             lambda: ranking_of(("zhejiang-2020", "enterprise"), "")(desk), rounds=5),
        Case("all rows chosen in the window's list, and painted", "also", choose_all, rounds=5),
        Case("the cases that one may belong to", "also", lambda: likely(desk, next(some)), rounds=5),
        Case("doubles in all", "also", lambda: twice(desk), rounds=3),
        Case("a scan of the 汇总表's texts in memory", "floor", scan, rounds=10),
    ]  # fmt: skip


def _chooser(ids: Sequence[int]) -> Callable[[], object]:
    """Return what Ctrl+A does in a list of cases as the window has it, till it is painted."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from smdesk.gui.desk.cases import CaseModel
    from smdesk.gui.desk.frozen import FrozenTable
    from smdesk.gui.desk.selection import chosen_ids

    app = QApplication.instance() or QApplication([])
    table, model = FrozenTable("all"), CaseModel(lambda _ids: ())
    model.show(ids)
    table.setModel(model)
    table.resize(1200, 800)
    table.show()

    def choose() -> object:
        table.clearSelection()
        table.selectAll()
        app.processEvents()
        return chosen_ids(table, ids)

    return choose
