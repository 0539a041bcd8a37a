"""What stands in the place of an empty list of cases, and what to do."""

from __future__ import annotations

from collections.abc import Callable

from smdesk.gui.desk.taking import Taking
from smdesk.gui.home.parts import Empty, Offer


def say_no_hit(empty: Empty, clear: Callable[[], object]) -> None:
    """Say that search and filters leave nothing."""
    offer = Offer("清除搜索和筛选", clear, icon="x")
    text = "可以换一个词，或者清除左边的筛选。"
    empty.say("search", "没有符合条件的申报", text, [offer])


def say_first(empty: Empty, taking: Taking, *, writable: bool) -> None:
    """Say that nothing was received yet, and how to begin."""
    offers = []
    if writable:
        offers = [
            Offer("收文件…", taking.ask_files, "main", "inbox"),
            Offer("收文件夹…", taking.ask_folder, "", "folder-open"),
            Offer("接收下级上报…", lambda: taking.receive(()), "", "package"),
        ]
    if taking.try_out is not None:
        offers.append(Offer("看样例收件台…", taking.try_out, "", "file-check"))
    text = (
        "把收到的文件、文件夹或压缩包拖到这里，或者用“收件”选取。"
        "Word、Excel、数据包、PDF 都可以一起收，读不了的会逐个说明原因。下级单位的报送包也可以拖到这里。"
    )
    empty.say("inbox", "还没有收到申报", text, offers)
