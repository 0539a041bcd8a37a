"""The keys of the program in one list."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from smdesk.gui.theme.tokens import theme

KEYS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("首页", (
        ("Ctrl+N", "新建申报"), ("Ctrl+O", "打开文件"), ("Ctrl+F", "查找申报"),
        ("Enter", "打开所选申报"), ("F2", "改名"), ("Ctrl+D", "复制"),
        ("Del", "移入回收站"), ("Ctrl+R", "从回收站恢复"), ("Shift+Del", "彻底删除"),
    )),
    ("填表", (
        ("Tab / Shift+Tab", "下一栏 / 上一栏"), ("Enter", "确认，到下一栏"),
        ("方向键", "在表格中移动"), ("Ctrl+F", "按汉字或拼音找栏目"),
        ("Ctrl+Z / Ctrl+Y", "撤销 / 重做"), ("Ctrl+V", "粘贴，可整块来自 Excel"),
        ("Ctrl+Enter", "在下方加一行"), ("Ctrl+Shift+Delete", "删除这一行"),
        ("F8 / Shift+F8", "下一个 / 上一个问题"), ("F9", "显示或收起右侧面板"),
        ("F6", "步骤、表格、面板之间切换"), ("Ctrl+P", "整册预览"),
        ("Ctrl+PgDn / PgUp", "下一步 / 上一步"), ("Ctrl+= / Ctrl+- / Ctrl+0", "放大 / 缩小 / 100 %"),
    )),
    ("正文", (
        ("Ctrl+F / Ctrl+H", "查找 / 替换"), ("F3 / Shift+F3", "下一处 / 上一处"),
        ("Ctrl+B", "加粗"), ("Ctrl+Alt+2 / 3 / 0", "二级标题 / 三级标题 / 正文"),
        ("Ctrl+Shift+L / K", "项目符号 / 编号"), ("F2", "修改选中的图片或表格"),
        ("Alt+↑ / Alt+↓", "上移 / 下移段落或图表"),
    )),
    ("网上填报单", (
        ("Enter", "复制，到下一栏"), ("空格", "只复制；方框标为已勾选"),
        ("↑ / ↓", "上一栏 / 下一栏"), ("Ctrl+F", "查找栏目"), ("Esc", "关闭"),
    )),
    ("收件台", (
        ("Ctrl+Shift+B", "打开收件台"), ("Alt+← / Alt+→", "上一份 / 下一份申报"),
        ("Alt+↑ / Alt+↓", "排序时上移 / 下移"), ("Enter / Del", "读数无误 / 读数不对"),
        ("Backspace", "撤回上一处读数"), ("Ctrl+Enter", "下一份有待确认读数的申报"),
        ("Ctrl+W", "由申报回到名单，由名单回到首页"),
    )),
    ("窗口", (
        ("Ctrl+W", "返回首页"), ("Ctrl+,", "设置"), ("F1", "键盘操作"), ("Ctrl+Q", "退出"),
    )),
)  # fmt: skip
"""Groups of keys and what they do."""
_MOST_LINES = 14
"""Keys in a column; groups that fit together share one."""


class KeysDialog(QDialog):
    """Shows `KEYS`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("键盘操作")
        space = theme().space
        columns = QHBoxLayout()
        columns.setSpacing(space(6))
        lines, column = _MOST_LINES, QVBoxLayout()
        for title, keys in KEYS:
            if lines + len(keys) > _MOST_LINES:
                lines, column = 0, QVBoxLayout()
                column.setSpacing(space(4))
                columns.addLayout(column)
            column.addLayout(_group(title, keys), 1)
            lines += len(keys)
        close = QPushButton("关闭")
        close.setProperty("kind", "main")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(space(5), space(5), space(5), space(4))
        whole.setSpacing(space(4))
        whole.addLayout(columns)
        whole.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)


def _group(title: str, keys: tuple[tuple[str, str], ...]) -> QVBoxLayout:
    head = QLabel(title)
    head.setProperty("role", "panel")
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme().space(4))
    grid.setVerticalSpacing(theme().space(1) + 2)
    for line, (key, what) in enumerate(keys):
        name = QLabel(key)
        name.setProperty("role", "muted")
        grid.addWidget(name, line, 0)
        grid.addWidget(QLabel(what), line, 1)
    column = QVBoxLayout()
    column.setSpacing(theme().space(2))
    column.addWidget(head)
    column.addLayout(grid)
    column.addStretch(1)
    return column
