# Compiled from ui/settings.ui by ui/compile.py; do not edit.
# ruff: noqa: PGH004
# ruff: noqa
# mypy: ignore-errors
# fmt: off
# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'settings.ui'
##
## Created by: Qt User Interface Compiler version 6.11.3
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QMetaObject, Qt)
from PySide6.QtWidgets import (QComboBox, QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout)

class Ui_Settings(object):
    def setupUi(self, Settings):
        if not Settings.objectName():
            Settings.setObjectName(u"Settings")
        Settings.resize(520, 300)
        self.column = QVBoxLayout(Settings)
        self.column.setSpacing(16)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.grid = QGridLayout()
        self.grid.setSpacing(12)
        self.grid.setObjectName(u"grid")
        self.theme_label = QLabel(Settings)
        self.theme_label.setObjectName(u"theme_label")

        self.grid.addWidget(self.theme_label, 0, 0, 1, 1)

        self.theme = QComboBox(Settings)
        self.theme.setObjectName(u"theme")

        self.grid.addWidget(self.theme, 0, 1, 1, 1)

        self.scale_label = QLabel(Settings)
        self.scale_label.setObjectName(u"scale_label")

        self.grid.addWidget(self.scale_label, 1, 0, 1, 1)

        self.scale = QComboBox(Settings)
        self.scale.setObjectName(u"scale")

        self.grid.addWidget(self.scale, 1, 1, 1, 1)

        self.scale_note = QLabel(Settings)
        self.scale_note.setObjectName(u"scale_note")
        self.scale_note.setWordWrap(True)

        self.grid.addWidget(self.scale_note, 2, 1, 1, 1)

        self.data_label = QLabel(Settings)
        self.data_label.setObjectName(u"data_label")

        self.grid.addWidget(self.data_label, 3, 0, 1, 1)

        self.data = QLabel(Settings)
        self.data.setObjectName(u"data")
        self.data.setWordWrap(True)
        self.data.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse|Qt.TextInteractionFlag.TextSelectableByKeyboard)

        self.grid.addWidget(self.data, 3, 1, 1, 1)

        self.grid.setColumnStretch(1, 1)

        self.column.addLayout(self.grid)

        self.fill = QSpacerItem(8, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.fill)

        self.row_foot = QHBoxLayout()
        self.row_foot.setSpacing(8)
        self.row_foot.setObjectName(u"row_foot")
        self.row_foot.setContentsMargins(0, 0, 0, 0)
        self.open_folder = QPushButton(Settings)
        self.open_folder.setObjectName(u"open_folder")
        self.open_folder.setAutoDefault(False)

        self.row_foot.addWidget(self.open_folder)

        self.gap = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.row_foot.addItem(self.gap)

        self.restart = QPushButton(Settings)
        self.restart.setObjectName(u"restart")
        self.restart.setAutoDefault(False)

        self.row_foot.addWidget(self.restart)

        self.close_button = QPushButton(Settings)
        self.close_button.setObjectName(u"close_button")

        self.row_foot.addWidget(self.close_button)


        self.column.addLayout(self.row_foot)

#if QT_CONFIG(shortcut)
        self.theme_label.setBuddy(self.theme)
        self.scale_label.setBuddy(self.scale)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(Settings)

        self.close_button.setDefault(True)


        QMetaObject.connectSlotsByName(Settings)
    # setupUi

    def retranslateUi(self, Settings):
        Settings.setWindowTitle(QCoreApplication.translate("Settings", u"\u8bbe\u7f6e", None))
        self.theme_label.setText(QCoreApplication.translate("Settings", u"\u4e3b\u9898(&T)", None))
        self.scale_label.setText(QCoreApplication.translate("Settings", u"\u754c\u9762\u7f29\u653e(&S)", None))
        self.scale_note.setText("")
        self.scale_note.setProperty(u"role", QCoreApplication.translate("Settings", u"small", None))
        self.data_label.setText(QCoreApplication.translate("Settings", u"\u6570\u636e\u6587\u4ef6\u5939", None))
        self.data.setText("")
        self.data.setProperty(u"role", QCoreApplication.translate("Settings", u"muted", None))
        self.open_folder.setText(QCoreApplication.translate("Settings", u"\u6253\u5f00\u6570\u636e\u6587\u4ef6\u5939", None))
        self.restart.setText(QCoreApplication.translate("Settings", u"\u91cd\u65b0\u542f\u52a8", None))
        self.close_button.setText(QCoreApplication.translate("Settings", u"\u5173\u95ed", None))
        self.close_button.setProperty(u"kind", QCoreApplication.translate("Settings", u"main", None))
    # retranslateUi
