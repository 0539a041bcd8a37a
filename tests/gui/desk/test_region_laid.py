"""A region on its sheet: cells beside and below each other, words within their cells."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smdesk.gui.desk.region_laid import WIDTH, lay_out
from smdesk.gui.desk.region_paper import PaperArea
from smdesk.service.desk.region import Piece, Region, RegionCell, Role
from smdesk.service.desk.review import Verdict

LONG = "轴承研发、制造与运维服务，" * 40


def cell(
    row: int, column: int, text: str, rows: int = 1, columns: int = 1, role: Role = ""
) -> RegionCell:
    lines = tuple((Piece(one),) for one in text.split("\n"))
    return RegionCell(row, column, rows, columns, lines, role)


def region(text: str = LONG) -> Region:
    cells = (
        cell(0, 0, "指标", role="label"), cell(0, 1, "2019 年", columns=2, role="label"),
        cell(1, 0, "企业累计获得\n专利\n（项）", rows=2, role="label"), cell(1, 1, "发明"),
        cell(1, 2, "12"), cell(2, 1, "实用新型"), cell(2, 2, text, role="value"),
    )  # fmt: skip
    return Region("table", 1, (3, 9, 10), 20, (0, 900, 2400, 9000), cells)


@pytest.mark.parametrize("scale", [0.6, 1.0, 2.5])
def test_cells_do_not_overlap_and_hold_their_words(qapp: QApplication, scale: float) -> None:
    laid = lay_out(region(), scale)
    assert laid.width == pytest.approx(WIDTH * scale)
    for one, other in combinations(laid.cells, 2):
        shared = one.place.intersected(other.place)
        assert shared.width() * shared.height() < 1
    for each in laid.cells:
        assert each.document.size().width() <= each.place.width() + 1
        assert each.words_top >= each.place.top()
        assert each.words_top + each.document.size().height() <= each.place.bottom() + 1
    (gap,) = laid.gaps
    assert (gap.first, gap.last) == (5, 9)
    assert not any(each.place.intersects(gap.place.adjusted(0, 1, 0, -1)) for each in laid.cells)


def test_many_narrow_columns_stay_readable(qapp: QApplication) -> None:
    edges = tuple(range(0, 10 * 121, 10))
    cells = tuple(cell(0, at, str(at), role="value" if at == 119 else "") for at in range(120))
    laid = lay_out(Region("sheet", 1, (0,), 1, edges, cells), 1.0)
    assert min(each.place.width() for each in laid.cells) >= 10


def test_a_long_value_is_shown_from_its_beginning(qtbot: QtBot) -> None:
    area = PaperArea()
    qtbot.addWidget(area)
    area.resize(700, 300)
    area.show()
    area.show_region(region("\n".join([LONG] * 6)), Verdict.OPEN)
    marked = area.paper.marked()
    assert marked.height() > area.viewport().height()
    top = area.verticalScrollBar().value()
    assert top <= marked.top() <= top + area.viewport().height() / 2
