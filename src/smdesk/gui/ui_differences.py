# Compiled from ui/differences.ui by ui/compile.py; do not edit.
# ruff: noqa: PGH004
# ruff: noqa
# mypy: ignore-errors
# fmt: off
# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'differences.ui'
##
## Created by: Qt User Interface Compiler version 6.11.3
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QMetaObject)
from PySide6.QtWidgets import (QAbstractItemView, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QSpacerItem, QTreeWidget, QVBoxLayout)

class Ui_Differences(object):
    def setupUi(self, Differences):
        if not Differences.objectName():
            Differences.setObjectName(u"Differences")
        Differences.resize(820, 560)
        self.column = QVBoxLayout(Differences)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.title = QLabel(Differences)
        self.title.setObjectName(u"title")
        self.title.setWordWrap(True)

        self.column.addWidget(self.title)

        self.summary = QLabel(Differences)
        self.summary.setObjectName(u"summary")
        self.summary.setWordWrap(True)

        self.column.addWidget(self.summary)

        self.list = QTreeWidget(Differences)
        self.list.setObjectName(u"list")
        self.list.setUniformRowHeights(True)
        self.list.setRootIsDecorated(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

        self.column.addWidget(self.list)

        self.row_foot = QHBoxLayout()
        self.row_foot.setSpacing(8)
        self.row_foot.setObjectName(u"row_foot")
        self.row_foot.setContentsMargins(0, 0, 0, 0)
        self.save = QPushButton(Differences)
        self.save.setObjectName(u"save")
        self.save.setAutoDefault(False)

        self.row_foot.addWidget(self.save)

        self.gap = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.row_foot.addItem(self.gap)

        self.cancel = QPushButton(Differences)
        self.cancel.setObjectName(u"cancel")
        self.cancel.setAutoDefault(False)

        self.row_foot.addWidget(self.cancel)

        self.accept_button = QPushButton(Differences)
        self.accept_button.setObjectName(u"accept_button")

        self.row_foot.addWidget(self.accept_button)


        self.column.addLayout(self.row_foot)

        self.column.setStretch(2, 1)

        self.retranslateUi(Differences)

        self.accept_button.setDefault(True)


        QMetaObject.connectSlotsByName(Differences)
    # setupUi

    def retranslateUi(self, Differences):
        Differences.setWindowTitle(QCoreApplication.translate("Differences", u"\u5dee\u522b", None))
        self.title.setText("")
        self.title.setProperty(u"role", QCoreApplication.translate("Differences", u"panel", None))
        self.summary.setText("")
        self.summary.setProperty(u"role", QCoreApplication.translate("Differences", u"muted", None))
        self.save.setText(QCoreApplication.translate("Differences", u"\u4fdd\u5b58\u6e05\u5355\u2026", None))
        self.cancel.setText(QCoreApplication.translate("Differences", u"\u53d6\u6d88", None))
        self.accept_button.setText("")
        self.accept_button.setProperty(u"kind", QCoreApplication.translate("Differences", u"main", None))
    # retranslateUi
