# Compiled from ui/received.ui by ui/compile.py; do not edit.
# ruff: noqa: PGH004
# ruff: noqa
# mypy: ignore-errors
# fmt: off
# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'received.ui'
##
## Created by: Qt User Interface Compiler version 6.11.3
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QMetaObject, QSize, Qt)
from PySide6.QtWidgets import (QAbstractItemView, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QSpacerItem, QTreeWidget, QVBoxLayout, QWidget)

class Ui_Received(object):
    def setupUi(self, Received):
        if not Received.objectName():
            Received.setObjectName(u"Received")
        Received.resize(720, 520)
        self.column = QVBoxLayout(Received)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.title = QLabel(Received)
        self.title.setObjectName(u"title")
        self.title.setWordWrap(True)

        self.column.addWidget(self.title)

        self.summary = QLabel(Received)
        self.summary.setObjectName(u"summary")
        self.summary.setWordWrap(True)

        self.column.addWidget(self.summary)

        self.problems = QScrollArea(Received)
        self.problems.setObjectName(u"problems")
        self.problems.setMaximumSize(QSize(16777215, 170))
        self.problems.setWidgetResizable(True)
        self.problems.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.problems_inner = QWidget()
        self.problems_inner.setObjectName(u"problems_inner")
        self.problems.setWidget(self.problems_inner)

        self.column.addWidget(self.problems)

        self.list = QTreeWidget(Received)
        self.list.setObjectName(u"list")
        self.list.setUniformRowHeights(True)
        self.list.setRootIsDecorated(False)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

        self.column.addWidget(self.list)

        self.row_foot = QHBoxLayout()
        self.row_foot.setSpacing(8)
        self.row_foot.setObjectName(u"row_foot")
        self.row_foot.setContentsMargins(0, 0, 0, 0)
        self.gap = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.row_foot.addItem(self.gap)

        self.close_button = QPushButton(Received)
        self.close_button.setObjectName(u"close_button")
        self.close_button.setAutoDefault(False)

        self.row_foot.addWidget(self.close_button)

        self.open_draft = QPushButton(Received)
        self.open_draft.setObjectName(u"open_draft")

        self.row_foot.addWidget(self.open_draft)


        self.column.addLayout(self.row_foot)

        self.column.setStretch(3, 1)

        self.retranslateUi(Received)

        self.open_draft.setDefault(True)


        QMetaObject.connectSlotsByName(Received)
    # setupUi

    def retranslateUi(self, Received):
        Received.setWindowTitle(QCoreApplication.translate("Received", u"\u8bfb\u5165\u7684\u6587\u4ef6", None))
        self.title.setText("")
        self.title.setProperty(u"role", QCoreApplication.translate("Received", u"panel", None))
        self.summary.setText("")
        self.summary.setProperty(u"role", QCoreApplication.translate("Received", u"muted", None))
        self.problems.setProperty(u"framed", QCoreApplication.translate("Received", u"yes", None))
        self.close_button.setText(QCoreApplication.translate("Received", u"\u7559\u5728\u9996\u9875", None))
        self.open_draft.setText(QCoreApplication.translate("Received", u"\u6253\u5f00\u7533\u62a5", None))
        self.open_draft.setProperty(u"kind", QCoreApplication.translate("Received", u"main", None))
    # retranslateUi
