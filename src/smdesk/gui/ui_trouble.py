# Compiled from ui/trouble.ui by ui/compile.py; do not edit.
# ruff: noqa: PGH004
# ruff: noqa
# mypy: ignore-errors
# fmt: off
# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'trouble.ui'
##
## Created by: Qt User Interface Compiler version 6.11.3
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QMetaObject)
from PySide6.QtWidgets import (QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout)

class Ui_Trouble(object):
    def setupUi(self, Trouble):
        if not Trouble.objectName():
            Trouble.setObjectName(u"Trouble")
        Trouble.resize(560, 360)
        self.column = QVBoxLayout(Trouble)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.title = QLabel(Trouble)
        self.title.setObjectName(u"title")
        self.title.setWordWrap(True)

        self.column.addWidget(self.title)

        self.text = QLabel(Trouble)
        self.text.setObjectName(u"text")
        self.text.setWordWrap(True)

        self.column.addWidget(self.text)

        self.detail = QPlainTextEdit(Trouble)
        self.detail.setObjectName(u"detail")
        self.detail.setReadOnly(True)
        self.detail.setTabChangesFocus(True)

        self.column.addWidget(self.detail)

        self.row_foot = QHBoxLayout()
        self.row_foot.setSpacing(8)
        self.row_foot.setObjectName(u"row_foot")
        self.row_foot.setContentsMargins(0, 0, 0, 0)
        self.log = QPushButton(Trouble)
        self.log.setObjectName(u"log")
        self.log.setAutoDefault(False)

        self.row_foot.addWidget(self.log)

        self.copy = QPushButton(Trouble)
        self.copy.setObjectName(u"copy")
        self.copy.setAutoDefault(False)

        self.row_foot.addWidget(self.copy)

        self.gap = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.row_foot.addItem(self.gap)

        self.go_on = QPushButton(Trouble)
        self.go_on.setObjectName(u"go_on")

        self.row_foot.addWidget(self.go_on)


        self.column.addLayout(self.row_foot)

        self.column.setStretch(2, 1)

        self.retranslateUi(Trouble)

        self.go_on.setDefault(True)


        QMetaObject.connectSlotsByName(Trouble)
    # setupUi

    def retranslateUi(self, Trouble):
        Trouble.setWindowTitle(QCoreApplication.translate("Trouble", u"\u7a0b\u5e8f\u51fa\u9519", None))
        self.title.setText("")
        self.title.setProperty(u"role", QCoreApplication.translate("Trouble", u"panel", None))
        self.text.setText("")
        self.log.setText(QCoreApplication.translate("Trouble", u"\u6253\u5f00\u65e5\u5fd7\u6587\u4ef6\u5939", None))
        self.copy.setText(QCoreApplication.translate("Trouble", u"\u590d\u5236\u8be6\u60c5", None))
        self.go_on.setText(QCoreApplication.translate("Trouble", u"\u7ee7\u7eed\u4f7f\u7528", None))
        self.go_on.setProperty(u"kind", QCoreApplication.translate("Trouble", u"main", None))
    # retranslateUi
