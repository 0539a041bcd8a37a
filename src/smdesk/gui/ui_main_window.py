# Compiled from ui/main_window.ui by ui/compile.py; do not edit.
# ruff: noqa: PGH004
# ruff: noqa
# mypy: ignore-errors
# fmt: off
# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'main_window.ui'
##
## Created by: Qt User Interface Compiler version 6.11.3
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QAction, QBrush, QColor, QConicalGradient,
    QCursor, QFont, QFontDatabase, QGradient,
    QIcon, QImage, QKeySequence, QLinearGradient,
    QPainter, QPalette, QPixmap, QRadialGradient,
    QTransform)
from PySide6.QtWidgets import (QApplication, QMainWindow, QMenu, QMenuBar,
    QSizePolicy, QStackedWidget, QWidget)

class Ui_MainWindow(object):
    def setupUi(self, MainWindow):
        if not MainWindow.objectName():
            MainWindow.setObjectName(u"MainWindow")
        MainWindow.resize(1280, 820)
        MainWindow.setMinimumSize(QSize(860, 560))
        self.act_new = QAction(MainWindow)
        self.act_new.setObjectName(u"act_new")
        self.act_open = QAction(MainWindow)
        self.act_open.setObjectName(u"act_open")
        self.act_home = QAction(MainWindow)
        self.act_home.setObjectName(u"act_home")
        self.act_book = QAction(MainWindow)
        self.act_book.setObjectName(u"act_book")
        self.act_print = QAction(MainWindow)
        self.act_print.setObjectName(u"act_print")
        self.act_restore = QAction(MainWindow)
        self.act_restore.setObjectName(u"act_restore")
        self.act_folder = QAction(MainWindow)
        self.act_folder.setObjectName(u"act_folder")
        self.act_settings = QAction(MainWindow)
        self.act_settings.setObjectName(u"act_settings")
        self.act_settings.setMenuRole(QAction.MenuRole.PreferencesRole)
        self.act_quit = QAction(MainWindow)
        self.act_quit.setObjectName(u"act_quit")
        self.act_quit.setMenuRole(QAction.MenuRole.QuitRole)
        self.act_theme_system = QAction(MainWindow)
        self.act_theme_system.setObjectName(u"act_theme_system")
        self.act_theme_system.setCheckable(True)
        self.act_theme_light = QAction(MainWindow)
        self.act_theme_light.setObjectName(u"act_theme_light")
        self.act_theme_light.setCheckable(True)
        self.act_theme_dark = QAction(MainWindow)
        self.act_theme_dark.setObjectName(u"act_theme_dark")
        self.act_theme_dark.setCheckable(True)
        self.act_keys = QAction(MainWindow)
        self.act_keys.setObjectName(u"act_keys")
        self.act_log = QAction(MainWindow)
        self.act_log.setObjectName(u"act_log")
        self.act_about = QAction(MainWindow)
        self.act_about.setObjectName(u"act_about")
        self.act_about.setMenuRole(QAction.MenuRole.AboutRole)
        self.stack = QStackedWidget(MainWindow)
        self.stack.setObjectName(u"stack")
        MainWindow.setCentralWidget(self.stack)
        self.menubar = QMenuBar(MainWindow)
        self.menubar.setObjectName(u"menubar")
        self.menu_file = QMenu(self.menubar)
        self.menu_file.setObjectName(u"menu_file")
        self.menu_sample = QMenu(self.menu_file)
        self.menu_sample.setObjectName(u"menu_sample")
        self.menu_edit = QMenu(self.menubar)
        self.menu_edit.setObjectName(u"menu_edit")
        self.menu_view = QMenu(self.menubar)
        self.menu_view.setObjectName(u"menu_view")
        self.menu_theme = QMenu(self.menu_view)
        self.menu_theme.setObjectName(u"menu_theme")
        self.menu_scale = QMenu(self.menu_view)
        self.menu_scale.setObjectName(u"menu_scale")
        self.menu_help = QMenu(self.menubar)
        self.menu_help.setObjectName(u"menu_help")
        MainWindow.setMenuBar(self.menubar)

        self.menubar.addAction(self.menu_file.menuAction())
        self.menubar.addAction(self.menu_edit.menuAction())
        self.menubar.addAction(self.menu_view.menuAction())
        self.menubar.addAction(self.menu_help.menuAction())
        self.menu_file.addAction(self.act_new)
        self.menu_file.addAction(self.act_open)
        self.menu_file.addAction(self.menu_sample.menuAction())
        self.menu_file.addSeparator()
        self.menu_file.addAction(self.act_book)
        self.menu_file.addAction(self.act_print)
        self.menu_file.addAction(self.act_home)
        self.menu_file.addSeparator()
        self.menu_file.addAction(self.act_restore)
        self.menu_file.addAction(self.act_folder)
        self.menu_file.addSeparator()
        self.menu_file.addAction(self.act_settings)
        self.menu_file.addSeparator()
        self.menu_file.addAction(self.act_quit)
        self.menu_view.addAction(self.menu_theme.menuAction())
        self.menu_view.addAction(self.menu_scale.menuAction())
        self.menu_theme.addAction(self.act_theme_system)
        self.menu_theme.addAction(self.act_theme_light)
        self.menu_theme.addAction(self.act_theme_dark)
        self.menu_help.addAction(self.act_keys)
        self.menu_help.addAction(self.act_log)
        self.menu_help.addSeparator()
        self.menu_help.addAction(self.act_about)

        self.retranslateUi(MainWindow)

        QMetaObject.connectSlotsByName(MainWindow)
    # setupUi

    def retranslateUi(self, MainWindow):
        MainWindow.setWindowTitle(QCoreApplication.translate("MainWindow", u"smdesk", None))
        self.act_new.setText(QCoreApplication.translate("MainWindow", u"\u65b0\u5efa\u7533\u62a5\u2026", None))
#if QT_CONFIG(shortcut)
        self.act_new.setShortcut(QCoreApplication.translate("MainWindow", u"Ctrl+N", None))
#endif // QT_CONFIG(shortcut)
        self.act_open.setText(QCoreApplication.translate("MainWindow", u"\u6253\u5f00\u6587\u4ef6\u2026", None))
#if QT_CONFIG(shortcut)
        self.act_open.setShortcut(QCoreApplication.translate("MainWindow", u"Ctrl+O", None))
#endif // QT_CONFIG(shortcut)
        self.act_home.setText(QCoreApplication.translate("MainWindow", u"\u8fd4\u56de\u9996\u9875", None))
#if QT_CONFIG(shortcut)
        self.act_home.setShortcut(QCoreApplication.translate("MainWindow", u"Ctrl+W", None))
#endif // QT_CONFIG(shortcut)
        self.act_book.setText(QCoreApplication.translate("MainWindow", u"\u6574\u518c\u9884\u89c8", None))
        self.act_print.setText(QCoreApplication.translate("MainWindow", u"\u6253\u5370\u2026", None))
        self.act_restore.setText(QCoreApplication.translate("MainWindow", u"\u4ece\u5907\u4efd\u6062\u590d\u2026", None))
        self.act_folder.setText(QCoreApplication.translate("MainWindow", u"\u6253\u5f00\u6570\u636e\u6587\u4ef6\u5939", None))
        self.act_settings.setText(QCoreApplication.translate("MainWindow", u"\u8bbe\u7f6e\u2026", None))
#if QT_CONFIG(shortcut)
        self.act_settings.setShortcut(QCoreApplication.translate("MainWindow", u"Ctrl+,", None))
#endif // QT_CONFIG(shortcut)
        self.act_quit.setText(QCoreApplication.translate("MainWindow", u"\u9000\u51fa", None))
#if QT_CONFIG(shortcut)
        self.act_quit.setShortcut(QCoreApplication.translate("MainWindow", u"Ctrl+Q", None))
#endif // QT_CONFIG(shortcut)
        self.act_theme_system.setText(QCoreApplication.translate("MainWindow", u"\u8ddf\u968f\u7cfb\u7edf", None))
        self.act_theme_light.setText(QCoreApplication.translate("MainWindow", u"\u6d45\u8272", None))
        self.act_theme_dark.setText(QCoreApplication.translate("MainWindow", u"\u6df1\u8272", None))
        self.act_keys.setText(QCoreApplication.translate("MainWindow", u"\u952e\u76d8\u64cd\u4f5c", None))
#if QT_CONFIG(shortcut)
        self.act_keys.setShortcut(QCoreApplication.translate("MainWindow", u"F1", None))
#endif // QT_CONFIG(shortcut)
        self.act_log.setText(QCoreApplication.translate("MainWindow", u"\u6253\u5f00\u65e5\u5fd7\u6587\u4ef6\u5939", None))
        self.act_about.setText(QCoreApplication.translate("MainWindow", u"\u5173\u4e8e smdesk", None))
        self.menu_file.setTitle(QCoreApplication.translate("MainWindow", u"\u6587\u4ef6(&F)", None))
        self.menu_sample.setTitle(QCoreApplication.translate("MainWindow", u"\u6253\u5f00\u6837\u4f8b", None))
        self.menu_edit.setTitle(QCoreApplication.translate("MainWindow", u"\u7f16\u8f91(&E)", None))
        self.menu_view.setTitle(QCoreApplication.translate("MainWindow", u"\u89c6\u56fe(&V)", None))
        self.menu_theme.setTitle(QCoreApplication.translate("MainWindow", u"\u4e3b\u9898", None))
        self.menu_scale.setTitle(QCoreApplication.translate("MainWindow", u"\u754c\u9762\u7f29\u653e", None))
        self.menu_help.setTitle(QCoreApplication.translate("MainWindow", u"\u5e2e\u52a9(&H)", None))
    # retranslateUi
