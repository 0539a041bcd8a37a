"""Input methods: what is being composed is no edit, is not disturbed, and disturbs nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

Make = Callable[..., Any]
PLACES = [
    ("table/basic", "org.name"),  # running text
    ("table/operation", "finance.assets[2018]"),  # a number
    ("table/basic", "contact.fax"),
    ("cover", "cover.recommender"),
]


def compose(desk: Any, letters: str) -> None:
    QApplication.sendEvent(desk.focus, QInputMethodEvent(letters, []))
    desk.settle()


def commit(desk: Any, text: str, back: int = 0) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text, -back, back)
    QApplication.sendEvent(desk.focus, event)
    desk.settle()


def at_end(desk: Any, place: str) -> Any:
    editor = desk.go(place)
    desk.press(Qt.Key.Key_End)
    return editor


@pytest.mark.parametrize(("step", "place"), PLACES)
def test_a_word_is_an_edit_when_it_is_committed_and_one_step(
    make: Make, step: str, place: str
) -> None:
    desk = make(step)
    editor = desk.go(place)
    for letters in ("z", "zh", "zhi", "zhizao"):
        compose(desk, letters)
        assert desk.session.value(place) == ""
        assert editor.text() == ""
        assert desk.session.undo_step is None
    commit(desk, "制造")
    compose(desk, "ye")
    commit(desk, "业")
    assert (editor.text(), desk.session.value(place)) == ("制造业", "制造业")
    assert len(desk.session.steps) == 1


@pytest.mark.parametrize(("step", "place"), PLACES)
def test_a_word_that_is_given_up_leaves_nothing(make: Make, step: str, place: str) -> None:
    desk = make(step, values={place: "12"})
    editor = at_end(desk, place)
    compose(desk, "zhizao")
    compose(desk, "")
    assert (editor.text(), desk.session.value(place)) == ("12", "12")
    assert desk.session.undo_step is None


def test_a_word_over_a_selected_number_takes_its_place_and_undo_brings_it_back(make: Make) -> None:
    place = "finance.assets[2018]"
    desk = make("table/operation", values={place: "12"})
    desk.go(place)
    compose(desk, "yi")
    commit(desk, "3亿")
    assert desk.session.value(place) == "3亿"
    desk.press(Qt.Key.Key_Z, held=Qt.KeyboardModifier.ControlModifier)
    assert desk.session.value(place) == desk.focus.text() == "12"


@pytest.mark.parametrize(("step", "place"), PLACES)
def test_a_text_from_elsewhere_waits_for_the_word_and_neither_is_lost(
    make: Make, step: str, place: str
) -> None:
    desk = make(step, values={place: "12"})
    editor = at_end(desk, place)
    compose(desk, "zhi")
    desk.session.set_value(place, "345")
    desk.settle()
    assert editor.text() == "12"
    commit(desk, "制")
    assert desk.session.value(place) == editor.text()
    assert sorted(editor.text()) == sorted("345制")


@pytest.mark.parametrize(("step", "place"), PLACES)
def test_a_word_that_is_left_uncommitted_is_not_shown_on(make: Make, step: str, place: str) -> None:
    desk = make(step, values={place: "12"})
    editor = desk.go(place)
    compose(desk, "zhi")
    desk.press(Qt.Key.Key_Tab)
    assert desk.focus is not editor
    desk.session.set_value(place, "78")
    desk.settle()
    assert editor.text() == "78"
    desk.page.go_to(place)
    commit(desk, "9")
    assert "9" in desk.session.value(place)


def test_a_counter_counts_committed_characters_and_goes_over_its_limit(make: Make) -> None:
    desk = make("table/content", "project", {"project.content": "字" * 98})
    desk.go("project.content")

    def count() -> tuple[int, int]:
        return desk.page.view.marks["project.content"].count

    compose(desk, "zhizao")
    assert count() == (98, 100)
    commit(desk, "制造")
    assert count() == (100, 100)
    compose(desk, "ye")
    assert count() == (100, 100)
    commit(desk, "业")
    assert count() == (101, 100)
    assert desk.session.value("project.content").endswith("制造业")
    commit(desk, "造者", back=2)  # an input method may take back what it put in
    assert desk.session.value("project.content").endswith("制造者")
    assert count() == (101, 100)


def test_a_row_that_grows_while_composing_keeps_the_word(make: Make) -> None:
    desk = make("table/basic", values={"org.business": "字" * 40})
    editor = desk.go("org.business")
    before = editor.height()
    commit(desk, "造" * 60)
    compose(desk, "zhizao")
    desk.page.refresh()
    assert editor.height() > before
    assert editor.textCursor().block().layout().preeditAreaText() == "zhizao"
    commit(desk, "制造")
    assert desk.session.value("org.business") == "字" * 40 + "造" * 60 + "制造"
