# Compiled from ui/backups.ui by ui/compile.py; do not edit.
# ruff: noqa: PGH004
# ruff: noqa
# mypy: ignore-errors
# fmt: off
# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'backups.ui'
##
## Created by: Qt User Interface Compiler version 6.11.3
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QMetaObject)
from PySide6.QtWidgets import (QHBoxLayout, QLabel, QPushButton, QSizePolicy, QSpacerItem, QTreeWidget, QVBoxLayout)

class Ui_Backups(object):
    def setupUi(self, Backups):
        if not Backups.objectName():
            Backups.setObjectName(u"Backups")
        Backups.resize(560, 420)
        self.column = QVBoxLayout(Backups)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.title = QLabel(Backups)
        self.title.setObjectName(u"title")

        self.column.addWidget(self.title)

        self.summary = QLabel(Backups)
        self.summary.setObjectName(u"summary")
        self.summary.setWordWrap(True)

        self.column.addWidget(self.summary)

        self.list = QTreeWidget(Backups)
        self.list.setObjectName(u"list")
        self.list.setUniformRowHeights(True)
        self.list.setRootIsDecorated(False)

        self.column.addWidget(self.list)

        self.row_foot = QHBoxLayout()
        self.row_foot.setSpacing(8)
        self.row_foot.setObjectName(u"row_foot")
        self.row_foot.setContentsMargins(0, 0, 0, 0)
        self.make = QPushButton(Backups)
        self.make.setObjectName(u"make")
        self.make.setAutoDefault(False)

        self.row_foot.addWidget(self.make)

        self.gap = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.row_foot.addItem(self.gap)

        self.cancel = QPushButton(Backups)
        self.cancel.setObjectName(u"cancel")
        self.cancel.setAutoDefault(False)

        self.row_foot.addWidget(self.cancel)

        self.restore = QPushButton(Backups)
        self.restore.setObjectName(u"restore")

        self.row_foot.addWidget(self.restore)


        self.column.addLayout(self.row_foot)

        self.column.setStretch(2, 1)

        self.retranslateUi(Backups)

        self.restore.setDefault(True)


        QMetaObject.connectSlotsByName(Backups)
    # setupUi

    def retranslateUi(self, Backups):
        Backups.setWindowTitle(QCoreApplication.translate("Backups", u"\u4ece\u5907\u4efd\u6062\u590d", None))
        self.title.setText(QCoreApplication.translate("Backups", u"\u4ece\u5907\u4efd\u6062\u590d", None))
        self.title.setProperty(u"role", QCoreApplication.translate("Backups", u"panel", None))
        self.summary.setText(QCoreApplication.translate("Backups", u"\u6062\u590d\u540e\uff0c\u73b0\u5728\u7684\u5168\u90e8\u7533\u62a5\u7531\u5907\u4efd\u4e2d\u7684\u4ee3\u66ff\uff1b\u73b0\u5728\u7684\u6570\u636e\u6587\u4ef6\u53e6\u5b58\u5728\u5907\u4efd\u6587\u4ef6\u5939\u4e2d\u3002", None))
        self.summary.setProperty(u"role", QCoreApplication.translate("Backups", u"muted", None))
        self.make.setText(QCoreApplication.translate("Backups", u"\u7acb\u5373\u5907\u4efd", None))
        self.cancel.setText(QCoreApplication.translate("Backups", u"\u53d6\u6d88", None))
        self.restore.setText(QCoreApplication.translate("Backups", u"\u6062\u590d\u8fd9\u4efd\u5907\u4efd", None))
        self.restore.setProperty(u"kind", QCoreApplication.translate("Backups", u"main", None))
    # retranslateUi
