# Compiled from ui/about.ui by ui/compile.py; do not edit.
# ruff: noqa: PGH004
# ruff: noqa
# mypy: ignore-errors
# fmt: off
# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'about.ui'
##
## Created by: Qt User Interface Compiler version 6.11.3
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QMetaObject)
from PySide6.QtWidgets import (QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QSizePolicy, QSpacerItem, QTreeWidget, QVBoxLayout)

class Ui_About(object):
    def setupUi(self, About):
        if not About.objectName():
            About.setObjectName(u"About")
        About.resize(620, 560)
        self.column = QVBoxLayout(About)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.title = QLabel(About)
        self.title.setObjectName(u"title")

        self.column.addWidget(self.title)

        self.version = QLabel(About)
        self.version.setObjectName(u"version")

        self.column.addWidget(self.version)

        self.summary = QLabel(About)
        self.summary.setObjectName(u"summary")
        self.summary.setWordWrap(True)

        self.column.addWidget(self.summary)

        self.parts = QTreeWidget(About)
        self.parts.setObjectName(u"parts")
        self.parts.setUniformRowHeights(True)
        self.parts.setRootIsDecorated(False)

        self.column.addWidget(self.parts)

        self.licence = QPlainTextEdit(About)
        self.licence.setObjectName(u"licence")
        self.licence.setReadOnly(True)
        self.licence.setTabChangesFocus(True)

        self.column.addWidget(self.licence)

        self.row_foot = QHBoxLayout()
        self.row_foot.setSpacing(8)
        self.row_foot.setObjectName(u"row_foot")
        self.row_foot.setContentsMargins(0, 0, 0, 0)
        self.gap = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.row_foot.addItem(self.gap)

        self.close_button = QPushButton(About)
        self.close_button.setObjectName(u"close_button")

        self.row_foot.addWidget(self.close_button)


        self.column.addLayout(self.row_foot)

        self.column.setStretch(3, 1)
        self.column.setStretch(4, 1)

        self.retranslateUi(About)

        self.close_button.setDefault(True)


        QMetaObject.connectSlotsByName(About)
    # setupUi

    def retranslateUi(self, About):
        About.setWindowTitle(QCoreApplication.translate("About", u"\u5173\u4e8e smdesk", None))
        self.title.setText(QCoreApplication.translate("About", u"smdesk", None))
        self.title.setProperty(u"role", QCoreApplication.translate("About", u"page", None))
        self.version.setText("")
        self.version.setProperty(u"role", QCoreApplication.translate("About", u"muted", None))
        self.summary.setText("")
        self.close_button.setText(QCoreApplication.translate("About", u"\u5173\u95ed", None))
        self.close_button.setProperty(u"kind", QCoreApplication.translate("About", u"main", None))
    # retranslateUi
