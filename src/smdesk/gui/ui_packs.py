# Compiled from ui/packs.ui by ui/compile.py; do not edit.
# ruff: noqa: PGH004
# ruff: noqa
# mypy: ignore-errors
# fmt: off
# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'packs.ui'
##
## Created by: Qt User Interface Compiler version 6.11.3
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QMetaObject, Qt)
from PySide6.QtWidgets import (QAbstractItemView, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QSpacerItem, QTreeWidget, QVBoxLayout, QWidget)

class Ui_Packs(object):
    def setupUi(self, Packs):
        if not Packs.objectName():
            Packs.setObjectName(u"Packs")
        Packs.resize(860, 560)
        self.column = QVBoxLayout(Packs)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.title = QLabel(Packs)
        self.title.setObjectName(u"title")
        self.title.setWordWrap(True)

        self.column.addWidget(self.title)

        self.summary = QLabel(Packs)
        self.summary.setObjectName(u"summary")
        self.summary.setWordWrap(True)

        self.column.addWidget(self.summary)

        self.note = QLabel(Packs)
        self.note.setObjectName(u"note")
        self.note.setWordWrap(True)

        self.column.addWidget(self.note)

        self.row_body = QHBoxLayout()
        self.row_body.setSpacing(12)
        self.row_body.setObjectName(u"row_body")
        self.row_body.setContentsMargins(0, 0, 0, 0)
        self.list = QTreeWidget(Packs)
        self.list.setObjectName(u"list")
        self.list.setUniformRowHeights(True)
        self.list.setRootIsDecorated(False)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

        self.row_body.addWidget(self.list)

        self.detail = QScrollArea(Packs)
        self.detail.setObjectName(u"detail")
        self.detail.setWidgetResizable(True)
        self.detail.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.detail_inner = QWidget()
        self.detail_inner.setObjectName(u"detail_inner")
        self.detail.setWidget(self.detail_inner)

        self.row_body.addWidget(self.detail)

        self.row_body.setStretch(0, 2)
        self.row_body.setStretch(1, 3)

        self.column.addLayout(self.row_body)

        self.row_foot = QHBoxLayout()
        self.row_foot.setSpacing(8)
        self.row_foot.setObjectName(u"row_foot")
        self.row_foot.setContentsMargins(0, 0, 0, 0)
        self.add_file = QPushButton(Packs)
        self.add_file.setObjectName(u"add_file")
        self.add_file.setAutoDefault(False)

        self.row_foot.addWidget(self.add_file)

        self.add_folder = QPushButton(Packs)
        self.add_folder.setObjectName(u"add_folder")
        self.add_folder.setAutoDefault(False)

        self.row_foot.addWidget(self.add_folder)

        self.gap = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.row_foot.addItem(self.gap)

        self.save = QPushButton(Packs)
        self.save.setObjectName(u"save")
        self.save.setAutoDefault(False)

        self.row_foot.addWidget(self.save)

        self.compare = QPushButton(Packs)
        self.compare.setObjectName(u"compare")
        self.compare.setAutoDefault(False)

        self.row_foot.addWidget(self.compare)

        self.remove = QPushButton(Packs)
        self.remove.setObjectName(u"remove")
        self.remove.setAutoDefault(False)

        self.row_foot.addWidget(self.remove)

        self.close_button = QPushButton(Packs)
        self.close_button.setObjectName(u"close_button")

        self.row_foot.addWidget(self.close_button)


        self.column.addLayout(self.row_foot)

        self.column.setStretch(3, 1)

        self.retranslateUi(Packs)

        self.close_button.setDefault(True)


        QMetaObject.connectSlotsByName(Packs)
    # setupUi

    def retranslateUi(self, Packs):
        Packs.setWindowTitle(QCoreApplication.translate("Packs", u"\u901a\u77e5\u5305", None))
        self.title.setText(QCoreApplication.translate("Packs", u"\u901a\u77e5\u5305", None))
        self.title.setProperty(u"role", QCoreApplication.translate("Packs", u"panel", None))
        self.summary.setText(QCoreApplication.translate("Packs", u"\u4e00\u4e2a\u901a\u77e5\u5305\u662f\u4e00\u4efd\u901a\u77e5\u7684\u8868\u683c\u3001\u6761\u6b3e\u548c\u68c0\u67e5\u3002\u6536\u5230\u7684\u901a\u77e5\u5305\uff08\u6587\u4ef6\u5939\u6216 .smnotice \u6587\u4ef6\uff09\u53ef\u4ee5\u62d6\u5230\u8fd9\u91cc\uff1b\u5148\u68c0\u67e5\uff0c\u6ca1\u6709\u9519\u8bef\u624d\u6dfb\u52a0\u3002", None))
        self.summary.setProperty(u"role", QCoreApplication.translate("Packs", u"muted", None))
        self.note.setText("")
        self.note.setProperty(u"role", "")
        self.detail.setProperty(u"framed", QCoreApplication.translate("Packs", u"yes", None))
        self.add_file.setText(QCoreApplication.translate("Packs", u"\u6dfb\u52a0\u6587\u4ef6\u2026", None))
        self.add_folder.setText(QCoreApplication.translate("Packs", u"\u6dfb\u52a0\u6587\u4ef6\u5939\u2026", None))
        self.save.setText(QCoreApplication.translate("Packs", u"\u53e6\u5b58\u4e3a\u6587\u4ef6\u2026", None))
        self.compare.setText(QCoreApplication.translate("Packs", u"\u6bd4\u8f83\u2026", None))
        self.remove.setText(QCoreApplication.translate("Packs", u"\u79fb\u8d70", None))
        self.close_button.setText(QCoreApplication.translate("Packs", u"\u5173\u95ed", None))
        self.close_button.setProperty(u"kind", QCoreApplication.translate("Packs", u"main", None))
    # retranslateUi
