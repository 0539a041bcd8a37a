"""Dresses the program: one palette and one style sheet, both made of the tokens.

The sheet names widgets of the frame only by class or by a property: ``kind`` of a button
(``main``, ``quiet``, ``danger``), ``role`` of a label (``small``, ``muted``, ``panel``, ``page``,
``error``, ``check``, ``hint``, ``done``), ``ground`` of a container (``surface``, ``rail``,
``desk``, ``card``, ``bar``, ``place``).
"""

from __future__ import annotations

from string import Template
from typing import cast

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from smdesk import paths
from smdesk.gui.theme.tokens import SIZES, Role, Theme, theme

_SIZES: tuple[Role, ...] = ("small", "panel", "page")
_ROLES = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "window",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "error",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.PlaceholderText: "text_muted",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "line_strong",
    QPalette.ColorRole.Shadow: "shadow",
}

_SHEET = Template("""
QToolTip { color: $text; background: $surface; border: 1px solid $line_strong; padding: 4px 6px; }
QLabel[role="small"] { font-size: ${small}px; color: $text_muted; }
QLabel[role="muted"] { color: $text_muted; }
QLabel[role="panel"] { font-size: ${panel}px; font-weight: 600; }
QLabel[role="page"] { font-size: ${page}px; font-weight: 600; }
QLabel[role="error"] { color: $error; } QLabel[role="check"] { color: $check; }
QLabel[role="hint"] { color: $hint; } QLabel[role="done"] { color: $done; }
QWidget[ground="surface"] { background: $surface; }
QWidget[ground="rail"] { background: $rail; }
QWidget[ground="desk"] { background: $desk; }
QWidget[ground="bar"] { background: $window; border-top: 1px solid $line; }
QFrame[ground="card"] { background: $surface; border: 1px solid $line; border-radius: ${radius}px; }
QFrame[ground="place"] { border: 1px solid $line; border-radius: ${radius}px; }
QFrame[note] { border-radius: ${radius}px; }
QFrame[note="error"] { background: $error_soft; } QFrame[note="check"] { background: $check_soft; }
QFrame[note="hint"] { background: $hint_soft; } QFrame[note="done"] { background: $done_soft; }

QPushButton { background: $surface; color: $text; border: 1px solid $line_strong;
  border-radius: ${radius}px; padding: 5px 14px; min-height: 20px; outline: none; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $selected; }
QPushButton:focus { border: 2px solid $accent; padding: 4px 13px; }
QPushButton:disabled { color: $text_off; border-color: $line; background: $window; }
QPushButton[kind="main"] { background: $accent; color: $on_accent; border-color: $accent;
  font-weight: 600; }
QPushButton[kind="main"]:hover { background: $accent_hover; }
QPushButton[kind="main"]:focus { border: 2px solid $text; }
QPushButton[kind="main"]:disabled { background: $line; color: $text_off; border-color: $line; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; }
QPushButton[kind="quiet"]:hover { background: $hover; }
QPushButton[kind="quiet"]:checked { background: $selected; }
QPushButton[kind="quiet"]:focus { border-color: $accent; }
QPushButton::menu-indicator { image: url("$icons/down-$look.svg"); width: 12px; height: 12px;
  subcontrol-origin: padding; subcontrol-position: right center; right: 8px; }
QPushButton[kind="main"]::menu-indicator { image: url("$icons/down-$other.svg"); }
QPushButton[kind="danger"] { color: $error; border-color: $error; }
QPushButton[kind="danger"]:focus { border: 2px solid $error; }
QToolButton { background: transparent; border: 2px solid transparent; padding: 3px;
  border-radius: ${radius}px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $selected; }
QToolButton:focus { border-color: $accent; }
QToolButton::menu-indicator { image: none; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QComboBox, QDateEdit { background: $surface;
  color: $text; border: 1px solid $line_strong; border-radius: ${radius}px; padding: 4px 8px;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit { min-height: 20px; }
QComboBox { min-height: 20px; padding-right: 24px; combobox-popup: 0; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus,
QDoubleSpinBox:focus, QComboBox:focus, QDateEdit:focus { border: 2px solid $accent; padding: 3px 7px; }
QComboBox:focus { padding-right: 23px; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled,
QDateEdit:disabled { color: $text_off; border-color: $line;
  background: $window; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url("$icons/down-$look.svg"); width: 14px; height: 14px; }
QSpinBox, QDoubleSpinBox, QDateEdit { padding-right: 22px; min-height: 20px; }
QSpinBox:focus, QDoubleSpinBox:focus, QDateEdit:focus { padding-right: 21px; }
QSpinBox::up-button, QDoubleSpinBox::up-button, QDateEdit::up-button,
QSpinBox::down-button, QDoubleSpinBox::down-button, QDateEdit::down-button {
  border: none; width: 20px; background: transparent; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow, QDateEdit::up-arrow { image: url("$icons/up-$look.svg");
  width: 12px; height: 12px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow, QDateEdit::down-arrow { image: url("$icons/down-$look.svg");
  width: 12px; height: 12px; }

QCheckBox, QRadioButton { spacing: 8px; padding: 2px; border: 2px solid transparent;
  border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox::indicator, QRadioButton::indicator, QTreeView::indicator,
QListView::indicator { width: 14px; height: 14px; background: $surface; border: 1px solid $line_strong; }
QCheckBox::indicator, QTreeView::indicator, QListView::indicator { border-radius: 3px; }
QRadioButton::indicator { border-radius: 7px; }
QCheckBox::indicator:checked, QCheckBox::indicator:indeterminate, QRadioButton::indicator:checked,
QTreeView::indicator:checked, QTreeView::indicator:indeterminate, QListView::indicator:checked,
QListView::indicator:indeterminate {
  background: $accent; border-color: $accent; }
QCheckBox::indicator:checked, QTreeView::indicator:checked, QListView::indicator:checked {
  image: url("$icons/tick-$look.svg"); }
QCheckBox::indicator:indeterminate, QTreeView::indicator:indeterminate,
QListView::indicator:indeterminate {
  image: url("$icons/part-$look.svg"); }
QRadioButton::indicator:checked { image: url("$icons/dot-$look.svg"); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line;
  background: $window; }
QCheckBox::indicator:checked:disabled, QCheckBox::indicator:indeterminate:disabled,
QRadioButton::indicator:checked:disabled { background: $text_off; border-color: $text_off; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $line_strong;
  selection-background-color: $selected; selection-color: $text; outline: none; padding: 4px; }
QComboBox QAbstractItemView::item { min-height: 26px; }

QMenuBar { background: $window; color: $text; }
QMenuBar::item { padding: 5px 10px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $surface; color: $text; border: 1px solid $line_strong; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 10px; border-radius: 4px; }
QMenu::item:selected { background: $selected; }
QMenu::item:disabled { color: $text_off; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }

QAbstractItemView { background: $surface; color: $text; border: 1px solid $line; outline: none; }
QHeaderView { border: none; }
QHeaderView::section { background: $surface; color: $text_muted; border: none;
  border-bottom: 1px solid $line; padding: 6px 8px 6px 11px; }

QTableView { selection-background-color: $selected; selection-color: $text;
  gridline-color: $line; }
QTableCornerButton::section { background: $surface; border: none; }

QTreeView { show-decoration-selected: 1; selection-background-color: $selected;
  selection-color: $text; }
QTreeView:focus, QTableWidget:focus, QListWidget:focus, PageStrip:focus { border-color: $accent; }
QTreeView::item { padding: 5px 7px; border: none; }
QTreeView::item:hover { background: $hover; }
QTreeView::item:selected { background: $selected; color: $text; }
QTreeView::branch { background: transparent; }
QTreeView::branch:has-children:closed { image: url("$icons/right-$look.svg"); }
QTreeView::branch:has-children:open { image: url("$icons/down-$look.svg"); }
QListWidget { selection-background-color: $selected; selection-color: $text; }
QListWidget::item { padding: 5px 7px; border: none; }
QListWidget::item:hover { background: $hover; }
QListWidget::item:selected { background: $selected; color: $text; }

QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar::tab { padding: 7px 14px; color: $text_muted; background: transparent;
  border: 2px solid transparent; border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; font-weight: 600; }
QTabBar::tab:focus { border-color: $accent; border-radius: 4px; }

QScrollArea { border: none; background: transparent; }
QScrollArea[framed] { border: 1px solid $line; }
QScrollArea[framed]:focus { border-color: $accent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar:vertical { width: 12px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 12px; background: transparent; margin: 0; }
QScrollBar::handle { background: $line_strong; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; } QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $text_muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $line; }
QProgressBar { background: $line; border: none; border-radius: 3px; max-height: 6px;
  min-height: 6px; color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
""")


STYLE = "Fusion"
"""The style that the sheet is written for."""
_STYLED = "styled"


def start(arguments: list[str]) -> QApplication:
    """Return the program's `QApplication`, in the style that the sheet is written for.

    Named on the command line, since to set or to ask for a style makes the 700 enum members of
    ``QStyle``, and the first paint does without them.
    """
    made = QApplication([*arguments, "-style", STYLE])
    made.setProperty(_STYLED, True)
    return made


def dress(app: QApplication | None = None) -> None:
    """Give the program the palette, the face and the sheet of the look in use."""
    target = app or cast("QApplication", QApplication.instance())
    look = theme()
    if target.property(_STYLED) is None:
        target.setStyle(STYLE)
        target.setProperty(_STYLED, True)
    target.setPalette(palette(look))
    target.setFont(look.font("text"))
    target.setStyleSheet(style_sheet(look))


def palette(look: Theme) -> QPalette:
    """Return the palette of a look."""
    made = QPalette()
    for role, name in _ROLES.items():
        made.setColor(role, getattr(look.colour, name))
    off = look.colour.text_off
    for role in (
        QPalette.ColorRole.Text,
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.ButtonText,
    ):
        made.setColor(QPalette.ColorGroup.Disabled, role, off)
    return made


def style_sheet(look: Theme) -> str:
    """Return the style sheet of a look."""
    words = {name: _css(colour) for name, colour in look.colour.items()}
    words |= {name: str(SIZES[name]) for name in _SIZES}
    icons = (paths.resources() / "icons" / "style").as_posix()
    other = "dark" if look.name == "light" else "light"  # what stands on the accent
    return _SHEET.substitute(
        words, radius=str(look.radius), look=look.name, icons=icons, other=other
    )


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet reads, and have the widget drawn by it."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def _css(colour: QColor) -> str:
    return f"rgba({colour.red()},{colour.green()},{colour.blue()},{colour.alpha()})"
