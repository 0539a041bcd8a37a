"""What the desk of the window's tests receives, and how its questions are answered."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from smdesk.gui.desk.asking import TextQuestion
from smdesk.service.samples import FAULTY, GOOD

GIVEN = (
    ("zhejiang-2020/enterprise", GOOD), ("zhejiang-2020/enterprise", FAULTY),
    ("shanxi-2021/platform", GOOD), ("guangdong-2024/enterprise", GOOD),
)  # fmt: skip
CASES = 3
"""The first two are versions of one case."""


def answer(given: str) -> None:
    """Type into the question that comes, and press its button."""

    def type_in() -> None:
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, TextQuestion)
        asked.edit.setPlainText(given)
        assert asked.buttons["yes"].isEnabled()
        asked.buttons["yes"].click()

    QTimer.singleShot(0, type_in)
