"""The small stacks beside 翻面: whose sheets they are can be read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage

from smdesk.gui.printing import stacks
from smdesk.gui.printing.stacks import StackPicture
from smdesk.gui.theme.tokens import Theme, theme, use_theme


@pytest.fixture(params=["light", "dark"])
def themed(request):
    before = theme()
    use_theme(Theme.dark() if request.param == "dark" else Theme.light())
    yield
    use_theme(before)


@pytest.mark.parametrize("ratio", [1, 2])
@pytest.mark.parametrize("turn", ["packet", "list"])
@pytest.mark.usefixtures("themed")
def test_no_letter_of_a_stack_touches_the_edge_of_a_sheet(qtbot, turn: str, ratio: int) -> None:
    picture = StackPicture(several=True)
    qtbot.addWidget(picture)
    picture.show_turn(turn)
    picture.resize(picture.sizeHint())
    image = QImage(picture.size() * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(theme().colour.desk)
    picture.render(image, QPoint())
    middle = picture.height() / 2
    sheets = 4 if turn == "list" else 2
    for number in range(1, sheets):
        left = 1.0 + stacks._SHEET[0] + (number - 1) * stacks._STEP
        right = left + stacks._STEP
        for column in (left + 2, right - 2):
            rows = range(round((middle - 5) * ratio), round((middle + 5) * ratio))
            seen = {image.pixelColor(round(column * ratio), row).name() for row in rows}
            assert seen == {theme().colour.sheet.name()}, (number, column)
