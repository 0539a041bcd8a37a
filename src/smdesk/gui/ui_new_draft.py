# Compiled from ui/new_draft.ui by ui/compile.py; do not edit.
# ruff: noqa: PGH004
# ruff: noqa
# mypy: ignore-errors
# fmt: off
# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'new_draft.ui'
##
## Created by: Qt User Interface Compiler version 6.11.3
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QMetaObject, QSize, Qt)
from PySide6.QtWidgets import (QHBoxLayout, QLabel, QLineEdit, QPushButton, QScrollArea, QSizePolicy, QSpacerItem, QSpinBox, QTreeWidget, QVBoxLayout, QWidget)

class Ui_NewDraft(object):
    def setupUi(self, NewDraft):
        if not NewDraft.objectName():
            NewDraft.setObjectName(u"NewDraft")
        NewDraft.resize(900, 620)
        self.column = QVBoxLayout(NewDraft)
        self.column.setSpacing(16)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.note = QLabel(NewDraft)
        self.note.setObjectName(u"note")
        self.note.setWordWrap(True)

        self.column.addWidget(self.note)

        self.row_body = QHBoxLayout()
        self.row_body.setSpacing(20)
        self.row_body.setObjectName(u"row_body")
        self.row_body.setContentsMargins(0, 0, 0, 0)
        self.column_left = QVBoxLayout()
        self.column_left.setSpacing(8)
        self.column_left.setObjectName(u"column_left")
        self.column_left.setContentsMargins(0, 0, 0, 0)
        self.forms_label = QLabel(NewDraft)
        self.forms_label.setObjectName(u"forms_label")

        self.column_left.addWidget(self.forms_label)

        self.forms = QTreeWidget(NewDraft)
        self.forms.setObjectName(u"forms")
        self.forms.setUniformRowHeights(True)
        self.forms.setMinimumSize(QSize(260, 0))
        self.forms.setHeaderHidden(True)
        self.forms.setRootIsDecorated(False)
        self.forms.setIndentation(12)

        self.column_left.addWidget(self.forms)


        self.row_body.addLayout(self.column_left)

        self.column_right = QVBoxLayout()
        self.column_right.setSpacing(8)
        self.column_right.setObjectName(u"column_right")
        self.column_right.setContentsMargins(0, 0, 0, 0)
        self.title = QLabel(NewDraft)
        self.title.setObjectName(u"title")
        self.title.setWordWrap(True)

        self.column_right.addWidget(self.title)

        self.essentials = QScrollArea(NewDraft)
        self.essentials.setObjectName(u"essentials")
        self.essentials.setWidgetResizable(True)
        self.essentials.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.essentials_inner = QWidget()
        self.essentials_inner.setObjectName(u"essentials_inner")
        self.essentials.setWidget(self.essentials_inner)

        self.column_right.addWidget(self.essentials)

        self.column_right.setStretch(1, 1)

        self.row_body.addLayout(self.column_right)

        self.row_body.setStretch(1, 1)

        self.column.addLayout(self.row_body)

        self.row_foot = QHBoxLayout()
        self.row_foot.setSpacing(8)
        self.row_foot.setObjectName(u"row_foot")
        self.row_foot.setContentsMargins(0, 0, 0, 0)
        self.name_label = QLabel(NewDraft)
        self.name_label.setObjectName(u"name_label")

        self.row_foot.addWidget(self.name_label)

        self.name = QLineEdit(NewDraft)
        self.name.setObjectName(u"name")

        self.row_foot.addWidget(self.name)

        self.year_label = QLabel(NewDraft)
        self.year_label.setObjectName(u"year_label")

        self.row_foot.addWidget(self.year_label)

        self.year = QSpinBox(NewDraft)
        self.year.setObjectName(u"year")
        self.year.setMinimum(1950)
        self.year.setMaximum(2199)

        self.row_foot.addWidget(self.year)

        self.gap = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.row_foot.addItem(self.gap)

        self.cancel = QPushButton(NewDraft)
        self.cancel.setObjectName(u"cancel")
        self.cancel.setAutoDefault(False)

        self.row_foot.addWidget(self.cancel)

        self.create = QPushButton(NewDraft)
        self.create.setObjectName(u"create")

        self.row_foot.addWidget(self.create)

        self.row_foot.setStretch(1, 1)

        self.column.addLayout(self.row_foot)

        self.column.setStretch(1, 1)
#if QT_CONFIG(shortcut)
        self.forms_label.setBuddy(self.forms)
        self.name_label.setBuddy(self.name)
        self.year_label.setBuddy(self.year)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(NewDraft)

        self.create.setDefault(True)


        QMetaObject.connectSlotsByName(NewDraft)
    # setupUi

    def retranslateUi(self, NewDraft):
        NewDraft.setWindowTitle(QCoreApplication.translate("NewDraft", u"\u65b0\u5efa\u7533\u62a5", None))
        self.note.setText("")
        self.note.setProperty(u"role", QCoreApplication.translate("NewDraft", u"check", None))
        self.forms_label.setText(QCoreApplication.translate("NewDraft", u"\u901a\u77e5\u548c\u7c7b\u578b(&T)", None))
        self.forms_label.setProperty(u"role", QCoreApplication.translate("NewDraft", u"muted", None))
        self.title.setText("")
        self.title.setProperty(u"role", QCoreApplication.translate("NewDraft", u"panel", None))
        self.essentials.setProperty(u"framed", QCoreApplication.translate("NewDraft", u"yes", None))
        self.name_label.setText(QCoreApplication.translate("NewDraft", u"\u540d\u79f0(&N)", None))
        self.name_label.setProperty(u"role", QCoreApplication.translate("NewDraft", u"muted", None))
        self.year_label.setText(QCoreApplication.translate("NewDraft", u"\u6700\u8fd1\u5e74\u5ea6(&Y)", None))
        self.year_label.setProperty(u"role", QCoreApplication.translate("NewDraft", u"muted", None))
        self.cancel.setText(QCoreApplication.translate("NewDraft", u"\u53d6\u6d88", None))
        self.create.setText(QCoreApplication.translate("NewDraft", u"\u65b0\u5efa\u7533\u62a5", None))
        self.create.setProperty(u"kind", QCoreApplication.translate("NewDraft", u"main", None))
    # retranslateUi
